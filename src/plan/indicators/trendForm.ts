/** The form 経年比較: the rates of up to five fiscal years side by side, their change with its interval, direction and trend. */
import { writtenWith } from '../dataStamp';
import { fiscalYearFormula } from '../years';
import { ask, declared, formula, formulaFrom, joined, type Formula, type Part } from '../figures/formula';
import { NATIONAL_CRITERIA, restsOnCheckups, type CriterionId } from '../../criteria';
import { fiscalYearOfPeriod } from '../../indicators/kdbFigure';
import { PERCENT_AXIS, trendLines } from '../charts';
import type { ChartSpec } from '../chartSpec';
import { DASH, fewerThan, orDashInside, whereNumber } from '../formulaCalls';
import { helperNote } from '../forms/helperHeadings';
import { rangeOf, readStanding, type FormCell, type FormSheet, type PlanFacts } from '../forms';
import { EVERYBODY, REMAINING_REMARK as REMAINING } from '../record/entry';
import { occurrenceId, rateId, recorded } from '../record/indicators';
import { recordedYears, recordOf } from '../record/ofFacts';
import { composed, figure, gap, liveText, plain, text, wide, type At, type DraftRow } from '../reports/compose';
import { RECORD_SHEET, TREND_SHEET } from '../sheetNames';
import { STANDARD_HEIGHT } from '../textSize';
import {
  isLoaded,
  onlyRecorded,
  orRecorded,
  recordedBasis,
  remainingInRecord,
  type RecordedColumn,
} from './trendRecord';
import {
  COUNT,
  ONE_DECIMAL,
  P_VALUE,
  type Quantity,
  SMALL_SHARE,
  YEN,
  changeOf,
  formatFor,
  yearOf,
} from '../figures/quantity';

/** The years stand from old to new; the first ones may stay blank. */
const YEARS = [1, 2, 3, 4, 5] as const;
const NEWEST = YEARS.at(-1)!;
const GROUPS = [
  { key: 'hits', heading: '分子', quantity: COUNT },
  { key: 'total', heading: '分母', quantity: COUNT },
  { key: 'rate', heading: '割合', quantity: SMALL_SHARE },
] as const;
type Group = (typeof GROUPS)[number]['key'];
const columnOf = (group: Group, year: number): string => `${group}${year}`;

/** Widths that a page at 8 points takes: a year is shown on one line as 令和7年度, and as 令和10年度. */
const WIDTHS = { short: { indicator: 33, year: 8.75 }, long: { indicator: 26, year: 9.2 } } as const;
/** The fiscal year whose name has two digits. */
const LONG_NAMED = 2028;
const columnsFor = ({ indicator, year: each }: (typeof WIDTHS)[keyof typeof WIDTHS]) => [
  { key: 'indicator', width: indicator },
  ...GROUPS.flatMap(({ key }) => YEARS.map((year) => ({ key: columnOf(key, year), width: each }))),
];
const COLUMNS = columnsFor(WIDTHS.short);
/** The table of changes stands in the columns of the years: the first, and the last where it takes several. */
const CHANGE = {
  from: ['hits1'],
  to: ['hits2'],
  change: ['hits3'],
  lower: ['hits4'],
  upper: ['hits5'],
  direction: ['total1', 'total2'],
  checkupMark: ['total3', 'total5'],
  slope: ['rate1'],
  trendP: ['rate2'],
  adjustedP: ['rate3'],
} as const;
type ChangeColumn = keyof typeof CHANGE;
const CHANGE_HEADINGS: Readonly<Record<ChangeColumn, string>> = {
  from: '前の年度',
  to: '後の年度',
  change: '変化',
  lower: '95%下限',
  upper: '95%上限',
  direction: '向き',
  checkupMark: '向きの印',
  slope: '1年あたり（傾向）',
  trendP: '傾向の p',
  adjustedP: '調整した p',
};
const changeKey = (key: string): string => `change.${key}`;
const changeCell = (at: At, key: string, column: ChangeColumn): string => at(changeKey(key), CHANGE[column][0]);
const POINTS = changeOf(SMALL_SHARE);
/** p values: never 0.000. */
const CHART_ROWS = 14;
/** Columns of the form that one of the three charts beside each other covers: as wide as each other, nearly. */
const CHART_PLACES = [
  { column: 0, columns: 3 },
  { column: 3, columns: 6 },
  { column: 9, columns: 6 },
] as const;

/** 健診受診率 changed so much that other persons may have been examined: in points, and as a part of the earlier rate. */
const CHECKUP_CHANGE = { points: 0.05, part: 0.25 } as const;
export const CHECKUP_MARK = '受診率の変化あり';

interface Indicator {
  readonly key: string;
  readonly name: string;
  readonly id?: CriterionId;
  /** Numerator and denominator in the year whose cell is given. */
  readonly hits: (year: string) => Formula;
  readonly total: (year: string) => Formula;
  readonly better: '低いほど良い' | '高いほど良い';
  /** What the denominator rests on in a year: years that differ in it are not compared. */
  readonly basis?: (year: string) => Formula;
  /** The share that stands beside without a word of comparison. */
  readonly beside?: (year: string) => Formula;
  /** Ids on 実績の記録: of the share itself, and of the one that stands beside. */
  readonly recordedAs: string;
  readonly besideAs?: string;
}

const CHECKUP: Indicator = {
  key: 'OP1',
  name: '健診受診率（被保険者 − 対象外者）',
  hits: (year) => ask('INYEAR', { cell: year }, '健診受診者数'),
  total: (year) => ask('INYEAR', { cell: year }, '健診対象者数'),
  basis: (year) => formula`ISNUMBER(${ask('INYEAR', { cell: year }, '対象外者数')})`,
  recordedAs: 'OP1',
  better: '高いほど良い',
};
const INDICATORS: readonly Indicator[] = [
  CHECKUP,
  ...NATIONAL_CRITERIA.map(({ id, name }): Indicator => ({
    key: `OC2.${id}`,
    name,
    id,
    hits: (year) => ask('INYEAR', { cell: year }, name, '人数'),
    total: (year) => ask('INYEAR', { cell: year }, name, '判定可能'),
    better: '低いほど良い',
    beside: (year) => ask('INYEAR', { cell: year }, name, '割合'),
    recordedAs: occurrenceId(id),
    besideAs: rateId(id),
  })),
];

/** Figures of the aggregate forms by year: printed values without intervals; the last is what one of the record is here. */
const PRINTED = [
  ['OC1.men', '平均自立期間（要介護2以上、男、年）', '平均自立期間;性別=男', ONE_DECIMAL, 1],
  ['OC1.women', '平均自立期間（要介護2以上、女、年）', '平均自立期間;性別=女', ONE_DECIMAL, 1],
  ['D1', '1人当たり医療費（円）', '1人当たり医療費', YEN, 1],
  ['D3', '1人当たり介護給付費（円）', '1人当たり介護給付費', YEN, 1],
  ['D4', '後発医薬品の使用割合（%）', '後発医薬品の使用割合', ONE_DECIMAL, 100],
] as const;
const PRINTED_AS: Readonly<Record<string, string>> = { D1: 'D1.all' };

const YEAR_ROW = 'years';
/** Which years hold only those who are in the register to this day. */
const REMAINING_ROW = 'remaining';
const yearCell = (at: At, year: number): string => at(YEAR_ROW, columnOf('hits', year));

/** A year that may be typed over: as narrow as its column. */
const yearEntry = (year: number | '', shown: Quantity, hint: string): FormCell => ({
  input: year,
  style: 'entryYear',
  format: formatFor(shown)!,
  hint,
});

/** A figure in a column of a year. */
const yearFigure = (of: Formula | string, quantity: Quantity): FormCell => figure(of, quantity, 'narrowFigure');

/** One figure a year; blank where no year stands, a dash where the data do not tell. */
function perYear(at: At, quantity: Quantity, of: (year: string, index: number) => Part): FormCell[] {
  return YEARS.map((index) => {
    const year = yearCell(at, index);
    const asked = of(year, index);
    return yearFigure(formulaFrom(asked).within(`=IF(${year}="","",`, ')'), quantity);
  });
}

const span = (at: At, row: string, group: Group): string =>
  `${at(row, columnOf(group, YEARS[0]))}:${at(row, columnOf(group, NEWEST))}`;

/**
 * Whether fewer than so many years tell of an indicator: its numerator is a number where somebody is in the denominator and the data
 * say who was counted (without check-ups of a year its insured persons alone tell nothing).
 */
const fewerYears = (at: At, key: string, least: number): string => {
  const hits = span(at, key, 'hits');
  return fewerThan(least, `COUNT(${hits})`, hits);
};

/** The oldest or the newest year that tells of the indicator. */
function endYear(at: At, key: string, end: 'oldest' | 'newest'): string {
  const order = end === 'oldest' ? [...YEARS] : [...YEARS].reverse();
  const found = order
    .slice(0, -1)
    .reduceRight(
      (rest, year) => `IF(ISNUMBER(${at(key, columnOf('hits', year))}),${yearCell(at, year)},${rest})`,
      yearCell(at, order.at(-1)!),
    );
  // Fewer than two such years are no comparison.
  return `=IF(${fewerYears(at, key, 2)},"${DASH}",${found})`;
}

/** What a row says in the year that the comparison of an indicator begins or ends with. */
function inYearOf(at: At, key: string, end: 'from' | 'to', row: string, group: Group): string {
  return `INDEX(${span(at, row, group)},1,MATCH(${changeCell(at, key, end)},${span(at, YEAR_ROW, 'hits')},0))`;
}

/** Whether 健診受診率 changed by much between the two years that an indicator compares. */
function checkupChanged(at: At, key: string): string {
  const [before, after] = (['from', 'to'] as const).map((end) => inYearOf(at, key, end, CHECKUP.key, 'rate'));
  const change = `ROUND(ABS(${after}-${before}),9)`;
  return `IF(AND(ISNUMBER(${before}),ISNUMBER(${after})),OR(${change}>${CHECKUP_CHANGE.points},${change}>ROUND(${CHECKUP_CHANGE.part}*${before},9)),FALSE)`;
}

/** Numerators, denominators and rates of the years. */
function row(indicator: Indicator, facts: PlanFacts): DraftRow {
  const { key, name, hits, total, recordedAs } = indicator;
  const years = onlyRecorded(facts, indicator);
  const counted = (column: RecordedColumn, year: string, otherwise: Part): Formula =>
    orRecorded(facts, years, { as: recordedAs, column, year, otherwise });
  return {
    key,
    cells: (at) => {
      const cell = (group: Group, year: number): string => at(key, columnOf(group, year));
      const [hitsGroup, totalGroup, rateGroup] = GROUPS;
      const noShare = (year: number): string => `OR(N(${cell('total', year)})=0,ISTEXT(${cell('hits', year)}))`;
      return [
        text(name),
        ...perYear(at, hitsGroup.quantity, (each, place) =>
          counted(
            'numerator',
            each,
            orDashInside(hits(each).within(`IF(N(${cell('total', place)})=0,"${DASH}",`, ')')),
          ),
        ),
        ...perYear(at, totalGroup.quantity, (each) => counted('denominator', each, orDashInside(total(each)))),
        ...perYear(
          at,
          rateGroup.quantity,
          (each, place) =>
            formula`IF(${noShare(place)},${counted('value', each, `"${DASH}"`)},${cell('hits', place)}/${cell('total', place)})`,
        ),
      ];
    },
  };
}

/** Cells of the table of changes at their columns. */
function changeCells(of: Readonly<Record<ChangeColumn, FormCell>>, first: FormCell): FormCell[] {
  const at = new Map(Object.entries(CHANGE).map(([column, [place]]) => [place as string, of[column as ChangeColumn]]));
  return COLUMNS.map(({ key }, index) => (index === 0 ? first : (at.get(key) ?? null)));
}
const CHANGE_MERGES = Object.values(CHANGE).flatMap(([from, to]) => (to === undefined ? [] : [{ from, to }]));

/** From the first to the last year that has figures: the change with its interval, the direction, and the trend of all years. */
function changeRow(
  indicator: Indicator,
  facts: PlanFacts,
  { index, shown }: { readonly index: number; readonly shown: ShownYears },
): DraftRow {
  const { key, name, id, better, basis } = indicator;
  const slots = slotsOf(indicator, facts, shown);
  const ends = yearOf(...[slots?.from ?? YEARS[0], slots?.to ?? NEWEST].flatMap((year) => shown[year - 1] ?? []));
  const years = onlyRecorded(facts, indicator);
  return {
    key: changeKey(key),
    merge: CHANGE_MERGES,
    cells: (at) => {
      const of = (end: 'from' | 'to', group: Group): string => inYearOf(at, key, end, key, group);
      const pair = `${of('from', 'hits')},${of('from', 'total')},${of('to', 'hits')},${of('to', 'total')},"${better}"`;
      const noPair = `ISTEXT(${changeCell(at, key, 'from')})`;
      const basisOf = (year: string): Formula =>
        years.reduceRight<Formula>(
          (rest, each) => rest.within(`IF(${year}=${each},${recordedBasis(facts, indicator, each)},`, ')'),
          basis!(year),
        );
      const otherBasis =
        basis === undefined
          ? 'FALSE'
          : formula`${basisOf(changeCell(at, key, 'from'))}<>${basisOf(changeCell(at, key, 'to'))}`;
      const change = (output: string, unless = 'FALSE'): Formula =>
        formula`=IF(${noPair},"${DASH}",IF(OR(${otherBasis},${unless}),"${DASH}",IKKATSU.TREND(${pair},"${output}")))`;
      // A year that holds only those still here says nothing of a direction.
      const remains = (end: 'from' | 'to'): string => `${inYearOf(at, key, end, REMAINING_ROW, 'hits')}="${REMAINING}"`;
      const direction = change('向き', `${remains('from')},${remains('to')}`);
      const isMarked = id !== undefined && restsOnCheckups(id, facts.settings);
      const mark = `=IF(${noPair},"",IF(OR(${remains('from')},${remains('to')}),"",IF(${checkupChanged(at, key)},"${CHECKUP_MARK}","")))`;
      const anyRemains = `COUNTIF(${span(at, REMAINING_ROW, 'hits')},"${REMAINING}")>0`;
      // Nor does a line through years whose denominators rest on different things.
      const mixedBasis =
        basis === undefined
          ? 'FALSE'
          : joined(
              YEARS.map(
                (year) =>
                  formula`AND(ISNUMBER(${at(key, columnOf('hits', year))}),${basisOf(yearCell(at, year))}<>${basisOf(changeCell(at, key, 'from'))})`,
              ),
              ',',
            );
      const trend = (output: string): Formula =>
        formula`=IF(OR(${fewerYears(at, key, 3)},${anyRemains},${mixedBasis}),"${DASH}",IKKATSU.TRENDTEST(${span(at, key, 'hits')},${span(at, key, 'total')},${span(at, YEAR_ROW, 'hits')},"${output}"))`;
      const p = changeCell(at, key, 'trendP');
      const tests = `${changeCell(at, INDICATORS[0]!.key, 'trendP')}:${changeCell(at, INDICATORS.at(-1)!.key, 'trendP')}`;
      return changeCells(
        {
          from: yearFigure(endYear(at, key, 'oldest'), ends),
          to: yearFigure(endYear(at, key, 'newest'), ends),
          change: yearFigure(change('値'), POINTS),
          lower: yearFigure(change('下限'), POINTS),
          upper: yearFigure(change('上限'), POINTS),
          direction: { ...declared(direction), style: 'formLabel' },
          checkupMark: isMarked ? liveText(mark, 'note') : text('', 'note'),
          slope: yearFigure(trend('値'), POINTS),
          trendP: yearFigure(trend('p'), P_VALUE),
          adjustedP: yearFigure(`=${whereNumber(p).join(`IKKATSU.ADJUSTP(${tests},${index + 1})`)}`, P_VALUE),
        },
        text(name),
      );
    },
  };
}

const intervalKey = (key: string): string => `interval.${key}`;

/** The limits of every rate, and beside them the share of all insured persons, of which nothing is said. */
function intervalRow(indicator: Indicator, facts: PlanFacts): DraftRow {
  const { key, name, beside, besideAs } = indicator;
  const years = onlyRecorded(facts, indicator);
  return {
    key: intervalKey(key),
    cells: (at) => {
      const limit = (output: string): FormCell[] =>
        perYear(at, SMALL_SHARE, (_, year) => {
          const [hits, total] = [at(key, columnOf('hits', year)), at(key, columnOf('total', year))];
          return `IF(OR(N(${total})=0,ISTEXT(${hits})),"${DASH}",IKKATSU.PROPORTION(${hits},${total},"${output}"))`;
        });
      return [
        text(name),
        ...limit('下限'),
        ...limit('上限'),
        ...(beside === undefined
          ? YEARS.map(() => text(''))
          : perYear(at, SMALL_SHARE, (year) =>
              orRecorded(facts, years, {
                as: besideAs!,
                column: 'value',
                year,
                otherwise: orDashInside(beside(year)),
              }),
            )),
      ];
    },
  };
}

/**
 * What a chart reads, where one is drawn: a blank or a dash would be drawn as 0, #N/A is not drawn. It stands in the colour of the
 * paper, because no error value is to be seen.
 */
function plotted({ key, name }: Indicator, slots: Slots | null): DraftRow {
  const isDrawn = (year: number): boolean => slots !== null && year >= slots.from && year <= slots.to;
  return {
    key: plotKey(key),
    helper: true,
    cells: (at) => {
      const shown = (cells: (year: number) => string, drawnAs = cells): FormCell[] =>
        YEARS.map((year) =>
          isDrawn(year)
            ? figure(
                `=IF(${yearCell(at, year)}="","",IF(ISNUMBER(${cells(year)}),${drawnAs(year)},NA()))`,
                SMALL_SHARE,
                'chartOnly',
              )
            : text('', 'note'),
        );
      const lower = (year: number): string => at(intervalKey(key), columnOf('hits', year));
      const upper = (year: number): string => at(intervalKey(key), columnOf('total', year));
      return [
        text(name, 'note'),
        ...shown(lower),
        ...shown(upper, (year) => `${upper(year)}-${lower(year)}`),
        ...shown((year) => at(key, columnOf('rate', year))),
      ];
    },
  };
}
const plotKey = (key: string): string => `plot.${key}`;

const PLOTTED_YEARS = 'plot.years';
/** The years as the axis of a chart names them: a chart shows the number of a cell, not its format. */
const plottedYears: DraftRow = {
  key: PLOTTED_YEARS,
  helper: true,
  cells: (at) => [
    text('年度', 'note'),
    ...[...YEARS, ...YEARS].map(() => text('', 'note')),
    ...YEARS.map((year): FormCell => {
      const cell = yearCell(at, year);
      return { figure: `=IF(${cell}="","",${fiscalYearFormula(cell)})`, style: 'chartOnly' };
    }),
  ],
};

function printedRow(facts: PlanFacts, [key, name, indicator, quantity, unit]: (typeof PRINTED)[number]): DraftRow {
  const as = PRINTED_AS[key] ?? key;
  const printedIn = new Set(
    facts.aggregates.flatMap(({ records }) => records.map(({ period }) => fiscalYearOfPeriod(period))),
  );
  const years = recordedYears(facts, recorded(as).name).filter((year) => !printedIn.has(year));
  return {
    key,
    cells: (at) => {
      const values = (order: readonly number[]): string =>
        order
          .slice(0, -1)
          .reduceRight(
            (rest, year) =>
              `IF(ISNUMBER(${at(key, columnOf('hits', year))}),${at(key, columnOf('hits', year))},${rest})`,
            at(key, columnOf('hits', order.at(-1)!)),
          );
      const [first, last] = [values(YEARS), values([...YEARS].reverse())];
      const printed = (compared: string, year: string): Formula =>
        orDashInside(ask('KDBFIGURE', indicator, compared, { cell: year }));
      return [
        text(name),
        ...YEARS.map((index) => {
          const year = yearCell(at, index);
          const call = printed('', year);
          const ofYear = orRecorded(facts, years, { as, column: 'value', year, otherwise: call });
          const isRecorded = `OR(${years.map((each) => `${year}=${each}`).join()})`;
          const shown =
            unit === 1 || years.length === 0
              ? ofYear
              : formula`IF(${isRecorded},${orRecorded(facts, years, { as, column: 'value', year, otherwise: '0' })}*${unit},${call})`;
          return yearFigure(shown.within(`=IF(${year}="","",`, ')'), quantity);
        }),
        ...YEARS.map((index) => {
          const year = yearCell(at, index);
          return yearFigure(printed('国', year).within(`=IF(${year}="","",`, ')'), quantity);
        }),
        yearFigure(
          `=IF(${fewerThan(2, `COUNT(${span(at, key, 'hits')})`, span(at, key, 'hits'))},"${DASH}",${last}-${first})`,
          changeOf(quantity),
        ),
      ];
    },
  };
}

/** Of which year the 対象外者 are known, and how: rates with different denominators are not compared. */
function denominatorRemark(facts: PlanFacts): DraftRow {
  const years = onlyRecorded(facts, CHECKUP);
  return {
    key: 'denominators',
    merge: [{ from: COLUMNS[0]!.key, to: COLUMNS.at(-1)!.key }],
    // A line a year: what the formula says is not known here.
    height: STANDARD_HEIGHT * Math.max(2, defaultYears(facts).filter((year) => year !== undefined).length),
    cells: (at) => {
      const of = (index: number): Formula => {
        const year = yearCell(at, index);
        const loaded = orDashInside(ask('INYEAR', { cell: year }, '健診受診率', '注意'));
        const said = years.reduceRight<Formula>(
          (rest, each) => rest.within(`IF(${year}=${each},"シート「${RECORD_SHEET}」の値",`, ')'),
          loaded,
        );
        return formula`IF(${year}="","",${fiscalYearFormula(year)}&": "&${said}&" ")`;
      };
      return [{ ...declared(formula`="健診受診率の分母  "&${joined(YEARS.map(of), '&')}`), style: 'note' }];
    },
  };
}

const SENTENCES = [
  `抽出目的の割合は発生割合（該当 ÷ 判定可能者数）です。割合 ÷ 被保険者数は、健診を受けた人が減るだけで下がるため、下の表に参考として置き、向きを書きません。健診受診率が 5 ポイントか 4 分の 1 を超えて変わったときは、向きの右に「${CHECKUP_MARK}」を付けます（受けた人の顔ぶれが変わったことによる違いかもしれません）。`,
  '色のついた年度を西暦の 4 けたで書きかえると、その年度の数になります（初めのほうは空欄でもかまいません）。変化は、数のある最も古い年度から最も新しい年度までです。年度を書きかえたあとは、シートを作り直すと図の範囲も合います。',
  '向きは、変化の 95% 信頼区間（Newcombe 法）が 0 をまたがないときだけ「改善」「悪化」と書きます。「区別できない」は、変化がないという意味ではありません。比べるのは最大 11 の指標で、変化がまったくなくても、偶然だけで 0.6 件ほどまで向きが付きます。',
  '傾向は 3 年以上の数があるときだけの直線の傾向の検定です（Cochran–Armitage。年ごとに別の人で、変化が直線に近いことを仮定します）。調整した p は、このページの傾向の検定の数を考えた値です（Benjamini–Hochberg）。',
  '年度の数は同じデータから作ります。行の日付、列の年度、見出しの印、表の上の「対象年度」、シート名、ファイル名の順で年度を分け、その年度のデータがないものは、シート「実績の記録」にあればその値（条件が違うものは割合だけ）、なければ「－」です。両年に同じ人が含まれるため、区間と p は目安です。圏域・対象外区分が台帳にいまの値しかないときは、前の年度にもその値を使います。',
];

/** The years that the form begins with, in their places; undefined leaves a place blank. */
function defaultYears(facts: PlanFacts): readonly (number | undefined)[] {
  const { fiscalYear, years } = facts;
  const known = (years ?? [])
    .filter(({ rows }) => rows.checkup + rows.receipt + rows.certification > 0)
    .map((year) => year.fiscalYear)
    .filter((year) => year < fiscalYear);
  const before = [...new Set([...known, ...INDICATORS.flatMap((indicator) => onlyRecorded(facts, indicator))])];
  const all = [...(before.length > 0 ? before.sort((a, b) => a - b) : [fiscalYear - 1]), fiscalYear].slice(
    -YEARS.length,
  );
  return YEARS.map((_, index) => all[index - (YEARS.length - all.length)]);
}

/** The years that a person typed into a standing form, by their places. */
function typedYears({ standing }: PlanFacts): readonly unknown[] {
  const cells = standing?.get(TREND_SHEET);
  const form = cells === undefined ? null : readStanding(cells);
  if (cells === undefined || form === null) return [];
  const row = [...form.rows].find(([, { key }]) => key === YEAR_ROW)?.[0];
  const columns = new Map([...form.columns].map(([at, { key }]) => [key, at]));
  return row === undefined
    ? []
    : YEARS.map((year) => cells.values[row]?.[columns.get(columnOf('hits', year)) ?? -1] ?? undefined);
}

/** The places of the first and the last year that a chart shows. */
interface Slots {
  readonly from: number;
  readonly to: number;
}

/** The years in their places as they are typed, or as the form begins; undefined: a blank place. */
type ShownYears = readonly (number | undefined)[];

function shownYears(facts: PlanFacts): ShownYears {
  const [typed, defaults] = [typedYears(facts), defaultYears(facts)];
  const isTyped = typed.some((year) => year !== undefined);
  return YEARS.map((_, index) => {
    const year = isTyped ? typed[index] : defaults[index];
    return typeof year === 'number' ? year : undefined;
  });
}

/** A chart spans the years that have data for its indicator; null where there are not two. */
function slotsOf(indicator: Indicator, facts: PlanFacts, shown: ShownYears): Slots | null {
  const years = onlyRecorded(facts, indicator);
  const hasData = (year: number | undefined): boolean =>
    year !== undefined && (isLoaded(indicator, facts, year) || years.includes(year));
  const filled = YEARS.filter((_, index) => hasData(shown[index]));
  return filled.length < 2 ? null : { from: filled[0]!, to: filled.at(-1)! };
}

/** Up to here shares are drawn on the axis of the small ones, or a change of theirs would not be seen. */
const SMALL_AXIS = 0.05;
/** What an axis may end with, and by how much more than the largest end of an interval, for data that change a little. */
const AXIS_ENDS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1] as const;
const AXIS_ROOM = 1.15;

/**
 * Where the axes of the charts end: the purposes up to `SMALL_AXIS` have one axis together, and so have the others, so that charts
 * beside each other can be compared. Purposes whose figures are not known when the sheet is written are left to the spreadsheet.
 */
export function axisEnds(facts: PlanFacts): ReadonlyMap<string, number> {
  const { figures } = recordOf(facts);
  const highest = new Map(
    INDICATORS.filter(({ id }) => id !== undefined).flatMap(({ key, recordedAs }) => {
      const { name } = recorded(recordedAs);
      const ends = figures
        .flatMap(({ candidates }) => candidates)
        .filter(({ indicator, area }) => indicator === name && area === EVERYBODY)
        .flatMap(({ value, upper }) => upper ?? value ?? []);
      return ends.length === 0 ? [] : [[key, Math.max(...ends)] as const];
    }),
  );
  const endOf = (isIn: (most: number) => boolean): number => {
    const most = Math.max(...[...highest.values()].filter(isIn));
    return AXIS_ENDS.find((end) => end >= Math.min(1, most * AXIS_ROOM)) ?? 1;
  };
  const isSmall = (most: number): boolean => most <= SMALL_AXIS;
  return new Map([...highest].map(([key, most]) => [key, endOf((each) => isSmall(each) === isSmall(most))] as const));
}

/** The form. Its default years are 抽出年度 and the year before. */
export function trendForm(facts: PlanFacts): FormSheet {
  const { stamp, writtenAt } = facts;
  const defaults = defaultYears(facts);
  const shown = shownYears(facts);
  const formatOfSlot = (index: number): Quantity =>
    yearOf(...[shown[index], defaults[index]].flatMap((year) => year ?? []));
  const groupHeads = (headings: readonly string[]): FormCell[] =>
    headings.flatMap((heading) => YEARS.map((_, index) => text(index === 0 ? heading : '', 'header')));
  const groupHeader = (key: string, headings: readonly string[]): DraftRow =>
    plain(
      key,
      headings.map((heading) => text(heading, 'header')),
    );
  /** The year of a place, shown again over another group of columns. */
  const againAs = (at: At, year: number): FormCell =>
    yearFigure(`=IF(${yearCell(at, year)}="","",${yearCell(at, year)})`, formatOfSlot(year - 1));
  const years: DraftRow = {
    key: YEAR_ROW,
    cells: (at) => [
      text('年度', 'header'),
      ...[
        ...defaults.map((year, index) =>
          yearEntry(
            year ?? '',
            formatOfSlot(index),
            index === YEARS.length - 1
              ? '新しい年度を西暦の 4 けたで'
              : '西暦の 4 けた。例 2023（令和5年度）。空欄でもよい',
          ),
        ),
      ],
      ...GROUPS.slice(1).flatMap(() => YEARS.map((index) => againAs(at, index))),
    ],
  };
  const remaining: DraftRow = {
    key: REMAINING_ROW,
    cells: (at) => [
      text('いまの台帳に残っている人だけの年度（向きは書きません）', 'note'),
      ...YEARS.map((index) => {
        const year = yearCell(at, index);
        const caution = ask('INYEAR', { cell: year }, '被保険者数', '注意').within('IFNA(', ',"")');
        const loaded = formula`IF(ISNUMBER(SEARCH("いまの台帳に残っている人だけ",${caution})),"${REMAINING}","")`;
        return liveText(
          formula`=IF(${year}="","",${remainingInRecord(facts, INDICATORS, { year, otherwise: loaded })})`,
          'note',
        );
      }),
    ],
  };
  const drawn = INDICATORS.flatMap((indicator) => {
    const slots = slotsOf(indicator, facts, shown);
    return slots === null ? [] : [{ indicator, slots }];
  });
  const chartRows = Math.ceil(drawn.length / CHART_PLACES.length) * (CHART_ROWS + 1);
  const form = composed(
    {
      name: TREND_SHEET,
      // The year after may be typed before the sheet is written again.
      columns: facts.fiscalYear + 1 >= LONG_NAMED ? columnsFor(WIDTHS.long) : COLUMNS,
      orientation: 'landscape',
    },
    [
      wide('title', '経年比較', 'title', COLUMNS),
      wide('written', `${writtenWith(stamp)}  ${writtenAt}`, 'note', COLUMNS),
      ...SENTENCES.map((sentence, index) => wide(`sentence${index + 1}`, sentence, 'note', COLUMNS)),
      gap('gap.rates'),
      {
        key: 'groups',
        merge: GROUPS.map(({ key }) => ({ from: columnOf(key, YEARS[0]), to: columnOf(key, NEWEST) })),
        cells: () => [text('指標', 'header'), ...groupHeads(GROUPS.map(({ heading }) => heading))],
      },
      years,
      remaining,
      ...INDICATORS.map((indicator) => row(indicator, facts)),
      denominatorRemark(facts),
      gap('gap.changes'),
      wide('section.changes', '変化とその 95% 信頼区間、向き、傾向', 'heading', COLUMNS),
      {
        key: 'header.changes',
        merge: CHANGE_MERGES,
        cells: () =>
          changeCells(
            Object.fromEntries(
              Object.entries(CHANGE_HEADINGS).map(([column, heading]) => [column, text(heading, 'header')]),
            ) as Record<ChangeColumn, FormCell>,
            text('指標', 'header'),
          ),
      },
      ...INDICATORS.map((indicator, index) => changeRow(indicator, facts, { index, shown })),
      gap('gap.intervals'),
      wide(
        'section.intervals',
        '95% 信頼区間（Wilson 法）と、割合 ÷ 被保険者数（共通評価指標の形。健診受診率が動くと動くため、向きは書きません）',
        'heading',
        COLUMNS,
      ),
      {
        key: 'groups.intervals',
        merge: GROUPS.map(({ key }) => ({ from: columnOf(key, YEARS[0]), to: columnOf(key, NEWEST) })),
        cells: () => [text('指標', 'header'), ...groupHeads(['95%下限', '95%上限', '割合（÷ 被保険者数、参考）'])],
      },
      {
        key: 'years.intervals',
        cells: (at) => [text('年度', 'header'), ...GROUPS.flatMap(() => YEARS.map((index) => againAs(at, index)))],
      },
      ...INDICATORS.map((indicator) => intervalRow(indicator, facts)),
      gap('gap.printed'),
      wide('section.printed', '集計表の値（帳票の表示どおり。区間はありません）', 'heading', COLUMNS),
      {
        ...groupHeader('header.printed', [
          '指標',
          ...['当地域', '国'].flatMap((heading) => YEARS.map((_, index) => (index === 0 ? heading : ''))),
          '当地域の変化',
        ]),
        merge: [
          { from: columnOf('hits', YEARS[0]), to: columnOf('hits', NEWEST) },
          { from: columnOf('total', YEARS[0]), to: columnOf('total', NEWEST) },
        ],
      },
      {
        key: 'years.printed',
        cells: (at) => [
          text('年度', 'header'),
          ...['当地域', '国'].flatMap(() => YEARS.map((index) => againAs(at, index))),
          text('', 'header'),
        ],
      },
      ...PRINTED.map((each) => printedRow(facts, each)),
      ...(drawn.length === 0
        ? []
        : [
            gap('gap.charts'),
            {
              ...wide(
                'end',
                `グラフの縦の帯は 95% 信頼区間です。縦の目盛りは 0 から始まり、割合が ${100 * SMALL_AXIS}% までの目的どうし、それより高い目的どうしで同じです。`,
                'note',
                COLUMNS,
              ),
              keep: CHART_ROWS,
            },
          ]),
      ...Array.from({ length: chartRows }, (_, index) => plain(`chart${index + 1}`, [])),
      {
        ...wide('plotted', helperNote('下の表の右側に、グラフが読む値が紙と同じ色で入っています。'), 'note', COLUMNS),
        helper: true,
      },
      plottedYears,
      ...INDICATORS.map((indicator) => plotted(indicator, slotsOf(indicator, facts, shown))),
    ],
  );
  const chartsFrom = form.rows.findIndex(({ key }) => key === 'chart1');
  const ends = axisEnds(facts);
  return {
    ...form,
    charts: drawn.map(({ indicator, slots }, index) =>
      chartOf(form, indicator, slots, { index, first: chartsFrom, end: ends.get(indicator.key) }),
    ),
  };
}

function chartOf(
  form: FormSheet,
  { key, name }: Indicator,
  { from, to }: Slots,
  { index, first, end }: { readonly index: number; readonly first: number; readonly end: number | undefined },
): ChartSpec {
  const cells = (group: Group, rowKey = plotKey(key)) =>
    rangeOf(form, rowKey, rowKey, columnOf(group, from), columnOf(group, to));
  const place = CHART_PLACES[index % CHART_PLACES.length]!;
  return trendLines({
    name: `IKKATSU_trend_${INDICATORS.findIndex((each) => each.key === key) + 1}`,
    title: name,
    source: `出典：取り込んだデータ（${key === CHECKUP.key ? '受診者 ÷ 対象者' : '該当 ÷ 判定可能者数'}）`,
    altText: `${name} の年度ごとの割合と 95% 信頼区間`,
    anchor: { row: first + Math.floor(index / CHART_PLACES.length) * (CHART_ROWS + 1), rows: CHART_ROWS, ...place },
    years: cells('rate', PLOTTED_YEARS),
    rates: { name: '割合', values: cells('rate') },
    lower: cells('hits'),
    length: cells('total'),
    valueAxis: { ...PERCENT_AXIS, ...(end === undefined ? {} : { maximum: end }) },
  });
}
