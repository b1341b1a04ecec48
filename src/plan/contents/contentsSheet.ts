/** 目次: the first sheet. What stands in the workbook, by group, with links, how far it is filled and whether it is current. */
import { writtenWith } from '../dataStamp';
import { fiscalYearName } from '../years';
import type { Cell } from '../../kdb';
import { CONTENTS_SHEET, isOurSheet } from '../sheetNames';
import { line, type Block, type SheetSpec } from '../sheetSpec';
import { withRowHeights } from '../textSize';
import { CONTENTS_GROUPS, contentsEntry, OTHER_SHEETS } from './catalogue';

/** A sheet of the workbook as 目次 lists it. */
export interface ListedSheet {
  readonly name: string;
  /** Inputs of a form that a person wrote, of all its inputs; absent where there are none or nobody knows. */
  readonly filled?: string;
  /** Whether it says what the data and conditions of now say; absent where it carries no stamp. */
  readonly isCurrent?: boolean;
  /** Its first row and column are hidden: the link leads to the first cell that can be seen. */
  readonly isForm?: boolean;
}

export interface ContentsFacts {
  readonly fiscalYear: number;
  readonly stamp: string;
  readonly sheets: readonly ListedSheet[];
}

const HEADINGS = ['シート', '内容', '読む人・渡す先', '記入', '状態'];
const WIDTHS = [44, 60, 26, 10, 17];
const CURRENT = '最新';
const OUTDATED = '書き直しが必要';
/** Worksheet names and links fit a row; a workbook of more sheets lists the rest as a number. */
const MOST_OTHERS = 60;

/** The whole sheet. Sheets stand in the order given within their group. */
export function contentsSheet({ fiscalYear, stamp, sheets }: ContentsFacts): SheetSpec {
  const blocks: Block[] = [
    line(0, ['目次'], { style: 'title' }),
    line(1, [`${fiscalYearName(fiscalYear)}データ。青い名前をクリックすると、そのシートに移ります。`], {
      style: 'note',
    }),
    line(2, HEADINGS, { style: 'header' }),
  ];
  const links: { row: number; column: number; sheet: string; cell: string }[] = [];
  let row = 3;
  const add = ({ name, filled = '', isCurrent, isForm }: ListedSheet, purpose: string, readers: string): void => {
    const state = isCurrent === undefined ? '' : isCurrent ? CURRENT : OUTDATED;
    links.push({ row, column: 0, sheet: name, cell: isForm === true ? 'B2' : 'A1' });
    blocks.push(
      { ...line(row, [name], { style: 'link' }), formats: ['@'] },
      {
        ...line(row, [purpose, readers, filled, state], { style: state === OUTDATED ? 'difference' : 'body' }),
        column: 1,
      },
    );
    row += 1;
  };
  const listed = sheets.filter(({ name }) => name !== CONTENTS_SHEET);
  const entries = listed.map((sheet) => ({ sheet, entry: contentsEntry(sheet.name, isOurSheet(sheet.name)) }));
  for (const group of CONTENTS_GROUPS) {
    const members = entries.filter(({ entry }) => entry?.group === group);
    if (members.length === 0) continue;
    blocks.push(line(row, [group, '', '', '', ''], { style: 'sentence' }));
    row += 1;
    for (const { sheet, entry } of members) add(sheet, entry!.purpose, entry!.readers);
  }
  const others = entries.filter(({ entry }) => entry === null);
  if (others.length > 0) {
    blocks.push(line(row, [OTHER_SHEETS, '', '', '', ''], { style: 'sentence' }));
    row += 1;
    for (const { sheet } of others.slice(0, MOST_OTHERS)) add(sheet, '', '');
    if (others.length > MOST_OTHERS) {
      blocks.push(line(row, [`ほか ${others.length - MOST_OTHERS} シート`], { style: 'note' }));
      row += 1;
    }
  }
  blocks.push(line(row + 1, [writtenWith(stamp)], { style: 'note' }));
  return withRowHeights({
    name: CONTENTS_SHEET,
    isFirst: true,
    blocks,
    links,
    columnWidths: WIDTHS,
    merges: [{ row: 1, column: 0, rows: 1, columns: WIDTHS.length }],
    frozenRows: 3,
    print: { orientation: 'landscape' },
  });
}

/** What a standing 目次 says of how far each sheet is filled: sheets that a job does not read keep it. */
export function filledOn(rows: readonly (readonly Cell[])[]): ReadonlyMap<string, string> {
  return new Map(
    rows.flatMap(([name, , , filled]) =>
      typeof name === 'string' && typeof filled === 'string' && /^\d+ \/ \d+$/u.test(filled) ? [[name, filled]] : [],
    ),
  );
}
