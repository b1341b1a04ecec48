/** Tests of the sheets on paper as they are reckoned: large enough to read, pages filled, every table under its own heading. */
import fs from 'node:fs';
import {
  frozenRows,
  LEAST_SCALE,
  printedArea,
  printedPages,
  printScale,
  repeatedRow,
  type SheetSpec,
} from '../../src/plan';
import { formSheet, type FormRow } from '../../src/plan/forms';
import { formSheetsOf } from '../../src/plan/forms/registry';
import { withPaperWidths } from '../../src/plan/pageBreaks';
import { MIDTERM_WORKING_SHEET } from '../../src/plan/sheetNames';
import { breadth } from '../breadth';
import { factsOf } from './reports/facts';
import { buildIntake, readFile, type Cell, type Intake } from '../../src/kdb';
import { extractionOf, extractionSheetsOf, sampleIntake } from './support';

const LOG = readFile('支援記録.csv', new Uint8Array(fs.readFileSync('samples/評価/支援記録.csv'))).flatMap((input) => [
  ...input.rows(),
]);

/** The tables of the samples, with the persons and the areas that are wanted. */
function sampleWith(change: (cell: Cell, heading: Cell, row: number) => Cell, isKept = (_id: Cell): boolean => true) {
  const names = fs.readdirSync('samples').filter((name) => name.endsWith('.csv'));
  const inputs = names.flatMap((name) => readFile(name, new Uint8Array(fs.readFileSync(`samples/${name}`))));
  return buildIntake(
    inputs.map((input) => {
      const lines = [...input.rows()];
      const at = lines.findIndex((cells) => cells.includes('被保険者番号'));
      const headings = lines[at]!;
      const id = headings.indexOf('被保険者番号');
      const kept = lines
        .slice(at + 1)
        .filter((cells) => isKept(cells[id] ?? null))
        .map((cells, row) => cells.map((cell, column) => change(cell, headings[column] ?? null, row)));
      return { file: input.file, rows: () => [...lines.slice(0, at + 1), ...kept] };
    }),
  );
}

const same = (cell: Cell): Cell => cell;
const area = (name: (row: number) => string) => (cell: Cell, heading: Cell, row: number) =>
  heading === '圏域' ? name(row) : cell;
const LONG_NAME = '日常生活圏域（地域包括支援センター担当地区・旧町村部）';
const first = new Set<Cell>();
const DATA: readonly (readonly [name: string, intake: () => Intake])[] = [
  ['samples', sampleIntake],
  ['200 persons', () => sampleWith(same, (id) => first.has(id) || (first.size < 200 && first.add(id).size > 0))],
  ['one 圏域', () => sampleWith(area(() => '全域'))],
  ['30 圏域 with long names', () => sampleWith(area((row) => `第${1 + (row % 30)}${LONG_NAME}`))],
];

/** The working of 中間評価 is a table for the screen. */
const WIDE = new Set([MIDTERM_WORKING_SHEET]);

function sheetsOf(intake: Intake): { plain: SheetSpec[]; forms: SheetSpec[]; lists: SheetSpec[] } {
  const { plain, common, lists } = extractionSheetsOf(extractionOf(intake), `${intake.table.stamp}-0000`);
  const forms = formSheetsOf(['計画', '報告', '広域'], factsOf(LOG, intake)).map(formSheet);
  return { plain, forms: [common, ...forms], lists };
}

/** The table of the paper: how each set of data stands on it. */
const table: string[] = [];
afterAll(() => {
  process.stdout.write(`${table.join('\n')}\n`);
});

// The widest data take as long as the others together.
describe.each(breadth(DATA.slice(0, 3), DATA))('%s', (data, intakeOf) => {
  const intake = intakeOf();
  const { plain, forms, lists } = sheetsOf(intake);
  const sheets = [...plain, ...forms];
  const onPaper = forms.filter(({ name }) => !WIDE.has(name));
  const pages = onPaper.flatMap((spec) => printedPages(spec).map(({ fill }) => ({ name: spec.name, fill })));
  const mean = pages.reduce((sum, { fill }) => sum + Math.min(1, fill), 0) / pages.length;

  test('every sheet but the working of 中間評価 is printed at 8 points or more', () => {
    // Text of 11 points.
    const scales = sheets
      .filter(({ name }) => !WIDE.has(name))
      .map((spec): [string, number] => [spec.name, printScale(spec)]);
    const least = Math.min(...scales.map(([, scale]) => scale));
    const fills = pages.map(({ fill }) => fill);
    table.push(
      `${data}: ${pages.length} pages of ${onPaper.length} sheets, scale ${(100 * least).toFixed(0)} % or more, filled to ${(100 * mean).toFixed(0)} % on average and ${(100 * Math.min(...fills)).toFixed(0)} % at least, pages without their heading ${onPaper.flatMap(unheaded).length}`,
    );
    expect(scales.filter(([, scale]) => scale < LEAST_SCALE - 0.005)).toEqual([]);
    for (const spec of lists) expect(printScale(spec)).toBeGreaterThan(0.6);
  });

  test('pages are filled, and none holds a few rows only', () => {
    expect(mean).toBeGreaterThan(0.85);
    expect(pages.filter(({ fill }) => fill > 1)).toEqual([]);
    expect(pages.filter(({ fill }) => fill < 1 / 3)).toEqual([]);
  });

  test('no page begins within a table whose heading it does not carry', () => {
    expect(onPaper.map((spec) => [spec.name, unheaded(spec)] as const).filter(([, rows]) => rows.length > 0)).toEqual(
      [],
    );
  });

  test('nothing but its own heading stays in sight or is repeated over a table', () => {
    for (const spec of [...sheets, ...lists]) {
      const repeated = repeatedRow(spec);
      const headings = spec.blocks
        .filter(({ style }) => style === 'header')
        .map(({ row, cells }) => row + cells.length - 1);
      if (repeated !== undefined) expect([spec.name, Math.max(...headings)]).toEqual([spec.name, repeated]);
      if (frozenRows(spec) !== undefined) expect([spec.name, new Set(headings).size]).toEqual([spec.name, 1]);
    }
  });
});

test('headings that are written again are those of their table, and formulas follow the rows that moved', () => {
  const again = formSheetsOf(['計画', '報告', '広域'], factsOf(LOG, sampleIntake())).flatMap((form) =>
    form.rows.filter(({ key }) => key.startsWith('again.')).map((row) => ({ form, row })),
  );
  expect(again.length).toBeGreaterThan(3);
  for (const { form, row } of again) {
    const [, key] = /^again\.(.*)\.before\./u.exec(row.key)!;
    const words = (cells: (typeof row)['cells']): unknown[] =>
      cells.map((cell) => cell !== null && 'text' in cell && cell.text);
    expect(words(row.cells)).toEqual(words(form.rows.find((each) => each.key === key)!.cells));
  }
});

/** Pages that begin within a table whose heading they do not carry; their first rows. */
function unheaded(spec: SheetSpec): number[] {
  const headings = new Set<number>();
  const filled = new Set<number>();
  const other = new Set<number>();
  const area = printedArea(spec);
  for (const { row, column, cells, style } of spec.blocks)
    cells.forEach((line, index) => {
      const hasCells = line.some(
        (value, offset) =>
          value !== '' && column + offset >= area.column && column + offset < area.column + area.columns,
      );
      if (style === 'header') headings.add(row + index);
      else if (style === 'heading' || style === 'title') other.add(row + index);
      else if (hasCells) filled.add(row + index);
    });
  const repeated = repeatedRow(spec);
  return printedPages(spec)
    .slice(1)
    .map(({ first }) => first)
    .filter((first) => {
      if (headings.has(first) || other.has(first) || !filled.has(first)) return false;
      // Up to the heading that this row belongs to; a row without cells or a title of a part ends a table.
      for (let row = first - 1; row >= area.row; row -= 1) {
        if (headings.has(row)) return repeated !== row;
        if (other.has(row) || !filled.has(row)) return false;
      }
      return false;
    });
}

test('a heading that is written again begins a page of the sheet that is written', () => {
  // The sheet is not made anew for each heading: what is reckoned must be what is made.
  for (const form of formSheetsOf(['計画', '報告', '広域'], factsOf(LOG, sampleIntake()))) {
    const spec = formSheet(form);
    const starts = new Set(printedPages(spec).map(({ first }) => first));
    expect([form.name, (spec.print.pages ?? []).filter((row) => !starts.has(row))]).toEqual([form.name, []]);
  }
});

test('what stands beside the page for charts and formulas has a heading there, which is not printed', () => {
  const seen = formSheetsOf(['計画', '報告', '広域'], factsOf(LOG)).flatMap((form) => {
    const helpers = form.columns.flatMap(({ helper }, column) => (helper === true ? [column] : []));
    const { row: top, column: left, rows, columns } = printedArea(formSheet(form));
    const isShown = (row: FormRow, column: number): boolean => {
      const cell = row.cells[column] ?? null;
      return cell !== null && !('text' in cell && cell.text === '');
    };
    const words = new Set<unknown>();
    let head: FormRow | null = null;
    for (const [at, row] of form.rows.entries()) {
      const printed = row.cells.filter((cell, column) => cell !== null && !helpers.includes(column));
      if (printed.length > 0 && printed.every((cell) => cell!.style === 'header')) head = row;
      else if (helpers.some((column) => isShown(row, column))) {
        const said = helpers.flatMap((column) => {
          const cell = head?.cells[column] ?? null;
          return cell !== null && 'text' in cell && cell.text !== '' ? [cell.text] : [];
        });
        expect([form.name, row.key, said.length > 0]).toEqual([form.name, row.key, true]);
        for (const word of said) words.add(word);
        expect(helpers.every((column) => column + 1 >= left + columns)).toBe(true);
        expect(at + 1 < top + rows).toBe(true);
      }
    }
    return [...words].map((word) => [form.name, word]);
  });
  expect(seen).toEqual(
    expect.arrayContaining(
      ['Ⅰ基本的事項', 'Ⅱ分析と課題', '圏域別', '質問票の分析', '一枚でわかる', '圏域カルテ', '事業評価'].map((name) => [
        name,
        '図の計算用',
      ]),
    ),
  );
  expect(seen).toEqual(expect.arrayContaining([['Ⅱ資料', '計算用']]));
});

test('no form is made narrower for its page: its heights are reckoned for the widths that it names', () => {
  const narrowed = formSheetsOf(['計画', '報告', '広域'], factsOf(LOG)).flatMap((form) => {
    const spec = formSheet(form);
    const { columnWidths } = withPaperWidths(spec);
    return columnWidths.every((width, column) => width === spec.columnWidths[column]) ? [] : [form.name];
  });
  expect(narrowed).toEqual([]);
});
