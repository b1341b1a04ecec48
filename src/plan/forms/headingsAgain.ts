/** Headings of tables that are longer than a page, written again where the next page begins. */
import { printedPages, repeatedRow, tablesOf } from '../pageBreaks';
import { AGAIN, isHeadingAgain } from './marks';
import { isHeadingRow } from './helperHeadings';
import { filledForm, filledSheet, KEY_ROWS, unfilledSheet, type FormRow, type FormSheet } from './form';
import { movedChart, withRowsAt, withRowsFollowed, type LongerForm, type RowMove } from './insertedRows';
import type { Block, SheetSpec } from '../sheetSpec';

/** More pages of one sheet are not looked at. */
const MOST_PAGES = 300;

interface Place {
  /** Row of the form before which the heading is written. */
  readonly at: number;
  /** Rows of the heading. */
  readonly from: number;
  readonly to: number;
}

/** Rows of the form that a chart reads together: no heading comes between them. */
function readTogether({ charts = [] }: FormSheet): (row: number) => boolean {
  const ranges = charts.flatMap(({ categories, series }) => [
    categories,
    ...series.flatMap(({ values, x }) => (x === undefined ? [values] : [values, x])),
  ]);
  return (row) => ranges.some((range) => range.sheet === undefined && range.row < row && row < range.row + range.rows);
}

/** The first page that begins within a table whose heading it does not carry. */
function nextPlace(form: FormSheet, spec: SheetSpec): Place | null {
  const tables = tablesOf(spec);
  const repeated = repeatedRow(spec);
  const isRead = readTogether(form);
  for (const { first } of printedPages(spec).slice(1)) {
    const table = tables.find(({ row, rows }) => first > row && first < row + rows);
    if (table === undefined || (repeated !== undefined && repeated >= table.row && repeated < first)) continue;
    const at = first - KEY_ROWS;
    let to = table.row - KEY_ROWS + 1;
    while (isHeadingRow(form, form.rows[to])) to += 1;
    // Nothing is written again directly below a heading.
    if (at <= to || isRead(at) || isHeadingAgain(form.rows[at - 1]!.key)) continue;
    return { at, from: table.row - KEY_ROWS, to };
  }
  return null;
}

/** The form with the rows of a heading written again, and which row of the form went where. */
function written(form: FormSheet, { at, from, to }: Place): LongerForm {
  const page = form.rows[at]!.key;
  const again = form.rows.slice(from, to).map((row, index): FormRow => {
    const { repeat: _repeat, newPage: _newPage, keep: _keep, ...rest } = row;
    const key = `${AGAIN}${row.key.replace(/^again\.(.*)\.before\..*$/u, '$1')}.before.${page}`;
    return { ...rest, key, ...(index === 0 ? { again: true } : {}) };
  });
  return withRowsAt(form, at, again);
}

/** The part of a block from one of its lines to another, at its place. */
const linesOfBlock = (block: Block, from: number, to: number): Block[] =>
  from >= to
    ? []
    : [
        {
          ...block,
          row: block.row + from,
          cells: block.cells.slice(from, to),
          ...(block.declares === undefined ? {} : { declares: block.declares.slice(from, to) }),
        },
      ];

/** The sheet with a heading written again, as far as its pages are concerned: making all of it anew takes long. */
function withHeading(spec: SheetSpec, { at, from, to }: Place): SheetSpec {
  const [place, first, count] = [at + KEY_ROWS, from + KEY_ROWS, to - from];
  const rowOf = (row: number): number => (row >= place ? row + count : row);
  const moved = <T extends { readonly row: number }>(each: T): T => ({ ...each, row: rowOf(each.row) });
  const isHeading = (row: number): boolean => row >= first && row < first + count;
  const again = (row: number): number => row - first + place;
  const { together = [], breaks = [], pages = [], area, repeatedRow: repeated } = spec.print;
  return {
    ...spec,
    blocks: spec.blocks.flatMap((block) => {
      const { row, cells } = block;
      const cut = Math.min(cells.length, Math.max(0, place - row));
      const [head, foot] = [Math.max(0, first - row), Math.min(cells.length, first + count - row)];
      return [
        ...linesOfBlock(block, 0, cut),
        ...linesOfBlock(block, cut, cells.length).map(moved),
        ...linesOfBlock(block, head, foot).map((each) => ({ ...each, row: again(each.row) })),
      ];
    }),
    rowHeights: new Map(
      [...(spec.rowHeights ?? [])].flatMap(([row, height]) => [
        [rowOf(row), height] as const,
        ...(isHeading(row) ? [[again(row), height] as const] : []),
      ]),
    ),
    ...(spec.charts === undefined ? {} : { charts: spec.charts.map((chart) => movedChart(chart, rowOf)) }),
    ...(spec.hiddenRows === undefined ? {} : { hiddenRows: spec.hiddenRows.map(rowOf) }),
    ...(spec.frozenRows === undefined ? {} : { frozenRows: rowOf(spec.frozenRows - 1) + 1 }),
    print: {
      ...spec.print,
      together: together.map(moved),
      breaks: breaks.map(rowOf),
      pages: [...pages.map(rowOf), place],
      ...(area === undefined ? {} : { area: { ...area, rows: area.rows + count } }),
      ...(repeated === undefined ? {} : { repeatedRow: rowOf(repeated) }),
    },
  };
}

/**
 * Forms with the headings of divided tables written again at the head of each page. Formulas of all of them follow the rows that
 * moved, those that name another of the forms as well.
 */
export function withHeadingsAgain(forms: readonly FormSheet[]): FormSheet[] {
  const moves = new Map<string, RowMove>();
  const longer = forms.map((form) => {
    let now = form;
    let spec = unfilledSheet(form);
    const steps: RowMove[] = [];
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const place = nextPlace(now, now === form ? filledForm(form) : filledSheet(now, spec));
      if (place === null || now.rows[place.at]!.key === '' || isHeadingAgain(now.rows[place.at]!.key)) break;
      const step = written(now, place);
      now = step.form;
      spec = withHeading(spec, place);
      steps.push(step.rowOf);
    }
    if (steps.length > 0) moves.set(form.name, (row) => steps.reduce((at, step) => step(at), row));
    return now;
  });
  return withRowsFollowed(longer, moves);
}
