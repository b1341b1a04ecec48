/** The edge between our answers and Excel: answers become rectangles, errors become the right error values with sentences. */
import { callBegins } from '../excel';
import { AnalystError, sentenceOf, type MessageCode } from '../kdb';
import { basicOf, Share, shareForExcel } from './share';
import { inTurn } from './turns';

/** What a cell may show. Never null: Excel would show 0. */
export type Shown = string | number | boolean | Share;

/** Codes that mean: divided by 0. */
const BY_ZERO = new Set<MessageCode>(['division.byZero', 'ratio.noExpected']);

/** Codes that mean: no such number of persons, events or kilograms can be. */
const IMPOSSIBLE = new Set<MessageCode>([
  'argument.impossible',
  'number.negative',
  'number.notPositive',
  'number.notWhole',
  'numerator.aboveDenominator',
  'life.deathsAbovePopulation',
]);

/** Codes that mean: there is nothing to answer with (yet), or the data do not carry an answer. The rest: wrong argument. */
const NOT_COMPUTABLE = new Set<MessageCode>([
  'figure.noColumn',
  'aggregate.none',
  'aggregate.noIndicator',
  'aggregate.noRecord',
  'aggregate.hidden',
  'argument.person',
  'argument.missing',
  'number.notNumber',
  'rows.none',
  'rate.tooFewEvents',
  'pairs.tooFew',
  'trend.fewYears',
  'survival.beyond',
  'size.tooFew',
  'regression.noSpread',
  'life.openClassNoDeaths',
  'life.smallPopulation',
  'life.fewInClass',
  'life.nobodyAlive',
  'life.tooWide',
  'life.noLeavers',
  'support.none',
  'support.noHeader',
  'support.noPurpose',
]);

function isNotAvailable(code: MessageCode): boolean {
  return /^(data|source|file|csv|list|excel|answer)\./.test(code) || NOT_COMPUTABLE.has(code);
}

/** The error of Excel that an error of ours shows as: #DIV/0!, #NUM!, #N/A or #VALUE!, the last two with the sentence. */
export function cellError(error: unknown): CustomFunctions.Error {
  const { ErrorCode } = CustomFunctions;
  if (!(error instanceof AnalystError)) {
    const reason = error instanceof Error ? error.message : String(error);
    return new CustomFunctions.Error(ErrorCode.notAvailable, sentenceOf('function.failed', { reason }));
  }
  if (BY_ZERO.has(error.code)) return new CustomFunctions.Error(ErrorCode.divisionByZero);
  if (IMPOSSIBLE.has(error.code)) return new CustomFunctions.Error(ErrorCode.invalidNumber);
  return new CustomFunctions.Error(
    isNotAvailable(error.code) ? ErrorCode.notAvailable : ErrorCode.invalidValue,
    error.message,
  );
}

/** A rectangle without holes: rows padded with "" to the same width, what no cell can show as "". */
function rectangle(rows: readonly (readonly Shown[])[]): unknown[][] {
  const isAlone = rows.flat().length === 1;
  const width = rows.reduce((most, { length }) => Math.max(most, length), 1);
  return rows.map((row) =>
    Array.from({ length: width }, (_, index) => {
      const value = row[index] ?? '';
      const number = value instanceof Share ? value.value : value;
      if (typeof number === 'number' && !Number.isFinite(number)) return '';
      return value instanceof Share ? shareForExcel(value, isAlone) : value;
    }),
  );
}

/** A rectangle at once, of what needs no data and no waiting; else an error that Excel shows. */
export function answeredNow(answer: () => readonly (readonly Shown[])[]): unknown[][] {
  try {
    const rows = answer();
    if (rows.length === 0) throw new AnalystError('list.empty');
    return rectangle(rows);
  } catch (error) {
    throw cellError(error);
  }
}

/** Settles always, in its turn: with a rectangle, or with an error that Excel shows. */
export async function answered(
  answer: () => Promise<readonly (readonly Shown[])[]> | readonly (readonly Shown[])[],
): Promise<unknown[][]> {
  const ended = callBegins();
  try {
    const rows = await inTurn(answer);
    return answeredNow(() => rows);
  } catch (error) {
    throw error instanceof CustomFunctions.Error ? error : cellError(error);
  } finally {
    ended();
  }
}

/** Codes of a 絞り込み that meets nobody, or a column that no source provides. */
const MEETS_NOBODY = new Set<MessageCode>(['filter.unknownValue', 'filter.noColumn']);

/**
 * The answer, or the word of ない場合 where the data carry none: no data, no such column, nobody within the 絞り込み, or
 * nobody to divide by. Wrong arguments stay errors, and so does everything where no word was given.
 */
export async function answeredOr<T extends readonly (readonly Shown[])[]>(
  word: unknown,
  answer: () => Promise<T> | T,
): Promise<readonly (readonly Shown[])[]> {
  try {
    return await answer();
  } catch (error) {
    const given = basicOf(Array.isArray(word) ? (word as unknown[]).flat()[0] : word);
    const isGiven = typeof given === 'string' ? given !== '' : typeof given === 'number' || typeof given === 'boolean';
    if (!isGiven || !(error instanceof AnalystError)) throw error;
    const { code } = error;
    if (isNotAvailable(code) || BY_ZERO.has(code) || MEETS_NOBODY.has(code)) return [[given as Shown]];
    throw error;
  }
}

/** One value, or an error that Excel shows. */
export function answeredOne<T extends Shown>(answer: () => T): T {
  try {
    return answer();
  } catch (error) {
    throw cellError(error);
  }
}
