/** 個人票: one printed page a person for a visit — who it is, why, the values of some years, the answers, room for notes. */
import { fiscalYearName } from '../years';
import { criterionById, priority, type CriteriaSettings, type CriterionResult } from '../../criteria';
import { FIELDS, indexOf, QUESTIONS, textAt, valueText, type FieldId, type PersonTable } from '../../kdb';
import { PERSON_PAGES_SHEET } from '../sheetNames';
import { line, type Block, type MergeSpec, type SheetSpec, type SpecValue } from '../sheetSpec';
import { type StyleName } from '../styles';
import { fittingScale, pageHeight } from '../pageBreaks';
import { STANDARD_HEIGHT, withRowHeights } from '../textSize';
import { contactColumns, knownColumns, personColumns, textIn } from './extractionRows';
import { PRIVACY } from '../words';
import { shortReason } from './reasons';

/** The persons of one fiscal year. */
export interface YearOfPersons {
  readonly fiscalYear: number;
  readonly table: PersonTable;
}

export interface PersonPagesFacts {
  readonly table: PersonTable;
  readonly settings: CriteriaSettings;
  readonly results: readonly CriterionResult[];
  /** The years before that the sources know, the oldest first; the year of `table` is added. */
  readonly before: readonly YearOfPersons[];
  readonly fiscalYear: number;
  /** Rows of `table`, in the order of the pages. */
  readonly rows: readonly number[];
}

/** Values that a visitor wants to see over the years. */
const FOLLOWED: readonly FieldId[] = [
  'checkupDate',
  'weight',
  'bmi',
  'sbp',
  'dbp',
  'hba1c',
  'egfr',
  'proteinuria',
  'drugCount',
  'institutions',
  'careLevel',
];
/** Labels on one line; the whole is printed at some 78 %, so that a person is one page. */
const WIDTHS = [27, 29, 27, 29];
const COLUMNS = WIDTHS.length;
/** Years beside each other on a page. */
const MOST_YEARS = COLUMNS - 1;
const NOTES = ['日時・訪問者', '本人・家族の様子', '支援の内容', 'つないだ先・連絡', '次回の予定'];
/** Room to write by hand: as much as the page leaves. */
const NOTE_HEIGHT = { least: 26, most: 66 } as const;

interface Page {
  readonly blocks: Block[];
  readonly merges: MergeSpec[];
  /** Rows to write into by hand. */
  readonly notes: number[];
}

/** Writes the page of one person from a row on; answers with the row after it. */
function writePage(page: Page, facts: PersonPagesFacts, person: number, from: number): number {
  const { table, settings, results, before, fiscalYear } = facts;
  let row = from;
  const put = (cells: readonly SpecValue[], style: StyleName, column = 0): void => {
    page.blocks.push({ ...line(row, cells, { style, formats: cells.map(() => '@') }), column });
  };
  const wide = (text: string, style: StyleName, column = 0): void => {
    put([text, ...Array.from({ length: COLUMNS - column - 1 }, () => '')], style, column);
    page.merges.push({ row, column, rows: 1, columns: COLUMNS - column });
  };
  const heading = (text: string): void => {
    wide(text, 'heading');
    row += 1;
  };

  wide('個人票', 'title');
  row += 1;
  const known = [...personColumns(table), ...contactColumns(table), ...knownColumns(table)].map(
    ({ heading: label, at }) => [label, String(at(person))] as const,
  );
  const { level, purposes } = priority(table, results, person);
  const said = [...known, ['優先度', level] as const, ['該当目的数', String(purposes)] as const];
  const short = said.filter(([label]) => label !== '住所');
  for (let index = 0; index < short.length; index += 2) {
    for (const [side, each] of [short[index], short[index + 1]].entries()) {
      put([each?.[0] ?? ''], 'formLabel', side * 2);
      put([each?.[1] ?? ''], 'body', side * 2 + 1);
    }
    row += 1;
  }
  for (const [label, value] of said.filter(([each]) => each === '住所')) {
    put([label], 'formLabel');
    wide(value, 'body', 1);
    row += 1;
  }

  heading('該当する目的と理由');
  const met = results.filter(({ hits }) => hits.get(person));
  if (met.length === 0) {
    wide('どの目的にも該当していません。', 'body');
    row += 1;
  }
  for (const { id } of met) {
    put([criterionById(id).name], 'formLabel');
    wide(shortReason(table, id, settings, person), 'body', 1);
    row += 1;
  }

  const key = { number: textAt(table, 'personId', person), insurer: textAt(table, 'insurer', person) };
  const years = [
    ...before.slice(-(MOST_YEARS - 1)).map((year) => ({ ...year, row: indexOf(year.table).row(key) })),
    { fiscalYear, table, row: person },
  ].filter((year) => year.row >= 0);
  const lines = FOLLOWED.map((field) => ({
    field,
    values: years.map((year) => (year.table.columns[field] === undefined ? '' : textIn(year.table, field, year.row))),
  })).filter(({ values }) => values.some((value) => value !== ''));
  if (lines.length > 0) {
    heading('経過');
    const filler = Array.from({ length: COLUMNS - 1 - years.length }, () => '');
    put(['', ...years.map((year) => `${fiscalYearName(year.fiscalYear)}`), ...filler], 'header');
    row += 1;
    for (const { field, values } of lines) {
      const { label, unit } = FIELDS[field];
      put([`${label}${unit === undefined ? '' : `（${unit}）`}`], 'formLabel');
      put([...values.map((value) => (value === '' ? '－' : value)), ...filler], 'body', 1);
      row += 1;
    }
  }

  const answers = QUESTIONS.flatMap(({ id, mark, title }) => {
    const answer = table.columns[id] === undefined ? '' : valueText(table, id, person);
    return answer === '' ? [] : [[`${mark}${title}`, answer] as const];
  });
  if (answers.length > 0) {
    heading('質問票の回答');
    const half = Math.ceil(answers.length / 2);
    for (let index = 0; index < half; index += 1) {
      for (const [side, each] of [answers[index], answers[index + half]].entries()) {
        put([each?.[0] ?? ''], 'formLabel', side * 2);
        put([each?.[1] ?? ''], 'body', side * 2 + 1);
      }
      row += 1;
    }
  }

  heading('訪問の記録');
  for (const label of NOTES) {
    put([label], 'formLabel');
    wide('', 'body', 1);
    page.notes.push(row);
    row += 1;
  }
  return row;
}

/** Gives the rows to write into what the other rows of a page leave. `starts`: the first row of each page, and the end. */
function withNotes(spec: SheetSpec, notes: readonly number[], starts: readonly number[]): SheetSpec {
  const heights = new Map(spec.rowHeights);
  const whole = pageHeight(spec, fittingScale(spec));
  starts.slice(0, -1).forEach((first, index) => {
    const own = notes.filter((row) => row >= first && row < starts[index + 1]!);
    let left = whole;
    for (let row = first; row < starts[index + 1]!; row += 1)
      if (!own.includes(row)) left -= heights.get(row) ?? STANDARD_HEIGHT;
    const height = Math.min(NOTE_HEIGHT.most, Math.max(NOTE_HEIGHT.least, Math.floor(left / own.length)));
    for (const row of own) heights.set(row, height);
  });
  return { ...spec, rowHeights: heights };
}

/** The whole sheet. A person who is asked for twice has one page. */
export function personPagesSheet(facts: PersonPagesFacts): SheetSpec {
  const page: Page = { blocks: [], merges: [], notes: [] };
  const breaks: number[] = [];
  let row = 0;
  for (const person of new Set(facts.rows)) {
    if (row > 0) breaks.push(row);
    row = writePage(page, facts, person, row);
  }
  const spec = withRowHeights({
    name: PERSON_PAGES_SHEET,
    blocks: page.blocks,
    merges: page.merges,
    columnWidths: WIDTHS,
    print: { orientation: 'portrait', notice: PRIVACY, pages: breaks },
  });
  return withNotes(spec, page.notes, [0, ...breaks, row]);
}
