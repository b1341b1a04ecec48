/** Tests of the comparison of many areas: signals by chance, small areas, standardised figures, adjusted tests. */
import { defaultSettings, createEvaluator, NATIONAL_CRITERIA } from '../../src/criteria';
import * as I from '../../src/indicators';
import { standardisedFigure, stratumCounts } from '../../src/indicators/standardisedPurpose';
import { sampleIntake } from '../plan/support';
import { seeded } from '../random';

describe('funnel limits', () => {
  test('300 comparisons of areas that do not differ give no more signals than the limits allow, in 60 seeded worlds', () => {
    const random = seeded(20251128);
    const shares = [0.002, 0.01, 0.02, 0.04, 0.05, 0.09, 0.12, 0.16, 0.3, 0.5];
    const worlds = 60;
    let [inner, outer, most] = [0, 0, 0];
    for (let world = 0; world < worlds; world += 1) {
      let signals = 0;
      for (const share of shares) {
        const areas = Array.from({ length: 30 }, () => {
          const total = 10 + Math.floor(random() * 600);
          let events = 0;
          for (let person = 0; person < total; person += 1) if (random() < share) events += 1;
          return { events, total };
        });
        const all = areas.reduce(
          (sum, { events, total }) => ({ events: sum.events + events, total: sum.total + total }),
          { events: 0, total: 0 },
        );
        for (const { events, total } of areas) {
          const place = I.exactFunnelPlace(events, total, all.events / all.total);
          if (place === '範囲内') continue;
          signals += 1;
          inner += 1;
          if (place.includes('99.8')) outer += 1;
        }
      }
      most = Math.max(most, signals);
    }
    // 5 % and 0.2 % of 300 comparisons.
    expect(inner / worlds).toBeLessThanOrEqual(15);
    expect(outer / worlds).toBeLessThanOrEqual(0.6);
    expect(inner / worlds).toBeGreaterThan(5);
    // The worst world stays where chance puts it: 15 + 4 standard deviations.
    expect(most).toBeLessThanOrEqual(30);
  });

  test('a share on a limit is within, one person more or fewer is outside', () => {
    const limits = I.exactFunnelLimits(0.1, 100, 100);
    const at = (events: number): string => I.exactFunnelPlace(events, 100, 0.1);
    expect(at(limits.upper95)).toBe('範囲内');
    expect(at(limits.upper95 + 1)).toBe('高い（95%）');
    expect(at(limits.upper998)).toBe('高い（95%）');
    expect(at(limits.upper998 + 1)).toBe('高い（99.8%）');
    expect(at(limits.lower95)).toBe('範囲内');
    expect(at(limits.lower95 - 1)).toBe('低い（95%）');
    expect(at(limits.lower998 - 1)).toBe('低い（99.8%）');
  });

  test('nobody and everybody are within limits of nobody and everybody', () => {
    expect(I.exactFunnelPlace(0, 50, 0)).toBe('範囲内');
    expect(I.exactFunnelPlace(50, 50, 1)).toBe('範囲内');
    expect(() => I.exactFunnelPlace(51, 50, 0.5)).toThrow();
    expect(() => I.exactFunnelLimits(0.5, 0)).toThrow();
    expect(() => I.exactFunnelLimits(1.1, 10)).toThrow();
  });
});

describe('empirical Bayes', () => {
  test('the moments of Marshall, reckoned by hand for three areas', () => {
    // m = 44/490, s² = Σ n (r − m)² / 490, A = s² − m / (490/3).
    const [x, n] = [
      [2, 30, 12],
      [10, 300, 180],
    ] as const;
    const m = 44 / 490;
    const spread = x.reduce((sum, count, i) => sum + n[i]! * (count / n[i]! - m) ** 2, 0) / 490;
    const a = Math.max(0, spread - m / (490 / 3));
    const { values, mean, variance } = I.empiricalBayes(x, n);
    expect(mean).toBeCloseTo(m, 12);
    expect(variance).toBeCloseTo(a, 12);
    x.forEach((count, i) => {
      const weight = a === 0 ? 0 : a / (a + m / n[i]!);
      expect(values[i]).toBeCloseTo(m + weight * (count / n[i]! - m), 12);
    });
  });

  test('areas that differ no more than by chance all get the rate of the whole', () => {
    expect(I.empiricalBayes([10, 10, 10], [100, 100, 100])).toMatchObject({ variance: 0, values: [0.1, 0.1, 0.1] });
  });

  test('of two areas with the same rate the smaller one is drawn more', () => {
    const { weights } = I.empiricalBayes([20, 2, 5, 200], [100, 10, 200, 4000]);
    expect(weights[1]).toBeLessThan(weights[0]!);
  });
});

describe('Benjamini–Hochberg', () => {
  test('missing tests stay missing and are not counted, the order does not matter', () => {
    expect(I.benjaminiHochberg([null, 0.03, 0.01])).toEqual([null, 0.03, 0.02]);
    expect(I.benjaminiHochberg([0.01, 0.03])).toEqual([0.02, 0.03]);
    expect(I.benjaminiHochberg([])).toEqual([]);
    expect(() => I.benjaminiHochberg([1.2])).toThrow();
  });
});

describe('the share of a purpose standardised for sex and age', () => {
  const { table } = sampleIntake();
  const evaluator = createEvaluator(table);
  const settings = defaultSettings();

  test('the whole against itself is 100, and its adjusted share is its own', () => {
    for (const { id } of NATIONAL_CRITERIA) {
      const counts = stratumCounts(table, evaluator.evaluate(id, settings));
      const events = counts.hits.reduce((sum, each) => sum + each, 0);
      if (events === 0) continue;
      expect(standardisedFigure('標準化比', counts, counts).value).toBeCloseTo(100, 9);
      if (events < 10) expect(() => standardisedFigure('年齢調整割合', counts, counts)).toThrow();
      else
        expect(standardisedFigure('年齢調整割合', counts, counts).value).toBeCloseTo(
          events / counts.judged.reduce((sum, each) => sum + each, 0),
          9,
        );
    }
  });

  test('two areas with the rates of the whole in every class do not differ, however old they are', () => {
    const whole = { hits: [10, 90, 10, 90], judged: [1000, 300, 1000, 300] };
    const young = { hits: [9, 15, 9, 15], judged: [900, 50, 900, 50] };
    expect(standardisedFigure('標準化比', young, whole).value).toBeCloseTo(100, 9);
    const crude = 48 / 1900;
    expect(crude).toBeLessThan(200 / 2600 / 2);
  });

  test('an age class without anybody joins its neighbour, a class without events counts', () => {
    const pad = (values: readonly number[]) => Array.from({ length: 12 }, (_, index) => values[index] ?? 0);
    const whole = { hits: pad([10, 10, 10]), judged: pad([100, 100, 100]) };
    const area = { hits: pad([5, 0, 10]), judged: pad([50, 0, 50]) };
    // Classes of the area: the first alone, the second together with the third.
    expect(standardisedFigure('年齢調整割合', area, whole).value).toBeCloseTo((100 * 0.1 + 200 * 0.2) / 300, 12);
    expect(() => standardisedFigure('標準化比', { hits: pad([]), judged: pad([]) }, whole)).toThrow();
  });
});
