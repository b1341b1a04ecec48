/** 圏域別: the ten purposes by 市町村 and 圏域 among those who could be judged, standardised, with charts; 平均自立期間. */
import { writtenWith } from '../../dataStamp';
import { fiscalYearName } from '../../years';
import { ask, type Formula } from '../../figures/formula';
import {
  NATIONAL_CRITERIA,
  filterText,
  municipalityNames,
  UNKNOWN_VALUE,
  type CriterionDefinition,
} from '../../../criteria';
import { dotsWithWhiskers, funnel } from '../../charts';
import { intervalLength } from '../../formulaCalls';
import type { CellRange, ChartSpec } from '../../chartSpec';
import type { PlanFacts } from '../facts';
import { FEWEST_JUDGED, FUNNEL_FROM, verdictFormula } from '../areaVerdict';
import { helperNote } from '../helperHeadings';
import { unitsOf } from '../../textSize';
import { keyOfName } from '../nameKey';
import { rangeOf, ref, type FormCell, type FormColumn, type FormRow, type FormSheet } from '../form';
import { rowsFor, type Cells } from '../rows';
import {
  AREAS_SHEET,
  COUNT,
  DASH,
  figure,
  insuredCall,
  kdbCall,
  ONE_DECIMAL,
  orDash,
  purposeCall,
  SMALL_SHARE,
  text,
} from './common';
import { type Quantity } from '../../figures/quantity';

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
/** A row that only charts read. */
const helperRow = (...parts: Parameters<typeof row>): FormRow => ({ ...row(...parts), helper: true });

const CHART_ROWS = 13;
/** Charts stand two a row; each takes these columns. */
const CHART_COLUMNS = [
  ['purpose', 'judged'],
  ['incidence', 'share'],
] as const;

/** The levels of the two pairs of limits, see `exactFunnelLimits`. */
const FUNNEL_LEVELS = { inner: 0.95, outer: 0.998 } as const;
/** Sizes at which the lines of a funnel are drawn. */
const FUNNEL_SIZES = 12;

/** 市町村 or 圏域 that are compared with the whole. */
interface Group {
  readonly kind: '市町村' | '圏域';
  readonly places: readonly Place[];
  /** Those that are a place and not the rest of the persons. */
  readonly known: number;
}
interface Place {
  readonly key: string;
  readonly name: string;
  readonly filter?: string;
}

const ALL: Place = { key: 'all', name: '全体' };
const keyOf = (id: string, place: Place): string => `rate.${id}.${place.key}`;
const standardKey = (id: string, place: Place): string => `standard.${id}.${place.key}`;
const lifeKey = (sex: string, place: Place): string => `life.${sex === '男' ? 'men' : 'women'}.${place.key}`;
const checkupKey = (place: Place): string => `checkup.${place.key}`;
const funnelKey = (id: string, kind: Group['kind'], size: number): string => `funnel.${id}.${kind}.${size}`;

/** What the funnel reads of a place: the table above is divided by headings where it is longer than a page. */
const pointKey = (id: string, { key }: Place): string => `point.${id}.${key}`;

/** The municipalities, where there are several, and the 圏域 in the order of places. */
function groupsOf({ areas, intake }: PlanFacts): Group[] {
  const towns = municipalityNames(intake.table);
  return [
    ...(towns.length > 1
      ? [
          {
            kind: '市町村' as const,
            places: towns.map((name) => ({
              key: `town.${keyOfName(name)}`,
              name,
              filter: filterText([['市町村', name]]),
            })),
            known: towns.length,
          },
        ]
      : []),
    ...(areas.length > 0
      ? [
          {
            kind: '圏域' as const,
            places: areas.map(({ name, filter }) => ({ key: `area.${keyOfName(name)}`, name, filter })),
            known: areas.filter(({ name }) => name !== UNKNOWN_VALUE).length,
          },
        ]
      : []),
  ];
}

type At = (rowKey: string, column: string) => string;

const isMany = ({ known }: Group): boolean => known >= FUNNEL_FROM;

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
function verdict(key: string, whole: string, { kind, known }: Group, at: At): string {
  if (known < 2) return `="${kind}が 1 つのため比較しません"`;
  const cell = (column: string): string => at(key, column);
  const cells = { hits: cell('hits'), judged: cell('judged'), lower: cell('lower'), upper: cell('upper'), whole };
  return verdictFormula(cells, known, `判定可能者が ${FEWEST_JUDGED} 人未満のため比較しません`);
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
  const asked = (wanted: string, output: string): Formula =>
    ask('STANDARDISED', name, wanted, place.filter ?? '', output, null, DASH).whole();
  const rate = keyOf(id, place);
  // Where there are many, headings may stand between their rows: the row of the funnel is whole.
  const rowOf = isMany(group) ? pointKey : keyOf;
  const column = (key: string): string =>
    `${at(rowOf(id, group.places[0]!), key)}:${at(rowOf(id, group.places.at(-1)!), key)}`;
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

/** 健診受診率: what most of the purposes rest on, and no measure of health. */
function checkupRow(place: Place, at: At): FormRow {
  const key = checkupKey(place);
  const cell = (column: string): string => at(key, column);
  const asked = (wanted: string): Formula => ask('INSURED', wanted, place.filter ?? '', null, null, null, DASH).whole();
  const rate = (whole: string): string => `=IF(OR(ISTEXT(${cell('hits')}),N(${cell('judged')})=0),"${DASH}",${whole})`;
  const limit = (word: string): string => rate(`IKKATSU.PROPORTION(${cell('hits')},${cell('judged')},"${word}")`);
  return row(key, {
    ...labels('健診受診率', place, place === ALL),
    hits: figure(asked('健診受診者数')),
    judged: figure(asked('健診対象者数')),
    incidence: figure(rate(`${cell('hits')}/${cell('judged')}`), SMALL_SHARE),
    lower: figure(limit('下限'), SMALL_SHARE),
    upper: figure(limit('上限'), SMALL_SHARE),
    whole: figure(`=${at(checkupKey(ALL), 'incidence')}`, SMALL_SHARE),
    insured: figure(insuredCall('被保険者数', place.filter).whole()),
    share: text(''),
    word: text(''),
  });
}

const SEXES = ['男', '女'] as const;
/** Fewer person-years than this are marked: the figure moves by much from year to year. */
const STEADY_YEARS = 10_000;

/** 平均自立期間 at 75 from the workbook's own register, beside what KDB prints for everybody from birth. */
function lifeRow(sex: (typeof SEXES)[number], place: Place, at: At): FormRow {
  const key = lifeKey(sex, place);
  const years = at(key, 'judged');
  const asked = (wanted: string, output = '値'): Formula =>
    ask('OWNHEALTHYLIFE', sex, place.filter ?? '', wanted, output, null, DASH).whole();
  return row(key, {
    ...labels(`平均自立期間（75歳、${sex}）`, place, place === ALL),
    hits: figure(asked('資格喪失者数')),
    judged: figure(asked('人年')),
    incidence: figure(asked('平均自立期間')),
    lower: figure(asked('平均自立期間', '下限')),
    upper: figure(asked('平均自立期間', '上限')),
    whole: figure(asked('平均余命')),
    insured: figure(asked('不健康期間')),
    share: place === ALL ? figure(orDash(kdbCall(`平均自立期間;性別=${sex}`)), ONE_DECIMAL) : text(''),
    word: {
      figure: `=IF(N(${years})=0,"${DASH}",IF(ISTEXT(${at(key, 'incidence')}),"人数が足りません",IF(${years}<${STEADY_YEARS},"参考（10,000 人年未満）","")))`,
      style: 'body',
    },
  });
}

/** What the lines of a funnel are drawn through: sizes from the smallest to the largest area, and the limits there. */
function funnelRow({ id, name }: CriterionDefinition, group: Group, index: number, at: At): FormRow {
  const key = funnelKey(id, group.kind, index);
  const cell = (column: string): string => at(key, column);
  const judged = `${at(keyOf(id, group.places[0]!), 'judged')}:${at(keyOf(id, group.places.at(-1)!), 'judged')}`;
  const limit = (word: string): string =>
    `=IF(ISNUMBER(${cell('whole')}),IKKATSU.FUNNEL(0,${cell('judged')},${cell('whole')},"${word}"),NA())`;
  const part = index / (FUNNEL_SIZES - 1);
  return helperRow(key, {
    purpose: { text: index === 0 ? `${name}（${group.kind}）` : '', style: 'note' },
    judged: figure(`=MAX(1,ROUND(MIN(${judged})+(MAX(${judged})-MIN(${judged}))*${part},0))`),
    lower: figure(limit('下限95'), SMALL_SHARE),
    upper: figure(limit('上限95'), SMALL_SHARE),
    whole: figure(
      `=IF(ISNUMBER(${at(keyOf(id, ALL), 'incidence')}),${at(keyOf(id, ALL), 'incidence')},NA())`,
      SMALL_SHARE,
    ),
    insured: figure(limit('下限99.8'), SMALL_SHARE),
    share: figure(limit('上限99.8'), SMALL_SHARE),
  });
}

function pointRow({ id }: CriterionDefinition, place: Place, at: At): FormRow {
  const shown = (column: string, quantity: Quantity): FormCell => {
    const cell = at(keyOf(id, place), column);
    return { ...figure(`=IF(ISNUMBER(${cell}),${cell},NA())`, quantity), style: 'chartOnly' };
  };
  return helperRow(pointKey(id, place), {
    area: { text: place.name, style: 'note' },
    hits: shown('hits', COUNT),
    judged: shown('judged', COUNT),
    incidence: shown('incidence', SMALL_SHARE),
  });
}

/** How many signals chance alone gives, in words. */
function chanceWords(groups: readonly Group[]): string {
  const said = groups
    .filter(({ known }) => known > 1)
    .map(({ kind, known, places }) => {
      const compared = places.length * NATIONAL_CRITERIA.length;
      const often = (level: number): string => String(Math.round((1 - level) * compared * 10) / 10);
      return known < FUNNEL_FROM
        ? `${kind}の比較は最大 ${compared} 件です。差がまったくなくても、偶然だけで約 ${often(FUNNEL_LEVELS.inner)} 件に「高い」「低い」が付きます。`
        : `${kind}は ${known} か所と多いため、区間ではなく管理限界（ファンネル、二項分布の正確法）で比べています。比較は最大 ${compared} 件で、差がまったくなくても、偶然だけで 95% 限界の外に最大 ${often(FUNNEL_LEVELS.inner)} 件、99.8% 限界の外に最大 ${often(FUNNEL_LEVELS.outer)} 件出ます。`;
    });
  return said.length === 0
    ? ''
    : `${said.join('')}1 つの印だけで判断せず、続けて出るか、理由があるかを確かめてください。`;
}

export function areasSheet(facts: PlanFacts): FormSheet {
  const groups = groupsOf(facts);
  const all = groups.flatMap(({ places }) => places);
  const compared = groups.filter(({ known }) => known > 1);
  const many = compared.filter(isMany);
  const chance = chanceWords(groups);
  const before: FormRow[] = [
    title('圏域別 ハイリスク者の発生割合'),
    note(
      'note.method',
      '発生割合 = 該当 ÷ 判定可能者数（必要な健診・質問票などの値がある人）。下限・上限は 95% 信頼区間（Wilson 法）。「全体より高い・低い」は発生割合で判断します。割合 = 該当 ÷ 被保険者数（共通評価指標）は、健診受診率が低い地域ほど小さく出るため、比べる言葉を付けません。発生割合も、健診を受けた人が地域全体と同じとは限りません。',
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
  const funnels = many.flatMap((group) =>
    NATIONAL_CRITERIA.flatMap((criterion) =>
      Array.from({ length: FUNNEL_SIZES }, (_, index) => ({ criterion, group, index })),
    ),
  );
  const standardHead = [
    gap('gap.standard'),
    heading('standard', '性・年齢をそろえた比較', { newPage: true }),
    note(
      'standard.note',
      `標準は全体の判定可能者の性・5歳階級です。標準化比（間接法、全体 = 100）は、全体と同じ起こり方なら何人か（期待数）に対する実際の人数の比で、区間が 100 を含まないときに違いがあると読みます。年齢調整割合（直接法）は、全体と同じ性・年齢構成だったときの発生割合です（当たる人が 10 人未満では計算せず ${DASH}）。小地域の推定は、人数の少ない地域の発生割合を全体に引き寄せた値です（経験ベイズ、Marshall の大域型）。右から 2 列目の元の発生割合と並べて読んでください。区間は 95%（10 件未満は正確法、それ以上は Byar 法、直接法は Dobson–Byar 法）。`,
    ),
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
    heading('checkup', '健診受診率（発生割合の土台。地域の健康の良し悪しではありません）'),
    header('checkup.head', {
      purpose: '指標',
      area: '市町村・圏域',
      hits: '受診者（人）',
      judged: '対象者（人）',
      incidence: '健診受診率',
      lower: '下限',
      upper: '上限',
      whole: '全体の健診受診率',
      insured: '被保険者数（人）',
      share: '',
      word: '',
    }),
  ];
  const lifeHead = [
    gap('gap.life'),
    heading('life', '平均自立期間（このブックのデータから）'),
    note(
      'life.note',
      `前の年度末に被保険者だった 75 歳以上の人を 1 年追い、資格喪失者のいる年度をまとめています（Chiang–Sullivan 法、要介護2以上を不健康とみなす、最後の階級は 90 歳以上）。資格喪失をすべて死亡とみなすため、転出などの分だけ短めに出ます。75 歳からの年数なので、右の KDB の値（0 歳から）とは大きさを比べられません。人数が足りないところは ${DASH}、10,000 人年に足りないところは参考です。`,
    ),
    header('life.head', {
      purpose: '指標',
      area: '市町村・圏域',
      hits: '資格喪失（人）',
      judged: '人年',
      incidence: '平均自立期間（年）',
      lower: '下限',
      upper: '上限',
      whole: '平均余命（年）',
      insured: '不健康期間（年）',
      share: 'KDB の値（0歳、年）',
      word: '読み方',
    }),
  ];
  const points = many.flatMap((group) =>
    NATIONAL_CRITERIA.flatMap((criterion) => group.places.map((place) => ({ criterion, place }))),
  );
  const funnelHead = [
    note('funnel.note', helperNote('下の表はファンネル図の線と点が読む値です（大きさと、その大きさでの管理限界）。')),
    header('funnel.head', {
      purpose: '図の線',
      judged: '判定可能者数（人）',
      lower: '95%下限',
      upper: '95%上限',
      whole: '全体の発生割合',
      insured: '99.8%下限',
      share: '99.8%上限',
    }),
  ].map((line) => ({ ...line, helper: true }));
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
    ...(funnels.length > 0
      ? [
          ...funnelHead,
          ...funnels.map(({ criterion, group, index }) => ({ key: funnelKey(criterion.id, group.kind, index) })),
          ...points.map(({ criterion, place }) => ({ key: pointKey(criterion.id, place) })),
        ]
      : []),
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
  for (const { criterion, group, index } of funnels) put(funnelRow(criterion, group, index, at));
  for (const { criterion, place } of points) put(pointRow(criterion, place, at));
  const rows = keys.map((known): FormRow => made.get(known.key) ?? (known as FormRow));
  const form = { columns: COLUMNS, rows };

  const chartOf = ({ id, name }: CriterionDefinition, group: Group, order: number): ChartSpec => {
    const [from, to] = CHART_COLUMNS[order % CHART_COLUMNS.length]!;
    const top = Math.floor(order / CHART_COLUMNS.length) * CHART_ROWS;
    const { kind, places } = group;
    const range = (column: string): CellRange =>
      rangeOf(form, keyOf(id, places[0]!), keyOf(id, places.at(-1)!), column);
    const frame = {
      name: `圏域別 ${name}${kind === '圏域' ? '' : `（${kind}）`}`,
      title: `${name}（${kind}、${fiscalYearName(facts.fiscalYear)}）`,
      anchor: rangeOf(form, `chart.${top + 1}`, `chart.${top + CHART_ROWS}`, from, to),
      source: '資料: 取り込んだデータ。該当 ÷ 判定可能者数。',
    };
    if (isMany(group)) {
      const lines = (column: string): CellRange =>
        rangeOf(form, funnelKey(id, kind, 0), funnelKey(id, kind, FUNNEL_SIZES - 1), column);
      const dots = (column: string): CellRange =>
        rangeOf(form, pointKey(id, places[0]!), pointKey(id, places.at(-1)!), column);
      return funnel({
        ...frame,
        altText: `「${name}」の発生割合を${kind}ごとに、判定可能者数に対する点で、全体の発生割合と95%・99.8%の管理限界を線で示す。数値は表と同じ。`,
        sizes: dots('judged'),
        rates: dots('incidence'),
        pointName: kind,
        meanName: '全体',
        limits: {
          sizes: lines('judged'),
          mean: lines('whole'),
          lower: lines('lower'),
          upper: lines('upper'),
          outerLower: lines('insured'),
          outerUpper: lines('share'),
        },
        sizeAxis: { title: '判定可能者数', unit: '人', numberFormat: '#,##0', minimum: 0 },
      });
    }
    return dotsWithWhiskers({
      ...frame,
      altText: `「${name}」の発生割合を${kind}ごとに点で、95%信頼区間を縦の帯で、全体の発生割合を破線で示す。数値は表と同じ。`,
      categories: range('area'),
      dots: { name: '発生割合', values: range('incidence') },
      lower: range('lower'),
      length: range('whisker'),
      categoryTitle: kind,
      references: [{ name: '全体', values: range('whole') }],
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
