/** Tests that shares fit their columns: a number that does not is ### on paper. */
import { formSheet } from '../../../src/plan/forms';
import { formSheetsOf } from '../../../src/plan/forms/registry';
import { roomOf, widthOf } from '../../../src/plan/textSize';
import { STYLES } from '../../../src/plan/styles';
import { factsOf } from '../reports/facts';
import { intakeOf } from '../support';

/** Persons of whom too few columns are known for most of the purposes: figures carry the mark of that. */
const FEW = [
  ['被保険者番号', '性別', '生年月日', '圏域'],
  ...Array.from({ length: 40 }, (_, index) => [String(index + 1), index % 2 ? '男' : '女', '19400101', '北']),
];

/** The longest share that a format gives. */
const LONGEST: readonly (readonly [format: RegExp, text: string])[] = [
  [/^0\.00%"\*"$/u, '12.34%*'],
  [/^0\.00%$/u, '12.34%'],
  [/^0\.0%"\*"$/u, '100.0%*'],
  [/^0\.0%$/u, '100.0%'],
];

test('every share fits its column, with the mark of columns that are missing too', () => {
  const intake = intakeOf(FEW);
  const seen = new Set<string>();
  const cut = formSheetsOf(['計画', '報告', '広域'], factsOf(null, intake)).flatMap((form) => {
    const spec = formSheet(form);
    return form.rows.flatMap(({ key, cells }, row) =>
      cells.flatMap((cell, column) => {
        if (cell === null || !('figure' in cell)) return [];
        const text = LONGEST.find(([format]) => format.test(cell.format ?? ''))?.[1];
        if (text === undefined) return [];
        seen.add(text);
        const room = roomOf(spec, row + 1, column + 1);
        return widthOf(text, STYLES.figure) <= room + 0.5
          ? []
          : [`${form.name} ${form.columns[column]!.key} ${key}: ${text} in ${room}`];
      }),
    );
  });
  expect(seen.size).toBe(LONGEST.length);
  expect(cut).toEqual([]);
});
