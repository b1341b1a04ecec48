/** 質問票の分析: participants of 通いの場 beside everybody else where a list says who takes part; else what to load. */
import { questionnaireSheet } from '../../../src/plan/forms/framework/questionnaire';
import type { FormSheet } from '../../../src/plan/forms';
import type { Cell } from '../../../src/kdb';
import { factsOf } from '../reports/facts';
import { intakeOf } from '../support';

const sheetOf = (more: readonly string[], value: readonly Cell[]): FormSheet =>
  questionnaireSheet(
    factsOf(
      null,
      intakeOf([
        ['被保険者番号', '性別', '生年月日', '健診受診日', '質問票①', ...more],
        ['1', '女', '19400101', '20250601', 'よい', ...value],
      ]),
    ),
  );
const rowOf = (form: FormSheet, key: string) => form.rows.find((row) => row.key === key);
const figureAt = (form: FormSheet, key: string, column: string): string => {
  const cell = rowOf(form, key)?.cells[form.columns.findIndex((each) => each.key === column)] ?? null;
  return cell !== null && 'figure' in cell ? cell.figure : '';
};
const noteOf = (form: FormSheet): unknown => {
  const [cell] = rowOf(form, 'gathering.note')!.cells;
  return cell !== null && cell !== undefined && 'text' in cell ? cell.text : '';
};

test('without a list one sentence says what to load', () => {
  const form = sheetOf([], []);
  expect(noteOf(form)).toBe(
    '被保険者番号と「通いの場参加」の 2 列（参加する人に「有」や「○」）の表を、シート「通いの場参加者」や CSV として取り込むと、参加者とほかの人の回答を比べます。',
  );
  expect(rowOf(form, 'gathering.q1')).toBeUndefined();
});

test('with a list both groups stand side by side, small groups hidden, their difference compared and adjusted', () => {
  const form = sheetOf(['通いの場参加'], ['有']);
  expect(figureAt(form, 'gathering.q1', 'n')).toContain('"公表できる回答者数","通いの場=参加"');
  expect(figureAt(form, 'gathering.q1', 'menN')).toContain('"公表できる回答者数","通いの場=不参加"');
  expect(figureAt(form, 'gathering.q1', 'share')).toMatch(/^=IF\(ISTEXT\(\$D\$\d+\),"－",/u);
  expect(figureAt(form, 'gathering.q1', 'womenN')).toMatch(/^=IF\(ISTEXT\(\$I\$\d+\),"－",/u);
  expect(figureAt(form, 'gathering.q1', 'age0')).toMatch(
    /^=IF\(OR\(ISTEXT\(\$D\$(\d+)\),ISTEXT\(\$I\$\1\)\),"－",IKKATSU\.COMPARE\(\$E\$\1,\$D\$\1,\$J\$\1,\$I\$\1,"値"\)\)$/u,
  );
  expect(figureAt(form, 'gathering.q15', 'age2')).toMatch(/IKKATSU\.ADJUSTP\(\$Q\$\d+:\$Q\$\d+,15\)/u);
  expect(noteOf(form)).toMatch(/通いの場の効果であるとはいえません/u);
});
