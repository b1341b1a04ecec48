/**
 * Sheets of an xlsx file, row by row: texts as texts (numbers of persons keep their zeros), dates as serial numbers.
 *
 * hucre reads whole workbooks at once and asynchronously, with styles, and turns dates into Date objects; sources must be
 * read several times, row by row, without holding a sheet of a million rows as XML. So only the cell values are read here.
 */
import { columnLetters, columnNumber } from '../../formula';
import type { ByteSource } from './byteSource';
import { textPieces } from './encoding';
import { AnalystError } from '../errors';
import type { Cell } from '../values/cellText';
import type { Table } from './rows';
import { MOST_COLUMNS, MOST_ROWS } from './limits';
import { attributesOf, DamagedXml, elements, elementsIn, textOf, type XmlElement } from './xml';
import { isBlankCell } from '../values/cellText';
import type { ZipEntry } from './zip';
import { atOnce, ROWS_OF_STEP, type Steps } from '../steps';

/** Days between Excel's two date systems. */
const DAYS_1904 = 1462;

interface Workbook {
  readonly sharedStrings: () => readonly string[];
  /** Styles that show dates, in workbooks that count from 1904; null in all others. */
  readonly dateStyles1904: ReadonlySet<number> | null;
}

function whole(bytes: ByteSource): string {
  return [...textPieces(bytes, 'utf-8')].join('');
}

/** Zero-based column of a cell reference such as AB12. Throws DamagedXml for none, and beyond the last column of a sheet. */
function columnOf(reference: string): number {
  const column = columnNumber(reference);
  if (!(column >= 0)) throw new DamagedXml(`セルの番地 ${reference.slice(0, 12)} が読めません`);
  if (column >= MOST_COLUMNS) throw beyondLastColumn(`セル ${reference.slice(0, 12)}`);
  return column;
}

function beyondLastColumn(what: string): DamagedXml {
  return new DamagedXml(`${what} は列の上限（${MOST_COLUMNS.toLocaleString('ja-JP')} 列、XFD）を超えています`);
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
    case 's': {
      const text = workbook.sharedStrings()[Number(value)];
      if (text === undefined) throw new DamagedXml(`文字列 ${value.slice(0, 12)} 番がありません`);
      return text;
    }
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

const FORMULA = /<(?:\w+:)?f[\s/>]/;
const VALUE = /<(?:\w+:)?v(?:\s[^>]*[^/])?>[^<]/;

/** A formula without the value that it had when the file was saved: nobody has calculated it. An empty text is a value. */
function isUncalculated(tag: string, content: string): boolean {
  const type = attribute(tag, 't');
  return type !== 'str' && type !== 'inlineStr' && FORMULA.test(content) && !VALUE.test(content);
}

/** Cells of one row, at their columns. Cells that nobody wants are only told apart from empty ones. */
function rowCells({ inner, prefix }: XmlElement, sheet: SheetReading, wanted?: readonly boolean[]): Cell[] {
  const { workbook } = sheet;
  const cells: Cell[] = [];
  const opening = `<${prefix}c`;
  const ending = `</${prefix}c>`;
  const value = `<${prefix}v`;
  let at = inner.indexOf(opening);
  while (at >= 0) {
    const tagStart = at + opening.length;
    const tagEnd = inner.indexOf('>', tagStart);
    if (tagEnd < 0) break;
    const isEmpty = inner[tagEnd - 1] === '/';
    const end = isEmpty ? tagEnd : inner.indexOf(ending, tagEnd);
    const tag = inner.slice(tagStart, tagEnd);
    const reference = attribute(tag, 'r');
    if (reference === undefined && tag.includes('=') && !/["']/.test(tag))
      throw new DamagedXml('セルの属性に引用符がありません');
    const column = reference ? columnOf(reference) : cells.length;
    if (column >= MOST_COLUMNS) throw beyondLastColumn('1 行のセル');
    while (cells.length < column) cells.push(null);
    if (!isEmpty && end < 0) throw new DamagedXml('セルが途中で終わっています');
    const content = isEmpty ? '' : inner.slice(tagEnd + 1, end);
    if (content === '') cells[column] = null;
    else if (!content.startsWith(value) && isUncalculated(tag, content)) {
      cells[column] = null;
      if (!wanted || wanted[column] === true) sheet.uncalculated.push(reference ?? '');
    } else if (!wanted || wanted[column] === true) cells[column] = cellValue(tag, content, prefix, workbook);
    else cells[column] = isBlankCell(cellValue(tag, content, prefix, workbook)) ? null : true;
    at = end < 0 ? -1 : inner.indexOf(opening, end);
  }
  return cells;
}

/** A sheet, and what reading it brought to light. */
interface SheetReading {
  readonly file: string;
  readonly name: string;
  readonly bytes: ByteSource;
  readonly workbook: Workbook;
  /** Rows that the analyst does not see: hidden by hand, or by a filter. */
  hiddenRows: number;
  /** Columns up to the last filled one. */
  width: number;
  /** Cells of wanted columns with a formula and no value, of the reading that goes on. */
  uncalculated: string[];
}

/** Cells that are named of those without a value. */
const CELLS_NAMED = 5;

/** Rows of a sheet. Throws AnalystError sheet.damaged; at the end sheet.uncalculated. */
function* sheetRows(sheet: SheetReading, wanted?: readonly boolean[]): Generator<readonly Cell[]> {
  const { file, name } = sheet;
  const uncalculated: string[] = [];
  let given = 0;
  let hidden = 0;
  try {
    for (const row of elements(textPieces(sheet.bytes, 'utf-8'), 'row', 'sheetData')) {
      const number = Number(row.attributes.r ?? given + 1);
      if (number < 1) throw new DamagedXml(`行の番号 ${row.attributes.r?.slice(0, 12)} が読めません`);
      if (!(number <= MOST_ROWS) || given >= MOST_ROWS)
        throw new DamagedXml(
          `${row.attributes.r?.slice(0, 12) ?? given + 1} 行目は行の上限（${MOST_ROWS.toLocaleString('ja-JP')} 行）を超えています`,
        );
      for (; given < number - 1; given++) yield [];
      given++;
      if (/^(1|true)$/.test(row.attributes.hidden ?? '')) sheet.hiddenRows = Math.max(sheet.hiddenRows, ++hidden);
      sheet.uncalculated = uncalculated;
      const cells = rowCells(row, sheet, wanted);
      if (cells.length > sheet.width && isFilled(cells.slice(sheet.width))) sheet.width = cells.length;
      yield cells;
    }
  } catch (error) {
    if (!(error instanceof DamagedXml)) throw error;
    throw new AnalystError('sheet.damaged', { file, sheet: name, reason: error.message });
  }
  const { length } = uncalculated;
  if (length === 0) return;
  const cells = uncalculated.slice(0, CELLS_NAMED).join('、');
  throw new AnalystError('sheet.uncalculated', {
    file,
    sheet: name,
    cells: length > CELLS_NAMED ? `${cells} など ${length} 個` : cells,
  });
}

/** How much of a sheet may stand before its cells. */
const HEAD = 1 << 20;

/** The columns that the analyst does not see, up to the last filled one, in words; none where all are seen. */
function hiddenColumns({ bytes, width }: SheetReading): readonly string[] {
  let head = '';
  for (const piece of textPieces(bytes, 'utf-8')) {
    head += piece;
    if (/<(\w+:)?sheetData[\s/>]/.test(head) || head.length > HEAD) break;
  }
  const columns = elementsIn(head.replace(/<(\w+:)?sheetData[\s/>][\s\S]*$/, ''), 'col').flatMap(({ attributes }) => {
    const [first, last] = [Number(attributes.min), Math.min(Number(attributes.max), width)];
    const isHidden = /^(1|true)$/.test(attributes.hidden ?? '') || attributes.width === '0';
    if (!isHidden || !(first >= 1) || !(last >= first)) return [];
    const letters = [columnLetters(first - 1), columnLetters(last - 1)];
    return [first === last ? `${letters[0]} 列` : `${letters.join('～')} 列`];
  });
  return columns.length === 0 ? [] : [columns.join('、')];
}

/** The table of texts that cells refer to; empty for workbooks that write texts in their cells. */
function* sharedStringsOf(table: ByteSource | undefined): Steps<readonly string[]> {
  const texts: string[] = [];
  if (!table) return texts;
  for (const { inner } of elements(textPieces(table, 'utf-8'), 'si', 'sst'))
    if (texts.push(itemText(inner)) % ROWS_OF_STEP === 0) yield;
  return texts;
}

/** The table of texts where it can be read; what is wrong with it is said of the sheet whose cells refer to it. */
function* soundStringsOf(table: ByteSource | undefined): Steps<readonly string[] | null> {
  try {
    return yield* sharedStringsOf(table);
  } catch (error) {
    if (error instanceof DamagedXml || error instanceof AnalystError) return null;
    throw error;
  }
}

function isFilled(cells: readonly Cell[]): boolean {
  return !cells.every(isBlankCell);
}

/** Part names are compared without regard to case (ECMA-376 part 2); some writers separate folders by backslashes. */
const partName = (name: string): string => name.replaceAll('\\', '/').replace(/^\//, '').toLowerCase();
const WORKBOOK = /(^|\/)workbook\d*\.xml$/;

/** Whether the entries of a ZIP are those of an Excel workbook. */
export function isWorkbook(entries: readonly ZipEntry[]): boolean {
  const names = entries.map(({ name }) => partName(name));
  return names.some((name) => WORKBOOK.test(name)) && names.includes('[content_types].xml');
}

type Attributes = XmlElement['attributes'];

/** The relations of a part by their ids. */
function relationsOf(part: ByteSource | undefined): ReadonlyMap<string | undefined, Attributes> {
  return new Map(
    elementsIn(part ? whole(part) : '', 'Relationship').map(({ attributes }) => [attributes.Id, attributes]),
  );
}

/**
 * The sheets of a workbook that hold anything, in their order; hidden ones are marked.
 * @throws AnalystError file.unreadable, file.empty, sheet.damaged, sheet.uncalculated
 */
export function* xlsxTables(file: string, entries: readonly ZipEntry[]): Steps<Table[]> {
  try {
    return yield* sourcesOf(file, entries);
  } catch (error) {
    if (!(error instanceof DamagedXml)) throw error;
    throw new AnalystError('file.unreadable', { file, reason: `ブックが壊れています。${error.message}` });
  }
}

function* sourcesOf(file: string, entries: readonly ZipEntry[]): Steps<Table[]> {
  const parts = new Map(entries.map((entry) => [partName(entry.name), entry.bytes]));
  const path = [...parts.keys()].find((name) => WORKBOOK.test(name))!;
  const [folder, name] = [path.slice(0, path.lastIndexOf('/') + 1), path.slice(path.lastIndexOf('/') + 1)];
  const main = whole(parts.get(path)!);
  const targets = relationsOf(parts.get(`${folder}_rels/${name}.rels`));
  const partOf = (target: string): ByteSource | undefined => parts.get(partName(resolve(folder, textOf(target))));
  const byType = (type: string): ByteSource | undefined => {
    const found = [...targets.values()].find((relation) => relation.Type?.endsWith(`/${type}`));
    return found?.Target === undefined ? undefined : partOf(found.Target);
  };
  let strings = yield* soundStringsOf(byType('sharedStrings'));
  const counts1904 = /^(1|true)$/.test(elementsIn(main, 'workbookPr')[0]?.attributes.date1904 ?? '');
  const styles = byType('styles');
  const workbook: Workbook = {
    sharedStrings: () => (strings ??= atOnce(sharedStringsOf(byType('sharedStrings')))),
    dateStyles1904: counts1904 && styles ? dateStyles(whole(styles)) : null,
  };
  const tableOf = ({ attributes }: XmlElement): Table[] => {
    const sheet = textOf(attributes.name ?? '');
    const missing = new AnalystError('sheet.damaged', { file, sheet, reason: 'シートの中身がありません' });
    const id = Object.entries(attributes).find(([key]) => /(^|:)id$/.test(key) && key !== 'sheetId')?.[1];
    const relation = targets.get(id ?? '');
    if (relation?.Type === undefined || relation.Target === undefined) throw missing;
    // Sheets of charts and of macros hold no table.
    if (!relation.Type.endsWith('/worksheet')) return [];
    const bytes = partOf(relation.Target);
    if (!bytes) throw missing;
    const reading: SheetReading = { file, name: sheet, bytes, workbook, hiddenRows: 0, width: 0, uncalculated: [] };
    const rows = (wanted?: readonly boolean[]): Iterable<readonly Cell[]> => sheetRows(reading, wanted);
    let hidden: readonly string[] | null = null;
    const remarks = (): readonly string[] => [
      ...(reading.hiddenRows > 0
        ? [`表示されていない行（非表示・フィルター）が ${reading.hiddenRows} 行あり、ほかの行と同じく読みました。`]
        : []),
      ...(hidden ??= hiddenColumns(reading)).map(
        (columns) => `表示されていない列（${columns}）があり、ほかの列と同じく読みました。`,
      ),
    ];
    const isHidden = /^(hidden|veryHidden)$/i.test(attributes.state ?? '');
    for (const cells of rows()) {
      if (isFilled(cells)) return [{ file, sheet, rows, remarks, ...(isHidden && { isHidden }) }];
    }
    return [];
  };
  const sources: Table[] = [];
  for (const element of elementsIn(main, 'sheet')) {
    sources.push(...tableOf(element));
    yield;
  }
  if (sources.length === 0) throw new AnalystError('file.empty', { file });
  return sources;
}
