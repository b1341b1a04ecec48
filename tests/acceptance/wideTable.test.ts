/** Every threshold from both sides, every missing pattern and many ways of writing, in one wide table read from a file. */
import { createEvaluator, defaultSettings, type CriterionId } from '../../src/criteria';
import { buildIntake, readFile } from '../../src/kdb';

type Answer = 'hit' | 'miss' | 'unknown';
type Row = Readonly<Record<string, string>>;

const HEADINGS = (
  '被保険者番号,氏名,性別,生年月日,圏域,健診受診日,身長,体重,' +
  'BMI,収縮期血圧,拡張期血圧,HbA1c,eGFR,尿蛋白,質問票1,質問票2,' +
  '質問票3,質問票4,質問票5,質問票6,質問票7,質問票8,質問票9,質問票10,' +
  '質問票11,質問票12,質問票13,質問票14,質問票15,医科入院レセ件数,医科外来レセ件数,歯科レセ件数,' +
  '調剤レセ件数,医科入院レセ件数(前年度),医科外来レセ件数(前年度),歯科レセ件数(前年度),健診受診日(前年度),処方薬剤数,睡眠薬,糖尿病薬,' +
  '高血圧薬,糖尿病薬(前年度),高血圧薬(前年度),糖尿病,心不全,脳卒中,要介護度'
).split(',');

/** A person whom no purpose meets, as far as these values tell. */
const WELL: Row = {
  氏名: 'あ',
  性別: '1',
  生年月日: '19450401',
  圏域: '北部',
  健診受診日: '20250601',
  BMI: '22',
  収縮期血圧: '120',
  拡張期血圧: '70',
  HbA1c: '5.5',
  eGFR: '60',
  尿蛋白: '1',
  医科入院レセ件数: '0',
  医科外来レセ件数: '1',
  歯科レセ件数: '1',
  調剤レセ件数: '0',
  ...Object.fromEntries(
    Array.from({ length: 15 }, (_, index) => [`質問票${index + 1}`, [0, 1, 12].includes(index) ? '1' : '2']),
  ),
};

/** The purpose, its answer, and what differs from the person who is well. */
const CASES: readonly (readonly [CriterionId, Answer, Row])[] = [
  ['lowNutrition', 'hit', { BMI: '20', 質問票6: '1' }],
  ['lowNutrition', 'miss', { BMI: '20.1', 質問票6: '1' }],
  ['lowNutrition', 'miss', { BMI: '20' }],
  ['lowNutrition', 'unknown', { BMI: '', 質問票6: '1' }],
  ['lowNutrition', 'miss', { BMI: '' }],
  ['lowNutrition', 'unknown', { BMI: '19', 質問票6: '' }],
  ['lowNutrition', 'miss', { BMI: '25', 質問票6: '' }],
  ['lowNutrition', 'hit', { BMI: '8', 質問票6: '1' }],
  ['lowNutrition', 'unknown', { BMI: '7.9', 質問票6: '1' }],
  ['lowNutrition', 'hit', { BMI: '7.9', 質問票6: '1', 身長: '150', 体重: '45' }],
  ['lowNutrition', 'hit', { BMI: '', 質問票6: '1', 身長: '150', 体重: '45.1' }],
  ['lowNutrition', 'miss', { BMI: '', 質問票6: '1', 身長: '150', 体重: '45.2' }],
  ['lowNutrition', 'miss', { BMI: '60', 質問票6: '1' }],
  ['lowNutrition', 'unknown', { BMI: '60.1', 質問票6: '1' }],
  ['lowNutrition', 'hit', { BMI: '１９．５', 質問票6: 'はい' }],
  ['lowNutrition', 'miss', { BMI: '19.5', 質問票6: 'いいえ' }],
  ['lowNutrition', 'unknown', { BMI: '－', 質問票6: '1' }],
  ['lowNutrition', 'unknown', { BMI: '19', 質問票6: '3' }],
  ['lowNutrition', 'unknown', { BMI: '測定不能', 質問票6: '①' }],
  ['oral', 'hit', { 質問票4: '1', 歯科レセ件数: '0' }],
  ['oral', 'hit', { 質問票5: '1', 歯科レセ件数: '' }],
  ['oral', 'hit', { 質問票4: '', 質問票5: '1', 歯科レセ件数: '－' }],
  ['oral', 'unknown', { 質問票5: '', 歯科レセ件数: '0' }],
  ['oral', 'miss', { 質問票5: '', 歯科レセ件数: '2' }],
  ['oral', 'miss', { 質問票5: '1' }],
  ['polypharmacy', 'hit', { 処方薬剤数: '15' }],
  ['polypharmacy', 'miss', { 処方薬剤数: '14' }],
  ['polypharmacy', 'miss', { 処方薬剤数: '' }],
  ['polypharmacy', 'miss', { 処方薬剤数: '-' }],
  ['polypharmacy', 'hit', { 処方薬剤数: '１５' }],
  ['hypnotics', 'hit', { 質問票8: '1', 睡眠薬: '1' }],
  ['hypnotics', 'hit', { 質問票10: '1', 質問票11: '1', 睡眠薬: '有' }],
  ['hypnotics', 'miss', { 質問票10: '1', 睡眠薬: '○' }],
  ['hypnotics', 'unknown', { 質問票10: '1', 質問票11: '', 睡眠薬: '○' }],
  ['hypnotics', 'miss', { 質問票8: '', 質問票10: '', 質問票11: '', 睡眠薬: '×' }],
  ['hypnotics', 'miss', { 質問票8: '1', 睡眠薬: '' }],
  ['hypnotics', 'miss', { 質問票8: '1', 睡眠薬: '－' }],
  ['hypnotics', 'hit', { 質問票8: '', 質問票10: '1', 質問票11: '1', 睡眠薬: 'あり' }],
  ['physicalFrailty', 'hit', { 質問票1: '4', 質問票7: '1' }],
  ['physicalFrailty', 'hit', { 質問票1: '5', 質問票7: '1' }],
  ['physicalFrailty', 'miss', { 質問票1: '3', 質問票7: '1' }],
  ['physicalFrailty', 'hit', { 質問票1: '', 質問票7: '1', 質問票8: '1' }],
  ['physicalFrailty', 'unknown', { 質問票1: '', 質問票7: '1' }],
  ['physicalFrailty', 'unknown', { 質問票1: '6', 質問票7: '1' }],
  ['physicalFrailty', 'hit', { 質問票1: 'あまりよくない', 質問票7: '1' }],
  ['physicalFrailty', 'hit', { 質問票1: '④', 質問票7: '1' }],
  ['physicalFrailty', 'hit', { 質問票1: '④あまりよくない', 質問票7: '1' }],
  ['uncontrolled', 'hit', { HbA1c: '8.0' }],
  ['uncontrolled', 'miss', { HbA1c: '7.9' }],
  ['uncontrolled', 'miss', { HbA1c: '8.0', 糖尿病薬: '1' }],
  ['uncontrolled', 'hit', { 収縮期血圧: '160' }],
  ['uncontrolled', 'hit', { 拡張期血圧: '100' }],
  ['uncontrolled', 'miss', { 収縮期血圧: '159', 拡張期血圧: '99' }],
  ['uncontrolled', 'miss', { 収縮期血圧: '200', 拡張期血圧: '120', 高血圧薬: '1' }],
  ['uncontrolled', 'unknown', { 収縮期血圧: '' }],
  ['uncontrolled', 'hit', { 収縮期血圧: '', 拡張期血圧: '100' }],
  ['uncontrolled', 'miss', { 収縮期血圧: '', 高血圧薬: '1' }],
  ['uncontrolled', 'unknown', { HbA1c: '' }],
  ['uncontrolled', 'miss', { HbA1c: '', 糖尿病薬: '1' }],
  ['uncontrolled', 'hit', { 収縮期血圧: '260' }],
  ['uncontrolled', 'unknown', { 収縮期血圧: '261' }],
  ['uncontrolled', 'hit', { 拡張期血圧: '160' }],
  ['uncontrolled', 'unknown', { 拡張期血圧: '161' }],
  ['uncontrolled', 'hit', { HbA1c: '20' }],
  ['uncontrolled', 'unknown', { HbA1c: '20.1' }],
  ['uncontrolled', 'miss', { HbA1c: '3' }],
  ['uncontrolled', 'unknown', { HbA1c: '2.9' }],
  ['uncontrolled', 'miss', { 収縮期血圧: '60' }],
  ['uncontrolled', 'unknown', { 収縮期血圧: '59' }],
  ['discontinued', 'hit', { 健診受診日: '', '糖尿病薬(前年度)': '1' }],
  ['discontinued', 'hit', { 健診受診日: '', '高血圧薬(前年度)': '1' }],
  ['discontinued', 'miss', { 健診受診日: '', '高血圧薬(前年度)': '1', 高血圧薬: '1' }],
  ['discontinued', 'miss', { 健診受診日: '', '高血圧薬(前年度)': '1', 糖尿病薬: '1' }],
  ['discontinued', 'unknown', { 健診受診日: '' }],
  ['discontinued', 'miss', { '高血圧薬(前年度)': '1' }],
  ['comorbidFrailty', 'hit', { 質問票6: '1', 糖尿病薬: '1' }],
  ['comorbidFrailty', 'hit', { 質問票13: '2', '糖尿病薬(前年度)': '1' }],
  ['comorbidFrailty', 'hit', { 質問票8: '1', 糖尿病: '有' }],
  ['comorbidFrailty', 'hit', { 質問票1: '5', 心不全: '有' }],
  ['comorbidFrailty', 'hit', { 質問票1: '5', 脳卒中: '1' }],
  ['comorbidFrailty', 'hit', { HbA1c: '7.0', 質問票1: '4' }],
  ['comorbidFrailty', 'unknown', { HbA1c: '6.9', 質問票1: '4' }],
  ['comorbidFrailty', 'miss', { HbA1c: '7.0' }],
  ['comorbidFrailty', 'unknown', { HbA1c: '7.0', 質問票13: '' }],
  ['kidney', 'hit', { eGFR: '44.9', 医科入院レセ件数: '', 医科外来レセ件数: '0', 歯科レセ件数: '－' }],
  ['kidney', 'miss', { eGFR: '45', 医科入院レセ件数: '', 医科外来レセ件数: '0', 歯科レセ件数: '－' }],
  ['kidney', 'hit', { 尿蛋白: '3', 医科入院レセ件数: '', 医科外来レセ件数: '0', 歯科レセ件数: '－' }],
  ['kidney', 'hit', { 尿蛋白: '＋', 医科入院レセ件数: '', 医科外来レセ件数: '0', 歯科レセ件数: '－' }],
  ['kidney', 'hit', { 尿蛋白: '2+', 医科入院レセ件数: '', 医科外来レセ件数: '0', 歯科レセ件数: '－' }],
  ['kidney', 'hit', { 尿蛋白: '3+', 医科入院レセ件数: '', 医科外来レセ件数: '0', 歯科レセ件数: '－' }],
  ['kidney', 'hit', { 尿蛋白: '＋＋', 医科入院レセ件数: '', 医科外来レセ件数: '0', 歯科レセ件数: '－' }],
  ['kidney', 'hit', { 尿蛋白: '(+)', 医科入院レセ件数: '', 医科外来レセ件数: '0', 歯科レセ件数: '－' }],
  ['kidney', 'miss', { 尿蛋白: '±', 医科入院レセ件数: '', 医科外来レセ件数: '0', 歯科レセ件数: '－' }],
  ['kidney', 'miss', { 尿蛋白: '－', 医科入院レセ件数: '', 医科外来レセ件数: '0', 歯科レセ件数: '－' }],
  ['kidney', 'miss', { 尿蛋白: '-', 医科入院レセ件数: '', 医科外来レセ件数: '0', 歯科レセ件数: '－' }],
  ['kidney', 'miss', { 尿蛋白: '2', 医科入院レセ件数: '', 医科外来レセ件数: '0', 歯科レセ件数: '－' }],
  ['kidney', 'unknown', { 尿蛋白: '', 医科入院レセ件数: '', 医科外来レセ件数: '0', 歯科レセ件数: '－' }],
  ['kidney', 'unknown', { eGFR: '', 医科入院レセ件数: '', 医科外来レセ件数: '0', 歯科レセ件数: '－' }],
  ['kidney', 'miss', { eGFR: '40', 医科入院レセ件数: '', 医科外来レセ件数: '0' }],
  ['kidney', 'miss', { eGFR: '' }],
  ['kidney', 'hit', { eGFR: '1', 医科入院レセ件数: '', 医科外来レセ件数: '0', 歯科レセ件数: '－' }],
  ['kidney', 'unknown', { eGFR: '0.9', 医科入院レセ件数: '', 医科外来レセ件数: '0', 歯科レセ件数: '－' }],
  ['kidney', 'unknown', { eGFR: '201', 医科入院レセ件数: '', 医科外来レセ件数: '0', 歯科レセ件数: '－' }],
  ['kidney', 'miss', { eGFR: '200', 医科入院レセ件数: '', 医科外来レセ件数: '0', 歯科レセ件数: '－' }],
  [
    'unknownStatus',
    'hit',
    { 健診受診日: '', 医科入院レセ件数: '', 医科外来レセ件数: '0', 歯科レセ件数: '－', 要介護度: '' },
  ],
  [
    'unknownStatus',
    'hit',
    { 健診受診日: '', 医科入院レセ件数: '', 医科外来レセ件数: '0', 歯科レセ件数: '－', 要介護度: '06' },
  ],
  [
    'unknownStatus',
    'hit',
    { 健診受診日: '', 医科入院レセ件数: '', 医科外来レセ件数: '0', 歯科レセ件数: '－', 要介護度: '事業対象者' },
  ],
  [
    'unknownStatus',
    'hit',
    { 健診受診日: '', 医科入院レセ件数: '', 医科外来レセ件数: '0', 歯科レセ件数: '－', 要介護度: '01' },
  ],
  [
    'unknownStatus',
    'hit',
    { 健診受診日: '', 医科入院レセ件数: '', 医科外来レセ件数: '0', 歯科レセ件数: '－', 要介護度: '非該当' },
  ],
  [
    'unknownStatus',
    'miss',
    { 健診受診日: '', 医科入院レセ件数: '', 医科外来レセ件数: '0', 歯科レセ件数: '－', 要介護度: '11' },
  ],
  [
    'unknownStatus',
    'miss',
    { 健診受診日: '', 医科入院レセ件数: '', 医科外来レセ件数: '0', 歯科レセ件数: '－', 要介護度: '12' },
  ],
  [
    'unknownStatus',
    'miss',
    { 健診受診日: '', 医科入院レセ件数: '', 医科外来レセ件数: '0', 歯科レセ件数: '－', 要介護度: '要支援１' },
  ],
  [
    'unknownStatus',
    'miss',
    { 健診受診日: '', 医科入院レセ件数: '', 医科外来レセ件数: '0', 歯科レセ件数: '－', 要介護度: '25' },
  ],
  [
    'unknownStatus',
    'miss',
    { 健診受診日: '', 医科入院レセ件数: '', 医科外来レセ件数: '0', 歯科レセ件数: '－', 要介護度: '要介護5' },
  ],
  [
    'unknownStatus',
    'miss',
    {
      健診受診日: '',
      医科入院レセ件数: '',
      医科外来レセ件数: '0',
      歯科レセ件数: '－',
      '健診受診日(前年度)': '20240601',
    },
  ],
  [
    'unknownStatus',
    'miss',
    {
      健診受診日: '',
      医科入院レセ件数: '',
      医科外来レセ件数: '0',
      歯科レセ件数: '－',
      '医科外来レセ件数(前年度)': '1',
    },
  ],
  [
    'unknownStatus',
    'hit',
    { 健診受診日: '', 医科入院レセ件数: '', 医科外来レセ件数: '0', 歯科レセ件数: '－', 調剤レセ件数: '3' },
  ],
  [
    'unknownStatus',
    'unknown',
    { 健診受診日: '', 医科入院レセ件数: '', 医科外来レセ件数: '0', 歯科レセ件数: '－', 要介護度: '99' },
  ],
];

function answers(): readonly (readonly [string, Answer])[] {
  const persons = CASES.map(([, , changes], index): Row => ({
    ...WELL,
    ...changes,
    被保険者番号: String(index + 1).padStart(8, '0'),
  }));
  const lines = [HEADINGS, ...persons.map((person) => HEADINGS.map((heading) => person[heading] ?? ''))];
  const bytes = new TextEncoder().encode(lines.map((cells) => cells.join(',')).join('\r\n'));
  const { table } = buildIntake(readFile('一覧.csv', bytes));
  const evaluator = createEvaluator(table);
  return CASES.map(([id], row) => {
    const result = evaluator.evaluate(id, defaultSettings());
    return [id, result.hits.get(row) ? 'hit' : result.undetermined.get(row) ? 'unknown' : 'miss'] as const;
  });
}

test('a wide table answers every person by the default criteria, missing values included', () => {
  const told = answers().map(([id, answer], index) => ({ id, answer, changes: CASES[index]![2] }));
  expect(told).toEqual(CASES.map(([id, answer, changes]) => ({ id, answer, changes })));
});
