/** Keeps the workbook over a reload: saves when things have come to rest, and restores at the start. */
import type { EmbeddedWorkbook } from '../../workbook';
import type { Sheet } from '../../book/sheet';
import { keepBook, keepSheet, restore, VERSION } from './snapshot';
import type { Store } from './store';

/** Milliseconds without an event after which the workbook is kept. */
const REST = 1500;
/** A sheet of more cells is kept only when its contents changed, not for the sake of a colour. */
const LARGE = 200000;

export class Keeper {
  private readonly changed = new Set<Sheet>();
  private readonly kept = new WeakSet<Sheet>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private stopped = false;
  private saving: Promise<void> = Promise.resolve();

  constructor(
    private readonly workbook: EmbeddedWorkbook,
    private readonly store: Store,
    private readonly origin: string,
  ) {}

  /** Restores what was kept for the same files; false where there is nothing to restore. */
  async restore(): Promise<boolean> {
    const found = await this.store.get().catch(() => null);
    if (!found || found.book.version !== VERSION || found.book.origin !== this.origin) return false;
    restore(this.workbook.book, found.book, found.sheets);
    return true;
  }

  /** Begins to keep every change from now on. */
  start(): void {
    this.workbook.book.on((event) => {
      if (event.type === 'changed') this.changed.add(event.sheet);
      this.touch();
    });
    document.addEventListener('visibilitychange', () => {
      if (document.hidden && this.timer !== undefined) void this.save();
    });
    this.touch();
  }

  /** Something may have changed. */
  touch(): void {
    if (this.stopped) return;
    clearTimeout(this.timer);
    document.body.dataset.work = 'changed';
    this.timer = setTimeout(() => void this.save(), REST);
  }

  /** Keeps what stands now without waiting for rest. */
  async keepNow(): Promise<void> {
    await this.workbook.settle();
    await this.save();
  }

  private async save(): Promise<void> {
    const { book, host } = this.workbook;
    if (host.busy || book.calculation.busy) return this.touch();
    clearTimeout(this.timer);
    this.timer = undefined;
    const sheets = book.sheets.filter(
      (sheet) => !this.kept.has(sheet) || this.changed.has(sheet) || cellsOf(sheet) <= LARGE,
    );
    this.changed.clear();
    const [around, contents] = [keepBook(book, this.origin), sheets.map(keepSheet)];
    for (const sheet of sheets) this.kept.add(sheet);
    this.saving = this.saving
      .then(() => (this.stopped ? undefined : this.store.put(around, contents)))
      .then(() => {
        if (this.timer === undefined) document.body.dataset.work = 'kept';
      })
      // A browser that may not keep anything (private window, full disk) still has the workbook on the screen.
      .catch((error: unknown) => console.warn('not kept', error));
    await this.saving;
  }

  /** Forgets everything that was kept. */
  async forget(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.saving;
    await this.store.clear();
  }
}

function cellsOf(sheet: Sheet): number {
  const used = sheet.usedRect(false);
  return used ? used.rows * used.columns : 0;
}
