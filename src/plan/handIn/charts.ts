/** Charts of the hand-in copy: native charts as they were, on the copied cells, their stored values masked like the cells. */
import { quoteSheetName, rangesIn, rectAddress, type NamedRange } from '../../formula';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { HIDDEN_MARK } from '../../indicators';

import { placesOf, span, type Places } from './copySheet';
import { unescapeXml } from './lastLook';
import { cellKey } from './masking';
import { relationsOf, relationsPath, sheetPaths, tagsOf, textOf, attributesOf, type Parts } from './package';
import type { SheetPicture } from './picture';

export interface ChartFacts {
  readonly pictures: readonly SheetPicture[];
  readonly hidden: ReadonlySet<string>;
}

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

class ChartCarrier {
  private readonly places: ReadonlyMap<string, Places>;
  readonly notices: string[] = [];

  constructor(
    private readonly parts: Parts,
    private readonly facts: ChartFacts,
  ) {
    this.places = new Map(facts.pictures.map((picture) => [picture.name, placesOf(picture)]));
  }

  /** Where the cells stand in the copy; null when they stay behind. */
  private moved(range: NamedRange): { address: string; cells: { row: number; column: number }[] } | null {
    const places = this.places.get(range.sheet ?? '');
    if (places === undefined) return null;
    const down = span(places.rows, range.row, range.row + range.rows - 1);
    const across = span(places.columns, range.column, range.column + range.columns - 1);
    if (down === null || across === null) return null;
    const cells = [];
    for (let row = range.row; row < range.row + range.rows; row += 1)
      for (let column = range.column; column < range.column + range.columns; column += 1)
        if ((places.rows[row] ?? -1) >= 0 && (places.columns[column] ?? -1) >= 0) cells.push({ row, column });
    const area = { row: down[0], column: across[0], rows: down[1] - down[0] + 1, columns: across[1] - across[0] + 1 };
    return { address: `${quoteSheetName(range.sheet!)}!${rectAddress(area, true)}`, cells };
  }

  private points(sheet: string, cells: readonly { row: number; column: number }[], numeric: boolean): string {
    const picture = this.facts.pictures.find(({ name }) => name === sheet)!;
    const points = cells.map(({ row, column }, index) => {
      const isHidden = this.facts.hidden.has(cellKey(sheet, row, column));
      const { value } = picture.at(row, column);
      const text = numeric
        ? isHidden || typeof value !== 'number'
          ? null
          : String(value)
        : isHidden
          ? HIDDEN_MARK
          : value === null
            ? null
            : String(value);
      return text === null ? '' : `<c:pt idx="${index}"><c:v>${escapeXml(text)}</c:v></c:pt>`;
    });
    return `<c:ptCount val="${cells.length}"/>${points.join('')}`;
  }

  /** The chart on the copied cells; null when some of its cells stay behind. */
  chart(xml: string): string | null {
    let lost = false;
    let text = xml;
    for (const name of ['c:extLst', 'c:externalData', 'c:userShapes', 'c:multiLvlStrCache', 'c:printSettings'])
      text = without(text, name);
    if (/<c:(numLit|strLit)[\s>]/u.test(text)) return null;
    text = text.replace(
      /<c:f>([^<]*)<\/c:f>\s*(?:<c:(num|str)Cache>([\s\S]*?)<\/c:\2Cache>)?/gu,
      (_, formula: string, kind, cache) => {
        const [range, ...more] = rangesIn(unescapeXml(formula));
        const moved = range === undefined || more.length > 0 ? null : this.moved(range);
        if (moved === null) {
          lost = true;
          return '';
        }
        const reference = `<c:f>${escapeXml(moved.address)}</c:f>`;
        if (kind === undefined) return reference;
        const format = kind === 'num' ? (/<c:formatCode>[^<]*<\/c:formatCode>/u.exec(String(cache))?.[0] ?? '') : '';
        return `${reference}<c:${kind}Cache>${format}${this.points(range!.sheet!, moved.cells, kind === 'num')}</c:${kind}Cache>`;
      },
    );
    return lost ? null : text;
  }

  /** An anchor of the drawing, moved with the rows and columns that stay. */
  private anchor(xml: string, sheet: string): string | null {
    const places = this.places.get(sheet)!;
    let lost = false;
    const move = (list: readonly number[]) => (_: string, tag: string, text: string) => {
      const wanted = Number(text);
      const found = list.slice(wanted).find((place) => place >= 0);
      if (found === undefined && wanted < list.length) lost = true;
      return `<xdr:${tag}>${found ?? wanted}</xdr:${tag}>`;
    };
    const moved = xml
      .replace(/<xdr:(col)>(\d+)<\/xdr:\1>/gu, move(places.columns))
      .replace(/<xdr:(row)>(\d+)<\/xdr:\1>/gu, move(places.rows));
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
    return anchors.flatMap((text): CarriedChart[] => {
      const [tag] = tagsOf(text, 'chart').filter((each) => /r:id=/u.test(each));
      if (tag === undefined) return [];
      const source = textOf(this.parts, targets.get(attributesOf(tag)['r:id'] ?? '') ?? '');
      const chart = source === null ? null : this.chart(source);
      const anchor = this.anchor(text, sheet);
      if (chart === null || anchor === null) {
        this.notices.push(`${sheet} の図のうち、写さないシートの値を使うものは写していません。`);
        return [];
      }
      return [{ xml: chart, anchor }];
    });
  }
}

function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
}
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const relationships = (content: string): string =>
  `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${content}</Relationships>`;

/** Adds the charts of the original to the copy, whose sheets have the same names and no drawings yet. */
export function carryCharts(
  original: Uint8Array,
  copy: Uint8Array,
  facts: ChartFacts,
): { bytes: Uint8Array; notices: string[] } {
  const wanted = unzipSync(original, {
    filter: ({ name }) => /^_rels\/|^xl\/(workbook\.xml|_rels|worksheets\/_rels|drawings|charts)/u.test(name),
  });
  const carrier = new ChartCarrier(wanted, facts);
  const parts: Record<string, Uint8Array> = { ...unzipSync(copy) };
  const paths = sheetPaths(parts);
  const overrides: string[] = [];
  let chartNumber = 0;
  let drawingNumber = 0;
  for (const { name } of facts.pictures) {
    const charts = carrier.ofSheet(name);
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
  const notices = [...new Set(carrier.notices)];
  if (chartNumber === 0) return { bytes: copy, notices };
  const types = textOf(parts, '[Content_Types].xml')!;
  parts['[Content_Types].xml'] = strToU8(types.replace('</Types>', `${overrides.join('')}</Types>`));
  return { bytes: zipSync(parts), notices };
}
