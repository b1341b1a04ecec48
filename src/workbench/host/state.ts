/** What the host remembers between requests. */
import type { Book } from '../book/book';
import type { Ref } from './members/types';

/** Reads an xlsx into the workbook as further sheets and returns their ids. */
export type ReadXlsx = (
  book: Book,
  bytes: Uint8Array,
  options: { readonly sheetNames?: readonly string[]; readonly position: number },
) => Promise<string[]>;

export interface HostState {
  readonly book: Book;
  /** Objects that the add-in keeps beyond one request. */
  readonly references: Map<string, Ref>;
  /** To be called when the present request is done. */
  readonly untilNextSync: (() => void)[];
  readonly readXlsx: ReadXlsx | null;
  /** Whether the add-in's page is shown, and whether it is loaded with the document: Inactive, Background or Visible. */
  readonly runtime: { now: string; atStart: string };
  /** The add-in's custom functions can be called from now on. */
  functionsReady(): void;
}
