/** The columns of a source that the person table takes, read in one go with its numbers and dates. */
import { ByteRow } from '../files/byteRows';
import type { Row } from '../files/row';
import { FIELDS } from '../values/fields';
import { BLANK, readDate, readerOf, UNREADABLE } from '../values/readings';
import type { PlannedColumn, RecognisedSource } from '../recognise/recognise';
import { StagedNumbers } from './staged';
import { StagedTexts } from './stagedTexts';
import type { Cell } from '../values/cellText';
import type { FieldId } from '../values/fieldIds';
import { readExclusion, readText } from '../values/texts';
import type { Steps } from '../steps';

/** Rows to make room for at first; how many more come is told by the part of the file that they took. */
const FIRST_ROWS = 4096;
const ROOM = 1.03;
const NUMERIC = new Set(['measure', 'points', 'count']);

/** Fields whose cells read alike share one reading: 糖尿病薬 of this year and of the year before. */
function readsAlike(a: FieldId, b: FieldId): boolean {
  if (a === b) return true;
  const [one, other] = [FIELDS[a], FIELDS[b]];
  return (
    one.kind !== 'text' &&
    one.reader === other.reader &&
    String(one.range) === String(other.range) &&
    String(one.words) === String(other.words)
  );
}

/** A birth date with the era column beside it; where the two make no date, the cell alone may. */
function readWithEra(cell: Cell, era: Cell): number {
  const days = readDate(cell, era);
  return Number.isFinite(days) ? days : readDate(cell);
}

/** The columns that are staged, in their order: what another thread needs to stage them alike. */
export interface StagePlan {
  readonly columns: readonly { readonly index: number; readonly field: FieldId; readonly heading: string }[];
  /** Column of 生年月日元号, or -1. */
  readonly eraIndex: number;
}

/** The columns of a source that are staged. */
export function planOf({ planned, meanings, receiptColumns, columns, eraIndex }: RecognisedSource): StagePlan {
  const found = new Map<number, StagePlan['columns'][number]>();
  const add = (index: number, field: FieldId, heading: string): void => {
    if (field !== 'personId' && !found.has(index)) found.set(index, { index, field, heading });
  };
  for (const { index, field, heading } of planned) add(index, field, heading);
  // Columns of a year of their own may be planned otherwise when the fiscal year is known.
  meanings.forEach((meaning, index) => {
    if (meaning?.yearly && !receiptColumns) add(index, meaning.yearly.base, columns[index]!.heading);
  });
  return { columns: [...found.values()], eraIndex };
}

/** The columns of a source, staged. */
export class Stage {
  /** Data rows taken in. */
  rows = 0;
  protected room = 0;
  /** The rows of bytes that are kept, and how many of their cells are looked at. */
  private block: ByteRow | null = null;
  private width = 0;
  private readonly columns = new Map<
    number,
    { readonly field: FieldId; readonly staged: StagedNumbers | StagedTexts }
  >();
  protected readonly all: (StagedNumbers | StagedTexts)[] = [];

  /** @param made the kinds of columns that it holds */
  constructor(
    readonly plan: StagePlan,
    private readonly made = { Numbers: StagedNumbers, Texts: StagedTexts },
  ) {
    for (const { index, field, heading } of plan.columns) this.open(index, field, heading);
  }

  private open(index: number, field: FieldId, heading: string): void {
    const staged = this.stagedFor(index, field, heading);
    this.columns.set(index, { field, staged });
    this.all.push(staged);
    this.width = Math.max(this.width, index + 1, this.plan.eraIndex + 1);
  }

  private stagedFor(index: number, field: FieldId, heading: string): StagedNumbers | StagedTexts {
    if (FIELDS[field].kind === 'text') {
      const read = (cell: Cell): string =>
        field === 'excluded' ? readExclusion(cell, heading) : readText(field, cell);
      const writing = field === 'name' ? 'kept' : field === 'excluded' ? 'own' : 'unified';
      return new this.made.Texts(index, read, writing);
    }
    const { eraIndex } = this.plan;
    if (field === 'birthDate' && eraIndex >= 0) return new this.made.Numbers(index, readWithEra, eraIndex, false);
    return new this.made.Numbers(index, readerOf(field), -1, NUMERIC.has(FIELDS[field].reader));
  }

  /** The columns that are read. */
  indices(): readonly number[] {
    return [...this.columns.keys()];
  }

  /** Takes in the next data row. `progress` tells which part of the source has been read, where that is known. */
  take(row: Row, progress: number): void {
    const at = this.rows++;
    if (at >= this.room) this.grow(progress);
    const { all } = this;
    if (row instanceof ByteRow) {
      this.block = row;
      if (row.keep(this.width)) this.finish();
    } else {
      const { eraIndex } = this.plan;
      const era = eraIndex < 0 ? null : row.cell(eraIndex);
      for (const staged of all) staged.takeCell(row.cell(staged.index), at, era);
    }
  }

  /** Takes in the rows that are still kept in a block. */
  finish(): void {
    const { block } = this;
    if (!block) return;
    const first = this.rows - block.kept;
    for (const staged of this.all) staged.takeBlock(block, first);
    block.empty();
  }

  /** Lets go of the file: of its bytes only those are kept that texts stand in. */
  *compact(): Steps<void> {
    this.block = null;
    for (const staged of this.all) {
      staged.compact(this.rows);
      yield;
    }
  }

  protected grow(progress: number): void {
    const told = progress > 0 ? Math.ceil((this.rows / progress) * ROOM) : 0;
    const more = this.room === 0 ? FIRST_ROWS : Math.max(told, Math.ceil(this.room * (told > 0 ? 1.1 : 2)));
    this.room = Math.max(more, this.rows);
    for (const staged of this.all) staged.reserve(this.room);
  }

  /** The readings of a planned column of numbers; null when it was not staged as such. */
  numbers({ index, field }: Pick<PlannedColumn, 'index' | 'field'>): StagedNumbers | null {
    const found = this.columns.get(index);
    return found && readsAlike(found.field, field) && found.staged instanceof StagedNumbers ? found.staged : null;
  }

  /** The texts of a planned column; null when it was not staged as such. */
  texts({ index, field }: Pick<PlannedColumn, 'index' | 'field'>): StagedTexts | null {
    const found = this.columns.get(index);
    return found?.field === field && found.staged instanceof StagedTexts ? found.staged : null;
  }

  /** The readings of a column of numbers or dates as whole numbers, with `missing` for those that are none. */
  wholeNumbers(index: number, missing: number): Int32Array {
    const staged = this.columns.get(index)!.staged as StagedNumbers;
    const whole = new Int32Array(this.rows);
    if (staged.raw) {
      for (let row = 0; row < whole.length; row++) whole[row] = finite(staged.raw[row]!, missing);
      return whole;
    }
    const values = staged.values.map((value) => finite(value, missing));
    const codes = staged.codesByRow();
    for (let row = 0; row < whole.length; row++) whole[row] = values[codes[row]!]!;
    return whole;
  }

  /** The rows in which something stands in a column that cannot be read. */
  unreadableRows(column: Pick<PlannedColumn, 'index' | 'field'>): ReadonlySet<number> {
    const staged = this.numbers(column)!;
    const rows = new Set<number>();
    if (staged.raw === null && !staged.values.includes(UNREADABLE)) return rows;
    for (let row = 0; row < this.rows; row++) if (staged.at(row) === UNREADABLE) rows.add(row);
    return rows;
  }

  /** Gives back the memory of a column: nobody will ask for it again. */
  release({ index }: Pick<PlannedColumn, 'index'>): void {
    this.columns.get(index)?.staged.release();
  }
}

const finite = (value: number, missing: number): number => (value !== BLANK && value - value === 0 ? value : missing);
