/** What a run answers of its files: plain data with every list where lists are wanted, and bad input by one sentence. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { answered, olderRecord } from '../../src/workbench/cli/answering';
import { readBytes } from '../../src/workbench/cli/files';
import { ensureBuilt, ikkatsu, SAMPLES } from '../e2e/built';

let folder: string;
beforeAll(() => {
  ensureBuilt();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-answering-'));
}, 240_000);
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const REGISTER = path.join(SAMPLES, '被保険者台帳.csv');
const CHECKUPS = path.join(SAMPLES, '健診_令和7年度.csv');

test('the lists are made where they are wanted, and nothing else changes with them', async () => {
  const files = readBytes([REGISTER, CHECKUPS]);
  const { lists, ...withLists } = await answered(files, { year: 2025 }, { withLists: true });
  expect(lists).toHaveLength(10);
  expect(await answered(files, { year: 2025 }, { withLists: false })).toEqual({ ...withLists, lists: [] });
  expect(withLists.report.persons).toBe(2912);
  expect(structuredClone(withLists)).toEqual(withLists);
  expect(await olderRecord([])).toBeUndefined();
});

test('bad input leaves no workbook behind, nothing half written, and one sentence', async () => {
  const stranger = path.join(folder, '別の表.csv');
  fs.writeFileSync(stranger, 'a,b\n1,2\n');
  const out = path.join(folder, 'out.xlsx');
  const before = fs.readdirSync(folder);
  const ran = await ikkatsu('run', REGISTER, stranger, '--year', '2025', '--out', out);
  const plain = await ikkatsu('run', REGISTER, stranger, '--year', '2025', '--json');
  expect(ran).toMatchObject({ code: 2, out: '' });
  expect(ran.err).toBe(plain.err);
  expect(fs.readdirSync(folder)).toEqual(before);
}, 60_000);
