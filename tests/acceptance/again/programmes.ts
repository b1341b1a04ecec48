/** Supported persons of 支援記録 and those eligible and not supported, for each line of the programmes, of the raw files; nothing of src/ is asked. */
import { ageOn, day, half, number, type Line } from './files';
import { all, any, compare, personsOf, PURPOSES, said, YEAR, type Person } from './persons';
import { sum } from './statistics';

export const before = personsOf(YEAR);
export const after = personsOf(YEAR + 1);

export interface Followed {
  readonly key: string;
  readonly was: number | null;
  readonly is: number | null;
  /** What is matched on. */
  readonly base: number | null;
  /** 1 or 0 of a share, the change of a measure. */
  readonly outcome: number | null;
}
type Value = (person: Person) => number | null;
export interface Indicator {
  /** Row key of the line on the sheet, behind the section. */
  readonly key: string;
  readonly purposes: readonly string[];
  readonly criteria: readonly string[];
  readonly kind: 'state' | 'measure' | 'reached';
  /** The written value's heading; null where the sheet has none. */
  readonly heading: string | null;
  readonly value: Value;
  /** Of a check-up, which counts only on its side of the support. */
  readonly isExamined?: true;
  /** The value that follows from others that were written: from a weight and the height of that year, else of the other. */
  readonly derived?: (rows: readonly Line[], when: '前' | '後', own?: Person, other?: Person) => number | null;
  /** What the value says: itself, or 1 and 0 of a state. */
  readonly asked: (value: number) => number;
  /** What is matched on: the value before, what it says, another value, or nothing. */
  readonly base: 'value' | 'state' | 'none' | Value;
  /** 1 or 0 of what was reached, from the rows of the course and both years. */
  readonly reached?: (course: Course) => number | null;
  /** Those of whom the line is asked. */
  readonly within?: (rows: readonly Line[]) => boolean;
  readonly isBetterLow?: true;
}
export interface Course {
  readonly rows: readonly Line[];
  readonly start: number | null;
  readonly status: string;
  readonly own?: Person;
  readonly later?: Person;
}

const itself = (value: number): number => value;
const yes = (code: number): number => Number(code === 1);
const careOf = (programme: string, purposes: readonly string[], criteria: readonly string[]): Indicator => ({
  key: `${programme}.${programme}.careLevel`,
  purposes,
  criteria,
  kind: 'state',
  heading: null,
  value: (p) => p.careLevel,
  // 経過的要介護 and above.
  asked: (level) => Number(level >= 3),
  base: 'value',
  isBetterLow: true,
});
const KIDNEY = {
  purposes: [
    '重症化予防（コントロール不良者）',
    '重症化予防（糖尿病等治療中断者）',
    '重症化予防（腎機能不良未受診者）',
  ],
  criteria: ['uncontrolled', 'discontinued', 'kidney'],
  heading: null,
  isExamined: true,
  asked: itself,
  base: 'value',
  isBetterLow: true,
} as const;
const LOW = { purposes: ['低栄養'], criteria: ['lowNutrition'], isExamined: true } as const;
const ORAL = { purposes: ['口腔'], criteria: ['oral'] } as const;
const DRUGS = { purposes: ['服薬（多剤）'], criteria: ['polypharmacy'] } as const;
const nothing: Value = () => null;
const weightOf: Value = (p) => p.now?.weight ?? null;

/** Whether the weight changed by less than a kilogram downwards, in steps of 0.1 kg. */
function keptWeight({ rows, start, own, later }: Course): number | null {
  const was = written(rows, '体重', '前') ?? (own === undefined ? null : weightOf(own));
  const is = written(rows, '体重', '後') ?? (!later?.now || later.now.date < (start ?? 0) ? null : weightOf(later));
  return was === null || is === null ? null : Number(Math.round((is - was) * 10) / 10 > -1);
}

/** 受診確認 of a row that names a dentist, else no dental receipt; receipts of the year of the start may lie before it. */
function sawDentist({ rows, later }: Course): number | null {
  const said_ = rows.filter((row) => row['つないだ先'] === '歯科').map((row) => row['受診確認'] ?? '');
  if (said_.includes('有')) return 1;
  const dental = later === undefined ? null : later.visits[0]![2];
  return said_.includes('無') || dental === 0 ? 0 : null;
}

function wasExamined({ rows, start, later }: Course): number | null {
  if (rows.some((row) => row['健診受診'] === '有')) return 1;
  if (later === undefined) return null;
  return Number(later.now !== null && later.now.date >= (start ?? 0));
}

const yesNo = (word: string | undefined): number | null => (word === '有' ? 1 : word === '無' ? 0 : null);

export const LINES: readonly Indicator[] = [
  { ...LOW, key: 'lowNutrition.lowNutrition.weightKept', kind: 'reached', heading: '体重', value: weightOf, asked: itself, base: 'value', reached: keptWeight },
  { ...LOW, key: 'lowNutrition.lowNutrition.bmiLow', kind: 'state', heading: 'BMI', value: (p) => p.now?.bmi ?? null, derived: bmiOf, asked: (bmi) => Number(bmi <= 20), base: 'value', isBetterLow: true },
  careOf('lowNutrition', LOW.purposes, LOW.criteria),
  { ...LOW, key: 'lowNutrition.lowNutrition.weightChange', kind: 'measure', heading: '体重', value: weightOf, asked: itself, base: 'value' },
  { ...ORAL, key: 'oral.oral.dentalVisit', kind: 'reached', heading: null, value: nothing, asked: itself, base: 'none', reached: sawDentist },
  { ...ORAL, key: 'oral.oral.chewing', kind: 'state', isExamined: true, heading: '質問票4', value: (p) => p.now?.answers[3] ?? null, asked: yes, base: 'value', isBetterLow: true },
  { ...ORAL, key: 'oral.oral.swallowing', kind: 'state', isExamined: true, heading: '質問票5', value: (p) => p.now?.answers[4] ?? null, asked: yes, base: 'value', isBetterLow: true },
  { ...ORAL, key: 'oral.oral.aspiration', kind: 'reached', heading: null, value: nothing, asked: itself, base: 'none', isBetterLow: true,
    within: (rows) => rows.some((row) => row['誤嚥性肺炎の既往'] === '有'), reached: ({ rows }) => yesNo(rows.map((row) => row['誤嚥性肺炎(1年後)'] ?? '').find((word) => word !== '')) },
  careOf('oral', ORAL.purposes, ORAL.criteria),
  { ...DRUGS, key: 'polypharmacy.polypharmacy.institutions', kind: 'measure', heading: '受診医療機関数', value: nothing, asked: itself, base: 'value' },
  { ...DRUGS, key: 'polypharmacy.polypharmacy.visits', kind: 'measure', heading: '受診回数', value: nothing, asked: itself, base: 'none' },
  { ...DRUGS, key: 'polypharmacy.polypharmacy.drugs15', kind: 'state', heading: '処方薬剤数', value: (p) => p.drugs, asked: (drugs) => Number(drugs >= 15), base: 'value', isBetterLow: true },
  { ...DRUGS, key: 'polypharmacy.polypharmacy.drugCount', kind: 'measure', heading: '処方薬剤数', value: (p) => p.drugs, asked: itself, base: 'value', isBetterLow: true },
  { key: 'physicalFrailty.physicalFrailty.frailAnswers', purposes: ['身体的フレイル'], criteria: ['physicalFrailty'], kind: 'state', isExamined: true, heading: null, value: stateOf, asked: itself, base: 'state', isBetterLow: true },
  careOf('physicalFrailty', ['身体的フレイル'], ['physicalFrailty']),
  { ...KIDNEY, key: 'diabeticKidney.diabeticKidney.hba1cHigh', kind: 'state', value: (p) => p.now?.hba1c ?? null, asked: (value) => Number(value >= 8) },
  { ...KIDNEY, key: 'diabeticKidney.diabeticKidney.bloodPressureHigh', kind: 'state', base: (p) => p.now?.sbp ?? null,
    value: (p) => { const found = any(compare(p.now?.sbp, (value) => value >= 160), compare(p.now?.dbp, (value) => value >= 100)); return found === null ? null : Number(found); } },
  { ...KIDNEY, key: 'diabeticKidney.diabeticKidney.hba1cChange', kind: 'measure', value: (p) => p.now?.hba1c ?? null },
  { ...KIDNEY, key: 'diabeticKidney.diabeticKidney.sbpChange', kind: 'measure', value: (p) => p.now?.sbp ?? null },
  { key: 'unknownStatus.unknownStatus.checkedUp', purposes: ['健康状態不明者'], criteria: ['unknownStatus'], kind: 'reached', heading: null, value: nothing, asked: itself, base: 'none', reached: wasExamined },
]; // prettier-ignore

/** ⑦ and one of ① and ⑧, in three values. */
function stateOf(person: Person): number | null {
  const found = all(said(person, 7, 1), any(said(person, 1, 4, 5), said(person, 8, 1)));
  return found === null ? null : Number(found);
}

/** A value that was written, the first of several rows before and the newest after; answers in words as codes. */
function written(rows: readonly Line[], heading: string | null, when: '前' | '後'): number | null {
  if (heading === null) return null;
  const name = `支援${when}${heading}`;
  const found = rows
    .map((row) => row[name] ?? '')
    .map((text) => (text === 'はい' ? 1 : text === 'いいえ' ? 2 : number(text)))
    .filter((value) => value !== null);
  return found.length === 0 ? null : when === '前' ? found[0]! : found.at(-1)!;
}

function bmiOf(rows: readonly Line[], when: '前' | '後', own?: Person, other?: Person): number | null {
  const [weight, height] = [written(rows, '体重', when), own?.now?.height ?? other?.now?.height ?? null];
  return weight === null || height === null ? null : half(weight / (height / 100) ** 2);
}

const GONE = ['死亡', '転出', '資格喪失'];
const plain = (purpose: string): string => purpose.normalize('NFKC').replace(/\s/gu, '');

/** The courses of a programme: rows of one person in the order of their days; those who left have no data after. */
export function coursesOf(log: readonly Line[], purposes: readonly string[]): Map<string, Course> {
  const wanted = purposes.map(plain);
  const own = log.filter((row) => wanted.includes(row['目的']!));
  const dayIn = (row: Line): number => day(row['支援開始日']) ?? day(row['案内した日']) ?? -1;
  return new Map(
    [...new Set(own.map((row) => row['被保険者番号']!))].map((key) => {
      const rows = own.filter((row) => row['被保険者番号'] === key);
      if (rows.length > 1) rows.sort((a, b) => dayIn(a) - dayIn(b));
      const starts = rows.filter(isSupported).flatMap((row) => day(row['支援開始日']) ?? []);
      const status =
        rows
          .map((row) => row['状況'] ?? '')
          .filter((word) => word !== '')
          .at(-1) ?? '';
      return [
        key,
        {
          rows,
          start: starts.length === 0 ? null : Math.min(...starts),
          status,
          own: before.get(key),
          later: GONE.includes(status) ? undefined : after.get(key),
        },
      ] as const;
    }),
  );
}
export const isSupported = (row: Line): boolean => row['支援の有無'] === '有';

export function groupsOf(line: Indicator, log: readonly Line[]): { supported: Followed[]; others: Followed[] } {
  const courses = [...coursesOf(log, line.purposes)].filter(([, { rows }]) => rows.some(isSupported));
  const person = (key: string, course: Course): Followed => {
    const { rows, start, own, later } = course;
    const ofData = (found: Person | undefined, value: Value, isLater: boolean): number | null => {
      if (found === undefined) return null;
      const examined = found.now?.date ?? null;
      const isAside = start !== null && examined !== null && (isLater ? examined < start : examined > start);
      return line.isExamined === true && isAside ? null : value(found);
    };
    const was =
      written(rows, line.heading, '前') ?? line.derived?.(rows, '前', own, later) ?? ofData(own, line.value, false);
    const is =
      written(rows, line.heading, '後') ?? line.derived?.(rows, '後', later, own) ?? ofData(later, line.value, true);
    const answer = (value: number | null): number | null => (value === null ? null : line.asked(value));
    const { base } = line;
    const [first, second] = [answer(was), answer(is)];
    return {
      key,
      was: first,
      is: second,
      base: base === 'none' ? null : base === 'value' ? was : base === 'state' ? first : ofData(own, base, false),
      outcome:
        line.reached !== undefined
          ? line.reached(course)
          : line.kind === 'state'
            ? second
            : first === null || second === null
              ? null
              : second - first,
    };
  };
  const supported = courses
    .filter(([, { rows }]) => line.within?.(rows) ?? true)
    .map(([key, course]) => person(key, course));
  const taken = new Set(courses.map(([key]) => key));
  const others = [...before]
    .filter(([key, each]) => !taken.has(key) && line.criteria.some((id) => PURPOSES[id]!(each) === true))
    .filter(([key]) => after.has(key))
    .map(([key, own]) => person(key, { rows: [], start: null, status: '', own, later: after.get(key) }));
  return { supported, others };
}

const variance = (values: readonly number[]): number => {
  if (values.length < 2) return 0;
  const mean = sum(values) / values.length;
  return sum(values.map((value) => (value - mean) ** 2)) / (values.length - 1);
};
export const deviationOf = (one: readonly number[], other: readonly number[]): number =>
  Math.sqrt((variance(one) + variance(other)) / 2);
/** Means of two groups and the standardised difference; null where it is not told. */
export function balance(one: readonly number[], other: readonly number[]): [number, number, number | null] {
  const means = [one, other].map((values) => sum(values) / values.length) as [number, number];
  const deviation = deviationOf(one, other);
  const difference = means[0] - means[1];
  return [...means, difference === 0 ? 0 : deviation === 0 ? null : difference / deviation];
}
export const ageOf = (key: string): number => ageOn(before.get(key)!.birth, (YEAR + 1) * 10000 + 331);
export const sexOf = (key: string): 1 | 2 => before.get(key)!.sex;

/** Random numbers of the seed 1 (mulberry32 of T. Ettinger, in the public domain), and a shuffle from the end (Fisher, Yates). */
function drawn(): () => number {
  let state = 1;
  return () => {
    state = (state + 0x6d2b79f5) % 2 ** 32;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
function shuffle<T>(given: readonly T[], random: () => number): T[] {
  const items = given.slice();
  for (let left = items.length; left > 1; left -= 1) {
    const at = Math.floor(random() * left);
    const kept = items[left - 1]!;
    items[left - 1] = items[at]!;
    items[at] = kept;
  }
  return items;
}

/** Pairs by exhaustive search: of the same sex and age class, the nearest value before within 0.2 deviations, everybody once. */
export function pairsOf(supported: readonly Followed[], others: readonly Followed[]) {
  const isUsable = ({ base, outcome }: Followed): boolean => base !== null && outcome !== null;
  const [ours, theirs] = [supported.filter(isUsable), others.filter(isUsable)];
  const random = drawn();
  const pool = shuffle(theirs, random);
  const order = shuffle(ours, random);
  const caliper =
    0.2 *
    deviationOf(
      ours.map(({ base }) => base!),
      theirs.map(({ base }) => base!),
    );
  const classOf = ({ key }: Followed): string =>
    `${sexOf(key)} ${[75, 85].filter((limit) => ageOf(key) >= limit).length}`;
  const sorted = pool
    .map((each, place) => ({ each, place }))
    .sort((a, b) => a.each.base! - b.each.base! || a.place - b.place);
  const free = new Set(sorted.map(({ each }) => each));
  const pairs: [Followed, Followed][] = [];
  for (const one of order) {
    const near = sorted
      .map(({ each }) => each)
      .filter(
        (each) =>
          free.has(each) && classOf(each) === classOf(one) && Math.abs(each.base! - one.base!) <= caliper + 1e-9,
      );
    const [below, above] = [
      near.filter((each) => each.base! < one.base!),
      near.filter((each) => each.base! >= one.base!),
    ];
    const [lower, upper] = [below.at(-1), above[0]];
    const other =
      lower === undefined || upper === undefined
        ? (lower ?? upper)
        : one.base! - lower.base! <= upper.base! - one.base! + 1e-9
          ? lower
          : upper;
    if (other === undefined) continue;
    free.delete(other);
    pairs.push([one, other]);
  }
  return { pairs, ours, theirs };
}
