/** Copies cells as Range.copyFrom does: values, formulas with moved references, formats. */
import { copiedFormula } from '../../../formula';
import { intersect, isInside, isUnbounded, type Rect } from '../../book/rect';
import type { CellContent } from '../../book/entry';
import { BookError } from '../../book/errors';
import type { Sheet } from '../../book/sheet';

interface Area {
  readonly sheet: Sheet;
  readonly rect: Rect;
}

/**
 * Copies `from` to `to`. Widths, heights and the set-up of the sheet do not come along: Range.copyFrom in @types/office-js
 * copies "cell data or formatting". A target larger than the source is tiled, a smaller one grows to the size of the source.
 */
export function copyRange(
  from: Area,
  to: Area,
  what: 'All' | 'Formulas' | 'Values' | 'Formats',
  skipBlanks: boolean,
): void {
  const source = bounded(from);
  const whole = isUnbounded(to.rect);
  const target: Rect = {
    row: to.rect.row + (whole ? source.row - from.rect.row : 0),
    column: to.rect.column + (whole ? source.column - from.rect.column : 0),
    rows: whole || to.rect.rows % source.rows !== 0 ? source.rows : to.rect.rows,
    columns: whole || to.rect.columns % source.columns !== 0 ? source.columns : to.rect.columns,
  };
  const place = (i: number, j: number): [number, number] => [
    source.row + (i % source.rows),
    source.column + (j % source.columns),
  ];
  const tables =
    what === 'All' && from.sheet.book.profile.copiesTables ? tableCopies(from.sheet, source, to.sheet, target) : [];
  // Everything is read before anything is written: source and target may overlap.
  const contents = Array.from({ length: target.rows }, (_, i) =>
    Array.from({ length: target.columns }, (_, j) => contentAt(from.sheet, ...place(i, j), i, j, target, what)),
  );
  const styles =
    what === 'All' || what === 'Formats'
      ? contents.map((row, i) => row.map((_, j) => from.sheet.style(...place(i, j))))
      : null;
  styles?.forEach((row, i) => row.forEach((style, j) => to.sheet.setStyle(target.row + i, target.column + j, style)));
  if (styles) copyMerges(from.sheet, source, to.sheet, target);
  if (what === 'All') copyValidations(from.sheet, source, to.sheet, target);
  if (what === 'Formats') return;
  to.sheet.write(
    target,
    (i, j) => {
      const content = contents[i]?.[j];
      return skipBlanks && content?.value === null && !content.formula ? undefined : content;
    },
    'addin',
  );
  for (const rect of tables) to.sheet.book.addTable(to.sheet, rect, true);
}

/** The corners of the tiles of a target, as distances from the source. */
function* tiles(source: Rect, target: Rect): Generator<{ rows: number; columns: number }> {
  for (let row = 0; row + source.rows <= target.rows; row += source.rows)
    for (let column = 0; column + source.columns <= target.columns; column += source.columns)
      yield { rows: target.row + row - source.row, columns: target.column + column - source.column };
}

const away = (rect: Rect, { rows, columns }: { rows: number; columns: number }): Rect => ({
  ...rect,
  row: rect.row + rows,
  column: rect.column + columns,
});

/** Merged cells come along with the formats, as often as the source fits into the target; others there are taken apart. */
function copyMerges(from: Sheet, source: Rect, to: Sheet, target: Rect): void {
  const inside = from.layout.merges.filter((merge) => isInside(merge, source));
  const copies = [...tiles(source, target)].flatMap((tile) => inside.map((merge) => away(merge, tile)));
  to.layout.merges = [...to.layout.merges.filter((merge) => !intersect(merge, target)), ...copies];
}

/** Validation rules come along too, for the cells of theirs that are copied. */
function copyValidations(from: Sheet, source: Rect, to: Sheet, target: Rect): void {
  const inside = from.layout.validations.flatMap((each) => {
    const rect = intersect(each.rect, source);
    return rect ? [{ ...each, rect }] : [];
  });
  const copies = [...tiles(source, target)].flatMap((tile) =>
    inside.map((each) => ({ ...each, rect: away(each.rect, tile) })),
  );
  const others = to.layout.validations.filter(({ rect }) => !isInside(rect, target));
  to.layout.validations = [...others, ...copies];
}

/**
 * A table that lies whole in the source becomes a table of the copy under a free name, as in copying by hand; where it
 * would touch another table nothing is copied (office-js 1199: "A table can't overlap another table").
 */
function tableCopies(from: Sheet, source: Rect, to: Sheet, target: Rect): Rect[] {
  const { tables } = from.book;
  const copies = tables
    .filter(({ sheet, rect }) => sheet === from && isInside(rect, source))
    .map(({ rect }) => away(rect, { rows: target.row - source.row, columns: target.column - source.column }));
  if (tables.some((table) => table.sheet === to && copies.some((rect) => table.overlaps(rect))))
    throw new BookError('InvalidArgument', "A table can't overlap another table.");
  return copies;
}

function contentAt(
  sheet: Sheet,
  row: number,
  column: number,
  i: number,
  j: number,
  target: Rect,
  what: string,
): CellContent {
  const value = sheet.value(row, column);
  if (what !== 'Values' && sheet.hasFormula(row, column)) {
    const rows = target.row + i - row;
    const columns = target.column + j - column;
    return { value: null, formula: copiedFormula(String(sheet.formula(row, column)), rows, columns) };
  }
  return { value: value === '' ? null : value };
}

function bounded({ sheet, rect }: Area): Rect {
  if (!isUnbounded(rect)) return rect;
  const used = sheet.usedRect(false);
  return (used && intersect(used, rect)) ?? { ...rect, rows: 1, columns: 1 };
}
