/** Thousands of cells that ask at once: the page has turns in between, and every call is answered in its order. */
import { inTurn } from '../../src/functions/turns';

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
  // 180 ms in slices of 20 ms.
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
