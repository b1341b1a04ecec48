/** The mappings of columns in the settings of the workbook. */
import { mappingFromJson, MAPPINGS_SETTING, type ColumnMapping } from '../kdb';

/** Sheet name → mapping. */
export type Mappings = Readonly<Record<string, ColumnMapping>>;

/** The mappings that the workbook keeps; one that cannot be read is left out. */
export async function learnMappings(context: Excel.RequestContext): Promise<Mappings> {
  const setting = context.workbook.settings.getItemOrNullObject(MAPPINGS_SETTING);
  setting.load('value');
  await context.sync();
  if (setting.isNullObject) return {};
  try {
    const kept = JSON.parse(String(setting.value)) as Record<string, unknown>;
    return Object.fromEntries(
      Object.entries(kept).map(([sheet, mapping]) => [sheet, mappingFromJson(sheet, JSON.stringify(mapping))]),
    );
  } catch {
    return {};
  }
}

/** Keeps the mapping of one sheet beside those of the others. */
export async function saveMapping(context: Excel.RequestContext, sheet: string, mapping: ColumnMapping): Promise<void> {
  const mappings = { ...(await learnMappings(context)), [sheet]: mapping };
  context.workbook.settings.add(MAPPINGS_SETTING, JSON.stringify(mappings));
  await context.sync();
}
