/** Words that results and sentences of the evaluation share. */

/** A number of persons, e.g. 1,234人. */
export const people = (count: number): string => `${count.toLocaleString('ja-JP')}人`;
