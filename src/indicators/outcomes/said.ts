/** Several places may say the same thing: which of them is heard. null says nothing. */

/** What the first says that says anything. */
export const firstSaid = <T>(values: readonly (T | null)[]): T | null => values.find((value) => value !== null) ?? null;

/** Yes where one says yes; else what the first says that says anything. */
export const anySaid = (values: readonly (boolean | null)[]): boolean | null =>
  values.includes(true) ? true : firstSaid(values);
