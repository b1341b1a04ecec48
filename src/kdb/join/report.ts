/** What an intake gives: the table of a year, what became of every source, and what is said of it. */
import type { Steps } from '../steps';
import type { Aggregate } from '../recognise/tidy';
import type { ColumnMatch } from '../recognise/recognise';
import type { SourceKind } from '../recognise/layouts';
import type { EvidenceStatus } from '../values/evidence';
import type { FieldId } from '../values/fieldIds';
import type { ReceiptRules } from '../values/receiptRules';
import type { Distribution } from './distributions';
import type { SetAsideReason } from './dispositions';
import type { PersonTable } from './personTable';
import type { ColumnQuality } from './quality';
import type { SourceYears } from './sourceYears';

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
  /** Codes in the column 保険者番号 of the insurers that `onlyRemaining` speaks of; absent where it speaks of all. */
  readonly remainingInsurers?: ReadonlySet<number>;
}

/** What one fiscal year has: rows by what they bring; registers that name no year count for every year. */
export interface YearOverview extends YearRows {
  readonly fiscalYear: number;
  /** The same by insurer, in the order of their numbers; empty where the sources name fewer than two. */
  readonly insurers: readonly (YearRows & { readonly insurer: string })[];
}

/** What sources have for a year. */
export interface YearRows {
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
  /** The same in steps. */
  readonly yearSteps: (fiscalYear: number) => Steps<Intake>;
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
  /**
   * The months with a dental receipt of a person; null without a column of レセプト種別, and where nobody, or nobody for certain, has
   * the number.
   */
  readonly dentalMonths: (person: { readonly number: string; readonly insurer: string }) => readonly number[] | null;
  /**
   * First and last month (months since year 0) of the receipts of the insurer of a person: those of another insurer say nothing of
   * this one. null where nobody, or nobody for certain, has the number.
   */
  readonly reach: (person: {
    readonly number: string;
    readonly insurer: string;
  }) => { readonly first: number; readonly last: number } | null;
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
  /** 一覧に出す列: headings of columns that lists show as they stand, at most `MOST_LISTED`. */
  readonly listColumns?: readonly string[];
}
