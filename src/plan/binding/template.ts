/** A template that somebody else made: where bindings point, what may be written there, and the filled file. */
import { strFromU8, strToU8, zipSync } from 'fflate';
import { cellAddress, parseRect, rectAddress, splitSheet, type Rect } from '../../formula';
import { AnalystError, workbookParts } from '../../kdb';
import { attributesOf, relationsOf, sheetPaths, tagsOf, textOf, workbookPath } from '../handIn/package';
import { unescapeXml } from '../handIn/lastLook';
import { refuse, type Binding, type Problem, type ResolvedBinding } from './bindings';
import { holds, SheetXml, type CellPlace } from './sheetXml';

/** A binding with the cell that it means. */
export type Located<T extends Binding> = T & { readonly at: CellPlace; readonly onSheet: string };

interface Name {
  readonly name: string;
  /** The sheet that the name belongs to; null for the whole workbook. */
  readonly scope: string | null;
  readonly sheet: string;
  readonly area: Rect | null;
}

/** The parts of a workbook, unpacked within the limits of reading and held against their checksums. */
function partsOf(bytes: Uint8Array, file: string): Record<string, Uint8Array> {
  const refusal = (reason: string) => new AnalystError('binding.template', { file, reason });
  try {
    const parts = workbookParts(file, bytes);
    if (parts === null) throw refusal('xlsx のブックではないか、シートがありません');
    return Object.fromEntries(parts.map(({ name, bytes: pieces }) => [name, joined([...pieces()])]));
  } catch (error) {
    if (!(error instanceof AnalystError)) throw refusal('xlsx ではないか、壊れています');
    throw error.code === 'file.unreadable' ? refusal(String(error.values.reason)) : error;
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  pieces.reduce((at, piece) => {
    whole.set(piece, at);
    return at + piece.length;
  }, 0);
  return whole;
}

/** An xlsx or xlsm file as parts, with its sheets and names. */
export class Template {
  private readonly parts: Record<string, Uint8Array>;
  private readonly paths: ReadonlyMap<string, string>;
  private readonly sheets = new Map<string, SheetXml>();
  private readonly names: readonly Name[];

  /** Throws binding.template when the file is no workbook of this kind, or damaged; file.tooLarge when it unpacks to too much. */
  constructor(bytes: Uint8Array, file: string) {
    this.parts = partsOf(bytes, file);
    this.paths = sheetPaths(this.parts);
    if (this.paths.size === 0) throw new AnalystError('binding.template', { file, reason: 'シートがありません' });
    this.names = this.readNames();
  }

  private readNames(): Name[] {
    const xml = textOf(this.parts, workbookPath(this.parts)) ?? '';
    const order = [...this.paths.keys()];
    return [...xml.matchAll(/<(?:\w+:)?definedName\s([^>]*)>([^<]*)</gu)].map(([, attributes, text]) => {
      const { name = '', localSheetId } = attributesOf(`<x ${attributes}>`);
      const { sheet, rest } = splitSheet(unescapeXml(text!));
      return {
        name,
        scope: localSheetId === undefined ? null : (order[Number(localSheetId)] ?? null),
        sheet: sheet ?? '',
        area: sheet === null ? null : parseRect(rest),
      };
    });
  }

  get sheetNames(): string[] {
    return [...this.paths.keys()];
  }

  sheet(name: string): SheetXml | null {
    const path = this.paths.get(name);
    if (path === undefined) return null;
    if (!this.sheets.has(name)) this.sheets.set(name, new SheetXml(textOf(this.parts, path) ?? ''));
    return this.sheets.get(name)!;
  }

  private headings(sheet: string): Rect[] {
    return relationsOf(this.parts, this.paths.get(sheet)!)
      .filter(({ type }) => type === 'table')
      .flatMap(({ target }) => {
        const [tag] = tagsOf(textOf(this.parts, target) ?? '', 'table');
        const { ref, headerRowCount } = attributesOf(tag ?? '');
        const area = parseRect(ref ?? '');
        return area === null || headerRowCount === '0' ? [] : [{ ...area, rows: 1 }];
      });
  }

  /** The cell of a name, or of an address on the sheet; a sentence says why there is none. */
  private place({ sheet, target }: Binding): { at: CellPlace; onSheet: string } | string {
    const area = parseRect(target);
    if (area === null) {
      const named = this.names.filter(({ name }) => name.toLowerCase() === target.toLowerCase());
      const found =
        named.find(({ scope }) => scope !== null && scope === sheet) ?? named.find(({ scope }) => scope === null);
      if (found === undefined)
        return `セルまたは名前「${target}」が様式にありません（A1 のような番地か、様式にある名前を書いてください）。`;
      if (found.area === null || !this.paths.has(found.sheet)) return `名前「${target}」はセルを指していません。`;
      if (sheet !== '' && sheet !== found.sheet) return `名前「${target}」はシート「${found.sheet}」のセルです。`;
      return this.single(found.sheet, found.area, `名前「${target}」`);
    }
    if (sheet === '') return 'シートが空欄です。';
    if (!this.paths.has(sheet))
      return `シート「${sheet}」が様式にありません。あるのは ${this.sheetNames.join('、')} です。`;
    return this.single(sheet, area, `「${target}」`);
  }

  private single(sheet: string, area: Rect, called: string): { at: CellPlace; onSheet: string } | string {
    const at = { row: area.row, column: area.column };
    if (area.rows * area.columns === 1) return { at, onSheet: sheet };
    // A range that is one merged cell is that cell.
    const merge = this.sheet(sheet)!.mergeAt(at);
    if (merge !== null && rectAddress(merge) === rectAddress(area)) return { at, onSheet: sheet };
    return `${called}は 1 つのセルではありません（${rectAddress(area)}）。`;
  }

  private objection(sheet: string, at: CellPlace): string | null {
    const xml = this.sheet(sheet)!;
    const address = cellAddress(at.row, at.column);
    if (!xml.readable) return `シート「${sheet}」のつくりが読めません。Excel で開いて保存し直してください。`;
    const merge = xml.mergeAt(at);
    if (merge !== null && (merge.row !== at.row || merge.column !== at.column))
      return `セル ${address} は結合されたセル ${rectAddress(merge)} の中にあります。左上の ${cellAddress(merge.row, merge.column)} を書いてください。`;
    if (xml.hasFormula(at)) return `セル ${address} には数式があります。数式が消えるため書きません。`;
    if (this.headings(sheet).some((area) => holds(area, at)))
      return `セル ${address} は表の見出しです。見出しは書きかえません。`;
    return null;
  }

  /** The cells of all bindings. Throws binding.row with every row that cannot be written; nothing is changed then. */
  locate<T extends Binding>(bindings: readonly T[]): Located<T>[] {
    const problems: Problem[] = [];
    const located: Located<T>[] = [];
    const taken = new Map<string, number>();
    for (const binding of bindings) {
      const found = this.place(binding);
      if (typeof found === 'string') {
        problems.push({ row: binding.row, why: found });
        continue;
      }
      const why = this.objection(found.onSheet, found.at);
      const key = `${found.onSheet}!${cellAddress(found.at.row, found.at.column)}`;
      const before = taken.get(key);
      if (why !== null) problems.push({ row: binding.row, why });
      else if (before !== undefined)
        problems.push({ row: binding.row, why: `${before} 行目と同じセル（${key}）です。` });
      taken.set(key, binding.row);
      located.push({ ...binding, ...found });
    }
    refuse(problems);
    return located;
  }

  /**
   * The file with the values in it. Only the parts of the bound sheets change; where the template has formulas, the workbook
   * part is also told to calculate them when it is opened, since their stored results are those of the empty template.
   */
  filled(bindings: readonly ResolvedBinding[]): Uint8Array {
    const changed = new Map<string, SheetXml>();
    for (const { onSheet, at, value } of this.locate(bindings)) {
      changed.set(onSheet, (changed.get(onSheet) ?? this.sheet(onSheet)!).change(at, value));
    }
    const parts = { ...this.parts };
    for (const [name, sheet] of changed) parts[this.paths.get(name)!] = strToU8(sheet.xml);
    if (this.sheetNames.some((name) => this.sheet(name)!.hasFormulas)) this.askToCalculate(parts);
    return zipSync(parts);
  }

  private askToCalculate(parts: Record<string, Uint8Array>): void {
    const path = workbookPath(parts);
    const xml = strFromU8(parts[path]!);
    if (/fullCalcOnLoad="(1|true)"/u.test(xml)) return;
    const prefix = /<(\w+:)?workbook[\s>]/u.exec(xml)?.[1] ?? '';
    const tag = tagsOf(xml, 'calcPr')[0];
    if (tag !== undefined) {
      const asked = tag.replace(/\s+fullCalcOnLoad="[^"]*"/u, '').replace(/\s*(\/?>)$/u, ' fullCalcOnLoad="1"$1');
      parts[path] = strToU8(xml.replace(tag, asked));
      return;
    }
    // calcPr stands behind sheets, definedNames and the like, before what is listed here.
    const before = new RegExp(
      `<${prefix}(?:oleSize|customWorkbookViews|pivotCaches|smartTagPr|webPublishing|fileRecoveryPr|webPublishObjects|extLst)[\\s/>]|</${prefix}workbook>`,
      'u',
    ).exec(xml);
    if (before === null) return;
    parts[path] = strToU8(
      `${xml.slice(0, before.index)}<${prefix}calcPr fullCalcOnLoad="1"/>${xml.slice(before.index)}`,
    );
  }
}

/** The template with the values of the bindings. Throws binding.template, binding.row; then there is no file. */
export function fillTemplate(bytes: Uint8Array, file: string, bindings: readonly ResolvedBinding[]): Uint8Array {
  return new Template(bytes, file).filled(bindings);
}
