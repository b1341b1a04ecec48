/** The record as a workbook has it when the forms are written: what stood, what older workbooks bring, what the data answer now. */
import { fiscalYearName } from '../years';
import type { PlanFacts } from '../forms';
import { INDICATOR_LIST_SHEET, RECORD_SHEET } from '../sheetNames';
import { EVERYBODY, FORM_SOURCE, keyOfEntry, OTHER_CONDITION_REMARK, PERSONS_SOURCE, type RecordEntry } from './entry';
import { entriesOfAggregates, entriesOfEvaluation } from './fromForms';
import { conditionOf } from './fromPersons';
import { NATIONAL_CRITERIA } from '../../criteria';
import { MUNICIPAL_INDICATORS, occurrenceId, rateId, recorded } from './indicators';
import { mergeEntries, remarkOf, type RecordedFigure } from './merge';
import { fromList } from './older';
import { standingRecord, type StandingRecord } from './standing';

export interface WholeRecord {
  readonly figures: readonly RecordedFigure[];
  /** The conditions of now, by indicator. */
  readonly current: ReadonlyMap<string, string>;
  readonly standing: StandingRecord;
  /** What the analyst has to know of the record. */
  readonly notices: readonly string[];
}

const MADE = new WeakMap<PlanFacts, WholeRecord>();
/** Begins the remark of what an aggregate form prints for the same figure. */
const PRINTED = '帳票の値: ';
/** Figures that a notice names. */
const NAMED = 5;

/**
 * Aggregate forms speak where the persons of that year do not, whichever of them was recorded first. What a form prints otherwise
 * is remarked beside the figure of the persons.
 */
export function personsBeforeForms(entries: readonly RecordEntry[]): RecordEntry[] {
  const persons = new Set(entries.filter(({ source }) => source === PERSONS_SOURCE).map(keyOfEntry));
  const isDouble = (entry: RecordEntry): boolean =>
    entry.source.startsWith(FORM_SOURCE) && persons.has(keyOfEntry(entry));
  const printed = new Map<string, Set<string>>();
  for (const entry of entries.filter(isDouble)) {
    const key = keyOfEntry(entry);
    printed.set(key, (printed.get(key) ?? new Set()).add(`${PRINTED}${entry.source} は ${String(entry.value)}`));
  }
  return entries
    .filter((entry) => !isDouble(entry))
    .map((entry) => {
      const remarks = entry.source === PERSONS_SOURCE ? [...(printed.get(keyOfEntry(entry)) ?? [])].sort() : [];
      const missing = remarks.filter((remark) => !entry.remark.includes(remark));
      if (missing.length === 0) return entry;
      return { ...entry, remark: [entry.remark, ...missing].filter((each) => each !== '').join('。') };
    });
}

function currentConditions({ settings, record }: PlanFacts, now: readonly RecordEntry[]): Map<string, string> {
  const newest = [...now, ...(record?.loaded ?? [])].sort((a, b) => a.fiscalYear - b.fiscalYear);
  return new Map([
    ...newest
      .filter(({ condition }) => condition !== '')
      .map(({ indicator, condition }) => [indicator, condition] as const),
    ...NATIONAL_CRITERIA.flatMap(({ id }) =>
      [rateId(id), occurrenceId(id)].map((each) => [recorded(each).name, conditionOf(id, settings)] as const),
    ),
  ]);
}

/** What several values of one figure look like, in words. */
function severalWords(figures: readonly RecordedFigure[]): string[] {
  const several = figures.filter(({ candidates }) => candidates.length > 1);
  if (several.length === 0) return [];
  const named = several.slice(0, NAMED).map(({ candidates }) => {
    const { fiscalYear, indicator, area } = candidates[0]!;
    const values = candidates.map(({ numerator, denominator, value }) =>
      numerator !== null && denominator !== null ? `${numerator}／${denominator}` : String(value),
    );
    return `${fiscalYearName(fiscalYear)} ${indicator}（${area}）${values.join(' と ')}`;
  });
  const more = several.length > NAMED ? ` など ${several.length} 件` : '';
  return [
    `シート「${RECORD_SHEET}」に、同じ年度・指標で違う値があります: ${named.join('、')}${more}。両方を残しました。使う方の「採用」に ○ を付けてください（付けるまでは新しい記録を使います）。`,
  ];
}

/** Whether older workbooks bring figures that were made under other conditions than those of now. */
function otherConditionsWords(older: readonly RecordEntry[], current: ReadonlyMap<string, string>): string[] {
  const others = older.filter((entry) => remarkOf(entry, current).includes(OTHER_CONDITION_REMARK));
  if (others.length === 0) return [];
  return [
    `前のブックの実績のうち ${others.length} 件は、抽出条件などがいまと違います。「${OTHER_CONDITION_REMARK}」を付けて残しました（変化の判定には使いません）。`,
  ];
}

/** Made once for the facts of a writing. */
export function recordOf(facts: PlanFacts): WholeRecord {
  const known = MADE.get(facts);
  if (known !== undefined) return known;
  const { record, aggregates, evaluation } = facts;
  const recordedAt = record?.recordedAt ?? '';
  const standing = standingRecord(facts.standing?.get(RECORD_SHEET));
  const now = [...(record?.loaded ?? []), ...entriesOfAggregates(aggregates, recordedAt)];
  // What was asked on 共通評価指標_一覧 is of the year that the sheet was written for.
  const list = facts.standing?.get(INDICATOR_LIST_SHEET)?.values ?? [];
  const asked = fromList(list, { source: `シート「${INDICATOR_LIST_SHEET}」`, recordedAt }).filter(({ indicator }) =>
    MUNICIPAL_INDICATORS.some(({ name }) => name === indicator),
  );
  const figures = mergeEntries(
    personsBeforeForms([
      ...standing.entries,
      ...asked,
      ...(record?.older ?? []),
      ...now,
      ...entriesOfEvaluation(evaluation, recordedAt),
    ]),
  );
  const inserted =
    standing.inserted.length === 0
      ? []
      : [
          `シート「${RECORD_SHEET}」の ${standing.inserted.join('・')} 行目は、挿入された行のため使っていません。上の入力の行に書いてください。`,
        ];
  const current = currentConditions(facts, personsBeforeForms(now));
  const whole = {
    figures,
    current,
    standing,
    notices: [...severalWords(figures), ...otherConditionsWords(record?.older ?? [], current), ...inserted],
  };
  MADE.set(facts, whole);
  return whole;
}

/** How many lines of the typed ones are in use. */
export const typedLines = (facts: PlanFacts): number => recordOf(facts).standing.typedLines;

/** The years in which an indicator of everybody is recorded, typed, or stands as 策定時実績 of the plan; the oldest first. */
export function recordedYears(facts: PlanFacts, indicator: string): number[] {
  const { figures, standing } = recordOf(facts);
  const entries = [...figures.map(({ candidates }) => candidates[0]!), ...standing.typed, ...standing.bases];
  const years = entries
    .filter((entry) => entry.indicator === indicator && entry.area === EVERYBODY)
    .map(({ fiscalYear }) => fiscalYear);
  return [...new Set(years)].sort((a, b) => a - b);
}
