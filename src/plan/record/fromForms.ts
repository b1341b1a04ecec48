/** Entries of KDB's aggregate forms, of every year that they were loaded for, and of the evaluation of the programmes. */
import { fiscalYearOfPeriod, kdbFigure, type FigureQuery } from '../../indicators/kdbFigure';
import type { Evaluation } from '../../indicators/outcomes';
import { AnalystError, type Aggregate } from '../../kdb';
import { EVERYBODY, FORM_SOURCE, type RecordEntry } from './entry';
import { programmeIndicator, recorded } from './indicators';

type Asked = readonly [id: string, query: Omit<FigureQuery, 'fiscalYear'>, divisor: number];

const AGE_FREE = '平均自立期間（要介護2以上）';
/** What the forms answer, in the units of the record: shares as fractions. */
const ASKED: readonly Asked[] = [
  ['OC1.men', { indicator: AGE_FREE, sex: 1 }, 1],
  ['OC1.women', { indicator: AGE_FREE, sex: 2 }, 1],
  ['OP1', { indicator: '健診受診率' }, 100],
  ['D1.all', { indicator: '1人当たり医療費' }, 1],
  ['D1.inpatient', { indicator: '1人当たり入院医療費' }, 1],
  ['D1.outpatient', { indicator: '1人当たり外来医療費' }, 1],
  ['D1.dental', { indicator: '1人当たり歯科医療費' }, 1],
  ['D1.pharmacy', { indicator: '1人当たり調剤医療費' }, 1],
  ['D3', { indicator: '1人当たり介護給付費' }, 1],
  ['D4', { indicator: '後発医薬品の使用割合' }, 100],
  ['D5', { indicator: '重複処方を受けた者' }, 100],
];

/** The years that the forms print. */
function yearsOf(aggregates: readonly Aggregate[]): number[] {
  const years = aggregates.flatMap(({ records }) => records.map(({ period }) => fiscalYearOfPeriod(period)));
  return [...new Set(years)].filter((year): year is number => year !== null).sort((a, b) => a - b);
}

/** One figure as printed; null where the forms do not have it for this year, or have several. */
function printed(aggregates: readonly Aggregate[], query: FigureQuery): { value: number; form: string } | null {
  try {
    const { estimate, record } = kdbFigure(aggregates, query);
    const form = aggregates.find(({ records }) => records.includes(record))?.form.name ?? '集計表';
    return { value: estimate.value, form };
  } catch (error) {
    if (error instanceof AnalystError) return null;
    throw error;
  }
}

/** What the aggregate forms say of each year. They print no numerators, so that there is no interval. */
export function entriesOfAggregates(aggregates: readonly Aggregate[], recordedAt: string): RecordEntry[] {
  return yearsOf(aggregates).flatMap((fiscalYear) =>
    ASKED.flatMap(([id, query, divisor]): RecordEntry[] => {
      const found = printed(aggregates, { ...query, fiscalYear });
      if (found === null) return [];
      return [
        {
          fiscalYear,
          indicator: recorded(id).name,
          area: EVERYBODY,
          numerator: null,
          denominator: null,
          value: found.value / divisor,
          lower: null,
          upper: null,
          source: `${FORM_SOURCE}${found.form}`,
          recordedAt,
          condition: '帳票の表示どおり',
          remark: '',
        },
      ];
    }),
  );
}

/** アウトプット and アウトカム of the programmes in the year of 支援記録. */
export function entriesOfEvaluation(evaluation: Evaluation | null, recordedAt: string): RecordEntry[] {
  if (evaluation === null) return [];
  return evaluation.programmes.flatMap(({ programme, output, outcome }) =>
    [...output, ...outcome].flatMap(({ indicator, count, denominator, estimate, followUp }): RecordEntry[] => {
      if (estimate === null || programme.id === 'other') return [];
      return [
        {
          fiscalYear: evaluation.fiscalYear,
          indicator: programmeIndicator(programme.name, indicator).name,
          area: EVERYBODY,
          numerator: indicator.kind === 'measure' ? null : count,
          denominator,
          value: estimate.value,
          lower: estimate.lower,
          upper: estimate.upper,
          source: '支援記録と前後の年度のデータ',
          recordedAt,
          condition: '',
          remark: followUp.lost === 0 ? '' : `追跡できず ${followUp.lost} 人`,
        },
      ];
    }),
  );
}
