/** The rules are data beside the lines of the programmes: a line of one's own is an entry, and no id says how anybody is judged. */
import fs from 'node:fs';
import path from 'node:path';
import { criterionContains, defaultSettings, fixedAtLeast, fixedAtMost, type CriterionId } from '../../src/criteria';
import {
  evaluateProgramme,
  programmeById,
  PROGRAMMES,
  type Programme,
  type ProgrammeIndicator,
} from '../../src/indicators';
import type { Cell } from '../../src/kdb';
import { withReceiptWindows } from '../../src/plan/support';
import { logOf } from './support';

const LOG: Cell[][] = [
  ['被保険者番号', '目的', '支援の有無', '支援前体重', '支援後体重', '支援前収縮期血圧', '支援後収縮期血圧', '独自: 目標', '独自: 評価｜支援した人', 'つないだ先', '状況'],
  ['1', '低栄養', '有', 40, 41, 150, 139, '有', '改善', '医科', '終了'],
  ['2', '低栄養', '有', 40, 38, 139, 141, '無', '維持', null, '終了'],
  ['3', '低栄養', '有', null, null, 140, null, null, null, null, '死亡'],
]; // prettier-ignore

/** The programme 低栄養 with one more line, as the recipe of CONTRIBUTING says: an entry with its rule, and nothing else. */
function withLine(line: Pick<ProgrammeIndicator, 'rule' | 'name'> & Partial<ProgrammeIndicator>): Programme {
  const own = programmeById('lowNutrition');
  const added: ProgrammeIndicator = {
    id: 'anything at all',
    level: 'outcome',
    kind: line.rule.kind,
    wording: line.name,
    who: line.name,
    denominator: '支援した人',
    better: 'lower',
    needs: '',
    source: '',
    status: 'proposed',
    ...line,
  };
  return { ...own, indicators: [...own.indicators, added] };
}
const resultOf = (programme: Programme) =>
  evaluateProgramme(programme, logOf(LOG), null, null).outcome.find(({ id }) => id === 'anything at all')!;

test('a new state is a condition in the language of the criteria', () => {
  const result = resultOf(withLine({ name: '血圧140以上', rule: { kind: 'state', state: fixedAtLeast('sbp', 140) } }));
  // 150 → 139 and 139 → 141; of the third nothing is known after.
  expect([result.before!.count, result.after!.count, result.denominator, result.followUp.reasons.死亡]).toEqual([
    1, 1, 2, 1,
  ]);
});

test('a new event is made of what the log and the data say; a blank is "no" unless the person was lost', () => {
  const referred = (event: Extract<ProgrammeIndicator['rule'], { kind: 'reached' }>['event']) => {
    const { count, denominator, followUp } = resultOf(
      withLine({ name: '医科への接続', rule: { kind: 'reached', event } }),
    );
    return [count, denominator, followUp.followed, followUp.lost];
  };
  expect(referred({ is: 'referred', to: '医科' })).toEqual([1, 3, 1, 2]);
  expect(referred({ is: 'blankIsNo', of: { is: 'referred', to: '医科' } })).toEqual([1, 3, 2, 1]);
  expect(referred({ is: 'blankIsNo', of: { is: 'referred', to: '歯科' } })).toEqual([0, 3, 2, 1]);
  expect(referred({ is: 'moved', move: 'weight', to: ['悪化'] })).toEqual([1, 3, 2, 1]);
});

test('the ways to hear several places: the first that says anything, any that says yes, and Kleene’s or', () => {
  const no = { is: 'moved', move: 'weight', to: [] } as const;
  const yes = { is: 'moved', move: 'weight', to: ['改善', '維持', '悪化'] } as const;
  const silent = { is: 'written', cell: 'visitConfirmed' } as const;
  const heard = (event: Extract<ProgrammeIndicator['rule'], { kind: 'reached' }>['event']) => {
    const { count, followUp } = resultOf(withLine({ name: '何か', rule: { kind: 'reached', event } }));
    return [count, followUp.followed];
  };
  expect(heard({ is: 'firstSaid', of: [silent, no, yes] })).toEqual([0, 2]);
  expect(heard({ is: 'anySaid', of: [silent, no, yes] })).toEqual([2, 2]);
  expect(heard({ is: 'anySaid', of: [no, silent] })).toEqual([0, 2]);
  expect(heard({ is: 'any', of: [no, yes] })).toEqual([2, 2]);
  // No or not known is not known.
  expect(heard({ is: 'any', of: [no, silent] })).toEqual([null, 0]);
});

test('columns 独自 make entries of the same kind, with rules of their own', () => {
  const { programme, outcome } = evaluateProgramme(programmeById('lowNutrition'), logOf(LOG), null, null);
  const own = programme.indicators.filter(({ needs }) => needs.includes('独自'));
  expect(own.map(({ name, denominator, rule }) => [name, denominator, rule])).toEqual([
    ['目標', '対象者', { kind: 'reached', event: { is: 'own', column: '目標', word: null }, saysNothingOfFollowUp: 'written', within: { event: { is: 'entered', column: '目標' }, words: '独自の欄に記入のある人' } }],
    ['評価：改善', '支援した人', { kind: 'reached', event: { is: 'own', column: '評価', word: '改善' }, saysNothingOfFollowUp: 'written' }],
    ['評価：維持', '支援した人', { kind: 'reached', event: { is: 'own', column: '評価', word: '維持' }, saysNothingOfFollowUp: 'written' }],
  ]); // prettier-ignore
  const counts = outcome
    .filter(({ indicator }) => own.includes(indicator))
    .map(({ count, denominator }) => [count, denominator]);
  expect(counts).toEqual([
    [1, 2],
    [1, 3],
    [1, 3],
  ]);
});

test('the kind of every line is that of its rule, and ids are read nowhere to find one', () => {
  for (const { indicators } of PROGRAMMES) for (const { kind, rule } of indicators) expect(kind).toBe(rule.kind);
  const folder = path.join(__dirname, '../../src/indicators/outcomes');
  for (const file of fs.readdirSync(folder)) {
    const text = fs.readFileSync(path.join(folder, file), 'utf8');
    expect([file, /\bid\.(slice|split|indexOf|startsWith|replace)\(|decodeURIComponent/.test(text)]).toEqual([
      file,
      false,
    ]);
  }
});

const contains = (
  id: CriterionId,
  state: Parameters<typeof criterionContains>[2],
  changed: Record<string, number> = {},
) => criterionContains(id, { ...defaultSettings(), ...changed }, state);
const stateOf = (id: string) => {
  const rule = PROGRAMMES.flatMap(({ indicators }) => indicators).find((each) => each.id === id)!.rule;
  if (rule.kind !== 'state' || 'score' in rule.state) throw new Error(id);
  return rule.state;
};

test('a criterion contains the state that everybody it names is in, under the thresholds in force', () => {
  expect(contains('lowNutrition', stateOf('lowNutrition.bmiLow'))).toBe(true);
  expect(contains('lowNutrition', stateOf('lowNutrition.bmiLow'), { 'lowNutrition.bmiAtMost': 20.1 })).toBe(false);
  expect(contains('lowNutrition', stateOf('lowNutrition.bmiLow'), { 'lowNutrition.bmiAtMost': 18.5 })).toBe(true);
  expect(contains('lowNutrition', fixedAtMost('bmi', 19.9))).toBe(false);
  expect(contains('lowNutrition', fixedAtLeast('bmi', 0))).toBe(false);
  expect(contains('polypharmacy', stateOf('polypharmacy.drugs15'))).toBe(true);
  expect(contains('polypharmacy', stateOf('polypharmacy.drugs15'), { 'polypharmacy.drugCountAtLeast': 14 })).toBe(
    false,
  );
  expect(contains('polypharmacy', stateOf('polypharmacy.drugs15'), { 'polypharmacy.drugCountAtLeast': 20 })).toBe(true);
  expect(contains('physicalFrailty', stateOf('physicalFrailty.frailAnswers'))).toBe(true);
  // By chewing or by swallowing; by HbA1c or by blood pressure: nobody need be in the one.
  expect(contains('oral', stateOf('oral.chewing'))).toBe(false);
  expect(contains('uncontrolled', stateOf('diabeticKidney.hba1cHigh'))).toBe(false);
  expect(contains('uncontrolled', stateOf('diabeticKidney.bloodPressureHigh'))).toBe(false);
});

test('19 of 20 in the state before are as good as selected on it, 18 of 20 are not', () => {
  const p = (inState: number, all: number) => {
    const rows = Array.from({ length: all }, (_, index): Cell[] => [String(index + 1), '糖尿病性腎症重症化予防', '有', index < inState ? 8 : 7.9, index % 2 === 0 ? 7.5 : 8]);
    const log = logOf([['被保険者番号', '目的', '支援の有無', '支援前HbA1c', '支援後HbA1c'], ...rows]);
    const { test, untested } = evaluateProgramme(programmeById('diabeticKidney'), log, null, null).outcome.find(({ id }) => id.endsWith('hba1cHigh'))!;
    expect(untested === '').toBe(test!.p !== undefined);
    return test!.p;
  }; // prettier-ignore
  expect([p(19, 20), p(20, 20)]).toEqual([undefined, undefined]);
  expect(p(18, 20)).toBeLessThan(1);
});

describe('dental receipts by month', () => {
  /** Months since year 0. */
  const month = (year: number, of: number): number => year * 12 + of - 1;
  const dental = (
    months: readonly number[],
    reach: readonly [number, number],
    start: string | null = '2026/6/10',
    status = '終了',
  ) => {
    const log = logOf([
      ['被保険者番号', '目的', '支援の有無', '支援開始日', '状況'],
      ['1', '口腔', '有', start, status],
    ]);
    const receipts = {
      countsIn: () => ({}),
      dentalMonths: () => months,
      reach: () => ({ first: reach[0], last: reach[1] }),
    };
    return withReceiptWindows(log, receipts).records[0]!.dental;
  };
  const whole = [month(2026, 4), month(2027, 3)] as const;

  test('the month after the start is a visit, the month of the start may lie before it, earlier months are none', () => {
    expect(dental([month(2026, 7)], whole)).toBe(true);
    expect(dental([month(2026, 6)], whole)).toBeNull();
    expect(dental([month(2026, 5)], whole)).toBe(false);
    expect(dental([], whole)).toBe(false);
    expect(dental([month(2026, 5), month(2026, 6), month(2027, 1)], whole)).toBe(true);
  });

  test('receipts that end before, or that are of other years, say nothing', () => {
    expect(dental([], [month(2026, 4), month(2026, 6)])).toBeNull();
    expect(dental([], [month(2026, 4), month(2026, 7)])).toBe(false);
    expect(dental([], [month(2026, 8), month(2027, 3)])).toBeNull();
    expect(dental([month(2026, 9)], [month(2026, 8), month(2027, 3)])).toBe(true);
    expect(dental([], [month(2025, 4), month(2026, 3)])).toBeUndefined();
    expect(dental([month(2026, 9)], whole, null)).toBeUndefined();
  });

  test('of the dead and the moved no receipt is no answer', () => {
    expect(dental([], whole, '2026/6/10', '死亡')).toBeNull();
    expect(dental([month(2026, 7)], whole, '2026/6/10', '転出')).toBe(true);
  });
});
