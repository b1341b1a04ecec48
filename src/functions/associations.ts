/** Remembers the functions that the build associates with their names: an Excel without custom functions gets their values. */
import { session } from '../excel';

type Associate = typeof CustomFunctions.associate;

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

const associate = CustomFunctions.associate.bind(CustomFunctions) as (...given: unknown[]) => void;
CustomFunctions.associate = ((id: string, action: (...given: unknown[]) => unknown) => {
  session().functions.set(id, action);
  associate(id, action);
}) as Associate;
