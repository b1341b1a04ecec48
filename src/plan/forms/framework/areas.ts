/** 圏域別: the ten rates of every 圏域 with their intervals, how far each is from the whole, and a chart a purpose. */
import { CRITERIA, type CriterionDefinition } from '../../../criteria';
import { ratesWithIntervals } from '../../charts';
import type { ChartSpec } from '../../chartSpec';
import { TAB_COLOURS } from '../../styles';
import type { PlanFacts } from '../facts';
import { keyOfName } from '../nameKey';
import { rangeOf, ref, type FormColumn, type FormRow, type FormSheet } from '../form';
import { rowsFor } from '../rows';
import { AREAS_SHEET, COUNT, DASH, eraYear, figure, purposeCall, SMALL_SHARE, text } from './common';

const COLUMNS: readonly FormColumn[] = [
  { key: 'purpose', width: 40 },
  { key: 'area', width: 16 },
  { key: 'hits', width: 11 },
  { key: 'insured', width: 14 },
  { key: 'share', width: 11 },
  { key: 'lower', width: 11 },
  { key: 'upper', width: 11 },
  { key: 'whole', width: 12 },
  { key: 'word', width: 22 },
  { key: 'judged', width: 14 },
  { key: 'incidence', width: 13 },
];
const { row, title, note, header } = rowsFor(COLUMNS);

const CHART_ROWS = 13;
/** Charts stand two a row; each takes these columns. */
const CHART_COLUMNS = [
  ['purpose', 'insured'],
  ['share', 'incidence'],
] as const;

interface Place {
  readonly key: string;
  readonly name: string;
  readonly filter?: string;
}

const keyOf = (id: string, place: Place): string => `rate.${id}.${place.key}`;

/** Keys of rows must be stable and free of spaces: the name of the 圏域 is in them. */
function placesOf({ areas }: PlanFacts): Place[] {
  return [
    { key: 'all', name: '全体' },
    ...areas.map(({ name, filter }) => ({ key: `area.${keyOfName(name)}`, name, filter })),
  ];
}

function rateRow(
  { id, name }: CriterionDefinition,
  place: Place,
  at: (rowKey: string, column: string) => string,
): FormRow {
  const key = keyOf(id, place);
  const cell = (column: string): string => at(key, column);
  const limit = (word: string): string =>
    `=IF(${cell('insured')}=0,"${DASH}",IKKATSU.PROPORTION(${cell('hits')},${cell('insured')},"${word}"))`;
  const whole = at(`rate.${id}.all`, 'share');
  const isAll = place.filter === undefined;
  return row(key, {
    purpose: { text: isAll ? name : '', style: isAll ? 'everybody' : 'body' },
    area: { text: place.name, style: isAll ? 'everybody' : 'body' },
    hits: figure(`=${purposeCall(id, '人数', place.filter)}`, COUNT),
    insured: figure(`=${purposeCall(id, '分母', place.filter)}`, COUNT),
    share: figure(`=${purposeCall(id, '割合', place.filter)}`, SMALL_SHARE),
    lower: figure(limit('下限'), SMALL_SHARE),
    upper: figure(limit('上限'), SMALL_SHARE),
    whole: figure(`=${whole}`, SMALL_SHARE),
    word: isAll
      ? text('')
      : {
          figure: `=IF(${cell('lower')}>${whole},"全体より高い",IF(${cell('upper')}<${whole},"全体より低い","差ははっきりしない"))`,
          style: 'body',
        },
    judged: figure(`=${purposeCall(id, '判定可能', place.filter)}`, COUNT),
    incidence: figure(`=IF(${cell('judged')}=0,"${DASH}",${cell('hits')}/${cell('judged')})`, SMALL_SHARE),
  });
}

export function areasSheet(facts: PlanFacts): FormSheet {
  const places = placesOf(facts);
  const before: FormRow[] = [
    title('圏域別 ハイリスク者割合'),
    note(
      'note.method',
      `割合 = 該当 ÷ 被保険者数（共通評価指標）。下限・上限は95%信頼区間（Wilson 法）。「全体より高い・低い」は、圏域の区間が全体の割合を含まないときだけ書いています。圏域は全体の一部なので、目安です。発生割合 = 該当 ÷ 判定可能者数。`,
    ),
    note(
      'note.data',
      `書いたときのデータ: ${facts.stamp}（${eraYear(facts.fiscalYear)}年度）。少ない人数の公表には注意してください。行と列は本ツールの提案です。${facts.areas.length === 0 ? '圏域の列のあるデータがないため、全体だけを書いています。' : ''}`,
    ),
    header(
      'head',
      {
        purpose: '抽出目的',
        area: '圏域',
        hits: '該当（人）',
        insured: '被保険者数（人）',
        share: '割合',
        lower: '下限',
        upper: '上限',
        whole: '全体の割合',
        word: '全体と比べて',
        judged: '判定可能者数',
        incidence: '発生割合',
      },
      { repeat: true },
    ),
  ];
  const keys = [...before, ...CRITERIA.flatMap(({ id }) => places.map((place) => ({ key: keyOf(id, place) })))];
  const at = (rowKey: string, column: string): string => ref({ columns: COLUMNS, rows: keys }, rowKey, column);
  const hasCharts = facts.areas.length > 1;
  const blocks = Math.ceil(CRITERIA.length / CHART_COLUMNS.length);
  const chartRows = Array.from({ length: hasCharts ? blocks * CHART_ROWS : 0 }, (_, index) =>
    row(`chart.${index + 1}`, {}, { height: 20 }),
  );
  const rows: FormRow[] = [
    ...before,
    ...CRITERIA.flatMap((criterion) => places.map((place) => rateRow(criterion, place, at))),
    ...chartRows,
  ];
  const form = { columns: COLUMNS, rows };
  const chartOf = ({ id, name }: CriterionDefinition, index: number): ChartSpec => {
    const [from, to] = CHART_COLUMNS[index % CHART_COLUMNS.length]!;
    const top = Math.floor(index / CHART_COLUMNS.length) * CHART_ROWS;
    const range = (column: string) => rangeOf(form, keyOf(id, places[1]!), keyOf(id, places.at(-1)!), column);
    return ratesWithIntervals({
      name: `圏域別 ${name}`,
      title: `${name}（${eraYear(facts.fiscalYear)}年度）`,
      anchor: rangeOf(form, `chart.${top + 1}`, `chart.${top + CHART_ROWS}`, from, to),
      source: '資料: 取り込んだデータ。該当 ÷ 被保険者数。',
      altText: `「${name}」の割合を圏域ごとに縦棒で、95%信頼区間を短い線で、全体の割合を破線で示す。数値は表と同じ。`,
      categories: range('area'),
      rates: { name: '割合', values: range('share'), lower: range('lower'), upper: range('upper') },
      categoryTitle: '圏域',
      references: [{ name: '全体', values: range('whole') }],
    });
  };
  return {
    name: AREAS_SHEET,
    ...form,
    ...(hasCharts ? { charts: CRITERIA.map(chartOf) } : {}),
    orientation: 'landscape',
    frozenRows: before.length,
    tabColour: TAB_COLOURS.plans,
  };
}
