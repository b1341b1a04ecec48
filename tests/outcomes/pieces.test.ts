/** Tests of the pieces: what words in 目的 mean, questionnaires of two years, matching, lists into the log. */
import {
  evaluateProgramme,
  findIndicator,
  findProgramme,
  mcnemarFromCounts,
  PROGRAMMES,
  programmeById,
  proportion,
  purposeMeant,
  questionnaireChange,
  shareWords,
} from '../../src/indicators';
import { readYears, type Cell } from '../../src/kdb';
import {
  additionsTo,
  draftsOfList,
  fiscalYearOfList,
  readSupport,
  supportSheet,
  withReceiptWindows,
} from '../../src/plan/support';
import { logOf, tableOf } from './support';

test('目的 is understood by the names of programmes and of 抽出目的; other words are a purpose of one’s own', () => {
  expect(purposeMeant('低栄養')).toEqual({ programme: 'lowNutrition', criterion: 'lowNutrition' });
  expect(purposeMeant('重症化予防(糖尿病等治療中断者)')).toEqual({
    programme: 'diabeticKidney',
    criterion: 'discontinued',
  });
  expect(purposeMeant('糖尿病性腎症重症化予防')).toEqual({ programme: 'diabeticKidney', criterion: null });
  expect(purposeMeant('服薬（睡眠薬）')).toEqual({ programme: null, criterion: 'hypnotics' });
  expect(purposeMeant('その他生活習慣病')).toEqual({ programme: null, criterion: null });
  expect(findProgramme('睡眠薬', ['服薬（睡眠薬）'])?.name).toBe('服薬（睡眠薬）');
  expect(findProgramme('睡眠薬')).toBeNull();
});

test('every indicator is found by its id, its name and its other names, in its own programme', () => {
  for (const programme of PROGRAMMES)
    for (const indicator of programme.indicators)
      for (const name of [indicator.id, indicator.name, ...(indicator.also ?? []), indicator.wording])
        expect([name, findIndicator(programme, name)?.id]).toEqual([name, indicator.id]);
});

test('every line of the ministry’s table stands in the programmes, and what is ours says so', () => {
  const lines = PROGRAMMES.map(({ indicators }) => indicators.filter(({ status }) => status === 'sourced').length);
  expect(lines).toEqual([4, 6, 4, 4, 5, 4]);
  const ours = PROGRAMMES.flatMap(({ indicators }) => indicators.filter(({ status }) => status !== 'sourced'));
  for (const { source } of ours) expect(source).toContain('独自');
});

const FIT = [1, 1, 1, 2, 2, 2, 2, 2, 1, 2, 2, 2, 1, 1, 1];
/** FIT with other answers at some items (1–15). */
const but = (changes: Readonly<Record<number, number | null>>): (number | null)[] =>
  FIT.map((answer, index) => (index + 1 in changes ? changes[index + 1]! : answer));

test('two questionnaires of a person: items better, worse and the same, and the class', () => {
  const change = questionnaireChange(but({ 1: 4, 4: 1, 7: 1, 8: 1 }), but({ 5: 1, 7: 1 }));
  expect([change.improved, change.worse, change.same, change.compared]).toEqual([3, 1, 11, 15]);
  expect(change.items.slice(0, 8)).toEqual([
    '改善',
    '非該当のまま',
    '非該当のまま',
    '改善',
    '悪化',
    '非該当のまま',
    '該当のまま',
    '改善',
  ]);
  expect([change.classBefore, change.classAfter, change.classChange]).toEqual(['フレイル', '健常', '改善']);
  expect(questionnaireChange(FIT, but({ 1: 5, 7: 1, 8: 1 })).classChange).toBe('悪化');
  expect(questionnaireChange(FIT, FIT)).toMatchObject({ improved: 0, worse: 0, same: 15, classChange: '維持' });
});

test('a missing answer compares nothing, and an open class changes nothing', () => {
  const change = questionnaireChange(but({ 1: null, 7: 1, 8: 1 }), but({ 2: null, 7: 1, 8: 1, 10: 1 }));
  expect([change.compared, change.items[0], change.items[1]]).toEqual([13, '不明', '不明']);
  expect([change.classBefore, change.classChange]).toEqual(['判定不能', null]);
});

test('the sentence of the guide: 18 of 50', () => {
  expect(shareWords(proportion(18, 50))).toBe('36.0%（95%信頼区間 24.1–49.9%）');
});

/** Persons of 抽出年度: number, sex, birth, weight. */
const dataOf = (day: string, persons: readonly (readonly [string, string, string, number])[]): Cell[][] => [
  ['被保険者番号', '性別', '生年月日', '健診受診日', '身長', '体重'],
  ...persons.map(([id, sex, birth, weight]): Cell[] => [id, sex, birth, day, 150, weight]),
];

test('a comparison group is matched within sex and age class, nearest by the value before, each person once', () => {
  const log = logOf([
    ['被保険者番号', '目的', '支援の有無'],
    ['1', '低栄養', '有'],
    ['2', '低栄養', '有'],
    ['3', '低栄養', '有'],
  ]);
  const before = dataOf('20250701', [
    ['1', '女', '19450101', 40],
    ['2', '女', '19450101', 42],
    ['3', '男', '19450101', 44],
    // Nearest to 1 and to 2; another age class; another sex; only at hand for 3 if sex did not matter.
    ['11', '女', '19460101', 40.2],
    ['12', '女', '19460101', 41.8],
    ['13', '女', '19300101', 40],
    ['14', '女', '19460101', 44],
  ]);
  const after = dataOf('20260701', [
    ['1', '女', '19450101', 41],
    ['2', '女', '19450101', 42],
    ['3', '男', '19450101', 44],
    ['11', '女', '19460101', 39],
    ['12', '女', '19460101', 41.8],
    ['13', '女', '19300101', 50],
    ['14', '女', '19460101', 50],
  ]);
  const evaluation = evaluateProgramme(
    programmeById('lowNutrition'),
    log,
    tableOf(before, 2025),
    tableOf(after, 2026),
    {
      comparison: { seed: 7 },
      eligible: () => ({ get: () => true }),
    },
  );
  const comparison = evaluation.outcome.find(({ id }) => id === 'lowNutrition.weightKept')!.comparison!;
  // 1 kept, 2 kept; 11 lost 1.2 kg, 12 kept. Nobody is left for the man.
  expect(comparison).toMatchObject({ pairs: 2, unmatched: 1, supported: 1, compared: 0.5 });
  expect(comparison.difference!.value).toBe(
    mcnemarFromCounts({ both: 1, beforeOnly: 0, afterOnly: 1, neither: 0 }).value,
  );
  expect(comparison.caution).toContain('割り付けた試験ではない');
  const bmi = evaluation.outcome.find(({ id }) => id === 'lowNutrition.bmiLow')!.comparison!;
  expect(bmi.caution).toContain('平均への回帰');
});

test('a check-up before the support began does not say how somebody was after it', () => {
  const log = (start: string) =>
    logOf([
      ['被保険者番号', '目的', '支援の有無', '支援開始日'],
      ['1', '低栄養', '有', start],
    ]);
  const [before, after] = [
    tableOf(dataOf('20250701', [['1', '女', '19450101', 40]]), 2025),
    tableOf(dataOf('20260701', [['1', '女', '19450101', 42]]), 2026),
  ];
  const kept = (start: string) =>
    evaluateProgramme(programmeById('lowNutrition'), log(start), before, after).outcome[0]!.count;
  expect([kept('2026/6/30'), kept('2026/7/2')]).toEqual([1, null]);
});

test('medicines and institutions of the three months before and after are counted in receipts in long form', () => {
  const line = (id: string, month: string, type: string, drug: string | null, place: string): Cell[] => [
    id,
    month,
    type,
    drug,
    place,
  ];
  const receipts: Cell[][] = [
    ['被保険者番号', '診療年月', 'レセプト種別', '医薬品コード', '医療機関コード'],
    line('1', '202603', '医科外来', 'A', 'P'),
    line('1', '202603', '調剤', 'B', 'X'),
    line('1', '202605', '医科外来', 'A', 'Q'),
    // The month of the beginning belongs to neither side.
    line('1', '202606', '医科外来', 'C', 'R'),
    line('1', '202606', '医科外来', 'D', 'R'),
    line('1', '202606', '医科外来', 'E', 'R'),
    line('1', '202610', '医科外来', 'A', 'P'),
    line('1', '202612', '医科入院', 'F', 'S'),
    line('2', '202603', '医科外来', 'A', 'P'),
    line('9', '202601', '医科外来', 'A', 'P'),
    line('9', '202612', '医科外来', 'A', 'P'),
  ];
  const register: Cell[][] = [['被保険者番号', '資格取得日'], ...['1', '2', '3', '4'].map((id) => [id, '20200401'])];
  const log = withReceiptWindows(
    logOf([
      ['被保険者番号', '目的', '支援の有無', '支援開始日', '支援終了日', '状況', '支援後処方薬剤数'],
      ['1', '服薬（多剤）', '有', '2026/6/10', '2026/9/20', '終了', null],
      ['2', '服薬（多剤）', '有', '2026/6/10', '2026/9/20', '死亡', null],
      ['3', '服薬（多剤）', '有', '2026/6/10', '2026/10/20', '終了', null],
      ['4', '服薬（多剤）', '有', '2026/6/10', '2026/9/20', '終了', 7],
    ]),
    readYears(
      [
        { file: 'レセプト', rows: () => receipts },
        { file: '台帳', rows: () => register },
      ],
      { fiscalYear: 2025 },
    ).receipts,
  );
  expect(log.records.map(({ fromReceipts }) => fromReceipts)).toEqual([
    { before: { drugCount: 2, institutions: 2 }, after: { drugCount: 1, institutions: 2 } },
    { before: { drugCount: 1, institutions: 1 }, after: {} },
    // The receipts end before the third month after.
    { before: { drugCount: 0, institutions: 0 }, after: {} },
    { before: { drugCount: 0, institutions: 0 }, after: { drugCount: 0, institutions: 0 } },
  ]);
  const { outcome } = evaluateProgramme(programmeById('polypharmacy'), log, null, null);
  const drugs = outcome.find(({ id }) => id === 'polypharmacy.drugCount')!;
  expect([drugs.count, drugs.before!.estimate!.value, drugs.after!.estimate!.value]).toEqual([2, 1, 4]);
  expect(drugs.note).toContain('1人の値は、支援開始前と支援終了後の3か月のレセプト明細から数えています');
});

test('a list of numbers alone is a list: data need not carry names', () => {
  const list: Cell[][] = [
    ['低栄養  対象者一覧'],
    ['抽出年度: 2025 年度'],
    ['被保険者番号'],
    ['被保険者番号', '性別', 'BMI'],
    ['00000001', '女', 18],
    ['合計', null, 1],
  ];
  expect(draftsOfList(list, 'lowNutrition', 20_000)).toEqual([
    { personId: '00000001', insurer: '', municipality: '', name: '', purpose: '低栄養', targetedOn: 20_000 },
  ]);
  expect(fiscalYearOfList(list)).toBe(2025);
  expect(draftsOfList([['氏名', '性別']], 'lowNutrition', 20_000)).toEqual([]);
});

test('a sheet made of a list is read back as it was, and the same list adds nobody', () => {
  const list: Cell[][] = [
    ['低栄養  対象者一覧'],
    ['被保険者番号', '氏名', '優先度'],
    ['00000001', '合成 一', 'A'],
    [null, null, null],
    ['00000002', '合成 二', 'B'],
  ];
  const drafts = draftsOfList(list, 'lowNutrition', 20_000);
  const spec = supportSheet(drafts);
  const rows: Cell[][] = [];
  for (const { row, column, cells } of spec.blocks)
    cells.forEach((line, index) => {
      const target = (rows[row + index] ??= []);
      line.forEach((value, offset) => (target[column + offset] = value === '' ? null : value));
    });
  const grid = Array.from(rows, (cells) => Array.from(cells ?? [], (cell) => cell ?? null));
  const log = readSupport(grid);
  expect(
    log.records.map(({ personId, name, criterion, targetedOn }) => [personId, name, criterion, targetedOn]),
  ).toEqual([
    ['00000001', '合成 一', 'lowNutrition', 20_000],
    ['00000002', '合成 二', 'lowNutrition', 20_000],
  ]);
  expect([log.unreadable, log.notices]).toEqual([[], []]);
  const again = additionsTo(grid, [...drafts, { ...drafts[0]!, personId: '1' }, { ...drafts[0]!, personId: '3' }]);
  expect([again.drafts.map(({ personId }) => personId), again.known]).toEqual([['3'], 3]);
});

test('what was written into a list goes along: 担当, 連絡日 as 案内した日, 結果 where it is a reason to leave out', () => {
  const list: Cell[][] = [
    ['被保険者番号', '氏名', '優先度', '理由', '担当', '連絡日', '結果', '次回'],
    ['00000001', '合成 一', 'A', '…', '山本', '2026/5/1', '施設に入所中', null],
    ['00000002', '合成 二', 'A', '…', null, '5月ごろ', '留守', null],
  ];
  const [first, second] = draftsOfList(list, 'oral', 20_000);
  expect(first).toMatchObject({ staff: '山本', excludedFor: '施設', invitedOn: 20_574 });
  expect(Object.keys(second!)).not.toEqual(expect.arrayContaining(['staff']));
  expect(second).not.toHaveProperty('excludedFor');
  expect(second).not.toHaveProperty('invitedOn');
});
