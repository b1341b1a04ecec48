/** The time of day in the page of the add-in: every point of an act begins at the same moment, so that it writes the same. */
import type { Running } from '../addin';

/** Milliseconds between two runs: another minute and another second, as sheets and 実績の記録 say them. */
const STEP = 61_000;

export class Clock {
  private readonly beginning = Date.now();
  private now = this.beginning;

  /** From now on the clock of the page stands still but for what is said here. */
  constructor({ addin: { window } }: Running) {
    const read = (): number => this.now;
    const page = window as unknown as { Date: DateConstructor };
    page.Date = new Proxy(page.Date, {
      construct: (date, given, asked) =>
        Reflect.construct(date, given.length === 0 ? [read()] : given, asked) as object,
    });
  }

  /** Back to the moment in which the workbook was made. */
  goBack(): void {
    this.now = this.beginning;
  }

  /** Before each run of a command: what it records is later than what stands. */
  goOn(): void {
    this.now += STEP;
  }
}
