/** 疾病分類別の医療費 of 医療費分析: diseases by rank, with the difference of their share to 県, 同規模 and 国. */
import { fiscalYearOfPeriod } from '../../../../indicators/kdbFigure';
import type { Aggregate, TidyRecord } from '../../../../kdb';
import { ask } from '../../../figures/formula';
import { figure, kdbCall, ONE_DECIMAL, orDash, text } from '../common';
import { fixed, header, heading, live, note, over, type Draft } from './table';
import { changeOf } from '../../../figures/quantity';

const FORM = 'diseaseCosts';
const SHARE_PART = ' / 割合';
/** Diseases of a kind that the table shows. */
const MOST = 10;

/** A disease of the form: 入院 or 外来, its name, its share of the points in percent. */
export interface DiseaseCost {
  readonly kind: string;
  readonly name: string;
  readonly share: number;
  /** Shares of 県, 同規模 and 国 where the form has them. */
  readonly others: Readonly<Partial<Record<TidyRecord['comparator'], number>>>;
}

/** The diseases of the newest year, the greatest share first within each kind. */
export function diseaseCosts(aggregates: readonly Aggregate[]): readonly DiseaseCost[] {
  const all = aggregates.filter(({ form }) => form.id === FORM).flatMap(({ records }) => records);
  const newest = Math.max(...all.map(({ period }) => fiscalYearOfPeriod(period) ?? 0));
  const shares = all.filter(
    ({ indicator, period, value }) =>
      (fiscalYearOfPeriod(period) ?? 0) === newest && indicator.endsWith(SHARE_PART) && value !== null,
  );
  const found = shares
    .filter(({ comparator }) => comparator === 'self')
    .map(({ indicator, value }): DiseaseCost => {
      const [kind = '', name = ''] = indicator.split(' / ');
      const others = Object.fromEntries(
        shares
          .filter((each) => each.indicator === indicator && each.comparator !== 'self')
          .map(({ comparator, value: other }) => [comparator, other]),
      );
      return { kind, name, share: value!, others };
    });
  const kinds = [...new Set(found.map(({ kind }) => kind))];
  return kinds.flatMap((kind) =>
    found
      .filter((each) => each.kind === kind)
      .sort((a, b) => b.share - a.share)
      .slice(0, MOST),
  );
}

export const COMPARED = [
  ['c', 'g', '県'],
  ['d', 'h', '同規模'],
  ['e', 'i', '国'],
] as const;
const SIGNED = changeOf(ONE_DECIMAL);

export function diseaseDrafts(aggregates: readonly Aggregate[]): Draft[] {
  const diseases = diseaseCosts(aggregates);
  const head = fixed(heading('diseases', '2 疾病分類別の医療費（順位と県・同規模・国との差）', { newPage: true }));
  if (diseases.length === 0)
    return [head, fixed(note('diseases.none', 'KDB の「医療費分析（1）細小分類」を取り込んでいないため、空欄です。'))];
  return [
    head,
    fixed(
      note(
        'diseases.note',
        '割合は、入院・外来それぞれの総点数に占める割合（%、帳票の表示どおり）。差は当地域−相手（ポイント）です。点数の割合には人数の区間がないため、印は付けません。年齢の構成はそろえていません。',
      ),
    ),
    fixed(
      header('diseases.head', {
        item: '疾病名',
        kind: '入外・順位',
        a: '件数',
        b: '割合',
        c: '県',
        d: '同規模',
        e: '国',
        g: '県との差',
        h: '同規模との差',
        i: '国との差',
      }),
    ),
    ...diseases.map(({ kind, name }, index): Draft => {
      const key = `disease.${index + 1}`;
      const rank = diseases.slice(0, index + 1).filter((each) => each.kind === kind).length;
      const share = `${kind} / ${name}${SHARE_PART}`;
      return live(key, (at) => ({
        item: text(name),
        kind: text(`${kind} ${rank} 位`),
        a: figure(orDash(ask('KDBFIGURE', `${kind} / ${name}`, null, null, '実数'))),
        b: figure(orDash(kdbCall(share)), ONE_DECIMAL),
        ...Object.fromEntries(
          COMPARED.flatMap(([column, difference, word]) => [
            [column, figure(orDash(kdbCall(share, word)), ONE_DECIMAL)] as const,
            [difference, over([at(key, 'b'), at(key, column)], `${at(key, 'b')}-${at(key, column)}`, SIGNED)] as const,
          ]),
        ),
      }));
    }),
  ];
}
