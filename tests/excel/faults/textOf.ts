/** What a value holds, as a text: two of them can be held against each other, and remembered by it. */

const COLLECTION = /^\[object (Map|Set)\]$/;

/** Maps and sets of the page are of another world than those of the tests. */
const nameOfCollection = (value: object): string | undefined =>
  COLLECTION.exec(Object.prototype.toString.call(value))?.[1];

/** Everything that the value holds, pieces in the order in which they were put in. Functions are left out. */
export function textOf(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => {
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return each;
    const collection = nameOfCollection(each);
    if (collection !== undefined) return [collection, ...(each as Iterable<unknown>)];
    if (ArrayBuffer.isView(each)) return Array.from(each as Uint8Array);
    return each;
  });
}
