/** Tests of the lists as CSV: they open in Excel unharmed, and no cell can become a formula. */
import { extractionRows, csvOfList } from '../../src/plan';
import { guarded } from '../../src/plan/csvOfList';
import { extractionOf, intakeOf } from './support';

const rows = [
  ['被保険者番号', '氏名', '性別', '生年月日', '処方薬剤数', '市町村名'],
  ['00000012', '=HYPERLINK("http://x")', '女', '19400101', 21, '甲町'],
  ['00000007', '山田, "太郎"', '男', '19410101', 15, '-乙町'],
  ['00000003', '対象外', '男', '19410101', 14, '乙町'],
];
const extraction = extractionOf(intakeOf(rows));
const text = csvOfList(extraction.intake, extraction.results, extraction.settings, 'polypharmacy');

test('the file has a byte order mark, CRLF and the header in row 1', () => {
  expect(text.startsWith('\uFEFF被保険者番号,')).toBe(true);
  expect(text.endsWith('\r\n')).toBe(true);
  expect(text.split('\r\n')).toHaveLength(1 + 2 + 1);
});

test('the person further beyond the threshold stands first', () => {
  const ids = extractionRows(extraction, 'polypharmacy').rows.map(([id]) => id);
  expect(ids).toEqual(['00000012', '00000007']);
});

test('text that begins like a formula gets an apostrophe; numbers do not', () => {
  expect(text).toContain(`"'=HYPERLINK(""http://x"")"`);
  expect(text).toContain(",'-乙町,");
  expect(text).toContain(',21\r\n');
});

test('commas and quotes stay inside their field', () => {
  expect(text).toContain('"山田,　""太郎"""');
});

const SIGNS = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫'];
const UNSEEN = [
  '',
  '\u200B',
  '\u200E',
  '\u200F',
  '\u202E',
  '\uFEFF',
  '\u00AD',
  '\u2060',
  ' ',
  '　',
  '\u00A0',
  '\u0000',
];

test.each(SIGNS)('a text that begins with %s is guarded, whatever nobody sees before it', (sign) => {
  for (const mark of UNSEEN) {
    const text = `${mark}${sign}1+1`;
    expect(guarded(text)).toBe(`'${text}`);
    expect(guarded(`${mark}${mark}${sign}`)).toBe(`'${mark}${mark}${sign}`);
  }
});

test('a text that does not begin like a formula stays as it is', () => {
  for (const text of ['', '山田', 'a=1', '1-2', "'x", '・a', 'ー', '※=1', '\u200B山田', ' 山田'])
    expect(guarded(text)).toBe(text);
  for (const text of ['\tx', '\rx']) expect(guarded(text)).toBe(`'${text}`);
});
