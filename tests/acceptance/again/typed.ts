/** Cells typed into a saved workbook as a person would, by the keys of its forms; nothing of src/ is asked. */
import { readXlsx } from 'hucre';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

export interface Typed {
  readonly sheet: string;
  readonly row: string;
  /** Key of the column; a number from 0 where the sheet has none. */
  readonly column: string | number;
  readonly value: number | string;
}

const plain = (key: unknown): string => String(key ?? '').replace(/@.*$/u, '');
const letters = (column: number): string =>
  (column >= 26 ? letters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));

/** The file with these cells; formulas that rest on them keep their former values. Throws on a key that is none. */
export async function typedInto(bytes: Uint8Array, cells: readonly Typed[]): Promise<Uint8Array> {
  const { sheets } = await readXlsx(bytes);
  const parts = unzipSync(bytes);
  const text = (part: string): string => strFromU8(parts[part]!);
  const targets = new Map(
    [...text('xl/_rels/workbook.xml.rels').matchAll(/<Relationship [^>]*>/gu)].map(([tag]) => [
      /Id="([^"]*)"/u.exec(tag)![1]!,
      /Target="([^"]*)"/u.exec(tag)![1]!.replace(/^\/?(xl\/)?/u, 'xl/'),
    ]),
  );
  const partOf = new Map(
    [...text('xl/workbook.xml').matchAll(/<sheet [^>]*>/gu)].map(([tag]) => [
      /name="([^"]*)"/u.exec(tag)![1]!,
      targets.get(/r:id="([^"]*)"/u.exec(tag)![1]!)!,
    ]),
  );
  for (const { sheet, row, column, value } of cells) {
    const { rows } = sheets.find(({ name }) => name === sheet)!;
    const down = rows.findIndex((cells_) => plain(cells_[0]) === row);
    const across = typeof column === 'number' ? column : rows[0]!.findIndex((key) => plain(key) === column);
    if (down < 0 || across < 0) throw new Error(`no cell ${sheet} ${row} ${column}`);
    const address = `${letters(across)}${down + 1}`;
    const part = partOf.get(sheet)!;
    const found = new RegExp(`<c r="${address}"([^>]*?)(/>|>.*?</c>)`, 'su');
    const before = text(part);
    if (!found.test(before)) throw new Error(`no place for ${sheet} ${address}`);
    const content = typeof value === 'number' ? `><v>${value}</v></c>` : ` t="inlineStr"><is><t>${value}</t></is></c>`;
    parts[part] = strToU8(
      before.replace(
        found,
        (_, attributes: string) => `<c r="${address}"${attributes.replace(/ t="[^"]*"/u, '')}${content}`,
      ),
    );
  }
  return zipSync(parts);
}
