/** A queue that gives its cheapest entry first (binary heap). */

export class PriorityQueue {
  private readonly entries: { readonly node: number; readonly cost: number }[] = [];

  push(node: number, cost: number): void {
    const entries = this.entries;
    let place = entries.length;
    entries.push({ node, cost });
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (entries[parent]!.cost <= cost) break;
      entries[place] = entries[parent]!;
      place = parent;
    }
    entries[place] = { node, cost };
  }

  /** The cheapest entry, or null when none is left. */
  pop(): { readonly node: number; readonly cost: number } | null {
    const entries = this.entries;
    const first = entries[0];
    const last = entries.pop();
    if (!first || !last) return null;
    if (entries.length === 0) return first;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= entries.length) break;
      if (child + 1 < entries.length && entries[child + 1]!.cost < entries[child]!.cost) child += 1;
      if (entries[child]!.cost >= last.cost) break;
      entries[place] = entries[child]!;
      place = child;
    }
    entries[place] = last;
    return first;
  }
}
