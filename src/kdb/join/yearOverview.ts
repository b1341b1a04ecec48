/** What the sources of a run have for each year that they name, over all and by insurer. */
import type { Read } from './readSources';
import type { YearOverview, YearRows } from './report';
import { ofYear } from './sourceOfYear';
import { yearsOf } from './sourceYears';
import type { SourceKind } from '../recognise/layouts';
import type { FieldId } from '../values/fieldIds';

/** What the sources have for each year that they name. */
export function overviewOf(all: Read, extraction: number): readonly YearOverview[] {
  const { roster } = all;
  const whole = yearRowsOf(all, extraction, [extraction], () => true);
  const named = [...whole.keys()];
  const insurers = roster.insurerCodes().map((code) => ({
    insurer: roster.insurerName(code),
    years: yearRowsOf(all, extraction, named, (person) => roster.insurerOf(person) === code),
  }));
  insurers.sort((a, b) => (a.insurer < b.insurer ? -1 : 1));
  return [...whole]
    .sort(([a], [b]) => a - b)
    .map(([fiscalYear, { rows, fields }]) => ({
      fiscalYear,
      rows,
      fields,
      insurers:
        insurers.length < 2 ? [] : insurers.map(({ insurer, years }) => ({ insurer, ...years.get(fiscalYear)! })),
    }));
}

const noRows = (): Record<SourceKind, number> => ({ register: 0, checkup: 0, receipt: 0, certification: 0 });

/** Rows and fields by year, of the rows of some persons: for the years that are wanted, and all that their rows name. */
function yearRowsOf(
  all: Read,
  extraction: number,
  wanted: readonly number[],
  isAsked: (person: number) => boolean,
): ReadonlyMap<number, YearRows> {
  const placed = all.ordered.map((source) => {
    const { persons, dispositions } = source.scan;
    const isAskedRow = (row: number): boolean => isAsked(persons[row]!);
    let rows = 0;
    for (let row = 0; row < dispositions.rows; row++) if (dispositions.isUsed(row) && isAskedRow(row)) rows++;
    return { source, used: rows, ...yearsOf(source, extraction, isAskedRow) };
  });
  const named = new Set([...wanted, ...placed.flatMap(({ years }) => years.map(({ year }) => year))]);
  const examined = new Set(
    placed.flatMap(({ source, years }) =>
      source.recognition.kinds.includes('checkup') ? years.map(({ year }) => year) : [],
    ),
  );
  return new Map(
    [...named].map((fiscalYear): [number, YearRows] => {
      const rows = noRows();
      const fields = new Set<FieldId>();
      for (const { source, used, years, isOfEveryYear } of placed) {
        const own = isOfEveryYear ? used : (years.find(({ year }) => year === fiscalYear)?.rows ?? 0);
        if (own === 0) continue;
        const seen = ofYear(source, { asked: fiscalYear, extraction }, all.registers.has(source));
        for (const kind of source.recognition.kinds) rows[kind] += own;
        for (const field of seen.fields) fields.add(field);
      }
      if (examined.has(fiscalYear - 1)) fields.add('checkedUpPrevious');
      return [fiscalYear, { rows, fields: withDerived(fields, rows) }];
    }),
  );
}

/** The fields with those that are derived from them. */
function withDerived(fields: Set<FieldId>, rows: YearRows['rows']): ReadonlySet<FieldId> {
  const has = (...all: readonly FieldId[]): boolean => all.every((field) => fields.has(field));
  if (has('height', 'weight')) fields.add('bmi');
  if (has('creatinine')) fields.add('egfr');
  if (has('careLevel')) fields.add('certified');
  if (has('careLevelPrevious')) fields.add('certifiedPrevious');
  if (rows.checkup > 0) fields.add('checkedUp');
  if (has('checkupDatePrevious')) fields.add('checkedUpPrevious');
  return fields;
}
