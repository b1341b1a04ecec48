/** The builder of the group 報告: 計画書, 実績報告書, 通いの場記録, 事業評価, 事業評価_詳細, 一枚でわかる and 圏域カルテ. */
import type { FormBuilder } from '../forms';
import { evaluationDetails } from './evaluationDetails';
import { evaluationSheet } from './evaluationSheet';
import { areaRecord } from './areaRecord';
import { gatheringsForm } from './gatherings';
import { onePage } from './onePage';
import { planDocument } from './planDocument';
import { resultReport } from './resultReport';

export { EVALUATION_SHEET } from './evaluationSheet';
export { GATHERINGS_SHEET } from './gatherings';
export { PLAN_DOCUMENT_SHEET } from './programmeCosts';
export { RESULT_REPORT_SHEET } from './resultReport';

export const reports: FormBuilder = {
  sheets(facts) {
    const gatherings = gatheringsForm(facts);
    const plan = planDocument(facts, gatherings);
    const areas = areaRecord(facts);
    return [
      plan,
      resultReport(facts, gatherings, plan),
      gatherings,
      evaluationSheet(facts),
      evaluationDetails(facts),
      onePage(facts, areas),
      ...(areas === null ? [] : [areas]),
    ];
  },
};
