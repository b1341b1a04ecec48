/** The sheet 取組状況一覧: which municipality does what since when, with totals, as unions publish it. */
import { writtenWith } from '../dataStamp';
import { fiscalYearName } from '../years';
import type { FormColumn, FormRow, FormSheet } from '../forms';
import { ref, type PlanFacts } from '../forms';
import { DASH } from '../formulaCalls';
import { ACTIVITY_SHEET } from '../sheetNames';
import { entry, figure, gap, municipalitiesOf, row, text, wide, type Municipality } from './common';
import { PLAIN, SHARE } from '../figures/quantity';

/** One column of the matrix: what is done, under which headings. */
export interface Approach {
  readonly key: string;
  readonly heading: string;
  /** ハイリスクアプローチ or ポピュレーションアプローチ. */
  readonly kind: 'highRisk' | 'population';
  /** The heading between kind and column, where several columns share one. */
  readonly group?: string;
  /** More than the mark may be written, e.g. ○（筋骨格）. */
  readonly free?: boolean;
}

const PREVENTION = '低栄養防止・重症化予防';

/** Headings and order: 山口県後期高齢者医療広域連合「高齢者の保健事業と介護予防等の一体的な実施について」（令和4年2月）. */
export const APPROACHES: readonly Approach[] = [
  { key: 'lowNutrition', heading: '低栄養', kind: 'highRisk', group: PREVENTION },
  { key: 'oral', heading: '口腔', kind: 'highRisk', group: PREVENTION },
  { key: 'medication', heading: '服薬', kind: 'highRisk', group: PREVENTION },
  { key: 'diabetes', heading: '糖尿病', kind: 'highRisk', group: PREVENTION },
  { key: 'other', heading: 'その他', kind: 'highRisk', group: PREVENTION, free: true },
  { key: 'duplicates', heading: '重複頻回\n重複投薬', kind: 'highRisk' },
  { key: 'unknownStatus', heading: '健康状態\n不明者の\n状態把握', kind: 'highRisk' },
  { key: 'population', heading: '健康教育\n健康相談', kind: 'population' },
];

/** The mark of what is done; a remark in brackets may follow it. */
export const DONE = '○';
const COLUMNS: readonly FormColumn[] = [
  { key: 'municipality', width: 16 },
  { key: 'since', width: 9 },
  ...APPROACHES.map(({ key, free }) => ({
    key: `approach.${key}`,
    width: free === true || key === 'population' ? 15 : 10,
  })),
];
const EMPTY_ROWS = 20;

function names(kind: Approach['kind'], label: string): string[] {
  const columns = APPROACHES.filter((approach) => approach.kind === kind);
  return columns.map((_, index) => (index === 0 ? label : ''));
}

function headRows(): FormRow[] {
  const prevention = APPROACHES.filter(({ group }) => group === PREVENTION);
  const highRisk = APPROACHES.filter(({ kind }) => kind === 'highRisk');
  const head = (cells: readonly string[]) => cells.map((cell) => text(cell, 'header'));
  const keyOf = ({ key }: Approach): string => `approach.${key}`;
  return [
    row(
      'head.kind',
      head([
        '',
        '',
        ...names('highRisk', 'ハイリスクアプローチ'),
        ...names('population', 'ポピュレーション\nアプローチ'),
      ]),
      { merge: [{ from: keyOf(highRisk[0]!), to: keyOf(highRisk.at(-1)!) }] },
    ),
    row(
      'head.group',
      head(['', '', ...APPROACHES.map(({ group }, index) => (group !== undefined && index === 0 ? group : ''))]),
      {
        merge: [{ from: keyOf(prevention[0]!), to: keyOf(prevention.at(-1)!) }],
      },
    ),
    row('head', head(['市町村名', '開始年度', ...APPROACHES.map(({ heading }) => heading)]), { repeat: true }),
  ];
}

/** What stands in a row before the analyst writes: nothing, or what a test or a former table knows. */
export interface ActivityDraft {
  readonly since?: string;
  /** Marks by the key of the approach. */
  readonly marks?: Readonly<Record<string, string>>;
}

function bodyRow({ name, key }: Pick<Municipality, 'name' | 'key'>, draft: ActivityDraft = {}): FormRow {
  return row(`municipality.${key}`, [
    name === '' ? entry('', { hint: '市町村名' }) : text(name),
    entry(draft.since ?? '', { format: '@', style: 'input', hint: '受託を始めた年度（例: R3）' }),
    ...APPROACHES.map(({ key: approach, free }) =>
      entry(draft.marks?.[approach] ?? '', {
        style: 'input',
        format: '@',
        ...(free === true
          ? { hint: `${DONE}（内容）のように書けます` }
          : { options: [DONE], hint: '取り組んでいれば ○、いなければ空欄' }),
      }),
    ),
  ]);
}

/** The whole form; `drafts` by municipality. */
export function activityMatrix(facts: PlanFacts, drafts: Readonly<Record<string, ActivityDraft>> = {}): FormSheet {
  const known = municipalitiesOf(facts.intake.table);
  const municipalities: readonly Pick<Municipality, 'name' | 'key'>[] =
    known.length > 0
      ? known
      : Array.from({ length: EMPTY_ROWS }, (_, index) => ({ name: '', key: `empty${index + 1}` }));
  const source =
    known.length > 0
      ? '市町村名は読み込んだデータの市町村の列からです。'
      : 'データに市町村の列がないため、市町村名は書き入れてください。';
  const rows: FormRow[] = [
    wide('title', text('取組状況一覧（市町村別）', 'title'), COLUMNS),
    wide(
      'note',
      text(
        `色のついた欄に、開始年度（例: 令和3年度）と取組の有無（${DONE}）を書きます。${source}合計は書いた内容から計算します（何も書かれていないうちは「${DASH}」で、0 とはみなしません）。${writtenWith(facts.stamp)}`,
        'note',
      ),
      COLUMNS,
    ),
    wide('year', entry(fiscalYearName(facts.fiscalYear), { hint: 'いつの取組か' }), COLUMNS),
    ...headRows(),
    ...municipalities.map((municipality) => bodyRow(municipality, drafts[municipality.name])),
  ];
  const body = rows.filter(({ key }) => key.startsWith('municipality.'));
  const [first, last] = [body[0]!.key, body.at(-1)!.key];
  const form = { columns: COLUMNS, rows: [...rows, row('total', [])] };
  const range = (column: string): string => `${ref(form, first, column)}:${ref(form, last, column)}`;
  const named = `COUNTIF(${range('municipality')},"?*")`;
  const columns = APPROACHES.map(({ key }) => `approach.${key}`);
  // An empty table says nothing of any municipality; with one entry, a blank cell is none.
  const written = `${ref(form, first, 'since')}:${ref(form, last, columns.at(-1)!)}`;
  const count = (column: string, mark: string): string =>
    `=IF(COUNTIF(${written},"?*")=0,"${DASH}",COUNTIF(${range(column)},"${mark}"))`;
  return {
    name: ACTIVITY_SHEET,
    columns: COLUMNS,
    rows: [
      ...rows,
      row('total', [
        text('合計（市町村数）', 'total'),
        figure(count('since', '?*'), PLAIN, 'total'),
        ...columns.map((column) => figure(count(column, `${DONE}*`), PLAIN, 'total')),
      ]),
      row('share', [
        text('市町村に占める割合', 'total'),
        ...['since', ...columns].map((column) => {
          const total = ref(form, 'total', column);
          return figure(`=IF(OR(${named}=0,ISTEXT(${total})),"${DASH}",${total}/${named})`, SHARE, 'total');
        }),
      ]),
      gap('gap'),
      wide(
        'origin',
        text(
          '表の形は、山口県後期高齢者医療広域連合の公表資料（令和4年2月）にならっています。国が定めた様式ではありません。',
          'note',
        ),
        COLUMNS,
      ),
    ],
    orientation: 'portrait',
    frozenRows: rows.length - body.length,
  };
}
