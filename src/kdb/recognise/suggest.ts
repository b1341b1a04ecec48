/** Suggests what the columns of a never-seen export are: by other words for a field, held against what stands in the cells. */
import { toWareki } from '../values/calendar';
import { BLANK, OUT_OF_RANGE, plain, readerOf } from '../values/readings';
import { contentFit, contentOf, type ColumnContent } from './contentFit';
import { FIELD_IDS, FIELDS } from '../values/fields';
import { nameLikeness, namesAnotherPerson, saysNothing } from './nameLikeness';
import { headerRowOf } from './recognise';
import { NO } from '../values/codes';
import type { Cell } from '../values/cellText';
import type { FieldId } from '../values/fieldIds';
import type { SourceInput } from './sourceInput';

export interface Suggestion {
  readonly field: FieldId;
  /** 0 to 1. */
  readonly score: number;
  /** Why, in Japanese. */
  readonly because: readonly string[];
}

export interface SuggestedColumn {
  readonly index: number;
  readonly heading: string;
  /** What the column is already recognised as. */
  readonly recognised: FieldId | null;
  /** The best first; empty for columns that are recognised, and where nothing comes near. */
  readonly suggestions: readonly Suggestion[];
  /** The field that may stand chosen at first: likely, and of no other column. Null where the analyst has to choose. */
  readonly proposed: FieldId | null;
  /** The first filled cells as they stand in the source, five at most. */
  readonly samples: readonly Cell[];
}

export interface Suggestions {
  /** 1-based; 0 when nothing looks like a header. */
  readonly headerRow: number;
  readonly columns: readonly SuggestedColumn[];
}

const SAMPLE_ROWS = 500;
const SHOWN_SAMPLES = 5;
const MOST_SUGGESTIONS = 3;
const LEAST_SCORE = 0.25;
/** A suggestion at least this likely may stand chosen at first. */
const LIKELY = 0.5;
/** Likeness from which a heading is the name of a field, in other words. */
const NAMED = 0.9;
/** Two columns that are nearly as likely for one field: nobody but the analyst can tell. */
const CLEARLY = 0.1;
/** How much the name and the content count; both together make 1 at most. */
const WEIGHT = { name: 0.65, content: 0.56 } as const;
/** Fields whose values are like those of no other column, so that they may speak against a heading that says nothing of it. */
const TELLING: ReadonlySet<FieldId> = new Set(['birthDate', 'sex', 'careLevel', 'proteinuria']);
const TELLING_FIT = 0.9;

function suggestionsFor(heading: string, content: ColumnContent, taken: ReadonlySet<FieldId>): readonly Suggestion[] {
  const isMute = saysNothing(heading);
  const isNamed = FIELD_IDS.some((field) => nameLikeness(heading, field) >= NAMED);
  const suggestions = FIELD_IDS.flatMap((field): Suggestion[] => {
    if (taken.has(field) || FIELDS[field].aliases.length === 0) return [];
    const likeness = nameLikeness(heading, field);
    // A heading that is the name of a field only looks like the names of others (上の血圧, 下の血圧).
    const like = isNamed && likeness < NAMED ? 0 : likeness;
    const fit = contentFit(field, content);
    if (fit.against) return [];
    const mayTell =
      isMute || (TELLING.has(field) && fit.score >= TELLING_FIT && !namesAnotherPerson(heading) && !isLike(heading));
    if (like === 0 && !mayTell) return [];
    const score = Math.min(1, WEIGHT.name * like + WEIGHT.content * fit.score);
    if (score < LEAST_SCORE) return [];
    const because = [
      ...(like > 0 ? [`見出しが「${FIELDS[field].label}」に似ている`] : []),
      ...(fit.words === '' ? [] : [fit.words]),
    ];
    return [{ field, score: Math.round(score * 100) / 100, because }];
  });
  return suggestions.sort((a, b) => b.score - a.score).slice(0, MOST_SUGGESTIONS);
}

/** Whether a heading comes near to any field by its name: then its name goes before what stands below it. */
const isLike = (heading: string): boolean => FIELD_IDS.some((field) => nameLikeness(heading, field) > 0);

type Candidate = Omit<SuggestedColumn, 'proposed'>;

/** One column for one field: the clearly likeliest; where two come near the same field, neither is proposed. */
function proposals(columns: readonly Candidate[]): ReadonlyMap<number, FieldId> {
  const best = columns.flatMap(({ index, suggestions: [first, second] }) =>
    first === undefined || first.score < LIKELY || (second !== undefined && first.score - second.score < CLEARLY / 2)
      ? []
      : [{ index, ...first }],
  );
  const chosen = new Map<number, FieldId>();
  for (const candidate of best) {
    const rivals = best.filter(({ field, index }) => field === candidate.field && index !== candidate.index);
    if (rivals.every(({ score }) => candidate.score - score >= CLEARLY)) chosen.set(candidate.index, candidate.field);
  }
  return chosen;
}

/**
 * What the columns of a source may be. Columns that are recognised by their headings come without suggestions; fields that
 * they hold are not suggested for others. The user confirms; `mappingOf` and `withMapping` make use of it.
 */
export function suggestColumns(input: SourceInput): Suggestions {
  const header = headerRowOf(input);
  if (!header) return { headerRow: 0, columns: [] };
  const cellsOf: Cell[][] = header.headings.map(() => []);
  let row = 0;
  for (const cells of input.rows()) {
    if (++row <= header.row) continue;
    if (row > header.row + SAMPLE_ROWS) break;
    cellsOf.forEach((column, index) => column.push(cells[index] ?? null));
  }
  const taken = new Set(header.fields.filter((field): field is FieldId => field !== null));
  const columns = header.headings.map((heading, index): Candidate => {
    const recognised = header.fields[index] ?? null;
    const content = contentOf(cellsOf[index]!);
    const suggestions = recognised ? [] : suggestionsFor(heading, content, taken);
    return { index, heading, recognised, suggestions, samples: content.cells.slice(0, SHOWN_SAMPLES) };
  });
  const proposed = proposals(columns);
  return {
    headerRow: header.row,
    columns: columns.map((column) => ({ ...column, proposed: proposed.get(column.index) ?? null })),
  };
}

/** What a cell becomes in a column of a field, in words: a number, a day, the word of a code; 「読めない」 and 「範囲外」 where it is none. */
export function readingText(field: FieldId, cell: Cell): string {
  const { kind, reader, words } = FIELDS[field];
  if (plain(cell) === '') return '空欄';
  if (reader === 'text' || reader === 'number' || reader === 'exclusion') return String(cell).normalize('NFKC').trim();
  const value = readerOf(field)(cell);
  if (value === BLANK) return '空欄';
  if (Object.is(value, OUT_OF_RANGE)) return '範囲外';
  if (!Number.isFinite(value)) return '読めない';
  if (kind === 'date') return toWareki(value);
  if (kind === 'flag') return value === NO ? '無' : '有';
  return words?.[value - 1] ?? String(value);
}
