/** Where the header of a table stands: the row, or the two rows, whose headings are known best. */
import { FIELDS } from '../values/fields';
import { withHeading } from '../findings';
import { mappedMeaning, meaningOf, unifyHeading, type HeadingMeaning } from './headings';
import { mappedFields } from './mapping';
import type { ColumnMapping } from './sourceInput';
import { receiptRoleOf } from './receiptColumns';
import { cellText, isBlankCell } from '../values/cellText';
import type { Cell } from '../values/cellText';
import type { SourceInput } from './sourceInput';

/** How many rows from the top the header is looked for. */
export const HEADER_SEARCH_ROWS = 30;

/** A row whose headings were looked up. */
export interface Header {
  readonly row: number;
  /** All cells of its row or rows, unified. */
  readonly texts: ReadonlySet<string>;
  readonly headings: readonly string[];
  readonly meanings: readonly (HeadingMeaning | null)[];
  readonly hits: number;
  readonly hasNumber: boolean;
}

/** Finds what a heading means. */
type LookUp = (heading: string) => HeadingMeaning | null;

/** Looks each heading up once: in the first rows of data the same cells stand again and again. */
function lookingUpOnce(): LookUp {
  const known = new Map<string, HeadingMeaning | null>();
  return (heading) => {
    let meaning = known.get(heading);
    if (meaning === undefined) known.set(heading, (meaning = meaningOf(heading)));
    return meaning;
  };
}

function headerOf(
  row: number,
  headings: readonly string[],
  mapping: ColumnMapping | undefined,
  lookUp: LookUp,
  cells: readonly Cell[] = headings,
): Header {
  const texts = new Set(cells.map(unifyHeading).filter((text) => text !== ''));
  const said = mapping ? mappedFields(mapping, headings) : [];
  const meanings = headings.map((heading, index) => {
    const field = said[index];
    return field === undefined ? lookUp(heading) : mappedMeaning(field);
  });
  const numbered = meanings.some((meaning) => meaning?.field === 'personId' || meaning?.helper === 'careNumber');
  const fields = new Set(meanings.map((meaning) => meaning?.field).filter((field) => field && field !== 'personId'));
  const roles = headings.filter((heading) => receiptRoleOf(heading) !== null).length;
  return { row, texts, headings, meanings, hits: fields.size + roles, hasNumber: numbered };
}

/** The text of a cell, '' for nothing. */
export const asText = cellText;

/** The headings of a two-row header: upper carried to the right and joined with lower, where the two together mean something. */
function joinedHeadings(upper: readonly Cell[], lower: readonly Cell[], lookUp: LookUp): readonly string[] {
  let carried = '';
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, index) => {
    const above = asText(upper[index]);
    const below = asText(lower[index]);
    if (above !== '') carried = above;
    if (below === '') return above;
    if (carried === '') return below;
    const joined = [`${carried}${below}`, `${carried}(${below})`, `${below}(${carried})`].find(lookUp);
    if (joined !== undefined) return joined;
    return below;
  });
}

/** Better: has the number; then more fields; then the earlier row. */
function better(a: Header, b: Header | null): boolean {
  if (!b) return a.hits > 0;
  if (a.hasNumber !== b.hasNumber) return a.hasNumber && a.hits > 0;
  return a.hits > b.hits;
}

/** The best header among the first rows; null when no heading of them is known. */
export function findHeader(top: readonly (readonly Cell[])[], mapping: ColumnMapping | undefined): Header | null {
  let best: Header | null = null;
  const lookUp = lookingUpOnce();
  top.forEach((cells, index) => {
    const single = headerOf(index, cells.map(asText), mapping, lookUp);
    if (better(single, best)) best = single;
    const above = top[index - 1];
    if (!above || above.filter((cell) => asText(cell) !== '').length < 2) return;
    if (!cells.some((cell) => asText(cell) !== '')) return;
    const joined = headerOf(index, joinedHeadings(above, cells, lookUp), mapping, lookUp, [...above, ...cells]);
    if (better(joined, best)) best = joined;
  });
  return best;
}

/** What was found of the sources that were looked at. */
const found = new WeakMap<SourceInput, Top>();

/** The first rows of a source, and the best header among them. */
interface Top {
  readonly top: readonly (readonly Cell[])[];
  readonly header: Header | null;
}

/** The header of a source, found when first asked for. Throws as `topOf`. */
export function headerIn(input: SourceInput): Top {
  let known = found.get(input);
  if (!known) {
    const top = topOf(input);
    found.set(input, (known = { top, header: findHeader(top, input.mapping) }));
  }
  return known;
}

/** Whether a header without a person number still is that of a table of persons: then the number is what is missing. */
export function looksIndividual(header: Header): boolean {
  const telling = header.meanings.filter(
    (meaning) =>
      meaning?.field &&
      (FIELDS[meaning.field].part !== 'person' || ['name', 'kana', 'birthDate'].includes(meaning.field)),
  );
  return header.hits >= 3 && telling.length >= 2;
}

/** The first rows of a source, among which its header stands. Throws what reading throws, with the heading of the place. */
export function topOf(input: SourceInput): readonly (readonly Cell[])[] {
  const top: (readonly Cell[])[] = [];
  try {
    for (const cells of input.rows()) if (top.push(cells) >= HEADER_SEARCH_ROWS) break;
  } catch (error) {
    throw withHeading(error, findHeader(top, input.mapping)?.headings ?? []);
  }
  return top;
}

/** A row that may be a header although nothing in it is known: at least three different texts, and a filled row below it. */
export function strangeHeader(top: readonly (readonly Cell[])[]): Header | null {
  const row = top.findIndex((cells, index) => {
    const texts = cells.filter((cell) => typeof cell === 'string' && !isBlankCell(cell) && !/^[\d.,/-]+$/.test(cell));
    const filled = cells.filter((cell) => asText(cell) !== '').length;
    const below = (top[index + 1] ?? []).filter((cell) => asText(cell) !== '').length;
    return texts.length >= 3 && new Set(texts).size === texts.length && texts.length === filled && below * 2 >= filled;
  });
  return row < 0 ? null : headerOf(row, top[row]!.map(asText), undefined, meaningOf);
}
