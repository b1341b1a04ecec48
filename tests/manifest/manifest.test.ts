/**
 * The manifest of the add-in, checked without Office: our own rules, and the schema of its converted form.
 * @jest-environment jsdom
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import addFormats from 'ajv-formats';
import Ajv from 'ajv-draft-04';
import { convert } from 'office-addin-manifest-converter';
import { commandNames, lintManifest, pngSize } from './lint';

const ROOT = path.resolve(__dirname, '../..');
const ASSETS = path.join(ROOT, 'assets');
const xml = fs.readFileSync(path.join(ROOT, 'manifest.xml'), 'utf8');

/** The manifest with one place changed; throws when the place is not there, so that no mutation is idle. */
function changed(from: string | RegExp, to: string): string {
  const result = xml.replace(from, to);
  if (result === xml) throw new Error(`nothing to change: ${String(from)}`);
  return result;
}

describe('the manifest', () => {
  it('keeps all rules', () => {
    expect(lintManifest(xml, ASSETS)).toEqual([]);
  });

  it('runs the three commands that the add-in associates', () => {
    expect(commandNames(xml)).toEqual(['IKKATSU.EXTRACT', 'IKKATSU.CONDITIONS', 'IKKATSU.DEFAULTS']);
  });

  it('is Japanese by default and carries the version of the package', () => {
    const { version } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect(xml).toContain('<DefaultLocale>ja-JP</DefaultLocale>');
    expect(xml).toContain(`<Version>${version}.0</Version>`);
  });

  it('asks for a shared runtime, and not for custom functions, which some Excel does not have', () => {
    expect(xml).toContain('<Set Name="SharedRuntime" MinVersion="1.1" />');
    expect(xml).not.toContain('Name="CustomFunctionsRuntime"');
  });

  it.each([16, 32, 64, 80, 128])('has its icon in %i pixels', (size) => {
    expect(pngSize(path.join(ASSETS, `icon-${size}.png`))).toEqual([size, size]);
  });
});

describe('the rules find', () => {
  const mutations: readonly (readonly [string, string, RegExp])[] = [
    ['a broken resid', changed('resid="Open.Tip"', 'resid="Open.Tipp"'), /resid Open\.Tipp is not defined/],
    ['a resource used nowhere', changed('resid="Extract.Tip"', 'resid="Open.Tip"'), /Extract\.Tip is used nowhere/],
    ['a tag that is not closed', changed('</Hosts>', ''), /not well-formed/],
    ['a wrong GUID', changed(/<Id>.*<\/Id>/, '<Id>ikkatsu</Id>'), /no GUID/],
    [
      'elements in a wrong order',
      changed(/(<ProviderName>.*<\/ProviderName>)\s*(<DefaultLocale>.*<\/DefaultLocale>)/, '$2$1'),
      /too late/,
    ],
    ['a missing element', changed(/<FunctionFile .*\/>/, ''), /needs FunctionFile/],
    [
      'a label that is too long',
      changed('DefaultValue="抽出を実行"', `DefaultValue="${'抽'.repeat(126)}"`),
      /longer than 125/,
    ],
    [
      'a missing English text',
      changed('<bt:Override Locale="en-US" Value="Criteria" />', ''),
      /Conditions\.Label has no en-US/,
    ],
    [
      'an icon that is not there',
      changed('assets/extract-80.png', 'assets/extract-81.png'),
      /extract-81\.png does not exist/,
    ],
    ['an icon of a wrong size', changed('assets/extract-80.png', 'assets/extract-32.png'), /is not 80 × 80/],
    ['an address on another origin', changed('3000/functions.js"', '3001/functions.js"'), /several origins/],
    [
      'an address without https',
      changed('https://localhost:3000/functions.js"', 'http://localhost:3000/functions.js"'),
      /not https/,
    ],
    [
      'a second page',
      changed('<FunctionFile resid="Taskpane.Url" />', '<FunctionFile resid="Functions.Script.Url" />'),
      /not the page of the shared/,
    ],
    ['a runtime that ends', changed('lifetime="long"', 'lifetime="short"'), /does not live long/],
  ];

  it.each(mutations)('%s', (_, mutated, finding) => {
    expect(lintManifest(mutated, ASSETS).join('\n')).toMatch(finding);
  });
});

describe('the converted manifest', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-manifest-'));
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  // Microsoft's schema of the unified manifest (@microsoft/app-manifest 1.1.2, MIT): it is written in draft 04.
  const schemas = path.join(__dirname, 'schema');

  async function converted(): Promise<Record<string, unknown>> {
    await convert(path.join(ROOT, 'manifest.xml'), folder);
    return JSON.parse(fs.readFileSync(path.join(folder, 'manifest.json'), 'utf8')) as Record<string, unknown>;
  }

  function validator(version: string): { check: (manifest: unknown) => boolean; errors: () => unknown } {
    const text = fs.readFileSync(path.join(schemas, `v${version}.json`), 'utf8');
    const ajv = new Ajv({ allErrors: true, strict: false });
    addFormats(ajv);
    const validate = ajv.compile(JSON.parse(text.replace(/^\uFEFF/, '')) as object);
    return { check: (manifest) => validate(manifest), errors: () => validate.errors };
  }

  it('fits the schema of the unified manifest that it names', async () => {
    const manifest = await converted();
    const { check, errors } = validator(String(manifest.manifestVersion));
    expect([check(manifest), errors()]).toEqual([true, null]);
    expect(check({ ...manifest, id: 'ikkatsu' })).toBe(false);
  });

  it('still has the buttons, in order', async () => {
    const text = JSON.stringify((await converted()).extensions);
    const actions = [...text.matchAll(/"actionId":"([^"]+)"/g)].map(([, id]) => id);
    expect(actions).toEqual(['Ikkatsu.Taskpane_1', 'IKKATSU.EXTRACT', 'IKKATSU.CONDITIONS', 'IKKATSU.DEFAULTS']);
  });
});
