/** A value as it is behind JSON, without the text: what both sides of a request would have of it. */

/**
 * A copy such as `JSON.parse(JSON.stringify(value))` gives: numbers that are none are null, minus zero is zero, members without a value are
 * left out.
 * @param value nothing but texts, numbers, booleans, null, arrays and objects, and what they hold
 */
export function asJson(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value + 0 : null;
    case 'object':
      return value === null ? null : copyOf(value);
    default:
      return undefined;
  }
}

function copyOf(value: object): unknown {
  if (Array.isArray(value)) {
    const copy = new Array<unknown>(value.length);
    for (let index = 0; index < value.length; index += 1) copy[index] = asJson(value[index]) ?? null;
    return copy;
  }
  const { toJSON } = value as { toJSON?: unknown };
  if (typeof toJSON === 'function') return asJson(toJSON.call(value));
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const kept = asJson((value as Readonly<Record<string, unknown>>)[name]);
    if (kept === undefined) continue;
    if (name !== '__proto__') copy[name] = kept;
    else Object.defineProperty(copy, name, { value: kept, configurable: true, enumerable: true, writable: true });
  }
  return copy;
}
