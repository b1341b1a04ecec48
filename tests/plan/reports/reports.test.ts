/** Tests of the forms of the group 報告: sound sheets, figures that name functions, texts that claim no more than the figure. */
import { extentOf } from '../../../src/plan';
import { formSheet, keepWritten, type FormCell, type FormSheet } from '../../../src/plan/forms';
import { reports } from '../../../src/plan/reports';
import { Paper } from '../forms/paper';
import { gridOf } from '../support';
import { factsOf, SMALL_LOG } from './facts';

const withLog = reports.sheets(factsOf(SMALL_LOG));
const without = reports.sheets(factsOf(null));
const formOf = (forms: readonly FormSheet[], name: string) => forms.find((form) => form.name === name)!;

function cellAt(form: FormSheet, row: string, column: string): FormCell {
  const at = form.columns.findIndex(({ key }) => key === column);
  return form.rows.find(({ key }) => key === row)?.cells[at] ?? null;
}
const inputAt = (form: FormSheet, row: string, column: string): unknown => {
  const cell = cellAt(form, row, column);
  return cell !== null && 'input' in cell ? cell.input : undefined;
};

test.each([
  ...withLog.map((form) => ['with a log', form.name, form] as const),
  ...without.map((form) => ['without', form.name, form] as const),
])('every cell stands once and holds what Excel takes (%s, %s)', (_, __, form) => {
  const spec = formSheet(form);
  for (const cells of gridOf(spec))
    for (const cell of cells) {
      if (typeof cell === 'number') expect(Number.isFinite(cell)).toBe(true);
      if (typeof cell === 'string') expect(cell.length).toBeLessThan(cell.startsWith('=') ? 8192 : 32767);
    }
  expect(extentOf(spec).columns).toBeLessThan(20);
});

test('a text beside a figure keeps away from it, and figures and headings stay where they are', () => {
  const columns = ['label', 'count', 'words', 'share'].map((key) => ({ key, width: 12 }));
  const { blocks } = formSheet({
    name: '事業評価',
    columns,
    orientation: 'portrait',
    rows: [
      { key: 'head', cells: columns.map(({ key }) => ({ text: key, style: 'header' as const })) },
      {
        key: 'lost',
        cells: [
          { text: '追跡できなかった人', style: 'label' },
          { figure: '=1+1', format: '#,##0', style: 'figure' },
          { figure: '="死亡 1人"', style: 'note' },
          { figure: '=A1', format: '0.0%', style: 'figure' },
        ],
      },
    ],
  });
  const apart = blocks.filter((block) => block.columns !== undefined);
  expect(apart.map(({ cells, columns: looks }) => [cells, looks])).toEqual([
    [[['="死亡 1人"']], [{ align: 'left', indent: 1 }]],
  ]);
});

test('the group is 計画書, 実績報告書, 通いの場記録 and 事業評価, with and without a log', () => {
  const names = ['計画書', '実績報告書', '通いの場記録', '事業評価'];
  expect(withLog.map(({ name }) => name)).toEqual(names);
  expect(without.map(({ name }) => name)).toEqual(names);
});

test('the seven 取組区分 stand on the report in their order, and a purpose of the analyst falls into its 取組区分', () => {
  const report = formOf(withLog, '実績報告書');
  const labels = report.rows.flatMap(({ key, cells }) => {
    const [first] = cells;
    return key.startsWith('risk.') && first && 'text' in first && first.text !== '' ? [String(first.text)] : [];
  });
  expect(labels.map((label) => label.split('\n')[0])).toEqual([
    'ハイリスクアプローチ',
    '取組区分',
    '低栄養',
    '口腔',
    '身体的フレイル',
    '服薬',
    '重症化予防（糖尿病性腎症）',
    '重症化予防（その他生活習慣病）',
    '健康状態不明者対策',
  ]);
  expect(cellAt(report, 'risk.lifestyle.other0.visited', 'count')).toMatchObject({
    figure: expect.stringContaining('=IFNA(IKKATSU.OUTCOME("重症化予防(その他生活習慣病)","受診した者","人数",,$'),
  });
});

test('drafts carry the interval, name the lost and never say that the support caused a change', () => {
  const evaluation = formOf(withLog, '事業評価');
  const words = evaluation.rows.flatMap(({ cells }) =>
    cells.flatMap((cell) => (cell !== null && 'input' in cell ? [String(cell.input)] : [])),
  );
  const weight = words.find((each) => each.includes('体重'))!;
  expect(weight).toMatch(/50\.0%（95%信頼区間 \d+\.\d–\d+\.\d%）/);
  expect(inputAt(evaluation, 'p.lowNutrition.draft', 'n')).toMatch(/対象者 5人のうち 4人を支援しました。/);
  for (const each of words) expect(each).not.toMatch(/効果があった|により改善|によって改善|支援の成果/);
});

test('without a log 事業評価 says how to begin one', () => {
  const form = formOf(without, '事業評価');
  expect(cellAt(form, 'empty', 'label')).toMatchObject({ text: expect.stringContaining('支援記録がまだありません') });
});

test('writing again over the sheet as written changes nothing', () => {
  for (const form of withLog) {
    const { form: again, kept } = keepWritten(form, new Paper(formSheet(form)).standing());
    expect(kept).toEqual([]);
    expect(formSheet(again).blocks).toEqual(formSheet(form).blocks);
  }
});

test('a comparison group is shown once the analyst asked for it on the sheet', () => {
  const form = formOf(withLog, '事業評価');
  expect(form.rows.some(({ key }) => key.startsWith('p.lowNutrition.comparison'))).toBe(false);
  const paper = new Paper(formSheet(form));
  const row = paper.cells.findIndex((cells) => cells.some((cell) => String(cell).startsWith('comparison.asked@')));
  paper.put(row, 2, '使う');
  const standing = new Map([['事業評価', paper.standing()]]);
  const again = formOf(reports.sheets({ ...factsOf(SMALL_LOG), standing }), '事業評価');
  expect(cellAt(again, 'p.lowNutrition.comparison.lowNutrition.weightKept', 'change')).toMatchObject({
    figure: '=IFNA(INDEX(IKKATSU.OUTCOME("低栄養","体重の維持・改善","比較"),2,5),"－")',
  });
});
