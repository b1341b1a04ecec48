/** The way of a case for five persons in a real browser: from an empty workbook to the letter and 実績報告書. */
import { csv, useStage, type Bench } from './stage';
import { looksFine } from './screens';

jest.setTimeout(900_000);

const stage = useStage();

const PERSONS = ['合成　一子', '合成　二郎', '合成　三子', '合成　四郎', '合成　五子'];
/** Five persons who take 16 drugs, the first two with 低栄養 too. */
const EXPORT = csv('対象者の書き出し.csv', [
  [
    '被保険者番号',
    '氏名',
    '圏域',
    '住所',
    '電話番号',
    'かかりつけ医',
    '性別',
    '生年月日',
    '健診受診日',
    'BMI',
    '質問票⑥',
    '処方薬剤数',
  ],
  ...PERSONS.map((name, index) => [
    `0000000${index + 1}`,
    name,
    index < 3 ? '北部' : '南部',
    `甲町${index + 1}`,
    `090-0000-000${index}`,
    '乙医院',
    index % 2 === 0 ? '女' : '男',
    '19420401',
    '20250601',
    index < 2 ? 18 : 23,
    index < 2 ? 'はい' : 'いいえ',
    16,
  ]),
]);
const LOG = '支援記録';

/** The address of a cell of 支援記録 by the number of the person, the purpose and the heading. */
async function place(bench: Bench, person: string, purpose: string, heading: string): Promise<string> {
  const rows = await bench.valuesOf(LOG);
  const head = rows.findIndex((cells) => cells.includes('被保険者番号'));
  const at = (name: string): number => rows[head]!.indexOf(name);
  const row = rows.findIndex(
    (cells, index) => index > head && cells[at('被保険者番号')] === person && cells[at('目的')] === purpose,
  );
  const column = at(heading);
  if (row < 0 || column < 0) throw new Error(`no ${person} ${purpose} ${heading}`);
  return `${column >= 26 ? String.fromCharCode(64 + Math.floor(column / 26)) : ''}${String.fromCharCode(65 + (column % 26))}${row + 1}`;
}

async function fill(bench: Bench, person: string, purpose: string, cells: Record<string, string>): Promise<void> {
  for (const [heading, text] of Object.entries(cells))
    await bench.type(LOG, await place(bench, person, purpose, heading), text);
}

test('five persons: 抽出, 絞り込み, 担当, 案内, 返信なし, 訪問, 支援, つなぎ, 終了, the letter and the report', async () => {
  const bench = await stage.bench({ viewport: { width: 1600, height: 1000 } });
  // Without data the button leads to step ①, and says why.
  await bench.click('抽出を実行');
  await bench.sees('データがまだありません');
  await bench.choose(EXPORT);
  await bench.sees('1 個のファイルを取り込みました');
  await bench.click('抽出を実行');
  await bench.sees('抽出が終わりました');

  // From the overlap of two purposes to its two persons, from the person to the row, and everybody into 支援記録.
  await bench.pane.getByRole('tab', { name: '重なり' }).click();
  await bench.pane.getByRole('button', { name: '低栄養と服薬（多剤）の両方の 2 人を名簿で見る' }).click();
  await bench.sees('「服薬（多剤）」にも該当する人。2 人');
  await bench.pane.getByRole('listbox', { name: '対象者' }).getByRole('option').first().click();
  await bench.click('一覧の行を開く');
  await bench.until(
    'the list is shown',
    async () => (await bench.page.evaluate(() => window.workbench?.book.activeSheet.name)) === '抽出_低栄養',
  );
  await bench.click('いま出ている 2 人を支援記録に入れる');
  await bench.sees('シート「支援記録」に 2 行を足しました');
  await bench.pane.getByLabel('抽出目的', { exact: true }).selectOption({ label: '服薬（多剤）' });
  await bench.click('いま出ている 5 人を支援記録に入れる');
  await bench.sees('シート「支援記録」に 5 行を足しました');

  // The work of some weeks.
  const drugs = '服薬（多剤）';
  await fill(bench, '00000005', drugs, { 除外の理由: '施設' });
  for (const person of ['00000001', '00000002', '00000003', '00000004'])
    await fill(bench, person, drugs, {
      担当: '山本',
      案内した日: '2026/5/1',
      返信: person === '00000004' ? '無' : '有',
    });
  const visit = { 訪問した日: '2026/6/1', 支援の有無: '有', 支援開始日: '2026/6/1' };
  await fill(bench, '00000001', drugs, { ...visit, つないだ先: '医科', 状況: '終了', 支援終了日: '2026/9/1' });
  await fill(bench, '00000001', '低栄養', visit);
  await fill(bench, '00000004', drugs, visit);
  await bench.settle();

  // The letters for those whose rows are selected.
  await bench.toggle('評価');
  await bench.button('選んだ人の案内文と差し込みを作る').waitFor();
  await (
    await bench.frame()
  ).evaluate(() =>
    Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getItem('抽出_対象者一覧');
      sheet.activate();
      sheet.getRange('A2:A6').select();
      await context.sync();
    }),
  );
  await bench.click('選んだ人の案内文と差し込みを作る');
  await bench.sees('5 人の案内文を作りました');
  const letters = (await bench.valuesOf('案内文')).flat().map(String);
  for (const name of PERSONS) expect(letters).toContain(`${name} 様`);

  await bench.click('事業評価と報告書を書く');
  await bench.until('the report stands', async () => (await bench.sheetNames()).includes('実績報告書'));
  await bench.sees('色のついた欄に書いた内容は、書き直しても残ります');
  await bench.settle();
  const report = await bench.valuesOf('実績報告書');
  const line = (label: string) => report.find((cells) => cells[1] === label && typeof cells[2] === 'number')!;
  // 対象者, 除外, 除外の内訳, 絞り込み後, 担当, 案内, 返信なし, 訪問: each person once.
  expect(line('全体（1 人を 1 回数える）').slice(2, 10)).toEqual([5, 1, '施設 1人', 4, 4, 4, 1, 2]);
  expect(line('全体（1 人を 1 回数える）')[10]).toBe('支援 2人 → つなぎ 1人 → 終了 1人');
  expect(await bench.page.evaluate(() => window.workbench?.evaluate('=IKKATSU.CASES("訪問回数")'))).toEqual({
    values: [[2]],
  });

  expect((await bench.sheetNames())[0]).toBe('目次');
  expect(await looksFine(bench, 'the way of a case', ['light'])).toEqual([]);
  expect(bench.complaints).toEqual([]);
  await bench.close();
});
