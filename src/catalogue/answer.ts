/** What an answer of our functions is: its measure in words, its unit, and the counts of persons that it is made of. */

/** How a figure is counted: persons, person-years, cases, times, yen, a share (0 to 1), a ratio to 100, years, a p value, or words. */
export type Unit = '人' | '人年' | '件' | '回' | '円' | '割合' | '比' | '年' | 'p' | '文';

export interface Measure {
  /** What is measured, in words: 「低栄養」に該当する人の割合. */
  readonly measure: string;
  readonly numerator?: string;
  readonly denominator?: string;
  /** null: that of the indicator or form, which has several kinds of figures. */
  readonly unit: Unit | null;
}

/** Counts that are declared nowhere: the answer is a list, or a table of many. It is never published. */
export type Undeclared = 'undeclared';

/** One word for what a function shall answer. */
export interface Answer<Count extends string> {
  /** @param subject the purpose, the item of the 質問票 … that is asked for */
  readonly of: (subject: string) => Measure;
  /** The counts of persons that it is made of: of several a share, of none a figure of others, or words alone. */
  readonly counts: readonly Count[] | Undeclared;
}

/** The count that an answer is, and not only made of; null where it is a share, a mean or words. */
export function countOfAnswer<Count extends string>({ of, counts }: Answer<Count>): Count | null {
  return counts !== 'undeclared' && counts.length === 1 && of('').unit === '人' ? counts[0]! : null;
}

/** The words of a table in its order; the first is what an omitted argument asks for. */
export const wordsOf = <Word extends string>(table: Readonly<Record<Word, unknown>>): readonly [Word, ...Word[]] =>
  Object.keys(table) as [Word, ...Word[]];
