/** Every figure that declares to be an answer shows that answer: over all forms of the samples, by asking what was declared anew. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readXlsx } from 'hucre';
import { rangesIn } from '../../src/formula';
import type { Asked } from '../../src/plan/figures/formula';
import { declarationsOn } from '../../src/plan/handIn/declared';
import { pictureOfSheet, type SheetPicture } from '../../src/plan/handIn/picture';
import { ensureBuilt, ikkatsu, SAMPLES } from './built';

jest.setTimeout(600_000);

interface Shown {
  readonly place: string;
  readonly value: number;
  readonly call: string;
}

/** The call that was declared, with the texts of the cells that it names; null for what no function answers. */
function callOf(sheet: SheetPicture, formula: string, { name, texts }: Asked): string | null {
  if (name === 'RECORDED') return null;
  const ranges = rangesIn(formula);
  const known = texts.map((text) => {
    if (typeof text === 'string') return text;
    const range = ranges[text]!;
    return String(sheet.at(range.row, range.column).value ?? '');
  });
  const written = known.map((text) => (text === '' ? '' : `"${text.replaceAll('"', '""')}"`));
  while (written.at(-1) === '') written.pop();
  return `=IKKATSU.${name}(${written.join(',')})`;
}

/** The numbers of a sheet whose declarations say which answer they are. */
function shownOn(sheet: SheetPicture): Shown[] {
  const declarationAt = declarationsOn(sheet);
  const shown: Shown[] = [];
  for (let row = 0; row < sheet.rows; row += 1)
    for (let column = 0; column < sheet.columns; column += 1) {
      const cell = sheet.at(row, column);
      if (typeof cell.value !== 'number' || cell.formula === null) continue;
      const declares = declarationAt(row, column, cell);
      if (declares?.shows === undefined) continue;
      const call = callOf(sheet, cell.formula, declares.asks[declares.shows]!);
      if (call !== null) shown.push({ place: `${sheet.name} ${row + 1}:${column + 1}`, value: cell.value, call });
    }
  return shown;
}

test('every figure of every form is the answer that it declares', async () => {
  ensureBuilt();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'declared-'));
  const out = path.join(folder, 'all.xlsx');
  const csvs = ['', '評価', '集計'].flatMap((part) =>
    fs
      .readdirSync(path.join(SAMPLES, part))
      .filter((name) => name.endsWith('.csv'))
      .map((name) => path.join(SAMPLES, part, name)),
  );
  const written = await ikkatsu('run', ...csvs, '--year', '2025', '--plan', '--out', out);
  expect(written.code).toBe(0);
  const { sheets } = await readXlsx(fs.readFileSync(out), { readStyles: true });
  const shown = sheets.flatMap((sheet) => shownOn(pictureOfSheet(sheet)));
  const byForm = new Set(shown.map(({ place }) => place.split(' ')[0]!));
  // Forms of several years, of the 圏域, of the questionnaire and of programmes are among them.
  for (const name of [
    '一枚でわかる',
    '経年比較',
    '質問票の分析',
    '圏域別',
    '圏域カルテ',
    '事業評価',
    '実績報告書',
    '計画書',
  ])
    expect([...byForm]).toContain(name);
  expect(shown.length).toBeGreaterThan(2000);
  const calls = [...new Set(shown.map(({ call }) => call))];
  const answered = await ikkatsu('calc', ...calls, '--with', out, '--year', '2025');
  const answers = new Map(
    answered.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { formula: string; values?: unknown[][] })
      .map(({ formula, values }) => [formula, values?.[0]?.[0]]),
  );
  fs.rmSync(folder, { recursive: true });
  const wrong = shown.filter(({ call, value }) => {
    const answer = answers.get(call);
    return typeof answer !== 'number' || Math.abs(answer - value) > 1e-9 * Math.max(1, Math.abs(value));
  });
  expect(wrong.slice(0, 5).map((each) => ({ ...each, answer: answers.get(each.call) }))).toEqual([]);
});
