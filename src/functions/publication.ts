/** The custom function that hides small numbers before publication. */
import { CHOICES, type Choice } from '../catalogue';
import { HIDDEN_MARK, mask, maskTable, type MaybeNumber, type PublishedTotals } from '../indicators';
import { AnalystError } from '../kdb';
import { answeredNow, type Shown } from './guard';
import { blockOf, choiceOf, numbersOf } from './numbers';

const PUBLISHED: Readonly<Record<Choice<'totals'>, PublishedTotals | undefined>> = {
  あり: undefined,
  両方: 'both',
  行: 'rows',
  列: 'columns',
  なし: 'none',
};

const shown = (count: number | null): Shown => count ?? HIDDEN_MARK;
const turned = <T>(rows: readonly (readonly T[])[]): T[][] =>
  (rows[0] ?? []).map((_, column) => rows.map((row) => row[column]!));

/**
 * One population, or one an area; undefined when the argument is omitted. A blank cell that is pointed at is refused: the
 * rule of the largest areas would show more than is meant. Throws argument.missing.
 */
function populationOf(value: unknown): number | readonly number[] | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  const persons = numbersOf(value, '人口').map((population) => {
    if (population === null) throw new AnalystError('argument.missing', { label: '人口' });
    return population;
  });
  return persons.length === 1 ? persons[0] : persons;
}

function maskedTable(
  counts: readonly (readonly MaybeNumber[])[],
  population: ReturnType<typeof populationOf>,
  totals: Choice<'totals'>,
): Shown[][] {
  const published = PUBLISHED[totals];
  const { cells, rowTotals, columnTotals, grandTotal, needsOwnTotals } = maskTable(counts, {
    ...(population === undefined ? {} : { population }),
    ...(published === undefined ? {} : { totals: published }),
  });
  const table = cells.map((row) => row.map(shown));
  if (published === undefined && !needsOwnTotals) return table;
  const withRows = table.map((row, index) => (rowTotals ? [...row, shown(rowTotals[index]!)] : row));
  if (!columnTotals) return withRows;
  return [...withRows, [...columnTotals.map(shown), ...(grandTotal === undefined ? [] : [shown(grandTotal)])]];
}

/**
 * IKKATSU.MASK.
 * @returns 人数、または「―」
 */
export function maskCounts(人数: unknown[][], 人口?: unknown[][], 合計?: unknown): unknown[][] {
  return answeredNow(() => {
    const totals = choiceOf(合計, '合計', CHOICES.totals);
    const counts = blockOf(人数, '人数');
    const population = populationOf(人口);
    const [first] = counts;
    if (counts.length === 1 && first?.length === 1 && !Array.isArray(population))
      return [[mask(first[0] ?? null, population as number | undefined).shown]];
    // Areas may stand side by side: one row of counts with one population each.
    const sideways = counts.length === 1 && Array.isArray(population) && population.length === first?.length;
    return sideways && totals === 'あり'
      ? turned(maskedTable(turned(counts), population, totals))
      : maskedTable(counts, population, totals);
  });
}
