/** The shapes of the room kdb: cells, sources, the columnar person table, the ledger. */

import type { Aggregate } from './recognise/tidy';
import type { ByteRow } from './files/byteRows';
import type { ColumnMapping } from './recognise/mapping';
import type { Distribution } from './join/distributions';
import type { ReceiptRules } from './values/receiptRules';

/** A cell as a file or a workbook gives it: text, number, boolean, or nothing. */
export type Cell = string | number | boolean | null;

/**
 * One table of cells, before anything is known of it: a csv file, one sheet of an xlsx file, a sheet of the workbook.
 * `rows` may be called again and starts from the top each time; it yields every row, title rows and blank ones included.
 */
export interface SourceInput {
  /** File name as the analyst knows it, or the workbook's own sheet name. */
  readonly file: string;
  /** Sheet name, for xlsx files. */
  readonly sheet?: string;
  /** The analyst does not see the sheet; it is joined only where that was asked for. */
  readonly isHidden?: boolean;
  /**
   * `wanted` marks the columns that will be looked at; a reader may give null for all others, and saves making them.
   * An implementation may ignore it.
   */
  readonly rows: (wanted?: readonly boolean[]) => Iterable<readonly Cell[]>;
  /** The same rows without making their cells, for files in memory; visits every row, title rows and blank ones included. */
  readonly byteRows?: (visit: (row: ByteRow, rowNumber: number) => void) => void;
  /** What reading the rows so far brought to light (characters that do not exist, hidden rows), in Japanese. */
  readonly remarks?: () => readonly string[];
  /** For a sheet of a workbook: the file that it came from, whose name may name a fiscal year. */
  readonly origin?: string;
  /** What a user said its columns are; see `withMapping`. */
  readonly mapping?: ColumnMapping;
}

/** How a field's values are held in the person table. */
export type FieldKind = 'text' | 'date' | 'measure' | 'count' | 'code' | 'flag';

/** Few distinct texts: `codes[i]` is an index into `values`; `values[0]` is the empty text, which means missing. */
export interface TextColumn {
  readonly kind: 'text';
  readonly codes: Uint32Array;
  readonly values: readonly string[];
  /** The text of a code; quicker than `values` where there are many texts and one is asked for. */
  readonly at?: (code: number) => string;
}

/** Days since 1970-01-01; `NO_DATE` means missing. */
export interface DateColumn {
  readonly kind: 'date';
  readonly days: Int32Array;
}

/** Measured values in the field's unit; NaN means missing. */
export interface MeasureColumn {
  readonly kind: 'measure';
  readonly values: Float64Array;
}

/** Counts; 0 is a value, -1 means missing. */
export interface CountColumn {
  readonly kind: 'count';
  readonly values: Int32Array;
}

/** Coded answers and classes, codes from 1; 0 means missing. */
export interface CodeColumn {
  readonly kind: 'code';
  readonly codes: Uint8Array;
}

/** Yes and no: 1 yes (はい・有), 2 no (いいえ・無), 0 missing — the same codes as a questionnaire's はい/いいえ. */
export interface FlagColumn {
  readonly kind: 'flag';
  readonly codes: Uint8Array;
}

export type Column = TextColumn | DateColumn | MeasureColumn | CountColumn | CodeColumn | FlagColumn;

export const NO_DATE = -2147483648;
export const NO_COUNT = -1;
export const MISSING_CODE = 0;
export const YES = 1;
export const NO = 2;

/** 要介護度 as ordered codes; 0 is missing. `isCertified` is code ≥ CARE_LEVEL.transitional (事業対象者 is no certification). */
export const CARE_LEVEL = {
  none: 1,
  programTarget: 2,
  transitional: 3,
  support1: 4,
  support2: 5,
  care1: 6,
  care2: 7,
  care3: 8,
  care4: 9,
  care5: 10,
} as const;

export type TextField = 'personId' | 'name' | 'kana' | 'insurer' | 'municipality' | 'area' | 'excluded';
export type DateField = 'birthDate' | 'enrolled' | 'left' | 'checkupDate' | 'checkupDatePrevious';
export type MeasureField =
  | 'height'
  | 'weight'
  | 'bmi'
  | 'sbp'
  | 'dbp'
  | 'hba1c'
  | 'creatinine'
  | 'egfr'
  | 'inpatientPoints'
  | 'outpatientPoints'
  | 'dentalPoints'
  | 'pharmacyPoints'
  | 'careBenefit';
export type CountField =
  | 'inpatient'
  | 'outpatient'
  | 'dental'
  | 'pharmacy'
  | 'inpatientPrevious'
  | 'outpatientPrevious'
  | 'dentalPrevious'
  | 'pharmacyPrevious'
  | 'drugCount'
  /** 年度末年齢: completed years on 31 March at the end of the fiscal year; derived from birthDate. */
  | 'age';
export type QuestionField =
  'q1' | 'q2' | 'q3' | 'q4' | 'q5' | 'q6' | 'q7' | 'q8' | 'q9' | 'q10' | 'q11' | 'q12' | 'q13' | 'q14' | 'q15';
export type CodeField = 'sex' | 'proteinuria' | QuestionField | 'careLevel' | 'careLevelPrevious';
export type FlagField =
  | 'hypnotic'
  | 'dmDrug'
  | 'dmDrugPrevious'
  | 'dmDrugTwoYearsAgo'
  | 'dmDrugThreeYearsAgo'
  | 'htDrug'
  | 'htDrugPrevious'
  | 'htDrugTwoYearsAgo'
  | 'htDrugThreeYearsAgo'
  | 'dmDiagnosis'
  | 'cvdDiagnosis'
  /** Derived: a check-up in the fiscal year / the year before. Present only where a check-up source for that year was loaded. */
  | 'checkedUp'
  | 'checkedUpPrevious'
  /** Derived from careLevel / careLevelPrevious. Present only where a certification source was loaded. */
  | 'certified'
  | 'certifiedPrevious';

/** What only receipts in long form tell. */
export type ReceiptCountField = 'institutions';
export type ReceiptFlagField = 'duplicatePrescription';

export type FieldId =
  TextField | DateField | MeasureField | CountField | CodeField | FlagField | ReceiptCountField | ReceiptFlagField;

/** The columns of a person table. A field that no source provides is absent: a missing value for everybody. */
export type PersonColumns = { readonly [F in TextField]?: TextColumn } & { readonly [F in DateField]?: DateColumn } & {
  readonly [F in MeasureField]?: MeasureColumn;
} & { readonly [F in CountField]?: CountColumn } & { readonly [F in CodeField]?: CodeColumn } & {
  readonly [F in FlagField]?: FlagColumn;
} & { readonly [F in ReceiptCountField]?: CountColumn } & { readonly [F in ReceiptFlagField]?: FlagColumn };

/** One row per insured person of one 抽出年度. Rows stand in the order of the register. */
export interface PersonTable {
  /** 抽出年度: the year in which April falls. */
  readonly fiscalYear: number;
  /** 基準日 as days since 1970-01-01; persons who left on or before it, or joined after it, are not in the table. */
  readonly referenceDate: number;
  readonly size: number;
  readonly columns: PersonColumns;
  /** A short text that changes when the data change: the stamp that every figure carries. */
  readonly stamp: string;
}

/** Why a row was set aside. The words are what the analyst reads. */
export type SetAsideReason =
  | '合計行'
  | '見出しの繰り返し'
  | '番号なし'
  | '重複'
  | '資格喪失'
  | '資格取得前'
  | '資格喪失日を読めない'
  | '資格取得日を読めない'
  | '台帳にない'
  | '受診日なし'
  | '対象年度外'
  | '番号の種類が違う'
  | '読めない番号'
  | '保険者を特定できない'
  | '有効期間外'
  | '診療年月なし';

/** What a source brings; a wide table brings several at once. */
export type SourceKind = 'register' | 'checkup' | 'receipt' | 'certification';

/** How sure we are that a layout is what the data source really writes. */
export type EvidenceStatus = 'sourced' | 'inferred' | 'common' | 'proposed' | 'unverified';

/** A column of a source and the field it was recognised as. */
export interface ColumnMatch {
  /** 0-based position in the source. */
  readonly index: number;
  /** Heading as it stands in the source. */
  readonly heading: string;
  readonly field: FieldId | null;
  /** Why a column that looks known is not used (e.g. JDS値のみ, 別の質問票), in Japanese. */
  readonly remark?: string;
}

/** The fiscal years that a source is of. */
export interface SourceYears {
  /** Each year with its rows, the oldest first. */
  readonly years: readonly { readonly year: number; readonly rows: number }[];
  /** A register, or a table of attributes, that names no year: it speaks for every year. */
  readonly isOfEveryYear: boolean;
  /** Where the years were read, in Japanese. */
  readonly basis: string;
}

/** What became of one source: every row read is used or set aside with its reason. */
export interface SourceReport {
  readonly file: string;
  readonly sheet?: string;
  /** Layout id and Japanese name, e.g. FKAC167. */
  readonly layout: { readonly id: string; readonly name: string; readonly status: EvidenceStatus };
  readonly kinds: readonly SourceKind[];
  /** Which fiscal years its rows are of. */
  readonly placed: SourceYears;
  /** 1-based row of the header in the source. */
  readonly headerRow: number;
  readonly columns: readonly ColumnMatch[];
  /** Non-blank lines after the header. rows = used + sum of setAside. */
  readonly rows: number;
  readonly used: number;
  readonly setAside: Readonly<Partial<Record<SetAsideReason, number>>>;
  /** 1-based row numbers in the source of the first rows set aside for each reason (at most 20 each). */
  readonly setAsideRows: Readonly<Partial<Record<SetAsideReason, readonly number[]>>>;
  readonly notices: readonly string[];
}

/** How well one column of one source could be read. Blank receipt cells count as filled (0 / no). */
export interface ColumnQuality {
  readonly file: string;
  readonly sheet?: string;
  readonly field: FieldId;
  /** 0-based position in the source. */
  readonly index?: number;
  readonly heading: string;
  readonly filled: number;
  readonly blank: number;
  readonly unreadable: number;
  readonly outOfRange: number;
  /** Of the unreadable and out-of-range cells, those that Excel turned into dates (1-2 → 1月2日). */
  readonly becameDates?: number;
  /** 1-based rows of the first unreadable or out-of-range cells (at most 5). */
  readonly examples: readonly number[];
}

/** Everything that reading the sources gave. */
export interface Intake {
  readonly fiscalYear: number;
  /** Why this fiscal year, in Japanese: 指定 or 最新の健診受診日から. */
  readonly fiscalYearBasis: string;
  readonly table: PersonTable;
  readonly sources: readonly SourceReport[];
  /** Inputs that are no export, with the sentence that says why. */
  readonly unrecognised: readonly {
    readonly file: string;
    readonly sheet?: string;
    readonly why: string;
    /** A sheet that the analyst does not see: nobody looked whether it is an export. */
    readonly isHidden?: boolean;
  }[];
  /** Aggregate forms among the inputs, read into tidy records. */
  readonly aggregates?: readonly Aggregate[];
  readonly quality: readonly ColumnQuality[];
  /** Distribution pictures of the table, made when first asked for. */
  readonly distributions?: readonly Distribution[];
  readonly notices: readonly string[];
  /** Said where only those are counted who are in the register to this day, so that no direction over the years is printed; else ''. */
  readonly onlyRemaining: string;
}

/** What one fiscal year has: rows by what they bring; registers that name no year count for every year. */
export interface YearOverview {
  readonly fiscalYear: number;
  readonly rows: Readonly<Record<SourceKind, number>>;
  /** The fields that the sources bring for this year. */
  readonly fields: ReadonlySet<FieldId>;
}

/** The sources of a run, read once for all fiscal years. */
export interface IntakeYears {
  /** 抽出年度. */
  readonly fiscalYear: number;
  /** The intake of any fiscal year; the sources are not read again. Throws source.noPersons where nobody was insured. */
  readonly year: (fiscalYear: number) => Intake;
  /** The years that the sources name, the oldest first, with the 抽出年度. */
  readonly overview: () => readonly YearOverview[];
  /** The newest fiscal year that a check-up date names, without any the newest that a table names; null for none. */
  readonly newestYear: number | null;
  /** Medicines and institutions by month; null without receipts in long form. */
  readonly receipts: PersonReceipts | null;
}

/** The receipts in long form, asked by person. */
export interface PersonReceipts {
  /**
   * Medicines and institutions of a person from one month to another (months since year 0), counted like those of the person table.
   * Empty where the receipts do not reach over all these months; null where nobody, or nobody for certain, has the number.
   */
  readonly countsIn: (
    person: { readonly number: string; readonly insurer: string },
    from: number,
    to: number,
  ) => { readonly drugCount?: number; readonly institutions?: number } | null;
}

export interface IntakeOptions {
  /** 抽出年度; default: the fiscal year of the newest check-up date, without dates the newest that a table names. */
  readonly fiscalYear?: number;
  /** 基準日 as days since 1970-01-01; default: the last day of the fiscal year. */
  readonly referenceDate?: number;
  /**
   * Join rows whose number fits nobody by 生年月日・性別・カナ: a care source that has only the 10-digit number, persons who got
   * another number at 75. Default false: they are set aside, and the source says how many would fit.
   */
  readonly joinByBirth?: boolean;
  /** Keep persons who left on or before the reference date. Default false: they are set aside as 資格喪失. */
  readonly keepLeavers?: boolean;
  /** How receipts in long form are summed up; what is left out is as in RECEIPT_RULES. */
  readonly receiptRules?: Partial<ReceiptRules>;
}
