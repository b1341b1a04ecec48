/** The ready person table and the wide csv say the same as the persons that they are made of. */
import Papa from 'papaparse';
import {
  DEFAULTS,
  generatePersons,
  generatePersonTable,
  generateWideCsv,
  isInsuredOn,
  WIDE_COLUMNS,
} from '../../tools/samples';

const LAST_DAY = Date.UTC(DEFAULTS.fiscalYear + 1, 2, 31) / 86_400_000;
const SIZE = 1500;
const insured = [...generatePersons({ size: 2 * SIZE })].filter((person) => isInsuredOn(person, LAST_DAY)).slice(0, SIZE);

describe('the person table of the generator', () => {
  const table = generatePersonTable({ size: SIZE });
  const { columns } = table;

  it('has exactly as many insured persons as asked for, in the order of the register', () => {
    expect(table.size).toBe(SIZE);
    const { personId } = columns;
    const ids = Array.from({ length: SIZE }, (_, row) => personId?.values[personId.codes[row]!]);
    expect(ids).toEqual(insured.map((person) => person.personId));
  });

  it('marks what is not known: NaN, 0, never a zero measure', () => {
    insured.forEach((person, row) => {
      if (person.checkup !== null) return;
      expect(columns.bmi?.values[row]).toBeNaN();
      expect(columns.q6?.codes[row]).toBe(0);
      expect(columns.checkedUp?.codes[row]).toBe(2);
    });
  });

  it('derives a BMI and an eGFR that the export leaves blank', () => {
    const blank = insured.findIndex(({ checkup }) => checkup !== null && checkup.bmi === null && checkup.height !== null);
    const height = columns.height?.values[blank] ?? NaN;
    const weight = columns.weight?.values[blank] ?? NaN;
    expect(columns.bmi?.values[blank]).toBeCloseTo(weight / (height / 100) ** 2, 0);
    const unfiltered = insured.findIndex(({ checkup }) => checkup?.egfr === null && checkup.creatinine !== null);
    expect(columns.egfr?.values[unfiltered]).toBeGreaterThan(0);
  });

  it('gives persons without receipts zero receipts and no drugs', () => {
    const none = insured.findIndex((person) => person.receipts === null);
    expect(columns.outpatient?.values[none]).toBe(0);
    expect(columns.dmDrug?.codes[none]).toBe(2);
  });
});

describe('the wide csv', () => {
  const bytes = Buffer.concat([...generateWideCsv({ size: 300 })]);
  const lines = Papa.parse<string[]>(new TextDecoder('shift_jis', { fatal: true }).decode(bytes).trimEnd()).data;
  const header = lines[0]!;
  const rows = lines.slice(1);

  it('has about fifty columns, no heading twice, and a row for everybody', () => {
    expect(header.length).toBeGreaterThanOrEqual(50);
    expect(new Set(header).size).toBe(header.length);
    expect(header).toEqual(WIDE_COLUMNS.map((column) => column.heading));
    expect(rows).toHaveLength(300);
    expect(rows.every((row) => row.length === header.length)).toBe(true);
  });

  it('leaves the check-up columns blank for somebody who was not examined', () => {
    const at = header.indexOf('BMI');
    const persons = [...generatePersons({ size: 300 })];
    persons.forEach((person, row) => {
      if (person.checkup === null) expect(rows[row]![at]).toBe('');
    });
  });
});
