/**
 * Formulas that differ in cells, texts and numbers only, which are most of a workbook of ours: one of them is parsed, and the nodes of
 * the others are copies of its nodes. In profiles of a run of all forms parsing takes 0.6 s so, and 1.4 s where each is parsed by itself.
 */
import type { Injector } from '@univerjs/core';
import { AstTreeBuilder, ERROR_TYPE_SET, type ErrorType, Lexer } from '@univerjs/engine-formula';
import { meaningsNow } from './meanings';

/** A node of a parsed formula with the members that the engine's interface does not tell. */
interface ShapeNode {
  readonly nodeType: number;
  _token: string;
  _children: ShapeNode[];
  _parent: ShapeNode | null | undefined;
  /** Ours: at the root of a copy, that of which it is one. */
  _original?: ShapeNode;
  readonly _referenceObjectType?: number;
  readonly _tableReferenceObject?: unknown;
  readonly _functionExecutor?: unknown;
  getDefinedNames(): unknown;
}

/** Kinds of nodes: references, values, functions; operators, the root, ranges, signs before and behind, omitted arguments. */
const [REFERENCE, VALUE, FUNCTION] = [1, 2, 4];
const COPIED: ReadonlySet<number> = new Set([REFERENCE, VALUE, FUNCTION, 3, 9, 10, 11, 12, 13]);
/** References to cells, neither whole columns nor whole rows. */
const CELLS = 0;

/** A parsed formula, and for those of its nodes that stand for a cell, a text or a number, which of them in the order of the formula. */
interface Shape {
  readonly root: ShapeNode;
  readonly placeOf: ReadonlyMap<ShapeNode, number>;
}

/** The nodes of which these are a copy, with the same functions in the same places; themselves where they are none. */
export const originalOf = <T extends object>(root: T): T => (root as { readonly _original?: T })._original ?? root;

/** A formula of a known shape, on its way from the lexer to the builder of nodes. */
class Copy {
  constructor(
    private readonly shape: Shape,
    private readonly parts: readonly string[],
  ) {}

  root(): ShapeNode {
    const root = this.copyOf(this.shape.root, this.shape.root._parent);
    root._original = this.shape.root;
    return root;
  }

  private copyOf(node: ShapeNode, parent: ShapeNode['_parent']): ShapeNode {
    const copy = Object.assign(Object.create(Object.getPrototypeOf(node) as object) as ShapeNode, node);
    const place = this.shape.placeOf.get(node);
    if (place !== undefined) copy._token = this.parts[place]!;
    copy._parent = parent;
    copy._children = node._children.map((child) => this.copyOf(child, copy));
    return copy;
  }
}

/**
 * A text; a cell, on another sheet too; a number; else a name or a sheet in quotes, whatever they are. Columns of three letters and rows of
 * seven digits may lie beyond the sheet.
 */
const PART =
  /("(?:[^"]|"")*")|((?:'(?:[^']|'')+'!)?\$?[A-Z]{1,2}\$?[1-9]\d{0,5})(?![\w.(!$])|(\d+(?:\.\d+)?)(?![\w.])|'(?:[^']|'')+'|[^\s"'(),+\-*/^&=<>:;%!]+/g;
/** What stands for a part in the shape of a formula. */
const SIGN = { cell: '\u0001', text: '\u0002', number: '\u0003' } as const;
const SIGNS = /[\u0001-\u0003]/g; // eslint-disable-line no-control-regex -- signs that stand in no formula

interface Parted {
  /** The formula with signs for its parts. */
  readonly spelt: string;
  readonly parts: readonly string[];
}

/** Parts of a formula that is taken apart at most: more of them have no room among the samples. */
const MOST_PARTS = 500;

/** A part of a kind like no other one of its formula, and of no formula that was parsed when its words meant something else. */
function sampleOf(sign: string, place: number): string {
  const number = (meaningsNow() % 1000) * MOST_PARTS + place + 1;
  if (sign === SIGN.cell) return `$ZZ$${number}`;
  return sign === SIGN.text ? `"text ${number}"` : `${number}.9001`;
}

/** null for a formula that may not be taken apart so. */
function partsOf(formula: string): Parted | null {
  if (formula.search(SIGNS) >= 0) return null;
  const parts: string[] = [];
  const spelt = formula.replace(PART, (part, text?: string, cell?: string, number?: string) => {
    // The engine reads quotes within a text in its own way.
    const isPlainText = text !== undefined && !text.slice(1, -1).includes('"');
    if (!isPlainText && cell === undefined && number === undefined) return part;
    parts.push(part);
    if (isPlainText) return SIGN.text;
    return cell === undefined ? SIGN.number : SIGN.cell;
  });
  return parts.length === 0 || parts.length > MOST_PARTS ? null : { spelt, parts };
}

/** A formula of the shape, each of whose parts stands in it once. */
function sampleFormula(spelt: string): { readonly formula: string; readonly placeOf: ReadonlyMap<string, number> } {
  const placeOf = new Map<string, number>();
  const formula = spelt.replace(SIGNS, (sign) => {
    const sample = sampleOf(sign, placeOf.size);
    placeOf.set(sample, placeOf.size);
    return sample;
  });
  return { formula, placeOf };
}

/** The nodes of a sample by its parts; null where not every part has exactly one node, or a node of another kind stands among them. */
function shapeOf(root: ShapeNode | null, samples: ReadonlyMap<string, number>): Shape | null {
  if (root === null || root.getDefinedNames()) return null;
  const placeOf = new Map<ShapeNode, number>();
  const isWhole = (node: ShapeNode): boolean => {
    if (!COPIED.has(node.nodeType)) return false;
    // A word that means nothing.
    if (node.nodeType === FUNCTION && node._functionExecutor === undefined) return false;
    if (node.nodeType === REFERENCE && (node._referenceObjectType !== CELLS || node._tableReferenceObject))
      return false;
    const place = node.nodeType === REFERENCE || node.nodeType === VALUE ? samples.get(node._token) : undefined;
    if (place !== undefined) placeOf.set(node, place);
    return node._children.every(isWhole);
  };
  if (!isWhole(root)) return null;
  const found = new Set(placeOf.values());
  return placeOf.size === samples.size && found.size === samples.size ? { root, placeOf } : null;
}

/** Shapes that are kept; a workbook of ours has some hundreds. */
const MOST_SHAPES = 5_000;

/** Teaches an engine to parse formulas of one shape once. Call it last of all that changes how formulas are read. */
export function parseShapesOnce(injector: Injector): void {
  const lexer = injector.get(Lexer);
  const builder = injector.get(AstTreeBuilder);
  type Lexed = ReturnType<Lexer['treeBuilder']>;
  const treeBuilder = lexer.treeBuilder.bind(lexer);
  const parse = builder.parse.bind(builder);
  let known = new Map<string, Shape | null>();
  let knownSince = meaningsNow();
  const parsedShape = (spelt: string): Shape | null => {
    const { formula, placeOf } = sampleFormula(spelt);
    const lexed = treeBuilder(formula);
    if (ERROR_TYPE_SET.has(lexed as ErrorType)) return null;
    return shapeOf(parse(lexed as Parameters<AstTreeBuilder['parse']>[0]) as unknown as ShapeNode | null, placeOf);
  };
  const shapeFor = (spelt: string): Shape | null => {
    if (knownSince !== meaningsNow()) [known, knownSince] = [new Map(), meaningsNow()];
    let shape = known.get(spelt);
    if (shape === undefined && known.size < MOST_SHAPES) known.set(spelt, (shape = parsedShape(spelt)));
    return shape ?? null;
  };
  lexer.treeBuilder = (formula, transformSuffix) => {
    const parted = transformSuffix === false ? null : partsOf(formula);
    const shape = parted === null ? null : shapeFor(parted.spelt);
    return shape === null
      ? treeBuilder(formula, transformSuffix)
      : (new Copy(shape, parted!.parts) as unknown as Lexed);
  };
  builder.parse = (lexed) => {
    const copy = lexed as unknown;
    return copy instanceof Copy ? (copy.root() as unknown as ReturnType<AstTreeBuilder['parse']>) : parse(lexed);
  };
}
