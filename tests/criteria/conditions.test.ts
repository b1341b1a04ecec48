/** Conditions of any shape, `not` included, are answered and explained as their parts say. */
import fc from 'fast-check';
import { createEvaluator, defaultSettings, type Condition, type Predicate } from '../../src/criteria';
import { reasonsFor } from '../../src/criteria/explain';
import { andTruth, notTruth, orTruth, truthAt, type Truth } from '../../src/criteria/kleene';
import { contradictions } from '../../src/criteria/lint';
import { resolve } from '../../src/criteria/resolve';
import { tables } from './arbitraries';
import { tableOf } from './tables';

const LEAVES: readonly Predicate[] = [
  { kind: 'answer', field: 'q6', oneOf: [1] },
  { kind: 'answer', field: 'q1', oneOf: [5, 1] },
  { kind: 'flag', field: 'dmDrug', is: 'no' },
  { kind: 'compare', field: 'bmi', relation: '>', than: { constant: 20 } },
  { kind: 'compare', field: 'proteinuria', relation: '<=', than: { constant: 2 } },
  { kind: 'compare', field: 'drugCount', relation: '<', than: { constant: 15 } },
];

const { condition } = fc.letrec<{ condition: Condition; list: Condition[] }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...LEAVES).map((predicate): Condition => ({ op: 'is', predicate })),
    tie('condition').map((of): Condition => ({ op: 'not', of })),
    tie('list').map((of): Condition => ({ op: 'all', of })),
    tie('list').map((of): Condition => ({ op: 'any', of })),
  ),
  list: fc.array(tie('condition'), { maxLength: 3 }),
}));

/** Person by person, from the answers of the single predicates. */
function naively(part: Condition, leaf: (predicate: Predicate) => Truth): Truth {
  switch (part.op) {
    case 'is':
      return leaf(part.predicate);
    case 'not':
      return notTruth(naively(part.of, leaf));
    case 'all':
      return andTruth(part.of.map((member) => naively(member, leaf)));
    case 'any':
      return orTruth(part.of.map((member) => naively(member, leaf)));
  }
}

const ANSWERS = { true: '該当', false: '非該当', unknown: '判定不能' } as const;

describe('conditions of any shape', () => {
  it('are answered as their parts say, and explained alike', () => {
    fc.assert(
      fc.property(tables, condition, (table, whole) => {
        const settings = defaultSettings();
        const evaluator = createEvaluator(table);
        const answer = evaluator.evaluateCondition(whole, 'oral', settings);
        const resolved = resolve(whole, {
          id: 'oral',
          settings,
          provided: (field) => table.columns[field] !== undefined,
        });
        for (let row = 0; row < table.size; row++) {
          const leaf = (predicate: Predicate): Truth =>
            truthAt(evaluator.evaluateCondition({ op: 'is', predicate }, 'oral', settings), row);
          const expected = naively(whole, leaf);
          expect(truthAt(answer, row)).toBe(expected);
          expect(reasonsFor(table, resolved, row).answer).toBe(ANSWERS[expected]);
        }
      }),
      { seed: 11, numRuns: 60 },
    );
  });

  it('a condition turned round is told as such', () => {
    const table = tableOf([{ bmi: 22 }, { bmi: 19 }]);
    const whole: Condition = {
      op: 'not',
      of: { op: 'is', predicate: { kind: 'compare', field: 'bmi', relation: '<=', than: { parameter: 'bmiAtMost' } } },
    };
    const resolved = resolve(whole, { id: 'lowNutrition', settings: defaultSettings(), provided: () => true });
    expect(reasonsFor(table, resolved, 0)).toMatchObject({
      answer: '該当',
      because: [{ label: '「BMI 20 以下」ではない', field: 'bmi', value: 'BMI 22' }],
      against: [],
    });
    expect(reasonsFor(table, resolved, 1)).toMatchObject({ answer: '非該当', because: [] });
  });

  it('that nobody can meet are found', () => {
    const both: Condition = {
      op: 'all',
      of: [
        { op: 'is', predicate: { kind: 'compare', field: 'bmi', relation: '<=', than: { constant: 20 } } },
        { op: 'all', of: [{ op: 'is', predicate: LEAVES[3]! }] },
      ],
    };
    const found = contradictions(
      resolve(both, { id: 'oral', settings: defaultSettings(), provided: () => true }),
      'oral',
    );
    expect(found.map(({ text }) => text)).toEqual(['BMIの条件が互いに矛盾し、誰も該当しません。']);
    const touching: Condition = {
      op: 'all',
      of: [
        { op: 'is', predicate: { kind: 'compare', field: 'bmi', relation: '<=', than: { constant: 20 } } },
        { op: 'is', predicate: { kind: 'compare', field: 'bmi', relation: '>=', than: { constant: 20 } } },
      ],
    };
    expect(
      contradictions(resolve(touching, { id: 'oral', settings: defaultSettings(), provided: () => true }), 'oral'),
    ).toEqual([]);
  });
});
