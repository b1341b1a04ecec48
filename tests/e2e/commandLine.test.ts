/** The command line as a user starts it: exit codes, JSON, lists, workbook, and bad input refused in a sentence. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { NATIONAL_CRITERIA } from '../../src/criteria';
import { ensureBuilt, ikkatsu, SAMPLE_CSVS, SAMPLES } from './built';

const NATIONAL_IDS = NATIONAL_CRITERIA.map(({ id }) => id);
jest.setTimeout(240_000);

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-cli-'));
const inFolder = (name: string) => path.join(folder, name);
const left = () => fs.readdirSync(folder).sort();

beforeAll(ensureBuilt);
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

interface Report {
  year: number;
  persons: number;
  sources: { file: string; rows: number; used: number; setAside: Record<string, number> }[];
  notices: string[];
  criteria: { id: string; name: string; hits: number; denominator: number; judged: number; undetermined: number }[];
}

describe('run on the bundled samples', () => {
  let report: Report;
  beforeAll(async () => {
    const ran = await ikkatsu(
      'run',
      ...SAMPLE_CSVS,
      '--json',
      '--lists',
      inFolder('lists'),
      '--out',
      inFolder('book.xlsx'),
    );
    expect(ran.code).toBe(0);
    report = JSON.parse(ran.out) as Report;
    expect(ran.err.trimEnd().split('\n')).toEqual(report.notices.map((notice) => `※ ${notice}`));
  });

  it('prints one JSON line with year, persons, sources and the ten criteria in their order', () => {
    expect(report.year).toBe(2025);
    expect(report.criteria.map(({ id }) => id)).toEqual(NATIONAL_IDS);
    expect(Object.keys(report).sort()).toEqual(['criteria', 'notices', 'persons', 'sources', 'year']);
    expect(report.sources.map(({ file }) => file)).toEqual(SAMPLE_CSVS.map((file) => path.basename(file)));
  });

  it('balances the ledger of every source', () => {
    for (const { rows, used, setAside } of report.sources) {
      expect(used + Object.values(setAside).reduce((sum, count) => sum + count, 0)).toBe(rows);
    }
  });

  it('judges or leaves open every insured person', () => {
    for (const { hits, denominator, judged, undetermined } of report.criteria) {
      expect(denominator).toBe(report.persons);
      expect(judged + undetermined).toBe(report.persons);
      expect(hits).toBeLessThanOrEqual(judged);
    }
  });

  it('writes one list a purpose whose rows are the hits', () => {
    for (const { id, hits } of report.criteria) {
      const text = fs.readFileSync(inFolder(`lists/${id}.csv`), 'utf8');
      expect(text.startsWith('\uFEFF被保険者番号,')).toBe(true);
      expect(text.trimEnd().split('\r\n').length - 1).toBe(hits);
    }
  });

  it('shows the same counts in the cells of the workbook that it wrote', async () => {
    const formulas = NATIONAL_IDS.map((id) => `=IKKATSU.EXTRACT("${id}")`);
    const ran = await ikkatsu('calc', ...formulas, '--with', inFolder('book.xlsx'));
    expect(ran.err).toBe('');
    const values = ran.out
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { values: number[][] }).values[0]![0]);
    expect(values).toEqual(report.criteria.map(({ hits }) => hits));
  });

  it('gives the same answer from the sample workbook', async () => {
    const ran = await ikkatsu('run', path.join(SAMPLES, 'サンプル一式.xlsx'), '--json');
    const other = JSON.parse(ran.out) as Report;
    expect(other.criteria).toEqual(report.criteria);
    expect(other.persons).toBe(report.persons);
  });
});

describe('calc', () => {
  it('answers numbers, errors with their messages, and native formulas around ours', async () => {
    const ran = await ikkatsu(
      'calc',
      '=IKKATSU.LOWNUTRITION()',
      '=IKKATSU.LOWNUTRITION()*2',
      '=IKKATSU.LOWNUTRITION("無い")',
      '=1/0',
      '=SUM({1,2;3,4})',
      '=IKKATSU.FISCALYEAR("2026/3/31")',
      '--with',
      ...SAMPLE_CSVS,
    );
    expect(ran.code).toBe(0);
    const [once, twice, wrong, zero, sum, year] = ran.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(twice.values[0][0]).toBe(once.values[0][0] * 2);
    expect(wrong).toMatchObject({ formula: '=IKKATSU.LOWNUTRITION("無い")', error: '#VALUE!' });
    expect(wrong.message).toContain('人数');
    expect(zero.error).toBe('#DIV/0!');
    expect(sum.values).toEqual([[10]]);
    expect(year.values).toEqual([[2025]]);
  });

  it('answers #N/A with a sentence where there is no data', async () => {
    const ran = await ikkatsu('calc', '=IKKATSU.LOWNUTRITION()');
    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.out)).toMatchObject({
      error: '#N/A',
      message: expect.stringContaining('データがまだありません'),
    });
  });
});

describe('bad input', () => {
  const junk = Buffer.from(Array.from({ length: 2000 }, (_, i) => (i * 7919) % 256));
  const cases: [name: string, content: Buffer | string, sentence: RegExp][] = [
    ['空.csv', '', /空\.csv.*空です/],
    ['がらくた.csv', junk, /がらくた\.csv/],
    ['がらくた.xlsx', junk, /がらくた\.xlsx/],
    ['買い物.csv', '品名,値段\r\nりんご,120\r\n', /見つかりません/],
    ['番号なし.csv', '健診受診日,身長,体重,BMI,質問票1\r\n20250601,150,45,20,1\r\n', /番号なし.*1 行目.*被保険者番号/],
    ['引用符.csv', '被保険者番号,健診受診日,BMI\r\n"00000001,20250601,20\r\n', /引用符\.csv.*2 行目/],
  ];

  it.each(cases)(
    'is refused in a Japanese sentence with exit code 2, and nothing is written: %s',
    async (name, content, sentence) => {
      fs.writeFileSync(inFolder(name), content);
      const before = left();
      const ran = await ikkatsu(
        'run',
        SAMPLE_CSVS[0]!,
        inFolder(name),
        '--out',
        inFolder('never.xlsx'),
        '--lists',
        inFolder('never'),
      );
      const alone = await ikkatsu('run', inFolder(name), '--json');
      expect(alone.code).toBe(2);
      expect(alone.err).toMatch(sentence);
      expect(alone.out).toBe('');
      if (name !== '買い物.csv') expect(ran.code).toBe(2);
      if (ran.code === 2) expect(left()).toEqual(before);
      fs.rmSync(inFolder(name));
      fs.rmSync(inFolder('never.xlsx'), { force: true });
      fs.rmSync(inFolder('never'), { recursive: true, force: true });
    },
  );

  it('is refused when a file is missing or the place to write is', async () => {
    expect(await ikkatsu('run', inFolder('無い.csv'))).toMatchObject({
      code: 2,
      err: expect.stringContaining('無い.csv'),
    });
    expect(await ikkatsu('run', SAMPLE_CSVS[0]!, '--out', inFolder('無い/b.xlsx'))).toMatchObject({ code: 2 });
    expect(await ikkatsu('calc', '=1', '--with', inFolder('無い.csv'))).toMatchObject({ code: 2, out: '' });
    expect(await ikkatsu('dance')).toMatchObject({ code: 2, out: '' });
  });
});
