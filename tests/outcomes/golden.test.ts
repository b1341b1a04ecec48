/** Logs of a few persons, one folder a case: counts worked out by hand, intervals and tests by another program (SciPy). */
import fs from 'node:fs';
import path from 'node:path';
import { evaluateProgramme, LOSS_REASONS, PROGRAMMES, type IndicatorResult } from '../../src/indicators';
import { CASES, logOf, rowsOfCase, tableOf } from './support';

interface ExpectedResult {
  readonly count: number;
  readonly denominator: number;
  readonly value: number;
  readonly interval: readonly [number, number];
  readonly lost: Readonly<Record<string, number>>;
  readonly before?: number;
  readonly after?: number;
  /** null: selected on the state, or all changes equal, so that nothing is tested. */
  readonly p?: number | null;
  readonly classes?: Readonly<Record<string, number>>;
  readonly others?: Readonly<Record<string, readonly [number, number]>>;
}

interface Expected {
  readonly rows: number;
  readonly targeted: number;
  readonly supported: number;
  readonly followed: number;
  readonly lost: Readonly<Record<string, number>>;
  readonly by: Readonly<Record<string, number>>;
  /** Rows that are one course. */
  readonly merged?: readonly (readonly number[])[];
  readonly setAside?: Readonly<Record<string, readonly number[]>>;
  readonly unreadable?: readonly string[];
  /** null: cannot be judged. */
  readonly results: Readonly<Record<string, ExpectedResult | null>>;
}

const noZeros = (counts: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

/** Before and after: persons of a state, the mean of a measure. */
function sides({ indicator, before, after }: IndicatorResult): (number | undefined)[] {
  return [before, after].map((standing) =>
    indicator.kind === 'measure' ? rounded(standing!.estimate!.value) : standing?.count,
  );
}

describe.each(fs.readdirSync(CASES))('%s', (name) => {
  const expected = JSON.parse(fs.readFileSync(path.join(CASES, name, 'expected.json'), 'utf8')) as Expected;
  const log = logOf(rowsOfCase(name, '支援記録.csv')!);
  const [before, after] = [rowsOfCase(name, '抽出年度.csv'), rowsOfCase(name, '評価年度.csv')];
  const programme = PROGRAMMES.find(({ id }) => id === log.records[0]!.programme)!;
  const evaluation = evaluateProgramme(programme, log, before && tableOf(before, 2025), after && tableOf(after, 2026));
  const results = [...evaluation.output, ...evaluation.outcome];

  it('accounts for every row and names every unreadable cell', () => {
    expect(log.rows).toBe(expected.rows);
    expect(Object.fromEntries(Object.entries(log.setAside).filter(([, rows]) => rows.length > 0))).toEqual(
      expected.setAside ?? {},
    );
    expect(log.records.map(({ rows }) => rows).filter(({ length }) => length > 1)).toEqual(expected.merged ?? []);
    expect(log.unreadable.map(({ address }) => address)).toEqual(expected.unreadable ?? []);
  });

  it('counts who was targeted, supported, followed and lost', () => {
    const { targeted, supported, notSupportedBy, followUp } = evaluation;
    expect({
      targeted,
      supported,
      by: notSupportedBy,
      followed: followUp.followed,
      lost: noZeros(followUp.reasons),
    }).toEqual({
      targeted: expected.targeted,
      supported: expected.supported,
      by: expected.by,
      followed: expected.followed,
      lost: expected.lost,
    });
  });

  it('answers every indicator of the programme', () => {
    const own = results.map(({ id }) => id.split('.')[1]!).filter((id) => !id.startsWith('own:'));
    expect(own).toEqual(Object.keys(expected.results));
  });

  it.each(Object.entries(expected.results))('%s', (id, wanted) => {
    const result = results.find((each) => each.id === `${programme.id}.${id}`)!;
    if (wanted === null) {
      expect([result.count, result.estimate, result.undetermined !== '']).toEqual([null, null, true]);
      return;
    }
    const { estimate } = result;
    expect(result.undetermined).toBe('');
    expect([result.count, result.denominator]).toEqual([wanted.count, wanted.denominator]);
    expect([estimate!.value, estimate!.lower!, estimate!.upper!].map(rounded)).toEqual([
      wanted.value,
      ...wanted.interval,
    ]);
    expect(noZeros(result.followUp.reasons)).toEqual(wanted.lost);
    if (wanted.before !== undefined) expect(sides(result)).toEqual([wanted.before, wanted.after]);
    if (wanted.p !== undefined) {
      const { p } = result.test!;
      expect([p === undefined ? null : rounded(p), result.untested !== '']).toEqual([wanted.p, wanted.p === null]);
    }
    if (wanted.classes !== undefined) {
      const counts = Object.fromEntries(result.classes!.map(({ label, count }) => [label, count]));
      expect(noZeros(counts)).toEqual(noZeros(wanted.classes));
    }
    if (wanted.others !== undefined) {
      const others = result.others.map(({ of, count, denominator }) => [of, [count, denominator]]);
      expect(Object.fromEntries(others)).toEqual(wanted.others);
    }
  });

  it('adds up: 対象 = 支援 + 未支援, 支援 = 追跡 + 追跡できず, at the programme and at every indicator', () => {
    const { targeted, supported, notSupported, notSupportedBy, followUp } = evaluation;
    const sum = (counts: Readonly<Record<string, number>>): number =>
      Object.values(counts).reduce((total, count) => total + count, 0);
    expect(targeted).toBe(supported + notSupported);
    expect(notSupported).toBe(sum(notSupportedBy));
    expect(supported).toBe(followUp.followed + followUp.lost);
    for (const result of results) {
      expect(result.followUp.lost).toBe(sum(result.followUp.reasons));
      expect(Object.keys(result.followUp.reasons)).toEqual([...LOSS_REASONS]);
    }
  });
});
