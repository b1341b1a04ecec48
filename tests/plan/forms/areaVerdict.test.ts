/** The one rule of 全体より高い／低い: the formula of 圏域別 and 圏域カルテ, and the colours of 一枚でわかる, at their edges. */
import { areasOf, NATIONAL_CRITERIA } from '../../../src/criteria';
import { exactFunnelLimits, proportion, type FunnelPlace } from '../../../src/indicators';
import {
  FUNNEL_FROM,
  markFormula,
  markWords,
  verdictFormula,
  verdictOf,
  verdictWords,
} from '../../../src/plan/forms/areaVerdict';
import { areasSheet } from '../../../src/plan/forms/framework/areas';
import { areaRecord, areaRateKey } from '../../../src/plan/reports/areaRecord';
import type { FormSheet } from '../../../src/plan/forms';
import type { Cell } from '../../../src/kdb';
import { factsOf } from '../reports/facts';
import { intakeOf } from '../support';

const all = { hits: 100, judged: 1000 };

test('below ten areas the interval speaks: the count at which its limit passes the whole, and the one before', () => {
  const judged = 200;
  const first = Array.from({ length: judged }, (_, hits) => hits).find(
    (hits) => proportion(hits, judged).lower! > 0.1,
  )!;
  const last = Array.from({ length: judged }, (_, hits) => hits)
    .filter((hits) => proportion(hits, judged).upper! < 0.1)
    .at(-1)!;
  const of = (hits: number): string | null => verdictOf({ hits, judged }, all, FUNNEL_FROM - 1);
  expect([of(first - 1), of(first), of(last), of(last + 1)]).toEqual([null, 'higher', 'lower', null]);
});

test('from ten areas on the limits of the funnel speak: on a limit is within, one person more or fewer is outside', () => {
  const judged = 200;
  const limits = exactFunnelLimits(0.1, judged, judged);
  const [lower95, upper95] = [limits.lower95, limits.upper95].map(Math.round) as [number, number];
  const of = (hits: number): string | null => verdictOf({ hits, judged }, all, FUNNEL_FROM);
  expect([of(upper95), of(upper95 + 1), of(lower95), of(lower95 - 1)]).toEqual([null, 'higher', null, 'lower']);
});

test.each([
  [9, 0],
  [10, 1],
  [11, 1],
])('with %p who could be judged, all of them with it, %p signal', (judged, signals) => {
  expect([verdictOf({ hits: judged, judged }, all, 3)].filter((each) => each !== null)).toHaveLength(signals);
});

test('nothing is said where nobody could be judged at all', () => {
  expect(verdictOf({ hits: 0, judged: 0 }, { hits: 0, judged: 0 }, 3)).toBeNull();
});

const HEAD = ['被保険者番号', '圏域', '性別', '生年月日', '健診受診日', 'BMI', '質問票⑥', '処方薬剤数'];
const cellOf = (form: FormSheet, key: string, column: string): string => {
  const cell = form.rows.find((row) => row.key === key)?.cells[form.columns.findIndex((each) => each.key === column)];
  return cell !== null && cell !== undefined && 'figure' in cell ? cell.figure : '';
};

test.each([2, 9, 10, 11])('%p 圏域: 圏域別 and 圏域カルテ compare by the same rule, and say which', (count) => {
  const rows = Array.from({ length: count }, (_, index): Cell[] => [
    String(index + 1), `第${index + 1}圏域`, '女', '19400101', '20250601', 19, 'はい', 16,
  ]); // prettier-ignore
  const intake = intakeOf([HEAD, ...rows]);
  const facts = { ...factsOf(null, intake), areas: areasOf(intake.table) };
  const record = areaRecord(facts)!;
  const isFunnel = count >= FUNNEL_FROM;
  const bare = (formula: string): string =>
    formula.replace(/\$[A-Z]+\$\d+/gu, '_').replace(/"[^"]*人[^"]*ません"/u, '"few"');
  for (const { id } of NATIONAL_CRITERIA) {
    const at = NATIONAL_CRITERIA.findIndex((each) => each.id === id);
    const words = [
      isFunnel
        ? cellOf(areasSheet(facts), 'mark.area.第1圏域', `c${at + 1}`)
        : cellOf(areasSheet(facts), `rate.${id}.area.第1圏域`, 'word'),
      cellOf(record, areaRateKey('第1圏域', id), 'word'),
    ];
    expect(words.map((word) => word.includes('IKKATSU.FUNNEL('))).toEqual([isFunnel, isFunnel]);
    if (!isFunnel) expect(bare(words[1]!)).toBe(bare(words[0]!));
  }
  expect(JSON.stringify(record.rows)).toContain(verdictWords(count, 10));
  expect(verdictWords(count, 10).includes('ファンネル')).toBe(isFunnel);
  expect(verdictWords(count, 10)).toContain('比較は 10 件なので、差がまったくなくても偶然だけで約 0.5 件に付きます。');
});

test('the formula names every cell that it rests on', () => {
  const cells = { hits: 'H1', judged: 'J1', lower: 'L1', upper: 'U1', whole: 'W1' };
  expect(verdictFormula(cells, 9, '少')).toBe(
    '=IF(ISTEXT(W1),"－",IF(J1<10,"少",IF(L1>W1,"全体より高い",IF(U1<W1,"全体より低い","差ははっきりしない"))))',
  );
  expect(verdictFormula(cells, 10, '少')).toBe(
    '=IF(ISTEXT(W1),"－",IF(J1<10,"少",IF(IKKATSU.FUNNEL(H1,J1,W1)="範囲内","限界の中","全体より"&IKKATSU.FUNNEL(H1,J1,W1))))',
  );
});

test.each([9, 10])('the marks of many areas say what the words of few say, of %p areas', (known) => {
  const cells = { hits: 'H1', judged: 'J1', lower: 'L1', upper: 'U1', whole: 'W1' };
  const mark = markFormula(cells, known);
  expect(mark).toMatch(/^=IF\(ISTEXT\(W1\),"－",IF\(J1<10,"少",/u);
  const word = verdictFormula(cells, known, '少');
  for (const call of word.match(/IKKATSU\.FUNNEL\([^)]*\)/gu) ?? []) expect(mark).toContain(call);
  const places: FunnelPlace[] = ['高い（99.8%）', '高い（95%）', '範囲内', '低い（95%）', '低い（99.8%）'];
  for (const place of known < FUNNEL_FROM ? [] : places) {
    const [, sign] = new RegExp(`"${place.replace('.', '\\.')}","([▲▼・]+)"`, 'u').exec(mark)!;
    expect(markWords(known)).toContain(sign);
  }
  expect(markFormula(cells, 1)).toBe('="－"');
});
