/** The 優先度 of a person: how many purposes are met, and how far beyond a threshold the values lie. A proposal, not official. */
import type { EvidenceStatus, PersonTable } from '../kdb';
import { CRITERIA } from './definitions';
import { criterionById } from './find';
import { numberSetting } from './resolve';
import { defaultSettings } from './settings';
import type { CriteriaSettings, CriterionId, CriterionResult, Priority, SeverityMeasure } from './types';
import { shortName } from './words';

/** e.g. "BMI 1.5、HbA1c 1": how far one point of severity reaches, as the definitions hold it. */
const STEPS = [
  ...new Set(CRITERIA.flatMap(({ severity }) => severity.map(({ field, step }) => `${shortName(field)} ${step}`))),
].join('、');

/** The rule, shown beside every list. */
export const PRIORITY_RULE =
  '優先度（提案）: A＝該当する目的が 3 つ以上、または重症度 2。B＝該当する目的が 2 つ、または重症度 1。C＝それ以外。' +
  `重症度は、該当した目的の値が基準からどれだけ離れているかで 0〜2（${STEPS} 離れるごとに 1、最大 2。最も大きいものを採る）。` +
  '公表された方法ではないため、地域の実情に合わせて使うこと。';

/** No public source gives a formula for the priority. */
export const PRIORITY_STATUS: EvidenceStatus = 'proposed';

const MOST_SEVERE = 2;

/** Points of one measure: whole steps beyond the threshold, 0 to 2; a missing value gives 0. */
function points(
  table: PersonTable,
  { field, parameter, direction, step }: SeverityMeasure,
  id: CriterionId,
  settings: CriteriaSettings,
  row: number,
): number {
  const column = table.columns[field];
  const value = column === undefined ? NaN : column.values[row]!;
  if (Number.isNaN(value) || (column?.kind === 'count' && value < 0)) return 0;
  const threshold = numberSetting(settings, id, parameter);
  const distance = direction === 'below' ? threshold - value : value - threshold;
  // Differences of decimals such as 9.1 − 8.1 fall a hair short of the step.
  return Math.max(0, Math.min(MOST_SEVERE, Math.floor(distance / step + 1e-9)));
}

/**
 * The priority of one person over the national purposes among the results given, each measured against the settings it was answered with. A person
 * who meets no purpose has level C, no purposes, and an empty text.
 */
export function priority(table: PersonTable, results: readonly CriterionResult[], row: number): Priority {
  const met = results.filter(({ id, hits }) => criterionById(id).standing === 'national' && hits.get(row));
  if (met.length === 0) return { level: 'C', purposes: 0, severity: 0, text: '' };
  const severity = met.reduce((most, { id, settings = defaultSettings() }) => {
    const measured = criterionById(id).severity.map((measure) => points(table, measure, id, settings, row));
    return Math.max(most, ...measured);
  }, 0);
  const purposes = met.length;
  const level = purposes >= 3 || severity >= 2 ? 'A' : purposes === 2 || severity === 1 ? 'B' : 'C';
  return { level, purposes, severity, text: `${level}（${purposes} 目的・重症度 ${severity}）` };
}
