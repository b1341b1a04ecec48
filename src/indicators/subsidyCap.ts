/** Upper limits of the cost of the 地域支援事業, as far as public documents say them; the rest are inputs. */
import { plainEstimate, type Estimate } from './estimate';
import { AnalystError } from '../kdb';
import { notNegative, positive, type MaybeNumber } from './guards';

/** How well a step is known: read in a public document, inferred from its layout, or an input the user must know. */
export type StepStatus = '出典あり' | '推定' | '入力';

export interface CapStep {
  readonly label: string;
  /** Yen, or a ratio for growth. */
  readonly value: number;
  readonly status: StepStatus;
}

export interface SubsidyCap extends Estimate {
  readonly steps: readonly CapStep[];
}

export interface ProgrammeCapInput {
  /** イ: 移行前年度の介護予防訪問介護＋介護予防通所介護＋介護予防支援＋介護予防事業 [yen]. */
  readonly baseA: MaybeNumber;
  /** イ: 当該年度の介護予防支援の額 [yen]. */
  readonly deductionA: MaybeNumber;
  /** ロ: 移行前年度の予防給付全体＋介護予防事業 [yen]. */
  readonly baseB: MaybeNumber;
  /** ロ: 当該年度の予防給付（全体）の額 [yen]. */
  readonly deductionB: MaybeNumber;
  /** 75歳以上高齢者数の伸び率 as a ratio (1.03 = +3%), the product over the years since the base year. */
  readonly growth75: MaybeNumber;
}

const CHECK = '実施要綱（当該年度）の上限額の算定で確かめてください。伸び率の求め方・特例・個別協議は含みません。';

/** A growth of 3 or more is a percentage typed as a ratio. */
function growthRatio(growth: MaybeNumber, label: string): number {
  const ratio = positive(growth, label);
  if (ratio >= 3) throw new AnalystError('number.outOfRange', { label, value: ratio, low: 0, high: 3 });
  return ratio;
}

/**
 * 総合事業の上限額 [yen] = max(イ, ロ), each base × growth − this year's remaining benefits, not below 0.
 *
 * The two bases and the maximum are read in the public document; the subtraction is inferred, as its signs are lost there;
 * the growth is an input. Every step is returned with its status. Missing or negative amounts are refused (`number.*`), a
 * growth of 0 or of 3 and more too (a percentage typed as a ratio).
 *
 * Source: 社会保障審議会介護保険部会（第128回、令和7年11月10日）資料2 p.59–60; 介護保険法施行令 第37条の13.
 * @example programmeCap({ baseA: 100, deductionA: 20, baseB: 150, deductionB: 90, growth75: 1.1 }).value // 90.0000
 */
export function programmeCap(input: ProgrammeCapInput): SubsidyCap {
  const growth = growthRatio(input.growth75, '75歳以上高齢者数の伸び率');
  const part = (base: MaybeNumber, deduction: MaybeNumber, name: string): number =>
    Math.max(0, notNegative(base, `${name} 移行前年度の額`) * growth - notNegative(deduction, `${name} 当該年度の額`));
  const a = part(input.baseA, input.deductionA, 'イ');
  const b = part(input.baseB, input.deductionB, 'ロ');
  return {
    ...plainEstimate(Math.max(a, b), `max(イ, ロ) = ${a >= b ? 'イ' : 'ロ'}`, '総合事業の上限額（円、試算）', CHECK),
    steps: [
      { label: '75歳以上高齢者数の伸び率', value: growth, status: '入力' },
      { label: 'イ 移行前年度の額×伸び率', value: Number(input.baseA) * growth, status: '出典あり' },
      { label: 'イ から当該年度の介護予防支援を引いた額', value: a, status: '推定' },
      { label: 'ロ 移行前年度の額×伸び率', value: Number(input.baseB) * growth, status: '出典あり' },
      { label: 'ロ から当該年度の予防給付を引いた額', value: b, status: '推定' },
      { label: 'イ と ロ の大きい方', value: Math.max(a, b), status: '出典あり' },
    ],
  };
}

export interface ComprehensiveCapInput {
  /** 平成26年度の介護給付費 [yen]. */
  readonly benefit2014: MaybeNumber;
  /** 65歳以上高齢者数の伸び率 as a ratio. */
  readonly growth65: MaybeNumber;
  /** 社会保障の充実分 [yen]: the amount the municipality was told; its own limit, not to be mixed with the rest. */
  readonly enrichment?: MaybeNumber;
}

/**
 * 包括的支援事業・任意事業の上限額 [yen] = 2% of the benefits of FY2014 × growth, plus 社会保障の充実分.
 *
 * The two parts are separate limits that must not be shifted into each other; the steps show them apart.
 *
 * Source: 九州厚生局 資料（令和7年度）「地域支援事業」事業費の上限.
 * @example comprehensiveCap({ benefit2014: 1000000, growth65: 1.1, enrichment: 5000 }).value // 27000.0000
 */
export function comprehensiveCap(input: ComprehensiveCapInput): SubsidyCap {
  const growth = growthRatio(input.growth65, '65歳以上高齢者数の伸び率');
  const base = notNegative(input.benefit2014, '26年度の介護給付費') * 0.02;
  const enrichment = notNegative(input.enrichment ?? 0, '社会保障の充実分');
  return {
    ...plainEstimate(
      base * growth + enrichment,
      '26年度の介護給付費の2%×伸び率＋社会保障の充実分',
      '包括的支援事業・任意事業の上限額（円、試算）',
      `社会保障の充実分は別の上限で、融通できません。${CHECK}`,
    ),
    steps: [
      { label: '65歳以上高齢者数の伸び率', value: growth, status: '入力' },
      { label: '26年度の介護給付費の2%', value: base, status: '出典あり' },
      { label: '包括的支援事業（センター運営）・任意事業の上限', value: base * growth, status: '出典あり' },
      { label: '社会保障の充実分', value: enrichment, status: '入力' },
    ],
  };
}
