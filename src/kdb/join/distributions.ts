/** Distribution pictures of the key values of a person table: a wrong column leaps to the eye. */
import { FIELD_IDS, FIELDS } from '../values/fields';
import { NO_COUNT } from '../values/codes';
import type { FieldId } from '../values/fieldIds';
import type { PersonTable } from './personTable';
import { atOnce, type Steps } from '../steps';

export interface DistributionBin {
  /** Words of a class, or the span of a value: 20〜21. */
  readonly label: string;
  /** Lower limit, included; upper limit, not included. Both null for classes in words. */
  readonly from: number | null;
  readonly to: number | null;
  readonly persons: number;
}

/** How the values of one field lie. */
export interface Distribution {
  readonly field: FieldId;
  readonly label: string;
  readonly unit: string;
  /** Persons with a value, and without. */
  readonly persons: number;
  readonly missing: number;
  /** Null for classes in words, and where nobody has a value. */
  readonly smallest: number | null;
  readonly median: number | null;
  readonly largest: number | null;
  readonly bins: readonly DistributionBin[];
}

/** Width of the bins, and where the first ends and the last begins. */
const BINS: Readonly<Partial<Record<FieldId, { readonly width: number; readonly from: number; readonly to: number }>>> =
  {
    height: { width: 5, from: 130, to: 180 },
    weight: { width: 5, from: 30, to: 90 },
    bmi: { width: 1, from: 14, to: 36 },
    sbp: { width: 10, from: 90, to: 190 },
    dbp: { width: 10, from: 40, to: 120 },
    hba1c: { width: 0.5, from: 4.5, to: 10 },
    creatinine: { width: 0.2, from: 0.4, to: 2.4 },
    egfr: { width: 10, from: 10, to: 110 },
    drugCount: { width: 1, from: 0, to: 21 },
    institutions: { width: 1, from: 0, to: 8 },
    inpatient: { width: 1, from: 0, to: 13 },
    outpatient: { width: 2, from: 0, to: 30 },
    dental: { width: 1, from: 0, to: 13 },
    pharmacy: { width: 2, from: 0, to: 30 },
    age: { width: 5, from: 65, to: 105 },
  };

const tidy = (value: number): number => Math.round(value * 1000) / 1000;

function ofNumbers(field: FieldId, values: Float64Array, size: number): Distribution {
  const { width, from, to } = BINS[field]!;
  const { label, unit = '' } = FIELDS[field];
  const inner = Math.round((to - from) / width);
  const counts = new Array<number>(inner + 2).fill(0);
  for (const value of values) {
    const place = value < from ? 0 : Math.min(inner, Math.floor((value - from) / width + 1e-9)) + 1;
    counts[place]!++;
  }
  const bins = counts.map((persons, place): DistributionBin => {
    const low = place === 0 ? null : tidy(from + (place - 1) * width);
    const high = place > inner ? null : tidy(from + place * width);
    return {
      label: low === null ? `${high} 未満` : high === null ? `${low} 以上` : `${low}〜${high}`,
      from: low,
      to: high,
      persons,
    };
  });
  const sorted = values.sort();
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  const [smallest, largest] = [sorted[0], sorted[sorted.length - 1]];
  return {
    field,
    label,
    unit,
    persons: sorted.length,
    missing: size - sorted.length,
    smallest: smallest ?? null,
    median: sorted.length > 0 ? tidy(median) : null,
    largest: largest ?? null,
    bins,
  };
}

function ofCodes(field: FieldId, codes: Uint8Array, words: readonly string[]): Distribution {
  const counts = new Array<number>(words.length + 1).fill(0);
  for (const code of codes) if (code <= words.length) counts[code]!++;
  const bins = words.map((word, index): DistributionBin => ({
    label: word,
    from: null,
    to: null,
    persons: counts[index + 1]!,
  }));
  const persons = codes.length - counts[0]!;
  const { label } = FIELDS[field];
  return { field, label, unit: '', persons, missing: counts[0]!, smallest: null, median: null, largest: null, bins };
}

/** The distributions of all measured values, counts, answers and classes that a table has, in the order of the fields. */
export const distributionsOf = (table: PersonTable): readonly Distribution[] =>
  known.get(table.columns) ?? atOnce(distributionsSteps(table));

/** The distributions that were made, by the columns that they are of. */
const known = new WeakMap<PersonTable['columns'], readonly Distribution[]>();

/** Has the distributions of a table made in steps, so that they are known. */
export function* distributionsSteps(table: PersonTable): Steps<readonly Distribution[]> {
  const found: Distribution[] = [];
  for (const field of FIELD_IDS) {
    const distribution = distributionOf(table, field);
    if (distribution === null) continue;
    found.push(distribution);
    yield;
  }
  known.set(table.columns, found);
  return found;
}

function distributionOf(table: PersonTable, field: FieldId): Distribution | null {
  const column = table.columns[field];
  if (column?.kind === 'code' || column?.kind === 'flag')
    return ofCodes(field, column.codes, FIELDS[field].words ?? ['あり', 'なし']);
  if (BINS[field] === undefined || (column?.kind !== 'measure' && column?.kind !== 'count')) return null;
  const isCount = column.kind === 'count';
  const values = Float64Array.from(column.values as ArrayLike<number>).filter((value) =>
    isCount ? value !== NO_COUNT : !Number.isNaN(value),
  );
  return ofNumbers(field, values, table.size);
}
