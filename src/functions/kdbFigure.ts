/** The custom function of the aggregate forms: one figure of what KDB printed, for the own area or those it compares with. */
import { filterItems } from '../criteria';
import { findWord, KDB_WORDS } from '../catalogue';
import { findComparator, kdbFigure, type FigureQuery } from '../indicators';
import { AnalystError, COMPARATOR_WORDS } from '../kdb';
import { currentAggregates } from '../excel';
import { readFiscalYear } from '../plan';
import { isOmitted, single, textOf } from './arguments';
import { outputOf, shownOf } from './estimateAnswers';
import { answered } from './guard';
import { wordOf } from './numbers';

/** Decimals with which forms are printed. */
const PRINTED = 1;
const KEYS = ['性別', '年齢', '市町村'] as const;
const SEXES: Readonly<Record<string, 0 | 1 | 2>> = { 男: 1, 男性: 1, 女: 2, 女性: 2, 男女計: 0, 計: 0 };

function ageOf(text: string): readonly [number, number | null] {
  const plain = text.replace(/[歳\s]/g, '').replace(/[〜~–−]/g, '-');
  const span = /^(\d{1,3})-(\d{1,3})$/.exec(plain);
  if (span) return [Number(span[1]), Number(span[2])];
  const open = /^(\d{1,3})(以上|-)$/.exec(plain);
  if (open) return [Number(open[1]), null];
  throw new AnalystError('filter.form', { text: `年齢=${text}` });
}

/** 指標 with its narrowing: 平均自立期間;性別=女. Throws filter.unknownKey, filter.form, argument.choice. */
function queryOf(value: unknown): FigureQuery {
  const text = wordOf(value, '指標');
  const end = text.indexOf(';');
  const indicator = end < 0 ? text : text.slice(0, end);
  const given = filterItems(text.slice(indicator.length), () => false).map(
    ({ key, values, form }): Partial<FigureQuery> => {
      // A name with a separator in it is no list here: one place, or one age, is asked for.
      const wanted = values.length === 1 ? values[0]! : form.slice(form.indexOf('=') + 1).trim();
      switch (key) {
        case '性別': {
          const sex = SEXES[wanted];
          if (sex === undefined)
            throw new AnalystError('argument.choice', { label: key, value: wanted, known: '男・女・男女計' });
          return { sex };
        }
        case '年齢':
          return { age: ageOf(wanted) };
        case '市町村':
          return { municipality: wanted };
        default:
          throw new AnalystError('filter.unknownKey', { key, known: KEYS.join('・') });
      }
    },
  );
  return Object.assign({ indicator: indicator.trim() }, ...given) as FigureQuery;
}

/** 比較; 当地域 when omitted. Throws argument.choice. */
function comparatorOf(value: unknown): NonNullable<FigureQuery['comparator']> {
  const text = textOf(value);
  const found = text === '' ? 'self' : findComparator(text);
  if (found === null)
    throw new AnalystError('argument.choice', {
      label: '比較',
      value: text,
      known: Object.values(COMPARATOR_WORDS)
        .map(([word]) => word)
        .join('・'),
    });
  return found;
}

/**
 * IKKATSU.KDBFIGURE.
 * @returns 集計表の値。読み込んでいなければ #N/A
 */
export async function kdbFigureOf(指標: unknown, 比較?: unknown, 年度?: unknown, 出力?: unknown): Promise<unknown[][]> {
  return answered(async () => {
    const query = queryOf(指標);
    const comparator = comparatorOf(比較);
    const year = isOmitted(年度) ? null : yearOf(single(年度));
    const part = isOmitted(出力) ? '値' : findWord(textOf(出力), KDB_WORDS);
    const output = part === undefined ? outputOf(出力) : '値';
    const { estimate } = kdbFigure(await currentAggregates(), {
      ...query,
      comparator,
      ...(year === null ? {} : { fiscalYear: year }),
      ...(part === undefined ? {} : { part }),
    });
    return [shownOf(estimate, output, PRINTED)];
  });
}

/** 2025, 令和7年度 … Throws argument.number. */
function yearOf(value: unknown): number | null {
  try {
    return readFiscalYear(typeof value === 'number' ? value : String(value), '');
  } catch {
    throw new AnalystError('argument.number', { label: '年度', value: String(value) });
  }
}
