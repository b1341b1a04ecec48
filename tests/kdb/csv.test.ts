/** Tests of reading text files: encodings, quotes, ragged rows, large files. */
import { atOnce } from '../../src/kdb/steps';
import { encode } from 'iconv-lite';
import { AnalystError, readFile, type Cell, type SourceInput } from '../../src/kdb';
import { csvTable } from '../../src/kdb/files/csv';

const bytes = (text: string, encoding = 'utf8'): Uint8Array => new Uint8Array(encode(text, encoding));
const rowsOf = (source: SourceInput, wanted?: boolean[]): Cell[][] =>
  [...source.rows(wanted)].map((cells) => [...cells]);
const read = (text: string, encoding = 'utf8'): Cell[][] => rowsOf(readFile('a.csv', bytes(text, encoding))[0]!);
const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof AnalystError) return error.code;
    throw error;
  }
  return 'none';
};

const TEXT = '被保険者番号,氏名\r\n00000001,髙﨑 ①子\r\n';

test.each(['utf8', 'cp932', 'utf16le', 'utf16be'])('text in %s is read by its bytes', (encoding) => {
  const text = encoding === 'cp932' ? TEXT.replace('髙﨑', '高木') : TEXT;
  const mark = encoding.startsWith('utf16') ? '\ufeff' : '';
  expect(read(mark + text, encoding)[1]![1]).toBe(encoding === 'cp932' ? '高木 ①子' : '髙﨑 ①子');
});

test('a byte order mark is no part of the first heading', () => {
  expect(read('\ufeff' + TEXT)[0]![0]).toBe('被保険者番号');
});

test('characters that only CP932 has (髙, ①, ㈱) are read', () => {
  expect(read('氏名,a\r\n髙橋①㈱,b\r\n', 'cp932')[1]![0]).toBe('髙橋①㈱');
});

test('UTF-8 with one broken character is still read as UTF-8', () => {
  const broken = bytes(`${TEXT.repeat(20)}`);
  broken[broken.length - 5] = 0xff;
  expect(rowsOf(readFile('a.csv', broken)[0]!)[0]![0]).toBe('被保険者番号');
});

test('tabs separate when there are more of them', () => {
  expect(read('a\tb\tc\n1\t2,5\t3\n')).toEqual([
    ['a', 'b', 'c'],
    ['1', '2,5', '3'],
  ]);
});

test('quoted fields hold commas, quotes and line breaks', () => {
  expect(read('"a,b","say ""yes""","two\r\nlines"\r\n"",x"y,"z"\r\n')).toEqual([
    ['a,b', 'say "yes"', 'two\r\nlines'],
    ['', 'x"y', 'z'],
  ]);
});

test('rows may be ragged, lines may end in LF, CRLF or CR, and the last needs no end', () => {
  expect(read('a,b,c\nd\r\n\r\ne,f,\rg,')).toEqual([['a', 'b', 'c'], ['d'], [''], ['e', 'f', ''], ['g', '']]);
});

test('an unclosed quote is refused with the row that it begins in', () => {
  const source = readFile('a.csv', bytes('a,b\r\n1,2\r\n3,"4\r\n5,6\r\n'))[0]!;
  expect(() => rowsOf(source)).toThrow('a.csv の 3 行目');
  expect(codeOf(() => rowsOf(source))).toBe('csv.unclosedQuote');
});

test('rows are the same wherever the pieces of a file are cut', () => {
  const text = '\ufeff"番号",氏名\r\n"1,1","改\r\n行 ""x"""\r\n\r\n3,四\n5,"6"\r7,';
  const whole = read(text);
  for (const encoding of ['utf8', 'utf16le']) {
    const all = bytes(encoding === 'utf8' ? text : text, encoding);
    for (const size of [1, 2, 3, 5, 7]) {
      const pieces = (): Uint8Array[] =>
        Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
      expect(rowsOf(atOnce(csvTable('a.csv', pieces, () => false)))).toEqual(whole);
    }
  }
});

test('cells of columns that nobody wants are left out, but not mistaken for blank ones', () => {
  const source = readFile('a.csv', bytes('a,b,"c",d\n1,,  ,"x"\n'))[0]!;
  expect(rowsOf(source, [true])).toEqual([
    ['a', true, true, true],
    ['1', null, null, true],
  ]);
});

test('files that are no table of text are refused by kind', () => {
  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
  const noise = Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919 + (index >> 3) * 31) & 0xff);
  const noiseWithoutZero = noise.map((byte) => byte || 1);
  for (const junk of [noise, noiseWithoutZero]) expect(codeOf(() => readFile('x', junk))).toBe('file.kind');
  for (const known of [png, bytes('%PDF-1.7\n')]) expect(codeOf(() => readFile('x', known))).toBe('file.foreign');
});

test('an empty file is refused as empty', () => {
  for (const nothing of ['', '\ufeff', '\r\n\r\n', ' , ,\r\n,,\r\n'])
    expect(codeOf(() => readFile('a.csv', bytes(nothing)))).toBe('file.empty');
});

test('characters of four bytes in UTF-8 are whole beside a broken one', () => {
  const lines = [
    '被保険者番号,氏名',
    '1,𠮷野𠮷田𠮷川𠮷山',
    '2,山田花子?郎太',
    '3,𠮷𠮷𠮷𠮷',
    ...Array.from({ length: 20 }, () => '4,山田'),
  ];
  const whole = bytes(lines.join('\r\n'));
  whole[whole.indexOf(0x3f)] = 0xff;
  const [source] = readFile('a.csv', whole);
  expect(
    rowsOf(source!)
      .slice(0, 4)
      .map((cells) => cells[1]),
  ).toEqual(['氏名', '𠮷野𠮷田𠮷川𠮷山', '山田花子\ufffd郎太', '𠮷𠮷𠮷𠮷']);
});

test('bytes that are valid EUC-JP are CP932 where no known heading proves the other', () => {
  const [head, row] = ['ｱｲｳｴ,ｶｷｸｹ', '1,ｻｼｽｾ'];
  expect(read(`${head}\r\n${row}\r\n`, 'cp932')).toEqual([head!.split(','), row!.split(',')]);
  expect(read('被保険者番号,氏名\r\n1,山田\r\n', 'eucjp')[1]).toEqual(['1', '山田']);
});
