/**
 * The record over the years from the command line: an earlier year's workbook is taken with --history, and every actual, change,
 * projection and judgement of 中間評価 is recomputed here from the lines of 実績の記録.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readFile, type Cell } from '../../src/kdb';
import { csvBytes } from '../../tools/samples/csv';
import { sampleFiles } from '../../tools/samples/files';
import { typedInto } from '../acceptance/again/typed';
import { ensureBuilt, ikkatsu, SAMPLES } from './built';

jest.setTimeout(600_000);

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-history-'));
const inFolder = (name: string): string => path.join(folder, name);
const UNION = fs
  .readdirSync(path.join(SAMPLES, '二市町村'))
  .filter((name) => name.endsWith('.csv'))
  .map((name) => path.join(SAMPLES, '二市町村', name));

/** Cells of a form by the keys of its columns; rows without a key are left out. */
type Line = Readonly<Record<string, Cell>>;

function linesOf(bytes: Uint8Array, sheet: string): { key: string; line: Line }[] {
  const rows = [
    ...readFile('book.xlsx', bytes)
      .find((input) => input.sheet === sheet)!
      .rows(),
  ];
  const head = rows.findIndex(([corner]) => String(corner).startsWith('IKKATSU:form1'));
  const columns = rows[head]!.map((cell) => String(cell ?? '').split('@')[0]!);
  return rows.slice(head + 1).flatMap((cells) => {
    const key = /^([^\s|@]+)@/u.exec(String(cells[0] ?? ''))?.[1];
    if (key === undefined) return [];
    return [{ key, line: Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? null])) }];
  });
}

let printed = '';
let midterm: { key: string; line: Line }[] = [];
/** By year, indicator and area. */
const record = new Map<string, Line>();

beforeAll(async () => {
  await ensureBuilt();
  const earlier = sampleFiles({ fiscalYear: 2022, size: 600, seed: 7 }).map((file) => {
    const to = inFolder(`${file.name}.csv`);
    fs.writeFileSync(to, csvBytes(file));
    return to;
  });
  const older = await ikkatsu('run', ...earlier, '--year', '2022', '--out', inFolder('older.xlsx'));
  expect([older.code, older.err]).toEqual([0, older.err]);
  const ran = await ikkatsu(
    'run',
    ...UNION,
    '--year',
    '2026',
    '--plan',
    '--history',
    inFolder('older.xlsx'),
    '--out',
    inFolder('book.xlsx'),
  );
  expect([ran.code, ran.err]).toEqual([0, ran.err]);
  printed = ran.out;
  const bytes = new Uint8Array(fs.readFileSync(inFolder('book.xlsx')));
  midterm = linesOf(bytes, '中間評価');
  for (const { key, line } of linesOf(bytes, '実績の記録'))
    if (key.startsWith('rec.')) record.set(`${String(line.year)}|${String(line.indicator)}|${String(line.area)}`, line);
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

test('what was taken is said, and figures of other conditions are kept with their mark', () => {
  expect(printed).toMatch(/older\.xlsx から、令和4年度の実績 \d+ 件を引き継ぎました/u);
  expect(printed).toMatch(/前のブックの実績のうち \d+ 件は、抽出条件などがいまと違います/u);
  expect(String(record.get('2022|健診受診率|全体')!.remark)).toContain('比較注意');
  expect([...record.keys()].map((key) => key.split('|')[0])).toEqual(
    expect.arrayContaining(['2022', '2024', '2025', '2026']),
  );
});

test('a workbook that is none of ours is refused, and nothing is written', async () => {
  fs.writeFileSync(inFolder('メモ.csv'), 'a,b\n1,2\n');
  const ran = await ikkatsu(
    'run',
    ...UNION,
    '--plan',
    '--history',
    inFolder('メモ.csv'),
    '--out',
    inFolder('never.xlsx'),
  );
  expect(ran.code).toBe(2);
  expect(ran.err).toContain('引き継げる実績がありません');
  expect(fs.existsSync(inFolder('never.xlsx'))).toBe(false);
});

const YEARS = [2022, 2023, 2024, 2025, 2026];
const number = (cell: Cell | undefined): number | null => (typeof cell === 'number' ? cell : null);
const isUsable = (line: Line | undefined): line is Line =>
  line !== undefined && number(line.lower) !== null && !/残存のみ|比較注意/u.test(String(line.remark ?? ''));

test('every limit on the record is that of Wilson', () => {
  const z = 1.959963984540054;
  let seen = 0;
  for (const [key, line] of record) {
    const [x, n] = [number(line.numerator), number(line.denominator)];
    if (x === null || n === null || n === 0) continue;
    const p = x / n;
    const middle = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
    const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
    expect([key, number(line.value)]).toEqual([key, expect.closeTo(p, 12)]);
    expect([key, number(line.lower)]).toEqual([key, expect.closeTo(Math.max(0, middle - half), 9)]);
    expect([key, number(line.upper)]).toEqual([key, expect.closeTo(Math.min(1, middle + half), 9)]);
    seen += 1;
  }
  expect(seen).toBeGreaterThan(300);
});

/** The figures that a text shows: "-1.5%（-6.1%〜+7.4%）" → -1.5, -6.1, 7.4. */
const numbersIn = (cell: Cell | undefined): number[] =>
  [...String(cell ?? '').matchAll(/[+−]?\d+(?:\.\d+)?/gu)].map(([text]) => Number(text.replace('−', '-')));

test('every cell of the rates on 中間評価 equals its recomputation from the record, for everybody and every place', () => {
  let area = '全体';
  let [seen, projections] = [0, 0];
  for (const { key, line } of midterm) {
    if (key.startsWith('section.place.')) area = String(line.indicator);
    if (!key.startsWith('line.')) continue;
    const shownName = String(line.indicator);
    const name = shownName.replace('（変化は発生割合）', '');
    const isRate = name !== shownName;
    if (!isRate && name !== '健診受診率') continue;
    const of = (year: number, indicator: string): Line | undefined => record.get(`${year}|${indicator}|${area}`);
    const judgedName = isRate ? name.replace('ハイリスク者割合', '発生割合') : name;
    for (const year of YEARS) {
      const wanted = number(of(year, name)?.value);
      expect([area, key, year, line[`y${year}`]]).toEqual([area, key, year, wanted ?? '－']);
      seen += 1;
    }
    const usable = YEARS.filter((year) => isUsable(of(year, judgedName)));
    const digits = isRate ? 2 : 1;
    let verdict = 'E';
    if (usable.length >= 2) {
      const [a, b] = [of(usable[0]!, judgedName)!, of(usable.at(-1)!, judgedName)!] as Record<string, number>[];
      const change = b!.value! - a!.value!;
      const limits = [
        change - Math.hypot(b!.value! - b!.lower!, a!.upper! - a!.value!),
        change + Math.hypot(b!.upper! - b!.value!, a!.value! - a!.lower!),
      ];
      const shown = numbersIn(line.change);
      [change, ...limits].forEach((value, index) =>
        expect(Math.abs(shown[index]! - value * 100)).toBeLessThanOrEqual(0.5 * 10 ** -digits + 1e-9),
      );
      const isBetter = isRate ? limits[1]! < 0 : limits[0]! > 0;
      const isWorse = isRate ? limits[0]! > 0 : limits[1]! < 0;
      verdict = isBetter ? 'B' : isWorse ? 'D' : 'C';
    } else expect(line.change).toBe('－');
    const newest = YEARS.filter((year) => of(year, name) !== undefined).at(-1);
    if (newest === undefined || !isUsable(of(newest, name))) verdict = 'E';
    expect([area, key, String(line.verdict).slice(0, 1)]).toEqual([area, key, verdict]);
    if (area !== '全体') continue;
    const points = YEARS.filter((year) => isUsable(of(year, name))).slice(-3);
    if (points.length < 3) continue;
    const mean = points.reduce((sum, year) => sum + year, 0) / 3;
    const spread = points.reduce((sum, year) => sum + (year - mean) ** 2, 0);
    const projected = points.reduce(
      (sum, year) => sum + (1 / 3 + ((2029 - mean) * (year - mean)) / spread) * number(of(year, name)!.value)!,
      0,
    );
    const weights = points.map((year) => 1 / 3 + ((2029 - mean) * (year - mean)) / spread);
    const reach = (side: 1 | -1): number =>
      Math.sqrt(
        points.reduce((sum, year, index) => {
          const { value, lower, upper } = of(year, name)! as Record<string, number>;
          const weight = weights[index]!;
          return sum + (weight * (weight * side > 0 ? upper! - value! : value! - lower!)) ** 2;
        }, 0),
      );
    const shown = numbersIn(line.projected);
    [projected, projected - reach(-1), projected + reach(1)].forEach((value, index) =>
      expect(Math.abs(shown[index]! - Math.min(1, Math.max(0, value)) * 100)).toBeLessThanOrEqual(
        0.5 * 10 ** -digits + 1e-9,
      ),
    );
    projections += 1;
  }
  expect(projections).toBeGreaterThan(0);
  expect(seen).toBeGreaterThan(400);
});

test('the summary counts the letters of every part: the whole plan, each programme, each place', () => {
  const letters = new Map<string, string[]>();
  let part = '';
  for (const { key, line } of midterm) {
    if (key.startsWith('section.')) letters.set((part = key.slice('section.'.length)), []);
    if (key.startsWith('line.')) letters.get(part)!.push(String(line.verdict).slice(0, 1));
  }
  const shown = midterm.filter(({ key }) => key.startsWith('summary.') && key !== 'summary.head');
  expect(shown.map(({ key }) => key.slice('summary.'.length))).toEqual([...letters.keys()]);
  expect(letters.size).toBeGreaterThan(8);
  for (const { key, line } of shown) {
    const own = letters.get(key.slice('summary.'.length))!;
    const counts = ['A', 'B', 'C', 'D', 'E'].map((letter) => own.filter((each) => each === letter).length);
    expect([key, ...YEARS.map((year) => line[`y${year}`]), line.target8]).toEqual([
      key,
      ...counts,
      counts.reduce((sum, count) => sum + count, 0),
    ]);
  }
});

/** The lines of 実績の記録 of a written workbook, without where they were recorded from and when. */
const recordOf = (name: string): string[] =>
  linesOf(new Uint8Array(fs.readFileSync(inFolder(name))), '実績の記録')
    .filter(({ key, line }) => !key.startsWith('typed.') && number(line.value) !== null)
    .map(({ line }) =>
      ['year', 'indicator', 'area', 'numerator', 'denominator', 'value', 'lower', 'upper', 'condition', 'remark']
        .map((column) => String(line[column] ?? ''))
        .join('|'),
    )
    .sort();

async function runFor(name: string, year: number, ...more: string[]): Promise<string> {
  const ofYear = new RegExp(`台帳|令和${year - 2018}年度`, 'u');
  const files = UNION.filter((file) => ofYear.test(path.basename(file)));
  const ran = await ikkatsu('run', ...files, '--year', String(year), '--out', inFolder(name), ...more);
  expect([ran.code, ran.err]).toEqual([0, ran.err]);
  return ran.out;
}

test('years run one after the other give the same record in any order', async () => {
  const orders = [
    [2024, 2025, 2026],
    [2026, 2024, 2025],
    [2025, 2026, 2024],
  ];
  const records: string[][] = [];
  for (const [index, order] of orders.entries()) {
    let before: string | null = null;
    for (const year of order) {
      const name = `order${index}-${year}.xlsx`;
      const said = await runFor(name, year, ...(before === null ? [] : ['--history', inFolder(before)]));
      expect(said).not.toContain('違う値があります');
      before = name;
    }
    records.push(recordOf(before!));
  }
  expect(records[0]!.length).toBeGreaterThan(100);
  expect(new Set(records[0]!.map((line) => line.split('|')[0]))).toEqual(new Set(['2024', '2025', '2026']));
  for (const other of records.slice(1)) expect(other).toEqual(records[0]);
});

test('an older workbook with other criteria is kept and marked, and gives no direction', async () => {
  await runFor('plain.xlsx', 2024);
  fs.writeFileSync(
    inFolder('changed.xlsx'),
    await typedInto(new Uint8Array(fs.readFileSync(inFolder('plain.xlsx'))), [
      { sheet: '抽出条件', row: 'lowNutrition.bmiAtMost', column: 3, value: 21.5 },
    ]),
  );
  // The conditions of the workbook are those of the run.
  const older = await ikkatsu(
    'run',
    ...UNION.filter((file) => /台帳|健診_令和6年度/u.test(path.basename(file))),
    inFolder('changed.xlsx'),
    '--year',
    '2024',
    '--out',
    inFolder('other.xlsx'),
  );
  expect([older.code, older.err]).toEqual([0, older.err]);
  const said = await runFor('withOther.xlsx', 2026, '--plan', '--history', inFolder('other.xlsx'));
  expect(said).toMatch(/前のブックの実績のうち \d+ 件は、抽出条件などがいまと違います/u);
  const bytes = new Uint8Array(fs.readFileSync(inFolder('withOther.xlsx')));
  const low = linesOf(bytes, '実績の記録').find(
    ({ line }) => line.year === 2024 && line.indicator === '発生割合：低栄養' && line.area === '全体',
  )!.line;
  expect(String(low.condition)).toContain('21.5');
  expect(String(low.remark)).toContain('比較注意');
  expect(number(low.value)).not.toBeNull();
  const judged = linesOf(bytes, '中間評価').find(({ key }) => key === 'line.OC2.lowNutrition.全体')!.line;
  expect([judged.change, String(judged.verdict).slice(0, 1)]).toEqual(['－', 'E']);
  expect(String(judged.hint)).toContain('令和6年度は比較注意のため比べない。');
  expect(number(judged.y2024)).not.toBeNull();
});

test('two values of one year are both kept and shown, and a plan without R4 has no error and no R4', async () => {
  await runFor('first.xlsx', 2025, '--plan');
  const plain = linesOf(new Uint8Array(fs.readFileSync(inFolder('first.xlsx'))), '中間評価').filter(({ key }) =>
    key.startsWith('line.'),
  );
  expect(plain.length).toBeGreaterThan(60);
  expect(plain.filter(({ line }) => line.y2022 !== '－')).toEqual([]);
  expect(plain.flatMap(({ line }) => Object.values(line)).filter((cell) => /^#[A-Z]/u.test(String(cell)))).toEqual([]);
  expect(plain.every(({ line }) => /^[A-E] |^－$/u.test(String(line.verdict)))).toBe(true);
  fs.writeFileSync(
    inFolder('typed.xlsx'),
    await typedInto(new Uint8Array(fs.readFileSync(inFolder('first.xlsx'))), [
      { sheet: '実績の記録', row: 'typed.1', column: 'year', value: 2025 },
      { sheet: '実績の記録', row: 'typed.1', column: 'indicator', value: '健診受診率' },
      { sheet: '実績の記録', row: 'typed.1', column: 'numerator', value: 50 },
      { sheet: '実績の記録', row: 'typed.1', column: 'denominator', value: 200 },
    ]),
  );
  const said = await runFor('both.xlsx', 2025, '--plan', '--history', inFolder('typed.xlsx'));
  const lines = linesOf(new Uint8Array(fs.readFileSync(inFolder('both.xlsx'))), '実績の記録').filter(
    ({ key, line }) => key.startsWith('rec.2025.') && line.indicator === '健診受診率' && line.area === '全体',
  );
  const counts = lines.map(({ line }) => `${String(line.numerator)}／${String(line.denominator)}`);
  expect(counts).toHaveLength(2);
  expect(counts).toContain('50／200');
  const asked = /同じ年度・指標で違う値があります: ([^。]*)/u.exec(said)![1]!;
  for (const count of counts) expect(asked).toContain(count);
  expect(lines.map(({ line }) => line.adopted ?? '')).toEqual(['', '']);
});
