/** An added purpose is data: its list, conditions and sources follow from the definition, and the ten stay as they are. */
import { countOf, criterionById, defaultSettings, NATIONAL_CRITERIA } from '../../src/criteria';
import { areasOf } from '../../src/criteria';
import {
  commonIndicatorsSheet,
  conditionsSheet,
  DEFAULT_CONDITIONS,
  everybodySheet,
  extractionSheet,
} from '../../src/plan';
import { everybodyRowsSteps, extractionRows } from '../../src/plan/lists/extractionRows';
import { atOnce } from '../../src/kdb/steps';
import { purposeMeant } from '../../src/indicators/outcomes';
import { extractionOf, gridOf, sampleIntake } from './support';

const ID = 'diabeticNephropathy';
const intake = sampleIntake();
const off = extractionOf(intake);
const settings = { ...defaultSettings(), [`${ID}.use`]: true };
const on = extractionOf(intake, settings);
const list = extractionRows(on, ID);
const column = (heading: string) => list.columns.findIndex((each) => each.heading === heading);
const valuesOf = (heading: string) => list.rows.map((cells) => cells[column(heading)]);

test('the list of the samples shows stage, group and treatment beside the reason, best rank first', () => {
  const { hits } = on.results.find(({ id }) => id === ID)!;
  expect(list.rows).toHaveLength(hits.count());
  expect(hits.count()).toBeGreaterThan(10);
  const from = column('優先度');
  expect(list.columns.slice(from, from + 6).map(({ heading }) => heading)).toEqual([
    '優先度',
    '該当目的数',
    '病期',
    '区分',
    '治療',
    '理由',
  ]);
  const ranks = valuesOf('優先度').map(String);
  expect([...ranks].sort((a, b) => a.localeCompare(b))).toEqual(ranks);
  expect(new Set(ranks).size).toBeGreaterThan(1);
  // Recomputed from the values that stand in the same row.
  for (const [index, cells] of list.rows.entries()) {
    const at = (heading: string) => cells[column(heading)];
    const [hba1c, egfr, protein] = [at('HbA1c'), at('eGFR'), at('尿蛋白')];
    const stage4 = typeof egfr === 'number' && egfr < 30;
    const stage3 = typeof protein === 'string' && protein.includes('＋') && protein !== '±';
    if (stage4) expect(at('病期')).toBe('第4期');
    else if (typeof egfr === 'number' && protein !== '') expect(at('病期')).toBe(stage3 ? '第3期' : '第2期以前');
    if (at('治療') === '未治療' && typeof hba1c === 'number' && hba1c >= 8) expect(ranks[index]).toBe('A');
    if (at('糖尿病薬') === 'あり') expect(at('治療')).toBe('服薬中');
  }
});

test('below the list stands what each class means and how sure it is; the sheet says 追加', () => {
  const text = gridOf(extractionSheet(on, ID, 'stamp'))
    .flat()
    .join('\n');
  for (const said of [
    '重症化予防（糖尿病性腎症R6版）（追加）',
    '病期（公表資料で確認）',
    '区分（公表資料からの推定）',
    '優先度（本ツールの提案）',
    '追加の目的は数えません',
  ])
    expect(text).toContain(said);
  expect(text).not.toContain('優先度（提案）: A＝該当する目的');
});

test('the condition sheet has its rows with the switch off, each with its status', () => {
  const grid = gridOf(conditionsSheet(DEFAULT_CONDITIONS));
  const row = (key: string) => grid.find(([cell]) => cell === `${ID}.${key}`)!.join('|');
  expect(row('use')).toContain('使わない');
  expect(row('use')).toContain('本ツールの提案');
  expect(row('egfrBelow')).toContain('30');
  expect(row('egfrBelow')).toContain('公表資料で確認');
  expect(row('withoutCheckup')).toContain('公表資料からの推定');
  expect(grid.find(([cell]) => cell === ID)!.join('|')).toContain('（追加）');
});

test('nothing of the ten changes when it is switched on: counts, lists, 共通評価指標', () => {
  const { table } = intake;
  expect(on.results.slice(0, 10).map((result) => countOf(table, result))).toEqual(
    off.results.map((result) => countOf(table, result)),
  );
  for (const { id } of NATIONAL_CRITERIA) {
    const [before, after] = [off, on].map((extraction) => extractionRows(extraction, id));
    const others = after!.columns.findIndex(({ heading }) => heading === '他の目的');
    const without = (rows: typeof list.rows) => rows.map((cells) => cells.filter((_, index) => index !== others));
    expect(without(after!.rows)).toEqual(without(before!.rows));
  }
  const sheet = commonIndicatorsSheet({ fiscalYear: 2025, stamp: '', areas: areasOf(table), table });
  expect(gridOf(sheet).flat().join()).not.toContain('糖尿病性腎症');
});

test('対象者一覧 has a column of it and says so; whoever meets it alone counts no national purpose', () => {
  const all = atOnce(everybodyRowsSteps(on));
  expect(all.columns.at(-1)!.heading).toBe('糖尿病性腎症R6版');
  const [count, level] = ['該当目的数', '優先度'].map((heading) =>
    all.columns.findIndex((each) => each.heading === heading),
  );
  const alone = all.rows.filter((cells) => cells[count!] === 0);
  expect(all.rows.length - alone.length).toBe(atOnce(everybodyRowsSteps(off)).rows.length);
  expect(alone.length).toBeGreaterThan(0);
  expect(new Set(alone.map((cells) => cells[level!]))).toEqual(new Set(['C']));
  expect(gridOf(everybodySheet(on, '')).flat().join()).toContain('十の目的と重症化予防（糖尿病性腎症R6版）（追加）');
  expect(gridOf(everybodySheet(off, '')).flat().join()).not.toContain('（追加）');
});

test('支援記録 takes its name as one of the programme 糖尿病性腎症重症化予防', () => {
  expect(purposeMeant(criterionById(ID).name)).toEqual({ programme: 'diabeticKidney', criterion: ID });
});
