/** Purposes of which columns are missing: how their counts are marked, because few or none of them are counted. */
import { findCriterion, NATIONAL_CRITERIA, readiness, type CriteriaSettings, type CriterionId } from '../criteria';
import type { PersonTable } from '../kdb';
import type { Asked } from './figures/formula';
import { functionNameOf } from '../catalogue';

/** Stands behind a count, a share or a name of such a purpose. */
export const LACKING = '*';

/** The purposes of which the data lack a column, each with the names of the columns, in the order of the purposes. */
export type LackingColumns = ReadonlyMap<CriterionId, readonly string[]>;

export const NOTHING_LACKING: LackingColumns = new Map();

export function lackingColumns(table: PersonTable, settings: CriteriaSettings): LackingColumns {
  return new Map(
    NATIONAL_CRITERIA.flatMap(({ id }) => {
      const { ready, absent } = readiness(table, id, settings);
      return ready ? [] : [[id, absent.map(({ label }) => label)] as const];
    }),
  );
}

/** A number format whose numbers carry the mark; one of several sections carries it in each. Absent: that of General. */
export const markedFormat = (format = 'General'): string =>
  `${format
    .split(';')
    .map((section) => (section === '@' ? section : `${section}"${LACKING}"`))
    .join(';')}`;

/** A number format under which a text carries the mark too: of formulas that give a rate with its interval in words. */
export const MARKED_TEXT_FORMAT = `${Array.from({ length: 3 }, () => `General"${LACKING}"`).join(';')};@"${LACKING}"`;

const MOST_COLUMNS = 3;

/** What the mark says, below the figures. */
export function lackingNote(lacking: LackingColumns): string {
  const purposes = NATIONAL_CRITERIA.flatMap(({ id, shortName }) => {
    const columns = lacking.get(id);
    if (columns === undefined) return [];
    const named = `${columns.slice(0, MOST_COLUMNS).join('・')}${columns.length > MOST_COLUMNS ? ' ほか' : ''}`;
    return [`${shortName}（${named}）`];
  });
  return `${LACKING} は、使う列がデータになく、該当する人を少なく数えている目的です。0 は、該当する人がいないという意味ではありません。足りない列: ${purposes.join('、')}。`;
}

/** What is asked of a purpose that does not count who has it. */
const OTHERS = new Set(['分母', '判定可能', '判定不能', '一覧', '判定', '理由']);
const BY_FUNCTION: ReadonlyMap<string, CriterionId> = new Map(
  NATIONAL_CRITERIA.map(({ id }) => [functionNameOf(id), id] as const),
);

/** Whether an answer counts persons of such a purpose in 抽出年度. */
export function countsLacking({ name, texts: [first = '', second = ''] }: Asked, lacking: LackingColumns): boolean {
  const own = BY_FUNCTION.get(name);
  if (own !== undefined) return lacking.has(own) && !OTHERS.has(String(first));
  if (name !== 'EXTRACT' && name !== 'STANDARDISED') return false;
  const criterion = typeof first === 'string' ? findCriterion(first) : null;
  return criterion !== null && lacking.has(criterion.id) && !OTHERS.has(String(second));
}
