/** The custom functions as the helper offers them: in groups, each with an example that answers. */

/** A parameter as the built functions.json describes it. */
export interface ParameterInfo {
  readonly name: string;
  readonly description?: string;
  readonly optional?: boolean;
}

/** A custom function as the built functions.json describes it. */
export interface FunctionInfo {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly parameters: readonly ParameterInfo[];
}

/** What one types for the arguments, in their order; '' omits one. */
export type Typed = readonly string[];

interface Group {
  readonly name: string;
  /** Function id → the arguments of its example. */
  readonly examples: Readonly<Record<string, Typed>>;
}

const OF_PURPOSE: Typed = ['割合', '圏域=北部;年齢=75-84'];
const AGES = '{65;75;85}';
const POPULATION = '{5000;4000;1500}';
const DEATHS = '{60;110;190}';

export const GROUPS: readonly Group[] = [
  {
    name: '抽出',
    examples: {
      LOWNUTRITION: OF_PURPOSE,
      ORAL: OF_PURPOSE,
      POLYPHARMACY: OF_PURPOSE,
      HYPNOTICS: OF_PURPOSE,
      PHYSICALFRAILTY: OF_PURPOSE,
      UNCONTROLLED: OF_PURPOSE,
      DISCONTINUED: OF_PURPOSE,
      COMORBIDFRAILTY: OF_PURPOSE,
      KIDNEY: OF_PURPOSE,
      UNKNOWNSTATUS: OF_PURPOSE,
      EXTRACT: ['低栄養', '人数', '性別=女'],
      CRITERIA: ['低栄養'],
      ATTRITION: ['低栄養', '圏域=北部'],
      WHY: ['00000012', '低栄養'],
    },
  },
  {
    name: '人の値',
    examples: {
      FRAILTY: ['{1,1,1,2,2,2,1,2,1,2,2,2,1,1,1}'],
      EGFR: ['0.9', '78', '女'],
      BMI: ['45.5', '150'],
      AGE: ['S20.4.1', '2026/3/31'],
      FISCALYEAR: ['R7.4.1'],
      WAREKI: ['2025/4/1'],
    },
  },
  {
    name: '率と信頼区間',
    examples: {
      PROPORTION: ['87', '1124', '表示', '', '100'],
      RATE: ['12', '8500', '区間'],
      DSR: ['{8;15;22}', POPULATION, '{4000;3500;1200}', '表示'],
      ISR: ['45', POPULATION, '{300;700;900}', '{260000;210000;80000}', '表示'],
      COMPARE: ['87', '1124', '60', '980', '表示', '', '100'],
    },
  },
  {
    name: '地域・年・検定の比較',
    examples: {
      STANDARDISED: ['健康状態不明者', '標準化比', '圏域=北部', '表示'],
      FUNNEL: ['24', '150', '0.1', '判定'],
      SHRUNKRATE: ['{2;30;12}', '{10;300;180}'],
      TRENDTEST: ['{30;24;15}', '{100;100;100}', '{2023;2024;2025}', 'p'],
      ADJUSTP: ['{0.01;0.04;0.03;0.2;0.5;0.001}'],
    },
  },
  {
    name: '前後の比較',
    examples: {
      WEIGHTCHANGE: ['{45.2;50.1;48.0}', '{46.5;50.4;46.8}'],
      PAIRED: ['{45.2;50.1;48.0;41.3}', '{46.5;50.4;48.8;42.0}', '表示'],
      WILCOXON: ['{3;5;2;6;4;7}', '{4;5;4;7;6;9}', '表示'],
      MCNEMAR: ['{1;1;1;0;1;0;1;1}', '{0;1;0;0;0;0;1;0}', '表示'],
      OUTCOME: ['低栄養', '体重の維持・改善', '表示'],
      CASES: ['流れ', '健康状態不明者'],
    },
  },
  {
    name: '事業の評価と計画',
    examples: {
      DID: ['{40.1;42.3;45.0;39.8}', '{41.2;43.0;45.9;41.0}', '{41.0;43.2;44.1;40.2}', '{41.1;42.8;44.3;40.0}', '表示'],
      EXPECTEDCHANGE: ['{38.2;40.1;42.5;44.0}', '{39.1;40.6;42.4;43.9}', '{39.0;40.0;41.0}', '表示'],
      KAPLANMEIER: ['{3;5;8;12;12;20;24;24}', '{1;0;2;1;0;1;0;0}', '12', '表示'],
      CUMINCIDENCE: ['{3;5;8;12;12;20;24;24}', '{1;0;2;1;0;1;0;0}', '24', '表示'],
      RESTRICTEDMEAN: ['{3;5;8;12;12;20;24;24}', '{1;0;2;1;0;1;0;0}', '24', '表示'],
      SAMPLESIZE: ['0.3', '0.2', '2群'],
      DETECTABLE: ['0.3', '120', '2群', '減る'],
      COSTPEROUTCOME: ['1200000', '12', '40', '表示'],
    },
  },
  {
    name: '平均余命・自立期間',
    examples: {
      LIFEEXPECTANCY: [AGES, POPULATION, DEATHS, '表示', '65'],
      OWNHEALTHYLIFE: ['男女計', '', '人年'],
      HEALTHYLIFE: [AGES, POPULATION, DEATHS, '{150;500;700}', '表示', '65'],
    },
  },
  {
    name: '医療費・介護・財源',
    examples: {
      PERCAPITA: ['2760000000', '3000'],
      GENERICRATE: ['8100', '1900'],
      DUPLICATERX: ['{3;2;2;1}', '{1;2;1;0}', '3000'],
      CARERATE: ['1520', '8400', '表示'],
      CHECKUPRATE: ['1124', '3000', '180', '表示'],
      SUBSIDYCAP: ['80000000', '12000000', '150000000', '60000000', '1.03', '内訳'],
      COMPREHENSIVECAP: ['2500000000', '1.02', '30000000'],
      COSTSHARE: ['10000000', '総合事業'],
      SIZECLASS: ['12000'],
    },
  },
  {
    name: 'データの値',
    examples: {
      INSURED: ['健診受診率', '圏域=北部'],
      INYEAR: ['2024', '健診受診率'],
      QUESTIONNAIRE: ['4', 'リスク該当割合', '性別=女', '表示'],
      KDBFIGURE: ['健診受診率', '県'],
      TREND: ['87', '1124', '60', '980', '低いほど良い', '向き'],
    },
  },
  { name: '公表', examples: { MASK: ['7', '12000'] } },
];

/** Functions that no group names yet. */
const OTHERS = 'そのほか';

export interface ListedFunction {
  readonly group: string;
  readonly example: Typed;
  readonly info: FunctionInfo;
}

/** The functions of this build in the order of the groups. */
export function listed(functions: readonly FunctionInfo[]): readonly ListedFunction[] {
  const byId = new Map(functions.map((info) => [info.id, info]));
  const grouped = GROUPS.flatMap(({ name: group, examples }) =>
    Object.entries(examples).flatMap(([id, example]) => {
      const info = byId.get(id);
      byId.delete(id);
      return info === undefined ? [] : [{ group, example, info }];
    }),
  );
  return [...grouped, ...[...byId.values()].map((info) => ({ group: OTHERS, example: [], info }))];
}

/** What people call it who do not know the name of the purpose. */
const EVERYDAY: Readonly<Record<string, string>> = {
  LOWNUTRITION: 'やせ 痩せ 低体重 体重減少 栄養',
  ORAL: '歯 むせ 噛む 嚥下 歯科',
  POLYPHARMACY: '薬 多剤 ポリファーマシー 飲みすぎ',
  HYPNOTICS: '眠剤 不眠 眠れない',
  PHYSICALFRAILTY: '転倒 歩く 筋力 足腰 骨折',
  UNCONTROLLED: '血糖 血圧 糖尿病 高血圧',
  DISCONTINUED: '通院していない 治療をやめた 糖尿病 高血圧',
  COMORBIDFRAILTY: '心臓 脳卒中 持病',
  KIDNEY: '腎臓 透析 尿',
  UNKNOWNSTATUS: 'ひきこもり 閉じこもり 受診していない つながっていない',
  FRAILTY: '虚弱 フレイル',
  HEALTHYLIFE: '健康寿命',
  OWNHEALTHYLIFE: '健康寿命',
};

/** Everyday words that lead to a function; '' for those that are known by their names. */
export const everydayWords = (id: string): string => EVERYDAY[id] ?? '';
