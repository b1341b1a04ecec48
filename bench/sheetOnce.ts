/** Reads one large sheet through Office.js in a process of its own: `sheetOnce ROWS` prints what went over the wire as JSON. */
import { join } from 'node:path';
import { PROFILES } from '../src/workbench/host/profiles';
import { startAddin } from '../src/workbench/node/runAddin';
import { createEmbeddedWorkbook } from '../src/workbench/workbook';
import { generatePersons } from '../tools/samples';
import { compactDate } from '../tools/samples/calendar';
import { textOf, type Value } from '../tools/samples/columns';
import { WIDE_COLUMNS } from '../tools/samples/wide';

const PAYLOAD_LIMIT = PROFILES.web.payloadLimit;

export const SHEET_COLUMNS = 60;

export interface SheetRead {
  /** Milliseconds. */
  readonly elapsed: number;
  readonly requests: number;
  /** Requests that the host refused because they, or their answers, were over its limit. */
  readonly refused: number;
  /** Bytes. */
  readonly largestRequest: number;
  readonly largestResponse: number;
  readonly limit: number;
  /** What a cell said that counted everybody of the sheet. */
  readonly persons: number;
}

/** A cell as it stands in a sheet: numbers as numbers, the rest as text. */
function cellOf(value: Value): string | number {
  if (typeof value === 'number') return value;
  if (typeof value === 'object' && value !== null && 'measure' in value) return value.measure;
  return textOf(value, { date: compactDate });
}

async function main(rows: number): Promise<void> {
  const columns = WIDE_COLUMNS.slice(0, SHEET_COLUMNS);
  function* lines(): Generator<(string | number)[]> {
    yield columns.map(({ heading }) => heading);
    for (const person of generatePersons({ size: rows })) yield columns.map(({ value }) => cellOf(value(person)));
  }
  const workbook = createEmbeddedWorkbook();
  workbook.openRows('一覧', lines());
  const wire = { requests: 0, refused: 0, largestRequest: 0, largestResponse: 0 };
  await startAddin(workbook, {
    addinDir: join(__dirname, '../dist/addin'),
    onPayload: (request, response) => {
      wire.requests++;
      if (response > PAYLOAD_LIMIT) wire.refused++;
      wire.largestRequest = Math.max(wire.largestRequest, request);
      wire.largestResponse = Math.max(wire.largestResponse, response);
    },
  });
  const start = performance.now();
  const answer = await workbook.evaluate('=IKKATSU.LOWNUTRITION("分母")');
  const elapsed = performance.now() - start;
  const persons = 'values' in answer ? Number(answer.values[0]![0]) : NaN;
  console.log(JSON.stringify({ elapsed, ...wire, limit: PAYLOAD_LIMIT, persons } satisfies SheetRead));
  process.exit(0);
}

const rows = Number(process.argv[3]);
if (process.argv[2] === '--sheet-of' && rows > 0) void main(rows);
