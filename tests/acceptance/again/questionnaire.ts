/** The 15 questions of a check-up: answers at risk, the ten 類型, groups of persons, points and classes. */
import type { Known } from './files';
import { compare, type Checkup, type Person } from './persons';

export const RISK = [[4, 5], [3, 4], [2], [1], [1], [1], [1], [1], [2], [1], [1], [1], [2], [2], [2]];
export const TYPES = [[1], [2], [3], [4, 5], [6], [7, 8, 9], [10, 11], [12], [13, 14], [15]];
export const GROUPS: readonly [string, (person: Person) => boolean][] = [
  ['men', (p) => p.sex === 1],
  ['women', (p) => p.sex === 2],
  ['age0', (p) => p.age >= 65 && p.age <= 74],
  ['age1', (p) => p.age >= 75 && p.age <= 84],
  ['age2', (p) => p.age >= 85],
];
export const risk = (checkup: Checkup | null, item: number): Known =>
  compare(checkup?.answers[item - 1], (code) => RISK[item - 1]!.includes(code));
/** Points and unanswered items; null where nothing is answered. */
export function pointsOf(checkup: Checkup | null): { points: number; open: number } | null {
  const each = RISK.map((_, i) => risk(checkup, i + 1));
  const open = each.filter((one) => one === null).length;
  return open === 15 ? null : { points: each.filter((one) => one === true).length, open };
}
export const classOfPoints = (points: number): string => (points >= 4 ? 'frail' : points === 3 ? 'prefrail' : 'robust');
export function classOf(checkup: Checkup | null): string | null {
  const found = pointsOf(checkup);
  if (found === null) return null;
  const [low, high] = [classOfPoints(found.points), classOfPoints(found.points + found.open)];
  return low === high ? low : null;
}
