/** Finding a criterion by its id or by any of the names an analyst may write. */
import { CRITERIA } from './definitions';
import type { CriterionDefinition, CriterionId } from './types';

const BY_ID = new Map(CRITERIA.map((criterion) => [criterion.id, criterion]));

export function criterionById(id: CriterionId): CriterionDefinition {
  const found = BY_ID.get(id);
  if (found === undefined) throw new Error(`no criterion ${String(id)}`);
  return found;
}

/** One spelling of what differs only in width, case, spaces and brackets. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s()[\]「」『』【】]/g, '');
}

/** Other words in use for a purpose. */
const ALIASES: Partial<Record<CriterionId, readonly string[]>> = {
  polypharmacy: ['多剤', '多剤服薬'],
  hypnotics: ['睡眠薬'],
  physicalFrailty: ['身体的フレイル（ロコモ含む）', 'フレイル'],
  uncontrolled: ['コントロール不良'],
  discontinued: ['治療中断者', '治療中断', '糖尿病等治療中断'],
  comorbidFrailty: ['基礎疾患+フレイル'],
  kidney: ['腎機能不良', '腎機能不良者'],
  unknownStatus: ['健康状態不明'],
  diabeticNephropathy: ['糖尿病性腎症重症化予防プログラム', '糖尿病性腎症プログラム', '糖尿病性腎症（R6版）'],
};

/** Every spelling that leads to a criterion: id, name, the words inside brackets where no other name has them, aliases. */
function namesOf({ id, name }: CriterionDefinition): string[] {
  const inside = /（(.+)）/.exec(name)?.[1];
  return [id, name, ...(inside === undefined ? [] : [inside]), ...(ALIASES[id] ?? [])].map(plain);
}

const BY_NAME = new Map(CRITERIA.flatMap((criterion) => namesOf(criterion).map((name) => [name, criterion] as const)));

/** The criterion meant by an id, a function's name (LOWNUTRITION) or a Japanese name; null where there is none. */
export function findCriterion(text: string): CriterionDefinition | null {
  return BY_NAME.get(plain(text).replace(/^ikkatsu\./, '')) ?? null;
}
