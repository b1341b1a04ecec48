/** The place where the open pane leaves word how it takes part in a ribbon command. */
import type { CommandOptions } from '../excel';

export type TakesPart = (id: string) => CommandOptions;

let takesPart: TakesPart | null = null;

/** The pane that is open now; returns how to leave again. */
export function joinCommands(part: TakesPart): () => void {
  takesPart = part;
  return () => {
    if (takesPart === part) takesPart = null;
  };
}

/** What the pane adds to a command: progress, 中止 and its answer to a question; nothing without a pane. */
export function commandOptions(id: string): CommandOptions {
  return takesPart?.(id) ?? {};
}
