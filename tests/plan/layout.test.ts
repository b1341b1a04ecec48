/** Tests of how the sheets look: nothing cut, nothing merged twice, headings as wide as their words, pages in order. */
import { NATIONAL_CRITERIA } from '../../src/criteria';
import { everybodySheet, extentOf, reasonText, STYLES, styleOf, type SheetSpec } from '../../src/plan';
import { tabColourOf } from '../../src/plan/contents/tabs';
import { linesOf, roomOf, STANDARD_HEIGHT, unitsOf } from '../../src/plan/textSize';
import { TEXT_SIZE } from '../../src/plan/styles';
import { extractionOf, extractionSheetsOf, sampleIntake } from './support';

const NATIONAL_IDS = NATIONAL_CRITERIA.map(({ id }) => id);
const intake = sampleIntake();
const extraction = extractionOf(intake);
const stamp = `${intake.table.stamp}-0000`;
const { plain, common, lists } = extractionSheetsOf(extraction, stamp);
const sheets: SheetSpec[] = [...plain, everybodySheet(extraction, stamp), ...lists, common];
const named = sheets.map((spec) => [spec.name, spec] as const);

/** A4 landscape between the margins, in points, and the points of a column of one character. */
const PAGE_WIDTH = 842 - 72;
const POINTS = 5.25;

/** Cells with a text or number; hidden rows, hidden columns and formulas aside. */
function* cellsOf(spec: SheetSpec) {
  for (const block of spec.blocks) {
    if (block.formulas) continue;
    for (const [index, cells] of block.cells.entries()) {
      for (const [offset, value] of cells.entries()) {
        const column = block.column + offset;
        if (value === '' || spec.hiddenColumns?.includes(column) || spec.hiddenRows?.includes(block.row + index))
          continue;
        const text =
          typeof value === 'number' ? value.toLocaleString('en-US', { maximumFractionDigits: 2 }) : `${value}`;
        yield { row: block.row + index, column, text, style: styleOf(block, offset), name: block.style };
      }
    }
  }
}

test.each(named)('%s shows every text whole: in its column, or wrapped in a row that is high enough', (_, spec) => {
  const cut = [...cellsOf(spec)].filter(({ row, column, text, style, name }) => {
    const lines = linesOf(text, roomOf(spec, row, column), style);
    if (lines === 1) return false;
    // Titles of parts may run over the empty cells beside them.
    if (name === 'title' || name === 'heading') return false;
    const height = spec.rowHeights?.get(row) ?? STANDARD_HEIGHT;
    return style.wrap !== true || height < lines * (style.size ?? TEXT_SIZE) * 1.5;
  });
  expect(cut).toEqual([]);
});

test.each(named)('%s has columns for the figures that its formulas show, and every column has a width', (_, spec) => {
  const { columns } = extentOf(spec);
  for (let column = 0; column < columns; column += 1) expect(spec.columnWidths[column]).toBeGreaterThanOrEqual(7);
});

test.each(named)('the headings of %s stand as their column stands', (_, spec) => {
  for (const table of spec.tables ?? []) {
    const header = spec.blocks.find(({ row, style }) => row === table.row && style === 'header')!;
    const body = spec.blocks.find(({ row }) => row === table.row + 1);
    if (body === undefined) continue;
    expect(header.columns?.map((look) => look?.align)).toEqual(body.columns?.map((look) => look?.align));
  }
});

test.each(named)('cells of %s are merged once at most, within the sheet, and only over empty cells', (_, spec) => {
  const { rows, columns } = extentOf(spec);
  const covered = new Set<string>();
  for (const merge of spec.merges ?? []) {
    expect(merge.row + merge.rows).toBeLessThanOrEqual(rows);
    expect(merge.column + merge.columns).toBeLessThanOrEqual(columns);
    for (let row = merge.row; row < merge.row + merge.rows; row += 1) {
      for (let column = merge.column; column < merge.column + merge.columns; column += 1) {
        expect(covered.has(`${row},${column}`)).toBe(false);
        covered.add(`${row},${column}`);
      }
    }
    for (const { row, column, cells } of spec.blocks) {
      cells.forEach((line, index) =>
        line.forEach((value, offset) => {
          const within = row + index >= merge.row && row + index < merge.row + merge.rows;
          const behind = column + offset > merge.column && column + offset < merge.column + merge.columns;
          if (within && behind) expect(value).toBe('');
        }),
      );
    }
  }
});

test('抽出条件, 取込結果 and 共通評価指標 are printed at 8 points or more', () => {
  for (const spec of sheets.filter(({ tables }) => tables === undefined)) {
    const width = spec.columnWidths.reduce<number>(
      (sum, each, column) => sum + (spec.hiddenColumns?.includes(column) ? 0 : (each ?? 0) * POINTS + 3.75),
      0,
    );
    expect([spec.name, Math.min(1, PAGE_WIDTH / width) * TEXT_SIZE >= 8]).toEqual([spec.name, true]);
  }
});

test('every sheet has a colour of its kind and a row that pages repeat; lists say that they are confidential', () => {
  for (const spec of sheets) {
    expect(tabColourOf(spec.name)).toMatch(/^#[0-9A-F]{6}$/);
    expect(spec.print.repeatedRow ?? spec.frozenRows).toBeGreaterThan(0);
    expect(spec.print.notice !== undefined).toBe(spec.tables !== undefined);
  }
});

test('only cells to type into have their ground, and each of them has it', () => {
  const conditions = sheets[1]!;
  const inputs = conditions.blocks.filter(({ style }) => style === 'input');
  for (const { row, column } of conditions.validations ?? []) {
    expect(inputs.some((block) => block.row === row && block.column === column)).toBe(true);
  }
  const others = Object.entries(STYLES).filter(
    ([name]) => !['input', 'entry', 'entryNumber', 'entryYear'].includes(name),
  );
  for (const [, style] of others) expect('fill' in style ? style.fill : '').not.toBe(STYLES.input.fill);
});

test('the values of a measured column have the same number of decimals', () => {
  const list = sheets.find(({ name }) => name === '抽出_低栄養')!;
  const { row } = list.tables![0]!;
  const headings = list.blocks.find((block) => block.row === row)!.cells[0]!;
  const body = list.blocks.find((block) => block.row === row + 1)!;
  expect(body.formats![headings.indexOf('BMI')]).toBe('#,##0.0');
  expect(body.formats![headings.indexOf('年齢')]).toBe('#,##0');
});

test('full-width letters count twice, half-width kana once, and lines break at the width', () => {
  expect(unitsOf('あ')).toBeCloseTo(2 * unitsOf('a'));
  expect(unitsOf('ｱ')).toBeCloseTo(unitsOf('a'));
  expect(linesOf('あいうえお', 12)).toBe(1);
  expect(linesOf('あいうえおかきくけこ', 12)).toBe(2);
  expect(linesOf('一\n二', 12)).toBe(2);
});

test('a value that is the same in several years is said once in 理由, others each for itself', () => {
  const position = NATIONAL_IDS.indexOf('unknownStatus');
  const row = firstHit(position);
  const text = reasonText(intake.table, 'unknownStatus', extraction.settings, row);
  expect(text).toContain('健診受診 なし（当年度・前年度）');
  expect(text.match(/健診受診/g)).toHaveLength(1);
  const bmi = reasonText(intake.table, 'lowNutrition', extraction.settings, firstHit(0));
  expect(bmi).toMatch(/^BMI [\d.]+、質問票⑥ はい$/);
});

function firstHit(position: number): number {
  let first = -1;
  extraction.results[position]!.hits.forEach((row) => {
    if (first < 0) first = row;
  });
  return first;
}
