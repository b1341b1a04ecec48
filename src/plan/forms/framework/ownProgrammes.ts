/** Programmes of the analyst's own: named on Ⅲ計画全体, each with a sheet Ⅳ-n of its own. */
import { PROGRAMMES } from '../../../indicators/programmes';
import type { PlanFacts } from '../facts';
import { isHeadingAgain, plainOf } from '../marks';
import { readStanding } from '../standing';
import { WHOLE_SHEET } from './common';

/** Keys of Ⅲ計画全体 that the list of programmes stands between, and the column with the names. */
export const PROGRAMMES_HEAD = 'programme.head';
export const PROGRAMMES_END = 'programme.end';
export const PROGRAMME_NAME = 'name';

export interface OwnProgramme {
  readonly name: string;
  readonly number: number;
}

/** Excel allows 31 letters in the name of a sheet, and not these. */
const MOST_LETTERS = 31;

/** Ⅳ-n <個別事業>. */
export function programmeSheetName(number: number, name: string): string {
  const safe = name.replace(/[[\]:*?/\\]/g, ' ').trim();
  return `Ⅳ-${number} ${safe}`.slice(0, MOST_LETTERS).trim();
}

/** The names that stand in the list of Ⅲ計画全体 beside those of ours, also in rows that the analyst inserted. */
function namesOn(facts: PlanFacts): string[] {
  const cells = facts.standing?.get(WHOLE_SHEET);
  const form = cells === undefined ? null : readStanding(cells);
  if (cells === undefined || form === null) return [];
  const rowOf = (key: string): number => [...form.rows].find(([, row]) => row.key === key)?.[0] ?? -1;
  const column = [...form.columns].find(([, { key }]) => key === PROGRAMME_NAME)?.[0];
  const [from, to] = [rowOf(PROGRAMMES_HEAD), rowOf(PROGRAMMES_END)];
  if (column === undefined || from < 0 || to < from) return [];
  const ours = new Set<string>(PROGRAMMES.map(({ id }) => `programme.${id}`));
  const names = cells.values
    .slice(from + 1, to)
    .filter((_, index) => {
      const key = form.rows.get(from + 1 + index)?.key ?? '';
      return !ours.has(key) && !isHeadingAgain(key);
    })
    .map((line) => plainOf(line[column]).trim())
    .filter((name) => name !== '');
  return [...new Set(names)];
}

/** The programmes with their numbers: one that has a sheet keeps its number, a new one takes the next. */
export function ownProgrammes(facts: PlanFacts): OwnProgramme[] {
  const standing = new Map(
    [...(facts.standing?.keys() ?? [])].flatMap((sheet) => {
      const found = /^Ⅳ-(\d+) /.exec(sheet);
      return found === null ? [] : [[sheet, Number(found[1])] as const];
    }),
  );
  const taken = new Set([...standing.values(), ...PROGRAMMES.map((_, index) => index + 1)]);
  return namesOn(facts).map((name) => {
    const kept = [...standing].find(([sheet, number]) => sheet === programmeSheetName(number, name))?.[1];
    let number = kept ?? PROGRAMMES.length + 1;
    while (kept === undefined && taken.has(number)) number += 1;
    taken.add(number);
    return { name, number };
  });
}
