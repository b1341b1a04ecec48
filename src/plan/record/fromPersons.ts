/** The entries of a fiscal year that the loaded persons answer, for everybody and by municipality and 圏域. */
import {
  areasOf,
  BitSet,
  countOf,
  NATIONAL_CRITERIA,
  differencesFromDefault,
  parseFilter,
  readiness,
  type CriteriaSettings,
  type CriterionId,
  type Evaluator,
} from '../../criteria';
import { findInsuredFigure, insuredFigure, proportion, type ExcludedPersons } from '../../indicators';
import { AnalystError, type Intake } from '../../kdb';
import { partsOfUnion } from '../unions/common';
import { areaName, EVERYBODY, PERSONS_SOURCE, REMAINING_REMARK, type RecordEntry } from './entry';
import { occurrenceId, rateId, recorded } from './indicators';

export interface YearOfPersons {
  readonly intake: Intake;
  readonly evaluator: Pick<Evaluator, 'evaluate'>;
  readonly settings: CriteriaSettings;
  readonly excluded: readonly ExcludedPersons[];
  readonly recordedAt: string;
}

/** Whom a line of the record counts. */
interface Group {
  readonly area: string;
  /** undefined: everybody. */
  readonly within: BitSet | undefined;
}

const DEFAULT_CONDITION = '既定の抽出条件';

/** How the criterion of a purpose differs from the default, in words. */
export function conditionOf(id: CriterionId, settings: CriteriaSettings): string {
  const changed = differencesFromDefault(settings).filter((difference) => difference.id === id);
  return changed.length === 0 ? DEFAULT_CONDITION : changed.map(({ text }) => text).join('、');
}

/** The groups that the record keeps: everybody, municipalities (or insurers) where there are several, 圏域. */
function groupsOf({ table }: Intake): Group[] {
  const parts = partsOfUnion(table);
  const kind = parts[0]?.filter.startsWith('保険者番号') === true ? '保険者番号' : '市町村';
  const of = (area: string, filter: string): Group => ({ area, within: parseFilter(table, filter) });
  return [
    { area: EVERYBODY, within: undefined },
    ...(parts.length > 1 ? parts.map(({ name, filter }) => of(areaName(kind, name), filter)) : []),
    ...areasOf(table).map(({ name, filter }) => of(areaName('圏域', name), filter)),
  ];
}

/** null where the data lack the columns. */
function figureOrNull(ask: () => number): number | null {
  try {
    return ask();
  } catch (error) {
    if (error instanceof AnalystError) return null;
    throw error;
  }
}

/** Value and limits of a share; all null over nobody, limits null where the counts are no share. */
export function shareOf(numerator: number, denominator: number): Pick<RecordEntry, 'value' | 'lower' | 'upper'> {
  if (denominator <= 0) return { value: null, lower: null, upper: null };
  if (numerator < 0 || numerator > denominator) return { value: numerator / denominator, lower: null, upper: null };
  const { value, lower, upper } = proportion(numerator, denominator);
  return { value, lower, upper };
}

/** 1人当たり医療費 and the like: amounts without an interval, by their ids. */
const AMOUNTS = [
  ['D1.all', '1人当たり医療費'],
  ['D1.inpatient', '1人当たり医療費（入院）'],
  ['D1.outpatient', '1人当たり医療費（外来）'],
  ['D1.dental', '1人当たり医療費（歯科）'],
  ['D1.pharmacy', '1人当たり医療費（調剤）'],
  ['D3', '1人当たり介護給付費'],
] as const;

/** What the persons of a year answer. Indicators whose columns the year lacks are left out: they would count too few. */
export function entriesOfPersons(year: YearOfPersons): RecordEntry[] {
  const { intake, evaluator, settings, excluded, recordedAt } = year;
  const { table, fiscalYear, onlyRemaining } = intake;
  const remark = onlyRemaining === '' ? '' : REMAINING_REMARK;
  const source = PERSONS_SOURCE;
  const base = { fiscalYear, source, recordedAt, remark, condition: '' };
  const ask = (name: string, within: BitSet | undefined): number | null =>
    figureOrNull(() => insuredFigure(table, findInsuredFigure(name)!, within, { excluded }).value);
  const ready = NATIONAL_CRITERIA.filter(({ id }) => readiness(table, id, settings).ready);
  const results = new Map(ready.map(({ id }) => [id, evaluator.evaluate(id, settings)]));
  const entries: RecordEntry[] = [];
  const add = (id: string, area: string, numerator: number, denominator: number, condition: string): void => {
    entries.push({
      ...base,
      indicator: recorded(id).name,
      area,
      numerator,
      denominator,
      ...shareOf(numerator, denominator),
      condition,
    });
  };
  for (const { area, within } of groupsOf(intake)) {
    const [examined, eligible] = [ask('健診受診者数', within), ask('健診対象者数', within)];
    if (examined !== null && eligible !== null) {
      const isKnown = ask('対象外者数', within) !== null;
      add('OP1', area, examined, eligible, isKnown ? '対象外者を除く' : '対象外者を除かない');
    }
    for (const { id } of ready) {
      const { hits, denominator, judged } = countOf(table, results.get(id)!, within);
      const condition = conditionOf(id, settings);
      add(rateId(id), area, hits, denominator, condition);
      add(occurrenceId(id), area, hits, judged, condition);
    }
    if (area !== EVERYBODY) continue;
    const duplicates = ask('重複投薬者数', within);
    if (duplicates !== null) add('D5', area, duplicates, table.size, 'レセプトの数え方による');
    for (const [id, name] of AMOUNTS) {
      const value = ask(name, within);
      if (value === null) continue;
      const amount = { numerator: null, denominator: null, value, lower: null, upper: null };
      entries.push({ ...base, indicator: recorded(id).name, area, ...amount });
    }
  }
  return entries;
}
