/**
 * Every figure of 圏域別, 経年比較, 質問票の分析, Ⅱ資料 and the differences of Ⅱ of the bundled samples, reckoned again from the raw files by formulas that share
 * no code with the product: reading, the ten purposes in three-valued logic, intervals, standardisation, tests.
 */
import fs from 'node:fs';
import path from 'node:path';
import { SAMPLE_CSVS, SAMPLES } from '../e2e/built';
import { Checked, sheetsOf, type Sheet } from './again/book';
import { ageOn, number, rowsOf, table, type Known } from './again/files';
import {
  ANSWERS,
  any,
  compare,
  countOf,
  EARLIER,
  marks,
  personsOf,
  PURPOSES,
  strataOf,
  YEAR,
  type Checkup,
  type Person,
} from './again/persons';
import { classOf, GROUPS, pointsOf, RISK, risk, TYPES } from './again/questionnaire';
import {
  adjusted,
  byar,
  coinP,
  differenceP,
  meanOf,
  newcombe,
  paired,
  poissonLimits,
  sum,
  tBelow,
  wilson,
} from './again/statistics';

let sheets: ReadonlyMap<string, Sheet>;
const now = personsOf(YEAR);
const before = personsOf(YEAR - 1);
const people = [...now.values()];
const areas = [...new Set(people.map(({ area }) => area))].sort();

jest.setTimeout(600_000);
beforeAll(async () => {
  const forms = fs.readdirSync(path.join(SAMPLES, '集計')).map((name) => path.join(SAMPLES, '集計', name));
  const participants = path.join(SAMPLES, '通いの場参加者_令和7年度.csv');
  sheets = await sheetsOf([...SAMPLE_CSVS, participants, ...forms], '--year', String(YEAR));
});

test('圏域別: counts, 発生割合, intervals, words, 健診受診率, standardised figures and shrunken rates', () => {
  const checked = new Checked(sheets.get('圏域別')!);
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
  const checked = new Checked(sheets.get('圏域別')!);
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
      checked.is(row, 'word', '参考（1万人年未満）');
    }
  expect(checked.wrong).toEqual([]);
  expect(checked.count).toBeGreaterThan(20);
});

test('経年比較: counts of both years, shares, intervals, changes, directions and shares of all insured', () => {
  const checked = new Checked(sheets.get('経年比較')!);
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
    const changes = `change.${row}`;
    checked.is(changes, 'hits1', YEAR - 1);
    checked.is(changes, 'hits2', YEAR);
    checked.is(changes, 'hits3', value);
    checked.is(changes, 'hits4', lower);
    checked.is(changes, 'hits5', upper);
    const moved = lower > 0 ? 1 : upper < 0 ? -1 : 0;
    checked.is(changes, 'total1', moved === 0 ? '区別できない' : moved === better ? '改善' : '悪化');
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
    else {
      for (const column of ['hits4', 'total4', 'rate4']) checked.is(row, column, '－');
      for (const column of ['hits3', 'total1']) checked.is(`change.${row}`, column, '－');
    }
    for (const column of ['rate1', 'rate2', 'rate3']) checked.is(`change.${row}`, column, '－');
  }
  expect(checked.wrong).toEqual([]);
  expect(checked.count).toBeGreaterThan(180);
});

test('質問票の分析: items, 類型, classes, 県・同規模・国, changes with adjusted p, answers and 圏域', () => {
  const checked = new Checked(sheets.get('質問票の分析')!);
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
    const [value, lower, upper] = paired(both, gone, come, none);
    checked.is(row, 'lower', value);
    checked.is(row, 'upper', lower);
    checked.is(row, 'menN', upper);
    const p = coinP(gone, come);
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

test('質問票の分析: participants of 通いの場 beside everybody else, their difference, p and adjusted p', () => {
  const checked = new Checked(sheets.get('質問票の分析')!);
  const groups = [true, false].map((part) => people.filter(({ takesPart }) => takesPart === part));
  expect(groups.map(({ length }) => length)).toEqual([
    table('通いの場参加者_令和7年度.csv').length,
    people.length - groups[0]!.length,
  ]);
  const tests = RISK.map((_, i) => {
    const row = `gathering.q${i + 1}`;
    const counts = groups.map((group) => countOf(group, (p) => risk(p.now, i + 1)));
    const [one, other] = counts.map(({ hits, judged }) => [hits, judged] as const) as [
      [number, number],
      [number, number],
    ];
    const put = (columns: readonly string[], [hits, judged]: readonly [number, number]): void =>
      [judged, hits, hits / judged, ...wilson(hits, judged)].forEach((value, at) =>
        checked.is(row, columns[at]!, value),
      );
    put(['n', 'count', 'share', 'lower', 'upper'], one);
    put(['menN', 'men', 'womenN', 'women', 'age0N'], other);
    newcombe(...one, ...other).forEach((value, at) => checked.is(row, ['age0', 'age1N', 'age1'][at]!, value));
    const p = differenceP(...one, ...other);
    checked.is(row, 'age2N', p, 1e-7);
    return p;
  });
  adjusted(tests).forEach((q, i) => checked.is(`gathering.q${i + 1}`, 'age2', q, 1e-7));
  ['n', 'menN'].forEach((column, at) => checked.is('gathering.insured', column, groups[at]!.length));
  expect(checked.wrong).toEqual([]);
  expect(checked.count).toBe(15 * 15 + 2);
});

test('Ⅱ資料: findings, diseases, 認定 and 要介護度, the eight groups, admissions, costs, projection, order of priorities', () => {
  const checked = new Checked(sheets.get('Ⅱ資料')!);
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
    const continued = Math.max(-0.05, Math.min(0.05, group.length / earlier - 1));
    const later = Math.round(group.length * (1 + (isUsed ? continued : 0)) ** 4);
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
    const size = own === 0 ? 0 : rank <= 3 ? 3 : rank <= 7 ? 2 : 1;
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

test('Ⅱ: differences to 県, 同規模 and 国, and a mark only where the interval lies on one side of 国', () => {
  const sheet = sheets.get('Ⅱ分析と課題')!;
  const checked = new Checked(sheet);
  let marks_ = 0;
  for (const row of [...sheet.keys()].filter((key) => key.startsWith('line.'))) {
    const [own, lower, upper, nation] = ['own', 'lower', 'upper', 'nation'].map((column) => checked.at(row, column));
    for (const [column, gap] of [
      ['pref', 'gapPref'],
      ['peer', 'gapPeer'],
      ['nation', 'gapNation'],
    ] as const) {
      const other = checked.at(row, column);
      if (typeof own === 'number' && typeof other === 'number') checked.is(row, gap, own - other);
      else expect([row, gap, checked.at(row, gap) || '－']).toEqual([row, gap, '－']);
    }
    if (typeof nation !== 'number' || typeof lower !== 'number' || typeof upper !== 'number') {
      expect([row, checked.at(row, 'mark') || '－']).toEqual([row, '－']);
      continue;
    }
    // An item of the questionnaire has the verdict of its standardised ratio, which 質問票の分析 shows and another test reckons.
    const item = /^line\.answers\.answer(\d+)$/u.exec(row)?.[1];
    const ratio = item === undefined ? null : sheets.get('質問票の分析')!.get(`compared.q${item}`)!;
    const [low, high, none] = ratio === null ? [lower, upper, nation] : [ratio.get('age1'), ratio.get('age2N'), 100];
    checked.is(row, 'mark', Number(low) > none ? '国より高い' : Number(high) < none ? '国より低い' : '区別できない');
    marks_ += 1;
  }
  // The figures themselves, of each kind one: a share of persons, an amount, what a form prints.
  const overview = rowsOf(path.join(SAMPLES, '集計', '地域の全体像の把握_令和7年度.csv'));
  const printed = (group: string, name: string): string[] => {
    const from = overview.findIndex((row) => row[0] === group);
    return overview.slice(from).find((row) => row[1] === name)!;
  };
  const examined = people.filter((p) => p.now !== null).length;
  const eligible = people.filter((p) => !p.excluded).length;
  checked.is('line.checkup.checkupRate', 'own', examined / eligible);
  checked.is('line.checkup.checkupRate', 'lower', wilson(examined, eligible)[0]);
  checked.is('line.checkup.checkupRate', 'upper', wilson(examined, eligible)[1]);
  const cancer = printed('死因', 'がん');
  ['own', 'pref', 'peer', 'nation'].forEach((column, at) =>
    checked.is('line.deaths.death1', column, number(cancer[3 + 2 * at])! / 100),
  );
  expect(marks_).toBeGreaterThan(15);
  // アセスメント and the rows beside it never contradict each other.
  const marked = (word: string): string[] =>
    [...sheet].flatMap(([row, cells]) =>
      row.startsWith('line.answers.answer') && cells.get('mark') === word
        ? [String(cells.get('item')).slice(0, 1)]
        : [],
    );
  const draft = String(sheet.get('item.answers')!.get('assessment'));
  for (const word of ['国より高い', '国より低い'])
    expect([
      word,
      [...(new RegExp(`${word}: ([^。]*)。`, 'u').exec(draft)?.[1] ?? '').matchAll(/[①-⑮]/gu)].map(String),
    ]).toEqual([word, marked(word)]);
  const last = sheets.get('Ⅱ資料')!.get('projection.all')!;
  expect(
    ['projection.projectedInsured', 'projection.projectedCertified', 'costProjection.projectedCost'].map((row) =>
      checked.at(`line.${row}`, 'own'),
    ),
  ).toEqual([last.get('f'), last.get('g'), Number(last.get('h')) / 10 ** 6]);
  // 国 of the samples differs from the city, so that every word stands somewhere, on the sheet and of 標準化比.
  const words = (of: Sheet, keys: string): Set<unknown> =>
    new Set([...of].flatMap(([key, cells]) => (key.startsWith(keys) ? [cells.get('mark') ?? ''] : [])));
  expect([...words(sheet, 'line.')]).toEqual(expect.arrayContaining(['国より高い', '国より低い', '区別できない']));
  expect(checked.wrong).toEqual([]);
  expect(checked.count).toBeGreaterThan(200);
});
