/** Has the rows of a table staged while they are visited: by this thread, or by several where the table is in shared memory. */
import type { Row } from '../files/row';
import { eachRow, type Frame, type Table } from '../files/rows';
import type { RecognisedSource } from '../recognise/recognise';
import type { ChunkedStage } from './chunkedStage';
import type { ROWS_IN_THREADS } from './sharedRows';
import { planOf, Stage } from './stage';
import type { Steps } from '../steps';

/** What is asked of the rows one after the other. */
export interface Looked {
  /** Column of the person number. */
  readonly keyIndex: number;
  /** Columns whose cells are asked for in every row; -1: no such column. */
  readonly indices: readonly number[];
  /** Columns of the header; whether anything stands beyond them is asked. */
  readonly width: number;
  /** Marks the columns that are asked for at all. */
  readonly wanted: readonly boolean[];
}

const readerOf = ({ shared }: Table): typeof ROWS_IN_THREADS | null =>
  shared ? (shared.threads.reader as typeof ROWS_IN_THREADS) : null;

/** The stage for a table, with nothing in it. */
export function stageOf(table: Table, recognition: RecognisedSource): Stage {
  const plan = planOf(recognition);
  return readerOf(table)?.stageOf(plan, table.shared!.threads) ?? new Stage(plan);
}

/**
 * Visits the data rows of a table in their order, and stages them. The row is the same object each time.
 * @param stage that of the table; see `stageOf`
 * @throws AnalystError as the reader of the table
 */
export function* takeTable(
  stage: Stage,
  table: Table,
  frame: Frame,
  looked: Looked,
  visit: (row: Row, rowNumber: number) => void,
): Steps<void> {
  const reader = readerOf(table);
  if (reader) {
    reader.eachRow(table.file, table.shared!, frame, looked, stage as ChunkedStage, visit);
    return;
  }
  yield* eachRow(table, frame, looked.wanted, (row, rowNumber, progress) => {
    visit(row, rowNumber);
    stage.take(row, progress);
  });
  stage.finish();
}
