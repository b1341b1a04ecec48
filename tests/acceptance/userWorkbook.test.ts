/** A workbook that somebody already uses goes through `run --out`: formulas, values and settings come out letter for letter. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ADDIN_ID } from '../../src/workbench/xlsx/webExtensions';
import { ensureBuilt, ikkatsu, ROOT } from '../e2e/built';
import { filesOf, formulasIn, type Files } from '../workbench/stored/parts';

jest.setTimeout(240_000);

const USER = path.join(ROOT, 'tests/workbench/stored/user.xlsx');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-user-'));
let before: Files;
let after: Files;

beforeAll(async () => {
  ensureBuilt();
  const out = path.join(folder, 'out.xlsx');
  expect(await ikkatsu('run', USER, '--year', '2025', '--out', out)).toMatchObject({ code: 0 });
  [before, after] = [USER, out].map((file) => filesOf(fs.readFileSync(file))) as [Files, Files];
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** The part of a sheet by its name. */
function sheetPart(files: Files, name: string): string {
  const id = new RegExp(`<sheet [^>]*name="${name}"[^>]*r:id="([^"]+)"`).exec(files['xl/workbook.xml']!)![1];
  const relation = [...files['xl/_rels/workbook.xml.rels']!.matchAll(/<Relationship [^>]*>/g)]
    .map(([text]) => text)
    .find((text) => text.includes(`Id="${id}"`))!;
  const target = /Target="\/?(?:xl\/)?([^"]+)"/.exec(relation)![1]!;
  return files[`xl/${target}`]!;
}

/** Every cell of a sheet with what it shows: texts are looked up where the file keeps them apart. */
function valuesIn(files: Files, name: string): Record<string, string | number> {
  const shared = [...(files['xl/sharedStrings.xml'] ?? '').matchAll(/<si>([^]*?)<\/si>/g)].map(([, item]) =>
    textIn(item!),
  );
  const cells: Record<string, string | number> = {};
  for (const [, attributes, inside] of sheetPart(files, name).matchAll(/<c ([^>]*?)(?:\/>|>([^]*?)<\/c>)/g)) {
    const value = /<v>([^<]*)<\/v>/.exec(inside ?? '')?.[1];
    const kind = /\bt="([^"]*)"/.exec(attributes!)?.[1];
    const text = kind === 's' ? shared[Number(value)] : kind === 'inlineStr' ? textIn(inside!) : value;
    if (text === undefined) continue;
    // A number may be spelled in several ways: 21.0 is 21.
    const shown = kind === undefined || kind === 'n' ? Number(text) : text;
    cells[/\br="([^"]*)"/.exec(attributes!)![1]!] = shown;
  }
  return cells;
}

function textIn(item: string): string {
  return [...item.matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(([, text]) => text).join('');
}

test('every formula has its text, its range and its mark, and every cell its value', () => {
  const formulas = formulasIn(sheetPart(before, '私の計算'));
  expect(Object.keys(formulas)).toHaveLength(17);
  expect(formulasIn(sheetPart(after, '私の計算'))).toEqual(formulas);
  const stored = Object.values(formulas).map(({ formula, value }) => [formula, value]);
  expect(stored).toContainEqual(['_xlfn.LET(_xlpm.x,A2,_xlpm.x+1)', '4']);
  expect(stored).toContainEqual(['_xldudf_MY_OTHER_ADD(1,2)', '3']);
  for (const sheet of ['名簿と健診', '私の計算']) {
    const cells = valuesIn(before, sheet);
    expect(Object.keys(cells).length).toBeGreaterThan(20);
    expect(valuesIn(after, sheet)).toEqual(cells);
  }
});

test('the other add-in keeps its settings, ours stand in a part of their own, and no property is too long', () => {
  const extensions = Object.keys(after).filter((name) => /webextension\d+\.xml$/.test(name));
  expect(after['xl/webextensions/webextension1.xml']).toBe(before['xl/webextensions/webextension1.xml']);
  for (const property of ['Memo', 'State']) expect(before['xl/webextensions/webextension1.xml']).toContain(property);
  const ours = extensions.map((name) => after[name]!).filter((text) => text.includes(`<we:reference id="${ADDIN_ID}"`));
  expect(ours).toHaveLength(1);
  expect(ours[0]).toContain('<we:property ');
  const properties = [...(after['docProps/custom.xml'] ?? '').matchAll(/<vt:lpwstr>([^<]*)</g)];
  expect(properties.filter(([, text]) => text!.length > 255)).toEqual([]);
});

test('Excel calculates nothing anew when it opens the file', () => {
  expect(after['xl/workbook.xml']).not.toContain('fullCalcOnLoad');
  expect(Number(/<calcPr [^>]*calcId="(\d+)"/.exec(after['xl/workbook.xml']!)![1])).toBeGreaterThanOrEqual(191029);
});
