/** The door of the room kdb: files and sheets in, the person table of one fiscal year out. */
import { readTables } from './files/readTables';
import type { Threads } from './files/threads';
import { meaningOf } from './recognise/headings';
import type { SourceInput } from './recognise/sourceInput';
import { atOnce, type Steps } from './steps';

/**
 * The sources of a file: one of a text table, one of every sheet of an xlsx that is not empty, those of every member of a ZIP.
 * @param threads read large texts in shared memory with this one; without them this one reads alone
 * @throws AnalystError file.*, sheet.damaged, sheet.uncalculated
 */
export const readFile = (name: string, bytes: Uint8Array, threads?: Threads): SourceInput[] =>
  atOnce(readFileSteps(name, bytes, threads));

/** The same in steps. */
export const readFileSteps = (name: string, bytes: Uint8Array, threads?: Threads): Steps<SourceInput[]> =>
  readTables(name, bytes, (cell) => meaningOf(cell) !== null, threads);

export {
  ageOn,
  daysOf,
  fiscalYearEnd,
  inJapaneseYear,
  fiscalYearOf,
  formatDate,
  partsOf,
  toWareki,
} from './values/calendar';
export { atOnce, type Steps } from './steps';
export { textAt, valueText } from './join/columns';
export { indexOf, type PersonFound, type PersonIndex, type PersonKey } from './join/personIndex';
export { parseDate } from './values/dates';
export { AnalystError, sentenceOf, type MessageValues } from './errors';
export { columnWords, FINDINGS, rowsWords, type FindingCode } from './findings';
export { qualityFinding, type ColumnQuality } from './join/quality';
export { FIELD_IDS, FIELDS, LISTED_FIELDS, type FieldDefinition } from './values/fields';
export { MOST_LISTED, type ListedColumn } from './recognise/listedColumns';
export { unifyHeading } from './recognise/headings';
export { accountOf, HIDDEN_SHEETS_SETTING, HIDDEN_WHY, messagesOf, type IntakeMessage } from './join/account';
export { newestYearNotice } from './join/notices';
export { buildIntake, readYears, yearsSteps } from './join/intake';
export { stampSteps } from './join/stamp';
export { recognisedOrWhy } from './recognise/recognisedOrWhy';
export { looksLikeSource } from './recognise/looksLikeSource';
export { aggregatesIn } from './join/readSources';
export { MESSAGES, type MessageCode } from './messages';
export { ORIGINS_SETTING, originsFrom, withOrigin, type Origins } from './recognise/origins';
export { QUESTIONS, type Question } from './values/questionnaire';
export { workbookParts } from './files/readTables';
export { isZip } from './files/zip';
export {
  placeOf,
  recognise,
  type Recognition,
  type RecognisedSource,
  type UnrecognisedSource,
} from './recognise/recognise';
export { defaultReceiptRules, RECEIPT_RULES } from './values/receiptRules';
export type { DiseaseList, ReceiptRuleRow, ReceiptRules, ReceiptType } from './values/receiptRules';
export { deriveBmi, deriveEgfr, roundHalfAway } from './values/rounding';
export { distributionsOf, distributionsSteps, type Distribution, type DistributionBin } from './join/distributions';
export {
  MAPPINGS_SETTING,
  mappedFields,
  mappingFromJson,
  mappingOf,
  mappingsFrom,
  mappingToJson,
  withMapping,
  type Mappings,
} from './recognise/mapping';
export type { SuggestedColumn, Suggestion, Suggestions } from './recognise/suggest';
export { readAggregate, recordsOf, type Aggregate, type TidyRecord } from './recognise/tidy';
export { AGGREGATE_FORMS, COMPARATOR_WORDS, type AggregateForm, type Comparator } from './recognise/aggregateForms';
export type { ColumnMapping, MappedColumn, SourceInput } from './recognise/sourceInput';
export type { SourceKind } from './recognise/layouts';
export type { ColumnMatch } from './recognise/recognise';
export type { SetAsideReason } from './join/dispositions';
export type { PersonColumns, PersonTable } from './join/personTable';
export type {
  Intake,
  IntakeOptions,
  IntakeYears,
  PersonReceipts,
  SourceReport,
  YearOverview,
  YearRows,
} from './join/report';
export type { SourceYears } from './join/sourceYears';
export type * from './stage/columns';
export type { Running, Threads } from './files/threads';
export type { Cell } from './values/cellText';
export * from './values/codes';
export type { EvidenceStatus } from './values/evidence';
export type * from './values/fieldIds';
