/**
 * Rows of a CSV or tab-separated file, piece by piece: RFC 4180 with ragged rows, quoted line breaks, CRLF, LF or CR.
 *
 * µDSV (the parser this project would use) takes the number of columns from the first line and fills every row to it, so
 * title rows above the header and records of one field are lost; hence this reader of its own.
 */
import { eachByteRow } from './byteRows';
import { decoderOf } from './decoders';
import { ENCODING_NAMES, encodingOf, textPieces, type ByteSource } from './encoding';
import { AnalystError } from '../errors';
import { unclosedQuote } from '../findings';
import type { Cell, SourceInput } from '../types';
import { isBlankCell } from '../values/cellText';

const QUOTE = 34;
const LINE_FEED = 10;
const RETURN = 13;
/** A quoted field longer than this has lost its closing quote. */
const LONGEST_FIELD = 1 << 22;
/** Lines that decide between comma and tab. */
const PROBE_LINES = 30;

/** Comma or tab: whichever the first lines hold more of outside of quotes. */
function delimiterOf(text: string): number {
  let commas = 0;
  let tabs = 0;
  let lines = 0;
  let quoted = false;
  for (let index = 0; index < text.length && lines < PROBE_LINES; index++) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) quoted = !quoted;
    if (quoted) continue;
    if (code === 44) commas++;
    else if (code === 9) tabs++;
    else if (code === LINE_FEED) lines++;
  }
  return tabs > commas ? 9 : 44;
}

/** Cuts text into rows. Cells of columns that are not wanted are null when empty and `true` when not. */
class RowCutter {
  private text = '';
  private position = 0;
  private row = 0;
  private delimiter = -1;

  constructor(
    private readonly file: string,
    private readonly wanted: readonly boolean[] | undefined,
  ) {}

  add(piece: string): void {
    this.text = this.position < this.text.length ? this.text.slice(this.position) + piece : piece;
    this.position = 0;
    if (this.delimiter < 0) this.delimiter = delimiterOf(this.text);
  }

  /** The next row, or null when more text is needed (at the end of the file: when there is none). */
  next(atEnd: boolean): Cell[] | null {
    const { text, delimiter } = this;
    const length = text.length;
    const cells: Cell[] = [];
    let at = this.position;
    if (at >= length) return null;
    for (;;) {
      if (at < length && text.charCodeAt(at) === QUOTE) {
        const closed = this.quoted(at, atEnd, cells.length);
        if (closed === null) return null;
        at = closed.end;
        this.push(cells, closed.value);
      } else {
        const start = at;
        let code = 0;
        while (at < length) {
          code = text.charCodeAt(at);
          if (code === delimiter || code === LINE_FEED || code === RETURN) break;
          at++;
        }
        if (at === length && !atEnd) return null;
        this.cut(cells, start, at);
      }
      if (at >= length) break;
      const code = text.charCodeAt(at);
      at++;
      if (code === delimiter) {
        if (at < length) continue;
        if (!atEnd) return null;
        cells.push(this.isWanted(cells.length) ? '' : null);
        break;
      }
      if (code === RETURN) {
        if (at === length && !atEnd) return null;
        if (text.charCodeAt(at) === LINE_FEED) at++;
      }
      break;
    }
    this.position = at;
    this.row++;
    return cells;
  }

  private isWanted(column: number): boolean {
    return this.wanted === undefined || this.wanted[column] === true;
  }

  private cut(cells: Cell[], start: number, end: number): void {
    if (this.isWanted(cells.length)) cells.push(this.text.slice(start, end));
    else if (start === end) cells.push(null);
    else {
      const code = this.text.charCodeAt(start);
      const isSeen = code > 0x3d && code < 0x7f;
      cells.push(!isSeen && isBlankCell(this.text.slice(start, end)) ? null : true);
    }
  }

  private push(cells: Cell[], value: string): void {
    if (this.isWanted(cells.length)) cells.push(value);
    else cells.push(isBlankCell(value) ? null : true);
  }

  /** A quoted field from its opening quote; text between its closing quote and the delimiter is kept. */
  private quoted(
    start: number,
    atEnd: boolean,
    column: number,
  ): { readonly value: string; readonly end: number } | null {
    const { text, delimiter } = this;
    const length = text.length;
    let close = text.indexOf('"', start + 1);
    while (close >= 0 && close + 1 < length && text.charCodeAt(close + 1) === QUOTE)
      close = text.indexOf('"', close + 2);
    if (close < 0) {
      if (!atEnd && length - start < LONGEST_FIELD) return null;
      throw unclosedQuote(this.file, this.row + 1, column);
    }
    if (close + 1 >= length && !atEnd) return null;
    let value = text.slice(start + 1, close);
    if (value.includes('"')) value = value.replaceAll('""', '"');
    let end = close + 1;
    while (end < length) {
      const code = text.charCodeAt(end);
      if (code === delimiter || code === LINE_FEED || code === RETURN) break;
      end++;
    }
    if (end === length && !atEnd) return null;
    return { value: value + text.slice(close + 1, end), end };
  }
}

function* csvRows(file: string, pieces: Iterable<string>, wanted?: readonly boolean[]): Generator<Cell[]> {
  const cutter = new RowCutter(file, wanted);
  for (const piece of pieces) {
    cutter.add(piece);
    for (let row = cutter.next(false); row; row = cutter.next(false)) yield row;
  }
  for (let row = cutter.next(true); row; row = cutter.next(true)) yield row;
}

/**
 * A CSV file as a source. Nothing but its encoding is found out before rows are asked for.
 * @throws AnalystError file.empty, file.kind; while rows are read: csv.unclosedQuote
 */
export function csvSource(file: string, bytes: ByteSource): SourceInput {
  const encoding = encodingOf(file, bytes);
  let isGarbled = false;
  function* watched(): Generator<string> {
    for (const piece of textPieces(bytes, encoding)) {
      isGarbled ||= piece.includes('\ufffd');
      yield piece;
    }
  }
  const rows = (wanted?: readonly boolean[]): Iterable<readonly Cell[]> => csvRows(file, watched(), wanted);
  const remarks = (): readonly string[] =>
    isGarbled
      ? [`${ENCODING_NAMES[encoding]} として読めない文字があり、「\ufffd」としました。文字コードを確かめてください。`]
      : [];
  for (const cells of rows()) {
    if (cells.every(isBlankCell)) continue;
    const { whole } = bytes;
    if (!whole || (encoding !== 'utf-8' && encoding !== 'shift_jis')) return { file, rows, remarks };
    const decode = decoderOf(encoding, () => (isGarbled = true));
    const hasMark = whole[0] === 0xef && whole[1] === 0xbb && whole[2] === 0xbf;
    const [first] = watched();
    const delimiter = delimiterOf(first ?? '');
    const byteRows: SourceInput['byteRows'] = (visit) =>
      eachByteRow(file, whole, hasMark ? 3 : 0, delimiter, decode, visit);
    return { file, rows, byteRows, remarks };
  }
  throw new AnalystError('file.empty', { file });
}
