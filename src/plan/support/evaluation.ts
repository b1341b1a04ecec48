/** The evaluation of the programmes: 支援記録 joined with the data of 抽出年度 and 評価年度. */
import type { CriterionId } from '../../criteria';
import {
  evaluateProgramme,
  otherProgramme,
  PROGRAMMES,
  type ComparisonOptions,
  type Evaluation,
  type Programme,
  type ProgrammeEvaluation,
  type SupportLog,
} from '../../indicators';
import { AnalystError, fiscalYearOf, inJapaneseYear, type Cell, type PersonTable } from '../../kdb';
import type { Dataset } from '../dataset';
import { readFiscalYear } from '../readConditions';
import { placeRecords } from './placeRecords';
import { readSupport } from './readSupport';
import { withReceiptWindows } from './receiptWindows';
import { personsOrNull } from './supportNotices';
import { afterYearCell, logYearCell } from './supportSheet';

/** 支援記録 and the data beside it: what an evaluation with any options is made of. */
export interface EvaluationBasis {
  readonly log: SupportLog;
  /** The data of the year before: of the 抽出年度 that the log was made for. */
  readonly dataset: Dataset | null;
  readonly fiscalYear: number;
  readonly after: PersonTable | null;
  readonly notices: readonly string[];
}

export interface OutcomeOptions {
  readonly confidence?: number;
  readonly comparison?: ComparisonOptions;
}

/** 評価年度 as somebody wrote it; null where it is left to us. Throws support.year. */
function writtenYear(rows: readonly (readonly Cell[])[], fiscalYear: number): number | null {
  const cell = afterYearCell(rows);
  if (cell === null) return null;
  const refused = (): AnalystError =>
    new AnalystError('support.year', { cell: cell.address, value: String(cell.value), fiscalYear });
  let year: number | null;
  try {
    year = readFiscalYear(cell.value, cell.address);
  } catch {
    throw refused();
  }
  if (year !== null && year <= fiscalYear) throw refused();
  return year;
}

/** The 抽出年度 that the log was made for; null in logs that do not say. Throws support.logYear. */
function logYear(rows: readonly (readonly Cell[])[]): number | null {
  const cell = logYearCell(rows);
  if (cell === null) return null;
  try {
    return readFiscalYear(cell.value, cell.address);
  } catch {
    throw new AnalystError('support.logYear', { cell: cell.address, value: String(cell.value) });
  }
}

/** The data of the year that the log was made for, which stays that year when the workbook moves on. */
function datasetBefore(
  year: number | null,
  dataset: Dataset,
): { readonly before: Dataset | null; readonly notices: readonly string[] } {
  const standing = dataset.intake.fiscalYear;
  if (year === null || year === standing) return { before: dataset, notices: [] };
  const differs = `支援記録は${inJapaneseYear(year)}の抽出から作られています（いまの抽出年度は${inJapaneseYear(standing)}）。`;
  try {
    return {
      before: dataset.year(year),
      notices: [`${differs}支援前の値は${inJapaneseYear(year)}のデータから求めました。`],
    };
  } catch (error) {
    if (!(error instanceof AnalystError) || error.code !== 'source.noPersons') throw error;
    return {
      before: null,
      notices: [`${differs}${inJapaneseYear(year)}の被保険者のデータがないため、支援前は書かれた値だけです。`],
    };
  }
}

/** The persons of 評価年度: the year that somebody wrote, else the newest that the data name after the year before. */
function tableAfter(
  rows: readonly (readonly Cell[])[],
  { years, year }: Dataset,
  fiscalYear: number,
): { readonly after: PersonTable | null; readonly notices: readonly string[] } {
  const newest = years.newestYear;
  const afterYear = writtenYear(rows, fiscalYear) ?? (newest !== null && newest > fiscalYear ? newest : null);
  if (afterYear === null) return { after: null, notices: [] };
  const { table, sources } = year(afterYear).intake;
  const left = sources.filter(({ rows: all, setAside }) => all > 0 && setAside.対象年度外 === all).length;
  return {
    after: table,
    notices:
      left > 0 ? [`評価年度（${inJapaneseYear(afterYear)}）には、ほかの年度のデータ ${left} 件を使っていません。`] : [],
  };
}

/**
 * The basis of a workbook.
 * @param rows those of 支援記録; null where there is no such sheet
 * @throws AnalystError support.none, support.noHeader, support.year, support.logYear
 */
export function basisOf(rows: readonly (readonly Cell[])[] | null, dataset: Dataset | null): EvaluationBasis {
  if (rows === null || rows.length === 0) throw new AnalystError('support.none');
  const made = logYear(rows);
  const { before, notices: beforeNotices } =
    dataset === null ? { before: null, notices: [] } : datasetBefore(made, dataset);
  const standing = made ?? dataset?.intake.fiscalYear ?? null;
  const { after, notices: afterNotices } =
    dataset === null || standing === null ? { after: null, notices: [] } : tableAfter(rows, dataset, standing);
  const tables = [before?.table ?? [], after ?? []].flat();
  const yearBefore = (): PersonTable | null =>
    before === null ? null : personsOrNull(() => before.year(before.table.fiscalYear - 1).table);
  const placed = placeRecords(readSupport(rows), tables, yearBefore);
  const log = withReceiptWindows(placed, dataset?.years.receipts ?? null, after?.fiscalYear ?? null);
  const firstDay = log.records.reduce((least, { targetedOn }) => Math.min(least, targetedOn ?? Infinity), Infinity);
  const fiscalYear = standing ?? fiscalYearOf(Number.isFinite(firstDay) ? firstDay : 0);
  return {
    log,
    dataset: before,
    fiscalYear,
    after,
    notices: [...log.notices, ...beforeNotices, ...afterNotices],
  };
}

/** One programme of a basis. */
export function evaluateOf(
  { log, dataset, after }: EvaluationBasis,
  programme: Programme,
  options: OutcomeOptions = {},
): ProgrammeEvaluation {
  const eligible = (id: CriterionId) => dataset!.evaluator.evaluate(id, dataset!.settings).hits;
  return evaluateProgramme(programme, log, dataset?.table ?? null, after, {
    ...options,
    ...(dataset === null ? {} : { eligible, settings: dataset.settings }),
  });
}

/** The six programmes, and the purposes of the analyst's own that the log names. */
export function programmesOf({ log }: EvaluationBasis): readonly Programme[] {
  return [...PROGRAMMES, ...log.otherPurposes.map(otherProgramme)];
}

/** The evaluation of all programmes that 支援記録 names somebody in. `evaluate` makes one of them. */
export function evaluationOf(
  basis: EvaluationBasis,
  evaluate: (programme: Programme) => ProgrammeEvaluation = (programme) => evaluateOf(basis, programme),
): Evaluation {
  const programmes = programmesOf(basis)
    .map(evaluate)
    .filter(({ targeted }) => targeted > 0);
  return {
    fiscalYear: basis.fiscalYear,
    afterYear: basis.after?.fiscalYear ?? null,
    programmes,
    log: basis.log,
    stamp: [basis.dataset?.stamp ?? 'データなし', basis.after?.stamp].filter(Boolean).join(' / '),
    notices: basis.notices,
  };
}
