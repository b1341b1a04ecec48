/** The mappings of columns, and the files that sheets came from, in the settings of the workbook. */
import {
  MAPPINGS_SETTING,
  mappingsFrom,
  ORIGINS_SETTING,
  originsFrom,
  withOrigin,
  type ColumnMapping,
  type Mappings,
  type Origins,
} from '../kdb';

/** The mappings that the workbook keeps; one that cannot be read is left out. */
export async function learnMappings(context: Excel.RequestContext): Promise<Mappings> {
  const setting = context.workbook.settings.getItemOrNullObject(MAPPINGS_SETTING);
  setting.load('value');
  await context.sync();
  return setting.isNullObject ? {} : mappingsFrom(setting.value);
}

/** Keeps the mapping of one sheet beside those of the others. */
export async function saveMapping(context: Excel.RequestContext, sheet: string, mapping: ColumnMapping): Promise<void> {
  const mappings = { ...(await learnMappings(context)), [sheet]: mapping };
  context.workbook.settings.add(MAPPINGS_SETTING, JSON.stringify(mappings));
  await context.sync();
}

/** The files that the sheets came from, as the workbook keeps them. */
export async function learnOrigins(context: Excel.RequestContext): Promise<Origins> {
  const setting = context.workbook.settings.getItemOrNullObject(ORIGINS_SETTING);
  setting.load('value');
  await context.sync();
  return setting.isNullObject ? {} : originsFrom(setting.value);
}

/** Keeps the files that sheets came from, as far as their names tell a year. */
export async function saveOrigins(
  context: Excel.RequestContext,
  sheets: readonly { readonly sheet: string; readonly file: string }[],
): Promise<void> {
  const known = await learnOrigins(context);
  const origins = sheets.reduce((kept, { sheet, file }) => withOrigin(kept, sheet, file), known);
  if (origins === known) return;
  context.workbook.settings.add(ORIGINS_SETTING, JSON.stringify(origins));
  await context.sync();
}
