/** What CASES answers: how many persons of 支援記録 were left out, and came to each step. */
import { CASE_WORDS, EXCLUSION_REASONS } from '../catalogue';
import { findCriterion } from '../criteria';
import { evaluationBasis } from '../excel/outcomes';
import { programmesOf, type EvaluationBasis } from '../plan/support';
import {
  CASE_STEPS,
  caseCount,
  caseCounts,
  caseSentence,
  exclusionSentence,
  findProgramme,
  PROGRAMMES,
  type SupportRecord,
} from '../indicators';
import { AnalystError } from '../kdb';
import type { Shown } from './guard';
import { choiceOf } from './numbers';

/** Which records a word asks for: a programme, or one 抽出目的 of a programme of several. Throws outcome.purpose. */
function scopeOf(word: string, basis: EvaluationBasis): ((record: SupportRecord) => boolean) | undefined {
  if (word === '') return undefined;
  const programme = findProgramme(word, basis.log.otherPurposes);
  const criterion = findCriterion(word)?.id;
  if (programme === null) {
    const known = programmesOf(basis).map(({ name }) => name);
    throw new AnalystError('outcome.purpose', { value: word, known: known.join('・') });
  }
  const isPart = criterion !== undefined && programme.criteria.length > 1 && programme.criteria.includes(criterion);
  if (isPart) return (record) => record.criterion === criterion;
  return (record) => (programme.id === 'other' ? record.purpose === programme.name : record.programme === programme.id);
}

/** The answer as rows of cells. Throws argument.choice, outcome.purpose, support.*. */
export async function caseAnswer(
  step: unknown,
  purpose: string,
  staff: string,
): Promise<readonly (readonly Shown[])[]> {
  const wanted = choiceOf(step, '段階', CASE_WORDS);
  // A word that names nothing is refused before a missing sheet is.
  if (purpose !== '' && findProgramme(purpose) === null) {
    await evaluationBasis().catch((error: unknown) => {
      if (!(error instanceof AnalystError) || error.code !== 'support.none') throw error;
      const known = PROGRAMMES.map(({ name }) => name).join('・');
      throw new AnalystError('outcome.purpose', { value: purpose, known });
    });
  }
  const basis = await evaluationBasis();
  const of = scopeOf(purpose, basis);
  const counts = caseCounts(basis.log, { staff, ...(of === undefined ? {} : { of }) });
  const reason = EXCLUSION_REASONS.find((each) => each === wanted);
  if (reason !== undefined) return [[counts.reasons.get(reason) ?? 0]];
  const single = CASE_STEPS.find((each) => each === wanted);
  if (single !== undefined) return [[caseCount(counts, single)]];
  switch (wanted) {
    case '訪問回数':
      caseCount(counts, '訪問');
      return [[counts.visits ?? 0]];
    case '流れ':
      return [[caseSentence(counts)]];
    case '除外の内訳':
      return [[exclusionSentence(counts, EXCLUSION_REASONS)]];
    default:
      return [['段階', '人数'], ...CASE_STEPS.map((name) => [name, counts.steps[name] ?? '－'])];
  }
}
