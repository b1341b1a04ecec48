/** What Ⅱ分析と課題 asks for, group by group, and the figures that answer it; rows marked ◇ are proposals of ours. */
import { axisName } from '../../purposeLines';
import { NATIONAL_CRITERIA, type CriterionId } from '../../../criteria';
import { formula, type Formula } from '../../figures/formula';
import { COUNT, insuredCall, kdbCall, ONE_DECIMAL, purposeCall, purposeInterval, SHARE, SMALL_SHARE } from './common';
import { type Quantity } from '../../figures/quantity';

/** One figure: formulas without the sign. What compares stands in the aggregate forms, printed in percent or as it is. */
export interface AnalysisLine {
  readonly key: string;
  readonly label: string;
  readonly quantity: Quantity;
  readonly own: Formula;
  /** Formulas with their sign. */
  readonly lower?: Formula;
  readonly upper?: Formula;
  /** The indicator of the aggregate forms for 県, 同規模 and 国. */
  readonly compare?: string;
  /** Formulas of 県, 同規模 and 国 where no printed figure of one name answers. */
  readonly others?: Readonly<Record<'pref' | 'peer' | 'nation', Formula>>;
  /** What the printed figure is divided by to become what `own` is. */
  readonly per?: number;
  /** Limits of the ratio to 国 (= 100) at the same sex and age: they decide the mark where they are known how to be reckoned. */
  readonly standardised?: { readonly lower: Formula; readonly upper: Formula };
  readonly source: string;
  /** How the axis of the chart names the line. */
  readonly axis?: string;
}

export interface AnalysisItem {
  readonly key: string;
  readonly label: string;
  /** Whether the row stands in the published part of the 計画様式（案）. */
  readonly isSourced: boolean;
  readonly hint: string;
  readonly lines: readonly AnalysisLine[];
}

export interface AnalysisGroup {
  readonly key: string;
  readonly label: string;
  readonly items: readonly AnalysisItem[];
}

const OVERVIEW = 'KDB 地域の全体像の把握';
const DATA = '取り込んだデータ';

/** A figure of the aggregate forms on both sides. */
const printed = (
  key: string,
  label: string,
  indicator: string,
  quantity: Quantity,
  source: string,
  per?: number,
): AnalysisLine => ({
  key,
  label,
  quantity,
  own: per === undefined ? kdbCall(indicator) : formula`${kdbCall(indicator)}/${per}`,
  compare: indicator,
  source,
  ...(per === undefined ? {} : { per }),
});
/** A share of the insured persons of the data, beside the printed ones. */
const share = (key: string, wanted: string, compare?: string): AnalysisLine => ({
  key,
  label: wanted,
  quantity: SHARE,
  own: insuredCall(wanted),
  lower: insuredCall(`${wanted}の下限`),
  upper: insuredCall(`${wanted}の上限`),
  source: compare === undefined ? DATA : `${DATA}、比較は ${OVERVIEW}`,
  ...(compare === undefined ? {} : { compare, per: 100 }),
});
const yen = (key: string, wanted: string, compare: string): AnalysisLine => ({
  key,
  label: `${wanted}（円）`,
  quantity: COUNT,
  own: insuredCall(wanted),
  compare,
  source: `${DATA}、比較は ${OVERVIEW}`,
});
const count = (key: string, wanted: string): AnalysisLine => ({
  key,
  label: `${wanted}（人）`,
  quantity: COUNT,
  own: insuredCall(wanted),
  source: DATA,
});
/** The share of a purpose over all insured: the 共通評価指標. */
export const riskLine = (id: CriterionId, label: string): AnalysisLine => ({
  key: `risk.${id}`,
  label,
  quantity: SMALL_SHARE,
  own: purposeCall(id, '割合'),
  lower: purposeInterval(id, '下限'),
  upper: purposeInterval(id, '上限'),
  source: '該当 ÷ 被保険者数',
  axis: axisName(id),
});
const deaths = ['がん', '心臓病', '脳疾患', '糖尿病', '腎不全', '自殺'];
const diseases = ['糖尿病', '高血圧症', '脂質異常症', '心臓病', '脳疾患', '筋・骨格', '精神'];

const item = (
  key: string,
  label: string,
  hint: string,
  lines: readonly AnalysisLine[],
  isSourced = true,
): AnalysisItem => ({
  key,
  label,
  isSourced,
  hint,
  lines,
});

export const ANALYSIS: readonly AnalysisGroup[] = [
  {
    key: 'background',
    label: '背景',
    items: [
      item('projection', '被保険者構成の将来推計', '年齢構成の変化と、計画期間の見込み', [
        count('insured', '被保険者数'),
        printed('aged', '高齢化率（65歳以上）', '高齢化率', SHARE, OVERVIEW, 100),
        printed('aged75', '75歳以上の割合', '75歳以上の割合', SHARE, OVERVIEW, 100),
      ]),
      item('costProjection', '将来推計に伴う医療費見込み', '1人当たり医療費と被保険者数の見込みから', [
        yen('medical', '1人当たり医療費', '1人当たり医療費'),
      ]),
      item('life', '平均余命・平均自立期間（要介護2以上）等', '県・同規模・国との差、男女の差', [
        printed('expectancyMen', '平均余命 男性（年）', '平均余命;性別=男', ONE_DECIMAL, OVERVIEW),
        printed('expectancyWomen', '平均余命 女性（年）', '平均余命;性別=女', ONE_DECIMAL, OVERVIEW),
        printed(
          'independentMen',
          '平均自立期間（要介護2以上）男性（年）',
          '平均自立期間（要介護2以上）;性別=男',
          ONE_DECIMAL,
          OVERVIEW,
        ),
        printed(
          'independentWomen',
          '平均自立期間（要介護2以上）女性（年）',
          '平均自立期間（要介護2以上）;性別=女',
          ONE_DECIMAL,
          OVERVIEW,
        ),
      ]),
      item(
        'deaths',
        '死因別死亡割合',
        '割合の高い死因',
        deaths.map((name, index) =>
          printed(`death${index + 1}`, `死因: ${name}`, `死因 / ${name}`, SHARE, OVERVIEW, 100),
        ),
      ),
    ],
  },
  {
    key: 'checkups',
    label: '健康診査・歯科健康診査の実施状況',
    items: [
      item('checkup', '健康診査', '受診率の推移、年齢・圏域による差', [
        { ...share('checkupRate', '健診受診率', '健診受診率'), label: '健診受診率（対象外者を除く）' },
        count('examined', '健診受診者数'),
        count('eligible', '健診対象者数'),
      ]),
      item('dentalCheckup', '歯科健康診査', '実施の有無、受診者数、受診率（データにないときは書き入れる）', [
        { ...share('dentalShare', '歯科受診者の割合'), label: '歯科レセプトのある人の割合（参考）' },
      ]),
    ],
  },
  {
    key: 'questionnaire',
    label: '質問票の分析 ほか',
    items: [
      item(
        'findings',
        '健診・歯科健診の結果の状況（健康状況）',
        '下の割合のうち健診値にもとづくもの（低栄養・コントロール不良者・腎機能不良）',
        [],
      ),
      item(
        'answers',
        '質問票調査結果の状況（生活習慣）',
        '下の割合のうち質問票にもとづくもの（口腔・身体的フレイルなど）',
        [{ ...share('answeredShare', '質問票回答者の割合'), label: '質問票に回答した人の割合' }],
      ),
      item('unknown', '健康状態不明者の数', '人数と圏域による差', [
        {
          key: 'unknownCount',
          label: '健康状態不明者（人）',
          quantity: COUNT,
          own: purposeCall('unknownStatus', '人数'),
          source: DATA,
        },
      ]),
      item(
        'risks',
        'ハイリスク者割合（共通評価指標 10項目）',
        '割合 = 該当 ÷ 被保険者数。健診受診率が低いほど低くなるので、地域どうしを比べるときは注意',
        NATIONAL_CRITERIA.map(({ id, name }) => riskLine(id, name)),
        false,
      ),
    ],
  },
  {
    key: 'medical',
    label: '医療関係の分析',
    items: [
      item('cost', '医療費', '入院・外来・歯科・調剤の内訳、県・国との差', [
        yen('costAll', '1人当たり医療費', '1人当たり医療費'),
        yen('costIn', '1人当たり医療費（入院）', '1人当たり入院医療費'),
        yen('costOut', '1人当たり医療費（外来）', '1人当たり外来医療費'),
      ]),
      item('diseaseCost', '疾病分類別の医療費', '割合の高い疾病、県・国より高い疾病（KDB 医療費分析から）', []),
      item('generic', '後発医薬品の使用割合', '目標との差', [
        printed('genericRate', '後発医薬品の使用割合', '後発医薬品の使用割合', SHARE, OVERVIEW, 100),
      ]),
      item('duplicates', '重複投薬患者割合', '対象者数と、働きかけの状況', [
        printed('duplicateRate', '重複処方を受けた者の割合', '重複処方を受けた者', SMALL_SHARE, OVERVIEW, 100),
      ]),
      item('many', '多剤投薬患者割合', '対象者数と、働きかけの状況（15剤以上。抽出条件で変えられる）', [
        { ...riskLine('polypharmacy', '多剤（抽出条件のとおり）'), key: 'manyRate' },
      ]),
    ],
  },
  {
    key: 'care',
    label: '介護関係の分析',
    items: [
      item('certified', '要介護認定率の状況', '認定率の推移、圏域による差', [
        { ...share('certifiedRate', '認定率'), label: '認定率（被保険者のうち）' },
        printed('certifiedFirst', '1号認定率', '1号認定率', SHARE, OVERVIEW, 100),
      ]),
      item('benefit', '介護給付費', '1人当たり・1件当たりの額', [
        printed('benefitPerson', '1人当たり介護給付費（円）', '1人当たり介護給付費', COUNT, OVERVIEW),
        printed('benefitCase', '1件当たり給付費（円）', '1件当たり給付費', COUNT, OVERVIEW),
      ]),
      item(
        'prevalence',
        '要介護認定有無別の有病率（疾病別）',
        '認定のある人に多い疾病',
        diseases.map((name, index) =>
          printed(`disease${index + 1}`, `有病状況: ${name}`, `有病状況 / ${name}`, SHARE, OVERVIEW, 100),
        ),
      ),
      item('levels', '要介護度別有病率（疾病別）', '要介護度による違い（KDB 要介護（支援）者認定状況から）', []),
      item(
        'gatherings',
        '通いの場の展開状況（箇所数・参加者数等）',
        '箇所数、参加者数、専門職の関与（箇所数などは通いの場記録から）',
        [],
      ),
    ],
  },
  {
    key: 'both',
    label: '介護・医療の突合（様式は公表された範囲まで）',
    items: [
      item('joined', '介護と医療の突合分析', '認定のある人とない人の医療費、フレイルと認定の関係など', [], false),
    ],
  },
];
