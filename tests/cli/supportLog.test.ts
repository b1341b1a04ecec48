/** A log of support among the files of the command line is known by its headings, whatever its file is called. */
import iconv from 'iconv-lite';
import { supportIn, withLogNamed } from '../../src/workbench/cli/files';

const csv = (name: string, text: string, encoding = 'utf8') => ({
  name,
  bytes: new Uint8Array(iconv.encode(text, encoding)),
});
const EXAMINED = csv('健診.csv', '被保険者番号,健診日,BMI\n00000001,2025-06-01,19\n');
const LOG = '被保険者番号,目的,支援開始日,状況\n00000001,低栄養,2025-06-01,終了\n';

test.each([
  ['UTF-8', csv('c支援.csv', LOG)],
  ['CP932', csv('R7記録.CSV', LOG, 'cp932')],
  ['with a title above the heading', csv('一覧.csv', `令和7年度 支援の記録\n\n${LOG}`)],
  ['larger than what is looked at', csv('記録.csv', LOG + '00000002,低栄養,2025-06-01,支援中\n'.repeat(4_000))],
])('%s', (_, file) => {
  const { files, notices } = withLogNamed([EXAMINED, file]);
  expect(files.map(({ name }) => name)).toEqual(['健診.csv', '支援記録.csv']);
  expect(files[1]!.bytes).toBe(file.bytes);
  expect(notices).toEqual([`${file.name} は見出しから支援記録と分かったので、支援記録として読みました。`]);
  expect(supportIn(files)).not.toBeNull();
});

test.each([
  ['an export', [EXAMINED]],
  ['a list of persons by purpose', [csv('名簿.csv', '被保険者番号,目的,氏名\n00000001,低栄養,甲\n')]],
  ['a status without a purpose', [csv('名簿.csv', '被保険者番号,状況,氏名\n00000001,終了,甲\n')]],
  ['an empty file', [csv('空.csv', '')]],
  ['one line without an end', [csv('長い.csv', 'あ'.repeat(70_000))]],
  [
    'a workbook called .csv',
    [{ name: '名前.csv', bytes: new Uint8Array([0x50, 0x4b, 3, 4, ...Buffer.alloc(70_000, 10)]) }],
  ],
  ['a file of zeros', [{ name: '零.csv', bytes: new Uint8Array(70_000) }]],
  [
    'a file in two encodings',
    [{ name: '混在.csv', bytes: new Uint8Array([...Buffer.from('番号,氏名\n'), 0x82, 0xa0, 10]) }],
  ],
  ['no file', []],
])('%s is none', (_, files) => {
  expect(withLogNamed(files)).toEqual({ files, notices: [] });
});

test('a file that is called 支援記録 is the log, in both orders', () => {
  const [named, other] = [csv('支援記録.csv', LOG), csv('c支援.csv', LOG)];
  for (const files of [
    [named, other],
    [other, named],
  ])
    expect(withLogNamed(files)).toEqual({ files, notices: [] });
});

test('of two logs under other names the first is taken', () => {
  const { files } = withLogNamed([csv('ア.csv', LOG), csv('イ.csv', LOG)]);
  expect(files.map(({ name }) => name)).toEqual(['支援記録.csv', 'イ.csv']);
});

test('a csv whose first heading begins like a ZIP is a csv', () => {
  const log = csv('記録.csv', LOG.replace('被保険者番号', 'PK番号,被保険者番号').replace('\n0', '\n1,0'));
  const { files } = withLogNamed([EXAMINED, log]);
  expect(files.map(({ name }) => name)).toEqual(['健診.csv', '支援記録.csv']);
});
