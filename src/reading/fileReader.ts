/** Files read into cells for sheets: what tables are in them, what formats these take, and their rows piece by piece. */
import {
  FIELDS,
  readFileSteps,
  recognisedOrWhy,
  type Cell,
  type Recognition,
  type SourceInput,
  type Steps,
} from '../kdb';
import { dataSheetLook, type SpecValue } from '../plan';
import { takenRows } from '../plan/convertedTexts';
import { PIECE_BYTES, rowBytes } from '../plan/requestBytes';
import type { Answers, ChosenFile, Question, Rows, SheetHead, TableFound } from './questions';

/** Rows between two steps. */
const STEP = 64;
const TEXT_FORMAT = '@';

/** Columns of measured values and counts; every other column keeps its texts and leading zeros. */
function numericColumns(seen: Recognition): ReadonlySet<number> {
  if (!seen.recognised) return new Set();
  const isNumeric = ({ field }: { readonly field: keyof typeof FIELDS | null }): boolean =>
    field !== null && ['measure', 'count'].includes(FIELDS[field].kind);
  return new Set(seen.columns.filter(isNumeric).map(({ index }) => index));
}

function specValue(cell: Cell | undefined, numeric: boolean): SpecValue {
  if (cell === undefined || cell === null) return '';
  if (numeric && typeof cell === 'string' && /^-?\d+(\.\d+)?$/.test(cell.trim())) return Number(cell);
  return cell;
}

/** The rows of a table as cells of a sheet, with what its sheet takes. */
interface ReadTable {
  readonly cells: SpecValue[][];
  readonly head: SheetHead;
}

/** Reads a table. Throws AnalystError csv.*, file.tooLarge, sheet.*. */
function* tableSteps(input: SourceInput): Steps<ReadTable> {
  const seen = recognisedOrWhy(input);
  const headerRow = seen.recognised ? seen.headerRow : 1;
  const numeric = numericColumns(seen);
  const rows: (readonly Cell[])[] = [];
  let columns = 1;
  for (const row of input.rows()) {
    columns = Math.max(columns, row.length);
    if (rows.push(row) % STEP === 0) yield;
  }
  const look = dataSheetLook(rows, headerRow);
  const cells: SpecValue[][] = [];
  for (const [at, row] of rows.entries()) {
    const written = Array.from({ length: columns }, (_, index) => specValue(row[index], numeric.has(index)));
    if (cells.push(written) % STEP === 0) yield;
    // Whoever reads a million rows does not keep them twice.
    rows[at] = [];
  }
  const formats = Array.from({ length: columns }, (_, index) => (numeric.has(index) ? null : TEXT_FORMAT));
  const taken: SheetHead['taken'][number][] = [];
  for (const [index, format] of formats.entries()) {
    taken.push(format === TEXT_FORMAT ? [] : takenRows(cells, index));
    yield;
  }
  return { cells, head: { rows: cells.length, columns, formats, taken, look } };
}

/** The rows from one on that fit into a piece; one at least. */
function piece(cells: Rows, from: number): Rows {
  let bytes = 0;
  let end = from;
  for (; end < cells.length; end++) {
    bytes += rowBytes(cells[end]!);
    if (end > from && bytes > PIECE_BYTES) break;
  }
  return cells.slice(from, end);
}

/** Answers questions about files. What a question needs is read when it is asked: another reader can go on in the middle. */
export class FileReader {
  private readonly inputs = new Map<number, readonly SourceInput[]>();
  /** The table that was read last. */
  private read: { readonly key: string; readonly table: ReadTable } | null = null;

  /** @param fileOf the chosen file of a place; throws where there is none */
  constructor(private readonly fileOf: (file: number) => ChosenFile) {}

  /** Throws AnalystError file.*, csv.*, sheet.*. */
  *answer<Q extends Question>(question: Q): Steps<Answers[Q['kind']]> {
    return (yield* this.answerTo(question)) as Answers[Q['kind']];
  }

  private *answerTo(question: Question): Steps<Answers[Question['kind']]> {
    const inputs = yield* this.inputsOf(question.file);
    if (question.kind === 'tables')
      return inputs.map(({ file, sheet, isHidden }): TableFound => ({
        file,
        ...(sheet !== undefined && { sheet }),
        isHidden: isHidden === true,
      }));
    const { cells, head } = yield* this.tableOf(question.file, question.table, inputs);
    return question.kind === 'head' ? head : piece(cells, question.from);
  }

  private *inputsOf(file: number): Steps<readonly SourceInput[]> {
    let inputs = this.inputs.get(file);
    if (inputs === undefined) {
      const { name, bytes } = this.fileOf(file);
      inputs = yield* readFileSteps(name, bytes);
      this.inputs.set(file, inputs);
    }
    return inputs;
  }

  private *tableOf(file: number, table: number, inputs: readonly SourceInput[]): Steps<ReadTable> {
    const key = `${file} ${table}`;
    if (this.read?.key === key) return this.read.table;
    // The one before is given back first.
    this.read = null;
    const read = yield* tableSteps(inputs[table]!);
    this.read = { key, table: read };
    return read;
  }
}
