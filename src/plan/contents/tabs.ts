/** The tabs of our sheets: their order by the groups of 目次, their colours, and where a new one comes to stand. */
import {
  CONTENTS_SHEET,
  EVERYBODY_SHEET,
  isOurSheet,
  isProgrammeSheet,
  isSplitList,
  isTemporarySheet,
  WHOLE_SHEET,
} from '../sheetNames';
import { CONTENTS_GROUPS, contentsEntry, ENTRY_NAMES, type ContentsGroup } from './catalogue';

const CONTENTS_COLOUR = '#000000';
const COLOURS: Readonly<Record<ContentsGroup, string>> = {
  準備: '#FFC000',
  '対象者（個人情報・庁外に出さない）': '#5B9BD5',
  指標と分析: '#70AD47',
  計画: '#1F4E79',
  報告と評価: '#7030A0',
  '広域連合・協働': '#C55A11',
  その他: '#7F7F7F',
};
/** The place of a sheet that the catalogue does not name one by one, behind the one it belongs to. */
const BEHIND: readonly (readonly [isOne: (name: string) => boolean, home: string])[] = [
  [isProgrammeSheet, WHOLE_SHEET],
  [isSplitList, EVERYBODY_SHEET],
];

/** The colour of a tab, #RRGGBB; undefined for sheets that are not ours. */
export function tabColourOf(name: string): string | undefined {
  if (name === CONTENTS_SHEET) return CONTENTS_COLOUR;
  const entry = contentsEntry(name, isOurSheet(name));
  return entry === null ? undefined : COLOURS[entry.group];
}

/** What sheets are put in order by: group, place in the catalogue, name. */
type Rank = readonly [group: number, place: number, name: string];

/** Null for sheets that are not ours. */
function rankOf(name: string): Rank | null {
  if (name === CONTENTS_SHEET) return [-1, 0, name];
  if (isTemporarySheet(name)) return null;
  const entry = contentsEntry(name, isOurSheet(name));
  if (entry === null) return null;
  const home = BEHIND.find(([isOne]) => isOne(name))?.[1];
  const at = ENTRY_NAMES.indexOf(home ?? name);
  return [CONTENTS_GROUPS.indexOf(entry.group), at + (home === undefined ? 0 : 0.5), name];
}

function compare(a: Rank, b: Rank): number {
  return a[0] - b[0] || a[1] - b[1] || a[2].localeCompare(b[2], 'ja', { numeric: true });
}

/**
 * Where new sheets go, one after another: behind the sheet of ours that goes before them, and before the sheets of the
 * analyst where there is none. Sheets that stand are not moved.
 * @param standing all sheets in the order of their tabs, the new ones among them
 */
export function placesFor(
  standing: readonly string[],
  added: readonly string[],
): readonly { readonly name: string; readonly position: number }[] {
  const tabs = standing.filter((name) => !added.includes(name));
  const ranked = added.flatMap((name) => {
    const rank = rankOf(name);
    return rank === null ? [] : [{ name, rank }];
  });
  return ranked
    .sort((a, b) => compare(a.rank, b.rank))
    .map(({ name, rank }) => {
      // The nearest of those that go before it, wherever somebody put it.
      let before = -1;
      let nearest: Rank | null = null;
      tabs.forEach((tab, index) => {
        const other = rankOf(tab);
        if (other === null || compare(other, rank) >= 0) return;
        if (nearest !== null && compare(other, nearest) < 0) return;
        [before, nearest] = [index, other];
      });
      tabs.splice(before + 1, 0, name);
      return { name, position: before + 1 };
    });
}

/** All sheets in the order of their tabs once the new ones have taken their places; what is not ours comes last. */
export function tabsWith(standing: readonly string[], added: readonly string[]): readonly string[] {
  const tabs = standing.filter((name) => !added.includes(name));
  for (const { name, position } of placesFor(standing, added)) tabs.splice(position, 0, name);
  return [...tabs, ...added.filter((name) => !tabs.includes(name))];
}
