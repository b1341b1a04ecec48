/** The door of the hand-in copy; loaded when a copy is asked for. */
export { handInFacts, noEvaluation } from './facts';
export { handInCopy, type HandInFacts, type HandInFile, type HandInOptions } from './handInCopy';
export { personIn, personMarks, personTextsOf, type PersonMarks } from './personMarks';
export { isHandInSheet } from './sheets';
export type { OutcomeFacts, QuantityFacts, YearFacts } from './quantities';
