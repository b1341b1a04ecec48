/** Tests of turning cells into values. */
import { FIELDS, type Cell, type FieldId } from '../../src/kdb';
import { BLANK, OUT_OF_RANGE, readerOf, UNREADABLE } from '../../src/kdb/values/readings';
import { CARE_LEVEL, NO, YES } from '../../src/kdb';

const reads = (field: FieldId, cases: readonly (readonly [Cell, number])[]): void => {
  const read = readerOf(field);
  for (const [cell, value] of cases) expect([cell, read(cell)]).toEqual([cell, value]);
};

test('measured values take full width, separators and units', () => {
  reads('weight', [
    ['45.5', 45.5],
    ['４５．５', 45.5],
    [' 45.5 kg ', 45.5],
    [45.5, 45.5],
  ]);
  reads('hba1c', [
    ['7.0%', 7],
    ['７．０％', 7],
  ]);
  reads('inpatientPoints', [
    ['1,234,567', 1234567],
    ['１，２３４', 1234],
  ]);
});

test('marks of a missing value are blank, other text is unreadable', () => {
  const read = readerOf('bmi');
  for (const mark of ['', '  ', null, '－', '―', '-', '*', '＊', '…', '・', '未実施', '測定不能'])
    expect(read(mark)).toBe(BLANK);
  for (const text of ['?', '18以下', '1,8,5', '1e1', true]) expect(read(text)).toBe(UNREADABLE);
});

test('plausibility limits are inclusive, for every measured value', () => {
  for (const field of ['height', 'weight', 'bmi', 'sbp', 'dbp', 'hba1c', 'creatinine', 'egfr'] as const) {
    const [low, high] = FIELDS[field].range!;
    reads(field, [
      [low, low],
      [high, high],
      [low - 0.01, OUT_OF_RANGE],
      [high + 0.01, OUT_OF_RANGE],
    ]);
  }
  expect(readerOf('bmi')('200')).toBe(OUT_OF_RANGE);
});

test('yes and no are read in all their writings, and a dash is no', () => {
  for (const word of ['1', '１', 1, '有', 'あり', '○', '〇', '◯', 'はい', true]) reads('hypnotic', [[word, YES]]);
  for (const word of ['0', '０', 0, '無', 'なし', '×', '✕', 'いいえ', '－', '-', '―', false])
    reads('hypnotic', [[word, NO]]);
  reads('hypnotic', [
    ['', BLANK],
    ['2', UNREADABLE],
    ['不明', UNREADABLE],
  ]);
});

test('counts are whole numbers of 0 or more; a dash and nothing are blank', () => {
  reads('dental', [
    ['0', 0],
    ['12', 12],
    ['１２', 12],
    ['12件', 12],
    ['有', 1],
    ['無', 0],
    ['', BLANK],
    ['－', BLANK],
  ]);
  reads('dental', [
    ['-1', OUT_OF_RANGE],
    ['1.5', UNREADABLE],
    ['*', UNREADABLE],
  ]);
});

test('answers are codes, words, or both', () => {
  reads('q1', [
    ['1', 1],
    ['５', 5],
    ['あまりよくない', 4],
    ['④あまりよくない', 4],
    ['4:あまりよくない', 4],
    [5, 5],
  ]);
  reads('q6', [
    ['はい', 1],
    ['いいえ', 2],
    ['1', 1],
    ['①', 1],
    ['2', 2],
    ['②いいえ', 2],
  ]);
  reads('q12', [
    ['やめた', 3],
    ['吸っていない', 2],
    ['3', 3],
  ]);
  reads('q6', [
    ['3', UNREADABLE],
    ['0', UNREADABLE],
    ['1:いいえ', UNREADABLE],
    ['－', BLANK],
    ['', BLANK],
  ]);
});

test('尿蛋白 takes codes and signs; a dash is negative', () => {
  reads('proteinuria', [
    ['－', 1],
    ['-', 1],
    ['±', 2],
    ['＋', 3],
    ['+', 3],
    ['(+)', 3],
    ['1+', 3],
    ['＋＋', 4],
    ['2+', 4],
    ['＋＋＋', 5],
    ['3+', 5],
  ]);
  reads('proteinuria', [
    ['1', 1],
    ['5', 5],
    [3, 3],
    ['', BLANK],
    ['6', UNREADABLE],
    ['未実施', BLANK],
  ]);
});

test('要介護度 takes words, short words and codes', () => {
  reads('careLevel', [
    ['非該当', CARE_LEVEL.none], ['01', CARE_LEVEL.none], [1, CARE_LEVEL.none], ['06', CARE_LEVEL.programTarget],
    ['事業対象者', CARE_LEVEL.programTarget], ['11', CARE_LEVEL.transitional], ['要支援１', CARE_LEVEL.support1],
    ['12', CARE_LEVEL.support1], ['13', CARE_LEVEL.support2], ['支2', CARE_LEVEL.support2], ['21', CARE_LEVEL.care1],
    ['要介護５', CARE_LEVEL.care5], ['25', CARE_LEVEL.care5], ['介2', CARE_LEVEL.care2], ['', BLANK], ['－', BLANK],
    ['申請中', UNREADABLE], ['99', UNREADABLE],
  ]); // prettier-ignore
});

test('sex is read from codes and words', () => {
  reads('sex', [
    ['1', 1],
    ['男', 1],
    ['M', 1],
    ['男性', 1],
    ['２', 2],
    ['女', 2],
    ['f', 2],
    ['', BLANK],
    ['3', UNREADABLE],
  ]);
});

test('dates of systems that mean "no end" are blank', () => {
  reads('left', [
    ['99999999', BLANK],
    ['0', BLANK],
    ['00000000', BLANK],
    ['9999/12/31', BLANK],
    ['20260331', 20543],
  ]);
});
