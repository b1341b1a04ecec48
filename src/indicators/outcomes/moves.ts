/** How persons changed, as classes: weight, the items of the mouth, 要介護度, the research class of the questionnaire. */
import { YES } from '../../kdb';
import { frailtyScore } from '../frailtyScore';
import type { MoveId } from '../outcomeRule';
import { weightChange } from '../weightChange';
import { answersOf, careLevelOf, isCertified, valueOf, type Participant, type When } from './persons';

/** The classes in the order in which they are shown, and the class of a person; null where it cannot be said. */
export interface Move {
  readonly labels: readonly string[];
  readonly of: (person: Participant) => string | null;
}

const BETTER_SAME_WORSE = ['改善', '維持', '悪化'] as const;

function weightClass(person: Participant): string | null {
  const [was, is] = [valueOf(person, 'weight', 'before'), valueOf(person, 'weight', 'after')];
  return was === null || is === null ? null : weightChange(was, is).class;
}

function saysYesAt(person: Participant, item: 'q4' | 'q5', when: When): number | null {
  const code = valueOf(person, item, when);
  return code === null ? null : Number(code === YES);
}

/** 質問票④⑤ together: fewer はい, with no item newly はい, is better. */
function oralClass(person: Participant): string | null {
  const moves = (['q4', 'q5'] as const).map((item) => {
    const [was, is] = [saysYesAt(person, item, 'before'), saysYesAt(person, item, 'after')];
    return was === null || is === null ? null : is - was;
  });
  const [chewing, swallowing] = moves;
  if (chewing === null || swallowing === null) return null;
  const sum = chewing! + swallowing!;
  if (chewing! > 0 || swallowing! > 0) return sum > 0 ? '悪化' : '維持';
  return sum < 0 ? '改善' : '維持';
}

function careClass(person: Participant): string | null {
  const [certified, later] = [isCertified(person, 'before'), isCertified(person, 'after')];
  if (certified === null || later === null) return null;
  if (!certified) return later ? '新たに認定' : '認定なしのまま';
  if (!later) return '認定なしになった';
  const [was, is] = [careLevelOf(person, 'before'), careLevelOf(person, 'after')];
  if (was === null || is === null) return '認定のまま（区分不明）';
  return is > was ? '重度化' : is < was ? '軽度化' : '区分の変化なし';
}

const FRAILTY_ORDER = ['健常', 'プレフレイル', 'フレイル'];

function frailtyMove(person: Participant): string | null {
  const [was, is] = (['before', 'after'] as const).map((when) => answersOf(person, when));
  if (!was || !is) return null;
  const from = FRAILTY_ORDER.indexOf(frailtyScore(was).class);
  const to = FRAILTY_ORDER.indexOf(frailtyScore(is).class);
  if (from < 0 || to < 0) return null;
  return to < from ? '改善' : to > from ? '悪化' : '維持';
}

export const MOVES: Readonly<Record<MoveId, Move>> = {
  weight: { labels: BETTER_SAME_WORSE, of: weightClass },
  oralItems: { labels: BETTER_SAME_WORSE, of: oralClass },
  careLevel: {
    labels: [
      '新たに認定',
      '認定なしのまま',
      '認定なしになった',
      '軽度化',
      '区分の変化なし',
      '重度化',
      '認定のまま（区分不明）',
    ],
    of: careClass,
  },
  frailtyClass: { labels: BETTER_SAME_WORSE, of: frailtyMove },
};
