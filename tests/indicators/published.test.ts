/** The one runner over published numbers: every value to its printed digit, every omission with its reason. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as indicators from '../../src/indicators';
import { byarLimits } from '../../src/indicators/poisson';
import { AnalystError } from '../../src/kdb/errors';

interface PublishedCase {
  readonly what: string;
  readonly verb: string;
  readonly arguments: readonly unknown[];
  /** Path in the result → the number as it is printed; or the code of the refusal. */
  readonly expect: Readonly<Record<string, string>>;
}

interface PublishedFile {
  readonly source: string;
  readonly cases: readonly PublishedCase[];
  readonly skipped: readonly { readonly what: string; readonly reason: string }[];
}

const FOLDER = join(__dirname, 'published');
const FILES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({ name, ...(JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as PublishedFile) }));

const VERBS: Readonly<Record<string, unknown>> = { ...indicators, byarLimits };

function answer({ verb, arguments: given }: PublishedCase): unknown {
  const run = VERBS[verb];
  if (typeof run !== 'function') throw new Error(`no verb ${verb}`);
  try {
    return (run as (...values: unknown[]) => unknown)(...given);
  } catch (error) {
    if (error instanceof AnalystError) return { error: error.code };
    throw error;
  }
}

const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((whole, key) => (whole as Record<string, unknown> | undefined)?.[key], value);

/** Whether a number would be printed so: half a unit of the last printed digit, and the residue of binary arithmetic. */
function isPrintedAs(value: unknown, printed: string): boolean {
  if (typeof value !== 'number') return value === printed;
  const decimals = (printed.split('.')[1] ?? '').length;
  return Math.abs(value - Number(printed)) <= 0.5 * 10 ** -decimals + 1e-12 * Math.abs(value);
}

const valuesOf = (file: PublishedFile): number =>
  file.cases.reduce((count, one) => count + Object.keys(one.expect).length, 0);

describe(`published numbers (${FILES.reduce((count, file) => count + valuesOf(file), 0)} values)`, () => {
  for (const file of FILES)
    test(`${file.name}: ${valuesOf(file)} values, ${file.skipped.length} skipped with a reason`, () => {
      expect(file.source).not.toBe('');
      expect(file.skipped.every((skip) => skip.reason.length > 0)).toBe(true);
      const wrong = file.cases.flatMap((one) => {
        const result = answer(one);
        return Object.entries(one.expect)
          .filter(([path, printed]) => !isPrintedAs(at(result, path), printed))
          .map(([path, printed]) => `${one.what}: ${path} is ${String(at(result, path))}, printed ${printed}`);
      });
      expect(wrong).toEqual([]);
    });
});
