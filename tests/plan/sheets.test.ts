/** Tests of the sheets as data: every cell once, ledgers that add up, names that Excel takes, formulas that exist. */
import { functionNameOf } from '../../src/catalogue';
import { areasOf, countOf, NATIONAL_CRITERIA, readiness } from '../../src/criteria';
import {
  commonIndicatorsSheet,
  conditionsSheet,
  everybodySheet,
  extractionSheet,
  extractionSheetName,
  extractionSheets,
  extractionTableName,
  intakeSheet,
  isOurSheet,
  type SheetSpec,
} from '../../src/plan';
import { extractionOf, gridOf, intakeOf, sampleIntake } from './support';

const NATIONAL_IDS = NATIONAL_CRITERIA.map(({ id }) => id);
const intake = sampleIntake();
const extraction = extractionOf(intake);
const { table } = intake;
const ready = NATIONAL_IDS.map((id) => readiness(table, id, extraction.settings));
const stamp = `${table.stamp}-0000`;
const lists = NATIONAL_IDS.map((id) => extractionSheet(extraction, id, stamp));
const counted = {
  counts: extraction.results.map((result) => countOf(table, result)),
  settings: extraction.settings,
};
const intakeSpec = intakeSheet({ intake, readiness: ready, counted, stamp, writtenAt: '2026/4/1' });
const common = commonIndicatorsSheet({ fiscalYear: intake.fiscalYear, stamp, areas: areasOf(table), table });
const all: SheetSpec[] = [intakeSpec, conditionsSheet(), everybodySheet(extraction, stamp), ...lists, common];

test.each(all.map((spec) => [spec.name, spec] as const))(
  '%s writes no cell twice and no cell that Excel cannot hold',
  (_, spec) => {
    for (const cells of gridOf(spec)) {
      for (const cell of cells) {
        if (typeof cell === 'number') expect(Number.isFinite(cell)).toBe(true);
        if (typeof cell === 'string') expect(cell.length).toBeLessThan(32767);
      }
    }
    expect(spec.blocks.every(({ cells }) => cells.every((line) => line.length === cells[0]!.length))).toBe(true);
  },
);

test('sheet names keep within what Excel takes: 31 characters, none of []:*?/\\', () => {
  expect(all.map(({ name }) => name)).toEqual(extractionSheets());
  for (const { name } of all) {
    expect(name.length).toBeLessThanOrEqual(31);
    expect(name).not.toMatch(/[[\]:*?/\\]/);
    expect(isOurSheet(name)).toBe(true);
  }
  expect(extractionSheetName('polypharmacy')).toBe('抽出_服薬（多剤）');
  expect(isOurSheet('抽出_私のメモ')).toBe(false);
});

test('the ledger adds up in the sheet, source by source and in the sum', () => {
  const grid = gridOf(intakeSpec);
  const first = grid.findIndex(([cell]) => cell === '書き出し') + 1;
  const rows = grid.slice(first, first + intake.sources.length + 1);
  for (const row of rows) {
    expect(row[4]).toBe(Number(row[5]) + Number(row[6]));
    expect(row[7]).toBe('一致');
  }
  expect(rows.at(-1)![4]).toBe(intake.sources.reduce((sum, source) => sum + source.rows, 0));
});

test('every list has 被保険者番号 first, one row a person who meets the purpose, and the count says the same', () => {
  for (const index of NATIONAL_IDS.keys()) {
    const spec = lists[index]!;
    const grid = gridOf(spec);
    const count = countOf(table, extraction.results[index]!);
    const tableSpec = spec.tables![0]!;
    expect(grid[tableSpec.row]![0]).toBe('被保険者番号');
    expect(tableSpec.rows - 1).toBe(Math.max(1, count.hits));
    expect(grid[tableSpec.row + tableSpec.rows]!.every((cell) => cell === null)).toBe(true);
    expect(String(grid[tableSpec.row + tableSpec.rows + 1]![0])).toContain('この一覧について');
    expect(new Set(grid[tableSpec.row]!).size).toBe(tableSpec.columns);
    expect(grid.some(([cell]) => String(cell).includes(`該当 ${count.hits.toLocaleString('ja-JP')} 人`))).toBe(true);
  }
});

test('numbers of persons keep their leading zeros as text', () => {
  const spec = lists[0]!;
  const body = spec.blocks.find(({ row }) => row === spec.tables![0]!.row + 1)!;
  expect(body.formats![0]).toBe('@');
  expect(body.cells.every(([id]) => typeof id === 'string')).toBe(true);
});

test('lists begin with the highest 優先度', () => {
  for (const spec of lists) {
    const grid = gridOf(spec);
    const { row, rows } = spec.tables![0]!;
    const column = grid[row]!.indexOf('優先度');
    const levels = grid.slice(row + 1, row + rows).map((cells) => String(cells[column] ?? ''));
    expect(levels).toEqual([...levels].sort());
  }
});

test('a purpose that nobody meets still has its sheet, with a sentence and an empty table', () => {
  const none = extractionOf(
    intakeOf([
      ['被保険者番号', '性別', '生年月日', '処方薬剤数'],
      ['1', '男', '19450101', 3],
    ]),
  );
  const spec = extractionSheet(none, 'polypharmacy', 'x');
  expect(gridOf(spec).flat()).toContainEqual(expect.stringContaining('当たる人はいませんでした'));
  expect(spec.tables![0]!.rows).toBe(2);
});

test('the common indicators ask functions that exist, for everybody and for each 圏域', () => {
  const formulas = gridOf(common)
    .flat()
    .filter((cell): cell is string => typeof cell === 'string' && cell.startsWith('='));
  const purposes = new Set(NATIONAL_CRITERIA.map(({ id }) => functionNameOf(id)));
  const known = new Set([...purposes, 'PROPORTION', 'INSURED']);
  const called = formulas.flatMap((formula) => /IKKATSU\.([A-Z]+)\(/.exec(formula)?.[1] ?? []);
  expect(called.filter((name) => !known.has(name))).toEqual([]);
  expect(formulas).toContain('=IKKATSU.LOWNUTRITION("人数")');
  expect(called.filter((name) => purposes.has(name)).length).toBe(6 * 10 * (1 + areasOf(table).length));
});

test('the headings of the intervals end where their figures end, and print on the page of their rows', () => {
  const looksAt = (row: number) =>
    common.blocks.filter((block) => block.row === row).map(({ columns }) => columns ?? []);
  const parts = common.print.together!.filter(({ row }) => String(gridOf(common)[row]![0]).includes('95% 信頼区間'));
  expect(parts).toHaveLength(2);
  for (const { row, rows } of parts) {
    const [headings, figures] = [looksAt(row + 1)[0]!, looksAt(row + 2).at(-1)!];
    // The last column of figures is the helper of the charts, whose heading is a note beside the page.
    expect(headings.slice(1 - figures.length)).toEqual(figures.slice(0, -1));
    expect(gridOf(common)[row + rows - 1]![0]).not.toBe('');
  }
});

test('the rates have their intervals and a chart: one of all purposes, and one a purpose by 圏域', () => {
  const grid = gridOf(common);
  const areas = areasOf(table);
  expect(common.charts).toHaveLength(1 + 11);
  for (const chart of common.charts!) {
    const [lower, length, series] = chart.series;
    const cellsIn = (range = chart.categories) =>
      Array.from({ length: range.rows }, (_, index) => String(grid[range.row + index]![range.column]));
    const labels = cellsIn();
    expect(chart.name === 'IKKATSU_ten_rates' ? labels.length : labels).toEqual(
      chart.name === 'IKKATSU_ten_rates' ? NATIONAL_CRITERIA.length : areas.map(({ name }) => name),
    );
    expect(cellsIn(series!.values).every((formula) => /^=IF\(E\d+=0,"－",D\d+\/E\d+\)$/.test(formula))).toBe(true);
    expect(cellsIn(lower!.values).every((formula) => formula.includes('"下限"'))).toBe(true);
    expect(cellsIn(length!.values).every((formula) => /^=IF\(ISTEXT\(H\d+\),"",H\d+-G\d+\)$/.test(formula))).toBe(true);
    // What only the chart reads stands beside what is printed, under its own heading.
    const texts = grid.slice(0, length!.values.row).map((cells) => cells[length!.values.column]);
    expect(texts.filter((text) => text && !String(text).startsWith('=')).at(-1)).toBe('図の計算用');
    expect(length!.values.column).toBe(common.print.area!.column + common.print.area!.columns);
    expect(chart.altText).toContain('95% 信頼区間');
    expect(chart.anchor.row + chart.anchor.rows).toBeLessThan(grid.length);
    for (const row of grid.slice(chart.anchor.row, chart.anchor.row + chart.anchor.rows))
      for (const cell of row.slice(chart.anchor.column, chart.anchor.column + chart.anchor.columns))
        expect(cell).toBeNull();
  }
  const without = commonIndicatorsSheet({ fiscalYear: 2025, stamp, areas: [] });
  expect(without.charts).toHaveLength(1);
  expect(gridOf(without).flat().join()).not.toContain('INSURED');
});

test('table names are distinct and hold only what Excel takes', () => {
  const names = NATIONAL_IDS.map(extractionTableName);
  expect(new Set(names).size).toBe(10);
  for (const name of names) expect(name).toMatch(/^[A-Za-z_][A-Za-z0-9_]*$/);
});

test('texts that a cell would take for a formula stand only where formulas are meant or in text cells', () => {
  for (const spec of all) {
    for (const { cells, formulas, formats = [] } of spec.blocks) {
      if (formulas) continue;
      cells.forEach((line) =>
        line.forEach((cell, index) => {
          if (typeof cell === 'string' && /^[=+@]/.test(cell)) expect(formats[index]).toBe('@');
        }),
      );
    }
  }
});
