/** Fields, codes and predicates in the analyst's words. */
import { CARE_LEVEL, MISSING_CODE, NO, NO_COUNT, NO_DATE, YES, type FieldId, type PersonTable } from '../kdb/types';
import type { ResolvedPredicate } from './resolve';

interface FieldWords {
  /** Short name, e.g. 質問票⑥. */
  readonly name: string;
  /** What a question is about, e.g. 体重変化. */
  readonly about?: string;
  /** Written after a number, with its own space where one is wanted. */
  readonly unit?: string;
  /** Words of the codes. */
  readonly codes?: Readonly<Record<number, string>>;
}

const PRESENCE = { [YES]: 'あり', [NO]: 'なし' };
const REPLY = { 1: 'はい', 2: 'いいえ' };
const CARE_LEVELS = {
  [CARE_LEVEL.none]: '認定なし',
  [CARE_LEVEL.programTarget]: '事業対象者',
  [CARE_LEVEL.transitional]: '経過的要介護',
  [CARE_LEVEL.support1]: '要支援1',
  [CARE_LEVEL.support2]: '要支援2',
  [CARE_LEVEL.care1]: '要介護1',
  [CARE_LEVEL.care2]: '要介護2',
  [CARE_LEVEL.care3]: '要介護3',
  [CARE_LEVEL.care4]: '要介護4',
  [CARE_LEVEL.care5]: '要介護5',
};

/** How each field is named and its values are written in reasons. */
export const FIELD_WORDS: Readonly<Record<FieldId, FieldWords>> = {
  personId: { name: '被保険者番号' },
  name: { name: '氏名' },
  kana: { name: 'カナ氏名' },
  insurer: { name: '保険者番号' },
  municipality: { name: '市町村名' },
  area: { name: '圏域' },
  excluded: { name: '対象外区分' },
  birthDate: { name: '生年月日' },
  enrolled: { name: '資格取得日' },
  left: { name: '資格喪失日' },
  checkupDate: { name: '健診受診日' },
  checkupDatePrevious: { name: '健診受診日（前年度）' },
  height: { name: '身長', unit: ' cm' },
  weight: { name: '体重', unit: ' kg' },
  bmi: { name: 'BMI' },
  sbp: { name: '収縮期血圧', unit: ' mmHg' },
  dbp: { name: '拡張期血圧', unit: ' mmHg' },
  hba1c: { name: 'HbA1c', unit: '%' },
  creatinine: { name: 'クレアチニン', unit: ' mg/dL' },
  egfr: { name: 'eGFR' },
  inpatientPoints: { name: '医科入院点数', unit: ' 点' },
  outpatientPoints: { name: '医科外来点数', unit: ' 点' },
  dentalPoints: { name: '歯科点数', unit: ' 点' },
  pharmacyPoints: { name: '調剤点数', unit: ' 点' },
  careBenefit: { name: '介護給付費', unit: ' 円' },
  inpatient: { name: '入院レセプト', unit: ' 件' },
  outpatient: { name: '外来レセプト', unit: ' 件' },
  dental: { name: '歯科レセプト', unit: ' 件' },
  pharmacy: { name: '調剤レセプト', unit: ' 件' },
  inpatientPrevious: { name: '入院レセプト（前年度）', unit: ' 件' },
  outpatientPrevious: { name: '外来レセプト（前年度）', unit: ' 件' },
  dentalPrevious: { name: '歯科レセプト（前年度）', unit: ' 件' },
  pharmacyPrevious: { name: '調剤レセプト（前年度）', unit: ' 件' },
  drugCount: { name: '処方薬剤数', unit: ' 剤' },
  age: { name: '年度末年齢', unit: ' 歳' },
  sex: { name: '性別', codes: { 1: '男', 2: '女' } },
  proteinuria: { name: '尿蛋白', codes: { 1: '－', 2: '±', 3: '＋', 4: '2+', 5: '3+' } },
  q1: {
    name: '質問票①',
    about: '健康状態',
    codes: { 1: 'よい', 2: 'まあよい', 3: 'ふつう', 4: 'あまりよくない', 5: 'よくない' },
  },
  q2: { name: '質問票②', about: '心の健康', codes: { 1: '満足', 2: 'やや満足', 3: 'やや不満', 4: '不満' } },
  q3: { name: '質問票③', about: '食習慣', codes: REPLY },
  q4: { name: '質問票④', about: '咀嚼機能', codes: REPLY },
  q5: { name: '質問票⑤', about: '嚥下機能', codes: REPLY },
  q6: { name: '質問票⑥', about: '体重変化', codes: REPLY },
  q7: { name: '質問票⑦', about: '歩行速度', codes: REPLY },
  q8: { name: '質問票⑧', about: '転倒', codes: REPLY },
  q9: { name: '質問票⑨', about: '運動', codes: REPLY },
  q10: { name: '質問票⑩', about: '物忘れ', codes: REPLY },
  q11: { name: '質問票⑪', about: '失見当識', codes: REPLY },
  q12: { name: '質問票⑫', about: '喫煙', codes: { 1: '吸っている', 2: '吸っていない', 3: 'やめた' } },
  q13: { name: '質問票⑬', about: '外出頻度', codes: REPLY },
  q14: { name: '質問票⑭', about: '他者との付き合い', codes: REPLY },
  q15: { name: '質問票⑮', about: '相談相手', codes: REPLY },
  careLevel: { name: '要介護度', codes: CARE_LEVELS },
  careLevelPrevious: { name: '要介護度（前年度）', codes: CARE_LEVELS },
  hypnotic: { name: '睡眠薬', codes: PRESENCE },
  dmDrug: { name: '糖尿病薬', codes: PRESENCE },
  dmDrugPrevious: { name: '糖尿病薬（前年度）', codes: PRESENCE },
  dmDrugTwoYearsAgo: { name: '糖尿病薬（2年前）', codes: PRESENCE },
  dmDrugThreeYearsAgo: { name: '糖尿病薬（3年前）', codes: PRESENCE },
  htDrug: { name: '高血圧薬', codes: PRESENCE },
  htDrugPrevious: { name: '高血圧薬（前年度）', codes: PRESENCE },
  htDrugTwoYearsAgo: { name: '高血圧薬（2年前）', codes: PRESENCE },
  htDrugThreeYearsAgo: { name: '高血圧薬（3年前）', codes: PRESENCE },
  dmDiagnosis: { name: '糖尿病の傷病名', codes: PRESENCE },
  cvdDiagnosis: { name: '心不全・脳卒中等の傷病名', codes: PRESENCE },
  checkedUp: { name: '健診受診（抽出年度）', codes: PRESENCE },
  checkedUpPrevious: { name: '健診受診（前年度）', codes: PRESENCE },
  certified: { name: '要介護認定', codes: PRESENCE },
  certifiedPrevious: { name: '要介護認定（前年度）', codes: PRESENCE },
};

/** The field's name with what it asks about, e.g. 質問票⑥（体重変化）. */
export function fieldName(field: FieldId): string {
  const { name, about } = FIELD_WORDS[field];
  return about === undefined ? name : `${name}（${about}）`;
}

/** The words of one code; a code without words is written as a number. */
export function codeWord(field: FieldId, code: number): string {
  return FIELD_WORDS[field].codes?.[code] ?? String(code);
}

/** A date as YYYY-MM-DD. */
function dateWord(days: number): string {
  return new Date(days * 86_400_000).toISOString().slice(0, 10);
}

/** The value of one person in words with its unit, without the field's name; '' when missing or when the column is absent. */
export function valueWord(table: PersonTable, field: FieldId, row: number): string {
  const column = table.columns[field];
  const unit = FIELD_WORDS[field].unit ?? '';
  switch (column?.kind) {
    case undefined:
      return '';
    case 'text':
      return column.values[column.codes[row] ?? 0] ?? '';
    case 'date': {
      const days = column.days[row] ?? NO_DATE;
      return days === NO_DATE ? '' : dateWord(days);
    }
    case 'measure': {
      const value = column.values[row] ?? NaN;
      return Number.isNaN(value) ? '' : `${value}${unit}`;
    }
    case 'count': {
      const value = column.values[row] ?? NO_COUNT;
      return value < 0 ? '' : `${value}${unit}`;
    }
    case 'code':
    case 'flag': {
      const code = column.codes[row] ?? MISSING_CODE;
      return code === MISSING_CODE ? '' : codeWord(field, code);
    }
  }
}

const RELATION_WORDS = { '<=': '以下', '<': '未満', '>=': '以上', '>': '超', '=': '' } as const;

/** The limit a predicate sets, e.g. "20 以下" or "（＋）以上"; '' for predicates that set none. */
export function limitWords({ predicate, test }: ResolvedPredicate): string {
  if (predicate.kind !== 'compare') return '';
  if (predicate.field === 'proteinuria') {
    if (test.kind !== 'codes' || test.wanted.length === 0) return 'どの区分にも当たらない';
    const edge = predicate.relation.startsWith('<') ? test.wanted[test.wanted.length - 1]! : test.wanted[0]!;
    const beyond = predicate.relation === '=' ? '' : predicate.relation.startsWith('<') ? '以下' : '以上';
    return `（${codeWord('proteinuria', edge)}）${beyond}`;
  }
  if (test.kind !== 'number' || 'constant' in predicate.than) return '';
  return `${test.threshold}${FIELD_WORDS[predicate.field].unit ?? ''} ${RELATION_WORDS[predicate.relation]}`.trim();
}

/** A predicate with its threshold in words, e.g. "BMI 20 以下", "質問票⑥（体重変化）が「はい」", "歯科レセプトなし". */
export function predicateWords(resolved: ResolvedPredicate): string {
  const { predicate } = resolved;
  const name = fieldName(predicate.field);
  switch (predicate.kind) {
    case 'flag':
      return `${name}${predicate.is === 'yes' ? 'あり' : 'なし'}`;
    case 'answer':
      return `${name}が${predicate.oneOf.map((code) => `「${codeWord(predicate.field, code)}」`).join('か')}`;
    case 'compare': {
      const limit = limitWords(resolved);
      if (predicate.field === 'proteinuria') return `${name}${limit}`;
      if (limit !== '') return `${name} ${limit}`;
      const constant = 'constant' in predicate.than ? predicate.than.constant : NaN;
      if (constant === 0 && predicate.relation === '=') return `${name}なし`;
      return `${name} ${constant}${FIELD_WORDS[predicate.field].unit ?? ''} ${RELATION_WORDS[predicate.relation]}`.trim();
    }
  }
}
