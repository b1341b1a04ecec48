/** The table of rooms is enforced: an import that crosses it fails the lint. */
import path from 'node:path';
import { ESLint } from 'eslint';
import config from '../../eslint.config.js';

const root = path.resolve(__dirname, '../..');
// The configuration is handed over, because ESLint would load it by a dynamic import, which Jest does not allow.
const eslint = new ESLint({
  cwd: root,
  overrideConfigFile: true,
  overrideConfig: config as ESLint.Options['overrideConfig'],
});

async function complaintsAbout(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: path.join(root, file) });
  return result!.messages.map((message) => message.message);
}

const CROSSING: [file: string, code: string][] = [
  ['src/formula/example.ts', "import { FIELDS } from '../kdb';\nexport const x = FIELDS;\n"],
  ['src/kdb/example.ts', "import { CRITERIA } from '../criteria';\nexport const x = CRITERIA;\n"],
  ['src/kdb/deep/example.ts', "import { CRITERIA } from '../../criteria/definitions';\nexport const x = CRITERIA;\n"],
  ['src/kdb/values/example.ts', "import { meaningOf } from '../recognise/headings';\nexport const x = meaningOf;\n"],
  ['src/kdb/files/example.ts', "import { CRITERIA } from '../../criteria';\nexport const x = CRITERIA;\n"],
  ['src/kdb/stage/example.ts', "import type { Source } from '../join/scan';\nexport type X = Source;\n"],
  ['src/criteria/example.ts', "import { SheetSpec } from '../plan';\nexport const x = SheetSpec;\n"],
  ['src/indicators/example.ts', "import { extract } from '../excel';\nexport const x = extract;\n"],
  ['src/plan/example.ts', "import { useState } from 'react';\nexport const x = useState;\n"],
  ['src/plan/example.ts', 'export const x = Excel.run;\n'],
  [
    'src/excel/example.ts',
    "import { FluentProvider } from '@fluentui/react-components';\nexport const x = FluentProvider;\n",
  ],
  ['src/excel/example.ts', "import { App } from '../taskpane/App';\nexport const x = App;\n"],
  ['src/reading/example.ts', "import { session } from '../excel';\nexport const x = session;\n"],
  ['src/reading/example.ts', 'export const x = Excel.run;\n'],
  ['src/plan/example.ts', "import { Reading } from '../reading';\nexport const x = Reading;\n"],
  ['src/functions/example.ts', "import { App } from '../taskpane/App';\nexport const x = App;\n"],
  ['src/taskpane/example.ts', "import { lowNutrition } from '../functions';\nexport const x = lowNutrition;\n"],
  ['src/excel/example.ts', "import { host } from '../workbench/host';\nexport const x = host;\n"],
  ['src/workbench/example.ts', "import { extract } from '../excel';\nexport const x = extract;\n"],
];

const ALLOWED: [file: string, code: string][] = [
  ['src/workbench/book/example.ts', "import { tokenise } from '../../formula';\nexport const x = tokenise;\n"],
  ['src/criteria/example.ts', "import { FIELDS } from '../kdb';\nexport const x = FIELDS;\n"],
  ['src/excel/example.ts', "import { Reading } from '../reading';\nexport const x = Reading;\n"],
  ['src/taskpane/example.ts', "import { extract } from '../excel';\nexport const x = extract;\n"],
  ['src/kdb/join/example.ts', "import { FIELDS } from '../values/fields';\nexport const x = FIELDS;\n"],
  ['src/kdb/deep/example.ts', "import { FIELDS } from '../fields';\nexport const x = FIELDS;\n"],
];

describe('the room rule', () => {
  it.each(CROSSING)('refuses in %s: %s', async (file, code) => {
    expect(await complaintsAbout(file, code)).not.toEqual([]);
  });

  it.each(ALLOWED)('accepts in %s: %s', async (file, code) => {
    expect(await complaintsAbout(file, code)).toEqual([]);
  });
});

describe('the rules of Office add-ins', () => {
  it('refuse a property that is read before it was loaded', async () => {
    const code = [
      'export async function name() {',
      '  return Excel.run(async (context) => {',
      '    const sheet = context.workbook.worksheets.getActiveWorksheet();',
      '    return sheet.name;',
      '  });',
      '}',
      '',
    ].join('\n');
    expect((await complaintsAbout('src/excel/example.ts', code)).join()).toMatch(/load/);
  });
});
