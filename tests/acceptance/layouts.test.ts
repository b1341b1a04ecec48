/** Layout files on the command line: a file of unknown headings is read by the layout that a colleague saved. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { mappingOf, mappingToJson, type FieldId } from '../../src/kdb';
import { ensureBuilt, ikkatsu } from '../e2e/built';

jest.setTimeout(240_000);

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-layouts-'));
const write = (name: string, text: string): string => {
  const full = path.join(folder, name);
  fs.writeFileSync(full, text);
  return full;
};
const HEADINGS = ['ﾋﾎｹﾝｼｬﾊﾞﾝｺﾞｳ', '生年の日', '来所', '体格', '半年で減ったか', '覚え'];
const FIELDS: [number, FieldId | null][] = [
  [0, 'personId'],
  [1, 'birthDate'],
  [2, 'checkupDate'],
  [3, 'bmi'],
  [4, 'q6'],
  [5, null],
];
const layoutFile = (name: string, headings = HEADINGS, fields = FIELDS) =>
  write(name, mappingToJson(mappingOf('訪問の表', headings, new Map(fields))));
const table = (name: string, headings = HEADINGS) =>
  write(
    name,
    [
      headings.join(','),
      ...Array.from({ length: 6 }, (_, row) =>
        [`3900000${row}`, `1940/4/${row + 1}`, '2025/6/1', row < 2 ? '18.5' : '23.5', row === 0 ? 1 : 2, '無'].join(
          ',',
        ),
      ),
    ].join('\r\n'),
  );

beforeAll(ensureBuilt);
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const lowNutrition = (out: string) =>
  (JSON.parse(out) as { criteria: { id: string; hits: number; judged: number }[] }).criteria.find(
    ({ id }) => id === 'lowNutrition',
  );

test('without a layout the table is refused; with it, it is read; the written workbook keeps the layout', async () => {
  const [csv, layout, book] = [table('訪問.csv'), layoutFile('訪問.json'), path.join(folder, '訪問.xlsx')];
  const refused = await ikkatsu('run', csv, '--json');
  expect([refused.code, refused.out]).toEqual([2, '']);
  const read = await ikkatsu('run', csv, '--layout', layout, '--out', book, '--json');
  expect(read.err).not.toContain('Error');
  expect(read.code).toBe(0);
  expect(lowNutrition(read.out)).toMatchObject({ hits: 1, judged: 6 });
  const asked = await ikkatsu('calc', '=IKKATSU.LOWNUTRITION()', '--with', csv, '--layout', layout);
  expect(JSON.parse(asked.out)).toMatchObject({ values: [[1]] });
  // What the workbook keeps holds in every command that is given the workbook alone.
  const again = await ikkatsu('run', book, '--json');
  expect([again.code, lowNutrition(again.out)]).toEqual([0, lowNutrition(read.out)]);
  const inBook = await ikkatsu('calc', '=IKKATSU.LOWNUTRITION()', '--with', book);
  expect(JSON.parse(inBook.out)).toMatchObject({ values: [[1]] });
});

test('every table takes the layout whose headings it has; a layout for no table is refused by name', async () => {
  const other = HEADINGS.map((heading) => `別の${heading}`);
  const files = [table('一.csv'), table('二.csv', other)];
  const layouts = ['--layout', layoutFile('一.json'), '--layout', layoutFile('二.json', other)];
  const both = await ikkatsu('run', ...files, ...layouts, '--json');
  expect(both.code).toBe(0);
  expect(lowNutrition(both.out)).toMatchObject({ hits: 1, judged: 6 });
  const none = await ikkatsu(
    'run',
    files[0]!,
    '--layout',
    layoutFile('一.json'),
    '--layout',
    layoutFile('三.json', other),
  );
  expect(none.code).toBe(2);
  expect(none.err).toMatch(/三\.json.*見出しのある表が見つかりません/);
});

test.each([
  ['壊れた.json', '{', /壊れた\.json はレイアウトとして読めません/],
  ['別.json', '{"format":"x"}', /別\.json はレイアウトとして読めません/],
])('a file that is no layout is refused: %s', async (name, text, words) => {
  const refused = await ikkatsu('run', table('訪問.csv'), '--layout', write(name, text));
  expect([refused.code, refused.out]).toEqual([2, '']);
  expect(refused.err).toMatch(words);
});

test('a layout that gives two columns one field is refused with both columns', async () => {
  const twice = layoutFile('二重.json', HEADINGS, [...FIELDS.slice(0, 5), [5, 'bmi']]);
  const refused = await ikkatsu('run', table('訪問.csv'), '--layout', twice);
  expect(refused.code).toBe(2);
  expect(refused.err).toMatch(/D列『体格』とF列『覚え』を、どちらも「BMI」/);
});
