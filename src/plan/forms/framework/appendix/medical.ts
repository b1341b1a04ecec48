/** 医療 of Ⅱ資料: admissions, 入外比, 肺炎 and 骨折, and persons whose care costs much. */
import { ask, formula, type Formula } from '../../../figures/formula';
import type { PlanFacts } from '../../facts';
import { tells } from './care';
import { figure, insuredCall, kdbCall, ONE_DECIMAL, orDash, SHARE, SMALL_SHARE, text } from '../common';
import { fixed, header, heading, limits, live, note, over, quotient, type Draft } from './table';
import { TWO_DECIMALS } from '../../../figures/quantity';

/** 医療費 of a year from which a person is counted as costly. */
export const COSTLY = ['100万円以上', '200万円以上', '500万円以上'] as const;
/** Diseases whose admissions the guideline names, in the words of 医療費分析. */
export const ADMISSIONS = ['肺炎', '骨折'] as const;

const COMPARED = [
  ['f', '県'],
  ['g', '同規模'],
  ['h', '国'],
] as const;

export const medicalDrafts = (facts: PlanFacts): Draft[] => [
  fixed(heading('medical', '6 入院・高額の医療費')),
  fixed(
    note(
      'medical.note',
      '入院した人の割合＝入院レセプトのある人 ÷ 被保険者数。入院率＝入院レセプト件数 ÷ 被保険者数 × 1,000（年間）。入外比＝入院医療費 ÷（外来＋調剤）の医療費。いずれも本ツールの定義で、KDB の定義と同じかは確かめられていません。レセプト 1 件ごとの金額は人ごとのデータにないため、高額は 1 人の年間の医療費で数えます。',
    ),
  ),
  fixed(
    header('medical.head', {
      item: '指標',
      kind: '単位・データ',
      a: '人数・件数',
      b: '分母',
      c: '値',
      d: '95%下限',
      e: '95%上限',
      f: '県',
      g: '同規模',
      h: '国',
    }),
  ),
  live('medical.inpatients', (at) => {
    const [x, n] = ['a', 'b'].map((column) => at('medical.inpatients', column)) as [string, string];
    const [lower, upper] = limits(x, n, SHARE);
    return {
      item: text('入院した人の割合'),
      kind: text('レセプト'),
      a: figure(orDash(insuredCall('入院した人数'))),
      b: figure(orDash(insuredCall('被保険者数'))),
      c: quotient(x, n, SHARE),
      d: lower,
      e: upper,
    };
  }),
  live('medical.admissions', (at) => {
    const [x, n] = ['a', 'b'].map((column) => at('medical.admissions', column)) as [string, string];
    return {
      item: text('入院率'),
      kind: text('千人当たり件数'),
      a: figure(orDash(insuredCall('入院レセプト件数'))),
      b: figure(orDash(insuredCall('被保険者数'))),
      c: over([x, n], `IF(${n}=0,"－",${x}/${n}*1000)`, ONE_DECIMAL),
    };
  }),
  live('medical.ratio', () => {
    const [inside, outside, pharmacy] = ['入院', '外来', '調剤'].map((kind) => insuredCall(`医療費（${kind}）`)) as [
      Formula,
      Formula,
      Formula,
    ];
    return {
      item: text('入外比'),
      kind: text('倍'),
      c: figure(orDash(formula`IF(${outside}+${pharmacy}=0,"－",${inside}/(${outside}+${pharmacy}))`), TWO_DECIMALS),
    };
  }),
  ...ADMISSIONS.map((name, index): Draft => {
    const share = `入院 / ${name} / 割合`;
    return live(`medical.admission${index + 1}`, () => ({
      item: text(`${name}の入院医療費の割合`),
      kind: text('%・KDB 医療費分析'),
      a: figure(orDash(ask('KDBFIGURE', `入院 / ${name}`, null, null, '実数'))),
      c: figure(orDash(kdbCall(share)), ONE_DECIMAL),
      ...Object.fromEntries(
        COMPARED.map(([column, word]) => [column, figure(orDash(kdbCall(share, word)), ONE_DECIMAL)]),
      ),
    }));
  }),
  ...(tells.costs(facts) ? COSTLY : []).map((amount, index): Draft => {
    const key = `medical.costly${index + 1}`;
    return live(key, (at) => {
      const [x, n] = ['a', 'b'].map((column) => at(key, column)) as [string, string];
      const [lower, upper] = limits(x, n, SMALL_SHARE);
      return {
        item: text(`年間の医療費が ${amount}の人`),
        kind: text('レセプト'),
        a: figure(orDash(insuredCall('被保険者数', `医療費=${amount}`, '0'))),
        b: figure(orDash(insuredCall('被保険者数'))),
        c: quotient(x, n, SMALL_SHARE),
        d: lower,
        e: upper,
      };
    });
  }),
  ...(tells.costs(facts) ? COSTLY : []).map((amount, index): Draft =>
    live(`medical.costlyShare${index + 1}`, () => {
      const [part, all] = [insuredCall('医療費', `医療費=${amount}`, '0'), insuredCall('医療費')];
      return {
        item: text(`${amount}の人の医療費が全体に占める割合`),
        kind: text('レセプト'),
        c: figure(orDash(formula`IF(${all}=0,"－",${part}/${all})`), SHARE),
      };
    }),
  ),
];
