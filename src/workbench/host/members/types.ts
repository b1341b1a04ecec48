/** The form in which the members of the host are declared, and the reading of their arguments. */
import { BookError } from '../../book/errors';

/** An object of the object model: the name of its type and what stands behind it in the workbook. */
export class Ref {
  /** Id under which the add-in keeps the object beyond one request. */
  referenceId: string | null = null;
  constructor(
    readonly type: string,
    readonly target: unknown,
  ) {}
  get isNull(): boolean {
    return this.type === 'null';
  }
}

export const NULL_OBJECT = new Ref('null', null);

/** What one type of the object model serves. Names are those of the protocol (PascalCase). */
export interface MemberType<T> {
  /** Answered as `_Id`. */
  readonly id?: (target: T) => string;
  readonly properties?: Readonly<Record<string, (target: T) => unknown>>;
  readonly setters?: Readonly<Record<string, (target: T, value: unknown) => void>>;
  readonly navigation?: Readonly<Record<string, (target: T) => Ref>>;
  readonly methods?: Readonly<Record<string, (target: T, args: readonly unknown[]) => unknown>>;
  readonly items?: (target: T) => readonly Ref[];
  readonly indexer?: (target: T, key: unknown) => Ref;
}

export type MemberTable = Readonly<Record<string, MemberType<unknown>>>;

/** Declares a type with its target typed; the table itself forgets it. */
export function members<T>(type: MemberType<T>): MemberType<unknown> {
  return type as MemberType<unknown>;
}

export function invalid(detail?: string): never {
  throw new BookError('InvalidArgument', detail);
}

export function missing(): never {
  throw new BookError('ItemNotFound');
}

export function textArgument(value: unknown): string {
  return typeof value === 'string' ? value : invalid();
}

export function numberArgument(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : invalid();
}

export function booleanArgument(value: unknown): boolean {
  return typeof value === 'boolean' ? value : invalid();
}

/** An optional argument: null and absent alike. */
export function optional<T>(value: unknown, read: (value: unknown) => T): T | undefined {
  return value === null || value === undefined ? undefined : read(value);
}

export function oneOf<T extends string>(value: unknown, allowed: readonly T[]): T {
  const found = allowed.find((each) => each.toLowerCase() === String(value).toLowerCase());
  return found ?? invalid(`${String(value)} is none of ${allowed.join(', ')}`);
}

/** The value that all items share, or null where they differ: how Office.js answers for mixed ranges. */
export function shared<T>(values: Iterable<T>): T | null {
  let first: { value: T } | null = null;
  for (const value of values) {
    if (!first) first = { value };
    else if (first.value !== value) return null;
  }
  return first ? first.value : null;
}
