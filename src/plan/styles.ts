/** The named styles of our sheets: what a title, a header, a cell to type into look like. */

export interface Style {
  readonly bold?: boolean;
  readonly size?: number;
  /** Colour of the text, #RRGGBB. */
  readonly colour?: string;
  /** Colour of the cell, #RRGGBB. */
  readonly fill?: string;
  readonly wrap?: boolean;
  readonly top?: boolean;
}

export const STYLES = {
  title: { bold: true, size: 16 },
  heading: { bold: true, size: 12, colour: '#1F4E79' },
  label: { bold: true },
  note: { colour: '#595959' },
  warning: { bold: true, colour: '#9C0006' },
  header: { bold: true, fill: '#DDEBF7', wrap: true, top: true },
  /** A cell for the analyst to type into. */
  input: { fill: '#FFF2CC' },
  readOnly: { colour: '#404040' },
  sentence: { bold: true, fill: '#F2F2F2' },
} as const satisfies Record<string, Style>;

export type StyleName = keyof typeof STYLES;
