/** How much of a file is read at most; past these a file is refused, whatever it says of itself. */

/** Columns and rows of the largest sheet that Excel has. */
export { MAX_COLUMNS as MOST_COLUMNS, MAX_ROWS as MOST_ROWS } from '../../formula';

/** Bytes that a part of a ZIP may unpack to. */
export const MOST_UNPACKED = 2 ** 31;
/** A part that unpacks to more than this, and to more than so many times its packed size, is no honest file. */
export const SUSPICIOUS_SIZE = 256 * 2 ** 20;
export const SUSPICIOUS_RATIO = 200;
/** Characters of one row of a text file, and of the XML of one row of a sheet. */
export const LONGEST_ROW = 2 ** 24;
export const LONGEST_ELEMENT = 2 ** 26;
