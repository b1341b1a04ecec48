/** Tests of 中間評価: every figure and judgement against an independent recomputation from what was recorded. */
import { formSheet, type FormSheet, type PlanFacts } from '../../../src/plan/forms';
import { MIDTERM } from '../../../src/plan/midterm';
import { ownProgrammes } from '../../../src/plan/forms/framework/ownProgrammes';
import { programmeSheets } from '../../../src/plan/forms/framework/programme';
import { wholeSheet } from '../../../src/plan/forms/framework/whole';
import type { RecordEntry } from '../../../src/plan/record/entry';
import { recorded } from '../../../src/plan/record/indicators';
import { createEmbeddedWorkbook } from '../../../src/workbench/workbook';
import type { Cell } from '../../../src/kdb';
import { factsOf } from '../reports/facts';
import { gridOf, intakeOf } from '../support';

/** Wilson's interval, written down again. */
function wilson(x: number, n: number): [number, number] {
  const z = 1.959963984540054;
  const p = x / n;
  const middle = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

const of = (fiscalYear: number, id: string, x: number, n: number, more: Partial<RecordEntry> = {}): RecordEntry => {
  const [lower, upper] = wilson(x, n);
  return {
    fiscalYear, indicator: recorded(id).name, area: '全体', numerator: x, denominator: n, value: x / n, lower, upper,
    source: '取り込んだデータ', recordedAt: '2026-10-01 09:00:00', condition: '', remark: '', ...more,
  }; // prettier-ignore
};
const rate = (id: string, year: number, hits: number, persons: number, judged: number): RecordEntry[] => [
  of(year, `OC2.${id}`, hits, persons),
  of(year, `OC2.${id}.judged`, hits, judged),
];

/** R4 typed, R6 to R8 recorded: what improves, worsens, stays, reaches its target, or only follows the uptake. */
const RECORDED: readonly RecordEntry[] = [
  of(2022, 'OP1', 500, 2000, { source: '入力' }),
  of(2024, 'OP1', 520, 2000),
  of(2025, 'OP1', 560, 2000),
  of(2026, 'OP1', 640, 2000),
  // 発生割合 improves.
  ...rate('lowNutrition', 2024, 80, 2000, 520),
  ...rate('lowNutrition', 2025, 60, 2000, 560),
  ...rate('lowNutrition', 2026, 40, 2000, 640),
  // 割合 grows with the uptake only.
  ...rate('oral', 2024, 52, 2000, 520),
  ...rate('oral', 2025, 56, 2000, 560),
  ...rate('oral', 2026, 64, 2000, 640),
  // Everybody can be judged: worse.
  ...rate('polypharmacy', 2024, 60, 2000, 2000),
  ...rate('polypharmacy', 2025, 80, 2000, 2000),
  ...rate('polypharmacy', 2026, 110, 2000, 2000),
  // 0 of everybody is a figure.
  ...rate('kidney', 2024, 0, 2000, 1900),
  ...rate('kidney', 2026, 0, 2000, 1900),
  // Only those who are still here: no direction.
  ...rate('unknownStatus', 2024, 90, 2000, 2000).map((each) => ({ ...each, remark: '残存のみ' })),
  ...rate('unknownStatus', 2026, 30, 2000, 2000),
  of(2025, 'lowNutrition.bmiLow', 9, 30, { remark: '追跡できず 7 人' }),
  of(2024, 'OP1', 100, 300, { area: '圏域 北部' }),
  of(2026, 'OP1', 60, 300, { area: '圏域 北部' }),
];
const TARGETS: Readonly<Record<string, Readonly<Record<string, Cell>>>> = {
  'indicator.OP1': { base: 0.24, y2026: 0.3, y2029: 0.35 },
  'indicator.OC2.lowNutrition': { base: 0.05, y2029: 0.01 },
  'indicator.OC2.oral': { y2026: 0.05 },
  'indicator.OC2.polypharmacy': { y2026: '3%くらい' },
  'indicator.OC2.kidney': { y2026: 0.001 },
  'indicator.OC1.men': { y2026: 80 },
};

const facts: PlanFacts = {
  ...factsOf(
    null,
    intakeOf([
      ['被保険者番号', '性別', '生年月日', '資格取得日', '資格喪失日', '健診受診日', 'BMI'],
      ['00000001', '女', '1940/1/1', '2015/1/1', '', '2025/6/1', 19],
    ]),
  ),
  record: { loaded: RECORDED, older: [], recordedAt: '2026-10-01 09:00:00' },
};

type Table = ReadonlyMap<string, ReadonlyMap<string, Cell>>;

/** The sheets as a workbook shows them, by the keys of rows and columns. */
async function shown(
  forms: readonly FormSheet[],
  typed: Readonly<Record<string, Readonly<Record<string, Cell>>>>,
): Promise<Table> {
  const workbook = createEmbeddedWorkbook({ isLazy: true });
  try {
    for (const form of forms) {
      const spec = formSheet(form);
      const grid = gridOf(spec);
      const isFormula = new Set(
        spec.blocks.flatMap(({ row, column, cells, formulas }) =>
          formulas === true ? cells.flatMap((line, i) => line.map((_, j) => `${row + i},${column + j}`)) : [],
        ),
      );
      for (const [rowKey, cells] of Object.entries(typed)) {
        const row = form.rows.findIndex(({ key }) => key === rowKey) + 1;
        if (row === 0) continue;
        for (const [column, value] of Object.entries(cells))
          grid[row]![form.columns.findIndex(({ key }) => key === column) + 1] = value;
      }
      const sheet = workbook.book.addSheet(spec.name);
      sheet.write(
        { row: 0, column: 0, rows: grid.length, columns: grid[0]!.length },
        (i, j) => {
          const cell = grid[i]![j] ?? null;
          if (cell === null || cell === '') return undefined;
          return isFormula.has(`${i},${j}`) ? { value: null, formula: String(cell) } : { value: cell };
        },
        'user',
      );
    }
    await workbook.settle();
    // The two sheets name cells of each other, and the first of them was written before the second was there.
    workbook.book.calculation.calculateNow(true);
    await workbook.settle();
    return new Map(
      forms.flatMap((form) => {
        const values = workbook.valuesOf(form.name);
        return form.rows.map(
          ({ key }, row) =>
            [
              `${form.name}|${key}`,
              new Map(form.columns.map((column, at) => [column.key, values[row + 1]?.[at + 1] ?? null])),
            ] as const,
        );
      }),
    );
  } finally {
    workbook.dispose();
  }
}

let table: Table;
beforeAll(async () => {
  table = await shown([wholeSheet(facts), ...MIDTERM.sheets(facts)], TARGETS);
}, 120_000);
const at = (line: string, column: string): Cell => table.get(`中間評価|line.${line}`)!.get(column) ?? null;

const known = (id: string, year: number, area = '全体'): RecordEntry | undefined =>
  RECORDED.find((each) => each.indicator === recorded(id).name && each.fiscalYear === year && each.area === area);
const percent = (value: number, digits: number): string => `${(value * 100).toFixed(digits)}%`;
/** A change of a share in points, with a true minus; a value that is rounded to 0 has no sign. */
function signedPoints(value: number, digits: number): string {
  const size = Math.abs(value * 100).toFixed(digits);
  return `${Number(size) === 0 ? '' : value < 0 ? '−' : '+'}${size}`;
}

/** Newcombe's interval of the change between two years. */
function change(id: string, from: number, to: number, digits: number): string {
  const [a, b] = [known(id, from)!, known(id, to)!];
  const d = b.value! - a.value!;
  const low = d - Math.hypot(b.value! - b.lower!, a.upper! - a.value!);
  const high = d + Math.hypot(b.upper! - b.value!, a.value! - a.lower!);
  return `${signedPoints(d, digits)}ポイント\n${signedPoints(low, digits)}〜${signedPoints(high, digits)}`;
}

/** The straight line through three years, continued to R11, with the limits of the years carried through its weights. */
function line(id: string, years: readonly number[], digits: number): string {
  const points = years.map((year) => known(id, year)!);
  const mean = years.reduce((sum, year) => sum + year, 0) / years.length;
  const spread = years.reduce((sum, year) => sum + (year - mean) ** 2, 0);
  const level = points.reduce((sum, { value }) => sum + value!, 0) / points.length;
  const slope = points.reduce((sum, { value }, index) => sum + (years[index]! - mean) * (value! - level), 0) / spread;
  const weights = years.map((year) => 1 / years.length + ((2029 - mean) * (year - mean)) / spread);
  const reach = (down: boolean): number =>
    Math.sqrt(
      points.reduce((sum, { value, lower, upper }, index) => {
        const w = weights[index]!;
        return sum + (w * (w > 0 === down ? value! - lower! : upper! - value!)) ** 2;
      }, 0),
    );
  const clip = (value: number): string => percent(Math.min(1, Math.max(0, value)), digits);
  const value = level + slope * (2029 - mean);
  return `${clip(value)}\n${clip(value - reach(true))}〜${clip(value + reach(false))}`;
}

test('what was reached stands year by year, typed R4 from Ⅲ before the record, absent years as a dash and 0 as 0', () => {
  expect(['y2022', 'y2023', 'y2024', 'y2025', 'y2026'].map((column) => at('OP1.全体', column))).toEqual([
    0.24,
    '－',
    0.26,
    0.28,
    0.32,
  ]);
  expect(['y2022', 'y2024', 'y2026'].map((column) => at('OC2.kidney.全体', column))).toEqual(['－', 0, 0]);
  expect(at('OC2.lowNutrition.全体', 'y2022')).toBe(0.05);
  expect([at('OP1.全体', 'target8'), at('OP1.全体', 'target11')]).toEqual([0.3, 0.35]);
});

test('the change is that of the occurrence among those judged, with its interval, between the comparable years', () => {
  expect(at('OP1.全体', 'change')).toBe(change('OP1', 2024, 2026, 1));
  for (const id of ['lowNutrition', 'oral', 'polypharmacy', 'kidney'])
    expect([id, at(`OC2.${id}.全体`, 'change')]).toEqual([id, change(`OC2.${id}.judged`, 2024, 2026, 2)]);
  expect(at('OC2.unknownStatus.全体', 'change')).toBe('－');
});

test('R11 is the line through the three newest years, its limits carried through', () => {
  expect(at('OP1.全体', 'projected')).toBe(line('OP1', [2024, 2025, 2026], 1));
  for (const id of ['lowNutrition', 'oral', 'polypharmacy'])
    expect([id, at(`OC2.${id}.全体`, 'projected')]).toEqual([id, line(`OC2.${id}`, [2024, 2025, 2026], 2)]);
  expect(at('OC2.kidney.全体', 'projected')).toBe('－');
});

test('the judgement follows the rule and never the uptake', () => {
  const verdict = (key: string): string => String(at(key, 'verdict'));
  // Target R8 reached, and the uptake is no matter of its own rate.
  expect(verdict('OP1.全体')).toBe('A 目標達成');
  // 割合 2 % is above the target 1 %, but the occurrence fell from 15 % to 6 %.
  expect(verdict('OC2.lowNutrition.全体')).toBe('B 改善');
  // 割合 is below its target 5 %, but the uptake rose by 6 points and the occurrence stayed at 10 %.
  expect(verdict('OC2.oral.全体')).toBe('C 変わらない・区別できない');
  expect(String(at('OC2.oral.全体', 'hint'))).toContain('受診率の変化あり 26.0%→32.0%。');
  expect(verdict('OC2.polypharmacy.全体')).toBe('D 悪化');
  expect(String(at('OC2.polypharmacy.全体', 'hint'))).toContain('目標が数ではない');
  expect(verdict('OC2.unknownStatus.全体')).toBe('E 判定できない');
  expect(verdict('OC1.men.全体')).toBe('E 判定できない');
  expect(verdict('D1.all.全体')).toBe('－');
  expect(verdict('OP1.圏域%20北部')).toBe('D 悪化');
});

test('causes are drafted from the record: years that are not compared, persons who could not be followed', () => {
  expect(String(at('OC2.unknownStatus.全体', 'hint'))).toContain('令和6年度は残存のみのため比べない。');
  expect(String(at('OP1.全体', 'hint'))).not.toContain('比べない');
});

test('a plan without 策定時 R4 and without targets is judged by its change alone', async () => {
  const programmes = programmeSheets(facts, ownProgrammes(facts));
  const bare = await shown([wholeSheet(facts), ...programmes, ...MIDTERM.sheets(facts)], {});
  expect(String(bare.get('中間評価|line.lowNutrition.bmiLow.全体')!.get('hint'))).toContain('追跡できず 7 人。');
  const of = (column: string): Cell => bare.get('中間評価|line.OP1.全体')!.get(column) ?? null;
  // R4 that was recorded stands where nothing is typed on Ⅲ.
  expect([of('y2022'), of('target8'), of('target11')]).toEqual([0.25, '－', '－']);
  expect(of('verdict')).toBe('B 改善');
  expect(bare.get('中間評価|line.OC2.lowNutrition.全体')!.get('y2022')).toBe('－');
});

test('every year that the working names is shown as 令和7年度, and stays the number that formulas read', () => {
  const form = MIDTERM.sheets(facts).find(({ name }) => name === '中間評価_計算')!;
  const steps = form.rows.find(({ key }) => key === 'steps')!;
  const years = steps.cells.flatMap((cell, column) =>
    cell !== null && 'text' in cell && /年度$/u.test(String(cell.text)) && /^(比べる|実績の)/u.test(String(cell.text))
      ? [column]
      : [],
  );
  expect(years).toHaveLength(3);
  expect(JSON.stringify(form.rows)).not.toContain('西暦');
  const shown = form.rows.flatMap(({ key, cells }) =>
    key.startsWith('j.') ? years.flatMap((column) => cells[column] ?? []) : [],
  );
  const figures = shown.filter((cell) => 'figure' in cell);
  expect(figures.length).toBeGreaterThan(20);
  for (const { format } of figures) expect(format).toMatch(/^\[=20\d\d\]"令和\d年度";/u);
});

test('the summary counts the letters of each part', () => {
  const counts = ['y2022', 'y2023', 'y2024', 'y2025', 'y2026'].map((column) =>
    table.get('中間評価|summary.whole')!.get(column),
  );
  const letters = [...table]
    .filter(([key]) => /^中間評価\|line\.(OP|OC|D)\d.*\.全体$/u.test(key))
    .map(([, cells]) => String(cells.get('verdict')).slice(0, 1));
  expect(counts).toEqual(['A', 'B', 'C', 'D', 'E'].map((letter) => letters.filter((each) => each === letter).length));
  expect(counts!.slice(0, 4)).toEqual([1, 1, 1 + 1, 1]);
});
