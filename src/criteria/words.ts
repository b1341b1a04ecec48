/** Fields, codes and predicates in the analyst's words: those of the exports, as kdb names them. */
import { FIELDS, valueText, type FieldId, type PersonTable } from '../kdb';
import type { ResolvedPredicate } from './resolve';

/** The field's short name, e.g. 質問票⑥. */
export function shortName(field: FieldId): string {
  return FIELDS[field].label.replace('(', '（').replace(')', '）');
}

/** The field's name with what it asks about, e.g. 質問票⑥（体重変化）. */
export function fieldName(field: FieldId): string {
  const { title } = FIELDS[field];
  return title === undefined
    ? shortName(field)
    : `${shortName(field)}（${title.replace('（', '・').replace('）', '')}）`;
}

/** The words of one code; a code without words is written as a number. */
export function codeWord(field: FieldId, code: number): string {
  return FIELDS[field].words?.[code - 1] ?? String(code);
}

/** The unit as it stands after a number; units of the form "a per b" (BMI, eGFR) go without saying. */
function unitOf(field: FieldId): string {
  const { unit = '' } = FIELDS[field];
  return unit.includes('/') ? '' : unit;
}

/** A number with its unit; HbA1c always with a decimal, as it is written everywhere. */
function quantity(field: FieldId, number: number): string {
  const text = field === 'hba1c' && Number.isInteger(number) ? number.toFixed(1) : String(number);
  return `${text}${unitOf(field)}`;
}

/** The value of one person in words with its unit, without the field's name; '' when missing or when the column is absent. */
export function valueWord(table: PersonTable, field: FieldId, row: number): string {
  const text = valueText(table, field, row);
  const { kind } = FIELDS[field];
  return text === '' || (kind !== 'measure' && kind !== 'count') ? text : quantity(field, Number(text));
}

const RELATION_WORDS = { '<=': '以下', '<': '未満', '>=': '以上', '>': '超', '=': '' } as const;

function limitOf(field: FieldId, threshold: number, relation: keyof typeof RELATION_WORDS): string {
  const text = quantity(field, threshold);
  return `${text}${/\d$/.test(text) ? ' ' : ''}${RELATION_WORDS[relation]}`.trim();
}

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
  return limitOf(predicate.field, test.threshold, predicate.relation);
}

/** A predicate with its threshold in words, e.g. "BMI 20 以下", "質問票⑥（体重変化）が「はい」", "歯科レセ件数が 0件". */
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
      if (predicate.relation === '=') return `${name}が ${quantity(predicate.field, constant)}`;
      return `${name} ${limitOf(predicate.field, constant, predicate.relation)}`;
    }
  }
}
