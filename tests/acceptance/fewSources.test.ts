/** Forms of exports that say little: whatever is missing, no sheet shows an error value, and 経年比較 compares only years that tell. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureBuilt, ikkatsu, SAMPLES } from '../e2e/built';
import { sheetsIn } from './again/book';

jest.setTimeout(300_000);
let folder: string;
beforeAll(() => {
  ensureBuilt();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-few-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** What 経年比較 says from the first to the last year, of exports that know of the insured of R6 and R7. */
test.each([
  [['被保険者台帳'], '－'],
  [['被保険者台帳', '健診_令和7年度'], '－'],
  [['被保険者台帳', '健診_令和6年度'], '－'],
  [['被保険者台帳', '健診_令和6年度', '健診_令和7年度'], 2024],
  [['被保険者台帳', '要介護認定', 'レセプト集計_令和7年度'], '－'],
])('%j', async (names, from) => {
  const [book, copy] = ['book', 'copy'].map((name) => path.join(folder, `${name}.xlsx`));
  const files = names.map((name) => path.join(SAMPLES, `${name}.csv`));
  expect(await ikkatsu('run', ...files, '--plan', '--out', book!)).toMatchObject({ code: 0 });
  const trend = (await sheetsIn(new Uint8Array(fs.readFileSync(book!)))).get('経年比較')!;
  const change = [...trend.get('change.OP1')!.values()];
  // First and last year, change, limits and direction.
  expect(change.slice(2, 8).map((cell) => (from === '－' ? cell : typeof cell))).toEqual(
    from === '－' ? Array(6).fill('－') : ['number', 'number', 'number', 'number', 'number', 'string'],
  );
  expect(change[2]).toBe(from);
  // The hand-in refuses a workbook with an error value on any of its sheets.
  const handed = await ikkatsu('handin', book!, '--without-drafts', '--out', copy!);
  expect([handed.code, handed.err.includes('エラー値')]).toEqual([0, false]);
});
