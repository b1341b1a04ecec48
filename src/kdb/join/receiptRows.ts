/** Sums up receipts in long form by person: receipts, medicines, diseases, institutions, by the rules for receipts. */
import { findingAt, Places } from '../findings';
import { Int32List } from '../stage/lists';
import {
  fiscalYearOfMonth,
  monthText,
  readEffect,
  readMonth,
  readReceiptType,
  type ReceiptColumns,
} from '../recognise/receiptColumns';
import type { DiseaseList, ReceiptRules, ReceiptType } from '../values/receiptRules';
import { plain, readNumber } from '../values/readings';
import { eachDataRow, USED, wantedColumns, type Source } from './scan';
import { NO, YES, type Cell, type FieldId } from '../types';
import type { Columns } from './writers';

const TYPES: readonly ReceiptType[] = ['inpatient', 'outpatient', 'dental', 'pharmacy'];
const COUNTS = [
  ['inpatient', 'outpatient', 'dental', 'pharmacy'],
  ['inpatientPrevious', 'outpatientPrevious', 'dentalPrevious', 'pharmacyPrevious'],
] as const satisfies readonly (readonly FieldId[])[];
const DM_DRUGS = ['dmDrug', 'dmDrugPrevious', 'dmDrugTwoYearsAgo', 'dmDrugThreeYearsAgo'] as const;
const HT_DRUGS = ['htDrug', 'htDrugPrevious', 'htDrugTwoYearsAgo', 'htDrugThreeYearsAgo'] as const;
/** How many years back receipts are looked at. */
export const RECEIPT_YEARS = 4;

/** The facts that a table of receipts can answer for, given the fiscal years of its months. */
export function receiptFields(columns: ReceiptColumns, years: ReadonlySet<number>, fiscalYear: number): Set<FieldId> {
  const fields = new Set<FieldId>();
  const has = (role: keyof ReceiptColumns): boolean => columns[role] >= 0;
  const covers = (back: number): boolean => years.has(fiscalYear - back);
  if (has('type')) COUNTS.forEach((counts, back) => covers(back) && counts.forEach((field) => fields.add(field)));
  if (has('effect') || has('drug')) {
    DM_DRUGS.forEach((field, back) => covers(back) && fields.add(field));
    HT_DRUGS.forEach((field, back) => covers(back) && fields.add(field));
    if (covers(0)) fields.add('hypnotic');
    if (covers(0) && has('institution')) fields.add('duplicatePrescription');
  }
  if (!covers(0)) return fields;
  if (has('drug') || has('drugName')) fields.add('drugCount');
  if (has('disease') || has('diseaseCode')) fields.add('dmDiagnosis').add('cvdDiagnosis');
  if (has('institution')) fields.add('institutions');
  return fields;
}

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

/** Facts of persons, a row of numbers each, taken out person by person. */
class Facts {
  private readonly rows = new Int32List();
  private readonly values: Int32List;
  constructor(private readonly width: number) {
    this.values = new Int32List();
  }

  add(row: number, ...values: readonly number[]): void {
    this.rows.push(row);
    for (let index = 0; index < this.width; index++) this.values.push(values[index]!);
  }

  /** Visits every person with the distinct facts about him or her. */
  each(size: number, visit: (row: number, facts: readonly (readonly number[])[]) => void): void {
    const starts = new Int32Array(size + 1);
    for (let index = 0; index < this.rows.length; index++) starts[this.rows.at(index) + 1]!++;
    for (let row = 0; row < size; row++) starts[row + 1]! += starts[row]!;
    const order = new Int32Array(this.rows.length);
    const next = starts.slice();
    for (let index = 0; index < this.rows.length; index++) order[next[this.rows.at(index)]!++] = index;
    for (let row = 0; row < size; row++) {
      const distinct = new Map<string, readonly number[]>();
      for (let at = starts[row]!; at < starts[row + 1]!; at++) {
        const fact = Array.from({ length: this.width }, (_, index) => this.values.at(order[at]! * this.width + index));
        distinct.set(fact.join(), fact);
      }
      if (distinct.size > 0) visit(row, [...distinct.values()]);
    }
  }
}

function isDisease(list: DiseaseList, name: string, code: string): boolean {
  if (list.butNot.some((word) => name.includes(word))) return false;
  return list.codes.some((start) => code.startsWith(start)) || list.words.some((word) => name.includes(word));
}

const begins = (list: readonly string[], effect: string): boolean =>
  effect !== '' && list.some((start) => effect.startsWith(start));

/** Receipts of all tables of a run in the making. */
export class ReceiptCollector {
  private readonly flags = new Map<FieldId, Uint8Array>();
  /** back, type, receipt */
  private readonly receipts = new Facts(3);
  /** month, medicine */
  private readonly drugs = new Facts(2);
  /** month, 薬効, institution */
  private readonly effects = new Facts(3);
  private readonly institutions = new Facts(1);
  private readonly receiptCodes = new Codes();
  private readonly drugCodes = new Codes();
  private readonly effectCodes = new Codes();
  private readonly institutionCodes = new Codes();
  private latestMonth = 0;

  constructor(
    private readonly size: number,
    private readonly fiscalYear: number,
    private readonly rules: ReceiptRules,
  ) {}

  /** Takes in the used rows of a table; returns what could not be read of them, in Japanese. */
  collect(source: Source, rowOf: Int32Array): readonly string[] {
    const columns = source.recognition.receiptColumns!;
    const { scan } = source;
    let index = 0;
    const withoutType = new Places();
    let first = Infinity;
    let last = 0;
    eachDataRow(source, wantedColumns(source, Object.values(columns)), (cells, rowNumber) => {
      const dataRow = index++;
      if (scan.fates[dataRow] !== USED) return;
      const month = readMonth(cells[columns.month] ?? null);
      first = Math.min(first, month);
      last = Math.max(last, month);
      if (!this.add(rowOf[scan.persons[dataRow]!]!, month, cells, columns)) withoutType.add(rowNumber);
    });
    const notices = last > 0 ? [`診療年月は ${monthText(first)} から ${monthText(last)} までです。`] : [];
    if (columns.type < 0) return notices;
    const heading = source.recognition.columns[columns.type]!;
    return [...notices, ...findingAt('receiptType.unreadable', source.place, heading, withoutType)];
  }

  private add(row: number, month: number, cells: readonly Cell[], columns: ReceiptColumns): boolean {
    const at = (role: keyof ReceiptColumns): Cell => cells[columns[role]] ?? null;
    const back = this.fiscalYear - fiscalYearOfMonth(month);
    const type = columns.type < 0 ? null : readReceiptType(at('type'));
    const typeCode = TYPES.indexOf(type as ReceiptType) + 1;
    const institutionText = plain(at('institution'));
    const institution = this.institutionCodes.of(institutionText);
    if (typeCode > 0 && back <= 1) {
      const own = plain(at('receipt'));
      this.receipts.add(row, back, typeCode, this.receiptCodes.of(own !== '' ? own : `${month} ${institutionText}`));
    }
    this.addDrug(row, month, back, type, institution, at);
    if (back > 0) return columns.type < 0 || type !== null;
    this.latestMonth = Math.max(this.latestMonth, month);
    this.addDisease(row, at);
    if (institution > 0 && (type === null || (type !== 'pharmacy' && type !== 'other')))
      this.institutions.add(row, institution);
    return columns.type < 0 || type !== null;
  }

  private addDrug(
    row: number,
    month: number,
    back: number,
    type: ReceiptType | 'other' | null,
    institution: number,
    at: (role: keyof ReceiptColumns) => Cell,
  ): void {
    const { rules } = this;
    const effect = readEffect(at('effect'), at('drug'));
    const drug = plain(at('drug')) || plain(at('drugName'));
    if (effect === '' && drug === '') return;
    if (begins(rules.dmEffects, effect)) this.say(DM_DRUGS[back]!, row);
    if (begins(rules.htEffects, effect)) this.say(HT_DRUGS[back]!, row);
    if (back > 0) return;
    if (begins(rules.hypnoticEffects, effect)) this.say('hypnotic', row);
    const days = readNumber(at('days'));
    const isLong = !Number.isFinite(days) || days >= rules.minimumDays;
    const isCounted = type === null || rules.drugReceipts.some((each) => each === type);
    const unit = rules.drugUnit === 'effect' ? effect.slice(0, 3) : drug;
    if (isLong && isCounted && unit !== '') this.drugs.add(row, month, this.drugCodes.of(unit));
    if (effect !== '' && institution > 0)
      this.effects.add(row, month, this.effectCodes.of(effect.slice(0, 3)), institution);
  }

  private addDisease(row: number, at: (role: keyof ReceiptColumns) => Cell): void {
    const name = plain(at('disease'));
    const code = plain(at('diseaseCode')).toUpperCase();
    if (name === '' && code === '') return;
    const suspected = /^(1|有|あり|はい|○|〇|疑い?)$/.test(plain(at('suspected')));
    if (suspected || this.rules.suspicions.some((mark) => name.includes(mark))) return;
    if (isDisease(this.rules.dmDiseases, name, code)) this.say('dmDiagnosis', row);
    if (isDisease(this.rules.cvdDiseases, name, code)) this.say('cvdDiagnosis', row);
  }

  private say(field: FieldId, row: number): void {
    let codes = this.flags.get(field);
    if (!codes) this.flags.set(field, (codes = new Uint8Array(this.size).fill(NO)));
    codes[row] = YES;
  }

  /** Writes what was collected into the open columns of these fields. */
  write(columns: Columns, fields: ReadonlySet<FieldId>): void {
    for (const [field, said] of this.flags) {
      const column = columns[field];
      if (fields.has(field) && column?.kind === 'flag')
        said.forEach((code, row) => code === YES && (column.codes[row] = YES));
    }
    const counted = (field: FieldId): Int32Array | null => {
      const column = columns[field];
      return fields.has(field) && column?.kind === 'count' ? column.values : null;
    };
    const counts = COUNTS.map((year) => year.map(counted));
    this.receipts.each(this.size, (row, facts) => {
      for (const [back, type] of facts) {
        const values = counts[back!]![type! - 1];
        if (values) values[row]!++;
      }
    });
    const institutions = counted('institutions');
    this.institutions.each(this.size, (row, facts) => {
      if (institutions) institutions[row] = facts.length;
    });
    const drugCount = counted('drugCount');
    this.drugs.each(this.size, (row, facts) => {
      if (drugCount) drugCount[row] = this.medicines(facts);
    });
    const doubled = columns.duplicatePrescription;
    if (!fields.has('duplicatePrescription') || doubled?.kind !== 'flag') return;
    this.effects.each(this.size, (row, facts) => {
      if (this.isDoubled(facts)) doubled.codes[row] = YES;
    });
  }

  private medicines(facts: readonly (readonly number[])[]): number {
    if (this.rules.drugPeriod === 'year') return new Set(facts.map(([, drug]) => drug)).size;
    const months = new Map<number, number>();
    for (const [month] of facts) months.set(month!, (months.get(month!) ?? 0) + 1);
    return this.rules.drugPeriod === 'latestMonth' ? (months.get(this.latestMonth) ?? 0) : Math.max(...months.values());
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
