/** Small person tables for tests: persons written as objects, columns made from the fields that occur. */
import { NO_COUNT, NO_DATE, type Column, type FieldId, type PersonTable } from '../../src/kdb';
import { CODES, COUNTS, FLAGS, MEASURES } from './oracle';

/** A person's values: numbers for measures, counts and codes; true, false for flags; text. Null and left out are missing. */
export type Person = Readonly<Partial<Record<FieldId, number | string | boolean | null>>>;

const MEASURE_FIELDS: readonly string[] = [
  ...MEASURES,
  'inpatientPoints',
  'outpatientPoints',
  'dentalPoints',
  'pharmacyPoints',
];
const COUNT_FIELDS: readonly string[] = [...COUNTS, 'age'];
const CODE_FIELDS: readonly string[] = [...CODES, 'sex'];
const FLAG_FIELDS: readonly string[] = FLAGS;
const DATE_FIELDS: readonly string[] = ['birthDate', 'checkupDate'];

function flagCode(value: Person[FieldId]): number {
  return value === true ? 1 : value === false ? 2 : 0;
}

function columnOf(field: FieldId, persons: readonly Person[]): Column {
  const values = persons.map((person) => person[field] ?? null);
  const number = (value: Person[FieldId], missing: number): number => (typeof value === 'number' ? value : missing);
  if (MEASURE_FIELDS.includes(field)) {
    return { kind: 'measure', values: Float64Array.from(values, (value) => number(value, NaN)) };
  }
  if (COUNT_FIELDS.includes(field)) {
    return { kind: 'count', values: Int32Array.from(values, (value) => number(value, NO_COUNT)) };
  }
  if (CODE_FIELDS.includes(field)) return { kind: 'code', codes: Uint8Array.from(values, (value) => number(value, 0)) };
  if (FLAG_FIELDS.includes(field)) return { kind: 'flag', codes: Uint8Array.from(values, flagCode) };
  if (DATE_FIELDS.includes(field)) {
    return { kind: 'date', days: Int32Array.from(values, (value) => number(value, NO_DATE)) };
  }
  const texts = ['', ...new Set(values.filter((value) => value !== null && value !== '').map(String))];
  return {
    kind: 'text',
    codes: Uint32Array.from(values, (value) => texts.indexOf(String(value ?? ''))),
    values: texts,
  };
}

/** A table of these persons. Columns: the fields given, else every field that some person names. */
export function tableOf(persons: readonly Person[], fields?: readonly FieldId[]): PersonTable {
  const named = fields ?? [...new Set(persons.flatMap((person) => Object.keys(person) as FieldId[]))];
  const columns = Object.fromEntries(named.map((field) => [field, columnOf(field, persons)]));
  return { fiscalYear: 2025, referenceDate: 20543, size: persons.length, columns, stamp: 'test' };
}
