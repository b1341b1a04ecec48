/** The way of one BMI from the bytes of a CSV to the cell of a list: file after file, and no folder twice. */
import { Session } from 'node:inspector/promises';
import fs from 'node:fs';
import path from 'node:path';
import { createEvaluator, defaultSettings, NATIONAL_CRITERIA } from '../../src/criteria';
import { readFile, readYears, type Intake } from '../../src/kdb';
import { extractionSheet } from '../../src/plan';

/** The files in order, each with a function that the value or its column passes. The last talk to the workbook alone. */
const WAY: readonly (readonly [file: string, passes: string])[] = [
  ['kdb/files/readTables.ts', 'readTables'],
  ['kdb/files/encoding.ts', 'textPieces'],
  ['kdb/files/decoders.ts', 'decode'],
  ['kdb/files/csv.ts', 'csvRows'],
  ['kdb/files/byteRows.ts', 'fill'],
  ['kdb/stage/stage.ts', 'take'],
  ['kdb/stage/staged.ts', 'takeBlock'],
  ['kdb/stage/writings.ts', 'find'],
  ['kdb/values/cellText.ts', 'cellText'],
  ['kdb/values/readings.ts', 'readNumber'],
  ['kdb/join/fill.ts', 'fillFrom'],
  ['kdb/join/writers.ts', 'write'],
  ['kdb/join/columns.ts', 'valueText'],
  ['criteria/evaluator.ts', 'evaluate'],
  ['criteria/resolve.ts', 'resolve'],
  ['criteria/scan.ts', 'scanMeasure'],
  ['criteria/bitSet.ts', 'forEach'],
  ['plan/lists/extractionRows.ts', 'cellOf'],
  ['plan/lists/listLayout.ts', 'listBlocks'],
  ['plan/lists/extractionSheet.ts', 'extractionSheet'],
  ['excel/extract.ts', 'extract'],
  ['excel/replaceSheets.ts', 'replaceSheets'],
  ['excel/buildAside.ts', 'buildAside'],
  ['excel/writeSheet.ts', 'writeCells'],
  ['plan/requestBytes.ts', 'rowBytes'],
];
/** As many as it passed before its room was put in order. */
const BEFORE = 26;

const inSrc = (file: string): string => path.resolve(__dirname, '../../src', file);
const PERSONS = 100;

/** Persons whose BMI comes from a file, 17.1 among them. */
function readPersons(): Intake {
  const head = '被保険者番号,氏名,生年月日,性別,健診受診日,BMI,質問票6';
  const rows = Array.from(
    { length: PERSONS },
    (_, person) => `0000${1000 + person},合成 花子,19450401,女,20250601,${16 + (person % 4)}.${person % 10},はい`,
  );
  const bytes = new TextEncoder().encode([head, ...rows, ''].join('\r\n'));
  return readYears(readFile('健診.csv', bytes), { fiscalYear: 2025 }).year(2025);
}

/** The functions of each file of src that were called. */
async function calledIn(run: () => unknown): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const profiler = new Session();
  profiler.connect();
  await profiler.post('Profiler.enable');
  await profiler.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  run();
  const { result } = await profiler.post('Profiler.takePreciseCoverage');
  await profiler.post('Profiler.stopPreciseCoverage');
  profiler.disconnect();
  return new Map(
    result
      .filter(({ url }) => url.includes('/src/'))
      .map(({ url, functions }) => [
        url.slice(url.lastIndexOf('/src/') + '/src/'.length),
        new Set(functions.filter(({ ranges }) => ranges[0]!.count > 0).map(({ functionName }) => functionName)),
      ]),
  );
}

test(`${WAY.length} files, fewer than ${BEFORE}, each once, and no folder is come back to`, () => {
  const files = WAY.map(([file]) => file);
  expect(files.length).toBeLessThan(BEFORE);
  expect(new Set(files).size).toBe(files.length);
  const folders = files.map((file) => path.posix.dirname(file)).filter((folder, at, all) => folder !== all[at - 1]);
  expect(new Set(folders).size).toBe(folders.length);
  for (const [file, passes] of WAY)
    expect([file, fs.readFileSync(inSrc(file), 'utf8').includes(passes)]).toEqual([file, true]);
});

test('the value passes each of them up to the sheet', async () => {
  const ran = await calledIn(() => {
    const intake = readPersons();
    const [settings, evaluator] = [defaultSettings(), createEvaluator(intake.table)];
    const results = NATIONAL_CRITERIA.map(({ id }) => evaluator.evaluate(id, settings));
    const sheet = extractionSheet({ intake, settings, results }, 'lowNutrition', '');
    expect(JSON.stringify(sheet)).toContain('17.1');
  });
  // Whoever talks to the workbook comes last, with what only it calls.
  const before = WAY.slice(
    0,
    WAY.findIndex(([file]) => file.startsWith('excel/')),
  );
  expect(before.filter(([file, passes]) => !ran.get(file)?.has(passes))).toEqual([]);
});

test('the files that talk to the workbook hand it on in their order', () => {
  const excel = WAY.map(([file]) => file).filter((file) => file.startsWith('excel/'));
  for (const [at, file] of excel.slice(0, -1).entries()) {
    const next = path.posix.basename(excel[at + 1]!, '.ts');
    expect([file, fs.readFileSync(inSrc(file), 'utf8').includes(`from './${next}'`)]).toEqual([file, true]);
  }
});
