/** Looks for settings that contradict themselves or lie outside what is usual. It refuses nothing. */
import { CRITERIA } from './definitions';
import { numberSetting, resolve, type FieldTest, type Resolved } from './resolve';
import { PARAMETERS, settingText } from './settings';
import type { CriteriaSettings, CriterionId, Finding } from './types';
import { codeWord, fieldName } from './words';

/** Numbers outside the usual limits of their parameter. */
function unusual(settings: CriteriaSettings): Finding[] {
  return PARAMETERS.flatMap(({ key, id, parameter }): Finding[] => {
    const value = settings[key];
    const { usual } = parameter;
    if (typeof value !== 'number' || usual === undefined || (value >= usual[0] && value <= usual[1])) return [];
    const [low, high] = usual.map((limit) => settingText({ ...parameter, unit: '' }, limit).trim());
    const text = `${parameter.label} ${settingText(parameter, value)} は通常の範囲（${low}〜${high}）の外です。`;
    return [{ level: 'warning', id, key, text }];
  });
}

/** The tests that must all hold together. */
function together(condition: Resolved): FieldTest[] {
  if (condition.op === 'is') return [condition.test];
  if (condition.op === 'all') return condition.of.flatMap(together);
  return [];
}

/** Whether some value can pass both tests of one field. */
function compatible(a: FieldTest, b: FieldTest): boolean {
  if (a.kind === 'codes' && b.kind === 'codes') return a.wanted.some((code) => b.wanted.includes(code));
  if (a.kind !== 'number' || b.kind !== 'number') return true;
  const upper = [a, b].filter(({ relation }) => relation !== '>=' && relation !== '>');
  const lower = [a, b].filter(({ relation }) => relation !== '<=' && relation !== '<');
  return upper.every((high) =>
    lower.every((low) => {
      const touching = high.relation !== '<' && low.relation !== '>';
      return low.threshold < high.threshold || (touching && low.threshold === high.threshold);
    }),
  );
}

/** Conditions that nobody can meet: two tests of one field that exclude each other, or a class that does not exist. */
export function contradictions(condition: Resolved, id: CriterionId): Finding[] {
  if (condition.op === 'not') return contradictions(condition.of, id);
  if (condition.op === 'is') {
    const { test } = condition;
    if (test.kind === 'number' || test.wanted.length > 0) return [];
    return [{ level: 'error', id, text: `${fieldName(test.field)}の条件に当たる区分がありません。` }];
  }
  const inside = condition.of.flatMap((member) => contradictions(member, id));
  if (condition.op === 'any') return inside;
  const tests = together(condition);
  const clashes = tests.flatMap((test, index) =>
    tests.slice(index + 1).filter((other) => other.field === test.field && !compatible(test, other)),
  );
  const fields = [...new Set(clashes.map(({ field }) => field))];
  return [
    ...inside,
    ...fields.map((field): Finding => ({
      level: 'error',
      id,
      text: `${fieldName(field)}の条件が互いに矛盾し、誰も該当しません。`,
    })),
  ];
}

/** Thresholds that make no sense beside one another. */
function relations(settings: CriteriaSettings): Finding[] {
  const found: Finding[] = [];
  const sbp = numberSetting(settings, 'uncontrolled', 'sbpAtLeast');
  const dbp = numberSetting(settings, 'uncontrolled', 'dbpAtLeast');
  if (dbp >= sbp) {
    const text = `拡張期血圧の基準 ${dbp} が収縮期血圧の基準 ${sbp} 以上になっています。`;
    found.push({ level: 'error', id: 'uncontrolled', key: 'uncontrolled.dbpAtLeast', text });
  }
  const comorbid = numberSetting(settings, 'comorbidFrailty', 'hba1cAtLeast');
  const uncontrolled = numberSetting(settings, 'uncontrolled', 'hba1cAtLeast');
  if (comorbid > uncontrolled) {
    const text = `基礎疾患の HbA1c の基準 ${comorbid} が、コントロール不良の基準 ${uncontrolled} より高くなっています。`;
    found.push({ level: 'warning', id: 'comorbidFrailty', key: 'comorbidFrailty.hba1cAtLeast', text });
  }
  const priority = numberSetting(settings, 'diabeticNephropathy', 'priorityHba1c');
  const diabetes = numberSetting(settings, 'diabeticNephropathy', 'hba1cAtLeast');
  if (priority < diabetes) {
    const text = `優先度を上げる HbA1c ${priority} が、糖尿病とする HbA1c ${diabetes} より低くなっています。`;
    found.push({ level: 'warning', id: 'diabeticNephropathy', key: 'diabeticNephropathy.priorityHba1c', text });
  }
  const proteinuria = numberSetting(settings, 'kidney', 'proteinuriaAtLeast');
  if (proteinuria <= 1) {
    const text = `尿蛋白の基準が（${codeWord('proteinuria', 1)}）のため、尿蛋白を測った人が全員当たります。`;
    found.push({ level: 'error', id: 'kidney', key: 'kidney.proteinuriaAtLeast', text });
  }
  return found;
}

/** What is wrong or unusual in the settings, errors first. The defaults give none. */
export function lint(settings: CriteriaSettings): Finding[] {
  const impossible = CRITERIA.flatMap(({ id, definition }) =>
    contradictions(resolve(definition, { id, settings, provided: () => true }), id),
  );
  const found = [...impossible, ...relations(settings), ...unusual(settings)];
  return [...found.filter(({ level }) => level === 'error'), ...found.filter(({ level }) => level === 'warning')];
}
