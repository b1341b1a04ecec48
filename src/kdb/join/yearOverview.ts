/** What the sources of a run have for each year that they name. */
import { USED } from './dispositions';
import { ofYear } from './sourceOfYear';
import { yearsOf } from './sourceYears';
import type { Read } from './readSources';
import type { FieldId } from '../values/fieldIds';
import type { SourceKind } from '../recognise/layouts';
import type { YearOverview } from './report';

/** What the sources have for each year that they name. */
export function overviewOf(all: Read, extraction: number): readonly YearOverview[] {
  const placed = all.ordered.map((source) => ({ source, ...yearsOf(source, extraction) }));
  const named = new Set([extraction, ...placed.flatMap(({ years }) => years.map(({ year }) => year))]);
  const examined = new Set(
    placed.flatMap(({ source, years }) =>
      source.recognition.kinds.includes('checkup') ? years.map(({ year }) => year) : [],
    ),
  );
  return [...named]
    .sort((a, b) => a - b)
    .map((fiscalYear): YearOverview => {
      const rows: Record<SourceKind, number> = { register: 0, checkup: 0, receipt: 0, certification: 0 };
      const fields = new Set<FieldId>();
      for (const { source, years, isOfEveryYear } of placed) {
        const seen = ofYear(source, { asked: fiscalYear, extraction }, all.registers.has(source));
        const own = isOfEveryYear
          ? source.scan.dispositions.count(USED)
          : (years.find(({ year }) => year === fiscalYear)?.rows ?? 0);
        if (own === 0) continue;
        for (const kind of source.recognition.kinds) rows[kind] += own;
        for (const field of seen.fields) fields.add(field);
      }
      if (examined.has(fiscalYear - 1)) fields.add('checkedUpPrevious');
      return { fiscalYear, rows, fields: withDerived(fields, rows) };
    });
}

/** The fields with those that are derived from them. */
function withDerived(fields: Set<FieldId>, rows: YearOverview['rows']): ReadonlySet<FieldId> {
  const has = (...all: readonly FieldId[]): boolean => all.every((field) => fields.has(field));
  if (has('height', 'weight')) fields.add('bmi');
  if (has('creatinine')) fields.add('egfr');
  if (has('careLevel')) fields.add('certified');
  if (has('careLevelPrevious')) fields.add('certifiedPrevious');
  if (rows.checkup > 0) fields.add('checkedUp');
  if (has('checkupDatePrevious')) fields.add('checkedUpPrevious');
  return fields;
}
