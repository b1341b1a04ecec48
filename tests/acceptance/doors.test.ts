/** Whatever is handed over and wherever it is to be written: a sentence in Japanese, exit 2, no trace of the program. */
import { execFile, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureBuilt, ikkatsu, ROOT, type Ran } from '../e2e/built';

jest.setTimeout(240_000);

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-doors-'));
const at = (...parts: string[]) => path.join(folder, ...parts);
const BIN = path.join(ROOT, 'bin/ikkatsu.mjs');

/** No stack, no English sentence of a library. */
const TRACE = /\n\s+at |node:|Error\b|\.cjs|\.ts:|undefined|\[object/;

function expectRefused(ran: Ran, sentence: RegExp): void {
  expect(ran).toMatchObject({ code: 2, out: '' });
  expect(ran.err).toMatch(sentence);
  expect(ran.err).toMatch(/[ぁ-ん].*。\n$/);
  expect(ran.err).not.toMatch(TRACE);
}

/** A run by the shell, for redirections. */
const shell = (words: string, env: Record<string, string> = {}): Promise<Ran> =>
  new Promise((resolve) => {
    execFile('bash', ['-c', words], { cwd: folder, env: { ...process.env, ...env } }, (error, out, err) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, out, err }),
    );
  });

const BMI = [17.8, 18.2, 19.4, 20.0, 20.1];
let book: Buffer;

beforeAll(async () => {
  ensureBuilt();
  fs.writeFileSync(
    at('a.csv'),
    [
      '被保険者番号,性別,生年月日,資格取得日,健診受診日,BMI,質問票6',
      ...BMI.map((bmi, i) => `0000000${i + 1},1,1945/4/1,2020/4/1,2025/6/1,${bmi},1`),
      '00000009,1,1945/4/1,2020/4/1,2026/6/1,17,1',
    ].join('\r\n'),
  );
  const ran = await ikkatsu('run', at('a.csv'), '--year', '2025', '--out', at('book.xlsx'));
  expect(ran).toMatchObject({ code: 0, err: '' });
  book = fs.readFileSync(at('book.xlsx'));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

describe('a damaged workbook', () => {
  const damaged: [string, () => Buffer][] = [
    ['cut', () => book.subarray(0, Math.floor(book.length * 0.6))],
    [
      'flip',
      () => {
        const bytes = Buffer.from(book);
        bytes[bytes.indexOf('PK\u0003\u0004', 100, 'latin1') + 2]! ^= 1;
        return bytes;
      },
    ],
    [
      'flipped-data',
      () => {
        const bytes = Buffer.from(book);
        const sheet = bytes.indexOf('xl/worksheets/sheet1.xml') + 60;
        for (let i = 0; i < 40; i++) bytes[sheet + i]! ^= 0x55;
        return bytes;
      },
    ],
    ['text', () => Buffer.from('ブックではありません')],
    ['zeros', () => Buffer.alloc(3000)],
  ];

  it.each(damaged)('is refused wherever a workbook is opened: %s', async (name, bytes) => {
    const { createEmbeddedWorkbook } = await import('../../src/workbench/workbook');
    const workbook = createEmbeddedWorkbook();
    await expect(workbook.open(`${name}.xlsx`, bytes())).rejects.toMatchObject({
      name: 'AnalystError',
      message: expect.stringMatching(new RegExp(`^${name}\\.xlsx.*(を読めません|は空です|は読める種類の|壊れて)`)),
    });
    expect(workbook.sheetNames()).toEqual(['Sheet1']);
    workbook.dispose();
  });

  it('is refused by handin, fill and calc as by run, and nothing is written', async () => {
    const file = at('cut.xlsx');
    fs.writeFileSync(file, damaged[0]![1]());
    const before = fs.readdirSync(folder).sort();
    for (const words of [
      ['handin', file, '--out', at('copy.xlsx')],
      ['fill', at('book.xlsx'), '--with', file, '--out', at('copy.xlsx')],
      ['calc', '=1', '--with', file],
    ])
      expectRefused(await ikkatsu(...words), /cut\.xlsx を読めません/);
    expect(fs.readdirSync(folder).sort()).toEqual(before);
  });
});

describe('an output', () => {
  it.each([
    [['run', 'a.csv', '--out', './a.csv'], /a\.csv と同じファイル.*--out/],
    [['run', 'a.csv', '--lists', 'a.csv'], /a\.csv と同じファイル.*--lists/],
    [['run', 'a.csv', '--lists', 'memo.txt'], /memo\.txt はフォルダーではなく/],
    [['run', 'a.csv', 'lists/oral.csv', '--lists', 'lists'], /oral\.csv と同じファイル/],
    [['run', 'a.csv', '--out', '/dev/full'], /ふつうのファイルではない/],
    [['handin', 'book.xlsx', '--out', 'link.xlsx'], /book\.xlsx と同じファイル/],
    [['fill', 't.xlsx', '--with', 'book.xlsx', '--out', 't.xlsx'], /t\.xlsx と同じファイル/],
    [['run', 'pipe'], /pipe を読めません/],
    [['run', 'lists'], /lists を読めません（フォルダーです）/],
  ])('that cannot be is refused and nothing changes: %j', async (words, sentence) => {
    fs.mkdirSync(at('lists'), { recursive: true });
    fs.writeFileSync(at('lists/oral.csv'), fs.readFileSync(at('a.csv')));
    fs.writeFileSync(at('memo.txt'), 'メモ');
    fs.writeFileSync(at('t.xlsx'), book);
    if (!fs.existsSync(at('link.xlsx'))) fs.symlinkSync(at('book.xlsx'), at('link.xlsx'));
    if (!fs.existsSync(at('pipe'))) await shell('mkfifo pipe');
    const state = () =>
      fs.readdirSync(folder).map((name) => [name, fs.statSync(at(name)).size, fs.statSync(at(name)).mtimeMs]);
    const before = state();
    expectRefused(await shell(`node ${BIN} ${words.join(' ')}`), sentence);
    expect(state()).toEqual(before);
    expect(fs.statSync('/dev/full').isCharacterDevice()).toBe(true);
  });

  it('that has no room is said in Japanese, and a reader that goes away is no fault', async () => {
    const full = await shell(`node ${BIN} run a.csv --json --year 2025 > /dev/full`);
    expect(full.code).toBe(2);
    expect(full.err).toMatch(/結果を表示できませんでした（空き容量が足りません）。\n$/);
    const gone = await shell(`set -o pipefail; node ${BIN} run a.csv --year 2025 | true`);
    expect(gone.err).toBe('');
  });

  it('leaves no names aside when the process is killed while it writes', async () => {
    const state = at('state');
    const child = spawn(
      process.execPath,
      // Stops for ever at the second file: the first stands aside, complete and with names.
      [
        '-e',
        `const fs = require('node:fs');
         const rename = fs.renameSync;
         fs.renameSync = () => { process.stdout.write('aside'); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); };
         require(${JSON.stringify(path.join(ROOT, 'dist/cli/ikkatsu.cjs'))}).main(['run', ${JSON.stringify(at('a.csv'))}, '--year', '2025', '--lists', ${JSON.stringify(at('killed'))}]);`,
      ],
      { env: { ...process.env, IKKATSU_STATE: state }, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    expect(fs.readdirSync(at('killed')).length).toBeGreaterThan(0);
    // Any start of the program, also one that writes nothing.
    await shell(`node ${BIN} --version`, { IKKATSU_STATE: state });
    expect(fs.readdirSync(at('killed'))).toEqual([]);
    expect(fs.readdirSync(state)).toEqual([]);
  });
});

describe('a workbook of ours', () => {
  it('is opened for what it is, whatever it is called', async () => {
    fs.writeFileSync(at('名前.csv'), book);
    const ran = await ikkatsu('run', at('名前.csv'), '--out', at('again.xlsx'), '--json');
    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.out)).toMatchObject({ year: 2025 });
    const calc = await ikkatsu('calc', '=IKKATSU.LOWNUTRITION()', '--with', at('again.xlsx'));
    expect(JSON.parse(calc.out)).toMatchObject({ values: [[4]] });
  });

  const low = (ran: Ran) =>
    (JSON.parse(ran.out) as { year: number; criteria: { id: string; hits: number }[] }).criteria.find(
      ({ id }) => id === 'lowNutrition',
    )!.hits;

  it('runs with the year and the conditions that stand in it, and says so in every form of the answer', async () => {
    const json = await ikkatsu('run', at('book.xlsx'), '--json');
    expect(JSON.parse(json.out)).toMatchObject({ year: 2025 });
    expect(low(json)).toBe(4);
    expect(json.err).toMatch(
      /book\.xlsx のシート「抽出条件」の条件で抽出しました（抽出年度 2025、しきい値はすべて既定）/,
    );
    const text = await ikkatsu('run', at('book.xlsx'));
    expect(text.out).toContain('book.xlsx のシート「抽出条件」の条件で抽出しました');
  });

  it('runs with another threshold that was typed into it, as calc and --out do', async () => {
    const { createEmbeddedWorkbook } = await import('../../src/workbench/workbook');
    const workbook = createEmbeddedWorkbook();
    await workbook.open('book.xlsx', book);
    const rows = workbook.valuesOf('抽出条件');
    const row = rows.findIndex(([key]) => key === 'lowNutrition.bmiAtMost');
    expect(row).toBeGreaterThan(0);
    await workbook.typeInto(`'抽出条件'!D${row + 1}`, 18.5);
    fs.writeFileSync(at('typed.xlsx'), await workbook.saveXlsx());
    workbook.dispose();
    const ran = await ikkatsu('run', at('typed.xlsx'), '--json', '--out', at('typed2.xlsx'));
    expect(ran.code).toBe(0);
    expect(low(ran)).toBe(2);
    expect(ran.err).toMatch(/既定と違うしきい値 1 件（低栄養 BMI（以下）: 既定 20 .* → 18\.5/);
    const calc = await ikkatsu('calc', '=IKKATSU.LOWNUTRITION()', '--with', at('typed.xlsx'));
    expect(JSON.parse(calc.out)).toMatchObject({ values: [[2]] });
    // What is typed on the command line goes before, and both say which year it was.
    const other = await ikkatsu('run', at('typed.xlsx'), '--json', '--year', '2026');
    expect(JSON.parse(other.out)).toMatchObject({ year: 2026 });
    expect(other.err).toMatch(/抽出年度 2026（--year の指定）/);
  });
});

describe('an error that nobody foresaw', () => {
  const broken = `node -e "
    process.exit = ((exit) => (code) => exit(code))(process.exit);
    const { main } = require('${path.join(ROOT, 'dist/cli/ikkatsu.cjs')}');
    setTimeout(() => { throw new TypeError('boom') }, 50);
    main(['run', 'a.csv', '--out', 'never.xlsx']);"`;

  it('is one sentence, and its trace is for whoever asks for it', async () => {
    const plain = await shell(broken);
    expect(plain.code).toBe(1);
    expect(plain.err).toMatch(/^予期しない問題が起きたため、終わりました。[^\n]*IKKATSU_DEBUG=1[^\n]*。\n$/);
    const asked = await shell(broken, { IKKATSU_DEBUG: '1' });
    expect(asked.code).toBe(1);
    expect(asked.err).toMatch(/TypeError: boom\n\s+at /);
    expect(fs.existsSync(at('never.xlsx'))).toBe(false);
  });
});

describe('serve', () => {
  /** Starts the workbench as a user does; its address, and what it said when it has ended. */
  async function served(...words: string[]) {
    const child = spawn(process.execPath, [BIN, 'serve', ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
    let [out, err] = ['', ''];
    child.stderr.on('data', (chunk: Buffer) => (err += String(chunk)));
    const address = await new Promise<string>((resolve, reject) => {
      child.on('exit', () => reject(new Error(out + err)));
      child.stdout.on('data', (chunk: Buffer) => {
        out += String(chunk);
        const [found] = /https:\/\/localhost:\d+\/\S+/.exec(out) ?? [];
        if (found !== undefined && out.includes('Ctrl + C')) resolve(found);
      });
    });
    child.removeAllListeners('exit');
    const end = async () => {
      const code = new Promise<number | null>((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      return { code: await code, out, err };
    };
    return { address, end, isRunning: () => child.exitCode === null };
  }

  it('prints the address with its token, outlives bad requests, and gives the file to nobody without the token', async () => {
    const { address, end, isRunning } = await served(at('a.csv'), '--port', '0');
    const { origin, pathname } = new URL(address);
    expect(pathname).toMatch(/^\/[\w-]{43}\/$/);
    const ask = (rest: string) =>
      shell(`curl -sk --path-as-is --max-time 10 -o body -w '%{http_code}' '${origin}${rest}'`).then(({ out }) => out);
    for (const rest of [
      '//',
      '/%00',
      `/${'x'.repeat(300)}`,
      '/%',
      `${pathname}/`,
      `${pathname}%00`,
      `${pathname}${'x'.repeat(300)}`,
    ])
      expect([rest, await ask(rest)]).toEqual([rest, expect.stringMatching(/^40[0-9]$/)]);
    expect(isRunning()).toBe(true);
    expect(await ask('/open/0')).toBe('403');
    expect(await ask(`${pathname}open/0`)).toBe('200');
    expect(fs.readFileSync(at('body'), 'utf8')).toContain('被保険者番号');
    const ended = await end();
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(ended.out).toContain('このコマンドが動いている間だけ');
  });

  it('names the port that is taken, and one that no program of this user may take', async () => {
    const { address, end } = await served('--port', '0');
    const port = Number(new URL(address).port);
    expectRefused(await ikkatsu('serve', '--port', String(port)), new RegExp(`ポート ${port} は`));
    expect(await ikkatsu('serve', '--port', '65535')).toMatchObject({ code: 2, out: '' });
    await end();
  });
});
