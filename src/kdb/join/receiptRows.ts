/** Sums up receipts in long form by person: receipts, medicines, diseases, institutions, by the rules for receipts. */
import { findingAt, Places } from '../findings';
import { Int32List } from '../stage/lists';
import {
  fiscalYearOfMonth,
  monthText,
  readEffect,
  readReceiptType,
  type ReceiptColumns,
} from '../recognise/receiptColumns';
import type { DiseaseList, ReceiptRules, ReceiptType } from '../values/receiptRules';
import { plain, readNumber } from '../values/readings';
import { COUNTS, DM_DRUGS, HT_DRUGS } from './receiptFields';
import { dataRowSteps } from '../files/rows';
import { ROWS_OF_STEP, type Steps } from '../steps';
import { insurerAmong, NOTHING_TOLD, receiptsTold, type ReceiptsTold } from './receiptsTold';
import type { Roster } from './roster';
import { wantedColumns, type Source } from './scan';
import type { SourceOfYear } from './sourceOfYear';
import { YES } from '../values/codes';
import type { Cell } from '../values/cellText';
import type { FieldId } from '../values/fieldIds';
import type { Columns } from './writers';

const TYPES: readonly ReceiptType[] = ['inpatient', 'outpatient', 'dental', 'pharmacy'];
/** Numbers for texts, from 1. */
class Codes {
  private readonly known = new Map<string, number>();
  of(text: string): number {
    if (text === '') return 0;
    let code = this.known.get(text);
    if (code === undefined) this.known.set(text, (code = this.known.size + 1));
    return code;
  }
}

const NO_FACTS: readonly (readonly number[])[] = [];

/** Facts of persons, a row of numbers each, taken out person by person. */
class Facts {
  private readonly persons = new Int32List();
  private readonly values = new Int32List();
  /** Places of the facts of a person, from `starts[person]` on; made when somebody first asks. */
  private order: { readonly starts: Int32Array; readonly facts: Int32Array } | null = null;

  constructor(private readonly width: number) {}

  add(person: number, ...values: readonly number[]): void {
    this.persons.push(person);
    for (let index = 0; index < this.width; index++) this.values.push(values[index]!);
  }

  /** The distinct facts of a person whose first number lies between two. */
  of(person: number, from: number, to: number): readonly (readonly number[])[] {
    const { starts, facts } = (this.order ??= this.ordered());
    if (!(starts[person]! < starts[person + 1]!)) return NO_FACTS;
    const distinct = new Map<string, readonly number[]>();
    for (let at = starts[person]!; at < starts[person + 1]!; at++) {
      const place = facts[at]! * this.width;
      const first = this.values.at(place);
      if (first < from || first > to) continue;
      const fact = Array.from({ length: this.width }, (_, index) => this.values.at(place + index));
      distinct.set(fact.join(), fact);
    }
    return [...distinct.values()];
  }

  private ordered(): { readonly starts: Int32Array; readonly facts: Int32Array } {
    let size = 0;
    for (let index = 0; index < this.persons.length; index++) size = Math.max(size, this.persons.at(index) + 1);
    const starts = new Int32Array(size + 1);
    for (let index = 0; index < this.persons.length; index++) starts[this.persons.at(index) + 1]!++;
    for (let person = 0; person < size; person++) starts[person + 1]! += starts[person]!;
    const facts = new Int32Array(this.persons.length);
    const next = starts.slice();
    for (let index = 0; index < this.persons.length; index++) facts[next[this.persons.at(index)]!++] = index;
    return { starts, facts };
  }
}

function isDisease(list: DiseaseList, name: string, code: string): boolean {
  if (list.butNot.some((word) => name.includes(word))) return false;
  return list.codes.some((start) => code.startsWith(start)) || list.words.some((word) => name.includes(word));
}

const begins = (list: readonly string[], effect: string): boolean =>
  effect !== '' && list.some((start) => effect.startsWith(start));

/** First and last month of a fiscal year, as `readMonth` counts. */
const monthsOf = (fiscalYear: number): readonly [number, number] => [fiscalYear * 12 + 3, fiscalYear * 12 + 14];

/** Medicines and institutions of a person in some months, by the rules for receipts. */
export interface ReceiptCounts {
  /** Absent where the tables have no column of medicines, or of institutions. */
  readonly drugCount?: number;
  readonly institutions?: number;
}

/**
 * What the receipts in long form say of the persons of a run, month by month: the one place that counts them, for the person table
 * of any fiscal year and for the months before and after a support.
 */
export class Receipts {
  /** Who has what: 糖尿病薬, 高血圧薬 … by fiscal year. */
  private readonly flags = new Map<string, Uint8Array>();
  /** fiscal year, type, receipt */
  private readonly receipts = new Facts(3);
  /** month, medicine */
  private readonly drugs = new Facts(2);
  /** month, 薬効, institution */
  private readonly effects = new Facts(3);
  /** month, institution */
  private readonly institutions = new Facts(2);
  /** month of a dental receipt */
  private readonly dental = new Facts(1);
  private readonly receiptCodes = new Codes();
  private readonly drugCodes = new Codes();
  private readonly effectCodes = new Codes();
  private readonly institutionCodes = new Codes();
  /** Data rows whose レセプト種別 cannot be read. */
  private readonly withoutType = new Map<Source, Int32List>();
  private readonly sources: Source[] = [];
  private told: ReadonlyMap<number, ReceiptsTold> | null = null;

  constructor(
    private readonly roster: Roster,
    private readonly rules: ReceiptRules,
  ) {}

  /** Takes in the rows of persons of a table. */
  *collect(source: Source): Steps<void> {
    const columns = source.recognition.receiptColumns!;
    const { dispositions, persons, months } = source.scan;
    const withoutType = new Int32List();
    this.sources.push(source);
    this.withoutType.set(source, withoutType);
    let row = 0;
    yield* dataRowSteps(source.input, source.recognition, wantedColumns(source, Object.values(columns)), (cells) => {
      const dataRow = row++;
      if (!dispositions.isUsed(dataRow) || months![dataRow]! < 0) return;
      if (!this.add(persons[dataRow]!, months![dataRow]!, cells, columns)) withoutType.push(dataRow);
    });
  }

  /** What is to be said of a table for a fiscal year, in Japanese. */
  noticesOf(source: SourceOfYear): readonly string[] {
    const { scan, dispositions, recognition, place } = source;
    let [first, last] = [Infinity, 0];
    for (let row = 0; row < dispositions.rows; row++) {
      if (!dispositions.isUsed(row)) continue;
      first = Math.min(first, scan.months![row]!);
      last = Math.max(last, scan.months![row]!);
    }
    const notices = last > 0 ? [`診療年月は ${monthText(first)} から ${monthText(last)} までです。`] : [];
    const { type } = recognition.receiptColumns!;
    if (type < 0) return notices;
    const withoutType = new Places();
    const rows = this.withoutType.get(source.source)!;
    for (let index = 0; index < rows.length; index++)
      if (dispositions.isUsed(rows.at(index))) withoutType.add(scan.rowNumbers.at(rows.at(index)));
    return [...notices, ...findingAt('receiptType.unreadable', place, recognition.columns[type]!, withoutType)];
  }

  private add(person: number, month: number, cells: readonly Cell[], columns: ReceiptColumns): boolean {
    const at = (role: keyof ReceiptColumns): Cell => cells[columns[role]] ?? null;
    const year = fiscalYearOfMonth(month);
    const type = columns.type < 0 ? null : readReceiptType(at('type'));
    const typeCode = TYPES.indexOf(type as ReceiptType) + 1;
    const institutionText = plain(at('institution'));
    const institution = this.institutionCodes.of(institutionText);
    if (typeCode > 0) {
      const own = plain(at('receipt'));
      this.receipts.add(person, year, typeCode, this.receiptCodes.of(own !== '' ? own : `${month} ${institutionText}`));
    }
    if (type === 'dental') this.dental.add(person, month);
    this.addDrug(person, month, type, institution, at);
    this.addDisease(person, year, at);
    if (institution > 0 && (type === null || (type !== 'pharmacy' && type !== 'other')))
      this.institutions.add(person, month, institution);
    return columns.type < 0 || type !== null;
  }

  private addDrug(
    person: number,
    month: number,
    type: ReceiptType | 'other' | null,
    institution: number,
    at: (role: keyof ReceiptColumns) => Cell,
  ): void {
    const { rules } = this;
    const effect = readEffect(at('effect'), at('drug'));
    const drug = plain(at('drug')) || plain(at('drugName'));
    if (effect === '' && drug === '') return;
    const year = fiscalYearOfMonth(month);
    if (begins(rules.dmEffects, effect)) this.say('dmDrug', year, person);
    if (begins(rules.htEffects, effect)) this.say('htDrug', year, person);
    if (begins(rules.hypnoticEffects, effect)) this.say('hypnotic', year, person);
    const days = readNumber(at('days'));
    const isLong = !Number.isFinite(days) || days >= rules.minimumDays;
    const isCounted = type === null || rules.drugReceipts.some((each) => each === type);
    const unit = rules.drugUnit === 'effect' ? effect.slice(0, 3) : drug;
    if (isLong && isCounted && unit !== '') this.drugs.add(person, month, this.drugCodes.of(unit));
    if (effect !== '' && institution > 0)
      this.effects.add(person, month, this.effectCodes.of(effect.slice(0, 3)), institution);
  }

  private addDisease(person: number, year: number, at: (role: keyof ReceiptColumns) => Cell): void {
    const name = plain(at('disease'));
    const code = plain(at('diseaseCode')).toUpperCase();
    if (name === '' && code === '') return;
    const suspected = /^(1|有|あり|はい|○|〇|疑い?)$/.test(plain(at('suspected')));
    if (suspected || this.rules.suspicions.some((mark) => name.includes(mark))) return;
    if (isDisease(this.rules.dmDiseases, name, code)) this.say('dmDiagnosis', year, person);
    if (isDisease(this.rules.cvdDiseases, name, code)) this.say('cvdDiagnosis', year, person);
  }

  private say(fact: FieldId, year: number, person: number): void {
    const key = `${fact} ${year}`;
    let codes = this.flags.get(key);
    if (!codes) this.flags.set(key, (codes = new Uint8Array(this.roster.size)));
    codes[person] = YES;
  }

  /** Writes what the months of a fiscal year, and of the years before it, say into the open columns of these fields. */
  *write(columns: Columns, fields: ReadonlySet<FieldId>, fiscalYear: number, rowOf: Int32Array): Steps<void> {
    const writeFlag = (field: FieldId, fact: FieldId, year: number): void => {
      const column = columns[field];
      const said = this.flags.get(`${fact} ${year}`);
      if (!said || !fields.has(field) || column?.kind !== 'flag') return;
      said.forEach((code, person) => code === YES && rowOf[person]! >= 0 && (column.codes[rowOf[person]!] = YES));
    };
    DM_DRUGS.forEach((field, back) => writeFlag(field, 'dmDrug', fiscalYear - back));
    HT_DRUGS.forEach((field, back) => writeFlag(field, 'htDrug', fiscalYear - back));
    for (const field of ['hypnotic', 'dmDiagnosis', 'cvdDiagnosis'] as const) writeFlag(field, field, fiscalYear);
    const counted = (field: FieldId): Int32Array | null => {
      const column = columns[field];
      return fields.has(field) && column?.kind === 'count' ? column.values : null;
    };
    const counts = COUNTS.map((year) => year.map(counted));
    const institutions = counted('institutions');
    const drugCount = counted('drugCount');
    const doubled = fields.has('duplicatePrescription') ? columns.duplicatePrescription : undefined;
    const [from, to] = monthsOf(fiscalYear);
    const latest = this.rules.drugPeriod === 'latestMonth' ? this.latestMonth(fiscalYear, rowOf) : 0;
    for (let person = 0; person < rowOf.length; person++) {
      if (person % ROWS_OF_STEP === 0) yield;
      const row = rowOf[person]!;
      if (row < 0) continue;
      for (const [year, type] of this.receipts.of(person, fiscalYear - 1, fiscalYear)) {
        const values = counts[fiscalYear - year!]![type! - 1];
        if (values) values[row]!++;
      }
      if (institutions) institutions[row] = this.institutionsIn(person, from, to);
      if (drugCount) drugCount[row] = this.medicinesIn(person, from, to, latest);
      if (doubled?.kind === 'flag' && this.isDoubled(this.effects.of(person, from, to))) doubled.codes[row] = YES;
    }
  }

  /** The last month of a fiscal year in which a person of the table has a receipt. */
  private latestMonth(fiscalYear: number, rowOf: Int32Array): number {
    const [from, to] = monthsOf(fiscalYear);
    let latest = 0;
    for (const { scan } of this.sources) {
      for (let row = 0; row < scan.dispositions.rows; row++) {
        const month = scan.months![row]!;
        if (
          month > latest &&
          month >= from &&
          month <= to &&
          scan.dispositions.isUsed(row) &&
          rowOf[scan.persons[row]!]! >= 0
        )
          latest = month;
      }
    }
    return latest;
  }

  /** Institutions of a person in some months. */
  private institutionsIn(person: number, from: number, to: number): number {
    return new Set(this.institutions.of(person, from, to).map(([, institution]) => institution)).size;
  }

  /** Medicines of a person in some months: those of the fullest month, of the latest one, or of all. */
  private medicinesIn(person: number, from: number, to: number, latest: number): number {
    const facts = this.drugs.of(person, from, to);
    if (this.rules.drugPeriod === 'year') return new Set(facts.map(([, drug]) => drug)).size;
    const months = new Map<number, number>();
    for (const [month] of facts) months.set(month!, (months.get(month!) ?? 0) + 1);
    return this.rules.drugPeriod === 'latestMonth' ? (months.get(latest) ?? 0) : Math.max(0, ...months.values());
  }

  /**
   * Medicines and institutions of a person from one month to another, counted like those of the person table. Empty where the
   * receipts do not reach over all these months.
   * @param from first month, as `readMonth` counts; `to` is the last
   */
  countsIn(person: number, from: number, to: number): ReceiptCounts {
    const { first, last, columns } = this.toldOf(person);
    if (from < first || to > last) return {};
    const has = (...roles: readonly (keyof ReceiptColumns)[]): boolean =>
      columns.some((each) => roles.some((role) => each[role] >= 0));
    return {
      ...(has('drug', 'drugName') && { drugCount: this.medicinesIn(person, from, to, to) }),
      ...(has('institution') && { institutions: this.institutionsIn(person, from, to) }),
    };
  }

  /** The months in which a person has a dental receipt; null where the tables of the insurer have no column of レセプト種別. */
  dentalMonths(person: number): readonly number[] | null {
    if (!this.toldOf(person).columns.some(({ type }) => type >= 0)) return null;
    return this.dental.of(person, -Infinity, Infinity).map(([month]) => month!);
  }

  /** What the tables tell of the insurer of a person: an export of one insurer says nothing of another's months. */
  toldOf(person: number): ReceiptsTold {
    this.told ??= receiptsTold(this.sources, this.roster);
    return this.told.get(insurerAmong(this.roster)(person)) ?? NOTHING_TOLD;
  }

  private isDoubled(facts: readonly (readonly number[])[]): boolean {
    const institutions = new Map<string, number>();
    for (const [month, effect] of facts) {
      const key = `${month} ${effect}`;
      institutions.set(key, (institutions.get(key) ?? 0) + 1);
    }
    const months = new Set(facts.map(([month]) => month));
    return [...months].some((month) => {
      const numbers = [...institutions].flatMap(([key, number]) => (key.startsWith(`${month} `) ? [number] : []));
      return this.rules.duplicates.some(
        (line) => numbers.filter((number) => number >= line.institutions).length >= line.effects,
      );
    });
  }
}
