/** Tests of shares on their way to a cell, and of Excel's data types among the arguments. */
import { isOmitted, rowsOf, single, textOf } from '../../src/functions/arguments';
import { answered, answeredOr } from '../../src/functions/guard';
import { Share } from '../../src/functions/share';
import { AnalystError } from '../../src/kdb';

/** Runs under an Excel that knows these requirement sets. */
function under(sets: Readonly<Record<string, number>>): void {
  const isSetSupported = (name: string, version: string): boolean => (sets[name] ?? 0) >= Number(version);
  (globalThis as { Office?: unknown }).Office = { context: { requirements: { isSetSupported } } };
}
afterEach(() => {
  delete (globalThis as { Office?: unknown }).Office;
});

const answer = () => answered(() => [[new Share(0.0145)]]);

test('a share is a plain number where functions may answer no data types', async () => {
  expect(await answer()).toEqual([[0.0145]]);
  under({ ExcelApi: 1.19, CustomFunctionsRuntime: 1.3 });
  expect(await answer()).toEqual([[0.0145]]);
  under({ ExcelApi: 1.14 });
  expect(await answer()).toEqual([[0.0145]]);
});

test('a share brings the format of a percentage where they may, in the type that Excel knows', async () => {
  under({ ExcelApi: 1.16, CustomFunctionsRuntime: 1.4 });
  expect(await answer()).toEqual([[{ type: 'FormattedNumber', basicValue: 0.0145, numberFormat: '0.0%' }]]);
  under({ ExcelApi: 1.19, CustomFunctionsRuntime: 1.5 });
  expect(await answer()).toEqual([[{ type: 'Double', basicValue: 0.0145, numberFormat: '0.0%' }]]);
  expect(await answered(() => [[new Share(Number.NaN)]])).toEqual([['']]);
});

test('a share among other cells is a plain number: those of a table have the formats of the table', async () => {
  under({ ExcelApi: 1.19, CustomFunctionsRuntime: 1.5 });
  expect(await answered(() => [['割合', new Share(0.5)], [new Share(0)]])).toEqual([
    ['割合', 0.5],
    [0, ''],
  ]);
});

test('numbers with formats and other data types among the arguments are the values behind them', async () => {
  const number = (basicValue: unknown) => ({ type: 'Double', basicValue, numberFormat: '0.0%' });
  expect(
    rowsOf([
      [number(0.5), number('文字')],
      [null, number(false)],
    ]),
  ).toEqual([
    [0.5, '文字'],
    [null, false],
  ]);
  expect(single([[number(0.5)]])).toBe(0.5);
  expect(single(number(0.5))).toBe(0.5);
  expect(textOf(number('割合'))).toBe('割合');
  expect([isOmitted(number(0)), isOmitted([[number('')]]), isOmitted(number(1))]).toEqual([true, true, false]);
  const none = () => {
    throw new AnalystError('division.byZero');
  };
  expect(await answeredOr([[number('－')]], none)).toEqual([['－']]);
});
