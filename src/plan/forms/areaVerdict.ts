/** Whether an area stands higher or lower than the whole: the one rule of 圏域別, 圏域カルテ and 一枚でわかる. */
import { exactFunnelPlace, proportion } from '../../indicators';
import { DASH } from '../formulaCalls';

/** From this number of areas on they are compared by the limits of a funnel: so many intervals would give chance signals. */
export const FUNNEL_FROM = 10;
/** With fewer persons who could be judged nothing is said of an area. */
export const FEWEST_JUDGED = 10;
/** Said of an area with fewer, in the width of a column of verdicts. */
export const FEW_JUDGED = `比較せず（${FEWEST_JUDGED}人未満）`;

/** The share of comparisons that lie outside by chance alone. */
const CHANCE = 0.05;

/** Addresses of the cells of an area, and of the 発生割合 of the whole. */
export interface VerdictCells {
  readonly hits: string;
  readonly judged: string;
  readonly lower: string;
  readonly upper: string;
  readonly whole: string;
}

/** What the rule says, in quotes where it is a text. */
interface Words {
  readonly few: string;
  readonly higher: string;
  readonly lower: string;
  readonly unclear: string;
  /** Of the place that `FUNNEL` tells, a formula without its sign. */
  readonly ofPlace: (place: string) => string;
}

/** The rule as a formula with its sign: by the interval of the area, or by the limits of a funnel where `known` areas or more are compared. */
function ruleFormula({ hits, judged, lower, upper, whole }: VerdictCells, known: number, words: Words): string {
  const compared =
    known < FUNNEL_FROM
      ? `IF(${lower}>${whole},"${words.higher}",IF(${upper}<${whole},"${words.lower}","${words.unclear}"))`
      : words.ofPlace(`IKKATSU.FUNNEL(${hits},${judged},${whole})`);
  return `=IF(ISTEXT(${whole}),"${DASH}",IF(${judged}<${FEWEST_JUDGED},"${words.few}",${compared}))`;
}

/** 全体より高い／低い on 発生割合, as a formula with its sign; `few` stands where too few persons could be judged. */
export const verdictFormula = (cells: VerdictCells, known: number, few = FEW_JUDGED): string =>
  ruleFormula(cells, known, {
    few,
    higher: '全体より高い',
    lower: '全体より低い',
    unclear: '差ははっきりしない',
    ofPlace: (place) => `IF(${place}="範囲内","限界の中","全体より"&${place})`,
  });

/** The marks that stand for the words of `FUNNEL`. */
const MARKS = [
  ['範囲内', '・'],
  ['高い（99.8%）', '▲▲'],
  ['高い（95%）', '▲'],
  ['低い（99.8%）', '▼▼'],
  ['低い（95%）', '▼'],
] as const;

/** The same rule in marks, for tables with a column a purpose; `markWords` says what they mean. */
export function markFormula(
  { hits, judged, whole }: Pick<VerdictCells, 'hits' | 'judged' | 'whole'>,
  known: number,
): string {
  if (known < 2) return `="${DASH}"`;
  const limit = (word: string): string => `IKKATSU.PROPORTION(${hits},${judged},"${word}")`;
  return ruleFormula({ hits, judged, whole, lower: limit('下限'), upper: limit('上限') }, known, {
    few: '少',
    higher: '▲',
    lower: '▼',
    unclear: '・',
    ofPlace: (place) => MARKS.reduce((formula, [words, mark]) => `SUBSTITUTE(${formula},"${words}","${mark}")`, place),
  });
}

/** What the marks of `markFormula` say of places of which `known` are compared. */
export const markWords = (known: number): string =>
  known < FUNNEL_FROM
    ? '▲ は 95% 信頼区間が全体より高い、▼ は低い、・ は差がはっきりしない'
    : '▲▲・▲ は全体より高い（99.8%・95% の管理限界の外）、▼▼・▼ は低い、・ は限界の中';

interface Counts {
  readonly hits: number;
  readonly judged: number;
}

/** The same of counts, for what is coloured at the time of writing; null where nothing is to be said. */
export function verdictOf(own: Counts, all: Counts, known: number): 'higher' | 'lower' | null {
  if (own.judged < FEWEST_JUDGED || all.judged === 0) return null;
  const whole = all.hits / all.judged;
  if (known >= FUNNEL_FROM) {
    const place = exactFunnelPlace(own.hits, own.judged, whole);
    return place === '範囲内' ? null : place.startsWith('高い') ? 'higher' : 'lower';
  }
  const { lower, upper } = proportion(own.hits, own.judged);
  if (lower !== null && lower > whole) return 'higher';
  return upper !== null && upper < whole ? 'lower' : null;
}

/** What the words of the verdict rest on, and how many of so many comparisons carry one by chance alone. */
export function verdictWords(known: number, compared: number): string {
  const rule =
    known < FUNNEL_FROM
      ? '「高い・低い」は 95% 信頼区間が全体の値を含まないとき。'
      : '「高い・低い」は管理限界（ファンネル、95% と 99.8%）の外にあるとき。';
  return `${rule}比較は ${compared} 件なので、差がまったくなくても偶然だけで約 ${Math.round(CHANCE * compared * 10) / 10} 件に付きます。`;
}
