/** What a criterion chose because of the columns at hand: optional fields that were looked at, or could not be. */
import type { PersonTable } from '../kdb';
import { criterionById } from './find';
import type { CriteriaSettings, CriterionId } from './types';
import { optionalFields } from './wording';

/**
 * Which years' 認定 the 健康状態不明者 was judged by: those of the 抽出年度 and the year before where that column is provided,
 * else of the 抽出年度 alone. '' for the other criteria, and where no source tells of 認定.
 */
export function certificationRemark(table: PersonTable, id: CriterionId, settings: CriteriaSettings): string {
  // Without any column of 認定 nobody was looked at: that it is missing is said already.
  if (id !== 'unknownStatus' || table.columns.certified === undefined) return '';
  const definition = criterionById(id);
  if (!optionalFields(definition.definition, definition, settings).includes('certifiedPrevious')) {
    return '認定は抽出年度だけで見ました（前年度の認定は使わない設定です）。';
  }
  return table.columns.certifiedPrevious === undefined
    ? '認定は抽出年度だけで見ました（前年度の認定の列がありません）。'
    : '認定は抽出年度と前年度の両方で見ました。';
}
