/** Tests of a source on its way to a sheet: made in slices, between which the pane and 中止 have their turn. */
import type { Cell, SourceInput } from '../../src/kdb';
import { sheetOfSource } from '../../src/excel/sheetOfSource';

const HEAD: readonly Cell[] = ['被保険者番号', '氏名', 'BMI'];

/** A table of which a row takes a millisecond to read; how many rows were read at each turn of the others. */
function slowTable(count: number, onTurn: (row: number) => void = () => {}) {
  const clock = { now: 0 };
  let row = 0;
  const input: SourceInput = {
    file: '一覧.csv',
    *rows() {
      for (row = 0; row <= count; row++) {
        clock.now++;
        yield row === 0 ? HEAD : [String(row).padStart(8, '0'), row % 2 === 0 ? '甲' : null, `${row}.5`];
      }
    },
  };
  const turns: number[] = [];
  const controller = new AbortController();
  const options = {
    get signal() {
      turns.push(row);
      onTurn(row);
      return controller.signal;
    },
  };
  return { input, now: () => clock.now, turns, options, controller };
}

test('whoever types waits for no more rows than 20 ms are long', async () => {
  const { input, options, now, turns } = slowTable(1000);
  const { spec, rows, headerRow } = await sheetOfSource('一覧', input, options, now);
  expect(turns.length).toBeGreaterThanOrEqual(49);
  expect(Math.max(...turns.map((row, index) => row - (turns[index - 1] ?? 0)))).toBeLessThanOrEqual(21);
  expect([rows.length, headerRow]).toEqual([1001, 1]);
  const [block] = spec.blocks;
  expect([block!.cells.length, block!.cells[0], block!.cells[1], block!.cells[1000]]).toEqual([
    1001,
    HEAD,
    ['00000001', '', 1.5],
    ['00001000', '甲', 1000.5],
  ]);
  expect(block!.formats).toEqual(['@', '@', undefined]);
});

test('a small table has no turn to wait for', async () => {
  const { input, options, now, turns } = slowTable(10);
  await sheetOfSource('一覧', input, options, now);
  expect(turns).toEqual([]);
});

test('中止 is heard between two slices', async () => {
  const table = slowTable(1000, (row) => row >= 100 && table.controller.abort());
  await expect(sheetOfSource('一覧', table.input, table.options, table.now)).rejects.toMatchObject({
    code: 'work.cancelled',
  });
  expect(table.turns.at(-1)).toBeLessThan(130);
});
