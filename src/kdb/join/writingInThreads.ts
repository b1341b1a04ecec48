/** Columns of a source on their way into the table, written by several threads. */
import { decoderOf } from '../files/decoders';
import type { SharedText, TextInBytes } from '../files/rows';
import { inThreads, isInShared } from '../files/inThreads';
import type { Job } from '../files/threads';
import { ChunkedTexts, type TextsState } from '../stage/chunkedColumns';
import type { RowNumbers } from '../stage/rowNumbers';
import { ChunkedStage } from '../stage/chunkedStage';
import { TextBuilder } from '../stage/textColumn';
import { UnitStore } from '../stage/textStore';
import type { PlannedColumn } from '../recognise/recognise';
import { atOnce, type Steps } from '../steps';
import { writeFresh, type FreshColumn } from './freshColumns';
import { stretchesOf, writeWhole, type Stretches } from './wholeColumns';
import { Quality } from './writers';
import { writeTexts, type TextsBrought, type Writing } from './writeTexts';

/** Columns of texts of one field, the preferred first, which nothing was written to. */
interface FreshTexts {
  readonly planned: readonly PlannedColumn[];
  readonly states: readonly TextsState[];
}

/** What a thread made of them: the column, how its sources read by row, and whether a character does not exist. */
interface TextsWritten {
  readonly column: TextBuilder;
  readonly qualities: readonly Pick<Quality, 'filled' | 'blank' | 'unreadable' | 'examples'>[];
  readonly isGarbled: boolean;
}

/** Columns that several threads write: those of texts first, which take longest, then those of numbers. */
export interface ColumnsJob extends Job {
  readonly kind: 'columns';
  readonly text: TextInBytes;
  readonly places: Int32Array;
  /** Rows of the table. */
  readonly size: number;
  readonly texts: readonly FreshTexts[];
  readonly numbers: readonly FreshColumn[];
  readonly stretches: Stretches;
}

/** Writes a column of a job; what is not in shared memory is given back: of numbers, how many rows have the counted codes. */
export function writeColumn(job: ColumnsJob, index: number): TextsWritten | readonly number[] {
  const texts = job.texts[index];
  if (!texts) return writeWhole(job.numbers[index - job.texts.length]!, job.stretches);
  const { bytes, encoding } = job.text;
  let isGarbled = false;
  const decode = decoderOf(encoding, () => (isGarbled = true));
  const columns = texts.planned.map((planned, each): TextsBrought => {
    const stage = new ChunkedStage({ columns: [planned], eraIndex: -1 });
    const staged = stage.texts(planned) as ChunkedTexts;
    staged.restore(texts.states[each]!, bytes, decode);
    return { staged, quality: new Quality() };
  });
  const builder = new TextBuilder(job.size);
  atOnce(writeTexts(columns, job.places, { at: (row) => row }, builder));
  const qualities = columns.map(({ quality: { filled, blank, unreadable, examples } }) => {
    return { filled, blank, unreadable, examples };
  });
  return { column: builder, qualities, isGarbled };
}

/** Makes a column what it became in another thread: what comes from there has all fields, but no class. */
function takeOver(builder: TextBuilder, clone: TextBuilder): void {
  Object.setPrototypeOf(clone.store, UnitStore.prototype);
  Object.assign(builder, clone);
}

/** Texts that wait to be written. */
interface Waiting {
  readonly columns: readonly TextsBrought[];
  readonly builder: TextBuilder;
  readonly fresh: FreshTexts;
}

/** A column of numbers that waits to be written, and who is told the rows of its counted codes. */
interface WaitingNumbers {
  readonly column: FreshColumn;
  readonly onCounted: (cells: readonly number[]) => void;
}

const isCounted = (written: TextsWritten | readonly number[]): written is readonly number[] => Array.isArray(written);

/** The columns of one source, written at the end. */
export class WritingInThreads implements Writing {
  private readonly numbers: WaitingNumbers[] = [];
  private readonly texts: Waiting[] = [];

  /** @param shared the text that the source is */
  constructor(
    private readonly shared: SharedText,
    private readonly places: Int32Array,
    private readonly rowNumbers: RowNumbers,
  ) {}

  writeFresh(column: FreshColumn, onCounted: WaitingNumbers['onCounted']): void {
    if (isInShared(column.codes) && isInShared(column.target)) this.numbers.push({ column, onCounted });
    else onCounted(writeFresh(column));
  }

  *writeTexts(columns: readonly TextsBrought[], planned: readonly PlannedColumn[], builder?: TextBuilder): Steps<void> {
    const states = columns.flatMap(({ staged }) => (staged instanceof ChunkedTexts ? staged.state() : []));
    if (builder !== undefined && builder.store.size === 1 && states.length === columns.length)
      this.texts.push({ columns, builder, fresh: { planned, states } });
    else yield* writeTexts(columns, this.places, this.rowNumbers, builder);
  }

  end(): void {
    const { shared, numbers, texts, places, rowNumbers } = this;
    const { bytes, delimiter, encoding, threads, onGarbled } = shared;
    const stretches = stretchesOf({ places });
    const job: ColumnsJob = {
      kind: 'columns',
      text: { bytes, delimiter, encoding },
      places,
      size: texts[0]?.builder.codes.length ?? 0,
      texts: texts.map(({ fresh }) => fresh),
      numbers: numbers.map(({ column }) => column),
      stretches,
    };
    const own = (index: number): TextsWritten | readonly number[] | null => {
      const waiting = texts[index];
      if (!waiting) return writeWhole(numbers[index - texts.length]!.column, stretches);
      atOnce(writeTexts(waiting.columns, places, rowNumbers, waiting.builder));
      return null;
    };
    inThreads(threads, job, texts.length + numbers.length, own)!.forEach((written, index) => {
      if (written === null) return;
      if (isCounted(written)) {
        numbers[index - texts.length]!.onCounted(written);
        return;
      }
      const { columns, builder } = texts[index]!;
      takeOver(builder, written.column);
      if (written.isGarbled) onGarbled();
      columns.forEach(({ quality }, each) => {
        const { filled, blank, unreadable, examples } = written.qualities[each]!;
        quality.filled += filled;
        quality.blank += blank;
        quality.unreadable += unreadable;
        for (const row of examples) quality.shows(rowNumbers.at(row));
      });
    });
  }
}
