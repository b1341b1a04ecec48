/** What stands in a column against what a field holds: fits, says nothing, or speaks against it. */
import { partsOf } from '../values/calendar';
import { BLANK, plain, readDate, readNumber, readerOf } from '../values/readings';
import { FIELDS } from '../values/fields';
import { NO_DATE } from '../values/codes';
import type { Cell } from '../values/cellText';
import type { FieldId } from '../values/fieldIds';

/** The filled cells of a column, summed up. */
export interface ColumnContent {
  readonly cells: readonly Cell[];
  readonly texts: readonly string[];
  readonly distinct: number;
  /** In ascending order. */
  readonly numbers: readonly number[];
  /** NaN without numbers. */
  readonly median: number;
  /** The most decimals that a number has. */
  readonly decimals: number;
}

/** How cells fit a field: 0 to 1, or `against` when they cannot be that field; the words say why they fit. */
export interface Fit {
  readonly against: boolean;
  readonly score: number;
  readonly words: string;
}

const AGAINST: Fit = { against: true, score: 0, words: '' };
const SILENT: Fit = { against: false, score: 0, words: '' };
const fits = (score: number, words: string): Fit => ({ against: false, score, words });

/** What the values of a measured or counted field usually are in people of 75 and more. */
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
  institutions: { between: [0, 30], median: [0, 6], decimals: 0, words: '0〜30 の整数' },
  age: { between: [60, 115], median: [70, 95], decimals: 0, words: '60〜115 の整数' },
};

/** Columns with fewer filled cells tell nothing by themselves, and medians of fewer cells than the second number neither. */
const LEAST_CELLS = 3;
const LEAST_FOR_MEDIAN = 10;
/** What share of the cells must be readable as the field. */
const READABLE = 0.9;
/** Years in which the insured persons of 65 and more, today and some years ago, were born. */
const BORN_FROM = 1900;
const BORN_TO = 1965;
/** 後期高齢者医療制度 began in 2008. */
const CHECKUPS_FROM = 2008;
/** Bare numbers up to five digits are days only by Excel's way of counting them: a pressure of 128 is no 7 May 1900. */
const BARE_SERIAL = /^\d{1,5}(\.0+)?$/;

export function contentOf(column: readonly Cell[]): ColumnContent {
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

const shareOf = ({ texts }: ColumnContent, test: (text: string, index: number) => boolean): number =>
  texts.length === 0 ? 0 : texts.filter(test).length / texts.length;

function numberFit(profile: NumberProfile, field: FieldId, content: ColumnContent): Fit {
  const { numbers, texts, median, decimals, distinct } = content;
  const [low, high] = profile.between;
  const inside = numbers.filter((value) => value >= low && value <= high).length;
  if (inside < READABLE * texts.length) return AGAINST;
  const isOff = median < profile.median[0] || median > profile.median[1];
  if (isOff && numbers.length >= LEAST_FOR_MEDIAN) return AGAINST;
  if (profile.decimals === 0 && decimals > 0) return AGAINST;
  // Classes 1, 2, 3 are no measured values.
  if (FIELDS[field].kind === 'measure' && numbers.length >= LEAST_FOR_MEDIAN && distinct <= 2) return AGAINST;
  const fitting = profile.decimals === decimals && distinct > 5;
  const score = fitting ? (profile.decimals > 0 ? 0.9 : 0.6) : 0.35;
  return fits(score, `値が ${profile.words}`);
}

/** Dates of birth and other days: written as dates, not as bare numbers that Excel would show as days. */
function dateFit(content: ColumnContent, from: number, to: number, score: number): Fit {
  const { cells, texts } = content;
  const isBare = shareOf(content, (text) => BARE_SERIAL.test(text)) > 0.05;
  if (isBare) return AGAINST;
  let between = 0;
  let readable = 0;
  for (const cell of cells) {
    const days = readDate(cell);
    if (days === BLANK) readable++;
    if (!Number.isFinite(days) || days === NO_DATE) continue;
    readable++;
    const { year } = partsOf(days);
    if (year >= from && year <= to) between++;
  }
  if (readable < READABLE * texts.length || between < READABLE * texts.length) return AGAINST;
  return between > 0.95 * texts.length ? fits(score, `${from}〜${to} 年の日付`) : SILENT;
}

function textFit(field: FieldId, content: ColumnContent): Fit {
  const share = (test: (text: string, index: number) => boolean): number => shareOf(content, test);
  const { distinct, texts } = content;
  switch (field) {
    case 'personId': {
      if (share((text) => /^\d{5,12}$/.test(text)) < 0.95) return AGAINST;
      const dated = share((_, index) => isDated(content.cells[index]!)) > READABLE;
      if (dated) return AGAINST;
      return distinct >= texts.length * 0.95 ? fits(0.8, '重ならない番号') : SILENT;
    }
    case 'kana':
      return share((text) => /^[ァ-ヶーぁ-ゖ・]+$/.test(text)) < READABLE
        ? AGAINST
        : distinct > 5
          ? fits(0.8, 'カナ')
          : SILENT;
    case 'name':
      return share((text) => !/\d/.test(text) && text.length <= 30 && text.length >= 2) < READABLE ? AGAINST : SILENT;
    case 'insurer':
      return share((text) => /^\d{6,8}$/.test(text)) < READABLE ? AGAINST : SILENT;
    case 'municipality':
      return share((text) => /^\d{5,8}$|[市町村区郡]/.test(text)) < READABLE ? AGAINST : SILENT;
    case 'area':
      // Areas hold many persons each; a column of as many texts as rows is an address or a name.
      return texts.length >= LEAST_FOR_MEDIAN && distinct > texts.length / 2 ? AGAINST : SILENT;
    case 'postalCode':
      return share((text) => /^〒?\d{3}-?\d{4}$/.test(text.normalize('NFKC'))) < READABLE ? AGAINST : SILENT;
    case 'phone':
      return share((text) => /^[\d()+ -]{9,20}$/.test(text.normalize('NFKC'))) < READABLE ? AGAINST : SILENT;
    case 'address':
    case 'doctor':
      return share((text) => /[\p{L}]/u.test(text)) < READABLE ? AGAINST : SILENT;
    default:
      return SILENT;
  }
}

const isDated = (cell: Cell): boolean => {
  const days = readDate(cell);
  if (!Number.isFinite(days) || days === NO_DATE) return false;
  const { year } = partsOf(days);
  return year >= 1880 && year <= 2100;
};

/** Coded fields: what the reader of the field takes, and words that no other field has. */
function codeFit(field: FieldId, content: ColumnContent): Fit {
  const read = readerOf(field);
  let readable = 0;
  let filled = 0;
  for (const cell of content.cells) {
    const value = read(cell);
    if (Number.isFinite(value)) filled++;
    if (Number.isFinite(value) || value === BLANK) readable++;
  }
  if (readable < READABLE * content.cells.length || filled === 0) return AGAINST;
  const share = (test: (text: string) => boolean): number => shareOf(content, test);
  if (field === 'sex')
    return share((text) => /^(男性?|女性?)$/.test(text)) > 0.95 && content.distinct === 2
      ? fits(0.95, '男・女')
      : content.distinct <= 2
        ? fits(0.3, '1 と 2 だけ')
        : SILENT;
  if (field === 'careLevel' || field === 'careLevelPrevious')
    return share((text) => /^(要?支援?[12]|要?介護?[1-5]|非該当|事業対象者?)$/.test(text)) > 0.95
      ? fits(0.9, '要支援・要介護の区分')
      : SILENT;
  if (field === 'proteinuria')
    return share((text) => /^(\(?[-±+]+\)?|\d\+|[－―ー]|\+-)$/.test(text)) > 0.95 &&
      share((text) => /[±+]/.test(text)) > 0
      ? fits(0.9, '－・±・＋')
      : SILENT;
  const { reader } = FIELDS[field];
  const isCoded = reader === 'yesNo' || reader === 'answer';
  if (isCoded && content.distinct > 6) return AGAINST;
  return isCoded ? fits(0.15, '読める答え') : SILENT;
}

/** How the cells of a column fit a field. Too few cells speak for nothing, but may still speak against it. */
export function contentFit(field: FieldId, content: ColumnContent): Fit {
  if (content.cells.length === 0) return SILENT;
  const fit = fitOf(field, content);
  return fit.against || content.cells.length >= LEAST_CELLS ? fit : SILENT;
}

function fitOf(field: FieldId, content: ColumnContent): Fit {
  const profile = NUMBERS[field];
  if (profile) return numberFit(profile, field, content);
  switch (FIELDS[field].reader) {
    case 'date':
      if (field === 'birthDate') return dateFit(content, BORN_FROM, BORN_TO, 0.9);
      return field === 'checkupDate' ? dateFit(content, CHECKUPS_FROM, 2100, 0.6) : dateFit(content, 1900, 2100, 0.1);
    case 'number':
    case 'text':
    case 'exclusion':
      return textFit(field, content);
    default:
      return codeFit(field, content);
  }
}
