/** Tests of the forms of a union in a workbook, through the real Office.js: every figure, and the chart. */
import { readXlsx } from 'hucre';
import { buildAddin, removeAddin, start, type Running } from './addin';
import { DATA, LOG } from './union';

const SHEETS = ['取組状況一覧', 'モデル事業', '保険者インセンティブ', '集約', '協働事業計画書'];
/** Milliseconds. */
const LONG = 120_000;

let addinDir: string;
let running: Running;
beforeAll(async () => {
  addinDir = await buildAddin();
  running = await start(addinDir, { データ: DATA, 支援記録: LOG });
}, LONG);
afterAll(() => {
  const { unknownMembers } = running.addin;
  running.stop();
  removeAddin(addinDir);
  expect(unknownMembers).toEqual([]);
});

async function write(groups: Parameters<Window['writeForms']>[0]) {
  const written = await (running.addin.window.writeForms as Window['writeForms'])(groups);
  await running.workbook.settle();
  return written;
}

/** The formula as it would stand on another sheet. */
function fromElsewhere(formula: string, sheet: string): string {
  return formula.replace(
    /(?<!!)(?<![A-Z$])(\$[A-Z]{1,2}\$\d+)(:\$[A-Z]{1,2}\$\d+)?/g,
    (cells, _from, _to, at: number) => (formula[at - 1] === '!' ? cells : `'${sheet}'!${cells}`),
  );
}

test(
  'every figure of the union is what its formula gives, no cell shows an error, and the funnel is drawn',
  async () => {
    const { sheets } = await write(['広域']);
    expect(sheets).toEqual(SHEETS);
    const { workbook } = running;
    const cells = sheets.flatMap((sheet) => {
      const values = workbook.valuesOf(sheet);
      return workbook
        .formulasOf(sheet)
        .flatMap((line, row) =>
          line.map((formula, column) => ({ sheet, row, column, formula, value: values[row]![column] })),
        );
    });
    expect(cells.filter(({ value }) => typeof value === 'string' && /^#[A-Z]/.test(value))).toEqual([]);
    const figures = cells.filter(({ formula }) => typeof formula === 'string' && formula.startsWith('='));
    expect(figures.length).toBeGreaterThan(250);
    workbook.book
      .addSheet('検算')
      .write(
        { row: 0, column: 0, rows: figures.length, columns: 1 },
        (index) => ({ value: null, formula: fromElsewhere(String(figures[index]!.formula), figures[index]!.sheet) }),
        'user',
      );
    await workbook.settle();
    const answers = workbook.valuesOf('検算').map(([answer]) => answer);
    expect(figures.filter(({ value }, index) => answers[index] !== value)).toEqual([]);
    const rows = workbook.valuesOf('集約');
    const line = (key: string) => rows.find(([found]) => String(found).startsWith(`${key}@`))!;
    expect(['東市', '西市', '南町', '北村', 'whole'].map((name) => line(`overview.${name}`)[2])).toEqual([
      6, 12, 18, 24, 60,
    ]);
    expect(line('overview.北村').at(7)).toBe(12);
    const saved = await readXlsx(Uint8Array.from(await workbook.saveXlsx()));
    expect(saved.sheets.find(({ name }) => name === '集約')!.charts).toHaveLength(1);
  },
  LONG,
);
