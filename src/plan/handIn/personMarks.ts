/** Recognising persons of the inputs in free text: numbers, names, kana and birth dates in their several writings. */
import { daysOf, parseDate, recognise, type SourceInput } from '../../kdb';

/** What of a person was met; the word that messages use. The value itself is never told. */
export type PersonMark = '被保険者番号' | '氏名' | 'カナ氏名' | '生年月日';

/** What may not stand in a file that is handed in, ready to be looked up. */
export interface PersonMarks {
  readonly ids: ReadonlySet<string>;
  /** Width of the numbers; 0 without any. */
  readonly idWidth: number;
  /** Names without spaces. */
  readonly names: ReadonlySet<string>;
  readonly surnames: ReadonlySet<string>;
  /** Kana without spaces, as full-width katakana. */
  readonly kana: ReadonlySet<string>;
  readonly longest: number;
  /** Days since 1970-01-01. */
  readonly birthDays: ReadonlySet<number>;
}

const SPACES = /[\s\u3000]+/gu;
const HONORIFIC = /^(さん|様(?!式|々)|氏(?!名)|殿|ｻﾝ|サン)/u;
/** Shorter than this, a number with its zeros cut off is too common to be told from a count. */
const LEAST_DIGITS = 6;
/** A name of two letters may be part of another word: it counts only between other signs. */
const SURE_LENGTH = 3;
/** Digits that carry one of these are an amount. */
const UNITS = /^\s*(円|千円|万|億|人|名|件|回|か所|箇所|点|％|%|歳|日|か月|ヶ月|年)/u;

const unspaced = (text: string): string => text.normalize('NFKC').replace(SPACES, '');
const katakana = (text: string): string =>
  text.replace(/[\u3041-\u3096]/gu, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60));

/** What the inputs say of their persons, as it stands there; also of persons who were set aside. */
export interface PersonTexts {
  readonly ids: Iterable<string>;
  readonly names: Iterable<string>;
  readonly kana: Iterable<string>;
  /** Days since 1970-01-01. */
  readonly birthDays: Iterable<number>;
}

/** Prepares what is looked for. Numbers are padded with zeros to the widest of them. */
export function personMarks(texts: PersonTexts): PersonMarks {
  const written = new Set<string>();
  const names = new Set<string>();
  const surnames = new Set<string>();
  const kana = new Set<string>();
  for (const id of texts.ids) if (id !== '') written.add(unspaced(id));
  for (const name of texts.names) {
    const plain = unspaced(name);
    if (plain.length < 2) continue;
    names.add(plain);
    const surname = name.normalize('NFKC').trim().split(SPACES)[0]!;
    if (surname !== plain && surname.length > 0) surnames.add(surname);
  }
  for (const name of texts.kana) {
    const plain = katakana(unspaced(name));
    if (plain.length >= SURE_LENGTH) kana.add(plain);
  }
  let longest = 0;
  for (const name of names) longest = Math.max(longest, name.length);
  for (const name of kana) longest = Math.max(longest, name.length);
  let idWidth = 0;
  for (const id of written) if (/^\d+$/.test(id)) idWidth = Math.max(idWidth, id.length);
  const ids = new Set([...written].map((id) => (/^\d+$/.test(id) ? id.padStart(idWidth, '0') : id)));
  return { ids, idWidth, names, surnames, kana, longest, birthDays: new Set(texts.birthDays) };
}

/** The fields of a source that name a person. */
const FIELD_OF = { personId: 'ids', name: 'names', kana: 'kana', birthDate: 'birthDays' } as const;

/** What the sources say of persons, every row of every table that is recognised as an export, set aside or not. */
export function personTextsOf(inputs: readonly SourceInput[]): PersonTexts {
  const found = {
    ids: new Set<string>(),
    names: new Set<string>(),
    kana: new Set<string>(),
    birthDays: new Set<number>(),
  };
  for (const input of inputs) {
    const source = recognise(input);
    if (!source.recognised) continue;
    const columns = source.columns.flatMap(({ index, field }) =>
      field !== null && field in FIELD_OF ? [{ index, kind: FIELD_OF[field as keyof typeof FIELD_OF] }] : [],
    );
    let number = 0;
    for (const row of input.rows()) {
      number += 1;
      if (number <= source.headerRow) continue;
      for (const { index, kind } of columns) {
        const cell = row[index] ?? null;
        if (cell === null || cell === '') continue;
        if (kind === 'birthDays') {
          const day = parseDate(cell);
          if (day !== null) found.birthDays.add(day);
        } else found[kind].add(String(cell));
      }
    }
  }
  return found;
}

/** First years of the eras minus one; 1 明治 … 5 令和 are the codes of 生年月日元号. */
const ERAS: Readonly<Record<string, number>> = {
  ...{ 明治: 1867, 大正: 1911, 昭和: 1925, 平成: 1988, 令和: 2018 },
  ...{ 明: 1867, 大: 1911, 昭: 1925, 平: 1988, 令: 2018 },
  ...{ M: 1867, T: 1911, S: 1925, H: 1988, R: 2018 },
  ...{ '1': 1867, '2': 1911, '3': 1925, '4': 1988, '5': 2018 },
};

function dayOf(year: number, month: number, day: number): number | null {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  const days = daysOf(year, month, day);
  return Number.isFinite(days) ? days : null;
}

const YEAR = '(?:元|\\d{1,2})';
const PART = '[年./\\-・,]';
const WRITINGS: readonly { readonly pattern: RegExp; readonly read: (parts: readonly string[]) => number | null }[] = [
  {
    pattern: new RegExp(
      `(明治|大正|昭和|平成|令和|[明大昭平令MTSHR])(${YEAR})${PART}(\\d{1,2})[月./\\-・,](\\d{1,2})`,
      'giu',
    ),
    read: ([era, year, month, day]) =>
      dayOf(ERAS[era!.toUpperCase()]! + (year === '元' ? 1 : Number(year)), Number(month), Number(day)),
  },
  {
    pattern: /(?<!\d)(1[89]\d\d|20\d\d)[年./\-・,](\d{1,2})[月./\-・,](\d{1,2})/gu,
    read: ([year, month, day]) => dayOf(Number(year), Number(month), Number(day)),
  },
  {
    pattern: /(?=((1[89]\d\d|20\d\d)([01]\d)([0-3]\d)))/gu,
    read: ([, year, month, day]) => dayOf(Number(year), Number(month), Number(day)),
  },
  {
    pattern: /(?<![\dA-Z])([MTSHR1-5])(\d\d)([01]\d)([0-3]\d)(?!\d)/giu,
    read: ([era, year, month, day]) => dayOf(ERAS[era!.toUpperCase()]! + Number(year), Number(month), Number(day)),
  },
];

function holdsBirthDate(text: string, { birthDays }: PersonMarks): boolean {
  if (birthDays.size === 0) return false;
  const plain = text.replace(SPACES, '');
  return WRITINGS.some(({ pattern, read }) =>
    [...plain.matchAll(pattern)].some((match) => {
      const day = read(match.slice(1));
      return day !== null && birthDays.has(day);
    }),
  );
}

function holdsId(text: string, { ids, idWidth }: PersonMarks): boolean {
  if (idWidth === 0) return false;
  // Numbers may be cut into groups; thousands are not numbers of persons.
  for (const match of text.matchAll(/\d(?:[\d]|[ \-‐‑–―ー・_](?=\d))*/gu)) {
    const digits = match[0].replace(/\D/gu, '');
    const before = text[match.index - 1] ?? '';
    const rest = text.slice(match.index + match[0].length);
    if (before === ',' || /^,\d{3}/u.test(rest) || before === '.' || /^\.\d/u.test(rest)) continue;
    if (digits.length < idWidth) {
      if (digits.length >= LEAST_DIGITS && !UNITS.test(rest) && ids.has(digits.padStart(idWidth, '0'))) return true;
      if (ids.has(digits) && digits.length >= LEAST_DIGITS) return true;
      continue;
    }
    if (digits.length === idWidth && UNITS.test(rest) && !digits.startsWith('0')) continue;
    for (let from = 0; from + idWidth <= digits.length; from += 1) {
      if (ids.has(digits.slice(from, from + idWidth))) return true;
    }
  }
  return false;
}

const LETTER = /[\p{L}々〆ヶー]/u;

function holdsName(text: string, { names, surnames, longest }: PersonMarks): boolean {
  const plain = text.replace(SPACES, '');
  for (let from = 0; from < plain.length; from += 1) {
    for (let length = 2; length <= longest && from + length <= plain.length; length += 1) {
      const piece = plain.slice(from, from + length);
      const rest = plain.slice(from + length);
      if (surnames.has(piece) && HONORIFIC.test(rest)) return true;
      if (!names.has(piece)) continue;
      if (length >= SURE_LENGTH || HONORIFIC.test(rest)) return true;
      if (!LETTER.test(plain[from - 1] ?? '') && !LETTER.test(rest[0] ?? '')) return true;
    }
    if (surnames.has(plain[from]!) && HONORIFIC.test(plain.slice(from + 1))) return true;
  }
  return false;
}

function holdsKana(text: string, { kana, longest }: PersonMarks): boolean {
  if (kana.size === 0) return false;
  const plain = katakana(text.replace(/[\s\u3000・]+/gu, ''));
  for (const match of plain.matchAll(/[\u30a1-\u30fa\u30fc]+/gu)) {
    const word = match[0];
    for (let from = 0; from < word.length; from += 1) {
      for (let length = SURE_LENGTH; length <= longest && from + length <= word.length; length += 1) {
        if (kana.has(word.slice(from, from + length))) return true;
      }
    }
  }
  return false;
}

/** What of a person of the inputs stands in a text; null when nothing does. Full and half width are the same. */
export function personIn(text: string, marks: PersonMarks): PersonMark | null {
  const plain = text.normalize('NFKC');
  if (holdsId(plain, marks)) return '被保険者番号';
  if (holdsBirthDate(plain, marks)) return '生年月日';
  if (holdsName(plain, marks)) return '氏名';
  return holdsKana(plain, marks) ? 'カナ氏名' : null;
}

/** A date that is somebody's birth date, as days since 1970-01-01. */
export function isBirthDay(days: number, { birthDays }: PersonMarks): boolean {
  return birthDays.has(Math.floor(days));
}
