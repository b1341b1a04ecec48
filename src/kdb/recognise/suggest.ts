/** Suggests what the columns of a never-seen export are: ranked by the likeness of names and by what stands in the cells. */
import { partsOf } from '../values/calendar';
import { FIELD_IDS, FIELDS } from './fields';
import { unifyHeading } from './headings';
import { BLANK, plain, readDate, readNumber, readerOf } from '../values/readings';
import { headerRowOf } from './recognise';
import { NO_DATE, type Cell, type FieldId, type SourceInput } from '../types';

export interface Suggestion {
  readonly field: FieldId;
  /** 0 to 1. */
  readonly score: number;
  /** Why, in Japanese. */
  readonly because: readonly string[];
}

export interface SuggestedColumn {
  readonly index: number;
  readonly heading: string;
  /** What the column is already recognised as. */
  readonly recognised: FieldId | null;
  /** The best first; empty for columns that are recognised, and where nothing comes near. */
  readonly suggestions: readonly Suggestion[];
}

export interface Suggestions {
  /** 1-based; 0 when nothing looks like a header. */
  readonly headerRow: number;
  readonly columns: readonly SuggestedColumn[];
}

const SAMPLE_ROWS = 500;
const MOST_SUGGESTIONS = 3;
const LEAST_SCORE = 0.25;
/** How much the name and the content count; both together make 1 at most. */
const WEIGHT = { name: 0.65, content: 0.55 } as const;

/** What the values of a measured or counted field usually look like in people of 75 and more. */
interface NumberProfile {
  readonly between: readonly [number, number];
  readonly median: readonly [number, number];
  readonly decimals: 0 | 1 | 2;
  readonly words: string;
}

const NUMBERS: Readonly<Partial<Record<FieldId, NumberProfile>>> = {
  bmi: { between: [12, 45], median: [18, 27], decimals: 1, words: '15.0〜35.0 の小数 1 けた' },
  height: { between: [120, 190], median: [140, 172], decimals: 1, words: '120〜190 の数' },
  weight: { between: [25, 120], median: [40, 72], decimals: 1, words: '25〜120 の小数 1 けた' },
  sbp: { between: [70, 230], median: [112, 155], decimals: 0, words: '70〜230 の整数' },
  dbp: { between: [30, 140], median: [58, 92], decimals: 0, words: '30〜140 の整数' },
  hba1c: { between: [4, 14], median: [5.2, 7], decimals: 1, words: '4.0〜14.0 の小数 1 けた' },
  creatinine: { between: [0.2, 12], median: [0.5, 1.2], decimals: 2, words: '0.2〜12 の小数 2 けた' },
  egfr: { between: [3, 150], median: [40, 85], decimals: 1, words: '3〜150 の小数 1 けた' },
  drugCount: { between: [0, 60], median: [0, 12], decimals: 0, words: '0〜60 の整数' },
};

interface Content {
  /** Filled cells. */
  readonly cells: readonly Cell[];
  readonly texts: readonly string[];
  readonly distinct: number;
  readonly numbers: readonly number[];
  readonly median: number;
  readonly decimals: number;
}

function contentOf(column: readonly Cell[]): Content {
  const cells = column.filter((cell) => plain(cell) !== '');
  const texts = cells.map(plain);
  const numbers = cells
    .map(readNumber)
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const places = numbers.map((value) => (String(value).split('.')[1] ?? '').length);
  return {
    cells,
    texts,
    distinct: new Set(texts).size,
    numbers,
    median: numbers[numbers.length >> 1] ?? NaN,
    decimals: Math.max(0, ...places),
  };
}

const share = (count: number, { cells }: Content): number => (cells.length === 0 ? 0 : count / cells.length);

/** How well the cells fit a field, 0 to 1, with the words for it. */
function contentScore(field: FieldId, content: Content): { score: number; words: string } {
  const none = { score: 0, words: '' };
  if (content.cells.length < 3) return none;
  const profile = NUMBERS[field];
  if (profile) {
    const inside = content.numbers.filter((value) => value >= profile.between[0] && value <= profile.between[1]).length;
    const [low, high] = profile.median;
    if (share(inside, content) < 0.9 || content.median < low || content.median > high) return none;
    if (profile.decimals === 0 && content.decimals > 0) return none;
    const fits = profile.decimals === content.decimals;
    const isTelling = profile.decimals > 0 && fits && content.distinct > 5;
    return { score: isTelling ? 0.9 : fits && content.distinct > 5 ? 0.6 : 0.35, words: `値が ${profile.words}` };
  }
  const matching = (test: (text: string) => boolean): number => share(content.texts.filter(test).length, content);
  switch (field) {
    case 'personId': {
      const digits = matching((text) => /^\d{6,12}$/.test(text));
      const isKey = content.distinct >= content.cells.length * 0.95;
      // Dates of eight digits are no numbers of persons, however seldom they meet.
      const isDated = share(content.cells.filter(isDay(1880, 2100)).length, content) > 0.9;
      return digits >= 0.95 && isKey && !isDated ? { score: 0.8, words: '重ならない番号' } : none;
    }
    case 'sex':
      return matching((text) => /^(男性?|女性?)$/.test(text)) > 0.95 && content.distinct === 2
        ? { score: 0.95, words: '男・女' }
        : matching((text) => /^[12]$/.test(text)) === 1 && content.distinct === 2
          ? { score: 0.3, words: '1 と 2 だけ' }
          : none;
    case 'birthDate':
      return share(content.cells.filter(isDay(1900, 1965)).length, content) > 0.95
        ? { score: 0.9, words: '1900〜1965 年の日付' }
        : none;
    case 'checkupDate':
      return share(content.cells.filter(isDay(2008, 2100)).length, content) > 0.95
        ? { score: 0.6, words: '2008 年からの日付' }
        : none;
    case 'kana':
      return matching((text) => /^[ァ-ヶー・]+$/.test(text)) > 0.95 && content.distinct > 5
        ? { score: 0.8, words: 'カナ' }
        : none;
    case 'careLevel':
      return matching((text) => /^(要?支援?[12]|要?介護?[1-5]|非該当|事業対象者?)$/.test(text)) > 0.95
        ? { score: 0.9, words: '要支援・要介護の区分' }
        : none;
    case 'proteinuria':
      return matching((text) => /^(\(?[-±+]+\)?|\d\+|[－―ー]|\+-)$/.test(text)) > 0.95 &&
        matching((text) => /[±+]/.test(text)) > 0
        ? { score: 0.9, words: '－・±・＋' }
        : none;
    default: {
      const definition = FIELDS[field];
      if (definition.reader !== 'yesNo' && definition.reader !== 'answer') return none;
      const read = readerOf(field);
      const readable = content.cells.filter((cell) => Number.isFinite(read(cell)) || read(cell) === BLANK).length;
      return share(readable, content) === 1 && content.distinct <= 5 ? { score: 0.15, words: '読める答え' } : none;
    }
  }
}

const isDay =
  (from: number, to: number) =>
  (cell: Cell): boolean => {
    const days = readDate(cell);
    if (!Number.isFinite(days) || days === NO_DATE) return false;
    const { year } = partsOf(days);
    return year >= from && year <= to;
  };

const pairsOf = (text: string): readonly string[] =>
  text.length < 2 ? [text] : Array.from({ length: text.length - 1 }, (_, index) => text.slice(index, index + 2));

/** Likeness of two names, 0 to 1: shared pairs of characters (Dice); one inside of the other counts for more. */
function likeness(name: string, other: string): number {
  if (name === '' || other === '') return 0;
  const [mine, theirs] = [pairsOf(name), [...pairsOf(other)]];
  const total = mine.length + theirs.length;
  let shared = 0;
  for (const pair of mine) {
    const at = theirs.indexOf(pair);
    if (at < 0) continue;
    shared++;
    theirs.splice(at, 1);
  }
  const dice = (2 * shared) / total;
  const contains = other.length >= 2 && (name.includes(other) || other.includes(name)) && name.length >= 2;
  return contains ? Math.max(dice, 0.75) : dice;
}

function suggestionsFor(heading: string, content: Content, taken: ReadonlySet<FieldId>): readonly Suggestion[] {
  const name = unifyHeading(heading);
  const suggestions = FIELD_IDS.flatMap((field): Suggestion[] => {
    const { label, aliases } = FIELDS[field];
    if (taken.has(field) || aliases.length === 0) return [];
    const like = Math.max(...[label, ...aliases].map((alias) => likeness(name, unifyHeading(alias))));
    const { score: fit, words } = contentScore(field, content);
    const score = Math.min(1, WEIGHT.name * (like >= 0.4 ? like : 0) + WEIGHT.content * fit);
    if (score < LEAST_SCORE) return [];
    const because = [...(like >= 0.4 ? [`見出しが「${label}」に似ている`] : []), ...(fit > 0 ? [words] : [])];
    return [{ field, score: Math.round(score * 100) / 100, because }];
  });
  return suggestions.sort((a, b) => b.score - a.score).slice(0, MOST_SUGGESTIONS);
}

/**
 * What the columns of a source may be. Columns that are recognised by their headings come without suggestions; fields that
 * they hold are not suggested for others. The user confirms; `mappingOf` and `withMapping` make use of it.
 */
export function suggestColumns(input: SourceInput): Suggestions {
  const header = headerRowOf(input);
  if (!header) return { headerRow: 0, columns: [] };
  const samples: Cell[][] = header.headings.map(() => []);
  let row = 0;
  for (const cells of input.rows()) {
    if (++row <= header.row) continue;
    if (row > header.row + SAMPLE_ROWS) break;
    samples.forEach((column, index) => column.push(cells[index] ?? null));
  }
  const taken = new Set(header.fields.filter((field): field is FieldId => field !== null));
  const columns = header.headings.map((heading, index): SuggestedColumn => {
    const recognised = header.fields[index] ?? null;
    const suggestions = recognised ? [] : suggestionsFor(heading, contentOf(samples[index]!), taken);
    return { index, heading, recognised, suggestions };
  });
  return { headerRow: header.row, columns };
}
