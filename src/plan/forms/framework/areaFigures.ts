/** Figures of one place on 圏域別 that both its layouts have: standardised, 健診受診率, 平均自立期間, each with its words. */
import { ask, type Formula } from '../../figures/formula';
import type { FormCell } from '../form';
import { ALL, type Place } from './areaGroups';
import { DASH, figure, insuredCall, kdbCall, ONE_DECIMAL, orDash, SMALL_SHARE, text } from './common';

/** The address of a figure of the same row, by its place among them. */
export type CellAt = (place: number) => string;

/** A standardised figure of a purpose. */
export const standardised = (purpose: string, { filter }: Place, wanted: string, output = '値'): Formula =>
  ask('STANDARDISED', purpose, wanted, filter ?? '', output, null, DASH).whole();

export const CHECKUP_HEADING = '健診受診率（発生割合の土台。地域の健康の良し悪しではありません）';
export const CHECKUP_HEADS = [
  '受診者（人）',
  '対象者（人）',
  '健診受診率',
  '下限',
  '上限',
  '全体の健診受診率',
  '被保険者数（人）',
] as const;

/** 健診受診率: what most of the purposes rest on, and no measure of health. `whole`: the rate of everybody. */
export function checkupFigures(place: Place, cell: CellAt, whole: string): FormCell[] {
  const asked = (wanted: string): Formula => ask('INSURED', wanted, place.filter ?? '', null, null, null, DASH).whole();
  const rate = (words: string): string => `=IF(OR(ISTEXT(${cell(0)}),N(${cell(1)})=0),"${DASH}",${words})`;
  const limit = (word: string): string => rate(`IKKATSU.PROPORTION(${cell(0)},${cell(1)},"${word}")`);
  return [
    figure(asked('健診受診者数')),
    figure(asked('健診対象者数')),
    figure(rate(`${cell(0)}/${cell(1)}`), SMALL_SHARE),
    figure(limit('下限'), SMALL_SHARE),
    figure(limit('上限'), SMALL_SHARE),
    figure(`=${whole}`, SMALL_SHARE),
    figure(insuredCall('被保険者数', place.filter).whole()),
  ];
}

export const SEXES = ['男', '女'] as const;
export type Sex = (typeof SEXES)[number];

export const LIFE_HEADING = '平均自立期間（このブックのデータから）';
export const LIFE_NOTE = `前の年度末に被保険者だった 75 歳以上の人を 1 年追い、資格喪失者のいる年度をまとめています（Chiang–Sullivan 法、要介護2以上を不健康とみなす、最後の階級は 90 歳以上）。資格喪失をすべて死亡とみなすため、転出などの分だけ短めに出ます。75 歳からの年数なので、右の KDB の値（0 歳から）とは大きさを比べられません。人数が足りないところは ${DASH}、10,000 人年に足りないところは参考です。`;
export const LIFE_HEADS = [
  '資格喪失（人）',
  '人年',
  '平均自立期間（年）',
  '下限',
  '上限',
  '平均余命（年）',
  '不健康期間（年）',
  'KDB の値（0歳、年）',
  '読み方',
] as const;
/** Fewer person-years than this are marked: the figure moves by much from year to year. */
const STEADY_YEARS = 10_000;

/** What stands beside a figure of too few persons, and of persons so few that it moves by much. */
export interface LifeWords {
  readonly few: string;
  readonly unsteady: string;
}

/** 平均自立期間 at 75 from the workbook's own register, beside what KDB prints for everybody from birth. */
export function lifeFigures(sex: Sex, place: Place, cell: CellAt, words: LifeWords): FormCell[] {
  const asked = (wanted: string, output = '値'): Formula =>
    ask('OWNHEALTHYLIFE', sex, place.filter ?? '', wanted, output, null, DASH).whole();
  return [
    figure(asked('資格喪失者数')),
    figure(asked('人年')),
    figure(asked('平均自立期間')),
    figure(asked('平均自立期間', '下限')),
    figure(asked('平均自立期間', '上限')),
    figure(asked('平均余命')),
    figure(asked('不健康期間')),
    place === ALL ? figure(orDash(kdbCall(`平均自立期間;性別=${sex}`)), ONE_DECIMAL) : text(''),
    {
      figure: `=IF(N(${cell(1)})=0,"${DASH}",IF(ISTEXT(${cell(2)}),"${words.few}",IF(${cell(1)}<${STEADY_YEARS},"${words.unsteady}","")))`,
      style: 'body',
    },
  ];
}

export const STANDARD_HEADING = '性・年齢をそろえた比較';
/** `beside`: where the share itself stands. */
export const standardNote = (beside: string): string =>
  `標準は全体の判定可能者の性・5歳階級です。標準化比（間接法、全体 = 100）は、全体と同じ起こり方なら何人か（期待数）に対する実際の人数の比で、区間が 100 を含まないときに違いがあると読みます。年齢調整割合（直接法）は、全体と同じ性・年齢構成だったときの発生割合です（当たる人が 10 人未満では計算せず ${DASH}）。小地域の推定は、人数の少ない地域の発生割合を全体に引き寄せた値です（経験ベイズ、Marshall の大域型）。${beside}元の発生割合と並べて読んでください。区間は 95%（10 件未満は正確法、それ以上は Byar 法、直接法は Dobson–Byar 法）。`;
