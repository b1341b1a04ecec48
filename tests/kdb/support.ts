/** Small makers for the tests of kdb: sources from text, and values of the resulting table by person number. */
import { encode } from 'iconv-lite';
import { buildIntake, readFile, valueText } from '../../src/kdb';
import type { FieldId, Intake, IntakeOptions, SourceInput, SourceReport } from '../../src/kdb';

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
