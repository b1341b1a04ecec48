/** The ribbon commands: each runs one action and tells the window how it ended. */
import { AnalystError } from '../kdb';
import { restoreDefaults, showConditions } from './doors';
import { extract, type ExtractOptions } from './extract';
import type { CommandDetail, ExtractionResult } from './types';
import { inWords } from './work';

/** Name of the window event that follows every command. */
export const COMMAND_EVENT = 'ikkatsu:command';

/** How the pane, when it is open, takes part in a command. */
export type CommandOptions = Pick<ExtractOptions, 'confirmReplace' | 'onProgress' | 'signal' | 'undoable'>;

const actions: Readonly<Record<string, (options: CommandOptions) => Promise<ExtractionResult | void>>> = {
  'IKKATSU.EXTRACT': extract,
  'IKKATSU.CONDITIONS': showConditions,
  'IKKATSU.DEFAULTS': () => restoreDefaults(),
};

/** Runs one command; never rejects. */
export async function runCommand(id: string, options: CommandOptions = {}): Promise<CommandDetail> {
  try {
    const result = await actions[id]?.(options);
    return { id, ok: true, ...(result ? { result } : {}) };
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
      const detail = await runCommand(id, optionsOf(id));
      window.dispatchEvent(new CustomEvent(COMMAND_EVENT, { detail }));
      event?.completed();
    });
  }
}
