/**
 * Every figure of 圏域別, 経年比較 and 質問票の分析 of the bundled samples, reckoned again from the raw files by formulas that share no code
 * with the product: reading, the ten purposes in three-valued logic, intervals, standardisation, tests.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readXlsx } from 'hucre';
import { ensureBuilt, ikkatsu, SAMPLE_CSVS, SAMPLES } from '../e2e/built';

const YEAR = 2025;
const Z = 1.959963984540054;
type Known = boolean | null;
type Line = Readonly<Record<string, string>>;

// --- Reading -------------------------------------------------------------------------------------------------------------

const decoder = new TextDecoder('shift_jis');
function rowsOf(file: string): string[][] {
  const text = decoder.decode(fs.readFileSync(file));
  return text
    .split(/\r?\n/u)
    .filter((line) => line.trim() !== '')
    .map((line) => [...line.matchAll(/"((?:[^"]|"")*)"|([^,]+)|(?<=,)(?=,|$)/gu)].map((m) => m[1] ?? m[2] ?? ''));
}
const unified = (text: string): string => text.normalize('NFKC').replace(/\s/gu, '');
function table(file: string): Line[] {
  const rows = rowsOf(path.join(SAMPLES, file));
  const head = rows.findIndex((row) => row[0] === '被保険者番号');
  const names = rows[head]!.map((name) => unified(name).replace(/^HbA1c.*$/u, 'HbA1c'));
  return rows
    .slice(head + 1)
    .filter((row) => /^\d+$/u.test(unified(row[0]!)))
    .map((row) => Object.fromEntries(names.map((name, i) => [name, unified(row[i] ?? '')])));
}
const number = (text: string | undefined): number | null => {
  const plain = (text ?? '').replace(/,/gu, '');
  return /^-?\d+(\.\d+)?$/u.test(plain) ? Number(plain) : null;
};
const within = (value: number | null, low: number, high: number): number | null =>
  value === null || value < low || value > high ? null : value;
/** A date as a number 20250401. */
function day(text: string | undefined): number | null {
  const era = /^R(\d+)\.(\d+)\.(\d+)$/u.exec(text ?? '');
  if (era) return (2018 + Number(era[1])) * 10000 + Number(era[2]) * 100 + Number(era[3]);
  const parts = /^(\d{4})[/-]?(\d{1,2})[/-]?(\d{1,2})$/u.exec(text ?? '');
  return parts ? Number(parts[1]) * 10000 + Number(parts[2]) * 100 + Number(parts[3]) : null;
}
const fiscalYear = (date: number): number => Math.floor(date / 10000) - (date % 10000 < 401 ? 1 : 0);
const ageOn = (birth: number, at: number): number =>
  Math.floor(at / 10000) - Math.floor(birth / 10000) - (at % 10000 < birth % 10000 ? 1 : 0);
const half = (value: number): number => Math.round(value * 10 + 1e-9) / 10;

interface Checkup {
  readonly date: number;
  readonly bmi: number | null;
  readonly sbp: number | null;
  readonly dbp: number | null;
  readonly hba1c: number | null;
  readonly egfr: number | null;
  readonly protein: Known;
  readonly answers: readonly (number | null)[];
}
interface Person {
  readonly sex: 1 | 2;
  readonly age: number;
  readonly area: string;
  readonly excluded: boolean;
  readonly now: Checkup | null;
  readonly before: Checkup | null;
  /** Medicines by years back from the year asked about: [0] this year. */
  readonly dm: readonly Known[];
  readonly ht: readonly Known[];
  readonly visits: readonly (readonly [inpatient: number, outpatient: number, dental: number])[];
  readonly drugs: number;
  readonly hypnotic: boolean;
  readonly dmDiagnosis: boolean;
  readonly cvd: boolean;
  readonly certified: readonly boolean[];
  readonly birth: number;
  readonly left: number | null;
  /** 要介護2 and over a year before the extraction. */
  readonly wasDependent: boolean;
}

const marks = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮';
const ANSWERS = [5, 4, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 2, 2];
function checkupOf(line: Line, sex: 1 | 2, birth: number): Checkup {
  const date = day(line['健診受診日'])!;
  const [height, weight] = [within(number(line['身長']), 100, 210), within(number(line['体重']), 20, 200)];
  const derived = height === null || weight === null ? null : within(half(weight / (height / 100) ** 2), 8, 60);
  const creatinine = within(number(line['クレアチニン']), 0.1, 20);
  const formula =
    creatinine === null ? null : 194 * creatinine ** -1.094 * ageOn(birth, date) ** -0.287 * (sex === 2 ? 0.739 : 1);
  const protein = line['尿蛋白'] ?? '';
  return {
    date,
    bmi: within(number(line['BMI']), 8, 60) ?? derived,
    sbp: within(number(line['収縮期血圧']), 60, 260),
    dbp: within(number(line['拡張期血圧']), 30, 160),
    hba1c: within(number(line['HbA1c']), 3, 20),
    egfr: within(number(line['eGFR']), 1, 200) ?? (formula === null ? null : within(half(formula), 1, 200)),
    protein: protein === '' ? null : /\+/u.test(protein.replace('±', '')) || Number(protein) >= 3,
    answers: ANSWERS.map((most, i) => {
      const code = number(line[`質問票${i + 1}`] ?? line[`質問票${marks[i]}`]);
      return code !== null && code >= 1 && code <= most ? code : null;
    }),
  };
}

/** The insured persons on the last day of a fiscal year, in the order of the register, by their numbers. */
function personsOf(year: number): Map<string, Person> {
  const end = (year + 1) * 10000 + 331;
  const receipts = new Map(table('レセプト集計_令和7年度.csv').map((line) => [line['被保険者番号']!, line]));
  const care = new Map(table('要介護認定.csv').map((line) => [line['被保険者番号']!, line]));
  const checkups = new Map<string, Line[]>();
  for (const file of ['健診_令和7年度.csv', '健診_令和6年度.csv'])
    for (const line of table(file)) {
      const key = line['被保険者番号']!;
      if (day(line['健診受診日']) !== null) checkups.set(key, [...(checkups.get(key) ?? []), line]);
    }
  const back = YEAR - year;
  const persons = new Map<string, Person>();
  for (const line of table('被保険者台帳.csv')) {
    const key = line['被保険者番号']!;
    const [enrolled, left, birth] = [day(line['資格取得日']), day(line['資格喪失日']), day(line['生年月日'])!];
    if (persons.has(key) || (enrolled ?? 0) > end || (left ?? Infinity) <= end) continue;
    const sex = line['性別'] === '男' ? 1 : 2;
    const inYear = (wanted: number): Checkup | null => {
      const own = (checkups.get(key) ?? []).filter((each) => fiscalYear(day(each['健診受診日'])!) === wanted);
      const newest = own.reduce<Line | null>(
        (best, each) => (best === null || day(each['健診受診日'])! > day(best['健診受診日'])! ? each : best),
        null,
      );
      return newest === null ? null : checkupOf(newest, sex, birth);
    };
    const receipt = receipts.get(key);
    const SUFFIX = ['', '(前年度)', '(2年前)', '(3年前)'].slice(back);
    const yes = (name: string): boolean => ['1', '有', 'あり', 'はい', '○'].includes(receipt?.[name] ?? '');
    persons.set(key, {
      sex,
      age: ageOn(birth, end),
      area: line['圏域']!,
      excluded: line['対象外区分'] !== '',
      now: inYear(year),
      before: inYear(year - 1),
      dm: SUFFIX.map((suffix) => yes(`糖尿病薬${suffix}`)),
      ht: SUFFIX.map((suffix) => yes(`高血圧薬${suffix}`)),
      visits: SUFFIX.slice(0, 2).map((suffix) => {
        const of = (name: string): number => number(receipt?.[`${name}レセ件数${suffix}`]) ?? 0;
        return [of('医科入院'), of('医科外来'), of('歯科')] as const;
      }),
      drugs: number(receipt?.['処方薬剤数']) ?? 0,
      hypnotic: yes('睡眠薬'),
      dmDiagnosis: yes('糖尿病'),
      cvd: yes('心不全') || yes('脳卒中'),
      certified: ['要介護度', '要介護度(前年度)'].map((name) =>
        /^要(支援|介護)[1-5]$/u.test(care.get(key)?.[name] ?? ''),
      ),
      birth,
      left,
      wasDependent: /^要介護[2-5]$/u.test(care.get(key)?.['要介護度(前年度)'] ?? ''),
    });
  }
  return persons;
}

// --- The ten purposes ----------------------------------------------------------------------------------------------------

const all = (...parts: Known[]): Known => (parts.includes(false) ? false : parts.includes(null) ? null : true);
const any = (...parts: Known[]): Known => (parts.includes(true) ? true : parts.includes(null) ? null : false);
const not = (part: Known): Known => (part === null ? null : !part);
const compare = (value: number | null | undefined, test: (value: number) => boolean): Known =>
  value === null || value === undefined ? null : test(value);
const said = ({ now }: Person, item: number, ...codes: number[]): Known =>
  compare(now?.answers[item - 1], (code) => codes.includes(code));
const noVisit = (visits: readonly number[]): boolean => visits.every((count) => count === 0);

const PURPOSES: Readonly<Record<string, (person: Person) => Known>> = {
  lowNutrition: (p) =>
    all(
      compare(p.now?.bmi, (bmi) => bmi <= 20),
      said(p, 6, 1),
    ),
  oral: (p) => all(any(said(p, 4, 1), said(p, 5, 1)), p.visits[0]![2] === 0),
  polypharmacy: (p) => p.drugs >= 15,
  hypnotics: (p) => all(p.hypnotic, any(said(p, 8, 1), all(said(p, 10, 1), said(p, 11, 1)))),
  physicalFrailty: (p) => all(said(p, 7, 1), any(said(p, 1, 4, 5), said(p, 8, 1))),
  uncontrolled: (p) =>
    any(
      all(
        compare(p.now?.hba1c, (value) => value >= 8),
        not(p.dm[0]!),
      ),
      all(
        any(
          compare(p.now?.sbp, (value) => value >= 160),
          compare(p.now?.dbp, (value) => value >= 100),
        ),
        not(p.ht[0]!),
      ),
    ),
  discontinued: (p) => all(p.now === null, any(...p.dm.slice(1), ...p.ht.slice(1)), not(p.dm[0]!), not(p.ht[0]!)),
  comorbidFrailty: (p) =>
    all(
      any(
        ...p.dm,
        p.dmDiagnosis,
        p.cvd,
        compare(p.now?.hba1c, (value) => value >= 7),
      ),
      any(said(p, 1, 4, 5), said(p, 6, 1), said(p, 8, 1), said(p, 13, 2)),
    ),
  kidney: (p) =>
    all(
      any(
        compare(p.now?.egfr, (value) => value < 45),
        p.now === null ? null : p.now.protein,
      ),
      noVisit(p.visits[0]!),
    ),
  unknownStatus: (p) =>
    all(p.now === null, p.before === null, ...p.visits.map(noVisit), !p.certified[0]!, !p.certified[1]!),
};
/** Purposes whose columns the year before has too. */
const EARLIER = ['lowNutrition', 'oral', 'physicalFrailty', 'uncontrolled', 'kidney'];

// --- Statistics ----------------------------------------------------------------------------------------------------------

function wilson(x: number, n: number): [number, number] {
  const p = x / n;
  const middle = (p + Z ** 2 / (2 * n)) / (1 + Z ** 2 / n);
  const reach = (Z / (1 + Z ** 2 / n)) * Math.sqrt((p * (1 - p)) / n + Z ** 2 / (4 * n ** 2));
  return [x === 0 ? 0 : middle - reach, x === n ? 1 : middle + reach];
}
function newcombe(x1: number, n1: number, x2: number, n2: number, phi = 0): [number, number, number] {
  const [p1, p2] = [x1 / n1, x2 / n2];
  const [[l1, u1], [l2, u2]] = [wilson(x1, n1), wilson(x2, n2)];
  const reach = (a: number, b: number): number => Math.sqrt(a * a - 2 * phi * a * b + b * b);
  return [p1 - p2, p1 - p2 - reach(p1 - l1, u2 - p2), p1 - p2 + reach(u1 - p1, p2 - l2)];
}
function logFactorial(n: number): number {
  let sum = 0;
  for (let i = 2; i <= n; i += 1) sum += Math.log(i);
  return sum;
}
const poissonUpTo = (x: number, mean: number): number => {
  let sum = 0;
  for (let k = 0; k <= x; k += 1) sum += Math.exp(-mean + k * Math.log(mean) - logFactorial(k));
  return sum;
};
function bisect(low: number, high: number, isBelow: (at: number) => boolean): number {
  let [a, b] = [low, high];
  for (let i = 0; i < 200; i += 1) if (isBelow((a + b) / 2)) a = (a + b) / 2;
    else b = (a + b) / 2; // prettier-ignore
  return (a + b) / 2;
}
const byar = (x: number): [number, number] => [
  x * (1 - 1 / (9 * x) - Z / (3 * Math.sqrt(x))) ** 3,
  (x + 1) * (1 - 1 / (9 * (x + 1)) + Z / (3 * Math.sqrt(x + 1))) ** 3,
];
function poissonLimits(x: number): [number, number] {
  if (x >= 10) return byar(x);
  const lower = x === 0 ? 0 : bisect(1e-12, 100, (mean) => 1 - poissonUpTo(x - 1, mean) < 0.025);
  return [lower, bisect(1e-12, 100, (mean) => poissonUpTo(x, mean) > 0.025)];
}
/** Student's t from its density, by Simpson's rule: the share below, and the quantile of a two-sided 95 % interval. */
function logGamma(x: number): number {
  const parts = [
    76.18009172947, -86.50532032942, 24.01409824083, -1.23173957245, 1.208650973866e-3, -5.395239384953e-6,
  ];
  const base = x + 5.5 - (x + 0.5) * Math.log(x + 5.5);
  const sum = parts.reduce((total, part, i) => total + part / (x + 1 + i), 1.00000000019);
  return -base + Math.log((2.506628274631 * sum) / x);
}
function tBelow(t: number, freedom: number): number {
  const constant = Math.exp(logGamma((freedom + 1) / 2) - logGamma(freedom / 2)) / Math.sqrt(freedom * Math.PI);
  const density = (at: number): number => constant * (1 + at ** 2 / freedom) ** (-(freedom + 1) / 2);
  const steps = 2000;
  const width = Math.abs(t) / steps;
  let sum = density(0) + density(Math.abs(t));
  for (let i = 1; i < steps; i += 1) sum += density(i * width) * (i % 2 === 1 ? 4 : 2);
  return 0.5 + (Math.sign(t) * sum * width) / 3;
}
function meanOf(values: readonly number[]) {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
  const t = bisect(0, 1000, (at) => tBelow(at, n - 1) < 0.975);
  const error = sd / Math.sqrt(n);
  return { n, mean, error, lower: mean - t * error, upper: mean + t * error };
}
function adjusted(values: readonly number[]): number[] {
  const m = values.length;
  return values.map((p) => {
    const candidates = values
      .filter((other) => other >= p)
      .map((other) => (other * m) / values.filter((each) => each <= other).length);
    return Math.min(1, ...candidates);
  });
}

// --- The sheets ----------------------------------------------------------------------------------------------------------

type Sheet = ReadonlyMap<string, ReadonlyMap<string, unknown>>;
const sheets = new Map<string, Sheet>();
const now = personsOf(YEAR);
const before = personsOf(YEAR - 1);
const people = [...now.values()];
const areas = [...new Set(people.map(({ area }) => area))].sort();

jest.setTimeout(600_000);
beforeAll(async () => {
  ensureBuilt();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-recomputed-'));
  const out = path.join(folder, 'book.xlsx');
  const forms = fs.readdirSync(path.join(SAMPLES, '集計')).map((name) => path.join(SAMPLES, '集計', name));
  const ran = await ikkatsu('run', ...SAMPLE_CSVS, ...forms, '--year', String(YEAR), '--plan', '--out', out);
  expect(ran.code).toBe(0);
  const book = await readXlsx(new Uint8Array(fs.readFileSync(out)));
  for (const { name, rows } of book.sheets) {
    const columns = (rows[0] ?? []).map((key) => String(key ?? '').replace(/@.*$/u, ''));
    const keyed = rows
      .slice(1)
      .map((row): [string, Map<string, unknown>] => [
        String(row[0] ?? '').replace(/@.*$/u, ''),
        new Map(columns.map((column, i) => [column, row[i] ?? null])),
      ]);
    sheets.set(name, new Map(keyed));
  }
  fs.rmSync(folder, { recursive: true });
});

/** Cells that were held against a figure of ours, by sheet. */
class Checked {
  count = 0;
  readonly wrong: string[] = [];
  constructor(private readonly sheet: string) {}

  at(row: string, column: string): unknown {
    const cells = sheets.get(this.sheet)!.get(row);
    if (cells === undefined) throw new Error(`${this.sheet}: no row ${row}`);
    return cells.get(column);
  }

  is(row: string, column: string, wanted: number | string, tolerance = 1e-9): void {
    this.count += 1;
    const shown = this.at(row, column);
    const fits =
      typeof wanted === 'number'
        ? typeof shown === 'number' && Math.abs(shown - wanted) <= tolerance * Math.max(1, Math.abs(wanted))
        : shown === wanted;
    if (!fits) this.wrong.push(`${row} ${column}: ${String(shown)}, reckoned ${wanted}`);
  }
}

interface Counts {
  hits: number;
  judged: number;
}
function countOf(persons: readonly Person[], purpose: (person: Person) => Known): Counts {
  const answers = persons.map(purpose);
  return {
    hits: answers.filter((each) => each === true).length,
    judged: answers.filter((each) => each !== null).length,
  };
}
const STRATA = [1, 2].flatMap((sex) =>
  [0, 70, 75, 80, 85, 90].map((low, i, lows) => ({ sex, low, high: lows[i + 1] ?? 999 })),
);
const strataOf = (persons: readonly Person[], purpose: (person: Person) => Known): Counts[] =>
  STRATA.map(({ sex, low, high }) =>
    countOf(
      persons.filter((p) => p.sex === sex && p.age >= low && p.age < high),
      purpose,
    ),
  );
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

test('圏域別: counts, 発生割合, intervals, words, 健診受診率, standardised figures and shrunken rates', () => {
  const checked = new Checked('圏域別');
  const places = [
    ['all', people],
    ...areas.map((area) => [`area.${area}`, people.filter((p) => p.area === area)] as const),
  ] as [string, Person[]][];
  for (const [id, purpose] of Object.entries(PURPOSES)) {
    const whole = countOf(people, purpose);
    const base = strataOf(people, purpose);
    const counts = places.slice(1).map(([, persons]) => countOf(persons, purpose));
    const mean = sum(counts.map(({ hits }) => hits)) / sum(counts.map(({ judged }) => judged));
    const spread = sum(counts.map(({ hits, judged }) => judged * (hits / judged - mean) ** 2)) / whole.judged;
    const variance = Math.max(0, spread - mean / (whole.judged / counts.length));
    for (const [place, persons] of places) {
      const row = `rate.${id}.${place}`;
      const { hits, judged } = countOf(persons, purpose);
      const [lower, upper] = wilson(hits, judged);
      const share = whole.hits / whole.judged;
      checked.is(row, 'hits', hits);
      checked.is(row, 'judged', judged);
      checked.is(row, 'incidence', hits / judged);
      checked.is(row, 'lower', lower);
      checked.is(row, 'upper', upper);
      checked.is(row, 'whole', share);
      checked.is(row, 'insured', persons.length);
      checked.is(row, 'share', hits / persons.length);
      if (place === 'all') continue;
      checked.is(row, 'word', lower > share ? '全体より高い' : upper < share ? '全体より低い' : '差ははっきりしない');
      const own = strataOf(persons, purpose);
      const expected = sum(
        own.map((stratum, i) => (base[i]!.judged === 0 ? 0 : (stratum.judged * base[i]!.hits) / base[i]!.judged)),
      );
      const [low, high] = poissonLimits(hits);
      const standard = `standard.${id}.${place}`;
      checked.is(standard, 'hits', expected);
      checked.is(standard, 'judged', (100 * hits) / expected);
      checked.is(standard, 'incidence', (100 * low) / expected, 1e-7);
      checked.is(standard, 'lower', (100 * high) / expected, 1e-7);
      if (hits < 10) for (const column of ['upper', 'whole', 'insured']) checked.is(standard, column, '－');
      else {
        // An age class without anybody joins the next older one of its sex, the oldest ones the last.
        const classes: { hits: number; judged: number; weight: number }[] = [];
        for (const sex of [0, 1]) {
          let waiting = { hits: 0, judged: 0, weight: 0 };
          const from = classes.length;
          for (let i = sex * 6; i < sex * 6 + 6; i += 1) {
            waiting = {
              hits: waiting.hits + own[i]!.hits,
              judged: waiting.judged + own[i]!.judged,
              weight: waiting.weight + base[i]!.judged,
            };
            if (own[i]!.judged === 0) continue;
            classes.push(waiting);
            waiting = { hits: 0, judged: 0, weight: 0 };
          }
          if (classes.length > from) classes.at(-1)!.weight += waiting.weight;
        }
        const weights = sum(classes.map(({ weight }) => weight));
        const rate = sum(classes.map((each) => (each.weight * each.hits) / each.judged)) / weights;
        const error = Math.sqrt(sum(classes.map((each) => each.hits * (each.weight / each.judged) ** 2))) / weights;
        checked.is(standard, 'upper', rate);
        checked.is(standard, 'whole', Math.max(0, rate + (error / Math.sqrt(hits)) * (byar(hits)[0] - hits)));
        checked.is(standard, 'insured', Math.min(1, rate + (error / Math.sqrt(hits)) * (byar(hits)[1] - hits)));
      }
      checked.is(standard, 'share', hits / judged);
      const weight = variance === 0 ? 0 : variance / (variance + mean / judged);
      checked.is(standard, 'word', mean + weight * (hits / judged - mean));
    }
  }
  for (const [place, persons] of places) {
    const examined = persons.filter((p) => p.now !== null).length;
    const eligible = persons.filter((p) => !p.excluded).length;
    const [lower, upper] = wilson(examined, eligible);
    const row = `checkup.${place}`;
    checked.is(row, 'hits', examined);
    checked.is(row, 'judged', eligible);
    checked.is(row, 'incidence', examined / eligible);
    checked.is(row, 'lower', lower);
    checked.is(row, 'upper', upper);
  }
  expect(checked.wrong).toEqual([]);
  expect(checked.count).toBeGreaterThan(600);
});

test('圏域別: 平均自立期間 from those insured a year before, who left until when, and who was dependent then', () => {
  const checked = new Checked('圏域別');
  const dayOf = (date: number): number =>
    Date.UTC(Math.floor(date / 10000), (Math.floor(date / 100) % 100) - 1, date % 100) / 86_400_000;
  const [from, to] = [dayOf(YEAR * 10000 + 331), dayOf((YEAR + 1) * 10000 + 331)];
  const middle = new Date(Math.round((from + to) / 2) * 86_400_000);
  const at = middle.getUTCFullYear() * 10000 + (middle.getUTCMonth() + 1) * 100 + middle.getUTCDate();
  for (const [sex, code] of [
    ['men', 1],
    ['women', 2],
  ] as const)
    for (const place of ['all', ...areas]) {
      const persons = [...before.values()].filter((p) => p.sex === code && (place === 'all' || p.area === place));
      const bands = [75, 80, 85, 90].map((low, i, lows) => {
        const own = persons.filter((p) => ageOn(p.birth, at) >= low && ageOn(p.birth, at) < (lows[i + 1] ?? 999));
        const gone = own.flatMap((p) =>
          p.left !== null && dayOf(p.left) > from && dayOf(p.left) <= to ? [dayOf(p.left)] : [],
        );
        const years = ((own.length - gone.length) * (to - from) + sum(gone.map((end) => end - from))) / 365.25;
        const care = own.filter((p) => p.wasDependent).length / own.length;
        return { n: own.length, gone: gone.length, years, care, rate: gone.length / years };
      });
      const row = `life.${sex}.${place === 'all' ? 'all' : `area.${place}`}`;
      const years = sum(bands.map((band) => band.years));
      checked.is(row, 'hits', sum(bands.map(({ gone }) => gone)));
      checked.is(row, 'judged', years);
      const shownLife = checked.at(row, 'incidence');
      if (typeof shownLife !== 'number') {
        // Too few persons for the ages, nobody who left the open class, or an interval beyond use.
        checked.is(row, 'incidence', '－');
        continue;
      }
      let alive = 1;
      const lived = bands.map(({ rate }, i) => {
        if (i === bands.length - 1) return alive / rate;
        const q = (5 * rate) / (1 + 2.5 * rate);
        const years_ = 5 * alive * (1 - q / 2);
        alive *= 1 - q;
        return years_;
      });
      checked.is(row, 'whole', sum(lived));
      checked.is(row, 'incidence', sum(lived.map((each, i) => each * (1 - bands[i]!.care))));
      checked.is(row, 'insured', sum(lived.map((each, i) => each * bands[i]!.care)));
      checked.is(row, 'word', '参考（10,000 人年未満）');
    }
  expect(checked.wrong).toEqual([]);
  expect(checked.count).toBeGreaterThan(20);
});

test('経年比較: counts of both years, shares, intervals, changes, directions and shares of all insured', () => {
  const checked = new Checked('経年比較');
  const YEARS = [
    [4, [...before.values()]],
    [5, people],
  ] as const;
  const rates: number[] = [];
  const change = (
    row: string,
    [x1, n1]: readonly [number, number],
    [x2, n2]: readonly [number, number],
    better: 1 | -1,
  ): void => {
    const [value, lower, upper] = newcombe(x2, n2, x1, n1);
    checked.is(row, 'from', YEAR - 1);
    checked.is(row, 'to', YEAR);
    checked.is(row, 'change', value);
    checked.is(row, 'changeLower', lower);
    checked.is(row, 'changeUpper', upper);
    const moved = lower > 0 ? 1 : upper < 0 ? -1 : 0;
    checked.is(row, 'direction', moved === 0 ? '区別できない' : moved === better ? '改善' : '悪化');
  };
  const year = (row: string, slot: number, hits: number, total: number): void => {
    const [lower, upper] = wilson(hits, total);
    checked.is(row, `hits${slot}`, hits);
    checked.is(row, `total${slot}`, total);
    checked.is(row, `rate${slot}`, hits / total);
    checked.is(`interval.${row}`, `hits${slot}`, lower);
    checked.is(`interval.${row}`, `total${slot}`, upper);
  };
  const examined = YEARS.map(([slot, persons]) => {
    const counts = [persons.filter((p) => p.now !== null).length, persons.filter((p) => !p.excluded).length] as const;
    year('OP1', slot, ...counts);
    rates.push(counts[0] / counts[1]);
    return counts;
  });
  change('OP1', examined[0]!, examined[1]!, 1);
  // Had the rate of check-ups moved by much, every direction would carry the mark.
  expect(Math.abs(rates[1]! - rates[0]!)).toBeLessThan(0.05);
  for (const [id, purpose] of Object.entries(PURPOSES)) {
    const row = `OC2.${id}`;
    const both = YEARS.filter(([slot]) => slot === 5 || EARLIER.includes(id)).map(([slot, persons]) => {
      const { hits, judged } = countOf(persons, purpose);
      year(row, slot, hits, judged);
      checked.is(`interval.${row}`, `rate${slot}`, hits / persons.length);
      return [hits, judged] as const;
    });
    if (both.length === 2) change(row, both[0]!, both[1]!, -1);
    else for (const column of ['hits4', 'total4', 'rate4', 'change', 'direction']) checked.is(row, column, '－');
    for (const column of ['slope', 'trendP', 'adjustedP']) checked.is(row, column, '－');
  }
  expect(checked.wrong).toEqual([]);
  expect(checked.count).toBeGreaterThan(180);
});

const RISK = [[4, 5], [3, 4], [2], [1], [1], [1], [1], [1], [2], [1], [1], [1], [2], [2], [2]];
const TYPES = [[1], [2], [3], [4, 5], [6], [7, 8, 9], [10, 11], [12], [13, 14], [15]];
const GROUPS: readonly [string, (person: Person) => boolean][] = [
  ['men', (p) => p.sex === 1],
  ['women', (p) => p.sex === 2],
  ['age0', (p) => p.age >= 65 && p.age <= 74],
  ['age1', (p) => p.age >= 75 && p.age <= 84],
  ['age2', (p) => p.age >= 85],
];
const risk = (checkup: Checkup | null, item: number): Known =>
  compare(checkup?.answers[item - 1], (code) => RISK[item - 1]!.includes(code));
/** Points and unanswered items; null where nothing is answered. */
function pointsOf(checkup: Checkup | null): { points: number; open: number } | null {
  const each = RISK.map((_, i) => risk(checkup, i + 1));
  const open = each.filter((one) => one === null).length;
  return open === 15 ? null : { points: each.filter((one) => one === true).length, open };
}
const classOfPoints = (points: number): string => (points >= 4 ? 'frail' : points === 3 ? 'prefrail' : 'robust');
function classOf(checkup: Checkup | null): string | null {
  const found = pointsOf(checkup);
  if (found === null) return null;
  const [low, high] = [classOfPoints(found.points), classOfPoints(found.points + found.open)];
  return low === high ? low : null;
}

test('質問票の分析: items, 類型, classes, 県・同規模・国, changes with adjusted p, answers and 圏域', () => {
  const checked = new Checked('質問票の分析');
  const shown = (n: number): number | string => (n === 0 ? '－' : n < 10 ? '10人未満' : n);
  const share = (row: string, of: (person: Person) => Known, first = row): void => {
    const whole = countOf(people, of);
    if (first === row) checked.is(row, 'n', shown(whole.judged));
    checked.is(row, 'count', whole.hits);
    checked.is(row, 'share', whole.hits / whole.judged);
    checked.is(row, 'lower', wilson(whole.hits, whole.judged)[0]);
    checked.is(row, 'upper', wilson(whole.hits, whole.judged)[1]);
    for (const [group, isIn] of GROUPS) {
      const { hits, judged } = countOf(people.filter(isIn), of);
      if (first === row) checked.is(row, `${group}N`, shown(judged));
      checked.is(row, group, judged < 10 ? '－' : hits / judged);
    }
  };
  RISK.forEach((_, i) => share(`risk.q${i + 1}`, (p) => risk(p.now, i + 1)));
  TYPES.forEach((items, i) => share(`type.${i + 1}`, (p) => any(...items.map((item) => risk(p.now, item)))));
  for (const name of ['frail', 'prefrail', 'robust'])
    share(`class.${name}`, (p) => {
      const found = classOf(p.now);
      return found === null ? null : found === name;
    });
  const complete = (persons: readonly Person[]): number[] =>
    persons.flatMap((p) => {
      const found = pointsOf(p.now);
      return found === null || found.open > 0 ? [] : [found.points];
    });
  const points = meanOf(complete(people));
  checked.is('class.points', 'n', points.n);
  checked.is('class.points', 'share', points.mean);
  checked.is('class.points', 'lower', points.lower, 1e-7);
  checked.is('class.points', 'upper', points.upper, 1e-7);
  for (const [group, isIn] of GROUPS) checked.is('class.points', group, meanOf(complete(people.filter(isIn))).mean);
  ANSWERS.forEach((most, i) => {
    for (let code = 1; code <= most; code += 1)
      share(
        `answer.q${i + 1}.${code}`,
        (p) => compare(p.now?.answers[i], (given) => given === code),
        `answer.q${i + 1}.1`,
      );
    for (const area of areas) {
      const { hits, judged } = countOf(
        people.filter((p) => p.area === area),
        (p) => risk(p.now, i + 1),
      );
      const row = `area.q${i + 1}.${area}`;
      checked.is(row, 'n', shown(judged));
      checked.is(row, 'count', hits);
      checked.is(row, 'share', hits / judged);
      checked.is(row, 'lower', wilson(hits, judged)[0]);
      checked.is(row, 'upper', wilson(hits, judged)[1]);
    }
  });

  // The printed form: question, answer, sex, age, then persons and percent of the own area, 県, 同規模 and 国.
  const form = rowsOf(path.join(SAMPLES, '集計', '質問票調査の状況_令和7年度.csv')).filter((row) =>
    marks.includes(row[0]![0]!),
  );
  RISK.forEach((codes, i) => {
    const lines = form.filter((row) => row[0]!.startsWith(marks[i]!));
    const words = [...new Set(lines.map((row) => row[1]!))];
    const cells = [...new Set(lines.map((row) => `${row[2]}${row[3]}`))].map((stratum) => {
      const own = lines.filter((row) => `${row[2]}${row[3]}` === stratum);
      const of = (column: number) => ({
        hits: sum(own.filter((row) => codes.includes(words.indexOf(row[1]!) + 1)).map((row) => number(row[column])!)),
        total: sum(own.map((row) => number(row[column])!)),
      });
      return [4, 6, 8, 10].map(of);
    });
    const row = `compared.q${i + 1}`;
    ['share', 'lower', 'upper'].forEach((column, which) =>
      checked.is(
        row,
        column,
        sum(cells.map((each) => each[which + 1]!.hits)) / sum(cells.map((each) => each[which + 1]!.total)),
      ),
    );
    const ratios = [['menN', 'men', 'womenN'], ['women', 'age0N', 'age0'], ['age1N', 'age1', 'age2N']]; // prettier-ignore
    ratios.forEach((columns, which) => {
      const expected = sum(cells.map((each) => (each[0]!.total * each[which + 1]!.hits) / each[which + 1]!.total));
      const observed = sum(cells.map((each) => each[0]!.hits));
      const [low, high] = poissonLimits(observed);
      [observed, low, high].forEach((value, at) => checked.is(row, columns[at]!, (100 * value) / expected, 1e-7));
    });
  });

  // The same persons a year before.
  const pairs = [...now].flatMap(([key, person]) => {
    const old = before.get(key);
    return old === undefined ? [] : [[old.now, person.now] as const];
  });
  const tests: [string, number][] = [];
  const mcnemar = (
    row: string,
    of: (checkup: Checkup | null) => Known,
    place?: (checkup: Checkup | null) => number,
  ): void => {
    const told = pairs
      .map(([old, is]) => [of(old), of(is), old, is] as const)
      .filter(([a, b]) => a !== null && b !== null);
    const count = (a: boolean, b: boolean): number => told.filter(([x, y]) => x === a && y === b).length;
    const [both, gone, come, none] = [count(true, true), count(true, false), count(false, true), count(false, false)];
    const n = told.length;
    const moves = told.map(([a, b, old, is]) => (place ? place(is) - place(old) : Number(b) - Number(a)));
    checked.is(row, 'answer', n);
    checked.is(row, 'n', moves.filter((move) => move < 0).length);
    checked.is(row, 'count', moves.filter((move) => move === 0).length);
    checked.is(row, 'share', moves.filter((move) => move > 0).length);
    const cross = both * none - gone * come;
    const product = (both + gone) * (come + none) * (both + come) * (gone + none);
    const phi = product === 0 ? 0 : (cross > 0 ? Math.max(0, cross - n / 2) : cross) / Math.sqrt(product);
    const [value, lower, upper] = newcombe(both + come, n, both + gone, n, phi);
    checked.is(row, 'lower', value);
    checked.is(row, 'upper', lower);
    checked.is(row, 'menN', upper);
    let tail = 0;
    for (let k = 0; k <= Math.min(gone, come); k += 1)
      tail += Math.exp(
        logFactorial(gone + come) - logFactorial(k) - logFactorial(gone + come - k) - (gone + come) * Math.LN2,
      );
    const p = Math.min(1, 2 * tail);
    checked.is(row, 'men', p, 1e-8);
    tests.push([row, p]);
  };
  RISK.forEach((_, i) => mcnemar(`change.q${i + 1}`, (checkup) => risk(checkup, i + 1)));
  mcnemar(
    'change.frail',
    (checkup) => {
      const found = classOf(checkup);
      return found === null ? null : found === 'frail';
    },
    (checkup) => ['robust', 'prefrail', 'frail'].indexOf(classOf(checkup)!),
  );
  const moved = pairs.flatMap(([old, is]) => {
    const [first, second] = [pointsOf(old), pointsOf(is)];
    return first?.open === 0 && second?.open === 0 ? [second.points - first.points] : [];
  });
  const change = meanOf(moved);
  checked.is('change.points', 'answer', moved.length);
  checked.is('change.points', 'n', moved.filter((each) => each < 0).length);
  checked.is('change.points', 'share', moved.filter((each) => each > 0).length);
  checked.is('change.points', 'lower', change.mean);
  checked.is('change.points', 'upper', change.lower, 1e-7);
  checked.is('change.points', 'menN', change.upper, 1e-7);
  const p = 2 * (1 - tBelow(Math.abs(change.mean / change.error), moved.length - 1));
  checked.is('change.points', 'men', p, 1e-7);
  tests.push(['change.points', p]);
  adjusted(tests.map(([, value]) => value)).forEach((q, i) => checked.is(tests[i]![0], 'womenN', q, 1e-7));
  expect(checked.wrong).toEqual([]);
  expect(checked.count).toBeGreaterThan(1200);
});

test('Ⅱ資料: findings, diseases, 認定 and 要介護度, the eight groups, admissions, costs, projection, order of priorities', () => {
  const checked = new Checked('Ⅱ資料');
  const receipts = new Map(table('レセプト集計_令和7年度.csv').map((line) => [line['被保険者番号']!, line]));
  const levels = new Map(table('要介護認定.csv').map((line) => [line['被保険者番号']!, line['要介護度'] ?? '']));
  const yen = (key: string, ...names: string[]): number =>
    10 * sum(names.map((name) => number(receipts.get(key)?.[`${name}点数`]) ?? 0));
  const ALL = ['医科入院', '医科外来', '歯科', '調剤'];
  const rows = [...now].map(([key, person]) => ({ key, ...person, cost: yen(key, ...ALL) }));
  type Row = (typeof rows)[number];
  const has: Readonly<Record<string, (p: Row) => boolean>> = {
    dm: (p) => p.dmDiagnosis || p.dm[0] === true,
    cvd: (p) => p.cvd,
    ht: (p) => p.ht[0] === true,
  };
  const sumRow = (row: string, cells: Readonly<Record<string, number | string>>): void => {
    for (const [column, wanted] of Object.entries(cells)) checked.is(row, column, wanted);
  };

  // 様式5-2: the ratio of each finding to 県, 同規模 and 国 at the same sex.
  const findings = rowsOf(path.join(SAMPLES, '集計', '厚生労働省様式5-2_令和7年度.csv'));
  const head = findings.findIndex(([first]) => first === '性別');
  const names = findings[head]!.slice(4).filter((name) => name !== '');
  const printed = (sex: string, who: string, column: number): number =>
    number(findings.find((row) => row[0] === sex && row[1] === who)![column])!;
  names.forEach((_, index) => {
    const column = 4 + 2 * index;
    const sexes = ['男', '女'];
    const own = sexes.map((sex) => [printed(sex, '保険者', 3), printed(sex, '保険者', column)] as const);
    const [n, x] = [sum(own.map(([each]) => each)), sum(own.map(([, each]) => each))];
    for (const [id, who] of [
      ['pref', '県'],
      ['peer', '同規模'],
      ['nation', '国'],
    ] as const) {
      const expected = sum(sexes.map((sex, i) => (own[i]![0] * printed(sex, who, column)) / printed(sex, who, 3)));
      const [lower, upper] = poissonLimits(x).map((limit) => (100 * limit) / expected) as [number, number];
      sumRow(`finding.${index + 1}.${id}`, {
        g: (100 * x) / expected,
        h: lower,
        i: upper,
        j: (x - expected) / n,
        mark: lower > 100 ? '高い' : upper < 100 ? '低い' : '区別できない',
      });
    }
    sumRow(`finding.${index + 1}.pref`, { a: n, b: x, c: x / n });
  });

  // 医療費分析: shares as printed, and what lies between them.
  const costs = rowsOf(path.join(SAMPLES, '集計', '医療費分析（細小分類）_令和7年度.csv')).filter(([kind]) =>
    ['入院', '外来'].includes(kind!),
  );
  const ordered = ['入院', '外来'].flatMap((kind) =>
    costs.filter((row) => row[0] === kind).sort((a, b) => number(b[4])! - number(a[4])!),
  );
  ordered.forEach((row, index) => {
    const [own, pref, peer, nation] = [4, 7, 10, 13].map((at) => number(row[at])!) as [number, number, number, number];
    sumRow(`disease.${index + 1}`, {
      item: row[2]!,
      b: own,
      c: pref,
      d: peer,
      e: nation,
      g: own - pref,
      h: own - peer,
      i: own - nation,
    });
  });

  // 認定 with its interval, within ages.
  for (const [disease, holds] of Object.entries(has))
    for (const [age, low, high] of [
      ['all', 0, 999],
      ['75', 75, 84],
      ['85', 85, 999],
    ] as const) {
      const within_ = rows.filter((p) => p.age >= low && p.age <= high);
      const [yes, no] = [true, false].map((state) => within_.filter((p) => p.certified[0] === state)) as [Row[], Row[]];
      const [x1, x2] = [yes.filter(holds).length, no.filter(holds).length];
      const [value, lower, upper] = newcombe(x1, yes.length, x2, no.length);
      sumRow(`certified.${disease}.${age}`, {
        a: yes.length,
        b: x1,
        c: x1 / yes.length,
        d: no.length,
        e: x2,
        f: x2 / no.length,
        g: value,
        h: lower,
        i: upper,
        mark: lower > 0 ? '認定ありで高い' : upper < 0 ? '認定ありで低い' : '区別できない',
      });
    }

  // 要介護度: prevalence and cost a person.
  const perPerson = (group: readonly Row[], ...kinds: string[]): number =>
    sum(group.map(({ key }) => yen(key, ...kinds))) / group.length;
  const none = rows.filter((p) => !p.certified[0]);
  ['none', '要支援1', '要支援2', '要介護1', '要介護2', '要介護3', '要介護4', '要介護5'].forEach((level, index) => {
    const group = level === 'none' ? none : rows.filter((p) => p.certified[0] && levels.get(p.key) === level);
    sumRow(level === 'none' ? 'level.none' : `level.level${index + 3}`, {
      a: group.length,
      b: group.filter(has.dm!).length / group.length,
      c: group.filter(has.cvd!).length / group.length,
      d: group.filter(has.ht!).length / group.length,
      e: perPerson(group, ...ALL),
      f: perPerson(group, '医科入院'),
      g: perPerson(group, '医科外来'),
      h: perPerson(group, '調剤'),
      ...(level === 'none' ? {} : { i: perPerson(group, ...ALL) - perPerson(none, ...ALL) }),
    });
  });

  // The eight groups of 健診 × 医科受診 × 認定.
  for (const checkup of [true, false])
    for (const medical of [true, false])
      for (const certified of [true, false]) {
        const group = rows.filter(
          (p) =>
            (p.now !== null) === checkup &&
            (p.visits[0]![0] > 0 || p.visits[0]![1] > 0) === medical &&
            p.certified[0] === certified,
        );
        const row = `cross.${[checkup, medical, certified].map(Number).join('')}`;
        const [lower, upper] = wilson(group.length, rows.length);
        const old = group.filter(({ age }) => age >= 85).length;
        sumRow(row, {
          c: group.length,
          d: group.length / rows.length,
          e: lower,
          f: upper,
          g: old,
          h: group.length === 0 ? '－' : old / group.length,
          i: group.length === 0 ? '－' : perPerson(group, ...ALL),
        });
      }
  checked.is('cross.all', 'c', rows.length);
  checked.is('cross.rest', 'c', 0);

  // Admissions and costly persons.
  const inpatients = rows.filter((p) => p.visits[0]![0] > 0).length;
  sumRow('medical.inpatients', {
    a: inpatients,
    b: rows.length,
    c: inpatients / rows.length,
    d: wilson(inpatients, rows.length)[0],
    e: wilson(inpatients, rows.length)[1],
  });
  const admissions = sum(rows.map((p) => p.visits[0]![0]));
  sumRow('medical.admissions', { a: admissions, c: (1000 * admissions) / rows.length });
  const kind = (...kinds: string[]): number => sum(rows.map(({ key }) => yen(key, ...kinds)));
  checked.is('medical.ratio', 'c', kind('医科入院') / kind('医科外来', '調剤'));
  [1_000_000, 2_000_000, 5_000_000].forEach((limit, index) => {
    const costly = rows.filter((p) => p.cost >= limit);
    sumRow(`medical.costly${index + 1}`, { a: costly.length, c: costly.length / rows.length });
    checked.is(`medical.costlyShare${index + 1}`, 'c', sum(costly.map((p) => p.cost)) / sum(rows.map((p) => p.cost)));
  });

  // The projection: growth of the loaded years where it is told, else the persons of today.
  const ages = [[0, 74], [75, 79], [80, 84], [85, 89], [90, 999]] as const; // prettier-ignore
  const whole = rows.length / before.size - 1;
  const isUsed = Math.abs(whole) <= 0.05;
  checked.is('projection.all', 'd', whole);
  const projected = ages.map(([low, high], index) => {
    const group = rows.filter(({ age }) => age >= low && age <= high);
    const earlier = [...before.values()].filter(({ age }) => age >= low && age <= high).length;
    const row = `projection.${index + 1}`;
    const certified = group.filter((p) => p.certified[0]).length;
    const growth = checked.at(row, 'd');
    if (typeof growth === 'number') checked.is(row, 'd', group.length / earlier - 1);
    const later = Math.round(group.length * (1 + (isUsed ? group.length / earlier - 1 : 0)) ** 4);
    const cost = sum(group.map((p) => p.cost));
    const cells = {
      a: group.length,
      b: certified,
      c: cost,
      f: later,
      g: Math.round((later * certified) / group.length),
      h: Math.round((later * cost) / group.length),
    };
    sumRow(row, cells);
    return cells;
  });
  for (const column of ['a', 'b', 'c', 'f', 'g', 'h'] as const)
    checked.is('projection.all', column, sum(projected.map((cells) => cells[column])));

  // Priorities: size by rank, times what is proposed, in the order of the points.
  const hits = Object.entries(PURPOSES).map(([id, purpose]) => ({ id, hits: countOf(people, purpose).hits }));
  const points = hits.map(({ id, hits: own }, index) => {
    const rank = 1 + hits.filter((each) => each.hits > own).length;
    const size = rank <= 3 ? 3 : rank <= 7 ? 2 : 1;
    const product = size * Number(checked.at(`priority.${id}`, 'd')) * Number(checked.at(`priority.${id}`, 'e'));
    sumRow(`priority.${id}`, { a: own, c: size, f: product });
    return { own, product, index };
  });
  [...points]
    .sort((a, b) => b.product - a.product || b.own - a.own || a.index - b.index)
    .forEach(({ own, product }, index) => sumRow(`order.${index + 1}`, { a: own, f: product }));

  expect(checked.wrong).toEqual([]);
  expect(checked.count).toBeGreaterThan(400);
});
