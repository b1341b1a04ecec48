/** Tests of filling a template that we did not make: only the bound cells change, and bad bindings write nothing. */
import fs from 'node:fs';
import path from 'node:path';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import fc from 'fast-check';
import { readXlsx } from 'hucre';
import { AnalystError, type Cell } from '../../../src/kdb';
import { fillTemplate, type ResolvedBinding } from '../../../src/plan/binding';
import { SheetXml } from '../../../src/plan/binding/sheetXml';
import { handBuilt, PARTS } from './handBuilt';

const binding = (sheet: string, target: string, value: Cell, row = 7): ResolvedBinding => ({
  row,
  sheet,
  target,
  value,
  figure: value,
  isFormula: false,
  format: '',
  figureCell: `D${row}`,
});
const FORM = '実績 様式';
const partsOf = (bytes: Uint8Array) =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)]));
const said = (job: () => unknown): string => {
  try {
    job();
    return 'nothing';
  } catch (error) {
    return error instanceof AnalystError ? error.message : String(error);
  }
};
const cellOf = (xml: string, at: string): string =>
  new RegExp(`<c r="${at}"[^>]*?(?:/>|>.*?</c>)`).exec(xml)?.[0] ?? '';

const FILLED = [
  binding(FORM, 'B3', 123),
  binding(FORM, '口腔人数', 45.5),
  binding(FORM, 'B5', 'A<B & "C"\n二行目'),
  binding(FORM, 'A1', '令和8年度 実績報告書'),
  binding(FORM, 'C4', true),
  binding(FORM, 'F4', 1),
  binding(FORM, 'F6', 2),
  binding('別紙', '担当', '企画課'),
  binding('別紙', 'A1', 9),
];

test('every part but the bound sheets stays byte for byte; the workbook is only told to calculate', () => {
  const parts = partsOf(fillTemplate(handBuilt(), '様式.xlsx', FILLED));
  expect(Object.keys(parts)).toEqual(Object.keys(PARTS));
  const changed = Object.keys(parts).filter((name) => parts[name] !== PARTS[name]);
  expect(changed).toEqual(['xl/workbook.xml', 'xl/worksheets/sheet1.xml', 'xl/worksheets/sheet2.xml']);
  expect(parts['xl/workbook.xml']).toBe(
    PARTS['xl/workbook.xml']!.replace('<calcPr calcId="191029"/>', '<calcPr calcId="191029" fullCalcOnLoad="1"/>'),
  );
});

test('in the bound sheet only the bound cells change, and they keep their format', () => {
  const xml = partsOf(fillTemplate(handBuilt(), '様式.xlsx', FILLED))['xl/worksheets/sheet1.xml']!;
  expect(cellOf(xml, 'B3')).toBe('<c r="B3" s="2"><v>123</v></c>');
  expect(cellOf(xml, 'B4')).toBe('<c r="B4" s="2"><v>45.5</v></c>');
  expect(xml).toContain(
    '<c r="B5" s="2" t="inlineStr"><is><t xml:space="preserve">A&lt;B &amp; "C"\n二行目</t></is></c>',
  );
  expect(cellOf(xml, 'A1')).toContain('<c r="A1" s="1" t="inlineStr">');
  // New cells take the format of their row, else of their column.
  expect(xml).toContain('<row r="4" spans="1:6" s="5" customFormat="1">');
  expect(xml).toContain('<c r="B4" s="2"><v>45.5</v></c><c r="C4" s="5" t="b"><v>1</v></c><c r="D4"');
  expect(xml).toContain('<v>2</v></c><c r="F4" s="5"><v>1</v></c></row>');
  expect(xml).toContain('<row r="6"><c r="F6" s="4"><v>2</v></c></row><row r="7"');
  const before = new SheetXml(PARTS['xl/worksheets/sheet1.xml']!).xml;
  const rest = (text: string) => text.slice(text.indexOf('</sheetData>'));
  expect(rest(xml)).toBe(rest(before));
});

test('the filled file opens, with formulas, validation, merged cells and chart', async () => {
  const book = await readXlsx(fillTemplate(handBuilt(), '様式.xlsx', FILLED), { readStyles: true });
  const [form, other] = book.sheets;
  expect([form!.rows[2]![1], form!.rows[3]![1], form!.rows[4]![1]]).toEqual([123, 45.5, 'A<B & "C"\n二行目']);
  expect(form!.cells!.get('2,3')).toMatchObject({ formula: 'B3+C3' });
  expect(form!.cells!.get('2,1')!.style).toMatchObject({ numFmt: '#,##0"人"' });
  expect([
    form!.merges!.length,
    form!.dataValidations!.length,
    form!.conditionalRules!.length,
    form!.charts!.length,
  ]).toEqual([2, 1, 1, 1]);
  expect([other!.rows[0]![0], other!.rows[1]![2]]).toEqual([9, '企画課']);
});

test('a merged cell may be named whole, by a name or by its first cell', () => {
  for (const target of ['A1:C1', '題', '$A$1'])
    expect(
      cellOf(
        partsOf(fillTemplate(handBuilt(), '様式.xlsx', [binding(FORM, target, 5)]))['xl/worksheets/sheet1.xml']!,
        'A1',
      ),
    ).toBe('<c r="A1" s="1"><v>5</v></c>');
});

test.each([
  ['ない様式', 'A1', 'シート「ない様式」が様式にありません'],
  [FORM, 'ZZZZ1', 'セルまたは名前「ZZZZ1」が様式にありません'],
  [FORM, '売上', 'セルまたは名前「売上」が様式にありません'],
  ['', 'B3', 'シートが空欄です'],
  [FORM, 'B1', '結合されたセル A1:C1 の中にあります。左上の A1'],
  [FORM, 'D3', 'セル D3 には数式があります'],
  [FORM, 'D5', 'セル D5 には数式があります'],
  [FORM, 'B8', 'セル B8 には数式があります'],
  [FORM, 'B10', 'セル B10 は表の見出しです'],
  [FORM, '範囲', '名前「範囲」は 1 つのセルではありません（B3:B5）'],
  [FORM, '税率', '名前「税率」はセルを指していません'],
  ['別紙', '口腔人数', '名前「口腔人数」はシート「実績 様式」のセルです'],
  [FORM, 'B3:C3', '1 つのセルではありません'],
])('a binding to %s %s is refused with its row and writes nothing', (sheet, target, why) => {
  const message = said(() =>
    fillTemplate(handBuilt(), '様式.xlsx', [binding(FORM, 'B3', 1, 7), binding(sheet, target, 1, 12)]),
  );
  expect(message).toContain('様式の対応 12 行目: ');
  expect(message).toContain(why);
  expect(message).toContain('何も書いていません');
});

test('two bindings of one cell and several bad ones are told together', () => {
  const message = said(() =>
    fillTemplate(handBuilt(), '様式.xlsx', [
      binding(FORM, 'B4', 1, 7),
      binding('', '口腔人数', 2, 8),
      binding(FORM, 'D3', 1, 9),
    ]),
  );
  expect(message).toContain('様式の対応 8 行目: 7 行目と同じセル');
  expect(message).toContain('9 行目: セル D3 には数式があります');
});

test('a file that is no workbook is refused by name', () => {
  expect(said(() => fillTemplate(new Uint8Array([1, 2, 3]), '様式.xls', []))).toContain(
    '様式.xls は様式として読めません',
  );
  expect(said(() => fillTemplate(zipSync({ a: new Uint8Array() }), '様式.zip', []))).toContain('シートがありません');
});

describe('a damaged template', () => {
  const good = () => handBuilt();
  const changed = (change: (bytes: Uint8Array) => void): Uint8Array => {
    const bytes = good().slice();
    change(bytes);
    return bytes;
  };
  const dataOf = (name: string): number => Buffer.from(good()).indexOf(name, 0, 'latin1') + name.length;
  const without = (part: string): Uint8Array => {
    const parts = unzipSync(good());
    delete parts[part];
    return zipSync(parts);
  };
  const damaged: [string, () => Uint8Array][] = [
    ['empty', () => new Uint8Array(0)],
    ['text', () => new TextEncoder().encode('様式ではありません')],
    ['zeros', () => new Uint8Array(4000)],
    ['cut', () => good().slice(0, Math.floor(good().length * 0.6))],
    ['without its directory', () => good().slice(0, -40)],
    ['a flipped signature', () => changed((bytes) => (bytes[2]! ^= 1))],
    ['flipped data', () => changed((bytes) => bytes.fill(0x55, dataOf('xl/worksheets/sheet1.xml') + 4, dataOf('xl/worksheets/sheet1.xml') + 24))],
    ['no book', () => without('xl/workbook.xml')],
    ['no relations', () => without('xl/_rels/workbook.xml.rels')],
  ]; // prettier-ignore

  test.each(damaged)('is refused in one sentence: %s', (_, bytes) => {
    const sentence = said(() => fillTemplate(bytes(), '様式.xlsx', FILLED));
    expect(sentence).toMatch(/^様式\.xlsx は様式として読めません（.+）。.+ください。$/);
    expect(sentence).not.toMatch(/Error|undefined|\n/);
  });

  test('one that unpacks to more than the limit is refused for its size', () => {
    const parts = { ...unzipSync(good()), 'xl/media/image1.bin': new Uint8Array(300 * 1024 * 1024) };
    expect(said(() => fillTemplate(zipSync(parts, { level: 6 }), '様式.xlsx', FILLED))).toMatch(/大き|上限|GiB|MiB/);
  });
});

test('a template with prefixed elements, and one that LibreOffice saved, are filled the same way', async () => {
  const prefixed = Object.fromEntries(
    Object.entries(unzipSync(handBuilt())).map(([name, content]) => [
      name,
      /worksheets\/sheet\d/.test(name)
        ? new TextEncoder().encode(
            strFromU8(content)
              .replace(/<(\/?)(?!\?)(\w)/g, '<$1x:$2')
              .replace('xmlns=', 'xmlns:x='),
          )
        : content,
    ]),
  );
  const xml = partsOf(fillTemplate(zipSync(prefixed), '様式.xlsx', FILLED))['xl/worksheets/sheet1.xml']!;
  expect(xml).toContain('<x:c r="B3" s="2"><x:v>123</x:v></x:c>');
  const saved = new Uint8Array(fs.readFileSync(path.join(__dirname, 'libreoffice.xlsx')));
  const before = partsOf(saved);
  const filled = fillTemplate(
    saved,
    '様式.xlsx',
    FILLED.filter(({ target }) => target !== '担当'),
  );
  const after = partsOf(filled);
  expect(Object.keys(after)).toEqual(Object.keys(before));
  expect(Object.keys(after).filter((name) => after[name] !== before[name])).toEqual(
    expect.arrayContaining(['xl/worksheets/sheet1.xml', 'xl/worksheets/sheet2.xml']),
  );
  expect(Object.keys(after).filter((name) => after[name] !== before[name]).length).toBeLessThanOrEqual(3);
  const book = await readXlsx(filled);
  expect([book.sheets[0]!.rows[2]![1], book.sheets[0]!.rows[3]![1]]).toEqual([123, 45.5]);
});

test('whatever cells are filled in whatever order, they and only they hold the new values', async () => {
  const places = fc.uniqueArray(
    fc.record({ row: fc.integer({ min: 20, max: 40 }), column: fc.integer({ min: 0, max: 30 }) }),
    {
      maxLength: 12,
      selector: ({ row, column }) => `${row},${column}`,
    },
  );
  await fc.assert(
    fc.asyncProperty(places, async (cells) => {
      const sheet = cells.reduce(
        (xml, place, index) => xml.change(place, index + 1),
        new SheetXml(PARTS['xl/worksheets/sheet1.xml']!),
      );
      const parts = { ...unzipSync(handBuilt()), 'xl/worksheets/sheet1.xml': new TextEncoder().encode(sheet.xml) };
      const [form] = (await readXlsx(zipSync(parts))).sheets;
      const found = form!.rows
        .slice(20)
        .flatMap((row, at) =>
          row.flatMap((value, column) =>
            value === null || value === undefined ? [] : [`${at + 20},${column}=${String(value)}`],
          ),
        );
      expect(found.sort()).toEqual(cells.map(({ row, column }, index) => `${row},${column}=${index + 1}`).sort());
      const order = [...sheet.xml.matchAll(/<row r="(\d+)"/g)].map(([, row]) => Number(row));
      expect(order).toEqual([...order].sort((a, b) => a - b));
    }),
    { numRuns: 40 },
  );
});
