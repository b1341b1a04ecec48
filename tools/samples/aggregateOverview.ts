/** The synthetic forms of a whole area: 地域の全体像の把握 and 市区町村別データ. */
import type { Value } from './columns';
import { CERTIFIED, comparing, counted, figure, fixed, INHABITANTS, isIn, percent, row, SALT, titles, type AggregateFile, type Facts } from './aggregateParts';
import { MUNICIPALITY } from './files';
import { DEFAULTS } from './generate';
import type { SyntheticPerson } from './person';
import { Random } from './random';

/** Shares of diagnosed persons and causes of death, in percent, of no real place. */
const DISEASES = [
  ['糖尿病', 24.6],
  ['高血圧症', 54.1],
  ['脂質異常症', 33.8],
  ['心臓病', 62.0],
  ['脳疾患', 22.4],
  ['がん', 12.1],
  ['筋・骨格', 54.7],
  ['精神', 37.2],
] as const;
const DEATHS = [
  ['がん', 44.2],
  ['心臓病', 31.5],
  ['脳疾患', 16.8],
  ['糖尿病', 2.1],
  ['腎不全', 4.4],
  ['自殺', 1.0],
] as const;

/** What the synthetic persons say of their city; the younger inhabitants and the years of life are made up. */
function ownFigures({ persons, fiscalYear }: Facts) {
  const insured = persons.filter((person) => isIn(person, fiscalYear));
  const old = insured.length;
  const total = Math.round(old / 0.162);
  const yen = (points: (receipts: NonNullable<SyntheticPerson['receipts']>) => number): number =>
    (insured.reduce((sum, { receipts }) => sum + (receipts === null ? 0 : points(receipts)), 0) * 10) / Math.max(1, old);
  const later = (fiscalYear - DEFAULTS.fiscalYear) * 0.1;
  return {
    old,
    total,
    aged: Math.round(total * 0.312),
    medical: yen((r) => r.inpatientPoints + r.outpatientPoints + r.dentalPoints + r.pharmacyPoints),
    inpatient: yen((r) => r.inpatientPoints),
    outpatient: yen((r) => r.outpatientPoints),
    examined: insured.filter(({ checkup }) => checkup !== null).length,
    eligible: insured.filter(({ excluded }) => excluded === '').length,
    certified: insured.filter(({ careLevel }) => (careLevel ?? 0) >= CERTIFIED).length,
    life: { expectancy: [81.4 + later, 87.5 + later], independent: [79.8 + later, 84.3 + later] },
  } as const;
}

const BENEFIT = 324_000;

/** 地域の全体像の把握: counts and rates of the city beside 県, 同規模 and 国. */
export function overview(facts: Facts): AggregateFile {
  const { fiscalYear, others } = facts;
  const { old, total, aged, medical, inpatient, outpatient, examined, eligible, certified, life } = ownFigures(facts);
  const deaths = Math.round(old * 0.055);
  return {
    name: `地域の全体像の把握_令和${fiscalYear - 2018}年度`,
    rows: [
      ...titles('地域の全体像の把握', fiscalYear),
      ...comparing(['大項目', '項目'], ['実数', '割合']),
      ['人口構成', '総人口', ...[total, ...INHABITANTS.slice(1)].flatMap((inhabitants): Value[] => [counted(inhabitants), ''])],
      row(facts, ['', '高齢化率（65歳以上）'], aged, total, 0.05, INHABITANTS),
      row(facts, ['', '75歳以上の割合'], old, total, 0.05, INHABITANTS),
      figure(facts, ['平均余命', '男性'], life.expectancy[0], 1, 0.004),
      figure(facts, ['', '女性'], life.expectancy[1], 1, 0.004),
      figure(facts, ['平均自立期間（要介護2以上）', '男性'], life.independent[0], 1, 0.004),
      figure(facts, ['', '女性'], life.independent[1], 1, 0.004),
      ...DEATHS.map(([name, share], index) =>
        row(facts, [index === 0 ? '死因' : '', name], Math.round((deaths * share) / 100), deaths),
      ),
      row(facts, ['介護', '1号認定率'], certified, aged, 0.05, INHABITANTS.map((inhabitants) => Math.round(inhabitants * 0.29))),
      figure(facts, ['', '1件当たり給付費（円）'], 58_400, 0),
      figure(facts, ['', '1人当たり介護給付費（円）'], BENEFIT, 0),
      ...DISEASES.map(([name, share], index) =>
        row(facts, [index === 0 ? '有病状況' : '', name], Math.round((old * share) / 100), old),
      ),
      figure(facts, ['医療', '1人当たり医療費（円）'], medical, 0),
      figure(facts, ['', '1人当たり入院医療費（円）'], inpatient, 0),
      figure(facts, ['', '1人当たり外来医療費（円）'], outpatient, 0),
      figure(facts, ['', '受診率（千人当たり件数）'], 1320.5, 1),
      figure(facts, ['', '後発医薬品の使用割合（%）'], 82.4 + (fiscalYear - 2025) * 1.3, 1),
      row(facts, ['', '重複処方を受けた者'], Math.round(old * 0.021), old, 0.1),
      ['健診', '健診受診率', counted(examined), percent(examined, eligible), ...others.rates(0.272, 0.08).flatMap((rate): Value[] => ['', fixed(rate * 100)])],
    ],
  };
}

/** Municipalities of the fictitious union: name, size in units of the sample city. */
const MUNICIPALITIES = [
  [MUNICIPALITY, 1],
  ['架空町（架空）', 0.45],
  ['試作村（架空）', 0.12],
  ['模擬市（架空）', 3.1],
  ['合成町（架空）', 0.3],
] as const;

/** 市区町村別データ: one row a municipality, one column an indicator. */
export function municipalities(facts: Facts): AggregateFile {
  const { fiscalYear } = facts;
  const { old, examined, eligible, medical, certified, aged, life } = ownFigures(facts);
  const random = new Random(DEFAULTS.seed, fiscalYear, SALT + 1);
  return {
    name: `市区町村別データ_令和${fiscalYear - 2018}年度`,
    rows: [
      ...titles('市区町村別データ', fiscalYear),
      ['市区町村名', '75歳以上の被保険者（人）', '健診受診率（%）', '1人当たり医療費（円）', '1人当たり介護給付費（円）', '要介護認定率（%）', '平均自立期間 男性（年）', '平均自立期間 女性（年）'],
      ...MUNICIPALITIES.map(([name, size], index): Value[] => {
        // The sample city itself has its own figures.
        const around = (value: number, spread: number): number => value + (index === 0 ? 0 : random.normal(0, spread));
        return [
          name,
          counted(Math.round(old * size)),
          fixed(around((100 * examined) / eligible, 4)),
          counted(Math.round(around(medical, 30_000))),
          counted(Math.round(around(BENEFIT, 18_000))),
          fixed(around((100 * certified) / aged, 1.2)),
          fixed(around(life.independent[0], 0.6)),
          fixed(around(life.independent[1], 0.5)),
        ];
      }),
    ],
  };
}

