/** 将来推計 of Ⅱ資料: insured persons, certified persons and cost to the last year of the plan, by age. */
import type { PlanFacts } from '../../facts';
import { fiscalYearName } from '../../../years';
import { ask, formula } from '../../../figures/formula';
import { COUNT, figure, goal, insuredCall, orDash, PLAN_YEARS, SHARE, text } from '../common';
import { persons, tells } from './care';
import { areNumbers, COLUMNS, fixed, header, heading, live, note, over, quotient, type Draft } from './table';
import { type Quantity, changeOf } from '../../../figures/quantity';

/** Ages of the projection; the first are those with 障害認定. */
export const AGES = ['65-74', '75-79', '80-84', '85-89', '90以上'] as const;
const ageWord = (age: string): string =>
  age.endsWith('以上') ? age.replace('以上', '歳以上') : `${age.replace('-', '〜')}歳`;

export const LAST_YEAR = PLAN_YEARS.at(-1)!;

/**
 * The earliest loaded year whose insured persons can be counted: the register must hold those who left since. null where
 * the numbers of today stand for all years.
 */
export function growthFrom({
  fiscalYear,
  years = [],
  intake,
}: Pick<PlanFacts, 'fiscalYear' | 'years' | 'intake'>): number | null {
  if (intake.onlyRemaining !== '') return null;
  const earlier = years.map((year) => year.fiscalYear).filter((year) => year < fiscalYear);
  return earlier.length === 0 ? null : Math.min(...earlier);
}

const GROWTH = changeOf(SHARE);
/** Yen in millions: the cost of a class of age has eight digits, and that of all ten. */
const MILLIONS: Quantity = { unit: '円', decimals: 1, inMillions: true };

/** Growth beyond this, up or down, a year: the register is taken for one that lacks those who left. */
const MOST_GROWTH = 0.05;
const isUsable = (growth: string): string => `ABS(IF(ISTEXT(${growth}),1,${growth}))<=${MOST_GROWTH}`;

/** The growth of one age class as it is continued: one or two years of a small class swing too far to go on like that. */
const continued = (growth: string): string => `MAX(-${MOST_GROWTH},MIN(${MOST_GROWTH},N(${growth})))`;

const NOT_A_NUMBER =
  '書き入れた人数に、数でないもの（「1,200人」など）か 0 より小さいものがあります。その年齢と計は計算しません。数だけを書いてください。';
const typed = (at: (key: string, column: string) => string): string =>
  `${at('projection.1', 'e')}:${at(`projection.${AGES.length}`, 'e')}`;

function ageRow(age: string, from: number | null, ahead: number, facts: PlanFacts): Draft {
  const { fiscalYear } = facts;
  const [canCertify, canCost] = [tells.certified(facts), tells.costs(facts)];
  const key = `projection.${AGES.indexOf(age as (typeof AGES)[number]) + 1}`;
  const filter = `年齢=${age}`;
  return live(key, (at) => {
    const cell = (column: string): string => at(key, column);
    const before = from === null ? '' : ask('INYEAR', { as: String(from) }, '被保険者数', null, filter);
    return {
      item: text(ageWord(age)),
      a: figure(orDash(persons(filter))),
      b: figure(orDash(insuredCall('認定者数', filter, canCertify ? '0' : '"－"'))),
      c: figure(orDash(insuredCall('医療費', filter, canCost ? '0' : '"－"')), MILLIONS),
      d: figure(
        from === null
          ? '="－"'
          : orDash(
              formula`IF(OR(${before}=0,N(${cell('a')})=0),"－",(${cell('a')}/${before})^(1/${fiscalYear - from})-1)`,
            ),
        GROWTH,
      ),
      e: goal(COUNT, `${fiscalYearName(LAST_YEAR)}の${ageWord(age)}の被保険者数の見込み。人口推計などから書き入れる`),
      f: figure(
        `=IF(${cell('e')}<>"",IF(ISNUMBER(${cell('e')}),IF(${cell('e')}>=0,${cell('e')},"－"),"－"),IF(ISTEXT(${cell('a')}),"－",ROUND(${cell('a')}*(1+IF(${isUsable(at('projection.all', 'd'))},${continued(cell('d'))},0))^${ahead},0)))`,
      ),
      g: over(
        [cell('b'), cell('a'), cell('f')],
        `IF(${cell('a')}=0,0,ROUND(${cell('f')}*${cell('b')}/${cell('a')},0))`,
        COUNT,
      ),
      h: over(
        [cell('c'), cell('a'), cell('f')],
        `IF(${cell('a')}=0,0,ROUND(${cell('f')}*${cell('c')}/${cell('a')},0))`,
        MILLIONS,
      ),
    };
  });
}

export function projectionDrafts(facts: PlanFacts): Draft[] {
  const { fiscalYear } = facts;
  const from = growthFrom(facts);
  const ahead = Math.max(0, LAST_YEAR - fiscalYear);
  const last = `${fiscalYearName(LAST_YEAR)}`;
  const growth =
    from === null
      ? '年平均の伸びは計算していません（前の年度の被保険者数を数えられるデータがないため、いまの人数のままとします）'
      : `年平均の伸びは、取り込んだ${fiscalYearName(from)}から${fiscalYearName(fiscalYear)}までの被保険者数から計算します`;
  const sum = (column: string, quantity: Quantity) =>
    live('projection.all', (at) => {
      const all = `${at('projection.1', column)}:${at(`projection.${AGES.length}`, column)}`;
      return { [column]: figure(`=IF(${areNumbers([all], AGES.length)},SUM(${all}),"－")`, quantity) };
    });
  const sums = ['a', 'b', 'c', 'f', 'g', 'h'].map((column) =>
    sum(column, column === 'c' || column === 'h' ? MILLIONS : COUNT),
  );
  return [
    fixed(heading('projection', `7 被保険者数・認定者数・医療費の将来推計（${last}）`, { newPage: true })),
    fixed(
      note(
        'projection.note',
        `方法: 年齢階級ごとに、${fiscalYearName(LAST_YEAR)}の被保険者数 × いまの認定者の割合・1 人当たり医療費（据え置き）。被保険者数は、書き入れた人数があればそれを、なければいまの人数 ×（1＋年平均の伸び）^${ahead} とします（全体の伸びが年 ±5% を超えるときは、伸びを使いません。年齢階級の伸びは、1〜2 年の動きが大きくぶれるため、年 ±5% までとして延ばします）。${growth}。年平均の伸びは、死亡・転入出・75 歳到達をまとめた実績の動きで、5 年ほど先の見込みとしては粗いため、市町村の人口推計があれば書き入れてください。`,
      ),
    ),
    fixed(
      header('projection.head', {
        item: '年齢階級',
        a: `被保険者数 ${fiscalYearName(fiscalYear)}`,
        b: '認定者数',
        c: '医療費（百万円）',
        d: '年平均の伸び',
        e: `人数 ${fiscalYearName(LAST_YEAR)}（書き入れる）`,
        f: `被保険者数 ${fiscalYearName(LAST_YEAR)}`,
        g: `認定者数 ${fiscalYearName(LAST_YEAR)}`,
        h: `医療費 ${fiscalYearName(LAST_YEAR)}（百万円）`,
      }),
    ),
    ...AGES.map((age) => ageRow(age, from, ahead, facts)),
    {
      key: 'projection.all',
      make: (at) => {
        const made = sums.map(({ make }) => make(at));
        const [first] = made;
        const cells = first!.cells.map(
          (_, index) => made.map((each) => each.cells[index] ?? null).find((cell) => cell !== null) ?? null,
        );
        const before = from === null ? '' : ask('INYEAR', { as: String(from) }, '被保険者数');
        cells[COLUMNS.findIndex(({ key }) => key === 'd')] = figure(
          from === null
            ? '="－"'
            : orDash(formula`IF(${before}=0,"－",(${at('projection.all', 'a')}/${before})^(1/${fiscalYear - from})-1)`),
          GROWTH,
        );
        return { ...first!, cells: [{ text: '計', style: 'body' }, ...cells.slice(1)] };
      },
    },
    live(
      'projection.used',
      (at) => ({
        item: {
          figure: `=IF(COUNTIF(${typed(at)},"?*")+COUNTIF(${typed(at)},"<0")>0,"${NOT_A_NUMBER}",IF(${isUsable(at('projection.all', 'd'))},"書き入れのない年齢は、年平均の伸びを使っています。","書き入れのない年齢は、いまの人数のままです（全体の伸びが計算できないか、年 ±5% を超え、台帳に喪失した人が足りないおそれがあるため、伸びを使いません）。"))`,
          style: 'note',
        },
      }),
      { merge: [{ from: 'item', to: 'mark' }] },
    ),
    live('projection.change', (at) => ({
      item: text(`増減（${fiscalYearName(fiscalYear)}から）`),
      ...Object.fromEntries(
        (
          [
            ['f', 'a'],
            ['g', 'b'],
            ['h', 'c'],
          ] as const
        ).map(([column, now]) => {
          const [later, today] = [at('projection.all', column), at('projection.all', now)];
          return [column, over([later, today], `IF(${today}=0,"－",${later}/${today}-1)`, GROWTH)];
        }),
      ),
    })),
    live('projection.share', (at) => ({
      item: text('認定者の割合'),
      b: quotient(at('projection.all', 'b'), at('projection.all', 'a'), SHARE),
      g: quotient(at('projection.all', 'g'), at('projection.all', 'f'), SHARE),
    })),
  ];
}
