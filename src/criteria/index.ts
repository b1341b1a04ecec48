/** The door of the room criteria: definitions, evaluation, reasons, settings, filters. */
export * from './types';
export { BitSet } from './bitSet';
export { orTruth, type Ternary, type Truth } from './kleene';
export { asked, type ValueOf } from './truth';
export { criterionContains } from './implies';
export { answered, fixedAtLeast, fixedAtMost, has, saysYes } from './conditions';
export { all as allOf, any as anyOf } from './conditions';
export { CRITERIA, CRITERIA_VERSION, NATIONAL_CRITERIA, purposesInUse, titleOf } from './definitions';
export { divisionAt } from './divisions';
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
export { explain } from './explain';
export { attrition } from './attrition';
export { lackingPurposes, readiness, restsOnCheckups } from './readiness';
export { certificationRemark } from './remarks';
export { AGE_CLASSES, occurring, UNKNOWN_VALUE } from './registerFacets';
export { areasOf, insurerNumbers, municipalityNames, type Area } from './areas';
export { FILTER_KEYS, filterFromPairs, parseFilter, type Filtered } from './filter';
export { filterItems, filterText } from './filterText';
export { wording } from './wording';
export { lint } from './lint';
export { PRIORITY_RULE, PRIORITY_STATUS, priority } from './priority';
export { fieldName, valueWord } from './words';
