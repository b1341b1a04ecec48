/** Executes the requests of Office.js on the workbook, by the member table. */
import type { Book } from '../book/book';
import { BookError } from '../book/errors';
import { Sheet } from '../book/sheet';
import { MEMBERS } from './members';
import { type MemberType, NULL_OBJECT, Ref } from './members/types';
import { checkProtection } from './protection';
import {
  type Action,
  ActionType,
  type ArgumentInfo,
  type HostRequest,
  type HostResponse,
  type ObjectPath,
  ObjectPathType,
  type QueryInfo,
} from './protocol';
import { Refusals } from './refusals';
import type { HostState, ReadXlsx } from './state';

/** Actions that may change the workbook. */
const WRITING: ReadonlySet<number> = new Set([ActionType.method, ActionType.setProperty]);

/** Properties that a calculation may change. */
const CALCULATED = /value|text|formula|spill|\*/i;
/** Methods whose answer depends on calculated values. */
const READING_METHODS = /UsedRange|Spill|AutofitColumns|^(CopyFrom|Copy|Add)$/;
/** Collections whose methods read cells of their sheet. */
const READING_COLLECTIONS = /^(Chart|Table\w*|ConditionalFormat)Collection$/;
/** Methods whose answer depends on where formulas spill, and on nothing else that is calculated. */
const SPILL_METHODS = /UsedRange|^CopyFrom$/;

const SERVICES = new Set([
  'CustomFunctions',
  'AddinInternalService',
  'AppRuntimeService',
  'AppRuntimePersistenceService',
]);

/** What is there at once, or comes: most actions wait for nothing, and a promise for each of a hundred thousand takes its time. */
type Soon<T> = T | Promise<T>;

const then = <T, R>(value: Soon<T>, next: (value: T) => Soon<R>): Soon<R> =>
  value instanceof Promise ? value.then(next) : next(value);

export class Host {
  private readonly state: HostState;
  private readonly unknown = new Set<string>();
  private queue: Promise<unknown> = Promise.resolve();
  private nextReference = 1;
  private running = 0;
  private readonly ready: Promise<void>;
  private readonly refusals: Refusals;

  constructor(
    readonly book: Book,
    readXlsx: ReadXlsx | null = null,
  ) {
    let functionsReady = (): void => undefined;
    this.ready = new Promise((resolve) => {
      functionsReady = resolve;
    });
    this.refusals = new Refusals(book.profile.refusals);
    const runtime = { now: 'Background', atStart: 'Inactive' };
    this.state = { book, references: new Map(), untilNextSync: [], readXlsx, functionsReady, runtime };
  }

  /** Members that were asked for and are not served, as `Type.member`. A test that meets one has to fail. */
  get unknownMembers(): readonly string[] {
    return [...this.unknown];
  }

  /** What the add-in asked for about its own page: shown as a pane, loaded with the document. */
  get runtime(): Readonly<HostState['runtime']> {
    return this.state.runtime;
  }

  /** Resolves when the add-in has said that its custom functions can be called. */
  whenFunctionsReady(): Promise<void> {
    return this.ready;
  }

  /** True while a request is executed. */
  get busy(): boolean {
    return this.running > 0;
  }

  /**
   * Executes a request after those before it. Never rejects: an error is part of the response. What stands before the
   * failing action stays done: Excel rolls nothing back (Microsoft Learn, "Error handling with the application-specific
   * JavaScript APIs": a batch is executed in order until the first error).
   */
  execute(request: HostRequest): Promise<HostResponse> {
    this.running += 1;
    const done = this.queue.then(() => this.run(request));
    this.queue = done;
    return done.finally(() => {
      this.running -= 1;
    });
  }

  private async run(request: HostRequest): Promise<HostResponse> {
    const { calculation } = this.book;
    const isWriting = request.Actions.some(({ ActionType: type }) => WRITING.has(type));
    if (isWriting) calculation.expectMore();
    const results: HostResponse['Results'] = [];
    const traceIds: number[] = [];
    const scope = new Scope(request.ObjectPaths);
    let error: HostResponse['Error'];
    for (const [index, action] of request.Actions.entries()) {
      try {
        const done = this.perform(action, scope);
        const value = done instanceof Promise ? await done : done;
        // Handlers of events hang on the result of the trace action: it stands in both lists.
        if (action.ActionType === ActionType.trace) traceIds.push(action.Id);
        results.push({ ActionId: action.Id, Value: value === undefined ? null : value });
      } catch (caught) {
        const known = caught instanceof BookError ? caught : null;
        error = {
          Code: known?.code ?? 'GeneralException',
          Message: caught instanceof Error ? caught.message : String(caught),
          Location: action.Name ?? '',
          HttpStatusCode: known?.status ?? 500,
          ActionIndex: index,
        };
        break;
      }
    }
    if (isWriting) calculation.expectMore();
    for (const release of this.state.untilNextSync.splice(0)) release();
    return error ? { Results: results, TraceIds: traceIds, Error: error } : { Results: results, TraceIds: traceIds };
  }

  private perform(action: Action, scope: Scope): unknown {
    if (action.ActionType === ActionType.trace) return null;
    return then(this.object(action.ObjectPathId ?? 0, scope), (ref) => this.performOn(ref, action, scope));
  }

  private performOn(ref: Ref, action: Action, scope: Scope): unknown {
    switch (action.ActionType) {
      case ActionType.instantiate:
        return ref.isNull ? null : this.introduction(ref);
      case ActionType.query:
      case ActionType.queryAsJson:
      case ActionType.recursiveQuery: {
        const isCalculated = ref.type === 'Range' || ref.type === 'NamedItem';
        const before = isCalculated ? this.calculated(ref, action.QueryInfo?.Select) : undefined;
        return then(before, () => this.query(ref, action.QueryInfo ?? {}));
      }
      case ActionType.method:
        return then(this.method(ref, action.Name ?? '', action.ArgumentInfo, scope), (answer) =>
          answer instanceof Ref ? this.introduction(answer) : answer,
        );
      case ActionType.setProperty: {
        if (ref.isNull) throw new BookError('InvalidOperation', 'The object does not exist.');
        const setter = this.typeOf(ref).setters?.[action.Name ?? ''];
        if (!setter) throw this.notServed(`${ref.type}.${action.Name}=`);
        return then(this.args(action.ArgumentInfo, scope), ([value]) => {
          checkProtection(this.book, ref, action.Name ?? '', 'setter');
          this.refusals.check(ref.type, action.Name ?? '');
          setter(ref.target, value);
        });
      }
      default:
        throw this.notServed(`ActionType ${action.ActionType}`);
    }
  }

  private typeOf(ref: Ref): MemberType<unknown> {
    const type = MEMBERS[ref.type];
    if (!type) throw this.notServed(ref.type);
    return type;
  }

  private notServed(what: string): BookError {
    this.unknown.add(what);
    return new BookError('ApiNotFound', `${what} is not served by this host.`);
  }

  /** What an object tells of itself before anything is loaded: handlers of events need the id. */
  private introduction(ref: Ref): Record<string, unknown> {
    const id = this.typeOf(ref).properties?.Id?.(ref.target);
    return { ...this.identity(ref), ...(id === undefined ? {} : { Id: id }) };
  }

  private identity(ref: Ref): Record<string, unknown> {
    const identity: Record<string, unknown> = {};
    const id = this.typeOf(ref).id?.(ref.target);
    if (id !== undefined) identity._Id = id;
    if (ref.referenceId) identity._ReferenceId = ref.referenceId;
    return identity;
  }

  private object(id: number, scope: Scope): Soon<Ref> {
    const known = scope.objects.get(id);
    if (known) return known;
    const path = scope.paths[String(id)];
    if (!path) throw new BookError('InvalidReference');
    const parent = path.ParentObjectPathId ? this.object(path.ParentObjectPathId, scope) : null;
    return then(
      then(parent, (found) => this.follow(path, found, scope)),
      (ref) => {
        scope.objects.set(id, ref);
        return ref;
      },
    );
  }

  private follow(path: ObjectPath, parent: Ref | null, scope: Scope): Soon<Ref> {
    if (parent?.isNull) return NULL_OBJECT;
    const name = path.Name ?? '';
    switch (path.ObjectPathType) {
      // The global object of Excel is the workbook.
      case ObjectPathType.globalObject:
        return new Ref('Workbook', this.state);
      case ObjectPathType.newObject:
        return this.service(name);
      case ObjectPathType.method:
        return then(parent && this.method(parent, name, path.ArgumentInfo, scope), (answer) =>
          answer instanceof Ref ? answer : NULL_OBJECT,
        );
      case ObjectPathType.property: {
        const navigate = parent && this.typeOf(parent).navigation?.[name];
        if (!parent || !navigate) throw this.notServed(`${parent?.type}.${name}`);
        return navigate(parent.target);
      }
      case ObjectPathType.indexer: {
        const indexer = parent && this.typeOf(parent).indexer;
        if (!parent || !indexer) throw this.notServed(`${parent?.type}[]`);
        return then(this.args(path.ArgumentInfo, scope), ([index]) => indexer(parent.target, index));
      }
      case ObjectPathType.referenceId: {
        const ref = this.state.references.get(name);
        if (!ref) throw new BookError('InvalidReference');
        return ref;
      }
      case ObjectPathType.nullObject:
        return NULL_OBJECT;
      default:
        throw this.notServed(`ObjectPathType ${path.ObjectPathType}`);
    }
  }

  /** Services are asked for by the full name of their type, of which the table has the last part. */
  private service(name: string): Ref {
    const type = name.slice(name.lastIndexOf('.') + 1);
    if (!SERVICES.has(type)) throw this.notServed(`new ${name}`);
    return new Ref(type, this.state);
  }

  private method(ref: Ref, name: string, info: ArgumentInfo | undefined, scope: Scope): Soon<unknown> {
    if (ref.isNull) {
      // The library keeps and drops references of null objects too. Deleting what is not there does nothing: nearly every
      // sample of OfficeDev/office-js-snippets begins with getItemOrNullObject("Sample").delete().
      if (name.startsWith('_') || name === 'Delete') return undefined;
      throw new BookError('InvalidOperation', 'The object does not exist.');
    }
    if (name === '_KeepReference') return this.keep(ref);
    const method = this.typeOf(ref).methods?.[name];
    if (!method) throw this.notServed(`${ref.type}.${name}()`);
    return then(this.args(info, scope), (args) => {
      checkProtection(this.book, ref, name, 'method');
      this.refusals.check(ref.type, name);
      const isAboutSpills = SPILL_METHODS.test(name) && args[1] !== 'Values';
      const isReading = READING_METHODS.test(name) && (!isAboutSpills || mayHaveSpilled(ref));
      return then(isReading ? this.calculated(ref) : undefined, () => method(ref.target, args));
    });
  }

  /** Waits for the calculation where it may change what is read: a sheet without formulas shows what was written. */
  private calculated(ref: Ref, select: readonly string[] = []): Soon<void> {
    if (select.length > 0 && !select.some((name) => CALCULATED.test(name))) return;
    if (sheetOf(ref)?.calculatedCells().next().done) return;
    // What was written stands as it is; only blank cells could change, where a formula spills into them.
    if (select.length > 0 && select.every((name) => name === 'formulas'))
      if (this.book.calculation.isLazy || !mayHaveSpilled(ref)) return;
    if (/Collection$/.test(ref.type) && !READING_COLLECTIONS.test(ref.type)) return;
    // Formulas that nobody has calculated count as figures of the chart, which most are.
    if (this.book.calculation.isLazy && ref.type === 'ChartCollection') return;
    return this.book.calculation.upToDate();
  }

  private keep(ref: Ref): void {
    ref.referenceId ??= `ref-${this.nextReference++}`;
    this.state.references.set(ref.referenceId, ref);
  }

  private args(info: ArgumentInfo | undefined, scope: Scope): Soon<readonly unknown[]> {
    const values = info?.Arguments ?? [];
    const ids = info?.ReferencedObjectPathIds;
    return ids ? this.argumentsOf(values, ids, scope) : values;
  }

  private async argumentsOf(values: readonly unknown[], ids: readonly unknown[], scope: Scope): Promise<unknown[]> {
    const args: unknown[] = [];
    for (const [index, value] of values.entries()) args.push(await this.argument(value, ids[index], scope));
    return args;
  }

  /** Objects among the arguments come as ids of their paths, also inside of arrays. */
  private async argument(value: unknown, id: unknown, scope: Scope): Promise<unknown> {
    if (typeof id === 'number' && id > 0) return this.object(id, scope);
    if (!Array.isArray(id) || !Array.isArray(value)) return value;
    const items: unknown[] = [];
    for (const [index, item] of value.entries()) items.push(await this.argument(item, id[index], scope));
    return items;
  }

  private query(ref: Ref, query: QueryInfo): unknown {
    if (ref.isNull) return null;
    const type = this.typeOf(ref);
    const select = query.Select ?? [];
    const expand = query.Expand ?? [];
    const answer: Record<string, unknown> = this.identity(ref);
    const wanted = select.filter((name) => !/^items(\/|$)/i.test(name));
    if (type.items) {
      const items = type.items(ref.target);
      const start = query.Skip ?? 0;
      const shown = items.slice(start, query.Top === undefined ? undefined : start + query.Top);
      // Names without `items/` mean the items, except for the properties of the collection itself.
      const forItems = select
        .map((name) => name.replace(/^items\/?/i, ''))
        .filter((name) => name !== '' && !(wanted.includes(name) && findName(type.properties, name)));
      const inside: QueryInfo = {
        Select: forItems,
        Expand: expand.map((name) => name.replace(/^items\/?/i, '')).filter(Boolean),
      };
      answer._Items = shown.map((item) => this.query(item, inside));
      for (const name of wanted) {
        const property = findName(type.properties, name);
        if (property) answer[property] = type.properties?.[property]?.(ref.target) ?? null;
      }
      return answer;
    }
    const all = wanted.length === 0 || wanted.includes('*') || wanted.includes('$all');
    for (const name of all ? Object.keys(type.properties ?? {}) : wanted) this.load(ref, type, name, answer);
    for (const name of expand) this.load(ref, type, name, answer);
    return answer;
  }

  private load(ref: Ref, type: MemberType<unknown>, name: string, answer: Record<string, unknown>): void {
    const slash = name.indexOf('/');
    const first = slash > 0 ? name.slice(0, slash) : name;
    const navigation = findName(type.navigation, first);
    if (navigation) {
      const target = type.navigation?.[navigation]?.(ref.target) ?? NULL_OBJECT;
      const inside = this.query(target, { Select: slash > 0 ? [name.slice(slash + 1)] : [] });
      const old = answer[navigation];
      answer[navigation] = mergeAnswers(old, inside);
      return;
    }
    const property = findName(type.properties, first);
    if (!property) throw this.notServed(`${ref.type}.${first}`);
    answer[property] = type.properties?.[property]?.(ref.target) ?? null;
  }
}

/** The sheet that an object is or stands on. */
function sheetOf({ target }: { readonly target: unknown }): Sheet | undefined {
  const sheet = target instanceof Sheet ? target : (target as { sheet?: unknown } | null | undefined)?.sheet;
  return sheet instanceof Sheet ? sheet : undefined;
}

/** Whether formulas of its sheet may fill blank cells; true where it has no sheet of its own. */
function mayHaveSpilled(ref: { readonly target: unknown }): boolean {
  return sheetOf(ref)?.maySpill() ?? true;
}

/** The objects of one request: each object path is followed once. */
class Scope {
  readonly objects = new Map<number, Ref>();
  constructor(readonly paths: HostRequest['ObjectPaths']) {}
}

/** The name in the table for a name in a request, whose case may differ. */
function findName(record: object | undefined, name: string): string | undefined {
  if (!record) return undefined;
  if (name in record) return name;
  const lower = name.toLowerCase();
  return Object.keys(record).find((key) => key.toLowerCase() === lower);
}

function mergeAnswers(old: unknown, added: unknown): unknown {
  if (typeof old !== 'object' || old === null || typeof added !== 'object' || added === null) return added;
  const merged: Record<string, unknown> = { ...(old as Record<string, unknown>) };
  for (const [key, value] of Object.entries(added)) merged[key] = mergeAnswers(merged[key], value);
  return merged;
}
