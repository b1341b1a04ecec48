/** The ten national extraction purposes as data: definition, thresholds, switches, source, certainty, open points. */
import { CARE_LEVEL } from '../kdb';
import { all, any, answered, atLeast, atMost, below, has, hasNo, noReceipts, saysYes } from './conditions';
import { unless, when, whenPresent } from './conditions';
import {
  bmiThreshold,
  dbpThreshold,
  drugCountThreshold,
  egfrThreshold,
  hba1cThreshold,
  proteinuriaThreshold,
  sbpThreshold,
  switchParameter,
} from './parameters';
import type { Condition, CriterionDefinition } from './types';

/** Version of the public definitions that the defaults follow. */
export const CRITERIA_VERSION = 'Ver.1 R4.2';

/** The public document the defaults come from. */
const GUIDE =
  '「一体的実施・KDB活用支援ツール」の抽出条件の考え方と保健事業への活用 Ver.1（令和4年2月、厚生労働行政推進調査事業 津下班）';

/** A page of the document, counted as the pages of the PDF. */
const page = (number: number): string => `${GUIDE} PDF ${number}ページ`;

/** ①健康状態: 4 あまりよくない, 5 よくない. */
const poorHealth = answered('q1', 4, 5);
/** ⑬外出頻度: 週に1回以上外出していますか — いいえ. */
const homebound = answered('q13', 2);

const noMedicalReceipts: readonly Condition[] = [
  noReceipts('inpatient'),
  noReceipts('outpatient'),
  noReceipts('dental'),
];

const anyDiabetesDrugBefore = any(
  '抽出年度より前の 3 年間に糖尿病薬あり',
  has('dmDrugPrevious'),
  has('dmDrugTwoYearsAgo'),
  has('dmDrugThreeYearsAgo'),
);
const anyHypertensionDrugBefore = any(
  '抽出年度より前の 3 年間に高血圧薬あり',
  has('htDrugPrevious'),
  has('htDrugTwoYearsAgo'),
  has('htDrugThreeYearsAgo'),
);

/** 糖尿病治療中または中断: treated in the year, diagnosed, or (by a switch) treated in one of the three years before. */
const diabetesTreatedOrInterrupted = any(
  '糖尿病治療中または中断',
  has('dmDrug'),
  has('dmDiagnosis'),
  when('interruptedCounts', anyDiabetesDrugBefore),
);

/** No certification in a year; with `supportCounts` off, 要支援 is no certification either. */
const notCertified: Condition = all(
  '要介護認定なし',
  when('supportCounts', hasNo('certified')),
  unless(
    'supportCounts',
    any(
      '要介護 1 以上の認定なし',
      hasNo('certified'),
      answered(
        'careLevel',
        CARE_LEVEL.none,
        CARE_LEVEL.programTarget,
        CARE_LEVEL.transitional,
        CARE_LEVEL.support1,
        CARE_LEVEL.support2,
      ),
    ),
  ),
);
const notCertifiedBefore: Condition = all(
  '要介護認定なし（前年度）',
  when('supportCounts', hasNo('certifiedPrevious')),
  unless(
    'supportCounts',
    any(
      '要介護 1 以上の認定なし（前年度）',
      hasNo('certifiedPrevious'),
      answered(
        'careLevelPrevious',
        CARE_LEVEL.none,
        CARE_LEVEL.programTarget,
        CARE_LEVEL.transitional,
        CARE_LEVEL.support1,
        CARE_LEVEL.support2,
      ),
    ),
  ),
);

const pharmacySwitch = switchParameter(
  'pharmacyCounts',
  '調剤レセプトも受診とみなす',
  false,
  'sourced',
  '公表資料は入院・外来・歯科だけを挙げる（調剤は挙げていない）。',
);

export const CRITERIA: readonly CriterionDefinition[] = [
  {
    id: 'lowNutrition',
    name: '低栄養',
    definition: all('低栄養', atMost('bmi', 'bmiAtMost'), saysYes('q6')),
    parameters: [bmiThreshold({ id: 'bmiAtMost', label: 'BMI（以下）', default: 20, status: 'sourced' })],
    severity: [{ field: 'bmi', parameter: 'bmiAtMost', direction: 'below', step: 1.5 }],
    version: CRITERIA_VERSION,
    source: page(11),
    status: 'sourced',
    remarks: ['質問票⑥（体重変化）の該当は「はい」とした。'],
  },
  {
    id: 'oral',
    name: '口腔',
    definition: all('口腔', any('質問票④⑤のいずれかに該当', saysYes('q4'), saysYes('q5')), noReceipts('dental')),
    parameters: [],
    severity: [],
    version: CRITERIA_VERSION,
    source: page(13),
    status: 'sourced',
    remarks: ['「過去1年間歯科受診なし」は、抽出年度の歯科レセプトが 0 件であることとした。'],
  },
  {
    id: 'polypharmacy',
    name: '服薬（多剤）',
    definition: all('服薬（多剤）', atLeast('drugCount', 'drugCountAtLeast')),
    parameters: [
      drugCountThreshold({
        id: 'drugCountAtLeast',
        label: '処方薬剤数（以上）',
        default: 15,
        status: 'sourced',
        note: '公表資料は「15以上」や「20以上」等とする。候補者を絞り込むときは 20 とする。',
      }),
    ],
    severity: [{ field: 'drugCount', parameter: 'drugCountAtLeast', direction: 'above', step: 5 }],
    version: CRITERIA_VERSION,
    source: page(16),
    status: 'sourced',
    remarks: [
      '薬剤の数え方（医薬品か薬効か、何か月分か、外用・頓服を含むか）は公表資料で確かめられていない。データにある処方薬剤数をそのまま使う。',
    ],
  },
  {
    id: 'hypnotics',
    name: '服薬（睡眠薬）',
    definition: all(
      '服薬（睡眠薬）',
      has('hypnotic'),
      any(
        '質問票⑧に該当、または⑩⑪の両方に該当',
        saysYes('q8'),
        all('質問票⑩⑪の両方に該当', saysYes('q10'), saysYes('q11')),
      ),
    ),
    parameters: [],
    severity: [],
    version: CRITERIA_VERSION,
    source: page(16),
    status: 'sourced',
    remarks: [
      '睡眠薬の範囲と期間は公表資料で確かめられていない。データにある睡眠薬の有無をそのまま使う。',
      '質問票⑩⑪の該当は「はい」とした。',
    ],
  },
  {
    id: 'physicalFrailty',
    name: '身体的フレイル',
    definition: all('身体的フレイル', saysYes('q7'), any('質問票①⑧のいずれかに該当', poorHealth, saysYes('q8'))),
    parameters: [],
    severity: [],
    version: CRITERIA_VERSION,
    source: `${page(20)}、個別事業の評価指標（第3回 高齢者保健事業の実施計画策定の手引きに係るWG、令和5年2月21日）`,
    status: 'sourced',
    remarks: ['「①かつ⑦、または⑦かつ⑧」の全文は、個別事業の評価指標の記載による。ロコモを含む。'],
  },
  {
    id: 'uncontrolled',
    name: '重症化予防（コントロール不良者）',
    definition: any(
      'コントロール不良で対応する薬なし',
      all('HbA1c が高く糖尿病薬なし', atLeast('hba1c', 'hba1cAtLeast'), hasNo('dmDrug')),
      all(
        '血圧が高く高血圧薬なし',
        any('血圧が高い', atLeast('sbp', 'sbpAtLeast'), atLeast('dbp', 'dbpAtLeast')),
        hasNo('htDrug'),
      ),
    ),
    steps: [
      any(
        'HbA1c または血圧が高い',
        atLeast('hba1c', 'hba1cAtLeast'),
        atLeast('sbp', 'sbpAtLeast'),
        atLeast('dbp', 'dbpAtLeast'),
      ),
      any(
        '対応する薬の処方なし',
        all('HbA1c が高く糖尿病薬なし', atLeast('hba1c', 'hba1cAtLeast'), hasNo('dmDrug')),
        all(
          '血圧が高く高血圧薬なし',
          any('血圧が高い', atLeast('sbp', 'sbpAtLeast'), atLeast('dbp', 'dbpAtLeast')),
          hasNo('htDrug'),
        ),
      ),
    ],
    parameters: [
      hba1cThreshold({ id: 'hba1cAtLeast', label: 'HbA1c（以上）', default: 8, status: 'sourced' }),
      sbpThreshold({ id: 'sbpAtLeast', label: '収縮期血圧（以上）', default: 160, status: 'sourced' }),
      dbpThreshold({ id: 'dbpAtLeast', label: '拡張期血圧（以上）', default: 100, status: 'sourced' }),
    ],
    severity: [
      { field: 'hba1c', parameter: 'hba1cAtLeast', direction: 'above', step: 1 },
      { field: 'sbp', parameter: 'sbpAtLeast', direction: 'above', step: 20 },
      { field: 'dbp', parameter: 'dbpAtLeast', direction: 'above', step: 10 },
    ],
    version: CRITERIA_VERSION,
    source: page(27),
    status: 'sourced',
    remarks: [
      '血圧は、収縮期または拡張期のどちらかが基準以上であることとした。',
      '薬は対応する疾患のものだけを見る（HbA1c には糖尿病薬、血圧には高血圧薬）。',
    ],
  },
  {
    id: 'discontinued',
    name: '重症化予防（糖尿病等治療中断者）',
    definition: all(
      '糖尿病等治療中断者',
      hasNo('checkedUp'),
      unless(
        'perDisease',
        any('抽出年度より前の 3 年間に糖尿病薬または高血圧薬あり', anyDiabetesDrugBefore, anyHypertensionDrugBefore),
      ),
      unless('perDisease', all('抽出年度に糖尿病薬も高血圧薬もなし', hasNo('dmDrug'), hasNo('htDrug'))),
      when(
        'perDisease',
        any(
          '糖尿病・高血圧のどちらかの治療を中断',
          all('糖尿病の治療を中断', anyDiabetesDrugBefore, hasNo('dmDrug')),
          all('高血圧の治療を中断', anyHypertensionDrugBefore, hasNo('htDrug')),
        ),
      ),
    ),
    parameters: [
      switchParameter(
        'perDisease',
        '中断を糖尿病・高血圧で別々に判定する',
        false,
        'inferred',
        '公表資料の文言どおりなら、どちらの薬もない人だけを中断とする。一方だけをやめた人も含めるときに使う。',
      ),
    ],
    severity: [],
    version: CRITERIA_VERSION,
    source: page(30),
    status: 'sourced',
    remarks: [
      '一方の薬だけをやめた人を中断とするかは公表資料に明記がない。既定では、抽出年度に両方の薬がない人とした。',
    ],
  },
  {
    id: 'comorbidFrailty',
    name: '重症化予防（基礎疾患保有＋フレイル）',
    definition: all(
      '基礎疾患保有＋フレイル',
      unless(
        'interruptedNeedsHba1c',
        any('基礎疾患あり', diabetesTreatedOrInterrupted, has('cvdDiagnosis'), atLeast('hba1c', 'hba1cAtLeast')),
      ),
      when(
        'interruptedNeedsHba1c',
        any(
          '基礎疾患あり',
          all('糖尿病治療中または中断で HbA1c が高い', diabetesTreatedOrInterrupted, atLeast('hba1c', 'hba1cAtLeast')),
          has('cvdDiagnosis'),
        ),
      ),
      any('質問票①⑥⑧⑬のいずれかに該当', poorHealth, saysYes('q6'), saysYes('q8'), homebound),
    ),
    parameters: [
      hba1cThreshold({ id: 'hba1cAtLeast', label: 'HbA1c（以上）', default: 7, status: 'sourced' }),
      switchParameter(
        'interruptedCounts',
        '過去 3 年間の糖尿病薬（中断）も基礎疾患とみなす',
        true,
        'inferred',
        '「中断」の数え方は公表資料に明記がない。治療中断者と同じく抽出年度より前の 3 年間を見る。',
      ),
      switchParameter(
        'interruptedNeedsHba1c',
        '糖尿病治療中または中断には HbA1c の基準も求める',
        false,
        'unverified',
        '「または」を「かつ」とする記載がのちの資料にある可能性があるが、確かめられていない。',
      ),
    ],
    severity: [{ field: 'hba1c', parameter: 'hba1cAtLeast', direction: 'above', step: 1 }],
    version: CRITERIA_VERSION,
    source: page(32),
    status: 'sourced',
    remarks: [
      '基礎疾患は「または」でつなぐ読み方を既定とした。',
      '糖尿病治療中または中断は、抽出年度または前 3 年間の糖尿病薬、または糖尿病の傷病名があることとした。',
    ],
  },
  {
    id: 'kidney',
    name: '重症化予防（腎機能不良未受診者）',
    definition: all(
      '腎機能不良未受診者',
      any('eGFR が低い、または尿蛋白あり', below('egfr', 'egfrBelow'), atLeast('proteinuria', 'proteinuriaAtLeast')),
      all('医療（入院・外来・歯科）未受診', ...noMedicalReceipts, when('pharmacyCounts', noReceipts('pharmacy'))),
    ),
    parameters: [
      egfrThreshold({ id: 'egfrBelow', label: 'eGFR（未満）', default: 45, status: 'sourced' }),
      proteinuriaThreshold({ id: 'proteinuriaAtLeast', label: '尿蛋白（以上）', default: 3, status: 'sourced' }),
      pharmacySwitch,
    ],
    severity: [{ field: 'egfr', parameter: 'egfrBelow', direction: 'below', step: 15 }],
    version: CRITERIA_VERSION,
    source: page(35),
    status: 'sourced',
    remarks: ['未受診の期間は公表資料に明記がない。抽出年度の 1 年間とした。'],
  },
  {
    id: 'unknownStatus',
    name: '健康状態不明者',
    definition: all(
      '健康状態不明者',
      all('2 年度とも健診受診なし', hasNo('checkedUp'), hasNo('checkedUpPrevious')),
      all(
        '2 年度とも医療（入院・外来・歯科）の履歴なし',
        ...noMedicalReceipts,
        noReceipts('inpatientPrevious'),
        noReceipts('outpatientPrevious'),
        noReceipts('dentalPrevious'),
        when('pharmacyCounts', noReceipts('pharmacy')),
        when('pharmacyCounts', noReceipts('pharmacyPrevious')),
      ),
      all(
        '要介護認定なし',
        notCertified,
        when('previousCertification', whenPresent('certifiedPrevious', notCertifiedBefore)),
      ),
    ),
    parameters: [
      pharmacySwitch,
      switchParameter(
        'supportCounts',
        '要支援も認定とみなす',
        true,
        'inferred',
        '要支援を認定に含めるかは公表資料に明記がない。使わないときは要介護 1 以上だけを認定とする。',
      ),
      switchParameter(
        'previousCertification',
        '前年度の認定も見る（列があるとき）',
        true,
        'inferred',
        '「2 年度において」が認定にもかかるかは明記がない。前年度の認定の列がないときは抽出年度だけを見る。',
      ),
    ],
    severity: [],
    version: CRITERIA_VERSION,
    source: page(10),
    status: 'sourced',
    remarks: [
      '「抽出年度および抽出前年度の 2 年度において」は、健診・レセプト・認定のすべてにかかるものとした。',
      '事業対象者は認定に含めない。',
    ],
  },
];
