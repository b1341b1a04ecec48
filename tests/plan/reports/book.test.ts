/** Tests of the report sheets in a workbook of the bundled samples: every figure is the evaluation's own, texts stay, undo works. */
import fs from 'node:fs';
import path from 'node:path';
import { readXlsx } from 'hucre';
import { evaluateProgramme, PROGRAMMES, type IndicatorResult } from '../../../src/indicators';
import { readFile, readYears, type Cell, type SourceInput } from '../../../src/kdb';
import { isHeadingAgain } from '../../../src/plan/forms/marks';
import { readSupport } from '../../../src/plan/support';
import { buildAddin, removeAddin, start, type Running } from '../../excel/addin';
import { everyAnswer } from '../../excel/until';
import { placeOf, typeIn } from '../cities/city';

const SAMPLES = path.join(__dirname, '../../../samples');
const LOG = '支援記録';
const YEAR = 2025;
/** Milliseconds: samples of two years, four sheets with charts, written twice. */
const LONG = 600_000;

function inputsIn(folder: string): SourceInput[] {
  return fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.csv') && !name.startsWith(LOG))
    .flatMap((name) => readFile(name, new Uint8Array(fs.readFileSync(path.join(folder, name)))));
}
const inputs = [...inputsIn(SAMPLES), ...inputsIn(path.join(SAMPLES, '評価'))];
const [logInput] = readFile(`${LOG}.csv`, new Uint8Array(fs.readFileSync(path.join(SAMPLES, '評価', `${LOG}.csv`))));
const logRows: Cell[][] = [...logInput!.rows()].map((row) => [...row]);

let addinDir: string;
let running: Running;
beforeAll(async () => {
  addinDir = await buildAddin();
  const sheets = Object.fromEntries(inputs.map((input) => [input.file.replace('.csv', ''), [...input.rows()]]));
  running = await start(addinDir, { ...sheets, [LOG]: logRows });
  await running.room.ensureConditionsSheet();
  await running.workbook.typeInto('IKKATSU_抽出年度', YEAR);
  await running.workbook.settle();
  await write();
}, LONG);
afterAll(() => {
  running.stop();
  removeAddin(addinDir);
});

async function write(): Promise<readonly { sheet: string }[]> {
  const { writeForms } = running.addin.window as unknown as Pick<Window, 'writeForms'>;
  const { kept } = await writeForms(['報告'], { undoable: true });
  await everyAnswer(running);
  return kept;
}

/** Every text of a copy to hand in, with its sheet. */
async function textsOfCopy(command: string): Promise<string[]> {
  const detail = (await running.addin.invoke(command)) as unknown as { ok: boolean; handIn: { bytes: Uint8Array } };
  expect(detail).toMatchObject({ ok: true });
  const { sheets } = await readXlsx(Uint8Array.from(detail.handIn.bytes));
  return sheets
    .filter(({ name }) => name !== '出所')
    .flatMap(({ name, rows }) => rows.flat().map((value) => `${name}: ${typeof value === 'string' ? value : ''}`));
}

test(
  'the public copy of the reports holds no text of ours with a small number of persons',
  async () => {
    const few = /(?<![\d.,])[1-9]\s*[人名](?!当たり|以上|以下|未満)/;
    expect((await textsOfCopy('IKKATSU.HANDIN.INTERNAL')).filter((text) => few.test(text)).length).toBeGreaterThan(3);
    expect((await textsOfCopy('IKKATSU.HANDIN')).filter((text) => few.test(text))).toEqual([]);
  },
  LONG,
);

const close = (cell: Cell | undefined, value: number): void => expect(Number(cell)).toBeCloseTo(value, 9);

test(
  'every figure of 事業評価 and 実績報告書 is that of the evaluation of the same records and data',
  () => {
    const years = readYears(inputs, { fiscalYear: YEAR });
    const before = years.year(YEAR).table;
    const after = years.year(YEAR + 1).table;
    const log = readSupport(logRows);
    const evaluation = running.workbook.valuesOf('事業評価');
    const report = running.workbook.valuesOf('実績報告書');
    const cellsOf = (cells: Cell[][], row: string) => {
      const line = cells.find(([key]) => String(key).startsWith(`${row}@`));
      return line === undefined ? null : (column: string) => line[placeOf(cells, row, column).column];
    };
    let compared = 0;
    const check = (result: IndicatorResult): void => {
      const at = cellsOf(evaluation, `p.${result.id.split('.')[0]}.${result.id}`);
      if (at === null) return;
      expect(at('n')).toBe(result.denominator);
      if (result.undetermined !== '') return;
      compared += 1;
      const shown = result.indicator.kind === 'reached' ? result.estimate! : result.test!;
      close(at(result.indicator.kind === 'measure' ? 'mean' : 'change'), shown.value);
      // No p where everybody was selected on the state.
      if (result.indicator.kind !== 'reached')
        expect([result.id, at('p')]).toEqual([
          result.id,
          result.untested === '' ? expect.closeTo(result.test!.p!, 9) : '－',
        ]);
      close(at('lower'), shown.lower!);
      close(at('upper'), shown.upper!);
      if (result.indicator.kind === 'reached') expect(at('after')).toBe(result.count);
      else {
        close(at('before'), result.before!.estimate!.value);
        close(at('after'), result.after!.estimate!.value);
      }
      const line = report.find(([key]) => !isHeadingAgain(String(key)) && String(key).includes(`.${result.id}@`));
      expect(line?.[placeOf(report, 'risk.header', 'of').column]).toBe(result.denominator);
    };
    for (const programme of PROGRAMMES) {
      const { output, outcome, targeted, supported, followUp } = evaluateProgramme(programme, log, before, after);
      [...output, ...outcome].forEach(check);
      // One funnel on every sheet: 支援できた = 追跡できた + 追跡できず.
      const summary = cellsOf(evaluation, `summary.${programme.id}`)!;
      const funnel = ['before', 'after', 'mean', 'p'].map((column) => summary(column));
      expect([programme.name, funnel]).toEqual([
        programme.name,
        [targeted, supported, followUp.followed, followUp.lost],
      ]);
      expect(supported).toBe(followUp.followed + followUp.lost);
      // 対象者数 and 参加者数 stand in the first line of the programme.
      const line = report.find(([key]) => String(key).includes(`.${programme.id}.`))!;
      const at = (column: string) => line[placeOf(report, 'risk.header', column).column];
      expect([programme.name, at('targeted'), at('supported')]).toEqual([programme.name, targeted, supported]);
      const words = cellsOf(evaluation, `p.${programme.id}.funnel`)!('n');
      expect(words).toMatch(
        new RegExp(
          `^抽出 \\d+人 → 支援対象 ${targeted}人 → 支援できた ${supported}人 → 追跡できた ${followUp.followed}人`,
        ),
      );
      expect(report.flat().filter((cell) => cell === words)).toHaveLength(programme.criteria.length > 0 ? 1 : 0);
    }
    expect(compared).toBeGreaterThan(20);
  },
  LONG,
);

test(
  'no cell of the four sheets shows an error',
  () => {
    for (const sheet of ['計画書', '実績報告書', '通いの場記録', '事業評価']) {
      const errors = running.workbook
        .valuesOf(sheet)
        .flatMap((cells, row) =>
          cells.flatMap((cell, column) =>
            /^#[A-Z/0!?]+/.test(String(cell)) ? [`${sheet} ${row},${column} ${cell}`] : [],
          ),
        );
      expect(errors).toEqual([]);
    }
  },
  LONG,
);

test(
  'costs are sums in yen, and what was typed stays when the sheets are written again',
  async () => {
    const plan = running.workbook.valuesOf('計画書');
    await typeIn(running, '計画書', [
      { ...placeOf(plan, 'cost.1', 'hits'), values: [[6_000_000]] },
      { ...placeOf(plan, 'cost.1', 'insured'), values: [[1]] },
      { ...placeOf(plan, 'cost.2', 'hits'), values: [[12_500]] },
      { ...placeOf(plan, 'cost.2', 'insured'), values: [[48]] },
      { ...placeOf(plan, 'risk.oral.oral', 'planned'), values: [[120]] },
    ]);
    const evaluation = running.workbook.valuesOf('事業評価');
    const mine = '今年度の評価は追跡できた人の結果であり、来年度も続けて見る。';
    await typeIn(running, '事業評価', [{ ...placeOf(evaluation, 'summary.overall', 'n'), values: [[mine]] }]);
    await typeIn(running, '事業評価', [{ ...placeOf(evaluation, 'comparison.asked', 'n'), values: [['使う']] }]);
    expect(await write()).toEqual([]);
    const again = running.workbook.valuesOf('計画書');
    const total = placeOf(again, 'costs.total', 'planned');
    expect(again[total.row]![total.column]).toBe(6_600_000);
    const planned = placeOf(again, 'risk.total', 'planned');
    expect(again[planned.row]![planned.column]).toBe(120);
    const words = running.workbook.valuesOf('事業評価');
    const overall = placeOf(words, 'summary.overall', 'n');
    expect(words[overall.row]![overall.column]).toBe(mine);
    // The comparison that was asked for: pairs of supported and other persons, with what must be said of them.
    const compared = words.filter(([key]) => /^p\.\w+\.comparison\./.test(String(key)));
    const pairs = compared.filter((cells) => Number(cells[overall.column]) > 0);
    expect(pairs.length).toBeGreaterThan(0);
    const caution = placeOf(words, 'summary.header', 'words').column;
    for (const cells of pairs) expect(cells[caution]).toEqual(expect.stringContaining('支援'));
  },
  LONG,
);
