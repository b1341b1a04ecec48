/** The columns of a source, staged chunk by chunk in several threads. */
import { ChunkedNumbers, ChunkedTexts, type ChunkOrigin, type ColumnChunk } from './chunkedColumns';
import { Stage, type StagePlan } from './stage';

export class ChunkedStage extends Stage {
  /** @param room memory that all threads see, for what is taken in */
  constructor(plan: StagePlan, room: ((bytes: number) => Uint8Array) | null = null) {
    super(plan, { Numbers: ChunkedNumbers, Texts: ChunkedTexts });
    for (const staged of this.chunked) if (staged instanceof ChunkedNumbers) staged.room = room;
  }

  private get chunked(): readonly (ChunkedNumbers | ChunkedTexts)[] {
    return this.all as (ChunkedNumbers | ChunkedTexts)[];
  }

  /** Forgets the rows taken in, but not the codes that they were given. */
  forgetRows(): void {
    this.finish();
    for (const staged of this.chunked) staged.forgetRows(this.rows);
    this.rows = 0;
  }

  /** The rows taken in since the last time, for another thread. */
  handOver(): ColumnChunk[] {
    this.finish();
    const { rows } = this;
    this.rows = 0;
    return this.chunked.map((staged) => staged.handOver(rows));
  }

  /** Takes in the rows that were handed over. `progress` as in `take`. */
  takeChunk(columns: readonly ColumnChunk[], from: ChunkOrigin, progress: number): void {
    const at = this.rows;
    this.rows += from.rows;
    if (this.rows > this.room) this.grow(progress);
    this.chunked.forEach((staged, index) => staged.takeChunk(columns[index]!, from, at));
  }
}
