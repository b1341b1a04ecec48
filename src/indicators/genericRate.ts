/** Share of generic drugs by quantity. */
import { AnalystError } from '../kdb';
import { plainEstimate, type Estimate } from './estimate';
import { notNegative, type MaybeNumber } from './guards';

/**
 * 後発医薬品使用割合（数量ベース、新指標）as a fraction: generic quantity over generic plus branded-with-generic quantity.
 *
 * Quantities are counted in the units of the 薬価基準; branded drugs without a generic are in neither. Both 0:
 * `division.byZero`. A ratio of complete quantities has no interval.
 *
 * Source: 厚生労働省「後発医薬品の使用割合の新指標」.
 * @example genericRate(850, 150).value // 0.8500
 */
export function genericRate(generic: MaybeNumber, branded: MaybeNumber): Estimate {
  const own = notNegative(generic, '後発医薬品の数量');
  const whole = own + notNegative(branded, '後発医薬品のある先発医薬品の数量');
  if (whole === 0) throw new AnalystError('division.byZero');
  return plainEstimate(own / whole, '後発÷（後発のある先発＋後発）', '後発医薬品使用割合（数量ベース）');
}
