/** Small makers for the tests of kdb: sources from text, and values of the resulting table by person number. */
import { strToU8, zipSync } from 'fflate';
import { encode } from 'iconv-lite';
import { buildIntake, readFile, valueText } from '../../src/kdb';
import type { Cell, FieldId, Intake, IntakeOptions, SourceInput, SourceReport } from '../../src/kdb';

/** A CSV file of one encoding, from lines. */
export function csv(name: string, lines: string, encoding = 'utf8'): SourceInput {
  const [source] = readFile(
    name,
    new Uint8Array(encode(lines.trim().replace(/^ +/gm, '').replaceAll('\n', '\r\n'), encoding)),
  );
  return source!;
}

/** The bytes of a text in UTF-8. */
export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Joins CSV texts; their names are a.csv, b.csv, … */
export function join(texts: readonly string[], options?: IntakeOptions): Intake {
  return buildIntake(
    texts.map((text, index) => csv(`${String.fromCharCode(97 + index)}.csv`, text)),
    options,
  );
}

/** Person numbers in the order of the table. */
export function people({ table }: Intake): string[] {
  return Array.from({ length: table.size }, (_, row) => valueText(table, 'personId', row));
}

/** The value of a person in words, '' when missing, null when the column is absent. */
export function valueOf(intake: Intake, person: string, field: FieldId): string | null {
  const row = people(intake).indexOf(person);
  if (row < 0) throw new Error(`nobody has the number ${person}`);
  return intake.table.columns[field] ? valueText(intake.table, field, row) : null;
}

/** Values of all persons in table order; 'absent' for each when the column is. */
export function valuesOf({ table }: Intake, field: FieldId): string[] {
  return Array.from({ length: table.size }, (_, row) =>
    table.columns[field] ? valueText(table, field, row) : 'absent',
  );
}

/** Fails unless rows = used + everything set aside. */
export function expectBalanced(reports: readonly SourceReport[]): void {
  for (const { rows, used, setAside } of reports) {
    expect(used + Object.values(setAside).reduce((sum, count) => sum + count, 0)).toBe(rows);
  }
}

/** A sheet of a workbook that is made for a test. */
export interface MadeSheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
  /** What stands before the cells: columns with their widths. */
  readonly head?: string;
  readonly isHidden?: boolean;
}

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const escaped = (value: Cell): string =>
  String(value)
    .replace(/[<&"]/g, (char) => `&#${char.charCodeAt(0)};`)
    // eslint-disable-next-line no-control-regex -- XML has no such characters
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f]/g, '');

function cellXml(value: Cell): string {
  if (value === null || value === '') return '<c/>';
  if (typeof value === 'number') return `<c><v>${value}</v></c>`;
  if (typeof value === 'string' && /^#[A-Z/0]+[!?A]$/.test(value)) return `<c t="e"><v>${value}</v></c>`;
  return `<c t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;
}

/** The bytes of a workbook with these sheets: numbers as numbers, texts in their cells. */
export function xlsxOf(sheets: readonly MadeSheet[]): Uint8Array {
  const sheetXml = ({ rows, head = '' }: MadeSheet): string =>
    `<worksheet>${head}<sheetData>${rows.map((cells, row) => `<row r="${row + 1}">${cells.map(cellXml).join('')}</row>`).join('')}</sheetData></worksheet>`;
  const parts: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook xmlns:r="${RELATIONS}"><sheets>${sheets.map(({ name, isHidden }, index) => `<sheet name="${escaped(name)}"${isHidden === true ? ' state="hidden"' : ''} sheetId="${index + 1}" r:id="r${index + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${sheets.map((_, index) => `<Relationship Id="r${index + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`).join('')}</Relationships>`,
    ...Object.fromEntries(sheets.map((sheet, index) => [`xl/worksheets/sheet${index + 1}.xml`, sheetXml(sheet)])),
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])), { level: 0 });
}
