/** Stray cells far from the table of a sheet: they make a sheet of a few rows as large as Excel's largest. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { columnNumber } from '../../formula';

/** A row or a column that lies farther behind the last one than this belongs to no table. */
const FAR_ROWS = 100_000;
const FAR_COLUMNS = 1_000;

const ROW = /<((?:\w+:)?)row\b[^>]*?(?:\/>|>[\s\S]*?<\/\1row>)/g;
const CELL = /<((?:\w+:)?)c\b[^>]*?(?:\/>|>[\s\S]*?<\/\1c>)/g;
const REFERENCE = /\sr="([A-Za-z]+)?(\d+)"/;

export interface WithoutStray {
  readonly bytes: Uint8Array;
  /** Addresses of the cells that were left out. */
  readonly left: readonly string[];
}

/** A workbook without its stray cells. The parts were unpacked within the limits before. */
export function withoutStrayCells(bytes: Uint8Array): WithoutStray {
  const parts = unzipSync(bytes);
  const left: string[] = [];
  for (const [name, part] of Object.entries(parts)) {
    if (!/worksheets\/[^/]+\.xml$/i.test(name)) continue;
    let lastRow = 0;
    let lastColumn = 0;
    const xml = strFromU8(part).replace(ROW, (row) => {
      const number = Number(REFERENCE.exec(row)?.[2] ?? lastRow + 1);
      const isFar = number > lastRow + FAR_ROWS;
      if (!isFar) lastRow = Math.max(lastRow, number);
      let kept = 0;
      const changed = row.replace(CELL, (cell) => {
        const address = REFERENCE.exec(cell.slice(0, cell.indexOf('>')));
        const column = address?.[1] === undefined ? 0 : columnNumber(address[1]);
        if (!isFar && column <= lastColumn + FAR_COLUMNS) {
          lastColumn = Math.max(lastColumn, column);
          kept++;
          return cell;
        }
        left.push(`${address?.[1] ?? ''}${address?.[2] ?? number}`);
        return '';
      });
      return isFar && kept === 0 ? '' : changed;
    });
    parts[name] = strToU8(xml.replace(/<(?:\w+:)?dimension\b[^>]*\/>/, ''));
  }
  return { bytes: zipSync(parts), left };
}
