/** 自己点検: every item has its source, what the workbook tells follows the cells that prove it, added items are data. */
import { createEvaluator, defaultSettings } from '../../src/criteria';
import { formSheet, keepWritten, ref } from '../../src/plan/forms';
import { othersSheet } from '../../src/plan/forms/framework/others';
import type { PlanFacts } from '../../src/plan/forms/facts';
import type { FormSheet } from '../../src/plan/forms/form';
import { CHECK_GROUPS, CHECK_ITEMS, CHECK_SOURCES } from '../../src/plan/selfCheck/items';
import { readAddedItems } from '../../src/plan/selfCheck/ownItems';
import { selfCheckSheet } from '../../src/plan/selfCheck';
import { isHandInSheet } from '../../src/plan/handIn/sheets';
import { gridOf, intakeOf } from './support';

const intake = intakeOf([
  ['被保険者番号', '性別', '生年月日'],
  ['1', '男', '19400101'],
]);
const settings = defaultSettings();
const facts = (given: Partial<PlanFacts> = {}): PlanFacts => ({
  fiscalYear: 2025,
  stamp: 'stamp',
  writtenAt: '',
  intake,
  settings,
  results: createEvaluator(intake.table).evaluateAll(settings),
  areas: [],
  aggregates: [],
  support: null,
  evaluation: null,
  notices: [],
  ...given,
});
const cellAt = (form: FormSheet, row: string, column: string) =>
  form.rows.find(({ key }) => key === row)?.cells[form.columns.findIndex(({ key }) => key === column)] ?? null;

it('has items in each of the nine fields, each once, with a source that is listed or the mark 独自', () => {
  expect(new Set(CHECK_ITEMS.map(({ group }) => group))).toEqual(new Set(CHECK_GROUPS));
  expect(new Set(CHECK_ITEMS.map(({ key }) => key)).size).toBe(CHECK_ITEMS.length);
  expect(CHECK_ITEMS.length).toBeGreaterThanOrEqual(35);
  const form = selfCheckSheet(facts());
  const listed = Object.keys(CHECK_SOURCES);
  for (const { key, source } of CHECK_ITEMS) {
    const mark = source === 'own' ? '独自' : `［${listed.indexOf(source) + 1}］`;
    expect(cellAt(form, `item.${key}`, 'source')).toMatchObject({ text: mark });
    if (source !== 'own')
      expect(cellAt(form, 'sources', 'group')).toMatchObject({
        text: expect.stringContaining(`${mark}${CHECK_SOURCES[source]}`) as unknown,
      });
  }
  expect(new Set(CHECK_ITEMS.map(({ source }) => source))).toEqual(new Set(listed));
});

it('counts the cells that prove an item, and no draft of ours as an answer', () => {
  const form = selfCheckSheet(facts());
  const told = cellAt(form, 'item.privacy.law', 'told');
  expect(told).toMatchObject({ figure: expect.stringMatching(/'?Ⅴその他'?!\$[A-Z]+\$\d+<>""/u) as unknown });
  expect(JSON.stringify(told)).toContain('【下書き】');
  expect(cellAt(form, 'item.plan.last', 'proof')).toMatchObject({
    figure: expect.stringContaining('/10 欄') as unknown,
  });
});

it('tells what the workbook holds, and that a place to write is not yet a deed', () => {
  const word = (key: string, given: Partial<PlanFacts>) => cellAt(selfCheckSheet(facts(given)), `item.${key}`, 'told');
  // What this workbook does not hold may be done elsewhere: it is open, not a no.
  for (const key of ['support.record', 'extract.narrow', 'issue.areas', 'issue.joined', 'evaluate.lost'])
    expect([key, word(key, {})]).toMatchObject([key, { text: '未確認' }]);
  const blank = (key: string) => /,"([^",]+)"\)\)$/u.exec((word(key, {}) as { figure: string }).figure)?.[1];
  expect(['structure.office', 'partner.federation', 'privacy.contract'].map(blank)).toEqual(Array(3).fill('未確認'));
  expect(['privacy.law', 'plan.terms', 'issue.named', 'review.middle'].map(blank)).toEqual(Array(4).fill('いいえ'));
  expect(word('support.both', { groups: ['計画', '報告'] })).toMatchObject({ text: '一部' });
  expect(word('extract.conditions', {})).toMatchObject({ text: 'はい' });
  expect(word('structure.planner', {})).toMatchObject({ text: '未確認' });
});

it('leads open items to the sheets that stand', () => {
  const spec = formSheet(selfCheckSheet(facts()));
  const grid = gridOf(spec);
  expect(spec.links!.length).toBeGreaterThan(20);
  for (const { row, column, sheet } of spec.links!) expect(grid[row]![column]).toBe(sheet);
  // To the cell that proves the item, where one does.
  const others = othersSheet(facts());
  const law = spec.links!.find(({ row }) => String(grid[row]![0]).startsWith('item.privacy.law'))!;
  expect(law.cell).toBe(ref(others, 'privacy.law', 'text').replaceAll('$', ''));
  expect(spec.links!.map(({ sheet }) => sheet)).not.toContain('支援記録');
});

it('is named ours, not the ministry’s, and stays in the house', () => {
  expect(cellAt(selfCheckSheet(facts()), 'note.ours', 'group')).toMatchObject({
    text: expect.stringContaining('厚生労働省などの点検票・取組推進ガイドそのものではありません') as unknown,
  });
  expect(isHandInSheet('自己点検')).toBe(false);
});

it('takes further items from the sheet 点検項目: headings anywhere above, each text once, blank ones left out', () => {
  const rows = [
    ['取組推進ガイドの項目'],
    ['分野', '点検項目', '出典', 'シート'],
    ['体制', '庁内の会議を年 2 回以上開いているか', 'ガイド p.3', 'Ⅰ基本的事項'],
    ['', '', '', ''],
    ['体制', '庁内の会議を年 2 回以上開いているか', '', ''],
    ['評価', '結果を住民に知らせているか', null, null],
  ];
  const added = readAddedItems(rows);
  expect(added).toEqual([
    { group: '体制', text: '庁内の会議を年 2 回以上開いているか', source: 'ガイド p.3', sheet: 'Ⅰ基本的事項' },
    { group: '評価', text: '結果を住民に知らせているか', source: '', sheet: '' },
  ]);
  expect(readAddedItems([['項目', '出典']])).toEqual([]);
  expect(readAddedItems([])).toEqual([]);
  const form = selfCheckSheet(facts({ addedChecks: added }));
  const texts = form.rows.filter(({ key }) => key.startsWith('item.added.')).map(({ cells }) => cells[1]);
  expect(texts).toHaveLength(2);
  const [sum] = form.rows.filter(({ key }) => key === 'sum');
  expect(JSON.stringify(sum)).toContain(`${CHECK_ITEMS.length + 2} 項目`);
});

it('keeps what a person answered when it is written again, with items added since', () => {
  const first = selfCheckSheet(facts());
  const values = gridOf(formSheet(first)).map((cells) => [...cells]);
  const row = first.rows.findIndex(({ key }) => key === 'item.structure.planner') + 1;
  const [answer, memo] = ['answer', 'memo'].map((key) => first.columns.findIndex((column) => column.key === key) + 1);
  values[row]![answer!] = 'はい';
  values[row]![memo!] = '保健師 1 名（専従）';
  const added = [{ group: '体制', text: '新しい項目', source: '', sheet: '' }];
  const { form } = keepWritten(selfCheckSheet(facts({ addedChecks: added })), { values, formulas: values });
  expect(cellAt(form, 'item.structure.planner', 'answer')).toMatchObject({ written: 'はい' });
  expect(cellAt(form, 'item.structure.planner', 'memo')).toMatchObject({ written: '保健師 1 名（専従）' });
  expect(form.rows.some(({ key }) => key.startsWith('item.added.'))).toBe(true);
});
