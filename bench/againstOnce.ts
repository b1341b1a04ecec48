/** One turn of a comparison in a process of its own: `againstOnce NAME FILE SIZE` prints its processor time and its answer as JSON. */
import { readFileSync } from 'node:fs';
import { countOf, createEvaluator, CRITERIA, defaultSettings, type CriteriaSettings } from '../src/criteria';
import { figure } from '../src/functions/answers';
import { withinOf } from '../src/functions/arguments';
import { buildIntake, readFile } from '../src/kdb';
import { generatePersonTable } from '../tools/samples';

export interface Turn {
  /** Milliseconds. */
  readonly processor: number;
  /** What both sides must answer alike. */
  readonly answer: string;
}

/** Repetitions whose times are added up, after as many that do not count. */
const REPEATED = 8;
/** The purposes that every checkout has: those that came later stand behind them. */
const COMMON = 10;
const EDITED = 'lowNutrition.bmiAtMost';
const FILTERS = [null, '性別=男', '性別=女', '年齢=75-79', '性別=男;年齢=80-84'];

function timed(work: () => string): Turn {
  const before = process.cpuUsage();
  const answer = work();
  const { user, system } = process.cpuUsage(before);
  return { processor: (user + system) / 1000, answer };
}

function repeated(work: (turn: number) => string): Turn {
  for (let turn = 0; turn < REPEATED; turn++) work(turn);
  return timed(() => Array.from({ length: REPEATED }, (_, turn) => work(REPEATED + turn)).join(' '));
}

const BENCHES: Readonly<Record<string, (file: string, size: number) => Turn>> = {
  reading: (file) => {
    const bytes = new Uint8Array(readFileSync(file));
    return timed(() => {
      const { table, sources } = buildIntake(readFile('一覧.csv', bytes));
      return [table.size, sources[0]!.used, Object.keys(table.columns).sort().join()].join(' ');
    });
  },
  criteria: (_, size) => {
    const table = generatePersonTable({ size });
    return repeated(() => {
      const results = createEvaluator(table).evaluateAll(defaultSettings());
      return results.map((result) => countOf(table, result).hits).join();
    });
  },
  cells: (_, size) => {
    const table = generatePersonTable({ size });
    const evaluator = createEvaluator(table);
    return repeated((turn) => {
      const settings: CriteriaSettings = { ...defaultSettings(), [EDITED]: 20 - turn / 10 };
      const target = { dataset: { table, evaluator, settings, stamp: table.stamp, intake: { table } }, lines: null };
      const answers = CRITERIA.slice(0, COMMON).flatMap(({ id }) =>
        FILTERS.flatMap((filter) =>
          (['人数', '分母', '割合', '判定可能'] as const).map((wanted) =>
            figure(target as never, id, wanted, withinOf(table, filter)),
          ),
        ),
      );
      // A share is an object; what it is worth is what must be alike.
      return (answers.flat(2) as unknown[]).map(valueOf).join();
    });
  },
};

const valueOf = (answer: unknown): unknown =>
  typeof answer === 'object' && answer !== null && 'value' in answer ? answer.value : answer;

const [, , name, file, size] = process.argv;
if (name !== undefined && file !== undefined) console.log(JSON.stringify(BENCHES[name]!(file, Number(size))));
