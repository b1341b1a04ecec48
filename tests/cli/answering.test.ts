/** Answers from a thread: those that are given here; bad input by its sentence; and a thread that dies costs nothing but its time. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beginAnswers, type AnswerJob } from '../../src/workbench/cli/answering';
import { readBytes } from '../../src/workbench/cli/files';
import { ensureBuilt, ikkatsu, ROOT, SAMPLES } from '../e2e/built';

let folder: string;
beforeAll(() => {
  ensureBuilt();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-answering-'));
}, 240_000);
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const BUILT = path.join(ROOT, 'dist/cli/answeringThread.cjs');
const REGISTER = path.join(SAMPLES, '被保険者台帳.csv');
const CHECKUPS = path.join(SAMPLES, '健診_令和7年度.csv');

const job = (files: readonly string[], more: Partial<AnswerJob> = {}): AnswerJob => ({
  files: readBytes(files),
  options: { year: 2025 },
  history: [],
  withLists: false,
  ...more,
});

/** A script of a thread that does this instead of its work. */
function script(name: string, text: string): string {
  const file = path.join(folder, `${name}.cjs`);
  fs.writeFileSync(file, text);
  return file;
}

const here = (asked: AnswerJob) => beginAnswers(asked, { mayBeElsewhere: false }).answered;

test('the thread gives what is given here, to the last text of the lists', async () => {
  const asked = job([REGISTER, CHECKUPS], { withLists: true });
  const answers = beginAnswers(asked, { mayBeElsewhere: true }, BUILT);
  expect(answers.isElsewhere).toBe(true);
  expect(await answers.older).toBeUndefined();
  const answered = await answers.answered;
  expect(answered.lists).toHaveLength(10);
  expect(answered).toEqual(await here(asked));
}, 60_000);

test('bad input is refused with the same code and sentence', async () => {
  const stranger = path.join(folder, '何か.csv');
  fs.writeFileSync(stranger, 'a,b\n1,2\n');
  const asked = job([REGISTER, stranger]);
  const elsewhere = await beginAnswers(asked, { mayBeElsewhere: true }, BUILT).answered.catch(
    (error: unknown) => error,
  );
  const ours = await here(asked).catch((error: unknown) => error);
  expect(elsewhere).toMatchObject({ name: 'AnalystError', code: 'source.stranger' });
  expect((elsewhere as Error).message).toBe((ours as Error).message);
}, 60_000);

test.each([
  ['ends without a word', 'process.exit(3);'],
  ['throws at once', 'throw new Error("gone");'],
  ['is no program', 'const const'],
  ['says that it failed', "require('node:worker_threads').parentPort.postMessage({ failed: 'why' });"],
  ['dies after half of its work', "require('node:worker_threads').parentPort.postMessage({ older: undefined }); setTimeout(() => process.exit(1), 50);"], // prettier-ignore
])(
  'a thread that %s is done without',
  async (name, text) => {
    const asked = job([REGISTER]);
    const answers = beginAnswers(asked, { mayBeElsewhere: true }, script(name, text));
    expect(answers.isElsewhere).toBe(true);
    expect(await answers.older).toBeUndefined();
    expect(await answers.answered).toEqual(await here(asked));
  },
  60_000,
);

test('without the script, with workbooks among the files, or where nobody waits, the answers are given here', async () => {
  const asked = job([REGISTER]);
  const nowhere = path.join(folder, 'nowhere.cjs');
  const zipped = { ...asked, files: [...asked.files, { name: 'a.xlsx', bytes: Uint8Array.of(0x50, 0x4b, 3, 4) }] };
  for (const answers of [
    beginAnswers(asked, { mayBeElsewhere: true }, nowhere),
    beginAnswers(asked, { mayBeElsewhere: false }, BUILT),
  ]) {
    expect(answers.isElsewhere).toBe(false);
    expect((await answers.answered).report.persons).toBe(2912);
  }
  const ofZip = beginAnswers(zipped, { mayBeElsewhere: true }, BUILT);
  expect(ofZip.isElsewhere).toBe(false);
  await expect(ofZip.answered).rejects.toMatchObject({ name: 'AnalystError' });
}, 60_000);

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
