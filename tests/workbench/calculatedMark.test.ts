/** The mark of a file whose figures were calculated from what stands in it: it holds while nothing changed that a figure rests on. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { readXlsx } from 'hucre';
import { createEmbeddedWorkbook, type EmbeddedWorkbook } from '../../src/workbench/workbook';
import { isMarkedCalculated } from '../../src/workbench/xlsx/calculatedMark';
import { savedByAnother, putCell, sheetPart, type Parts } from '../savedByAnother';

/** A sheet that is handed in, one that is read behind it, one of ours that is neither, one of the analyst's own. */
const [FORM, BEHIND, OTHER, NOTES] = ['計画書', '中間評価', '自己点検', 'メモ'];

type Cells = Readonly<Record<string, string | number>>;

async function inWorkbook<T>(use: (workbook: EmbeddedWorkbook) => T | Promise<T>): Promise<T> {
  const workbook = createEmbeddedWorkbook();
  try {
    return await use(workbook);
  } finally {
    workbook.dispose();
  }
}

/** A saved workbook with these cells, by `sheet!address`. */
function saved(cells: Cells, options: { isCalculated?: boolean } = { isCalculated: true }): Promise<Parts> {
  return inWorkbook(async (workbook) => {
    for (const name of [FORM, BEHIND, OTHER, NOTES]) workbook.book.addSheet(name!);
    for (const [address, value] of Object.entries(cells)) await workbook.typeInto(address, value);
    return unzipSync(await workbook.saveXlsx(options));
  });
}

const PART = 'docProps/custom.xml';
const BASIC: Cells = {
  [`${FORM}!A1`]: 41,
  [`${FORM}!A2`]: `=A1+1`,
  [`${FORM}!A3`]: '文章',
  [`${FORM}!A4`]: `=${NOTES}!B2*2`,
  [`${FORM}!A5`]: `=SUM(${OTHER}!A1:A3)`,
  [`${FORM}!B1`]: `=A1*3`,
  [`${FORM}!B2`]: `=A2*3`,
  [`${FORM}!B3`]: `=1/3`,
  [`${BEHIND}!A1`]: `=${FORM}!A3&"。"`,
  [`${BEHIND}!A2`]: `=${FORM}!C9`,
  [`${OTHER}!A1`]: `=${OTHER}!B1`,
  [`${OTHER}!A9`]: `=LEN(${FORM}!A3)`,
  [`${OTHER}!B1`]: 5,
  [`${NOTES}!B2`]: 7,
  [`${NOTES}!B3`]: `=B2+1`,
};

test('only what is said to be calculated is marked, and the mark is a document property of its own', async () => {
  expect(isMarkedCalculated(await saved(BASIC, {}))).toBe(false);
  const parts = await saved(BASIC);
  expect(isMarkedCalculated(parts)).toBe(true);
  expect(strFromU8(parts[PART]!)).toMatch(/name="IKKATSU\.calculated"><vt:lpwstr>\S+ [0-9a-f]{64}<\/vt:lpwstr>/u);
  expect(/<vt:lpwstr>([^<]*)/u.exec(strFromU8(parts[PART]!))![1]!.length).toBeLessThan(255);
  expect(strFromU8(parts['[Content_Types].xml']!)).toContain('PartName="/docProps/custom.xml"');
  expect(strFromU8(parts['_rels/.rels']!)).toContain('Target="docProps/custom.xml"');
});

const text = (words: string) => ['str', `<v>${words}</v>`] as const;
const number = (value: number) => ['', `<v>${value}</v>`] as const;
const formula = (words: string, value: number) => ['', `<f>${words}</f><v>${value}</v>`] as const;
const put =
  (sheet: string | undefined, address: string, [type, content]: readonly [string, string]) =>
  (parts: Parts) =>
    putCell(parts, sheet!, address, type, content);

test.each<readonly [string, (parts: Parts) => void]>([
  ['a text that no figure reads', put(FORM, 'A3', text('人が書いた文章。'))],
  ['a number that no formula reads', put(FORM, 'D7', number(12))],
  ['a text where nothing stood', put(FORM, 'D8', text('メモ'))],
  ['a formula on a sheet that is not handed in', put(OTHER, 'C3', formula('1+1', 2))],
  ['a value that only such a formula reads', put(OTHER, 'A9', formula(`LEN(${FORM}!A3)`, 8))],
  ['a note on a sheet of the analyst', put(NOTES, 'A1', text('電話した'))],
  ['another theme', (parts) => delete parts['xl/theme/theme1.xml']],
  ['other formats', (parts) => (parts['xl/styles.xml'] = strToU8(`${strFromU8(parts['xl/styles.xml']!)}\n`))],
  ['all written by another program', (parts) => Object.assign(parts, savedByAnother(parts))],
])('%s: the mark holds', async (_, change) => {
  const parts = await saved(BASIC);
  change(parts);
  expect(isMarkedCalculated(parts)).toBe(true);
});

const inPart = (part: string, from: string | RegExp, to: string) => (parts: Parts) => {
  const before = strFromU8(parts[part]!);
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  parts[part] = strToU8(after);
};

test.each<readonly [string, (parts: Parts) => void]>([
  ['a number that a formula reads', put(FORM, 'A1', number(40))],
  ['the same number as a text', put(FORM, 'A1', text('41'))],
  ['a number that is made blank', put(FORM, 'A1', ['', ''])],
  ['the value of a formula', put(FORM, 'A2', formula('A1+1', 43))],
  ['a formula of the same value', put(FORM, 'A2', formula('A1+1+0', 42))],
  ['a formula in the place of its value', put(FORM, 'A2', number(42))],
  ['a formula where nothing stood', put(FORM, 'D9', formula('1+1', 2))],
  ['a blank cell that a range names', put(OTHER, 'A2', number(1))],
  ['what a formula on another sheet reads', put(OTHER, 'B1', number(6))],
  ['a cell of the analyst that a form reads', put(NOTES, 'B2', number(8))],
  ['a blank cell that a figure behind reads', put(FORM, 'C9', number(3))],
  ['an error in the place of a value', put(FORM, 'B3', ['e', '<f>1/3</f><v>#DIV/0!</v>'])],
  ['a sheet renamed', inPart('xl/workbook.xml', `name="${OTHER}"`, 'name="自己点検2"')],
  ['dates counted from 1904', inPart('xl/workbook.xml', '<sheets>', '<workbookPr date1904="1"/><sheets>')],
  ['a sheet left out', (parts) => delete parts[sheetPart(parts, OTHER!)]],
  ['a text that is not there', (parts) => delete parts['xl/sharedStrings.xml']],
  ['the mark left out', (parts) => delete parts[PART]],
  ['the mark of another build', inPart(PART, '<vt:lpwstr>', '<vt:lpwstr>9')],
  ['a mark that holds nothing', (parts) => (parts[PART] = new Uint8Array())],
  ['a mark that is no XML', (parts) => (parts[PART] = strToU8('<Properties><a></Properties>'))],
  [
    'two sheets changed for one another',
    (parts) => {
      const [one, other] = [sheetPart(parts, FORM!), sheetPart(parts, BEHIND!)];
      [parts[one], parts[other]] = [parts[other]!, parts[one]!];
    },
  ],
])('%s: the mark does not hold', async (_, change) => {
  const parts = await saved(BASIC);
  change(parts);
  expect(isMarkedCalculated(parts)).toBe(false);
});

test('a row that is gone matters where a figure stood in it', async () => {
  const parts = await saved({ ...BASIC, [`${FORM}!A12`]: '文章' });
  const part = sheetPart(parts, FORM!);
  const holdsWithout = (row: number): boolean => {
    const xml = strFromU8(parts[part]!);
    const shorter = xml.replace(new RegExp(`<row r="${row}"[^>]*>.*?</row>`, 'su'), '');
    expect(shorter).not.toBe(xml);
    return isMarkedCalculated({ ...parts, [part]: strToU8(shorter) });
  };
  expect([12, 3, 1].map(holdsWithout)).toEqual([true, false, false]);
});

test.each([
  '=TODAY()',
  '=YEAR(NOW())',
  '=RAND()',
  '=RANDBETWEEN(1,2)',
  '=1+CELL("row",A1)',
  '=IKKATSU.AGE("S20.4.1")',
  '=INDIRECT("A1")',
  '=SUM(OFFSET(A1,0,0))',
  '=SUBTOTAL(109,A1:A3)',
  '=SHEETS()',
])('a form with %s is not marked: its value may change though nothing does that it names', async (formula) => {
  expect(isMarkedCalculated(await saved({ [`${FORM}!A1`]: 1, [`${FORM}!B1`]: formula }))).toBe(false);
  // On a sheet that no figure reads it is no matter.
  expect(isMarkedCalculated(await saved({ [`${FORM}!A1`]: 1, [`${NOTES}!B1`]: formula }))).toBe(true);
});

test.each(['=ROW()', '="TODAY()"&A1', '=IKKATSU.AGEADJUSTED(A1)', '=SUM(A:A)', '=SUM(1:3)'])(
  'a form with %s is marked',
  async (formula) => expect(isMarkedCalculated(await saved({ [`${FORM}!A1`]: 1, [`${FORM}!E9`]: formula }))).toBe(true),
);

test('what a name stands for counts where a figure uses the name', async () => {
  const parts = await inWorkbook(async (workbook) => {
    workbook.book.addSheet(FORM!);
    await workbook.typeInto(`${FORM}!A1`, 4);
    workbook.book.setName('目標', `=${FORM}!$A$1`, '');
    workbook.book.setName('ほか', `=${FORM}!$A$3`, '');
    await workbook.typeInto(`${FORM}!B1`, '=目標*2');
    return unzipSync(await workbook.saveXlsx({ isCalculated: true }));
  });
  const changed = (change: (parts: Parts) => void): boolean => {
    const copy = { ...parts };
    change(copy);
    return isMarkedCalculated(copy);
  };
  expect(changed(() => undefined)).toBe(true);
  expect(changed(put(FORM, 'A1', number(5)))).toBe(false);
  expect(changed(inPart('xl/workbook.xml', '$A$1', '$A$2'))).toBe(false);
  expect(changed(inPart('xl/workbook.xml', '$A$3', '$A$4'))).toBe(true);
});

test('a range between cells that functions find reads what lies between the cells that are named', async () => {
  const range = `=SUM(INDEX(${NOTES}!A1:A2,1):INDEX(${NOTES}!C3:C5,2))`;
  const parts = await saved({ [`${FORM}!A1`]: range, [`${NOTES}!B2`]: 5, [`${NOTES}!D2`]: 6 });
  const holdsWith = (address: string): boolean => {
    const copy = { ...parts };
    putCell(copy, NOTES!, address, ...number(9));
    return isMarkedCalculated(copy);
  };
  expect(strFromU8(parts[sheetPart(parts, FORM!)]!)).toContain('<v>5</v>');
  expect([holdsWith('B2'), holdsWith('C5'), holdsWith('D2')]).toEqual([false, false, true]);
});

test('the cells that one formula fills count like its own', async () => {
  const parts = await saved({
    [`${FORM}!A1`]: 1,
    [`${FORM}!A2`]: 2,
    [`${OTHER}!C1`]: `=${FORM}!A1:A2*2`,
    [`${FORM}!B1`]: `=${OTHER}!C2`,
  });
  expect(strFromU8(parts[sheetPart(parts, OTHER!)]!)).toContain('ref="C1:C2"');
  expect(isMarkedCalculated(parts)).toBe(true);
  for (const change of [put(OTHER, 'C2', number(5)), put(FORM, 'A1', number(3))]) {
    const copy = { ...parts };
    change(copy);
    expect(isMarkedCalculated(copy)).toBe(false);
  }
});

const TABLE = [
  ['被保険者番号', '氏名', '性別', '生年月日', 'BMI'],
  ['00000001', '試験 一', '男', '19450401', '20.5'],
];

test('every value of an export counts, and whether it is hidden; a sheet of notes becomes one when its headings say so', async () => {
  const parts = await inWorkbook(async (workbook) => {
    workbook.book.addSheet(FORM!);
    workbook.openRows('健診_令和7年度', TABLE);
    workbook.openRows('電話帳', [['だれ', 'いつ'], ...TABLE.slice(1)]);
    return unzipSync(await workbook.saveXlsx({ isCalculated: true }));
  });
  const holds = (...changes: ((parts: Parts) => void)[]): boolean => {
    const copy = { ...parts };
    for (const change of changes) change(copy);
    return isMarkedCalculated(copy);
  };
  expect(holds()).toBe(true);
  expect(holds((copy) => Object.assign(copy, savedByAnother(copy)))).toBe(true);
  expect(holds(put('健診_令和7年度', 'E2', text('20.6')))).toBe(false);
  expect(holds(put('健診_令和7年度', 'E2', number(20.5)))).toBe(false);
  expect(holds(put('健診_令和7年度', 'G9', text('x')))).toBe(false);
  expect(
    holds(inPart('xl/workbook.xml', '<sheet name="健診_令和7年度"', '<sheet name="健診_令和7年度" state="hidden"')),
  ).toBe(false);
  expect(holds(put('電話帳', 'B2', text('朝')))).toBe(true);
  expect(holds(put('電話帳', 'A1', text('被保険者番号')), put('電話帳', 'B1', text('BMI')))).toBe(false);
});

test('a workbook that calculates by hand only is not marked', () =>
  inWorkbook(async (workbook) => {
    workbook.book.calculation.setManual(true);
    expect(unzipSync(await workbook.saveXlsx({ isCalculated: true }))[PART]).toBeUndefined();
  }));

test('what is opened and saved again carries the mark, which holds while its figures do', async () => {
  const first = zipSync(await saved(BASIC));
  const again = (edits: Cells): Promise<Parts> =>
    inWorkbook(async (workbook) => {
      await workbook.openXlsx('marked.xlsx', first);
      for (const [address, value] of Object.entries(edits)) await workbook.typeInto(address, value);
      return unzipSync(await workbook.saveXlsx());
    });
  expect(isMarkedCalculated(await again({}))).toBe(true);
  expect(isMarkedCalculated(await again({ [`${FORM}!A3`]: '人が書いた文章。' }))).toBe(true);
  expect(isMarkedCalculated(await again({ [`${FORM}!A1`]: 40 }))).toBe(false);
});

test('a marked file is read by others as before', () =>
  inWorkbook(async (workbook) => {
    await workbook.typeInto('A1', 5);
    const { sheets, properties } = await readXlsx(await workbook.saveXlsx({ isCalculated: true }));
    expect(sheets[0]!.rows).toEqual([[5]]);
    expect(Object.keys(properties?.custom ?? {})).toEqual(['IKKATSU.calculated']);
  }));
