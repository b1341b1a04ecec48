/** The custom functions of the time to an event, such as 要介護認定, with deaths in between. */
import { AnalystError, type Cell } from '../kdb';
import { plain, readNumber } from '../kdb/values/readings';
import { decimalsFor, estimated, optionsOf } from './estimateAnswers';
import { lineOf, numberOf, numbersOf } from './numbers';

/** How a follow-up ended, as people write it. */
const ENDINGS: readonly (readonly [code: 0 | 1 | 2, words: RegExp])[] = [
  [2, /^(死亡|競合|転出)$/u],
  [1, /^(認定|要介護認定|新規認定|発生|あり|有|イベント|要介護)$/u],
  [0, /^(打ち切り|打切り|継続|追跡中|なし|無|認定なし)$/u],
];

function endingOf(cell: Cell, position: number): number {
  const number = readNumber(cell);
  if (number === 0 || number === 1 || number === 2) return number;
  const word = plain(cell);
  const found = ENDINGS.find(([, words]) => words.test(word));
  if (found === undefined)
    throw new AnalystError('argument.cellNumber', { label: '状態', value: String(cell), position });
  return found[0];
}

const endingsOf = (value: unknown): number[] => lineOf(value, '状態').map((cell, index) => endingOf(cell, index + 1));

/** 期間, 状態, the time, 出力 and 信頼水準 as the cells hand them over. */
type Times = readonly [times: unknown, endings: unknown, at: unknown, output: unknown, level: unknown];

/** What one of the statistics over time says of the persons; `label` names the time in messages. */
const overTime = (
  statistic: 'kaplanMeier' | 'cumulativeIncidence' | 'restrictedMean',
  label: '時点' | '上限',
  decimals: number,
  [times, endings, at, output, level]: Times,
): Promise<unknown[][]> =>
  estimated(output, (verbs) => ({
    estimate: verbs[statistic](numbersOf(times, '期間'), endingsOf(endings), numberOf(at, label), optionsOf(level)),
    decimals,
  }));

/**
 * IKKATSU.KAPLANMEIER.
 * @returns 求めたもの。時点が最も長い追跡より後なら #N/A
 */
export async function kaplanMeierAt(
  期間: unknown[][],
  状態: unknown[][],
  時点: unknown,
  出力?: unknown,
  信頼水準?: unknown,
): Promise<unknown[][]> {
  return overTime('kaplanMeier', '時点', decimalsFor(), [期間, 状態, 時点, 出力, 信頼水準]);
}

/**
 * IKKATSU.CUMINCIDENCE.
 * @returns 求めたもの。時点が最も長い追跡より後なら #N/A
 */
export async function cumulativeIncidenceAt(
  期間: unknown[][],
  状態: unknown[][],
  時点: unknown,
  出力?: unknown,
  信頼水準?: unknown,
): Promise<unknown[][]> {
  return overTime('cumulativeIncidence', '時点', decimalsFor(), [期間, 状態, 時点, 出力, 信頼水準]);
}

/**
 * IKKATSU.RESTRICTEDMEAN.
 * @returns 求めたもの（期間の単位）。上限が最も長い追跡より後なら #N/A
 */
export async function restrictedMeanTo(
  期間: unknown[][],
  状態: unknown[][],
  上限: unknown,
  出力?: unknown,
  信頼水準?: unknown,
): Promise<unknown[][]> {
  return overTime('restrictedMean', '上限', 1, [期間, 状態, 上限, 出力, 信頼水準]);
}
