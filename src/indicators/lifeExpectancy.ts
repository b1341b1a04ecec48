/** Life expectancy at an age, with its interval. */
import { twoSidedZ } from './distributions';
import { confidenceLevel, DEFAULT_CONFIDENCE, noteOf, type IntervalEstimate } from './estimate';
import { expectancy, lifeTable, type LifeTableInput } from './lifeTable';

export interface LifeExpectancyOptions {
  /** Age in years, one of the lower ends; default: the youngest class. */
  readonly age?: number;
  readonly confidence?: number;
}

/**
 * 平均余命 [years] at `age`, from populations and deaths by age class.
 *
 * The open class and every guard are those of `lifeTable` and `expectancy`; the note always names the open class.
 *
 * Source: Chiang 1984; Silcocks et al. J Epidemiol Community Health 2001;55:38–43.
 * @example lifeExpectancy({ ages: [75, 80, 85], populations: [4000, 3000, 3000], deaths: [120, 150, 450] }, { age: 75 }) // 12.9371 (12.3803–13.4939)
 */
export function lifeExpectancy(
  input: LifeTableInput,
  { age, confidence = DEFAULT_CONFIDENCE }: LifeExpectancyOptions = {},
): IntervalEstimate {
  const level = confidenceLevel(confidence);
  const table = lifeTable(input);
  const at = age ?? table.lowers[0]!;
  const { value, variance } = expectancy(
    table,
    at,
    table.rows.map(() => 1),
    table.rows.map(() => 0),
  );
  const reach = twoSidedZ(level) * Math.sqrt(variance);
  return {
    value,
    lower: value - reach,
    upper: value + reach,
    confidence: level,
    method: 'Chiang（区間は Silcocks）',
    statistic: `平均余命（${at} 歳、年）`,
    ...noteOf(...table.warnings),
  };
}
