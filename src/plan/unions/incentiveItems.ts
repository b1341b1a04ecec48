/** 保険者インセンティブ of the unions as data: totals by year, the indicators with their points, and how far each was read in public. */

/** How far a figure is known. */
type SourceStatus = '確認済み' | '一部を確認';

/** The points of a year, as far as they are public. Unknown parts are null. */
export interface IncentiveRound {
  /** 交付年度 (western), or the year of the newest material. */
  readonly year: number;
  readonly name: string;
  /** 億円. */
  readonly budget: number;
  /** 事業の実施にかかる評価指標. */
  readonly carriedOut: number | null;
  /** 事業の実施について評価を行った場合の加点. */
  readonly evaluated: number | null;
  readonly outcome: number | null;
  readonly total: number;
  readonly status: SourceStatus;
  readonly source: string;
}

const MEETING_2022 = '厚生労働省 高齢者医療課説明資料（全国主管課長会議 令和4年3月2日）';

/**
 * Budget and points by year: MHLW 高齢者医療課, 2 March 2022, page 54 (平成28年度 to 令和4年度); データヘルス計画の手引きに係る
 * ワーキンググループ（第1回）資料2, page 41 (令和5年度); セルフケア・セルフメディケーション推進に関する有識者検討会（第1回）資料2,
 * page 43 (January 2025).
 */
export const ROUNDS: readonly IncentiveRound[] = [
  ...(
    [
      [2016, 20, 100],
      [2017, 50, 100],
      [2018, 100, 120],
      [2019, 100, 130],
      [2020, 100, 130],
      [2021, 100, 130],
    ] as const
  ).map(([year, budget, total]): IncentiveRound => ({
    year,
    name: '',
    budget,
    carriedOut: null,
    evaluated: null,
    outcome: null,
    total,
    status: '一部を確認',
    source: `${MEETING_2022} 54 ページ`,
  })),
  {
    year: 2022,
    name: '',
    budget: 100,
    carriedOut: 100,
    evaluated: 20,
    outcome: 0,
    total: 120,
    status: '確認済み',
    source: `${MEETING_2022} 54・73 ページ`,
  },
  {
    year: 2023,
    name: '',
    budget: 100,
    carriedOut: 100,
    evaluated: 20,
    outcome: 14,
    total: 134,
    status: '確認済み',
    source: 'データヘルス計画の手引きに係るワーキンググループ（第1回 令和4年9月28日）資料2 41 ページ',
  },
  {
    year: 2025,
    name: '令和7年1月の資料',
    budget: 100,
    carriedOut: 126,
    evaluated: 20,
    outcome: 14,
    total: 160,
    status: '確認済み',
    source: 'セルフケア・セルフメディケーション推進に関する有識者検討会（第1回）資料2 43 ページ',
  },
];

/** The newest points that are public. */
export const NEWEST_ROUND: IncentiveRound = ROUNDS.at(-1)!;

export type IncentivePart = '事業実施' | '評価' | 'アウトカム';

/** What of the workbook speaks for an indicator. */
export type Evidence =
  | { readonly kind: 'approaches'; readonly keys: readonly string[] }
  | { readonly kind: 'since' }
  | { readonly kind: 'list'; readonly rows: readonly string[] }
  | { readonly kind: 'midterm' };

export interface IncentiveItem {
  /** Stable English id. */
  readonly id: string;
  readonly part: IncentivePart;
  readonly name: string;
  /** Points of 令和4年度, where they are public; null otherwise. */
  readonly pointsOf2022: number | null;
  /** Points of the newest material, as far as they could be read there. */
  readonly newest?: number;
  readonly evidence?: Evidence;
}

/** The indicators of 令和4年度 with their points, page 73 of the same material; of the newest material only the totals and one item could be read. */
export const ITEMS: readonly IncentiveItem[] = [
  {
    id: 'checkup',
    part: '事業実施',
    name: '健康診査',
    pointsOf2022: 7,
    evidence: { kind: 'list', rows: ['OP1'] },
  },
  {
    id: 'dental',
    part: '事業実施',
    name: '歯科健診',
    pointsOf2022: 7,
    evidence: { kind: 'list', rows: ['OP2.dentalCheckup'] },
  },
  {
    id: 'prevention',
    part: '事業実施',
    name: '重症化予防',
    pointsOf2022: 10,
    evidence: { kind: 'approaches', keys: ['diabetes', 'other'] },
  },
  {
    id: 'healthMaking',
    part: '事業実施',
    name: '健康づくり（個人へのインセンティブなど）',
    pointsOf2022: 8,
    newest: 8,
  },
  {
    id: 'medication',
    part: '事業実施',
    name: '適正服薬',
    pointsOf2022: 5,
    evidence: { kind: 'approaches', keys: ['medication', 'duplicates'] },
  },
  {
    id: 'genericShare',
    part: '事業実施',
    name: '後発医薬品使用割合',
    pointsOf2022: 5,
    evidence: { kind: 'list', rows: ['D4'] },
  },
  { id: 'genericUse', part: '事業実施', name: '後発医薬品使用促進', pointsOf2022: 2 },
  {
    id: 'dataHealthPlan',
    part: '事業実施',
    name: 'データヘルス計画',
    pointsOf2022: 2,
    evidence: { kind: 'midterm' },
  },
  {
    id: 'highRisk',
    part: '事業実施',
    name: 'ハイリスクアプローチ',
    pointsOf2022: 15,
    evidence: {
      kind: 'approaches',
      keys: ['lowNutrition', 'oral', 'medication', 'diabetes', 'other', 'duplicates', 'unknownStatus'],
    },
  },
  {
    id: 'population',
    part: '事業実施',
    name: 'ポピュレーションアプローチ',
    pointsOf2022: 8,
    evidence: { kind: 'approaches', keys: ['population'] },
  },
  { id: 'integrated', part: '事業実施', name: '一体的実施', pointsOf2022: 15, evidence: { kind: 'since' } },
  { id: 'structure', part: '事業実施', name: '体制整備', pointsOf2022: 10 },
  { id: 'recourse', part: '事業実施', name: '第三者求償', pointsOf2022: 6 },
  {
    id: 'evaluation',
    part: '評価',
    name: '事業の実施について評価を行った場合の加点（合計）',
    pointsOf2022: 20,
    newest: 20,
    evidence: { kind: 'midterm' },
  },
  { id: 'outcome', part: 'アウトカム', name: '事業実施等のアウトカム指標（合計）', pointsOf2022: null, newest: 14 },
];

/** Rows for indicators that are not read in public yet. */
export const OWN_ITEMS = 8;
