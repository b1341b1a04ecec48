/** 圏域別: the ten purposes by 市町村 and 圏域 among those who could be judged, standardised, with charts; 平均自立期間. */
import { writtenWith } from '../../dataStamp';
import type { Formula } from '../../figures/formula';
import { NATIONAL_CRITERIA, type CriterionDefinition } from '../../../criteria';
import { intervalLength } from '../../formulaCalls';
import type { CellRange, ChartSpec } from '../../chartSpec';
import type { PlanFacts } from '../facts';
import { FEWEST_JUDGED, verdictFormula } from '../areaVerdict';
import { ALL, chanceWords, groupsOf, isMany, type Group, type Place } from './areaGroups';
import {
  CHECKUP_HEADING,
  CHECKUP_HEADS,
  checkupFigures,
  LIFE_HEADING,
  LIFE_HEADS,
  LIFE_NOTE,
  lifeFigures,
  SEXES,
  STANDARD_HEADING,
  standardised,
  standardNote,
  type Sex,
} from './areaFigures';
import { areaDots, CHART_ROWS } from './areaDots';
import { manyAreasSheet } from './manyAreas';
import { unitsOf } from '../../textSize';
import { rangeOf, ref, type FormCell, type FormColumn, type FormRow, type FormSheet } from '../form';
import { rowsFor, type Cells } from '../rows';
import { AREAS_SHEET, DASH, figure, purposeCall, SMALL_SHARE, text } from './common';

const COLUMNS: readonly FormColumn[] = [
  { key: 'purpose', width: 36 },
  { key: 'area', width: 18 },
  { key: 'hits', width: 10 },
  { key: 'judged', width: 12 },
  { key: 'incidence', width: 11 },
  { key: 'lower', width: 10 },
  { key: 'upper', width: 10 },
  { key: 'whole', width: 12 },
  { key: 'insured', width: 12 },
  { key: 'share', width: 11 },
  // 差ははっきりしない on one line.
  { key: 'word', width: 22, least: 20 },
  { key: 'whisker', width: 11, helper: true },
];
const { row, title, heading, note, gap, header } = rowsFor(COLUMNS);

/** Charts stand two a row; each takes these columns. */
const CHART_COLUMNS = [
  ['purpose', 'judged'],
  ['incidence', 'share'],
] as const;

const keyOf = (id: string, place: Place): string => `rate.${id}.${place.key}`;
const standardKey = (id: string, place: Place): string => `standard.${id}.${place.key}`;
const lifeKey = (sex: string, place: Place): string => `life.${sex === '男' ? 'men' : 'women'}.${place.key}`;
const checkupKey = (place: Place): string => `checkup.${place.key}`;
type At = (rowKey: string, column: string) => string;

/** Characters of the first two columns together, and the least of each: long names take the room of the purposes. */
const LABELS = { both: 54, area: 18, purpose: 20 } as const;

/** The columns with as much room for the names of places as two lines of them take. */
function columnsFor(places: readonly Place[]): FormColumn[] {
  const longest = Math.max(0, ...places.map(({ name }) => unitsOf(name)));
  const area = Math.min(LABELS.both - LABELS.purpose, Math.max(LABELS.area, Math.ceil(longest / 2) + 2));
  const widths: Readonly<Record<string, number>> = { purpose: LABELS.both - area, area };
  return COLUMNS.map((column) => ({ ...column, width: widths[column.key] ?? column.width }));
}

/** The name stands in every row: a page may begin with any of them. */
const labels = (name: string, place: Place, isFirst: boolean): Cells => ({
  purpose: { text: name, style: place === ALL ? 'everybody' : isFirst ? 'body' : 'again' },
  area: { text: place.name, style: place === ALL ? 'everybody' : 'body' },
});

/** 全体より高い／低い on 発生割合; one area is not compared with itself. */
function verdict(key: string, whole: string, { known }: Group, at: At): string {
  if (known < 2) return '="1つのため比較せず"';
  const cell = (column: string): string => at(key, column);
  const cells = { hits: cell('hits'), judged: cell('judged'), lower: cell('lower'), upper: cell('upper'), whole };
  return verdictFormula(cells, known);
}

function rateRow({ id, name }: CriterionDefinition, place: Place, group: Group | null, at: At): FormRow {
  const key = keyOf(id, place);
  const cell = (column: string): string => at(key, column);
  const limit = (word: string): string =>
    `=IF(${cell('judged')}=0,"${DASH}",IKKATSU.PROPORTION(${cell('hits')},${cell('judged')},"${word}"))`;
  const whole = at(keyOf(id, ALL), 'incidence');
  return row(key, {
    ...labels(name, place, group === null),
    hits: figure(purposeCall(id, '人数', place.filter).whole()),
    judged: figure(purposeCall(id, '判定可能', place.filter).whole()),
    incidence: figure(`=IF(${cell('judged')}=0,"${DASH}",${cell('hits')}/${cell('judged')})`, SMALL_SHARE),
    lower: figure(limit('下限'), SMALL_SHARE),
    upper: figure(limit('上限'), SMALL_SHARE),
    whole: figure(`=${whole}`, SMALL_SHARE),
    insured: figure(purposeCall(id, '分母', place.filter).whole()),
    share: figure(purposeCall(id, '割合', place.filter).whole(), SMALL_SHARE),
    whisker: figure(intervalLength(cell('lower'), cell('upper')), SMALL_SHARE),
    word: group === null ? text('') : { figure: verdict(key, whole, group, at), style: 'body' },
  });
}

/** The same place standardised for sex and age, and drawn towards the whole where it is small. */
function standardRow({ id, name }: CriterionDefinition, place: Place, index: number, group: Group, at: At): FormRow {
  const asked = (wanted: string, output: string): Formula => standardised(name, place, wanted, output);
  const rate = keyOf(id, place);
  const column = (key: string): string =>
    `${at(keyOf(id, group.places[0]!), key)}:${at(keyOf(id, group.places.at(-1)!), key)}`;
  const shrunk = `IKKATSU.SHRUNKRATE(${column('hits')},${column('judged')},${index + 1})`;
  return row(standardKey(id, place), {
    ...labels(name, place, index === 0),
    hits: figure(asked('期待数', '値')),
    judged: figure(asked('標準化比', '値')),
    incidence: figure(asked('標準化比', '下限')),
    lower: figure(asked('標準化比', '上限')),
    upper: figure(asked('年齢調整割合', '値'), SMALL_SHARE),
    whole: figure(asked('年齢調整割合', '下限'), SMALL_SHARE),
    insured: figure(asked('年齢調整割合', '上限'), SMALL_SHARE),
    share: figure(`=${at(rate, 'incidence')}`, SMALL_SHARE),
    word: figure(group.known < 2 ? `="${DASH}"` : `=IF(N(${at(rate, 'judged')})=0,"${DASH}",${shrunk})`, SMALL_SHARE),
  });
}

/** Columns of the figures of a place that `areaFigures` gives, in its order. */
const FIGURES = ['hits', 'judged', 'incidence', 'lower', 'upper', 'whole', 'insured', 'share', 'word'] as const;
const inOrder = (cells: readonly FormCell[]): Cells =>
  Object.fromEntries(FIGURES.map((column, index) => [column, cells[index] ?? text('')]));
const headsInOrder = (heads: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(FIGURES.map((column, index) => [column, heads[index] ?? '']));

function checkupRow(place: Place, at: At): FormRow {
  const key = checkupKey(place);
  const cells = checkupFigures(place, (index) => at(key, FIGURES[index]!), at(checkupKey(ALL), 'incidence'));
  return row(key, { ...labels('健診受診率', place, place === ALL), ...inOrder(cells) });
}

function lifeRow(sex: Sex, place: Place, at: At): FormRow {
  const key = lifeKey(sex, place);
  const cells = lifeFigures(sex, place, (index) => at(key, FIGURES[index]!), {
    few: '人数が足りません',
    unsteady: '参考（1万人年未満）',
  });
  return row(key, { ...labels(`平均自立期間（75歳、${sex}）`, place, place === ALL), ...inOrder(cells) });
}

/** 圏域別; many 圏域 have a row each and a column a purpose. */
export function areasSheet(facts: PlanFacts): FormSheet {
  const groups = groupsOf(facts);
  return groups.some(isMany) ? manyAreasSheet(facts, groups) : fewAreasSheet(facts, groups);
}

function fewAreasSheet(facts: PlanFacts, groups: readonly Group[]): FormSheet {
  const all = groups.flatMap(({ places }) => places);
  const compared = groups.filter(({ known }) => known > 1);
  const chance = chanceWords(groups);
  const before: FormRow[] = [
    title('圏域別 ハイリスク者の発生割合'),
    note(
      'note.method',
      `発生割合 = 該当 ÷ 判定可能者数（必要な健診・質問票などの値がある人）。下限・上限は 95% 信頼区間（Wilson 法）。「全体より高い・低い」は発生割合で判断します（判定可能者が ${FEWEST_JUDGED} 人未満か、地域が 1 つのときは比較しません）。割合 = 該当 ÷ 被保険者数（共通評価指標）は、健診受診率が低い地域ほど小さく出るため、比べる言葉を付けません。発生割合も、健診を受けた人が地域全体と同じとは限りません。`,
    ),
    ...(chance === '' ? [] : [note('note.chance', chance)]),
    note(
      'note.data',
      `${writtenWith(facts.stamp)}。少ない人数の公表には注意してください。行と列は本ツールの提案です。${facts.areas.length === 0 ? '圏域の列のあるデータがないため、全体だけを書いています。' : ''}`,
    ),
    header(
      'head',
      {
        purpose: '抽出目的',
        area: '市町村・圏域',
        hits: '該当（人）',
        judged: '判定可能者数（人）',
        incidence: '発生割合',
        lower: '下限',
        upper: '上限',
        whole: '全体の発生割合',
        insured: '被保険者数（人）',
        share: '割合（参考）',
        word: '全体と比べて（発生割合）',
      },
      { repeat: true },
    ),
  ];
  const checkups = [ALL, ...all];
  const standards = compared.length === 0 ? [] : all;
  const chartCount = compared.length * NATIONAL_CRITERIA.length;
  const chartRows = Math.ceil(chartCount / CHART_COLUMNS.length) * CHART_ROWS;
  const standardHead = [
    gap('gap.standard'),
    heading('standard', STANDARD_HEADING, { newPage: true }),
    note('standard.note', standardNote('右から 2 列目の')),
    header('standard.head', {
      purpose: '抽出目的',
      area: '市町村・圏域',
      hits: '期待数（人）',
      judged: '標準化比（全体=100）',
      incidence: '標準化比の下限',
      lower: '標準化比の上限',
      upper: '年齢調整割合',
      whole: '年齢調整割合の下限',
      insured: '年齢調整割合の上限',
      share: '元の発生割合',
      word: '小地域の推定（経験ベイズ）',
    }),
  ];
  const checkupHead = [
    gap('gap.checkup'),
    heading('checkup', CHECKUP_HEADING),
    header('checkup.head', { purpose: '指標', area: '市町村・圏域', ...headsInOrder(CHECKUP_HEADS) }),
  ];
  const lifeHead = [
    gap('gap.life'),
    heading('life', LIFE_HEADING),
    note('life.note', LIFE_NOTE),
    header('life.head', { purpose: '指標', area: '市町村・圏域', ...headsInOrder(LIFE_HEADS) }),
  ];
  const charts = Array.from({ length: chartRows }, (_, index) => row(`chart.${index + 1}`, {}, { height: 20 }));
  const keys = [
    ...before,
    ...NATIONAL_CRITERIA.flatMap(({ id }) => [ALL, ...all].map((place) => ({ key: keyOf(id, place) }))),
    ...(all.length > 0 ? [...checkupHead, ...checkups.map((place) => ({ key: checkupKey(place) }))] : []),
    ...lifeHead,
    ...SEXES.flatMap((sex) => [ALL, ...all].map((place) => ({ key: lifeKey(sex, place) }))),
    ...(standards.length > 0
      ? [
          ...standardHead,
          ...NATIONAL_CRITERIA.flatMap(({ id }) => standards.map((place) => ({ key: standardKey(id, place) }))),
        ]
      : []),
    ...charts,
  ];
  const at: At = (rowKey, column) => ref({ columns: COLUMNS, rows: keys }, rowKey, column);
  const made = new Map<string, FormRow>();
  const put = (line: FormRow): void => void made.set(line.key, line);
  for (const criterion of NATIONAL_CRITERIA) {
    put(rateRow(criterion, ALL, null, at));
    for (const group of groups)
      group.places.forEach((place, index) => {
        put(rateRow(criterion, place, group, at));
        if (standards.length > 0) put(standardRow(criterion, place, index, group, at));
      });
  }
  if (all.length > 0) for (const place of checkups) put(checkupRow(place, at));
  for (const sex of SEXES) for (const place of [ALL, ...all]) put(lifeRow(sex, place, at));
  const rows = keys.map((known): FormRow => made.get(known.key) ?? (known as FormRow));
  const form = { columns: COLUMNS, rows };

  const chartOf = (criterion: CriterionDefinition, group: Group, order: number): ChartSpec => {
    const [from, to] = CHART_COLUMNS[order % CHART_COLUMNS.length]!;
    const top = Math.floor(order / CHART_COLUMNS.length) * CHART_ROWS;
    const [first, last] = [group.places[0]!, group.places.at(-1)!].map((place) => keyOf(criterion.id, place));
    const range = (column: string): CellRange => rangeOf(form, first!, last!, column);
    const anchor = rangeOf(form, `chart.${top + 1}`, `chart.${top + CHART_ROWS}`, from, to);
    return areaDots(criterion, group, facts.fiscalYear, anchor, {
      area: range('area'),
      incidence: range('incidence'),
      lower: range('lower'),
      length: range('whisker'),
      whole: range('whole'),
    });
  };
  const specs = compared.flatMap((group, index) =>
    NATIONAL_CRITERIA.map((criterion, order) => chartOf(criterion, group, index * NATIONAL_CRITERIA.length + order)),
  );
  return {
    name: AREAS_SHEET,
    ...form,
    columns: columnsFor(all),
    ...(specs.length > 0 ? { charts: specs } : {}),
    orientation: 'landscape',
    frozenRows: before.length,
  };
}
