/** The table of changes of 経年比較: between the first and the last year that have figures, and over all years. */
import { restsOnCheckups } from '../../criteria';
import { declared, formula, type Formula, joined } from '../figures/formula';
import { changeOf, P_VALUE, SMALL_SHARE, yearOf } from '../figures/quantity';
import type { FormCell, PlanFacts } from '../forms';
import { DASH, whereNumber } from '../formulaCalls';
import { REMAINING_REMARK as REMAINING } from '../record/entry';
import { type At, type DraftRow, liveText, text } from '../reports/compose';
import {
  columnOf,
  COLUMNS,
  fewerYears,
  type Group,
  NEWEST,
  REMAINING_ROW,
  span,
  YEAR_ROW,
  yearCell,
  yearFigure,
  YEARS,
} from './trendColumns';
import { CHECKUP, type Indicator, INDICATORS } from './trendIndicators';
import { onlyRecorded, recordedBasis } from './trendRecord';
import { type ShownYears, slotsOf } from './trendYears';

/** The table of changes stands in the columns of the years: the first, and the last where it takes several. */
const CHANGE = {
  from: ['hits1'],
  to: ['hits2'],
  change: ['hits3'],
  lower: ['hits4'],
  upper: ['hits5'],
  direction: ['total1', 'total2'],
  checkupMark: ['total3', 'total5'],
  slope: ['rate1'],
  trendP: ['rate2'],
  adjustedP: ['rate3'],
} as const;
export type ChangeColumn = keyof typeof CHANGE;
export const CHANGE_HEADINGS: Readonly<Record<ChangeColumn, string>> = {
  from: '前の年度',
  to: '後の年度',
  change: '変化',
  lower: '95%下限',
  upper: '95%上限',
  direction: '向き',
  checkupMark: '向きの印',
  slope: '1年あたり（傾向）',
  trendP: '傾向の p',
  adjustedP: '調整した p',
};
const changeKey = (key: string): string => `change.${key}`;
const changeCell = (at: At, key: string, column: ChangeColumn): string => at(changeKey(key), CHANGE[column][0]);
const POINTS = changeOf(SMALL_SHARE);

/** 健診受診率 changed so much that other persons may have been examined: in points, and as a part of the earlier rate. */
const CHECKUP_CHANGE = { points: 0.05, part: 0.25 } as const;
export const CHECKUP_MARK = '受診率の変化あり';

/** The oldest or the newest year that tells of the indicator. */
function endYear(at: At, key: string, end: 'oldest' | 'newest'): string {
  const order = end === 'oldest' ? [...YEARS] : [...YEARS].reverse();
  const found = order
    .slice(0, -1)
    .reduceRight(
      (rest, year) => `IF(ISNUMBER(${at(key, columnOf('hits', year))}),${yearCell(at, year)},${rest})`,
      yearCell(at, order.at(-1)!),
    );
  // Fewer than two such years are no comparison.
  return `=IF(${fewerYears(at, key, 2)},"${DASH}",${found})`;
}

/** What a row says in the year that the comparison of an indicator begins or ends with. */
function inYearOf(at: At, key: string, end: 'from' | 'to', row: string, group: Group): string {
  return `INDEX(${span(at, row, group)},1,MATCH(${changeCell(at, key, end)},${span(at, YEAR_ROW, 'hits')},0))`;
}

/** Whether 健診受診率 changed by much between the two years that an indicator compares. */
function checkupChanged(at: At, key: string): string {
  const [before, after] = (['from', 'to'] as const).map((end) => inYearOf(at, key, end, CHECKUP.key, 'rate'));
  const change = `ROUND(ABS(${after}-${before}),9)`;
  return `IF(AND(ISNUMBER(${before}),ISNUMBER(${after})),OR(${change}>${CHECKUP_CHANGE.points},${change}>ROUND(${CHECKUP_CHANGE.part}*${before},9)),FALSE)`;
}

/** Cells of the table of changes at their columns. */
export function changeCells(of: Readonly<Record<ChangeColumn, FormCell>>, first: FormCell): FormCell[] {
  const at = new Map(Object.entries(CHANGE).map(([column, [place]]) => [place as string, of[column as ChangeColumn]]));
  return COLUMNS.map(({ key }, index) => (index === 0 ? first : (at.get(key) ?? null)));
}
export const CHANGE_MERGES = Object.values(CHANGE).flatMap(([from, to]) => (to === undefined ? [] : [{ from, to }]));

/** From the first to the last year that has figures: the change with its interval, the direction, and the trend of all years. */
export function changeRow(
  indicator: Indicator,
  facts: PlanFacts,
  { index, shown }: { readonly index: number; readonly shown: ShownYears },
): DraftRow {
  const { key, name, id, better, basis } = indicator;
  const slots = slotsOf(indicator, facts, shown);
  const ends = yearOf(...[slots?.from ?? YEARS[0], slots?.to ?? NEWEST].flatMap((year) => shown[year - 1] ?? []));
  const years = onlyRecorded(facts, indicator);
  return {
    key: changeKey(key),
    merge: CHANGE_MERGES,
    cells: (at) => {
      const of = (end: 'from' | 'to', group: Group): string => inYearOf(at, key, end, key, group);
      const pair = `${of('from', 'hits')},${of('from', 'total')},${of('to', 'hits')},${of('to', 'total')},"${better}"`;
      const noPair = `ISTEXT(${changeCell(at, key, 'from')})`;
      const basisOf = (year: string): Formula =>
        years.reduceRight<Formula>(
          (rest, each) => rest.within(`IF(${year}=${each},${recordedBasis(facts, indicator, each)},`, ')'),
          basis!(year),
        );
      const otherBasis =
        basis === undefined
          ? 'FALSE'
          : formula`${basisOf(changeCell(at, key, 'from'))}<>${basisOf(changeCell(at, key, 'to'))}`;
      const change = (output: string, unless = 'FALSE'): Formula =>
        formula`=IF(${noPair},"${DASH}",IF(OR(${otherBasis},${unless}),"${DASH}",IKKATSU.TREND(${pair},"${output}")))`;
      // A year that holds only those still here says nothing of a direction.
      const remains = (end: 'from' | 'to'): string => `${inYearOf(at, key, end, REMAINING_ROW, 'hits')}="${REMAINING}"`;
      const direction = change('向き', `${remains('from')},${remains('to')}`);
      const isMarked = id !== undefined && restsOnCheckups(id, facts.settings);
      const mark = `=IF(${noPair},"",IF(OR(${remains('from')},${remains('to')}),"",IF(${checkupChanged(at, key)},"${CHECKUP_MARK}","")))`;
      const anyRemains = `COUNTIF(${span(at, REMAINING_ROW, 'hits')},"${REMAINING}")>0`;
      // Nor does a line through years whose denominators rest on different things.
      const mixedBasis =
        basis === undefined
          ? 'FALSE'
          : joined(
              YEARS.map(
                (year) =>
                  formula`AND(ISNUMBER(${at(key, columnOf('hits', year))}),${basisOf(yearCell(at, year))}<>${basisOf(changeCell(at, key, 'from'))})`,
              ),
              ',',
            );
      const trend = (output: string): Formula =>
        formula`=IF(OR(${fewerYears(at, key, 3)},${anyRemains},${mixedBasis}),"${DASH}",IKKATSU.TRENDTEST(${span(at, key, 'hits')},${span(at, key, 'total')},${span(at, YEAR_ROW, 'hits')},"${output}"))`;
      const p = changeCell(at, key, 'trendP');
      const tests = `${changeCell(at, INDICATORS[0]!.key, 'trendP')}:${changeCell(at, INDICATORS.at(-1)!.key, 'trendP')}`;
      return changeCells(
        {
          from: yearFigure(endYear(at, key, 'oldest'), ends),
          to: yearFigure(endYear(at, key, 'newest'), ends),
          change: yearFigure(change('値'), POINTS),
          lower: yearFigure(change('下限'), POINTS),
          upper: yearFigure(change('上限'), POINTS),
          direction: { ...declared(direction), style: 'formLabel' },
          checkupMark: isMarked ? liveText(mark, 'note') : text('', 'note'),
          slope: yearFigure(trend('値'), POINTS),
          trendP: yearFigure(trend('p'), P_VALUE),
          adjustedP: yearFigure(`=${whereNumber(p).join(`IKKATSU.ADJUSTP(${tests},${index + 1})`)}`, P_VALUE),
        },
        text(name),
      );
    },
  };
}
