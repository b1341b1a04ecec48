/** Served members of RangeFormat with fill, font, borders and protection, and of DataValidation. */
import { intersect, isInside, isUnbounded, type Rect } from '../../book/rect';
import { DEFAULT_COLUMN_WIDTH, DEFAULT_ROW_HEIGHT, widthOfText } from '../../book/layout';
import { type CellStyle, DEFAULT_FONT, DEFAULT_FONT_SIZE, type LineStyle, type Side } from '../../book/style';
import { colourArgument } from './colours';
import type { RangeTarget } from './range';
import { booleanArgument, members, missing, numberArgument, oneOf, Ref, shared, textArgument } from './types';

const HORIZONTAL: Record<string, CellStyle['horizontal']> = {
  General: undefined,
  Left: 'left',
  Center: 'center',
  Right: 'right',
  Justify: 'justify',
  CenterAcrossSelection: 'center',
};
const VERTICAL: Record<string, CellStyle['vertical']> = { Top: 'top', Center: 'center', Bottom: 'bottom' };
/** The cells that a question about formats looks at: of unbounded ranges the first cell and what is used. */
function* stylesOf({ sheet, rect }: RangeTarget): Generator<CellStyle> {
  const used = sheet.usedRect(false);
  const area: Rect = isUnbounded(rect) ? ((used && intersect(used, rect)) ?? { ...rect, rows: 1, columns: 1 }) : rect;
  for (let row = area.row; row < area.row + area.rows; row += 1)
    for (let column = area.column; column < area.column + area.columns; column += 1) yield sheet.style(row, column);
}

function sharedStyle<T>(target: RangeTarget, pick: (style: CellStyle) => T): T | null {
  return shared(
    (function* () {
      for (const style of stylesOf(target)) yield pick(style);
    })(),
  );
}

function apply({ sheet, rect }: RangeTarget, patch: CellStyle): void {
  sheet.applyStyle(rect, patch);
}

function* span(start: number, count: number): Generator<number> {
  for (let index = start; index < start + count; index += 1) yield index;
}

const columnsOf = ({ rect }: RangeTarget): Generator<number> => span(rect.column, rect.columns);
const rowsOf = ({ sheet, rect }: RangeTarget): Generator<number> => {
  const used = sheet.usedRect(false);
  return span(rect.row, Math.min(rect.rows, Math.max(1, used ? used.row + used.rows - rect.row : 1)));
};

function autofitColumns({ sheet, rect }: RangeTarget): void {
  const used = sheet.usedRect(true);
  const area = used && intersect(used, rect);
  if (!area) return;
  for (const column of span(area.column, area.columns)) {
    let width = 0;
    for (const row of span(area.row, area.rows)) {
      const size = sheet.style(row, column).size ?? DEFAULT_FONT_SIZE;
      width = Math.max(width, widthOfText(sheet.text(row, column), size));
    }
    if (width > 0) sheet.layout.columnWidths.set(column, Math.min(width, 1342));
  }
}

export const rangeFormatMembers = members<RangeTarget>({
  properties: {
    HorizontalAlignment: (target) => {
      const value = sharedStyle(target, (style) => style.horizontal ?? 'General');
      return value === null ? null : value.charAt(0).toUpperCase() + value.slice(1);
    },
    VerticalAlignment: (target) => {
      const value = sharedStyle(target, (style) => style.vertical ?? 'center');
      return value === null ? null : value.charAt(0).toUpperCase() + value.slice(1);
    },
    WrapText: (target) => sharedStyle(target, (style) => style.wrap ?? false),
    IndentLevel: (target) => sharedStyle(target, (style) => style.indent ?? 0),
    ColumnWidth: (target) => {
      const widths = target.sheet.layout.columnWidths;
      return shared([...columnsOf(target)].map((column) => widths.get(column) ?? DEFAULT_COLUMN_WIDTH));
    },
    RowHeight: (target) => {
      const heights = target.sheet.layout.rowHeights;
      return shared([...rowsOf(target)].map((row) => heights.get(row) ?? DEFAULT_ROW_HEIGHT));
    },
  },
  setters: {
    HorizontalAlignment: (target, value) => {
      const name = oneOf(value, Object.keys(HORIZONTAL));
      apply(target, { horizontal: HORIZONTAL[name] });
    },
    VerticalAlignment: (target, value) => {
      const name = oneOf(value, Object.keys(VERTICAL));
      apply(target, { vertical: VERTICAL[name] });
    },
    WrapText: (target, value) => apply(target, { wrap: booleanArgument(value) || undefined }),
    IndentLevel: (target, value) => apply(target, { indent: numberArgument(value) || undefined }),
    ColumnWidth: (target, value) => {
      for (const column of columnsOf(target)) target.sheet.layout.columnWidths.set(column, numberArgument(value));
    },
    RowHeight: (target, value) => {
      for (const row of span(target.rect.row, Math.min(target.rect.rows, 100000)))
        target.sheet.layout.rowHeights.set(row, numberArgument(value));
    },
  },
  navigation: {
    Fill: (target) => new Ref('RangeFill', target),
    Font: (target) => new Ref('RangeFont', target),
    Borders: (target) => new Ref('RangeBorderCollection', target),
    Protection: (target) => new Ref('FormatProtection', target),
  },
  methods: {
    AutofitColumns: autofitColumns,
    AutofitRows: (target) => {
      for (const row of rowsOf(target)) target.sheet.layout.rowHeights.delete(row);
    },
  },
});

export const rangeFillMembers = members<RangeTarget>({
  properties: { Color: (target) => sharedStyle(target, (style) => style.fill ?? '#FFFFFF') },
  setters: { Color: (target, value) => apply(target, { fill: colourArgument(value) }) },
  methods: { Clear: (target) => apply(target, { fill: undefined }) },
});

export const rangeFontMembers = members<RangeTarget>({
  properties: {
    Bold: (target) => sharedStyle(target, (style) => style.bold ?? false),
    Italic: (target) => sharedStyle(target, (style) => style.italic ?? false),
    Strikethrough: (target) => sharedStyle(target, (style) => style.strikethrough ?? false),
    Underline: (target) => sharedStyle(target, (style) => (style.underline ? 'Single' : 'None')),
    Color: (target) => sharedStyle(target, (style) => style.color ?? '#000000'),
    Size: (target) => sharedStyle(target, (style) => style.size ?? DEFAULT_FONT_SIZE),
    Name: (target) => sharedStyle(target, (style) => style.font ?? DEFAULT_FONT),
  },
  setters: {
    Bold: (target, value) => apply(target, { bold: booleanArgument(value) || undefined }),
    Italic: (target, value) => apply(target, { italic: booleanArgument(value) || undefined }),
    Strikethrough: (target, value) => apply(target, { strikethrough: booleanArgument(value) || undefined }),
    Underline: (target, value) => apply(target, { underline: value !== 'None' || undefined }),
    Color: (target, value) => apply(target, { color: colourArgument(value) }),
    Size: (target, value) => apply(target, { size: numberArgument(value) }),
    Name: (target, value) => apply(target, { font: textArgument(value) }),
  },
});

export const formatProtectionMembers = members<RangeTarget>({
  properties: { Locked: (target) => sharedStyle(target, (style) => style.locked ?? true), FormulaHidden: () => false },
  setters: { Locked: (target, value) => apply(target, { locked: booleanArgument(value) }) },
});

type Edge = 'EdgeTop' | 'EdgeBottom' | 'EdgeLeft' | 'EdgeRight' | 'InsideHorizontal' | 'InsideVertical';
const EDGES: readonly Edge[] = ['EdgeTop', 'EdgeBottom', 'EdgeLeft', 'EdgeRight', 'InsideHorizontal', 'InsideVertical'];

interface BorderTarget extends RangeTarget {
  readonly edge: Edge;
}

/** The cells along an edge with the side that they show it on. */
function alongEdge({ rect, edge }: BorderTarget): { rect: Rect; side: Side }[] {
  const lastRow = rect.row + rect.rows - 1;
  const lastColumn = rect.column + rect.columns - 1;
  if (edge === 'EdgeTop') return [{ rect: { ...rect, rows: 1 }, side: 'top' }];
  if (edge === 'EdgeBottom') return [{ rect: { ...rect, row: lastRow, rows: 1 }, side: 'bottom' }];
  if (edge === 'EdgeLeft') return [{ rect: { ...rect, columns: 1 }, side: 'left' }];
  if (edge === 'EdgeRight') return [{ rect: { ...rect, column: lastColumn, columns: 1 }, side: 'right' }];
  if (edge === 'InsideHorizontal')
    return rect.rows > 1 ? [{ rect: { ...rect, rows: rect.rows - 1 }, side: 'bottom' }] : [];
  return rect.columns > 1 ? [{ rect: { ...rect, columns: rect.columns - 1 }, side: 'right' }] : [];
}

const LINE_OF: Record<string, LineStyle | null> = {
  None: null,
  Continuous: 'thin',
  Dash: 'dashed',
  DashDot: 'dashed',
  DashDotDot: 'dashed',
  Dot: 'dotted',
  Double: 'double',
  SlantDashDot: 'dashed',
};
const WEIGHT_OF: Record<string, LineStyle> = { Hairline: 'hair', Thin: 'thin', Medium: 'medium', Thick: 'thick' };

function lineOf(target: BorderTarget): { style: LineStyle; color: string } | null {
  const first = alongEdge(target)[0];
  return first ? (target.sheet.style(first.rect.row, first.rect.column).borders?.[first.side] ?? null) : null;
}

function setLine(target: BorderTarget, change: Partial<{ style: LineStyle; color: string }> | null): void {
  for (const { rect, side } of alongEdge(target)) {
    const old = lineOf(target);
    const line = change && { style: old?.style ?? 'thin', color: old?.color ?? '#000000', ...change };
    target.sheet.applyStyle(rect, { borders: { [side]: line ?? undefined } });
  }
}

export const borderMembers = members<BorderTarget>({
  id: ({ edge }) => edge,
  properties: {
    SideIndex: ({ edge }) => edge,
    Style: (target) => {
      const line = lineOf(target)?.style;
      const named = Object.entries(LINE_OF).find(([, style]) => style === line)?.[0];
      return line ? (named ?? 'Continuous') : 'None';
    },
    Weight: (target) => Object.entries(WEIGHT_OF).find(([, style]) => style === lineOf(target)?.style)?.[0] ?? 'Thin',
    Color: (target) => lineOf(target)?.color ?? '#000000',
  },
  setters: {
    Style: (target, value) => {
      const style = LINE_OF[oneOf(value, Object.keys(LINE_OF))];
      setLine(target, style ? { style } : null);
    },
    Weight: (target, value) => setLine(target, { style: WEIGHT_OF[oneOf(value, Object.keys(WEIGHT_OF))] }),
    Color: (target, value) => setLine(target, { color: colourArgument(value) }),
  },
});

export const borderCollectionMembers = members<RangeTarget>({
  properties: { Count: () => EDGES.length },
  items: (target) => EDGES.map((edge) => new Ref('RangeBorder', { ...target, edge })),
  indexer: (target, key) =>
    new Ref('RangeBorder', { ...target, edge: EDGES.find((edge) => edge === key) ?? missing() }),
});

export const dataValidationMembers = members<RangeTarget>({
  properties: {
    Rule: ({ sheet, rect }) => sheet.layout.validations.find((each) => intersect(each.rect, rect))?.rule ?? {},
    Type: ({ sheet, rect }) => {
      const kind = Object.keys(sheet.layout.validations.find((each) => intersect(each.rect, rect))?.rule ?? {})[0];
      return kind ? kind.charAt(0).toUpperCase() + kind.slice(1) : 'None';
    },
    Prompt: ({ sheet, rect }) => sheet.layout.validations.find((each) => intersect(each.rect, rect))?.prompt ?? {},
    ErrorAlert: ({ sheet, rect }) =>
      sheet.layout.validations.find((each) => intersect(each.rect, rect))?.errorAlert ?? {},
    IgnoreBlanks: () => true,
    Valid: () => true,
  },
  setters: {
    Rule: ({ sheet, rect }, rule) => {
      const list = sheet.layout.validations;
      // Rules of cells that all get the new one would be met no more.
      const others = list.filter((each) => !isInside(each.rect, rect));
      const old = list.find((each) => sameRect(each.rect, rect));
      sheet.layout.validations = [...others, { ...old, rect, rule: plain(rule) as never }];
    },
    Prompt: (target, prompt) => amend(target, { prompt: prompt as never }),
    ErrorAlert: (target, errorAlert) => amend(target, { errorAlert: errorAlert as never }),
    IgnoreBlanks: (target, ignoreBlanks) => amend(target, { ignoreBlanks: ignoreBlanks === true }),
  },
  methods: {
    Clear: ({ sheet, rect }) => {
      sheet.layout.validations = sheet.layout.validations.filter((each) => !intersect(each.rect, rect));
    },
  },
});

function sameRect(a: Rect, b: Rect): boolean {
  return a.row === b.row && a.column === b.column && a.rows === b.rows && a.columns === b.columns;
}

/** Ranges inside a rule (list: source) become addresses. */
function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

function amend({ sheet, rect }: RangeTarget, change: object): void {
  sheet.layout.validations = sheet.layout.validations.map((each) =>
    sameRect(each.rect, rect) ? { ...each, ...change } : each,
  );
}
