/** 目次 as it is to be written with other sheets: what will stand in the workbook, how far it is filled, whether it is current. */
import type { Cell } from '../kdb';
import {
  COMMON_INDICATORS_SHEET,
  CONTENTS_SHEET,
  INTAKE_SHEET,
  isOurSheet,
  isPersonList,
  isTemporarySheet,
  type SheetSpec,
} from '../plan';
import { contentsSheet, filledOn, type ListedSheet } from '../plan/contents/contentsSheet';
import { isFormCorner } from '../plan/forms/formMark';
import { tabsWith } from '../plan/contents/tabs';
import { stampIn } from '../plan/dataStamp';
import { rowsOfSheet } from './sheetRows';

/** The stamp stands in the first lines of a form. */
const HEAD = { rows: 12, columns: 16 } as const;

export interface ContentsOptions {
  readonly fiscalYear: number;
  readonly stamp: string;
  /** Form → "written / inputs", for those that the job knows. */
  readonly filled?: ReadonlyMap<string, string>;
}

/** What the first lines of these sheets tell: the stamp, where there is one, and whether the sheet is a form. */
async function headsOf(
  context: Excel.RequestContext,
  names: readonly string[],
): Promise<Map<string, { readonly stamp: string | null; readonly isForm: boolean }>> {
  const heads = names.map((name) => ({
    name,
    range: context.workbook.worksheets.getItem(name).getRangeByIndexes(0, 0, HEAD.rows, HEAD.columns).load('values'),
  }));
  await context.sync();
  return new Map(
    heads.map(({ name, range }) => {
      const rows = range.values as Cell[][];
      return [name, { stamp: stampIn(rows), isForm: isFormCorner(rows[0]?.[0]) }];
    }),
  );
}

/** 事業評価 is of the data of two years: the first of its stamps is that of the 抽出年度. */
const isOf = (stamp: string, said: string): boolean => said === stamp || said.startsWith(`${stamp} / `);

/** Sheets that every extraction writes, and nothing else: what 共通評価指標 was written from holds for all of them. */
const isOfExtraction = (name: string): boolean => isPersonList(name) || name === INTAKE_SHEET;

/** A sheet that says in its first lines what it was written from is current when it is written. */
function carriesStamp({ blocks }: SheetSpec): boolean {
  return blocks.some(({ row, cells }) => row < HEAD.rows && stampIn(cells.slice(0, HEAD.rows - row)) !== null);
}

/** The spec of 目次 after these specs are written. Reads only. */
export async function contentsWith(
  context: Excel.RequestContext,
  specs: readonly SheetSpec[],
  { fiscalYear, stamp, filled = new Map<string, string>() }: ContentsOptions,
): Promise<SheetSpec> {
  const { worksheets } = context.workbook;
  worksheets.load(['items/name', 'items/visibility']);
  await context.sync();
  const standing = worksheets.items
    .filter(({ name, visibility }) => visibility === 'Visible' && !isTemporarySheet(name))
    .map(({ name }) => name);
  const written = new Map(specs.map((spec) => [spec.name, isOfExtraction(spec.name) || carriesStamp(spec)]));
  const forms = new Set(specs.flatMap(({ name, isForm }) => (isForm === true ? [name] : [])));
  const heads = await headsOf(
    context,
    standing.filter((name) => isOurSheet(name) && !written.has(name) && name !== CONTENTS_SHEET),
  );
  const before = filledOn((await rowsOfSheet(context, CONTENTS_SHEET)) ?? []);
  const added = specs.map(({ name }) => name).filter((name) => !standing.includes(name));
  // In the order of the tabs, also where a sheet that was renamed or removed is written anew.
  const names = tabsWith(standing, added);
  const sheets = names.map((name): ListedSheet => {
    const known = filled.get(name) ?? before.get(name);
    const head = heads.get(name);
    const said = (isOfExtraction(name) ? heads.get(COMMON_INDICATORS_SHEET) : head)?.stamp ?? null;
    const isCurrent = written.get(name) === true ? true : said === null ? undefined : isOf(stamp, said);
    return {
      name,
      ...(known === undefined ? {} : { filled: known }),
      ...(isCurrent === undefined ? {} : { isCurrent }),
      ...(forms.has(name) || head?.isForm === true ? { isForm: true } : {}),
    };
  });
  return contentsSheet({ fiscalYear, stamp, sheets });
}
