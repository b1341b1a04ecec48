/** Carries what a sheet has besides its cells (sizes, merges, frozen panes, tabs) between the workbook and the screen. */
import { BooleanNumber, type ICommandService, type IRange, type IStyleData } from '@univerjs/core';
import { AddWorksheetMergeMutation, RemoveWorksheetMergeMutation, SetFrozenMutation } from '@univerjs/sheets';
import { MAX_COLUMNS } from '../../../formula';
import { type Rect } from '../../book/rect';
import type { Book } from '../../book/book';
import { DEFAULT_COLUMN_WIDTH, DEFAULT_ROW_HEIGHT } from '../../book/layout';
import type { Sheet } from '../../book/sheet';
import { DEFAULT_FONT, DEFAULT_FONT_SIZE } from '../../book/style';

/** Office.js counts in points, the screen in pixels of 1/96 inch. */
const PIXELS_PER_POINT = 4 / 3;
const pixels = (points: number): number => Math.round(points * PIXELS_PER_POINT);
const points = (shown: number): number => Math.round((shown / PIXELS_PER_POINT) * 100) / 100;
const flag = (value: boolean): BooleanNumber => (value ? BooleanNumber.TRUE : BooleanNumber.FALSE);

const DEFAULT_STYLE: IStyleData = { ff: DEFAULT_FONT, fs: DEFAULT_FONT_SIZE };

export const toRange = (rect: Rect): IRange => ({
  startRow: rect.row,
  startColumn: rect.column,
  endRow: rect.row + rect.rows - 1,
  endColumn: rect.column + rect.columns - 1,
});

export const toRect = (range: IRange): Rect => ({
  row: range.startRow,
  column: range.startColumn,
  rows: range.endRow - range.startRow + 1,
  columns: range.endColumn - range.startColumn + 1,
});

/** Everything of the layout that the screen shows, as text, to see whether it changed. */
function signatureOf({ layout }: Sheet): string {
  return JSON.stringify([
    [...layout.columnWidths],
    [...layout.rowHeights],
    [...layout.hiddenColumns],
    [...layout.hiddenRows],
    [...layout.columnStyles],
    [...layout.rowStyles],
    layout.frozenRows,
    layout.frozenColumns,
    layout.showGridlines,
    layout.merges,
  ]);
}

export class Layouts {
  private readonly shown = new WeakMap<Sheet, string>();

  constructor(
    private readonly book: Book,
    private readonly commands: ICommandService,
  ) {}

  /** Puts the layout of a sheet on the screen; false where it already is there. */
  show(sheet: Sheet): boolean {
    const signature = signatureOf(sheet);
    if (this.shown.get(sheet) === signature) return false;
    this.shown.set(sheet, signature);
    const config = sheet.worksheet.getConfig();
    takeDefaults(sheet);
    config.showGridlines = flag(sheet.layout.showGridlines);
    this.showColumns(sheet);
    this.showRows(sheet);
    this.showMerges(sheet);
    this.showFrozen(sheet);
    return true;
  }

  private showColumns({ layout, worksheet }: Sheet): void {
    const data = worksheet.getConfig().columnData;
    for (const column of Object.keys(data)) delete data[Number(column)];
    const columns = new Set([
      ...layout.columnWidths.keys(),
      ...layout.hiddenColumns,
      ...[...layout.columnStyles.keys()].filter((column) => column < worksheet.getColumnCount()),
    ]);
    for (const column of columns) {
      const width = layout.columnWidths.get(column);
      const style = layout.columnStyles.get(column);
      data[column] = {
        ...(width === undefined ? {} : { w: pixels(width) }),
        ...(layout.hiddenColumns.has(column) ? { hd: BooleanNumber.TRUE } : {}),
        ...(style ? { s: this.book.styles.idOf(style) } : {}),
      };
    }
  }

  private showRows({ layout, worksheet }: Sheet): void {
    const data = worksheet.getConfig().rowData;
    for (const row of Object.keys(data)) {
      const { ah } = data[Number(row)] ?? {};
      // Heights that the screen measured itself stay.
      if (ah === undefined) delete data[Number(row)];
      else data[Number(row)] = { ah, ia: BooleanNumber.TRUE };
    }
    for (const row of new Set([...layout.rowHeights.keys(), ...layout.hiddenRows, ...layout.rowStyles.keys()])) {
      const height = layout.rowHeights.get(row);
      const style = layout.rowStyles.get(row);
      data[row] = {
        ...(height === undefined ? {} : { h: pixels(height), ia: BooleanNumber.FALSE }),
        ...(layout.hiddenRows.has(row) ? { hd: BooleanNumber.TRUE } : {}),
        ...(style ? { s: this.book.styles.idOf(style) } : {}),
      };
    }
  }

  private showMerges(sheet: Sheet): void {
    const place = { unitId: this.book.unitId, subUnitId: sheet.id };
    const old = sheet.worksheet.getMergeData();
    const ranges = sheet.layout.merges.map(toRange);
    if (JSON.stringify(old.map(toRect)) === JSON.stringify(ranges.map(toRect))) return;
    if (old.length > 0)
      this.commands.syncExecuteCommand(RemoveWorksheetMergeMutation.id, { ...place, ranges: [...old] });
    if (ranges.length > 0) this.commands.syncExecuteCommand(AddWorksheetMergeMutation.id, { ...place, ranges });
  }

  private showFrozen(sheet: Sheet): void {
    const { frozenRows, frozenColumns } = sheet.layout;
    const { freeze } = sheet.worksheet.getConfig();
    if (freeze.ySplit === frozenRows && freeze.xSplit === frozenColumns) return;
    this.commands.syncExecuteCommand(SetFrozenMutation.id, {
      unitId: this.book.unitId,
      subUnitId: sheet.id,
      xSplit: frozenColumns,
      ySplit: frozenRows,
      startRow: frozenRows > 0 ? frozenRows : -1,
      startColumn: frozenColumns > 0 ? frozenColumns : -1,
    });
  }

  /** Takes over what the person at the screen did to the layout of a sheet. */
  follow(sheet: Sheet): void {
    takeDefaults(sheet);
    const config = sheet.worksheet.getConfig();
    const { layout } = sheet;
    const { styles } = this.book;
    layout.columnWidths.clear();
    layout.hiddenColumns.clear();
    layout.columnStyles.clear();
    for (const [key, data] of Object.entries(config.columnData)) {
      const column = Number(key);
      if (!data || column >= MAX_COLUMNS) continue;
      if (data.w !== undefined) layout.columnWidths.set(column, points(data.w));
      if (data.hd) layout.hiddenColumns.add(column);
      if (data.s) layout.columnStyles.set(column, styles.of(data.s));
    }
    layout.rowHeights.clear();
    layout.hiddenRows.clear();
    layout.rowStyles.clear();
    for (const [key, data] of Object.entries(config.rowData)) {
      const row = Number(key);
      if (!data) continue;
      if (data.h !== undefined && !data.ia) layout.rowHeights.set(row, points(data.h));
      if (data.hd) layout.hiddenRows.add(row);
      if (data.s) layout.rowStyles.set(row, styles.of(data.s));
    }
    layout.merges = sheet.worksheet.getMergeData().map(toRect);
    layout.frozenRows = Math.max(0, config.freeze.ySplit);
    layout.frozenColumns = Math.max(0, config.freeze.xSplit);
    layout.showGridlines = config.showGridlines !== BooleanNumber.FALSE;
    this.shown.set(sheet, signatureOf(sheet));
  }
}

/** What Excel shows where nothing is set. */
function takeDefaults({ worksheet }: Sheet): void {
  const config = worksheet.getConfig();
  config.defaultColumnWidth = pixels(DEFAULT_COLUMN_WIDTH);
  config.defaultRowHeight = pixels(DEFAULT_ROW_HEIGHT);
  config.defaultStyle = DEFAULT_STYLE;
}
