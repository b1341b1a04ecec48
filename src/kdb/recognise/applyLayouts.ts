/** Layout files given for a whole run: each table takes the one whose headings stand in it. */
import { AnalystError } from '../errors';
import { asText, topOf } from './findHeader';
import { unifyHeading } from './headings';
import { withMapping } from './mapping';
import type { ColumnMapping } from './sourceInput';
import { isOwnSheet } from './recognise';
import type { Cell } from '../values/cellText';
import type { SourceInput } from './sourceInput';

/** A layout file as it was read. */
export interface NamedLayout {
  /** Name of the file, for messages. */
  readonly file: string;
  readonly mapping: ColumnMapping;
}

/** Share of the mapped headings that must stand in one row: a colleague's table may lack some optional columns. */
const ENOUGH = 0.5;

/** How many of the headings that a layout gives a field stand in the row that holds most of them. */
function headingsMet({ columns }: ColumnMapping, top: readonly (readonly Cell[])[]): number {
  const wanted = columns.filter(({ field }) => field !== null).map(({ heading }) => unifyHeading(heading));
  const rows = top.map((cells) => new Set(cells.map((cell) => unifyHeading(asText(cell)))));
  return Math.max(0, ...rows.map((row) => wanted.filter((heading) => row.has(heading)).length));
}

/** The layout of which most headings stand in a table, half of them at least and two where it names two; null for none. */
export function layoutFor(input: SourceInput, layouts: readonly NamedLayout[]): NamedLayout | null {
  if (layouts.length === 0 || isOwnSheet(input)) return null;
  const top = topOf(input);
  let best: NamedLayout | null = null;
  let most = 0;
  for (const layout of layouts) {
    const named = layout.mapping.columns.filter(({ field }) => field !== null).length;
    const met = headingsMet(layout.mapping, top);
    if (met < Math.max(Math.ceil(named * ENOUGH), Math.min(2, named)) || met <= most) continue;
    best = layout;
    most = met;
  }
  return best;
}

/**
 * The tables, read by the layouts that fit them.
 * @throws AnalystError mapping.nowhere for a layout that fits no table: it was given for one
 */
export function applyLayouts(inputs: readonly SourceInput[], layouts: readonly NamedLayout[]): readonly SourceInput[] {
  const used = new Set<NamedLayout>();
  const mapped = inputs.map((input) => {
    const layout = layoutFor(input, layouts);
    if (layout === null) return input;
    used.add(layout);
    return withMapping(input, layout.mapping);
  });
  for (const layout of layouts) {
    if (used.has(layout)) continue;
    const headings = layout.mapping.columns
      .filter(({ field }) => field !== null)
      .slice(0, 3)
      .map(({ heading }) => `「${heading}」`);
    throw new AnalystError('mapping.nowhere', { file: layout.file, headings: headings.join('') });
  }
  return mapped;
}
