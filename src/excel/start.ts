/** What the add-in does by itself when its page starts beside a workbook. */
import { removeLeftovers } from './leftovers';
import { session } from './session';

/** Puts the workbook in order, once for the life of the page; the sentences are for whoever opens the pane. Never rejects. */
export function startWorkbook(): Promise<readonly string[]> {
  const now = session();
  now.started ??= removeLeftovers().catch(() => []);
  return now.started;
}
