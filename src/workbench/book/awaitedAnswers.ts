/** Formulas that call the add-in, calculated once: the calculation waits for the answers where these come meanwhile. */
import { BaseFunction, type Interpreter } from '@univerjs/engine-formula';
import { type AstNode, hasNode, remembered } from './dependencyTrees';

/** A function that the add-in answers. */
export abstract class AnsweredFunction extends BaseFunction {}

/** Who has the calls that formulas make. */
export interface CallAnswers {
  /** Whether a calculation may wait for answers. */
  readonly areAwaited: boolean;
  /** Calls that wait to go out. */
  readonly placed: number;
  /** Waits for the answers of the calls behind the first so many; false where there are none to wait for. */
  answered(placedBefore: number): Promise<boolean>;
}

/** A node of a function, with a member that the engine's interface does not tell. */
interface FunctionNode extends AstNode {
  readonly _functionExecutor?: unknown;
}

const isCall = (node: FunctionNode): boolean => node._functionExecutor instanceof AnsweredFunction;

const known = new WeakMap<AstNode, boolean>();

/** Whether a parsed formula calls the add-in; what stands in it never changes. */
const callsAddin = (node: AstNode): boolean => remembered(known, node, () => hasNode(node, isCall));

/**
 * Teaches an engine to calculate a formula again as soon as its calls are answered. Else it is left with the sign that they are awaited,
 * and everything that rests on it is calculated twice.
 */
export function waitForAnswers(interpreter: Interpreter, answers: CallAnswers): void {
  const engine = interpreter as unknown as {
    checkAsyncNode(node: AstNode | null): boolean;
    execute(data: { readonly node: AstNode }): unknown;
    executeAsync(data: { readonly node: AstNode }): Promise<unknown>;
  };
  const checkAsyncNode = engine.checkAsyncNode.bind(engine);
  const executeAsync = engine.executeAsync.bind(engine);
  /** A formula is being calculated at one go: what it does with a LAMBDA (MAP, BYROW) cannot wait on its own. */
  let isAtOneGo = false;
  const atOneGo = (data: { readonly node: AstNode }): unknown => {
    isAtOneGo = true;
    try {
      return engine.execute(data);
    } finally {
      isAtOneGo = false;
    }
  };
  engine.checkAsyncNode = (node) =>
    checkAsyncNode(node) || (!isAtOneGo && answers.areAwaited && node !== null && callsAddin(node));
  engine.executeAsync = async (data) => {
    const isAsync = checkAsyncNode(data.node);
    const { placed } = answers;
    for (;;) {
      const value = isAsync ? await executeAsync(data) : atOneGo(data);
      // A call among the arguments of another one is answered first.
      if (!(await answers.answered(placed))) return value;
    }
  };
}
