/** Golden cases: one folder a quirk, with the files as an analyst would hold them and what must be made of them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildIntake, FIELDS, readFile, valueText } from '../../src/kdb';
import type { Cell, FieldId, Intake, IntakeOptions, SourceInput } from '../../src/kdb';
import { expectBalanced, people, valueOf } from './support';

/** What a case expects; whatever is left out is not looked at. */
interface Expected {
  readonly about: string;
  readonly options?: IntakeOptions;
  readonly fiscalYear?: number;
  /** Parts of the source reports, in the order of the files. */
  readonly sources?: readonly Record<string, unknown>[];
  /** Values in words by person and field; '' is missing. The persons are all persons, in their order. */
  readonly persons?: Readonly<Record<string, Readonly<Partial<Record<FieldId, string>>>>>;
  readonly absent?: readonly FieldId[];
  readonly notices?: readonly string[];
  readonly unrecognised?: readonly string[];
}

const FOLDER = join(__dirname, 'golden');
const CASES = readdirSync(FOLDER, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

/** The files of a case: bytes as they are, or `.rows.json` for the cells of a sheet that Excel has changed already. */
function inputsOf(folder: string): SourceInput[] {
  return readdirSync(folder)
    .filter((file) => file !== 'expected.json')
    .sort()
    .flatMap((file) => {
      const bytes = readFileSync(join(folder, file));
      if (!file.endsWith('.rows.json')) return readFile(file, new Uint8Array(bytes));
      const rows = JSON.parse(bytes.toString('utf8')) as Cell[][];
      return [{ file: file.replace('.rows.json', ''), rows: () => rows }];
    });
}

function check(intake: Intake, expected: Expected): void {
  expectBalanced(intake.sources);
  if (expected.fiscalYear !== undefined) expect(intake.fiscalYear).toBe(expected.fiscalYear);
  if (expected.sources) expect(intake.sources).toMatchObject(expected.sources);
  if (expected.persons) {
    expect(people(intake)).toEqual(Object.keys(expected.persons));
    for (const [person, values] of Object.entries(expected.persons)) {
      const found = Object.fromEntries(
        Object.keys(values).map((field) => [field, valueOf(intake, person, field as FieldId)]),
      );
      expect({ person, ...found }).toEqual({ person, ...values });
    }
  }
  for (const field of expected.absent ?? []) expect([field, intake.table.columns[field]]).toEqual([field, undefined]);
  const told = [...intake.notices, ...intake.sources.flatMap((source) => source.notices)].join('\n');
  for (const notice of expected.notices ?? []) expect(told).toContain(notice);
  if (expected.unrecognised) expect(intake.unrecognised.map(({ file }) => file)).toEqual(expected.unrecognised);
}

test.each(CASES)('%s', (name) => {
  const folder = join(FOLDER, name);
  const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected;
  for (const person of Object.values(expected.persons ?? {}))
    for (const field of Object.keys(person)) expect(FIELDS).toHaveProperty(field);
  const intake = buildIntake(inputsOf(folder), expected.options);
  check(intake, expected);
  expect(valueText(intake.table, 'personId', 0)).not.toBe('');
});
