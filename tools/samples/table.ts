/** Builds a columnar person table straight from the generator, without files: for benchmarks and tests of the other rooms. */
import {
  CARE_LEVEL,
  MISSING_CODE,
  NO,
  NO_DATE,
  YES,
  type CodeField,
  type CountField,
  type DateField,
  type FlagField,
  type MeasureField,
  type PersonTable,
  type TextField,
} from '../../src/kdb';
import { ageOn, dayOf } from './calendar';
import { ageAtYearEnd, DEFAULTS, personAt, type GenerateOptions } from './generate';
import { egfrOf } from './health';
import { isInsuredOn, type Checkup, type SyntheticPerson } from './person';
import { rounded } from './random';

/** Values of a person under every field; a missing value is null. */
interface Row {
  readonly person: SyntheticPerson;
  readonly checkup: Checkup | null;
  readonly fiscalYear: number;
}

const TEXTS: Readonly<Partial<Record<TextField, (row: Row) => string>>> = {
  personId: (r) => r.person.personId,
  kana: (r) => r.person.kana,
  area: (r) => r.person.area,
  excluded: (r) => r.person.excluded,
};

const DATES: Readonly<Record<DateField, (row: Row) => number | null>> = {
  birthDate: (r) => r.person.birthDate,
  enrolled: (r) => r.person.enrolled,
  left: (r) => r.person.left,
  checkupDate: (r) => r.checkup?.date ?? null,
  checkupDatePrevious: (r) => r.person.checkupPrevious?.date ?? null,
};

/** BMI as kdb derives it where the export leaves it blank. */
function bmiOf(checkup: Checkup): number | null {
  if (checkup.bmi !== null) return checkup.bmi;
  if (checkup.height === null || checkup.weight === null) return null;
  return rounded(checkup.weight / (checkup.height / 100) ** 2, 1);
}

/** eGFR as kdb derives it where the export leaves it blank. */
function egfrIn(person: SyntheticPerson, checkup: Checkup): number | null {
  if (checkup.egfr !== null || checkup.creatinine === null) return checkup.egfr;
  return egfrOf(checkup.creatinine, ageOn(person.birthDate, checkup.date), person.sex);
}

const MEASURES: Readonly<Partial<Record<MeasureField, (row: Row) => number | null>>> = {
  height: (r) => r.checkup?.height ?? null,
  weight: (r) => r.checkup?.weight ?? null,
  bmi: (r) => (r.checkup === null ? null : bmiOf(r.checkup)),
  sbp: (r) => r.checkup?.sbp ?? null,
  dbp: (r) => r.checkup?.dbp ?? null,
  hba1c: (r) => r.checkup?.hba1c ?? null,
  creatinine: (r) => r.checkup?.creatinine ?? null,
  egfr: (r) => (r.checkup === null ? null : egfrIn(r.person, r.checkup)),
  inpatientPoints: (r) => r.person.receipts?.inpatientPoints ?? 0,
  outpatientPoints: (r) => r.person.receipts?.outpatientPoints ?? 0,
  dentalPoints: (r) => r.person.receipts?.dentalPoints ?? 0,
  pharmacyPoints: (r) => r.person.receipts?.pharmacyPoints ?? 0,
};

const COUNTS: Readonly<Record<CountField, (row: Row) => number>> = {
  inpatient: (r) => r.person.receipts?.current.inpatient ?? 0,
  outpatient: (r) => r.person.receipts?.current.outpatient ?? 0,
  dental: (r) => r.person.receipts?.current.dental ?? 0,
  pharmacy: (r) => r.person.receipts?.current.pharmacy ?? 0,
  inpatientPrevious: (r) => r.person.receipts?.previous.inpatient ?? 0,
  outpatientPrevious: (r) => r.person.receipts?.previous.outpatient ?? 0,
  dentalPrevious: (r) => r.person.receipts?.previous.dental ?? 0,
  pharmacyPrevious: (r) => r.person.receipts?.previous.pharmacy ?? 0,
  drugCount: (r) => r.person.receipts?.drugCount ?? 0,
  age: (r) => ageAtYearEnd(r.person, r.fiscalYear),
};

const ANSWERS = Array.from({ length: 15 }, (_, index) => index);
const CODES = {
  sex: (r: Row) => r.person.sex,
  proteinuria: (r: Row) => r.checkup?.proteinuria ?? MISSING_CODE,
  careLevel: (r: Row) => r.person.careLevel ?? CARE_LEVEL.none,
  careLevelPrevious: (r: Row) => r.person.careLevelPrevious ?? CARE_LEVEL.none,
  ...Object.fromEntries(
    ANSWERS.map((index) => [`q${index + 1}`, (r: Row) => r.checkup?.answers[index] ?? MISSING_CODE]),
  ),
} as Readonly<Record<CodeField, (row: Row) => number>>;

const isCertified = (level: number | null): boolean => level !== null && level >= CARE_LEVEL.transitional;

const FLAGS: Readonly<Record<FlagField, (row: Row) => boolean>> = {
  hypnotic: (r) => r.person.receipts?.hypnotic ?? false,
  dmDrug: (r) => r.person.receipts?.dmDrug[0] ?? false,
  dmDrugPrevious: (r) => r.person.receipts?.dmDrug[1] ?? false,
  dmDrugTwoYearsAgo: (r) => r.person.receipts?.dmDrug[2] ?? false,
  dmDrugThreeYearsAgo: (r) => r.person.receipts?.dmDrug[3] ?? false,
  htDrug: (r) => r.person.receipts?.htDrug[0] ?? false,
  htDrugPrevious: (r) => r.person.receipts?.htDrug[1] ?? false,
  htDrugTwoYearsAgo: (r) => r.person.receipts?.htDrug[2] ?? false,
  htDrugThreeYearsAgo: (r) => r.person.receipts?.htDrug[3] ?? false,
  dmDiagnosis: (r) => r.person.receipts?.dmDiagnosis ?? false,
  cvdDiagnosis: (r) => r.person.receipts !== null && (r.person.receipts.heartFailure || r.person.receipts.stroke),
  checkedUp: (r) => r.checkup !== null,
  checkedUpPrevious: (r) => r.person.checkupPrevious !== null,
  certified: (r) => isCertified(r.person.careLevel),
  certifiedPrevious: (r) => isCertified(r.person.careLevelPrevious),
};

/** Few distinct texts, numbered as they appear. */
class Dictionary {
  readonly values = [''];
  private readonly known = new Map([['', 0]]);
  code(text: string): number {
    let code = this.known.get(text);
    if (code === undefined) {
      code = this.values.push(text) - 1;
      this.known.set(text, code);
    }
    return code;
  }
}

interface Writer {
  readonly field: string;
  readonly column: object;
  readonly put: (at: number, row: Row) => void;
}

function writersFor(size: number): Writer[] {
  const writers: Writer[] = [];
  for (const [field, text] of Object.entries(TEXTS)) {
    const dictionary = new Dictionary();
    const codes = new Uint32Array(size);
    const put = (at: number, row: Row): void => void (codes[at] = dictionary.code(text(row)));
    writers.push({ field, column: { kind: 'text', codes, values: dictionary.values }, put });
  }
  for (const [field, date] of Object.entries(DATES)) {
    const days = new Int32Array(size);
    writers.push({ field, column: { kind: 'date', days }, put: (at, row) => void (days[at] = date(row) ?? NO_DATE) });
  }
  for (const [field, measure] of Object.entries(MEASURES)) {
    const values = new Float64Array(size);
    const put = (at: number, row: Row): void => void (values[at] = measure(row) ?? NaN);
    writers.push({ field, column: { kind: 'measure', values }, put });
  }
  for (const [field, count] of Object.entries(COUNTS)) {
    const values = new Int32Array(size);
    writers.push({ field, column: { kind: 'count', values }, put: (at, row) => void (values[at] = count(row)) });
  }
  for (const [field, code] of Object.entries(CODES)) {
    const codes = new Uint8Array(size);
    writers.push({ field, column: { kind: 'code', codes }, put: (at, row) => void (codes[at] = code(row)) });
  }
  for (const [field, flag] of Object.entries(FLAGS)) {
    const codes = new Uint8Array(size);
    writers.push({ field, column: { kind: 'flag', codes }, put: (at, row) => void (codes[at] = flag(row) ? YES : NO) });
  }
  return writers;
}

/**
 * A person table of exactly `size` insured persons (those who left are passed over), as kdb would join it from the
 * exports. 氏名 is left out: no criterion reads it, and a million distinct names say nothing.
 */
export function generatePersonTable(options: GenerateOptions = {}): PersonTable {
  const { seed, size, fiscalYear } = { ...DEFAULTS, ...options };
  const referenceDate = dayOf(fiscalYear + 1, 3, 31);
  const writers = writersFor(size);
  for (let index = 0, at = 0; at < size; index++) {
    const person = personAt(index, seed, fiscalYear);
    if (!isInsuredOn(person, referenceDate)) continue;
    const row: Row = { person, checkup: person.checkup, fiscalYear };
    for (const writer of writers) writer.put(at, row);
    at++;
  }
  const columns = Object.fromEntries(writers.map((writer) => [writer.field, writer.column]));
  return { fiscalYear, referenceDate, size, columns, stamp: `合成 ${fiscalYear}年度 ${size}人 #${seed}` };
}
