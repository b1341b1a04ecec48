/** The sheet モデル事業: model projects by municipality with totals, and the points of the insurers' incentive by year. */
import { writtenWith } from '../dataStamp';
import { fiscalYearName } from '../years';
import { columnsBeside } from '../charts';
import type { ChartSpec } from '../chartSpec';
import { rangeOf, ref, type FormColumn, type FormRow, type FormSheet, type PlanFacts } from '../forms';
import { INCENTIVE_SHEET, MODEL_PROJECTS_SHEET } from '../sheetNames';
import { DONE } from './activityMatrix';
import { ROUNDS } from './incentiveItems';
import { entry, figure, gap, municipalitiesOf, row, text, typedNumber, wide, type Municipality } from './common';
import { PLAIN } from '../figures/quantity';

/** Headings of the projects as a first draft; a union writes its own. Same source as the matrix of activities. */
export const MODEL_PROJECTS = [
  { key: 'lifestyle', heading: '生活習慣病予防\n受診勧奨\nモデル事業' },
  { key: 'nephropathy', heading: '糖尿病性腎症\n重症化予防\n受診勧奨\nモデル事業' },
  { key: 'medication', heading: '服薬相談\nモデル事業' },
  { key: 'fourth', heading: '' },
  { key: 'fifth', heading: '' },
] as const;

/** The incentive began in 平成28年度; from 令和2年度 the year before is judged (same source, notes 1–3). */
const FIRST_YEAR = 2016;
const JUDGED_BEFORE_FROM = 2020;
const EMPTY_ROWS = 20;

const COLUMNS: readonly FormColumn[] = [
  { key: 'label', width: 16 },
  { key: 'a', width: 17 },
  { key: 'b', width: 17 },
  { key: 'c', width: 17 },
  { key: 'd', width: 17 },
  { key: 'e', width: 17 },
];
const PROJECT_COLUMNS = ['a', 'b', 'c', 'd', 'e'] as const;

export interface ModelProjectDrafts {
  /** Marks by municipality and key of the project. */
  readonly projects?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Figures by 交付年度 (western). */
  readonly points?: Readonly<Record<number, { highest?: number; points?: number; rank?: number; amount?: number }>>;
}

function projectRows(facts: PlanFacts, drafts: ModelProjectDrafts): FormRow[] {
  const known = municipalitiesOf(facts.intake.table);
  const municipalities: readonly Pick<Municipality, 'name' | 'key'>[] =
    known.length > 0
      ? known
      : Array.from({ length: EMPTY_ROWS }, (_, index) => ({ name: '', key: `empty${index + 1}` }));
  return municipalities.map(({ name, key }) =>
    row(`municipality.${key}`, [
      name === '' ? entry('', { hint: '市町村名' }) : text(name),
      ...MODEL_PROJECTS.map(({ key: project }) =>
        entry(drafts.projects?.[name]?.[project] ?? '', { style: 'input', format: '@', options: [DONE] }),
      ),
    ]),
  );
}

/** 配点満点 of a 交付年度, where it is public. */
const publicTotal = (year: number): number | undefined =>
  ROUNDS.find((round) => round.name === '' && round.year === year)?.total;

function pointRows(facts: PlanFacts, { points = {} }: ModelProjectDrafts): FormRow[] {
  const last = facts.fiscalYear + 1;
  return Array.from({ length: last - FIRST_YEAR + 1 }, (_, index) => {
    const year = FIRST_YEAR + index;
    const draft = points[year] ?? {};
    return row(`incentive.${year}`, [
      text(fiscalYearName(year), 'formLabel'),
      entry(fiscalYearName(year >= JUDGED_BEFORE_FROM ? year - 1 : year), { style: 'input', format: '@' }),
      typedNumber(draft.highest ?? publicTotal(year) ?? '', { unit: '点', behind: '点' }),
      typedNumber(draft.points ?? '', { unit: '点', behind: '点' }),
      typedNumber(draft.rank ?? '', '0"位"'),
      typedNumber(draft.amount ?? '', '0.00"億円"'),
    ]);
  });
}

function chartOf(form: { readonly columns: readonly FormColumn[]; readonly rows: readonly FormRow[] }): ChartSpec {
  const years = form.rows.filter(({ key }) => key.startsWith('incentive.') && key !== 'incentive.head');
  const [from, to] = [years[0]!.key, years.at(-1)!.key];
  const at = form.rows.findIndex(({ key }) => key === 'chart');
  return columnsBeside({
    name: '保険者インセンティブの得点',
    title: '保険者インセンティブの得点の推移',
    anchor: { row: at, column: 0, rows: 1, columns: COLUMNS.length },
    categories: rangeOf(form, from, to, 'label'),
    series: [
      { name: '配点満点', values: rangeOf(form, from, to, 'b') },
      { name: '得点', values: rangeOf(form, from, to, 'c') },
    ],
    categoryTitle: '交付年度',
    valueAxis: { title: '得点', unit: '点', minimum: 0 },
    source: '出典: この表に書き入れた値（保険者インセンティブ）',
    altText: '保険者インセンティブの配点満点と得点を、交付年度ごとに縦棒で並べた図',
  });
}

export function modelProjects(facts: PlanFacts, drafts: ModelProjectDrafts = {}): FormSheet {
  const projects = projectRows(facts, drafts);
  const head = row(
    'head',
    [
      text('市町村名', 'header'),
      ...MODEL_PROJECTS.map(({ heading }) => entry(heading, { style: 'input', hint: 'モデル事業の名前' })),
    ],
    { repeat: true },
  );
  const top: FormRow[] = [
    wide('title', text('モデル事業と保険者インセンティブ', 'title'), COLUMNS),
    wide(
      'note',
      text(`色のついた欄に書きます。合計・得点率は書いた内容から計算します。${writtenWith(facts.stamp)}`, 'note'),
      COLUMNS,
    ),
    wide('projects', text('モデル事業の実施市町村', 'heading'), COLUMNS),
    head,
    ...projects,
  ];
  const form = { columns: COLUMNS, rows: [...top, row('total', [])] };
  const [first, last] = [projects[0]!.key, projects.at(-1)!.key];
  const rows: FormRow[] = [
    ...top,
    row('total', [
      text('合計（市町村数）', 'total'),
      ...PROJECT_COLUMNS.map((column) =>
        figure(`=COUNTIF(${ref(form, first, column)}:${ref(form, last, column)},"${DONE}*")`, PLAIN, 'total'),
      ),
    ]),
    row('grandTotal', [
      text('延べ市町村数', 'total'),
      figure(`=SUM(${ref(form, 'total', 'a')}:${ref(form, 'total', 'e')})`, PLAIN, 'total'),
    ]),
    gap('gap.1'),
    wide('points', text('保険者インセンティブの得点の推移', 'heading'), COLUMNS),
    wide(
      'points.note',
      text(
        `令和2年度の交付からは前年度の取組が評価されます。配点満点は、公開資料で確かめた年度に入れてあります（出典はシート「${INCENTIVE_SHEET}」）。ほかの値は厚生労働省の公表や交付決定から書き写してください。`,
        'note',
      ),
      COLUMNS,
    ),
    row(
      'incentive.head',
      ['交付年度', '評価年度', '配点満点', '得点', '全国順位', '交付金額'].map((heading) => text(heading, 'header')),
    ),
    ...pointRows(facts, drafts),
    wide('chart', null, COLUMNS, 260),
    wide(
      'origin',
      text('表の形は、山口県後期高齢者医療広域連合の公表資料（令和4年2月）にならっています。', 'note'),
      COLUMNS,
    ),
  ];
  return {
    name: MODEL_PROJECTS_SHEET,
    columns: COLUMNS,
    rows,
    charts: [chartOf({ columns: COLUMNS, rows })],
    orientation: 'portrait',
    frozenRows: 4,
  };
}
