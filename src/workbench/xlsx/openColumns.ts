/** Whole columns that stay open on a protected sheet: the library keeps the look of cells, not that of columns. */
import { strFromU8, strToU8, unzipSync } from 'fflate';
import type { Sheet as FileSheet } from 'hucre';
import { MAX_COLUMNS } from '../../formula';
import type { Book } from '../book/book';
import type { Sheet } from '../book/sheet';
import { all, parse } from './charts/xml';
import { sheetParts, textOfPart, type Files } from './parts';

/** Into the parts of a written file. */
export function writeOpenColumns(book: Book, files: Record<string, Uint8Array>): void {
  const sheets = [...book.sheets.entries()].filter(([, { layout }]) =>
    [...layout.columnStyles.values()].some(({ locked }) => locked === false),
  );
  const styles = files['xl/styles.xml'];
  if (sheets.length === 0 || styles === undefined) return;
  let open = -1;
  files['xl/styles.xml'] = strToU8(
    strFromU8(styles).replace(/<cellXfs count="(\d+)">(.*?)<\/cellXfs>/su, (_, count: string, inner: string) => {
      open = Number(count);
      const look = 'numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyProtection="1"';
      return `<cellXfs count="${open + 1}">${inner}<xf ${look}><protection locked="0"/></xf></cellXfs>`;
    }),
  );
  if (open < 0) return;
  for (const [index, { layout }] of sheets) {
    const name = `xl/worksheets/sheet${index + 1}.xml`;
    const content = files[name];
    if (content === undefined) continue;
    const xml = strFromU8(content).replace(/<col min="(\d+)" max="\1"(?![^>]* style=)/gu, (start, column: string) =>
      layout.columnStyles.get(Number(column) - 1)?.locked === false ? `${start} style="${open}"` : start,
    );
    files[name] = strToU8(xml);
  }
}

/** From a file, for its protected sheets. A cell that the file has is locked unless its own format opens it. */
export function readOpenColumns(
  bytes: Uint8Array,
  files: Files,
  sheets: readonly { readonly from: FileSheet; readonly to: Sheet }[],
): void {
  const isOpen = openFormats(files);
  if (isOpen.size === 0) return;
  const parts = sheetParts(files);
  const wanted = new Map(
    sheets.flatMap((sheet) => {
      const part = parts.get(sheet.from.name);
      return part !== undefined && sheet.to.layout.protected ? [[part, sheet] as const] : [];
    }),
  );
  const contents = unzipSync(bytes, { filter: ({ name }) => wanted.has(name) });
  for (const [part, { from, to }] of wanted) {
    const open = columnsOf(contents[part]).flatMap(({ attributes }) => {
      if (!isOpen.has(Number(attributes.style))) return [];
      const first = Number(attributes.min) - 1;
      return Array.from({ length: Math.min(Number(attributes.max), MAX_COLUMNS) - first }, (_, index) => first + index);
    });
    const columns = new Set(open);
    for (const column of columns)
      to.layout.columnStyles.set(column, { ...to.layout.columnStyles.get(column), locked: false });
    if (columns.size === 0) continue;
    const lock = (row: number, column: number): void =>
      to.applyStyle({ row, column, rows: 1, columns: 1 }, { locked: true });
    for (const [key, { style }] of from.cells ?? []) {
      const comma = key.indexOf(',');
      const column = Number(key.slice(comma + 1));
      if (columns.has(column) && style?.protection?.locked !== false) lock(Number(key.slice(0, comma)), column);
    }
    for (const [row, cells] of from.rows.entries())
      for (const column of columns) {
        const value = cells[column];
        if (value !== null && value !== undefined && from.cells?.has(`${row},${column}`) !== true) lock(row, column);
      }
  }
}

/** The numbers of the cell formats that leave a cell open. */
function openFormats(files: Files): Set<number> {
  const formats = /<cellXfs\b[^>]*>(.*?)<\/cellXfs>/su.exec(textOfPart(files, 'xl/styles.xml') ?? '')?.[1] ?? '';
  const found = new Set<number>();
  for (const [number, [format]] of [...formats.matchAll(/<xf\b[^>]*?(?:\/>|>.*?<\/xf>)/gsu)].entries())
    if (/<protection\b[^>]*\blocked="(?:0|false)"/u.test(format)) found.add(number);
  return found;
}

function columnsOf(
  sheet: Uint8Array | undefined,
): readonly { readonly attributes: Readonly<Record<string, string>> }[] {
  const columns = /<cols>.*?<\/cols>/su.exec(sheet === undefined ? '' : strFromU8(sheet))?.[0];
  return columns === undefined ? [] : all(parse(columns), 'col');
}
