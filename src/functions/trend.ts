/** The custom functions over the years: a figure in another fiscal year of the same data, and the change with its direction. */
import { findCriterion, readiness, type BitSet, type CriterionDefinition } from '../criteria';
import { CHOICES, OWN_OUTPUTS, PURPOSE_WORDS, type Choice } from '../catalogue';
import { currentDataset, type Dataset } from '../excel';
import {
  changeBetween,
  findInsuredFigure,
  INSURED_FIGURES,
  insuredFigure,
  proportion,
  type BetterWhen,
} from '../indicators';
import { AnalystError, inJapaneseYear } from '../kdb';
import { readFiscalYear } from '../plan';
import { figure } from './answers';
import { isOmitted, single, textOf, wantedOf, withinOf } from './arguments';
import { decimalsFor, optionsOf, outputOf, shownOf } from './estimateAnswers';
import { typedExclusions } from './exclusions';
import { answered, answeredNow } from './guard';
import { choiceOf, numberOf, wordOf } from './numbers';

/** 年度 in any writing. Throws argument.missing and argument.number. */
function yearOf(value: unknown): number {
  const cell = single(value);
  if (isOmitted(cell)) throw new AnalystError('argument.missing', { label: '年度' });
  try {
    return readFiscalYear(typeof cell === 'number' ? cell : String(cell), '') as number;
  } catch {
    throw new AnalystError('argument.number', { label: '年度', value: String(cell) });
  }
}

/**
 * A year whose data lack a column would count too few persons, and a comparison would mistake that for a change. Throws
 * figure.noColumn with the columns.
 */
function refuseGaps({ table, settings }: Dataset, { id, name }: CriterionDefinition, fiscalYear: number): void {
  const { ready, absent } = readiness(table, id, settings);
  if (ready) return;
  const columns = absent.map(({ label }) => label).join('、');
  throw new AnalystError('figure.noColumn', { figure: `${name}（${inJapaneseYear(fiscalYear)}）`, columns });
}

/** That only those still there are counted, where that holds for somebody who is asked for; else ''. */
function remainingNote({ intake, table }: Dataset, within: BitSet | undefined): string {
  const { onlyRemaining, remainingInsurers } = intake;
  const { insurer } = table.columns;
  if (onlyRemaining === '' || !within || !remainingInsurers || !insurer) return onlyRemaining;
  return within.toArray().some((row) => remainingInsurers.has(insurer.codes[row]!)) ? onlyRemaining : '';
}

/**
 * IKKATSU.INYEAR.
 * @returns その年度の数。その年度のデータがなければ #N/A
 */
export async function inYear(
  年度: unknown,
  指標: unknown,
  求めるもの?: unknown,
  絞り込み?: unknown[][],
): Promise<unknown[][]> {
  return answered(async () => {
    const fiscalYear = yearOf(年度);
    const name = wordOf(指標, '指標');
    const purpose = findCriterion(name);
    const insured = purpose === null ? findInsuredFigure(name) : null;
    if (purpose === null && insured === null)
      throw new AnalystError('argument.choice', {
        label: '指標',
        value: name,
        known: `抽出目的の名前・${INSURED_FIGURES.map((each) => each.name).join('・')}`,
      });
    const dataset = (await currentDataset()).year(fiscalYear);
    const within = withinOf(dataset, 絞り込み);
    const onlyRemaining = remainingNote(dataset, within);
    if (purpose !== null) {
      if (textOf(求めるもの) === '注意') return [[onlyRemaining || 'なし']];
      refuseGaps(dataset, purpose, fiscalYear);
      return figure({ dataset, lines: null }, purpose.id, wantedOf(求めるもの, PURPOSE_WORDS), within);
    }
    const estimate = insuredFigure(dataset.table, insured!, within, { excluded: await typedExclusions() });
    const note = [onlyRemaining, estimate.note ?? ''].filter((text) => text !== '').join(' ');
    const withNote = { ...estimate, ...(note === '' ? {} : { note }) };
    const isShare = insured!.unit === '割合';
    return [shownOf(withNote, outputOf(求めるもの), isShare ? decimalsFor() : 0, isShare)];
  });
}

const BETTER_WHEN: Readonly<Record<Choice<'better'>, BetterWhen>> = {
  どちらでもない: 'neither',
  低いほど良い: 'lower',
  高いほど良い: 'higher',
};

/**
 * IKKATSU.TREND.
 * @returns 変化（割合の差）。向きは 改善・悪化・増加・減少・区別できない
 */
export function trendBetween(
  前の件数: unknown,
  前の母数: unknown,
  後の件数: unknown,
  後の母数: unknown,
  良い方向?: unknown,
  出力?: unknown,
  信頼水準?: unknown,
): unknown[][] {
  return answeredNow(() => {
    const output = outputOf(出力, ...OWN_OUTPUTS.TREND);
    const better = BETTER_WHEN[choiceOf(良い方向, '良い方向', CHOICES.better)];
    const options = optionsOf(信頼水準);
    const share = (period: string, events: unknown, total: unknown) => ({
      period,
      estimate: proportion(numberOf(events, `${period}の件数`), numberOf(total, `${period}の母数`), options),
    });
    const change = changeBetween(share('前', 前の件数, 前の母数), share('後', 後の件数, 後の母数), better);
    return [output === '向き' ? [change.direction] : shownOf(change, output, decimalsFor())];
  });
}
