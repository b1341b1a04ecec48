/** What a sheet has besides its cells: sizes, frozen panes, print settings, validation, links, charts, protection. */
import type { Rect } from './rect';
import type { Chart } from './chart/types';
import type { CellStyle } from './style';

/** Widths and heights are in points, as Office.js counts them. */
export const DEFAULT_COLUMN_WIDTH = 54;
export const DEFAULT_ROW_HEIGHT = 18.75;

export type Visibility = 'Visible' | 'Hidden' | 'VeryHidden';

export interface ValidationRule {
  readonly rect: Rect;
  /** As Office.js gives it: `{ list: { inCellDropDown, source } }`, `{ wholeNumber: { formula1, formula2, operator } }` … */
  readonly rule: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly prompt?: Readonly<Record<string, unknown>>;
  readonly errorAlert?: Readonly<Record<string, unknown>>;
  readonly ignoreBlanks?: boolean;
}

/** As the protocol of the host names them; another spelling would be lost when the file is written. */
export const HEADER_FOOTER_PARTS = [
  'LeftHeader',
  'CenterHeader',
  'RightHeader',
  'LeftFooter',
  'CenterFooter',
  'RightFooter',
] as const;
export type HeaderFooterPart = (typeof HEADER_FOOTER_PARTS)[number];

export interface PageLayout {
  orientation: 'Portrait' | 'Landscape';
  /** Office.js name, e.g. A4. */
  paperSize: string;
  zoom: { scale?: number; horizontalFitToPages?: number; verticalFitToPages?: number };
  centerHorizontally: boolean;
  centerVertically: boolean;
  printGridlines: boolean;
  printTitleRows: string | null;
  printTitleColumns: string | null;
  printArea: string | null;
  /** Points. */
  margins: Partial<Record<'top' | 'bottom' | 'left' | 'right' | 'header' | 'footer', number>>;
  headersFooters: Partial<Record<HeaderFooterPart, string>>;
}

export class SheetLayout {
  readonly columnWidths = new Map<number, number>();
  readonly rowHeights = new Map<number, number>();
  readonly hiddenColumns = new Set<number>();
  readonly hiddenRows = new Set<number>();
  readonly columnStyles = new Map<number, CellStyle>();
  readonly rowStyles = new Map<number, CellStyle>();
  frozenRows = 0;
  frozenColumns = 0;
  visibility: Visibility = 'Visible';
  tabColor = '';
  showGridlines = true;
  /** What is selected on the sheet; each sheet keeps its own, as in Excel. */
  selection: Rect = { row: 0, column: 0, rows: 1, columns: 1 };
  merges: Rect[] = [];
  /** Rows that begin a printed page. */
  rowBreaks: number[] = [];
  validations: ValidationRule[] = [];
  /** From the lowest to the topmost. */
  charts: Chart[] = [];
  readonly hyperlinks = new Map<string, { address?: string; documentReference?: string; screenTip?: string }>();
  readonly customProperties = new Map<string, string>();
  protected = false;
  protectionOptions: Record<string, unknown> = {};
  /** What the file says of the password of the protection; empty: there is none. */
  password: Readonly<Record<string, string>> = {};
  readonly page: PageLayout = {
    orientation: 'Portrait',
    paperSize: 'A4',
    zoom: { scale: 100 },
    centerHorizontally: false,
    centerVertically: false,
    printGridlines: false,
    printTitleRows: null,
    printTitleColumns: null,
    printArea: null,
    margins: {},
    headersFooters: {},
  };

  /** The first cell that is not hidden. */
  get firstShown(): { readonly row: number; readonly column: number } {
    const first = (hidden: ReadonlySet<number>): number => {
      let at = 0;
      while (hidden.has(at)) at += 1;
      return at;
    };
    return { row: first(this.hiddenRows), column: first(this.hiddenColumns) };
  }

  /** Takes over everything of another sheet that a copy of the sheet takes along; not its protection, nor its charts. */
  takeFrom(other: SheetLayout): void {
    const copyInto = <K, V>(to: Map<K, V>, from: ReadonlyMap<K, V>): void =>
      from.forEach((value, key) => to.set(key, value));
    copyInto(this.columnWidths, other.columnWidths);
    copyInto(this.rowHeights, other.rowHeights);
    copyInto(this.columnStyles, other.columnStyles);
    copyInto(this.rowStyles, other.rowStyles);
    copyInto(this.hyperlinks, other.hyperlinks);
    copyInto(this.customProperties, other.customProperties);
    other.hiddenColumns.forEach((column) => this.hiddenColumns.add(column));
    other.hiddenRows.forEach((row) => this.hiddenRows.add(row));
    this.frozenRows = other.frozenRows;
    this.frozenColumns = other.frozenColumns;
    this.tabColor = other.tabColor;
    this.showGridlines = other.showGridlines;
    this.merges = [...other.merges];
    this.rowBreaks = [...other.rowBreaks];
    this.validations = [...other.validations];
    Object.assign(this.page, structuredClone(other.page));
  }
}

/** Width in points of a column that shows this text: full-width letters count twice. */
export function widthOfText(text: string, fontSize: number): number {
  let units = 0;
  for (const line of text.split('\n')) {
    let length = 0;
    for (const letter of line) length += letter.codePointAt(0)! > 0xff ? 2 : 1;
    units = Math.max(units, length);
  }
  return (units * 7 * (fontSize / 11) + 12) * 0.75;
}
