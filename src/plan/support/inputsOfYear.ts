/** Which sources speak of a fiscal year: those without any date of their own are placed by the year that names them. */
import { AnalystError, recognise, type Cell, type SourceInput } from '../../kdb';
import { fiscalYearIn } from '../../kdb/recognise/yearMarks';

const TITLE_ROWS = 30;
const YEAR_WORDS = /((?:令和|平成|R|H)\s*(?:\d{1,2}|元)|20\d{2})\s*年度/i;

/** The fiscal year that a text names (令和8年度, R8年度, 2026年度); null when it names none. */
export function yearNamedIn(text: Cell): number | null {
  if (typeof text !== 'string') return null;
  const match = YEAR_WORDS.exec(text.normalize('NFKC'));
  return match === null ? null : fiscalYearIn(`${match[1]!.replace(/\s+/g, '')}年度`);
}

/** The year of a source without dates: its sheet or file name, or a title row above the header. */
function namedYear(input: SourceInput, headerRow: number): number | null {
  const named = yearNamedIn(input.sheet ?? input.file) ?? yearNamedIn(input.file);
  if (named !== null) return named;
  let row = 0;
  for (const cells of input.rows()) {
    row += 1;
    if (row >= headerRow || row > TITLE_ROWS) return null;
    for (const cell of cells) {
      const year = yearNamedIn(cell);
      if (year !== null) return year;
    }
  }
  return null;
}

/** What a source says of its time; null for what is no export. */
interface Placed {
  readonly year: number | null;
  readonly isRegister: boolean;
  readonly placesItself: boolean;
}

function placed(input: SourceInput): Placed | null {
  try {
    const seen = recognise(input);
    if (!seen.recognised) return null;
    const isDated = seen.planned.some(({ field }) => field === 'checkupDate');
    const bringsUndated = seen.kinds.some((kind) => kind === 'receipt' || kind === 'certification');
    return {
      year: namedYear(input, seen.headerRow),
      isRegister: seen.hasQualification,
      placesItself: seen.receiptColumns !== null || seen.exportYearIndex >= 0 || (isDated && !bringsUndated),
    };
  } catch (error) {
    // A table that cannot be read is the intake's to refuse, in words.
    if (error instanceof AnalystError) return null;
    throw error;
  }
}

/**
 * The inputs that may answer for a fiscal year. Check-ups with dates, tables with a column 抽出年度 and receipts with 診療年月
 * place themselves. Receipts and certifications without any date that are named after another year (sheet, file or title)
 * are left out, and so is a register of another year where one of the year stands beside it.
 */
export function inputsOfYear(inputs: readonly SourceInput[], fiscalYear: number): SourceInput[] {
  const all = inputs.map((input) => ({ input, at: placed(input) }));
  const hasRegister = all.some(({ at }) => at?.isRegister === true && at.year === fiscalYear);
  return all
    .filter(({ at }) => {
      if (at === null || at.year === null || at.year === fiscalYear) return true;
      return at.isRegister ? !hasRegister : at.placesItself;
    })
    .map(({ input }) => input);
}
