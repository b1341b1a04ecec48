/** Random person tables and settings for property tests: values lie thick around the thresholds, gaps are common. */
import fc from 'fast-check';
import { defaultSettings, PARAMETERS, type CriteriaSettings } from '../../src/criteria';
import type { FieldId, PersonTable } from '../../src/kdb';
import { CODES, COUNTS, FLAGS, MEASURES } from './oracle';
import { tableOf, type Person } from './tables';

const around = (middle: number, spread: number): fc.Arbitrary<number> =>
  fc.integer({ min: -spread * 10, max: spread * 10 }).map((tenths) => Math.round(middle * 10 + tenths) / 10);

/** Values of a measure near every threshold it meets. */
const MEASURED: Readonly<Record<string, fc.Arbitrary<number>>> = {
  bmi: around(20, 2),
  hba1c: fc.oneof(around(6.5, 0.3), around(7, 0.5), around(8, 0.5)),
  sbp: around(160, 3).map(Math.round),
  dbp: around(100, 3).map(Math.round),
  egfr: fc.oneof(around(30, 2), around(45, 2)),
};

/** The highest code of a coded field. */
const LAST_CODE: Readonly<Record<string, number>> = { q1: 5, proteinuria: 5, careLevel: 10, careLevelPrevious: 10 };

const missingOften = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 3, nil: null });

const person: fc.Arbitrary<Person> = fc.record(
  Object.fromEntries([
    ...MEASURES.map((field) => [field, missingOften(MEASURED[field]!)]),
    ...COUNTS.map((field) => [
      field,
      missingOften(field === 'drugCount' ? fc.integer({ min: 10, max: 20 }) : fc.constantFrom(0, 0, 0, 1, 7)),
    ]),
    ...CODES.map((field) => [field, missingOften(fc.integer({ min: 1, max: LAST_CODE[field] ?? 2 }))]),
    ...FLAGS.map((field) => [field, missingOften(fc.boolean())]),
  ]) as Record<FieldId, fc.Arbitrary<number | boolean | null>>,
);

/** Persons of whom next to nothing is known or found, so that long chains of "no" come out true now and then. */
const quiet: fc.Arbitrary<Person> = fc.record(
  Object.fromEntries([
    ...MEASURES.map((field) => [field, missingOften(MEASURED[field]!)]),
    ...COUNTS.map((field) => [field, fc.oneof({ weight: 30, arbitrary: fc.constant(0) }, fc.constantFrom(1, null))]),
    ...CODES.map((field) => [field, missingOften(fc.integer({ min: 1, max: LAST_CODE[field] ?? 2 }))]),
    ...FLAGS.map((field) => [
      field,
      fc.oneof(
        { weight: field.startsWith('certified') ? 1 : 15, arbitrary: fc.constant(false) },
        fc.constantFrom(true, null),
      ),
    ]),
  ]) as Record<FieldId, fc.Arbitrary<number | boolean | null>>,
);

const FIELDS: readonly FieldId[] = [...MEASURES, ...COUNTS, ...CODES, ...FLAGS];

/** Tables of 0 to 100 persons; now and then some columns are absent. */
export const tables: fc.Arbitrary<PersonTable> = fc
  .tuple(
    fc.array(fc.oneof(person, quiet), { maxLength: 100 }),
    fc.oneof(fc.constant<FieldId[]>([]), fc.subarray([...FIELDS], { maxLength: 8 })),
  )
  .map(([persons, absent]) =>
    tableOf(
      persons,
      FIELDS.filter((field) => !absent.includes(field)),
    ),
  );

/** Thresholds moved a little from their defaults, and every switch either way. */
export const settings: fc.Arbitrary<CriteriaSettings> = fc
  .tuple(
    ...PARAMETERS.map(({ parameter }) =>
      parameter.kind === 'switch'
        ? fc.boolean()
        : fc
            .integer({ min: -2, max: 2 })
            .map((steps) => Math.round((Number(parameter.default) + steps * (parameter.step ?? 1)) * 10) / 10),
    ),
  )
  .map((values) => ({
    ...defaultSettings(),
    ...Object.fromEntries(PARAMETERS.map(({ key }, index) => [key, values[index]!])),
  }));
