/**
 * 経年比較 of the two bundled municipalities over R6 to R8, reckoned again: counts from the raw files, every share with its limits, the
 * change from the first to the last year, the trend over three years with its test, the adjusted p, and who has no direction.
 */
import fs from 'node:fs';
import path from 'node:path';
import { SAMPLES } from '../e2e/built';
import { bookOf, Checked, sheetsIn, type Sheet } from './again/book';
import { adjusted, newcombe, normalBeyond, sum, wilson } from './again/statistics';

jest.setTimeout(900_000);
const FOLDER = path.join(SAMPLES, '二市町村');
const YEARS = [2024, 2025, 2026] as const;
/** Columns of the years: the newest of five stands last. */
const SLOTS = [3, 4, 5] as const;

let sheet: Sheet;
beforeAll(async () => {
  const files = fs.readdirSync(FOLDER).map((name) => path.join(FOLDER, name));
  sheet = (await sheetsIn(await bookOf(files, '--year', '2026'))).get('経年比較')!;
});

type Row = Readonly<Record<string, string>>;
function tableOf(name: string): Row[] {
  const text = new TextDecoder('shift_jis').decode(fs.readFileSync(path.join(FOLDER, `${name}.csv`)));
  const lines = text.split('\r\n').map((line) => line.replace(/^"|"$/gu, '').split('","'));
  const head = lines.findIndex((cells) => cells.includes('被保険者番号'));
  return lines
    .slice(head + 1)
    .filter((cells) => cells.length === lines[head]!.length)
    .map((cells) => Object.fromEntries(lines[head]!.map((heading, at) => [heading, cells[at]!])));
}
const who = (row: Row): string => `${row['保険者番号']} ${row['被保険者番号']}`;
const day = (text: string): number =>
  Number(
    text
      .split('/')
      .map((part) => part.padStart(2, '0'))
      .join(''),
  );

/** Examined persons, and those at 低栄養 and with 15 medicines, of those insured on 31 March. */
function countsIn(year: number) {
  const end = (year + 1) * 10000 + 331;
  const persons = tableOf('被保険者台帳').filter(
    (row) => day(row['資格取得日']!) <= end && (row['資格喪失日'] === '' || day(row['資格喪失日']!) > end),
  );
  const of = (name: string): Map<string, Row> =>
    new Map(tableOf(`${name}_令和${year - 2018}年度`).map((row) => [who(row), row]));
  const [checkups, receipts] = [of('健診'), of('レセプト集計')];
  const own = persons.map((row) => ({ checkup: checkups.get(who(row)), receipt: receipts.get(who(row)) }));
  const examined = own.filter(({ checkup }) => checkup !== undefined);
  const judged = examined.filter(({ checkup }) => {
    const [bmi, q6] = [checkup!['BMI']!, checkup!['質問票6']!];
    // One false is enough to say no; else both must be known.
    return (bmi !== '' && Number(bmi) > 20) || (q6 !== '' && q6 !== '1') || (bmi !== '' && q6 !== '');
  });
  return {
    OP1: [examined.length, persons.length],
    'OC2.lowNutrition': [
      judged.filter(
        ({ checkup }) => checkup!['BMI'] !== '' && Number(checkup!['BMI']) <= 20 && checkup!['質問票6'] === '1',
      ).length,
      judged.length,
    ],
    'OC2.polypharmacy': [
      own.filter(({ receipt }) => Number(receipt?.['処方薬剤数'] || 0) >= 15).length,
      persons.length,
    ],
  } as const;
}

test('counts of three years come from the raw files', () => {
  const checked = new Checked(sheet);
  YEARS.forEach((year, i) => {
    for (const [key, [hits, total]] of Object.entries(countsIn(year))) {
      checked.is(key, `hits${SLOTS[i]}`, hits);
      checked.is(key, `total${SLOTS[i]}`, total);
    }
  });
  expect(checked.wrong).toEqual([]);
  expect(checked.count).toBe(18);
});

test('shares, limits, the change, the trend over three years and its adjusted p follow from them; years without data are blank', () => {
  const checked = new Checked(sheet);
  const rows = [...sheet.keys()].filter((key) => key === 'OP1' || key.startsWith('OC2.'));
  expect(rows).toHaveLength(11);
  const tests: [string, number][] = [];
  for (const row of rows) {
    const changes = `change.${row}`;
    for (const group of ['hits', 'total', 'rate'])
      for (const slot of [1, 2]) expect([row, checked.at(row, `${group}${slot}`) || '']).toEqual([row, '']);
    const counts = SLOTS.map((slot) => [checked.at(row, `hits${slot}`), checked.at(row, `total${slot}`)] as const);
    const known = counts.flatMap(([x, n], i) =>
      typeof x === 'number' && typeof n === 'number' && n > 0 ? [{ x, n, year: YEARS[i]!, slot: SLOTS[i]! }] : [],
    );
    for (const { x, n, slot } of known) {
      checked.is(row, `rate${slot}`, x / n);
      checked.is(`interval.${row}`, `hits${slot}`, wilson(x, n)[0]);
      checked.is(`interval.${row}`, `total${slot}`, wilson(x, n)[1]);
    }
    if (known.length < 2) {
      for (const column of ['hits1', 'hits3', 'total1']) checked.is(`change.${row}`, column, '－');
    } else {
      const [first, last] = [known[0]!, known.at(-1)!];
      const [value, lower, upper] = newcombe(last.x, last.n, first.x, first.n);
      checked.is(changes, 'hits1', first.year);
      checked.is(changes, 'hits2', last.year);
      checked.is(changes, 'hits3', value);
      checked.is(changes, 'hits4', lower);
      checked.is(changes, 'hits5', upper);
      const isBetter = row === 'OP1' ? lower > 0 : upper < 0;
      checked.is(changes, 'total1', lower <= 0 && upper >= 0 ? '区別できない' : isBetter ? '改善' : '悪化');
    }
    if (known.length < 3) {
      for (const column of ['rate1', 'rate2', 'rate3']) checked.is(changes, column, '－');
      continue;
    }
    const whole = sum(known.map(({ n }) => n));
    const share = sum(known.map(({ x }) => x)) / whole;
    const centre = sum(known.map(({ n, year }) => n * year)) / whole;
    const spread = sum(known.map(({ n, year }) => n * (year - centre) ** 2));
    const slope = sum(known.map(({ x, n, year }) => (x - n * share) * (year - centre))) / spread;
    // Nobody has it in any year: there is nothing that could rise or fall.
    const p = share === 0 ? 1 : normalBeyond(slope / Math.sqrt((share * (1 - share)) / spread));
    checked.is(changes, 'rate1', slope);
    checked.is(changes, 'rate2', p, 1e-7);
    tests.push([row, p]);
  }
  adjusted(tests.map(([, p]) => p)).forEach((q, i) => checked.is(`change.${tests[i]![0]}`, 'rate3', q, 1e-7));
  expect(checked.wrong).toEqual([]);
  expect(tests.length).toBeGreaterThan(5);
});
