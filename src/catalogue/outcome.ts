/** 出力 of OUTCOME. */
import { wordsOf, type Unit } from './answer';
import { OUTPUTS, type Output } from './outputs';

/**
 * What an answer tells of the persons of an indicator. count: one number of them. after, before: a share or mean at that
 * time; both: of both times. words: words alone, whose numbers are looked for in them. undeclared: numbers of persons that
 * are declared nowhere.
 */
export type OutcomeTells = 'count' | 'after' | 'before' | 'both' | 'words' | 'undeclared';

export interface OutcomeAnswer {
  /** Whom a count counts. */
  readonly persons?: string;
  /** null: by the kind of the indicator. */
  readonly unit: Unit | null;
  readonly tells: OutcomeTells;
  /** Looks at those who were eligible and not supported as well. */
  readonly isCompared?: true;
}

const count = (persons: string) => ({ persons, unit: '人', tells: 'count' }) as const;
const compared = { unit: null, tells: 'undeclared', isCompared: true } as const;

const PARTS = {
  値: { unit: null, tells: 'after' },
  下限: { unit: null, tells: 'after' },
  上限: { unit: null, tells: 'after' },
  p: { unit: 'p', tells: 'both' },
  方法: { unit: '文', tells: 'words' },
  区間: { unit: null, tells: 'after' },
  表示: { unit: '文', tells: 'after' },
  注意: { unit: '文', tells: 'words' },
} as const satisfies Readonly<Record<Output, OutcomeAnswer>>;

/** Outputs that only OUTCOME has. */
const OWN = {
  割合: { unit: '割合', tells: 'after' },
  人数: count('指標に当てはまる人'),
  分母: count('指標の分母の人'),
  前: { unit: null, tells: 'before' },
  後: { unit: null, tells: 'after' },
  変化: { unit: null, tells: 'both' },
  検定: { unit: null, tells: 'both' },
  抽出: count('抽出で該当した人'),
  対象者: count('対象者'),
  支援: count('支援できた者'),
  追跡: count('追跡できた人'),
  追跡できず: count('追跡できない人'),
  流れ: { unit: '文', tells: 'words' },
  内訳: { unit: null, tells: 'undeclared' },
  比較: compared,
  文: { unit: '文', tells: 'both' },
  結果の文: { unit: '文', tells: 'both' },
  追跡の文: { unit: '文', tells: 'words' },
  一覧: { unit: null, tells: 'undeclared' },
  差の差: compared,
  見込み: compared,
  追跡別: compared,
  認定まで: compared,
  釣り合い: compared,
  調整p: { unit: 'p', tells: 'both' },
  成果のあった人: { persons: '成果のあった人', unit: '人', tells: 'undeclared' },
} as const satisfies Readonly<Record<string, OutcomeAnswer>>;

export type OwnOutcomeWord = keyof typeof OWN;
export const OWN_OUTCOME_WORDS = wordsOf(OWN);

export type OutcomeWord = Output | OwnOutcomeWord;
/** The first is what an omitted 出力 asks for. */
export const OUTCOME_WORDS: readonly [OutcomeWord, ...OutcomeWord[]] = [...OUTPUTS, ...OWN_OUTCOME_WORDS];
const ANSWERS: Readonly<Record<OutcomeWord, OutcomeAnswer>> = { ...PARTS, ...OWN };
export const outcomeAnswerOf = (word: OutcomeWord): OutcomeAnswer => ANSWERS[word];

/** Outputs that count one group of the persons of an indicator. */
export type OutcomeCount = {
  [Word in OwnOutcomeWord]: (typeof OWN)[Word]['tells'] extends 'count' ? Word : never;
}[OwnOutcomeWord];
export const isOutcomeCount = (word: OutcomeWord): word is OutcomeCount => ANSWERS[word].tells === 'count';
