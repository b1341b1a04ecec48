/** Tests of the hand-in copy: values only, masked, and nobody of the inputs anywhere in the unpacked file. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { readXlsx, writeXlsx, type Cell as FileCell, type WriteSheet } from 'hucre';
import { defaultSettings, type CriterionCount } from '../../../src/criteria';
import { AnalystError, daysOf, type SourceReport } from '../../../src/kdb';
import { handInCopy, type HandInFacts } from '../../../src/plan/handIn/handInCopy';
import { personMarks } from '../../../src/plan/handIn/personMarks';

const PERSONS = {
  ids: ['39012345', '39067890'],
  names: ['毛利 元就', '大内　義隆'],
  kana: ['モウリ モトナリ', 'オオウチ ヨシタカ'],
  birthDays: [daysOf(1940, 4, 14), daysOf(1938, 12, 18)],
};
/** What may be nowhere, as texts; also the serial numbers of the birth dates. */
const NEVER = [
  ...PERSONS.ids,
  ...['毛利', '元就', '大内', '義隆', 'モウリ', 'モトナリ', 'ﾓｳﾘ', 'オオウチ'],
  ...['19400414', '1940/4/14', '1940-04-14', '昭和15年4月14日', 'S15.4.14', '14715', '19381218', '14232'],
];

const source = (file: string): SourceReport => ({
  file,
  layout: { id: 'wide', name: '一覧表', status: 'proposed' },
  kinds: ['register'],
  placed: { years: [], isOfEveryYear: true, basis: '' },
  headerRow: 1,
  columns: [],
  rows: 3,
  used: 2,
  setAside: { 合計行: 1 },
  setAsideRows: {},
  notices: [],
});
/** 北部 7, 南部 30, 西部 40 of 低栄養 among 100, 200, 300; 判定不能 20, 30, 5. */
const COUNTS: Record<string, [number, number, number]> = {
  '': [77, 600, 55],
  '圏域=北部': [7, 100, 20],
  '圏域=南部': [30, 200, 30],
  '圏域=西部': [40, 300, 5],
};
const facts: HandInFacts = {
  countOf: (id, filter): CriterionCount | null => {
    const found = COUNTS[filter];
    if (found === undefined) return null;
    const [hits, denominator, undetermined] = found;
    return { id, name: id, hits, denominator, undetermined, judged: denominator - undetermined };
  },
  insured: () => ({ persons: 600, checkedUp: 300 }),
  marks: personMarks(PERSONS),
  provenance: {
    stamp: 'abcd-1234',
    fiscalYear: 2025,
    fiscalYearBasis: '指定',
    referenceDate: daysOf(2026, 3, 31),
    persons: 600,
    sources: [source('台帳.csv'), source('毛利元就さん分.csv')],
    settings: { ...defaultSettings(), 'lowNutrition.bmiAtMost': 21 },
    writtenAt: '2026/4/1 10:00',
  },
};

const formula = (text: string, formulaResult: number | string) => ({ formula: text, formulaResult });
const call = (wanted: string, row: number) => `_xldudf_IKKATSU_LOWNUTRITION("${wanted}",$C${row})`;

function indicators(): WriteSheet {
  const areas = ['', '圏域=北部', '圏域=南部', '圏域=西部'];
  const cells: NonNullable<WriteSheet['cells']> = new Map();
  areas.forEach((filter, index) => {
    const row = 3 + index;
    const [hits, all] = COUNTS[filter]!;
    cells.set(`${row},3`, {
      ...formula(call('人数', row + 1), hits),
      style: { numFmt: '#,##0', font: { bold: true } },
    });
    cells.set(`${row},4`, formula(call('分母', row + 1), all));
    cells.set(`${row},5`, formula(`IF(E${row + 1}=0,"－",${call('割合', row + 1)})`, hits / all));
    cells.set(`${row},6`, formula(`"割合は"&TEXT(F${row + 1},"0.0%")`, `割合は${((100 * hits) / all).toFixed(1)}%`));
  });
  return {
    name: '共通評価指標',
    rows: [
      ['form', 'key'],
      ['k.title', '共通評価指標'],
      ['k.head', '圏域', '条件', '人数', '分母', '割合', '文'],
      ...areas.map((filter) => ['39012345', filter || '全体', filter]),
    ],
    cells,
    columns: [{ width: 5, hidden: true }, { width: 20 }],
    rowDefs: new Map([[0, { hidden: true }]]),
    merges: [{ startRow: 1, startCol: 0, endRow: 1, endCol: 5 }],
    dataValidations: [{ type: 'list', values: ['毛利 元就'], range: 'B9' }],
    charts: [
      {
        type: 'column',
        title: '低栄養の割合',
        series: [{ name: '割合', values: 'F4:F7', categories: 'B4:B7' }],
        anchor: { from: { row: 9, col: 1 }, to: { row: 20, col: 6 } },
      },
      {
        type: 'column',
        title: '一覧から',
        series: [{ name: 'BMI', values: "'抽出_低栄養'!B2:B3", categories: "'抽出_低栄養'!A2:A3" }],
        anchor: { from: { row: 22, col: 1 }, to: { row: 30, col: 6 } },
      },
    ],
  };
}

async function workbook(
  extra: { rows?: (string | number | Date | null)[][]; name?: string } = {},
): Promise<Uint8Array> {
  const bytes = await writeXlsx({
    sheets: [
      {
        name: '台帳',
        rows: [
          ['被保険者番号', '氏名'],
          ['39012345', '毛利 元就'],
        ],
      },
      indicators(),
      {
        name: '抽出_低栄養',
        rows: [
          ['被保険者番号', 'BMI'],
          ['39012345', 18.1],
          ['39067890', 17],
        ],
      },
      { name: '支援記録', rows: [['39067890', '大内 義隆', '1938/12/18']] },
      {
        name: extra.name ?? '計画書',
        rows: extra.rows ?? [
          ['区分', '対象者数', '参加者数'],
          ['低栄養', 30, 12],
          ['口腔', 40, 8],
          ['合計', null, null],
          ['保健師', 2, null],
          ['令和7年4月14日から支援する。3人は継続。', null, null],
        ],
        cells:
          extra.rows === undefined
            ? new Map<string, Partial<FileCell>>([
                ['3,1', formula('SUM(B2:B3)', 70)],
                ['3,2', formula('SUM(C2:C3)', 20)],
                [
                  '5,0',
                  {
                    value: '令和7年4月14日から支援する。3人は継続。',
                    comment: { author: '毛利 元就', text: 'S15.4.14 生' },
                  },
                ],
              ])
            : undefined,
      },
      { name: '集約', rows: [['大内　義隆']], hidden: true },
    ],
    namedRanges: [{ name: '毛利_範囲', range: "'台帳'!$A$1", comment: '39012345' }],
    properties: {
      creator: '毛利 元就',
      lastModifiedBy: '大内 義隆',
      title: '39012345',
      custom: { 担当: 'モウリ モトナリ' },
    },
  });
  // Parts that nobody sees may hold persons as well.
  return zipSync({ ...unzipSync(bytes), 'customXml/item1.xml': strToU8('<x>39067890 大内義隆</x>') });
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (error: unknown) => (error instanceof AnalystError ? `${error.code}: ${error.message}` : String(error)),
  );
const openCopy = async (bytes: Uint8Array) => readXlsx(bytes, { readStyles: true });

test('nobody of the inputs is anywhere in the unpacked file, hidden parts included', async () => {
  const { bytes } = await handInCopy(await workbook(), facts, { audience: '公表用' });
  const parts = Object.entries(unzipSync(bytes));
  expect(parts.length).toBeGreaterThan(10);
  for (const [name, content] of parts) {
    const text = strFromU8(content);
    for (const never of NEVER)
      expect(`${name}: ${text.includes(never) || name.includes(never)}`).toBe(`${name}: false`);
  }
  const all = parts.map(([name, content]) => name + strFromU8(content)).join('\n');
  expect(all).not.toMatch(/<f[ >]|_xldudf|IKKATSU|definedName |<dc:creator>[^<]|comments|dataValidation|customXml/);
});

test('the copy holds the sheets for hand-in in their order and the provenance', async () => {
  const { bytes, sheets } = await handInCopy(await workbook(), facts, { audience: '公表用' });
  expect(sheets).toEqual(['共通評価指標', '計画書']);
  const book = await openCopy(bytes);
  expect(book.sheets.map(({ name }) => name)).toEqual(['共通評価指標', '計画書', '出所']);
  expect(book.properties?.creator ?? '').toBe('');
});

test('rows and columns that were hidden are gone, not hidden', async () => {
  const { bytes } = await handInCopy(await workbook(), facts, { audience: '内部用' });
  const [sheet] = (await openCopy(bytes)).sheets;
  expect(sheet!.rows[0]![0]).toBe('共通評価指標');
  expect(sheet!.rows[2]!.slice(0, 5)).toEqual(['全体', null, 77, 600, 77 / 600]);
  expect((sheet!.columns ?? []).some(({ hidden }) => hidden)).toBe(false);
  expect(sheet!.merges).toEqual([{ startRow: 0, startCol: 0, endRow: 0, endCol: 4 }]);
  expect(sheet!.cells!.get('2,2')!.style).toMatchObject({ numFmt: '#,##0', font: { bold: true } });
});

test('small numbers, one more that protects them, and all that is made of them carry the mark', async () => {
  const { bytes, masked } = await handInCopy(await workbook(), facts, { audience: '公表用' });
  const [sheet, plan] = (await openCopy(bytes)).sheets;
  expect(sheet!.rows.slice(2).map((row) => row.slice(2))).toEqual([
    [77, 600, 77 / 600, '割合は12.8%'],
    ['―', 100, '―', '―'],
    ['―', 200, '―', '―'],
    [40, 300, 40 / 300, '割合は13.3%'],
  ]);
  // The typed 8 is small; 12 goes with it, because the total is shown. Staff are no insured persons.
  expect(plan!.rows.map((row) => row.slice(0, 3))).toEqual([
    ['区分', '対象者数', '参加者数'],
    ['低栄養', 30, '―'],
    ['口腔', 40, '―'],
    ['合計', 70, 20],
    ['保健師', 2, null],
    ['令和7年4月14日から支援する。3人は継続。', null, null],
  ]);
  expect(masked).toBe(8);
});

test('an area under 2,000 people shows no count at all, and one under 25,000 hides up to 19', async () => {
  const columnOf = async (population: number) => {
    const { bytes } = await handInCopy(await workbook(), { ...facts, population }, { audience: '公表用' });
    return (await openCopy(bytes)).sheets[1]!.rows.map((row) => row[2]);
  };
  expect((await columnOf(1500)).slice(1, 4)).toEqual(['―', '―', '―']);
  expect((await columnOf(20000)).slice(1, 4)).toEqual(['―', '―', 20]);
});

test('charts stay native, hidden points are not drawn and say so; one on a list stays behind', async () => {
  const { bytes, notices } = await handInCopy(await workbook(), facts, { audience: '公表用' });
  const parts = unzipSync(bytes);
  const charts = Object.keys(parts).filter((name) => /^xl\/charts\/chart\d+\.xml$/.test(name));
  expect(charts).toHaveLength(1);
  const xml = strFromU8(parts[charts[0]!]!);
  // Two of the four points are hidden: the chart is of the others, so that no mark is drawn as 0.
  expect(xml).toContain('<c:f>(共通評価指標!$E$3,共通評価指標!$E$6)</c:f>');
  expect(xml).toContain(
    '<c:ptCount val="2"/><c:pt idx="0"><c:v>0.12833333333333333</c:v></c:pt><c:pt idx="1"><c:v>0.13333333333333333</c:v></c:pt>',
  );
  expect(xml).toContain('低栄養の割合（圏域=北部、圏域=南部：少人数のため非表示）');
  expect(xml).toContain('<c:dispBlanksAs val="gap"/>');
  expect(xml).not.toContain('0.07<');
  expect(notices.join()).toContain(
    '共通評価指標 の図 「低栄養の割合」（圏域=北部、圏域=南部） には、伏せたセルの値があります',
  );
  expect(notices.join()).toContain('写さないシートの値や');
  const [sheet] = (await openCopy(bytes)).sheets;
  expect(sheet!.charts).toHaveLength(1);
});

test('a chart whose points have no names is named without empty brackets', async () => {
  const files = unzipSync(await workbook());
  for (const [name, content] of Object.entries(files))
    if (name.startsWith('xl/charts/chart'))
      files[name] = strToU8(strFromU8(content).replace(/<c:cat>.*?<\/c:cat>/gsu, ''));
  const { bytes, notices } = await handInCopy(zipSync(files), facts, { audience: '公表用' });
  expect(strFromU8(unzipSync(bytes)['xl/charts/chart1.xml']!)).toContain('低栄養の割合（少人数のため非表示）');
  expect(notices.join()).toContain('共通評価指標 の図 「低栄養の割合」 には、伏せたセルの値があります');
});

test('a chart that LibreOffice saved, which writes the name of a series as a quoted text, stands in the copy with that name', async () => {
  const files = unzipSync(await workbook());
  for (const [name, content] of Object.entries(files))
    if (name.startsWith('xl/charts/chart')) {
      const xml = strFromU8(content);
      const cache =
        '<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>割合 &amp; &quot;率&quot;</c:v></c:pt></c:strCache>';
      const tx = `<c:tx><c:strRef><c:f>&quot;割合 &amp; &quot;&quot;率&quot;&quot;&quot;</c:f>${cache}</c:strRef></c:tx>`;
      expect(xml).toMatch(/<c:tx><c:v>(割合|BMI)<\/c:v><\/c:tx>/u);
      files[name] = strToU8(xml.replace(/<c:tx><c:v>[^<]*<\/c:v><\/c:tx>/u, () => tx));
    }
  const { bytes } = await handInCopy(zipSync(files), facts, { audience: '公表用' });
  const xml = strFromU8(unzipSync(bytes)['xl/charts/chart1.xml']!);
  expect(xml).toContain('<c:tx><c:v>割合 &amp; &quot;率&quot;</c:v></c:tx>');
  expect(xml).toContain('<c:f>(共通評価指標!$E$3,共通評価指標!$E$6)</c:f>');
  expect((await openCopy(bytes)).sheets[0]!.charts).toHaveLength(1);
});

test('in the internal copy charts stand on the moved cells', async () => {
  const { bytes } = await handInCopy(await workbook(), facts, { audience: '内部用' });
  const xml = strFromU8(unzipSync(bytes)['xl/charts/chart1.xml']!);
  expect(xml).toContain('<c:f>共通評価指標!$E$3:$E$6</c:f>');
  expect(xml).not.toContain('少人数のため非表示');
});

test('a chart of which every point is hidden stays behind, and a series without any is named in the title', async () => {
  const { bytes, notices } = await handInCopy(await workbook(), { ...facts, population: 1500 }, { audience: '公表用' });
  expect(Object.keys(unzipSync(bytes)).filter((name) => name.startsWith('xl/charts/chart'))).toEqual([]);
  expect(notices.join()).toContain('伏せた値だけを使うもの');
});

test('drafts and error values are refused by their cells; drafts can be left blank', async () => {
  const rows = [['計画書'], ['【下書き】低栄養の取組を進める。'], [null, '【下書き】口腔']];
  const refused = await codeOf(handInCopy(await workbook({ rows }), facts, { audience: '公表用' }));
  expect(refused).toContain('handIn.drafts');
  expect(refused).toContain('計画書 の A2、B3');
  const { bytes } = await handInCopy(await workbook({ rows }), facts, { audience: '公表用', withoutDrafts: true });
  expect((await openCopy(bytes)).sheets[1]!.rows.flat().join()).not.toContain('下書き');
  const wrong = await writeXlsx({
    sheets: [{ name: '計画書', rows: [['x']], cells: new Map([['1,2', { formula: 'NA()', formulaResult: '#N/A' }]]) }],
  });
  const said = await codeOf(handInCopy(wrong, facts, { audience: '内部用' }));
  expect(said).toContain('handIn.errors');
  expect(said).toContain('計画書 の C2');
});

test('what stands beside the printed area stays behind, page breaks and frozen rows are kept', async () => {
  const bytes = await writeXlsx({
    sheets: [
      {
        name: '計画書',
        rows: [
          ['鍵', 'あ', 'い', '図の表'],
          ['', 1, 2, '#N/A'],
          ['', 3, 4, 5],
          ['', 5, 6, 7],
          ['図', 8, 9, 9],
        ],
        columns: [{ hidden: true }],
        cells: new Map([['1,3', { formula: 'NA()', formulaResult: '#N/A' }]]),
        pageSetup: { printArea: '$B$1:$C$4', printTitlesRow: '$1:$1' },
        rowBreaks: [1],
        freezePane: { rows: 1, columns: 2 },
      },
    ],
  });
  const [sheet] = (await openCopy((await handInCopy(bytes, facts, { audience: '内部用' })).bytes)).sheets;
  expect(sheet!.rows).toEqual([
    ['あ', 'い'],
    [1, 2],
    [3, 4],
    [5, 6],
  ]);
  expect(sheet!.rowBreaks).toEqual([1]);
  expect(sheet!.freezePane).toEqual({ rows: 1, columns: 1 });
  expect(sheet!.pageSetup).toMatchObject({ printArea: '$A$1:$B$4', printTitlesRow: '$1:$1' });
});

test('no stamp and no word about functions goes out of the house', async () => {
  const rows = [
    ['共通評価指標'],
    ['抽出年度: 2025 年度  書いたときのデータ: 2025年度 20260331 600人 abcd-1234'],
    ['割合は被保険者に対するものです。数字は関数で計算しています。'],
  ];
  const bytes = await writeXlsx({ sheets: [{ name: '共通評価指標', rows }] });
  const [sheet] = (await openCopy((await handInCopy(bytes, facts, { audience: '公表用' })).bytes)).sheets;
  expect(sheet!.rows).toEqual([['共通評価指標'], ['抽出年度: 2025 年度'], ['割合は被保険者に対するものです。']]);
});

test('headings call nothing a draft outside of the house', async () => {
  const rows = [
    ['共通評価指標'],
    ['所見（下書き）', '追跡できなかった人の文（下書き。少ない人数を含む）', '割合（参考）'],
    ['上がりました', '', 1],
  ];
  const bytes = await writeXlsx({ sheets: [{ name: '共通評価指標', rows }] });
  const [sheet] = (await openCopy((await handInCopy(bytes, facts, { audience: '内部用' })).bytes)).sheets;
  expect(sheet!.rows[1]).toEqual(['所見', '追跡できなかった人の文（少ない人数を含む）', '割合（参考）']);
});

test('the column that only formulas and charts read stays behind', async () => {
  const rows = [
    ['共通評価指標', null, null],
    ['圏域', '絞り込み', '抽出目的'],
    ['北部', '圏域=北部', '低栄養'],
    ['計', '低栄養', '低栄養'],
  ];
  const bytes = await writeXlsx({ sheets: [{ name: '共通評価指標', rows }] });
  const [sheet] = (await openCopy((await handInCopy(bytes, facts, { audience: '内部用' })).bytes)).sheets;
  expect(sheet!.rows.slice(1)).toEqual([
    ['圏域', '抽出目的'],
    ['北部', '低栄養'],
    ['計', '低栄養'],
  ]);
});

test('where a column stays behind the others take its room, and the copy is fitted to the width like its sheet', async () => {
  const rows = [
    ['共通評価指標', null, null],
    ['圏域', '絞り込み', '抽出目的'],
    ['北部', '圏域=北部', '低栄養'],
  ];
  const widths = [12, 20, 40];
  const sheets = [
    {
      name: '共通評価指標',
      rows,
      columns: [...widths, 30].map((width) => ({ width })),
      // What stands beside the page takes no part.
      pageSetup: { printArea: '$A$1:$C$3', orientation: 'landscape' as const },
    },
    { name: '計画書', rows: [['計画書']], columns: [{ width: 17 }] },
  ];
  const copy = await openCopy((await handInCopy(await writeXlsx({ sheets }), facts, { audience: '内部用' })).bytes);
  const [indicators, plan] = copy.sheets;
  const total = widths.reduce((sum, width) => sum + width, 0);
  const copied = indicators!.columns!.slice(0, 2).map((column) => column!.width!);
  expect(copied[0]! + copied[1]!).toBeCloseTo(total, 1);
  expect(copied[0]! / copied[1]!).toBeCloseTo(12 / 40, 2);
  expect(plan!.columns![0]!.width).toBeCloseTo(17, 1);
  for (const sheet of [indicators, plan])
    expect(sheet!.pageSetup).toMatchObject({ fitToPage: true, fitToWidth: 1, fitToHeight: 0 });
});

test('what a chart reads of cells that stay behind stands on a sheet of its own', async () => {
  const rows = [
    ['共通評価指標', null, null],
    ['圏域', '絞り込み', '割合'],
    ['北部', '北', 0.2],
    ['南部', '南', 0.3],
  ];
  const charts = [
    {
      type: 'column' as const,
      title: '割合',
      series: [{ name: '割合', values: 'C3:C4', categories: 'B3:B4' }],
      anchor: { from: { row: 6, col: 0 }, to: { row: 16, col: 3 } },
    },
  ];
  // The chart ends with what is printed.
  const pageSetup = { printArea: '$A$1:$C$16' };
  const bytes = await writeXlsx({ sheets: [{ name: '共通評価指標', rows, charts, pageSetup }] });
  const copy = (await handInCopy(bytes, facts, { audience: '内部用' })).bytes;
  const values = (await openCopy(copy)).sheets.find(({ name }) => name === '図の値');
  expect(values!.rows.slice(1)).toEqual([['共通評価指標'], ['北'], ['南']]);
  const chart = strFromU8(unzipSync(copy)['xl/charts/chart1.xml']!);
  expect(chart).toContain('<c:f>図の値!$A$3:$A$4</c:f>');
  expect(chart).toContain('<c:f>共通評価指標!$B$3:$B$4</c:f>');
  expect(chart).not.toMatch(/<c:(num|str)Lit>/u);
});

test('the provenance tells data, sources, deviations and rule, and never the name of a person', async () => {
  const { bytes } = await handInCopy(await workbook(), facts, { audience: '公表用' });
  const text = (await openCopy(bytes)).sheets.at(-1)!.rows.flat().join('\n');
  for (const part of ['abcd-1234', '台帳.csv', '合計行 1', 'BMI', '既定 20', '1〜9 を示さない', 'Ver.1 R4.2'])
    expect(text).toContain(part);
  expect(text).toContain('名前に個人が特定できる文字のある表 2');
});

test('an internal copy masks nothing and says that it may not be published', async () => {
  const { bytes, masked } = await handInCopy(await workbook(), facts, { audience: '内部用' });
  const book = await openCopy(bytes);
  expect([masked, book.sheets[1]!.rows[2]![2]]).toEqual([0, 8]);
  expect(book.sheets.at(-1)!.rows.flat().join()).toContain('このまま公表・提供しないでください');
});

test.each([
  [[['備考', '毛利さんに連絡']], '計画書 の B1', '氏名'],
  [[['x'], [null, 'ﾓｳﾘ ﾓﾄﾅﾘ']], '計画書 の B2', 'カナ氏名'],
  [[['３９０１２３４５']], '計画書 の A1', '被保険者番号'],
  [[[39012345]], '計画書 の A1', '被保険者番号'],
  [[['S15.4.14生まれ']], '計画書 の A1', '生年月日'],
  [[[null, new Date(Date.UTC(1940, 3, 14))]], '計画書 の B1', '生年月日'],
])(
  'a person in a text stops the copy and the sentence names the cell, never the value: %#',
  async (rows, place, what) => {
    const said = await codeOf(handInCopy(await workbook({ rows }), facts, { audience: '内部用' }));
    expect(said).toContain('handIn.person');
    expect(said).toContain(place);
    expect(said).toContain(what);
    for (const never of NEVER) expect(said).not.toContain(never);
  },
);

test('a sheet that is called after a person stops the copy', async () => {
  expect(
    await codeOf(handInCopy(await workbook({ name: 'Ⅳ-7 大内義隆さん' }), facts, { audience: '公表用' })),
  ).toContain('handIn.personInName');
});

test('a workbook without sheets for hand-in says so', async () => {
  const bytes = await writeXlsx({ sheets: [{ name: 'メモ', rows: [[1]] }] });
  expect(await codeOf(handInCopy(bytes, facts, { audience: '公表用' }))).toContain('handIn.none');
});

test('the number of a sentence is told where no rule can hide it', async () => {
  const { notices } = await handInCopy(await workbook(), facts, { audience: '公表用' });
  expect(notices.join()).toContain('計画書 の文章（A6）');
});

describe('判定不能 beside 判定可能者数', () => {
  const AREAS = ['', '圏域=北部', '圏域=南部', '圏域=西部'];
  /** Hits, judged and undetermined of each area; `undetermined` as the data would have it. */
  async function copyOf(undetermined: readonly number[], options: Parameters<typeof handInCopy>[2]) {
    const cells: NonNullable<WriteSheet['cells']> = new Map();
    const rows: (string | number | null)[][] = [['共通評価指標'], ['圏域', '条件', '判定可能者数', '判定不能', '割合']];
    AREAS.forEach((filter, index) => {
      const row = 2 + index;
      const [, persons] = COUNTS[filter]!;
      const judged = persons - undetermined[index]!;
      rows.push([filter === '' ? '全体' : filter.slice(3), filter]);
      cells.set(`${row},2`, formula(call('判定可能', row + 1).replace('$C', '$B'), judged));
      cells.set(`${row},3`, formula(call('判定不能', row + 1).replace('$C', '$B'), undetermined[index]!));
      cells.set(`${row},4`, formula(`C${row + 1}/${persons}`, judged / persons));
    });
    rows.push([null, null, null, '全体の割合'], [null, null, null, 3]);
    const countOf: HandInFacts['countOf'] = (id, filter) => {
      const found = COUNTS[filter];
      const left = undetermined[AREAS.indexOf(filter)];
      if (found === undefined || left === undefined) return null;
      const [hits, denominator] = found;
      return { id, name: id, hits, denominator, undetermined: left, judged: denominator - left };
    };
    const bytes = await writeXlsx({ sheets: [{ name: '共通評価指標', rows, cells }] });
    const { sheets } = await openCopy((await handInCopy(bytes, { ...facts, countOf }, options)).bytes);
    return { sheet: sheets[0]!, said: JSON.stringify(sheets.at(-1)!.rows) };
  }

  // 1 to 9 are small; 0 and 10 are not.
  it.each([
    [[25, 10, 10, 5], true],
    [[29, 10, 10, 9], true],
    [[30, 10, 10, 10], false],
    [[20, 10, 10, 0], false],
  ])('of %p is left blank as a column: %p', async (undetermined, isBlank) => {
    const { sheet, said } = await copyOf(undetermined, { audience: '公表用' });
    const column = sheet.rows.slice(2, 6).map((row) => row[3] ?? null);
    expect(column).toEqual(isBlank ? [null, null, null, null] : undetermined);
    expect(sheet.rows[1]![3]).toBe(isBlank ? '判定不能（示しません）' : '判定不能');
    expect(said.includes('「判定不能」は、少ない人数があるため')).toBe(isBlank);
    // What it would have taken along stays, and so does what stands in the column under another heading.
    expect(sheet.rows.slice(2, 6).map((row) => row[2])).toEqual(
      AREAS.map((filter, index) => COUNTS[filter]![1] - undetermined[index]!),
    );
    expect(sheet.rows[7]![3]).toBe(3);
  });

  it('is hidden cell by cell in 厳格, and printed as it is inside the house', async () => {
    const strict = await copyOf([25, 10, 10, 5], { audience: '公表用', isStrict: true });
    expect(strict.sheet.rows.slice(2, 6).map((row) => row[3])).toContain('―');
    const internal = await copyOf([25, 10, 10, 5], { audience: '内部用' });
    expect(internal.sheet.rows.slice(2, 6).map((row) => row[3])).toEqual([25, 10, 10, 5]);
  });
});
