/** The text of a cell as every column and heading reads it: without wrapping, and without characters that nobody sees. */

/** A cell as a file or a workbook gives it: text, number, boolean, or nothing. */
export type Cell = string | number | boolean | null;

/**
 * Control characters (0x1A, the end mark of MS-DOS, among them), soft hyphens, zero-width spaces and joiners, marks of writing
 * direction and byte order marks: nobody typed them, and nobody sees them. Tabs and line ends are spaces.
 */
const UNSEEN =
  // eslint-disable-next-line no-control-regex -- these are the characters to be removed
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** Whether a UTF-16 unit is a character that nobody sees. */
export function isUnseen(unit: number): boolean {
  if (unit < 0x20) return unit !== 9 && unit !== 10 && unit !== 13;
  if (unit < 0x7f) return false;
  if (unit < 0x200b) return unit <= 0x9f || unit === 0xad || unit === 0x61c || unit === 0x180e;
  if (unit <= 0x206f) return unit <= 0x200f || (unit >= 0x202a && unit <= 0x202e) || unit >= 0x2060;
  return unit === 0xfeff || (unit >= 0xfff9 && unit <= 0xfffb);
}

/** ="…" as systems write it so that Excel keeps zeros and dates, and =17.8. */
const FORMULA = /^[=＝]\s*(?:"([\s\S]*)"|([+-]?\d[\d.,]*))$/;
/** The mark that makes a text of a cell in Excel, alone or on both sides as in SQL. */
const TEXT_MARK = /^['’＇]([\s\S]*?)['’＇]?$/;
const QUOTED = /^"([^"]*)"$/;
/** Wrappings inside of one another that are taken off. */
const LAYERS = 3;

function unwrapped(text: string): string {
  const formula = FORMULA.exec(text);
  if (formula) return formula[1]?.replaceAll('""', '"') ?? formula[2]!;
  return (TEXT_MARK.exec(text) ?? QUOTED.exec(text))?.[1] ?? text;
}

/** The text of a cell: '' for nothing, no spaces around it, the wrapping of ="…", '… and "…" taken off, nothing unseen in it. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell !== 'string') return String(cell);
  let text = cell.replace(UNSEEN, '').trim();
  for (let layer = 0; layer < LAYERS; layer++) {
    const inner = unwrapped(text);
    if (inner === text) break;
    text = inner.trim();
  }
  return text;
}

/** Whether nothing stands in a cell. Most cells show it by their first character. */
export function isBlankCell(cell: Cell | undefined): boolean {
  if (typeof cell !== 'string') return cell === null || cell === undefined;
  const first = cell.charCodeAt(0);
  if (first > 0x3d && first < 0x7f) return false;
  return cell === '' || cellText(cell) === '';
}

const WITH_ZEROS = /^([+-]?\d+)\.0*$/;
const SCIENTIFIC = /^[+-]?\d(?:\.(\d+))?E([+-]?\d{1,2})$/i;

/**
 * A number in the writings of data tools as its usual writing: 12.0 and 1.20E+01 are 12. A number with an exponent is taken only
 * where its mantissa holds all digits (with two decimals at least, so that 18 is not what was left of 17.8); others, and all other
 * texts, stay as they are.
 * @param text after NFKC, without spaces
 */
export function plainNumberText(text: string): string {
  const whole = WITH_ZEROS.exec(text);
  if (whole) return whole[1]!;
  const match = SCIENTIFIC.exec(text);
  if (!match) return text;
  const decimals = match[1]?.length ?? 0;
  const exponent = Number(match[2]);
  const isWhole = decimals > exponent || (decimals === exponent && decimals >= 2);
  return decimals >= 1 && isWhole ? String(Number(text)) : text;
}

const GROUPED = /^[+-]?\d{1,3}(,\d{3})+(?=$|\.)/;

/** Digits without the commas between thousands: 20,251,031; other texts as they are. */
export function withoutGroups(text: string): string {
  return GROUPED.test(text) ? text.replaceAll(',', '') : text;
}

/** Text of a cell as it is compared: NFKC, without spaces, numbers in their usual writing. */
export function plain(cell: Cell): string {
  return plainNumberText(cellText(cell).normalize('NFKC').replace(/\s+/g, ''));
}

const ERROR = /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!)$/;

/** The error that Excel shows in a cell instead of a value, such as #REF!; null for all other cells. */
export function errorValue(cell: Cell): string | null {
  if (typeof cell !== 'string' || !cell.includes('#')) return null;
  const text = cell.normalize('NFKC').trim().toUpperCase();
  return ERROR.test(text) ? text : null;
}
