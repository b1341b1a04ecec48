/**
 * Rows of a CSV or tab-separated file, piece by piece: RFC 4180 with ragged rows, quoted line breaks, CRLF, LF or CR.
 *
 * µDSV (the parser this project would use) takes the number of columns from the first line and fills every row to it, so
 * title rows above the header and records of one field are lost; hence this reader of its own.
 */
import { eachByteRow, endlessRow, tooManyColumns } from './byteRows';
import { UTF8_MARK_LENGTH, withoutMark, type ByteSource } from './byteSource';
import { decoderOf } from './decoders';
import { ENCODING_NAMES, encodingOf, textPieces, type AskLines, type Encoding } from './encoding';
import { LONGEST_ROW, MOST_COLUMNS, MOST_ROWS } from './limits';
import { AnalystError } from '../errors';
import { unclosedQuote } from '../findings';
import type { Cell } from '../values/cellText';
import type { Table } from './rows';
import { areShared, type Threads } from './threads';
import type { Steps } from '../steps';
import { isBlankCell } from '../values/cellText';

const QUOTE = 34;
const LINE_FEED = 10;
const RETURN = 13;
/** A quoted field longer than this has lost its closing quote. */
const LONGEST_FIELD = 1 << 22;
/** Lines that decide what separates the cells. */
const PROBE_LINES = 30;
const [COMMA, TAB, SEMICOLON, PIPE] = [44, 9, 59, 124];

/** How often each separator stands outside of quotes in the first lines, and where those end. */
function separatorsIn(text: string): { readonly counts: ReadonlyMap<number, number>; readonly end: number } {
  const counts = new Map([COMMA, TAB, SEMICOLON, PIPE].map((code) => [code, 0]));
  let lines = 0;
  let isQuoted = false;
  let index = 0;
  for (; index < text.length && lines < PROBE_LINES; index++) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) isQuoted = !isQuoted;
    if (isQuoted) continue;
    if (code === LINE_FEED) lines++;
    else if (code <= PIPE) {
      const count = counts.get(code);
      if (count !== undefined) counts.set(code, count + 1);
    }
  }
  return { counts, end: index };
}

/** Whether a cell is a heading that somebody knows: what proves an encoding, and a separator. */
export type KnowsHeading = (cell: string) => boolean;

/** The most headings of one line that are known, cut at a separator. */
function knownHeadings(text: string, separator: number, knows: KnowsHeading): number {
  const cells = text.split(/\r\n|\n|\r/).map((line) => line.split(String.fromCharCode(separator)));
  return Math.max(
    0,
    ...cells.map((line) => line.filter((cell) => cell.length < LONGEST_HEADING && knows(cell)).length),
  );
}

/** Longer cells are no headings. */
const LONGEST_HEADING = 200;

/** Whether the beginning of a text holds known headings: what proves that it was read in the right encoding. */
function hasKnownHeadings(text: string, knows: KnowsHeading): boolean {
  const { counts, end } = separatorsIn(text);
  return [...counts.keys()].some((separator) => knownHeadings(text.slice(0, end), separator, knows) > 0);
}

/**
 * What separates the cells: comma or tab, whichever the first lines hold more of outside of quotes; a semicolon or a bar only
 * where more headings are known by it.
 */
function delimiterOf(text: string, knows: KnowsHeading): number {
  const { counts, end } = separatorsIn(text);
  const usual = counts.get(TAB)! > counts.get(COMMA)! ? TAB : COMMA;
  const rare = [SEMICOLON, PIPE].filter((separator) => counts.get(separator)! > 0);
  if (rare.length === 0) return usual;
  const top = text.slice(0, end);
  const [best] = [usual, ...rare]
    .map((separator) => ({ separator, known: knownHeadings(top, separator, knows) }))
    .sort((a, b) => b.known - a.known);
  return best!.known > 1 ? best!.separator : usual;
}

/** Cuts text into rows. Cells of columns that are not wanted are null when empty and `true` when not. */
class RowCutter {
  private text = '';
  private position = 0;
  private row = 0;

  constructor(
    private readonly file: string,
    private readonly delimiter: number,
    private readonly wanted: readonly boolean[] | undefined,
  ) {}

  add(piece: string): void {
    this.text = this.position < this.text.length ? this.text.slice(this.position) + piece : piece;
    this.position = 0;
    if (this.text.length > LONGEST_ROW + LONGEST_FIELD) throw endlessRow(this.file, this.row + 1);
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
        if (cells.length >= MOST_COLUMNS) throw tooManyColumns(this.file, this.row + 1);
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

function* csvRows(
  file: string,
  pieces: Iterable<string>,
  delimiter: number,
  wanted?: readonly boolean[],
): Generator<Cell[]> {
  const cutter = new RowCutter(file, delimiter, wanted);
  for (const piece of pieces) {
    cutter.add(piece);
    for (let row = cutter.next(false); row; row = cutter.next(false)) yield row;
  }
  for (let row = cutter.next(true); row; row = cutter.next(true)) yield row;
}

/** What reading a text brought to light. It holds no bytes: it may be asked when those are gone. */
class Remarks {
  private isGarbled = false;

  constructor(
    private readonly encoding: Encoding,
    private readonly strayMark: boolean,
  ) {}

  /** A character does not exist. */
  readonly garbled = (): void => {
    this.isGarbled = true;
  };

  readonly inWords = (): readonly string[] => {
    const name = ENCODING_NAMES[this.encoding];
    return [
      ...(this.strayMark ? [`UTF-8 の印（BOM）で始まりますが、中身は ${name} のため、そう読みました。`] : []),
      ...(this.isGarbled
        ? [`${name} として読めない文字があり、「\ufffd」としました。文字コードを確かめてください。`]
        : []),
    ];
  };
}

/** Those who look at all lines of a text with this thread. */
const asksOf = (threads: Threads | undefined): AskLines | undefined =>
  threads && (threads.reader as { readonly asks: (threads: Threads) => AskLines }).asks(threads);

/** A blank beginning of more lines than a sheet has rows is no table. */
const MOST_BLANK = MOST_ROWS;

/**
 * A CSV file as a table. Nothing but its encoding and what separates its cells is found out before rows are asked for.
 * @param threads may read the text with this one, where it is large and stands in memory that they see
 * @throws AnalystError file.empty, file.kind, file.twoEncodings; while rows are read: csv.unclosedQuote, file.tooLarge
 */
export function* csvTable(file: string, bytes: ByteSource, knows: KnowsHeading, threads?: Threads): Steps<Table> {
  const { encoding, strayMark } = yield* encodingOf(
    file,
    bytes,
    (text) => hasKnownHeadings(text, knows),
    asksOf(threads),
  );
  const text = strayMark ? withoutMark(bytes) : bytes;
  const found = new Remarks(encoding, strayMark);
  const remarks = found.inWords;
  let delimiter = COMMA!;
  function* watched(): Generator<string> {
    for (const piece of textPieces(text, encoding)) {
      if (piece.includes('\ufffd')) found.garbled();
      yield piece;
    }
  }
  for (const piece of watched()) {
    delimiter = delimiterOf(piece, knows);
    break;
  }
  const rows = (wanted?: readonly boolean[]): Iterable<readonly Cell[]> => csvRows(file, watched(), delimiter, wanted);
  let blank = 0;
  for (const cells of rows()) {
    if (cells.every(isBlankCell)) {
      if (++blank > MOST_BLANK) break;
      continue;
    }
    const { whole } = bytes;
    if (!whole || !(encoding === 'utf-8' || encoding === 'shift_jis') || !(delimiter === COMMA || delimiter === TAB))
      return { file, rows, remarks };
    const decode = decoderOf(encoding, found.garbled);
    const hasMark = whole[0] === 0xef && whole[1] === 0xbb && whole[2] === 0xbf;
    const from = hasMark ? UTF8_MARK_LENGTH : 0;
    const byteRows: Table['byteRows'] = (visit) => eachByteRow(file, whole, from, delimiter, decode, visit);
    return {
      file,
      rows,
      byteRows,
      remarks,
      ...(areShared(whole, threads) && {
        shared: { bytes: whole, delimiter, encoding, from, threads: threads!, onGarbled: found.garbled },
      }),
    };
  }
  throw new AnalystError('file.empty', { file });
}
