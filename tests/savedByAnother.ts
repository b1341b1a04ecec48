/**
 * A workbook as another spreadsheet program would save it, which keeps values and formulas and writes everything else its own way:
 * other numbers of texts, readings and runs in them, 17 digits of every number, formulas of neighbours shared, attributes of its own.
 */
import { strFromU8, strToU8 } from 'fflate';
import { columnNumber, copiedFormula } from '../src/formula';

export type Parts = Record<string, Uint8Array>;

const SHEET = /^xl\/worksheets\/[^/]+\.xml$/u;

/** A number as Excel stores it. */
function digits17(written: string): string {
  const value = Number(written);
  if (written === '' || !Number.isFinite(value) || Number.isInteger(value)) return written;
  return value.toPrecision(17).replace(/(\.\d*?)0+(?=$|e)/u, '$1');
}

const unescaped = (xml: string): string =>
  xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** Formulas that a cell below has too, moved along, are stored once. */
function withShared(xml: string): string {
  const above = new Map<string, { row: number; text: string; index: number }>();
  let next = 0;
  const followers = new Map<string, number>();
  const firsts = new Map<string, { index: number; last: string }>();
  for (const [, letters = '', digits = '', text = ''] of xml.matchAll(/<c r="([A-Z]+)(\d+)"[^>]*><f>([^<]*)<\/f>/gu)) {
    const row = Number(digits);
    const first = above.get(letters);
    if (first !== undefined && copiedFormula(unescaped(first.text), row - first.row, 0) === unescaped(text)) {
      const head = `${letters}${first.row}`;
      const index = firsts.get(head)?.index ?? (next += 1);
      firsts.set(head, { index, last: `${letters}${row}` });
      followers.set(`${letters}${row}`, index);
    } else above.set(letters, { row, text, index: 0 });
  }
  return xml.replace(
    /(<c r="([A-Z]+\d+)"[^>]*>)<f>([^<]*)<\/f>/gu,
    (whole, cell: string, place: string, text: string) => {
      const [first, follower] = [firsts.get(place), followers.get(place)];
      if (first !== undefined)
        return `${cell}<f t="shared" ref="${place}:${first.last}" si="${first.index}">${text}</f>`;
      return follower === undefined ? whole : `${cell}<f t="shared" si="${follower}"/>`;
    },
  );
}

/** The parts as they come out. Throws where the file is none of ours. */
export function savedByAnother(parts: Parts): Parts {
  const saved: Parts = { ...parts };
  const shared = strFromU8(parts['xl/sharedStrings.xml']!).match(/<si>.*?<\/si>/gsu)!;
  const items = shared.map((item, index) =>
    index % 3 === 0
      ? item.replace(
          /<t([^>]*)>(..)(.+)<\/t>/su,
          '<r><t$1>$2</t></r><r><rPr><b/></rPr><t$1>$3</t></r><rPh sb="0" eb="1"><t>ヨミ</t></rPh>',
        )
      : item,
  );
  saved['xl/sharedStrings.xml'] = strToU8(
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${items.reverse().join('')}</sst>`,
  );
  for (const [name, content] of Object.entries(parts)) {
    if (!SHEET.test(name)) continue;
    const xml = strFromU8(content)
      .replace(
        /(<c [^>]*t="s"[^>]*>)<v>(\d+)<\/v>/gu,
        (_, cell: string, text: string) => `${cell}<v>${items.length - 1 - Number(text)}</v>`,
      )
      .replace(
        /(<c r="[A-Z]+\d+"(?: s="\d+")?(?: cm="1")?>(?:<f[^>]*>[^<]*<\/f>|<f[^>]*\/>)?)<v>([^<]*)<\/v>/gu,
        (_, cell: string, value: string) => `${cell}<v>${digits17(value)}</v>`,
      )
      .replace(/<row r="(\d+)"/gu, '<row r="$1" spans="1:9" x14ac:dyDescent="0.4"')
      .replace('<worksheet ', '<worksheet xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" ');
    saved[name] = strToU8(withShared(xml));
  }
  const mark = parts['docProps/custom.xml'];
  if (mark !== undefined)
    saved['docProps/custom.xml'] = strToU8(
      strFromU8(mark)
        .replace(
          '<property ',
          '<property name="Author" fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="7"><vt:lpwstr>x</vt:lpwstr></property>\r\n<property ',
        )
        .replace(/ pid="2"/u, ' pid="8"'),
    );
  return saved;
}

/** The part of a sheet, by its name. */
export function sheetPart(parts: Parts, name: string): string {
  const id = new RegExp(`<sheet name="${name}"[^>]*r:id="([^"]*)"`, 'u').exec(strFromU8(parts['xl/workbook.xml']!))![1];
  const target = new RegExp(`Id="${id}"[^>]*Target="([^"]*)"|Target="([^"]*)"[^>]*Id="${id}"`, 'u').exec(
    strFromU8(parts['xl/_rels/workbook.xml.rels']!),
  )!;
  return `xl/${(target[1] ?? target[2])!.replace(/^\/?(xl\/)?/u, '')}`;
}

/**
 * Writes what a cell holds, a formula among it, and nothing else: values of formulas that read it stay as they were. `content`:
 * the inside of the cell, with its type; '' makes it blank.
 */
export function putCell(parts: Parts, sheet: string, address: string, type: string, content: string): void {
  const part = sheetPart(parts, sheet);
  const xml = strFromU8(parts[part]!);
  const row = /\d+/u.exec(address)![0];
  const cell = content === '' ? '' : `<c r="${address}"${type === '' ? '' : ` t="${type}"`}>${content}</c>`;
  const standing = new RegExp(`<c r="${address}"(?: [^>]*?)?(?:/>|>.*?</c>)`, 'su');
  let written = xml;
  if (standing.test(xml)) written = xml.replace(standing, () => cell);
  else {
    const line = new RegExp(`(<row r="${row}"[^>]*?)(/>|>(.*?)</row>)`, 'su');
    const inside = (cells: string): string => {
      const all = [...(cells.match(/<c (?:[^>]*\/>|.*?<\/c>)/gsu) ?? []), cell].filter((each) => each !== '');
      const column = (each: string): number => columnNumber(/r="([A-Z]+)/u.exec(each)![1]!);
      return all.sort((a, b) => column(a) - column(b)).join('');
    };
    written = line.test(xml)
      ? xml.replace(line, (_, open: string, __, cells = '') => `${open}>${inside(cells as string)}</row>`)
      : xml.replace(/<sheetData\/>|<\/sheetData>/u, (end) => {
          const added = `<row r="${row}">${cell}</row>`;
          return end === '<sheetData/>' ? `<sheetData>${added}</sheetData>` : `${added}${end}`;
        });
  }
  parts[part] = strToU8(written);
}
