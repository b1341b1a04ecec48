/** A mapping of columns that a user confirmed: kept in the workbook, and handed to colleagues as a layout file. */
import { AnalystError } from '../errors';
import { FIELDS } from '../values/fields';
import { unifyHeading } from './headings';
import type { FieldId } from '../values/fieldIds';
import type { ColumnMapping, MappedColumn, SourceInput } from './sourceInput';

/** The setting of a workbook that keeps its mappings: JSON, the name of each sheet with its mapping. */
export const MAPPINGS_SETTING = 'IKKATSU.mappings';

/** Makes a mapping from the headings of a source and the fields that the user gave to some of them, by position. */
export function mappingOf(
  name: string,
  headings: readonly string[],
  fields: ReadonlyMap<number, FieldId | null>,
): ColumnMapping {
  const met = new Map<string, number>();
  const columns = headings.flatMap((heading, index): MappedColumn[] => {
    const unified = unifyHeading(heading);
    const occurrence = (met.get(unified) ?? 0) + 1;
    met.set(unified, occurrence);
    const field = fields.get(index);
    return field === undefined ? [] : [{ heading, occurrence, field }];
  });
  return { format: 'ikkatsu-layout', version: 1, name, columns };
}

/** The source, read by a mapping: columns that it does not name are recognised as always. */
export function withMapping(input: SourceInput, mapping: ColumnMapping): SourceInput {
  return { ...input, mapping };
}

/** What a mapping says of every heading of a row: a field, null (not to be used), or undefined (nothing). */
export function mappedFields(
  mapping: ColumnMapping,
  headings: readonly string[],
): readonly (FieldId | null | undefined)[] {
  const said = new Map(
    mapping.columns.map(({ heading, occurrence, field }) => [`${unifyHeading(heading)}#${occurrence}`, field]),
  );
  const met = new Map<string, number>();
  return headings.map((heading) => {
    const unified = unifyHeading(heading);
    const occurrence = (met.get(unified) ?? 0) + 1;
    met.set(unified, occurrence);
    return said.get(`${unified}#${occurrence}`);
  });
}

/** The text of a layout file. */
export function mappingToJson(mapping: ColumnMapping): string {
  return `${JSON.stringify(mapping, null, 2)}\n`;
}

function isColumn(value: unknown): value is MappedColumn {
  if (typeof value !== 'object' || value === null) return false;
  const { heading, occurrence, field } = value as Record<string, unknown>;
  const isField = field === null || (typeof field === 'string' && Object.hasOwn(FIELDS, field));
  return typeof heading === 'string' && Number.isInteger(occurrence) && Number(occurrence) >= 1 && isField;
}

/**
 * Reads a layout file.
 * @throws AnalystError layout.unreadable
 */
export function mappingFromJson(file: string, text: string): ColumnMapping {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new AnalystError('layout.unreadable', { file, reason: 'JSON ではありません' });
  }
  const { format, version, name, columns } = (value ?? {}) as Record<string, unknown>;
  if (format !== 'ikkatsu-layout' || version !== 1 || typeof name !== 'string')
    throw new AnalystError('layout.unreadable', { file, reason: 'レイアウトのファイルではありません' });
  if (!Array.isArray(columns) || !columns.every(isColumn))
    throw new AnalystError('layout.unreadable', { file, reason: '列の書き方が正しくありません' });
  return {
    format,
    version,
    name,
    columns: columns.map(({ heading, occurrence, field }) => ({ heading, occurrence, field })),
  };
}

/** Sheet name → mapping. */
export type Mappings = Readonly<Record<string, ColumnMapping>>;

/** The mappings that the setting of a workbook holds; none where it cannot be read. */
export function mappingsFrom(setting: unknown): Mappings {
  try {
    const kept = JSON.parse(String(setting)) as Record<string, unknown>;
    return Object.fromEntries(
      Object.entries(kept).map(([sheet, mapping]) => [sheet, mappingFromJson(sheet, JSON.stringify(mapping))]),
    );
  } catch {
    return {};
  }
}
