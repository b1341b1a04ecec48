/** Writing a sheet of ours from its spec: texts stay texts, chunks fit the limits of the host, nothing cell by cell. */
import { AnalystError, type Steps } from '../kdb';
import { GROUP_COLOUR, RULE_COLOUR, STYLES, type Block, type SheetSpec, type SpecValue, type Style } from '../plan';
import { PIECE_BYTES, rowBytes } from '../plan/requestBytes';
import { queuedCells } from './queuedCells';
import { takenRows } from '../plan/convertedTexts';
import { joined, runsOf, sideBySide, stacked, type Run, type Shared } from '../plan/runs';
import type { SheetHead } from '../reading';
import { ACTION_BYTES, send as sendSteps, type Step } from './steps';
import { inSlices, isTooLarge, pause, type WorkOptions } from './work';

/** Some rows of a block. */
interface Rows {
  readonly row: number;
  readonly column: number;
  readonly cells: readonly (readonly SpecValue[])[];
  readonly formulas: boolean;
}

/** Rows that are small enough for one request, and the bytes of their cells. */
interface Piece extends Rows {
  readonly bytes: number;
}

const TEXT_FORMAT = '@';

function* piecesOf(block: Block): Generator<Piece> {
  let rows: (readonly SpecValue[])[] = [];
  let bytes = 0;
  let first = block.row;
  const piece = (): Piece => ({
    row: first,
    column: block.column,
    cells: rows,
    formulas: block.formulas === true,
    bytes,
  });
  for (const [index, cells] of block.cells.entries()) {
    const weight = rowBytes(cells);
    if (rows.length > 0 && bytes + weight > PIECE_BYTES) {
      yield piece();
      [rows, bytes, first] = [[], 0, block.row + index];
    }
    rows.push(cells);
    bytes += weight;
  }
  if (rows.length > 0) yield piece();
}

/** The pieces of all blocks, each made when its turn comes: those of a large sheet together would hold up typing. */
function* piecesOfAll(blocks: readonly Block[]): Generator<Piece> {
  for (const block of blocks) yield* piecesOf(block);
}

/** Number formats of blocks: by columns, and text format for the texts that Excel would otherwise convert. */
function* formatSteps(sheet: Excel.Worksheet, blocks: readonly Block[]): Steps<Step[]> {
  const all: Formatted[] = [];
  for (const { row, column, cells, formats = [], formulas } of blocks) {
    const width = formulas ? 0 : cells.reduce((most, { length }) => Math.max(most, length), 0);
    const taken: (readonly Run<true>[] | undefined)[] = [];
    for (let index = 0; index < width; index++) {
      taken.push(formats[index] === TEXT_FORMAT ? undefined : takenRows(cells, index));
      yield;
    }
    all.push({ row, column, rows: cells.length, formats, taken });
  }
  return stepsOfFormats(sheet, all);
}

/** What formats a table of cells takes, which begins in a row and a column. */
interface Formatted {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly formats: readonly (string | undefined)[];
  /** Rows of texts that Excel would convert, by column. */
  readonly taken: readonly (readonly Run<true>[] | undefined)[];
}

const formatsOf = ({ row, column, rows, formats }: Formatted): Shared<string>[] =>
  runsOf(formats).map(({ first, count, value }) => ({ row, column: column + first, rows, columns: count, value }));

const takenOf = ({ row, column, taken }: Formatted): Shared<string>[] =>
  taken.flatMap((runs = [], index) =>
    runs.map(({ first, count }) => ({
      row: row + first,
      column: column + index,
      rows: count,
      columns: 1,
      value: TEXT_FORMAT,
    })),
  );

/** Those of texts that Excel would convert come last: they stand over the format of their column. */
function stepsOfFormats(sheet: Excel.Worksheet, tables: readonly Formatted[]): Step[] {
  return [...joined(tables.flatMap(formatsOf)), ...joined(tables.flatMap(takenOf))].map(
    ({ row, column, rows, columns, value }) => ({
      name: '',
      weight: 2 * ACTION_BYTES,
      queue: () => {
        // A single value stands for every cell of the range; the type of the library knows only arrays.
        queuedCells(sheet, row, column, rows, columns).numberFormat = value as unknown as string[][];
      },
    }),
  );
}

/** Only what is set is asked for: every part of a format that is named travels as an object of its own. */
function applyStyle({ format }: Excel.Range, style: Style): void {
  if (style.bold !== undefined) format.font.bold = style.bold;
  if (style.size !== undefined) format.font.size = style.size;
  if (style.colour !== undefined) format.font.color = style.colour;
  if (style.fill !== undefined) format.fill.color = style.fill;
  if (style.wrap !== undefined) format.wrapText = style.wrap;
  if (style.align !== undefined) format.horizontalAlignment = ALIGNMENTS[style.align];
  if (style.indent !== undefined) format.indentLevel = style.indent;
}

const ALIGNMENTS = { left: 'Left', center: 'Center', right: 'Right' } as const;

/** The lines of cells: thin ones between and below their rows, a strong one where they open a group. */
function rule(range: Excel.Range, lines: Lines, rows: number): void {
  const draw = (edge: 'EdgeTop' | 'EdgeBottom' | 'InsideHorizontal', color: string) => {
    const border = range.format.borders.getItem(edge);
    // A continuous line is thin: to say so is a third of all that is said of lines.
    border.style = 'Continuous';
    border.color = color;
  };
  if (lines !== 'opens') draw('EdgeBottom', RULE_COLOUR);
  if (lines !== 'opens' && rows > 1) draw('InsideHorizontal', RULE_COLOUR);
  if (lines !== 'ruled') draw('EdgeTop', GROUP_COLOUR);
}

type Lines = 'ruled' | 'opens' | 'opensRuled';

function linesOf({ style }: Block): Lines | undefined {
  if (style === undefined) return undefined;
  const { ruled, opens }: Style = STYLES[style];
  if (opens === true) return ruled === true ? 'opensRuled' : 'opens';
  return ruled === true ? 'ruled' : undefined;
}

function put(sheet: Excel.Worksheet, { row, column, cells, formulas }: Rows): void {
  const range = queuedCells(sheet, row, column, cells.length, cells[0]?.length ?? 0);
  // Excel takes a first apostrophe for the mark of a text, not for a part of it.
  const values = cells.map((line) =>
    line.map((value) => (typeof value === 'string' && value.startsWith("'") ? `'${value}` : value)),
  );
  if (formulas) range.formulas = values;
  else range.values = values;
}

/** Sends pieces in one request; when the host finds it too large, in halves. */
async function send(sheet: Excel.Worksheet, pieces: readonly Rows[], name: string): Promise<void> {
  for (const piece of pieces) put(sheet, piece);
  try {
    await sheet.context.sync();
  } catch (error) {
    if (!isTooLarge(error)) throw error;
    for (const half of halves(pieces, name)) await send(sheet, half, name);
  }
}

/** The pieces in two requests; a single piece is cut between its rows. */
function halves(pieces: readonly Rows[], name: string): (readonly Rows[])[] {
  const middle = Math.ceil(pieces.length / 2);
  if (pieces.length > 1) return [pieces.slice(0, middle), pieces.slice(middle)];
  return pieces.flatMap((piece) => {
    const rows = Math.ceil(piece.cells.length / 2);
    if (piece.cells.length < 2) throw new AnalystError('excel.tooWide', { sheet: name });
    return [
      [{ ...piece, cells: piece.cells.slice(0, rows) }],
      [{ ...piece, row: piece.row + rows, cells: piece.cells.slice(rows) }],
    ];
  });
}

/** Calls that the looks of a range take at most: the range, what `applyStyle` sets; and three lines of three calls each. */
const STYLE_ACTIONS = 9;
const RULE_ACTIONS = 10;

/** Looks of a block. A sheet of many short blocks has more bytes of looks than of cells. */
function styleSteps(sheet: Excel.Worksheet, blocks: readonly Block[]): Step[] {
  const step = (actions: number, queue: () => void): Step => ({ name: '', weight: actions * ACTION_BYTES, queue });
  const worn = joined(sideBySide(blocks, ({ style }) => style)).map(({ row, column, rows, columns, value: style }) =>
    step(STYLE_ACTIONS, () => applyStyle(queuedCells(sheet, row, column, rows, columns), STYLES[style])),
  );
  // Rows below each other have the same lines as one piece; only where each of them opens a group they have not.
  const lined = stacked(sideBySide(blocks, linesOf), (lines) => lines === 'ruled');
  const drawn = lined.map(({ row, column, rows, columns, value: lines }) =>
    step(RULE_ACTIONS, () => rule(queuedCells(sheet, row, column, rows, columns), lines, rows)),
  );
  const looks = blocks.flatMap(({ row, column, cells, columns = [] }) =>
    runsOf(columns).map(({ first, count, value }) => ({
      row,
      column: column + first,
      rows: cells.length,
      columns: count,
      value,
    })),
  );
  const ofColumns = joined(looks).map(({ row, column, rows, columns, value: look }) =>
    step(STYLE_ACTIONS, () => applyStyle(queuedCells(sheet, row, column, rows, columns), look)),
  );
  return [...worn, ...drawn, ...ofColumns];
}

/** Writes the cells, formats and styles of a spec to an empty sheet. */
export async function writeCells(
  sheet: Excel.Worksheet,
  spec: SheetSpec,
  options: WorkOptions & { readonly onRows?: (rows: number) => void },
): Promise<void> {
  await sendSteps(
    sheet.context as Excel.RequestContext,
    [...(await inSlices(formatSteps(sheet, spec.blocks), options)), ...styleSteps(sheet, spec.blocks)],
    false,
  );
  let batch: Piece[] = [];
  let bytes = 0;
  for (const piece of piecesOfAll(spec.blocks)) {
    if (batch.length > 0 && bytes + piece.bytes > PIECE_BYTES) {
      await send(sheet, batch, spec.name);
      options.onRows?.(batch.reduce((sum, each) => sum + each.cells.length, 0));
      await pause(options);
      [batch, bytes] = [[], 0];
    }
    batch.push(piece);
    bytes += piece.bytes;
  }
  await send(sheet, batch, spec.name);
  options.onRows?.(batch.reduce((sum, each) => sum + each.cells.length, 0));
  await pause(options);
}

/** Writes the rows of a file to an empty sheet, a piece a request. */
export async function writeRows(
  sheet: Excel.Worksheet,
  name: string,
  { rows, formats, taken }: SheetHead,
  pieces: AsyncIterable<Piece['cells']>,
  options: WorkOptions & { readonly onRows?: (rows: number) => void },
): Promise<void> {
  await sendSteps(
    sheet.context as Excel.RequestContext,
    stepsOfFormats(sheet, [{ row: 0, column: 0, rows, formats: formats.map((each) => each ?? undefined), taken }]),
  );
  let row = 0;
  for await (const cells of pieces) {
    await send(sheet, [{ row, column: 0, cells, formulas: false }], name);
    row += cells.length;
    options.onRows?.(row);
    await pause(options);
  }
}
