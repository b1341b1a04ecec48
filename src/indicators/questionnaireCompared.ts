/** The questionnaire as KDB printed it for the own area, 県, 同規模 and 国: shares of risk, and the ratio to one of them. */
import {
  AnalystError,
  COMPARATOR_WORDS,
  QUESTIONS,
  type Aggregate,
  type Comparator,
  type Question,
  type TidyRecord,
} from '../kdb';
import { noteOf, plainEstimate, type Estimate } from './estimate';
import { RISK_ANSWERS } from './frailtyScore';
import { sumOf } from './guards';
import { indirectlyStandardisedRatio } from './indirectlyStandardisedRatio';
import { fiscalYearOfPeriod } from './kdbFigure';

/** The form 質問票調査の状況 among the aggregate forms. */
const FORM = 'questionnaire';

const fold = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').toLowerCase();

/** A number that a text begins with and that ends there: 3. 1日3食, 質問票3：…; ③ before a digit is no 31. */
const LEADING = /^\D{0,3}(\d{1,2})(?=[\s.．、:：)）]|$)/u;

/** Whether an indicator of the form is an item: by its mark (③1日3食), its number, or its words. */
function isItem(indicator: string, question: Question): boolean {
  const text = indicator.trim();
  const marked = QUESTIONS.find(({ mark }) => text.replace(/^(質問票|質問|問)/u, '').startsWith(mark));
  if (marked !== undefined) return marked.number === question.number;
  const number = LEADING.exec(text.normalize('NFKC'))?.[1];
  if (number !== undefined) return Number(number) === question.number;
  return question.phrases.some((phrase) => fold(text).includes(fold(phrase))) || fold(text) === fold(question.title);
}

/** The records of items as they were found among aggregates: a workbook asks for each of them many times. */
const ITEM_RECORDS = new WeakMap<readonly Aggregate[], Map<Question, readonly TidyRecord[]>>();

function recordsOf(
  aggregates: readonly Aggregate[],
  question: Question,
  find: () => readonly TidyRecord[],
): readonly TidyRecord[] {
  const known = ITEM_RECORDS.get(aggregates) ?? new Map<Question, readonly TidyRecord[]>();
  ITEM_RECORDS.set(aggregates, known);
  let records = known.get(question);
  if (records === undefined) known.set(question, (records = find()));
  return records;
}

interface Stratum {
  readonly key: string;
  readonly hits: number;
  readonly total: number;
}

/** Persons by sex and age class of an item; by sex and class where the form has them, else as totals. */
function strataOf(
  aggregates: readonly Aggregate[],
  question: Question,
  comparator: Comparator,
  fiscalYear: number,
): readonly Stratum[] {
  const forms = aggregates.filter(({ form, records }) => form.id === FORM && records.length > 0);
  if (forms.length === 0) throw new AnalystError('aggregate.none');
  const indicator = `質問票${question.mark}`;
  const ofItem = recordsOf(aggregates, question, () =>
    forms.flatMap(({ records }) => records.filter((record) => isItem(record.indicator.split(' / ')[0]!, question))),
  );
  if (ofItem.length === 0)
    throw new AnalystError('aggregate.noIndicator', { indicator, known: forms[0]!.records[0]!.indicator });
  const none = (key: string, wanted: string): AnalystError =>
    new AnalystError('aggregate.noRecord', { indicator, key, wanted, known: ofItem[0]!.period });
  const compared = ofItem.filter((record) => record.comparator === comparator);
  if (compared.length === 0) throw none('比較', COMPARATOR_WORDS[comparator][0]);
  const ofYear = compared.filter(({ period }) => [fiscalYear, null].includes(fiscalYearOfPeriod(period)));
  if (ofYear.length === 0) throw none('年度', String(fiscalYear));
  // A form that holds sexes and their sum, or classes and all ages, must not be counted twice.
  const bySex = ofYear.some(({ sex }) => sex !== 0) ? ofYear.filter(({ sex }) => sex !== 0) : ofYear;
  const cells = bySex.some(({ ageFrom }) => ageFrom !== null) ? bySex.filter(({ ageFrom }) => ageFrom !== null) : bySex;
  const risk = RISK_ANSWERS[question.number - 1]!.codes;
  const strata = new Map<string, { hits: number; total: number }>();
  for (const record of cells) {
    const words = fold(record.indicator.split(' / ').at(-1)!);
    const code = question.answers.findIndex((answer) => fold(answer) === words) + 1;
    if (code === 0) continue;
    const count = countOf(record);
    const key = `${record.sex} ${record.ageFrom ?? ''}`;
    const stratum = strata.get(key) ?? { hits: 0, total: 0 };
    strata.set(key, stratum);
    stratum.total += count;
    if (risk.includes(code)) stratum.hits += count;
  }
  if (strata.size === 0) throw none('回答', question.answers.join('・'));
  return [...strata].map(([key, counts]) => ({ key, ...counts }));
}

function countOf({ numerator, suppressed }: TidyRecord): number {
  if (suppressed && numerator === null) throw new AnalystError('aggregate.hidden');
  return numerator ?? 0;
}

/**
 * The share (a fraction) of risk answers that the form 質問票調査の状況 holds for the own area, 県, 同規模 or 国, over both sexes and
 * all ages, in a fiscal year. It is printed by KDB for everybody it counted: no interval.
 *
 * Refused: no such form (`aggregate.none`), no such item (`aggregate.noIndicator`), comparator or year (`aggregate.noRecord`), a
 * count that is hidden (`aggregate.hidden`), nobody who answered (`division.byZero`).
 */
export function comparedShare(
  aggregates: readonly Aggregate[],
  question: Question,
  comparator: Comparator,
  fiscalYear: number,
): Estimate {
  const strata = strataOf(aggregates, question, comparator, fiscalYear);
  const total = sumOf(strata.map((stratum) => stratum.total));
  if (total === 0) throw new AnalystError('division.byZero');
  return plainEstimate(
    sumOf(strata.map(({ hits }) => hits)) / total,
    '質問票調査の状況（KDB）の回答者数から',
    'リスク該当割合',
    noteOf(`${COMPARATOR_WORDS[comparator][0]}の値です。性・年齢の構成はそろえていません。`).note,
  );
}

/**
 * 標準化比 of the own area to 県, 同規模 or 国 (= 100), by the sexes and age classes of the form, all from the form itself. Refusals
 * as in `comparedShare`; no event expected: `ratio.noExpected`.
 *
 * Source: Breslow NE, Day NE. IARC 1987; exact below 10 events, else Byar.
 */
export function comparedRatio(
  aggregates: readonly Aggregate[],
  question: Question,
  comparator: Comparator,
  fiscalYear: number,
  options: { readonly confidence?: number } = {},
): Estimate {
  const own = strataOf(aggregates, question, 'self', fiscalYear);
  const other = new Map(strataOf(aggregates, question, comparator, fiscalYear).map((each) => [each.key, each]));
  const both = own.filter(({ key }) => (other.get(key)?.total ?? 0) > 0);
  if (both.length === 0) throw new AnalystError('ratio.noExpected');
  const ratio = indirectlyStandardisedRatio(
    both.map(({ hits }) => hits),
    both.map(({ total }) => total),
    both.map(({ key }) => other.get(key)!.hits),
    both.map(({ key }) => other.get(key)!.total),
    options,
  );
  return { ...ratio, statistic: `標準化比（${COMPARATOR_WORDS[comparator][0]}=100）` };
}
