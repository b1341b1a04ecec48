/**
 * 事業評価_詳細 and the adjusted p values of 事業評価 for the bundled samples, reckoned again from the raw files: who was supported and
 * who was eligible and not, their values before and after, 差の差, the change expected without support, those lost, the balance.
 */
import fs from 'node:fs';
import path from 'node:path';
import { SAMPLE_CSVS, SAMPLES } from '../e2e/built';
import { Checked, sheetsOf, type Sheet } from './again/book';
import { ageOn, half, number, table, type Line } from './again/files';
import { all, any, personsOf, PURPOSES, said, YEAR, type Person } from './again/persons';
import { adjusted, bisect, meanOf, sum, tBelow } from './again/statistics';

let sheets: ReadonlyMap<string, Sheet>;
const before = personsOf(YEAR);
const after = personsOf(YEAR + 1);
/** All rows of the log by person and purpose; one course each, the first value before and the newest after. */
const log = table('評価/支援記録.csv');

jest.setTimeout(600_000);
beforeAll(async () => {
  const later = fs.readdirSync(path.join(SAMPLES, '評価')).map((name) => path.join(SAMPLES, '評価', name));
  sheets = await sheetsOf([...SAMPLE_CSVS, ...later], '--year', String(YEAR));
});

interface Followed {
  readonly key: string;
  readonly was: number | null;
  readonly is: number | null;
  readonly base: number | null;
}
type Value = (person: Person | undefined) => number | null;
interface Indicator {
  /** Row key of the line on the sheet, behind the section. */
  readonly key: string;
  readonly purpose: string;
  readonly criteria: readonly string[];
  readonly isMeasure: boolean;
  /** The written value's heading; null where the sheet has none. */
  readonly heading: string | null;
  readonly value: Value;
  /** The value that follows from others that were written: from a weight and the height of that year, else of the other. */
  readonly derived?: (rows: readonly Line[], when: '前' | '後', own?: Person, other?: Person) => number | null;
  /** What the value says: itself, or 1 and 0 of a state. */
  readonly asked: (value: number) => number;
  /** What is matched on: the value before, or what it says. */
  readonly base: 'value' | 'state';
}

const itself = (value: number): number => value;
const LINES: readonly Indicator[] = [
  { key: 'lowNutrition.lowNutrition.bmiLow', purpose: '低栄養', criteria: ['lowNutrition'], isMeasure: false, heading: 'BMI', value: (p) => p?.now?.bmi ?? null, derived: bmiOf, asked: (bmi) => Number(bmi <= 20), base: 'value' },
  { key: 'lowNutrition.lowNutrition.weightChange', purpose: '低栄養', criteria: ['lowNutrition'], isMeasure: true, heading: '体重', value: (p) => p?.now?.weight ?? null, asked: itself, base: 'value' },
  { key: 'oral.oral.chewing', purpose: '口腔', criteria: ['oral'], isMeasure: false, heading: '質問票4', value: (p) => p?.now?.answers[3] ?? null, asked: (code) => Number(code === 1), base: 'value' },
  { key: 'oral.oral.swallowing', purpose: '口腔', criteria: ['oral'], isMeasure: false, heading: '質問票5', value: (p) => p?.now?.answers[4] ?? null, asked: (code) => Number(code === 1), base: 'value' },
  { key: 'polypharmacy.polypharmacy.drugs15', purpose: '服薬（多剤）', criteria: ['polypharmacy'], isMeasure: false, heading: '処方薬剤数', value: (p) => p?.drugs ?? null, asked: (drugs) => Number(drugs >= 15), base: 'value' },
  { key: 'polypharmacy.polypharmacy.drugCount', purpose: '服薬（多剤）', criteria: ['polypharmacy'], isMeasure: true, heading: '処方薬剤数', value: (p) => p?.drugs ?? null, asked: itself, base: 'value' },
  { key: 'physicalFrailty.physicalFrailty.frailAnswers', purpose: '身体的フレイル', criteria: ['physicalFrailty'], isMeasure: false, heading: null, value: (p) => (p === undefined ? null : stateOf(p)), asked: itself, base: 'state' },
]; // prettier-ignore

/** ⑦ and one of ① and ⑧, in three values. */
function stateOf(person: Person): number | null {
  const found = all(said(person, 7, 1), any(said(person, 1, 4, 5), said(person, 8, 1)));
  return found === null ? null : Number(found);
}

const rowsOf = ({ purpose }: Indicator): Line[] =>
  log.filter((row) => row['目的'] === purpose.normalize('NFKC').replace(/\s/gu, ''));
const isSupported = (row: Line): boolean => row['支援の有無'] === '有';

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

function groupsOf(line: Indicator): { supported: Followed[]; others: Followed[] } {
  const rows = rowsOf(line);
  const keys = [...new Set(rows.filter(isSupported).map((row) => row['被保険者番号']!))];
  const person = (key: string, own: readonly Line[]): Followed => {
    const [was, is] = [
      written(own, line.heading, '前') ??
        line.derived?.(own, '前', before.get(key), after.get(key)) ??
        line.value(before.get(key)),
      written(own, line.heading, '後') ??
        line.derived?.(own, '後', after.get(key), before.get(key)) ??
        line.value(after.get(key)),
    ];
    const answer = (value: number | null): number | null => (value === null ? null : line.asked(value));
    return { key, was: answer(was), is: answer(is), base: line.base === 'value' ? was : answer(was) };
  };
  const supported = keys.map((key) =>
    person(
      key,
      rows.filter((row) => row['被保険者番号'] === key),
    ),
  );
  const others = [...before]
    .filter(([key, each]) => !keys.includes(key) && line.criteria.some((id) => PURPOSES[id]!(each) === true))
    .map(([key]) => person(key, []));
  return { supported, others };
}

const isKnown = ({ was, is }: Followed): boolean => was !== null && is !== null;
const changesOf = (group: readonly Followed[]): number[] => group.map(({ was, is }) => is! - was!);
const quantile = (freedom: number): number => bisect(0, 1000, (at) => tBelow(at, freedom) < 0.975);
const variance = (values: readonly number[]): number => {
  if (values.length < 2) return 0;
  const mean = sum(values) / values.length;
  return sum(values.map((value) => (value - mean) ** 2)) / (values.length - 1);
};
/** Means of two groups and the standardised difference; dashes where nobody is there. */
function balance(one: readonly number[], other: readonly number[]): [number, number, number | null] {
  const means = [one, other].map((values) => sum(values) / values.length) as [number, number];
  const deviation = Math.sqrt((variance(one) + variance(other)) / 2);
  const difference = means[0] - means[1];
  return [...means, difference === 0 ? 0 : deviation === 0 ? null : difference / deviation];
}
const age = ({ key }: Followed): number => ageOn(before.get(key)!.birth, (YEAR + 1) * 10000 + 331);
const woman = ({ key }: Followed): number => Number(before.get(key)!.sex === 2);

test.each(LINES)('$key: 差の差, the expected change, those lost and the balance before pairs are made', (line) => {
  const checked = new Checked(sheets.get('事業評価_詳細')!);
  const { supported, others } = groupsOf(line);
  const [ours, theirs] = [supported.filter(isKnown), others.filter(isKnown)];
  const put = (row: string, values: readonly (number | null)[], first = 1): void =>
    values.forEach((value, i) => {
      if (value !== null) checked.is(row, `f${first + i}`, value, 1e-6);
    });

  const [one, two] = [meanOf(changesOf(ours)), meanOf(changesOf(theirs))];
  const [part, other] = [one.error ** 2, two.error ** 2];
  const error = Math.sqrt(part + other);
  const freedom = (part + other) ** 2 / (part ** 2 / (one.n - 1) + other ** 2 / (two.n - 1));
  const difference = one.mean - two.mean;
  const reach = quantile(freedom) * error;
  const p = 2 * (1 - tBelow(Math.abs(difference / error), freedom));
  put(`changes.${line.key}`, [one.n, two.n, one.mean, two.mean, difference, difference - reach, difference + reach, p]);

  if (line.isMeasure) {
    const [x, y] = [theirs.map(({ was }) => was!), changesOf(theirs)];
    const [n, mx, my] = [x.length, sum(x) / x.length, sum(y) / y.length];
    const sxx = sum(x.map((value) => (value - mx) ** 2));
    const slope = sum(x.map((value, i) => (value - mx) * (y[i]! - my))) / sxx;
    const rest = sum(x.map((value, i) => (y[i]! - my - slope * (value - mx)) ** 2));
    const at = sum(ours.map(({ was }) => was!)) / ours.length;
    const expected = my + slope * (at - mx);
    const width = quantile(n - 2) * Math.sqrt((rest / (n - 2)) * (1 / n + (at - mx) ** 2 / sxx));
    const cells = [ours.length, n, expected, expected - width, expected + width, one.mean, one.lower, one.upper];
    put(`expected.${line.key}`, cells);
  }

  const lost = supported.filter((person) => !isKnown(person));
  const present = <T>(value: T | null): value is T => value !== null;
  const bases = (group: readonly Followed[]): number[] => group.map(({ base }) => base).filter(present);
  const inData = (group: readonly Followed[]): Followed[] => group.filter(({ key }) => before.has(key));
  const smd = [
    balance(bases(ours), bases(lost)),
    balance(inData(ours).map(age), inData(lost).map(age)),
    balance(inData(ours).map(woman), inData(lost).map(woman)),
  ].map(([, , value]) => value);
  const reached = sum(ours.map(({ is }) => is!));
  const whole = ours.length + lost.length;
  const cases = line.isMeasure
    ? [one.mean, (one.mean * ours.length) / whole, (one.mean * ours.length) / whole]
    : [reached / ours.length, (reached + lost.length) / whole, reached / whole];
  put(`loss.${line.key}`, [ours.length, lost.length, ...(lost.length === 0 ? [null, null, null] : smd), ...cases]);

  if (!line.isMeasure) {
    const rows = [
      balance(bases(ours), bases(theirs)),
      balance(ours.map(age), theirs.map(age)),
      balance(ours.map(woman), theirs.map(woman)),
    ];
    rows.forEach((values, i) => put(`balance.${line.key}.${i + 1}`, values, 2));
  }
  expect(checked.wrong).toEqual([]);
  expect(checked.count).toBeGreaterThan(14);
});

test('p（調整） of 事業評価 is the Benjamini–Hochberg value of all p that stand there', () => {
  const sheet = sheets.get('事業評価')!;
  const tested = [...sheet].flatMap(([row, cells]) => {
    const [p, q] = [cells.get('p'), cells.get('adjusted')];
    return /^p\./u.test(row) && typeof p === 'number' ? [{ row, p, q }] : [];
  });
  expect(tested.length).toBeGreaterThan(5);
  adjusted(tested.map(({ p }) => p)).forEach((value, i) => {
    expect([tested[i]!.row, tested[i]!.q]).toEqual([tested[i]!.row, expect.closeTo(value, 9)]);
  });
});
