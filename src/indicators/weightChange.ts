/** Weight before and after support: improved, kept or worse by the rule of the programme evaluation. */
import { roundHalfAway } from '../kdb';
import { plainEstimate, type Estimate } from './estimate';
import { positive, type MaybeNumber } from './guards';

export type WeightClass = '改善' | '維持' | '悪化';

export interface WeightChange extends Estimate {
  readonly class: WeightClass;
}

/**
 * 体重の変化（後 − 前）[kg], rounded to 0.1 kg before it is classed: ≥ +1.0 改善, within ±0.9 維持, ≤ −1.0 悪化.
 *
 * Missing or impossible weights are refused (`number.*`).
 *
 * Source: 厚生労働省「高齢者保健事業の実施計画（データヘルス計画）策定の手引き」検討会資料（令和5年2月21日）個別事業の評価指標例、低栄養.
 * @example weightChange(44.2, 45.1).class // 維持
 */
export function weightChange(before: MaybeNumber, after: MaybeNumber): WeightChange {
  const change = roundHalfAway(positive(after, '体重（後）') - positive(before, '体重（前）'), 1) || 0;
  return {
    ...plainEstimate(change, '0.1kg 単位、維持は±0.9kg', '体重の変化（後−前、kg）'),
    class: change >= 1 ? '改善' : change <= -1 ? '悪化' : '維持',
  };
}
