/** What stands on 実績の記録: the entries of former writings, with what a person wrote over, and how many lines are typed. */
import type { Cell } from '../../kdb';
import { hashOfText, plainOf } from '../forms/marks';
import { readStanding, type FormStanding } from '../forms/standing';
import { dayOfMoment } from '../years';
import { shareOf } from './fromPersons';
import { EVERYBODY, keyOfEntry, OTHER_CONDITION_REMARK, TYPED_SOURCE, type RecordEntry } from './entry';

const RECORDED = /^rec\./u;
const TYPED = /^typed\.(\d+)$/u;
const NUMBERS = ['numerator', 'denominator', 'value', 'lower', 'upper'] as const;
/** What the sheet itself puts into 注意 when it is written. */
const OF_THE_SHEET = new RegExp(`^(${OTHER_CONDITION_REMARK}|値が複数あります|使う行の|付けるまでは)`, 'u');

export interface StandingRecord {
  /** Entries of former writings. */
  readonly entries: readonly RecordEntry[];
  /** Entries of the lines that are typed into; they stay where they stand. */
  readonly typed: readonly (RecordEntry & { readonly line: number })[];
  /** Entries of the lines that show 策定時実績 of Ⅲ and Ⅳ. */
  readonly bases: readonly RecordEntry[];
  /** Number of the last typed line that holds anything. */
  readonly typedLines: number;
  /** Lines without a key that somebody inserted: their place on the sheet from 1. */
  readonly inserted: readonly number[];
}

export const NOTHING_STANDS: StandingRecord = { entries: [], typed: [], bases: [], typedLines: 0, inserted: [] };

const numberOf = (cell: Cell | undefined): number | null =>
  typeof cell === 'number' && Number.isFinite(cell) ? cell : null;
const textOf = (cell: Cell | undefined): string => plainOf(cell).trim();

/** Limits as they stand; those of a typed share whose workbook was not calculated since follow from its counts. */
function limitsOf(
  lower: number | null,
  upper: number | null,
  numerator: number | null,
  denominator: number | null,
): Pick<RecordEntry, 'lower' | 'upper'> {
  if (lower !== null || upper !== null || numerator === null || denominator === null) return { lower, upper };
  const share = shareOf(numerator, denominator);
  return { lower: share.lower, upper: share.upper };
}

/** 注意 without what the sheet says of itself. */
function ownRemark(text: string): string {
  return text
    .split('。')
    .filter((part) => part !== '' && !OF_THE_SHEET.test(part))
    .join('。');
}

/** One line of a figure of which there are several. */
export interface StandingChoice extends RecordEntry {
  readonly lineKey: string;
  /** Row of the sheet, from 0. */
  readonly row: number;
  readonly isChosen: boolean;
}

/** The figures that stand with different values, and the cells of 採用 in which one of them is chosen. */
export interface StandingChoices {
  /** Column of 採用, from 0. */
  readonly column: number;
  readonly figures: readonly (readonly StandingChoice[])[];
}

/** What is to be chosen on the record as it stands; what is typed above goes before all, and leaves nothing to choose. */
export function standingChoices(cells: FormStanding): StandingChoices {
  const form = readStanding(cells);
  const column = [...(form?.columns ?? [])].find(([, { key }]) => key === 'adopted')?.[0];
  if (form === null || column === undefined) return { column: -1, figures: [] };
  const rows = new Map([...form.rows].map(([row, { key }]) => [key, row]));
  const { entries, typed } = standingRecord(cells);
  const settled = new Set(typed.map(keyOfEntry));
  const groups = new Map<string, StandingChoice[]>();
  for (const entry of entries) {
    const key = keyOfEntry(entry);
    if (settled.has(key)) continue;
    const row = rows.get(entry.lineKey!)!;
    const choice = { ...entry, lineKey: entry.lineKey!, row, isChosen: textOf(cells.values[row]?.[column]) !== '' };
    groups.set(key, [...(groups.get(key) ?? []), choice]);
  }
  return { column, figures: [...groups.values()].filter((lines) => lines.length > 1) };
}

/** When a line was recorded: to the second beside the page, and otherwise what stands in 記録日. */
const momentOf = (day: string, moment: string): string =>
  day === '' || moment === '' || dayOfMoment(moment) !== day ? day : moment;

/** The record as it stands; nothing where the sheet is none of ours. */
export function standingRecord(cells: FormStanding | undefined): StandingRecord {
  const form = cells === undefined ? null : readStanding(cells);
  if (cells === undefined || form === null) return NOTHING_STANDS;
  const columns = new Map([...form.columns].map(([index, column]) => [column.key, { index, wrote: column.column }]));
  const entries: RecordEntry[] = [];
  const typed: (RecordEntry & { line: number })[] = [];
  const bases: RecordEntry[] = [];
  let typedLines = 0;
  const keyed = [...form.rows];
  for (const [place, { key, marks }] of keyed) {
    const at = (column: string): Cell => cells.values[place]?.[columns.get(column)?.index ?? -1] ?? null;
    const isTyped = TYPED.exec(key);
    const isBase = key.startsWith('base.');
    if (isTyped === null && !isBase && !RECORDED.test(key)) continue;
    const year = numberOf(at('year'));
    const indicator = textOf(at('indicator'));
    if (
      isTyped !== null &&
      [...['year', 'indicator', 'area'], ...NUMBERS.slice(0, 3)].some((each) => textOf(at(each)) !== '')
    )
      typedLines = Math.max(typedLines, Number(isTyped[1]));
    if (year === null || indicator === '') continue;
    const [numerator, denominator, value, lower, upper] = NUMBERS.map((column) => numberOf(at(column))) as [
      number | null,
      number | null,
      number | null,
      number | null,
      number | null,
    ];
    const share = numerator !== null && denominator !== null && denominator > 0 ? numerator / denominator : null;
    const isWrittenOver =
      isTyped === null &&
      !isBase &&
      NUMBERS.slice(0, 3).some((column) => {
        const mark = marks[(columns.get(column)?.wrote ?? 0) - 1];
        return mark?.kind === 'text' && hashOfText(at(column)) !== mark.hash;
      });
    const source = textOf(at('source'));
    if (isBase && value === null) continue;
    const entry: RecordEntry = {
      fiscalYear: year,
      indicator,
      area: textOf(at('area')) || EVERYBODY,
      numerator,
      denominator,
      value: value ?? share,
      ...limitsOf(lower, upper, numerator, denominator),
      source:
        isTyped !== null
          ? TYPED_SOURCE
          : isWrittenOver && !source.startsWith(TYPED_SOURCE)
            ? `${TYPED_SOURCE}（書きかえ）`
            : source,
      recordedAt: momentOf(textOf(at('recordedAt')), textOf(at('moment'))),
      condition: textOf(at('condition')),
      remark: ownRemark(textOf(at('remark'))),
      ...(isTyped === null && !isBase ? { lineKey: key } : {}),
    };
    if (isTyped !== null) {
      if (entry.value !== null) typed.push({ ...entry, line: Number(isTyped[1]) });
    } else (isBase ? bases : entries).push(entry);
  }
  const [first, last] = [
    keyed.find(([, { key }]) => key === 'head')?.[0],
    keyed.find(([, { key }]) => key === 'end')?.[0],
  ];
  const yearColumn = columns.get('year')?.index ?? -1;
  const inserted =
    first === undefined || last === undefined
      ? []
      : Array.from({ length: last - first - 1 }, (_, index) => first + 1 + index).filter(
          (place) => !form.rows.has(place) && numberOf(cells.values[place]?.[yearColumn]) !== null,
        );
  return { entries, typed, bases, typedLines, inserted: inserted.map((place) => place + 1) };
}
