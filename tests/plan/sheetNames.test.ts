/** Tests of the names of our sheets: each stands in one place of the sources. */
import fs from 'node:fs';
import path from 'node:path';
import { isOurSheet, isProgrammeSheet } from '../../src/plan/sheetNames';

function* filesIn(folder: string): Generator<string> {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* filesIn(at);
    else if (/\.tsx?$/u.test(entry.name)) yield at;
  }
}

test('the names of 計画様式, and of the plan and its reports, stand in the one list', () => {
  const official =
    /(['"])(Ⅰ基本的事項|Ⅱ分析と課題|Ⅲ計画全体|Ⅴその他|計画書|実績報告書|通いの場記録|圏域別)\1|\/\^Ⅳ-\\d/u;
  const found = [...filesIn('src')].filter((file) => official.test(fs.readFileSync(file, 'utf8')));
  expect(found).toEqual([path.join('src', 'kdb', 'ownSheets.ts')]);
});

test('a programme of Ⅳ has a number and a name', () => {
  expect(['Ⅳ-1 低栄養', 'Ⅳ-10 独自', 'Ⅳ 低栄養', 'Ⅳ-1低栄養', 'Ⅳ-x 低栄養'].map(isProgrammeSheet)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
  expect(isOurSheet('Ⅳ-7 独自の事業')).toBe(true);
});
