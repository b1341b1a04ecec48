/** 平均自立期間 from the workbook's own register and certifications, over the years that it holds. */
import type { BitSet } from '../criteria';
import {
  ageOn,
  AnalystError,
  CARE_LEVEL,
  FIELDS,
  NO_DATE,
  roundHalfAway,
  type FieldId,
  type PersonTable,
} from '../kdb';
import { noteOf, plainEstimate, type Estimate } from './estimate';
import { healthyLife } from './healthyLifeExpectancy';
import { refusalOfFew, UNSTABLE_POPULATION } from './lifeTable';

/** Lower ends of the age classes; the last is open. Persons under 75 (障害認定) are no part of it. */
export const OWN_LIFE_AGES = [75, 80, 85, 90] as const;
const DAYS_A_YEAR = 365.25;

/** One year of observation: the persons insured on its first day, from then to its last day (days since 1970-01-01). */
export interface ObservedYear {
  readonly table: PersonTable;
  readonly within?: BitSet;
  readonly from: number;
  readonly to: number;
}

/** Sums over the years, one value an age class. */
export interface OwnLifeCounts {
  readonly personYears: readonly number[];
  readonly left: readonly number[];
  readonly dependent: readonly number[];
  readonly persons: readonly number[];
}

export const OWN_LIFE_FIGURES = ['平均自立期間', '平均余命', '不健康期間', '人年', '資格喪失者数'] as const;
export type OwnLifeFigure = (typeof OWN_LIFE_FIGURES)[number];

const NEEDED = ['birthDate', 'left', 'careLevel', 'sex'] as const satisfies readonly FieldId[];

/**
 * What the years hold of one sex (1 男, 2 女; undefined: both), by age in the middle of the year. Who leaves counts until that day. A
 * column that is not there: `figure.noColumn`.
 */
export function ownLifeCounts(years: readonly ObservedYear[], sex?: 1 | 2): OwnLifeCounts {
  const zero = (): number[] => OWN_LIFE_AGES.map(() => 0);
  const counts = { personYears: zero(), left: zero(), dependent: zero(), persons: zero() };
  for (const { table, within, from, to } of years) {
    const { birthDate, left, careLevel, sex: sexes } = table.columns;
    if (birthDate === undefined || left === undefined || careLevel === undefined || sexes === undefined) {
      const absent = NEEDED.filter((field) => table.columns[field] === undefined).map((field) => FIELDS[field].label);
      throw new AnalystError('figure.noColumn', { figure: '平均自立期間', columns: absent.join('、') });
    }
    const middle = Math.round((from + to) / 2);
    for (let row = 0; row < table.size; row += 1) {
      if (!(within?.get(row) ?? true) || (sex !== undefined && sexes.codes[row] !== sex)) continue;
      const birth = birthDate.days[row]!;
      if (birth === NO_DATE) continue;
      const age = ageOn(birth, middle);
      let band = -1;
      while (age >= (OWN_LIFE_AGES[band + 1] ?? Infinity)) band += 1;
      if (band < 0) continue;
      const end = left.days[row]!;
      const leaves = end !== NO_DATE && end > from && end <= to;
      counts.personYears[band]! += ((leaves ? end : to) - from) / DAYS_A_YEAR;
      if (leaves) counts.left[band]! += 1;
      // Of whom no certification tells is neither dependent nor not.
      const level = careLevel.codes[row]!;
      if (level !== 0) counts.persons[band]! += 1;
      if (level >= CARE_LEVEL.care2) counts.dependent[band]! += 1;
    }
  }
  return counts;
}

/**
 * 平均自立期間（75 歳、要介護2以上を不健康とみなす）, 平均余命 or 不健康期間 [years] by Chiang and Sullivan from those counts; 人年 and
 * 資格喪失者数 without an interval.
 *
 * Every loss of the qualification is taken as a death: registers do not say why somebody left, and who moved away makes the figure
 * shorter; the note says so, names the open class, and marks fewer than 10,000 person-years. Refusals as in `healthyLife` (too
 * few persons for the ages, nobody who left the open class, an interval wider than 20 years).
 *
 * Source: as `healthyLife`; 10,000 persons a sex after 三重県「健康寿命」.
 */
export function ownHealthyLife(
  figure: OwnLifeFigure,
  counts: OwnLifeCounts,
  options: { readonly confidence?: number } = {},
): Estimate {
  const personYears = counts.personYears.reduce((sum, years) => sum + years, 0);
  if (figure === '人年') return plainEstimate(personYears, '数え上げ', '人年（75歳以上）');
  if (figure === '資格喪失者数')
    return plainEstimate(
      counts.left.reduce((sum, persons) => sum + persons, 0),
      '数え上げ',
      '資格喪失者数（人）',
    );
  // Counts are no mistake of whoever asks: a class of a small area may be empty, or lose more persons than it has years.
  const tooFew = refusalOfFew(personYears, OWN_LIFE_AGES[0]);
  if (tooFew !== null) throw tooFew;
  for (const [band, years] of counts.personYears.entries()) {
    const left = counts.left[band]!;
    if (years <= 0 || left > years || counts.persons[band]! === 0)
      throw new AnalystError('life.fewInClass', { age: OWN_LIFE_AGES[band]!, years: roundHalfAway(years, 1), left });
  }
  const found = healthyLife(
    {
      ages: OWN_LIFE_AGES,
      populations: counts.personYears,
      deaths: counts.left,
      unhealthy: counts.dependent,
      unhealthyPopulations: counts.persons,
    },
    { age: OWN_LIFE_AGES[0], ...options },
  );
  const estimate = { 平均自立期間: found.healthy, 平均余命: found.total, 不健康期間: found.unhealthy }[figure];
  return {
    ...estimate,
    ...noteOf(
      '資格喪失をすべて死亡とみなした試算です（転出などを含むため、短めに出ます）。75 歳からの年数で、KDB の 0 歳からの値とは比べられません。',
      personYears < UNSTABLE_POPULATION &&
        `${Math.round(personYears).toLocaleString('en-US')} 人年で、10,000 人年に足りないため参考です。`,
      estimate.note,
    ),
  };
}
