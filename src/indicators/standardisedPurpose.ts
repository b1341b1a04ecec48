/** The share of a purpose in one area, standardised for sex and age by the persons of the whole data. */
import type { BitSet, CriterionResult } from '../criteria';
import { AnalystError, FIELDS, type PersonTable } from '../kdb';
import { directlyStandardisedRate } from './directlyStandardisedRate';
import { noteOf, plainEstimate, type Estimate } from './estimate';
import { sumOf } from './guards';
import { indirectlyStandardisedRatio } from './indirectlyStandardisedRatio';

/** Lower ends of the age classes, 年度末年齢; the first takes everybody below 70, the last is open. */
export const STANDARD_AGES = [0, 70, 75, 80, 85, 90] as const;
const SEXES = 2;
const NO_STRATUM = 255;

/** Persons who could be judged and those who meet the purpose, by sex and within it by age class. */
export interface StratumCounts {
  readonly hits: readonly number[];
  readonly judged: readonly number[];
}

/** The stratum of every row; NO_STRATUM where sex or age is not known. Made once a table. */
const STRATA = new WeakMap<PersonTable, Uint8Array>();

function strataOf(table: PersonTable): Uint8Array {
  const known = STRATA.get(table);
  if (known !== undefined) return known;
  const { sex, age } = table.columns;
  if (sex === undefined || age === undefined) {
    const columns = [
      ...(sex === undefined ? [FIELDS.sex.label] : []),
      ...(age === undefined ? [FIELDS.age.label] : []),
    ];
    throw new AnalystError('figure.noColumn', { figure: '性・年齢をそろえた割合', columns: columns.join('、') });
  }
  const strata = Uint8Array.from({ length: table.size }, (_, row) => {
    const [code, years] = [sex.codes[row]!, age.values[row]!];
    if (code < 1 || code > SEXES || years < 0) return NO_STRATUM;
    const band = STANDARD_AGES.filter((lower) => years >= lower).length - 1;
    return (code - 1) * STANDARD_AGES.length + band;
  });
  STRATA.set(table, strata);
  return strata;
}

/** Counts by stratum of everybody, remembered by the answers that they are of. */
const WHOLES = new WeakMap<CriterionResult, StratumCounts>();

/**
 * Persons of the table (within a filter) by stratum: sex in the order of its codes, within it the classes of `STANDARD_AGES`.
 * Persons whose sex or age is not known are left out. Throws figure.noColumn.
 */
export function stratumCounts(table: PersonTable, result: CriterionResult, within?: BitSet): StratumCounts {
  const known = within === undefined ? WHOLES.get(result) : undefined;
  if (known !== undefined) return known;
  const strata = strataOf(table);
  const size = SEXES * STANDARD_AGES.length;
  const counts = { hits: new Array<number>(size).fill(0), judged: new Array<number>(size).fill(0) };
  for (let row = 0; row < table.size; row += 1) {
    const stratum = strata[row]!;
    if (stratum === NO_STRATUM || result.undetermined.get(row) || !(within?.get(row) ?? true)) continue;
    counts.judged[stratum]! += 1;
    if (result.hits.get(row)) counts.hits[stratum]! += 1;
  }
  if (within === undefined) WHOLES.set(result, counts);
  return counts;
}

export const STANDARDISED_FIGURES = ['標準化比', '年齢調整割合', '観察数', '期待数'] as const;
export type StandardisedFigure = (typeof STANDARDISED_FIGURES)[number];

/**
 * Classes that a direct rate can use: an age class in which the area has nobody joins the next older one of its sex that has
 * somebody (the oldest ones the last that has), in the area and in the standard alike.
 */
function joinedClasses(area: readonly number[]): readonly (readonly number[])[] {
  const ages = STANDARD_AGES.length;
  return Array.from({ length: SEXES }, (_, sex) => {
    const classes: number[][] = [];
    let waiting: number[] = [];
    for (let stratum = sex * ages; stratum < (sex + 1) * ages; stratum += 1) {
      waiting.push(stratum);
      if (area[stratum]! > 0) {
        classes.push(waiting);
        waiting = [];
      }
    }
    if (classes.length > 0) classes.at(-1)!.push(...waiting);
    return classes;
  }).flat();
}

const STRATA_WORDS = '性・5歳階級（69歳以下・70〜・75〜・80〜・85〜・90歳以上）';

/**
 * One standardised figure of an area against the whole, both as counts by stratum in the same order.
 *
 * 標準化比（間接法、全体=100）: events observed over those expected at the rates of the whole, exact Poisson limits below 10
 * events, else Byar's. 年齢調整割合（直接法）: the share that the whole would have at the rates of the area (a fraction),
 * limits of Dobson and Byar; refused below 10 events (`rate.tooFewEvents`). An age class in which the area has nobody joins
 * its neighbour for the direct method; a sex that the area has not is left out of the standard. Nobody judged: `division.byZero`;
 * no event expected: `ratio.noExpected`. The area is a part of the whole: a large one is compared in part with itself.
 *
 * Source: Breslow NE, Day NE. IARC 1987; Dobson AJ et al. Stat Med 1991;10:457–462.
 * @example standardisedFigure('標準化比', { hits: [6, 12], judged: [100, 50] }, { hits: [20, 60], judged: [500, 300] }).value // 128.5714
 */
export function standardisedFigure(
  figure: StandardisedFigure,
  area: StratumCounts,
  whole: StratumCounts,
  { confidence }: { readonly confidence?: number } = {},
): Estimate {
  if (sumOf(area.judged) === 0) throw new AnalystError('division.byZero');
  const options = confidence === undefined ? {} : { confidence };
  const note = noteOf(`標準は全体の判定可能者です（${STRATA_WORDS}）。`);
  if (figure === '観察数') return plainEstimate(sumOf(area.hits), '数え上げ', '観察数（人）');
  if (figure === '年齢調整割合') {
    const classes = joinedClasses(area.judged);
    const joined = (counts: readonly number[]) => classes.map((strata) => sumOf(strata.map((each) => counts[each]!)));
    const rate = directlyStandardisedRate(joined(area.hits), joined(area.judged), joined(whole.judged), {
      ...options,
      multiplier: 1,
    });
    return { ...rate, upper: Math.min(1, rate.upper), statistic: '年齢調整割合（直接法）', ...note };
  }
  const used = whole.judged.flatMap((persons, stratum) => (persons > 0 ? [stratum] : []));
  const of = (counts: readonly number[]) => used.map((stratum) => counts[stratum]!);
  const ratio = indirectlyStandardisedRatio(of(area.hits), of(area.judged), of(whole.hits), of(whole.judged), options);
  return figure === '期待数'
    ? plainEstimate(ratio.expected, '間接法', '期待数（人）', note.note)
    : { ...ratio, statistic: '標準化比（全体=100）', ...noteOf(ratio.note, note.note) };
}
