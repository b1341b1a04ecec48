/** The bundled samples as an extraction, for the tests of sheets. */
import fs from 'node:fs';
import path from 'node:path';
import {
  areasOf,
  countOf,
  createEvaluator,
  defaultSettings,
  NATIONAL_CRITERIA,
  readiness,
  type CriteriaSettings,
} from '../../src/criteria';
import { buildIntake, readFile, type Cell, type Intake, type IntakeOptions } from '../../src/kdb';
import {
  commonIndicatorsSheet,
  conditionsSheet,
  extentOf,
  extractionSheet,
  intakeSheet,
  type Extraction,
  type SheetSpec,
} from '../../src/plan';

const SAMPLES = path.join(__dirname, '../../samples');

export function sampleIntake(): Intake {
  const files = fs.readdirSync(SAMPLES).filter((name) => name.endsWith('.csv'));
  return buildIntake(
    files.flatMap((name) => readFile(name, new Uint8Array(fs.readFileSync(path.join(SAMPLES, name))))),
  );
}

export function extractionOf(intake: Intake, settings: CriteriaSettings = defaultSettings()): Extraction {
  return { intake, settings, results: createEvaluator(intake.table).evaluateAll(settings) };
}

/** The sheets that an extraction writes, but for 抽出_対象者一覧: 取込結果 and 抽出条件, 共通評価指標, and a list for each purpose. */
export function extractionSheetsOf(extraction: Extraction, stamp: string) {
  const { intake, settings, results } = extraction;
  const { fiscalYear, table } = intake;
  const ids = NATIONAL_CRITERIA.map(({ id }) => id);
  return {
    plain: [
      intakeSheet({
        intake,
        readiness: ids.map((id) => readiness(table, id, settings)),
        counted: { counts: results.map((result) => countOf(table, result)), settings },
        stamp,
        writtenAt: '2026/4/1 10:00:00',
      }),
      conditionsSheet(),
    ],
    common: commonIndicatorsSheet({ fiscalYear, stamp, areas: areasOf(table), table }),
    lists: ids.map((id) => extractionSheet(extraction, id, stamp)),
  };
}

/** A register with one wide table, given as rows. */
export function intakeOf(
  rows: readonly (readonly Cell[])[],
  fiscalYear = 2025,
  options: Omit<IntakeOptions, 'fiscalYear'> = {},
): Intake {
  return buildIntake([{ file: '表', rows: () => rows }], { ...options, fiscalYear });
}

/** The cells of a sheet from A1; a cell written twice throws. */
export function gridOf(spec: SheetSpec): Cell[][] {
  const { rows, columns } = extentOf(spec);
  const grid = Array.from({ length: rows }, () => new Array<Cell | undefined>(columns).fill(undefined));
  for (const { row, column, cells } of spec.blocks) {
    cells.forEach((line, i) =>
      line.forEach((value, j) => {
        if (grid[row + i]![column + j] !== undefined)
          throw new Error(`${spec.name}: cell ${row + i},${column + j} twice`);
        grid[row + i]![column + j] = value;
      }),
    );
  }
  return grid.map((line) => line.map((cell) => cell ?? null));
}
