/** Ⅳ個別事業: one sheet a programme — for whom, what for, how it is measured, by whom and when it is done. */
import { writtenWith } from '../../dataStamp';
import { fiscalYearName } from '../../years';
import { criterionById, wording, type CriteriaSettings, type CriterionId } from '../../../criteria';
import { PROGRAMMES, type Programme, type ProgrammeIndicator } from '../../../indicators/programmes';
import { RECORD_SHEET } from '../../sheetNames';
import { funnelCall } from '../../formulaCalls';
import { ask, declared, formula } from '../../figures/formula';
import { linesOf, STANDARD_HEIGHT } from '../../textSize';
import type { PlanFacts } from '../facts';
import type { FormColumn, FormRow, FormSheet } from '../form';
import { rowsFor } from '../rows';
import { programmeIndicator } from '../../record/indicators';
import { recordedValue } from '../../record/lookup';
import {
  BASE_YEAR,
  COUNT,
  draft,
  entry as written,
  figure,
  goal,
  goals,
  orDash,
  PLAN_YEARS,
  purposeCall,
  purposeLimit,
  SHARE,
  SMALL_SHARE,
  text,
} from './common';
import { programmeSheetName, type OwnProgramme } from './ownProgrammes';
import { OWN_DRAFT, PROGRAMME_DRAFTS, type ProgrammeDraft } from './programmeDrafts';
import { type Quantity, changeOf } from '../../figures/quantity';

const COLUMNS: readonly FormColumn[] = [
  { key: 'item', width: 24 },
  { key: 'name', width: 30 },
  { key: 'what', width: 42 },
  { key: 'count', width: 11 },
  { key: 'share', width: 10 },
  { key: 'lower', width: 10 },
  { key: 'upper', width: 10 },
  { key: 'base', width: 11 },
  ...PLAN_YEARS.map((year) => ({ key: `y${year}`, width: 10.5 })),
];
const { row, title, note, heading, header, entry, gap } = rowsFor(COLUMNS);
const LAST_YEAR = `y${PLAN_YEARS.at(-1)!}`;
/** Lines of the analyst's own under the indicators. */
const OWN_INDICATORS = 2;

const wide = (hint: string, height = 30) => ({ at: 'name', hint, height });

const CRITERION_MERGE = { from: 'name', to: 'what' } as const;
/** Columns are made a little narrower where the sheet would not fit its page. */
const NARROWED = 0.85;

/** Who is meant: the criterion in words as it runs now, and how many it names today. */
function targetRow(id: CriterionId, settings: CriteriaSettings): FormRow {
  // The words are a live figure; how much room they take is known from how they read now.
  const room = COLUMNS.filter(({ key }) => key === 'name' || key === 'what').reduce((sum, { width }) => sum + width, 0);
  const lines = linesOf(wording(criterionById(id), settings), room * NARROWED);
  return row(
    `target.${id}`,
    {
      item: text(criterionById(id).name),
      name: { ...declared(formula`=INDEX(${ask('CRITERIA', id)},1,1)`), style: 'body' },
      count: figure(purposeCall(id, '人数').whole()),
      share: figure(purposeCall(id, '割合').whole(), SMALL_SHARE),
      lower: figure(purposeLimit(id, '下限'), SMALL_SHARE),
      upper: figure(purposeLimit(id, '上限'), SMALL_SHARE),
      base: goal(COUNT, `${criterionById(id).name} の策定時の人数`),
      [`y${PLAN_YEARS[0]}`]: { input: '', style: 'entry', hint: '対象者についての補足' },
    },
    {
      height: Math.max(2, lines + 2) * STANDARD_HEIGHT,
      merge: [CRITERION_MERGE, { from: `y${PLAN_YEARS[0]}`, to: LAST_YEAR }],
    },
  );
}

/** What kind of number an indicator answers: a share, or a mean change with its decimals and unit. */
function quantityOf({ kind, decimals = 1, unit }: ProgrammeIndicator): Quantity {
  return kind === 'measure' ? changeOf({ unit: '比', decimals }, unit) : SHARE;
}

function indicatorRow(facts: PlanFacts, programme: Programme, indicator: ProgrammeIndicator): FormRow {
  const call = (output?: string) => ask('OUTCOME', programme.name, indicator.name, output ?? null);
  const quantity = quantityOf(indicator);
  return row(
    `indicator.${indicator.id.split('.').at(-1)!}`,
    {
      item: text(indicator.level === 'output' ? 'アウトプット' : 'アウトカム'),
      name: text(indicator.status === 'sourced' ? indicator.name : `${indicator.name} ◇`),
      what: text(indicator.wording),
      count: figure(orDash(call('人数'))),
      share: figure(orDash(call()), quantity),
      lower: figure(orDash(call('下限')), quantity),
      upper: figure(orDash(call('上限')), quantity),
      base: goal(quantity, `${indicator.name} の策定時実績`),
      ...goals(facts, indicator.id, quantity),
    },
    { height: 26 },
  );
}

/** The columns of what was reached, from the base year on; those of the plan's years stand below their targets. */
const ACTUAL_COLUMNS: readonly (readonly [year: number, column: string])[] = [
  [BASE_YEAR, 'upper'],
  [BASE_YEAR + 1, 'base'],
  ...PLAN_YEARS.map((year) => [year, `y${year}`] as const),
];

const ACTUAL_NAME = { from: 'name', to: 'lower' } as const;

/** A mean change has its unit beside the name: with it (−4.4 mmHg) a figure would not fit the column of a year. */
function actualRow(facts: PlanFacts, programme: Programme, indicator: ProgrammeIndicator): FormRow {
  const { unit, ...recorded } = programmeIndicator(programme.name, indicator);
  const shown = unit === undefined ? recorded : { ...recorded, quantity: changeOf(recorded.quantity) };
  return row(
    `actual.${indicator.id.split('.').at(-1)!}`,
    {
      item: text(recorded.kind),
      name: text(unit === undefined ? indicator.name : `${indicator.name}（${unit}）`),
      ...Object.fromEntries(ACTUAL_COLUMNS.map(([year, column]) => [column, recordedValue(facts, year, shown)])),
    },
    { merge: [ACTUAL_NAME] },
  );
}

const METHODS = [
  ['method.inform', '周知', '対象者への案内、広報、関係機関への周知'],
  ['method.invite', '勧奨', '手紙・電話・訪問による勧奨、断られたときの扱い'],
  ['method.support', '実施・実施後の支援', '支援の内容・回数・期間、終わった後の確認'],
  ['method.place', '実施場所・期間', '場所と時期'],
  ['method.other', 'その他', '工夫、留意事項'],
] as const;
const STRUCTURE = [
  ['structure.office', '庁内担当部署', '担当課・専門職・人数'],
  ['structure.professions', '保健医療関係団体', '医師会・歯科医師会・薬剤師会・栄養士会 など'],
  ['structure.federation', '国民健康保険団体連合会', 'データの提供、支援・評価委員会'],
  ['structure.firms', '民間事業者', '委託の内容'],
  ['structure.other', 'その他', '地域包括支援センター、住民組織 など'],
] as const;
const REVIEW = [
  ['review.when', '評価の時期', draft('毎年度末に評価し、中間評価のときに見直します。')],
  ['review.how', '評価の方法・体制', draft('支援記録と、次の年度のデータから、アウトプットとアウトカムを確かめます。')],
  ['review.next', '見直しの考え方', ''],
] as const;

interface Facts {
  readonly number: number;
  readonly name: string;
  readonly programme: Programme | null;
  readonly drafts: ProgrammeDraft;
}

function sheetOf(facts: PlanFacts, { number, name, programme, drafts }: Facts): FormSheet {
  const { stamp, fiscalYear, settings } = facts;
  const first = (words: string): string => (words === '' ? '' : draft(words));
  const rows: FormRow[] = [
    title(`Ⅳ-${number} ${name}`),
    note(
      'note.status',
      programme === null
        ? '独自の個別事業です。欄の並びは本ツールの提案です（手引きが挙げる記載事項: 目的・目標・評価指標・対象者・事業内容・実施方法・評価体制・実施体制・実施スケジュール・実施期間・実施場所）。'
        : 'アウトプット・アウトカムは国の「個別事業（一体的実施）の評価指標例」（第3回 手引きワーキンググループ 令和5年2月21日 資料1）のとおりで、◇は本ツールの提案です。欄の並びは、手引きが挙げる記載事項にもとづく本ツールの提案です。',
    ),
    note(
      'note.data',
      `${writtenWith(stamp)}。人数・割合は関数で計算し、下限・上限は95%信頼区間です。「－」は、支援記録や必要な列がまだないことを示します。`,
    ),
    heading('head.purpose', '1 目的・目標'),
    entry('purpose', '事業の目的', first(drafts.purpose), wide('何のためにこの事業をするのか')),
    entry('goal', '事業の目標', first(drafts.goal), wide('いつまでに、何を、どのくらい')),
    entry('history', '現在までの事業結果', '', wide('前期計画の実績と、残っている課題')),
    heading('head.target', '2 対象者'),
    header(
      'target.head',
      {
        item: '抽出目的',
        name: '抽出条件（適用中の条件）',
        count: '該当（人）',
        share: '割合',
        lower: '下限',
        upper: '上限',
        base: '策定時（人）',
        [`y${PLAN_YEARS[0]}`]: '補足',
      },
      { merge: [CRITERION_MERGE, { from: `y${PLAN_YEARS[0]}`, to: LAST_YEAR }] },
    ),
    ...(programme?.criteria ?? []).map((id) => targetRow(id, settings)),
    entry('target.who', '支援する対象者', first(drafts.target), wide('優先順位、除く人、支援する人数')),
    heading('head.indicators', '3 評価指標と目標値'),
    header('indicators.head', {
      item: '区分',
      name: '評価指標',
      what: '内容',
      count: '実績（人）',
      share: `実績\n${fiscalYearName(fiscalYear)}`,
      lower: '下限',
      upper: '上限',
      base: `策定時実績\n${fiscalYearName(BASE_YEAR)}`,
      ...Object.fromEntries(PLAN_YEARS.map((year) => [`y${year}`, `目標\n${fiscalYearName(year)}`])),
    }),
    ...(programme?.indicators ?? []).map((indicator) => indicatorRow(facts, programme!, indicator)),
    ...(programme === null
      ? []
      : [
          row(
            'indicator.funnel',
            {
              item: text('人数の流れ'),
              name: { ...declared(funnelCall(programme.name)), style: 'body' as const },
            },
            { merge: [{ from: 'name', to: LAST_YEAR }] },
          ),
        ]),
    ...Array.from({ length: OWN_INDICATORS }, (_, index) =>
      row(`indicator.own.${index + 1}`, {
        item: written('', { options: ['アウトプット', 'アウトカム'] }),
        name: written('', { hint: '独自の評価指標' }),
        what: written(''),
        count: goal(COUNT),
        share: goal('General'),
        lower: text(''),
        upper: text(''),
        base: goal('General'),
        ...Object.fromEntries(PLAN_YEARS.map((year) => [`y${year}`, goal('General')])),
      }),
    ),
    ...(programme === null
      ? []
      : [
          gap('gap.actuals'),
          header(
            'actuals.head',
            {
              item: '区分',
              name: `実績の推移（シート「${RECORD_SHEET}」から）`,
              ...Object.fromEntries(ACTUAL_COLUMNS.map(([year, column]) => [column, `実績\n${fiscalYearName(year)}`])),
            },
            { merge: [ACTUAL_NAME] },
          ),
          ...programme.indicators.map((indicator) => actualRow(facts, programme, indicator)),
        ]),
    gap('gap.method'),
    heading('head.method', '4 方法（プロセス）'),
    ...METHODS.map(([key, label, hint]) =>
      entry(key, label, key === 'method.support' ? first(drafts.support) : '', wide(hint)),
    ),
    heading('head.structure', '5 体制（ストラクチャー）'),
    ...STRUCTURE.map(([key, label, hint]) => entry(key, label, '', wide(hint, 24))),
    heading('head.schedule', '6 実施スケジュール'),
    ...PLAN_YEARS.map((year) =>
      entry(`schedule.y${year}`, `${fiscalYearName(year)}`, '', wide('何月に何をするか', 24)),
    ),
    heading('head.review', '7 評価計画'),
    ...REVIEW.map(([key, label, words]) => entry(key, label, words, { at: 'name', height: 24 })),
  ];
  return {
    name: programmeSheetName(number, name),
    columns: COLUMNS,
    rows,
    orientation: 'landscape',
  };
}

/** The sheets of the six programmes of the ministry's table and of those that the analyst named. */
export function programmeSheets(facts: PlanFacts, own: readonly OwnProgramme[]): FormSheet[] {
  return [
    ...PROGRAMMES.map((programme, index) =>
      sheetOf(facts, {
        number: index + 1,
        name: programme.name,
        programme,
        drafts: programme.id === 'other' ? OWN_DRAFT : PROGRAMME_DRAFTS[programme.id],
      }),
    ),
    ...own.map(({ name, number }) => sheetOf(facts, { number, name, programme: null, drafts: OWN_DRAFT })),
  ];
}
