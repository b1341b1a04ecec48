/** Benchmark of the ten criteria: our evaluator beside DuckDB, on the same persons, in one process, in alternating runs. */
import { DuckDBInstance, type DuckDBPreparedStatement } from '@duckdb/node-api';
import { countOf, createEvaluator, NATIONAL_CRITERIA, defaultSettings, PARAMETERS } from '../src/criteria';
import type { CriteriaSettings } from '../src/criteria';
import type { PersonTable } from '../src/kdb';
import { sqlOf } from '../tests/criteria/oracle';
import { generatePersonTable } from '../tools/samples';
import { loadPersons } from './duckdb';

export interface CriteriaBenchOptions {
  /** Persons; default 1,000,000. */
  readonly size?: number;
  /** Alternating runs of each side after three that do not count; default 15. */
  readonly runs?: number;
}

/** Times in milliseconds are medians. */
export interface CriteriaBench {
  readonly persons: number;
  /** Ten criteria, hits and undetermined, from the columnar table with nothing remembered. */
  readonly full: number;
  /** The same twenty counts by DuckDB with 2 threads, warm, prepared. */
  readonly duckdb: number;
  /** The slowest of all thresholds to answer anew after a change, with all ten counts. */
  readonly changed: number;
  readonly changedKey: string;
  /** full ÷ duckdb: at most 0.75. */
  readonly ratio: number;
  /** changed ÷ the full evaluation right before it: at most 0.1. */
  readonly changedRatio: number;
  readonly ok: boolean;
  /** The figures for people. */
  readonly text: string;
}

const WARM_UP = 3;
const WANTED_RATIO = 0.75;
const WANTED_CHANGED_RATIO = 0.1;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >>> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Hits and undetermined of the ten, from a fresh evaluator. */
function answerAll(table: PersonTable, settings: CriteriaSettings): number[] {
  const evaluator = createEvaluator(table);
  return evaluator.evaluateAll(settings).flatMap((result) => {
    const { hits, undetermined } = countOf(table, result);
    return [hits, undetermined];
  });
}

/** Two ways to ask DuckDB for the twenty counts; the benchmark takes whichever is faster. */
function queries(settings: CriteriaSettings): string[] {
  const sql = sqlOf(settings, true);
  const conditions = NATIONAL_CRITERIA.map(({ id }) => `(${sql[id]}) AS "${id}"`).join(', ');
  const forms = [
    (id: string): string => `count_if("${id}"), count(*) - count("${id}")`,
    (id: string): string => `sum(CASE WHEN "${id}" THEN 1 ELSE 0 END), count(*) - count("${id}")`,
  ];
  return forms.map(
    (form) =>
      `SELECT ${NATIONAL_CRITERIA.map(({ id }) => form(id)).join(', ')} FROM (SELECT ${conditions} FROM persons)`,
  );
}

async function ask(query: DuckDBPreparedStatement): Promise<number[]> {
  const result = await query.run();
  const [row] = await result.getRows();
  return (row ?? []).map(Number);
}

async function timed<T>(work: () => T | Promise<T>): Promise<{ milliseconds: number; value: T }> {
  const start = performance.now();
  const value = await work();
  return { milliseconds: performance.now() - start, value };
}

async function fastest(candidates: readonly DuckDBPreparedStatement[]): Promise<DuckDBPreparedStatement> {
  const times = candidates.map((): number[] => []);
  for (let run = 0; run < WARM_UP * 2; run++) {
    for (const [index, candidate] of candidates.entries()) {
      times[index]!.push((await timed(() => ask(candidate))).milliseconds);
    }
  }
  const medians = times.map(median);
  return candidates[medians.indexOf(Math.min(...medians))]!;
}

/** One threshold and its median times: a full evaluation, and the answer to the change right after it. */
interface Change {
  readonly key: string;
  readonly full: number;
  readonly changed: number;
}

/** Every threshold moved by one step, each time on an evaluator that has just answered the defaults and nothing else. */
function changedThresholds(table: PersonTable, runs: number): Change[] {
  const defaults = defaultSettings();
  return PARAMETERS.filter(({ parameter }) => parameter.kind === 'number').map(({ key, parameter }) => {
    const moved = { ...defaults, [key]: Number(parameter.default) - (parameter.step ?? 1) };
    const fulls: number[] = [];
    const changes: number[] = [];
    for (let run = 0; run < runs; run++) {
      const start = performance.now();
      const evaluator = createEvaluator(table);
      evaluator.evaluateAll(defaults).forEach((result) => countOf(table, result));
      const between = performance.now();
      evaluator.evaluateAll(moved).forEach((result) => countOf(table, result));
      fulls.push(between - start);
      changes.push(performance.now() - between);
    }
    return { key, full: median(fulls), changed: median(changes) };
  });
}

/** Runs the benchmark. Throws where the two sides do not count the same persons. */
export async function run({ size = 1_000_000, runs = 15 }: CriteriaBenchOptions = {}): Promise<CriteriaBench> {
  const settings = defaultSettings();
  const table = generatePersonTable({ size });
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  try {
    await loadPersons(connection, table);
    const query = await fastest(await Promise.all(queries(settings).map((sql) => connection.prepare(sql))));
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let turn = -WARM_UP; turn < runs; turn++) {
      const own = await timed(() => answerAll(table, settings));
      const other = await timed(() => ask(query));
      if (own.value.join() !== other.value.join()) {
        throw new Error(`counts differ: ${own.value.join()} and by DuckDB ${other.value.join()}`);
      }
      if (turn < 0) continue;
      ours.push(own.milliseconds);
      theirs.push(other.milliseconds);
    }
    const slowest = changedThresholds(table, runs).reduce((a, b) => (b.changed / b.full > a.changed / a.full ? b : a));
    return report({ persons: size, full: median(ours), duckdb: median(theirs), slowest });
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function report(figures: { persons: number; full: number; duckdb: number; slowest: Change }): CriteriaBench {
  const { persons, full, duckdb, slowest } = figures;
  const ratio = full / duckdb;
  const changedRatio = slowest.changed / slowest.full;
  const ok = ratio <= WANTED_RATIO && changedRatio <= WANTED_CHANGED_RATIO;
  const text = [
    `ten criteria, ${persons.toLocaleString('en')} persons, hits and undetermined`,
    `  ours, from the columnar table   ${full.toFixed(1)} ms`,
    `  DuckDB, 2 threads, warm         ${duckdb.toFixed(1)} ms`,
    `  ratio                           ${ratio.toFixed(2)} (wanted ≤ ${WANTED_RATIO})`,
    `  one changed threshold           ${slowest.changed.toFixed(1)} ms (slowest: ${slowest.key})`,
    `  of the full evaluation before   ${changedRatio.toFixed(3)} (wanted ≤ ${WANTED_CHANGED_RATIO})`,
  ].join('\n');
  return { persons, full, duckdb, changed: slowest.changed, changedKey: slowest.key, ratio, changedRatio, ok, text };
}
