/** The sheets of the plan framework (計画様式): Ⅰ to Ⅴ, 圏域別, 目的の重なり and 質問票の分析. */
import type { FormBuilder } from '../index';
import { analysisSheet } from './analysis';
import { analysisDataSheet } from './appendix';
import { areasSheet } from './areas';
import { basicsSheet } from './basics';
import { othersSheet } from './others';
import { overlapSheet } from './overlap';
import { ownProgrammes } from './ownProgrammes';
import { programmeSheets } from './programme';
import { questionnaireSheet } from './questionnaire';
import { wholeSheet } from './whole';

export const FRAMEWORK: FormBuilder = {
  sheets: (facts) => [
    basicsSheet(facts),
    analysisSheet(facts),
    analysisDataSheet(facts),
    wholeSheet(facts),
    ...programmeSheets(facts, ownProgrammes(facts)),
    othersSheet(facts),
    areasSheet(facts),
    overlapSheet(facts),
    questionnaireSheet(facts),
  ],
};
