/** Writes rows as csv in the way of Japanese municipal systems: CP932, CRLF, every field quoted. */
import iconv from 'iconv-lite';
import { textOf, type CsvStyle, type Value } from './columns';
import type { SampleFile } from './files';

const CHUNK_CHARACTERS = 1 << 20;

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

export function csvLine(values: readonly Value[], style: CsvStyle): string {
  return `${values.map((value) => quoted(textOf(value, style))).join(',')}\r\n`;
}

function* linesOf(file: SampleFile): Generator<string> {
  for (const titles of file.titles) yield csvLine(titles, file.style);
  yield '\r\n';
  yield csvLine(
    file.columns.map((column) => column.heading),
    file.style,
  );
  for (const row of file.rows()) yield csvLine(row, file.style);
}

/** Joins lines into CP932 chunks of about a megabyte, so that a file of any size fits into memory. */
export function* encodedChunks(lines: Iterable<string>): Generator<Uint8Array, void, undefined> {
  let pending = '';
  for (const line of lines) {
    pending += line;
    if (pending.length < CHUNK_CHARACTERS) continue;
    yield iconv.encode(pending, 'cp932');
    pending = '';
  }
  if (pending !== '') yield iconv.encode(pending, 'cp932');
}

/** The chunks of one export. */
export function csvChunks(file: SampleFile): Generator<Uint8Array, void, undefined> {
  return encodedChunks(linesOf(file));
}

/** One export whole. */
export function csvBytes(file: SampleFile): Uint8Array {
  return Buffer.concat([...csvChunks(file)]);
}
