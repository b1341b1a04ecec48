/** 介護 of Ⅱ資料: diseases and costs by 認定 and 要介護度, and who is examined, treated and certified. */
import { CARE_LEVEL, FIELDS, type FieldId } from '../../../../kdb';
import { formula, type Formula } from '../../../figures/formula';
import type { PlanFacts } from '../../facts';
import { COUNT, figure, insuredCall, orDash, SHARE, text } from '../common';
import {
  areNumbers,
  fixed,
  header,
  heading,
  limits,
  live,
  markOf,
  note,
  over,
  POINTS,
  quotient,
  YEN,
  type Draft,
} from './table';
import { changeOf } from '../../../figures/quantity';

/** Diseases that the data of persons tell, as keys of a 絞り込み. */
export const DISEASES = [
  { key: 'dm', name: '糖尿病（傷病名または薬）', filter: '糖尿病', fields: ['dmDiagnosis', 'dmDrug'] },
  { key: 'cvd', name: '心不全・脳卒中等（傷病名）', filter: '循環器疾患', fields: ['cvdDiagnosis'] },
  { key: 'ht', name: '高血圧（薬）', filter: '高血圧薬', fields: ['htDrug'] },
] as const;

type Columns = Pick<PlanFacts, 'intake'>;
const hasAny = ({ intake }: Columns, fields: readonly FieldId[]): boolean =>
  fields.some((field) => intake.table.columns[field] !== undefined);

/** What the columns of the data can tell: nobody is counted as 0 where nothing was said. */
export const tells = {
  diseases: (facts: Columns) => DISEASES.filter(({ fields }) => hasAny(facts, fields)),
  certified: (facts: Columns): boolean => hasAny(facts, ['certified']) && hasAny(facts, ['careLevel']),
  crossing: (facts: Columns): boolean =>
    hasAny(facts, ['certified']) && hasAny(facts, ['checkedUp']) && hasAny(facts, ['inpatient', 'outpatient']),
  costs: (facts: Columns): boolean =>
    (['inpatientPoints', 'outpatientPoints', 'dentalPoints', 'pharmacyPoints'] as const).every((field) =>
      hasAny(facts, [field]),
    ),
  inpatients: (facts: Columns): boolean => hasAny(facts, ['inpatient']),
};

/** Ages within which 認定 is compared: the certified are older. */
export const AGES = [
  { key: 'all', name: '全年齢', filter: '' },
  { key: '75', name: '75〜84歳', filter: ';年齢=75-84' },
  { key: '85', name: '85歳以上', filter: ';年齢=85以上' },
] as const;

/** A number of persons; a group of nobody has 0. */
export const persons = (filter: string): Formula => insuredCall('被保険者数', filter, '0');
/** Persons of whom it is known whether they have a disease. */
const known = (group: string, disease: string): Formula =>
  formula`${persons(`${group};${disease}=あり`)}+${persons(`${group};${disease}=なし`)}`;

function certifiedRow(disease: (typeof DISEASES)[number], age: (typeof AGES)[number]): Draft {
  const key = `certified.${disease.key}.${age.key}`;
  const [yes, no] = ['認定=あり', '認定=なし'].map((group) => `${group}${age.filter}`) as [string, string];
  const count = (expression: Formula) => figure(orDash(expression));
  return live(key, (at) => {
    const compare = (output: string) =>
      over(
        ['a', 'b', 'd', 'e'].map((column) => at(key, column)),
        `IF(OR(${at(key, 'a')}=0,${at(key, 'd')}=0),"－",IKKATSU.COMPARE(${at(key, 'b')},${at(key, 'a')},${at(key, 'e')},${at(key, 'd')},"${output}"))`,
        POINTS,
      );
    return {
      item: text(age.key === 'all' ? disease.name : ''),
      kind: text(age.name),
      a: count(known(yes, disease.filter)),
      b: count(persons(`${yes};${disease.filter}=あり`)),
      c: quotient(at(key, 'b'), at(key, 'a'), SHARE),
      d: count(known(no, disease.filter)),
      e: count(persons(`${no};${disease.filter}=あり`)),
      f: quotient(at(key, 'e'), at(key, 'd'), SHARE),
      g: compare('値'),
      h: compare('下限'),
      i: compare('上限'),
      mark: markOf(at(key, 'h'), at(key, 'i'), 0, ['認定ありで高い', '認定ありで低い']),
    };
  });
}

const WORDS = FIELDS.careLevel.words ?? [];
/** 要介護度 with the persons that a 絞り込み means; the first is what the others are held against. */
export const LEVELS: readonly { readonly key: string; readonly name: string; readonly filter: string }[] = [
  { key: 'none', name: '認定なし', filter: '認定=なし' },
  ...[
    CARE_LEVEL.support1,
    CARE_LEVEL.support2,
    CARE_LEVEL.care1,
    CARE_LEVEL.care2,
    CARE_LEVEL.care2 + 1,
    CARE_LEVEL.care2 + 2,
    CARE_LEVEL.care5,
  ].map((code) => ({ key: `level${code}`, name: WORDS[code - 1]!, filter: `要介護度=${WORDS[code - 1]}` })),
];

/** Said in place of a table whose columns are not loaded. */
const missing = (key: string, columns: string): Draft =>
  fixed(note(key, `${columns}の列のあるデータを取り込んでいないため、空欄です。`));

function levelRow(
  { key: id, name, filter }: (typeof LEVELS)[number],
  diseases: readonly (typeof DISEASES)[number][],
): Draft {
  const key = `level.${id}`;
  const cost = (wanted: string) => figure(orDash(insuredCall(wanted, filter, '"－"')), YEN);
  return live(key, (at) => ({
    item: text(name),
    a: figure(orDash(persons(filter))),
    ...Object.fromEntries(
      DISEASES.flatMap((disease, index) => {
        if (!diseases.includes(disease)) return [];
        const [have, all] = [persons(`${filter};${disease.filter}=あり`), known(filter, disease.filter)];
        return [
          [['b', 'c', 'd'][index]!, figure(orDash(formula`IF(${all}=0,"－",(${have})/(${all}))`), SHARE)] as const,
        ];
      }),
    ),
    e: cost('1人当たり医療費'),
    f: cost('1人当たり医療費（入院）'),
    g: cost('1人当たり医療費（外来）'),
    h: cost('1人当たり医療費（調剤）'),
    ...(id === 'none'
      ? {}
      : {
          i: over([at(key, 'e'), at('level.none', 'e')], `${at(key, 'e')}-${at('level.none', 'e')}`, changeOf(COUNT)),
        }),
  }));
}

const ANSWERS = ['あり', 'なし'] as const;
/** The eight groups of 健診 × 医科受診 × 認定. */
export const CELLS = ANSWERS.flatMap((checkup) =>
  ANSWERS.flatMap((medical) =>
    ANSWERS.map((certified) => ({
      key: `cross.${[checkup, medical, certified].map((answer) => (answer === 'あり' ? '1' : '0')).join('')}`,
      checkup,
      medical,
      certified,
      filter: `健診=${checkup};医科受診=${medical};認定=${certified}`,
    })),
  ),
);

function crossRow({ key, checkup, medical, certified, filter }: (typeof CELLS)[number]): Draft {
  return live(key, (at) => {
    const [lower, upper] = limits(at(key, 'c'), at('cross.all', 'c'), SHARE);
    return {
      item: text(`健診${checkup}・医科受診${medical}`),
      kind: text(`認定${certified}`),
      c: figure(orDash(persons(filter))),
      d: quotient(at(key, 'c'), at('cross.all', 'c'), SHARE),
      e: lower,
      f: upper,
      g: figure(orDash(persons(`${filter};年齢=85以上`))),
      h: quotient(at(key, 'g'), at(key, 'c'), SHARE),
      i: figure(orDash(insuredCall('1人当たり医療費', filter, '"－"')), YEN),
    };
  });
}

const NEEDS =
  '要介護認定とレセプトの両方を取り込むと計算します。「－」は、列のあるデータを取り込んでいないか、該当する人がいないことを示します。';

export const careDrafts = (facts: PlanFacts): Draft[] => [
  fixed(heading('certified', '3 要介護認定有無別の有病率（疾病別）', { newPage: true })),
  fixed(
    note(
      'certified.note',
      `有病率は、傷病名または薬の有無が分かる人のうち「あり」の人の割合。認定のある人は年齢が高いため、年齢ごとの行で比べてください。差は認定あり−認定なし（Newcombe 法の 95% 信頼区間）。印は、区間が 0 をまたがないときだけ付けます。${NEEDS}`,
    ),
  ),
  fixed(
    header('certified.head', {
      item: '疾病',
      kind: '年齢',
      a: '認定あり',
      b: 'うち疾病あり',
      c: '有病率',
      d: '認定なし',
      e: 'うち疾病あり',
      f: '有病率',
      g: '差',
      h: '95%下限',
      i: '95%上限',
      mark: '印',
    }),
  ),
  ...(tells.certified(facts) && tells.diseases(facts).length > 0
    ? tells.diseases(facts).flatMap((disease) => AGES.map((age) => certifiedRow(disease, age)))
    : [missing('certified.none', '要介護認定、または傷病名・薬')]),
  fixed(heading('level', '4 要介護度別の有病率（疾病別）と医療費')),
  fixed(
    note(
      'level.note',
      '医療費は 1 人当たりの年額（円）。差は認定なしとの差（円）で、年齢と病気の重さはそろえていません。金額には区間を付けられないため、印は付けません。',
    ),
  ),
  fixed(
    header('level.head', {
      item: '要介護度',
      a: '人数',
      b: '糖尿病',
      c: '心不全等',
      d: '高血圧（薬）',
      e: '医療費',
      f: 'うち入院',
      g: 'うち外来',
      h: 'うち調剤',
      i: '認定なしとの差',
    }),
  ),
  ...(tells.certified(facts)
    ? LEVELS.map((level) => levelRow(level, tells.diseases(facts)))
    : [missing('level.none', '要介護認定')]),
  fixed(heading('cross', '5 健診 × 医療 × 介護の突合（8 つの組）', { newPage: true })),
  fixed(
    note(
      'cross.note',
      '健診＝抽出年度に受けた、医科受診＝抽出年度に医科の入院または外来のレセプトがある、認定＝要支援・要介護の認定がある。割合は 8 組に分けられた人のうち（区間は Wilson 法の 95%）。値が欠けて分けられない人は最後の行に示します。',
    ),
  ),
  fixed(
    header('cross.head', {
      item: '健診・医療',
      kind: '介護',
      c: '人数',
      d: '割合',
      e: '95%下限',
      f: '95%上限',
      g: '85歳以上',
      h: 'その割合',
      i: '1人当たり医療費',
    }),
  ),
  ...(tells.crossing(facts) ? crossing() : [missing('cross.none', '健診・医科のレセプト・要介護認定のどれか')]),
];

const crossing = (): Draft[] => [
  ...CELLS.map(crossRow),
  live('cross.all', (at) => {
    const all = `${at(CELLS[0]!.key, 'c')}:${at(CELLS.at(-1)!.key, 'c')}`;
    return {
      item: text('計（分けられた人）'),
      c: figure(`=IF(${areNumbers([all], CELLS.length)},SUM(${all}),"－")`),
    };
  }),
  live('cross.rest', (at) => ({
    item: text('分けられない人'),
    c: over([at('cross.all', 'c')], formula`${insuredCall('被保険者数')}-${at('cross.all', 'c')}`, COUNT),
  })),
];
