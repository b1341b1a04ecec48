/** The extraction purposes as data: definition, thresholds, switches, source, certainty, open points. */
import { CARE_LEVEL } from '../kdb';
import { all, any, answered, atLeast, atMost, below, has, hasNo, noReceipts, saysYes } from './conditions';
import { fixedAtLeast, unless, when, whenPresent } from './conditions';
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
import type { Condition, CriteriaSettings, CriterionDefinition } from './types';

/** Version of the public definitions that the defaults follow. */
export const CRITERIA_VERSION = 'Ver.1 R4.2';

/** The public document the defaults come from. */
const GUIDE =
  '「一体的実施・KDB活用支援ツール」の抽出条件の考え方と保健事業への活用 Ver.1（令和4年2月、厚生労働行政推進調査事業 津下班）';

/** The switch by which an added purpose takes part. */
const USE = 'use';

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

/** 糖尿病性腎症重症化予防プログラム（令和6年度版）: the public document of the added purpose. */
const PROGRAMME =
  '糖尿病性腎症重症化予防プログラム（令和6年度版、令和6年3月28日改定、日本医師会・日本糖尿病対策推進会議・厚生労働省）';

/** 糖尿病で受診中: a drug or a receipt with the diagnosis in the year. */
const inTreatmentOfDiabetes = any('糖尿病で受診中', has('dmDrug'), has('dmDiagnosis'));
const notInTreatmentOfDiabetes = all('糖尿病で受診していない', hasNo('dmDrug'), hasNo('dmDiagnosis'));
/** 過去の治療歴は、直近の健診で基準に当たらない人を除く: who was examined is told by the value itself. */
const treatedBeforeWithoutCheckup = all(
  '過去に糖尿病薬があり直近の健診なし',
  hasNo('checkedUp'),
  anyDiabetesDrugBefore,
);
const diabetesOfProgramme = any(
  '糖尿病（疑いを含む）',
  atLeast('hba1c', 'hba1cAtLeast'),
  inTreatmentOfDiabetes,
  treatedBeforeWithoutCheckup,
);
const kidneyStage4 = below('egfr', 'egfrBelow');
const kidneyStage3 = atLeast('proteinuria', 'proteinuriaAtLeast');
const nephropathy = all(
  '糖尿病性腎症（疑いを含む）',
  diabetesOfProgramme,
  any('腎障害（疑いを含む）', kidneyStage4, kidneyStage3),
);
const untreatedDiabetes = all(
  '糖尿病の基準に該当し未治療・治療中断',
  atLeast('hba1c', 'hba1cAtLeast'),
  notInTreatmentOfDiabetes,
);

export const CRITERIA: readonly CriterionDefinition[] = [
  {
    id: 'lowNutrition',
    name: '低栄養',
    shortName: '低栄養',
    standing: 'national',
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
    shortName: '口腔',
    standing: 'national',
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
    shortName: '多剤',
    standing: 'national',
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
    shortName: '睡眠薬',
    standing: 'national',
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
    shortName: '身体的フレイル',
    standing: 'national',
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
    shortName: 'コントロール不良',
    standing: 'national',
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
    shortName: '治療中断',
    standing: 'national',
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
    shortName: '基礎疾患フレイル',
    standing: 'national',
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
    shortName: '腎機能不良',
    standing: 'national',
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
    shortName: '状態不明',
    standing: 'national',
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
  {
    id: 'diabeticNephropathy',
    name: '重症化予防（糖尿病性腎症R6版）',
    shortName: '糖尿病性腎症',
    standing: 'added',
    definition: any(
      '糖尿病性腎症重症化予防プログラムの対象',
      nephropathy,
      untreatedDiabetes,
      when(
        'withoutCheckup',
        all(
          '健診未受診で糖尿病の治療歴あり',
          hasNo('checkedUp'),
          any('糖尿病の治療歴あり', inTreatmentOfDiabetes, anyDiabetesDrugBefore),
        ),
      ),
    ),
    parameters: [
      switchParameter(
        USE,
        'この目的（追加）も抽出する',
        false,
        'proposed',
        '国の十の目的ではない。使うと、一覧と人数が十の目的の後に加わる。十の目的の人数・共通評価指標・優先度には数えない。',
      ),
      hba1cThreshold({ id: 'hba1cAtLeast', label: '糖尿病とする HbA1c（以上）', default: 6.5, status: 'sourced' }),
      egfrThreshold({ id: 'egfrBelow', label: '第4期とする eGFR（未満）', default: 30, status: 'sourced' }),
      proteinuriaThreshold({
        id: 'proteinuriaAtLeast',
        label: '第3期とする尿蛋白（以上）',
        default: 3,
        status: 'inferred',
        note: '公表資料は「尿蛋白陽性」とする。（＋）以上を陽性とした。',
      }),
      switchParameter(
        'withoutCheckup',
        '健診を受けていない人（区分 D・E）も含める',
        false,
        'inferred',
        '公表資料は、健診受診者からの抽出を図表9の A＋B＋C とする。使うと、糖尿病の治療中・治療中断で健診未受診の人も含める。',
      ),
      hba1cThreshold({
        id: 'priorityHba1c',
        label: '優先度を上げる HbA1c（以上）',
        default: 8,
        status: 'proposed',
        note: '公表資料は、後期高齢者では優先順位の高い者に絞ること、抽出基準を医師会等と相談することを求める。値は地域で決める。',
      }),
    ],
    severity: [],
    divisions: [
      {
        heading: '病期',
        classes: [
          { label: '第4期', condition: kidneyStage4 },
          { label: '第3期', condition: kidneyStage3 },
        ],
        otherwise: '第2期以前',
        status: 'sourced',
        note: `第4期＝eGFR が基準未満、第3期＝尿蛋白陽性。第1期と第2期は健診では分けられない（尿アルブミンは医療機関で測る）。${PROGRAMME} PDF 33・34ページ`,
      },
      {
        heading: '区分',
        classes: [
          { label: 'D 健診未受診・治療中', condition: all('D', hasNo('checkedUp'), inTreatmentOfDiabetes) },
          { label: 'E 健診未受診・治療中断', condition: hasNo('checkedUp') },
          { label: 'A 腎症・未治療', condition: all('A', nephropathy, notInTreatmentOfDiabetes) },
          { label: 'B 腎症・治療中', condition: all('B', nephropathy, inTreatmentOfDiabetes) },
          { label: 'C 糖尿病・未治療', condition: all('C', untreatedDiabetes, { op: 'not', of: nephropathy }) },
        ],
        otherwise: '',
        status: 'inferred',
        note: '図表9の区分。読めたのは C（糖尿病基準該当＋未治療者・治療中断者）と「A＋B＋C」の語で、A・B・D・E の分け方は前の版の図による推定。',
      },
      {
        heading: '治療',
        classes: [
          { label: '服薬中', condition: has('dmDrug') },
          { label: '受診中（薬なし）', condition: has('dmDiagnosis') },
          { label: '治療中断', condition: anyDiabetesDrugBefore },
        ],
        otherwise: '未治療',
        status: 'inferred',
        note: '治療中断＝抽出年度に糖尿病の薬も傷病名もなく、前の 3 年間に糖尿病薬がある人。',
      },
    ],
    ranking: {
      heading: '優先度',
      classes: [
        {
          label: 'A',
          condition: all(
            '未治療で、腎症または HbA1c が高い',
            notInTreatmentOfDiabetes,
            any('腎症または HbA1c が高い', kidneyStage4, kidneyStage3, atLeast('hba1c', 'priorityHba1c')),
          ),
        },
        {
          label: 'B',
          condition: any(
            '治療中の第4期、治療中で HbA1c の高い第3期、または 75 歳未満の未治療',
            all(
              '治療中の第4期、または HbA1c の高い第3期',
              inTreatmentOfDiabetes,
              any(
                '第4期、または HbA1c の高い第3期',
                kidneyStage4,
                all('HbA1c の高い第3期', kidneyStage3, atLeast('hba1c', 'priorityHba1c')),
              ),
            ),
            all('75 歳未満の未治療', untreatedDiabetes, { op: 'not', of: fixedAtLeast('age', 75) }),
          ),
        },
      ],
      otherwise: 'C',
      status: 'proposed',
      note: 'A＝未治療・治療中断で、第3期・第4期または HbA1c が「優先度を上げる HbA1c」以上。B＝治療中の第4期、HbA1c が高い治療中の第3期、75 歳未満の未治療・治療中断。C＝それ以外（75 歳以上で腎症のない軽い未治療など）。公表された順位ではないため、医師会等と相談して決めること。',
    },
    version: 'R6 R6.3',
    source: `${PROGRAMME} PDF 33・34ページ、新旧対照表 PDF 50・51ページ`,
    status: 'sourced',
    remarks: [
      '国の十の目的ではない（追加）。共通評価指標には数えない。',
      '血糖（126 mg/dL 以上）は読む列がないため、HbA1c で判定する。',
      'レセプトの腎症・腎障害の病名は読む列がないため、腎障害は eGFR と尿蛋白で判定する。',
      '資料は一部だけを読んでいる。腎障害の③④の全文は確かめられていない。',
    ],
  },
];

/** The ten purposes that the 共通評価指標 count. */
export const NATIONAL_CRITERIA: readonly CriterionDefinition[] = CRITERIA.filter(
  ({ standing }) => standing === 'national',
);

/** The purposes that an extraction answers under these settings: the ten, and the added ones that are switched on. */
export function purposesInUse(settings: CriteriaSettings): readonly CriterionDefinition[] {
  return CRITERIA.filter(({ id, standing }) => standing === 'national' || settings[`${id}.${USE}`] === true);
}

/** 追加 behind the name of a purpose that is none of the ten: how results and conditions show it. */
export function titleOf({ name, standing }: CriterionDefinition): string {
  return standing === 'national' ? name : `${name}（追加）`;
}
