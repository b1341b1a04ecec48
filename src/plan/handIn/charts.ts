/** Charts of the hand-in copy: native charts as they were, on the copied cells, their stored values masked like the cells. */
import { quoteSheetName, rangesIn, rectAddress, type NamedRange } from '../../formula';
import { strToU8, unzipSync, zipSync } from 'fflate';
import type { WriteSheet } from 'hucre';
import { HIDDEN_MARK } from '../../indicators';

import { placesOf, type Places } from './copySheet';
import { unescapeXml } from './lastLook';
import { cellKey } from './masking';
import { relationsOf, relationsPath, sheetPaths, tagsOf, textOf, attributesOf, type Parts } from './package';
import type { SheetPicture } from './picture';

export interface ChartFacts {
  readonly pictures: readonly SheetPicture[];
  readonly hidden: ReadonlySet<string>;
}

/** Holds what charts read of cells that stay in the workbook. */
const CHART_VALUES_SHEET = '図の値';
/** A cell that never holds anything. */
const NOTHING_PRINTED = '$XFD$1:$XFD$1';
/** Rows above the values. */
const VALUES_HEAD = 2;

/** Said in the place of what is not drawn. */
export const NOT_DRAWN = '少人数のため非表示';

interface CarriedChart {
  readonly xml: string;
  /** The anchor in the drawing, with the chart's relation id replaced. */
  readonly anchor: string;
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const CHART_TYPE = 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml';
const DRAWING_TYPE = 'application/vnd.openxmlformats-officedocument.drawing+xml';

const escapeXml = (text: string): string =>
  text.replace(/[<>&"]/gu, (sign) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' })[sign]!);

/** Removes an element with everything in it, also where it stands inside of itself. */
function without(xml: string, name: string): string {
  const inner = new RegExp(
    `<${name}(?:\\s[^>]*)?>(?:(?!<${name}[\\s>])[\\s\\S])*?</${name}>|<${name}(?:\\s[^>]*)?/>`,
    'gu',
  );
  for (let now = xml; ;) {
    const next = now.replace(inner, '');
    if (next === now) return next;
    now = next;
  }
}

/** The name of a series that is a text and no cell: LibreOffice writes it as a reference to `"名前"`. Null where it is none. */
function quotedName(xml: string): string | null {
  const formula = unescapeXml(/<c:f>([^<]*)<\/c:f>/u.exec(xml)?.[1] ?? '');
  return /^"(?:[^"]|"")*"$/u.test(formula) ? formula.slice(1, -1).replaceAll('""', '"') : null;
}

class ChartCarrier {
  private readonly places: ReadonlyMap<string, Places>;
  readonly notices: string[] = [];
  private readonly columns: { readonly sheet: string; readonly values: readonly (number | string | null)[] }[] = [];
  /** By sheet: the charts of which something is not drawn. */
  readonly incomplete = new Map<string, string[]>();
  /** By sheet: rows over which only charts stood that are not copied. */
  readonly emptied = new Map<string, ReadonlySet<number>>();

  constructor(
    private readonly parts: Parts,
    private readonly facts: ChartFacts,
  ) {
    this.places = new Map(facts.pictures.map((picture) => [picture.name, placesOf(picture)]));
  }

  /** What a chart draws of cells: nothing of hidden ones, of blanks and of error values. */
  private drawn(
    sheet: string,
    cells: readonly { row: number; column: number }[],
    numeric: boolean,
  ): (number | string | null)[] {
    const picture = this.facts.pictures.find(({ name }) => name === sheet)!;
    return cells.map(({ row, column }) => {
      const isHidden = this.isHidden(sheet, row, column);
      const { value, isError } = picture.at(row, column);
      if (numeric) return isHidden || typeof value !== 'number' ? null : value;
      if (isHidden) return HIDDEN_MARK;
      return value === null || isError ? null : String(value);
    });
  }

  private isHidden(sheet: string, row: number, column: number): boolean {
    return this.facts.hidden.has(cellKey(sheet, row, column));
  }

  /** The cells of a reference of a chart; null where it names none, or those of a sheet that stays behind. */
  private cellsOf(formula: string): { range: NamedRange; cells: { row: number; column: number }[] } | null {
    const [range, ...more] = rangesIn(unescapeXml(formula));
    if (range === undefined || more.length > 0 || !this.places.has(range.sheet ?? '')) return null;
    const cells = [];
    for (let row = range.row; row < range.row + range.rows; row += 1)
      for (let column = range.column; column < range.column + range.columns; column += 1) cells.push({ row, column });
    return { range, cells };
  }

  /** Cells of the copy as a formula; several areas where cells between them are left out. Null where they stay behind. */
  private address(sheet: string, cells: readonly { row: number; column: number }[]): string | null {
    const places = this.places.get(sheet)!;
    const areas: { row: number; column: number; rows: number; columns: number }[] = [];
    for (const { row, column } of cells) {
      const [toRow, toColumn] = [places.rows[row] ?? -1, places.columns[column] ?? -1];
      if (toRow < 0 || toColumn < 0) return null;
      const last = areas.at(-1);
      if (last !== undefined && last.columns === 1 && last.column === toColumn && last.row + last.rows === toRow)
        last.rows += 1;
      else if (last !== undefined && last.rows === 1 && last.row === toRow && last.column + last.columns === toColumn)
        last.columns += 1;
      else areas.push({ row: toRow, column: toColumn, rows: 1, columns: 1 });
    }
    const parts = areas.map((area) => `${quoteSheetName(sheet)}!${rectAddress(area, true)}`);
    return parts.length === 1 ? parts[0]! : `(${parts.join(',')})`;
  }

  /** Values of cells that stay behind, in a column of the sheet 図の値: LibreOffice draws no values that stand in the chart only. */
  private kept(sheet: string, values: readonly (number | string | null)[]): string {
    this.columns.push({ sheet, values });
    const area = { row: VALUES_HEAD, column: this.columns.length - 1, rows: values.length, columns: 1 };
    return `${quoteSheetName(CHART_VALUES_SHEET)}!${rectAddress(area, true)}`;
  }

  /** The sheet with what charts read of cells that stay behind; null where none does. */
  valuesSheet(): WriteSheet | null {
    if (this.columns.length === 0) return null;
    const most = Math.max(...this.columns.map(({ values }) => values.length));
    return {
      name: CHART_VALUES_SHEET,
      rows: [
        ['図が読む値です。図のあるシートごとに並べています。'],
        this.columns.map(({ sheet }) => sheet),
        ...Array.from({ length: most }, (_, row) => this.columns.map(({ values }) => values[row] ?? null)),
      ],
      columns: this.columns.map(() => ({ width: 14 })),
      // Nobody reads the values on paper: the area that is printed is empty, and a sheet without anything to print makes no page.
      pageSetup: { paperSize: 'a4', orientation: 'landscape', printArea: NOTHING_PRINTED },
      headerFooter: { oddHeader: '&L&A', oddFooter: '&C&P / &N' },
    };
  }

  /**
   * A reference of a series as its cells in the copy, without those at the places that are left out; values of cells that stay
   * behind are kept on a sheet of their own, names as fixed texts. Null where the sheet stays behind.
   */
  private reference(xml: string, leftOut: ReadonlySet<number>, isName = false): string | null {
    const [, formula = '', , cache = ''] =
      /<c:f>([^<]*)<\/c:f>\s*(?:<c:(num|str)Cache>([\s\S]*?)<\/c:\2Cache>)?/u.exec(xml) ?? [];
    const found = this.cellsOf(formula);
    if (found === null) return null;
    const type = /^<c:numRef/u.test(xml) ? 'num' : 'str';
    const format = type === 'num' ? (/<c:formatCode>[^<]*<\/c:formatCode>/u.exec(cache)?.[0] ?? '') : '';
    const cells = found.cells.filter((_, index) => !leftOut.has(index));
    const values = this.drawn(found.range.sheet!, cells, type === 'num');
    const points = `<c:ptCount val="${cells.length}"/>${values
      .map((value, index) =>
        value === null ? '' : `<c:pt idx="${index}"><c:v>${escapeXml(String(value))}</c:v></c:pt>`,
      )
      .join('')}`;
    const address = this.address(found.range.sheet!, cells) ?? (isName ? null : this.kept(found.range.sheet!, values));
    return address === null
      ? `<c:${type}Lit>${format}${points}</c:${type}Lit>`
      : `<c:${type}Ref><c:f>${escapeXml(address)}</c:f><c:${type}Cache>${format}${points}</c:${type}Cache></c:${type}Ref>`;
  }

  /** Which points of a series are hidden, by what it draws: values, both axes of a scatter, ends of intervals. */
  private hiddenPoints(series: string): Set<number> {
    const drawn = series.replace(/<c:(cat|tx)>[\s\S]*?<\/c:\1>/gu, '');
    const hidden = new Set<number>();
    for (const [, formula] of drawn.matchAll(/<c:f>([^<]*)<\/c:f>/gu)) {
      const found = this.cellsOf(formula!);
      found?.cells.forEach(({ row, column }, index) => {
        if (this.isHidden(found.range.sheet!, row, column)) hidden.add(index);
      });
    }
    return hidden;
  }

  private countOfPoints(series: string): number {
    const values = /<c:(?:val|yVal)>[\s\S]*?<c:f>([^<]*)<\/c:f>/u.exec(series)?.[1];
    return values === undefined ? 0 : (this.cellsOf(values)?.cells.length ?? 0);
  }

  /** The name of a series: what its cell holds now, which may be another text than the chart was saved with. */
  private nameOf(series: string): string {
    const [, name = ''] = /<c:tx>([\s\S]*?)<\/c:tx>/u.exec(series) ?? [];
    const text = quotedName(name);
    if (text !== null) return text;
    const found = this.cellsOf(/<c:f>([^<]*)<\/c:f>/u.exec(name)?.[1] ?? '');
    const texts = found === null ? [] : this.drawn(found.range.sheet!, found.cells, false);
    if (texts.length === 1) return String(texts[0] ?? '');
    return unescapeXml(/<c:v>([^<]*)<\/c:v>/u.exec(name)?.[1] ?? '');
  }

  /** What the labels of a series say at the places that are left out. */
  private labelsAt(series: string, leftOut: ReadonlySet<number>): string[] {
    const [, formula = ''] = /<c:(?:cat|xVal)>[\s\S]*?<c:f>([^<]*)<\/c:f>/u.exec(series) ?? [];
    const found = this.cellsOf(formula);
    if (found === null || !/<c:cat>/u.test(series)) return [];
    const picture = this.facts.pictures.find(({ name }) => name === found.range.sheet)!;
    return found.cells
      .filter((_, index) => leftOut.has(index))
      .map(({ row, column }) => String(picture.at(row, column).value ?? ''))
      .filter((label) => label !== '');
  }

  /**
   * The chart on the copied cells; null when it has none. Places at which something is hidden are left out of every series, a series
   * without any other place is left out as a whole, and the title says so.
   */
  chart(xml: string, sheet: string): string | null {
    let text = xml;
    for (const name of ['c:extLst', 'c:externalData', 'c:userShapes', 'c:multiLvlStrCache', 'c:printSettings'])
      text = without(text, name);
    if (/<c:(numLit|strLit|multiLvlStrRef)[\s>]/u.test(text)) return null;
    const all = text.match(/<c:ser>[\s\S]*?<\/c:ser>/gu) ?? [];
    const points = all.map((series) => this.hiddenPoints(series));
    const isGone = all.map(
      (series, index) => points[index]!.size > 0 && points[index]!.size >= this.countOfPoints(series),
    );
    const leftOut = new Set(points.flatMap((each, index) => (isGone[index] ? [] : [...each])));
    const gone = all.filter((_, index) => isGone[index]).map((series) => this.nameOf(series));
    const first = all.find((_, index) => !isGone[index]);
    if (first === undefined || this.countOfPoints(first) <= leftOut.size) return null;
    const named = [...gone.filter((name) => name !== ''), ...this.labelsAt(first, leftOut)];
    // Both limits of an interval have one name; long names stand at an axis in several lines.
    const hiddenWords = [...new Set(named.map((name) => name.replaceAll('\n', '')))];
    let lost = false;
    let index = -1;
    text = text.replace(/<c:ser>[\s\S]*?<\/c:ser>/gu, (series) => {
      index += 1;
      if (isGone[index]) return '';
      return series.replace(
        /<c:(cat|xVal|val|yVal|plus|minus|tx)>([\s\S]*?)<\/c:\1>/gu,
        (whole, tag: string, inner: string) => {
          const found = /<c:(numRef|strRef)>[\s\S]*?<\/c:\1>/u.exec(inner)?.[0];
          if (found === undefined) return whole;
          const name = tag === 'tx' ? quotedName(found) : null;
          if (name !== null) return `<c:tx><c:v>${escapeXml(name)}</c:v></c:tx>`;
          const put = this.reference(found, tag === 'tx' ? new Set() : leftOut, tag === 'tx');
          if (put === null) lost = true;
          // The name of a series takes a reference or a plain text.
          const plain = tag === 'tx' && put !== null && put.startsWith('<c:strLit>');
          return `<c:${tag}>${plain ? `<c:v>${escapeXml(this.nameOf(series))}</c:v>` : (put ?? '')}</c:${tag}>`;
        },
      );
    });
    if (lost || /<c:f>[^<]*<\/c:f>/u.test(this.outsideSeries(text))) return null;
    if (leftOut.size > 0 || gone.length > 0) {
      const title = /<a:t>([^<]*)<\/a:t>/u.exec(/<c:title>[\s\S]*?<\/c:title>/u.exec(text)?.[0] ?? '')?.[1] ?? '';
      const name = unescapeXml(title).split('\n')[0]!;
      const words = hiddenWords.length === 0 ? NOT_DRAWN : `${hiddenWords.join('、')}：${NOT_DRAWN}`;
      const which = hiddenWords.length === 0 ? '' : `（${hiddenWords.join('、')}）`;
      this.incomplete.set(sheet, [...(this.incomplete.get(sheet) ?? []), `「${name}」${which}`]);
      text = this.withGaps(text, `（${words}）`);
    }
    // A group of a chart without a series is damage to Excel.
    return /<c:ser>/u.test(text) &&
      !/<c:(bar|line|scatter|area|pie|doughnut|radar)Chart>(?:(?!<c:ser>)[\s\S])*?<\/c:\1Chart>/u.test(text)
      ? text
      : null;
  }

  private outsideSeries(xml: string): string {
    return xml.replace(/<c:ser>[\s\S]*?<\/c:ser>/gu, '');
  }

  /** Blanks as gaps, and words behind the title. */
  private withGaps(xml: string, words: string): string {
    const gaps = '<c:dispBlanksAs val="gap"/>';
    const text = /<c:dispBlanksAs[^>]*\/>/u.test(xml)
      ? xml.replace(/<c:dispBlanksAs[^>]*\/>/u, gaps)
      : xml.replace(
          /<\/c:plotArea>((?:\s*<c:legend>[\s\S]*?<\/c:legend>)?(?:\s*<c:plotVisOnly[^>]*\/>)?)/u,
          `</c:plotArea>$1${gaps}`,
        );
    if (words === '') return text;
    const title = /<c:title>[\s\S]*?<\/c:title>/u.exec(text)?.[0];
    const last = title?.lastIndexOf('</a:t>') ?? -1;
    if (title !== undefined && last >= 0)
      return text.replace(title, () => `${title.slice(0, last)}${escapeXml(words)}${title.slice(last)}`);
    const made = `<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>${escapeXml(words)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`;
    const bare = title === undefined ? text : text.replace(title, '');
    return bare
      .replace(/<c:chart>/u, `<c:chart>${made}`)
      .replace(/<c:autoTitleDeleted[^>]*\/>/u, '<c:autoTitleDeleted val="0"/>');
  }

  /** An anchor of the drawing, moved with the rows and columns that stay. */
  private anchor(xml: string, sheet: string): string | null {
    const places = this.places.get(sheet)!;
    let lost = false;
    const placeOf = (list: readonly number[], wanted: number, isEnd: boolean): number => {
      const found = list.slice(wanted).find((place) => place >= 0);
      if (found !== undefined) return found;
      // A chart that ends with what is printed ends behind the last of it.
      const last = list.slice(0, wanted).reduce((most, place) => Math.max(most, place), -1);
      if (isEnd && last >= 0) return last + 1;
      if (wanted < list.length) lost = true;
      return wanted;
    };
    const moved = xml.replace(/<xdr:(from|to)>[\s\S]*?<\/xdr:\1>/gu, (corner, side: string) =>
      corner.replace(/<xdr:(col|row)>(\d+)<\/xdr:\1>/gu, (_, tag: string, text: string) => {
        const list = tag === 'col' ? places.columns : places.rows;
        return `<xdr:${tag}>${placeOf(list, Number(text), side === 'to')}</xdr:${tag}>`;
      }),
    );
    return lost ? null : without(moved, 'a:extLst').replace(/<a:hlinkClick[^>]*\/>/gu, '');
  }

  /** The charts of a sheet. */
  ofSheet(sheet: string): CarriedChart[] {
    const path = sheetPaths(this.parts).get(sheet);
    if (path === undefined) return [];
    const drawing = relationsOf(this.parts, path).find(({ type }) => type === 'drawing');
    const xml = drawing === undefined ? null : textOf(this.parts, drawing.target);
    if (drawing === undefined || xml === null) return [];
    const targets = new Map(relationsOf(this.parts, drawing.target).map(({ id, target }) => [id, target]));
    const anchors = xml.match(/<xdr:(twoCellAnchor|oneCellAnchor)[\s>][\s\S]*?<\/xdr:\1>/gu) ?? [];
    const [copied, left] = [new Set<number>(), new Set<number>()];
    const carried = anchors.flatMap((text): CarriedChart[] => {
      const [tag] = tagsOf(text, 'chart').filter((each) => /r:id=/u.test(each));
      if (tag === undefined) return [];
      const source = textOf(this.parts, targets.get(attributesOf(tag)['r:id'] ?? '') ?? '');
      const kept = this.columns.length;
      const chart = source === null ? null : this.chart(source, sheet);
      const anchor = this.anchor(text, sheet);
      if (chart === null || anchor === null) {
        this.columns.length = kept;
        this.notices.push(`${sheet} の図のうち、写さないシートの値や、伏せた値だけを使うものは写していません。`);
        rowsUnder(text).forEach((row) => left.add(row));
        return [];
      }
      rowsUnder(text).forEach((row) => copied.add(row));
      return [{ xml: chart, anchor }];
    });
    this.emptied.set(sheet, new Set([...left].filter((row) => !copied.has(row))));
    return carried;
  }
}

/** The rows, from 0, that a drawing covers; none for one whose end is no cell. */
function rowsUnder(anchor: string): number[] {
  const [first = 0, end = 0] = ['from', 'to'].map((side) =>
    Number(new RegExp(`<xdr:${side}>[\\s\\S]*?<xdr:row>(\\d+)</xdr:row>`, 'u').exec(anchor)?.[1] ?? 0),
  );
  return Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
}

/** What the copy needs of its charts before it is written. */
export interface BesideCharts {
  /** The sheet of what charts read of cells that stay behind, where there is one. */
  readonly values: WriteSheet | null;
  /** By sheet: rows over which only charts stood that are not copied. */
  readonly emptied: ReadonlyMap<string, ReadonlySet<number>>;
}

function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
}
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const relationships = (content: string): string =>
  `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${content}</Relationships>`;

/** Adds the charts of the original to the copy that `write` makes, whose sheets have the same names and no drawings. */
export async function carryCharts(
  original: Uint8Array,
  facts: ChartFacts,
  write: (beside: BesideCharts) => Promise<Uint8Array>,
): Promise<{ bytes: Uint8Array; notices: string[] }> {
  const wanted = unzipSync(original, {
    filter: ({ name }) => /^_rels\/|^xl\/(workbook\.xml|_rels|worksheets\/_rels|drawings|charts)/u.test(name),
  });
  const carrier = new ChartCarrier(wanted, facts);
  const carried = facts.pictures.map(({ name }) => ({ name, charts: carrier.ofSheet(name) }));
  const copy = await write({ values: carrier.valuesSheet(), emptied: carrier.emptied });
  const parts: Record<string, Uint8Array> = { ...unzipSync(copy) };
  const paths = sheetPaths(parts);
  const overrides: string[] = [];
  let chartNumber = 0;
  let drawingNumber = 0;
  for (const { name, charts } of carried) {
    const path = paths.get(name);
    if (charts.length === 0 || path === undefined) continue;
    drawingNumber += 1;
    const drawing = `xl/drawings/drawing${drawingNumber}.xml`;
    const links: string[] = [];
    const anchors = charts.map(({ xml, anchor }, index) => {
      chartNumber += 1;
      const part = `xl/charts/chart${chartNumber}.xml`;
      parts[part] = strToU8(xml);
      overrides.push(`<Override PartName="/${part}" ContentType="${CHART_TYPE}"/>`);
      links.push(relation(`rId${index + 1}`, 'chart', `../charts/chart${chartNumber}.xml`));
      return anchor
        .replace(/(<c:chart[^>]*\sr:id=")[^"]*/u, `$1rId${index + 1}`)
        .replace(/(<xdr:cNvPr [^>]*?\bname=")[^"]*/u, `$1図${index + 1}`);
    });
    parts[drawing] = strToU8(
      `${HEAD}<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="${OFFICE}" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart">${anchors.join('')}</xdr:wsDr>`,
    );
    parts[relationsPath(drawing)] = strToU8(relationships(links.join('')));
    overrides.push(`<Override PartName="/${drawing}" ContentType="${DRAWING_TYPE}"/>`);
    const relations = textOf(parts, relationsPath(path)) ?? relationships('');
    parts[relationsPath(path)] = strToU8(
      relations.replace(
        '</Relationships>',
        `${relation('rIdCharts', 'drawing', `../drawings/drawing${drawingNumber}.xml`)}</Relationships>`,
      ),
    );
    const tag = `<drawing xmlns:r="${OFFICE}" r:id="rIdCharts"/>`;
    const sheet = textOf(parts, path)!;
    const before = /<(legacyDrawing|tableParts|extLst)[\s>/]/u.exec(sheet)?.index ?? sheet.lastIndexOf('</worksheet>');
    parts[path] = strToU8(sheet.slice(0, before) + tag + sheet.slice(before));
  }
  const notices = [
    ...new Set(carrier.notices),
    ...[...carrier.incomplete].map(
      ([sheet, charts]) =>
        `${sheet} の図 ${charts.join('、')} には、伏せたセルの値があります。その項目や系列は描かず、「${NOT_DRAWN}」と書きました。`,
    ),
  ];
  if (chartNumber === 0) return { bytes: copy, notices };
  const types = textOf(parts, '[Content_Types].xml')!;
  parts['[Content_Types].xml'] = strToU8(types.replace('</Types>', `${overrides.join('')}</Types>`));
  return { bytes: zipSync(parts), notices };
}
