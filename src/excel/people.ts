/** From a person in the pane to the row of the list. */
import type { CriterionId } from '../criteria';
import { AnalystError } from '../kdb';
import { EVERYBODY_SHEET, extractionSheetName } from '../plan';
import { personRowsOf, workKey } from '../plan/lists/work';
import { selectRow } from './doors';
import { rowsOfSheet } from './sheetRows';
import { runExcel } from './work';

export interface AskedPerson {
  readonly number: string;
  /** '' where all persons are of one insurer. */
  readonly insurer: string;
}

/**
 * Shows the row of a person on the list of a purpose, or on 対象者一覧. Throws AnalystError list.noSheet, list.notListed.
 */
export async function showPerson({ number, insurer }: AskedPerson, purpose: CriterionId | 'any'): Promise<void> {
  const sheet = purpose === 'any' ? EVERYBODY_SHEET : extractionSheetName(purpose);
  const rows = await runExcel((context) => rowsOfSheet(context, sheet));
  if (rows === null) throw new AnalystError('list.noSheet', { sheet });
  const persons = personRowsOf(rows);
  const head = persons.findIndex((cells) => cells.includes('被保険者番号'));
  const [numberAt, insurerAt] = ['被保険者番号', '保険者番号'].map((heading) => persons[head]?.indexOf(heading) ?? -1);
  const wanted = workKey(insurerAt! < 0 ? '' : insurer, number);
  const found = persons.findIndex(
    (cells, row) =>
      row > head &&
      cells[numberAt!] !== null &&
      workKey(insurerAt! < 0 ? '' : String(cells[insurerAt!] ?? ''), String(cells[numberAt!])) === wanted,
  );
  if (head < 0 || found < 0) throw new AnalystError('list.notListed', { sheet });
  await selectRow(sheet, found + 1);
}
