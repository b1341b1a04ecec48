/** Tests of the columns of 実績の記録: a number that does not fit its column is ### on paper. */
import { RECORDED_INDICATORS } from '../../../src/plan/record/indicators';
import { RECORD_COLUMNS, type RecordColumn } from '../../../src/plan/record/lookup';
import { STYLES } from '../../../src/plan/styles';
import { widthOf } from '../../../src/plan/textSize';
import { fiscalYearName } from '../../../src/plan/years';

const room = (column: RecordColumn): number => RECORD_COLUMNS.find(({ key }) => key === column)!.width;

test('a mean change, its limits and a year stand on one line', () => {
  const units = [...new Set(RECORDED_INDICATORS.flatMap(({ unit }) => unit ?? []))];
  expect(units.length).toBeGreaterThan(3);
  for (const unit of units)
    for (const column of ['value', 'lower', 'upper'] as const)
      expect([unit, column, widthOf(`−12.9 ${unit}`, STYLES.figure) <= room(column) + 0.5]).toEqual([
        unit,
        column,
        true,
      ]);
  expect(widthOf(fiscalYearName(2029), STYLES.body)).toBeLessThanOrEqual(room('year'));
});
