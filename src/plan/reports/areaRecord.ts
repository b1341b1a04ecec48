/** 圏域カルテ: one printed page an area — who lives there, the ten purposes beside the whole, what the area makes of it; then the years. */
import { writtenWith } from '../dataStamp';
import { NATIONAL_CRITERIA, UNKNOWN_VALUE, type Area } from '../../criteria';
import { dotsWithWhiskers } from '../charts';
import { ask, formula, type Formula } from '../figures/formula';
import { DASH, intervalLength, purposeCall } from '../formulaCalls';
import { rangeOf, type FormSheet, type PlanFacts } from '../forms';
import { verdictFormula, verdictWords } from '../forms/areaVerdict';
import { keyOfName } from '../forms/nameKey';
import { axisName } from '../purposeLines';
import { shortPurpose } from '../lists/extractionRows';
import { AREA_RECORD_SHEET } from '../sheetNames';
import { fiscalYearName } from '../years';
import { areaTrends, TREND_HELPERS } from './areaTrends';
import { composed, entry, figure, gap, liveText, plain, text, wide, type DraftRow } from './compose';
import { COUNT, type Quantity, SHARE } from '../figures/quantity';

/** Three charts of 圏域の推移 stand beside each other: as wide as each other, nearly. */
const COLUMNS = [
  { key: 'purpose', width: 24 },
  { key: 'hits', width: 12.5 },
  { key: 'judged', width: 12.5 },
  { key: 'incidence', width: 12.5 },
  { key: 'lower', width: 11 },
  { key: 'upper', width: 10.5 },
  { key: 'whole', width: 8.5 },
  { key: 'word', width: 20.5 },
  { key: 'whisker', width: 11, helper: true },
  { key: 'axis', width: 11, helper: true },
  ...TREND_HELPERS,
];
const CHART_ROWS = 14;

/** The areas that have a page. */
export function recordedAreas({ areas }: Pick<PlanFacts, 'areas'>): readonly Area[] {
  return areas.filter(({ name }) => name !== UNKNOWN_VALUE);
}

/** The row of a purpose in an area; its 発生割合 stands in the column `incidence`. */
export const areaRateKey = (area: string, id: string): string => `${keyOfName(area)}.${id}`;

function rateRow(area: Area, { id }: (typeof NATIONAL_CRITERIA)[number], known: number): DraftRow {
  const key = areaRateKey(area.name, id);
  return {
    key,
    cells: (at) => {
      const [hits, judged, lower, upper, whole] = ['hits', 'judged', 'lower', 'upper', 'whole'].map((column) =>
        at(key, column),
      ) as [string, string, string, string, string];
      const ofJudged = (formula: string): string => `=IF(${judged}=0,"${DASH}",${formula})`;
      const limit = (word: string): string => ofJudged(`IKKATSU.PROPORTION(${hits},${judged},"${word}")`);
      const [allHits, allJudged] = [purposeCall(id, '人数'), purposeCall(id, '判定可能')];
      return [
        text(shortPurpose(id), 'formLabel'),
        figure(purposeCall(id, '人数', area.filter).whole()),
        figure(purposeCall(id, '判定可能', area.filter).whole()),
        figure(ofJudged(`${hits}/${judged}`), SHARE),
        figure(limit('下限'), SHARE),
        figure(limit('上限'), SHARE),
        figure(formula`=IF(${allJudged}=0,"${DASH}",${allHits}/${allJudged})`, SHARE),
        liveText(verdictFormula({ hits, judged, lower, upper, whole }, known)),
        figure(intervalLength(at(key, 'lower'), at(key, 'upper')), SHARE),
        text(axisName(id), 'chartOnly'),
      ];
    },
  };
}

/** 被保険者数, 75歳以上, 健診受診率 of an area beside the whole. */
function personRows({ name, filter }: Area): DraftRow[] {
  const line = (id: string, label: string, wanted: string, quantity: Quantity, more = ''): DraftRow => {
    const within = more === '' ? filter : `${filter};${more}`;
    const asked = (where: string): Formula => ask('INSURED', wanted, where, null, null, null, DASH).whole();
    return plain(`${keyOfName(name)}.${id}`, [
      text(label, 'formLabel'),
      figure(asked(within), quantity),
      text(''),
      text('全体', 'formLabel'),
      figure(asked(more), quantity),
    ]);
  };
  return [
    line('insured', '被保険者数', '被保険者数', COUNT),
    line('old', '85歳以上', '被保険者数', COUNT, '年齢=85以上'),
    line('checkup', '健診受診率', '健診受診率', SHARE),
  ];
}

/** The form; null where the data name fewer than two areas: then there is nothing to set beside the whole. */
export function areaRecord(facts: PlanFacts): FormSheet | null {
  const areas = recordedAreas(facts);
  if (areas.length < 2) return null;
  const key = (area: Area, part: string): string => `${keyOfName(area.name)}.${part}`;
  const page = (area: Area, index: number): DraftRow[] => {
    const title = wide(key(area, 'title'), `圏域カルテ ${area.name}`, 'title', COLUMNS);
    return [
      index === 0 ? title : { ...title, newPage: true, again: true },
      wide(
        key(area, 'stamp'),
        `抽出年度: ${fiscalYearName(facts.fiscalYear)}  ${writtenWith(facts.stamp)}`,
        'note',
        COLUMNS,
      ),
      ...personRows(area),
      gap(key(area, 'gap')),
      plain(
        key(area, 'head'),
        [
          '抽出目的',
          '該当（人）',
          '判定可能者数',
          '発生割合',
          '95%下限',
          '95%上限',
          '全体の発生割合',
          '全体と比べて',
        ].map((heading) => text(heading, 'header')),
        { keep: 2 },
      ),
      ...NATIONAL_CRITERIA.map((criterion) => rateRow(area, criterion, areas.length)),
      wide(
        key(area, 'note'),
        `発生割合 = 該当 ÷ 判定可能者数（必要な健診・質問票などの値がある人）。${verdictWords(areas.length, NATIONAL_CRITERIA.length)}年齢構成の違いは直していません（直した値はシート「圏域別」）。`,
        'note',
        COLUMNS,
      ),
      ...Array.from({ length: CHART_ROWS }, (_, row) => plain(key(area, `chart.${row}`), [], { height: 18 })),
      ...[
        ['issue', 'この圏域の課題'],
        ['action', 'この圏域で行うこと'],
      ].map(([part, label]) =>
        plain(key(area, part!), [text(label!, 'formLabel'), entry()], {
          merge: [{ from: 'hits', to: 'word' }],
          height: 48,
        }),
      ),
    ];
  };
  const trends = areaTrends(facts, areas, COLUMNS);
  const form = composed({ name: AREA_RECORD_SHEET, columns: COLUMNS, orientation: 'portrait' }, [
    ...areas.flatMap(page),
    ...trends.rows,
  ]);
  const [first, last] = [NATIONAL_CRITERIA[0]!.id, NATIONAL_CRITERIA.at(-1)!.id];
  return {
    ...form,
    charts: [
      ...areas.map((area) => {
        const range = (column: string) =>
          rangeOf(form, areaRateKey(area.name, first), areaRateKey(area.name, last), column);
        return dotsWithWhiskers({
          name: `圏域カルテ ${area.name}`,
          title: `${area.name}: 目的ごとの発生割合と全体`,
          anchor: rangeOf(form, key(area, 'chart.0'), key(area, `chart.${CHART_ROWS - 1}`), 'purpose', 'word'),
          categories: range('axis'),
          dots: { name: area.name, values: range('incidence') },
          lower: range('lower'),
          length: range('whisker'),
          otherDots: [{ name: '全体', values: range('whole') }],
          categoryTitle: '抽出目的',
          source: '資料: 取り込んだデータ。該当 ÷ 判定可能者数。',
          altText: `${area.name}の 10 の目的の発生割合を点で、95% 信頼区間を縦の帯で、全体の値を別の点で示す。`,
        });
      }),
      ...trends.charts(form),
    ],
  };
}
