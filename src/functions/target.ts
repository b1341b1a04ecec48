/** 対象: which data a function asks — the dataset of the workbook, or a range with a header row. */
import { AnalystError, fiscalYearOf, indexOf, recognise, type Cell, type SourceInput } from '../kdb';
import {
  conditionsNow,
  currentDataset,
  hashSteps,
  inSlices,
  session,
  type Dataset,
  type Line,
  type Target,
} from '../excel';
import { intakeOptions } from '../plan';
import { datasetSteps } from '../plan/dataset';
import { isOmitted, rowsOf } from './arguments';

/** A stamp as the cell IKKATSU_データ holds it. */
const STAMP = /^\d{4}年度 \d{8} \d+人 /;

/** Cells of one sheet ask about the same range again and again. */
const REMEMBERED_RANGES = 4;

/** Today as days since 1970-01-01. */
function today(): number {
  return Math.floor(Date.now() / 86_400_000);
}

/** The year of data without any date: that of the workbook's own data, else the running one. */
async function fallbackYear(): Promise<number> {
  try {
    return (await currentDataset()).intake.fiscalYear;
  } catch {
    return fiscalYearOf(today());
  }
}

async function datasetOfRange(input: SourceInput): Promise<Dataset> {
  const conditions = await conditionsNow();
  try {
    return await inSlices(datasetSteps([input], intakeOptions(conditions), conditions.settings));
  } catch (error) {
    if (!(error instanceof AnalystError) || error.code !== 'source.noYear') throw error;
    return inSlices(datasetSteps([input], intakeOptions(conditions, await fallbackYear()), conditions.settings));
  }
}

/** Which person a line of the range is. */
function linesOf(input: SourceInput, cells: readonly (readonly Cell[])[], table: Dataset['table']): Line[] {
  const seen = recognise(input);
  if (!seen.recognised) return [];
  const persons = indexOf(table);
  const insurerIndex = seen.columns.find(({ field }) => field === 'insurer')?.index;
  return cells.slice(seen.headerRow).map((line) => {
    if (line.every((cell) => cell === null)) return 'blank';
    const insurer = insurerIndex === undefined ? '' : String(line[insurerIndex] ?? '');
    const row = persons.row({ number: line[seen.keyIndex] ?? null, insurer });
    return row < 0 ? 'setAside' : row;
  });
}

async function targetOfRange(cells: readonly (readonly Cell[])[]): Promise<Target> {
  const input: SourceInput = { file: '対象の範囲', rows: () => cells };
  const dataset = await datasetOfRange(input);
  return { dataset, lines: linesOf(input, cells, dataset.table) };
}

/**
 * The data that an argument 対象 names. Omitted, blank or the stamp cell: the workbook's dataset. A range with a header
 * row: an intake of its own, under the conditions of the workbook. Throws argument.range for any other single cell, and
 * the errors of the intake.
 */
export async function targetOf(value: unknown): Promise<Target> {
  if (isOmitted(value)) return { dataset: await currentDataset(), lines: null };
  const cells = rowsOf(value);
  if (cells.length === 1 && cells[0]?.length === 1) {
    if (!STAMP.test(String(cells[0][0]))) throw new AnalystError('argument.range');
    return { dataset: await currentDataset(), lines: null };
  }
  const conditions = JSON.stringify(await conditionsNow());
  const key = `${await inSlices(hashSteps(cells))} ${cells.length} ${conditions}`;
  const { ranges } = session();
  const known = ranges.get(key);
  if (known !== undefined) return known;
  // Cells that ask at the same time wait for the same reading.
  const target = targetOfRange(cells);
  ranges.set(key, target);
  target.catch(() => ranges.delete(key));
  const [oldest] = ranges.keys();
  if (ranges.size > REMEMBERED_RANGES && oldest !== undefined) ranges.delete(oldest);
  return target;
}
