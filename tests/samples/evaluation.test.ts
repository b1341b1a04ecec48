/** samples/評価: what the generator makes, beside the exports of 抽出年度, and good for an evaluation of every programme. */
import fs from 'node:fs';
import path from 'node:path';
import { createEvaluator, defaultSettings } from '../../src/criteria';
import { evaluateProgramme, PROGRAMMES } from '../../src/indicators';
import { buildIntake, readFile, readYears, type SourceInput } from '../../src/kdb';
import { readSupport } from '../../src/plan/support';
import { csvBytes, sampleFiles, SYNTHETIC_NOTICE, type SampleFile } from '../../tools/samples';
import { evaluationFiles } from '../../tools/samples/evaluation';

const FOLDER = path.resolve(__dirname, '../../samples/評価');
const LOG = '支援記録';
const files = evaluationFiles();
const inputsOf = (some: readonly SampleFile[]): SourceInput[] =>
  some.flatMap((file) => readFile(`${file.name}.csv`, csvBytes(file)));
const base = inputsOf(sampleFiles());
const later = inputsOf(files.filter(({ name }) => name !== LOG));
const logRows = [...inputsOf(files.filter(({ name }) => name === LOG))[0]!.rows()].map((row) => [...row]);

describe('the files of samples/評価', () => {
  it.each(files.map((file) => [file.name, file] as const))('%s is what the generator makes, and says that it is synthetic', (name, file) => {
    const committed = fs.readFileSync(path.join(FOLDER, `${name}.csv`));
    expect(committed.equals(Buffer.from(csvBytes(file)))).toBe(true);
    expect(new TextDecoder('shift_jis', { fatal: true }).decode(committed)).toContain(SYNTHETIC_NOTICE);
  });

  it('leave every figure of 抽出年度 as it is when they are loaded beside its exports', () => {
    const alone = buildIntake(base, { fiscalYear: 2025 });
    const beside = buildIntake([...base, ...later], { fiscalYear: 2025 });
    expect(beside.table.stamp).toBe(alone.table.stamp);
    expect(buildIntake([...base, ...later]).fiscalYear).toBe(2026);
  });
});

describe('the evaluation of the samples', () => {
  const log = readSupport(logRows);
  const years = readYears([...base, ...later], { fiscalYear: 2025 });
  const before = years.year(2025).table;
  const { table: after, sources } = years.year(2026);
  const evaluator = createEvaluator(before);

  it('reads every row and every cell of the log, several hundred of them', () => {
    expect(log.records.length).toBeGreaterThan(300);
    expect([log.records.length, log.unreadable, log.notices]).toEqual([log.rows, [], []]);
  });

  it('takes receipts, certifications and the register of the year after, and the check-ups of both', () => {
    const names = sources.filter(({ used }) => used > 0).map(({ file }) => file);
    expect(names).toEqual(expect.arrayContaining(['健診_令和7年度.csv', '被保険者台帳_令和8年度.csv']));
    expect(names).not.toContain('レセプト集計_令和7年度.csv');
    expect(names).not.toContain('要介護認定.csv');
    expect(names).not.toContain('被保険者台帳.csv');
    expect(after.size).toBeLessThan(before.size);
  });

  it.each(PROGRAMMES.map((programme) => [programme.name, programme] as const))('%s has persons, figures and losses', (_, programme) => {
    const eligible = (id: Parameters<typeof evaluator.evaluate>[0]) => evaluator.evaluate(id, defaultSettings()).hits;
    const evaluation = evaluateProgramme(programme, log, before, after, { comparison: {}, eligible });
    const results = [...evaluation.output, ...evaluation.outcome];
    expect(evaluation.targeted).toBeGreaterThan(30);
    expect(evaluation.supported).toBeGreaterThan(20);
    expect(results.filter(({ undetermined }) => undetermined !== '')).toEqual([]);
    expect(results.some(({ followUp }) => followUp.lost > 0)).toBe(true);
    for (const { comparison } of results) {
      if (comparison !== undefined) expect(comparison.caution).toContain('効果を示すものではありません');
    }
  });
});
