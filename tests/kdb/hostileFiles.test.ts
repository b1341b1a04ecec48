/** Tests that damaged, foreign and endless files are refused by name, soon, and in a sentence that says what was found. */
import { atOnce } from '../../src/kdb/steps';
import { deflateSync, strToU8, zipSync, type Zippable } from 'fflate';
import { encode } from 'iconv-lite';
import { AnalystError, buildIntake, readFile, type SourceInput } from '../../src/kdb';
import { crc32 } from '../../src/kdb/files/crc32';
import { piecesOf, type ByteSource } from '../../src/kdb/files/byteSource';
import { encodingOf } from '../../src/kdb/files/encoding';
import { bytesOf } from './support';

/** Processor time of what ends at all, several times what a slow machine takes: work that grows with the square takes minutes. */
const MOST_SECONDS = 60;
const READ: (input: SourceInput) => unknown[] = (input) => [...input.rows()];

/** What reading a file to its end says; '' when it is read. */
function refusal(name: string, bytes: Uint8Array): string {
  try {
    readFile(name, bytes).forEach(READ);
  } catch (error) {
    if (error instanceof AnalystError) return `${error.code} ${error.message}`;
    throw error;
  }
  return '';
}

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const TABLE = '被保険者番号,性別,資格取得日,BMI\r\n00000001,1,2020/4/1,18.5\r\n00000002,2,2020/4/1,20\r\n';
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The parts of a workbook with one sheet of XML. */
function partsOf(sheetXml: string, change: (parts: Record<string, string>) => void = () => {}): Zippable {
  const parts: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook xmlns:r="${RELATION}"><sheets><sheet name="健診" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Type="${RELATION}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${RELATION}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheetXml,
  };
  change(parts);
  return Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]));
}
const book = (...given: Parameters<typeof partsOf>): Uint8Array => zipSync(partsOf(...given));
const text = (at: string, value: string): string => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
const HEADER = `<row r="1">${text('A1', '被保険者番号')}${text('B1', 'BMI')}</row>`;
const sheet = (rows: string): string => `<worksheet><sheetData>${HEADER}${rows}</sheetData></worksheet>`;
const ROW = `<row r="2">${text('A2', '1')}<c r="B2"><v>18.5</v></c></row>`;

describe('files of other kinds are named, whatever their name', () => {
  const utf16 = (name: string): string => [...name].map((letter) => `${letter}\0`).join('');
  const compound = (stream: string): Uint8Array =>
    latin1(`\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1${'\0'.repeat(600)}${utf16(stream)}`);
  const html = '<html><body><table><tr><td>被保険者番号</td></tr></table></body></html>';
  test.each<[string, Uint8Array, RegExp]>([
    ['BIFF8', compound('Workbook'), /古い形式の Excel（xls、BIFF8）/],
    ['BIFF5', compound('Book'), /古い形式の Excel（xls、BIFF5）/],
    ['BIFF2 without a container', latin1('\x09\0\x04\0\x02\0\x10\0'), /BIFF2/],
    ['a workbook with a password', compound('EncryptedPackage'), /パスワード付き/],
    ['an old document', compound('WordDocument'), /Word/],
    ['HTML', bytesOf(html), /HTML/],
    ['HTML with a declaration', bytesOf(`\n<!DOCTYPE html>\n${html}`), /HTML/],
    ['HTML with a mark', bytesOf(`\ufeff${html}`), /HTML/],
    ['HTML in UTF-16', new Uint8Array(encode(`\ufeff${html}`, 'utf16le')), /HTML/],
    ['HTML in Shift_JIS', new Uint8Array(encode(html, 'cp932')), /HTML/],
    ['a table alone', bytesOf('<TABLE border=1><tr><td>a</td></tr></TABLE>'), /HTML/],
    ['HTML of Excel', bytesOf('<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table></table></html>'), /HTML/],
    ['SpreadsheetML', bytesOf('<?xml version="1.0"?>\r\n<?mso-application progid="Excel.Sheet"?>\r\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>'), /SpreadsheetML/],
    ['SpreadsheetML without its instruction', bytesOf('<?xml version="1.0" encoding="UTF-8"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'), /SpreadsheetML/],
    ['SpreadsheetML with a prefix', bytesOf('<ss:Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"></ss:Workbook>'), /SpreadsheetML/],
    ['FODS', bytesOf('<?xml version="1.0"?>\n<office:document xmlns:office="urn:oasis"/>'), /FODS/],
    ['SYLK', bytesOf('ID;PWXL;N;E\r\nP;PGeneral\r\nC;Y1;X1;K"a"\r\nE\r\n'), /SYLK/],
    ['SYLK of LibreOffice', bytesOf('ID;PSCALC3\nB;Y2;X2\nC;X1;Y1;K"a"\nE\n'), /SYLK/],
    ['DIF', bytesOf('TABLE\r\n0,1\r\n"EXCEL"\r\nVECTORS\r\n'), /DIF/],
    ['MHTML', bytesOf('MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n'), /MHTML/],
    ['other XML', bytesOf('<?xml version="1.0"?><a/>'), /XML/],
    ['JSON', bytesOf('[{"被保険者番号":1}]'), /JSON/],
    ['RTF', bytesOf('{\\rtf1\\ansi'), /RTF/],
    ['PDF', bytesOf('%PDF-1.7'), /PDF/],
    ['gzip', latin1('\x1f\x8b\x08\0'), /gzip/],
    ['7z', latin1("7z\xbc\xaf'\x1c\0\x04"), /7z/],
    ['RAR', latin1('Rar!\x1a\x07\x01\0'), /RAR/],
    ['LZH', latin1('\x22\x10-lh5-\0\0'), /LZH/],
    ['PNG', latin1('\x89PNG\r\n\x1a\n\0'), /PNG/],
    ['Access', latin1('\0\x01\0\0Standard ACE DB\0'), /Access/],
    ['SQLite', latin1('SQLite format 3\0'), /SQLite/],
    ['ods', zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'), 'content.xml': strToU8('<x/>') }), /ods/],
    ['odt', zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.text') }), /odt/],
    ['xlsb', zipSync({ '[Content_Types].xml': strToU8('<x/>'), 'xl/workbook.bin': strToU8('x') }), /xlsb/],
    ['docx', zipSync({ '[Content_Types].xml': strToU8('<x/>'), 'word/document.xml': strToU8('<x/>') }), /docx/],
    ['pptx', zipSync({ '[Content_Types].xml': strToU8('<x/>'), 'ppt/presentation.xml': strToU8('<x/>') }), /pptx/],
    ['an empty file', new Uint8Array(0), /空/],
  ])('%s', (_, bytes, says) => {
    for (const name of ['北部.csv', '北部.xls', '北部.xlsx']) {
      expect(refusal(name, bytes)).toMatch(says);
      expect(refusal(name, bytes)).toContain(name);
    }
    const packed = zipSync({ '台帳.csv': bytesOf(TABLE), '南部/健診_南部.xls': bytes });
    expect(refusal('a.zip', packed)).toMatch(says);
    expect(refusal('a.zip', packed)).toContain('a.zip/南部/健診_南部.xls');
  }); // prettier-ignore
  test('a table whose first words are those of another kind is a table', () => {
    expect(refusal('a.csv', bytesOf('ID;Person;被保険者番号;BMI;性別\n1;2;3;4;1\n'))).toBe('');
    expect(refusal('a.csv', bytesOf('BMI,被保険者番号\n18,1\n'))).toBe('');
    expect(refusal('a.csv', bytesOf('MZ,被保険者番号\n18,1\n'))).toBe('');
    expect(refusal('a.csv', bytesOf('TABLE,被保険者番号\n18,1\n'))).toBe('');
  });
  test('a ZIP in a ZIP is named, also deep down; a workbook in a ZIP is read', () => {
    let packed = zipSync({ 'a.csv': bytesOf(TABLE) });
    for (let depth = 0; depth < 4; depth++) packed = zipSync({ '中.zip': packed, 'b.csv': bytesOf(TABLE) });
    expect(refusal('a.zip', packed)).toMatch(/a\.zip\/中\.zip は ZIP の中の ZIP/);
    expect(refusal('a.zip', zipSync({ 'b.xlsx': book(sheet(ROW)), c: bytesOf(TABLE), 'd.dat': bytesOf(TABLE) }))).toBe(
      '',
    );
    expect(refusal('a.zip', zipSync({ 'b.csv': bytesOf(TABLE), 'c.csv': new Uint8Array(0) }))).toMatch(
      /a\.zip\/c\.csv は空/,
    );
    expect(refusal('a.zip', zipSync({ '__MACOSX/._b.csv': bytesOf('x') }))).toMatch(/空/);
  });
});

describe('separators and encodings are proven by the headings', () => {
  const persons = (bytes: Uint8Array): number => buildIntake(readFile('a.csv', bytes), { fiscalYear: 2025 }).table.size;
  test.each([';', '|', '\t', ','])('%p separates', (separator) => {
    for (const encoding of ['utf8', 'cp932', 'utf16le', 'eucjp']) {
      const mark = encoding === 'utf16le' ? '\ufeff' : '';
      const bytes = new Uint8Array(encode(mark + TABLE.replaceAll(',', separator), encoding));
      if (!(encoding === 'eucjp' && bytes.length === 0)) expect([encoding, persons(bytes)]).toEqual([encoding, 2]);
    }
  });
  test('a comma in the cells of a table with semicolons, and the other way round, changes nothing', () => {
    expect(persons(bytesOf('被保険者番号;氏名;BMI\n1;甲,一,二,三,四;18\n2;乙,,,,;19\n'))).toBe(2);
    expect(persons(bytesOf('被保険者番号,氏名,BMI\n1,甲;一;二;三;四,18\n2,乙;;;;|||||,19\n'))).toBe(2);
  });
  /** ISO-2022-JP of the characters of TABLE, from their EUC-JP bytes. */
  function jis(source: string): Uint8Array {
    const bytes: number[] = [];
    let isWide = false;
    const euc = encode(source, 'eucjp');
    for (let at = 0; at < euc.length; at++) {
      const wide = euc[at]! > 0xa0;
      if (wide !== isWide) bytes.push(0x1b, ...(wide ? [0x24, 0x42] : [0x28, 0x42]));
      isWide = wide;
      bytes.push(euc[at]! & 0x7f);
      if (wide) bytes.push(euc[++at]! & 0x7f);
    }
    return Uint8Array.from(isWide ? [...bytes, 0x1b, 0x28, 0x42] : bytes);
  }
  test('ISO-2022-JP and EUC-JP are read, also where a mark or a title stands before', () => {
    expect(persons(jis(TABLE))).toBe(2);
    expect(persons(jis(`抽出結果\r\n${TABLE}`))).toBe(2);
    expect(persons(new Uint8Array(encode(`抽出結果\r\n${TABLE}`, 'eucjp')))).toBe(2);
  });
  test('bytes that both EUC-JP and CP932 could be are CP932 without headings that prove more', () => {
    const kana = new Uint8Array(encode('no,kana\r\n1,ﾔﾏﾀﾞﾊﾅ\r\n', 'cp932'));
    expect([...readFile('a.csv', kana)[0]!.rows()][1]).toEqual(['1', 'ﾔﾏﾀﾞﾊﾅ']);
  });
  const many = (from: number, count: number): string => Array.from({ length: count }, (_, row) => `${from + row},1,2020/4/1,18.5,山田太郎`).join('\r\n'); // prettier-ignore
  const head = '被保険者番号,性別,資格取得日,BMI,氏名\r\n';
  const concat = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));
  test('the mark of UTF-8 before CP932 is passed over, and said', () => {
    const bytes = concat(Uint8Array.of(0xef, 0xbb, 0xbf), encode(head + many(1, 60), 'cp932'));
    const intake = buildIntake(readFile('a.csv', bytes), { fiscalYear: 2025 });
    expect(intake.table.size).toBe(60);
    expect(intake.sources[0]!.notices.join()).toMatch(/BOM.*Shift_JIS/);
  });
  test.each([
    ['at the end', [head + many(1, 60), 'utf8'], [`\r\n${many(61, 1)}`, 'cp932'], 62],
    ['at the beginning', [head, 'utf8'], [many(1, 60), 'cp932'], 2],
    ['at the beginning, the other way round', [head, 'cp932'], [many(1, 60), 'utf8'], 2],
    ['far behind the first pieces', [head + many(1, 20_000), 'cp932'], [`\r\n${many(20_001, 2)}`, 'utf8'], 20_002],
    ['far behind, the other way round', [head + many(1, 20_000), 'utf8'], [`\r\n${many(20_001, 2)}`, 'cp932'], 20_002],
  ] as const)('two encodings in one file are refused with the row: %s', (_, one, other, row) => {
    const bytes = concat(encode(one[0], one[1]), encode(other[0], other[1]));
    expect(refusal('a.csv', bytes)).toMatch(new RegExp(`^file.twoEncodings a.csv.*UTF-8.*Shift_JIS.*（${row} 行目`));
    expect(refusal('a.zip', zipSync({ 'a.csv': bytes }))).toMatch(/^file.twoEncodings a.zip\/a.csv/);
  });
  test('two encodings are found wherever the bytes begin in memory, to the last line without an end', () => {
    for (const before of [0, 1, 2, 3]) {
      for (const name of ['あ', '南町', 'A南町']) {
        const bytes = concat(new Uint8Array(before), encode(head + many(1, 3), 'cp932'), encode(`\r\n4,,,,${name}`, 'utf8')); // prettier-ignore
        expect(refusal('a.csv', bytes.subarray(before))).toMatch(/^file.twoEncodings .*（5 行目/);
      }
    }
  });
  test('the encoding is told alike from memory and piece by piece, wherever the bytes begin and however short their lines', () => {
    const told = (source: ByteSource): string => {
      try {
        return atOnce(encodingOf('a.csv', source, () => false)).encoding;
      } catch (error) {
        if (error instanceof AnalystError) return error.code;
        throw error;
      }
    };
    const texts = ['町', 'ﾔ', '町\n\n町\n1\r\n', `${head}1,1,2020/4/1,18,南町\r\n\r\n2,,,,①\n`];
    for (const text of texts) {
      const bytes = encode(text, 'cp932');
      for (const before of [0, 1, 2, 3]) {
        const moved = concat(new Uint8Array(before), bytes).subarray(before);
        const whole = told(piecesOf(moved));
        expect(whole).not.toBe('file.twoEncodings');
        for (let size = 1; size <= 9; size++) {
          const pieces = Array.from({ length: Math.ceil(moved.length / size) }, (_, at) => moved.subarray(at * size, (at + 1) * size)); // prettier-ignore
          expect(told(() => pieces)).toBe(whole);
        }
      }
    }
  });
  test('single broken characters, and words of CP932 that look like UTF-8, are no second encoding', () => {
    const broken = bytesOf(head + many(1, 60));
    broken[broken.length - 200] = 0xff;
    expect(refusal('a.csv', broken)).toBe('');
    expect(
      refusal(
        'a.csv',
        new Uint8Array(
          encode(`${head}1,1,2020/4/1,18,南町\r\n2,1,2020/4/1,18,ﾅｶﾞﾔﾏ\r\n3,1,2020/4/1,18,南町南町`, 'cp932'),
        ),
      ),
    ).toBe('');
  });
});

describe('ZIPs that lie or blow up', () => {
  const END = 22;
  /** A ZIP of one member, with whatever is said of it. */
  function zipOf(
    data: Uint8Array,
    said: { size?: number; crc?: number; packed?: Uint8Array; copies?: number },
  ): Uint8Array {
    const { packed = deflateSync(data), size = data.length, crc = crc32(data), copies = 1 } = said;
    const name = strToU8('a.csv');
    const local = new DataView(new ArrayBuffer(30));
    const entry = new DataView(new ArrayBuffer(46));
    for (const [view, at, signature] of [
      [local, 6, 0x04034b50],
      [entry, 8, 0x02014b50],
    ] as const) {
      view.setUint32(0, signature, true);
      view.setUint16(at + 2, 8, true);
      view.setUint32(at + 8, crc, true);
      view.setUint32(at + 12, packed.length, true);
      view.setUint32(at + 16, size, true);
      view.setUint16(at + 20, name.length, true);
    }
    const end = new DataView(new ArrayBuffer(END));
    end.setUint32(0, 0x06054b50, true);
    end.setUint16(10, copies, true);
    end.setUint32(16, 30 + name.length + packed.length, true);
    const directory = Array.from({ length: copies }, () => [...new Uint8Array(entry.buffer), ...name]).flat();
    return Uint8Array.from([
      ...new Uint8Array(local.buffer),
      ...name,
      ...packed,
      ...directory,
      ...new Uint8Array(end.buffer),
    ]);
  }
  const data = bytesOf(TABLE);
  test('one that says the truth is read', () => expect(refusal('a.zip', zipOf(data, {}))).toBe(''));
  test('a wrong sum is found in a stored and in a packed member', () => {
    expect(refusal('a.zip', zipOf(data, { crc: 1 }))).toMatch(/a\.zip\/a\.csv.*壊れ.*CRC-32/);
    const stored = zipSync({ 'a.csv': [data, { level: 0 }] });
    stored[stored.indexOf(0x38)] = 0x39;
    expect(refusal('a.zip', stored)).toMatch(/a\.zip\/a\.csv.*壊れ/);
    const damaged = zipSync({
      ...partsOf(sheet(ROW)),
      'xl/worksheets/sheet1.xml': [strToU8(sheet(ROW)), { level: 0 }],
    });
    const at = Array.from(damaged, (byte) => String.fromCharCode(byte))
      .join('')
      .indexOf('18.5');
    damaged[at] = 0x32;
    expect(refusal('a.xlsx', damaged)).toMatch(/a\.xlsx.*壊れ.*CRC-32/);
  });
  test.each([
    ['shorter than it is', data.length - 1, /壊れ.*大きさ/],
    ['longer than it is', data.length + 1, /途中/],
    ['of nothing', 0, /空/],
    ['just above 2 GiB', 2 ** 31 + 1, /2,049 MiB.*上限は 2,048 MiB/],
    ['of 2,300 MiB', 2300 * 2 ** 20, /2,300 MiB/],
    [
      'of 256 MiB and a byte, thousands of times its packed size',
      256 * 2 ** 20 + 1,
      /257 MiB、圧縮された大きさの [\d,]+ 倍/,
    ],
  ])('a size said to be %s', (_, size, says) => expect(refusal('a.zip', zipOf(data, { size }))).toMatch(says));
  test('256 MiB may be packed however tightly, and more may be packed 200 times', () => {
    expect(refusal('a.zip', zipOf(data, { size: 256 * 2 ** 20 }))).toMatch(/^file.unreadable .*途中/);
    const packed = new Uint8Array(Math.ceil((300 * 2 ** 20) / 200));
    expect(refusal('a.zip', zipOf(data, { size: 300 * 2 ** 20, packed }))).toMatch(/^file.unreadable /);
    expect(refusal('a.zip', zipOf(data, { size: 300 * 2 ** 20, packed: packed.subarray(1) }))).toMatch(
      /^file.tooLarge /,
    );
  });
  test('entries that share their bytes are counted together', () => {
    expect(refusal('a.zip', zipOf(data, { size: 200 * 2 ** 20, copies: 20 }))).toMatch(
      /^file.tooLarge a.zip は大きすぎる.*4,000 MiB/,
    );
  });
  test('the sums are those of the standard', () => {
    expect(crc32(bytesOf('123456789'))).toBe(0xcbf43926);
    expect(crc32(bytesOf('6789'), crc32(bytesOf('12345')))).toBe(0xcbf43926);
    expect(crc32(new Uint8Array(0))).toBe(0);
  });
});

describe('workbooks that are damaged or pass the limits of a sheet', () => {
  test.each<[string, string, RegExp]>([
    ['the last cell of a sheet', `${ROW}<row r="1048576">${text('XFD1048576', 'x')}</row>`, /^$/],
    ['a cell beyond XFD', `<row r="2">${text('XFE2', 'x')}</row>`, /XFE2.*16,384 列/],
    ['a cell far beyond XFD', `<row r="3">${text('ZZZZZZZ3', 'x')}</row>`, /ZZZZZZZ3/],
    ['a cell of many letters', `<row r="3">${text(`${'Z'.repeat(500)}3`, 'x')}</row>`, /ZZZZZZZZZZZZ/],
    ['a cell without letters', `<row r="3">${text('33', 'x')}</row>`, /番地 33/],
    ['more cells than columns, without addresses', `<row r="2">${'<c/>'.repeat(16_385)}</row>`, /16,384 列/],
    ['as many cells as columns, without addresses', `<row r="2">${'<c/>'.repeat(16_384)}</row>`, /^$/],
    ['row 1,048,577', '<row r="1048577"/>', /1048577 行目は行の上限（1,048,576 行）/],
    ['row 99,999,999', `<row r="99999999">${text('A99999999', '2')}</row>`, /99999999 行目は行の上限/],
    ['a row behind the last one', '<row r="1048576"/><row/>', /行の上限/],
    ['a row number that is none', '<row r="x"/>', /行の上限|行目/],
    ['a character beyond Unicode', `<row r="2">${text('A2', '&#x110000;')}</row>`, /文字 &#x110000; は存在しません/],
    ['a decimal character beyond Unicode', `<row r="2">${text('A2', '&#99999999999;')}</row>`, /存在しません/],
    ['half of a character', `<row r="2">${text('A2', '&#xD800;')}</row>`, /^$/],
    ['the last character of Unicode', `<row r="2">${text('A2', '&#x10FFFF;')}</row>`, /^$/],
    ['a text that is not there', '<row r="2"><c r="A2" t="s"><v>7</v></c></row>', /文字列 7 番がありません/],
    ['a cell without an end', '<row r="2"><c r="A2"><v>1</row>', /セルが途中/],
  ])('%s', (_, rows, says) => {
    expect(refusal('a.xlsx', book(sheet(rows)))).toMatch(says);
    if (!says.test('')) expect(refusal('a.xlsx', book(sheet(rows)))).toMatch(/^sheet.damaged a\.xlsx の「健診」/);
  });
  test.each([
    ['inside of a row', sheet(ROW).slice(0, -80)],
    ['behind a row', `<worksheet><sheetData>${HEADER}${ROW}`],
    ['before the first row', '<worksheet><sheetData>'],
    ['inside of a tag', `<worksheet><sheetData>${HEADER}<row r="2`],
    ['at its beginning', ''],
  ])('a sheet that breaks off %s is damaged, not empty', (_, xml) => {
    expect(refusal('a.xlsx', book(xml))).toMatch(/^sheet.damaged a\.xlsx/);
  });
  test('a row without an end is refused at a limit, however long it goes on', () => {
    const parts = Array.from({ length: 1200 }, () => '<c r="A4"><v>1</v></c>'.repeat(3000));
    const started = process.cpuUsage();
    expect(refusal('a.xlsx', book(`<worksheet><sheetData>${HEADER}<row r="4">${parts.join('')}`))).toMatch(
      /終わりのない行/,
    );
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(MOST_SECONDS);
  });
  test('a sheet whose part or relation is missing is named', () => {
    expect(
      refusal(
        'a.xlsx',
        book('', (parts) => delete parts['xl/worksheets/sheet1.xml']),
      ),
    ).toMatch(/「健診」.*シートの中身がありません/);
    expect(
      refusal(
        'a.xlsx',
        book('', (parts) => delete parts['xl/_rels/workbook.xml.rels']),
      ),
    ).toMatch(/「健診」.*シートの中身がありません/);
  });
  test('parts are found whatever their case and slashes', () => {
    const parts = partsOf(sheet(ROW));
    const upper = zipSync(Object.fromEntries(Object.entries(parts).map(([name, part]) => [name.toUpperCase(), part])));
    const turned = zipSync(
      Object.fromEntries(Object.entries(parts).map(([name, part]) => [name.replaceAll('/', '\\'), part])),
    );
    for (const bytes of [upper, turned])
      expect(readFile('a.xlsx', bytes).map(READ)).toEqual([
        [
          ['被保険者番号', 'BMI'],
          ['1', 18.5],
        ],
      ]);
  });
  test('a million styled rows without values are passed over in seconds', () => {
    const empty = Array.from(
      { length: 1_048_574 },
      (_, row) => `<row r="${row + 3}" s="1" customFormat="1"><c r="A${row + 3}" s="1"/></row>`,
    ).join('');
    const bytes = book(sheet(ROW + empty));
    const started = process.cpuUsage();
    const { table, sources } = buildIntake(readFile('a.xlsx', bytes), { fiscalYear: 2025 });
    expect([table.size, sources[0]!.rows]).toEqual([1, 1]);
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(MOST_SECONDS);
  });
});

describe('formulas without a value', () => {
  const formula = (at: string, rest = ''): string => `<c r="${at}"><f>1</f>${rest}</c>`;
  test.each([
    ['no value', formula('B2'), true],
    ['an empty value', formula('B2', '<v></v>'), true],
    ['an empty tag', formula('B2', '<v/>'), true],
    ['a value', formula('B2', '<v>18.5</v>'), false],
    ['a value with an attribute', formula('B2', '<v xml:space="preserve">18.5</v>'), false],
    ['an empty text', '<c r="B2" t="str"><f>""</f><v></v></c>', false],
    ['a shared formula', '<c r="B2"><f t="shared" si="0"/></c>', true],
    [
      'a rich text with a font of a family',
      '<c r="B2" t="inlineStr"><is><r><rPr><family val="2"/></rPr><t>18</t></r></is></c>',
      false,
    ],
  ])('%s', (_, cell, refused) => {
    const says = refusal('a.xlsx', book(sheet(`<row r="2">${text('A2', '1')}${cell}</row>`)));
    expect(says).toMatch(refused ? /^sheet.uncalculated a\.xlsx の「健診」.*数式.*（B2）/ : /^$/);
  });
  test('a column that nobody wants may hold them; of many the first are named', () => {
    const cells = Array.from(
      { length: 9 },
      (_, row) => `<row r="${row + 2}">${text(`A${row + 2}`, `${row}`)}${formula(`B${row + 2}`)}</row>`,
    ).join('');
    expect(refusal('a.xlsx', book(sheet(cells)))).toContain('（B2、B3、B4、B5、B6 など 9 個）');
    const [input] = readFile('a.xlsx', book(sheet(cells)));
    expect([...input!.rows([true])]).toHaveLength(10);
  });
});

describe('texts without an end', () => {
  const repeated = (piece: string, length: number): Uint8Array => new Uint8Array(length).fill(piece.charCodeAt(0));
  test.each([
    ['one cell of 100 MB', repeated('a', 1e8), /行の終わりがありません/],
    ['one row of 100 MB of commas', repeated(',', 1e8), /16,384 列を超えます/],
    [
      'an endless row behind good ones',
      Uint8Array.from([...bytesOf(TABLE), ...repeated(',', 40_000)]),
      /4 行目の列が 16,384 列/,
    ],
    ['100 MB of zeros', new Uint8Array(1e8), /読める種類/],
  ])('%s', (_, bytes, says) => {
    const started = process.cpuUsage();
    const act = (): unknown => buildIntake(readFile('a.csv', bytes), { fiscalYear: 2025 });
    expect(act).toThrow(says);
    expect(act).toThrow(AnalystError);
    // Processor time of two readings: other programs may use the machine meanwhile.
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(MOST_SECONDS);
  });
  test('a row of as many columns as a sheet has is read, one of one more is not', () => {
    const wide = (columns: number): Uint8Array => bytesOf(`${TABLE}3${','.repeat(columns - 1)}\r\n`);
    expect(buildIntake(readFile('a.csv', wide(16_384)), { fiscalYear: 2025 }).table.size).toBe(3);
    expect(() => buildIntake(readFile('a.csv', wide(16_385)), { fiscalYear: 2025 })).toThrow(/4 行目の列/);
  });
});
