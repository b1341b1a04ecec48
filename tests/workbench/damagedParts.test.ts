/**
 * Workbooks of which one part is damaged inside a whole ZIP: wherever they are opened they are refused in a sentence, or every cell of
 * them is there. A cell that is lost without a word would be a person who is lost.
 */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { AnalystError, readFile } from '../../src/kdb';
import { fillTemplate } from '../../src/plan/binding';
import { createEmbeddedWorkbook } from '../../src/workbench/workbook';
import { handBuilt } from '../plan/binding/handBuilt';

jest.setTimeout(240_000);

const NAME = '北部.xlsx';
/** No words of the program or of a library. */
const TRACE = /\n|Error\b|undefined|null\b|\[object|Cannot|Unexpected|invalid/i;

/** A workbook as the product saves it. */
async function saved(): Promise<Uint8Array> {
  const workbook = createEmbeddedWorkbook();
  try {
    await workbook.open(
      '健診.csv',
      strToU8(
        '被保険者番号,氏名,健診受診日,BMI\r\n00000001,山田太郎,2025/6/1,18.5\r\n00000002,山田花子,2025/6/2,21\r\n',
      ),
    );
    return await workbook.saveXlsx();
  } finally {
    workbook.dispose();
  }
}

const textually =
  (change: (text: string) => string) =>
  (part: Uint8Array): Uint8Array =>
    strToU8(change(strFromU8(part)));

/** Ways to hurt a part; null: it is left out. */
const DAMAGES: Readonly<Record<string, (part: Uint8Array) => Uint8Array | null>> = {
  'left out': () => null,
  empty: () => new Uint8Array(0),
  'cut in the middle': (part) => part.slice(0, part.length >> 1),
  'cut before its end': (part) => part.slice(0, -3),
  zeros: (part) => new Uint8Array(part.length),
  'no XML': () => strToU8('これは部品ではありません'),
  'other XML': () => strToU8('<?xml version="1.0"?><a/>'),
  'closed twice': textually((text) => `${text}</worksheet></worksheet>`),
  'its quotes lost': textually((text) => text.replaceAll('"', '')),
  'its numbers too large': textually((text) => text.replace(/="\d+"/g, '="99999999999"')),
  'its numbers negative': textually((text) => text.replace(/="\d+"/g, '="-1"')),
  'its characters broken': (part) => part.map((byte, at) => (at > 60 && at % 7 === 0 ? 0xff : byte)),
};

/** What a part holds that a cell may lose without anybody having handed it over: looks, charts, properties, what is calculated anew. */
const NO_CELLS = /^(_rels|docProps|customXml)\/|styles|theme|calcChain|drawing|chart|printer|tables\//;

/** The cells as a reader gets them. */
const cellsOf = (bytes: Uint8Array): unknown =>
  readFile(NAME, bytes).map(({ sheet, rows }) => [sheet, [...rows()].map((cells) => cells.map(String))]);

async function openedIn(bytes: Uint8Array): Promise<unknown> {
  const workbook = createEmbeddedWorkbook();
  try {
    await workbook.open(NAME, bytes);
    const cells = workbook.sheetNames().map((name) => [name, workbook.valuesOf(name)]);
    await workbook.saveXlsx();
    return cells;
  } finally {
    workbook.dispose();
  }
}

const filled = (sheet: string) => (bytes: Uint8Array) =>
  fillTemplate(bytes, NAME, [
    { row: 7, sheet, target: 'J19', value: 1, figure: 1, isFormula: false, format: '', figureCell: 'D7' },
  ]) && '';

/** What is wrong with a door's answer to a damaged workbook; '' for nothing. */
async function faultOf(open: (bytes: Uint8Array) => unknown, whole: unknown, bytes: Uint8Array): Promise<string> {
  const start = performance.now();
  try {
    const cells = JSON.stringify(await open(bytes));
    if (performance.now() - start > 20_000) return 'slow';
    return cells === whole ? '' : `cells lost: ${cells}`;
  } catch (error) {
    if (!(error instanceof AnalystError)) return String(error);
    return /[ぁ-ん].*。$/.test(error.message) && !TRACE.test(error.message) ? '' : error.message;
  }
}

describe.each<[string, () => Promise<Uint8Array> | Uint8Array, string]>([
  ['a workbook of ours', saved, '健診'],
  ['a workbook with shared texts, names, a table and a chart', handBuilt, '実績 様式'],
])('%s', (_, make, sheet) => {
  let parts: Record<string, Uint8Array>;
  let doors: [string, (bytes: Uint8Array) => unknown, string][];
  beforeAll(async () => {
    const whole = await make();
    parts = unzipSync(whole);
    const opens = { reading: cellsOf, workbook: openedIn, template: filled(sheet) };
    doors = await Promise.all(
      Object.entries(opens).map(async ([door, open]): Promise<(typeof doors)[number]> => [
        door,
        open,
        JSON.stringify(await open(whole)),
      ]),
    );
  });

  test.each(Object.keys(DAMAGES))('with a part %s', async (damage) => {
    const faults: unknown[] = [];
    for (const part of Object.keys(parts)) {
      const hurt = DAMAGES[damage]!(parts[part]!);
      const { [part]: _, ...others } = parts;
      const bytes = zipSync(hurt === null ? others : { ...others, [part]: hurt }, { level: 1 });
      for (const [door, open, whole] of doors) {
        const fault = await faultOf(open, whole, bytes);
        if (fault !== '' && !(fault.startsWith('cells lost') && NO_CELLS.test(part)))
          faults.push([part, door, fault.slice(0, 300)]);
      }
    }
    expect(faults).toEqual([]);
  });
});
