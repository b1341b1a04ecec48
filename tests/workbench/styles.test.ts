/** Patches of styles: what one says is laid over what stands, whichever object says it. */
import { createEmbeddedWorkbook, type EmbeddedWorkbook } from '../../src/workbench/workbook';
import type { CellStyle } from '../../src/workbench/book/style';

let workbook: EmbeddedWorkbook;
beforeEach(() => {
  workbook = createEmbeddedWorkbook();
});
afterEach(() => workbook.dispose());

const CELL = { row: 0, column: 0, rows: 1, columns: 1 };
const LINE = { style: 'thin', color: '#BFBFBF' } as const;

/** What a cell wears after the patches, each a new object. */
function worn(...patches: readonly CellStyle[]): CellStyle {
  const sheet = workbook.book.addSheet();
  for (const patch of patches) sheet.applyStyle(CELL, structuredClone(patch));
  return sheet.style(0, 0);
}

test('the same patches give the same style, in a second place too', () => {
  const patches: readonly CellStyle[] = [{ bold: true }, { fill: '#DDEBF7' }, { borders: { bottom: LINE } }];
  expect(worn(...patches)).toEqual({ bold: true, fill: '#DDEBF7', borders: { bottom: LINE } });
  expect(worn(...patches)).toBe(worn(...patches));
});

test('a property that is taken away is another patch than one that is not named', () => {
  expect(worn({ bold: true, size: 12 }, { bold: undefined } as CellStyle)).toEqual({ size: 12 });
  expect(worn({ bold: true, size: 12 }, {})).toEqual({ bold: true, size: 12 });
  const both = { borders: { top: LINE, bottom: LINE } };
  expect(worn(both, { borders: { top: undefined } } as unknown as CellStyle)).toEqual({ borders: { bottom: LINE } });
  expect(worn(both, { borders: {} })).toEqual(both);
});
