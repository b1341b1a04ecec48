/** Tests of what the pane says of a selected cell: what we wrote says what it declared, a formula of somebody's own what it asks. */
import { explainCell } from '../../src/plan/figures/explainCell';
import { formSheet } from '../../src/plan/forms';
import { trendForm } from '../../src/plan/indicators';
import { onePage } from '../../src/plan/reports/onePage';
import { fiscalYearName } from '../../src/plan/years';
import { Paper } from './forms/paper';
import { factsOf } from './reports/facts';

const facts = factsOf(null);
const form = onePage(facts, null);
const paper = (): Paper => new Paper(formSheet(form));
const placeOf = (rowKey: string, columnKey: string): readonly [number, number] => [
  form.rows.findIndex(({ key }) => key === rowKey) + 1,
  form.columns.findIndex(({ key }) => key === columnKey) + 1,
];

test('a figure of ours says what it declared', () => {
  const { figures, isInput, formula } = explainCell(paper().standing(), ...placeOf('purpose.oral', 'c1'));
  expect(figures).toEqual([['「口腔」に該当する人の数。', 'だれの: 全員', '単位: 人']]);
  expect([isInput, formula]).toEqual([false, '=IKKATSU.ORAL("人数")']);
});

test('a year that stands in another cell is named', () => {
  const trend = trendForm(facts);
  const sheet = new Paper(formSheet(trend)).standing();
  const [row, column] = [
    trend.rows.findIndex(({ key }) => key === 'OC2.oral') + 1,
    trend.columns.findIndex(({ key }) => key === 'total5') + 1,
  ];
  const { figures } = explainCell(sheet, row, column);
  expect(figures[0]).toContain(`いつの: ${fiscalYearName(facts.fiscalYear)}`);
  expect(figures[0]![0]).toContain('判定できた人');
});

test('a figure that is made of cells names them, and a limit what it is made of', () => {
  const [row, column] = placeOf('purpose.oral', 'c3');
  const { figures, cells } = explainCell(paper().standing(), row, column);
  expect(figures).toEqual([]);
  expect(cells).toHaveLength(2);
});

test('a cell to write into is told as one, and a text as a text', () => {
  expect(explainCell(paper().standing(), ...placeOf('purpose.oral', 'c6'))).toMatchObject({
    isInput: true,
    figures: [],
  });
  expect(explainCell(paper().standing(), ...placeOf('title', 'label'))).toEqual({
    figures: [],
    cells: [],
    isInput: false,
    formula: '',
  });
});

test('a formula that somebody wrote over ours, or anywhere else, is told by what it asks', () => {
  const own = paper();
  const [row, column] = placeOf('purpose.oral', 'c1');
  own.put(row, column, '=IKKATSU.LOWNUTRITION("発生割合","圏域="&A1)');
  const { figures } = explainCell(own.standing(), row, column);
  expect(figures[0]![0]).toBe('「低栄養」に該当する人の発生割合。');
  own.put(row, column + 20, '=SUM(B2:B3)');
  expect(explainCell(own.standing(), row, column + 20).figures).toEqual([]);
  const elsewhere = { values: [[5]], formulas: [['=IKKATSU.INSURED("健診受診率の下限")']] };
  expect(explainCell(elsewhere, 0, 0).figures[0]![0]).toBe('健診受診率の 95% 信頼区間の下限。');
  expect(explainCell({ values: [], formulas: [] }, 9, 9)).toMatchObject({ formula: '', cells: [] });
});
