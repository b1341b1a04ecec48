/** Gives the functions their names in Excel, and remembers them: an Excel without custom functions gets their values. */
import { session } from '../excel';

/** What answers a function, from its arguments in their order. */
export type Action = (...given: never[]) => unknown;

if (typeof CustomFunctions === 'undefined') {
  class FunctionError extends Error {
    constructor(
      readonly code: string,
      message?: string,
    ) {
      super(message);
    }
  }
  const ErrorCode = {
    invalidValue: '#VALUE!',
    notAvailable: '#N/A',
    divisionByZero: '#DIV/0!',
    invalidNumber: '#NUM!',
  };
  Object.assign(globalThis, { CustomFunctions: { associate: () => undefined, Error: FunctionError, ErrorCode } });
}

/** A function gets its name in Excel, and is remembered. */
export function associate(id: string, action: Action): void {
  const called = action as unknown as (...given: unknown[]) => unknown;
  session().functions.set(id, called);
  CustomFunctions.associate(id, called);
}
