/** Ⅱ資料: the tables behind Ⅱ, made of the loaded forms and of the persons; every figure with its difference and interval. */
import { writtenWith } from '../../../dataStamp';
import { ANALYSIS_DATA_SHEET } from '../../../sheetNames';
import type { PlanFacts } from '../../facts';
import type { FormSheet } from '../../form';
import { careDrafts } from './care';
import { diseaseDrafts } from './diseases';
import { findingsDrafts } from './findings';
import { medicalDrafts } from './medical';
import { priorityDrafts } from './priorities';
import { projectionDrafts } from './projection';
import { COLUMNS, fixed, note, rowsOf, title, type Draft } from './table';

export function analysisDataSheet(facts: PlanFacts): FormSheet {
  const drafts: Draft[] = [
    fixed(title('Ⅱ資料 健康医療情報等の分析のもと')),
    fixed(
      note(
        'note.data',
        `${writtenWith(facts.stamp)}。数値は関数で計算します。「区別できない」は、95% 信頼区間が差のない値をまたぐ（偶然の範囲と区別できない）ことを示します。人数の少ない区分があるため、庁内で使い、公表用の写しには入れません。`,
      ),
    ),
    ...findingsDrafts(facts.aggregates),
    ...diseaseDrafts(facts.aggregates),
    ...careDrafts(facts),
    ...medicalDrafts(facts),
    ...projectionDrafts(facts),
    ...priorityDrafts(),
  ];
  return {
    name: ANALYSIS_DATA_SHEET,
    columns: COLUMNS,
    rows: rowsOf(drafts),
    orientation: 'landscape',
    frozenRows: 1,
  };
}
