/** Tests of the way of a case: who is left out and why, who came to each step, and one person of several purposes as one. */
import { caseCounts, caseSentence, exclusionSentence } from '../../src/indicators';
import type { Cell } from '../../src/kdb';
import { readSupport } from '../../src/plan/support';

const HEAD = [
  '被保険者番号',
  '目的',
  '除外の理由',
  '担当',
  '案内した日',
  '返信',
  '訪問した日',
  '支援の有無',
  '状況',
  'つないだ先',
  '支援終了日',
];
const log = (...rows: Cell[][]) => readSupport([HEAD, ...rows]);
const REASONS = ['医療・介護利用', '施設', '死亡', '転出', '既支援', 'その他', '理由の記載なし'] as const;

test('every step is counted, and a step of which nothing is written is null and not 0', () => {
  const counts = caseCounts(
    log(
      ['1', '口腔', null, '山本', '2026/5/1', '有', null, '有', '終了', '歯科', '2026/9/1'],
      ['2', '口腔', null, '山本', '2026/5/1', '無', '2026/6/1', '有', '支援中', null, null],
      ['3', '口腔', '死亡', null, null, null, null, null, null, null, null],
      ['4', '口腔', null, null, null, null, null, '無', null, null, null],
    ),
  );
  expect(counts.steps).toEqual({
    対象者: 4,
    除外: 1,
    絞り込み後: 3,
    担当: 2,
    案内: 2,
    返信なし: 1,
    訪問: 1,
    支援: 2,
    つなぎ: 1,
    終了: 1,
  });
  expect(counts.visits).toBe(1);
  expect(caseSentence(counts)).toBe(
    '対象者 4人 → 除外 1人 → 絞り込み後 3人 → 担当 2人 → 案内 2人 → 返信なし 1人 → 訪問 1人 → 支援 2人 → つなぎ 1人 → 終了 1人',
  );
  const blank = caseCounts(log(['1', '口腔', null, null, null, null, null, '無', null, null, null]));
  expect(blank.steps).toMatchObject({ 担当: null, 案内: null, 返信なし: null, 訪問: null, 支援: 0, つなぎ: null });
  expect(blank.visits).toBeNull();
});

test('everybody answered the letter: 返信なし is 0, not unknown', () => {
  const counts = caseCounts(log(['1', '口腔', null, null, '2026/5/1', '有', null, null, null, null, null]));
  expect(counts.steps.返信なし).toBe(0);
});

test('one person of several purposes is one person and, on one day, one visit; of two days two', () => {
  const counts = caseCounts(
    log(
      ['1', '口腔', null, '山本', null, null, '2026/6/1', '有', null, null, null],
      ['00000001', '低栄養', null, '山本', null, null, '2026/6/1', '有', null, null, null],
      ['1', '健康状態不明者', null, '佐藤', null, null, '2026/6/8', '有', null, null, null],
    ),
  );
  expect(counts.steps).toMatchObject({ 対象者: 1, 絞り込み後: 1, 担当: 1, 訪問: 1, 支援: 1 });
  expect(counts.visits).toBe(2);
});

test('a person is left out where every purpose is, with the reason that is written', () => {
  const both = log(
    ['1', '口腔', '施設', null, null, null, null, null, null, null, null],
    ['1', '低栄養', null, null, null, null, null, '無', null, null, null],
    ['2', '口腔', null, null, null, null, null, null, '対象外', null, null],
    ['2', '低栄養', '特養入所', null, null, null, null, null, null, null, null],
  );
  const counts = caseCounts(both);
  expect(counts.steps).toMatchObject({ 対象者: 2, 除外: 1, 絞り込み後: 1 });
  expect(exclusionSentence(counts, REASONS)).toBe('施設 1人');
  expect(caseCounts(both, { of: ({ criterion }) => criterion === 'oral' }).steps.除外).toBe(2);
});

test.each([
  ['介護サービスを利用', '医療・介護利用'],
  ['通院あり', '医療・介護利用'],
  ['特養入所', '施設'],
  ['逝去', '死亡'],
  ['市外へ転居', '転出'],
  ['他事業で支援済', '既支援'],
  ['本人の希望', 'その他'],
])('%s is read as the reason %s', (written, reason) => {
  const { records } = log(['1', '口腔', written, null, null, null, null, null, null, null, null]);
  expect(records[0]!.excludedFor).toBe(reason);
});

test('状況 leaves out who was not written to; who died after the letter is lost, not left out', () => {
  const counts = caseCounts(
    log(
      ['1', '口腔', null, null, null, null, null, '無', '死亡', null, null],
      ['2', '口腔', null, null, '2026/5/1', null, null, '無', '死亡', null, null],
      ['3', '口腔', null, null, null, null, null, '無', '対象外', null, null],
      ['4', '口腔', null, null, null, null, null, '有', '死亡', null, null],
    ),
  );
  expect(counts.steps).toMatchObject({ 対象者: 4, 除外: 2, 絞り込み後: 2, 支援: 1 });
  expect(exclusionSentence(counts, REASONS)).toBe('死亡 1人、理由の記載なし 1人');
});

test('a reason and a support in one row: the person is supported, and the row is named', () => {
  const said = log(['1', '口腔', '既支援', null, null, null, null, '有', null, null, null]);
  expect(caseCounts(said).steps).toMatchObject({ 除外: 0, 支援: 1 });
  expect(said.notices.join()).toContain('除外の理由と支援の両方');
});

test('the persons of one 担当, however the name is spaced or wide', () => {
  const counts = caseCounts(
    log(
      ['1', '口腔', null, 'Ａ班', null, null, null, '有', null, null, null],
      ['2', '口腔', null, 'B班', null, null, null, '有', null, null, null],
    ),
    { staff: 'A班 ' },
  );
  expect(counts.steps.対象者).toBe(1);
});
