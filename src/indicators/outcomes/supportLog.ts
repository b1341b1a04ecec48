/** 支援記録 as it was read: what may stand in it, its records, and what could not be read. */
import type { CriterionId } from '../../criteria';
import type { ProgrammeId } from '../programmes';
import type { OwnColumn, OwnEntry } from './own';

/** 状況 of a support. */
export const SUPPORT_STATUSES = [
  '未実施',
  '支援中',
  '終了',
  '中断',
  '拒否',
  '対象外',
  '死亡',
  '転出',
  '資格喪失',
] as const;
export type SupportStatus = (typeof SUPPORT_STATUSES)[number];

/** 除外の理由: why somebody of the list is not written to or visited. */
export const EXCLUSIONS = ['医療・介護利用', '施設', '死亡', '転出', '既支援', 'その他'] as const;
export type Exclusion = (typeof EXCLUSIONS)[number];

/** つないだ先. */
export const REFERRALS = [
  '医科',
  '歯科',
  '健診',
  '介護サービス',
  '地域包括支援センター',
  '通いの場',
  '地域支援事業・専門職',
  'その他',
] as const;
export type Referral = (typeof REFERRALS)[number];

/** Values that a record may hold for before and after the support. Questions are answer codes. */
export const SUPPORT_MEASURES = [
  'weight',
  'bmi',
  'hba1c',
  'sbp',
  'dbp',
  'drugCount',
  'institutions',
  'visits',
  'q1',
  'q4',
  'q5',
  'q7',
  'q8',
] as const;
export type SupportMeasure = (typeof SUPPORT_MEASURES)[number];
export type SupportValues = Readonly<Partial<Record<SupportMeasure, number>>>;

/**
 * One course of support: one person in one purpose and one fiscal year, of one row of 支援記録 or of several made one. null is
 * blank. Dates are days since 1970-01-01.
 */
export interface SupportRecord {
  /** 1-based row in the sheet, of several the first in the order of the course. */
  readonly row: number;
  /** All rows of the course, in its order. */
  readonly rows: readonly number[];
  /** As written, digits unified. */
  readonly personId: string;
  /** What identifies the person, whatever zeros stand before the number. */
  readonly key: number | string;
  readonly insurer: string;
  /** 市町村名 as written; '' where the log has no such column. */
  readonly municipality: string;
  readonly name: string;
  /** 目的 as written. */
  readonly purpose: string;
  /** The 抽出目的 that the words name. */
  readonly criterion: CriterionId | null;
  /** null: a purpose of the user's own. */
  readonly programme: ProgrammeId | null;
  readonly targetedOn: number | null;
  readonly invitedOn: number | null;
  /** 除外の理由. */
  readonly excludedFor: Exclusion | null;
  /** 返信: whether the person answered the letter. */
  readonly replied: boolean | null;
  /** 訪問した日, of several rows all of them. */
  readonly visitedOn: readonly number[];
  /** 支援の有無; where blank, read off from 状況 and 支援開始日. */
  readonly supported: boolean;
  readonly startedOn: number | null;
  readonly endedOn: number | null;
  readonly status: SupportStatus | null;
  /** 現状把握; where blank, `supported`. */
  readonly understood: boolean;
  /** 必要と判断. */
  readonly needed: boolean | null;
  readonly referrals: readonly { readonly to: Referral; readonly on: number | null }[];
  /** 受診確認. */
  readonly visitConfirmed: boolean | null;
  /** 受診確認 of each row beside the places that the row names in つないだ先. */
  readonly visits: readonly { readonly to: readonly Referral[]; readonly confirmed: boolean | null }[];
  /** 健診受診. */
  readonly checkedUp: boolean | null;
  readonly aspirationBefore: boolean | null;
  readonly aspirationAfter: boolean | null;
  /** 要介護認定日 (the first certification after the support began). */
  readonly certifiedOn: number | null;
  /** 死亡・転出日; 支援終了日 stands for it where 状況 says so. */
  readonly leftOn: number | null;
  readonly before: SupportValues;
  readonly after: SupportValues;
  /** Counted in receipts of the three months before and after; goes after what was written, before the data of the years. */
  readonly fromReceipts?: {
    readonly before: SupportValues;
    readonly after: SupportValues;
    /** Not of the three months, but of the months of 評価年度 after the person was targeted. */
    readonly isOfYears?: true;
  };
  /**
   * A dental receipt of a month after the support began, by receipts in long form: null where they do not tell; absent without such
   * receipts.
   */
  readonly dental?: boolean | null;
  readonly staff: string;
  readonly memo: string;
  /** Entries of the columns 独自, by the name of the column; blank ones are left out. */
  readonly own?: Readonly<Record<string, OwnEntry>>;
}

/** Why a row of 支援記録 is no record. */
export type SupportSetAside = '番号なし' | '読めない番号' | '目的なし' | '重複' | '保険者を特定できない';

/** A cell that could not be read; its value counts as blank. */
export interface UnreadableCell {
  readonly address: string;
  readonly heading: string;
  readonly value: string;
  /** The whole sentence for the analyst. */
  readonly sentence: string;
}

/** Something that must be said of rows that are used. */
export interface RowFinding {
  /** 1-based rows in the sheet. */
  readonly rows: readonly number[];
  /** Few words for the row itself. */
  readonly mark: string;
  /** The whole sentence, which names the rows. */
  readonly sentence: string;
}

/** 支援記録 as read. rows = lines + all set aside. */
export interface SupportLog {
  /** One a row that is used, as it stands. */
  readonly lines: readonly SupportRecord[];
  /** One a course: rows of one person and purpose in one fiscal year are made one. */
  readonly records: readonly SupportRecord[];
  /** The fiscal year of rows without a date: that of most rows with one; null where no row has a date. */
  readonly year: number | null;
  /** Lines with anything in them. */
  readonly rows: number;
  readonly setAside: Readonly<Record<SupportSetAside, readonly number[]>>;
  readonly unreadable: readonly UnreadableCell[];
  readonly findings: readonly RowFinding[];
  /** Purposes outside the six programmes, as written. */
  readonly otherPurposes: readonly string[];
  /** Headings that mean a column that stands already further left. */
  readonly doubledHeadings: readonly string[];
  /** Columns 独自 of the sheet, from the left. */
  readonly ownColumns?: readonly OwnColumn[];
  /** All that must be said of the sheet, in whole sentences: rows set aside, findings, columns, unreadable cells. */
  readonly notices: readonly string[];
}
