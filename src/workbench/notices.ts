/** What is said of a file that was opened or read, in the same words by every command. */

/** Its formulas had no values: nobody had calculated them. */
export function uncalculatedNotice(file: string): string {
  return `${file} の数式には計算された値がなかったため、計算してから読みました。`;
}
