/** 出力 of KDBFIGURE. */
import type { FigurePart } from '../indicators/kdbFigure';
import { wordsOf } from './answer';

/** What a form prints; the other words are those of an estimate. */
const KDB_PARTS: Readonly<Record<FigurePart, { readonly isCount: boolean }>> = {
  値: { isCount: false },
  割合: { isCount: false },
  実数: { isCount: true },
  分母: { isCount: false },
};
export const KDB_WORDS = wordsOf(KDB_PARTS);
export const isKdbCount = (word: FigurePart): boolean => KDB_PARTS[word].isCount;
