/**
 * The published tables of 山口県後期高齢者医療広域連合 (令和4年2月). The text of the document gives the marks of each row and the
 * totals of the columns, not under which heading a single mark stands: this is one arrangement with these rows and totals.
 */
import type { ActivityDraft, ModelProjectDrafts } from '../../../src/plan/unions';

export const MUNICIPALITIES =
  '下関市 宇部市 山口市 萩市 防府市 下松市 岩国市 光市 長門市 柳井市 美祢市 周南市 山陽小野田市 周防大島町 和木町 上関町 田布施町 平生町 阿武町'.split(
    ' ',
  );

const marked = (since: string, ...keys: string[]): ActivityDraft => ({
  since,
  marks: Object.fromEntries([...keys, 'population'].map((key) => [key, '○'])),
});
const other = (draft: ActivityDraft, remark: string): ActivityDraft => ({
  ...draft,
  marks: { ...draft.marks, other: `○（${remark}）` },
});

export const ACTIVITIES: Readonly<Record<string, ActivityDraft>> = {
  宇部市: marked('R3', 'unknownStatus'),
  山口市: marked('R3', 'unknownStatus'),
  萩市: other(marked('R3', 'lowNutrition', 'oral', 'medication', 'diabetes', 'duplicates'), '筋骨格'),
  岩国市: marked('R3', 'unknownStatus'),
  長門市: marked('R3', 'unknownStatus'),
  山陽小野田市: marked('R3', 'lowNutrition', 'unknownStatus'),
  平生町: other(marked('R2', 'medication', 'duplicates'), '脂質異常'),
};
/** Marks a row in the printed table, without the year. */
export const MARKS_PRINTED: Readonly<Record<string, number>> = {
  ...{ 宇部市: 2, 山口市: 2, 萩市: 7, 岩国市: 2, 長門市: 2, 山陽小野田市: 3, 平生町: 4 },
};
export const TOTALS_PRINTED = [2, 1, 2, 1, 2, 2, 5, 7];

const two = { lifestyle: '○', nephropathy: '○' };
export const MODEL: ModelProjectDrafts = {
  projects: {
    ...{ 下関市: two, 宇部市: two, 下松市: two, 美祢市: two, 周南市: { ...two, medication: '○' } },
    ...{ 山陽小野田市: { lifestyle: '○', medication: '○' }, 上関町: { lifestyle: '○' } },
  },
  points: {
    2016: { highest: 100, points: 60, rank: 8, amount: 0.2 },
    2017: { highest: 100, points: 63, rank: 8, amount: 0.9 },
    2018: { highest: 120, points: 79, rank: 18, amount: 1.57 },
    2019: { highest: 130, points: 79, rank: 32, amount: 1.27 },
    2020: { highest: 130, points: 79, rank: 32, amount: 1.27 },
    2021: { highest: 130, points: 89, rank: 34, amount: 1.21 },
    2022: { highest: 120, points: 112, rank: 6, amount: 1.6 },
  },
};
