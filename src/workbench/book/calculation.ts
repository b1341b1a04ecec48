/** Drives the formula engine: collects what became dirty, runs passes one after another, and says when all is settled. */
import { ICommandService, type Injector } from '@univerjs/core';
import {
  type ISetFormulaCalculationNotificationMutation,
  SetFormulaCalculationNotificationMutation,
  SetFormulaCalculationStartMutation,
} from '@univerjs/engine-formula';
import type { Rect } from './rect';

/** Cells of one sheet whose formulas and dependents must be calculated. */
export interface DirtyRange {
  readonly sheetId: string;
  readonly rect: Rect;
}

/**
 * Milliseconds without another write of the add-in after which what it wrote is calculated, where nobody asks earlier: a
 * job writes in many requests, and each calculation looks through every formula of the workbook.
 */
const QUIET = 100;

/** What must be calculated. `names` are defined names that changed, `sheets` are sheets that came or went (id → name). */
export interface Dirt {
  readonly ranges?: readonly DirtyRange[];
  readonly names?: Readonly<Record<string, string>>;
  readonly sheets?: Readonly<Record<string, string>>;
  readonly all?: boolean;
}

/** An edit pass calls every custom function again; a result pass puts the answers that came into their cells. */
export type PassKind = 'edit' | 'result';

/** Someone outside the engine who owes answers: the custom functions. */
export interface AnswerSource {
  passStarts(kind: PassKind): void;
  passEnds(kind: PassKind): void;
  /** Cells whose answers came since the last pass, or null. */
  takeAnswered(): readonly DirtyRange[] | null;
  readonly waiting: boolean;
  /** True while answers are still to come. */
  readonly owing: boolean;
}

export class Calculation {
  private ranges: DirtyRange[] = [];
  private names: Record<string, string> = {};
  private sheets: Record<string, string> = {};
  private all = false;
  private running = false;
  private held = 0;
  private manual = false;
  private readonly settled = new Set<() => void>();
  private readonly current = new Set<() => void>();
  private readonly afterPass = new Set<() => void>();
  private readonly commands: ICommandService;
  private passDone: (() => void) | null = null;
  /** The time until which more may be written; nobody has to wait for it who asks. */
  private quietFrom = 0;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private disposed = false;
  answers: AnswerSource | null = null;
  /** What a calculation of the whole workbook calls again; what depends on it follows. */
  whole: (() => readonly DirtyRange[]) | null = null;

  /**
   * `isLazy`: nothing is calculated before somebody asks for a value, so that what is written in many steps is calculated
   * once. Formulas are told as they were written, without the spills that are not calculated yet.
   */
  constructor(
    injector: Injector,
    private readonly unitId: string,
    readonly isLazy = false,
  ) {
    this.commands = injector.get(ICommandService);
    this.commands.onCommandExecuted((command) => {
      if (command.id !== SetFormulaCalculationNotificationMutation.id) return;
      const { functionsExecutedState } = command.params as ISetFormulaCalculationNotificationMutation;
      if (functionsExecutedState !== undefined) this.passDone?.();
    });
  }

  get mode(): 'Automatic' | 'Manual' {
    return this.manual ? 'Manual' : 'Automatic';
  }

  setManual(manual: boolean): void {
    this.manual = manual;
    if (!manual) this.wake();
  }

  /** True while something is dirty, running or awaited. */
  get busy(): boolean {
    return this.running || (this.hasDirt() && !this.manual) || (this.answers?.waiting ?? false);
  }

  /** Nothing is calculated until the returned function is called: bulk writes, suspendApiCalculationUntilNextSync. */
  hold(): () => void {
    this.held += 1;
    let released = false;
    return () => {
      if (released) return;
      released = true;
      this.held -= 1;
      this.wake();
    };
  }

  /** Marks cells, names and sheets dirty; the calculation starts on the next turn of the event loop. */
  touch(dirt: Dirt): void {
    if (dirt.ranges) this.ranges.push(...dirt.ranges);
    Object.assign(this.names, dirt.names);
    Object.assign(this.sheets, dirt.sheets);
    if (dirt.all) this.all = true;
    if (!this.manual) this.wake();
  }

  /** The add-in writes, and is likely to write more: what became dirty may wait for that. */
  expectMore(): void {
    this.quietFrom = Date.now() + QUIET;
  }

  /** Calculates now even in manual mode; `all` calls every formula again. */
  calculateNow(all: boolean): void {
    if (all && this.whole) this.ranges.push(...this.whole());
    else if (all) this.all = true;
    if (this.isLazy && !this.manual) this.wake();
    else void this.run(true);
  }

  /** An answer of a custom function came. */
  answered(): void {
    this.wake();
  }

  onPass(listener: () => void): () => void {
    this.afterPass.add(listener);
    return () => this.afterPass.delete(listener);
  }

  /** Resolves when no calculation runs, nothing is dirty and no custom function owes an answer. */
  settle(): Promise<void> {
    if (!this.busy) return Promise.resolve();
    const settled = new Promise<void>((resolve) => this.settled.add(resolve));
    this.wake();
    return settled;
  }

  /** True while a pass runs or is due; answers that are awaited from custom functions do not count. */
  get stale(): boolean {
    return this.running || (this.hasDirt() && !this.manual && this.held === 0);
  }

  /**
   * Resolves when every formula shows its value, #BUSY! where a custom function still owes an answer: what Excel
   * guarantees to whoever reads after writing. Never waits for the add-in, so the add-in may wait for it.
   */
  upToDate(): Promise<void> {
    if (!this.stale) return Promise.resolve();
    const current = new Promise<void>((resolve) => this.current.add(resolve));
    this.wake();
    return current;
  }

  dispose(): void {
    this.disposed = true;
    if (this.timer !== null) clearTimeout(this.timer);
    this.release();
  }

  private hasDirt(): boolean {
    return this.all || this.ranges.length > 0 || !isEmpty(this.names) || !isEmpty(this.sheets);
  }

  /** True while somebody waits for values. */
  private get isAsked(): boolean {
    return this.settled.size > 0 || this.current.size > 0;
  }

  /** Milliseconds for which a calculation that nobody asked for may wait. */
  private get patience(): number {
    return this.isAsked ? 0 : Math.max(0, this.quietFrom - Date.now());
  }

  private wake(): void {
    if (this.running || this.held > 0 || this.disposed || (this.isLazy && !this.isAsked)) return;
    if (this.patience === 0) return void this.run(false);
    this.timer ??= setTimeout(() => {
      this.timer = null;
      if (this.busy) this.wake();
    }, this.patience);
  }

  private async run(evenManual: boolean): Promise<void> {
    if (this.running || this.disposed) return;
    this.running = true;
    await nextTurn();
    for (let passes = 0; ; passes += 1) {
      if (this.disposed || (passes > 0 && this.patience > 0)) break;
      if (this.hasDirt() && this.held === 0 && (!this.manual || evenManual)) await this.pass('edit', this.takeDirt());
      else {
        // Answers are put in together where nobody looks at the cells in between.
        if (this.isLazy && (this.settled.size === 0 || this.answers?.owing)) break;
        const answered = this.answers?.takeAnswered() ?? null;
        if (!answered) break;
        await this.pass('result', { ranges: answered });
      }
    }
    this.running = false;
    resolveAll(this.current);
    if (!this.busy) this.release();
    else if (this.patience > 0) this.wake();
  }

  private release(): void {
    resolveAll(this.current);
    resolveAll(this.settled);
  }

  private takeDirt(): Dirt {
    const dirt: Dirt = { ranges: this.ranges, names: this.names, sheets: this.sheets, all: this.all };
    this.ranges = [];
    this.names = {};
    this.sheets = {};
    this.all = false;
    return dirt;
  }

  private async pass(kind: PassKind, dirt: Dirt): Promise<void> {
    this.answers?.passStarts(kind);
    const unit = this.unitId;
    const done = new Promise<void>((resolve) => {
      this.passDone = resolve;
    });
    await this.commands.executeCommand(
      SetFormulaCalculationStartMutation.id,
      {
        forceCalculation: dirt.all ?? false,
        dirtyRanges: (dirt.ranges ?? []).map(({ sheetId, rect }) => ({
          unitId: unit,
          sheetId,
          range: {
            startRow: rect.row,
            startColumn: rect.column,
            endRow: rect.row + rect.rows - 1,
            endColumn: rect.column + rect.columns - 1,
          },
        })),
        dirtyNameMap: isEmpty(dirt.sheets ?? {}) ? {} : { [unit]: dirt.sheets },
        dirtyDefinedNameMap: isEmpty(dirt.names ?? {}) ? {} : { [unit]: dirt.names },
        dirtySuperTableMap: {},
        dirtyUnitFeatureMap: {},
        dirtyUnitOtherFormulaMap: {},
        clearDependencyTreeCache: isEmpty(dirt.sheets ?? {})
          ? {}
          : { [unit]: Object.fromEntries(Object.keys(dirt.sheets ?? {}).map((id) => [id, '1'])) },
      },
      { onlyLocal: true },
    );
    await done;
    this.passDone = null;
    // The engine announces the end before the command that wrote the results has returned.
    await nextTurn();
    this.answers?.passEnds(kind);
    for (const listener of this.afterPass) listener();
  }
}

function resolveAll(waiting: Set<() => void>): void {
  const resolves = [...waiting];
  waiting.clear();
  for (const resolve of resolves) resolve();
}

function isEmpty(record: object): boolean {
  for (const _ in record) return false;
  return true;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
