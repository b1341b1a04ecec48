/** Names of places inside the keys of rows. */

/** A name as part of a row key: without spaces and the signs that part keys, and never the key of another name. */
export function keyOfName(name: string): string {
  return name.replace(/[%|@\s]/gu, (sign) => `%${sign.codePointAt(0)!.toString(16)}`);
}
