/** The named styles of our sheets: what a title, a header, a cell to type into look like. */

/** The font of every cell of our sheets; Excel brings it along on Windows and macOS. */
export const SHEET_FONT = '游ゴシック';
/** Size in points of every text whose style names none. */
export const TEXT_SIZE = 11;

export interface Style {
  readonly bold?: boolean;
  readonly size?: number;
  /** Colour of the text, #RRGGBB. */
  readonly colour?: string;
  /** Colour of the cell, #RRGGBB. */
  readonly fill?: string;
  readonly wrap?: boolean;
  readonly align?: Alignment;
  /** Steps away from the side that the text stands at. */
  readonly indent?: number;
  /** Thin lines between the rows and below the last. */
  readonly ruled?: boolean;
  /** A strong line above the first row: here a new group begins. */
  readonly opens?: boolean;
}

export type Alignment = 'left' | 'center' | 'right';

export const RULE_COLOUR = '#BFBFBF';
export const GROUP_COLOUR = '#1F4E79';

/** A heading names its colour although it looks like Excel's own: the style of a table would turn it white. */
export const STYLES = {
  title: { bold: true, size: 16, colour: '#1F4E79' },
  heading: { bold: true, size: 12, colour: '#1F4E79' },
  label: { bold: true, wrap: true },
  body: { wrap: true, ruled: true },
  /** A name that leads to its sheet. */
  link: { colour: '#0563C1', wrap: true, ruled: true },
  /** What the row above says already, for pages that begin with this one. */
  again: { colour: '#7F7F7F', wrap: true, ruled: true },
  /** Rows of a long list: wrapped only where the sheet says so. */
  list: { ruled: true },
  note: { colour: '#595959', wrap: true },
  /** A sentence in a row of a table: apart from its neighbours, with the lines of its row. */
  remark: { colour: '#595959', wrap: true, align: 'left', indent: 1, ruled: true },
  /** What only a chart reads: in the colour of the paper, because marks for “not drawn” are no figures. */
  chartOnly: { size: 10, colour: '#FFFFFF', align: 'right' },
  warning: { bold: true, colour: '#9C0006', wrap: true },
  difference: { bold: true, colour: '#9C0006', wrap: true, ruled: true },
  header: { bold: true, colour: '#1F3864', fill: '#DDEBF7', wrap: true, align: 'center', ruled: true },
  /** A cell for the analyst to type into. */
  input: { fill: '#FFF2CC', colour: '#1F3864', bold: true, align: 'center', wrap: true, ruled: true },
  /** A longer text for the analyst to write. */
  entry: { fill: '#FFF2CC', colour: '#1F3864', wrap: true, align: 'left', ruled: true },
  /** A number for the analyst to type. */
  entryNumber: { fill: '#FFF2CC', colour: '#1F3864', align: 'right', indent: 1, ruled: true },
  /** A year to type, in a column that is as narrow as it is. */
  entryYear: { fill: '#FFF2CC', colour: '#1F3864', align: 'right', ruled: true },
  /** A number of ours in a form. */
  figure: { align: 'right', indent: 1, ruled: true },
  /** A rate with its interval below it, in words. */
  rateText: { align: 'right', indent: 1, wrap: true, ruled: true },
  totalRateText: { bold: true, fill: '#F2F2F2', align: 'right', indent: 1, wrap: true, ruled: true },
  /** The same where a table has many columns of numbers. */
  narrowFigure: { align: 'right', ruled: true },
  /** What a line of a form asks for. */
  formLabel: { bold: true, fill: '#F2F2F2', wrap: true, align: 'left', ruled: true },
  /** What the analyst wrote where nothing of ours stands. */
  own: { wrap: true },
  readOnly: { colour: '#404040', wrap: true, ruled: true },
  sentence: { bold: true, fill: '#E7E6E6', wrap: true, opens: true },
  total: { bold: true, fill: '#F2F2F2', wrap: true, ruled: true },
  totalFigure: { bold: true, fill: '#F2F2F2', align: 'right', indent: 1, ruled: true },
  /** A rate that is higher or lower than that of the whole, as far as its interval tells. */
  higher: { align: 'right', indent: 1, fill: '#F8CBAD', ruled: true },
  lower: { align: 'right', indent: 1, fill: '#BDD7EE', ruled: true },
  /** One figure that a page begins with. */
  headFigure: { bold: true, size: 16, colour: '#1F4E79', align: 'center', ruled: true },
  /** The rows of all persons, and of every other 圏域 in turn. */
  everybody: { bold: true, fill: '#E2EFDA', ruled: true, opens: true },
  group: { ruled: true, opens: true },
  groupShaded: { fill: '#F2F6FC', ruled: true, opens: true },
} as const satisfies Record<string, Style>;

export type StyleName = keyof typeof STYLES;
