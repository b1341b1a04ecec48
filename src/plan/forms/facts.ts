/** What the builders of forms know of the workbook when the sheets are written. Figures themselves are live formulas. */
import type { Area, CriteriaSettings, CriterionResult } from '../../criteria';
import type { Evaluation, SupportLog } from '../../indicators/outcomes';
import type { Aggregate, Intake, YearOverview } from '../../kdb';
import type { RecordEntry } from '../record/entry';
import type { OlderTarget } from '../record/older';
import type { AddedItem } from '../selfCheck/ownItems';
import type { FormGroup } from './groups';
import type { Role } from './roles';
import type { FormStanding } from './standing';

export interface PlanFacts {
  /** 抽出年度. */
  readonly fiscalYear: number;
  /** Which data and conditions the figures come from at the time of writing. */
  readonly stamp: string;
  /** When the sheets are written, in words. */
  readonly writtenAt: string;
  readonly intake: Intake;
  readonly settings: CriteriaSettings;
  /** The ten purposes in their order. */
  readonly results: readonly CriterionResult[];
  /** 圏域 that occur in the data; none where no source names them. */
  readonly areas: readonly Area[];
  readonly aggregates: readonly Aggregate[];
  /** 支援記録 as the workbook holds it; null without one. */
  readonly support: SupportLog | null;
  readonly evaluation: Evaluation | null;
  /** Forms that stand in the workbook, by sheet: for what the analyst named there, such as programmes of their own. */
  readonly standing?: ReadonlyMap<string, FormStanding>;
  /** What the loaded years answer, what older workbooks bring, and when that is recorded; absent: nothing beyond what stands. */
  readonly record?: {
    readonly loaded: readonly RecordEntry[];
    readonly older: readonly RecordEntry[];
    /** Targets of older workbooks, for lines of Ⅲ and Ⅳ in which none is typed. */
    readonly targets?: readonly OlderTarget[];
    readonly recordedAt: string;
  };
  /** Whose workbook it is; absent or null: nobody said, and every sheet is made. */
  readonly role?: Role | null;
  /** The groups that are written together; a formula may name a sheet of theirs. */
  readonly groups?: readonly FormGroup[];
  /** Items of 自己点検 that the analyst adds, of the sheet 点検項目; absent: none. */
  readonly addedChecks?: readonly AddedItem[];
  readonly notices: readonly string[];
  /** What the data have for each fiscal year, the oldest first; absent: not known. */
  readonly years?: readonly YearOverview[];
}
