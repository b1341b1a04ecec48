/** The entry of the custom functions: every function of the catalogue with what answers it. */
import { functionNameOf, type FunctionId, type PurposeFunction } from '../catalogue';
import { NATIONAL_CRITERIA } from '../criteria';
import { purpose } from './answers';
import { associate, type Action } from './associations';
import { answered } from './guard';
import { attritionOf, criteriaInWords, extractByName, whyPerson } from './anyPurpose';
import { mcnemarChange, pairedChange, weightChangeClass, wilcoxonChange } from './beforeAfter';
import { cases } from './cases';
import { adjustedP, funnelOf, shrunkenRate, trendTest } from './comparisons';
import { frailty } from './frailty';
import { insured } from './insured';
import { kdbFigureOf } from './kdbFigure';
import { healthyLifeAt, lifeExpectancyAt } from './life';
import {
  certifiedRate,
  checkupShare,
  comprehensiveLimit,
  costPerPerson,
  duplicates,
  genericShare,
  municipalSize,
  payerShare,
  programmeLimit,
} from './money';
import { outcome } from './outcome';
import { ownHealthyLifeAt } from './ownLife';
import { age, bmi, egfr, fiscalYear, wareki } from './persons';
import { changeWithoutSupport, costOfOutcome, detectable, differenceOfChanges, sampleSize } from './programmeMethods';
import { maskCounts } from './publication';
import { questionnaire } from './questionnaire';
import { compare, directlyStandardised, indirectlyStandardised, proportionOf, rateOf } from './rates';
import { standardisedPurpose } from './standardised';
import { cumulativeIncidenceAt, kaplanMeierAt, restrictedMeanTo } from './survival';
import { inYear, trendBetween } from './trend';

/** The functions of the purposes: 求めるもの, 絞り込み, 対象. */
const OF_PURPOSES = Object.fromEntries(
  NATIONAL_CRITERIA.map(({ id }): [string, Action] => [
    functionNameOf(id),
    (wanted: unknown, filter?: unknown, data?: unknown) => answered(() => purpose(id, wanted, filter, data)),
  ]),
) as Readonly<Record<PurposeFunction, Action>>;

const ACTIONS: Readonly<Record<FunctionId, Action>> = {
  ...OF_PURPOSES,
  EXTRACT: extractByName,
  CRITERIA: criteriaInWords,
  ATTRITION: attritionOf,
  WHY: whyPerson,
  FRAILTY: frailty,
  EGFR: egfr,
  BMI: bmi,
  AGE: age,
  FISCALYEAR: fiscalYear,
  WAREKI: wareki,
  PROPORTION: proportionOf,
  RATE: rateOf,
  DSR: directlyStandardised,
  ISR: indirectlyStandardised,
  COMPARE: compare,
  STANDARDISED: standardisedPurpose,
  FUNNEL: funnelOf,
  SHRUNKRATE: shrunkenRate,
  TRENDTEST: trendTest,
  ADJUSTP: adjustedP,
  WEIGHTCHANGE: weightChangeClass,
  PAIRED: pairedChange,
  WILCOXON: wilcoxonChange,
  MCNEMAR: mcnemarChange,
  OUTCOME: outcome,
  CASES: cases,
  DID: differenceOfChanges,
  EXPECTEDCHANGE: changeWithoutSupport,
  KAPLANMEIER: kaplanMeierAt,
  CUMINCIDENCE: cumulativeIncidenceAt,
  RESTRICTEDMEAN: restrictedMeanTo,
  SAMPLESIZE: sampleSize,
  DETECTABLE: detectable,
  COSTPEROUTCOME: costOfOutcome,
  LIFEEXPECTANCY: lifeExpectancyAt,
  OWNHEALTHYLIFE: ownHealthyLifeAt,
  HEALTHYLIFE: healthyLifeAt,
  PERCAPITA: costPerPerson,
  GENERICRATE: genericShare,
  DUPLICATERX: duplicates,
  CARERATE: certifiedRate,
  CHECKUPRATE: checkupShare,
  SUBSIDYCAP: programmeLimit,
  COMPREHENSIVECAP: comprehensiveLimit,
  COSTSHARE: payerShare,
  SIZECLASS: municipalSize,
  INSURED: insured,
  INYEAR: inYear,
  QUESTIONNAIRE: questionnaire,
  KDBFIGURE: kdbFigureOf,
  TREND: trendBetween,
  MASK: maskCounts,
};

for (const [id, action] of Object.entries(ACTIONS)) associate(id, action);
