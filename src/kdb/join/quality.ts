/** How well the columns of the sources could be read, and what is said where they could not. */
import { columnWords, findingOf, rowsWords } from '../findings';
import type { FieldId } from '../values/fieldIds';

/** How well one column of one source could be read. Blank receipt cells count as filled (0 / no). */
export interface ColumnQuality {
  readonly file: string;
  readonly sheet?: string;
  readonly field: FieldId;
  /** 0-based position in the source. */
  readonly index?: number;
  readonly heading: string;
  readonly filled: number;
  readonly blank: number;
  readonly unreadable: number;
  readonly outOfRange: number;
  /** Of the unreadable and out-of-range cells, those that Excel turned into dates (1-2 → 1月2日). */
  readonly becameDates?: number;
  /** Of the unreadable cells, the error values of Excel (#REF!, #N/A …) by kind. */
  readonly errors?: Readonly<Record<string, number>>;
  /** 1-based rows of the first unreadable or out-of-range cells (at most 5). */
  readonly examples: readonly number[];
}

/** What a column holds that could not be read or cannot be, as a sentence; null when all of it read well. */
export function qualityFinding({
  file,
  sheet,
  index,
  heading,
  unreadable,
  outOfRange,
  examples,
  errors = {},
}: ColumnQuality): string | null {
  const bad = unreadable + outOfRange;
  if (bad === 0) return null;
  const values = {
    place: sheet === undefined ? file : `${file}「${sheet}」`,
    column: index === undefined ? `列『${heading}』` : columnWords({ index, heading }),
    rows: rowsWords(examples, bad),
    errors: errorsWords(errors),
  };
  if (outOfRange === 0) return findingOf('cell.unreadable', { ...values, count: unreadable });
  if (unreadable === 0) return findingOf('cell.impossible', { ...values, count: outOfRange });
  return findingOf('cell.both', { ...values, count: unreadable, impossible: outOfRange });
}

/** The error values among what could not be read, in words; '' where there are none. */
function errorsWords(errors: Readonly<Record<string, number>>): string {
  const kinds = Object.entries(errors).sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1));
  if (kinds.length === 0) return '';
  return `うち Excel のエラー値: ${kinds.map(([kind, cells]) => `${kind} ${cells} 件`).join('、')}。`;
}
