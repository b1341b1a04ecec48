/** The mark of a file that holds what its data give: it stands while nothing changed, and nothing else gets one. */
import { strFromU8, strToU8, unzipSync } from 'fflate';
import { readXlsx } from 'hucre';
import { createEmbeddedWorkbook } from '../../src/workbench/workbook';
import { isMarkedCalculated } from '../../src/workbench/xlsx/calculatedMark';

type Parts = Record<string, Uint8Array>;

async function saved(cells: readonly (string | number)[], options: { isCalculated?: boolean } = {}): Promise<Parts> {
  const workbook = createEmbeddedWorkbook();
  try {
    for (const [row, cell] of cells.entries()) await workbook.typeInto(`A${row + 1}`, cell);
    return unzipSync(await workbook.saveXlsx(options));
  } finally {
    workbook.dispose();
  }
}
const marked = (cells: readonly (string | number)[]) => saved(cells, { isCalculated: true });

const PART = 'docProps/custom.xml';
const SHEET = 'xl/worksheets/sheet1.xml';

test('only what is said to be calculated is marked, and the mark is a document property of its own', async () => {
  expect(isMarkedCalculated(await saved([1, '=A1+1']))).toBe(false);
  const parts = await marked([1, '=A1+1']);
  expect(isMarkedCalculated(parts)).toBe(true);
  expect(strFromU8(parts[PART]!)).toMatch(/name="IKKATSU\.calculated"><vt:lpwstr>\S* [0-9a-f]{64}<\/vt:lpwstr>/u);
  expect(strFromU8(parts['[Content_Types].xml']!)).toContain('PartName="/docProps/custom.xml"');
  expect(strFromU8(parts['_rels/.rels']!)).toContain('Target="docProps/custom.xml"');
});

test.each<readonly [string, (parts: Parts) => void]>([
  ['a value changed', (parts) => (parts[SHEET] = strToU8(strFromU8(parts[SHEET]!).replace('<v>41<', '<v>42<')))],
  ['a part left out', (parts) => delete parts['xl/theme/theme1.xml']],
  ['a part added', (parts) => (parts['xl/worksheets/sheet2.xml'] = parts[SHEET]!)],
  [
    'two parts changed for one another',
    (parts) => ([parts[SHEET], parts['xl/styles.xml']] = [parts['xl/styles.xml']!, parts[SHEET]!]),
  ],
  ['the mark left out', (parts) => delete parts[PART]],
  [
    'the mark of another version',
    (parts) => (parts[PART] = strToU8(strFromU8(parts[PART]!).replace('<vt:lpwstr>', '<vt:lpwstr>9.9.9'))),
  ],
  ['a mark that holds nothing', (parts) => (parts[PART] = new Uint8Array())],
])('%s: the mark does not hold', async (_, change) => {
  const parts = await marked([41, '=A1']);
  expect(isMarkedCalculated(parts)).toBe(true);
  change(parts);
  expect(isMarkedCalculated(parts)).toBe(false);
});

test.each(['=TODAY()', '=YEAR(NOW())', '=RAND()', '=RANDBETWEEN(1,2)', '=1+CELL("row",A1)', '=IKKATSU.AGE("S20.4.1")'])(
  'a file with %s is not marked: it gives another value tomorrow',
  async (formula) => expect(isMarkedCalculated(await marked([1, formula]))).toBe(false),
);

test.each(['=ROW()', '="TODAY()"&A1', '=IKKATSU.AGEADJUSTED(A1)'])('a file with %s', async (formula) => {
  const parts = await marked([1, formula]);
  // A text that looks like such a function costs no more than a calculation.
  expect(isMarkedCalculated(parts)).toBe(!formula.includes('TODAY()'));
});

test('a workbook that calculates by hand only is not marked', async () => {
  const workbook = createEmbeddedWorkbook();
  try {
    workbook.book.calculation.setManual(true);
    expect(unzipSync(await workbook.saveXlsx({ isCalculated: true }))[PART]).toBeUndefined();
  } finally {
    workbook.dispose();
  }
});

test('what is opened and saved again carries no mark', async () => {
  const workbook = createEmbeddedWorkbook();
  const first = createEmbeddedWorkbook();
  try {
    await first.typeInto('A1', 5);
    await workbook.openXlsx('marked.xlsx', await first.saveXlsx({ isCalculated: true }));
    expect(unzipSync(await workbook.saveXlsx())[PART]).toBeUndefined();
  } finally {
    workbook.dispose();
    first.dispose();
  }
});

test('a marked file is read by others as before', async () => {
  const workbook = createEmbeddedWorkbook();
  try {
    await workbook.typeInto('A1', 5);
    const { sheets, properties } = await readXlsx(await workbook.saveXlsx({ isCalculated: true }));
    expect(sheets[0]!.rows).toEqual([[5]]);
    expect(Object.keys(properties?.custom ?? {})).toEqual(['IKKATSU.calculated']);
  } finally {
    workbook.dispose();
  }
});
