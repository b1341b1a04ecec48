/** What stands chosen in the question about columns, which field two columns share, and what a cell would become. */
import { FIELDS, type FieldId, type SuggestedColumn } from '../../kdb';
import { readingText } from '../../kdb/unknownColumns';

/** Not to be used. */
export const UNUSED = '';

/** What the analyst chose, by the position of the column; columns that are not in it stand as they were proposed. */
export type Choices = ReadonlyMap<number, FieldId | typeof UNUSED>;

/** The field that a column stands for now. */
export function choiceOf({ index, recognised, proposed }: SuggestedColumn, chosen: Choices): FieldId | typeof UNUSED {
  return chosen.get(index) ?? recognised ?? proposed ?? UNUSED;
}

/** Diagnoses of one kind answer together; every other field has one column. */
const isShared = (field: FieldId): boolean => field === 'cvdDiagnosis';

/**
 * The columns that stand for one field with another column although the analyst or a proposal gave it to one of them, each
 * with the headings of the others. Columns that were recognised by their headings alone may share a field.
 */
export function clashesOf(
  columns: readonly SuggestedColumn[],
  chosen: Choices,
): ReadonlyMap<number, readonly string[]> {
  const clashes = new Map<number, readonly string[]>();
  for (const column of columns) {
    const field = choiceOf(column, chosen);
    if (field === UNUSED || isShared(field)) continue;
    const same = columns.filter((other) => choiceOf(other, chosen) === field);
    if (same.length < 2 || same.every(({ recognised }) => recognised === field)) continue;
    const others = same.filter((other) => other !== column).map(({ heading }) => heading);
    clashes.set(column.index, others);
  }
  return clashes;
}

/** The columns that hold each field now, by their headings. */
export function usedBy(columns: readonly SuggestedColumn[], chosen: Choices): ReadonlyMap<FieldId, readonly number[]> {
  const used = new Map<FieldId, number[]>();
  for (const column of columns) {
    const field = choiceOf(column, chosen);
    if (field !== UNUSED) used.set(field, [...(used.get(field) ?? []), column.index]);
  }
  return used;
}

/** The first values of a column and, where a field is chosen, what each becomes. Personal values stay in the pane. */
export function samplesText({ samples }: SuggestedColumn, field: FieldId | typeof UNUSED): string {
  if (samples.length === 0) return '値: すべて空欄';
  const cells = samples.map((cell) => String(cell ?? ''));
  if (field === UNUSED) return `値: ${cells.join('、')}`;
  const read = samples.map((cell) => readingText(field, cell));
  return read.every((text, index) => text === cells[index])
    ? `値: ${cells.join('、')}`
    : `値: ${cells.map((cell, index) => `${cell} → ${read[index]}`).join('、')}`;
}

/** How many of the shown values the field cannot read. */
export function unreadableOf({ samples }: SuggestedColumn, field: FieldId | typeof UNUSED): number {
  if (field === UNUSED) return 0;
  return samples.filter((cell) => ['読めない', '範囲外'].includes(readingText(field, cell))).length;
}

/** Why a field stands chosen at first. */
export function reasonOf({ recognised, suggestions: [best] }: SuggestedColumn): string {
  if (recognised !== null) return '見出しから認識';
  return best === undefined ? '' : `推定：${FIELDS[best.field].label}（${best.because.join('、')}）`;
}
