/** Property test: however a good export is damaged, the answer is a table with a balanced ledger or an error in words. */
import fc from 'fast-check';
import { encode } from 'iconv-lite';
import { AnalystError, buildIntake, readFile, valueText, type Intake } from '../../src/kdb';
import { breadth } from '../breadth';
import { expectBalanced } from './support';

const PERSONS = Array.from({ length: 12 }, (_, index) => String(10_000_001 + index * 7));
const REGISTER = [
  '被保険者番号,氏名,性別,生年月日,資格取得日,資格喪失日,圏域',
  ...PERSONS.map((id, i) => `${id},"氏 ${i}",${(i % 2) + 1},194${i % 10}0401,20200401,,北部`),
];
const CHECKUP = [
  '表題',
  '被保険者番号,健診受診日,身長,体重,BMI,収縮期血圧,HbA1c,尿蛋白,質問票①,質問票⑥',
  ...PERSONS.map((id, i) => `${id},2025${String((i % 9) + 1).padStart(2, '0')}15,150.5,45.2,,130,6.1,－,3,はい`),
];
const RECEIPT = [
  '被保険者番号,医科入院レセ件数,歯科レセ件数,処方薬剤数,睡眠薬',
  ...PERSONS.map((id, i) => `${id},0,${i},"1,0",○`),
];
const CARE = ['被保険者番号,要介護度', ...PERSONS.map((id, i) => `${id},${i % 2 ? '要介護1' : ''}`)];
const FILES = [REGISTER, CHECKUP, RECEIPT, CARE].map((lines) => lines.join('\r\n') + '\r\n');
const ALL_IDS = new Set(PERSONS);

const JUNK = fc.constantFrom(
  '',
  ' ',
  '－',
  '"',
  '""',
  ',',
  '\r\n',
  '\n',
  '\t',
  '1.23E+11',
  '合計',
  '９９',
  '=1+1',
  '😀',
  '\u0000',
  'ｱ',
  '-1',
  '1e999',
  '被保険者番号',
  '99999999',
);

/** Replaces a piece of a text by something else. */
const damageOf = (text: string): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(fc.nat(text.length), fc.nat(12), JUNK), { maxLength: 6 })
    .map((damages) =>
      damages.reduce((whole, [at, length, by]) => whole.slice(0, at) + by + whole.slice(at + length), text),
    );

function run(files: readonly Uint8Array[]): Intake | null {
  try {
    return buildIntake(files.flatMap((bytes, index) => readFile(`f${index}.csv`, bytes)));
  } catch (error) {
    if (error instanceof AnalystError) return null;
    throw error;
  }
}

/** What must hold of any intake. */
function check(intake: Intake): void {
  expectBalanced(intake.sources);
  expect(intake.table.size).toBeGreaterThan(0);
  const ids = Array.from({ length: intake.table.size }, (_, row) => valueText(intake.table, 'personId', row));
  expect(new Set(ids).size).toBe(ids.length);
  for (const column of Object.values(intake.table.columns)) {
    const length =
      column.kind === 'date' ? column.days.length : 'codes' in column ? column.codes.length : column.values.length;
    expect(length).toBe(intake.table.size);
  }
  for (const { used, quality } of intake.sources.map((source) => ({
    used: source.used,
    quality: intake.quality.filter((column) => column.file === source.file && column.field !== 'checkupDate'),
  }))) {
    for (const column of quality)
      expect(column.filled + column.blank + column.unreadable + column.outOfRange).toBe(used);
  }
}

test('damaged text never crashes, never unbalances the ledger, never doubles a person', () => {
  fc.assert(
    fc.property(fc.tuple(...FILES.map(damageOf)), fc.constantFrom('utf8', 'cp932'), (texts, encoding) => {
      const intake = run(texts.map((text) => new Uint8Array(encode(text, encoding))));
      if (intake) check(intake);
    }),
    { numRuns: breadth(100, 2000) },
  );
});

test('damaged bytes never crash', () => {
  const bytes = FILES.map((text) => new Uint8Array(encode(text, 'cp932')));
  fc.assert(
    fc.property(
      fc.nat(3),
      fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), { maxLength: 8 }),
      fc.nat(3000),
      (which, damages, length) => {
        const damaged = bytes.map((each) => each.slice());
        for (const [at, value] of damages) if (at < damaged[which]!.length) damaged[which]![at] = value;
        damaged[which] = damaged[which]!.slice(0, Math.max(1, damaged[which]!.length - length));
        const intake = run(damaged);
        if (intake) check(intake);
      },
    ),
    { numRuns: breadth(80, 1500) },
  );
});

test('with the register whole, no damage elsewhere invents or loses a person', () => {
  fc.assert(
    fc.property(fc.tuple(...FILES.slice(1).map(damageOf)), (texts) => {
      const intake = run([FILES[0]!, ...texts].map((text) => new Uint8Array(encode(text, 'utf8'))));
      if (!intake || intake.sources.some((source) => source.file !== 'f0.csv' && source.kinds.includes('register')))
        return;
      const ids = Array.from({ length: intake.table.size }, (_, row) =>
        Number(valueText(intake.table, 'personId', row)),
      );
      expect(ids.map(String).sort()).toEqual([...ALL_IDS].sort());
    }),
    { numRuns: breadth(80, 1500) },
  );
});

test('the order of rows does not change anybody in a run without doubles', () => {
  const [register, ...others] = [REGISTER, CHECKUP, RECEIPT, CARE];
  const headerOf = (lines: readonly string[]): number => (lines[0] === '表題' ? 2 : 1);
  const whole = run(FILES.map((text) => new Uint8Array(encode(text, 'utf8'))))!;
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 12, maxLength: 12 }), (keys) => {
      const shuffled = others.map((lines) => {
        const head = lines.slice(0, headerOf(lines));
        const rows = lines.slice(headerOf(lines)).map((line, index) => ({ line, key: keys[index]! }));
        return [...head, ...rows.sort((a, b) => a.key - b.key).map(({ line }) => line)];
      });
      const intake = run(
        [register!, ...shuffled].map((lines) => new Uint8Array(encode(`${lines.join('\r\n')}\r\n`, 'utf8'))),
      );
      expect(intake!.table.stamp).toBe(whole.table.stamp);
    }),
    { numRuns: 30 },
  );
});
