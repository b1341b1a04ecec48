/** The door of the room kdb: files and sheets in, the person table of one fiscal year out. */
export { ageOn, daysOf, fiscalYearEnd, fiscalYearOf, formatDate, partsOf, toWareki } from './calendar';
export { rowOfPerson, textAt, valueText } from './columns';
export { parseDate } from './dates';
export { AnalystError, sentenceOf, type MessageValues } from './errors';
export { columnWords, FINDINGS, qualityFinding, rowsWords, type FindingCode } from './findings';
export { FIELD_IDS, FIELDS, type FieldDefinition } from './fields';
export { unifyHeading } from './headings';
export { aggregatesIn, buildIntake } from './intake';
export { MESSAGES, type MessageCode } from './messages';
export { QUESTIONS, type Question } from './questionnaire';
export { readFile } from './readFile';
export { placeOf, recognise, type Recognition, type RecognisedSource, type UnrecognisedSource } from './recognise';
export { defaultReceiptRules, RECEIPT_RULES } from './receiptRules';
export type { DiseaseList, ReceiptRuleRow, ReceiptRules, ReceiptType } from './receiptRules';
export { deriveBmi, deriveEgfr, roundHalfAway } from './rounding';
export { distributionsOf, type Distribution, type DistributionBin } from './distributions';
export {
  mappedFields,
  mappingFromJson,
  mappingOf,
  mappingToJson,
  withMapping,
  type ColumnMapping,
  type MappedColumn,
} from './mapping';
export { suggestColumns, type SuggestedColumn, type Suggestion, type Suggestions } from './suggest';
export { readAggregate, recordsOf, type Aggregate, type TidyRecord } from './tidy';
export { AGGREGATE_FORMS, COMPARATOR_WORDS, type AggregateForm, type Comparator } from './aggregateForms';
export * from './types';
