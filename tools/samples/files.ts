/** The five exports that an analyst of the fictitious city holds: title rows, header, rows, and the quirks of real files. */
import { dayOf, eraWords } from './calendar';
import * as columns from './columns';
import type { Column, CheckupRow, CsvStyle, ReceiptRow, Value } from './columns';
import { DEFAULTS, generatePersons, personAt, type GenerateOptions } from './generate';
import type { Checkup, SyntheticPerson } from './person';
import { Random, rounded } from './random';

export const SYNTHETIC_NOTICE = '合成データ（実在の人物ではありません）';
export const MUNICIPALITY = '見本市（架空）';

/** One export, as rows of values. `rows()` starts from the top each time and holds one row at a time. */
export interface SampleFile {
  /** Without the extension; also the name of the sheet. */
  readonly name: string;
  readonly titles: readonly (readonly Value[])[];
  readonly columns: readonly { readonly heading: string; readonly width?: number }[];
  readonly rows: () => Iterable<readonly Value[]>;
  readonly style: CsvStyle;
}

/** Persons who moved away long ago, or wrong numbers: rows of exports that are in no register. */
const STRANGERS = { checkup: [990_001, 990_014, 990_027], receipt: [990_014, 990_040] } as const;
/** Salts of the random numbers that only files need. */
const SALT = { duplicate: 11, stranger: 12 } as const;

/** Somebody of whom the export knows something, under a number that no register holds. */
function strangerWith(kind: 'checkup' | 'receipts', number: number, options: Required<GenerateOptions>): SyntheticPerson {
  const personId = String(number).padStart(8, '0');
  for (let index = number; ; index++) {
    const person = personAt(index, options.seed + SALT.stranger, options.fiscalYear);
    if (person[kind] !== null) return { ...person, personId };
  }
}

/** Now and then somebody was examined twice in a year, or was typed in twice. */
function duplicateOf(checkup: Checkup, index: number, seed: number, yearStart: number): Checkup | null {
  const random = new Random(seed, index, SALT.duplicate);
  if (!random.chance(0.014)) return null;
  if (random.chance(0.25)) return checkup;
  const date = checkup.date - random.integer(14, 90);
  if (date < yearStart || checkup.weight === null) return null;
  const weight = rounded(checkup.weight + random.normal(0.3, 0.5), 1);
  return { ...checkup, date, weight, bmi: null, sbp: checkup.sbp === null ? null : checkup.sbp + random.integer(-8, 8) };
}

function* checkupRows(options: Required<GenerateOptions>, year: 'checkup' | 'checkupPrevious'): Generator<CheckupRow> {
  const { seed, fiscalYear } = options;
  const current = year === 'checkup';
  const yearStart = dayOf(current ? fiscalYear : fiscalYear - 1, 4, 1);
  for (const person of generatePersons(options)) {
    const checkup = person[year];
    if (checkup === null) continue;
    const duplicate = current ? duplicateOf(checkup, person.index, seed, yearStart) : null;
    if (duplicate !== null) yield { personId: person.personId, checkup: duplicate };
    yield { personId: person.personId, checkup };
  }
  if (!current) return;
  for (const number of STRANGERS.checkup) {
    const { personId, checkup } = strangerWith('checkup', number, options);
    if (checkup !== null) yield { personId, checkup };
  }
}

function* receiptRows(options: Required<GenerateOptions>): Generator<ReceiptRow> {
  for (const person of generatePersons(options)) {
    if (person.receipts !== null) yield { personId: person.personId, receipts: person.receipts };
  }
  for (const number of STRANGERS.receipt) {
    const { personId, receipts } = strangerWith('receipts', number, options);
    if (receipts !== null) yield { personId, receipts };
  }
}

function* careRows(options: Required<GenerateOptions>): Generator<SyntheticPerson> {
  for (const person of generatePersons(options)) {
    if (person.careLevel !== null || person.careLevelPrevious !== null) yield person;
  }
}

function* valuesOf<Row>(rows: Iterable<Row>, of: readonly Column<Row>[]): Generator<readonly Value[]> {
  for (const row of rows) yield of.map((column) => column.value(row));
}

/** The rows, and after them the line 合計 with the sums of all numbers. */
function* withTotal(rows: Iterable<readonly Value[]>, width: number): Generator<readonly Value[]> {
  const sums: (number | null)[] = Array.from({ length: width }, () => null);
  for (const row of rows) {
    row.forEach((value, index) => {
      if (typeof value === 'number') sums[index] = (sums[index] ?? 0) + value;
    });
    yield row;
  }
  yield sums.map((sum, index) => (index === 0 ? '合計' : sum));
}

function titlesOf(form: string, period: string, fiscalYear: number): Value[][] {
  const made = eraWords(dayOf(fiscalYear + 1, 5, 20));
  return [[`帳票名：${form}`], [`保険者名：${MUNICIPALITY}`, `対象年度：${period}`], [`作成年月日：${made}`, SYNTHETIC_NOTICE]];
}

export const eraYear = (fiscalYear: number): string => `令和${fiscalYear - 2018}年度`;

/** The five exports of a fiscal year. */
export function sampleFiles(given: GenerateOptions = {}): SampleFile[] {
  const options: Required<GenerateOptions> = { ...DEFAULTS, ...given };
  const { fiscalYear } = options;
  const year = eraYear(fiscalYear);
  const before = eraYear(fiscalYear - 1);
  return [
    {
      name: '被保険者台帳',
      titles: titlesOf('後期高齢者医療 被保険者台帳', year, fiscalYear),
      columns: columns.REGISTER_COLUMNS,
      rows: () => valuesOf(generatePersons(options), columns.REGISTER_COLUMNS),
      style: columns.REGISTER_STYLE,
    },
    {
      name: `健診_${year}`,
      titles: titlesOf('健康診査 結果一覧', year, fiscalYear),
      columns: columns.CHECKUP_COLUMNS,
      rows: () => valuesOf(checkupRows(options, 'checkup'), columns.CHECKUP_COLUMNS),
      style: columns.CHECKUP_STYLE,
    },
    {
      name: `健診_${before}`,
      titles: titlesOf('健康診査 結果一覧', before, fiscalYear),
      columns: columns.CHECKUP_COLUMNS_PREVIOUS,
      rows: () => valuesOf(checkupRows(options, 'checkupPrevious'), columns.CHECKUP_COLUMNS_PREVIOUS),
      style: columns.CHECKUP_STYLE_PREVIOUS,
    },
    {
      name: `レセプト集計_${year}`,
      titles: titlesOf('レセプト 個人別集計', year, fiscalYear),
      columns: columns.RECEIPT_COLUMNS,
      rows: () => withTotal(valuesOf(receiptRows(options), columns.RECEIPT_COLUMNS), columns.RECEIPT_COLUMNS.length),
      style: columns.RECEIPT_STYLE,
    },
    {
      name: '要介護認定',
      titles: titlesOf('要介護認定 状況', year, fiscalYear),
      columns: columns.CARE_COLUMNS,
      rows: () => valuesOf(careRows(options), columns.CARE_COLUMNS),
      style: columns.CARE_STYLE,
    },
  ];
}
