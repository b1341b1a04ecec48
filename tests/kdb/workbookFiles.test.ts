/** Tests of xlsx and ZIP files as sources. */
import { strToU8, zipSync } from 'fflate';
import { writeXlsx, type CellValue } from 'hucre';
import { encode } from 'iconv-lite';
import { AnalystError, buildIntake, readFile, type Cell, type SourceInput } from '../../src/kdb';
import { valuesOf, xlsxOf } from './support';

const rowsOf = (source: SourceInput): Cell[][] => [...source.rows()].map((cells) => [...cells]);
const book = async (sheets: Record<string, CellValue[][]>): Promise<Uint8Array> =>
  writeXlsx({ sheets: Object.entries(sheets).map(([name, rows]) => ({ name, rows })) });
const failure = (act: () => unknown): { code: string; message: string } => {
  try {
    act();
  } catch (error) {
    if (error instanceof AnalystError) return { code: error.code, message: error.message };
    throw error;
  }
  return { code: 'none', message: '' };
};

/** A workbook from the XML of one sheet, the smallest that Excel opens. */
function rawBook(sheetXml: string, extra: Record<string, string> = {}, workbookPr = ''): Uint8Array {
  const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const files: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook xmlns:r="${relation}">${workbookPr}<sheets><sheet name="A&amp;B" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Type="${relation}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relation}/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="rId3" Type="${relation}/styles" Target="styles.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheetXml,
    ...extra,
  };
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}

test('every sheet that holds anything is a source, numbers kept as text, dates as serial numbers', async () => {
  const bytes = await book({
    健診: [
      ['被保険者番号', '健診受診日'],
      ['00012345', new Date(Date.UTC(2025, 5, 3))],
    ],
    空: [],
    メモ: [['x']],
  });
  const sources = readFile('b.xlsx', bytes);
  expect(sources.map(({ file, sheet }) => [file, sheet])).toEqual([
    ['b.xlsx', '健診'],
    ['b.xlsx', 'メモ'],
  ]);
  expect(rowsOf(sources[0]!)).toEqual([
    ['被保険者番号', '健診受診日'],
    ['00012345', 45811],
  ]);
});

test('a workbook joins like files do', async () => {
  const bytes = await book({
    台帳: [
      ['被保険者番号', '資格取得日', '生年月日'],
      ['00000001', '20200401', '19450401'],
      [2, 43922, 16528],
    ],
    健診: [
      ['被保険者番号', '健診受診日', 'BMI'],
      ['1', 45811, 18.5],
    ],
  });
  const intake = buildIntake(readFile('b.xlsx', bytes));
  expect(valuesOf(intake, 'bmi')).toEqual(['18.5', '']);
  expect(valuesOf(intake, 'birthDate')).toEqual(['1945-04-01', '1945-04-01']);
  expect(intake.sources.map((source) => source.sheet)).toEqual(['台帳', '健診']);
});

test('phonetic readings, rich text, entities, gaps, prefixes and escapes of real workbooks are understood', () => {
  const sheet =
    '<x:worksheet><x:sheetData><x:row r="2"><x:c r="B2" t="s"><x:v>0</x:v></x:c><x:c r="D2" t="inlineStr"><x:is><x:t>a&lt;b</x:t></x:is></x:c></x:row>' +
    '<x:row r="3"/><x:row r="4"><x:c r="A4"><x:v>1.5</x:v></x:c><x:c r="B4" t="b"><x:v>1</x:v></x:c><x:c r="C4" t="str"><x:f>1</x:f><x:v>é</x:v></x:c></x:row></x:sheetData></x:worksheet>';
  const strings =
    '<sst><si><r><t>被保険者</t></r><r><t xml:space="preserve">番号_x000D_</t></r><rPh sb="0" eb="2"><t>ヒホケンシャ</t></rPh></si></sst>';
  const [source] = readFile('b.xlsx', rawBook(sheet, { 'xl/sharedStrings.xml': strings }));
  expect(source!.sheet).toBe('A&B');
  expect(rowsOf(source!)).toEqual([[], [null, '被保険者番号\r', null, 'a<b'], [], [1.5, true, 'é']]);
});

test('dates of workbooks that count from 1904 are moved to the usual serial numbers, other numbers are not', () => {
  const sheet =
    '<worksheet><sheetData><row r="1"><c r="A1" s="1"><v>44349</v></c><c r="B1"><v>44349</v></c></row></sheetData></worksheet>';
  const styles = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>';
  const bytes = rawBook(sheet, { 'xl/styles.xml': styles }, '<workbookPr date1904="1"/>');
  expect(rowsOf(readFile('b.xlsx', bytes)[0]!)).toEqual([[45811, 44349]]);
});

test('a ZIP gives the CSV and xlsx files inside, without what systems leave in it', async () => {
  const bytes = zipSync({
    'd/健診.csv': new Uint8Array(encode('被保険者番号,BMI\r\n1,20\r\n', 'cp932')),
    'b.xlsx': await book({ 台帳: [['被保険者番号']] }),
    '__MACOSX/d/._健診.csv': strToU8('x'),
    'd/.DS_Store': strToU8('x'),
    'd/Thumbs.db': strToU8('x'),
    'd/~$b.xlsx': strToU8('x'),
  });
  expect(readFile('z.zip', bytes).map(({ file, sheet }) => [file, sheet])).toEqual([
    ['z.zip/d/健診.csv', undefined],
    ['z.zip/b.xlsx', '台帳'],
  ]);
});

test('file names in a ZIP of Japanese Windows are CP932', () => {
  const bytes = zipSync({ 'kkkk.csv': strToU8('a,b\n') }, { level: 0 });
  const name = encode('健診', 'cp932');
  const asText = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  for (let at = asText.indexOf('kkkk'); at >= 0; at = asText.indexOf('kkkk', at + 1)) bytes.set(name, at);
  expect(readFile('z.zip', bytes)[0]!.file).toBe('z.zip/健診.csv');
});

test('a damaged ZIP or xlsx is refused wherever it is cut', async () => {
  const bytes = zipSync({
    'b.xlsx': await book({
      台帳: [
        ['被保険者番号', 'BMI'],
        ['1', 20],
      ],
    }),
    'a.csv': strToU8('番号,x\n'.repeat(500)),
  });
  for (let length = 4; length < bytes.length; length += 97) {
    expect(failure(() => readFile('z.zip', bytes.slice(0, length)).forEach(rowsOf)).code).toBe('file.unreadable');
  }
});

test('old, encrypted and other office files are named as such', () => {
  expect(failure(() => readFile('a.xls', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]))).message).toContain(
    'パスワード',
  );
  expect(
    failure(() =>
      readFile('a.docx', zipSync({ '[Content_Types].xml': strToU8('<x/>'), 'word/document.xml': strToU8('<x/>') })),
    ).code,
  ).toBe('file.foreign');
});

test('an xlsx without any filled cell is empty', async () => {
  const bytes = await book({ 空: [], 白: [[null, '  ']] });
  expect(failure(() => readFile('b.xlsx', bytes)).code).toBe('file.empty');
});

test('rows that are hidden or filtered away are read, and said so', () => {
  const text = (row: number, values: readonly string[]): string =>
    values.map((value, index) => `<c r="${'AB'[index]}${row}" t="inlineStr"><is><t>${value}</t></is></c>`).join('');
  const [source] = readFile(
    'a.xlsx',
    rawBook(
      `<worksheet><sheetData><row r="1">${text(1, ['被保険者番号', '歯科レセ件数'])}</row><row r="2" hidden="1">${text(2, ['1', '2'])}</row><row r="3">${text(3, ['2', '0'])}</row></sheetData><autoFilter ref="A1:B3"/></worksheet>`,
    ),
  );
  const intake = buildIntake([source!], { fiscalYear: 2025 });
  expect(valuesOf(intake, 'dental')).toEqual(['2', '0']);
  expect(intake.sources[0]!.notices.join()).toContain('表示されていない行（非表示・フィルター）が 1 行');
});

test('rows that are cut by the pieces in which a sheet comes are whole', () => {
  const rows = Array.from({ length: 5000 }, (_, row) => [String(row + 1), `氏名${'あ'.repeat(40)}${row}`, '20']);
  const [source] = readFile('大.xlsx', xlsxOf([{ name: '健診', rows: [['被保険者番号', '氏名', 'BMI'], ...rows] }]));
  expect([...source!.rows()].slice(1).map((cells) => [...cells])).toEqual(rows);
});
