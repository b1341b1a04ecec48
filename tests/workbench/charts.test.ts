/** Native charts: made through the real Office.js, moved with sheets, saved to xlsx and read back. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { assertNoUnknownMembers, createEmbeddedWorkbook } from '../../src/workbench/workbook';
import type { Chart } from '../../src/workbench/book/chart/types';
import { type Bench, openBench } from './fixture';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
  await bench.run(async (context) => {
    const sheet = context.workbook.worksheets.add('指標（案）');
    sheet.getRange('A1:D5').values = [
      ['圏域', '割合', '下限', '上限'],
      ['北部', 0.12, 0.1, 0.15],
      ['南部', 0.2, 0.16, 0.24],
      ['東部', '', '', ''],
      ['西部', 0.08, 0.05, 0.11],
    ];
    sheet.getRange('B2:D5').numberFormat = '0.0%' as never;
    await context.sync();
  });
});
afterEach(() => {
  assertNoUnknownMembers(bench.addin);
  bench.close();
});

const charts = (name = '指標（案）'): Chart[] => bench.workbook.book.findSheet(name)!.layout.charts;

/** A chart with most of what an add-in asks for. */
function addRates(): Promise<void> {
  return bench.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem('指標（案）');
    const chart = sheet.charts.add('ColumnClustered', sheet.getRange('A1:D5'), 'Columns');
    chart.name = '割合の図';
    chart.title.text = '圏域ごとの割合\n出典：KDB';
    chart.title.getSubstring(8, 6).font.size = 9;
    chart.title.format.font.bold = true;
    chart.axes.valueAxis.title.text = '割合（%）';
    chart.axes.valueAxis.numberFormat = '0%';
    chart.axes.valueAxis.minimum = 0;
    chart.axes.categoryAxis.title.text = '圏域';
    chart.axes.valueAxis.majorGridlines.format.line.color = '#D9D9D9';
    chart.legend.position = 'Bottom';
    const [rate, low, high] = [0, 1, 2].map((index) => chart.series.getItemAt(index));
    rate!.format.fill.setSolidColor('#0072B2');
    rate!.gapWidth = 60;
    for (const end of [low!, high!]) {
      end.chartType = 'LineMarkers';
      end.format.line.lineStyle = 'None';
      end.markerStyle = 'Dash';
      end.markerSize = 10;
    }
    chart.legend.legendEntries.getItemAt(1).visible = false;
    chart.setPosition('F2', 'L15');
    sheet.shapes.getItem('割合の図').altTextDescription = '四つの圏域の割合';
    await context.sync();
  });
}

test('a range becomes series with names and labels, by its shape and its headings', async () => {
  await bench.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem('指標（案）');
    sheet.charts.add('Line', sheet.getRange('A1:D5'), 'Auto');
    sheet.charts.add('Pie', sheet.getRange('B2:B5'), 'Columns');
    sheet.charts.add('XYScatter', sheet.getRange('C2:D5'), 'Columns');
    sheet.charts.load('count,items/name,items/id');
    await context.sync();
    expect(sheet.charts.count).toBe(3);
    expect(new Set(sheet.charts.items.map(({ id }) => id)).size).toBe(3);
    const first = sheet.charts.getItemAt(0);
    first.series.load('items/name');
    const labels = first.series.getItemAt(0).getDimensionValues('Categories');
    const source = first.series.getItemAt(2).getDimensionDataSourceString('Values');
    await context.sync();
    expect(first.series.items.map(({ name }) => name)).toEqual(['割合', '下限', '上限']);
    expect(labels.value).toEqual(['北部', '南部', '東部', '西部']);
    expect(source.value).toBe("'指標（案）'!$D$2:$D$5");
  });
  const [, pie, scatter] = charts();
  expect(pie!.series.map(({ values, categories }) => [values.ref, categories])).toEqual([
    ["'指標（案）'!$B$2:$B$5", null],
  ]);
  expect(scatter!.series.map(({ categories }) => categories?.ref)).toEqual(["'指標（案）'!$C$2:$C$5"]);
});

test('charts answer with their place, are found by name, and go', async () => {
  await addRates();
  await bench.run(async (context) => {
    const { charts: collection } = context.workbook.worksheets.getItem('指標（案）');
    const chart = collection.getItem('割合の図').load('left,top,width,height,chartType');
    const none = collection.getItemOrNullObject('無い').load('name');
    await context.sync();
    expect(chart).toMatchObject({ left: 270, top: 18.75, width: 378, height: 262.5, chartType: 'ColumnClustered' });
    expect(none.isNullObject).toBe(true);
    chart.left = 300;
    chart.width = 100;
    await context.sync();
    chart.load('left,width,top');
    await context.sync();
    expect(chart).toMatchObject({ left: 300, width: 100, top: 18.75 });
    chart.delete();
    const count = collection.getCount();
    await context.sync();
    expect(count.value).toBe(0);
  });
});

test('a chart of a type that is not served is refused', async () => {
  const chart = bench.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem('指標（案）');
    sheet.charts.add('Sunburst', sheet.getRange('A1:B5'));
    await context.sync();
  });
  await expect(chart).rejects.toMatchObject({ code: 'ApiNotFound' });
});

test('charts follow their cells when sheets are renamed, copied and deleted', async () => {
  await addRates();
  await bench.run(async (context) => {
    const other = context.workbook.worksheets.add('図');
    const from = context.workbook.worksheets.getItem('指標（案）');
    other.charts.add('ColumnClustered', from.getRange('B2:B5'), 'Columns');
    from.copy('After', from);
    from.name = '共通評価指標';
    await context.sync();
  });
  const ref = (name: string): string => charts(name)[0]!.series[0]!.values.ref;
  expect(ref('共通評価指標')).toBe('共通評価指標!$B$2:$B$5');
  expect(ref('図')).toBe('共通評価指標!$B$2:$B$5');
  expect(ref('指標（案） (2)')).toBe("'指標（案） (2)'!$B$2:$B$5");
  expect(charts('指標（案） (2)')[0]!.id).not.toBe(charts('共通評価指標')[0]!.id);
  await bench.run(async (context) => {
    context.workbook.worksheets.getItem('共通評価指標').delete();
    await context.sync();
  });
  expect(ref('図')).toBe('#REF!');
});

describe('in an xlsx file', () => {
  const parts = (bytes: Uint8Array): Record<string, string> =>
    Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, data]) => [name, strFromU8(data)]));

  test('a chart is native: its cells, the values that it shows, colours, titles and alternative text', async () => {
    await addRates();
    const files = parts(await bench.workbook.saveXlsx());
    const xml = files['xl/charts/chart1.xml'] ?? '';
    expect(xml).toContain("<c:f>'指標（案）'!$B$2:$B$5</c:f>");
    expect(xml).toContain('<c:pt idx="1"><c:v>0.2</c:v></c:pt><c:pt idx="3"><c:v>0.08</c:v></c:pt>');
    expect(xml).toContain('<c:pt idx="0"><c:v>北部</c:v></c:pt>');
    expect(xml).toMatch(/<c:barChart>.*0072B2.*<c:gapWidth val="60"\/>.*<\/c:barChart><c:lineChart>/);
    expect(xml).toMatch(/<c:symbol val="dash"\/>/);
    expect(xml).toMatch(/sz="900"[^]*<a:t>出典：KDB<\/a:t>/);
    expect(xml).toContain('<c:legendEntry><c:idx val="1"/><c:delete val="1"/></c:legendEntry>');
    const drawing = Object.keys(files).find((name) => /^xl\/drawings\/drawing\d+\.xml$/.test(name));
    expect(files[drawing ?? '']).toMatch(/name="割合の図" descr="四つの圏域の割合"/);
    expect(files['[Content_Types].xml']).toContain('/xl/charts/chart1.xml');
  });

  test('what was saved comes back the same, and is saved again the same', async () => {
    await addRates();
    const again = createEmbeddedWorkbook();
    try {
      await again.openXlsx('図.xlsx', await bench.workbook.saveXlsx());
      const [chart] = again.book.findSheet('指標（案）')!.layout.charts;
      const [made] = charts();
      const { original, id, ...read } = chart!;
      const { id: _, ...written } = made!;
      expect(original).toBeDefined();
      expect(id).toMatch(/chart/);
      expect(read).toMatchObject({
        name: written.name,
        type: written.type,
        altText: written.altText,
        from: written.from,
        to: written.to,
        title: { text: written.title.text },
        legend: { position: 'Bottom', hidden: [1] },
      });
      expect(read.series.map(({ type, fill, values }) => [type, fill, values.ref])).toEqual(
        written.series.map(({ type, fill, values }) => [type, fill, values.ref]),
      );
      expect(read.axes.value).toMatchObject({ minimum: 0, numberFormat: '0%', title: { text: '割合（%）' } });
      const twice = parts(await again.saveXlsx());
      expect(twice['xl/charts/chart1.xml']).toBe(original!.xml);
    } finally {
      again.dispose();
    }
  });

  test('a chart that somebody else made keeps what we do not know, until it is changed', async () => {
    await addRates();
    const files = unzipSync(await bench.workbook.saveXlsx());
    const foreign = strFromU8(files['xl/charts/chart1.xml']!)
      .replace('<c:gapWidth', '<c:serLines/><c:gapWidth')
      .replace('<c:gapWidth val="60"/>', '<c:gapWidth val="55"/>')
      .replace(
        '</c:chartSpace>',
        '<c:externalData r:id="rId9"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>',
      );
    files['xl/charts/chart1.xml'] = strToU8(foreign);
    const again = createEmbeddedWorkbook();
    try {
      await again.openXlsx('他.xlsx', zipSync(files));
      const kept = parts(await again.saveXlsx())['xl/charts/chart1.xml']!;
      expect(kept).toContain('<c:serLines/>');
      expect(kept).not.toContain('externalData');
      again.book.renameSheet(again.book.findSheet('指標（案）')!, '新しい名前');
      const renamed = parts(await again.saveXlsx())['xl/charts/chart1.xml']!;
      expect(renamed).toContain('<c:f>新しい名前!$B$2:$B$5</c:f>');
      expect(renamed).toContain('<c:gapWidth val="55"/>');
    } finally {
      again.dispose();
    }
  });

  test('error bars with lengths in cells survive a change of the chart', async () => {
    await addRates();
    const files = unzipSync(await bench.workbook.saveXlsx());
    const cells = (name: string, column: string): string =>
      `<c:${name}><c:numRef><c:f>'指標（案）'!$${column}$2:$${column}$5</c:f></c:numRef></c:${name}>`;
    const bars =
      '<c:errBars><c:errDir val="y"/><c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>' +
      `${cells('plus', 'D')}${cells('minus', 'C')}</c:errBars>`;
    files['xl/charts/chart1.xml'] = strToU8(
      strFromU8(files['xl/charts/chart1.xml']!).replace('<c:cat>', `${bars}<c:cat>`),
    );
    const again = createEmbeddedWorkbook();
    try {
      await again.openXlsx('誤差.xlsx', zipSync(files));
      const [chart] = again.book.findSheet('指標（案）')!.layout.charts;
      expect(chart!.series[0]!.yErrorBars).toMatchObject({ type: 'Custom', plus: { ref: "'指標（案）'!$D$2:$D$5" } });
      chart!.title.text = '変えた題';
      const xml = parts(await again.saveXlsx())['xl/charts/chart1.xml']!;
      expect(xml).toMatch(/<c:errBars>.*<c:plus><c:numRef><c:f>'指標（案）'!\$D\$2:\$D\$5<\/c:f><c:numCache>/);
    } finally {
      again.dispose();
    }
  });

  test('a sheet that takes another name on opening keeps its charts on its own cells', async () => {
    await addRates();
    const bytes = await bench.workbook.saveXlsx();
    await bench.workbook.openXlsx('もう一度.xlsx', bytes);
    expect(charts('指標（案） (2)')[0]!.series[0]!.values.ref).toBe("'指標（案） (2)'!$B$2:$B$5");
    expect(charts()[0]!.series[0]!.values.ref).toBe("'指標（案）'!$B$2:$B$5");
  });
});

test('where formulas are calculated when somebody asks, those that are due count as figures of a new chart, and stay due', async () => {
  const lazy = await openBench({ isLazy: true });
  await lazy.run(async (context) => {
    const sheet = context.workbook.worksheets.add('率');
    sheet.getRange('A1:B3').formulas = [
      ['圏域', '率'],
      ['北部', '=1/4'],
      ['南部', '="な"&"し"'],
    ];
    await context.sync();
  });
  let passes = 0;
  lazy.workbook.book.calculation.onPass(() => (passes += 1));
  await lazy.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem('率');
    sheet.charts.add('ColumnClustered', sheet.getRange('A1:B3'), 'Columns');
    sheet.charts.add('ColumnClustered', sheet.getRange('B2:B3'), 'Columns').series.add('別');
    await context.sync();
  });
  expect(passes).toBe(0);
  const made = lazy.workbook.book.findSheet('率')!.layout.charts;
  expect(made.map(({ series }) => series.map(({ values }) => values?.ref))).toEqual([
    ['率!$B$2:$B$3'],
    ['率!$B$2:$B$3', ''],
  ]);
  await lazy.workbook.settle();
  expect(passes).toBeGreaterThan(0);
  expect(lazy.workbook.valuesOf('率')[2]).toEqual(['南部', 'なし']);
  assertNoUnknownMembers(lazy.addin);
  lazy.close();
});
