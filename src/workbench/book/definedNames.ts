/** Defined names as the engine looks for them in formulas: only where one can be. */
import type { Injector } from '@univerjs/core';
import { IDefinedNamesService, IFormulaCurrentConfigService, Lexer, LexerTreeBuilder } from '@univerjs/engine-formula';

/**
 * Univer 0.25.1 takes every formula apart twice in a workbook that has a name, the second time to find names among the parts:
 * a third of the time that parsing takes. A formula whose text holds no name is parsed as in a workbook without any.
 */
export function lookForNamesWhereTheyAre(injector: Injector): void {
  const names = injector.get(IDefinedNamesService);
  const config = injector.get(IFormulaCurrentConfigService);
  const builder = injector.get(LexerTreeBuilder);
  const lexer = injector.get(Lexer);
  const known = new Map<string, readonly string[]>();
  names.update$.subscribe(() => known.clear());
  const namesOf = (unitId: string): readonly string[] => {
    let found = known.get(unitId);
    if (found === undefined) {
      found = Object.values(names.getDefinedNameMap(unitId) ?? {}).map(({ name }) => name.toLowerCase());
      known.set(unitId, found);
    }
    return found;
  };
  const mayHoldName = (formula: string): boolean => {
    const unitId = config.getExecuteUnitId() ?? '';
    const lower = formula.toLowerCase();
    const isIn = (name: string): boolean => lower.includes(name);
    // Names that have just gone are errors where they stand.
    return namesOf(unitId).some(isIn) || Object.keys(config.getDirtyDefinedNameMap()[unitId] ?? {}).some((name) => isIn(name.toLowerCase())); // prettier-ignore
  };
  const withNames = lexer.treeBuilder.bind(lexer);
  lexer.treeBuilder = (formula, transformSuffix) =>
    mayHoldName(formula) ? withNames(formula, transformSuffix) : builder.treeBuilder(formula, transformSuffix);
}
