/** What the engine knows of formulas, kept from one calculation to the next: their nodes, references and places in the order. */
import type { Injector, IUnitRange } from '@univerjs/core';
import { IFormulaCurrentConfigService, IFormulaDependencyGenerator, Interpreter } from '@univerjs/engine-formula';
import { originalOf } from './formulaShapes';
import { meaningsNow } from './meanings';

/** A parsed formula or a part of one, with the members that the engine's interface does not tell. */
export interface AstNode {
  readonly nodeType: number;
  readonly _referenceObjectType?: number;
  readonly _tableReferenceObject?: unknown;
  getChildren(): readonly AstNode[];
  isForcedCalculateFunction(): boolean;
  isAsync(): boolean;
  setValue(value: null): void;
}

interface Tree {
  readonly treeId: number;
  readonly isVirtual: boolean;
  readonly formula: string;
  readonly unitId: string;
  readonly subUnitId: string;
  readonly row: number;
  readonly column: number;
  readonly rowCount: number;
  readonly columnCount: number;
  readonly refOffsetX: number;
  readonly refOffsetY: number;
  readonly isCache: boolean;
  isDirty: boolean;
  addressFunctionNodes: readonly AstNode[];
  readonly rangeList: IUnitRange[];
  pushRangeList(ranges: readonly IUnitRange[]): void;
  resetState(): void;
}

interface FormulaItem {
  readonly f: string;
  readonly x?: number;
  readonly y?: number;
}

type UnitData = Readonly<
  Record<string, Readonly<Record<string, { readonly rowCount: number; readonly columnCount: number }>>>
>;

interface Manager {
  reset(): void;
  getFormulaDependency(unitId: string, sheetId: string, row: number, column: number): number | null | undefined;
  addDependencyRTreeCache(tree: Tree): void;
}

/** The engine's maker of dependency trees with the members that it has and its interface does not tell. */
interface Generator {
  readonly _dependencyManagerService: Manager;
  readonly _executedAddressFunctionNodeIds: Set<number>;
  readonly _runtimeService: {
    setCurrent(row: number, column: number, rows: number, columns: number, sheetId: string, unitId: string): void;
  };
  readonly _interpreter: { execute(data: object): { isReferenceObject(): boolean; toUnitRange(): IUnitRange } };
  _generateTreeList(formulas: object, others: object, units: UnitData): Promise<Tree[]>;
  _registerFormulas(keys: string[], formulas: object, units: UnitData, trees: Tree[]): void;
  _registerOtherFormulas(others: object, keys: string[], trees: Tree[]): void;
  _registerFeatureFormulas(trees: Tree[]): void;
  _createFDtree(unitId: string, sheetId: string, row: number, column: number, units: UnitData, item: FormulaItem): Tree;
  _getTreeNode(tree: Tree): AstNode;
  _includeTree(tree: Tree, node: AstNode): boolean;
  _detectForcedRecalculationNode(tree: Tree, node: AstNode | null): boolean;
  _getAddressFunctionNodeList(node: AstNode): AstNode[];
  _nodeTraversalRef(node: AstNode, found: AstNode[]): void;
  _getRangeListByNode(data: { node: AstNode; refOffsetX: number; refOffsetY: number }): Promise<IUnitRange[]>;
  _calculateListByFunctionRefNode(trees: readonly Tree[]): Promise<void>;
}

/** The node of the engine for a reference, and the kind of reference that is neither whole columns nor whole rows. */
const REFERENCE_NODE = 1;
const CELLS = 0;

/** What is known of a formula as long as names and sheets mean what they meant. */
interface Known {
  readonly tree: Tree;
  readonly node: AstNode;
  readonly addressFunctions: readonly AstNode[];
  /** null where the references have to be followed again: they are whole columns, spills, or made by functions. */
  ranges: readonly IUnitRange[] | null;
}

const isForced = new WeakMap<AstNode, boolean>();
const isWaiting = new WeakMap<AstNode, boolean>();

/** Whether a part of a formula is meant. */
export const hasNode = (node: AstNode, isMeant: (node: AstNode) => boolean): boolean =>
  node.getChildren().some((child) => isMeant(child) || hasNode(child, isMeant));

/** What was found out of a formula before, or of one with the same functions. */
export function remembered(known: WeakMap<AstNode, boolean>, node: AstNode, ask: () => boolean): boolean {
  const original = originalOf(node);
  let answer = known.get(original);
  if (answer === undefined) known.set(original, (answer = ask()));
  return answer;
}

/** Univer 0.25.1 looks through the nodes of every formula in every calculation; what stands in them never changes. */
function lookOnce(generator: Generator, interpreter: { checkAsyncNode(node: AstNode | null): boolean }): void {
  const isForcedNode = (node: AstNode): boolean => node.isForcedCalculateFunction();
  generator._detectForcedRecalculationNode = (_, node) =>
    node !== null && remembered(isForced, node, () => isForcedNode(node) || hasNode(node, isForcedNode));
  interpreter.checkAsyncNode = (node) =>
    node !== null && remembered(isWaiting, node, () => hasNode(node, (child) => child.isAsync()));
}

/** The ranges of references to cells, which are the same as long as the sheets are; null for any other reference. */
function fixedRanges({ _interpreter: interpreter }: Generator, { refOffsetX, refOffsetY }: Tree, found: AstNode[]) {
  const ranges: IUnitRange[] = [];
  for (const node of found) {
    if (node.nodeType !== REFERENCE_NODE || node._referenceObjectType !== CELLS || node._tableReferenceObject)
      return null;
    const reference = interpreter.execute({ node, refOffsetX, refOffsetY });
    node.setValue(null);
    if (!reference.isReferenceObject()) return null;
    ranges.push(reference.toUnitRange());
  }
  return ranges;
}

/**
 * Univer 0.25.1 makes the tree of every formula anew in every calculation and follows all of its references; one
 * recalculation of a workbook of ours is three calculations, two of them for the answers of a few functions. What is known of
 * a formula is kept while its text, the sheets and the names are the same.
 */
function keepTrees(generator: Generator, config: IFormulaCurrentConfigService): void {
  let known = new Map<number, Known>();
  let stamp = '';
  const manager = generator._dependencyManagerService;
  const createTree = generator._createFDtree.bind(generator);
  generator._createFDtree = (unitId, sheetId, row, column, units, item) => {
    const treeId = manager.getFormulaDependency(unitId, sheetId, row, column);
    const tree = treeId === null || treeId === undefined ? undefined : known.get(treeId)?.tree;
    const sheet = units[unitId]?.[sheetId];
    const isSame =
      tree !== undefined &&
      tree.formula === item.f &&
      tree.subUnitId === sheetId &&
      tree.unitId === unitId &&
      tree.row === row &&
      tree.column === column &&
      tree.rowCount === sheet?.rowCount &&
      tree.columnCount === sheet.columnCount;
    if (!isSame) return createTree(unitId, sheetId, row, column, units, item);
    tree.resetState();
    tree.isDirty = false;
    tree.rangeList.length = 0;
    tree.addressFunctionNodes = [];
    return tree;
  };
  const know = async (tree: Tree): Promise<Known> => {
    const node = generator._getTreeNode(tree);
    const addressFunctions = generator._getAddressFunctionNodeList(node);
    let ranges: readonly IUnitRange[] | null = null;
    if (!tree.isVirtual) {
      const found: AstNode[] = [];
      generator._nodeTraversalRef(node, found);
      enter(tree);
      ranges = fixedRanges(generator, tree, found);
      tree.pushRangeList(ranges ?? (await follow(tree, node)));
    }
    return { tree, node, addressFunctions, ranges };
  };
  const enter = ({ row, column, rowCount, columnCount, subUnitId, unitId }: Tree): void =>
    generator._runtimeService.setCurrent(row, column, rowCount, columnCount, subUnitId, unitId);
  const follow = ({ refOffsetX, refOffsetY }: Tree, node: AstNode): Promise<IUnitRange[]> =>
    generator._getRangeListByNode({ node, refOffsetX, refOffsetY });
  generator._generateTreeList = async (formulas, others, units) => {
    const trees: Tree[] = [];
    const isAll = config.isForceCalculate();
    const now = `${meaningsNow()} ${JSON.stringify(config.getSheetNameMap())}`;
    const areNamesDirty = Object.keys(config.getDirtyDefinedNameMap()).length > 0;
    if (isAll || areNamesDirty || now !== stamp) known = new Map();
    stamp = now;
    if (isAll) manager.reset();
    generator._registerFormulas(Object.keys(formulas), formulas, units, trees);
    generator._registerOtherFormulas(others, Object.keys(others), trees);
    generator._registerFeatureFormulas(trees);
    const kept = new Map<number, Known>();
    let hasAddressFunctions = false;
    for (const tree of trees) {
      if (!tree.formula) continue;
      let facts = known.get(tree.treeId);
      if (facts?.tree === tree) {
        if (facts.ranges !== null) tree.pushRangeList(facts.ranges);
        else if (!tree.isVirtual) {
          enter(tree);
          tree.pushRangeList(await follow(tree, facts.node));
        }
      } else facts = await know(tree);
      tree.isDirty = generator._includeTree(tree, facts.node);
      if (facts.addressFunctions.length > 0) {
        tree.addressFunctionNodes = facts.addressFunctions;
        hasAddressFunctions = true;
      }
      kept.set(tree.treeId, facts);
    }
    for (const tree of trees) if (!tree.isCache) manager.addDependencyRTreeCache(tree);
    if (hasAddressFunctions) await generator._calculateListByFunctionRefNode(trees);
    else generator._executedAddressFunctionNodeIds.clear();
    // With dirty names every formula may be parsed anew by the next calculation.
    known = areNamesDirty ? new Map() : kept;
    return trees;
  };
}

/** Teaches an engine to keep what it knows of formulas. */
export function keepKnown(injector: Injector): void {
  const generator = injector.get(IFormulaDependencyGenerator) as unknown as Generator;
  lookOnce(generator, injector.get(Interpreter) as unknown as { checkAsyncNode(node: AstNode | null): boolean });
  keepTrees(generator, injector.get(IFormulaCurrentConfigService));
}
