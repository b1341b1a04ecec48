/** Errors that an analyst reads: a code, a Japanese sentence (what, where, what to do), and the values that prove it. */
import { MESSAGES, type MessageCode } from './messages';

/** Values named in a message. Never personal data beyond a row number. */
export type MessageValues = Readonly<Record<string, string | number>>;

/** Fills the `{name}` places of a message. A place without a value is a defect and throws. */
export function sentenceOf(code: MessageCode, values: MessageValues): string {
  return MESSAGES[code].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`message ${code} needs the value ${name}`);
    return String(value);
  });
}

/** An error with a sentence for the analyst. Every room throws this one; `code` tells programs what it was. */
export class AnalystError extends Error {
  override readonly name = 'AnalystError';
  constructor(
    readonly code: MessageCode,
    readonly values: MessageValues = {},
  ) {
    super(sentenceOf(code, values));
  }
}
