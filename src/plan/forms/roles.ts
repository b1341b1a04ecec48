/** Whose workbook it is: which sheets a municipality, a union and a prefecture need. */
import {
  ACTIVITY_SHEET,
  BASICS_SHEET,
  COLLABORATION_SHEET,
  COLLECTION_SHEET,
  EVALUATION_DETAILS_SHEET,
  EVALUATION_SHEET,
  GATHERINGS_SHEET,
  INCENTIVE_SHEET,
  isProgrammeSheet,
  MODEL_PROJECTS_SHEET,
  OTHERS_SHEET,
  PLAN_DOCUMENT_SHEET,
  RESULT_REPORT_SHEET,
  WHOLE_SHEET,
} from '../sheetNames';
import type { FormGroup } from './groups';

export const ROLES = ['市町村', '広域連合', '都道府県'] as const;
export type Role = (typeof ROLES)[number];

/** The setting of a workbook that remembers its role. */
export const ROLE_SETTING = 'IKKATSU.role';

export const isRole = (word: unknown): word is Role => ROLES.some((role) => role === word);

/** What only unions and prefectures fill in. */
const OF_UNIONS: ReadonlySet<string> = new Set([
  ACTIVITY_SHEET,
  MODEL_PROJECTS_SHEET,
  COLLECTION_SHEET,
  COLLABORATION_SHEET,
]);
/** The plan and the reports of those who carry the programmes out: a prefecture writes none of them. */
const OF_CARRIERS: ReadonlySet<string> = new Set([
  BASICS_SHEET,
  WHOLE_SHEET,
  OTHERS_SHEET,
  PLAN_DOCUMENT_SHEET,
  RESULT_REPORT_SHEET,
  GATHERINGS_SHEET,
  EVALUATION_DETAILS_SHEET,
  EVALUATION_SHEET,
]);

/** Whether a sheet stands, or is made for the role when its group is written: a formula may name it. */
export const isMade = (
  { role = null, standing }: { readonly role?: Role | null; readonly standing?: ReadonlyMap<string, unknown> },
  sheet: string,
): boolean => isForRole(sheet, role) || standing?.has(sheet) === true;

/** The same of a sheet of a group that may not be written now. */
export const isAtHand = (
  facts: Parameters<typeof isMade>[0] & { readonly groups?: readonly FormGroup[] },
  group: FormGroup,
  sheet: string,
): boolean => facts.standing?.has(sheet) === true || (facts.groups?.includes(group) === true && isMade(facts, sheet));

/** Whether a role needs a sheet of the forms; without a role everybody needs every sheet. */
export function isForRole(sheet: string, role: Role | null): boolean {
  // 保険者インセンティブ is scored by the insurer, which is the union.
  if (sheet === INCENTIVE_SHEET) return role === null || role === '広域連合';
  if (role === '市町村') return !OF_UNIONS.has(sheet);
  if (role === '都道府県') return !OF_CARRIERS.has(sheet) && !isProgrammeSheet(sheet);
  return true;
}
