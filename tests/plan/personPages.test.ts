/** Tests of 個人票, 案内文 and 差し込み: who gets which page, what stands on it, and texts that cannot be filled in. */
import { isHandInSheet } from '../../src/plan/handIn/sheets';
import {
  DEFAULT_LETTERS,
  letterFor,
  lettersSheet,
  letterTextsSheet,
  mergeSheet,
  readLetterTexts,
  unknownFields,
} from '../../src/plan/lists/letters';
import { fittingScale, printedPages } from '../../src/plan/pageBreaks';
import { personPagesSheet } from '../../src/plan/lists/personPages';
import { extractionOf, gridOf, intakeOf } from './support';

const HEAD = [
  '被保険者番号',
  '氏名',
  '性別',
  '生年月日',
  '住所',
  '電話番号',
  'かかりつけ医',
  '処方薬剤数',
  'BMI',
  '質問票⑥',
];
const rowsOf = (drugs: number) => [
  HEAD,
  ['1', '山田 花子', '女', '19400101', '甲町1-1', '090-1', '乙医院', drugs, 17, 1],
  ['2', '', '男', '19410101', '', '', '', 15, 22, 2],
  ['3', '山田 花子', '女', '19420101', '甲町3-3', '', '', 3, 22, 2],
];
const now = extractionOf(intakeOf(rowsOf(21), 2025));
const before = intakeOf(rowsOf(16), 2024).table;
const { table } = now.intake;
const facts = { table, results: now.results, rows: [0, 1, 0], today: '令和7年4月1日' };
const pages = (rows: readonly number[], years = [{ fiscalYear: 2024, table: before }]) =>
  personPagesSheet({ table, settings: now.settings, results: now.results, before: years, fiscalYear: 2025, rows });
const text = (spec: ReturnType<typeof pages>) =>
  gridOf(spec).map((cells) => cells.filter((cell) => cell !== null && cell !== '').join(' '));

test('each person has one page, however often the row was chosen, and pages begin where pages break', () => {
  const spec = pages([0, 1, 0]);
  const lines = text(spec);
  const titles = lines.flatMap((words, row) => (words === '個人票' ? [row] : []));
  expect(titles).toHaveLength(2);
  expect(spec.print.pages).toEqual(titles.slice(1));
  expect(spec.print.notice).toContain('取扱注意');
});

test('a page says who it is, why, the values of the years the data know, and has room for notes', () => {
  const lines = text(pages([0]));
  expect(lines).toContainEqual(expect.stringContaining('氏名 山田　花子'));
  expect(lines).toContainEqual('住所 甲町1-1');
  expect(lines).toContainEqual(expect.stringContaining('電話番号 090-1'));
  expect(lines).toContainEqual(expect.stringMatching(/^低栄養 BMI 17\.0、体重変化 はい$/));
  expect(lines).toContainEqual('令和6年度 令和7年度');
  expect(lines).toContainEqual('処方薬剤数（剤） 16 21');
  expect(lines).toContainEqual(expect.stringContaining('⑥体重変化 はい'));
  expect(lines).toContain('日時・訪問者');
});

test('a person is one page of A4, also with every answer, three years and a second table of columns', () => {
  const questions = Array.from({ length: 15 }, (_, index) => `質問票${index + 1}`);
  const full = extractionOf(
    intakeOf(
      [
        [
          ...HEAD,
          ...questions,
          '体重',
          '収縮期血圧',
          '拡張期血圧',
          'HbA1c',
          'eGFR',
          '尿蛋白',
          '要介護度',
          '圏域',
          '世帯',
          '民生委員',
        ],
        [...rowsOf(21)[1]!, ...questions.map(() => 1), 40, 165, 101, 8.2, 40, '2+', '要介護1', '北部', '独居', '甲野'],
      ],
      2025,
      { listColumns: ['世帯', '民生委員'] },
    ),
  );
  const spec = personPagesSheet({
    table: full.intake.table,
    settings: full.settings,
    results: full.results,
    before: [],
    fiscalYear: 2025,
    rows: [0],
  });
  expect(gridOf(spec).flat()).toEqual(expect.arrayContaining(['世帯', '独居', '民生委員', '甲野']));
  expect(printedPages(spec)).toHaveLength(1);
  expect(printedPages(spec)[0]!.fill).toBeLessThan(1);
  expect(printedPages(spec)[0]!.fill).toBeGreaterThan(0.85);
});

test('a letter is posted: nothing of ours at its head or foot, and its lines fit the page', () => {
  const spec = lettersSheet(DEFAULT_LETTERS[0]!, facts);
  expect(spec.print).toMatchObject({ isPlain: true });
  expect(spec.print.notice).toBeUndefined();
  expect(fittingScale(spec)).toBe(1);
});

test('someone who meets nothing, has no name and was not there before has a page all the same', () => {
  const lines = text(pages([2], []));
  expect(lines).toContain('どの目的にも該当していません。');
  expect(text(pages([1], [])).join('\n')).toContain('服薬（多剤） 処方薬剤数 15剤');
});

test('at most three years stand beside each other, the newest last', () => {
  const years = [2021, 2022, 2023, 2024].map((fiscalYear) => ({ fiscalYear, table: before }));
  expect(text(pages([0], years))).toContainEqual('令和5年度 令和6年度 令和7年度');
});

test('letters name the person, keep their lines, and leave a line to write on for what the data lack', () => {
  const grid = gridOf(lettersSheet(DEFAULT_LETTERS[2]!, facts)).map(([cell]) => String(cell ?? ''));
  expect(grid).toContain('乙医院 御中');
  expect(grid.join('\n')).toContain('氏名: 山田　花子（被保険者番号 1）');
  expect(grid.join('\n')).toContain('保健事業（低栄養・服薬（多剤））');
  expect(grid).toContain('＿＿＿＿＿＿ 御中');
  expect(lettersSheet(DEFAULT_LETTERS[2]!, facts).print.pages).toHaveLength(1);
});

test.each(DEFAULT_LETTERS)('our draft $kind has no field that is none, and no value of a person', ({ text: words }) => {
  expect(unknownFields(words)).toEqual([]);
  for (const word of ['BMI', 'HbA1c', '血圧', '低栄養', '認知']) expect(words).not.toContain(word);
});

test('a text with an unknown field is refused by name; full-width braces and spaces are read', () => {
  const fields = { 氏名: '甲', 住所: '', 被保険者番号: '1', 市町村名: '', 目的: '', かかりつけ医: '', 今日: '' };
  expect(letterFor({ kind: 'k', text: '｛氏名｝様 { 氏名 }' }, fields)).toBe('甲様 甲');
  expect(() => letterFor({ kind: 'k', text: '{なまえ}様' }, fields)).toThrow(
    '「k」の中かっこの中の「なまえ」は、差し込める欄ではありません',
  );
  // What a person's name looks like is no field.
  expect(letterFor({ kind: 'k', text: '{氏名}' }, { ...fields, 氏名: '{住所}' })).toBe('{住所}');
});

test('the texts are read back from their sheet as they were written, with kinds that were added', () => {
  const rows = gridOf(letterTextsSheet());
  expect(readLetterTexts(rows)).toEqual(DEFAULT_LETTERS);
  rows.splice(5, 0, ['私の案内', '{氏名} 様']);
  expect(readLetterTexts(rows).at(-1)).toEqual({ kind: '私の案内', text: '{氏名} 様' });
  expect(readLetterTexts([['なにか']])).toEqual([]);
});

test('差し込み has its headings in the first row and one row a person; none of these sheets is handed in', () => {
  const spec = mergeSheet(DEFAULT_LETTERS[0]!, facts);
  const [head, ...rows] = gridOf(spec);
  expect(head!.slice(0, 3)).toEqual(['氏名', '住所', '被保険者番号']);
  expect(rows.map((cells) => cells[2])).toEqual(['1', '2']);
  for (const { name } of [spec, lettersSheet(DEFAULT_LETTERS[0]!, facts), pages([0]), letterTextsSheet()])
    expect([name, isHandInSheet(name)]).toEqual([name, false]);
});
