/** The 対象外者数 that were typed into 抽出条件, for the data of the workbook. */
import { conditionsNow, currentDataset } from '../excel';
import type { ExcludedPersons } from '../indicators';
import { exclusionsOf } from '../plan';

/** Those without a year are of the 抽出年度. Throws settings.*, and as `currentDataset` where somebody typed one. */
export async function typedExclusions(): Promise<readonly ExcludedPersons[]> {
  const { excludedPersons } = await conditionsNow();
  if (excludedPersons.length === 0) return [];
  return exclusionsOf(excludedPersons, (await currentDataset()).intake.fiscalYear);
}
