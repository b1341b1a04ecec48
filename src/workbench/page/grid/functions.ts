/** Completion and argument help for the add-in's functions, from the metadata that Excel reads too. */
import { type Injector, IUniverInstanceService, UniverInstanceType, type DocumentDataModel } from '@univerjs/core';
import { FunctionType } from '@univerjs/engine-formula';
import { IDescriptionService } from '@univerjs/sheets-formula';
import { IShortcutService } from '@univerjs/ui';
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

/** The keys of the list of functions under the cell, followed by the id of the editor that the list completes. */
const LIST_KEYS = 'sheet.formula-embedding-editor.search_function.';

/**
 * Lets the keys of the list of functions work only on the text that the list was made for. Univer makes the list anew 300 ms
 * after the last letter: Enter within that time took a function of the list before, so that `=SU`, `M(1,2)` became
 * `=SUBTOTAL(1,2)`, or was lost. Now it ends the entry, as it does where no list is shown.
 */
export function forgetOldCompletions(injector: Injector): void {
  const shortcuts = injector.get(IShortcutService);
  const units = injector.get(IUniverInstanceService);
  const register = shortcuts.registerShortcut.bind(shortcuts);
  shortcuts.registerShortcut = (shortcut) => {
    if (!shortcut.id.startsWith(LIST_KEYS)) return register(shortcut);
    const editor = shortcut.id.slice(LIST_KEYS.length);
    const text = () => units.getUnit<DocumentDataModel>(editor, UniverInstanceType.UNIVER_DOC)?.getBody()?.dataStream;
    const completed = text();
    return register({ ...shortcut, preconditions: () => text() === completed });
  };
}
