/** Tests of the formulas of all forms: none of them makes a missing add-in look like missing data. */
import { formSheetsOf } from '../../src/plan/forms/registry';
import { FORM_GROUPS, formSheet, type FormSheet, type FormStanding } from '../../src/plan/forms';
import { aggregateCsv, aggregateFiles } from '../../tools/samples';
import { buildIntake, readFile } from '../../src/kdb';
import { factsOf, SMALL_LOG } from './reports/facts';
import { Paper } from './forms/paper';

const figuresOf = ({ name, rows }: FormSheet): { place: string; figure: string }[] =>
  rows.flatMap(({ key, cells }) =>
    cells.flatMap((cell) =>
      cell !== null && 'figure' in cell ? [{ place: `${name} ${key}`, figure: cell.figure }] : [],
    ),
  );

/** What swallows #NAME? with all other errors. ISNA and IFNA do not. */
const SWALLOWS = /\b(IFERROR|ISERROR|ISERR|ERROR\.TYPE|AGGREGATE)\s*\(/;

test('no formula with a function of ours swallows #NAME?, which is what Excel shows without the add-in', () => {
  const plain = factsOf(SMALL_LOG);
  const forms = aggregateFiles({ size: 200 }).flatMap((file) => readFile(`${file.name}.csv`, aggregateCsv(file)));
  const { aggregates = [] } = buildIntake([
    ...forms,
    { file: '健診', rows: () => [['被保険者番号', '健診受診日', 'BMI'], ['1', '20250601', 20]] },
  ]); // prettier-ignore
  const first = formSheetsOf(FORM_GROUPS, { ...plain, aggregates });
  const standing = new Map<string, FormStanding>(
    first
      .filter(({ name }) => name === '事業評価' || name === '取組状況一覧')
      .map((form) => [form.name, new Paper(formSheet(form)).standing()]),
  );
  const figures = [...first, ...formSheetsOf(FORM_GROUPS, { ...plain, aggregates, standing })].flatMap(figuresOf);
  const ours = figures.filter(({ figure }) => figure.includes('IKKATSU.'));
  expect(ours.length).toBeGreaterThan(2000);
  expect(ours.filter(({ figure }) => SWALLOWS.test(figure))).toEqual([]);
});
