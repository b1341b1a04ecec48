/** A share of 実績の記録 stays what it declares to be when another program saves fewer digits of it, so that it is hidden with its count. */
import { formSheet } from '../../../src/plan/forms';
import { declarationsOn } from '../../../src/plan/handIn/declared';
import type { SheetPicture } from '../../../src/plan/handIn/picture';
import { MIDTERM } from '../../../src/plan/midterm';
import type { Cell } from '../../../src/kdb';
import type { RecordEntry } from '../../../src/plan/record/entry';
import { RECORD_SHEET } from '../../../src/plan/sheetNames';
import { factsOf } from '../reports/facts';
import { gridOf, intakeOf } from '../support';

const TABLE: readonly (readonly Cell[])[] = [
  ['被保険者番号', '性別', '生年月日', '資格取得日', '健診受診日', 'BMI'],
  ['00000001', '女', '1940/1/1', '2015/1/1', '2025/6/1', 19],
];

/** Of seven persons one to six: shares that no program saves whole. */
const LOADED = [1, 2, 3, 4, 5, 6].map((numerator): RecordEntry => ({
  fiscalYear: 2020 + numerator,
  indicator: '健診受診率',
  area: '全体',
  numerator,
  denominator: 7,
  value: numerator / 7,
  lower: numerator / 14,
  upper: (numerator + 7) / 15,
  source: '取り込んだデータ',
  recordedAt: '2026-04-01 09:00:00',
  condition: '',
  remark: '',
}));

/** The sheet with its numbers as a program saves them that keeps so many digits, and what its cells declare. */
function declaredWith(digits: number): { shares: number; declared: number; counts: number } {
  const record = { loaded: LOADED, older: [], recordedAt: '2026-10-01 09:00:00' };
  const facts = { ...factsOf(null, intakeOf(TABLE)), record };
  const form = MIDTERM.sheets(facts).find(({ name }) => name === RECORD_SHEET)!;
  const cells = gridOf(formSheet(form));
  const sheet: SheetPicture = {
    name: RECORD_SHEET,
    rows: cells.length,
    columns: Math.max(...cells.map(({ length }) => length)),
    at(row, column) {
      const cell = cells[row]?.[column] ?? null;
      const value = typeof cell === 'number' ? Number(cell.toPrecision(digits)) : cell;
      return { value, formula: null, style: undefined, isError: false };
    },
    file: { name: RECORD_SHEET, rows: [] },
    printed: null,
    leftOut: new Set(),
    withheld: new Set(),
  };
  const declarationAt = declarationsOn(sheet);
  let [shares, declared, counts] = [0, 0, 0];
  for (let row = 0; row < sheet.rows; row += 1)
    for (let column = 0; column < sheet.columns; column += 1) {
      const cell = sheet.at(row, column);
      if (typeof cell.value !== 'number') continue;
      const isDeclared = declarationAt(row, column, cell) !== null;
      if (Number.isInteger(cell.value)) counts += isDeclared ? 1 : 0;
      else {
        shares += 1;
        declared += isDeclared ? 1 : 0;
      }
    }
  return { shares, declared, counts };
}

test.each([17, 15, 12])('with %i digits of each number every share is declared that was declared', (digits) => {
  const now = declaredWith(digits);
  expect(now).toEqual(declaredWith(17));
  expect(now.declared).toBeGreaterThan(5);
  expect(now.counts).toBeGreaterThan(5);
});
