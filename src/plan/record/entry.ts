/** One line of 実績の記録: a figure of a fiscal year, an indicator and an area, with where it is from and under which conditions. */

/** 区分 of everybody. */
export const EVERYBODY = '全体';

/** 区分 of a 圏域 or a municipality. */
export const areaName = (kind: '圏域' | '市町村' | '保険者番号', name: string): string => `${kind} ${name}`;

/** What stands in 注意 of a year whose register holds only those who are still insured: it gives no direction. */
export const REMAINING_REMARK = '残存のみ';
/** What stands in 注意 of a figure that was made under other conditions than the newest of its indicator. */
export const OTHER_CONDITION_REMARK = '比較注意';
/** What stands in 源 of a figure that a person typed. */
export const TYPED_SOURCE = '入力';

/** What stands in 源 of a figure of the loaded persons. */
export const PERSONS_SOURCE = '取り込んだデータ';
/** How 源 of a figure begins that an aggregate form prints. */
export const FORM_SOURCE = 'KDB ';

/** A figure as it is recorded. Numbers that are not known are null; a share is 0 to 1. */
export interface RecordEntry {
  readonly fiscalYear: number;
  /** Name of the indicator, see `RECORDED_INDICATORS`; another name is an indicator of the analyst's own. */
  readonly indicator: string;
  /** 全体, 圏域 北部, 市町村 甲市. */
  readonly area: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly value: number | null;
  /** Limits of the 95 % interval. */
  readonly lower: number | null;
  readonly upper: number | null;
  readonly source: string;
  /** When it was recorded, so that later texts sort behind earlier ones: 2026-11-28 21:30. */
  readonly recordedAt: string;
  /** The conditions that it was made under, in words; '' where none play a part. */
  readonly condition: string;
  /** What must be known of it, 残存のみ among others; '' for nothing. */
  readonly remark: string;
  /** The key of the line that it stands in, where it stood already. */
  readonly lineKey?: string;
}

/** What entries of one figure share. */
export const keyOfEntry = ({
  fiscalYear,
  indicator,
  area,
}: Pick<RecordEntry, 'fiscalYear' | 'indicator' | 'area'>): string => `${fiscalYear}|${indicator}|${area}`;

/** Digits that Excel keeps of a number. */
const DIGITS = 12;
const plain = (value: number | null): string => (value === null ? '' : String(Number(value.toPrecision(DIGITS))));

/** The figure itself as a text: the counts where there are any, else the value. Equal texts are the same figure. */
export function figureText({ numerator, denominator, value }: RecordEntry): string {
  return numerator !== null && denominator !== null ? `${plain(numerator)}/${plain(denominator)}` : plain(value);
}
