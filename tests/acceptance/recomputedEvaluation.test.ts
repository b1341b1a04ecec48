/**
 * 事業評価_詳細 and the adjusted p values of 事業評価 for the bundled samples, reckoned again from the raw files: who was supported and
 * who was eligible and not, their values before and after, 差の差, the change expected without support, the pairs of the matched
 * comparison with its balance, those lost, the time to 要介護認定 with dates written into the log, the cost of an outcome.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { SAMPLE_CSVS, SAMPLES } from '../e2e/built';
import { useAddin } from '../excel/addin';
import { bookOf, Checked, sheetsIn, type Sheet } from './again/book';
import { day, table, unified, type Line } from './again/files';
import { YEAR } from './again/persons';
import {
  ageOf,
  balance,
  coursesOf,
  groupsOf,
  isSupported,
  LINES,
  pairsOf,
  sexOf,
  type Course,
  type Followed,
  type Indicator,
} from './again/programmes';
import { adjusted, bisect, coinP, meanOf, paired, sum, tBelow, wilson, Z } from './again/statistics';

const FOLDER = path.join(SAMPLES, '評価');
const DETAILS = '事業評価_詳細';
/** All rows of the log by person and purpose; one course each, the first value before and the newest after. */
const log = table('評価/支援記録.csv');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-dated-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

let sheets: ReadonlyMap<string, Sheet>;
let dated: Uint8Array;

jest.setTimeout(900_000);
const start = useAddin();
beforeAll(async () => {
  const later = fs.readdirSync(FOLDER).map((name) => path.join(FOLDER, name));
  const books = (files: readonly string[]): Promise<Uint8Array> =>
    bookOf([...SAMPLE_CSVS, ...files], '--year', String(YEAR));
  sheets = await sheetsIn(await books(later));
  const written = path.join(folder, '支援記録.csv');
  fs.writeFileSync(written, withDates());
  dated = await books([...later.filter((file) => !file.includes('支援記録')), written]);
});

const itself = <T>(value: T | null): value is T => value !== null;
const isKnown = ({ was, outcome }: Followed, { kind }: Indicator): boolean =>
  outcome !== null && (kind === 'reached' || was !== null);
const changesOf = (group: readonly Followed[]): number[] => group.map(({ was, is }) => is! - was!);
const quantile = (freedom: number): number => bisect(0, 1000, (at) => tBelow(at, freedom) < 0.975);
const ages = (group: readonly Followed[]): number[] => group.map(({ key }) => ageOf(key));
const women = (group: readonly Followed[]): number[] => group.map(({ key }) => Number(sexOf(key) === 2));
const bases = (group: readonly Followed[]): number[] => group.map(({ base }) => base).filter(itself);

/** Cells from a column of figures on; null is left out, '－' is a dash. */
function put(checked: Checked, row: string, values: readonly (number | string | null)[], first = 1): void {
  values.forEach((value, i) => {
    if (value !== null) checked.is(row, `f${first + i}`, value, 1e-6);
  });
}
const dashes = (count: number): string[] => new Array<string>(count).fill('－');

test.each(LINES.filter(({ kind }) => kind !== 'reached'))(
  '$key: 差の差 and the change expected without support',
  (line) => {
    const checked = new Checked(sheets.get(DETAILS)!);
    const { supported, others } = groupsOf(line, log);
    const [ours, theirs] = [supported, others].map((group) => group.filter((each) => isKnown(each, line))) as [
      Followed[],
      Followed[],
    ];
    const row = `changes.${line.key}`;
    if (theirs.length < 2) {
      put(checked, row, dashes(8));
      if (line.kind === 'measure') put(checked, `expected.${line.key}`, dashes(8));
      expect(checked.wrong).toEqual([]);
      return;
    }
    const [one, two] = [meanOf(changesOf(ours)), meanOf(changesOf(theirs))];
    const [part, other] = [one.error ** 2, two.error ** 2];
    const error = Math.sqrt(part + other);
    const difference = one.mean - two.mean;
    if (error === 0) put(checked, row, [one.n, two.n, one.mean, two.mean, difference, ...dashes(3)]);
    else {
      const freedom = (part + other) ** 2 / (part ** 2 / (one.n - 1) + other ** 2 / (two.n - 1));
      const reach = quantile(freedom) * error;
      const p = 2 * (1 - tBelow(Math.abs(difference / error), freedom));
      put(checked, row, [one.n, two.n, one.mean, two.mean, difference, difference - reach, difference + reach, p]);
    }
    if (line.kind === 'measure') {
      const [x, y] = [theirs.map(({ was }) => was!), changesOf(theirs)];
      const [n, mx, my] = [x.length, sum(x) / x.length, sum(y) / y.length];
      const sxx = sum(x.map((value) => (value - mx) ** 2));
      const slope = sum(x.map((value, i) => (value - mx) * (y[i]! - my))) / sxx;
      const rest = sum(x.map((value, i) => (y[i]! - my - slope * (value - mx)) ** 2));
      const at = sum(ours.map(({ was }) => was!)) / ours.length;
      const expected = my + slope * (at - mx);
      const width = quantile(n - 2) * Math.sqrt((rest / (n - 2)) * (1 / n + (at - mx) ** 2 / sxx));
      const cells = [ours.length, n, expected, expected - width, expected + width, one.mean, one.lower, one.upper];
      put(checked, `expected.${line.key}`, cells);
    }
    expect(checked.wrong).toEqual([]);
    expect(checked.count).toBeGreaterThan(7);
  },
);

test.each(LINES.filter(({ kind, key, base }) => kind !== 'measure' && base !== 'none' && key !== ''))(
  '$key: the pairs of the matched comparison, their difference, and the balance before and after pairs were made',
  (line) => {
    const checked = new Checked(sheets.get(DETAILS)!);
    const { supported, others } = groupsOf(line, log);
    const { pairs, ours, theirs } = pairsOf(supported, others);
    expect(new Set(pairs.map(([, { key }]) => key)).size).toBe(pairs.length);
    const count = (a: number, b: number): number =>
      pairs.filter(([one, other]) => one.outcome === a && other.outcome === b).length;
    const [both, lost, won, none] = [count(1, 1), count(0, 1), count(1, 0), count(0, 0)];
    const share = (place: 0 | 1): number => sum(pairs.map((pair) => pair[place].outcome!)) / pairs.length;
    const [value, lower, upper] = paired(both, lost, won, none);
    const cells = [share(0), share(1), value, lower, upper, coinP(lost, won)];
    put(checked, `matched.${line.key}`, [pairs.length, ours.length - pairs.length, ...cells]);
    const matched = [pairs.map(([one]) => one), pairs.map(([, other]) => other)] as const;
    [bases, ages, women].forEach((of, i) => {
      put(
        checked,
        `balance.${line.key}.${i + 1}`,
        [...balance(of(ours), of(theirs)), ...balance(of(matched[0]), of(matched[1]))],
        2,
      );
    });
    expect(checked.wrong).toEqual([]);
    expect(checked.count).toBeGreaterThan(20);
  },
);

test.each(LINES.filter(({ key }) => !key.endsWith('careLevel')))(
  '$key: those lost beside those followed, with the worst and the best case',
  (line) => {
    const checked = new Checked(sheets.get(DETAILS)!);
    const { supported } = groupsOf(line, log);
    const [ours, lost] = [true, false].map((known) => supported.filter((each) => isKnown(each, line) === known)) as [
      Followed[],
      Followed[],
    ];
    const smd =
      lost.length === 0
        ? [null, null, null]
        : [
            bases(lost).length === 0 ? '－' : balance(bases(ours), bases(lost))[2],
            balance(ages(ours), ages(lost))[2],
            balance(women(ours), women(lost))[2],
          ];
    const whole = supported.length;
    let cases: (number | string)[];
    if (line.kind === 'measure') {
      const { mean } = meanOf(changesOf(ours));
      // A mean change has no worst and no best case.
      cases = [mean, '－', '－'];
    } else {
      const reached = sum(ours.map(({ outcome }) => outcome!));
      const ends = [reached / whole, (reached + lost.length) / whole];
      // Of a state the share is of those followed; of what was reached, of all supported.
      cases = [
        reached / (line.kind === 'state' ? ours.length : whole),
        ...(line.isBetterLow === true ? ends.reverse() : ends),
      ];
    }
    put(checked, `loss.${line.key}`, [ours.length, lost.length, ...smd, ...cases]);
    expect(checked.wrong).toEqual([]);
    expect(checked.count).toBeGreaterThan(4);
  },
);

test('every line of the three sections is reckoned again', () => {
  const shown = [...sheets.get(DETAILS)!.keys()].filter((key) =>
    /^(changes|expected|matched|loss)\..+\..+\./u.test(key),
  );
  const ours = new Set(
    LINES.flatMap((line) => [
      ...(line.kind === 'reached' ? [] : [`changes.${line.key}`]),
      ...(line.kind === 'measure' ? [`expected.${line.key}`] : []),
      ...(line.base === 'none' ? [] : [`matched.${line.key}`]),
      ...(line.key.endsWith('careLevel') ? [] : [`loss.${line.key}`]),
    ]),
  );
  expect(shown.length).toBeGreaterThan(45);
  expect(shown.filter((key) => !ours.has(key))).toEqual([]);
});

// --- The time to 要介護認定, with dates ---------------------------------------------------------------------------------------

const days = (date: number): number =>
  Date.UTC(Math.floor(date / 10000), (Math.floor(date / 100) % 100) - 1, date % 100) / 86_400_000;
const asDate = (at: number): string => new Date(at * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '/');

/** Dates as somebody would write them: the certified 40 to 239 days after the start, the dead and moved 30 to 129; some before it. */
function datesOf(row: Line, course: Course): readonly [certified: string, left: string] {
  const begun = course.start;
  if (begun === null || !isSupported(row)) return ['', ''];
  const number_ = Number(row['被保険者番号']);
  const isNew = (course.own?.careLevel ?? 0) < 3 && (course.later?.careLevel ?? 0) >= 3;
  const certified = isNew ? asDate(days(begun) + 40 + (number_ % 200)) : '';
  const isGone = ['死亡', '転出'].includes(course.status);
  return [certified, isGone ? asDate(days(begun) + (number_ % 5 === 0 ? -3 : 30 + (number_ % 100))) : ''];
}

const PROGRAMMES_: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  LINES.map(({ key, purposes }) => [key.split('.')[0]!, purposes]),
);

/** The log with the two columns of dates. */
function withDates(): string {
  const headings = Object.keys(log[0]!);
  const courses = new Map(
    Object.values(PROGRAMMES_).flatMap((purposes) =>
      [...coursesOf(log, purposes)].flatMap(([key, course]) =>
        purposes.map((purpose) => [`${key} ${unified(purpose)}`, course] as const),
      ),
    ),
  );
  const lines = log.map((row) => {
    const course = courses.get(`${row['被保険者番号']} ${row['目的']}`);
    return [...headings.map((heading) => row[heading]!), ...(course === undefined ? ['', ''] : datesOf(row, course))];
  });
  return [[...headings, '要介護認定日', '死亡・転出日'], ...lines].map((cells) => `${cells.join(',')}\r\n`).join('');
}

/** How the follow-up of a course ended, in months of 30.4375 days; null where it is not followed. */
function endOf(course: Course): readonly [months: number, ending: 0 | 1 | 2] | null {
  const { rows, start: begun, own, later, status } = course;
  if (begun === null || (own?.careLevel ?? 0) >= 3) return null;
  const written = rows.map((row) => datesOf(row, course));
  const until = (date: number | null, ending: 0 | 1 | 2): readonly [number, 0 | 1 | 2] | null =>
    date === null || date < begun ? null : [(days(date) - days(begun)) / 30.4375, ending];
  const [certified] = written.map(([each]) => day(each)).filter(itself);
  if (certified !== undefined) return until(certified, 1);
  const ended =
    rows
      .filter(isSupported)
      .map((row) => day(row['支援終了日']))
      .filter(itself)
      .at(-1) ?? null;
  const left =
    written
      .map(([, each]) => day(each))
      .filter(itself)
      .at(-1) ?? ended;
  if (status === '死亡') return until(left, 2);
  if (status === '転出') return until(left, 0);
  return later === undefined ? until(ended, 0) : until((YEAR + 2) * 10000 + 331, 0);
}

const logLog = (value: number, error: number): [number, number] => {
  if (value <= 0 || value >= 1 || error === 0) return [value, value];
  const reach = (Z * error) / (value * Math.log(value));
  return [value ** Math.exp(reach), value ** Math.exp(-reach)].sort((a, b) => a - b) as [number, number];
};

test('認定まで: Kaplan–Meier, the cumulative incidence with deaths competing, the restricted mean, by programme', async () => {
  const checked = new Checked((await sheetsIn(dated)).get(DETAILS)!);
  let events = 0;
  for (const [programme, purposes] of Object.entries(PROGRAMMES_)) {
    const ends = [...coursesOf(log, purposes).values()]
      .filter(({ rows }) => rows.some(isSupported))
      .map(endOf)
      .filter(itself);
    const tenth = [...ends].sort((a, b) => b[0] - a[0])[Math.min(10, ends.length) - 1]![0];
    const months = Math.min(12, Math.floor(tenth));
    const times = [...new Set(ends.filter(([, ending]) => ending > 0).map(([time]) => time))].sort((a, b) => a - b);
    const steps = times.map((time) => ({
      time,
      atRisk: ends.filter(([each]) => each >= time).length,
      certified: ends.filter(([each, ending]) => each === time && ending === 1).length,
      died: ends.filter(([each, ending]) => each === time && ending === 2).length,
    }));
    events += steps.length;
    let [free, incidence, greenwood, mean, from] = [1, 0, 0, 0, 0];
    for (const { time, atRisk, certified, died } of steps.filter((step) => step.time <= months)) {
      mean += free * (time - from);
      from = time;
      incidence += (free * certified) / atRisk;
      free *= 1 - (certified + died) / atRisk;
      greenwood += (certified + died) / (atRisk * (atRisk - certified - died));
    }
    mean += free * (months - from);
    const row = `certification.${programme}`;
    put(checked, row, [
      ends.length,
      ends.filter(([, ending]) => ending === 1).length,
      ends.filter(([, ending]) => ending === 2).length,
      months,
      incidence,
      free,
      mean,
    ]);
    // The limits stand in the sentence, in percent with one decimal.
    const limits = logLog(free, free * Math.sqrt(greenwood));
    if (limits[0] < limits[1]) {
      const words = String(checked.at(row, 'words'));
      for (const limit of limits) expect(words).toContain((Math.round(limit * 1000) / 10).toFixed(1));
    }
  }
  expect(checked.wrong).toEqual([]);
  expect(events).toBeGreaterThan(5);
  expect(checked.count).toBe(7 * Object.keys(PROGRAMMES_).length);
});

test('成果 1 件当たりの費用: what is typed into 計画書 over the supported with the outcome, with limits from their share', async () => {
  const supportedIn = (purposes: readonly string[]): Course[] =>
    [...coursesOf(log, purposes).values()].filter(({ rows }) => rows.some(isSupported));
  const lineOf = (key: string): Indicator => LINES.find((each) => each.key === key)!;
  const reachedIn = (key: string): number => {
    const { supported } = groupsOf(lineOf(key), log);
    return supported.filter(({ outcome }) => outcome === 1).length;
  };
  const left = groupsOf(lineOf('polypharmacy.polypharmacy.drugs15'), log).supported.filter(
    ({ was, is }) => was === 1 && is === 0,
  );
  // 受診した者: 受診確認, else medicines or a diagnosis with a visit in the year after; of those supported.
  const visited = supportedIn(PROGRAMMES_.diabeticKidney!).filter(({ rows, later }) => {
    const words = rows.map((row) => row['受診確認'] ?? '');
    if (words.includes('有') || words.includes('無')) return words.includes('有');
    return (
      later !== undefined &&
      (later.dm[0] === true ||
        later.ht[0] === true ||
        (later.dmDiagnosis && later.visits[0]![0] + later.visits[0]![1] > 0))
    );
  });
  const REACHED: Readonly<Record<string, number>> = {
    lowNutrition: reachedIn('lowNutrition.lowNutrition.weightKept'),
    oral: reachedIn('oral.oral.dentalVisit'),
    polypharmacy: left.length,
    physicalFrailty: supportedIn(PROGRAMMES_.physicalFrailty!).filter(({ rows }) =>
      rows.some((row) => row['つないだ先'] !== ''),
    ).length,
    diabeticKidney: visited.length,
    unknownStatus: reachedIn('unknownStatus.unknownStatus.checkedUp'),
  };
  const running = await start(dated);
  const { workbook } = running;
  const costs = Object.keys(REACHED).map((programme, i) => [programme, 480_000 + 12_345 * i] as const);
  const cellsOf = (sheet: string): readonly (readonly unknown[])[] => workbook.valuesOf(sheet);
  const plan = cellsOf('計画書');
  const letter = String.fromCharCode(65 + plan[0]!.findIndex((key) => /^planned(@|$)/u.test(String(key))));
  for (const [programme, yen] of costs) {
    const row = plan.findIndex(([key]) => new RegExp(`^programmeCost\\.${programme}(@|$)`, 'u').test(String(key)));
    await workbook.typeInto(`計画書!${letter}${row + 1}`, yen);
  }
  await workbook.settle();
  const rows = cellsOf(DETAILS);
  const of = (row: string): readonly unknown[] => rows.find(([key]) => String(key).startsWith(`cost.${row}@`))!;
  for (const [programme, yen] of costs) {
    const reached = REACHED[programme]!;
    const persons = supportedIn(PROGRAMMES_[programme]!).length;
    const [low, high] = wilson(reached, persons);
    const wanted = [yen, reached, persons, yen / reached, yen / (persons * high), yen / (persons * low)];
    expect([programme, ...of(programme).slice(2, 8)]).toEqual([
      programme,
      ...wanted.map((value) => expect.closeTo(value, 4)),
    ]);
  }
  running.stop();
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

test('p（調整） of 事業評価_詳細 is the Benjamini–Hochberg value of all p that stand there, of 差の差 and of pairs', () => {
  const sheet = sheets.get(DETAILS)!;
  const tested = [...sheet].flatMap(([row, cells]) =>
    /^(changes|matched)\.[^.]+\./u.test(row) ? [{ row, p: cells.get('f8'), q: cells.get('f9') }] : [],
  );
  const withP = tested.filter((each): each is typeof each & { p: number } => typeof each.p === 'number');
  expect(new Set(withP.map(({ row }) => row.split('.')[0]))).toEqual(new Set(['changes', 'matched']));
  expect(tested.filter(({ p }) => typeof p !== 'number').map(({ q }) => q)).toEqual(
    tested.filter(({ p }) => typeof p !== 'number').map(() => '－'),
  );
  adjusted(withP.map(({ p }) => p)).forEach((value, i) => {
    expect([withP[i]!.row, withP[i]!.q]).toEqual([withP[i]!.row, expect.closeTo(value, 9)]);
  });
});
