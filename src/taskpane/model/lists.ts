/** The lists of the purposes as files: one as CSV, all ten in a ZIP. */
import { strToU8, zipSync } from 'fflate';
import { criterionById, type CriterionId, type CriterionResult } from '../../criteria';
import { csvOfList } from '../../plan';
import type { Dataset } from '../door';
import { saveFile } from './saveFile';

function bytesOf({ intake, settings }: Dataset, results: readonly CriterionResult[], id: CriterionId) {
  return strToU8(csvOfList(intake, results, settings, id));
}

/** e.g. 抽出_低栄養_2025.csv. */
function nameOf({ table }: Dataset, id: CriterionId): string {
  return `抽出_${criterionById(id).name}_${table.fiscalYear}.csv`;
}

export function saveList(dataset: Dataset, results: readonly CriterionResult[], id: CriterionId): void {
  saveFile(nameOf(dataset, id), bytesOf(dataset, results, id), 'text/csv;charset=utf-8');
}

export function saveAllLists(dataset: Dataset, results: readonly CriterionResult[]): void {
  const files = Object.fromEntries(results.map(({ id }) => [nameOf(dataset, id), bytesOf(dataset, results, id)]));
  saveFile(`抽出_${dataset.table.fiscalYear}.zip`, zipSync(files), 'application/zip');
}
