/** What the built command line loads: the grid and the page only where a workbook is needed. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { ensureBuilt, ROOT, SAMPLES } from '../e2e/built';

beforeAll(ensureBuilt, 240_000);

/** Names of the built files that a run of the command has loaded. */
async function loadedBy(...words: string[]): Promise<string[]> {
  const command = path.join(ROOT, 'dist/cli/ikkatsu.cjs');
  const script = `require(${JSON.stringify(command)}).main(${JSON.stringify(words)}).then((code) => {
    process.stdout.write('\\n' + JSON.stringify({ code, files: Object.keys(require.cache) }), () => process.exit(0));
  });`;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], { maxBuffer: 1 << 26 });
  const { code, files } = JSON.parse(stdout.slice(stdout.lastIndexOf('\n'))) as { code: number; files: string[] };
  expect(code).toBe(0);
  return files.map((file) => path.basename(file));
}

const REGISTER = path.join(SAMPLES, '被保険者台帳.csv');
const isGrid = (name: string): boolean => /univerjs|workbook_ts/.test(name);
const isPage = (name: string): boolean => /jsdom|session_ts/.test(name);

test.each([[['run', REGISTER, '--year', '2025', '--json']], [['run', REGISTER, '--year', '2025']], [['--version']]])(
  '%j loads neither the grid nor a page',
  async (words) => {
    const files = await loadedBy(...words);
    expect(files).toContain('ikkatsu.cjs');
    expect(files.filter((name) => isGrid(name) || isPage(name))).toEqual([]);
  },
);

test('calc loads both', async () => {
  const files = await loadedBy('calc', '=IKKATSU.BMI(50,160)');
  expect(files.some(isGrid)).toBe(true);
  expect(files.some(isPage)).toBe(true);
});
