/**
 * Sheets of an xlsx file, row by row: texts as texts (numbers of persons keep their zeros), dates as serial numbers.
 *
 * hucre reads whole workbooks at once and asynchronously, with styles, and turns dates into Date objects; sources must be
 * read several times, row by row, without holding a sheet of a million rows as XML. So only the cell values are read here.
 */
import { columnNumber } from '../../formula';
import { textPieces, type ByteSource } from './encoding';
import { AnalystError } from '../errors';
import type { Cell, SourceInput } from '../types';
import { attributesOf, elements, elementsIn, textOf, type XmlElement } from './xml';
import { isBlankCell } from '../values/cellText';
import type { ZipEntry } from './zip';

/** Days between Excel's two date systems. */
const DAYS_1904 = 1462;
/** Rows of the largest sheet. */
const LAST_ROW = 1_048_576;

interface Workbook {
  readonly part: (path: string) => ByteSource | undefined;
  readonly sharedStrings: () => readonly string[];
  /** Styles that show dates, in workbooks that count from 1904; null in all others. */
  readonly dateStyles1904: ReadonlySet<number> | null;
}

function whole(bytes: ByteSource): string {
  return [...textPieces(bytes, 'utf-8')].join('');
}

function resolve(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const parts = folder.split('/').filter(Boolean);
  for (const step of target.split('/')) {
    if (step === '..') parts.pop();
    else if (step !== '.') parts.push(step);
  }
  return parts.join('/');
}

/** Number formats 14–22, 27–36, 45–47, 50–58 are dates in Excel, and so is every format that names year, month or day. */
function dateStyles(styles: string): ReadonlySet<number> {
  const custom = new Map(
    elementsIn(styles, 'numFmt').map(({ attributes }) => [
      Number(attributes.numFmtId),
      textOf(attributes.formatCode ?? ''),
    ]),
  );
  const isDate = (id: number): boolean =>
    (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58) ||
    /[ymdge年月日]/i.test((custom.get(id) ?? '').replace(/"[^"]*"|\[[^\]]*\]|\\./g, '').replace(/general/gi, '')); // prettier-ignore
  const formats = elementsIn(elementsIn(styles, 'cellXfs')[0]?.inner ?? '', 'xf');
  return new Set(formats.flatMap(({ attributes }, index) => (isDate(Number(attributes.numFmtId ?? 0)) ? [index] : [])));
}

/** Text of a string item: its runs, without the phonetic readings (furigana) that Japanese Excel adds. */
function itemText(inner: string): string {
  const spoken = inner.includes('rPh') ? inner.replace(/<(\w+:)?rPh[\s>][\s\S]*?<\/(\w+:)?rPh>/g, '') : inner;
  return elementsIn(spoken, 't')
    .map((run) => textOf(run.inner))
    .join('')
    .replace(/_x([0-9A-F]{4})_/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

/** One attribute of a cell's tag; cells are many, so the usual writing is looked up without a regular expression. */
function attribute(tag: string, name: string): string | undefined {
  const start = tag.indexOf(` ${name}="`);
  if (start >= 0) return tag.slice(start + name.length + 3, tag.indexOf('"', start + name.length + 3));
  return tag.includes("'") ? attributesOf(tag)[name] : undefined;
}

/** Value of a cell from its tag and what stands in it. */
function cellValue(tag: string, inner: string, prefix: string, workbook: Workbook): Cell {
  const type = attribute(tag, 't');
  if (type === 'inlineStr') return itemText(inner);
  const open = inner.indexOf(`<${prefix}v`);
  const start = open < 0 ? -1 : inner.indexOf('>', open) + 1;
  const value = start <= 0 || inner[start - 2] === '/' ? '' : inner.slice(start, inner.indexOf('</', start));
  if (value === '') return type === 'str' ? '' : null;
  switch (type) {
    case 's':
      return workbook.sharedStrings()[Number(value)] ?? null;
    case 'b':
      return value === '1';
    case 'str':
    case 'e':
    case 'd':
      return textOf(value);
    default: {
      const number = Number(value);
      if (!Number.isFinite(number)) return textOf(value);
      return workbook.dateStyles1904?.has(Number(attribute(tag, 's') ?? 0)) ? number + DAYS_1904 : number;
    }
  }
}

/** Cells of one row, at their columns. Cells that nobody wants are only told apart from empty ones. */
function rowCells({ inner, prefix }: XmlElement, workbook: Workbook, wanted?: readonly boolean[]): Cell[] {
  const cells: Cell[] = [];
  const opening = `<${prefix}c`;
  const ending = `</${prefix}c>`;
  let at = inner.indexOf(opening);
  while (at >= 0) {
    const tagStart = at + opening.length;
    const tagEnd = inner.indexOf('>', tagStart);
    if (tagEnd < 0) break;
    const isEmpty = inner[tagEnd - 1] === '/';
    const end = isEmpty ? tagEnd : inner.indexOf(ending, tagEnd);
    const tag = inner.slice(tagStart, tagEnd);
    const reference = attribute(tag, 'r');
    const column = reference ? columnNumber(reference) : cells.length;
    while (cells.length < column) cells.push(null);
    const content = isEmpty || end < 0 ? '' : inner.slice(tagEnd + 1, end);
    if (content === '') cells[column] = null;
    else if (!wanted || wanted[column] === true) cells[column] = cellValue(tag, content, prefix, workbook);
    else cells[column] = isBlankCell(cellValue(tag, content, prefix, workbook)) ? null : true;
    at = end < 0 ? -1 : inner.indexOf(opening, end);
  }
  return cells;
}

/** Rows of a sheet. `seen.hidden` counts those that the analyst does not see: hidden by hand, or by a filter. */
function* sheetRows(
  bytes: ByteSource,
  workbook: Workbook,
  seen: { hidden: number },
  wanted?: readonly boolean[],
): Generator<readonly Cell[]> {
  let given = 0;
  let hidden = 0;
  for (const row of elements(textPieces(bytes, 'utf-8'), 'row', 'sheetData')) {
    const number = Math.min(Number(row.attributes.r ?? given + 1), LAST_ROW);
    for (; given < number - 1; given++) yield [];
    given++;
    if (/^(1|true)$/.test(row.attributes.hidden ?? '')) seen.hidden = Math.max(seen.hidden, ++hidden);
    yield rowCells(row, workbook, wanted);
  }
}

/** The table of texts that cells refer to; empty for workbooks that write texts in their cells. */
function sharedStringsOf(table: ByteSource | undefined): readonly string[] {
  return table ? Array.from(elements(textPieces(table, 'utf-8'), 'si', 'sst'), ({ inner }) => itemText(inner)) : [];
}

function isFilled(cells: readonly Cell[]): boolean {
  return !cells.every(isBlankCell);
}

/** Whether the entries of a ZIP are those of an Excel workbook. */
export function isWorkbook(entries: readonly ZipEntry[]): boolean {
  return (
    entries.some((entry) => /(^|\/)workbook\.xml$/.test(entry.name)) &&
    entries.some((entry) => entry.name === '[Content_Types].xml')
  );
}

/**
 * The sheets of a workbook that hold anything, in their order.
 * @throws AnalystError file.unreadable, file.empty
 */
export function xlsxSources(file: string, entries: readonly ZipEntry[]): SourceInput[] {
  const parts = new Map(entries.map((entry) => [entry.name, entry.bytes]));
  const path = entries.find((entry) => /(^|\/)workbook\.xml$/.test(entry.name))!.name;
  const folder = path.slice(0, path.length - 'workbook.xml'.length);
  const main = whole(parts.get(path)!);
  const relations = parts.get(`${folder}_rels/workbook.xml.rels`);
  const targets = new Map(
    elementsIn(relations ? whole(relations) : '', 'Relationship').map(({ attributes }) => [attributes.Id, attributes]),
  );
  const byType = (type: string): ByteSource | undefined => {
    const found = [...targets.values()].find((relation) => relation.Type?.endsWith(`/${type}`));
    return found?.Target === undefined ? undefined : parts.get(resolve(folder, textOf(found.Target)));
  };
  let strings: readonly string[] | null = null;
  const counts1904 = /^(1|true)$/.test(elementsIn(main, 'workbookPr')[0]?.attributes.date1904 ?? '');
  const styles = byType('styles');
  const workbook: Workbook = {
    part: (name) => parts.get(name),
    sharedStrings: () => (strings ??= sharedStringsOf(byType('sharedStrings'))),
    dateStyles1904: counts1904 && styles ? dateStyles(whole(styles)) : null,
  };
  const sources = elementsIn(main, 'sheet').flatMap(({ attributes }): SourceInput[] => {
    const id = Object.entries(attributes).find(([name]) => /(^|:)id$/.test(name) && name !== 'sheetId')?.[1];
    const relation = targets.get(id ?? '');
    if (!relation?.Type?.endsWith('/worksheet') || relation.Target === undefined) return [];
    const bytes = workbook.part(resolve(folder, textOf(relation.Target)));
    if (!bytes) throw new AnalystError('file.unreadable', { file, reason: 'シートの中身がありません' });
    const seen = { hidden: 0 };
    const rows = (wanted?: readonly boolean[]): Iterable<readonly Cell[]> => sheetRows(bytes, workbook, seen, wanted);
    const remarks = (): readonly string[] =>
      seen.hidden > 0
        ? [`表示されていない行（非表示・フィルター）が ${seen.hidden} 行あり、ほかの行と同じく読みました。`]
        : [];
    for (const cells of rows()) {
      if (isFilled(cells)) return [{ file, sheet: textOf(attributes.name ?? ''), rows, remarks }];
    }
    return [];
  });
  if (sources.length === 0) throw new AnalystError('file.empty', { file });
  return sources;
}
