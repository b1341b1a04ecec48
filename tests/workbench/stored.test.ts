/** Files that Excel wrote, opened and saved here: formulas letter for letter, cached values, settings of add-ins. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { createEmbeddedWorkbook, type EmbeddedWorkbook } from '../../src/workbench/workbook';
import { fromFileFormula, toFileFormula } from '../../src/workbench/xlsx/functionNames';
import { FUTURE_FUNCTIONS } from '../../src/workbench/xlsx/futureFunctions';
import { ADDIN_ID } from '../../src/workbench/xlsx/webExtensions';
import { filesOf, formulasIn, type Files, type StoredCell } from './stored/parts';

const USER = new Uint8Array(readFileSync(path.join(__dirname, 'stored/user.xlsx')));
const OURS = ['IKKATSU'];

async function opened(bytes: Uint8Array): Promise<EmbeddedWorkbook> {
  const workbook = createEmbeddedWorkbook();
  await workbook.openXlsx('user.xlsx', bytes);
  return workbook;
}

async function saved(bytes: Uint8Array, work: (workbook: EmbeddedWorkbook) => unknown = () => {}): Promise<Files> {
  const workbook = await opened(bytes);
  try {
    await work(workbook);
    return filesOf(await workbook.saveXlsx());
  } finally {
    workbook.dispose();
  }
}

/** A workbook of one sheet with these cells of the file. */
function bookWith(sheetData: string, more: Readonly<Record<string, string>> = {}): Uint8Array {
  const user = unzipSync(USER);
  return zipSync({
    ...user,
    'xl/worksheets/sheet2.xml': strToU8(
      `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${sheetData}</sheetData></worksheet>`,
    ),
    ...Object.fromEntries(Object.entries(more).map(([name, text]) => [name, strToU8(text)])),
  });
}
const SECOND = 'xl/worksheets/sheet2.xml';

describe('formulas that were not written', () => {
  const before = formulasIn(strFromU8(unzipSync(USER)[SECOND]!));

  test('come out letter for letter, with their values, ranges and marks, also after a calculation of everything', async () => {
    expect(Object.keys(before)).toHaveLength(17);
    expect(formulasIn((await saved(USER))[SECOND]!)).toEqual(before);
    const calculated = await saved(USER, async ({ book }) => {
      book.calculation.calculateNow(true);
      await book.calculation.settle();
      book.addSheet('新しいシート');
      await book.calculation.settle();
    });
    expect(formulasIn(calculated[SECOND]!)).toEqual(before);
  });

  test('are calculated when what they read changes; the ones that nobody here can calculate keep their value', async () => {
    const files = await saved(USER, async (workbook) => {
      await workbook.typeInto("'私の計算'!A2", 10);
      await workbook.typeInto("'私の計算'!B3", 1);
    });
    const after = formulasIn(files[SECOND]!);
    const texts = (cells: Record<string, StoredCell>) =>
      Object.fromEntries(Object.entries(cells).map(([at, { formula, kind, cm }]) => [at, [formula, kind, cm]]));
    expect(texts(after)).toEqual(texts(before));
    expect(after.D2!.value).toBe('31');
    expect(after.D3!.value).toBe('11');
    expect(after.D4!.value).toBe('2');
    expect([after.G2!.ref, after.G2!.value]).toEqual(['G2:G5', '10']);
    expect(after.D9!.value).toBe('8');
  });

  test('follow a sheet that is renamed, and keep what is no reference', async () => {
    const book = bookWith(
      '<row r="1"><c r="A1"><f>_xlfn.LET(_xlpm.x,名簿と健診!A1,_xlpm.x&amp;"")</f><v>1</v></c>' +
        '<c r="B1"><f>_xldudf_MY_OTHER_ADD(名簿と健診!A1,2)</f><v>7</v></c></row>',
    );
    const files = await saved(book, ({ book: open }) => open.renameSheet(open.findSheet('名簿と健診')!, '新 名簿'));
    const cells = formulasIn(files[SECOND]!);
    expect(cells.A1!.formula).toBe(`_xlfn.LET(_xlpm.x,'新 名簿'!A1,_xlpm.x&"")`);
    expect(cells.B1).toMatchObject({ formula: `_xldudf_MY_OTHER_ADD('新 名簿'!A1,2)`, value: '7' });
  });

  test('a formula that a file shares among cells stands in each of them', async () => {
    const book = bookWith(
      '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="shared" ref="B1:B3" si="0">_xlfn.DAYS($A$1,A1)+A1</f><v>1</v></c></row>' +
        '<row r="2"><c r="A2"><v>2</v></c><c r="B2"><f t="shared" si="0"/><v>1</v></c></row>' +
        '<row r="3"><c r="A3"><v>3</v></c><c r="B3"><f t="shared" si="0"/><v>1</v></c></row>',
    );
    const cells = formulasIn((await saved(book))[SECOND]!);
    expect(Object.values(cells).map(({ formula, value }) => [formula, value])).toEqual([
      ['_xlfn.DAYS($A$1,A1)+A1', '1'],
      ['_xlfn.DAYS($A$1,A2)+A2', '1'],
      ['_xlfn.DAYS($A$1,A3)+A3', '1'],
    ]);
  });

  test('one without a value is calculated, one with the empty text or an error keeps it, an array in fixed cells stays one', async () => {
    const book = bookWith(
      '<row r="1"><c r="A1"><v>2</v></c><c r="B1"><f>A1*2</f></c><c r="C1" t="str"><f>IF(A1&gt;1,"x","")</f><v></v></c>' +
        '<c r="D1" t="e"><f>A1/1</f><v>#DIV/0!</v></c><c r="E1"><f t="array" ref="E1:E2">A1:A2*3</f><v>6</v></c></row>' +
        '<row r="2"><c r="A2"><v>3</v></c><c r="E2"><v>9</v></c></row>',
    );
    const cells = formulasIn((await saved(book))[SECOND]!);
    expect(cells.B1!.value).toBe('4');
    expect(cells.C1!.value ?? '').toBe('');
    expect(cells.D1!.value).toBe('#DIV/0!');
    expect(cells.E1).toEqual({ formula: 'A1:A2*3', kind: 'array', ref: 'E1:E2', cm: undefined, value: '6' });
  });

  test('the file opens with the figures that it holds, and no property of it is longer than Excel can read', async () => {
    const files = await saved(USER, ({ book }) => void book.settings.set('記憶', 'あ'.repeat(3000)));
    expect(files['xl/workbook.xml']).toMatch(/<calcPr calcId="191029"\/>/);
    expect(files['xl/workbook.xml']).not.toContain('fullCalcOnLoad');
    const properties = [...(files['docProps/custom.xml'] ?? '').matchAll(/<vt:lpwstr>([^<]*)</g)];
    expect(properties.filter(([, text]) => text!.length > 255)).toEqual([]);
  });
});

describe('formulas that are written', () => {
  const written = async (formula: string): Promise<StoredCell> => {
    const files = await saved(USER, (workbook) => workbook.typeInto("'私の計算'!K2", formula));
    return formulasIn(files[SECOND]!).K2!;
  };

  test.each([
    ['=LET(x,A2,y,x*2,x+y)', '_xlfn.LET(_xlpm.x,A2,_xlpm.y,_xlpm.x*2,_xlpm.x+_xlpm.y)', '9'],
    ['=T.TEST(A2:A6,B2:B6,2,1)', '_xlfn.T.TEST(A2:A6,B2:B6,2,1)', undefined],
    ['=SUM(A2:A6)&"LET(x,1)"', 'SUM(A2:A6)&"LET(x,1)"', '24LET(x,1)'],
    ['=IF(A2>0,"x",x)', 'IF(A2>0,"x",x)', 'x'],
  ])('%s is stored as Excel stores it', async (formula, stored, value) => {
    const cell = await written(formula);
    expect(cell.formula).toBe(stored);
    if (value !== undefined) expect(cell.value).toBe(value);
  });

  test('what may give several values carries the mark of a dynamic array, so that Excel shows no @', async () => {
    expect(await written('=FILTER(A2:A6,A2:A6>7)')).toMatchObject({ kind: 'array', ref: 'K2', cm: '1', value: '8' });
    expect(await written('=SEQUENCE(2)')).toMatchObject({ kind: 'array', ref: 'K2:K3', cm: '1' });
    expect(await written('=SUM(A2:A6)')).toMatchObject({ kind: undefined, cm: undefined });
    expect(await written('=IKKATSU.ORAL()')).toMatchObject({ kind: 'array', ref: 'K2', cm: '1', value: '#NAME?' });
  });

  test('a text behind an apostrophe keeps it', async () => {
    const workbook = await opened(USER);
    await workbook.typeInto("'私の計算'!K2", "'001");
    const again = await opened(await workbook.saveXlsx());
    const sheet = again.book.findSheet('私の計算')!;
    expect(sheet.value(1, 10)).toBe('001');
    expect(sheet.style(1, 10)).toMatchObject({ quotePrefix: true });
    expect(sheet.style(1, 0).quotePrefix).toBeUndefined();
    expect(filesOf(await again.saveXlsx())['xl/styles.xml']).toMatch(/<xf [^>]*quotePrefix="1"/);
    for (const each of [workbook, again]) each.dispose();
  });
});

describe('names of functions', () => {
  const future = [...FUTURE_FUNCTIONS].map(([name, prefix]) => `${prefix}${name}`);

  test.each(future)('%s comes out as it went in', (name) => {
    const formula = `${name}(A1,"${name}(",'${name}'!B2)`;
    const shown = fromFileFormula(formula, OURS);
    expect(shown.startsWith('=_xl')).toBe(false);
    expect(toFileFormula(shown, OURS)).toBe(formula);
  });

  test.each([
    'NETWORKDAYS.INTL(A1,B1)',
    'ECMA.CEILING(1)',
    '_xlfn.NEWERTHANUS(1)',
    '_xlfn.SORT(A1:A2)',
    '_xldudf_MY_OTHER_ADD(1,2)',
    '_xldudf_IKKATSU_ORAL("割合")',
    '_xlfn.LAMBDA(_xlpm.a,_xlpm.b,_xlpm.a+_xlpm.b)(1,2)',
    '_xlfn.LET(_xlpm.f,_xlfn.LAMBDA(_xlpm.x,_xlpm.x+1),_xlpm.f(2))',
    '_xlfn.LET(_xlpm.x,1,_xlfn.LET(_xlpm.y,_xlpm.x,_xlpm.y)+_xlpm.x)',
    '_xlfn.REDUCE(0,A1:A3,_xlfn.LAMBDA(_xlpm.合計,_xlpm.v,_xlpm.合計+_xlpm.v))',
    '_xlfn.BYROW(A1:B2,_xleta.SUM)',
    '_xlfn.LAMBDA(_xlpm.a,_xlop.b,_xlpm.a+_xlpm.b)(1)',
    "SUM('_xlfn.LET(x'!A1,_xlfn.ANCHORARRAY(B1))",
    'IF(表[列]="_xlpm.x",x,表[[#This Row],[x]])',
    '{1,2;3,4}',
  ])('%s comes out as it went in', (formula) => {
    expect(toFileFormula(fromFileFormula(formula, OURS), OURS)).toBe(formula);
  });

  test('are found without taking a formula apart where they can be: the same as where it is', () => {
    const piece = fc.constantFrom(
      'SUM', 'IFNA', 'IKKATSU.ORAL', 'LET', 'LAMBDA', '集計', '5A', 'A1', '$B$2', '(', ')', ',', '!', "'", '"', '"a"', '""', "'x y'!", 'Sheet1!', ':', '1.5', ' ', '_xlfn.SORT',
    ); // prettier-ignore
    // A constant of an array has the whole formula taken apart.
    const takenApart = (formula: string): string => toFileFormula(`{1}+${formula}`, OURS).slice('{1}+'.length);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const formula = pieces.join('');
        expect(toFileFormula(formula, OURS)).toBe(takenApart(formula));
      }),
      { numRuns: 5000 },
    );
  });

  test('nested calls of any of them come out as they went in', () => {
    const call = fc.letrec<{ call: string }>((tie) => ({
      call: fc
        .tuple(fc.constantFrom(...future, 'SUM', 'IF', '_xldudf_IKKATSU_ORAL', '_xldudf_A_B'), fc.array(fc.oneof({ maxDepth: 3 }, fc.constantFrom('A1', '"_xlpm.x"', '1.5', "'x y'!$B$2:C3", 'x', '-2'), tie('call')), { maxLength: 3 }))
        .filter(([name]) => !/\.(LET|LAMBDA|SINGLE)$/.test(name))
        .map(([name, parts]) => `${name}(${parts.join(',')})`),
    })).call; // prettier-ignore
    fc.assert(
      fc.property(call, (formula) => expect(toFileFormula(fromFileFormula(formula, OURS), OURS)).toBe(formula)),
      { numRuns: 300 },
    );
  });

  test.each([
    ['=A1#', '_xlfn.ANCHORARRAY(A1)'],
    ['=COUNTA(H1#)', 'COUNTA(_xlfn.ANCHORARRAY(H1))'],
    ['=@A1:A3', '_xlfn.SINGLE(A1:A3)'],
    ['=@SUM(1,@A1:A2)', '_xlfn.SINGLE(SUM(1,_xlfn.SINGLE(A1:A2)))'],
    ['=@IKKATSU.ORAL()', '_xldudf_IKKATSU_ORAL()'],
    ['=表[@列]+表[@[二 列]]', '表[[#This Row],[列]]+表[[#This Row],[二 列]]'],
    ['=LAMBDA(a,b,a+b)(1,2)', '_xlfn.LAMBDA(_xlpm.a,_xlpm.b,_xlpm.a+_xlpm.b)(1,2)'],
    ['=LET(A,1,SUM(A,B))', '_xlfn.LET(_xlpm.A,1,SUM(_xlpm.A,B))'],
  ])('%s is spelled as files have it', (formula, stored) => {
    expect(toFileFormula(formula, OURS)).toBe(stored);
  });
});

describe('what add-ins keep in a file', () => {
  const extensionsIn = (files: Files): string[] =>
    Object.entries(files).flatMap(([name, text]) => (/webextension\d+\.xml$/.test(name) ? [text] : []));

  test('another add-in keeps its settings, ours stand in a part of their own and come back', async () => {
    const memory = { 表: [1, 'あ"&<', null], 長い: 'い'.repeat(20000) };
    const workbook = await opened(USER);
    workbook.book.settings.set('IKKATSU.記憶', memory);
    workbook.book.settings.set('IKKATSU.数', 30000);
    const bytes = await workbook.saveXlsx();
    const files = filesOf(bytes);
    const [other, own, ...more] = extensionsIn(files);
    expect(more).toEqual([]);
    expect(other).toBe(strFromU8(unzipSync(USER)['xl/webextensions/webextension1.xml']!));
    expect(own).toContain(`<we:reference id="${ADDIN_ID}"`);
    expect(own).toContain('<we:property name="IKKATSU.数" value="30000"/>');
    const panes = files['xl/webextensions/taskpanes.xml']!;
    expect(panes.match(/<wetp:taskpane /g)).toHaveLength(2);
    expect(files['_rels/.rels']).toContain('webextensiontaskpanes');
    for (const part of ['taskpanes.xml', 'webextension1.xml', 'webextension2.xml'])
      expect(files['[Content_Types].xml']).toContain(`PartName="/xl/webextensions/${part}"`);
    const again = await opened(bytes);
    expect([...again.book.settings]).toEqual([
      ['IKKATSU.記憶', memory],
      ['IKKATSU.数', 30000],
    ]);
    again.book.settings.delete('IKKATSU.記憶');
    const last = extensionsIn(filesOf(await again.saveXlsx()));
    expect(last).toHaveLength(2);
    expect(last[1]!.match(/<we:property /g)).toHaveLength(1);
    for (const each of [workbook, again]) each.dispose();
  });

  test('a part that Excel wrote for ours keeps its reference; settings of files from before are still read', async () => {
    const excels = `<we:webextension xmlns:we="http://schemas.microsoft.com/office/webextensions/webextension/2010/11" id="{1}"><we:reference id="${ADDIN_ID.toUpperCase()}" version="1.0.0.0" store="\\\\server\\addins" storeType="FileSystem"/><we:alternateReferences/><we:properties><we:property name="a" value="&quot;x&quot;"/></we:properties><we:bindings/></we:webextension>`;
    const workbook = await opened(bookWith('', { 'xl/webextensions/webextension1.xml': excels }));
    expect([...workbook.book.settings]).toEqual([['a', 'x']]);
    workbook.book.settings.set('a', 'y');
    expect(extensionsIn(filesOf(await workbook.saveXlsx()))).toEqual([
      excels.replace('&quot;x&quot;', '&quot;y&quot;'),
    ]);
    workbook.dispose();

    const custom =
      '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="workbench.settings"><vt:lpwstr>{"b":[1]}</vt:lpwstr></property></Properties>';
    const user = unzipSync(USER);
    const rels = strFromU8(user['_rels/.rels']!).replace(
      '</Relationships>',
      '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties" Target="docProps/custom.xml"/></Relationships>',
    );
    const before = await opened(
      zipSync({ ...user, '_rels/.rels': strToU8(rels), 'docProps/custom.xml': strToU8(custom) }),
    );
    expect([...before.book.settings]).toEqual([['b', [1]]]);
    before.dispose();
  });

  test('a workbook without settings has no part of ours, and a damaged part of another add-in refuses nothing', async () => {
    const files = await saved(USER);
    expect(extensionsIn(files)).toHaveLength(1);
    expect(extensionsIn(await saved(bookWith('', { 'xl/webextensions/webextension1.xml': '<we:broken' })))).toEqual([]);
  });

  test('the id is that of the manifest', () => {
    const manifest = readFileSync(path.join(__dirname, '../../manifest.xml'), 'utf8');
    expect(/<Id>([^<]*)<\/Id>/.exec(manifest)![1]).toBe(ADDIN_ID);
  });
});
