/** Entries put together: the same figure once, two different ones both, whatever the order in which they came. */
import { figureText, keyOfEntry, OTHER_CONDITION_REMARK, type RecordEntry } from './entry';
import { placeOfIndicator } from './indicators';

/** The entries of one year, indicator and area, the newest first. More than one: they differ, and the analyst decides. */
export interface RecordedFigure {
  readonly key: string;
  readonly candidates: readonly RecordEntry[];
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Of two entries of the same figure the one that was recorded first stays. */
const earlier = (a: RecordEntry, b: RecordEntry): number =>
  compare(a.recordedAt, b.recordedAt) || compare(a.source, b.source) || compare(a.condition, b.condition);

/** 全体 first, then municipalities, then 圏域, each in the order of its names. */
function placeOfArea(area: string): string {
  if (!area.includes(' ')) return '0';
  return `${area.startsWith('圏域') ? '2' : '1'}${area}`;
}

function inOrder(a: RecordEntry, b: RecordEntry): number {
  return (
    a.fiscalYear - b.fiscalYear ||
    placeOfIndicator(a.indicator) - placeOfIndicator(b.indicator) ||
    compare(a.indicator, b.indicator) ||
    compare(placeOfArea(a.area), placeOfArea(b.area))
  );
}

/**
 * The figures of all entries by year, indicator and area. The answer does not depend on the order of the entries: equal figures
 * are one entry (the first recorded), different ones stand side by side, the newest first.
 */
export function mergeEntries(entries: readonly RecordEntry[]): RecordedFigure[] {
  const figures = new Map<string, Map<string, RecordEntry>>();
  for (const entry of entries) {
    const key = keyOfEntry(entry);
    const text = figureText(entry);
    if (text === '') continue;
    const same = figures.get(key) ?? new Map<string, RecordEntry>();
    figures.set(key, same);
    const known = same.get(text);
    const first = known === undefined || earlier(entry, known) < 0 ? entry : known;
    const lineKey = known?.lineKey ?? entry.lineKey;
    same.set(text, lineKey === undefined ? first : { ...first, lineKey });
  }
  return [...figures]
    .map(([key, same]) => ({
      key,
      candidates: [...same.values()].sort((a, b) => earlier(b, a) || compare(figureText(a), figureText(b))),
    }))
    .sort((a, b) => inOrder(a.candidates[0]!, b.candidates[0]!));
}

/**
 * 注意 of an entry: what it was recorded with, and 比較注意 where its conditions are not those that the indicator has now.
 * `current` gives the conditions of now by indicator; none for an indicator that the data do not answer.
 */
export function remarkOf(entry: RecordEntry, current: ReadonlyMap<string, string>): string {
  const now = current.get(entry.indicator);
  const differs = now !== undefined && entry.condition !== '' && entry.condition !== now;
  return [entry.remark, ...(differs ? [`${OTHER_CONDITION_REMARK}: いまの条件（${now}）と違います`] : [])]
    .filter((text) => text !== '')
    .join('。');
}
