/** What the command line writes is whole or not there, takes nobody's place, and leaves nothing aside. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beginAside, endAside, recordFolder, removeStale } from '../../src/workbench/cli/aside';
import { assertFolder, assertNoneIsInput, assertWritable, writeAll } from '../../src/workbench/cli/outputs';

let folder: string;
const at = (...parts: string[]) => path.join(folder, ...parts);
const write = (name: string, text = name) => {
  fs.mkdirSync(path.dirname(at(name)), { recursive: true });
  fs.writeFileSync(at(name), text);
  return at(name);
};
const read = (name: string) => fs.readFileSync(at(name), 'utf8');
const here = () => fs.readdirSync(folder).sort();
const out = (file: string) => [{ option: '--out' as const, files: [file] }];

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-outputs-'));
  process.env.IKKATSU_STATE = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-state-'));
});
afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true });
  fs.rmSync(process.env.IKKATSU_STATE!, { recursive: true, force: true });
  delete process.env.IKKATSU_STATE;
});

describe('an output that is an input', () => {
  it.each<[string, (input: string) => string]>([
    ['by the same name', (input) => input],
    ['by a way round', (input) => path.join(path.dirname(input), 'x', '..', path.basename(input))],
    [
      'through a symbolic link',
      (input) => {
        fs.symlinkSync(input, at('link.csv'));
        return at('link.csv');
      },
    ],
    [
      'through a hard link',
      (input) => {
        fs.linkSync(input, at('hard.csv'));
        return at('hard.csv');
      },
    ],
    [
      'through a linked folder',
      (input) => {
        fs.symlinkSync(folder, at('folder'));
        return at('folder', path.basename(input));
      },
    ],
  ])('is refused %s, naming both', (_, outputOf) => {
    const input = write('入力.csv');
    const output = outputOf(input);
    expect(() => assertNoneIsInput(out(output), [input])).toThrow(
      new RegExp(`${path.basename(output)} は読み込む 入力\\.csv と同じファイルです`),
    );
    expect(() => assertNoneIsInput(out(input), [output])).toThrow(/同じファイル/);
  });

  it('is refused in another letter case where the file system takes both for one', () => {
    const input = write('a.csv');
    const sees = fs.existsSync(at('A.CSV'));
    const check = () => assertNoneIsInput(out(at('A.CSV')), [input]);
    if (sees) expect(check).toThrow(/同じファイル/);
    else expect(check).not.toThrow();
  });

  it('is any of several outputs and any of several inputs, and another file is none', () => {
    const inputs = [write('a.csv'), write('lists/oral.csv')];
    const lists = { option: '--lists' as const, files: [at('lists/kidney.csv'), at('lists/oral.csv')] };
    expect(() => assertNoneIsInput([...out(at('b.xlsx')), lists], inputs)).toThrow(/oral\.csv.*--lists/);
    expect(() => assertNoneIsInput(out(at('b.xlsx')), inputs)).not.toThrow();
    expect(() => assertNoneIsInput(out(at('none/a.csv')), inputs)).not.toThrow();
  });

  it('may not be one place for two results either', () => {
    const twice = [
      ...out(at('lists/oral.csv')),
      { option: '--lists' as const, files: [at('lists/../lists/oral.csv')] },
    ];
    expect(() => assertNoneIsInput(twice, [])).toThrow(/2 つの結果/);
  });
});

describe('a place to write', () => {
  it('is refused where it is no file, before any work', () => {
    write('memo.txt');
    expect(() => assertWritable(at('無い/b.xlsx'))).toThrow(/フォルダーがありません/);
    expect(() => assertWritable(at('memo.txt/b.xlsx'))).toThrow(/フォルダーがありません/);
    expect(() => assertWritable(folder)).toThrow(/フォルダーです/);
    expect(() => assertWritable('/dev/full')).toThrow(/ふつうのファイルではない/);
    expect(() => assertWritable(at('b.xlsx'))).not.toThrow();
    expect(() => assertFolder(at('memo.txt'))).toThrow(/memo\.txt はフォルダーではなくファイルです/);
    expect(() => assertFolder(at('memo.txt/x/y'))).toThrow(/memo\.txt/);
    expect(() => assertFolder(at('x/y'))).not.toThrow();
  });
});

describe('writing', () => {
  it('makes folders, replaces files, and leaves nothing else', () => {
    write('a.csv', 'old');
    writeAll([
      { path: at('a.csv'), content: 'new' },
      { path: at('lists/b.csv'), content: new Uint8Array([66]) },
    ]);
    expect([read('a.csv'), read('lists/b.csv'), here(), fs.readdirSync(at('lists'))]).toEqual([
      'new',
      'B',
      ['a.csv', 'lists'],
      ['b.csv'],
    ]);
    expect(fs.readdirSync(recordFolder())).toEqual([]);
  });

  it('puts every file back when one of them cannot be put in its place', () => {
    write('lists/a.csv', 'old');
    // A folder with something in it takes no file in its place.
    write('lists/c.csv/x');
    const files = ['a.csv', 'b.csv', 'c.csv', 'd.csv'].map((name) => ({ path: at('lists', name), content: 'new' }));
    expect(() => writeAll(files)).toThrow(/c\.csv を書けません（フォルダーです）/);
    expect([read('lists/a.csv'), fs.readdirSync(at('lists')).sort()]).toEqual(['old', ['a.csv', 'c.csv']]);
  });

  it('takes folders away again that it made for nothing', () => {
    const long = 'x'.repeat(300);
    expect(() => writeAll([{ path: at('neu/tief', `${long}.csv`), content: '' }])).toThrow(/名前が長すぎます/);
    expect(here()).toEqual([]);
  });

  it('writes through a link and keeps the rights of the file', () => {
    fs.chmodSync(write('a.csv', 'old'), 0o640);
    fs.symlinkSync(at('a.csv'), at('link.csv'));
    writeAll([{ path: at('link.csv'), content: 'new' }]);
    expect([
      read('a.csv'),
      fs.lstatSync(at('link.csv')).isSymbolicLink(),
      fs.statSync(at('a.csv')).mode & 0o777,
    ]).toEqual(['new', true, 0o640]);
  });
});

describe('what a killed process left aside', () => {
  /** The number of a process that has ended. */
  const endedProcess = (): Promise<number> =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, ['-e', '0']);
      child.on('exit', () => resolve(child.pid!));
    });

  it('is removed by the next start wherever it is, and what is being written stays', async () => {
    const pid = await endedProcess();
    const live = beginAside([at('live.csv')]);
    fs.writeFileSync(live.places[0]!.next, 'names');
    const dead = path.basename(live.places[0]!.next).replace(`-${process.pid}-`, `-${pid}-`);
    const record = path.basename(live.record!).replace(`-${process.pid}-`, `-${pid}-`);
    write(`elsewhere/${dead}`, 'names');
    write('elsewhere/other.tmp', 'not ours');
    fs.writeFileSync(
      path.join(recordFolder(), record),
      JSON.stringify([at('elsewhere', dead), at('elsewhere/other.tmp'), at('gone')]),
    );
    removeStale();
    expect(fs.readdirSync(at('elsewhere'))).toEqual(['other.tmp']);
    expect(fs.readFileSync(live.places[0]!.next, 'utf8')).toBe('names');
    expect(fs.readdirSync(recordFolder())).toEqual([path.basename(live.record!)]);
    endAside(live);
    expect(here()).toEqual(['elsewhere']);
  });

  it('is found in the folder that is written to when there is no record of it', async () => {
    const pid = await endedProcess();
    const { places } = beginAside([at('x')]);
    const name = path.basename(places[0]!.next);
    write(name.replace(`-${process.pid}-`, `-${pid}-`), 'names');
    // Another machine on the same share may be at work with a process of that number.
    const foreign = name.replace(/ikkatsu-[0-9a-f]{8}-\d+/, `ikkatsu-00000000-${pid}`);
    write(foreign, 'names');
    writeAll([{ path: at('a.csv'), content: 'a' }]);
    expect(here()).toEqual([foreign, 'a.csv']);
  });

  it('is removed too when the process had the number that this one has', () => {
    const { places, record } = beginAside([at('x')]);
    fs.writeFileSync(places[0]!.next, 'names');
    const before = path.basename(places[0]!.next).replace(/-(\d+)\.tmp$/, '-999999.tmp');
    write(before, 'names');
    removeStale([folder]);
    expect(here()).toEqual([path.basename(places[0]!.next)]);
    endAside({ places, record });
  });
});
