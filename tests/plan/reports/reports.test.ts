/** Tests of the forms of the group 報告: sound sheets, figures that name functions, texts that claim no more than the figure. */
import { denominatorMeant } from '../../../src/indicators/programmes';
import { formSheet, keepWritten, type FormCell, type FormSheet } from '../../../src/plan/forms';
import { FRAMEWORK } from '../../../src/plan/forms/framework';
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
  // Beside the page stands what only charts read.
  expect(spec.print.area!.columns).toBeLessThan(20);
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

test('the group is 計画書 to 圏域カルテ, with and without a log', () => {
  const names = ['計画書', '実績報告書', '通いの場記録', '事業評価', '事業評価_詳細', '一枚でわかる', '圏域カルテ'];
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

/** Every formula and text of a form, with where it stands. */
const cellsOf = (form: FormSheet) =>
  form.rows.flatMap(({ key, cells }) =>
    cells.flatMap((cell, index) => {
      const column = form.columns[index]!.key;
      if (cell === null) return [];
      if ('figure' in cell) return [{ key, column, words: cell.figure, format: cell.format ?? '' }];
      if ('text' in cell) return [{ key, column, words: String(cell.text), format: '' }];
      return [{ key, column, words: 'input' in cell ? String(cell.input) : '', format: '' }];
    }),
  );

test('one funnel: every sheet asks the same line of a programme for 支援対象, 支援できた and 追跡できた', () => {
  const forms = [...withLog, ...FRAMEWORK.sheets(factsOf(SMALL_LOG))];
  const asks = (name: string, key: string) => cellsOf(formOf(forms, name)).filter((cell) => cell.key === key);
  const call = (wanted: string) => `OUTCOME("低栄養","支援できた者","${wanted}")`;
  const summary = Object.fromEntries(
    asks('事業評価', 'summary.lowNutrition').map(({ column, words }) => [column, words]),
  );
  const heads = Object.fromEntries(asks('事業評価', 'summary.header').map(({ column, words }) => [words, column]));
  for (const [heading, wanted] of Object.entries({
    抽出した人: '抽出',
    支援対象者数: '分母',
    支援できた者: '人数',
    追跡できた人: '追跡',
    追跡できない人: '追跡できず',
  }))
    expect([heading, summary[heads[heading]!]]).toEqual([heading, `=IFNA(IKKATSU.${call(wanted)},"－")`]);
  const funnels = [
    asks('事業評価', 'p.lowNutrition.funnel'),
    asks('実績報告書', 'risk.lowNutrition.lowNutrition.funnel'),
    asks('Ⅳ-1 低栄養', 'indicator.funnel'),
  ].map((cells) => cells.find(({ words }) => words.includes('OUTCOME'))?.words);
  expect(funnels).toEqual(new Array(3).fill(`=IFNA(IKKATSU.${call('流れ')},"－")`));
  expect(
    asks('実績報告書', 'risk.lowNutrition.lowNutrition.supported')
      .slice(1, 3)
      .map(({ words }) => words),
  ).toEqual([`=IFNA(IKKATSU.${call('分母')},"－")`, `=IFNA(IKKATSU.${call('人数')},"－")`]);
});

test('追跡できた人 are those of the funnel alone: a line of 実績報告書 says of whom it is by its own values and limits', () => {
  const whom = cellsOf(formOf(withLog, '実績報告書')).filter(
    ({ key, column }) => column === 'whom' && key.startsWith('risk.'),
  );
  const said = new Set(whom.map(({ words }) => words).filter((words) => words !== '' && words !== '分母とする人'));
  expect([...said].filter((words) => words.includes('追跡'))).toEqual([]);
  expect([...said]).toEqual(expect.arrayContaining(['対象者', '支援した人', '前後の値のある人']));
  expect([...said].map(denominatorMeant)).not.toContain(null);
});

test('a 取組区分 that nobody wrote in 支援記録 has no line and asks for no funnel', () => {
  const report = formOf(without, '実績報告書');
  const lifestyle = report.rows.filter(({ key }) => key.startsWith('risk.lifestyle.'));
  expect(lifestyle.map(({ key }) => key)).toEqual(['risk.lifestyle.other0.words']);
  expect(report.rows.some(({ key }) => key === 'risk.oral.oral.funnel')).toBe(true);
});

test('a mean change stands in a column of its own with its unit and a true minus; p is never 0.000', () => {
  const evaluation = cellsOf(formOf(withLog, '事業評価'));
  const line = (of: typeof evaluation, key: RegExp) =>
    Object.fromEntries(of.filter((cell) => key.test(cell.key)).map((cell) => [cell.column, cell]));
  const change = line(evaluation, /^p\.lowNutrition\.lowNutrition\.weightChange$/);
  expect(change.change!.words).toBe('');
  expect([change.mean!.words, change.mean!.format]).toEqual([
    '=IFNA(IKKATSU.OUTCOME("低栄養","体重の変化","変化"),"－")',
    '+#,##0.0" kg";"−"#,##0.0" kg";#,##0.0" kg"',
  ]);
  expect(change.p!.format).toBe('[<0.001]"<0.001";0.000');
  const share = line(evaluation, /^p\.lowNutrition\.lowNutrition\.bmiLow$/);
  expect([share.mean!.words, share.change!.format]).toEqual(['', '+0.0%;"−"0.0%;0.0%']);
  const report = line(cellsOf(formOf(withLog, '実績報告書')), /^risk\.lowNutrition\.lowNutrition\.weightChange$/);
  expect([report.rate!.words, report.change!.format]).toEqual(['', '+0.0" kg";"−"0.0" kg";0.0" kg"']);
  // No format of ours writes a hyphen for a minus.
  for (const form of withLog)
    for (const { format } of cellsOf(form)) expect(format.replace(/"[^"]*"/g, '')).not.toMatch(/;-/);
  expect(evaluation.some(({ words }) => words.includes('丸める前の値から計算'))).toBe(true);
});

test('weights that were kept, better and worse stand in lines of their own', () => {
  const lines = cellsOf(formOf(withLog, '事業評価')).filter(
    ({ column, words }) => column === 'label' && words.includes('体重'),
  );
  expect(lines.map(({ words }) => words)).toEqual([
    '［OC］体重の維持・改善',
    '［OC］体重の改善（＋1.0kg以上）',
    '［OC］体重の維持（±0.9kg）',
    '［OC］体重の悪化（−1.0kg以下）',
    '［OC］体重の変化',
  ]);
});

test('the result and the losses are two texts, in the lines and in the draft of the report', () => {
  const evaluation = formOf(withLog, '事業評価');
  const [result, losses] = ['p.lowNutrition.draft', 'p.lowNutrition.draftLosses'].map((key) =>
    String(inputAt(evaluation, key, 'n')),
  );
  expect(result).not.toMatch(/死亡|転出|測定なし/);
  expect(losses).toContain('支援した人のうち 1人（死亡 1人）は後の状態を確かめられませんでした。');
  expect(losses).toContain('体重の維持・改善：確かめられない 1人（死亡 1人）は該当しないものとして数えています。');
  const line = cellsOf(evaluation).filter(({ key }) => key === 'p.lowNutrition.lowNutrition.weightKept');
  expect(line.find(({ column }) => column === 'words')!.words).toContain('"結果の文"');
  expect(line.find(({ column }) => column === 'losses')!.words).toContain('"追跡の文"');
});

test('rows of 支援記録 that are merged or not used are named on 事業評価', () => {
  const [header, first] = SMALL_LOG;
  const again = first!.map((cell, index) => (header![index] === '支援開始日' ? '2025/9/1' : cell));
  const facts = factsOf([...SMALL_LOG, again, [null, '低栄養', '有'].concat(new Array(7).fill(null)) as never, first!]);
  const words = cellAt(formOf(reports.sheets(facts), '事業評価'), 'log.notices', 'label');
  expect(words).toMatchObject({
    text: expect.stringMatching(/（番号なし）: 10 行目.*（重複）: 11 行目.*2、9 行目は、同じ人/),
  });
});

test('costs that are text are named by their rows, and nothing typed is a dash, not 0', () => {
  const plan = cellsOf(formOf(withLog, '計画書'));
  const amount = plan.find(({ key, column }) => key === 'cost.1' && column === 'planned')!.words;
  expect(amount).toMatch(/^=IF\(OR\(\$D\$\d+="",\$E\$\d+=""\),"－",IF\(COUNT\(.*\)<2,"数でない",.*\*.*\)\)$/);
  const total = plan.filter(({ key }) => key === 'costs.total').map(({ words }) => words);
  expect(total).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^=IF\(COUNT\(.*\)=0,"－",SUM\(.*\)\)$/),
      expect.stringContaining('行目）は、合計に入っていません。'),
    ]),
  );
});
