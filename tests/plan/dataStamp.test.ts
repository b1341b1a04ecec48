/** Tests of what sheets say of the data that they were written with, and of the stamp that tells them from today's. */
import { commonIndicatorsSheet } from '../../src/plan';
import {
  checkNumber,
  dataWords,
  hiddenStamp,
  stampIn,
  withoutWrittenWith,
  writtenWith,
} from '../../src/plan/dataStamp';
import { FORM_GROUPS, formSheet } from '../../src/plan/forms';
import { cornerMark, parseCorner } from '../../src/plan/forms/marks';
import { formSheetsOf } from '../../src/plan/forms/registry';
import { isHandInSheet } from '../../src/plan/handIn/sheets';
import { factsOf, SMALL_LOG } from './reports/facts';

const STAMP = '2025年度 20260331 2912人 1f3a9c07-72ab';
const LATER = '2026年度 20270331 3000人 00000000-72ab';

test.each([
  [STAMP, '令和7年度 令和8年3月31日現在 2,912人', '1f3a9c07-72ab'],
  [
    `${STAMP} / ${LATER}`,
    '令和7年度 令和8年3月31日現在 2,912人 / 令和8年度 令和9年3月31日現在 3,000人',
    '1f3a9c07-72ab / 00000000-72ab',
  ],
  [`データなし / ${LATER}`, 'データなし / 令和8年度 令和9年3月31日現在 3,000人', '00000000-72ab'],
])('%s is said in words, and what tells other values apart stays a number', (stamp, words, number) => {
  expect([dataWords(stamp), checkNumber(stamp)]).toEqual([words, number]);
  expect(withoutWrittenWith(`抽出年度: 令和7年度  ${writtenWith(stamp)}  あと`)).toBe('抽出年度: 令和7年度  あと');
  expect(withoutWrittenWith(`${writtenWith(stamp)}。あと`)).toBe('あと');
  expect(withoutWrittenWith(`まえ。${writtenWith(stamp)}。あと`)).toBe('まえ。あと');
  expect(withoutWrittenWith(`まえ${writtenWith(stamp)}。あと`)).toBe('まえ。あと');
  expect(withoutWrittenWith(`まえ。\n${writtenWith(stamp)}。`)).toBe('まえ。\n');
  expect(withoutWrittenWith(`${writtenWith(stamp)}  あと`)).toBe('  あと');
});

test.each([
  ['the corner of a form', [cornerMark(104, 12, STAMP)], STAMP],
  ['the hidden cell of another sheet', [hiddenStamp(STAMP)], STAMP],
  ['a sheet of before', [`抽出年度: 令和7年度  書いたときのデータ: ${STAMP}  数字は`], STAMP],
  ['the corner before the words', [`書いたときのデータ: ${LATER}`, cornerMark(1, 1, STAMP)], STAMP],
  ['words alone, which say less than the stamp', [writtenWith(STAMP)], null],
  ['a form of before', [cornerMark(104, 12)], null],
])('the stamp is found in %s', (_, cells, found) => {
  expect(stampIn([cells])).toBe(found);
});

test('the corner counts rows and columns with a stamp and without', () => {
  for (const mark of [cornerMark(104, 12), cornerMark(104, 12, STAMP)])
    expect(parseCorner(mark)).toEqual({ rows: 104, columns: 12 });
});

test('every sheet to hand in carries its stamp out of sight, and none shows it', () => {
  const facts = { ...factsOf(SMALL_LOG), stamp: STAMP };
  const evaluation = facts.evaluation === null ? null : { ...facts.evaluation, stamp: `${STAMP} / ${LATER}` };
  const { fiscalYear, areas } = facts;
  const specs = [
    ...formSheetsOf(FORM_GROUPS, { ...facts, evaluation }).map(formSheet),
    commonIndicatorsSheet({ fiscalYear, areas, stamp: STAMP }),
  ];
  const handedIn = specs.filter(({ name }) => isHandInSheet(name));
  expect(handedIn.length).toBeGreaterThan(15);
  for (const spec of specs) {
    const hiddenColumns = new Set(spec.hiddenColumns);
    const hiddenRows = new Set(spec.hiddenRows);
    const said = spec.name.startsWith('事業評価') ? `${STAMP} / ${LATER}` : STAMP;
    expect([spec.name, stampIn(spec.blocks.flatMap(({ cells }) => cells))]).toEqual([spec.name, said]);
    for (const { row, column, cells } of spec.blocks)
      cells.forEach((line, index) =>
        line.forEach((value, at) => {
          if (hiddenRows.has(row + index) || hiddenColumns.has(column + at)) return;
          expect(String(value)).not.toMatch(/1f3a9c07|IKKATSU:/u);
        }),
      );
  }
});
