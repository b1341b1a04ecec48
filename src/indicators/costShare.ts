/** Who bears the cost of the 地域支援事業: the shares of both parts as data. */
import { AnalystError } from '../kdb';
import { plainEstimate, type Estimate } from './estimate';
import { notNegative, type MaybeNumber } from './guards';

export const PAYERS = ['国', '都道府県', '市町村', '1号保険料', '2号保険料'] as const;
export type Payer = (typeof PAYERS)[number];

export interface CostPart {
  readonly name: string;
  readonly aliases: readonly string[];
  /** Percent of the cost by payer; sums to 100. */
  readonly percent: Readonly<Record<Payer, number>>;
}

/** Source: 九州厚生局 資料（令和7年度）「地域支援事業」財源構成. */
export const COST_PARTS: readonly CostPart[] = [
  {
    name: '介護予防・日常生活支援総合事業',
    aliases: ['総合事業', '①', '1'],
    percent: { 国: 25, 都道府県: 12.5, 市町村: 12.5, '1号保険料': 23, '2号保険料': 27 },
  },
  {
    name: '包括的支援事業・任意事業',
    aliases: ['包括的支援事業', '任意事業', '包括', '②', '2'],
    percent: { 国: 38.5, 都道府県: 19.25, 市町村: 19.25, '1号保険料': 23, '2号保険料': 0 },
  },
];

const plain = (text: string): string =>
  text
    .replace(/①/g, '1')
    .replace(/②/g, '2')
    .normalize('NFKC')
    .replace(/[\s第]/g, '');

/** A part of the 地域支援事業 by its name or a short one. Error: `cost.unknownPart`. */
export function costPart(name: string): CostPart {
  const found = COST_PARTS.find((part) => [part.name, ...part.aliases].some((alias) => plain(alias) === plain(name)));
  if (!found)
    throw new AnalystError('cost.unknownPart', { value: name, known: COST_PARTS.map((part) => part.name).join('、') });
  return found;
}

const PAYER_ALIASES: Readonly<Record<string, Payer>> = {
  県: '都道府県',
  府: '都道府県',
  都: '都道府県',
  道: '都道府県',
  市: '市町村',
  町: '市町村',
  村: '市町村',
  '1号': '1号保険料',
  '2号': '2号保険料',
  '1号被保険者': '1号保険料',
  '2号被保険者': '2号保険料',
};

/**
 * 費用負担 [yen] of one payer, unrounded: amount × share of the part. The shares are the standard ones; 調整交付金 moves the
 * state's share of the first part between municipalities, which the note says. Unknown names: `cost.unknownPart`,
 * `cost.unknownPayer` (with those there are).
 *
 * Source: 九州厚生局 資料（令和7年度）「地域支援事業」財源構成.
 * @example costShare(1000000, '総合事業', '市町村').value // 125000.0000
 */
export function costShare(amount: MaybeNumber, part: string, payer: string): Estimate {
  const yen = notNegative(amount, '事業費');
  const chosen = costPart(part);
  const name = plain(payer);
  const who = PAYER_ALIASES[name] ?? PAYERS.find((known) => known === name);
  if (!who) throw new AnalystError('cost.unknownPayer', { value: payer, part: chosen.name, known: PAYERS.join('、') });
  const percent = chosen.percent[who];
  return plainEstimate(
    (yen * percent) / 100,
    `事業費×${percent}%`,
    `${who}の負担（${chosen.name}、円）`,
    percent === 0
      ? `${chosen.name}に${who}の負担はありません。`
      : '標準の負担割合による額です（端数処理と調整交付金の増減は含みません）。',
  );
}

/** The shares of all payers of one part, in the order of `PAYERS`; they sum to the amount. */
export function costShares(amount: MaybeNumber, part: string): readonly (Estimate & { readonly payer: Payer })[] {
  return PAYERS.map((payer) => ({ payer, ...costShare(amount, part, payer) }));
}
