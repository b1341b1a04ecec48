/** Benchmark of the daily work: 目次 of 60 sheets through the real Office.js, and 対象者一覧 of many persons. */
import { join } from 'node:path';
import { createEvaluator, defaultSettings, NATIONAL_CRITERIA } from '../src/criteria';
import { buildIntake, type SourceInput } from '../src/kdb';
import { everybodySheet, extractionSheet } from '../src/plan';
import { startAddin } from '../src/workbench/node/runAddin';
import { createEmbeddedWorkbook } from '../src/workbench/workbook';
import { generatePersons } from '../tools/samples';
import { compactDate } from '../tools/samples/calendar';
import { textOf } from '../tools/samples/columns';
import { WIDE_COLUMNS } from '../tools/samples/wide';

export interface DailyWorkOptions {
  /** Persons; default 100,000. */
  readonly size?: number;
}

export interface DailyWorkBench {
  readonly ok: boolean;
  readonly text: string;
}

const SHEETS = 60;
const CONTENTS_MS = 1_000;
/** Ten times the persons may take so many times as long: what it costs is in proportion to the persons. */
const MOST_TIMES = 13;
/** For 100,000 persons, in proportion for others. */
const LIST_MS = 5_000;
const RUNS = 3;

const FEW: readonly (readonly (string | number)[])[] = [
  ['被保険者番号', '性別', '生年月日', '健診受診日', 'BMI', '質問票⑥'],
  ['00000001', '女', '19400101', '20250601', 18, 'はい'],
];

/** Milliseconds of an extraction of one person in a workbook of so many sheets, and how many of them 目次 lists. */
async function extraction(sheets: number): Promise<{ readonly took: number; readonly links: number }> {
  const workbook = createEmbeddedWorkbook();
  workbook.openRows('データ', FEW);
  for (let sheet = 1; sheet < sheets; sheet += 1) workbook.openRows(`メモ${sheet}`, [['メモ', sheet]]);
  const addin = await startAddin(workbook, { addinDir: join(__dirname, '../dist/addin'), withoutPane: true });
  await addin.invoke('IKKATSU.EXTRACT');
  const start = performance.now();
  const detail = await addin.invoke('IKKATSU.EXTRACT');
  const took = performance.now() - start;
  if (!detail.ok) throw new Error(detail.message);
  const links = workbook.valuesOf('目次').filter(([cell]) => /^(メモ\d|データ$)/u.test(String(cell))).length;
  addin.dispose();
  workbook.dispose();
  return { took, links };
}

function sourceOf(size: number): SourceInput {
  const rows = [
    WIDE_COLUMNS.map(({ heading }) => heading),
    ...[...generatePersons({ size })].map((person) =>
      WIDE_COLUMNS.map(({ value }) => textOf(value(person), { date: compactDate })),
    ),
  ];
  return { file: '一覧', rows: () => rows };
}

/** Milliseconds, the best of some runs, for 対象者一覧 and for the ten lists of so many persons. */
function lists(size: number): { readonly everybody: number; readonly ten: number; readonly listed: number } {
  const intake = buildIntake([sourceOf(size)], { fiscalYear: 2025 });
  const settings = defaultSettings();
  const made = { intake, settings, results: createEvaluator(intake.table).evaluateAll(settings) };
  const best = (work: () => unknown): number =>
    Math.min(
      ...Array.from({ length: RUNS }, () => {
        const start = performance.now();
        work();
        return performance.now() - start;
      }),
    );
  let listed = 0;
  const everybody = best(() => {
    listed = everybodySheet(made, 'x').tables![0]!.rows - 1;
  });
  const ten = best(() => NATIONAL_CRITERIA.map(({ id }) => extractionSheet(made, id, 'x')));
  return { everybody, ten, listed };
}

/** Runs the benchmark; the add-in has to be built before. */
export async function run({ size = 100_000 }: DailyWorkOptions = {}): Promise<DailyWorkBench> {
  // The first run of the process is not the measured one.
  await extraction(1);
  const alone = await extraction(1);
  const among = await extraction(SHEETS);
  const contents = among.took - alone.took;
  const [small, large] = [lists(size / 10), lists(size)];
  const times = large.everybody / small.everybody;
  const marks = {
    contents: contents <= CONTENTS_MS && among.links === SHEETS,
    list: large.everybody <= (LIST_MS * size) / 100_000,
    linear: times <= MOST_TIMES,
  };
  const said = (isReached: boolean): string => (isReached ? 'reached' : 'MISSED');
  const seconds = (value: number): string => `${(value / 1000).toFixed(2)} s`;
  return {
    ok: Object.values(marks).every(Boolean),
    text: [
      `daily work: 目次 of a workbook of ${SHEETS} sheets, and the lists of ${size.toLocaleString('en')} persons`,
      `  extraction of one person                          ${seconds(alone.took)}`,
      `  the same among ${SHEETS} sheets, all listed in 目次       ${seconds(among.took)}: ${seconds(contents)} more (at most ${CONTENTS_MS / 1000} s: ${said(marks.contents)})`,
      `  対象者一覧 with ${large.listed.toLocaleString('en')} persons                  ${seconds(large.everybody)} (at most ${seconds((LIST_MS * size) / 100_000)}: ${said(marks.list)})`,
      `  the same of a tenth                               ${seconds(small.everybody)}: ${times.toFixed(1)} times (at most ${MOST_TIMES}: ${said(marks.linear)})`,
      `  the ten lists                                     ${seconds(large.ten)}`,
    ].join('\n'),
  };
}
