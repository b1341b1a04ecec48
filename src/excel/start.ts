/** What the add-in does by itself when its page starts beside a workbook. */
import { removeLeftovers } from './leftovers';
import { ANSWERED_AT_ONCE, session } from './session';

/** Milliseconds after which formulas in #NAME? are looked for: Excel registers the functions some time after the page. */
const LOOKS = [3_000, 12_000];

/** Milliseconds from the last answer to the look for cells that did not take theirs. */
const AFTER_ANSWERS = 2_000;

/**
 * The add-in is loaded with this document from now on, so that its functions answer without anybody opening the pane: those
 * of a shared folder are otherwise missing in further workbooks (Office-Add-in-samples 1078).
 */
async function loadWithDocument(): Promise<void> {
  if (!Office.context.requirements.isSetSupported('SharedRuntime', '1.1')) return;
  await Office.addin.setStartupBehavior(Office.StartupBehavior.load);
}

/** Loaded when it is time: most pages never need it. */
async function heal(): Promise<void> {
  const { healFormulas } = await import('./healFormulas');
  await healFormulas();
}

function healAfter(milliseconds: number): void {
  session().healing.push(setTimeout(() => void heal().catch(() => undefined), milliseconds));
}

/**
 * A function of ours begins to answer; returns what is called when it has answered. After very many at once the cells are looked at:
 * Excel on the web leaves some at #BUSY! then.
 */
export function callBegins(): () => void {
  const now = session();
  const { openCalls } = now;
  openCalls.now += 1;
  openCalls.begun += 1;
  openCalls.most = Math.max(openCalls.most, openCalls.now);
  return () => {
    openCalls.now -= 1;
    if (openCalls.now > 0) return;
    if (openCalls.most > ANSWERED_AT_ONCE && now.heals) {
      now.mayHaveLost = true;
      if (now.started !== null) healAfter(AFTER_ANSWERS);
    }
    openCalls.most = 0;
  };
}

/**
 * Puts the workbook in order, once for the life of the page; the sentences are for whoever opens the pane. `heals`: formulas that
 * were calculated before the functions came are looked for, default true. Never rejects.
 */
export function startWorkbook({ heals = true }: { readonly heals?: boolean } = {}): Promise<readonly string[]> {
  const now = session();
  if (now.started === null) {
    loadWithDocument().catch(() => undefined);
    now.heals = heals;
    if (heals) for (const delay of LOOKS) healAfter(delay);
    now.started = removeLeftovers().catch(() => []);
  }
  return now.started;
}
