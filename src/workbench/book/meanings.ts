/** Names, tables and functions that formulas name: what is kept of formulas holds as long as these words mean what they meant. */
let changes = 0;

/** How often a word has got another meaning; what was kept under another number has to be found out again. */
export const meaningsNow = (): number => changes;

/** A name, a table or a function means something else now. */
export function changeMeanings(): void {
  changes += 1;
}
