/** What the hand-in copy asks of the data of the workbook: counts of persons by purpose, filter, year and programme. */
import { countOf, parseFilter, type BitSet, type CriterionId } from '../../criteria';
import { denominatorMeant, findIndicator, findProgramme, type Evaluation } from '../../indicators';
import { findSubject, riskCounts } from '../../indicators/questionnaireFigures';
import { AnalystError, YES } from '../../kdb';
import type { Dataset } from '../dataset';
import { COMMON_INDICATORS_SHEET, EVALUATION_SHEET } from '../sheetNames';
import type { SheetSpec } from '../sheetSpec';
import { writtenMoment } from '../years';
import { declaredCells } from './declared';
import type { HandInFacts } from './handInCopy';
import type { QuantityFacts, YearFacts } from './quantities';

/** A filter that the data cannot answer gives null: its figures are not published. */
function within(dataset: Dataset, filter: string): BitSet | undefined | null {
  if (filter === '') return undefined;
  try {
    return parseFilter(dataset, filter);
  } catch (error) {
    if (error instanceof AnalystError) return null;
    throw error;
  }
}

/** Persons of one fiscal year as the figures count them. */
function yearFacts(dataset: Dataset): YearFacts {
  const { table, evaluator, settings } = dataset;
  const results = new Map(evaluator.evaluateAll(settings).map((result) => [result.id, result]));
  return {
    countOf(id: CriterionId, filter: string) {
      const rows = within(dataset, filter);
      return rows === null ? null : countOf(table, results.get(id)!, rows);
    },
    insured(filter: string) {
      const rows = within(dataset, filter);
      const { checkedUp } = table.columns;
      if (rows === null) return null;
      let [persons, examined] = [0, 0];
      for (let row = 0; row < table.size; row += 1) {
        if (rows !== undefined && !rows.get(row)) continue;
        persons += 1;
        if (checkedUp?.codes[row] === YES) examined += 1;
      }
      return { persons, checkedUp: examined };
    },
    questionnaire(item: number, filter: string) {
      const [subject, rows] = [findSubject(String(item)), within(dataset, filter)];
      if (subject === null || rows === null) return null;
      try {
        return riskCounts(table, subject, rows);
      } catch (error) {
        // No source has the item.
        if (error instanceof AnalystError) return null;
        throw error;
      }
    },
  };
}

/** What a programme counts, by the words of OUTCOME; null where they name nothing. */
function outcomesOf(evaluation: Evaluation | null): NonNullable<QuantityFacts['outcome']> {
  return (purpose, indicator, whom) => {
    const programme = findProgramme(purpose, evaluation?.log.otherPurposes ?? []);
    const found = evaluation?.programmes.find(
      ({ programme: { id, name } }) => id === programme?.id && name === programme.name,
    );
    const meant = found === undefined ? null : findIndicator(found.programme, indicator);
    if (found === undefined || meant === null) return null;
    const result = [...found.output, ...found.outcome].find(({ id }) => id === meant.id)!;
    const isSupport = meant.level === 'output' && result.count === found.supported;
    const { followed, lost } = (isSupport ? found : result).followUp;
    const of = whom === '' ? meant.denominator : denominatorMeant(whom);
    const other = of === meant.denominator ? undefined : result.others.find((each) => each.of === of);
    return {
      programme: found.programme.name,
      kind: meant.kind,
      isSupport,
      targeted: found.targeted,
      supported: found.supported,
      followed,
      lost,
      count: other === undefined ? result.count : other.count,
      denominator: other === undefined ? result.denominator : other.denominator,
      before: meant.kind === 'state' ? (result.before?.count ?? null) : null,
    };
  };
}

/** For workbooks without 支援記録, or with one that cannot be read: there is no evaluation. Throws every other error on. */
export function noEvaluation(error: unknown): null {
  if (error instanceof AnalystError && error.code.startsWith('support.')) return null;
  throw error;
}

/**
 * What a hand-in copy asks of the data, and by which stamp it knows sheets that are written from them.
 * @param evaluation null where the workbook has no 支援記録
 * @param indicators the sheet 共通評価指標 as it would be written now
 */
export function handInFacts(
  dataset: Dataset,
  evaluation: Evaluation | null,
  indicators: SheetSpec,
): Omit<HandInFacts, 'marks'> {
  const { intake, table, settings, stamp } = dataset;
  const years = new Map<number, YearFacts | null>();
  return {
    ...yearFacts(dataset),
    fiscalYear: intake.fiscalYear,
    ofYear(year: number) {
      if (!years.has(year)) {
        try {
          years.set(year, yearFacts(dataset.year(year)));
        } catch (error) {
          if (!(error instanceof AnalystError)) throw error;
          years.set(year, null);
        }
      }
      return years.get(year)!;
    },
    outcome: outcomesOf(evaluation),
    programmeName(asked: string) {
      const programmes = evaluation?.programmes ?? [];
      return (
        programmes.find(({ programme: { id } }, index) => (id === 'other' ? `other${index}` : id) === asked)?.programme
          .name ?? null
      );
    },
    provenance: {
      stamp,
      fiscalYear: intake.fiscalYear,
      fiscalYearBasis: intake.fiscalYearBasis,
      referenceDate: table.referenceDate,
      persons: table.size,
      sources: intake.sources,
      settings,
      writtenAt: writtenMoment(new Date()),
    },
    declared: new Map([[COMMON_INDICATORS_SHEET, declaredCells(indicators)]]),
    // The sheet 事業評価 is made from the data of two years; the others from those of the 抽出年度.
    stampNow: (sheet) => (sheet === EVALUATION_SHEET ? (evaluation?.stamp ?? stamp) : stamp),
  };
}
