/** A workbook that was calculated before the add-in came: its functions answer as soon as the add-in is there. */
import { type Bench, openBench } from './fixture';

/** The engine keeps formulas of more than 64 letters in another way. */
const LONG = '=IF(ISNA(IKKATSU.ADD(1,2)),"データがありません",IF(IKKATSU.ADD(1,2)>2,IKKATSU.ADD(1,2),"少ない"))';

describe('formulas that stood in the workbook before the add-in', () => {
  let bench: Bench;
  let without: unknown;
  beforeAll(async () => {
    bench = await openBench({
      async before(workbook) {
        await workbook.typeInto('A1', '=IKKATSU.ADD(1,2)');
        await workbook.typeInto('A2', '=A1*2');
        await workbook.typeInto('A3', LONG);
        without = workbook.valuesOf('Sheet1');
      },
    });
  });
  afterAll(() => bench.close());

  it('show #NAME? without it', () => {
    expect(without).toEqual([['#NAME?'], ['#NAME?'], ['#NAME?']]);
  });

  it('answer with it, and so do their dependents', async () => {
    await bench.workbook.settle();
    expect(bench.workbook.valuesOf('Sheet1')).toEqual([[3], [6], [3]]);
  });

  it('answer for each cell of a range given where one value is wanted', async () => {
    expect(await bench.workbook.evaluate('=IKKATSU.ADD({1;2},{10;20})')).toEqual({ values: [[11], [22]] });
  });
});
