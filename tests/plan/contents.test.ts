/** Tests of 目次: every sheet once, in its group, with a link; what is filled and what is out of date. */
import { extractionSheets, isOurSheet, type SheetSpec } from '../../src/plan';
import { contentsEntry, CONTENTS_GROUPS, OTHER_SHEETS } from '../../src/plan/contents/catalogue';
import { contentsSheet, filledOn, type ListedSheet } from '../../src/plan/contents/contentsSheet';
import { placesFor, tabColourOf, tabsWith } from '../../src/plan/contents/tabs';
import { gridOf } from './support';

const STAMP = '2025年度 20260331 4人 x';
const of = (sheets: readonly ListedSheet[]): SheetSpec => contentsSheet({ fiscalYear: 2025, stamp: STAMP, sheets });
const named = (...names: string[]) => of(names.map((name) => ({ name })));
const first = (spec: SheetSpec) => gridOf(spec).map(([cell]) => cell);

test('every sheet stands once, under its group, and its name leads to it', () => {
  const names = [...extractionSheets(), 'Ⅳ-1 低栄養', '計画書', '健診_令和7年度', '事業評価', '集約'];
  const spec = named(...names);
  const column = first(spec);
  for (const name of names) expect([name, column.filter((cell) => cell === name).length]).toEqual([name, 1]);
  expect(spec.links!.map(({ row, sheet }) => [column[row], sheet])).toEqual(
    spec.links!.map(({ sheet }) => [sheet, sheet]),
  );
  expect(new Set(spec.links!.map(({ sheet }) => sheet))).toEqual(new Set(names));
  const groups = column.filter(
    (cell) => (CONTENTS_GROUPS as readonly unknown[]).includes(cell) || cell === OTHER_SHEETS,
  );
  expect(groups).toEqual([...CONTENTS_GROUPS.filter((group) => groups.includes(group)), OTHER_SHEETS]);
  expect(column.indexOf('健診_令和7年度')).toBeGreaterThan(column.indexOf(OTHER_SHEETS));
});

test('every sheet of ours is said to be for something', () => {
  for (const name of extractionSheets()) expect(contentsEntry(name, isOurSheet(name))!.purpose).not.toBe('');
  expect(contentsEntry('私のメモ', false)).toBeNull();
});

test('what was written from other data is marked, what is filled is counted, and both are read back', () => {
  const spec = of([
    { name: '計画書', filled: '3 / 17', isCurrent: true },
    { name: '実績報告書', filled: '0 / 9', isCurrent: false },
    { name: '抽出条件' },
  ]);
  const row = (name: string) => gridOf(spec).find(([cell]) => cell === name)!;
  expect(row('計画書').slice(3)).toEqual(['3 / 17', '最新']);
  expect(row('実績報告書').slice(3)).toEqual(['0 / 9', '書き直しが必要']);
  expect(row('抽出条件').slice(3)).toEqual(['', '']);
  expect([...filledOn(gridOf(spec))]).toEqual([
    ['計画書', '3 / 17'],
    ['実績報告書', '0 / 9'],
  ]);
});

test('it does not list itself, and a workbook of three hundred sheets says how many more there are', () => {
  expect(first(named('目次', '計画書'))).not.toContain('目次 ');
  expect(named('目次', '計画書').links).toHaveLength(1);
  const many = named(...Array.from({ length: 300 }, (_, index) => `表${index}`));
  expect(many.links).toHaveLength(60);
  expect(first(many)).toContain('ほか 240 シート');
  expect(first(named())[0]).toBe('目次');
});

test('it stands before all others, with the years as people write them', () => {
  const spec = named('計画書');
  expect([spec.isFirst, spec.frozenRows]).toEqual([true, 3]);
  expect(first(spec)[1]).toContain('令和7年度データ');
  expect(first(contentsSheet({ fiscalYear: 2019, stamp: STAMP, sheets: [] }))[1]).toContain('令和元年度');
});

describe('tabs', () => {
  const after = (standing: readonly string[], ...added: string[]) => {
    const tabs = [...standing, ...added];
    for (const { name, position } of placesFor(tabs, added)) {
      tabs.splice(tabs.indexOf(name), 1);
      tabs.splice(position, 0, name);
    }
    expect(tabsWith(standing, added)).toEqual(tabs);
    return tabs;
  };

  test('new sheets stand before the exports, by group; later ones join their group', () => {
    const first = after(['Sheet1', '健診'], '抽出条件', '取込結果', '共通評価指標', '抽出_低栄養', '目次');
    expect(first).toEqual(['目次', '取込結果', '抽出条件', '抽出_低栄養', '共通評価指標', 'Sheet1', '健診']);
    const second = after(first, '計画書', 'Ⅳ-2 口腔', 'Ⅲ計画全体', 'Ⅳ-10 他', '対象者（北部）', '集約', '個人票');
    expect(second).toEqual([
      ...['目次', '取込結果', '抽出条件', '対象者（北部）', '抽出_低栄養', '個人票', '共通評価指標'],
      ...['Ⅲ計画全体', 'Ⅳ-2 口腔', 'Ⅳ-10 他', '計画書', '集約', 'Sheet1', '健診'],
    ]);
  });

  test('tabs that somebody moved stay, and a new one follows the sheet that goes before it', () => {
    expect(after(['健診', '抽出_低栄養', '目次', 'メモ'], '抽出_口腔')).toEqual([
      ...['健診', '抽出_低栄養', '抽出_口腔', '目次', 'メモ'],
    ]);
  });

  test('a group has one colour of its own', () => {
    const names = [...extractionSheets(), '支援記録', '計画書', '事業評価', '実績の記録', '集約', 'Ⅳ-1 低栄養'];
    const colours = new Map(names.map((name) => [contentsEntry(name, true)!.group, new Set<string>()]));
    for (const name of names) colours.get(contentsEntry(name, true)!.group)!.add(tabColourOf(name)!);
    expect([...colours.values()].every(({ size }) => size === 1)).toBe(true);
    expect(new Set([...colours.values()].flatMap((set) => [...set])).size).toBe(colours.size);
    expect([tabColourOf('目次'), tabColourOf('健診')]).toEqual(['#000000', undefined]);
  });
});
