/** The shapes of the room criteria: conditions as data, definitions, settings, answers. */
import type { CodeField, CountField, EvidenceStatus, FieldId, FlagField, MeasureField } from '../kdb';
import type { BitSet } from './bitSet';

/** The extraction purposes (抽出目的): the ten national ones in their order, then those that are added to them. */
export const CRITERION_IDS = [
  'lowNutrition',
  'oral',
  'polypharmacy',
  'hypnotics',
  'physicalFrailty',
  'uncontrolled',
  'discontinued',
  'comorbidFrailty',
  'kidney',
  'unknownStatus',
  'diabeticNephropathy',
] as const;
export type CriterionId = (typeof CRITERION_IDS)[number];

/** One fact about a person that answers true, false or unknown. Thresholds are named, and stand in the settings. */
export type Predicate =
  | {
      readonly kind: 'compare';
      readonly field: MeasureField | CountField | 'proteinuria';
      readonly relation: '<=' | '<' | '>=' | '>' | '=';
      /** A parameter of this criterion, or a constant that is no threshold (0 件). */
      readonly than: { readonly parameter: string } | { readonly constant: number };
    }
  | { readonly kind: 'answer'; readonly field: CodeField; readonly oneOf: readonly number[] }
  | { readonly kind: 'flag'; readonly field: FlagField; readonly is: 'yes' | 'no' };

/** What every condition may carry: its words, and when it takes part at all. A condition that takes no part is left out. */
export interface ConditionTerms {
  /** What the analyst reads for a group of conditions; a single predicate is worded from its field and threshold. */
  readonly label?: string;
  /** Takes part only while this switch parameter is on. */
  readonly when?: string;
  /** Takes part only while this switch parameter is off. */
  readonly unless?: string;
  /** Takes part only where some source provides this field. */
  readonly whenPresent?: FieldId;
}

/** A condition: predicates joined by Kleene logic. */
export type Condition = ConditionTerms &
  (
    | { readonly op: 'all'; readonly of: readonly Condition[] }
    | { readonly op: 'any'; readonly of: readonly Condition[] }
    | { readonly op: 'not'; readonly of: Condition }
    | { readonly op: 'is'; readonly predicate: Predicate }
  );

/** A threshold or a switch that the analyst may change in the sheet 抽出条件. */
export interface Parameter {
  /** Unique in the criterion, e.g. bmiAtMost. The full key in settings is `${criterionId}.${id}`. */
  readonly id: string;
  readonly label: string;
  readonly kind: 'number' | 'switch';
  /** A number, or true/false for a switch. */
  readonly default: number | boolean;
  /** Inclusive limits of a possible number; a value outside is refused. */
  readonly range?: readonly [number, number];
  /** Inclusive limits of a usual number; a value outside is allowed, and the linter says so. */
  readonly usual?: readonly [number, number];
  /** Only whole numbers make sense (counts, classes). */
  readonly whole?: boolean;
  /** Words for the numbers of a class, e.g. 3 → （＋）; the sheet accepts either, and the other spellings. */
  readonly choices?: readonly { readonly value: number; readonly label: string; readonly also?: readonly string[] }[];
  /** Smallest step that makes sense: 1 for counts, 0.1 for BMI. */
  readonly step?: number;
  readonly unit?: string;
  readonly status: EvidenceStatus;
  readonly note?: string;
}

/** How far beyond a threshold a person stands: one point a `step` beyond, at most two. Feeds the 優先度. */
export interface SeverityMeasure {
  readonly field: MeasureField | CountField;
  readonly parameter: string;
  readonly direction: 'below' | 'above';
  readonly step: number;
}

/** One class of a division, and who belongs to it. */
export interface DivisionClass {
  readonly label: string;
  readonly condition: Condition;
}

/** A way to divide those who meet a purpose, e.g. 病期: the first class whose condition is true. A column of the list. */
export interface Division {
  /** Heading of its column, e.g. 病期. */
  readonly heading: string;
  readonly classes: readonly DivisionClass[];
  /** For whom no class is true; '' where everybody of the purpose belongs to a class. */
  readonly otherwise: string;
  readonly status: EvidenceStatus;
  /** Where the classes come from, and what was chosen. */
  readonly note: string;
}

/** One of the definitions. */
export interface CriterionDefinition {
  readonly id: CriterionId;
  /** 抽出目的 as the sheets name it, e.g. 服薬（多剤）. */
  readonly name: string;
  /** How charts with little room call it, e.g. 多剤. */
  readonly shortName: string;
  /**
   * national: one of the ten that the 共通評価指標 count. added: a further purpose with a source of its own; it takes part
   * while its switch `use` is on, and is never counted among the ten.
   */
  readonly standing: 'national' | 'added';
  readonly definition: Condition;
  /**
   * The lines of the attrition table, where they are not simply the members of a top-level `all`.
   * Each is implied by the definition, so the chain ends at the hits.
   */
  readonly steps?: readonly Condition[];
  /** What makes a hit more serious; empty where no measured value says so. */
  readonly severity: readonly SeverityMeasure[];
  /** Columns of the list that divide the hits; none where left out. */
  readonly divisions?: readonly Division[];
  /** Stands for the 優先度 of the list and orders it, best class first; without it the 優先度 of all purposes does. */
  readonly ranking?: Division;
  readonly parameters: readonly Parameter[];
  /** Version of the public definition, e.g. "Ver.1 R4.2". */
  readonly version: string;
  /** Public document and page. */
  readonly source: string;
  readonly status: EvidenceStatus;
  /** Points where the public text is silent or ambiguous, and what was chosen. */
  readonly remarks: readonly string[];
}

/** Values of all parameters, by full key `${criterionId}.${parameterId}`. */
export type CriteriaSettings = Readonly<Record<string, number | boolean>>;

export type Answer = '該当' | '非該当' | '判定不能';

/** One criterion answered for everybody. `hits` and `undetermined` never overlap. */
export interface CriterionResult {
  readonly id: CriterionId;
  readonly hits: BitSet;
  readonly undetermined: BitSet;
  /** The settings that were answered with. */
  readonly settings?: CriteriaSettings;
}

/** One condition that was true for a person, with the value that made it so. */
export interface FiredCondition {
  readonly label: string;
  readonly field: FieldId;
  /** The person's value in words, e.g. "BMI 18.4" or "質問票⑥ はい". */
  readonly value: string;
}

/** Why a person is, is not, or cannot be said to be a target. */
export interface Explanation {
  readonly id: CriterionId;
  readonly answer: Answer;
  readonly because: readonly FiredCondition[];
  /** The conditions that were false and made the person no target; empty unless the answer is 非該当. */
  readonly against: readonly FiredCondition[];
  /** Fields without a value that would have decided. */
  readonly missing: readonly { readonly field: FieldId; readonly label: string }[];
  /** The whole in one Japanese sentence. */
  readonly sentence: string;
}

/** How many are left after each condition, taken in order. The first line is everybody, the last ends at the hits. */
export interface AttritionStep {
  readonly label: string;
  /** For whom every condition up to here is true. */
  readonly left: number;
  /** Left on the line before and no longer: the condition is false for them, or cannot be answered. */
  readonly removed: number;
  /** For whom the conditions up to here cannot be answered (beside `left`, not among it). */
  readonly undetermined: number;
}

/** Counts that every place shows alike. */
export interface CriterionCount {
  readonly id: CriterionId;
  readonly name: string;
  /** 該当. */
  readonly hits: number;
  /** 被保険者数: the denominator of the 共通評価指標. */
  readonly denominator: number;
  /** 判定可能者数. */
  readonly judged: number;
  readonly undetermined: number;
}

/** Whether the columns of a criterion are there. */
export interface Readiness {
  readonly id: CriterionId;
  readonly ready: boolean;
  /** Fields of the definition that no source provides. */
  readonly absent: readonly { readonly field: FieldId; readonly label: string }[];
  /** What that means, in Japanese; empty when all is there. */
  readonly notice: string;
  /** What was chosen because of the columns at hand, e.g. which years' 認定 were looked at. May be said even when all is there. */
  readonly remarks: readonly string[];
}

/** Something the linter found in the settings. */
export interface Finding {
  readonly level: 'error' | 'warning';
  readonly id: CriterionId;
  /** Full key of the parameter, where one is to blame. */
  readonly key?: string;
  readonly text: string;
}

/** 優先度 of one person, with what it rests on. */
export interface Priority {
  readonly level: 'A' | 'B' | 'C';
  /** Number of national purposes met. */
  readonly purposes: number;
  /** 0, 1 or 2: the farthest distance beyond a threshold, over the purposes met. */
  readonly severity: number;
  /** e.g. "A（3 目的・重症度 1）". Empty for a person who meets no purpose. */
  readonly text: string;
}
