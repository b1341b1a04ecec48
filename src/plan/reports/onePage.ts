/** 一枚でわかる: A4 for the mayor and the council — five figures, the ten purposes, the areas, what came of it, what is asked. */
import { writtenWith } from '../dataStamp';
import { LACKING } from '../lacking';
import { axisName } from '../purposeLines';
import {
  countOf,
  NATIONAL_CRITERIA,
  parseFilter,
  readiness,
  type Area,
  type CriterionId,
  type CriterionResult,
} from '../../criteria';
import { keyOutcome, resultSentence, type ProgrammeEvaluation } from '../../indicators';
import { dotsWithWhiskers } from '../charts';
import type { ChartSpec } from '../chartSpec';
import { ask, type Formula } from '../figures/formula';
import { casesCall, DASH, intervalLength, orDash, purposeCall } from '../formulaCalls';
import { rangeOf, ref, type FormCell, type FormSheet, type PlanFacts } from '../forms';
import { verdictOf, verdictWords } from '../forms/areaVerdict';
import { draft } from '../forms/framework/common';
import { shortPurpose } from '../lists/extractionRows';
import { AREA_RECORD_SHEET, ONE_PAGE_SHEET } from '../sheetNames';
import { STYLES, type StyleName } from '../styles';
import { linesOf } from '../textSize';
import { fiscalYearName } from '../years';
import { areaRateKey, recordedAreas } from './areaRecord';
import { composed, entry, figure, gap, number, plain, text, wide, type DraftRow } from './compose';
import { type Quantity, SHARE } from '../figures/quantity';

/** The first column, and two columns for each of the five figures. */
const COLUMNS = [
  { key: 'label', width: 25 },
  // A share of 100.0%* stands in the third to the fifth.
  ...Array.from({ length: 10 }, (_, at) => ({ key: `c${at + 1}`, width: at >= 2 && at <= 4 ? 8.8 : 8.5 })),
  { key: 'whisker', width: 11, helper: true },
  { key: 'axis', width: 11, helper: true },
];
const PERSONS: Quantity = { unit: '人', behind: '人' };
/** The chart has what the table of the areas leaves of the page. */
const CHART_ROWS = { least: 7, most: 11 } as const;
const chartRows = (areas: number): number =>
  Math.max(CHART_ROWS.least, Math.min(CHART_ROWS.most, CHART_ROWS.most + 3 - areas));
/** So many lines of names of areas have room on the page, and so many areas; the others stand on 圏域カルテ. */
const MOST_AREAS = 8;
const MOST_LINES = 8;
/** A rate is called higher or lower only with so many persons in it: smaller ones may be hidden in a copy that is published. */
const FEWEST_HITS = 20;
const RESULTS = 3;

interface Head {
  readonly label: string;
  readonly formula: Formula;
  readonly quantity: Quantity;
  readonly of: string;
}

/** The five figures that the page begins with. */
const HEADS: readonly Head[] = [
  { label: '被保険者', formula: ask('INSURED', '被保険者数').whole(), quantity: PERSONS, of: '基準日にいる人' },
  {
    label: '健診受診率',
    formula: orDash(ask('INSURED', '健診受診率')),
    quantity: SHARE,
    of: '健診を受けた人の割合',
  },
  {
    label: '健康状態不明者',
    formula: orDash(purposeCall('unknownStatus', '人数')),
    quantity: PERSONS,
    of: '2年続けて健診・受診・認定なし',
  },
  { label: '支援した人', formula: orDash(casesCall('支援')), quantity: PERSONS, of: '1 人を 1 回数える' },
  { label: 'つないだ人', formula: orDash(casesCall('つなぎ')), quantity: PERSONS, of: '医療・介護・通いの場などへ' },
];

/** Five cells over two columns each, behind the first. */
function tiles(key: string, label: string, cells: readonly FormCell[], height?: number): DraftRow {
  return plain(key, [text(label, 'formLabel'), ...cells.flatMap((cell) => [cell, null])], {
    merge: HEADS.map((_, at) => ({ from: `c${2 * at + 1}`, to: `c${2 * at + 2}` })),
    ...(height === undefined ? {} : { height }),
  });
}

const lacks = ({ intake: { table }, settings }: PlanFacts, id: CriterionId): boolean =>
  !readiness(table, id, settings).ready;

function purposeRow(facts: PlanFacts, { id, name }: (typeof NATIONAL_CRITERIA)[number]): DraftRow {
  const key = `purpose.${id}`;
  return {
    key,
    cells: (at) => {
      const [hits, of] = [at(key, 'c1'), at(key, 'c2')];
      const limit = (word: string): string => `=IF(N(${of})=0,"${DASH}",IKKATSU.PROPORTION(${hits},${of},"${word}"))`;
      return [
        text(`${shortPurpose(id)}${lacks(facts, id) ? LACKING : ''}`, 'formLabel'),
        figure(purposeCall(id, '人数').whole()),
        figure(purposeCall(id, '分母').whole()),
        figure(`=IF(N(${of})=0,"${DASH}",${hits}/${of})`, SHARE),
        figure(limit('下限'), SHARE),
        figure(limit('上限'), SHARE),
        number('', SHARE, `${name}の県の割合`),
        number('', SHARE, `${name}の国の割合`),
        null,
        null,
        null,
        figure(intervalLength(at(key, 'c4'), at(key, 'c5')), SHARE),
        text(axisName(id), 'chartOnly'),
      ];
    },
  };
}

/** How an area stands beside the whole at the time of writing, with enough persons. */
function styleOf({ table }: PlanFacts['intake'], area: Area, result: CriterionResult, known: number): StyleName {
  const [own, all] = [countOf(table, result, parseFilter(table, area.filter)), countOf(table, result)];
  return own.hits < FEWEST_HITS ? 'figure' : (verdictOf(own, all, known) ?? 'figure');
}

const linesOfName = ({ name }: Area): number => linesOf(name, COLUMNS[0]!.width, STYLES.formLabel);

/** The areas that have room on the page: long names take several lines. */
function shownAreas(facts: PlanFacts): readonly Area[] {
  const areas = recordedAreas(facts);
  let lines = 0;
  const full = areas.findIndex((area) => (lines += linesOfName(area)) > MOST_LINES);
  return areas.slice(0, Math.max(1, Math.min(MOST_AREAS, full < 0 ? MOST_AREAS : full)));
}

const linesOfAreas = (facts: PlanFacts): number => shownAreas(facts).reduce((sum, area) => sum + linesOfName(area), 0);

/** Areas as rows, the purposes as columns; the cells are those of 圏域カルテ. */
function areaRows(facts: PlanFacts, record: FormSheet | null): DraftRow[] {
  if (record === null) {
    return [
      wide('areas.none', '圏域の列のあるデータがないか、圏域が 1 つのため、圏域の表はありません。', 'note', COLUMNS),
    ];
  }
  const areas = recordedAreas(facts);
  const shown = shownAreas(facts);
  return [
    plain(
      'areas.head',
      [text('圏域', 'header'), ...NATIONAL_CRITERIA.map(({ id }) => text(shortPurpose(id), 'header'))],
      {
        keep: 1,
      },
    ),
    ...shown.map((area, index) =>
      plain(`areas.${index + 1}`, [
        text(area.name, 'formLabel'),
        ...NATIONAL_CRITERIA.map(({ id }) => {
          const result = facts.results.find((each) => each.id === id)!;
          const formula = `='${AREA_RECORD_SHEET}'!${ref(record, areaRateKey(area.name, id), 'incidence')}`;
          return figure(formula, SHARE, styleOf(facts.intake, area, result, areas.length));
        }),
      ]),
    ),
    wide(
      'areas.note',
      `数字は発生割合（該当 ÷ 判定可能者数）。赤は全体より高い、青は低い（書いたとき、該当が ${FEWEST_HITS} 人以上）。${verdictWords(areas.length, shown.length * NATIONAL_CRITERIA.length)}${
        areas.length > shown.length
          ? `ほかの ${areas.length - shown.length} 圏域はシート「${AREA_RECORD_SHEET}」にあります。`
          : ''
      }`,
      'note',
      COLUMNS,
    ),
  ];
}

/** The programmes with the most supported persons, each with the sentence of the figure that stands for it. */
export function resultDrafts(programmes: readonly ProgrammeEvaluation[]): string[] {
  const told = [...programmes]
    .sort((a, b) => b.supported - a.supported)
    .flatMap((evaluation) => {
      const outcome = keyOutcome(evaluation);
      return outcome === null || outcome.undetermined !== '' || evaluation.supported === 0
        ? []
        : [draft(`${evaluation.programme.name}：${resultSentence(outcome)}`)];
    });
  return Array.from({ length: RESULTS }, (_, at) => told[at] ?? '');
}

const longEntry = (key: string, label: string, words: string, hint: string, height: number): DraftRow =>
  plain(key, [text(label, 'formLabel'), entry(words, hint)], { merge: [{ from: 'c1', to: 'c10' }], height });

/** Points with the ends of their intervals, and the prefecture and the country where somebody typed them. */
function dots(form: FormSheet, rows: number): ChartSpec {
  const range = (column: string) =>
    rangeOf(form, `purpose.${NATIONAL_CRITERIA[0]!.id}`, `purpose.${NATIONAL_CRITERIA.at(-1)!.id}`, column);
  return dotsWithWhiskers({
    name: '一枚でわかる 目的ごとの割合',
    title: '目的ごとの割合（点）と 95% 信頼区間、県・国',
    anchor: rangeOf(form, 'chart.1', `chart.${rows}`, 'label', 'c10'),
    categories: range('axis'),
    dots: { name: '当地域', values: range('c3') },
    lower: range('c4'),
    length: range('whisker'),
    otherDots: [
      { name: '県', values: range('c6') },
      { name: '国', values: range('c7') },
    ],
    categoryTitle: '抽出目的',
    legend: 'bottom',
    source: '資料: 取り込んだデータ。該当 ÷ 被保険者数。県・国は表に書いた値。',
    altText: '10 の目的の割合を点で、95% 信頼区間を縦の帯で、県と国の値を別の点で示す。',
  });
}

/** The form. `record` is 圏域カルテ, whose cells the table of the areas shows; null where there is none. */
export function onePage(facts: PlanFacts, record: FormSheet | null): FormSheet {
  const results = resultDrafts(facts.evaluation?.programmes ?? []);
  const rows = chartRows(record === null ? 0 : linesOfAreas(facts));
  const form = composed({ name: ONE_PAGE_SHEET, columns: COLUMNS, orientation: 'portrait' }, [
    wide('title', '一枚でわかる 高齢者の保健事業と介護予防の一体的な実施', 'title', COLUMNS),
    wide('stamp', `抽出年度: ${fiscalYearName(facts.fiscalYear)}  ${writtenWith(facts.stamp)}`, 'note', COLUMNS),
    tiles(
      'heads.label',
      'いまの姿',
      HEADS.map(({ label }) => text(label, 'header')),
    ),
    tiles(
      'heads.value',
      '',
      HEADS.map(({ formula, quantity }) => figure(formula, quantity, 'headFigure')),
      30,
    ),
    tiles(
      'heads.of',
      '',
      HEADS.map(({ label, of }) => {
        const isLacking = label === '健康状態不明者' && lacks(facts, 'unknownStatus');
        return text(isLacking ? `${LACKING} 列が足りず少なく出ます` : of, 'note');
      }),
    ),
    wide(
      'purposes',
      `目的ごとの対象者${NATIONAL_CRITERIA.some(({ id }) => lacks(facts, id)) ? `（${LACKING} は使う列がデータになく、少なく数えている目的）` : ''}`,
      'heading',
      COLUMNS,
    ),
    plain('purposes.head', [
      text('抽出目的', 'header'),
      ...['人数', '被保険者', '割合', '95%下限', '95%上限', '県', '国'].map((heading) => text(heading, 'header')),
    ]),
    ...NATIONAL_CRITERIA.map((criterion) => purposeRow(facts, criterion)),
    ...Array.from({ length: rows }, (_, row) => plain(`chart.${row + 1}`, [], { height: 17 })),
    wide('areas', '圏域ごとの発生割合', 'heading', COLUMNS),
    ...areaRows(facts, record),
    wide('results', '取組の結果', 'heading', COLUMNS),
    ...results.map((words, at) =>
      longEntry(`results.${at + 1}`, `結果 ${at + 1}`, words, '取組の結果を、数字より強く言わずに 1 文で', 34),
    ),
    gap('gap'),
    longEntry('asked', 'お願いしたいこと', '', '首長・議会にお願いしたいこと（予算・人員・協力など）', 44),
  ]);
  return { ...form, charts: [dots(form, rows)] };
}
