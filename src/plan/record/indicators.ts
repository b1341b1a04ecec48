/** The indicators that 実績の記録 keeps by year: the common indicators of the plan, what they rest on, and those of the programmes. */
import { NATIONAL_CRITERIA, type CriterionId } from '../../criteria';
import { PROGRAMMES, type ProgrammeIndicator } from '../../indicators/programmes';
import type { BetterWhen } from '../../indicators/trend';
import { changeOf, SHARE, SMALL_SHARE, YEN, type Quantity } from '../figures/quantity';

export interface RecordedIndicator {
  /** Stable English id; the row of Ⅲ計画全体 is `indicator.<id>`. */
  readonly id: string;
  /** 指標: unique, and what a person types for it. */
  readonly name: string;
  readonly kind: 'アウトプット' | 'アウトカム' | '確認データ' | '見方';
  readonly quantity: Quantity;
  /** Of a mean change (後 − 前): kg, 剤; absent: a share, or a figure whose name says it. */
  readonly unit?: string;
  readonly better: BetterWhen;
  /** Id of the indicator that its direction rests on; absent: its own. */
  readonly judgedBy?: string;
  /** Kept by 圏域 and municipality too. */
  readonly byArea?: boolean;
}

/** How a figure of the indicator is shown: a mean change with its sign and unit. */
export const shownQuantity = ({ quantity, unit }: Pick<RecordedIndicator, 'quantity' | 'unit'>): Quantity =>
  unit === undefined ? quantity : changeOf(quantity, unit);

const YEARS: Quantity = { unit: '年' };

const share = (id: string, name: string): RecordedIndicator => ({
  id,
  name,
  kind: 'アウトプット',
  quantity: SHARE,
  better: 'higher',
});
const reference = (id: string, name: string, quantity: Quantity, better: BetterWhen): RecordedIndicator => ({
  id,
  name,
  kind: '確認データ',
  quantity,
  better,
});

/** OP4-1 to OP4-6 in their order. */
export const HIGH_RISK_APPROACHES = [
  '低栄養',
  '口腔',
  '服薬（重複・多剤等）',
  '重症化予防（糖尿病性腎症）',
  '重症化予防（その他 身体的フレイルを含む）',
  '健康状態不明者対策',
] as const;

/** OP2 to OP4: shares of municipalities. */
export const MUNICIPAL_INDICATORS: readonly RecordedIndicator[] = [
  share('OP2.share', '歯科健診実施市町村の割合'),
  share('OP3.share', '質問票を活用した保健事業の実施市町村の割合'),
  ...HIGH_RISK_APPROACHES.map((name, index) =>
    share(`OP4.${index + 1}.share`, `ハイリスクアプローチ実施市町村の割合：${name}`),
  ),
];

export const CHECKUP_RATE: RecordedIndicator = { ...share('OP1', '健診受診率'), byArea: true };

/** 割合 ÷ 被保険者数 of a purpose. */
export const rateId = (id: CriterionId): string => `OC2.${id}`;
/** 発生割合 of a purpose: of those who can be judged. */
export const occurrenceId = (id: CriterionId): string => `OC2.${id}.judged`;

const RATES: readonly RecordedIndicator[] = NATIONAL_CRITERIA.flatMap(({ id, name }): RecordedIndicator[] => [
  {
    id: rateId(id),
    name: `ハイリスク者割合：${name}`,
    kind: 'アウトカム',
    quantity: SMALL_SHARE,
    better: 'lower',
    judgedBy: occurrenceId(id),
    byArea: true,
  },
  {
    id: occurrenceId(id),
    name: `発生割合：${name}`,
    kind: '見方',
    quantity: SMALL_SHARE,
    better: 'lower',
    byArea: true,
  },
]);

const COMMON: readonly RecordedIndicator[] = [
  CHECKUP_RATE,
  ...MUNICIPAL_INDICATORS,
  {
    id: 'OC1.men',
    name: '平均自立期間（要介護2以上）男性（年）',
    kind: 'アウトカム',
    quantity: YEARS,
    better: 'higher',
  },
  {
    id: 'OC1.women',
    name: '平均自立期間（要介護2以上）女性（年）',
    kind: 'アウトカム',
    quantity: YEARS,
    better: 'higher',
  },
  ...RATES,
  reference('D1.all', '1人当たり医療費（円）', YEN, 'neither'),
  reference('D1.inpatient', '1人当たり医療費（入院）（円）', YEN, 'neither'),
  reference('D1.outpatient', '1人当たり医療費（外来）（円）', YEN, 'neither'),
  reference('D1.dental', '1人当たり医療費（歯科）（円）', YEN, 'neither'),
  reference('D1.pharmacy', '1人当たり医療費（調剤）（円）', YEN, 'neither'),
  reference('D3', '1人当たり介護給付費（円）', YEN, 'neither'),
  reference('D4', '後発医薬品の使用割合', SHARE, 'higher'),
  reference('D5', '重複投薬患者割合', SMALL_SHARE, 'lower'),
];

/** Of the programmes, by their own ids (lowNutrition.supported). */
export function programmeIndicator(programme: string, indicator: ProgrammeIndicator): RecordedIndicator {
  const { kind, decimals = 1, unit, level, better, id, name } = indicator;
  return {
    ...(unit === undefined ? {} : { unit }),
    id,
    name: `${programme}：${name}`,
    kind: level === 'output' ? 'アウトプット' : 'アウトカム',
    quantity: kind === 'measure' ? { unit: '比', decimals } : SHARE,
    better,
  };
}

export const RECORDED_INDICATORS: readonly RecordedIndicator[] = [
  ...COMMON,
  ...PROGRAMMES.flatMap(({ name, indicators }) => indicators.map((indicator) => programmeIndicator(name, indicator))),
];

const BY_ID = new Map(RECORDED_INDICATORS.map((indicator) => [indicator.id, indicator]));
const PLACE = new Map(RECORDED_INDICATORS.map(({ name }, place) => [name, place]));

/** Throws on an id that is none: a defect of the caller. */
export function recorded(id: string): RecordedIndicator {
  const found = BY_ID.get(id);
  if (found === undefined) throw new Error(`no recorded indicator ${id}`);
  return found;
}

/** The same; null for an id that is none. */
export const recordedOrNull = (id: string): RecordedIndicator | null => BY_ID.get(id) ?? null;

/** The rows of 共通評価指標_一覧 that hold an indicator: its id here, the key of the row there. The ten rates stand on other sheets too. */
export const WITH_ROWS_ON_LIST: readonly (readonly [id: string, row: string])[] = [
  ['OP1', 'OP1'],
  ['OP2.share', 'OP2.dentalCheckup'],
  ['OP3.share', 'OP3.questionnaire'],
  ['OP4.1.share', 'OP4-1.lowNutrition'],
  ['OP4.2.share', 'OP4-2.oral'],
  ['OP4.3.share', 'OP4-3.medication'],
  ['OP4.4.share', 'OP4-4.diabeticKidney'],
  ['OP4.5.share', 'OP4-5.otherPrevention'],
  ['OP4.6.share', 'OP4-6.unknownStatus'],
  ['OC1.men', 'OC1.men'],
  ['OC1.women', 'OC1.women'],
  ['D1.all', 'D1'],
  ['D1.inpatient', 'D1.inpatient'],
  ['D1.outpatient', 'D1.outpatient'],
  ['D1.dental', 'D1.dental'],
  ['D1.pharmacy', 'D1.pharmacy'],
  ['D3', 'D3'],
  ['D4', 'D4'],
  ['D5', 'D5'],
];

/** One spelling: width, spaces and brackets do not matter. */
const unified = (text: string): string => text.normalize('NFKC').replace(/\s/g, '');
const BY_NAME = new Map(RECORDED_INDICATORS.map((indicator) => [unified(indicator.name), indicator]));

/** The indicator of a name as a person types it; null for an indicator of the analyst's own. */
export function findRecorded(name: string): RecordedIndicator | null {
  return BY_NAME.get(unified(name)) ?? null;
}

/** Where an indicator stands in the order of the sheet; those of the analyst's own stand last. */
export function placeOfIndicator(name: string): number {
  return PLACE.get(name) ?? RECORDED_INDICATORS.length;
}
