/** Small numbers in a table with totals: hides further cells until nothing hidden can be recomputed. */
import { AnalystError } from '../kdb';
import { sumOf, wholeCount, type MaybeNumber } from './guards';
import { isSmall, maskingRule, type MaskingRule } from './mask';
import { PriorityQueue } from './priorityQueue';

export type PublishedTotals = 'both' | 'rows' | 'columns' | 'none';

export interface MaskTableOptions {
  /** Population of the whole table, or one a row (areas as rows). */
  readonly population?: MaybeNumber | readonly MaybeNumber[];
  /**
   * Which totals are published beside the answer, masked as it says. Default: both (for a single row or column its own), as
   * they stand: all that are not small themselves.
   */
  readonly totals?: PublishedTotals;
}

export interface MaskedTable {
  /** Counts as they may be published; null is hidden. */
  readonly cells: readonly (readonly (number | null)[])[];
  /** Present where published. */
  readonly rowTotals?: readonly (number | null)[];
  readonly columnTotals?: readonly (number | null)[];
  readonly grandTotal?: number | null;
  /**
   * Only without `totals`: what is hidden would follow from the totals as they stand, whatever else is hidden. The answer then
   * holds only with its own masked totals in their place.
   */
  readonly needsOwnTotals?: true;
  /** Cells (totals included) hidden because they are small. */
  readonly small: number;
  /** Cells hidden so that the small ones cannot be recomputed. */
  readonly complementary: number;
  readonly method: string;
}

/** A cell of the table extended by its totals. Totals count negative, so that every line sums to 0. */
interface GridCell {
  readonly count: number;
  readonly isTotal: boolean;
  readonly negative: boolean;
  readonly published: boolean;
  /** Largest count that the rule hides; the reader of a hidden total that may not be hidden otherwise knows it. */
  readonly hiddenUpTo: number;
  hidden: boolean;
}

/** A step along the grid: raising a cell leads from its row to its column, lowering it back. */
interface Step {
  readonly row: number;
  readonly column: number;
}

/** A hidden total, or a hidden 0, costs more than any other cells that could be hidden instead. */
const DEAR = 1e12;

class Grid {
  private readonly cells: GridCell[][];
  readonly rows: number;
  readonly columns: number;

  constructor(
    counts: readonly (readonly number[])[],
    totals: PublishedTotals,
    /** Smallest count that a hidden cell may have. */
    private readonly least: number,
    /** Totals stand beside the answer as they are: only small ones are hidden. */
    private readonly keepsTotals: boolean,
    rules: readonly MaskingRule[],
    totalRule: MaskingRule,
  ) {
    this.rows = counts.length + 1;
    this.columns = counts[0]!.length + 1;
    const rowShown = totals === 'both' || totals === 'rows';
    const columnShown = totals === 'both' || totals === 'columns';
    const cell = (
      count: number,
      rule: MaskingRule,
      published: boolean,
      isTotal: boolean,
      negative: boolean,
    ): GridCell => ({
      count,
      isTotal,
      negative,
      published,
      hiddenUpTo: rule.hiddenUpTo,
      hidden: published && isSmall(count, rule),
    });
    this.cells = counts.map((line, i) => [
      ...line.map((count) => cell(count, rules[i]!, true, false, false)),
      cell(sumOf(line), rules[i]!, rowShown, true, true),
    ]);
    const columnSums = counts[0]!.map((_, j) => sumOf(counts.map((line) => line[j]!)));
    this.cells.push([
      ...columnSums.map((sum) => cell(sum, totalRule, columnShown, true, true)),
      cell(sumOf(columnSums), totalRule, rowShown && columnShown, true, false),
    ]);
  }

  at(row: number, column: number): GridCell {
    return this.cells[row]![column]!;
  }

  /** Whether a reader must allow for the cell's entry (count, or its negative for totals) being one more (or less). */
  private mayMove(cell: GridCell, up: boolean): boolean {
    if (!cell.published) return true;
    const isRaised = up !== cell.negative;
    // Whoever reads a hidden total may guess that it is one of the small ones.
    const isSmallTotal = cell.isTotal && cell.count <= cell.hiddenUpTo && cell.hiddenUpTo !== Infinity;
    if (isSmallTotal && isRaised) return cell.count < cell.hiddenUpTo;
    return isRaised || cell.count > this.least;
  }

  /** Cost of having the cell free: nothing when hidden or not published, else what its hiding loses; Infinity for a shown 0. */
  private cost(cell: GridCell): number {
    if (!cell.published || cell.hidden) return 0;
    if (cell.count < this.least || (this.keepsTotals && cell.isTotal)) return Infinity;
    return cell.count + 1 + (cell.isTotal || cell.count === 0 ? DEAR : 0);
  }

  /** The cheapest closed walk on which a hidden cell can be one more (`up`) or less: the steps besides the cell itself. */
  cheapestCycle(row: number, column: number, up: boolean): { cost: number; steps: Step[] } {
    if (!this.mayMove(this.at(row, column), up)) return { cost: Infinity, steps: [] };
    // Nodes: rows first, then columns. A raised cell needs a way from its column back to its row; a lowered one the reverse.
    const nodes = this.rows + this.columns;
    const [from, to] = up ? [this.rows + column, row] : [row, this.rows + column];
    const best = new Array<number>(nodes).fill(Infinity);
    const previous = new Array<number>(nodes).fill(-1);
    const done = new Array<boolean>(nodes).fill(false);
    best[from] = 0;
    const queue = new PriorityQueue();
    queue.push(from, 0);
    for (let next = queue.pop(); next !== null && next.node !== to; next = queue.pop()) {
      const { node } = next;
      if (done[node]) continue;
      done[node] = true;
      const raising = node < this.rows;
      const others = raising ? this.columns : this.rows;
      for (let k = 0; k < others; k += 1) {
        const [i, j] = raising ? [node, k] : [k, node - this.rows];
        if (i === row && j === column) continue;
        const cell = this.at(i, j);
        if (!this.mayMove(cell, raising)) continue;
        const target = raising ? this.rows + k : k;
        const cost = best[node]! + this.cost(cell);
        if (cost < best[target]!) {
          best[target] = cost;
          previous[target] = node;
          queue.push(target, cost);
        }
      }
    }
    const steps: Step[] = [];
    if (best[to]! < Infinity)
      for (let node = to; node !== from; node = previous[node]!) {
        const before = previous[node]!;
        steps.push(
          before < this.rows ? { row: before, column: node - this.rows } : { row: node, column: before - this.rows },
        );
      }
    return { cost: best[to]!, steps };
  }

  hiddenPlaces(): Step[] {
    const places: Step[] = [];
    this.cells.forEach((line, row) => line.forEach((cell, column) => cell.hidden && places.push({ row, column })));
    return places;
  }
}

/**
 * Hides the cheapest further cells until every hidden cell could have another value. Returns how many were added, and whether
 * every cell could be protected.
 */
function protect(grid: Grid): { readonly added: number; readonly isWhole: boolean } {
  let added = 0;
  let isWhole = true;
  for (const { row, column } of grid.hiddenPlaces()) {
    const up = grid.cheapestCycle(row, column, true);
    if (up.cost === 0) continue;
    const down = grid.cheapestCycle(row, column, false);
    const chosen = up.cost <= down.cost ? up : down;
    if (chosen.cost === Infinity) isWhole = false;
    for (const step of chosen.steps) {
      const cell = grid.at(step.row, step.column);
      if (cell.published && !cell.hidden) {
        cell.hidden = true;
        added += 1;
      }
    }
  }
  return { added, isWhole };
}

/** The masking rule of each row, and that of the column totals. */
function rulesOf(
  rows: number,
  population: MaskTableOptions['population'],
): { rules: MaskingRule[]; total: MaskingRule } {
  if (!Array.isArray(population)) {
    const rule = maskingRule(population as MaybeNumber | undefined);
    return { rules: new Array<MaskingRule>(rows).fill(rule), total: rule };
  }
  const persons = population as readonly MaybeNumber[];
  if (persons.length !== rows)
    throw new AnalystError('rows.mismatch', { label: '人口', count: persons.length, other: '表', otherCount: rows });
  const rules = persons.map((one) => maskingRule(one));
  return { rules, total: maskingRule(persons.some((one) => one === null) ? null : sumOf(persons as number[])) };
}

/**
 * 秘匿（補完秘匿つき）: a table of counts as it may be published with its totals.
 *
 * Small counts are hidden by `mask`'s rule, totals too; then the cells whose hiding loses least are hidden until, for a
 * reader who knows everything published and that no 0 is hidden, every hidden count could have at least two values. Totals
 * are hidden only where no cells suffice. In a table with a row below 2,000 people zeros may be hidden too.
 *
 * Rates or other tables published beside it, of the same persons, are not known here and can still give a count away.
 * Rows of unequal length: `rows.mismatch`; empty cells are refused (`number.notNumber`).
 *
 * Source: minimum counts as in `mask`; cells in a table with totals are safe when each lies on an alternating cycle of hidden
 * cells: Gusfield D. SIAM J Comput 1988;17:552–571; Cox LH. J Am Stat Assoc 1995;90:1453–1462.
 * @example maskTable([[5, 40], [30, 60]]).complementary // 3
 */
export function maskTable(
  counts: readonly (readonly MaybeNumber[])[],
  { population, totals }: MaskTableOptions = {},
): MaskedTable {
  if (counts.length === 0 || counts[0]!.length === 0) throw new AnalystError('rows.none', { label: '表' });
  const width = counts[0]!.length;
  const whole = counts.map((line, i) => {
    if (line.length !== width)
      throw new AnalystError('rows.mismatch', {
        label: `表の ${i + 1} 行目`,
        count: line.length,
        other: '1 行目',
        otherCount: width,
      });
    return line.map((count, j) => wholeCount(count, `表の ${i + 1} 行目`, j + 1));
  });
  const published = totals ?? (whole.length === 1 ? (width === 1 ? 'none' : 'rows') : width === 1 ? 'columns' : 'both');
  const { rules, total } = rulesOf(whole.length, population);
  const everythingHidden = [...rules, total].some((rule) => rule.hiddenUpTo === Infinity);
  const least = everythingHidden ? 0 : 1;
  const masked = (kept: 'as they stand' | 'masked', smallest: number) => {
    const grid = new Grid(whole, published, smallest, kept === 'as they stand', rules, total);
    const small = grid.hiddenPlaces().length;
    const { added, isWhole } = protect(grid);
    return { grid, small, complementary: added, isWhole };
  };
  // Beside totals as they stand: first with every 0 shown, then with some hidden; else only with the masked totals.
  const beside = totals !== undefined ? null : [least, 0].map((smallest) => masked('as they stand', smallest));
  const found = beside?.find(({ isWhole }) => isWhole);
  const { grid, small, complementary } = found ?? masked('masked', least);
  const needsOwnTotals = totals === undefined && found === undefined && published !== 'none';

  const shown = (row: number, column: number): number | null => {
    const cell = grid.at(row, column);
    return cell.hidden ? null : cell.count;
  };
  const last = { row: whole.length, column: width };
  return {
    cells: whole.map((line, i) => line.map((_, j) => shown(i, j))),
    ...((published === 'both' || published === 'rows') && { rowTotals: whole.map((_, i) => shown(i, last.column)) }),
    ...((published === 'both' || published === 'columns') && {
      columnTotals: whole[0]!.map((_, j) => shown(last.row, j)),
    }),
    ...(published === 'both' && { grandTotal: shown(last.row, last.column) }),
    ...(needsOwnTotals && { needsOwnTotals: true as const }),
    small,
    complementary,
    method: `${[...new Set(rules.map((rule) => rule.words))].join('、')}（補完秘匿つき）`,
  };
}
