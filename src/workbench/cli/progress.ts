/** One line on the terminal that says what a long command is doing; nothing where nobody watches. */

/** Says what is being done now; without a sentence the line goes away. */
export type Progress = (sentence?: string) => void;

/** The stream that a person watches, as far as it is used here. */
export interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Back to the start of the line, and the rest of it emptied (ECMA-48: EL). */
const CLEAR = '\r\u001b[K';

/** The line on a terminal; silent on a file or a pipe, so that what is kept holds only sentences. */
export function progressOn(terminal: Terminal): Progress {
  if (terminal.isTTY !== true) return () => undefined;
  let isShown = false;
  return (sentence) => {
    if (sentence === undefined && !isShown) return;
    terminal.write(sentence === undefined ? CLEAR : `${CLEAR}${sentence}…`);
    isShown = sentence !== undefined;
  };
}
