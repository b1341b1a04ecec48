/** One figure of the loaded aggregate forms: found by its name, by who is compared, by year, sex, age and municipality. */
import {
  AnalystError,
  COMPARATOR_WORDS,
  fiscalYearOf,
  parseDate,
  type Aggregate,
  type Comparator,
  type TidyRecord,
} from '../kdb';
import { plainEstimate, noteOf, type Estimate } from './estimate';

/** What of a record is asked for. */
export const FIGURE_PARTS = ['値', '割合', '実数', '分母'] as const;
export type FigurePart = (typeof FIGURE_PARTS)[number];

/** Which figure is meant. What is undefined is chosen: everybody before one sex, all ages before one class, the newest year. */
export interface FigureQuery {
  /** The whole name of the indicator, its last part, or a part of it. */
  readonly indicator: string;
  readonly comparator?: Comparator;
  readonly fiscalYear?: number;
  readonly sex?: 0 | 1 | 2;
  /** Lower end and upper end (null: open) of the class. */
  readonly age?: readonly [number, number | null];
  readonly municipality?: string;
  /** 値: the rate where there is one, else the count. */
  readonly part?: FigurePart;
}

/** A figure with the record that it stands in. */
export interface KdbFigure {
  readonly estimate: Estimate;
  readonly record: TidyRecord;
}

/** One spelling of width, spaces, brackets, 一人; a unit in brackets is no part of a name. */
function unified(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/\((円|千円|年|歳|人|%|件|日|点)\)/g, '')
    .replace(/[()「」・]/g, '')
    .replace(/一人/g, '1人')
    .replace(/あたり/g, '当たり')
    .toLowerCase();
}

/**
 * The comparator of a word; null when unknown.
 * @example findComparator('全国') // nation
 */
export function findComparator(word: string): Comparator | null {
  const wanted = unified(word);
  const found = (Object.keys(COMPARATOR_WORDS) as Comparator[]).find((key) =>
    COMPARATOR_WORDS[key].some((known) => unified(known) === wanted),
  );
  return found ?? null;
}

/**
 * 令和7年度, 2025年度, 令和7年9月, R07.09: the fiscal year that it lies in; null when it says none.
 * @example fiscalYearOfPeriod('令和8年3月') // 2025
 */
export function fiscalYearOfPeriod(period: string): number | null {
  const text = period.normalize('NFKC').replace(/\s/g, '');
  const year = /^(?:(令和|R)(\d{1,2}|元)|(平成|H)(\d{1,2})|(\d{4}))(年度?)?(分|累計)?$/i.exec(text);
  if (year) {
    if (year[5] !== undefined) return Number(year[5]);
    const reiwa = year[2] === '元' ? 1 : Number(year[2]);
    return year[2] === undefined ? 1988 + Number(year[4]) : 2018 + reiwa;
  }
  const month = /^(?:(令和|R)(\d{1,2}|元)|(\d{4}))[年.\-/](\d{1,2})月?(分|診療分|作成)?$/i.exec(text);
  if (month) {
    const calendar = month[3] !== undefined ? Number(month[3]) : 2018 + (month[2] === '元' ? 1 : Number(month[2]));
    return Number(month[4]) >= 4 ? calendar : calendar - 1;
  }
  const days = parseDate(text);
  return days === null ? null : fiscalYearOf(days);
}

/** The name of a record's indicator in one spelling: its parts, and all of them together. */
interface Spelling {
  readonly parts: readonly string[];
  readonly whole: string;
}

/** Indicators are spelt the same way again and again: thousands of records, asked by hundreds of cells. */
const spellings = new WeakMap<TidyRecord, Spelling>();

function spellingOf(record: TidyRecord): Spelling {
  let spelling = spellings.get(record);
  if (spelling === undefined) {
    const parts = record.indicator.split(' / ').map(unified);
    spelling = { parts, whole: parts.join('') };
    spellings.set(record, spelling);
  }
  return spelling;
}

/** The records of loaded forms, those that were found by a name before, and the names like one that was not found. */
interface Shelf {
  readonly records: readonly TidyRecord[];
  readonly byName: Map<string, readonly TidyRecord[]>;
  readonly likeName: Map<string, readonly string[]>;
}

const shelves = new WeakMap<readonly Aggregate[], Shelf>();

function shelfOf(aggregates: readonly Aggregate[]): Shelf {
  let shelf = shelves.get(aggregates);
  if (shelf === undefined) {
    shelf = { records: aggregates.flatMap(({ records }) => records), byName: new Map(), likeName: new Map() };
    shelves.set(aggregates, shelf);
  }
  return shelf;
}

/** Records whose indicator is named exactly, else those with the name as one of their parts, else those that contain it. */
function named({ records, byName }: Shelf, indicator: string): readonly TidyRecord[] {
  const wanted = unified(indicator);
  const known = byName.get(wanted);
  if (known !== undefined) return known;
  const whole = wanted.replaceAll('/', '');
  const tries: readonly ((spelling: Spelling) => boolean)[] = [
    (spelling) => spelling.whole === whole || spelling.parts.at(-1) === wanted,
    (spelling) => spelling.parts.includes(wanted),
    (spelling) => spelling.whole.includes(whole),
  ];
  let found: readonly TidyRecord[] = [];
  for (const fits of tries) {
    found = records.filter((record) => fits(spellingOf(record)));
    if (found.length > 0) break;
  }
  byName.set(wanted, found);
  return found;
}

/** How many names a message lists. */
const LISTED = 12;
const listed = (names: readonly string[]): string => {
  const all = [...new Set(names)];
  return all.length <= LISTED ? all.join('・') : `${all.slice(0, LISTED).join('・')} など`;
};

const sexWord = (sex: 0 | 1 | 2): string => ['男女計', '男', '女'][sex]!;
const ageWord = ({ ageFrom, ageTo }: TidyRecord): string =>
  ageFrom === null ? '全年齢' : ageTo === null ? `${ageFrom}以上` : `${ageFrom}-${ageTo}`;

/** Names that share letters with what was asked for, the likest first. */
function near({ records, likeName }: Shelf, indicator: string): readonly string[] {
  const known = likeName.get(indicator);
  if (known !== undefined) return known;
  const letters = new Set(unified(indicator));
  const score = (name: string): number => [...new Set(unified(name))].filter((letter) => letters.has(letter)).length;
  const names = [...new Set(records.map((record) => record.indicator))]
    .map((name) => ({ name, score: score(name) }))
    .sort((a, b) => b.score - a.score)
    .map(({ name }) => name);
  likeName.set(indicator, names);
  return names;
}

/** Those that fit a choice; where nothing was chosen, the default where it occurs, else all. */
function choose<T>(
  records: readonly TidyRecord[],
  wanted: T | undefined,
  isDefault: (record: TidyRecord) => boolean,
  fits: (record: TidyRecord, wanted: T) => boolean,
): readonly TidyRecord[] {
  if (wanted !== undefined) return records.filter((record) => fits(record, wanted));
  const usual = records.filter(isDefault);
  return usual.length > 0 ? usual : records;
}

function newest(records: readonly TidyRecord[]): readonly TidyRecord[] {
  const years = records.map(({ period }) => fiscalYearOfPeriod(period));
  const latest = years.reduce<number | null>(
    (best, year) => (year !== null && (best === null || year > best) ? year : best),
    null,
  );
  return latest === null ? records : records.filter((_, index) => years[index] === latest);
}

function partOf(
  { numerator, denominator, value, suppressed, unit }: TidyRecord,
  part: FigurePart,
): { value: number; unit: string } | null {
  if (suppressed && numerator === null && value === null) throw new AnalystError('aggregate.hidden');
  switch (part) {
    case '値':
      return value !== null ? { value, unit } : numerator !== null ? { value: numerator, unit: '' } : null;
    case '割合':
      return value === null ? null : { value, unit };
    case '実数':
      return numerator === null ? null : { value: numerator, unit: '' };
    case '分母':
      return denominator === null ? null : { value: denominator, unit: '' };
  }
}

/**
 * The figure that a query means, as printed in the form (12.3 for 12.3 %).
 *
 * Refusals: `aggregate.none` (no form loaded), `aggregate.noIndicator`, `aggregate.noRecord` (the indicator is there, but not
 * for this comparator, year, sex, age or municipality), `aggregate.several` (several figures fit; says how to tell them
 * apart), `aggregate.hidden` (＊).
 */
export function kdbFigure(aggregates: readonly Aggregate[], query: FigureQuery): KdbFigure {
  const shelf = shelfOf(aggregates);
  const all = shelf.records;
  const { indicator, comparator = 'self', part = '値' } = query;
  if (all.length === 0) throw new AnalystError('aggregate.none');
  const ofName = named(shelf, indicator);
  if (ofName.length === 0)
    throw new AnalystError('aggregate.noIndicator', { indicator, known: listed(near(shelf, indicator)) });
  const none = (records: readonly TidyRecord[], key: string, wanted: string, word: (record: TidyRecord) => string) =>
    new AnalystError('aggregate.noRecord', { indicator, key, wanted, known: listed(records.map(word)) });

  const compared = ofName.filter((record) => record.comparator === comparator);
  if (compared.length === 0)
    throw none(ofName, '比較', COMPARATOR_WORDS[comparator][0], (record) => COMPARATOR_WORDS[record.comparator][0]);
  const ofYear =
    query.fiscalYear === undefined
      ? newest(compared)
      : compared.filter(({ period }) => fiscalYearOfPeriod(period) === query.fiscalYear);
  if (ofYear.length === 0) throw none(compared, '年度', String(query.fiscalYear), ({ period }) => period || '年度なし');
  const place = query.municipality === undefined ? undefined : unified(query.municipality);
  const ofPlace = choose(
    ofYear,
    place,
    ({ form }) => form !== 'municipalities',
    (record, name) => unified(record.municipality) === name,
  );
  if (ofPlace.length === 0) throw none(ofYear, '市町村', query.municipality ?? '', ({ municipality }) => municipality);
  const ofSex = choose(
    ofPlace,
    query.sex,
    ({ sex }) => sex === 0,
    (record, sex) => record.sex === sex,
  );
  if (ofSex.length === 0) throw none(ofPlace, '性別', sexWord(query.sex ?? 0), ({ sex }) => sexWord(sex));
  const ofAge = choose(
    ofSex,
    query.age,
    ({ ageFrom }) => ageFrom === null,
    ({ ageFrom, ageTo }, [from, to]) => ageFrom === from && ageTo === to,
  );
  if (ofAge.length === 0) throw none(ofSex, '年齢', query.age?.map((age) => age ?? '').join('-') ?? '', ageWord);

  const figures = ofAge.flatMap((record) => {
    const shown = partOf(record, part);
    return shown === null ? [] : [{ record, ...shown }];
  });
  const [first] = figures;
  if (first === undefined)
    throw none(ofAge, '求めるもの', part, (record) =>
      FIGURE_PARTS.slice(1)
        .filter((each) => partOf(record, each) !== null)
        .join('・'),
    );
  const different = figures.filter(({ value }) => value !== first.value);
  if (different.length > 0) {
    const word = ({ record }: (typeof figures)[number]): string =>
      [
        record.indicator,
        ...(new Set(figures.map((each) => each.record.sex)).size > 1 ? [`性別=${sexWord(record.sex)}`] : []),
        ...(new Set(figures.map((each) => ageWord(each.record))).size > 1 ? [`年齢=${ageWord(record)}`] : []),
        ...(new Set(figures.map((each) => each.record.municipality)).size > 1 ? [`市町村=${record.municipality}`] : []),
      ].join(';');
    throw new AnalystError('aggregate.several', { indicator, known: listed(figures.map(word)) });
  }
  const { record, value, unit } = first;
  return {
    record,
    estimate: plainEstimate(
      value,
      `${record.source} ${record.row} 行目`,
      `${record.indicator}${unit === '' ? '' : `（${unit}）`}`,
      noteOf(
        `集計表から読んだ値です（${COMPARATOR_WORDS[record.comparator][0]}${record.period === '' ? '' : `、${record.period}`}）。`,
      ).note,
    ),
  };
}
