/** The custom function of 平均自立期間 from the workbook's own data. */
import { CHOICES, type Choice } from '../catalogue';
import { currentDataset, type Dataset } from '../excel';
import { AnalystError, fiscalYearEnd, type PersonTable } from '../kdb';
import { wantedOf, withinOf } from './arguments';
import { shownBy, shownOf } from './estimateAnswers';
import { answered, answeredOr } from './guard';
import { choiceOf } from './numbers';

/** The figures and their words: loaded when a cell first asks for one. */
const figures = () => import('../indicators/ownHealthyLife');
const words = () => import('../catalogue/ownLife');

/** At most so many fiscal years are pooled. */
const MOST_YEARS = 5;
const SEXES = { 男女計: undefined, 男: 1, 女: 2 } as const satisfies Readonly<Record<Choice<'sex'>, 1 | 2 | undefined>>;
const ONE_DECIMAL = 1;

/** By the table and the first of the days. */
const LEAVERS = new WeakMap<PersonTable, Map<number, boolean>>();

/** Whether a register holds somebody who left in the year between two days; looked up once for all cells that ask. */
function holdsLeavers(table: PersonTable, from: number, to: number): boolean {
  const known = LEAVERS.get(table) ?? new Map<number, boolean>();
  LEAVERS.set(table, known);
  let holds = known.get(from);
  if (holds === undefined) {
    holds = table.columns.left?.days.some((day) => day > from && day <= to) ?? false;
    known.set(from, holds);
  }
  return holds;
}

/** The fiscal years, up to 抽出年度, whose first day the registers know together with those who left during the year. */
function observedYears(dataset: Dataset, filter: unknown) {
  const { fiscalYear } = dataset.intake;
  return Array.from({ length: MOST_YEARS }, (_, back) => fiscalYear - back).flatMap((year) => {
    try {
      const start = dataset.year(year - 1);
      const [from, to] = [fiscalYearEnd(year - 1), fiscalYearEnd(year)];
      // A register without anybody who left in that year would make everybody live on; without 要介護度 nobody is dependent.
      const isComplete = start.table.columns.careLevel !== undefined || year === fiscalYear;
      if (!isComplete || !holdsLeavers(start.table, from, to)) return [];
      const within = withinOf(start, filter);
      return [{ table: start.table, from, to, ...(within === undefined ? {} : { within }) }];
    } catch (error) {
      const isOfYear = error instanceof AnalystError && /^(source\.|filter\.unknownValue)/u.test(error.code);
      if (isOfYear && year !== fiscalYear) return [];
      throw error;
    }
  });
}

/**
 * IKKATSU.OWNHEALTHYLIFE.
 * @returns 年数。人年が 10,000 に足りないときは注意に「参考」と書きます
 */
export async function ownHealthyLifeAt(
  性別?: unknown,
  絞り込み?: unknown[][],
  求めるもの?: unknown,
  出力?: unknown,
  信頼水準?: unknown,
  ない場合?: unknown,
): Promise<unknown[][]> {
  return answered(async () => {
    const { ownHealthyLife, ownLifeCounts } = await figures();
    const { OWN_LIFE_WORDS } = await words();
    const sex = SEXES[choiceOf(性別, '性別', CHOICES.sex)];
    const figure = wantedOf(求めるもの, OWN_LIFE_WORDS);
    const { output, options } = shownBy(出力, 信頼水準);
    return answeredOr(ない場合, async () => {
      const years = observedYears(await currentDataset(), 絞り込み);
      if (years.length === 0) throw new AnalystError('life.noLeavers');
      const estimate = ownHealthyLife(figure, ownLifeCounts(years, sex), options);
      const pooled = `${years.length} 年度分をまとめています。`;
      return [
        shownOf(
          { ...estimate, note: [pooled, estimate.note ?? ''].filter((text) => text !== '').join('') },
          output,
          ONE_DECIMAL,
        ),
      ];
    });
  });
}
