/** Tests of long work on the page's thread: it is done in slices, between which the pane and 中止 have their turn. */
import { inSlices } from '../../src/excel';
import { atOnce, readYears, yearsSteps, type Cell, type Steps } from '../../src/kdb';
import { FileReader } from '../../src/reading/fileReader';
import { bytesOf } from './support';

/** Work of which a step takes a millisecond; how many were done at each turn of the others. */
function slowWork(count: number, onTurn: (step: number) => void = () => {}) {
  const clock = { now: 0 };
  function* steps(): Steps<string> {
    while (clock.now < count) {
      clock.now++;
      yield;
    }
    return '終わり';
  }
  const turns: number[] = [];
  const controller = new AbortController();
  const options = {
    get signal() {
      turns.push(clock.now);
      onTurn(clock.now);
      return controller.signal;
    },
  };
  return { steps: steps(), now: () => clock.now, turns, options, controller };
}

test('whoever types waits for no longer than 20 ms', async () => {
  const { steps, options, now, turns } = slowWork(1000);
  expect(await inSlices(steps, options, now)).toBe('終わり');
  expect(turns.length).toBeGreaterThanOrEqual(49);
  expect(Math.max(...turns.map((at, index) => at - (turns[index - 1] ?? 0)))).toBeLessThanOrEqual(21);
});

test('short work has no turn to wait for', async () => {
  const { steps, options, now, turns } = slowWork(10);
  await inSlices(steps, options, now);
  expect(turns).toEqual([]);
});

test('中止 is heard between two slices', async () => {
  const work = slowWork(1000, (step) => step >= 100 && work.controller.abort());
  await expect(inSlices(work.steps, work.options, work.now)).rejects.toMatchObject({ code: 'work.cancelled' });
  expect(work.turns.at(-1)).toBeLessThan(130);
});

const HEAD: readonly Cell[] = ['被保険者番号', '性別', '健診受診日', 'BMI'];
const rows = Array.from({ length: 6_000 }, (_, index): readonly Cell[] =>
  index === 0 ? HEAD : [String(index).padStart(8, '0'), index % 2 === 0 ? '男' : '女', '2025/6/1', 18 + (index % 9)],
);

/** Rows that are read between two steps at most. */
function mostBetweenSteps(steps: Steps<unknown>, read: () => number): number {
  let [most, before] = [0, 0];
  while (steps.next().done !== true) {
    most = Math.max(most, read() - before);
    before = read();
  }
  return most;
}

test('a dataset is read a few hundred rows at a step, and comes out as in one go', () => {
  let read = 0;
  const input = {
    file: '健診_令和7年度.csv',
    *rows() {
      for (const row of rows) {
        read++;
        yield row;
      }
    },
  };
  expect(mostBetweenSteps(yearsSteps([input], { fiscalYear: 2025 }), () => read)).toBeLessThanOrEqual(600);
  const [once, steps] = [readYears([input], { fiscalYear: 2025 }), atOnce(yearsSteps([input], { fiscalYear: 2025 }))];
  expect(steps.year(2025).table.stamp).toBe(once.year(2025).table.stamp);
  expect(once.year(2025).table.size).toBe(5_999);
});

test('a file is read in steps from its bytes to its cells', () => {
  const text = rows.map((row) => `${row.join(',')}\r\n`).join('');
  const reader = new FileReader(() => ({ name: '健診.csv', bytes: bytesOf(text) }));
  let steps = 0;
  const all = reader.answer({ kind: 'head', file: 0, table: 0 });
  let next = all.next();
  for (; next.done !== true; next = all.next()) steps++;
  expect(next.value).toMatchObject({ rows: 6_000, columns: 4 });
  // Read and written, 64 rows a step.
  expect(steps).toBeGreaterThan((2 * 6_000) / 64);
});
