/** What OUTCOME answers: which programme and indicator are meant, and which part of the result is shown. */
import { OUTCOME_WORDS, outcomeAnswerOf, type OutcomeWord } from '../catalogue';
import { evaluated, evaluationBasis } from '../excel/outcomes';
import { programmesOf, type EvaluationBasis } from '../plan/support';
import {
  achievedIn,
  adjustedComparisons,
  adjustedPs,
  denominatorLabel,
  denominatorMeant,
  DENOMINATORS,
  displayText,
  findIndicator,
  findProgramme,
  funnelSentence,
  LOSS_REASONS,
  lossSentence,
  plainSentence,
  PROGRAMMES,
  resultSentence,
  type AdjustedComparison,
  type Denominator,
  type Estimate,
  type IndicatorResult,
  type Programme,
  type ProgrammeEvaluation,
  type ProgrammeIndicator,
  type Standing,
} from '../indicators';
import { AnalystError } from '../kdb';
import { STATUS_WORDS } from '../plan';
import { isOmitted, textOf } from './arguments';
import { decimalsFor, shownOf } from './estimateAnswers';
import type { Shown } from './guard';
import { balanceRows, certificationRows, changesRows, comparisonRows, expectedRows, lossRows } from './outcomeMethods';
import { choiceOf } from './numbers';
import { Share } from './share';

type Rows = readonly (readonly Shown[])[];

export interface OutcomeQuestion {
  readonly purpose: string;
  readonly indicator: string;
  readonly output: unknown;
  readonly denominator: unknown;
  readonly confidence?: number;
}

const named = (programmes: readonly Programme[]): string => programmes.map(({ name }) => name).join('・');

/** The programme of the words, and 支援記録. Unknown words are refused before a missing sheet is. */
async function programmeAsked(purpose: string): Promise<{ programme: Programme; basis: EvaluationBasis }> {
  if (purpose === '') throw new AnalystError('outcome.purpose', { value: '', known: named(PROGRAMMES) });
  const known = findProgramme(purpose);
  if (known !== null) return { programme: known, basis: await evaluationBasis() };
  const basis = await evaluationBasis().catch((error: unknown) => {
    if (error instanceof AnalystError && error.code === 'support.none') {
      throw new AnalystError('outcome.purpose', { value: purpose, known: named(PROGRAMMES) });
    }
    throw error;
  });
  const own = findProgramme(purpose, basis.log.otherPurposes);
  if (own === null) throw new AnalystError('outcome.purpose', { value: purpose, known: named(programmesOf(basis)) });
  return { programme: own, basis };
}

const LEVELS = { output: 'アウトプット', outcome: 'アウトカム' } as const;

/** The indicators of a programme with what they are of, and where they come from. */
function listOf({ indicators }: Programme): Rows {
  return [
    ['指標', '区分', '内容', '分母', '必要なもの', '位置づけ'],
    ...indicators.map((indicator) => [
      indicator.name,
      LEVELS[indicator.level],
      indicator.wording,
      denominatorLabel(indicator, indicator.denominator),
      indicator.needs,
      STATUS_WORDS[indicator.status],
    ]),
  ];
}

function undetermined({ name, undetermined: reason }: IndicatorResult): AnalystError {
  return new AnalystError('answer.undetermined', { indicator: name, reason: reason.replace(/。$/, '') });
}

function estimateOf(result: IndicatorResult): Estimate {
  if (result.estimate === null) throw undetermined(result);
  return result.estimate;
}

/** The result over another denominator. Throws argument.choice where the indicator has no such, answer.undetermined where it is nobody. */
function over(result: IndicatorResult, denominator: unknown): IndicatorResult {
  if (isOmitted(denominator)) return result;
  const wanted = denominatorMeant(textOf(denominator)) ?? choiceOf<Denominator>(denominator, '分母', [...DENOMINATORS]);
  if (wanted === result.indicator.denominator) return result;
  const other = result.others.find(({ of }) => of === wanted);
  if (other === undefined) {
    const known = [result.indicator.denominator, ...result.others.map(({ of }) => of)].join('・');
    throw new AnalystError('argument.choice', { label: '分母', value: wanted, known });
  }
  if (other.denominator === 0) {
    throw new AnalystError('answer.undetermined', {
      indicator: result.name,
      reason: `分母（${wanted}）に当たる人がいません`,
    });
  }
  return { ...result, count: other.count, denominator: other.denominator, estimate: other.estimate };
}

/** The share or mean at one time. */
function standingValue(result: IndicatorResult, standing: Standing | undefined): number {
  if (result.undetermined !== '') throw undetermined(result);
  if (standing?.estimate === undefined || standing.estimate === null) {
    throw new AnalystError('answer.undetermined', {
      indicator: result.name,
      reason: '前後を比べる指標ではありません',
    });
  }
  return standing.estimate.value;
}

function testOf(result: IndicatorResult): Estimate {
  if (result.undetermined !== '') throw undetermined(result);
  if (result.test === undefined) throw new AnalystError('answer.noP', { method: result.estimate?.method ?? '' });
  return result.test;
}

function breakdown({ classes = [], followUp }: IndicatorResult): Rows {
  const lost = LOSS_REASONS.filter((reason) => followUp.reasons[reason] > 0);
  const rows = [
    ...classes.map(({ label, count }) => [label, count]),
    ...lost.map((reason) => [`追跡できず（${reason}）`, followUp.reasons[reason]]),
  ];
  return rows.length === 0 ? [['内訳', 'なし']] : rows;
}

/** Whether the line counts the supported themselves. */
const isOfSupport = ({ rule }: ProgrammeIndicator): boolean =>
  rule.kind === 'reached' && rule.event.is === 'written' && rule.event.cell === 'supported';

/** `all`: the evaluation of every programme, for what looks at all of them. */
function shown(
  result: IndicatorResult,
  evaluation: ProgrammeEvaluation,
  output: OutcomeWord,
  all: () => readonly ProgrammeEvaluation[],
): Rows {
  const compared = (of: IndicatorResult): AdjustedComparison | undefined => adjustedComparisons(all()).get(of);
  const { indicator, count, denominator } = result;
  // Of 支援できた者 those of the programme: supported = followed + lost. Other lines tell of whom they could be answered.
  const followed = isOfSupport(indicator) ? evaluation.followUp : result.followUp;
  const decimals = indicator.kind === 'measure' ? (indicator.decimals ?? 1) + 1 : decimalsFor();
  const isShare = indicator.kind !== 'measure';
  const standing = (at: Standing | undefined): Rows => {
    const value = standingValue(result, at);
    return [[isShare ? new Share(value) : value]];
  };
  const whole = (value: number | null): Rows => {
    if (value === null) throw undetermined(result);
    return [[value]];
  };
  switch (output) {
    case '割合':
      if (indicator.kind === 'measure') {
        const reason = '割合ではなく、測定値の変化の指標です';
        throw new AnalystError('answer.undetermined', { indicator: result.name, reason });
      }
      return [[new Share(estimateOf(result).value)]];
    case '人数':
      return whole(count);
    case '分母':
      return whole(denominator);
    case '対象者':
      return [[evaluation.targeted]];
    case '支援':
      return [[evaluation.supported]];
    case '抽出':
      if (evaluation.extracted === null) {
        const reason = '抽出年度のデータか、この事業の抽出条件がありません';
        throw new AnalystError('answer.undetermined', { indicator: `${evaluation.programme.name}の抽出`, reason });
      }
      return [[evaluation.extracted]];
    case '流れ':
      return [[funnelSentence(evaluation)]];
    case '追跡':
      return [[followed.followed]];
    case '追跡できず':
      return [[followed.lost]];
    case '前':
      return standing(result.before);
    case '後':
      return standing(result.after);
    case '変化':
      return [[testOf(result).value]];
    case '検定':
      return [shownOf(testOf(result), '区間', decimals)];
    case 'p': {
      const test = testOf(result);
      if (result.untested !== '') {
        const reason = result.untested.replace(/。$/, '');
        throw new AnalystError('answer.undetermined', { indicator: `${result.name}（p）`, reason });
      }
      return [shownOf(test, 'p', decimals)];
    }
    case '内訳':
      if (result.undetermined !== '') throw undetermined(result);
      return breakdown(result);
    case '比較':
      return comparisonRows(result, compared(result)?.pairs);
    case '釣り合い':
      return balanceRows(result);
    case '差の差':
      return changesRows(result, compared(result)?.changes);
    case '見込み':
      return expectedRows(result);
    case '追跡別':
      return lossRows(result);
    case '認定まで':
      return certificationRows(evaluation);
    case '成果のあった人':
      return whole(achievedIn(result));
    case '調整p': {
      const adjusted = adjustedPs(all()).get(result);
      if (adjusted === undefined) {
        const reason = '検定がないか、この評価の検定が 5 つ以下のため、調整しません';
        throw new AnalystError('answer.undetermined', { indicator: `${result.name}（調整した p）`, reason });
      }
      return [[adjusted]];
    }
    case '文':
      return [[plainSentence(result)]];
    case '結果の文':
      return [[resultSentence(result)]];
    case '追跡の文':
      return [[lossSentence(result) || 'なし']];
    case '注意':
      return [[result.undetermined || result.note || 'なし']];
    case '表示':
      return [[displayText(estimateOf(result), decimals)]];
    case '一覧':
      return listOf(evaluation.programme);
    default:
      return [shownOf(estimateOf(result), output, decimals, isShare)];
  }
}

/** The answer of OUTCOME as rows of cells. Throws outcome.*, argument.*, support.*, answer.*. */
export async function outcomeAnswer(question: OutcomeQuestion): Promise<Rows> {
  const output = choiceOf(question.output, '出力', OUTCOME_WORDS);
  const { programme, basis } = await programmeAsked(question.purpose);
  const level = question.confidence === undefined ? {} : { confidence: question.confidence };
  const options = { ...level, ...(outcomeAnswerOf(output).isCompared === true ? { comparison: {} } : {}) };
  const evaluation = evaluated(basis, programme, options);
  // The programme of the evaluation knows the columns 独自 of 支援記録 as well.
  const { indicators } = evaluation.programme;
  if (question.indicator === '' || output === '一覧') return listOf(evaluation.programme);
  const indicator = findIndicator(evaluation.programme, question.indicator);
  if (indicator === null) {
    throw new AnalystError('outcome.indicator', {
      programme: programme.name,
      value: question.indicator,
      known: indicators.map(({ name }) => name).join('・'),
    });
  }
  const result = [...evaluation.output, ...evaluation.outcome].find(({ id }) => id === indicator.id)!;
  const all = (): readonly ProgrammeEvaluation[] =>
    programmesOf(basis)
      .map((each) => evaluated(basis, each, options))
      .filter(({ targeted }) => targeted > 0);
  return shown(over(result, question.denominator), evaluation, output, all);
}
