/** The file that reading is measured on: one wide CP932 table of 50 columns, everything of a synthetic person in one row. */
import { createWriteStream, openSync, readSync, writeSync } from 'node:fs';
import { once } from 'node:events';
import { generatePersons } from '../tools/samples';
import { compactDate } from '../tools/samples/calendar';
import { textOf, type CsvStyle } from '../tools/samples/columns';
import { csvLine, encodedChunks } from '../tools/samples/csv';
import { DEFAULTS } from '../tools/samples/generate';
import { WIDE_COLUMNS } from '../tools/samples/wide';

const STYLE: CsvStyle = { date: compactDate };
/** Left out, so that 50 of the 62 columns remain: points, receipts of the year before, medicines of two and three years ago. */
const LEFT_OUT = /点数$|レセ件数\(前年度\)$|\([23]年前\)$/;

export const BENCH_COLUMNS = WIDE_COLUMNS.filter(({ heading }) => !LEFT_OUT.test(heading));

/** How fields are written: all in quotes, as municipal systems do, or plain. */
export type Quoting = 'quoted' | 'plain';

function* lines(rows: number, quoting: Quoting, fiscalYear: number): Generator<string> {
  yield quoting === 'quoted'
    ? csvLine(
        BENCH_COLUMNS.map((column) => column.heading),
        STYLE,
      )
    : `${BENCH_COLUMNS.map((column) => column.heading).join(',')}\r\n`;
  for (const person of generatePersons({ ...DEFAULTS, size: rows, fiscalYear })) {
    const values = BENCH_COLUMNS.map((column) => column.value(person));
    yield quoting === 'quoted'
      ? csvLine(values, STYLE)
      : `${values.map((value) => textOf(value, STYLE)).join(',')}\r\n`;
  }
}

/** Writes the file in CP932, and the same in UTF-8. */
export async function writeFiles(
  rows: number,
  quoting: Quoting,
  cp932: string,
  utf8: string,
  fiscalYear: number = DEFAULTS.fiscalYear,
): Promise<void> {
  const file = createWriteStream(cp932);
  for (const chunk of encodedChunks(lines(rows, quoting, fiscalYear)))
    if (!file.write(chunk)) await once(file, 'drain');
  file.end();
  await once(file, 'finish');
  const decoder = new TextDecoder('shift_jis');
  const [from, to] = [openSync(cp932, 'r'), openSync(utf8, 'w')];
  const piece = new Uint8Array(1 << 22);
  for (let read = readSync(from, piece); read > 0; read = readSync(from, piece))
    writeSync(to, decoder.decode(piece.subarray(0, read), { stream: true }));
}
