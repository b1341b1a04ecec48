/** The published numbers again, through the functions that a cell calls: every value to its printed digit. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { column, ExcelError, row } from './excelStub';
import { mcnemarChange, pairedChange, wilcoxonChange } from '../../src/functions/beforeAfter';
import { trendTest } from '../../src/functions/comparisons';
import { lifeExpectancyAt } from '../../src/functions/life';
import { compare, directlyStandardised, indirectlyStandardised, proportionOf, rateOf } from '../../src/functions/rates';

interface Options {
  readonly confidence?: number;
  readonly multiplier?: number;
  readonly interval?: string;
  readonly age?: number;
  readonly corrected?: boolean;
}
interface Case {
  readonly what: string;
  readonly verb: string;
  readonly arguments: readonly never[];
  readonly expect: Readonly<Record<string, string>>;
}

const FOLDER = join(__dirname, '../indicators/published');
const CASES = readdirSync(FOLDER).flatMap((name) =>
  (JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as { cases: readonly Case[] }).cases.map((one) => ({
    ...one,
    name,
  })),
);

type Ask = (output: string, ...given: never[]) => Promise<unknown[][]>;

/** Four counts as the two columns they were counted from. */
function pairsOf(counts: { both: number; beforeOnly: number; afterOnly: number; neither: number }) {
  const kinds = [
    [counts.both, 'はい', 'はい'],
    [counts.beforeOnly, 'はい', 'いいえ'],
    [counts.afterOnly, 'いいえ', 'はい'],
    [counts.neither, 'いいえ', 'いいえ'],
  ] as const;
  const lines = kinds.flatMap(([count, before, after]) => new Array<readonly string[]>(count).fill([before, after]));
  return { before: column(lines.map(([before]) => before)), after: row(lines.map(([, after]) => after)) };
}

/** How each verb is asked through its function: columns here, rows there. */
const DOORS: Readonly<Record<string, Ask>> = {
  proportion: (output, x: number, n: number, o: Options = {}) => proportionOf(x, n, output, o.confidence, o.multiplier),
  poissonRate: (output, x: number, n: number, o: Options = {}) => rateOf(x, n, output, o.confidence, o.multiplier),
  directlyStandardisedRate: (output, x: number[], n: number[], standard: number[], o: Options = {}) =>
    directlyStandardised(column(x), row(n), column(standard), output, o.confidence, o.multiplier),
  indirectlyStandardisedRatio: (output, x: number[], n: number[], rx: number[], rn: number[], o: Options = {}) =>
    indirectlyStandardised(column(x), column(n), row(rx), column(rn), output, o.confidence, o.multiplier),
  compareProportions: (output, x1: number, n1: number, x2: number, n2: number, o: Options = {}) =>
    compare(x1, n1, x2, n2, output, o.confidence, o.multiplier),
  mcnemarFromCounts: (output, counts: Parameters<typeof pairsOf>[0], o: Options = {}) => {
    const { before, after } = pairsOf(counts);
    const [, test] = output.split(':');
    return mcnemarChange(before, after, output.split(':')[0], o.confidence, test);
  },
  pairedMeans: (output, before: number[], after: number[], o: Options = {}) =>
    pairedChange(column(before), column(after), output, o.confidence),
  wilcoxonSignedRank: (output, before: number[], after: number[], o: Options = {}) =>
    wilcoxonChange(row(before), column(after), output, o.confidence),
  linearTrend: (output, x: number[], n: number[], years: number[]) =>
    trendTest(column(x), row(n), column(years), output),
  lifeExpectancy: (
    output,
    t: { ages: number[]; populations: number[]; deaths: number[]; a?: number },
    o: Options = {},
  ) =>
    lifeExpectancyAt(column(t.ages), column(t.populations), row(t.deaths), output, o.age, o.confidence, t.a as never),
};

/** What a cell can ask for: the path in the result of the verb → 出力. What has none stays with the test of the verbs. */
const OUTPUT: Readonly<Record<string, string>> = {
  value: '値',
  lower: '下限',
  upper: '上限',
  p: 'p',
  'pValues.exact': 'p',
  'pValues.midP': 'p:mid-P',
  'pValues.asymptotic': 'p:漸近法',
  'pValues.corrected': 'p:連続性補正',
};

/** The error value as which a refusal of the verbs shows. */
const SHOWN_AS: Readonly<Record<string, string>> = {
  'numerator.aboveDenominator': '#NUM!',
  'number.negative': '#NUM!',
  'division.byZero': '#DIV/0!',
  'rate.tooFewEvents': '#N/A',
  'number.notNumber': '#N/A',
  'number.notPositive': '#DIV/0!',
};

const isExact = (one: Case): boolean => one.arguments.some((given: Options | null) => given?.interval === 'exact');
const ASKED = CASES.filter((one) => one.verb in DOORS && !isExact(one)).flatMap((one) =>
  Object.entries(one.expect)
    .filter(([path]) => path in OUTPUT || path === 'error')
    .map(([path, printed]) => ({ ...one, path, printed })),
);

function isPrintedAs(value: unknown, printed: string): boolean {
  const decimals = (printed.split('.')[1] ?? '').length;
  return (
    typeof value === 'number' && Math.abs(value - Number(printed)) <= 0.5 * 10 ** -decimals + 1e-12 * Math.abs(value)
  );
}

async function told(one: (typeof ASKED)[number]): Promise<string | null> {
  const ask = DOORS[one.verb]!;
  try {
    const [[value] = []] = await ask(OUTPUT[one.path] ?? '値', ...one.arguments);
    return isPrintedAs(value, one.printed)
      ? null
      : `${one.name} ${one.what}: ${one.path} is ${String(value)}, printed ${one.printed}`;
  } catch (error) {
    const shown = error instanceof ExcelError ? error.code : String(error);
    return one.path === 'error' && shown === SHOWN_AS[one.printed]
      ? null
      : `${one.name} ${one.what}: ${shown}, expected ${one.printed}`;
  }
}

test(`${ASKED.length} published values are what the cell shows`, async () => {
  expect(ASKED.length).toBeGreaterThan(200);
  const wrong = await Promise.all(ASKED.map(told));
  expect(wrong.filter((sentence) => sentence !== null)).toEqual([]);
});

test('every function with published numbers is asked, rows and columns alike', () => {
  expect([...new Set(ASKED.map(({ verb }) => verb))].sort()).toEqual(Object.keys(DOORS).sort());
});
