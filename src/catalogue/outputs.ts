/** 出力: which part of an estimate a function shows. */
import { findWord } from './choices';
import { wordsOf, type Measure, type Unit } from './answer';

interface EstimatePart {
  /** Its own unit; absent: that of the estimate. */
  readonly unit?: Unit;
  readonly isLimit?: true;
  /** Says how the estimate was made, and tells no count but in words. */
  readonly isAside?: true;
}

const ESTIMATE_PARTS = {
  値: {},
  下限: { isLimit: true },
  上限: { isLimit: true },
  p: { unit: 'p' },
  方法: { unit: '文', isAside: true },
  区間: {},
  表示: { unit: '文' },
  注意: { unit: '文', isAside: true },
} as const satisfies Readonly<Record<string, EstimatePart>>;

export type Output = keyof typeof ESTIMATE_PARTS;
export const OUTPUTS = wordsOf(ESTIMATE_PARTS);

/** Outputs that only one function has, behind those of every estimate. */
export const OWN_OUTPUTS = { TREND: ['向き'], DUPLICATERX: ['人数'], SUBSIDYCAP: ['内訳'] } as const;

/** The part that 出力 names; undefined for another word. */
export const findOutput = (text: string): Output | undefined => findWord(text, OUTPUTS);

export const isAside = (output: Output): boolean => 'isAside' in ESTIMATE_PARTS[output];

/** What a part of an estimate of a measure is. */
export function partOfMeasure(measure: Measure, output: Output): Measure {
  const part: EstimatePart = ESTIMATE_PARTS[output];
  if (part.unit !== undefined) return { measure: `${measure.measure}の${output}`, unit: part.unit };
  return part.isLimit === true ? { ...measure, measure: `${measure.measure}の 95% 信頼区間の${output}` } : measure;
}

/** How a limit is asked for behind the name of a figure: 健診受診率の下限. */
const LIMIT_ASKED = /[のー\s(]*(下限|上限)\)?$/u;

/** The name of a figure with the limit that is asked for behind it. */
export function withoutLimit(text: string): { readonly name: string; readonly limit: '下限' | '上限' | null } {
  const [asked, limit] = LIMIT_ASKED.exec(text) ?? [];
  return asked === undefined
    ? { name: text, limit: null }
    : { name: text.slice(0, -asked.length), limit: limit as '下限' | '上限' };
}
