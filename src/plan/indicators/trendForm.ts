/** The form 経年比較: the rates of up to five fiscal years side by side, their change with its interval, direction and trend. */
import { writtenWith } from '../dataStamp';
import { ask, declared, formula, type Formula, joined, type Part } from '../figures/formula';
import { formatFor, type Quantity, SMALL_SHARE, yearOf } from '../figures/quantity';
import type { FormCell, FormSheet, PlanFacts } from '../forms';
import { helperNote } from '../forms/helperHeadings';
import { DASH, orDashInside } from '../formulaCalls';
import { REMAINING_REMARK as REMAINING } from '../record/entry';
import { type At, composed, type DraftRow, gap, liveText, plain, text, wide } from '../reports/compose';
import { RECORD_SHEET, TREND_SHEET } from '../sheetNames';
import { STANDARD_HEIGHT } from '../textSize';
import { fiscalYearFormula } from '../years';
import {
  CHANGE_HEADINGS,
  CHANGE_MERGES,
  changeCells,
  type ChangeColumn,
  changeRow,
  CHECKUP_MARK,
} from './trendChanges';
import { axisEnds, CHART_PLACES, CHART_ROWS, chartOf, plotted, plottedYears, SMALL_AXIS } from './trendCharts';
import {
  columnOf,
  COLUMNS,
  columnsFor,
  type Group,
  GROUPS,
  LONG_NAMED,
  NEWEST,
  perYear,
  REMAINING_ROW,
  WIDTHS,
  YEAR_ROW,
  yearCell,
  yearFigure,
  YEARS,
} from './trendColumns';
import { CHECKUP, type Indicator, INDICATORS } from './trendIndicators';
import { PRINTED, printedRow } from './trendPrinted';
import { onlyRecorded, orRecorded, type RecordedColumn, remainingInRecord } from './trendRecord';
import { defaultYears, shownYears, slotsOf } from './trendYears';

/** A year that may be typed over: as narrow as its column. */
const yearEntry = (year: number | '', shown: Quantity, hint: string): FormCell => ({
  input: year,
  style: 'entryYear',
  format: formatFor(shown)!,
  hint,
});

/** Numerators, denominators and rates of the years. */
function rateRow(indicator: Indicator, facts: PlanFacts): DraftRow {
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

export const intervalKey = (key: string): string => `interval.${key}`;

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
      ...INDICATORS.map((indicator) => rateRow(indicator, facts)),
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
