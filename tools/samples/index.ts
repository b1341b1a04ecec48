/** The door of the sample generator: persons, exports, one wide csv, and a person table, of any size from a seed. */
export { generatePersons, personAt, DEFAULTS, type GenerateOptions } from './generate';
export { isInsuredOn, AREAS, type Checkup, type ReceiptCounts, type Receipts, type SyntheticPerson } from './person';
export { sampleFiles, SYNTHETIC_NOTICE, type SampleFile } from './files';
export { participantsFile } from './participants';
export { csvBytes, csvChunks } from './csv';
export { workbookBytes } from './workbook';
export { generateWideCsv, WIDE_COLUMNS } from './wide';
export { generatePersonTable } from './table';
export { aggregateCsv, aggregateFiles } from './aggregates';
export { OTHERS_NOTICE, type AggregateFile } from './aggregateParts';
