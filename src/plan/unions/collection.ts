/** The sheet 集約: for each municipality the check-ups, ten rates under both denominators with intervals, and supported persons. */
import { writtenWith } from '../dataStamp';
import { fiscalYearName } from '../years';
import { ask, formula } from '../figures/formula';
import { BitSet, NATIONAL_CRITERIA, criterionById, parseFilter } from '../../criteria';
import { indexOf } from '../../kdb';
import { funnel } from '../charts';
import type { ChartSpec } from '../chartSpec';
import { rangeOf, ref, type FormCell, type FormColumn, type FormRow, type FormSheet, type PlanFacts } from '../forms';
import { DASH, purposeCall } from '../formulaCalls';
import { headName } from '../purposeLines';
import { ACTIVITY_SHEET, COLLECTION_SHEET } from '../sheetNames';
import type { StyleName } from '../styles';
import { APPROACHES } from './activityMatrix';
import { entry, figure, gap, liveText, partsOfUnion, row, text, wide, type Municipality } from './common';
import { COUNT, PLAIN, type Quantity, SHARE, SMALL_SHARE } from '../figures/quantity';

const PURPOSES = NATIONAL_CRITERIA.map(({ id, name }) => ({ id, name, column: `p.${id}` }));
const COLUMNS: readonly FormColumn[] = [
  { key: 'municipality', width: 15 },
  { key: 'persons', width: 11 },
  ...PURPOSES.map(({ column }) => ({ key: column, width: 13 })),
];
/** The whole union stands first in every part; its filter is empty. */
const WHOLE: Municipality = { name: '広域全体', key: 'whole', filter: '' };
const FIGURE_LINES = 40;
/** Rows of a part that stand on the page of its heading. */
const KEPT_ROWS = 3;
/** The two pairs of limits by the share of municipalities beyond them by chance alone: 5 % and 0.2 %. */
const LIMITS = ['下限95', '上限95', '下限99.8', '上限99.8'] as const;
const LIMIT_POINTS = 12;
const MINIMUM_FOR_FUNNEL = 3;

type Part = 'hits' | 'judged' | 'share' | 'rate';
const PARTS: readonly { readonly key: Part; readonly heading: string; readonly note: string }[] = [
  { key: 'hits', heading: '該当する人数', note: '被保険者数は、下の「割合」の分母です。' },
  {
    key: 'judged',
    heading: '判定可能者数',
    note: '必要な値があり、該当・非該当を判定できた人の数です。下の「発生割合」の分母です。',
  },
  {
    key: 'share',
    heading: '割合（％） = 該当 ÷ 被保険者数（共通評価指標の分母）',
    note: 'かっこ内は 95% 信頼区間（Wilson）。健診受診率が低い市町村では低く出ます。',
  },
  {
    key: 'rate',
    heading: '発生割合（％） = 該当 ÷ 判定可能者数',
    note: 'かっこ内は 95% 信頼区間（Wilson）。受けた人のなかでの多さを見るときに使います。',
  },
];

interface Keyed {
  readonly columns: readonly FormColumn[];
  readonly rows: readonly { readonly key: string }[];
}

const keyOf = (part: string, { key }: Municipality): string => `${part}.${key}`;
const styleOf = (municipality: Municipality): StyleName => (municipality === WHOLE ? 'totalFigure' : 'figure');

/** The 絞り込み of a row, as an argument. */
function purposeCell(
  form: Keyed,
  part: Part,
  municipality: Municipality,
  purpose: (typeof PURPOSES)[number],
): FormCell {
  const style = styleOf(municipality);
  const call = (wanted: string) => purposeCall(purpose.id, wanted, municipality.filter).whole();
  if (part === 'hits') return figure(call('人数'), COUNT, style);
  if (part === 'judged') return figure(call('判定可能'), COUNT, style);
  const hits = ref(form, keyOf('hits', municipality), purpose.column);
  const all =
    part === 'share'
      ? ref(form, keyOf('hits', municipality), 'persons')
      : ref(form, keyOf('judged', municipality), purpose.column);
  const shown = `IKKATSU.PROPORTION(${hits},${all},"表示",0.95,100)`;
  return liveText(
    `=IF(${all}=0,"－",SUBSTITUTE(${shown}," (",CHAR(10)&"("))`,
    municipality === WHOLE ? 'totalRateText' : 'rateText',
  );
}

function partRows(form: Keyed, part: (typeof PARTS)[number], rows: readonly Municipality[]): FormRow[] {
  const isRate = part.key === 'share' || part.key === 'rate';
  return rows.map((municipality): FormRow =>
    row(
      keyOf(part.key, municipality),
      [
        text(municipality.name, municipality === WHOLE ? 'total' : 'formLabel'),
        part.key === 'judged'
          ? text('', styleOf(municipality))
          : figure(ask('INSURED', '被保険者数', municipality.filter).whole(), COUNT, styleOf(municipality)),
        ...PURPOSES.map((purpose) => purposeCell(form, part.key, municipality, purpose)),
      ],
      isRate ? { height: FIGURE_LINES } : {},
    ),
  );
}

/** Persons with support within a filter, as 支援記録 says at the time of writing; null without one. */
function supportedWithin({ support, intake: { table } }: PlanFacts): ((filter: string) => number) | null {
  if (support === null) return null;
  const persons = indexOf(table);
  const rows = new BitSet(table.size);
  const elsewhere = new Set<string>();
  for (const { supported, personId, insurer, key } of support.records) {
    if (!supported) continue;
    const row = persons.row({ number: personId, insurer });
    if (row >= 0) rows.set(row);
    else elsewhere.add(`${insurer} ${key}`);
  }
  // Who is not among the insured any more stands in no municipality, but was supported.
  return (filter) => (filter === '' ? rows.count() + elsewhere.size : rows.and(parseFilter(table, filter)).count());
}

const OVERVIEW = ['被保険者数', '健診対象者数', '健診受診者数', '健診受診率', '95%信頼区間（％）', '支援者数'] as const;
const OVERVIEW_COLUMNS = ['persons', ...PURPOSES.slice(0, OVERVIEW.length - 1).map(({ column }) => column)];

/** What INSURED says of the denominator stands over the columns that the overview leaves free. */
const REMARK_COLUMN = PURPOSES[OVERVIEW.length - 1]!.column;
const REMARK_MERGE = { merge: [{ from: REMARK_COLUMN, to: PURPOSES.at(-1)!.column }] };

function overviewRows(form: Keyed, facts: PlanFacts, rows: readonly Municipality[]): FormRow[] {
  const supported = supportedWithin(facts);
  return rows.map((municipality) => {
    const style = styleOf(municipality);
    const { filter } = municipality;
    const asked = (wanted: string, quantity: Quantity) =>
      figure(ask('INSURED', wanted, filter, null, null, null, DASH).whole(), quantity, style);
    const at = (index: number) => ref(form, keyOf('overview', municipality), OVERVIEW_COLUMNS[index]!);
    const shown = `IKKATSU.PROPORTION(${at(2)},${at(1)},"表示",0.95,100)`;
    return row(
      keyOf('overview', municipality),
      [
        text(municipality.name, municipality === WHOLE ? 'total' : 'formLabel'),
        asked('被保険者数', COUNT),
        asked('健診対象者数', COUNT),
        asked('健診受診者数', COUNT),
        asked('健診受診率', SHARE),
        liveText(
          `=IF(OR(ISTEXT(${at(2)}),ISTEXT(${at(1)}),${at(1)}=0),"${DASH}",MID(${shown},FIND("(",${shown}),99))`,
          style,
        ),
        supported === null ? text('－', style) : text(supported(municipality.filter), style, '#,##0'),
        liveText(ask('INSURED', '健診受診率', filter, null, '注意', null, DASH).whole(), 'note'),
      ],
      { ...REMARK_MERGE, height: FIGURE_LINES },
    );
  });
}

/** How many municipalities carry out what 取組状況一覧 says, found by the hidden keys of that sheet wherever its rows stand. */
function activityRows(): FormRow[] {
  const lookup = (rowKey: string, column: string) =>
    `IFERROR(INDEX('${ACTIVITY_SHEET}'!$A$1:$Z$300,MATCH("${rowKey}@*",'${ACTIVITY_SHEET}'!$A$1:$A$300,0),MATCH("approach.${column}@*",'${ACTIVITY_SHEET}'!$A$1:$Z$1,0)),"－")`;
  return [
    row('activity.head', [
      text('取組', 'header'),
      text('', 'header'),
      ...APPROACHES.map(({ heading }) => text(heading, 'header')),
    ]),
    row('activity.count', [
      text('実施市町村数', 'formLabel'),
      text('', 'figure'),
      ...APPROACHES.map(({ key }) => figure(`=${lookup('total', key)}`, PLAIN)),
    ]),
    row('activity.share', [
      text('市町村に占める割合', 'formLabel'),
      text('', 'figure'),
      ...APPROACHES.map(({ key }) => figure(`=${lookup('share', key)}`, SHARE)),
    ]),
  ];
}

const FUNNEL_HEADINGS = [
  '判定可能者数',
  '該当',
  '発生割合',
  '平均',
  '95%下限',
  '95%上限',
  '99.8%下限',
  '99.8%上限',
  '位置づけ',
] as const;
const FUNNEL_COLUMNS = ['persons', ...PURPOSES.slice(0, FUNNEL_HEADINGS.length - 1).map(({ column }) => column)];

/** Limits around the average at a size, those of 圏域別: of whole persons, exact. */
const limits = (mean: string, size: string): string[] =>
  LIMITS.map((limit) => `IKKATSU.FUNNEL(0,${size},${mean},"${limit}")`);

/** How many municipalities lie beyond the limits by chance alone, in words. */
function chanceWords(count: number): string {
  const often = (share: number): string => String(Math.round(share * count * 10) / 10);
  return `市町村は ${count} か所なので、差がまったくなくても、1 つの目的につき、偶然だけで 95% 限界の外に最大 ${often(0.05)} 件、99.8% 限界の外に最大 ${often(0.002)} 件出ます。`;
}

function funnelRows(form: Keyed, rows: readonly Municipality[]): FormRow[] {
  const purpose = ref(form, 'funnel.purpose', 'persons');
  const asked = (wanted: string, filter: string) => ask('EXTRACT', { cell: purpose }, wanted, filter);
  return rows.map((municipality) => {
    const at = (index: number) => ref(form, keyOf('funnel', municipality), FUNNEL_COLUMNS[index]!);
    const guarded = (formula: string) => `=IF(N(${at(0)})=0,"",${formula})`;
    const [lower, upper, outerLower, outerUpper] = limits(at(3), at(0));
    const place = `IKKATSU.FUNNEL(${at(1)},${at(0)},${at(3)})`;
    return row(keyOf('funnel', municipality), [
      text(municipality.name, 'formLabel'),
      figure(asked('判定可能', municipality.filter).whole()),
      figure(asked('人数', municipality.filter).whole()),
      figure(guarded(`${at(1)}/${at(0)}`), SMALL_SHARE),
      figure(formula`=IF(${asked('判定可能', '')}=0,"",${asked('発生割合', '')})`, SMALL_SHARE),
      ...[lower, outerLower].flatMap((low, index) => [
        figure(guarded(low!), SMALL_SHARE),
        figure(guarded([upper, outerUpper][index]!), SMALL_SHARE),
      ]),
      liveText(guarded(place)),
    ]);
  });
}

/** Sizes from the smallest to the largest municipality with their limits: the lines of the figure. */
function lineRows(form: Keyed, municipalities: readonly Municipality[]): FormRow[] {
  const [first, last] = [municipalities[0]!, municipalities.at(-1)!];
  const sizes = `${ref(form, keyOf('funnel', first), 'persons')}:${ref(form, keyOf('funnel', last), 'persons')}`;
  const mean = ref(form, keyOf('funnel', first), FUNNEL_COLUMNS[3]!);
  return Array.from({ length: LIMIT_POINTS }, (_, index) => {
    const key = `line.${index + 1}`;
    const size = ref(form, key, 'persons');
    const [lower, upper, outerLower, outerUpper] = limits(mean, size);
    return row(key, [
      text(index === 0 ? '限界の線' : '', 'formLabel'),
      figure(`=MAX(1,ROUND(MIN(${sizes})+(MAX(${sizes})-MIN(${sizes}))*${index}/${LIMIT_POINTS - 1},0))`),
      text('', 'figure'),
      text('', 'figure'),
      figure(`=${mean}`, SMALL_SHARE),
      ...[lower, upper, outerLower, outerUpper].map((limit) => figure(`=IF(ISTEXT(${mean}),"",${limit})`, SMALL_SHARE)),
    ]);
  });
}

function funnelChart(form: Keyed, municipalities: readonly Municipality[]): ChartSpec {
  const [first, last] = [keyOf('funnel', municipalities[0]!), keyOf('funnel', municipalities.at(-1)!)];
  const points = (column: number) => rangeOf(form as never, first, last, FUNNEL_COLUMNS[column]!);
  const line = (column: number) => rangeOf(form as never, 'line.1', `line.${LIMIT_POINTS}`, FUNNEL_COLUMNS[column]!);
  const at = form.rows.findIndex(({ key }) => key === 'funnel.chart');
  return funnel({
    name: '市町村の発生割合',
    title: '市町村の発生割合（ファンネルプロット）',
    anchor: { row: at, column: 0, rows: 1, columns: 9 },
    source: '出典: この表の値（読み込んだデータ）',
    altText:
      '横軸に判定可能者数、縦軸に発生割合をとり、市町村を点で、平均と 95%・99.8% の限界を線で示した図。線の外の市町村は、偶然だけでは説明しにくい高さか低さにある',
    sizes: points(0),
    rates: points(2),
    pointName: '市町村',
    limits: { sizes: line(0), mean: line(3), lower: line(4), upper: line(5), outerLower: line(6), outerUpper: line(7) },
    sizeAxis: { title: '判定可能者数', unit: '人', numberFormat: '#,##0' },
  });
}

const head = (key: string, cells: readonly string[], repeat = false): FormRow =>
  row(
    key,
    cells.map((cell) => text(cell, 'header')),
    repeat ? { repeat: true } : {},
  );

/** Keys of all rows in their order, so that figures can name rows that are made later. */
function skeleton(rows: readonly FormRow[]): Keyed {
  return { columns: COLUMNS, rows };
}

/** The whole form. */
export function collection(facts: PlanFacts): FormSheet {
  const municipalities = partsOfUnion(facts.intake.table);
  const all = [WHOLE, ...municipalities];
  const withFunnel = municipalities.length >= MINIMUM_FOR_FUNNEL;
  const make = (form: Keyed, drawn: boolean): FormRow[] => {
    const rows = (build: () => FormRow[], keys: readonly string[]): FormRow[] =>
      drawn ? build() : keys.map((key) => row(key, []));
    const keys = (part: string, of: readonly Municipality[]) => of.map((each) => keyOf(part, each));
    return [
      wide('title', text('集約（市町村別）', 'title'), COLUMNS),
      wide(
        'stamp',
        text(
          `抽出年度: ${fiscalYearName(facts.fiscalYear)}  ${writtenWith(facts.stamp)}  数字は関数で計算しています。${municipalities.length === 0 ? 'データに市町村の列がないため、全体だけです。' : ''}少ない人数の公表には「値で確定」の公表用を使ってください。`,
          'note',
        ),
        COLUMNS,
      ),
      wide('overview', text('市町村の概況', 'heading'), COLUMNS),
      { ...head('overview.head', ['市町村', ...OVERVIEW, '健診受診率の分母について']), ...REMARK_MERGE },
      ...rows(() => overviewRows(form, facts, all), keys('overview', all)),
      wide(
        'overview.note',
        text('支援者数は、シート「支援記録」に支援した記録のある人（実人数）を、書いたときに数えたものです。', 'note'),
        COLUMNS,
      ),
      ...PARTS.flatMap((part) => [
        gap(`${part.key}.gap`),
        { ...wide(part.key, text(part.heading, 'heading'), COLUMNS), keep: 2 + Math.min(all.length, KEPT_ROWS) },
        wide(`${part.key}.note`, text(part.note, 'note'), COLUMNS),
        head(
          `${part.key}.head`,
          ['市町村', part.key === 'judged' ? '' : '被保険者数', ...PURPOSES.map(({ id }) => headName(id))],
          part.key === 'hits',
        ),
        ...rows(() => partRows(form, part, all), keys(part.key, all)),
      ]),
      gap('activity.gap'),
      wide('activity', text('取り組む市町村（シート「取組状況一覧」から）', 'heading'), COLUMNS),
      ...activityRows(),
      ...(withFunnel
        ? [
            gap('funnel.gap'),
            wide('funnel', text('市町村の比較（ファンネルプロット）', 'heading'), COLUMNS),
            row(
              'funnel.purpose',
              [
                text('抽出目的', 'formLabel'),
                entry(criterionById('lowNutrition').name, {
                  style: 'input',
                  options: PURPOSES.map(({ name }) => name),
                  hint: '図にする抽出目的を選びます',
                }),
              ],
              { merge: [{ from: 'persons', to: PURPOSES[2]!.column }] },
            ),
            wide('funnel.chart', null, COLUMNS, 330),
            head('funnel.head', ['市町村', ...FUNNEL_HEADINGS]),
            ...rows(() => funnelRows(form, municipalities), keys('funnel', municipalities)),
            ...rows(
              () => lineRows(form, municipalities),
              Array.from({ length: LIMIT_POINTS }, (_, index) => `line.${index + 1}`),
            ),
            wide(
              'funnel.note',
              text(
                `限界は、全体の平均のまわりに偶然だけで散らばる範囲（二項分布の正確法、95% と 99.8%）です。${chanceWords(municipalities.length)}線の外でも原因までは分かりません。出典: Spiegelhalter DJ. Stat Med 2005;24:1185–1202。`,
                'note',
              ),
              COLUMNS,
            ),
          ]
        : []),
    ];
  };
  const form = skeleton(make(skeleton([]), false));
  return {
    name: COLLECTION_SHEET,
    columns: COLUMNS,
    rows: make(form, true),
    ...(withFunnel ? { charts: [funnelChart(form, municipalities)] } : {}),
    orientation: 'landscape',
    frozenRows: 2,
  };
}
