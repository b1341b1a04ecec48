/** What the thread that sums a workbook is told, and what it says. */
import type { Files } from '../xlsx/parts';

export type SummingMessage =
  | { readonly kind: 'begin'; readonly files: Files }
  | { readonly kind: 'add'; readonly part: string; readonly content: Uint8Array; readonly texts: readonly string[] }
  | { readonly kind: 'sum' };

export type SummingAnswer =
  { readonly kind: 'taken'; readonly bytes: number } | { readonly kind: 'sum'; readonly sum: string | null };
