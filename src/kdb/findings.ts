/** What reading brought to light about places in a file: one table of sentences, each with the file, the rows and the column. */
import { columnLetters } from '../formula';
import { AnalystError } from './errors';

/**
 * The findings. `{place}` is the file (and sheet), `{rows}` the rows as Excel numbers them, `{column}` the letter of the column
 * with its heading.
 */
export const FINDINGS = {
  'number.unreadable':
    '{place} の {column}に、番号を読めない行が {count} 行あります（{rows}）。1.23E+11 のような番号は Excel で開いたときに桁が失われています。番号の列を文字列として書き出し直してください。',
  'number.otherKind':
    '{place} の {column}は介護保険の被保険者番号（10 桁）のため、{count} 行（{rows}）がそのままでは結び付きません。シート「抽出条件」の「生年月日で結合」を「使う」にすると（コマンドでは --join-by-birth）、生年月日・性別（・カナ）で結び付けます。',
  'number.needsInsurer':
    '{place} の {column}と同じ被保険者番号の人が複数の保険者にいるため、保険者番号のない {count} 行（{rows}）は結び付けられません。',
  'cell.unreadable':
    '{place} の {column}に、読めない値が {count} 件あります（{rows}）。{errors}元の値を確かめてください。',
  'cell.impossible': '{place} の {column}に、ありえない値が {count} 件あります（{rows}）。元の値を確かめてください。',
  'cell.both':
    '{place} の {column}に、読めない値が {count} 件、ありえない値が {impossible} 件あります（{rows}）。{errors}元の値を確かめてください。',
  'cell.becameDate':
    '{place} の {column}の {count} 件は、「1-2」のような値が Excel で日付に変わったものと見られ、読めません（{rows}）。文字列として書き出し直してください。',
  'date.missing': '{place} の {column}に日付がないか読めない行が {count} 行あり、使っていません（{rows}）。',
  'qualification.unreadable':
    '{place} の {column}に、日付として読めない値が {count} 行あり、その人を除きました（{rows}）。2025/10/31 や R7.10.31 のように書き出し直してください。',
  'month.unreadable':
    '{place} の {column}に診療年月がないか読めない行が {count} 行あり、使っていません（{rows}）。2025-06 や R7.6 のように書き出し直してください。',
  'validity.unreadable':
    '{place} の {column}に、日付として読めない値が {count} 件あり、期間の限りがないものとして扱いました（{rows}）。',
  'exportYear.unreadable':
    '{place} の {column}に、年度として読めない値が {count} 件あり、その行は表のほかの行と同じ年度としました（{rows}）。',
  'receiptType.unreadable':
    '{place} の {column}に、レセプト種別を読めない行が {count} 行あり、件数には入れません（薬剤と傷病名は使います。{rows}）。',
  'heading.repeated':
    '{place} の {rows}の見出しで、{column}は{other}と同じ見出しです。2 つ目以降は使っていません。どちらが正しいか確かめてください。',
  'row.tooWide':
    '{place} に、見出しのない {column}以降まで値のある行が {count} 行あります（{rows}）。値の中の「,」などで列がずれていないか確かめてください。',
} as const;

export type FindingCode = keyof typeof FINDINGS;

/** Fills the sentence of a finding. A place without a value is a defect and throws. */
export function findingOf(code: FindingCode, values: Readonly<Record<string, string | number>>): string {
  return FINDINGS[code].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`finding ${code} needs the value ${name}`);
    return String(value);
  });
}

/** A column as Excel letters it, with its heading: C列『BMI』; without a heading C列. */
export function columnWords({ index, heading = '' }: { readonly index: number; readonly heading?: string }): string {
  const letters = columnLetters(index);
  const name = heading.replace(/\s+/g, ' ').trim();
  return name === '' ? `${letters}列` : `${letters}列『${name}』`;
}

/** Rows in words: 3、7、12 行目, and ほか when there are more than those. */
export function rowsWords(rows: readonly number[], of = rows.length): string {
  return `${rows.join('、')} 行目${of > rows.length ? ' ほか' : ''}`;
}

/** Rows that are shown of each finding. */
const SHOWN = 5;

/** Counts rows, and keeps the first of them. */
export class Places {
  count = 0;
  readonly rows: number[] = [];

  add(row: number): void {
    if (this.count++ < SHOWN) this.rows.push(row);
  }
}

/** The finding about rows of a column; none when there are no rows. */
export function findingAt(
  code: FindingCode,
  place: string,
  column: { readonly index: number; readonly heading?: string },
  { count, rows }: Pick<Places, 'count'> & { readonly rows: readonly number[] },
): readonly string[] {
  if (count === 0) return [];
  const shown = rows.slice(0, SHOWN);
  return [findingOf(code, { place, column: columnWords(column), count, rows: rowsWords(shown, count) })];
}

/** A quote that is never closed, in the cell of a row where it begins. */
export function unclosedQuote(file: string, row: number, index: number): AnalystError {
  return new AnalystError('csv.unclosedQuote', { file, row, index, column: columnWords({ index }) });
}

/** The same error with the heading of its column, for whoever knows the headings; other errors as they are. */
export function withHeading(error: unknown, headings: readonly (string | undefined)[]): unknown {
  if (!(error instanceof AnalystError) || error.code !== 'csv.unclosedQuote') return error;
  const index = Number(error.values.index);
  const heading = headings[index] ?? '';
  const { file, row } = error.values as { file: string; row: number };
  return new AnalystError('csv.unclosedQuote', { file, row, index, column: columnWords({ index, heading }) });
}
