/** Writes the texts of a source into columns of the table, row by row. */
import type { RowNumbers } from '../stage/rowNumbers';
import type { StagedTexts } from '../stage/stagedTexts';
import type { TextBuilder } from '../stage/textColumn';
import type { PlannedColumn } from '../recognise/recognise';
import type { Steps } from '../steps';
import type { FreshColumn } from './freshColumns';
import type { Quality } from './writers';

/** Rows of texts that make a step. */
const ROWS = 1024;

/** A column of texts that a source brings. */
export interface TextsBrought {
  readonly staged: StagedTexts;
  readonly quality: Quality;
}

/** The columns of a source on their way into the table; `SHARED_READER` has them written by several threads. */
export interface Writing {
  /** Writes a column of numbers, now or at the end. `onCounted` is told how many rows have each of the counted codes. */
  writeFresh(column: FreshColumn, onCounted: (cells: readonly number[]) => void): void;
  /** Writes the columns of texts of one field, the preferred first, now or at the end. */
  writeTexts(columns: readonly TextsBrought[], planned: readonly PlannedColumn[], builder?: TextBuilder): Steps<void>;
  /** Everything is written. */
  end(): void;
}

/** Writes the texts of the columns of one field, the preferred first. */
export function* writeTexts(
  columns: readonly TextsBrought[],
  places: Int32Array,
  rowNumbers: Pick<RowNumbers, 'at'>,
  builder: TextBuilder | undefined,
): Steps<void> {
  /** Codes of the table by the codes of a column; -1: not asked for yet. */
  const known = columns.map(({ staged }) => new Int32Array(staged.texts.length).fill(-1));
  const write = (row: number, place: number): void => {
    for (let each = 0; each < columns.length; each++) {
      const { staged, quality } = columns[each]!;
      const isWanted = builder !== undefined && builder.codes[place] === 0;
      const own = staged.codeAt(row);
      const code = own >= 0 ? known[each]![own]! : staged.addTo(isWanted ? builder : null, row);
      if (code >= 0) {
        quality.filled++;
        if (!isWanted) continue;
        builder.codes[place] = code;
        if (own >= 0) builder.askedAgain();
        continue;
      }
      const text = staged.at(row);
      if (text === '') {
        quality.blank++;
        continue;
      }
      // A character that does not exist is no reading; the text stays, because most of a name is better than none.
      const isGarbled = text.includes('\ufffd');
      if (isGarbled) {
        quality.unreadable++;
        quality.shows(rowNumbers.at(row));
      } else quality.filled++;
      if (!isWanted) continue;
      builder.codes[place] = builder.codeOf(text);
      if (own >= 0 && !isGarbled) known[each]![own] = builder.codes[place]!;
    }
  };
  yield* eachPlace(places, write);
}

/** Visits the rows that have a place in the table. */
function* eachPlace(places: Int32Array, visit: (row: number, place: number) => void): Steps<void> {
  for (let from = 0; from < places.length; from += ROWS) {
    const end = Math.min(from + ROWS, places.length);
    for (let row = from; row < end; row++) if (places[row]! >= 0) visit(row, places[row]!);
    yield;
  }
}

/** Writes texts whose parts stand in several columns, one after another with a space between. */
export function writeJoined(
  columns: readonly TextsBrought[],
  places: Int32Array,
  rowNumbers: RowNumbers,
  builder: TextBuilder | undefined,
): Steps<void> {
  return eachPlace(places, (row, place) => {
    const parts: string[] = [];
    for (const { staged, quality } of columns) {
      const text = staged.at(row).trim();
      if (text === '') quality.blank++;
      else if (text.includes('\ufffd')) {
        quality.unreadable++;
        quality.shows(rowNumbers.at(row));
      } else quality.filled++;
      if (text !== '') parts.push(text);
    }
    if (builder === undefined || builder.codes[place] !== 0 || parts.length === 0) return;
    builder.codes[place] = builder.codeOf(parts.join(' '));
  });
}
