/** The charts of a workbook as parts of its file: found while reading, put in place of stand-ins while writing. */
import { strToU8 } from 'fflate';
import type { SheetChart } from 'hucre';
import type { Book } from '../../book/book';
import { freeId } from '../../book/chart/build';
import { withSheetRenamed } from '../../../formula';
import { changeReferences } from '../../book/chart/references';
import type { Chart, Corner } from '../../book/chart/types';
import type { Sheet } from '../../book/sheet';
import { readChart, signatureOf } from './readChart';
import { chartXml } from './writeChart';
import { relationsOf, sheetParts, textOfPart } from '../parts';
import { down, el, parse, type Node } from './xml';

const EMU_PER_POINT = 12700;
const CHART = 'http://schemas.openxmlformats.org/drawingml/2006/chart';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

type Files = Record<string, Uint8Array>;

// ---- writing ----

/** What the library shall make room for: parts, relations and content types; their contents are replaced afterwards. */
export function standIns(charts: readonly Chart[]): SheetChart[] {
  return charts.map(({ from, to }) => ({
    type: 'column',
    series: [{ values: 'A1:A1' }],
    anchor: { from: { row: from.row, col: from.column }, to: { row: to.row, col: to.column } },
  }));
}

function anchorXml({ name, altText, altTitle, from, to }: Chart, index: number): string {
  const corner = (element: string, { row, column, x, y }: Corner): string =>
    el(
      element,
      {},
      el('xdr:col', {}, String(column)),
      el('xdr:colOff', {}, String(Math.round(x * EMU_PER_POINT))),
      el('xdr:row', {}, String(row)),
      el('xdr:rowOff', {}, String(Math.round(y * EMU_PER_POINT))),
    );
  const properties = el('xdr:cNvPr', {
    id: index + 2,
    name,
    descr: altText === '' ? undefined : altText,
    title: altTitle === '' ? undefined : altTitle,
  });
  return el(
    'xdr:twoCellAnchor',
    {},
    corner('xdr:from', from),
    corner('xdr:to', to),
    el(
      'xdr:graphicFrame',
      { macro: '' },
      el('xdr:nvGraphicFramePr', {}, properties, el('xdr:cNvGraphicFramePr')),
      el('xdr:xfrm', {}, el('a:off', { x: 0, y: 0 }), el('a:ext', { cx: 0, cy: 0 })),
      el(
        'a:graphic',
        {},
        el('a:graphicData', { uri: CHART }, el('c:chart', { 'xmlns:c': CHART, 'r:id': `rId${index + 1}` })),
      ),
    ),
    el('xdr:clientData'),
  );
}

const drawingXml = (charts: readonly Chart[]): string =>
  HEAD +
  el(
    'xdr:wsDr',
    {
      'xmlns:xdr': 'http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing',
      'xmlns:a': 'http://schemas.openxmlformats.org/drawingml/2006/main',
      'xmlns:r': RELATIONS,
    },
    ...charts.map(anchorXml),
  );

/** Puts the charts in the places of their stand-ins. */
export function writeCharts(book: Book, files: Files): void {
  for (const [index, sheet] of book.sheets.entries()) {
    const { charts } = sheet.layout;
    if (charts.length === 0) continue;
    const drawing = drawingOf(files, `xl/worksheets/sheet${index + 1}.xml`);
    if (drawing === null) throw new Error(`the charts of ${sheet.name} have no place in the file`);
    files[drawing] = strToU8(drawingXml(charts));
    const targets = relationsOf(files, drawing);
    charts.forEach((chart, number) => {
      const target = targets.get(`rId${number + 1}`);
      if (target === undefined) throw new Error(`chart ${chart.name} has no place in the file`);
      files[target] = strToU8(partOf(book, chart));
    });
  }
}

/** A chart that nobody changed since it was read is written as it was read. */
function partOf(book: Book, chart: Chart): string {
  const { original } = chart;
  return original !== undefined && original.signature === signatureOf(chart) ? original.xml : chartXml(book, chart);
}

// ---- reading ----

function drawingOf(files: Files, sheet: string): string | null {
  return [...relationsOf(files, sheet).values()].find((part) => /\/drawings\/[^/]+\.xml$/.test(part)) ?? null;
}

function cornerOf(node: Node | undefined): Corner {
  const number = (name: string): number => Number(down(node, name)?.text ?? 0);
  return {
    row: number('row'),
    column: number('col'),
    x: Math.round((number('colOff') / EMU_PER_POINT) * 100) / 100,
    y: Math.round((number('rowOff') / EMU_PER_POINT) * 100) / 100,
  };
}

/** The chart frames of a drawing; those in groups too. */
function framesIn(node: Node): Node[] {
  return node.children.flatMap((child) => (child.name === 'graphicFrame' ? [child] : framesIn(child)));
}

/** Where an anchor ends that gives a size instead of a cell: so many default cells further. */
function endOf(anchor: Node, from: Corner): Corner {
  const to = down(anchor, 'to');
  if (to !== undefined) return cornerOf(to);
  const { cx = '0', cy = '0' } = down(anchor, 'ext')?.attributes ?? {};
  const [columns, rows] = [Number(cx) / EMU_PER_POINT / 54, Number(cy) / EMU_PER_POINT / 18.75];
  return {
    row: from.row + Math.max(1, Math.round(rows)),
    column: from.column + Math.max(1, Math.round(columns)),
    x: 0,
    y: 0,
  };
}

function readSheetCharts(files: Files, part: string, sheet: Sheet): void {
  const drawing = drawingOf(files, part);
  const xml = drawing === null ? null : textOfPart(files, drawing);
  if (drawing === null || xml === null) return;
  const targets = relationsOf(files, drawing);
  for (const anchor of parse(xml).children) {
    for (const frame of framesIn(anchor)) {
      const id = down(frame, 'graphic', 'graphicData', 'chart')?.attributes.id;
      const source = id === undefined ? null : textOfPart(files, targets.get(id) ?? '');
      if (source === null) continue;
      const chart = readChart(source, freeId(sheet));
      if (chart === null) continue;
      const { name = '', descr = '', title = '' } = down(frame, 'nvGraphicFramePr', 'cNvPr')?.attributes ?? {};
      const from = cornerOf(down(anchor, 'from'));
      Object.assign(chart, { name, altText: descr, altTitle: title, from, to: endOf(anchor, from) });
      sheet.layout.charts.push(chart);
    }
  }
}

/** Reads the charts of these sheets; `name` is what a sheet is called in the file, its own name may have become another. */
export function readCharts(files: Files, sheets: readonly { readonly name: string; readonly to: Sheet }[]): void {
  if (!Object.keys(files).some((name) => name.startsWith('xl/charts/'))) return;
  const parts = sheetParts(files);
  for (const { name, to } of sheets) {
    const part = parts.get(name);
    if (part !== undefined) readSheetCharts(files, part, to);
  }
  for (const { to } of sheets) for (const chart of to.layout.charts) followRenames(chart, sheets);
}

/** Sheets of the file that had to take another name: their charts read the sheets of the file, not their namesakes. */
function followRenames(chart: Chart, sheets: readonly { readonly name: string; readonly to: Sheet }[]): void {
  const changed = sheets.filter(({ name, to }) => name !== to.name);
  if (changed.length === 0) return;
  changeReferences(chart, (ref) => {
    const found = changed.find(({ name, to }) => withSheetRenamed(ref, name, to.name) !== ref);
    return found ? withSheetRenamed(ref, found.name, found.to.name) : ref;
  });
}
