/** Writes the sample exports as one workbook, a sheet each, the way they look once opened in Excel: numbers, dates, text. */
import { writeXlsx } from 'hucre/xlsx';
import type { Value } from './columns';
import { MUNICIPALITY, SYNTHETIC_NOTICE, type SampleFile } from './files';

/** Serial number of 1970-01-01 in Excel's calendar of 1900. */
const EXCEL_EPOCH = 25569;

/** The files carry a date of their own, so that the same seed gives the same workbook on every day. */
const MADE = new Date(Date.UTC(2026, 4, 20));

type WorkbookCell = string | number | null;

function cellOf(value: Value): WorkbookCell {
  if (value === null || value === '') return null;
  if (typeof value !== 'object') return value;
  return 'day' in value ? value.day + EXCEL_EPOCH : value.measure;
}

/** Texts keep the format @, so that no 被保険者番号 loses its zeros when somebody edits it. */
function formatOf(value: Value | undefined): string {
  if (value === undefined || value === null) return 'General';
  if (typeof value === 'string') return '@';
  if (typeof value === 'number') return value >= 1000 ? '#,##0' : 'General';
  return 'day' in value ? 'yyyy/m/d' : `0.${'0'.repeat(value.decimals)}`;
}

function sheetOf(file: SampleFile): {
  name: string;
  rows: WorkbookCell[][];
  columns: { width: number; numFmt: string }[];
} {
  const header = file.columns.map((column) => column.heading);
  const samples: Value[] = [];
  const body: WorkbookCell[][] = [];
  for (const row of file.rows()) {
    row.forEach((value, index) => {
      if (value !== null && value !== '') samples[index] ??= value;
    });
    body.push(row.map(cellOf));
  }
  return {
    name: file.name,
    rows: [...file.titles.map((titles) => titles.map(cellOf)), [], header, ...body],
    columns: file.columns.map((column, index) => ({ width: column.width ?? 8, numFmt: formatOf(samples[index]) })),
  };
}

/** The bytes of the workbook. */
export async function workbookBytes(files: readonly SampleFile[]): Promise<Uint8Array> {
  return writeXlsx({
    sheets: files.map(sheetOf),
    properties: { title: `${MUNICIPALITY} サンプル一式`, description: SYNTHETIC_NOTICE, created: MADE, modified: MADE },
  });
}
