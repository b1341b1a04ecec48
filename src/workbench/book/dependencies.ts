/** What formulas rest on, as the engine keeps it between calculations: right, once a formula, and parsed once. */
import type { Injector, IUnitRange } from '@univerjs/core';
import {
  BaseReferenceObject,
  FORMULA_REF_TO_ARRAY_CACHE,
  type IDependencyManagerService as DependencyManager,
  IDependencyManagerService,
} from '@univerjs/engine-formula';
import { keepKnown } from './dependencyTrees';
import { changeMeanings } from './meanings';

/**
 * Univer 0.25.1 takes a reference to a sheet that is not there for one to the formula's own sheet: cells that have nothing
 * to do with each other seem to rest on each other, even in a circle, and are calculated in the wrong order. The wrong
 * reference stays when the sheet comes.
 */
function restOnNoMissingSheet(): void {
  const nowhere = { unitId: '', sheetId: '', range: { startRow: -1, startColumn: -1, endRow: -1, endColumn: -1 } };
  BaseReferenceObject.prototype.toUnitRange = function (): IUnitRange {
    if (this.getForcedSheetName().length > 0 && !this.getForcedSheetId()) return nowhere;
    return { range: this.getRangePosition(), sheetId: this.getSheetId(), unitId: this.getUnitId() };
  };
}

/** Members that the engine's service has and its interface does not tell. */
type OpenManager = DependencyManager & {
  _removeDependencyRTreeCache(treeId: number): void;
  _removeAllTreeMap(treeId: number): void;
};

const isSame = (one: IUnitRange, other: IUnitRange): boolean =>
  one === other ||
  (one.unitId === other.unitId &&
    one.sheetId === other.sheetId &&
    one.range.startRow === other.range.startRow &&
    one.range.startColumn === other.range.startColumn &&
    one.range.endRow === other.range.endRow &&
    one.range.endColumn === other.range.endColumn);

const areSame = (some: readonly IUnitRange[], others: readonly IUnitRange[]): boolean =>
  some.length === others.length && some.every((one, index) => isSame(one, others[index]!));

/**
 * Univer 0.25.1 adds what every formula rests on again with each calculation, and never takes away what it rested on
 * before. Here each formula is entered when that changes, in place of what it rested on before.
 */
function enterOnce(manager: OpenManager): void {
  const entered = new Map<number, readonly IUnitRange[]>();
  const add = manager.addDependencyRTreeCache.bind(manager);
  manager.addDependencyRTreeCache = (tree) => {
    const { treeId, rangeList } = tree;
    const before = entered.get(treeId);
    if (before !== undefined && areSame(before, rangeList)) return;
    manager._removeDependencyRTreeCache(treeId);
    manager._removeAllTreeMap(treeId);
    add(tree);
    entered.set(treeId, [...rangeList]);
  };
  const remove = manager.removeFormulaDependency.bind(manager);
  manager.removeFormulaDependency = (unitId, sheetId, row, column) => {
    const treeId = manager.getFormulaDependency(unitId, sheetId, row, column);
    if (treeId !== null && treeId !== undefined) entered.delete(treeId);
    remove(unitId, sheetId, row, column);
  };
  const removeNamed = manager.removeFormulaDependencyByDefinedName.bind(manager);
  manager.removeFormulaDependencyByDefinedName = (unitId, name) => {
    removeNamed(unitId, name);
    entered.clear();
  };
  // Takes away also what formulas of other sheets rest on there: they are entered again.
  const clear = manager.clearFormulaDependency.bind(manager);
  manager.clearFormulaDependency = (unitId, sheetId) => {
    clear(unitId, sheetId);
    if (sheetId === undefined) entered.clear();
    else
      for (const [treeId, ranges] of entered)
        if (ranges.some((range) => range.sheetId === sheetId)) entered.delete(treeId);
  };
  const reset = manager.reset.bind(manager);
  manager.reset = () => {
    entered.clear();
    reset();
  };
}

/** Parsed formulas that are kept; a workbook of ours has some ten thousand. */
const PARSED_FORMULAS = 50_000;

/** A cache of the engine; all of them are of one class. */
interface EngineCache {
  readonly _cache: { limit: number };
  set(key: string, value: unknown): void;
  delete(key: string): void;
  forEach(visit: (value: unknown, key: string) => void): void;
  _hash(key: string): string;
}

/** The caches are those of all workbooks of this process. */
let isRepaired = false;
let parsedFormulas: EngineCache | null = null;

/**
 * Univer 0.25.1 keeps 5000 parsed formulas, those used last: a workbook with more has all of them parsed again in every
 * calculation. It also keeps long ones under a number made of their text.
 */
function keepParsedFormulas(): void {
  const caches = Object.getPrototypeOf(FORMULA_REF_TO_ARRAY_CACHE) as EngineCache;
  if (isRepaired) return;
  isRepaired = true;
  const set = caches.set;
  caches._hash = (key) => key;
  caches.set = function (key, value) {
    if (parsedFormulas === null && isParsedFormula(value)) {
      parsedFormulas = ofFormulas(this);
    }
    set.call(this, key, value);
  };
}

/** The cache of parsed formulas, made large enough. */
function ofFormulas(cache: EngineCache): EngineCache {
  cache._cache.limit = PARSED_FORMULAS;
  return cache;
}

const isParsedFormula = (value: unknown): boolean =>
  typeof (value as { isForcedCalculateFunction?: unknown } | null)?.isForcedCalculateFunction === 'function';

/** Has formulas parsed again that mention a name, a table or a function: they were parsed with what it meant then. */
export function forgetParsed(word: string): void {
  const lower = word.toLowerCase();
  changeMeanings();
  parsedFormulas?.forEach((_, key) => {
    if (key.toLowerCase().includes(lower)) parsedFormulas?.delete(key);
  });
}

/** Teaches an engine to know what its formulas rest on. */
export function repairDependencies(injector: Injector): void {
  restOnNoMissingSheet();
  keepParsedFormulas();
  enterOnce(injector.get(IDependencyManagerService) as OpenManager);
  keepKnown(injector);
}
