/** The door of the room criteria: definitions, evaluation, reasons, settings, filters. */
export * from './types';
export { BitSet } from './bitSet';
export type { Ternary } from './kleene';
export { CRITERIA, CRITERIA_VERSION } from './definitions';
export { criterionById, findCriterion } from './find';
export { createEvaluator, type Evaluator } from './evaluator';
export { countOf } from './counts';
export {
  PARAMETERS,
  defaultSettings,
  differencesFromDefault,
  settingText,
  settingsFromRows,
  switchText,
  type Difference,
  type KeyedParameter,
  type SettingRow,
} from './settings';
