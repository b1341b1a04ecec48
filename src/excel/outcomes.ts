/** The evaluation of the programmes in the workbook: 支援記録 joined with the data of 抽出年度 and 評価年度, kept until either changes. */
import type { Evaluation, Programme, ProgrammeEvaluation } from '../indicators';
import { AnalystError } from '../kdb';
import { SUPPORT_SHEET } from '../plan';
import { basisOf, evaluateOf, evaluationOf, type EvaluationBasis, type OutcomeOptions } from '../plan/support';
import { currentDataset } from './dataset';
import { session } from './session';
import { rowsOfSheet } from './sheetRows';
import type { Dataset } from './types';
import { isPassing, runExcel } from './work';

/** The dataset of the workbook; null where it holds no data at all. */
async function datasetOrNull(): Promise<Dataset | null> {
  try {
    return await currentDataset();
  } catch (error) {
    if (error instanceof AnalystError && error.code === 'data.none') return null;
    throw error;
  }
}

async function readBasis(dataset: Dataset | null): Promise<EvaluationBasis> {
  return basisOf(await runExcel((context) => rowsOfSheet(context, SUPPORT_SHEET)), dataset);
}

/** 支援記録 and the data, read once until either changes. Throws support.none, support.noHeader, support.year, support.logYear, source.*. */
export async function evaluationBasis(): Promise<EvaluationBasis> {
  const dataset = await datasetOrNull();
  const now = session();
  if (now.evaluation !== null && now.evaluation.dataset === dataset) return now.evaluation.basis;
  const basis = readBasis(dataset);
  const mine = { dataset, basis };
  now.evaluation = mine;
  basis.catch((error: unknown) => {
    if (isPassing(error) && now.evaluation === mine) now.evaluation = null;
  });
  return basis;
}

/** One programme of a basis, made once for each set of options. */
export function evaluated(
  basis: EvaluationBasis,
  programme: Programme,
  options: OutcomeOptions = {},
): ProgrammeEvaluation {
  const { programmes } = session();
  let known = programmes.get(basis);
  if (known === undefined) programmes.set(basis, (known = new Map<string, ProgrammeEvaluation>()));
  const key = `${programme.id} ${programme.name} ${JSON.stringify(options)}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const result = evaluateOf(basis, programme, options);
  known.set(key, result);
  return result;
}

/**
 * The evaluation of all programmes that 支援記録 names somebody in. Throws support.none without that sheet, and what
 * `evaluationBasis` throws.
 */
export async function currentEvaluation(options: OutcomeOptions = {}): Promise<Evaluation> {
  const basis = await evaluationBasis();
  return evaluationOf(basis, (programme) => evaluated(basis, programme, options));
}
