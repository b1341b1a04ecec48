/** Thousands of cells that ask at once: the page has turns in between, and every call is answered in its order. */
import './excelStub';
import { adjustedP, funnelOf, shrunkenRate, trendTest } from '../../src/functions/comparisons';
import { duplicates } from '../../src/functions/money';
import { costOfOutcome, detectable, sampleSize } from '../../src/functions/programmeMethods';
import { inTurn, whenTurnHasTime } from '../../src/functions/turns';

const busy = (milliseconds: number): void => {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
};

test('calls that take long together leave turns to others, and come in their order', async () => {
  const order: number[] = [];
  let turns = 0;
  let isDone = false;
  const watch = (): void => {
    turns += 1;
    if (!isDone) setImmediate(watch);
  };
  setImmediate(watch);
  const calls = Array.from({ length: 60 }, (_, index) =>
    inTurn(() => {
      busy(3);
      order.push(index);
      return Promise.resolve(index);
    }),
  );
  expect(await Promise.all(calls)).toEqual(order);
  isDone = true;
  expect(order).toEqual([...order].sort((a, b) => a - b));
  // 180 ms in slices of 10 ms.
  expect(turns).toBeGreaterThanOrEqual(5);
});

test('calls that wait for nothing but time leave turns to others as well, and share one time with those in turn', async () => {
  let turns = 0;
  let isDone = false;
  const watch = (): void => {
    turns += 1;
    if (!isDone) setImmediate(watch);
  };
  setImmediate(watch);
  const alone = Array.from({ length: 40 }, async () => {
    await whenTurnHasTime();
    busy(3);
  });
  const others = Array.from({ length: 40 }, () => inTurn(() => busy(3)));
  await Promise.all([...alone, ...others]);
  isDone = true;
  // 240 ms in slices of 10 ms would be 24 turns; a machine that is late makes them longer, and so fewer.
  expect(turns).toBeGreaterThanOrEqual(5);
});

test('a call alone is answered in the same turn', async () => {
  await new Promise((resolve) => setTimeout(resolve, 5));
  let isNext = false;
  setImmediate(() => {
    isNext = true;
  });
  await inTurn(() => 1);
  expect(isNext).toBe(false);
});

test('what a call throws is the answer of that call alone', async () => {
  const calls = [1, 2, 3].map((each) =>
    inTurn(() => {
      if (each === 2) throw new Error('two');
      return each;
    }),
  );
  const settled = await Promise.allSettled(calls);
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

test('functions that need numbers alone do not wait behind those that wait for data', async () => {
  let dataCome = (): void => undefined;
  const waiting = inTurn(() => new Promise<void>((resolve) => (dataCome = resolve)));
  const years = [[2023], [2024], [2025]];
  const column = [[10], [20], [30]];
  const calls = [
    funnelOf(5, 100, 0.1),
    shrunkenRate(column, [[100], [100], [100]]),
    trendTest(column, [[100], [100], [100]], years),
    adjustedP([[0.01], [0.04]]),
    sampleSize(0.3, 0.2),
    detectable(0.3, 100),
    costOfOutcome(1_000_000, 20, 100),
    duplicates([[2], [3]], [[1], [2]], 1000),
  ];
  let limit: ReturnType<typeof setTimeout> | undefined;
  const answers = await Promise.race([
    Promise.all(calls),
    new Promise((resolve) => (limit = setTimeout(() => resolve('still waiting'), 30_000))),
  ]);
  clearTimeout(limit);
  expect(answers).not.toBe('still waiting');
  expect(answers).toHaveLength(calls.length);
  dataCome();
  await waiting;
});
