/** The persons of one programme: their records made one, and their rows in the data before and after. */
import { CARE_LEVEL, deriveBmi, indexOf, NO_DATE, QUESTIONS, YES, type FieldId, type PersonTable } from '../../kdb';
import type { Programme } from '../programmes';
import { coursesOf } from './courses';
import type { SupportLog, SupportMeasure, SupportRecord } from './supportLog';
import type { LossReason, YearsOfData } from './types';

/** One person in one programme; `record` is null for persons of a comparison group. */
export interface Participant {
  readonly record: SupportRecord | null;
  /** Rows in the tables; -1 where the person is not there. */
  readonly before: number;
  readonly after: number;
  readonly years: YearsOfData;
}

export type When = 'before' | 'after';

/** The row of a person; -1 where there is none, or several have the number. */
export function rowOf(table: PersonTable | null, { personId, insurer }: SupportRecord): number {
  return table === null ? -1 : indexOf(table).row({ number: personId, insurer });
}

/** What tells one person from another: before the data tell the insurer, the same number in two municipalities is two persons. */
export const personKey = ({ insurer, municipality, key }: SupportRecord): string =>
  `${insurer === '' ? municipality : insurer} ${key}`;

const GONE: ReadonlySet<string> = new Set(['死亡', '転出', '資格喪失']);

/**
 * The persons of a programme, each once in a fiscal year of support, in the order of the log: what several lists of the programme
 * say of one person is one course.
 */
export function participantsOf(programme: Programme, log: SupportLog, years: YearsOfData): Participant[] {
  const own = log.records.filter((record) =>
    programme.id === 'other' ? record.purpose === programme.name : record.programme === programme.id,
  );
  return coursesOf(own, personKey, log.year).map((record) => {
    // Sources without a row for somebody mean 0 receipts and 認定なし: of the dead and the moved they mean nothing.
    const isGone = GONE.has(record.status ?? '');
    return {
      record,
      before: rowOf(years.before, record),
      after: isGone ? -1 : rowOf(years.after, record),
      years,
    };
  });
}

/** The table of a time; null without data. */
export const tableAt = ({ years }: Participant, when: When): PersonTable | null =>
  when === 'before' ? years.before : years.after;

function tableOf({ years, before, after }: Participant, when: When): { table: PersonTable; row: number } | null {
  const table = when === 'before' ? years.before : years.after;
  const row = when === 'before' ? before : after;
  return table === null || row < 0 ? null : { table, row };
}

/** Day of the check-up of one time; null where not known. */
function checkupDay(person: Participant, when: When): number | null {
  const found = tableOf(person, when);
  const day = found?.table.columns.checkupDate?.days[found.row];
  return day === undefined || day === NO_DATE ? null : day;
}

/** A check-up says how somebody was before or after only when it lies on that side of the support. */
export function checkupCounts(person: Participant, when: When): boolean {
  const start = person.record?.startedOn ?? null;
  const day = checkupDay(person, when);
  if (start === null || day === null) return true;
  return when === 'before' ? day <= start : day >= start;
}

/** A number of a table, whatever kind of column it is; null where missing. */
export function numberAt(person: Participant, field: FieldId, when: When): number | null {
  const found = tableOf(person, when);
  const column = found?.table.columns[field];
  if (!found || !column) return null;
  switch (column.kind) {
    case 'measure':
      return Number.isNaN(column.values[found.row]) ? null : column.values[found.row]!;
    case 'count':
      return column.values[found.row]! < 0 ? null : column.values[found.row]!;
    case 'code':
    case 'flag':
      return column.codes[found.row] === 0 ? null : column.codes[found.row]!;
    default:
      return null;
  }
}

/** Yes or no of a flag of the data. */
function flagAt(person: Participant, field: FieldId, when: When): boolean | null {
  const code = numberAt(person, field, when);
  return code === null ? null : code === YES;
}

const FROM_RECEIPTS: ReadonlySet<SupportMeasure> = new Set(['drugCount', 'institutions']);

/** A value of the data; values of a check-up only from the right side of the support. 受診回数 stands in no export. */
function valueOfData(person: Participant, measure: SupportMeasure, when: When): number | null {
  if (measure === 'visits') return null;
  if (!FROM_RECEIPTS.has(measure) && !checkupCounts(person, when)) return null;
  return numberAt(person, measure, when);
}

/** A measured value or answer code: what 支援記録 says goes first, then the data of the year. */
export function valueOf(person: Participant, measure: SupportMeasure, when: When): number | null {
  const { record } = person;
  const written = record?.[when][measure];
  if (written !== undefined) return written;
  const counted = record?.fromReceipts?.[when][measure];
  if (counted !== undefined) return counted;
  const weight = record?.[when].weight;
  if (measure === 'bmi' && weight !== undefined) {
    const height =
      numberAt(person, 'height', when) ?? numberAt(person, 'height', when === 'before' ? 'after' : 'before');
    if (height !== null) return deriveBmi(weight, height);
  }
  return valueOfData(person, measure, when);
}

/** 要介護度 as ordered code; null without a certification source. */
export function careLevelOf(person: Participant, when: When): number | null {
  return numberAt(person, 'careLevel', when);
}

/** 要支援 and 要介護 are certifications, 事業対象者 is none. */
export function isCertified(person: Participant, when: When): boolean | null {
  const level = careLevelOf(person, when);
  return level === null ? flagAt(person, 'certified', when) : level >= CARE_LEVEL.transitional;
}

/** Answers of the questionnaire of a year; null where no item is answered or the check-up lies on the wrong side. */
export function answersOf(person: Participant, when: When): readonly (number | null)[] | null {
  if (!checkupCounts(person, when)) return null;
  const answers = QUESTIONS.map(({ id }) => numberAt(person, id, when));
  return answers.every((answer) => answer === null) ? null : answers;
}

/** Why a person has no value after. */
export function lossReason({ record, years, before, after }: Participant): LossReason {
  const status = record?.status;
  if (status === '死亡' || status === '転出' || status === '資格喪失') return status;
  const hasRegister = years.after?.columns.left !== undefined || years.after?.columns.enrolled !== undefined;
  if (hasRegister && before >= 0 && after < 0) return '資格喪失';
  return status === '中断' ? '中断' : '測定なし';
}
