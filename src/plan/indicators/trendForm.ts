/** The form 経年比較: the rates of up to three fiscal years side by side, their change with its interval, and its direction. */
import { CRITERIA } from '../../criteria';
import { trendLines } from '../charts';
import type { ChartSpec } from '../chartSpec';
import { DASH, orDashInside } from '../formulaCalls';
import { rangeOf, type FormCell, type FormSheet, type PlanFacts } from '../forms';
import { composed, figure, gap, liveText, number, plain, text, wide, type At, type DraftRow } from '../reports/compose';
import { TREND_SHEET } from '../sheetNames';
import { TAB_COLOURS } from '../styles';

/** The years stand from old to new; the first may stay blank. */
const YEARS = [1, 2, 3] as const;
const GROUPS = [
  { key: 'hits', heading: '分子', format: '#,##0' },
  { key: 'total', heading: '分母', format: '#,##0' },
  { key: 'rate', heading: '割合', format: '0.00%' },
  { key: 'lower', heading: '95%下限', format: '0.00%' },
  { key: 'upper', heading: '95%上限', format: '0.00%' },
] as const;
type Group = (typeof GROUPS)[number]['key'];
const columnOf = (group: Group, year: number): string => `${group}${year}`;

const COLUMNS = [
  { key: 'indicator', width: 40 },
  ...GROUPS.flatMap(({ key }) => YEARS.map((year) => ({ key: columnOf(key, year), width: 8.5 }))),
  { key: 'change', width: 9 },
  { key: 'changeLower', width: 9 },
  { key: 'changeUpper', width: 9 },
  { key: 'direction', width: 13 },
];
const YEAR_FORMAT = '0';
const POINTS = '+0.00%;-0.00%;0.00%';
const CHART_ROWS = 14;
/** Columns of the form that one of the three charts beside each other covers. */
const CHART_PLACES = [
  { column: 0, columns: 4 },
  { column: 4, columns: 8 },
  { column: 12, columns: 8 },
] as const;

interface Indicator {
  readonly key: string;
  readonly name: string;
  /** Numerator and denominator in the year whose cell is given. */
  readonly hits: (year: string) => string;
  readonly total: (year: string) => string;
  readonly better: '低いほど良い' | '高いほど良い';
  /** What the denominator rests on in a year: years that differ in it are not compared. */
  readonly basis?: (year: string) => string;
}

const INDICATORS: readonly Indicator[] = [
  {
    key: 'OP1',
    name: '健診受診率（被保険者 − 対象外者）',
    hits: (year) => `IKKATSU.INYEAR(${year},"健診受診者数")`,
    total: (year) => `IKKATSU.INYEAR(${year},"健診対象者数")`,
    basis: (year) => `ISNUMBER(IKKATSU.INYEAR(${year},"対象外者数"))`,
    better: '高いほど良い',
  },
  ...CRITERIA.map(({ id, name }): Indicator => ({
    key: `OC2.${id}`,
    name,
    hits: (year) => `IKKATSU.INYEAR(${year},"${name}","人数")`,
    total: (year) => `IKKATSU.INYEAR(${year},"${name}","分母")`,
    better: '低いほど良い',
  })),
];

/** Figures of the aggregate forms by year: printed values without intervals. */
const PRINTED = [
  ['OC1.men', '平均自立期間（要介護2以上、男、年）', '平均自立期間;性別=男', '0.0'],
  ['OC1.women', '平均自立期間（要介護2以上、女、年）', '平均自立期間;性別=女', '0.0'],
  ['D1', '1人当たり医療費（円）', '1人当たり医療費', '#,##0'],
  ['D3', '1人当たり介護給付費（円）', '1人当たり介護給付費', '#,##0'],
  ['D4', '後発医薬品の使用割合（%）', '後発医薬品の使用割合', '0.0'],
] as const;

const YEAR_ROW = 'years';
/** Which years hold only those who are in the register to this day. */
const REMAINING_ROW = 'remaining';
const REMAINING = '残存のみ';
const yearCell = (at: At, year: number): string => at(YEAR_ROW, columnOf('hits', year));

/** One figure a year; blank where no year stands, a dash where the data do not tell. */
function perYear(at: At, group: (typeof GROUPS)[number], formula: (year: string, index: number) => string): FormCell[] {
  return YEARS.map((index) => {
    const year = yearCell(at, index);
    return figure(`=IF(${year}="","",${formula(year, index)})`, group.format);
  });
}

function row({ key, name, hits, total, better, basis }: Indicator): DraftRow {
  return {
    key,
    cells: (at) => {
      const cell = (group: Group, year: number): string => at(key, columnOf(group, year));
      const [hitsGroup, totalGroup, rateGroup, lowerGroup, upperGroup] = GROUPS;
      const share = (index: number, whole: string): string =>
        `IF(OR(N(${cell('total', index)})=0,ISTEXT(${cell('hits', index)})),"${DASH}",${whole})`;
      const limit = (index: number, output: string): string =>
        share(index, `IKKATSU.PROPORTION(${cell('hits', index)},${cell('total', index)},"${output}")`);
      // From the oldest year that has figures to the newest.
      const first = (group: Group): string => `IF(ISNUMBER(${cell('total', 1)}),${cell(group, 1)},${cell(group, 2)})`;
      const pair = `${first('hits')},${first('total')},${cell('hits', 3)},${cell('total', 3)},"${better}"`;
      const refused = (hitsOf: string, totalOf: string): string => `N(${totalOf})=0,ISTEXT(${hitsOf})`;
      const firstYear = `IF(ISNUMBER(${cell('total', 1)}),${yearCell(at, 1)},${yearCell(at, 2)})`;
      const bases = basis === undefined ? '' : `,${basis(firstYear)}<>${basis(yearCell(at, 3))}`;
      const noPair = `${refused(first('hits'), first('total'))},${refused(cell('hits', 3), cell('total', 3))}${bases}`;
      const change = (output: string, unless = noPair): string =>
        `=IF(OR(${unless}),"${DASH}",IKKATSU.TREND(${pair},"${output}"))`;
      // A year that holds only those still here says nothing of a direction.
      const remains = (year: number): string => `${at(REMAINING_ROW, columnOf('hits', year))}="${REMAINING}"`;
      const oneRemains = `IF(ISNUMBER(${cell('total', 1)}),${remains(1)},${remains(2)}),${remains(3)}`;
      return [
        text(name),
        ...perYear(at, hitsGroup, (year, index) =>
          orDashInside(`IF(${cell('total', index)}="${DASH}","${DASH}",${hits(year)})`),
        ),
        ...perYear(at, totalGroup, (year) => orDashInside(total(year))),
        ...perYear(at, rateGroup, (_, index) => share(index, `${cell('hits', index)}/${cell('total', index)}`)),
        ...perYear(at, lowerGroup, (_, index) => limit(index, '下限')),
        ...perYear(at, upperGroup, (_, index) => limit(index, '上限')),
        figure(change('値'), POINTS),
        figure(change('下限'), POINTS),
        figure(change('上限'), POINTS),
        { figure: change('向き', `${noPair},${oneRemains}`), style: 'formLabel' },
      ];
    },
  };
}

/** What the charts read: a blank or a dash would be drawn as 0, #N/A is not drawn. */
function plotted({ key, name }: Indicator): DraftRow {
  return {
    key: plotKey(key),
    cells: (at) => [
      text(name, 'note'),
      ...GROUPS.slice(0, 2).flatMap(() => YEARS.map(() => text('', 'note'))),
      ...GROUPS.slice(2).flatMap(({ key: group, format }) =>
        YEARS.map((index): FormCell => {
          const shown = at(key, columnOf(group, index));
          return { figure: `=IF(ISNUMBER(${shown}),${shown},NA())`, format, style: 'note' };
        }),
      ),
    ],
  };
}
const plotKey = (key: string): string => `plot.${key}`;

function printedRow([key, name, indicator, format]: (typeof PRINTED)[number]): DraftRow {
  return {
    key,
    cells: (at) => {
      const first = `IF(ISNUMBER(${at(key, 'hits1')}),${at(key, 'hits1')},${at(key, 'hits2')})`;
      return [
        text(name),
        ...YEARS.map((index) => {
          const year = yearCell(at, index);
          return figure(`=IF(${year}="","",${orDashInside(`IKKATSU.KDBFIGURE("${indicator}","",${year})`)})`, format);
        }),
        ...YEARS.map((index) => {
          const year = yearCell(at, index);
          return figure(`=IF(${year}="","",${orDashInside(`IKKATSU.KDBFIGURE("${indicator}","国",${year})`)})`, format);
        }),
        figure(
          `=IF(OR(ISTEXT(${at(key, 'hits3')}),ISTEXT(${first})),"${DASH}",${at(key, 'hits3')}-${first})`,
          `+${format};-${format};0`,
        ),
      ];
    },
  };
}

/** Of which year the 対象外者 are known, and how: rates with different denominators are not compared. */
function denominatorRemark(): DraftRow {
  return {
    key: 'denominators',
    merge: [{ from: COLUMNS[0]!.key, to: COLUMNS.at(-1)!.key }],
    cells: (at) => {
      const of = (index: number): string => {
        const year = yearCell(at, index);
        return `IF(${year}="","",${year}&"年度: "&${orDashInside(`IKKATSU.INYEAR(${year},"健診受診率","注意")`)}&" ")`;
      };
      return [{ figure: `="健診受診率の分母  "&${YEARS.map(of).join('&')}`, style: 'note' }];
    },
  };
}

const SENTENCES = [
  '色のついた年度を書きかえると、その年度の数になります（1 つ目は空欄でもかまいません）。変化は、数のある最も古い年度から最も新しい年度までです。',
  '向きは、変化の 95% 信頼区間（Newcombe 法）が 0 をまたがないときだけ「改善」「悪化」と書きます。「区別できない」は、変化がないという意味ではありません。',
  '年度の数は同じデータから作ります。行の日付、列の年度、見出しの印、表の上の「対象年度」、シート名、ファイル名の順で年度を分け、その年度のデータがないものは「－」です。両年に同じ人が含まれるため、区間は目安です。',
];

/** The form. Its default years are 抽出年度 and the year before. */
export function trendForm({ fiscalYear, stamp, writtenAt }: PlanFacts): FormSheet {
  const groupHeader = (key: string, headings: readonly string[]): DraftRow =>
    plain(
      key,
      headings.map((heading) => text(heading, 'header')),
    );
  const years: DraftRow = {
    key: YEAR_ROW,
    cells: (at) => [
      text('年度', 'header'),
      ...[
        number('', YEAR_FORMAT, '例 2023。空欄でもよい'),
        number(fiscalYear - 1, YEAR_FORMAT, '前の年度'),
        number(fiscalYear, YEAR_FORMAT, '新しい年度'),
      ],
      ...GROUPS.slice(1).flatMap(() =>
        YEARS.map((index) => figure(`=IF(${yearCell(at, index)}="","",${yearCell(at, index)})`, YEAR_FORMAT)),
      ),
      text('変化', 'header'),
      text('95%下限', 'header'),
      text('95%上限', 'header'),
      text('向き', 'header'),
    ],
  };
  const remaining: DraftRow = {
    key: REMAINING_ROW,
    cells: (at) => [
      text('いまの台帳に残っている人だけの年度（向きは書きません）', 'note'),
      ...YEARS.map((index) => {
        const year = yearCell(at, index);
        const caution = `IFNA(IKKATSU.INYEAR(${year},"被保険者数","注意"),"")`;
        return liveText(
          `=IF(${year}="","",IF(ISNUMBER(SEARCH("いまの台帳に残っている人だけ",${caution})),"${REMAINING}",""))`,
          'note',
        );
      }),
    ],
  };
  const chartRows = Math.ceil(INDICATORS.length / CHART_PLACES.length) * (CHART_ROWS + 1);
  const form = composed(
    {
      name: TREND_SHEET,
      columns: COLUMNS,
      orientation: 'landscape',
      tabColour: TAB_COLOURS.indicators,
      repeatedRow: YEAR_ROW,
    },
    [
      wide('title', '経年比較', 'title', COLUMNS),
      wide('written', `書いたときのデータ: ${stamp}  ${writtenAt}`, 'note', COLUMNS),
      ...SENTENCES.map((sentence, index) => wide(`sentence${index + 1}`, sentence, 'note', COLUMNS)),
      gap('gap.rates'),
      {
        key: 'groups',
        merge: GROUPS.map(({ key }) => ({ from: columnOf(key, 1), to: columnOf(key, 3) })),
        cells: () => [
          text('指標', 'header'),
          ...GROUPS.flatMap(({ heading }) => [text(heading, 'header'), text('', 'header'), text('', 'header')]),
        ],
      },
      years,
      remaining,
      ...INDICATORS.map(row),
      denominatorRemark(),
      gap('gap.printed'),
      wide('section.printed', '集計表の値（帳票の表示どおり。区間はありません）', 'heading', COLUMNS),
      {
        ...groupHeader('header.printed', ['指標', '当地域', '', '', '国', '', '', '当地域の変化']),
        merge: [
          { from: 'hits1', to: 'hits3' },
          { from: 'total1', to: 'total3' },
        ],
      },
      ...PRINTED.map(printedRow),
      gap('gap.charts'),
      ...Array.from({ length: chartRows }, (_, index) => plain(`chart${index + 1}`, [])),
      wide(
        'end',
        'グラフの縦の線の端は 95% 信頼区間です。下の表はグラフが読む値です（#N/A はグラフに描かない印）。',
        'note',
        COLUMNS,
      ),
      ...INDICATORS.map(plotted),
    ],
  );
  const chartsFrom = form.rows.findIndex(({ key }) => key === 'chart1');
  return { ...form, charts: INDICATORS.map((indicator, index) => chartOf(form, indicator, index, chartsFrom)) };
}

function chartOf(form: FormSheet, { key, name }: Indicator, index: number, first: number): ChartSpec {
  const cells = (group: Group, rowKey = plotKey(key)) =>
    rangeOf(form, rowKey, rowKey, columnOf(group, 1), columnOf(group, 3));
  const place = CHART_PLACES[index % CHART_PLACES.length]!;
  return trendLines({
    name: `IKKATSU_trend_${index + 1}`,
    title: name,
    source: '出典：取り込んだデータ',
    altText: `${name} の年度ごとの割合と 95% 信頼区間`,
    anchor: { row: first + Math.floor(index / CHART_PLACES.length) * (CHART_ROWS + 1), rows: CHART_ROWS, ...place },
    years: cells('rate', YEAR_ROW),
    series: [{ name: '割合', values: cells('rate'), lower: cells('lower'), upper: cells('upper') }],
  });
}
