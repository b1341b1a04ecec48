/** The evaluator, its memory, and everything that tells about its answers agree with one another. */
import fc from 'fast-check';
import {
  attrition,
  BitSet,
  countOf,
  createEvaluator,
  NATIONAL_CRITERIA,
  CRITERION_IDS,
  defaultSettings,
  explain,
  type CriterionResult,
} from '../../src/criteria';
import { settings, tables } from './arbitraries';
import { tableOf } from './tables';

const same = (left: readonly CriterionResult[], right: readonly CriterionResult[]): void => {
  left.forEach((result, index) => {
    expect(result.hits.toArray()).toEqual(right[index]!.hits.toArray());
    expect(result.undetermined.toArray()).toEqual(right[index]!.undetermined.toArray());
  });
};

describe('the evaluator', () => {
  it('answers from memory what a fresh one answers, through any series of settings', () => {
    fc.assert(
      fc.property(tables, fc.array(settings, { minLength: 1, maxLength: 6 }), (table, series) => {
        const seasoned = createEvaluator(table);
        seasoned.evaluateAll(defaultSettings());
        for (const chosen of [...series, defaultSettings()]) {
          same(seasoned.evaluateAll(chosen), createEvaluator(table).evaluateAll(chosen));
        }
      }),
      { seed: 8, numRuns: 60 },
    );
  });

  it('forgets the oldest predicates and still answers right', () => {
    const table = tableOf(Array.from({ length: 70 }, (_, row) => ({ bmi: 15 + row / 10, q6: 1 })));
    const evaluator = createEvaluator(table);
    for (let tenths = 150; tenths < 450; tenths++) {
      const chosen = { ...defaultSettings(), 'lowNutrition.bmiAtMost': tenths / 10 };
      const wanted = Math.min(70, tenths - 149);
      expect(evaluator.evaluate('lowNutrition', chosen).hits.count()).toBe(wanted);
    }
  });

  it('reads each column once and scans again only the predicate whose threshold changed', () => {
    const table = tableOf([{ bmi: 19, q6: 1, hba1c: 8 }]);
    const reads: string[] = [];
    const columns = new Proxy(table.columns, {
      get: (target, field, receiver) => {
        const column: unknown = Reflect.get(target, field, receiver);
        if (typeof column !== 'object' || column === null) return column;
        return new Proxy(column, {
          get: (inner, name, self) => {
            if (name === 'values' || name === 'codes') reads.push(String(field));
            return Reflect.get(inner, name, self) as unknown;
          },
        });
      },
    });
    const evaluator = createEvaluator({ ...table, columns });
    evaluator.evaluateAll(defaultSettings());
    reads.length = 0;
    evaluator.evaluateAll({ ...defaultSettings(), 'lowNutrition.bmiAtMost': 18.5 });
    expect([...new Set(reads)]).toEqual(['bmi']);
  });

  it('answers a table without persons', () => {
    const results = createEvaluator(tableOf([], ['bmi', 'q6'])).evaluateAll(defaultSettings());
    expect(results.map(({ hits, undetermined }) => hits.count() + undetermined.count())).toEqual(
      NATIONAL_CRITERIA.map(() => 0),
    );
  });

  it('finds nobody determined in a table without columns', () => {
    const table = { ...tableOf([]), size: 33 };
    for (const result of createEvaluator(table).evaluateAll(defaultSettings())) {
      expect(countOf(table, result)).toMatchObject({ hits: 0, denominator: 33, judged: 0, undetermined: 33 });
    }
  });
});

describe('an explanation', () => {
  it('gives every person the answer of the evaluator, with a reason for it', () => {
    fc.assert(
      fc.property(tables, settings, (table, chosen) => {
        for (const { id, hits, undetermined } of createEvaluator(table).evaluateAll(chosen)) {
          for (let row = 0; row < table.size; row++) {
            const { answer, because, against, missing } = explain(table, id, chosen, row);
            expect(answer).toBe(hits.get(row) ? '該当' : undetermined.get(row) ? '判定不能' : '非該当');
            expect(missing.length > 0).toBe(answer === '判定不能');
            expect(against.length > 0).toBe(answer === '非該当');
            if (answer === '該当') expect(because.length).toBeGreaterThan(0);
          }
        }
      }),
      { seed: 9, numRuns: 30 },
    );
  });
});

describe('attrition', () => {
  it('starts with everybody, never grows, and ends at the hits and the undetermined', () => {
    const rows = fc.infiniteStream(fc.boolean());
    fc.assert(
      fc.property(tables, settings, rows, (table, chosen, chance) => {
        const within = BitSet.of(
          table.size,
          Array.from({ length: table.size }, (_, row) => row).filter(() => chance.next().value),
        );
        const evaluator = createEvaluator(table);
        for (const id of CRITERION_IDS) {
          const lines = attrition(evaluator, id, chosen, within);
          const count = countOf(table, evaluator.evaluate(id, chosen), within);
          const last = lines[lines.length - 1]!;
          expect(lines[0]!.left).toBe(count.denominator);
          expect(last).toMatchObject({ left: count.hits, undetermined: count.undetermined });
          expect(lines.reduce((left, { removed }) => left - removed, count.denominator)).toBe(count.hits);
          expect(lines.every(({ removed, label }) => removed >= 0 && label !== '')).toBe(true);
        }
      }),
      { seed: 10, numRuns: 40 },
    );
  });

  it('tells each condition in words with its threshold', () => {
    const table = tableOf([
      { bmi: 18, q6: 1 },
      { bmi: 18, q6: 2 },
      { bmi: 25, q6: 1 },
      { bmi: null, q6: 1 },
    ]);
    expect(attrition(table, 'lowNutrition', defaultSettings())).toEqual([
      { label: '被保険者', left: 4, removed: 0, undetermined: 0 },
      { label: 'BMI 20 以下', left: 2, removed: 2, undetermined: 1 },
      { label: '質問票⑥（体重変化）が「はい」', left: 1, removed: 1, undetermined: 1 },
    ]);
  });
});

describe('counts', () => {
  it('name both denominators, for everybody and within a filter', () => {
    const table = tableOf([{ drugCount: 15 }, { drugCount: 3 }, { drugCount: null }, { drugCount: 20 }]);
    const result = createEvaluator(table).evaluate('polypharmacy', defaultSettings());
    const name = '服薬（多剤）';
    expect(countOf(table, result)).toEqual({
      id: 'polypharmacy',
      name,
      hits: 2,
      denominator: 4,
      judged: 3,
      undetermined: 1,
    });
    expect(countOf(table, result, BitSet.of(4, [0, 2]))).toEqual({
      id: 'polypharmacy',
      name,
      hits: 1,
      denominator: 2,
      judged: 1,
      undetermined: 1,
    });
  });
});
