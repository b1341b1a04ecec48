/**
 * Benchmark of cells: a thousand IKKATSU functions over 500,000 persons after one threshold was edited, beside a thousand
 * evaluations of their own, and a thousand queries of DuckDB with the same answers.
 *
 * An evaluation that was made shows as a set of persons that was not there before the edit: of the thousand cells, those of the
 * other nine purposes must get the sets of before, and the hundred of the edited one must share a single new one.
 */
import { DuckDBInstance, INTEGER, UTINYINT, DuckDBDataChunk, type DuckDBConnection } from '@duckdb/node-api';
import {
  createEvaluator,
  NATIONAL_CRITERIA,
  defaultSettings,
  type BitSet,
  type CriteriaSettings,
  type CriterionId,
  type Evaluator,
} from '../src/criteria';
import { figure } from '../src/functions/answers';
import { withinOf } from '../src/functions/arguments';
import type { Target } from '../src/excel';
import type { CodeColumn, CountColumn, PersonTable } from '../src/kdb';
import { sqlOf } from '../tests/criteria/oracle';
import { generatePersonTable } from '../tools/samples';
import { Share } from '../src/functions/share';
import { datasetOfOneYear } from '../tests/oneYear';
import { loadPersons } from './duckdb';

export interface CellsBenchOptions {
  /** Persons; default 500,000. */
  readonly size?: number;
}

/** Times in milliseconds. */
export interface CellsBench {
  readonly cells: number;
  readonly persons: number;
  /** Sets of persons made for the cells after the edit: evaluations of a criterion. */
  readonly evaluations: number;
  readonly ours: number;
  readonly separate: number;
  readonly duckdb: number;
  readonly ok: boolean;
  readonly text: string;
}

const EDITED = 'lowNutrition.bmiAtMost';
const WANTED = ['人数', '分母', '割合', '判定可能', '判定不能'] as const;
const SEXES = [null, 1, 2] as const;
const AGES = [null, [65, 74], [75, 79], [80, 84], [85, 89], [90, 94], [95, 119]] as const;

interface Question {
  readonly id: CriterionId;
  readonly wanted: (typeof WANTED)[number];
  /** 絞り込み as it stands in a cell, and as SQL. */
  readonly filter: string | null;
  readonly where: string;
}

/** Ten purposes × five figures × twenty filters. */
function questions(): Question[] {
  const filters = SEXES.flatMap((sex) =>
    AGES.map((ages) => ({
      filter:
        [sex === null ? [] : `性別=${sex === 1 ? '男' : '女'}`, ages === null ? [] : `年齢=${ages[0]}-${ages[1]}`]
          .flat()
          .join(';') || null,
      where:
        [sex === null ? [] : `sex = ${sex}`, ages === null ? [] : `age BETWEEN ${ages[0]} AND ${ages[1]}`]
          .flat()
          .join(' AND ') || 'true',
    })),
  ).slice(0, 20);
  return NATIONAL_CRITERIA.flatMap(({ id }) =>
    WANTED.flatMap((wanted) => filters.map(({ filter, where }) => ({ id, wanted, filter, where }))),
  );
}

function targetOf(table: PersonTable, evaluator: Evaluator, settings: CriteriaSettings): Target {
  return { dataset: datasetOfOneYear({ table } as Target['dataset']['intake'], evaluator, settings), lines: null };
}

/** The number in a cell; a share brings its own. */
const numberOf = (shown: unknown): number => Number(shown instanceof Share ? shown.value : shown);

/** What the cells show, as Excel recalculates them: one after the other. */
function answers(target: Target, asked: readonly Question[]): number[] {
  const { table } = target.dataset;
  return asked.map(({ id, wanted, filter }) => numberOf(figure(target, id, wanted, withinOf(table, filter))[0]![0]));
}

/** An evaluator that notes the sets of persons that it answers with. */
function noting(evaluator: Evaluator, sets: Set<BitSet>): Evaluator {
  return {
    table: evaluator.table,
    evaluate: (id, settings) => {
      const result = evaluator.evaluate(id, settings);
      sets.add(result.hits);
      return result;
    },
    evaluateAll: (settings) => evaluator.evaluateAll(settings),
    evaluateCondition: (condition, id, settings) => evaluator.evaluateCondition(condition, id, settings),
  };
}

async function addAttributes(connection: DuckDBConnection, table: PersonTable): Promise<void> {
  await connection.run('CREATE TABLE attributes ("row" INTEGER, sex UTINYINT, age INTEGER)');
  const appender = await connection.createAppender('attributes');
  const [sexes, ages] = [(table.columns.sex as CodeColumn).codes, (table.columns.age as CountColumn).values];
  for (let from = 0; from < table.size; from += 2048) {
    const to = Math.min(from + 2048, table.size);
    const chunk = DuckDBDataChunk.create([INTEGER, UTINYINT, INTEGER], to - from);
    const rows = Array.from({ length: to - from }, (_, index) => from + index);
    chunk.setColumns([rows, Array.from(sexes.subarray(from, to)), Array.from(ages.subarray(from, to))]);
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
  await connection.run(
    'CREATE TABLE people AS SELECT persons.*, sex, age FROM persons JOIN attributes USING ("row") ORDER BY "row"',
  );
}

async function askDuckdb(
  connection: DuckDBConnection,
  asked: readonly Question[],
  settings: CriteriaSettings,
): Promise<number[]> {
  const sql = sqlOf(settings, true);
  const figures: Readonly<Record<Question['wanted'], (condition: string) => string>> = {
    人数: (condition) => `count_if(${condition})`,
    分母: () => 'count(*)',
    割合: (condition) => `count_if(${condition}) / count(*)`,
    判定可能: (condition) => `count(${condition})`,
    判定不能: (condition) => `count(*) - count(${condition})`,
  };
  const found: number[] = [];
  for (const { id, wanted, where } of asked) {
    const reader = await connection.run(`SELECT ${figures[wanted](`(${sql[id]})`)} FROM people WHERE ${where}`);
    found.push(Number((await reader.getRows())[0]![0]));
  }
  return found;
}

/** Runs the benchmark. Throws where the sides do not answer alike. */
export async function run({ size = 500_000 }: CellsBenchOptions = {}): Promise<CellsBench> {
  const table = generatePersonTable({ size });
  const asked = questions();
  const before = defaultSettings();
  const edited = { ...before, [EDITED]: Number(before[EDITED]) - 0.5 };
  const evaluator = createEvaluator(table);
  const [old, used] = [new Set<BitSet>(), new Set<BitSet>()];
  answers(targetOf(table, noting(evaluator, old), before), asked);

  let start = performance.now();
  const ours = answers(targetOf(table, noting(evaluator, used), edited), asked);
  const time = performance.now() - start;
  const evaluations = [...used].filter((set) => !old.has(set)).length;

  start = performance.now();
  const alone = asked.map((question) => answers(targetOf(table, createEvaluator(table), edited), [question])[0]!);
  const separate = performance.now() - start;

  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  try {
    await loadPersons(connection, table);
    await addAttributes(connection, table);
    start = performance.now();
    const theirs = await askDuckdb(connection, asked, edited);
    const duckdb = performance.now() - start;
    asked.forEach((question, index) => {
      const [a, b, c] = [ours[index]!, theirs[index]!, alone[index]!];
      if (Math.abs(a - b) > 1e-12 || a !== c)
        throw new Error(`${JSON.stringify(question)}: ${a}, by DuckDB ${b}, evaluated alone ${c}`);
    });
    return report({ cells: asked.length, persons: size, evaluations, ours: time, separate, duckdb });
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function report(figures: Omit<CellsBench, 'ok' | 'text'>): CellsBench {
  const { cells, persons, evaluations, ours, separate, duckdb } = figures;
  const ok = evaluations === 1;
  const line = (name: string, value: string): string => `  ${name.padEnd(50)} ${value}`;
  const text = [
    `${cells.toLocaleString('en')} cells over ${persons.toLocaleString('en')} persons after one edited threshold (${EDITED})`,
    line('evaluations of a criterion', `${evaluations} (wanted 1: ${ok ? 'reached' : 'missed'})`),
    line('ours, all cells', `${ours.toFixed(0)} ms`),
    line(
      'an evaluation of its own for every cell',
      `${separate.toFixed(0)} ms (${(separate / ours).toFixed(1)} times)`,
    ),
    line('DuckDB, a query a cell, 2 threads', `${duckdb.toFixed(0)} ms (${(duckdb / ours).toFixed(1)} times)`),
  ].join('\n');
  return { ...figures, ok, text };
}
