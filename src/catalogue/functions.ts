/** The custom functions: in groups, each with an example that answers, and what its answers rest on. */
import type { CriterionId } from '../criteria';

/** What one types for the arguments, in their order; '' omits one. */
export type Typed = readonly string[];

/**
 * question: counts of the persons of the data, told by what is asked (`questionOf`). cells: no count of persons but those of
 * the cells that it names. undeclared: a person's own values, or a table of counts that are declared nowhere.
 */
export type Basis = 'question' | 'cells' | 'undeclared';

interface FunctionEntry {
  readonly basis: Basis;
  readonly example: Typed;
  /** What people call it who do not know its name. */
  readonly everyday?: string;
}

const OF_PURPOSE: Typed = ['割合', '圏域=北部;年齢=75-84'];
const AGES = '{65;75;85}';
const POPULATION = '{5000;4000;1500}';
const DEATHS = '{60;110;190}';

const purpose = (everyday: string) => ({ basis: 'question', example: OF_PURPOSE, everyday }) as const;
const question = (example: Typed, everyday = '') => ({ basis: 'question', example, everyday }) as const;
const cells = (example: Typed, everyday = '') => ({ basis: 'cells', example, everyday }) as const;
const undeclared = (example: Typed, everyday = '') => ({ basis: 'undeclared', example, everyday }) as const;

/** By group, in the order in which they are offered. */
export const FUNCTION_GROUPS = {
  抽出: {
    LOWNUTRITION: purpose('やせ 痩せ 低体重 体重減少 栄養'),
    ORAL: purpose('歯 むせ 噛む 嚥下 歯科'),
    POLYPHARMACY: purpose('薬 多剤 ポリファーマシー 飲みすぎ'),
    HYPNOTICS: purpose('眠剤 不眠 眠れない'),
    PHYSICALFRAILTY: purpose('転倒 歩く 筋力 足腰 骨折'),
    UNCONTROLLED: purpose('血糖 血圧 糖尿病 高血圧'),
    DISCONTINUED: purpose('通院していない 治療をやめた 糖尿病 高血圧'),
    COMORBIDFRAILTY: purpose('心臓 脳卒中 持病'),
    KIDNEY: purpose('腎臓 透析 尿'),
    UNKNOWNSTATUS: purpose('ひきこもり 閉じこもり 受診していない つながっていない'),
    EXTRACT: question(['低栄養', '人数', '性別=女']),
    CRITERIA: cells(['低栄養']),
    ATTRITION: undeclared(['低栄養', '圏域=北部']),
    WHY: undeclared(['00000012', '低栄養']),
  },
  人の値: {
    FRAILTY: undeclared(['{1,1,1,2,2,2,1,2,1,2,2,2,1,1,1}'], '虚弱 フレイル'),
    EGFR: undeclared(['0.9', '78', '女']),
    BMI: undeclared(['45.5', '150']),
    AGE: undeclared(['S20.4.1', '2026/3/31']),
    FISCALYEAR: cells(['R7.4.1']),
    WAREKI: cells(['2025/4/1']),
  },
  率と信頼区間: {
    PROPORTION: cells(['87', '1124', '表示', '', '100']),
    RATE: cells(['12', '8500', '区間']),
    DSR: cells(['{8;15;22}', POPULATION, '{4000;3500;1200}', '表示']),
    ISR: cells(['45', POPULATION, '{300;700;900}', '{260000;210000;80000}', '表示']),
    COMPARE: cells(['87', '1124', '60', '980', '表示', '', '100']),
  },
  '地域・年・検定の比較': {
    STANDARDISED: question(['健康状態不明者', '標準化比', '圏域=北部', '表示']),
    FUNNEL: cells(['24', '150', '0.1', '判定']),
    SHRUNKRATE: cells(['{2;30;12}', '{10;300;180}']),
    TRENDTEST: cells(['{30;24;15}', '{100;100;100}', '{2023;2024;2025}', 'p']),
    ADJUSTP: cells(['{0.01;0.04;0.03;0.2;0.5;0.001}']),
  },
  前後の比較: {
    WEIGHTCHANGE: undeclared(['{45.2;50.1;48.0}', '{46.5;50.4;46.8}']),
    PAIRED: cells(['{45.2;50.1;48.0;41.3}', '{46.5;50.4;48.8;42.0}', '表示']),
    WILCOXON: cells(['{3;5;2;6;4;7}', '{4;5;4;7;6;9}', '表示']),
    MCNEMAR: cells(['{1;1;1;0;1;0;1;1}', '{0;1;0;0;0;0;1;0}', '表示']),
    OUTCOME: question(['低栄養', '体重の維持・改善', '表示']),
    CASES: question(['流れ', '健康状態不明者']),
  },
  事業の評価と計画: {
    DID: cells([
      '{40.1;42.3;45.0;39.8}',
      '{41.2;43.0;45.9;41.0}',
      '{41.0;43.2;44.1;40.2}',
      '{41.1;42.8;44.3;40.0}',
      '表示',
    ]),
    EXPECTEDCHANGE: cells(['{38.2;40.1;42.5;44.0}', '{39.1;40.6;42.4;43.9}', '{39.0;40.0;41.0}', '表示']),
    KAPLANMEIER: cells(['{3;5;8;12;12;20;24;24}', '{1;0;2;1;0;1;0;0}', '12', '表示']),
    CUMINCIDENCE: cells(['{3;5;8;12;12;20;24;24}', '{1;0;2;1;0;1;0;0}', '24', '表示']),
    RESTRICTEDMEAN: cells(['{3;5;8;12;12;20;24;24}', '{1;0;2;1;0;1;0;0}', '24', '表示']),
    SAMPLESIZE: cells(['0.3', '0.2', '2群']),
    DETECTABLE: cells(['0.3', '120', '2群', '減る']),
    COSTPEROUTCOME: cells(['1200000', '12', '40', '表示']),
  },
  '平均余命・自立期間': {
    LIFEEXPECTANCY: cells([AGES, POPULATION, DEATHS, '表示', '65']),
    OWNHEALTHYLIFE: question(['男女計', '', '人年'], '健康寿命'),
    HEALTHYLIFE: cells([AGES, POPULATION, DEATHS, '{150;500;700}', '表示', '65'], '健康寿命'),
  },
  '医療費・介護・財源': {
    PERCAPITA: cells(['2760000000', '3000']),
    GENERICRATE: cells(['8100', '1900']),
    DUPLICATERX: undeclared(['{3;2;2;1}', '{1;2;1;0}', '3000']),
    CARERATE: cells(['1520', '8400', '表示']),
    CHECKUPRATE: cells(['1124', '3000', '180', '表示']),
    SUBSIDYCAP: cells(['80000000', '12000000', '150000000', '60000000', '1.03', '内訳']),
    COMPREHENSIVECAP: cells(['2500000000', '1.02', '30000000']),
    COSTSHARE: cells(['10000000', '総合事業']),
    SIZECLASS: cells(['12000']),
  },
  データの値: {
    INSURED: question(['健診受診率', '圏域=北部']),
    INYEAR: question(['2024', '健診受診率']),
    QUESTIONNAIRE: question(['4', 'リスク該当割合', '性別=女', '表示']),
    KDBFIGURE: question(['健診受診率', '県']),
    TREND: cells(['87', '1124', '60', '980', '低いほど良い', '向き']),
  },
  公表: { MASK: cells(['7', '12000']) },
} as const satisfies Readonly<Record<string, Readonly<Record<string, FunctionEntry>>>>;

type Groups = typeof FUNCTION_GROUPS;
/** The functions by their names without the namespace. */
export type FunctionId = { [Group in keyof Groups]: keyof Groups[Group] }[keyof Groups];

/** Those that are named after a 抽出目的. */
export type PurposeFunction = Extract<FunctionId, Uppercase<CriterionId>>;

export interface CataloguedFunction extends FunctionEntry {
  readonly id: FunctionId;
  readonly group: string;
}

/** All functions in the order of the groups. */
export const FUNCTIONS: readonly CataloguedFunction[] = Object.entries(FUNCTION_GROUPS).flatMap(([group, functions]) =>
  Object.entries<FunctionEntry>(functions).map(([id, entry]) => ({ ...entry, id: id as FunctionId, group })),
);

const BY_ID: ReadonlyMap<string, CataloguedFunction> = new Map(FUNCTIONS.map((entry) => [entry.id, entry]));
/** The function of a name without namespace; undefined for none of ours. */
export const findFunction = (id: string): CataloguedFunction | undefined => BY_ID.get(id);
