/** Figures of the aggregate forms in 経年比較: as they are printed there. */
import { fiscalYearOfPeriod } from '../../indicators/kdbFigure';
import { ask, formula, type Formula } from '../figures/formula';
import { changeOf, ONE_DECIMAL, YEN } from '../figures/quantity';
import type { PlanFacts } from '../forms';
import { DASH, fewerThan, orDashInside } from '../formulaCalls';
import { recorded } from '../record/indicators';
import { recordedYears } from '../record/ofFacts';
import { type DraftRow, text } from '../reports/compose';
import { columnOf, span, yearCell, yearFigure, YEARS } from './trendColumns';
import { orRecorded } from './trendRecord';

/** Figures of the aggregate forms by year: printed values without intervals; the last is what one of the record is here. */
export const PRINTED = [
  ['OC1.men', '平均自立期間（要介護2以上、男、年）', '平均自立期間;性別=男', ONE_DECIMAL, 1],
  ['OC1.women', '平均自立期間（要介護2以上、女、年）', '平均自立期間;性別=女', ONE_DECIMAL, 1],
  ['D1', '1人当たり医療費（円）', '1人当たり医療費', YEN, 1],
  ['D3', '1人当たり介護給付費（円）', '1人当たり介護給付費', YEN, 1],
  ['D4', '後発医薬品の使用割合（%）', '後発医薬品の使用割合', ONE_DECIMAL, 100],
] as const;
const PRINTED_AS: Readonly<Record<string, string>> = { D1: 'D1.all' };

export function printedRow(
  facts: PlanFacts,
  [key, name, indicator, quantity, unit]: (typeof PRINTED)[number],
): DraftRow {
  const as = PRINTED_AS[key] ?? key;
  const printedIn = new Set(
    facts.aggregates.flatMap(({ records }) => records.map(({ period }) => fiscalYearOfPeriod(period))),
  );
  const years = recordedYears(facts, recorded(as).name).filter((year) => !printedIn.has(year));
  return {
    key,
    cells: (at) => {
      const values = (order: readonly number[]): string =>
        order
          .slice(0, -1)
          .reduceRight(
            (rest, year) =>
              `IF(ISNUMBER(${at(key, columnOf('hits', year))}),${at(key, columnOf('hits', year))},${rest})`,
            at(key, columnOf('hits', order.at(-1)!)),
          );
      const [first, last] = [values(YEARS), values([...YEARS].reverse())];
      const printed = (compared: string, year: string): Formula =>
        orDashInside(ask('KDBFIGURE', indicator, compared, { cell: year }));
      return [
        text(name),
        ...YEARS.map((index) => {
          const year = yearCell(at, index);
          const call = printed('', year);
          const ofYear = orRecorded(facts, years, { as, column: 'value', year, otherwise: call });
          const isRecorded = `OR(${years.map((each) => `${year}=${each}`).join()})`;
          const shown =
            unit === 1 || years.length === 0
              ? ofYear
              : formula`IF(${isRecorded},${orRecorded(facts, years, { as, column: 'value', year, otherwise: '0' })}*${unit},${call})`;
          return yearFigure(shown.within(`=IF(${year}="","",`, ')'), quantity);
        }),
        ...YEARS.map((index) => {
          const year = yearCell(at, index);
          return yearFigure(printed('国', year).within(`=IF(${year}="","",`, ')'), quantity);
        }),
        yearFigure(
          `=IF(${fewerThan(2, `COUNT(${span(at, key, 'hits')})`, span(at, key, 'hits'))},"${DASH}",${last}-${first})`,
          changeOf(quantity),
        ),
      ];
    },
  };
}
