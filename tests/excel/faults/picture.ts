/** Everything of a workbook that a person can see or would miss, as plain data: two states are held against each other. */
import { isTemporarySheet } from '../../../src/plan';
import type { Book } from '../../../src/workbench/book/book';
import type { Sheet } from '../../../src/workbench/book/sheet';
import type { EmbeddedWorkbook } from '../../../src/workbench/workbook';
import { withoutMoments } from '../../moments';
import { RENAMED } from './fault';
import { cellsText } from './state';

/** The mark of a text that says when the sheet was written is another one each time. */
const MARK = /^([a-z][^|\s]*@\d+)\|.+$/;

function cellsOf(sheet: Sheet): unknown[][] {
  const used = sheet.usedRect(true);
  return Array.from({ length: used === null ? 0 : used.row + used.rows }, (_, row) =>
    Array.from({ length: used!.column + used!.columns }, (__, column) => {
      const cell = sheet.formula(row, column);
      const { numberFormat = 'General' } = cell === '' ? {} : sheet.style(row, column);
      const content = typeof cell === 'string' ? withoutMoments(cell).replace(MARK, '$1') : cell;
      return numberFormat === 'General' ? content : [content, numberFormat];
    }),
  );
}

function layoutOf({ layout }: Sheet): object {
  const sizes = (map: ReadonlyMap<number, number>, usual: number): [number, number][] =>
    [...map].filter(([, size]) => size !== usual).sort(([a], [b]) => a - b);
  return {
    widths: sizes(layout.columnWidths, 54),
    heights: sizes(layout.rowHeights, 18.75),
    hidden: [[...layout.hiddenColumns].sort(), [...layout.hiddenRows].sort()],
    frozen: [layout.frozenRows, layout.frozenColumns],
    page: {
      ...layout.page,
      headersFooters: Object.entries(layout.page.headersFooters).filter(([, text]) => text !== ''),
    },
    breaks: layout.rowBreaks,
    tabColor: layout.tabColor,
    merges: layout.merges.map((rect) => JSON.stringify(rect)).sort(),
    charts: layout.charts.map(({ name, title, series }) => [name, title.text, series.map((each) => each.name)]),
  };
}

/** Texts of JSON by the parts that they tell of, so that a difference says where it is. */
export type Picture = ReadonlyMap<string, string>;

/** What belongs to one sheet, what is of a list with one line a sheet, and the rest. */
const partOf = (sheet: string, what: string): string => `${sheet}: ${what}`;

/** Cells by how they are kept, which names styles as the workbook does: most sheets are as they were when looked at last. */
const looked = new WeakMap<Book, Map<string, string>>();
/** Texts of sheets are long: more than these are not kept. */
const MOST = 200;

function cellsPart(sheet: Sheet): string {
  const known = looked.get(sheet.book) ?? new Map<string, string>();
  looked.set(sheet.book, known);
  const kept = cellsText(sheet);
  const part = known.get(kept) ?? JSON.stringify(cellsOf(sheet));
  if (known.size >= MOST) known.clear();
  known.set(kept, part);
  return part;
}

/** What nobody is meant to see, and what is called otherwise for the time being, is left out. */
export function pictureOf({ book }: EmbeddedWorkbook): Picture {
  const picture = new Map<string, string>();
  const put = (part: string, value: unknown): void => void picture.set(part, JSON.stringify(value));
  const shown = book.sheets.filter(
    ({ name, layout }) => layout.visibility === 'Visible' && !isTemporarySheet(name) && name !== RENAMED,
  );
  for (const [index, sheet] of shown.entries()) {
    put(partOf(sheet.name, 'after'), shown[index - 1]?.name ?? null);
    picture.set(partOf(sheet.name, 'cells'), cellsPart(sheet));
    put(partOf(sheet.name, 'layout'), layoutOf(sheet));
    put(
      partOf(sheet.name, 'tables'),
      book.tables
        .filter((table) => table.sheet === sheet)
        .map(({ name, rect }) => [name, rect])
        .sort(),
    );
  }
  for (const { name, formula } of book.names.values()) put(`name ${name}`, formula);
  for (const key of ['IKKATSU.mappings', 'IKKATSU.conditionSets', 'IKKATSU.handIn'])
    put(`setting ${key}`, book.settings.get(key) ?? null);
  return picture;
}

/** The parts in which two pictures differ. Of a sheet with which the analyst meddled, and of names on it, nothing is said. */
export function differences(one: Picture, other: Picture, except: string | null = null): string[] {
  // 目次 and 取込結果 name the sheets as they found them, the renamed one too.
  const namesRenamed = (part: string): boolean =>
    [one, other].some((picture) => picture.get(part.replace(/: \w+$/, ': cells'))?.includes(RENAMED));
  const ofExcept = (part: string): boolean =>
    except !== null &&
    (namesRenamed(part) ||
      part.startsWith(`${except}: `) ||
      ([one, other].some((picture) => picture.get(part)?.includes(except)) && /^name |: after$/.test(part)) ||
      (/^name /.test(part) && [one, other].some((picture) => picture.get(part)?.includes('#REF!'))));
  return [...new Set([...one.keys(), ...other.keys()])].filter(
    (part) => one.get(part) !== other.get(part) && !ofExcept(part),
  );
}

export interface Temporary {
  readonly all: readonly string[];
  /** Those that hold cells: copies for undo hold looks only. */
  readonly filled: readonly string[];
  /** Those that hold cells out of everybody's sight. */
  readonly concealed: readonly string[];
}

/** The temporary sheets that stand. */
export function temporary({ book }: EmbeddedWorkbook): Temporary {
  const all = book.sheets.filter(({ name }) => isTemporarySheet(name));
  const filled = all.filter((sheet) => sheet.usedRect(true) !== null);
  const concealed = filled.filter(({ layout }) => layout.visibility !== 'Visible');
  const namesOf = (sheets: readonly Sheet[]): string[] => sheets.map(({ name }) => name);
  return { all: namesOf(all), filled: namesOf(filled), concealed: namesOf(concealed) };
}

/** The parts in which two pictures differ, and how the first of them do. */
export function described(one: Picture, other: Picture, except: string | null = null): string {
  const parts = differences(one, other, except);
  const shown = parts.slice(0, 2).map((part) => {
    const [a = '', b = ''] = [one.get(part), other.get(part)];
    let at = 0;
    while (at < a.length && a[at] === b[at]) at += 1;
    const around = (text: string): string => text.slice(Math.max(0, at - 30), at + 50);
    return `${part} ⟨${around(a)}⟩ for ⟨${around(b)}⟩`;
  });
  return [...shown, ...(parts.length > 2 ? [`and ${parts.length - 2} more`] : [])].join('; ') || 'the same';
}
