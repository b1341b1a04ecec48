/** Keeps the screen at what the workbook holds: cells, layouts, charts, tabs, the sheet and the cells that are selected. */
import { BooleanNumber, ICommandService } from '@univerjs/core';
import { IRenderManagerService } from '@univerjs/engine-render';
import { SetSelectionsOperation, SetWorksheetActiveOperation, SetWorksheetOrderMutation } from '@univerjs/sheets';
import { SheetSkeletonManagerService } from '@univerjs/sheets-ui';
import type { Rect } from '../../book/rect';
import type { Book } from '../../book/book';
import type { Sheet } from '../../book/sheet';
import { ChartOverlay } from '../charts/overlay';
import { fitRows } from './heights';
import { Layouts, toRange } from './layout';

export class Screen {
  readonly layouts: Layouts;
  private readonly commands: ICommandService;
  private scheduled = false;
  private showing = 0;
  /** The sheet whose selection is on the screen, and what was last shown as selected on each. */
  private selectedOn: Sheet;
  private readonly shownSelections = new WeakMap<Sheet, Rect>();
  private shownTabs = '';
  private readonly unfitted = new Set<Sheet>();
  private readonly charts: ChartOverlay;

  constructor(private readonly book: Book) {
    this.commands = book.univer.injector.get(ICommandService);
    this.layouts = new Layouts(book, this.commands);
    this.charts = new ChartOverlay(book);
    this.selectedOn = book.activeSheet;
    this.shownSelections.set(book.activeSheet, book.selection);
    book.on((event) => {
      // The screen may never draw a sheet that has gone.
      if (event.type === 'sheetActivated' || event.type === 'sheetDeleted') this.showActive();
      if (event.type === 'changed') this.unfitted.add(event.sheet);
      this.schedule();
    });
  }

  /** True while the screen follows the workbook: what it does then is not the doing of the person in front of it. */
  get busy(): boolean {
    return this.showing > 0;
  }

  /** The grid is as large as its place at once: Univer waits until nothing else is done, which a long command never lets happen. */
  fillPlace(place: Element): void {
    new ResizeObserver(() => this.render()?.engine.resize()).observe(place);
  }

  /** Shows the present state with the next frame. */
  schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    // No frames come while the page is hidden.
    setTimeout(() => {
      this.scheduled = false;
      this.showNow();
    }, 16);
  }

  showNow(): void {
    this.quietly(() => {
      for (const sheet of this.book.sheets) {
        const changed = this.layouts.show(sheet);
        const refitted = (changed || this.unfitted.has(sheet)) && fitRows(sheet);
        if (changed || refitted) this.skeletons()?.makeDirty({ sheetId: sheet.id });
      }
      this.unfitted.clear();
      this.showTabs();
      this.showActive();
      this.redraw();
      this.charts.show();
      this.showSelection();
    });
  }

  /** The selection that the screen shows came from the person in front of it. */
  selected(rect: Rect): void {
    // Univer selects A1 on a sheet that it shows for the first time, whatever the workbook holds.
    if (!this.shownSelections.has(this.book.activeSheet)) return this.schedule();
    this.book.selection = rect;
    this.selectedOn = this.book.activeSheet;
    this.shownSelections.set(this.book.activeSheet, rect);
  }

  private quietly(work: () => void): void {
    this.showing += 1;
    try {
      work();
    } finally {
      this.showing -= 1;
    }
  }

  private skeletons(): SheetSkeletonManagerService | undefined {
    return this.render()?.with(SheetSkeletonManagerService);
  }

  private render(): ReturnType<IRenderManagerService['getRenderById']> {
    return this.book.univer.injector.get(IRenderManagerService).getRenderById(this.book.unitId);
  }

  private redraw(): void {
    const render = this.render();
    const skeletons = this.skeletons();
    if (!render || !skeletons) return;
    const sheetId = this.book.activeSheet.id;
    skeletons.makeDirty({ sheetId });
    skeletons.setCurrent({ sheetId });
    render.mainComponent?.makeForceDirty();
    render.scene.makeDirty();
  }

  private showTabs(): void {
    const { workbook } = this.book.univer;
    for (const { worksheet, layout } of this.book.sheets) {
      const config = worksheet.getConfig();
      config.hidden = layout.visibility === 'Visible' ? BooleanNumber.FALSE : BooleanNumber.TRUE;
      config.tabColor = layout.tabColor;
    }
    const tabs = JSON.stringify(
      this.book.sheets.map(({ id, name, layout }) => [id, name, layout.visibility, layout.tabColor]),
    );
    if (tabs === this.shownTabs) return;
    this.shownTabs = tabs;
    const order = workbook.getConfig().sheetOrder;
    const ours = this.book.sheets.map(({ id }) => id);
    order.splice(0, order.length, ...ours, ...order.filter((id) => !ours.includes(id)));
    // A move to where the sheet already stands: the tabs are drawn anew.
    this.commands.syncExecuteCommand(SetWorksheetOrderMutation.id, {
      unitId: this.book.unitId,
      subUnitId: ours[0],
      fromOrder: 0,
      toOrder: 0,
    });
  }

  private showActive(): void {
    const { activeSheet, unitId, univer } = this.book;
    if (univer.workbook.getActiveSheet(true)?.getSheetId() === activeSheet.id) return;
    this.quietly(() =>
      this.commands.syncExecuteCommand(SetWorksheetActiveOperation.id, { unitId, subUnitId: activeSheet.id }),
    );
  }

  private showSelection(): void {
    const { activeSheet, selection, unitId } = this.book;
    const isNew = selection !== this.shownSelections.get(activeSheet);
    if (!isNew && activeSheet === this.selectedOn) return;
    this.selectedOn = activeSheet;
    this.shownSelections.set(activeSheet, selection);
    const range = toRange({
      ...selection,
      rows: Math.min(selection.rows, activeSheet.worksheet.getRowCount() - selection.row),
      columns: Math.min(selection.columns, activeSheet.worksheet.getColumnCount() - selection.column),
    });
    const primary = {
      ...range,
      endRow: range.startRow,
      endColumn: range.startColumn,
      actualRow: range.startRow,
      actualColumn: range.startColumn,
      isMerged: false,
      isMergedMainCell: false,
    };
    this.commands.syncExecuteCommand(SetSelectionsOperation.id, {
      unitId,
      subUnitId: activeSheet.id,
      selections: [{ range, primary, style: null }],
      // Whoever comes back to a sheet finds it where it was left.
      reveal: isNew,
    });
  }
}
