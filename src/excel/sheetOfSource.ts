/** A source of a file as a sheet: the rows where they are in the file, made in slices so that typing goes on meanwhile. */
import { FIELDS, type Cell, type Recognition, type SourceInput } from '../kdb';
import type { SheetSpec, SpecValue } from '../plan';
import { recognisedOrWhy } from './recognisedOrWhy';
import { pause, type WorkOptions } from './work';

/** Milliseconds after which the pane has its turn: nobody notices what takes less than 50. */
const SLICE = 20;

/** Columns of measured values and counts; every other column keeps its texts and leading zeros. */
function numericColumns(seen: Recognition): Set<number> {
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

/** Visits things in slices. Rejects with work.cancelled where 中止 was pressed between two of them. */
async function inSlices<T>(
  things: Iterable<T>,
  visit: (thing: T) => void,
  options: WorkOptions,
  now: () => number,
): Promise<void> {
  let end = now() + SLICE;
  for (const thing of things) {
    visit(thing);
    if (now() < end) continue;
    await pause(options);
    end = now() + SLICE;
  }
}

/**
 * The sheet of a source, its rows, and the row of its header (1 where it is not recognised).
 * @throws AnalystError csv.*, file.tooLarge; work.cancelled
 */
export async function sheetOfSource(
  name: string,
  input: SourceInput,
  options: WorkOptions,
  now: () => number = () => performance.now(),
): Promise<{ readonly spec: SheetSpec; readonly rows: readonly (readonly Cell[])[]; readonly headerRow: number }> {
  const seen = recognisedOrWhy(input);
  const numeric = numericColumns(seen);
  const rows: (readonly Cell[])[] = [];
  let columns = 1;
  const take = (row: readonly Cell[]): void => {
    rows.push(row);
    columns = Math.max(columns, row.length);
  };
  await inSlices(input.rows(), take, options, now);
  const cells: SpecValue[][] = [];
  const write = (row: readonly Cell[]): void => {
    cells.push(Array.from({ length: columns }, (_, index) => specValue(row[index], numeric.has(index))));
  };
  await inSlices(rows, write, options, now);
  const formats = Array.from({ length: columns }, (_, index) => (numeric.has(index) ? undefined : '@'));
  const spec: SheetSpec = {
    name,
    blocks: [{ row: 0, column: 0, cells, formats }],
    columnWidths: [],
    print: { orientation: 'landscape' },
  };
  return { spec, rows, headerRow: seen.recognised ? seen.headerRow : 1 };
}
