/** The questionnaire of one person in two years: which items improved or got worse, and whether the class moved. */
import { QUESTIONS } from '../../kdb';
import { frailtyScore, isRiskAnswer, type FrailtyClass } from '../frailtyScore';
import type { MaybeNumber } from '../guards';

export type ItemChange = '改善' | '悪化' | '該当のまま' | '非該当のまま' | '不明';

export interface QuestionnaireChange {
  /** One change an item (1–15); 不明 where either answer is missing. */
  readonly items: readonly ItemChange[];
  readonly improved: number;
  readonly worse: number;
  /** Items with both answers that count the same before and after. */
  readonly same: number;
  readonly compared: number;
  readonly classBefore: FrailtyClass;
  readonly classAfter: FrailtyClass;
  /** 改善, 悪化 or 維持 of the research class; null where either class is 判定不能. */
  readonly classChange: '改善' | '維持' | '悪化' | null;
}

const ORDER: readonly FrailtyClass[] = ['健常', 'プレフレイル', 'フレイル'];

function itemChange(item: number, before: MaybeNumber, after: MaybeNumber): ItemChange {
  const [was, is] = [isRiskAnswer(item, before), isRiskAnswer(item, after)];
  if (was === null || is === null) return '不明';
  if (was === is) return was ? '該当のまま' : '非該当のまま';
  return was ? '改善' : '悪化';
}

/**
 * 質問票の変化 from the 15 answer codes of two years (null or 0 is a missing answer). An item improves when its answer was
 * one of risk and is none any more. The class is that of `frailtyScore`: research, not part of the national tool.
 *
 * Answers that an item does not have are refused (`questionnaire.answer`), any other number than 15 (`questionnaire.count`).
 * @example questionnaireChange([4,1,1,1,2,2,1,1,1,2,2,2,1,1,1], [3,1,1,1,2,2,1,2,1,2,2,2,1,1,1]).improved // 2
 */
export function questionnaireChange(
  before: readonly MaybeNumber[],
  after: readonly MaybeNumber[],
): QuestionnaireChange {
  const [was, is] = [frailtyScore(before), frailtyScore(after)];
  const items = QUESTIONS.map((_, index) => itemChange(index + 1, before[index] ?? null, after[index] ?? null));
  const count = (...kinds: readonly ItemChange[]): number => items.filter((item) => kinds.includes(item)).length;
  const [from, to] = [ORDER.indexOf(was.class), ORDER.indexOf(is.class)];
  const moved = from < 0 || to < 0 ? null : Math.sign(to - from);
  return {
    items,
    improved: count('改善'),
    worse: count('悪化'),
    same: count('該当のまま', '非該当のまま'),
    compared: items.length - count('不明'),
    classBefore: was.class,
    classAfter: is.class,
    classChange: moved === null ? null : moved < 0 ? '改善' : moved > 0 ? '悪化' : '維持',
  };
}
