/** The ribbon commands: each runs one action and tells the window how it ended. */
import { AnalystError } from '../kdb';
import { restoreDefaults, showConditions } from './doors';
import type { ExtractOptions } from './extract';
import type { CommandDetail } from './types';
import { inWords } from './work';

/** Name of the window event that follows every command. */
export const COMMAND_EVENT = 'ikkatsu:command';

/** How the pane, when it is open, takes part in a command. */
export type CommandOptions = Pick<ExtractOptions, 'confirmReplace' | 'onProgress' | 'signal' | 'undoable'>;

type Outcome = Omit<CommandDetail, 'id' | 'ok'> | void;

/** The hand-in copy for an audience, with the population that the workbook keeps. */
async function handIn(audience: '公表用' | '内部用', options: CommandOptions): Promise<Outcome> {
  const { keptOptions, keptPopulation, makeHandInCopy } = await import('./handIn');
  const population = await keptPopulation();
  const asked = { audience, ...(await keptOptions()), ...(population === null ? {} : { population }) };
  return { handIn: await makeHandInCopy({ ...asked, ...options }) };
}

/** Fills the template in this workbook from 様式の対応. */
async function fill(live: boolean): Promise<Outcome> {
  const { fillThisWorkbook } = await import('./binding');
  return { filled: await fillThisWorkbook({ live }) };
}

/**
 * Commands that read and write much: Office ends a command of the ribbon after five minutes (Microsoft Learn, "Action element":
 * ExecuteFunction; office-js 1452), the pane has no such limit.
 */
const LONG = new Set([
  'IKKATSU.EXTRACT',
  'IKKATSU.PLAN',
  'IKKATSU.SUPPORT',
  'IKKATSU.HANDIN',
  'IKKATSU.HANDIN.INTERNAL',
  'IKKATSU.FILL',
  'IKKATSU.FILL.LIVE',
]);

/** Shows the pane, where the progress and the outcome of a long command stand. A refusal is no reason not to run it. */
async function showPane(): Promise<void> {
  if (!Office.context.requirements.isSetSupported('SharedRuntime', '1.1')) return;
  await Office.addin.showAsTaskpane().catch(() => undefined);
}

const actions: Readonly<Record<string, (options: CommandOptions) => Promise<Outcome>>> = {
  // The writing of sheets is loaded when asked for: the pane opens without it.
  'IKKATSU.EXTRACT': async (options) => {
    const { extract } = await import('./extract');
    return { result: await extract(options) };
  },
  'IKKATSU.PLAN': async (options) => {
    const { writeForms, ALL_FORMS } = await import('./forms');
    return { forms: await writeForms(ALL_FORMS, options) };
  },
  'IKKATSU.SUPPORT': async (options) => {
    const { supportCommand } = await import('./support');
    await supportCommand(options);
  },
  'IKKATSU.HANDIN': (options) => handIn('公表用', options),
  'IKKATSU.HANDIN.INTERNAL': (options) => handIn('内部用', options),
  'IKKATSU.BINDINGS': async () => {
    const { currentBindings } = await import('./binding');
    return { bindings: await currentBindings() };
  },
  'IKKATSU.BINDINGSHEET': async () => {
    const { showBindings } = await import('./binding');
    await showBindings();
  },
  'IKKATSU.FILL': () => fill(false),
  'IKKATSU.FILL.LIVE': () => fill(true),
  'IKKATSU.CONDITIONS': showConditions,
  'IKKATSU.DEFAULTS': () => restoreDefaults(),
};

/** Runs one command; never rejects. */
export async function runCommand(id: string, options: CommandOptions = {}): Promise<CommandDetail> {
  try {
    return { id, ok: true, ...(await actions[id]?.(options)) };
  } catch (thrown) {
    const error = inWords(thrown);
    if (error instanceof AnalystError) return { id, ok: false, message: error.message, code: error.code };
    return {
      id,
      ok: false,
      message: `予期しない問題が起きました（${String((error as Error)?.message ?? error)}）。`,
      code: 'unexpected',
    };
  }
}

/**
 * Associates the commands with the buttons of the ribbon. `optionsOf` is asked with the id of each command, so that an
 * open pane can answer confirmReplace; without it, sheets that the analyst edited refuse the command.
 */
export function registerCommands(optionsOf: (id: string) => CommandOptions = () => ({})): void {
  for (const id of Object.keys(actions)) {
    Office.actions.associate(id, async (event?: Office.AddinCommands.Event) => {
      if (LONG.has(id)) {
        await showPane();
        // Office stops waiting here; the page goes on, and says in the pane how it ended.
        event?.completed();
      }
      const detail = await runCommand(id, optionsOf(id));
      window.dispatchEvent(new CustomEvent(COMMAND_EVENT, { detail }));
      if (!LONG.has(id)) event?.completed();
    });
  }
}
