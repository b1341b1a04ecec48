/** Protection of sheets between Office.js and the file. */
import type { WriteSheet } from 'hucre';
import type { SheetLayout } from '../book/layout';

/** What the protection of a sheet still lets be done: Office.js calls it allowFormatCells, the file formatCells. */
const ALLOWANCES = [
  'formatCells',
  'formatColumns',
  'formatRows',
  'insertColumns',
  'insertRows',
  'insertHyperlinks',
  'deleteColumns',
  'deleteRows',
  'sort',
  'autoFilter',
  'pivotTables',
] as const;

const allowance = (name: (typeof ALLOWANCES)[number]): string => `allow${name[0]!.toUpperCase()}${name.slice(1)}`;

/** The protection of a sheet as the file says it. */
export function protectionOf({ protectionOptions }: SheetLayout): NonNullable<WriteSheet['protection']> {
  return {
    sheet: true,
    objects: protectionOptions.allowEditObjects !== true,
    scenarios: protectionOptions.allowEditScenarios !== true,
    ...Object.fromEntries(ALLOWANCES.map((name) => [name, protectionOptions[allowance(name)] === true])),
  };
}

/** The same read back. */
export function protectionOptionsOf(protection: NonNullable<WriteSheet['protection']>): Record<string, boolean> {
  return {
    allowEditObjects: protection.objects !== true,
    allowEditScenarios: protection.scenarios !== true,
    ...Object.fromEntries(ALLOWANCES.map((name) => [allowance(name), protection[name] === true])),
  };
}
