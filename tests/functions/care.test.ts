/** Tests of the functions about money, care, questionnaires and publication. */
import { cells, column, first, refusal, row } from './excelStub';
import { frailty } from '../../src/functions/frailty';
import * as money from '../../src/functions/money';
import { maskCounts } from '../../src/functions/publication';

describe('money and care', () => {
  test('cost per person is in yen, from yen or points', async () => {
    expect(await first(money.costPerPerson(900000000, 1000))).toBe(900000);
    expect(await first(money.costPerPerson('90,000,000', 1000, null, '点'))).toBe(900000);
    expect(await first(money.costPerPerson(900000000, 1000, '表示'))).toBe('900000');
    expect(await cells(money.costPerPerson(900000000, 1000, '区間'))).toEqual([[900000, '', '', '医療費÷被保険者数']]);
    expect(await refusal(money.costPerPerson(1, 1, '下限'))).toMatch(/^#N\/A .*信頼区間がありません/);
    expect(await refusal(money.costPerPerson(1, 1, null, 'ドル'))).toMatch(/^#VALUE! 「単位」/);
    expect(await refusal(money.costPerPerson(1, 0))).toMatch(/^#DIV\/0!/);
  });

  test('shares of drugs, care needs and check-ups are fractions', async () => {
    expect(await first(money.genericShare(850, 150))).toBe(0.85);
    expect(await refusal(money.genericShare(0, 0))).toMatch(/^#DIV\/0!/);
    expect(await first(money.certifiedRate(190, 1000, '表示'))).toBe('0.190 (0.167–0.215)');
    expect(await refusal(money.certifiedRate(11, 10))).toMatch(/^#NUM!/);
    expect(await first(money.checkupShare(2800, 10500, 500))).toBe(0.28);
    // Without a number of 対象外者 the rate is over all insured persons.
    expect(await first(money.checkupShare(2800, 10000, null))).toBe(0.28);
    expect(await refusal(money.checkupShare(90, 100, 20))).toMatch(/^#NUM!/);
    expect(await refusal(money.checkupShare(0, 100, 100))).toMatch(/^#DIV\/0!/);
  });

  test('duplicate prescriptions are a rate, and the persons behind it', async () => {
    const asked = (output?: string) => money.duplicates(column([3, 2, 2, 1]), column([1, 1, 2, 4]), 1000, output);
    expect(await first(asked())).toBe(200);
    expect(await first(asked('人数'))).toBe(2);
    expect(await first(asked('方法'))).toContain('exact');
    expect(await refusal(money.duplicates(column([3]), column([1, 1]), 1000))).toMatch(/^#VALUE! 医療機関数 は 1 行/);
  });

  test('the limits of the programme show each step with its status', async () => {
    expect(await first(money.programmeLimit(100, 20, 150, 90, 1.1))).toBeCloseTo(90, 9);
    const steps = await cells(money.programmeLimit(100, 20, 150, 90, 1.1, '内訳'));
    expect(steps[0]).toEqual(['段階', '値', '根拠']);
    expect(steps.map((step) => step[2])).toEqual(expect.arrayContaining(['出典あり', '推定', '入力']));
    expect(await first(money.programmeLimit(100, 20, 150, 90, 1.1, '注意'))).toContain('実施要綱');
    expect(await first(money.comprehensiveLimit(1000000, 1.1, 5000))).toBeCloseTo(27000, 9);
    expect(await first(money.comprehensiveLimit(1000000, 1.1))).toBeCloseTo(22000, 9);
    expect(await refusal(() => money.programmeLimit(100, 20, 150, 90, 103))).toMatch(/^#VALUE! .*103/);
    expect(await refusal(() => money.programmeLimit(100, null, 150, 90, 1.1))).toMatch(/^#N\/A 「イ当該年度」/);
  });

  test('the cost is shared among the payers, one or all', async () => {
    expect(await cells(money.payerShare(1000000, '総合事業', '市町村'))).toEqual([[125000]]);
    expect(await first(money.payerShare(1000000, '②', '第１号保険料'))).toBe(230000);
    const all = await cells(money.payerShare(1000000, '包括的支援事業・任意事業'));
    expect(all[0]).toEqual(['負担者', '割合', '負担額']);
    expect(all[1]).toEqual(['国', 0.385, 385000]);
    expect(all.slice(1).reduce((sum, line) => sum + (line[2] as number), 0)).toBe(1000000);
    expect(await refusal(() => money.payerShare(1, '任意の事業', '国'))).toMatch(/^#VALUE! 区分「任意の事業」/);
    expect(await refusal(() => money.payerShare(1, '総合事業', '3号'))).toMatch(/^#VALUE! 負担者「3号」/);
    expect(await refusal(() => money.payerShare(-1, '総合事業', '国'))).toMatch(/^#NUM!/);
  });

  test('the size class begins at its population', async () => {
    expect(await first(money.municipalSize(14999))).toBe('小規模');
    expect(await first(money.municipalSize('１５，０００'))).toBe('中規模');
    expect(await first(money.municipalSize(50000))).toBe('大規模');
    expect(await refusal(() => money.municipalSize(0))).toMatch(/^#NUM!/);
    expect(await refusal(() => money.municipalSize(null))).toMatch(/^#N\/A 「人口」/);
  });
});

describe('FRAILTY', () => {
  const frail = [4, 1, 1, 1, 2, 1, 1, 2, 1, 2, 2, 2, 1, 1, 1];
  const words = ['あまりよくない', '満足', 'はい', 'はい', 'いいえ', 'はい', '①はい', '２', 1, 2, 2, 2, 1, 1, 1];

  test('answers score and class, and says that it is research', async () => {
    const [[points, kind, said] = []] = await cells(frailty(row(frail)));
    expect([points, kind]).toEqual([4, 'フレイル']);
    expect(said).toMatch(/国のツールの判定ではなく、研究.*15\/15/);
    expect(await cells(frailty(column(words)))).toEqual(await cells(frailty(row(frail))));
    expect(await first(frailty(row(frail), '得点'))).toBe(4);
    expect(await first(frailty(row(frail), '区分'))).toBe('フレイル');
    expect(await first(frailty(row(frail), '方法'))).toContain('Yakabe 2023');
  });

  test('one line a person; a blank answer, as null or 0, may leave the class open', async () => {
    const robust = [1, 1, 1, 2, 2, 2, 2, 2, 1, 2, 2, 2, 1, 1, 1];
    const nearly = [4, 1, 1, 1, 2, 1, null, ...robust.slice(7)];
    const zero = [4, 1, 1, 1, 2, 1, 0, ...robust.slice(7)];
    const answers = await cells(frailty([frail, robust, nearly, zero, Array<null>(15).fill(null)], '得点と区分'));
    expect(answers.map((line) => line.slice(0, 2))).toEqual([
      [4, 'フレイル'],
      [0, '健常'],
      [3, '判定不能'],
      [3, '判定不能'],
      ['', '判定不能'],
    ]);
  });

  test('other answers and other numbers of answers are refused', async () => {
    expect(await refusal(() => frailty(row([6, ...frail.slice(1)])))).toMatch(/^#VALUE! 質問票 ① の回答 6 は 1〜5/);
    expect(await refusal(() => frailty(row(frail.slice(1))))).toMatch(/^#VALUE! .*15 個.*14 個/);
    expect(await refusal(() => frailty(column(frail.slice(1))))).toMatch(/^#VALUE! .*14 個/);
    expect(await refusal(() => frailty(row(Array<null>(15).fill(null))))).toMatch(/^#N\/A 「回答」/);
  });
});

describe('MASK', () => {
  test('one count is hidden by the rule of the population', async () => {
    const one = (count: unknown, population?: unknown) => first(maskCounts(count as never, population as never));
    expect([await one(0), await one(1), await one(9), await one(10)]).toEqual([0, '―', '―', 10]);
    expect([await one(10, 24999), await one(19, 24999), await one(20, 24999)]).toEqual(['―', '―', 20]);
    expect([await one(500, 1999), await one(0, 1999)]).toEqual(['―', '―']);
    expect([await one('１２', '３０，０００')]).toEqual([12]);
  });

  test('a blank population that is pointed at is not that of a large town', async () => {
    expect(await refusal(() => maskCounts(column([12]), [[null]]))).toMatch(/^#N\/A 「人口」/);
    expect(await refusal(() => maskCounts(column([12]), [[0]]))).toMatch(/^#NUM!/);
  });

  test('in a table further cells are hidden, so that totals give nothing away', async () => {
    const table = [
      [5, 40, 30],
      [30, 60, 20],
    ];
    const masked = await cells(maskCounts(table));
    expect(masked.flat().filter((cell) => cell === '―')).toHaveLength(4);
    expect(masked[0]![0]).toBe('―');
    const withTotals = await cells(maskCounts(table, undefined, '両方'));
    expect(withTotals).toEqual([
      [...masked[0]!, 75],
      [...masked[1]!, 110],
      [35, 100, 50, 185],
    ]);
    expect(await cells(maskCounts(table, undefined, 'なし'))).toEqual([
      ['―', 40, 30],
      [30, 60, 20],
    ]);
    expect((await cells(maskCounts(table, undefined, '行')))[0]).toHaveLength(4);
    expect(await cells(maskCounts(table, undefined, '列'))).toHaveLength(3);
  });

  test('areas have their own populations, below or beside each other', async () => {
    const below = await cells(maskCounts(column([15, 30, 40]), column([10000, 50000, 50000])));
    expect(below[0]).toEqual(['―']);
    expect(await cells(maskCounts(row([15, 30, 40]), row([10000, 50000, 50000])))).toEqual([below.flat()]);
    expect(await refusal(() => maskCounts(column([15, 30, 40]), column([10000, 50000])))).toMatch(
      /^#VALUE! 人口 は 2 行、表 は 3 行/,
    );
  });

  test('what is no count of persons is refused', async () => {
    expect(await refusal(() => maskCounts(column([1.5])))).toMatch(/^#NUM!/);
    expect(await refusal(() => maskCounts(column([-1])))).toMatch(/^#NUM!/);
    expect(await refusal(() => maskCounts(column([null])))).toMatch(/^#N\/A 人数（1 番目）/);
    expect(await refusal(() => maskCounts(column(['多い'])))).toMatch(/^#VALUE! /);
    expect(await refusal(() => maskCounts(column([12]), undefined, '上'))).toMatch(/^#VALUE! 「合計」/);
  });
});
