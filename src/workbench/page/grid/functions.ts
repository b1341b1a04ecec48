/** Completion and argument help for the add-in's functions, from the metadata that Excel reads too. */
import type { Injector } from '@univerjs/core';
import { FunctionType } from '@univerjs/engine-formula';
import { IDescriptionService } from '@univerjs/sheets-formula';
import type { DescribedFunction } from '../pane';

/** Describes functions to whoever types a formula. */
export function describeFunctions(
  injector: Injector,
  namespace: string,
  functions: readonly DescribedFunction[],
): void {
  injector.get(IDescriptionService).registerDescriptions(
    functions.map(({ name, description = '', parameters }) => ({
      functionName: `${namespace}.${name}`,
      functionType: FunctionType.User,
      description,
      abstract: description,
      functionParameter: parameters.map((parameter) => ({
        name: parameter.name,
        detail: parameter.description ?? '',
        example: '',
        require: parameter.optional ? 0 : 1,
        repeat: parameter.repeating ? 1 : 0,
      })),
    })),
  );
}
