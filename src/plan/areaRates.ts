/** 共通評価指標 of many 圏域: one row an area, one table a kind of figure, a column a purpose; their intervals stand on 圏域別. */
import { NATIONAL_CRITERIA, type Area, type CriterionId } from '../criteria';
import { cellAddress } from '../formula';
import { ask, type Formula } from './figures/formula';
import { DASH } from './formulaCalls';
import { dividedTable, type DividedTable } from './dividedTable';
import { FOR_FORMULAS } from './forms/helperHeadings';
import { LACKING, markedFormat, type LackingColumns } from './lacking';
import { functionNameOf } from '../catalogue';
import { AREAS_SHEET } from './sheetNames';
import { line, type Block, type CellLook, type MergeSpec } from './sheetSpec';

/** Columns of the part: the name over three of them, the insured persons, then the purposes. */
const AREA_COLUMNS = { name: 0, nameEnd: 2, persons: 3, first: 4 } as const;
/** What is printed of the part; the column behind it stands beside the page. */
export const AREA_TABLE_COLUMNS = AREA_COLUMNS.first + NATIONAL_CRITERIA.length;
const FILTER = AREA_TABLE_COLUMNS;
/**
 * Widths of the columns in characters: a name of 30 letters stands on one line, in a copy without the second column too, and the
 * sheet is printed at 8 points or more.
 */
export const AREA_TABLE_WIDTHS: readonly number[] = [10, 16.5, 44, 10.5, ...NATIONAL_CRITERIA.map(() => 8.2)];

const FIGURE: CellLook = { align: 'right' };

type Kind = 'hits' | 'share' | 'judged' | 'incidence';
const TABLES: readonly {
  readonly kind: Kind;
  readonly heading: string;
  readonly wanted: string;
  readonly format: string;
}[] = [
  { kind: 'hits', heading: '圏域別の該当者数（人）', wanted: '人数', format: '#,##0' },
  {
    kind: 'share',
    heading: '圏域別の割合（該当 ÷ 被保険者数。健診受診率で変わるため、圏域どうしの比較には向きません）',
    wanted: '割合',
    format: '0.00%',
  },
  { kind: 'judged', heading: '圏域別の判定可能者数（人）', wanted: '判定可能', format: '#,##0' },
  { kind: 'incidence', heading: '圏域別の発生割合（該当 ÷ 判定可能者数）', wanted: '発生割合', format: '0.00%' },
];
const UPTAKE = [
  { heading: '健診対象者数', wanted: '健診対象者数', format: '#,##0' },
  { heading: '健診受診者数', wanted: '健診受診者数', format: '#,##0' },
  { heading: '健診受診率', wanted: '健診受診率', format: '0.0%' },
] as const;
export interface AreaRatesFacts {
  readonly areas: readonly Area[];
  readonly lacking: LackingColumns;
  readonly hasCheckupRate: boolean;
  /** Of each table the rows before which its heading stands again. */
  readonly again: readonly (readonly number[])[];
}

export interface AreaRates {
  readonly blocks: readonly Block[];
  readonly merges: readonly MergeSpec[];
  readonly together: readonly { readonly row: number; readonly rows: number }[];
  readonly tables: readonly DividedTable[];
  /** First row behind the part. */
  readonly next: number;
}

const headings = (lacking: LackingColumns): string[] =>
  NATIONAL_CRITERIA.map(({ id, shortName }) => `${shortName}${lacking.has(id) ? LACKING : ''}`);

/** Rows of a divided table that stand on the page of its heading. */
const FIRST_ROWS = 3;

export function areaRates(first: number, { areas, lacking, hasCheckupRate, again }: AreaRatesFacts): AreaRates {
  const blocks: Block[] = [];
  const merges: MergeSpec[] = [];
  const together: { row: number; rows: number }[] = [];
  const tables: DividedTable[] = [];
  const filterOf = (row: number) => ({ cell: `$${cellAddress(row, FILTER)}` });
  const persons = (row: number): Formula => ask('INSURED', '被保険者数', filterOf(row)).whole();
  const nameMerge = (row: number): MergeSpec => ({
    row,
    column: AREA_COLUMNS.name,
    rows: 1,
    columns: AREA_COLUMNS.nameEnd - AREA_COLUMNS.name + 1,
  });
  let row = first;
  const table = (
    heading: string,
    heads: readonly string[],
    figures: (row: number, area: number) => readonly { readonly formula: Formula; readonly format: string }[],
  ): DividedTable => {
    const made = dividedTable(row + 2, areas.length, again[tables.length] ?? []);
    tables.push(made);
    blocks.push(line(row, [heading], { style: 'heading' }));
    together.push({ row, rows: 2 + FIRST_ROWS });
    for (const at of [row + 1, ...made.headings]) {
      const cells = ['圏域', '', '', ...heads];
      blocks.push(
        line(at, cells, {
          style: 'header',
          columns: cells.map((_, column) => (column < AREA_COLUMNS.persons ? { align: 'left' } : FIGURE)),
        }),
      );
      blocks.push({ row: at, column: FILTER, cells: [[FOR_FORMULAS]], style: 'note' });
      merges.push(nameMerge(at));
    }
    for (const { from, to, row: at } of made.runs) {
      const rows = areas.slice(from, to);
      blocks.push({
        row: at,
        column: 0,
        cells: rows.map(({ name }) => [name, '', '']),
        formats: ['@', '@', '@'],
        style: 'group',
        columns: [{ align: 'left', wrap: true }],
      });
      blocks.push({ row: at, column: FILTER, cells: rows.map(({ filter }) => [filter]), formats: ['@'] });
      const cells = rows.map((_, index) => figures(at + index, from + index));
      blocks.push({
        row: at,
        column: AREA_COLUMNS.persons,
        cells: cells.map((each) => each.map(({ formula }) => formula.text)),
        declares: cells.map((each) => each.map(({ formula }) => formula.declares)),
        formulas: true,
        formats: cells[0]!.map(({ format }) => format),
        style: 'group',
        columns: cells[0]!.map(() => FIGURE),
      });
      rows.forEach((_, index) => merges.push(nameMerge(at + index)));
    }
    row = made.end + 1;
    return made;
  };
  const format = (id: CriterionId, plain: string): string => (lacking.has(id) ? markedFormat(plain) : plain);
  for (const { kind, heading, wanted, format: plain } of TABLES) {
    const [hits, , judged] = tables;
    table(heading, ['被保険者数', ...headings(kind === 'judged' ? new Map() : lacking)], (at, area) => [
      { formula: persons(at), format: '#,##0' },
      ...NATIONAL_CRITERIA.map(({ id }, purpose) => {
        const call = ask(functionNameOf(id), wanted, filterOf(at));
        const column = AREA_COLUMNS.first + purpose;
        const of = kind === 'share' ? cellAddress(at, AREA_COLUMNS.persons) : '';
        const known = kind === 'incidence' ? cellAddress(judged!.rowOf(area), column) : of;
        return {
          formula: known === '' || hits === undefined ? call.whole() : call.within(`=IF(${known}=0,"${DASH}",`, ')'),
          format: kind === 'judged' ? plain : format(id, plain),
        };
      }),
    ]);
  }
  if (hasCheckupRate)
    table('圏域別の健診受診率（受診者 ÷ 対象者）', ['被保険者数', ...UPTAKE.map(({ heading }) => heading)], (at) => [
      { formula: persons(at), format: '#,##0' },
      ...UPTAKE.map(({ wanted, format: plain }) => ({
        formula: ask('INSURED', wanted, filterOf(at), null, null, null, DASH).whole(),
        format: plain,
      })),
    ]);
  blocks.push(
    line(row, [`圏域の 95% 信頼区間、全体との比較、図は、シート「${AREAS_SHEET}」にあります。`], { style: 'note' }),
  );
  merges.push({ row, column: 0, rows: 1, columns: AREA_TABLE_COLUMNS });
  return { blocks, merges, together, tables, next: row + 1 };
}
