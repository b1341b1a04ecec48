/** Words that arguments take: one spelling of them, and how a word is found in a list whatever its letters are. */
import { plain } from '../kdb/values/cellText';

/** The words of the lists as they are compared. */
const folds = new Map<string, string>();

const folded = (text: string): string => plain(text).toLowerCase().replace(/^p値$/, 'p');

function foldedWord(word: string): string {
  let fold = folds.get(word);
  if (fold === undefined) folds.set(word, (fold = folded(word)));
  return fold;
}

/** The word of a list that a text means, the first one for ''; widths of letters and upper or lower case do not matter. */
export function findWord<Word extends string>(text: string, known: readonly [Word, ...Word[]]): Word | undefined {
  const wanted = folded(text);
  return wanted === '' ? known[0] : known.find((word) => foldedWord(word) === wanted);
}

/** The lists of the arguments that ask for no figure of the data. The first word is what an omitted argument means. */
export const CHOICES = {
  /** 検定 of MCNEMAR. */
  test: ['正確法', 'mid-P', '漸近法', '連続性補正'],
  /** 出力 of FUNNEL. */
  funnel: ['判定', '下限95', '上限95', '下限99.8', '上限99.8', '方法'],
  /** 出力 of SHRUNKRATE. */
  shrunken: ['値', '重み', '平均', '分散', '方法'],
  /** 出力 of FRAILTY. */
  frailty: ['得点と区分', '得点', '区分', '方法'],
  /** 単位 of PERCAPITA. */
  costUnit: ['円', '点'],
  /** 比べ方 of SAMPLESIZE and DETECTABLE. */
  design: ['2群', '目標'],
  /** 向き of DETECTABLE. */
  direction: ['減る', '増える'],
  /** 出力 of DETECTABLE. */
  detectable: ['差', '割合'],
  /** 合計 of MASK: which totals are published; the first is what a table without this argument gets. */
  totals: ['あり', '両方', '行', '列', 'なし'],
  /** 良い方向 of TREND. */
  better: ['どちらでもない', '低いほど良い', '高いほど良い'],
  /** 性別 of OWNHEALTHYLIFE. */
  sex: ['男女計', '男', '女'],
} as const satisfies Readonly<Record<string, readonly [string, ...string[]]>>;

export type Choice<List extends keyof typeof CHOICES> = (typeof CHOICES)[List][number];
