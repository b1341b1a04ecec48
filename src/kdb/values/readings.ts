/** Turns cells into numbers: measured values, counts, answers, classes. A reading is a number or one of three marks. */
import { plain, plainNumberText } from './cellText';
import { isOpenEnd, parseDate } from './dates';
import { FIELDS, type FieldDefinition } from './fields';
import { CARE_LEVEL, NO, YES } from './codes';
import type { Cell } from './cellText';
import type { FieldId } from './fieldIds';

export { plain } from './cellText';

/** Nothing is there, or a mark that says so (未実施). */
export const BLANK = Number.NEGATIVE_INFINITY;
/** Something is there that cannot be read. */
export const UNREADABLE = Number.POSITIVE_INFINITY;
/** A number that cannot be true. */
export const OUT_OF_RANGE = Number.NaN;

export type Reader = (cell: Cell) => number;

const DASH = /^[-‐‑‒–—―−─━ー－]+$/;
const MISSING_MARK =
  /^([*・…‥]+|\.{2,}|未実施|未測定|未検査|測定不能|検査不能|判定不能|欠測|不明|未回答|無回答|null|n\/a)$/i;
const NUMBER = /^[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d*)?$|^[+-]?\.\d+$/;
const UNIT = /(cm|kg\/m\^?[2²]|kg|mmhg|mg\/dl|ml\/(min|分)\/1\.73m\^?[2²]|%|件|剤|種類?|点|円|歳|回|日)$/i;

const isDash = (text: string): boolean => DASH.test(text);

/** Powers of ten that decimals of plain numbers need. */
const TENTHS = [1, 10, 100, 1000, 10000];

/** The commonest writing, digits with at most four decimals, without regular expressions; -1 for all others. */
function plainNumber(text: string): number {
  const length = text.length;
  if (length === 0 || length > 9) return -1;
  let value = 0;
  let point = -1;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code === 46 && point < 0 && at > 0) point = at;
    else if (code >= 48 && code <= 57) value = value * 10 + code - 48;
    else return -1;
  }
  if (point < 0) return value;
  const decimals = length - point - 1;
  return decimals > 4 ? -1 : value / TENTHS[decimals]!;
}

/** A number as exports write it: full width, thousands separators, a unit behind it. */
export function readNumber(cell: Cell): number {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : UNREADABLE;
  if (typeof cell === 'boolean') return UNREADABLE;
  if (cell !== null) {
    const quick = plainNumber(cell);
    if (quick >= 0) return quick;
  }
  const text = plain(cell);
  if (text === '' || isDash(text) || MISSING_MARK.test(text)) return BLANK;
  const bare = plainNumberText(text.replace(UNIT, '').replace('−', '-'));
  return NUMBER.test(bare) ? Number(bare.replaceAll(',', '')) : UNREADABLE;
}

function within(value: number, range: readonly [number, number] | undefined): number {
  if (!Number.isFinite(value) || !range) return value;
  return value >= range[0] && value <= range[1] ? value : OUT_OF_RANGE;
}

const YES_WORDS = /^(0?1|有|有り|有る|あり|ある|はい|○|〇|◯|◎|●|レ|✓|✔|該当|該当あり|y|yes|true)$/i;
const NO_WORDS = /^(00?|無|無し|無い|なし|ない|いいえ|×|✕|✖|x|非該当|該当なし|n|no|false)$/i;

/** Serial numbers of the days since 2009: where no date belongs, what Excel made of a typed 1-2. */
const SERIAL_FROM = 40_000;
const SERIAL_TO = 60_000;
const DATE_TEXT =
  /^(\d{4}[-/.年])?\d{1,2}[-/月]\d{1,2}日?$|^\d{1,2}-(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)$/i;

/** Whether a cell that could not be read where no date belongs is one: Excel turns 1-2 into 1月2日. */
export function becameDate(cell: Cell): boolean {
  if (typeof cell === 'number') return Number.isInteger(cell) && cell >= SERIAL_FROM && cell <= SERIAL_TO;
  const text = plain(cell);
  return DATE_TEXT.test(text) || (/^\d{5}$/.test(text) && becameDate(Number(text)));
}

/** YES or NO; a dash is "no". */
function readYesNo(cell: Cell): number {
  const text = plain(cell);
  if (text === '') return BLANK;
  if (YES_WORDS.test(text)) return YES;
  if (NO_WORDS.test(text) || isDash(text)) return NO;
  return UNREADABLE;
}

/** Numbers from receipts: nothing and a dash are blank (the join makes them 0); 不明 or * is no number. */
function readReceiptNumber(cell: Cell): number {
  const value = readNumber(cell);
  return value === BLANK && MISSING_MARK.test(plain(cell)) ? UNREADABLE : value;
}

/** A count of 0 or more. Words are taken too: 有 is at least one, 無 is none. */
function readCount(cell: Cell): number {
  const value = readReceiptNumber(cell);
  if (value === UNREADABLE) {
    const said = readYesNo(cell);
    return said === YES ? 1 : said === NO ? 0 : UNREADABLE;
  }
  if (!Number.isFinite(value)) return value;
  if (value < 0 || value > 2_000_000_000) return OUT_OF_RANGE;
  return Number.isInteger(value) ? value : UNREADABLE;
}

function readSex(cell: Cell): number {
  const text = plain(cell)
    .toLowerCase()
    .replace(/^[12][:.](?=.)/, '');
  if (text === '' || isDash(text) || MISSING_MARK.test(text)) return BLANK;
  if (/^(1|01|男|男性|男子|m|male|おとこ)$/.test(text)) return 1;
  return /^(2|02|女|女性|女子|f|female|おんな)$/.test(text) ? 2 : UNREADABLE;
}

/** 尿蛋白: 1 －, 2 ±, 3 ＋, 4 ＋＋, 5 ＋＋＋ and more. A dash is negative, not missing. */
function readProteinuria(cell: Cell): number {
  const text = plain(cell).replace(/^\((.*)\)$/, '$1');
  if (text === '') return BLANK;
  if (isDash(text) || text === '陰性') return 1;
  if (/^(±|\+-|\+\/-|-\+|-~\+)$/.test(text)) return 2;
  if (/^\++$/.test(text)) return Math.min(2 + text.length, 5);
  const graded = /^(\d)\+$/.exec(text) ?? /^\+(\d)$/.exec(text);
  if (graded) return Number(graded[1]) >= 1 ? Math.min(2 + Number(graded[1]), 5) : UNREADABLE;
  if (/^[1-5]$/.test(text)) return Number(text);
  return MISSING_MARK.test(text) ? BLANK : UNREADABLE;
}

/** 要介護状態区分コード → our ordered code (国保連インタフェース: 06, 12, 13, 21–25; 01 and 11 by common use). */
const CARE_CODES: Readonly<Record<number, number>> = {
  1: CARE_LEVEL.none,
  6: CARE_LEVEL.programTarget,
  11: CARE_LEVEL.transitional,
  12: CARE_LEVEL.support1,
  13: CARE_LEVEL.support2,
  21: CARE_LEVEL.care1,
  22: CARE_LEVEL.care2,
  23: CARE_LEVEL.care3,
  24: CARE_LEVEL.care4,
  25: CARE_LEVEL.care5,
};

function readCareLevel(cell: Cell): number {
  const text = plain(cell).replace(/[()]/g, '');
  if (text === '' || isDash(text)) return BLANK;
  const code = /^(\d{1,2})(?:[:.].+)?$/.exec(text);
  if (code) return CARE_CODES[Number(code[1])] ?? UNREADABLE;
  if (/^(非該当|自立|なし|無|無し|認定なし|未認定|該当なし|認定無し|×)$/.test(text)) return CARE_LEVEL.none;
  if (/^(総合事業|事業)?対象者?$|^事業対象者$/.test(text)) return CARE_LEVEL.programTarget;
  if (/^経過的要介護$/.test(text)) return CARE_LEVEL.transitional;
  const support = /^(?:要?支援?|支)([12])$/.exec(text);
  if (support) return CARE_LEVEL.support1 + Number(support[1]) - 1;
  const care = /^(?:要?介護?|介|要介)([1-5])$/.exec(text);
  return care ? CARE_LEVEL.care1 + Number(care[1]) - 1 : UNREADABLE;
}

/** A coded answer: the code, its word, or both (1:はい, ①はい). */
function answerReader(words: readonly string[]): Reader {
  const byWord = new Map(words.map((word, index) => [plain(word), index + 1]));
  byWord.set('普通', byWord.get('ふつう') ?? 0);
  byWord.set('良い', byWord.get('よい') ?? 0);
  byWord.set('まあ良い', byWord.get('まあよい') ?? 0);
  byWord.set('あまり良くない', byWord.get('あまりよくない') ?? 0);
  byWord.set('良くない', byWord.get('よくない') ?? 0);
  return (cell) => {
    const text = plain(cell);
    if (text === '' || isDash(text) || MISSING_MARK.test(text)) return BLANK;
    const word = byWord.get(text);
    if (word) return word;
    const coded = /^\(?0?(\d)\)?(?:[:.、,]?(.+))?$/.exec(text);
    if (!coded) return UNREADABLE;
    const code = Number(coded[1]);
    if (coded[2] !== undefined && byWord.get(coded[2]) !== code) return UNREADABLE;
    return code >= 1 && code <= words.length ? code : UNREADABLE;
  };
}

/** Dates become days since 1970-01-01; "no end" dates (99999999) are blank. */
export function readDate(cell: Cell, eraMark: Cell = null): number {
  const text = plain(cell);
  if (text === '' || isDash(text) || MISSING_MARK.test(text) || isOpenEnd(cell)) return BLANK;
  return parseDate(cell, eraMark) ?? UNREADABLE;
}

/** Words of a database, or of a clerk, for: there is no such date. */
const NO_SUCH_DATE = /^(null|nil|none|n\/a|なし|無し?|該当なし|喪失なし|未喪失|(資格)?(継続|有効|加入)中?)$/i;

/**
 * 資格取得日 and 資格喪失日: where something stands that says neither a date nor that there is none (死亡, 不明, *), something has
 * happened, and the day is not known. It is unreadable, never blank.
 */
function readQualificationDate(cell: Cell): number {
  const text = plain(cell);
  if (text === '' || isDash(text) || isOpenEnd(cell) || NO_SUCH_DATE.test(text)) return BLANK;
  return parseDate(cell) ?? UNREADABLE;
}

function plainReader(definition: FieldDefinition): Reader {
  switch (definition.reader) {
    case 'measure':
      return (cell) => within(readNumber(cell), definition.range);
    case 'points':
      return (cell) => within(readReceiptNumber(cell), [0, Number.MAX_SAFE_INTEGER]);
    case 'count':
      return (cell) => within(readCount(cell), definition.range);
    case 'yesNo':
      return readYesNo;
    case 'sex':
      return readSex;
    case 'proteinuria':
      return readProteinuria;
    case 'careLevel':
      return readCareLevel;
    case 'answer':
      return answerReader(definition.words ?? []);
    case 'date':
      return readDate;
    case 'qualificationDate':
      return readQualificationDate;
    default:
      throw new Error(`${definition.id} is a text, it has no numeric reading`);
  }
}

/** Distinct cells that a reader remembers; columns hold few, and what is beyond is read afresh. */
const REMEMBERED = 20_000;

/** The reader of a field. Answers, classes and dates remember the cells read before: exports repeat few of them. */
export function readerOf(field: FieldId): Reader {
  const read = plainReader(FIELDS[field]);
  if (['measure', 'points', 'count'].includes(FIELDS[field].reader)) return read;
  const known = new Map<Cell, number>();
  return (cell) => {
    const before = known.get(cell);
    if (before !== undefined) return before;
    const value = read(cell);
    if (known.size < REMEMBERED) known.set(cell, value);
    return value;
  };
}
