/** What the add-in does by itself when its page starts beside a workbook. */
import { healFormulas } from './healFormulas';
import { removeLeftovers } from './leftovers';
import { session } from './session';

/** Milliseconds after which formulas in #NAME? are looked for: Excel registers the functions some time after the page. */
const LOOKS = [3_000, 12_000];

/**
 * The add-in is loaded with this document from now on, so that its functions answer without anybody opening the pane: those
 * of a shared folder are otherwise missing in further workbooks (Office-Add-in-samples 1078).
 */
async function loadWithDocument(): Promise<void> {
  if (!Office.context.requirements.isSetSupported('SharedRuntime', '1.1')) return;
  await Office.addin.setStartupBehavior(Office.StartupBehavior.load);
}

function healLater(): void {
  const now = session();
  now.healing = LOOKS.map((delay) => setTimeout(() => void healFormulas().catch(() => undefined), delay));
}

/**
 * Puts the workbook in order, once for the life of the page; the sentences are for whoever opens the pane. `heals`: formulas that
 * were calculated before the functions came are looked for, default true. Never rejects.
 */
export function startWorkbook({ heals = true }: { readonly heals?: boolean } = {}): Promise<readonly string[]> {
  const now = session();
  if (now.started === null) {
    loadWithDocument().catch(() => undefined);
    if (heals) healLater();
    now.started = removeLeftovers().catch(() => []);
  }
  return now.started;
}
