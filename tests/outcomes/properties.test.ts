/** Properties of the evaluation over logs of any kind: counts add up, order does not matter, nobody is lost. */
import fc from 'fast-check';
import {
  evaluateProgramme,
  isDistinguishable,
  plainSentence,
  PROGRAMMES,
  SUPPORT_STATUSES,
  type IndicatorResult,
  type ProgrammeEvaluation,
} from '../../src/indicators';
import type { Cell } from '../../src/kdb';
import { logOf, tableOf } from './support';

const HEADER = [
  '被保険者番号',
  '目的',
  '支援の有無',
  '支援開始日',
  '状況',
  'つないだ先',
  '必要と判断',
  '受診確認',
  '健診受診',
  '支援前体重',
  '支援後体重',
  '支援前HbA1c',
  '支援後HbA1c',
  '支援前処方薬剤数',
  '支援後処方薬剤数',
  '支援前質問票④',
  '支援後質問票④',
  '誤嚥性肺炎の既往',
  '誤嚥性肺炎（1年後）',
];
const PURPOSES = [
  '低栄養',
  '口腔',
  '服薬（多剤）',
  '身体的フレイル',
  '重症化予防（コントロール不良者）',
  '重症化予防（糖尿病等治療中断者）',
  '健康状態不明者',
];
const PERSONS = 12;

const blankOr = <T extends Cell>(...values: readonly T[]) => fc.constantFrom<Cell>(null, ...values);
const number = (min: number, max: number) =>
  fc.option(
    fc.integer({ min: min * 10, max: max * 10 }).map((tenths) => tenths / 10),
    { nil: null },
  );
const row = fc.tuple(
  fc.integer({ min: 1, max: PERSONS }).map(String),
  fc.constantFrom<Cell>(...PURPOSES),
  blankOr('有', '無'),
  blankOr('2026/6/1', 'R8.7.1'),
  blankOr(...SUPPORT_STATUSES),
  blankOr('医科', '歯科', '通いの場'),
  blankOr('必要', '不要'),
  blankOr('有', '無'),
  blankOr('有', '無'),
  number(35, 60),
  number(35, 60),
  number(5, 11),
  number(5, 11),
  fc.option(fc.integer({ min: 0, max: 30 }), { nil: null }),
  fc.option(fc.integer({ min: 0, max: 30 }), { nil: null }),
  blankOr('はい', 'いいえ'),
  blankOr('はい', 'いいえ'),
  blankOr('有', '無'),
  blankOr('有', '無'),
);
const logs = fc.array(row, { minLength: 0, maxLength: 40 });

/** Both years of the same twelve persons; in the second some are not there any more. */
const years = fc.record({
  after: fc.array(fc.record({ there: fc.boolean(), weight: number(35, 60), q4: blankOr('1', '2') }), {
    minLength: PERSONS,
    maxLength: PERSONS,
  }),
});
const REGISTER = [
  '被保険者番号',
  '性別',
  '生年月日',
  '資格取得日',
  '資格喪失日',
  '健診受診日',
  '身長',
  '体重',
  '質問票4',
  '要介護度',
];
const person = (id: number, day: string, weight: Cell, q4: Cell): Cell[] => [
  String(id + 1),
  id % 2 === 0 ? '男' : '女',
  '19450101',
  '20200401',
  null,
  day,
  150,
  weight,
  q4,
  id % 3 === 0 ? '要支援1' : null,
];
const before = tableOf(
  [REGISTER, ...Array.from({ length: PERSONS }, (_, id) => person(id, '20250701', 44, '1'))],
  2025,
);

function evaluations(
  rows: readonly (readonly Cell[])[],
  { after }: { after: { there: boolean; weight: Cell; q4: Cell }[] },
): ProgrammeEvaluation[] {
  const there = after.flatMap(({ there: is, weight, q4 }, id) => (is ? [person(id, '20261101', weight, q4)] : []));
  const table = there.length === 0 ? null : tableOf([REGISTER, ...there], 2026);
  const eligible = () => ({ get: () => true });
  return PROGRAMMES.map((programme) =>
    evaluateProgramme(programme, logOf([HEADER, ...rows]), before, table, { comparison: {}, eligible }),
  );
}

const resultsOf = ({ output, outcome }: ProgrammeEvaluation): IndicatorResult[] => [...output, ...outcome];
const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0);

test('every row is a record or set aside, whatever stands in it', () => {
  const anything = fc.array(
    fc.array(fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)), { minLength: 19, maxLength: 19 }),
  );
  fc.assert(
    fc.property(anything, (rows) => {
      const log = logOf([HEADER, ...rows]);
      const filled = rows.filter((cells) => cells.some((cell) => cell !== null && String(cell).trim() !== ''));
      expect(log.rows).toBe(filled.length);
      expect(log.rows).toBe(
        log.lines.length + Object.values(log.setAside).reduce((total, each) => total + each.length, 0),
      );
      for (const { address } of log.unreadable) expect(address).toMatch(/^[A-S]\d+$/);
    }),
  );
});

test('対象 = 支援 + 未支援, 支援 = 追跡 + 追跡できず, and no share leaves 0 to 1', () => {
  fc.assert(
    fc.property(logs, years, (rows, data) => {
      for (const evaluation of evaluations(rows, data)) {
        const { targeted, supported, notSupported, notSupportedBy, followUp } = evaluation;
        expect([targeted, notSupported]).toEqual([supported + notSupported, sum(notSupportedBy)]);
        expect([supported, followUp.lost]).toEqual([followUp.followed + followUp.lost, sum(followUp.reasons)]);
        for (const result of resultsOf(evaluation)) {
          const { count, denominator, estimate, indicator } = result;
          expect(result.followUp.lost).toBe(sum(result.followUp.reasons));
          expect(estimate === null).toBe(count === null);
          expect(result.undetermined === '').toBe(count !== null);
          if (count === null || indicator.kind === 'measure') continue;
          expect(count).toBeLessThanOrEqual(denominator!);
          expect(estimate!.lower).toBeLessThanOrEqual(estimate!.value);
          expect(estimate!.upper).toBeGreaterThanOrEqual(estimate!.value);
          const parts = result.classes?.reduce((total, each) => total + each.count, 0);
          if (indicator.kind === 'state' && parts !== undefined) expect(parts).toBeLessThanOrEqual(denominator!);
        }
      }
    }),
    { numRuns: 40 },
  );
});

test('the order of the rows changes no figure', () => {
  const shuffled = fc.uniqueArray(row, { selector: ([id, purpose]) => `${id} ${String(purpose)}`, maxLength: 30 });
  const figures = (rows: readonly (readonly Cell[])[], data: Parameters<typeof evaluations>[1]) =>
    evaluations(rows, data).map((evaluation) =>
      resultsOf(evaluation)
        .filter(({ id }) => !id.startsWith('diabeticKidney'))
        .map(({ id, count, denominator, followUp }) => ({ id, count, denominator, followUp })),
    );
  fc.assert(
    fc.property(shuffled, years, (rows, data) => {
      expect(figures([...rows].reverse(), data)).toEqual(figures(rows, data));
    }),
    { numRuns: 40 },
  );
});

test('the same seed draws the same comparison group, never more persons than were followed, nobody supported', () => {
  fc.assert(
    fc.property(logs, years, (rows, data) => {
      const [one, two] = [evaluations(rows, data), evaluations(rows, data)];
      expect(two).toEqual(one);
      for (const { comparison, followUp } of one.flatMap(resultsOf)) {
        if (comparison === undefined) continue;
        expect(comparison.pairs + comparison.unmatched).toBeLessThanOrEqual(followUp.followed + followUp.lost);
        expect(comparison.pairs).toBeLessThanOrEqual(PERSONS);
      }
    }),
    { numRuns: 30 },
  );
});

/** Words that would say that the support did it. */
const CAUSAL = /により|によって|おかげ|成果|効果があ|効果がみ|有意/;

test('no sentence claims a cause, and none names a direction that the figure does not carry', () => {
  fc.assert(
    fc.property(logs, years, (rows, data) => {
      for (const result of evaluations(rows, data).flatMap(resultsOf)) {
        const sentence = plainSentence(result);
        expect(sentence).not.toMatch(CAUSAL);
        expect(sentence).not.toMatch(/undefined|NaN|null|-\d/);
        if (result.test === undefined) continue;
        const isTested = result.untested === '';
        expect(result.test.p === undefined).toBe(!isTested);
        expect(sentence.includes('区別できません')).toBe(isTested && !isDistinguishable(result.test));
        expect(sentence.includes('支援の効果であるとまではいえません')).toBe(
          isTested && isDistinguishable(result.test),
        );
      }
    }),
    { numRuns: 40 },
  );
});
