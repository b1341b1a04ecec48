/** The door of the programme evaluation. */
export * from './supportLog';
export * from './types';
export { ownColumnOf, withOwnIndicators, type OwnColumn, type OwnEntry } from './own';
export { questionnaireChange, type ItemChange, type QuestionnaireChange } from './questionnaireChange';
export { findIndicator, findProgramme, plainName, purposeMeant } from './purpose';
export { evaluateProgramme } from './evaluate';
export { BALANCED } from './balance';
export { FEW_PERSONS } from './question';
export { achievedIn, keyOutcome, targetIndicator } from './keyOutcome';
export { lossWords } from './followUp';
export { funnelSentence, isDistinguishable, lossSentence, plainSentence, resultSentence } from './sentence';
export { changeWords, pWords, shareWords } from './words';
export { isPossible } from './methods';
export {
  adjustedComparisons,
  adjustedPs,
  isCompared,
  isComparedByChange,
  isComparedInPairs,
  testsOf,
  type AdjustedComparison,
} from './adjusted';
export {
  certificationSentences,
  changesSentences,
  expectedSentences,
  lossSentences,
  type TwoParts,
} from './methodSentences';
export { coursesOf, yearOfRows } from './courses';
export { firstSaid } from './said';
export { personKey } from './persons';
export {
  CASE_STEPS,
  caseCount,
  caseCounts,
  caseSentence,
  exclusionOf,
  exclusionSentence,
  NO_REASON,
  type CaseCounts,
  type CaseStep,
} from './cases';
