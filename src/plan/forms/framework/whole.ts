/** Ⅲ計画全体: purpose and goals, the 共通評価指標 with base values and targets, and the list of programmes. */
import { writtenWith } from '../../dataStamp';
import { fiscalYearName } from '../../years';
import { ask, declared, formula, type Formula } from '../../figures/formula';
import { NATIONAL_CRITERIA } from '../../../criteria';
import { PROGRAMMES } from '../../../indicators/programmes';
import { INDICATOR_LIST_SHEET, RECORD_SHEET } from '../../sheetNames';
import type { PlanFacts } from '../facts';
import type { FormColumn, FormRow, FormSheet } from '../form';
import { rowsFor, type Cells } from '../rows';
import { recordedValue, WITH_BASE } from '../../record/lookup';
import { HIGH_RISK_APPROACHES } from '../../record/indicators';
import { municipalCell } from '../../indicators/indicatorList';
import { heightOfLines } from '../../textSize';
import {
  BASE_YEAR,
  COUNT,
  DASH,
  draft,
  entry as written,
  figure,
  goal,
  goals,
  insuredCall,
  kdbCall,
  ONE_DECIMAL,
  orDash,
  PLAN_YEARS,
  purposeCall,
  purposeLimit,
  SHARE,
  SMALL_SHARE,
  text,
  WHOLE_SHEET,
} from './common';
import { PROGRAMMES_END, PROGRAMMES_HEAD } from './ownProgrammes';
import { type Quantity } from '../../figures/quantity';

const COLUMNS: readonly FormColumn[] = [
  { key: 'number', width: 9 },
  { key: 'name', width: 46 },
  { key: 'kind', width: 13 },
  { key: 'now', width: 11 },
  { key: 'lower', width: 9 },
  { key: 'upper', width: 9 },
  { key: 'base', width: 11 },
  ...PLAN_YEARS.map((year) => ({ key: `y${year}`, width: 10.5 })),
  { key: 'source', width: 34 },
];
const { row, title, note, heading, header, gap, across, entry } = rowsFor(COLUMNS);
const LAST_YEAR = `y${PLAN_YEARS.at(-1)!}`;
/** Lines of what 健診受診率 says of its denominator, over the width of the page. */
const REMARK_LINES = 2;
const OWN_INDICATORS = 4;
const OWN_PROGRAMMES = 4;

interface Indicator {
  readonly key: string;
  readonly name: string;
  readonly kind: 'アウトプット' | 'アウトカム' | '確認データ';
  readonly quantity: Quantity;
  /** Formulas with their sign; absent: the analyst writes the value. */
  readonly now?: Formula;
  readonly lower?: Formula;
  readonly upper?: Formula;
  readonly source: string;
  /** What the figure says of itself, as a formula; stands in a row below. */
  readonly remark?: Formula;
  /** Asked on 共通評価指標_一覧: the number of the row there, and which of its cells. */
  readonly asked?: { readonly number: string; readonly column: 'numerator' | 'value' };
}

const UNION = `シート「${INDICATOR_LIST_SHEET}」から`;
const output = (key: string, name: string): Indicator[] => {
  const common = { kind: 'アウトプット', source: UNION } as const;
  const asked = (column: 'numerator' | 'value') => ({ asked: { number: key, column } });
  return [
    { key: `indicator.${key}.count`, name: `${name}（市町村数）`, quantity: COUNT, ...common, ...asked('numerator') },
    { key: `indicator.${key}.share`, name: `${name}（割合）`, quantity: SHARE, ...common, ...asked('value') },
  ];
};
const data = (key: string, name: string, call: Formula, quantity: Quantity, source: string): Indicator => ({
  key: `indicator.${key}`,
  name,
  kind: '確認データ',
  quantity,
  now: orDash(call),
  source,
});
const DATA = '取り込んだデータ';
const OVERVIEW = 'KDB 地域の全体像の把握';

const INDICATORS: readonly Indicator[] = [
  {
    key: 'indicator.OP1',
    name: '健診受診率',
    kind: 'アウトプット',
    quantity: SHARE,
    now: orDash(insuredCall('健診受診率')),
    lower: orDash(insuredCall('健診受診率の下限')),
    upper: orDash(insuredCall('健診受診率の上限')),
    source: '受診者 ÷（被保険者 − 対象外者）',
    remark: ask('INSURED', '健診受診率', null, null, '注意', null, DASH),
  },
  ...output('OP2', '歯科健診実施市町村'),
  ...output('OP3', '質問票を活用したハイリスク者把握に基づく保健事業を実施している市町村'),
  ...HIGH_RISK_APPROACHES.flatMap((name, index) => output(`OP4.${index + 1}`, `ハイリスクアプローチ実施: ${name}`)),
  ...(['男', '女'] as const).map((sex, index): Indicator => ({
    key: `indicator.OC1.${index === 0 ? 'men' : 'women'}`,
    name: `平均自立期間（要介護2以上） ${sex}性（年）`,
    kind: 'アウトカム',
    quantity: ONE_DECIMAL,
    now: orDash(kdbCall(`平均自立期間（要介護2以上）;性別=${sex}`)),
    source: OVERVIEW,
  })),
  ...NATIONAL_CRITERIA.map(({ id, name }): Indicator => ({
    key: `indicator.OC2.${id}`,
    name: `ハイリスク者割合: ${name}`,
    kind: 'アウトカム',
    quantity: SMALL_SHARE,
    now: purposeCall(id, '割合').whole(),
    lower: purposeLimit(id, '下限'),
    upper: purposeLimit(id, '上限'),
    source: '該当 ÷ 被保険者数',
  })),
  data('D1.all', '1人当たり医療費（円）', insuredCall('1人当たり医療費'), COUNT, DATA),
  data('D1.inpatient', '1人当たり医療費（入院）（円）', insuredCall('1人当たり医療費（入院）'), COUNT, DATA),
  data('D1.outpatient', '1人当たり医療費（外来）（円）', insuredCall('1人当たり医療費（外来）'), COUNT, DATA),
  data('D1.dental', '1人当たり医療費（歯科）（円）', insuredCall('1人当たり医療費（歯科）'), COUNT, DATA),
  data('D1.pharmacy', '1人当たり医療費（調剤）（円）', insuredCall('1人当たり医療費（調剤）'), COUNT, DATA),
  data('D3', '1人当たり介護給付費（円）', kdbCall('1人当たり介護給付費'), COUNT, OVERVIEW),
  data('D4', '後発医薬品の使用割合', formula`${kdbCall('後発医薬品の使用割合')}/100`, SHARE, OVERVIEW),
  data('D5', '重複投薬患者割合', formula`${kdbCall('重複処方を受けた者')}/100`, SMALL_SHARE, OVERVIEW),
];

/** What stands in 現状値: our figure, what was asked on another sheet, or an input. */
function currentCell(facts: PlanFacts, { name, quantity, now, asked }: Indicator): Cells[string] {
  if (now !== undefined) return figure(now, quantity);
  if (asked === undefined) return goal(quantity, `${name} の現状値`);
  const cell = municipalCell(facts, asked.number, asked.column);
  return figure(`=IF(${cell}="","",${cell})`, quantity);
}

/** The row of an indicator, and one below it with what its figure says of itself. */
function indicatorRows(facts: PlanFacts, indicator: Indicator, number: string): FormRow[] {
  const { key, name, kind, quantity, lower, upper, source, remark } = indicator;
  const line = row(key, {
    number: text(number),
    name: text(name),
    kind: text(kind),
    now: currentCell(facts, indicator),
    lower: lower === undefined ? text('') : figure(lower, quantity),
    upper: upper === undefined ? text('') : figure(upper, quantity),
    base: goal(quantity, `${name} の策定時実績`),
    ...goals(facts, key.replace('indicator.', ''), quantity),
    source: text(source),
  });
  if (remark === undefined) return [line];
  const words = row(
    key.replace('indicator.', 'remark.'),
    { name: { ...declared(remark.whole()), style: 'note' } },
    // What a formula says is not known here: it has the width of the page.
    { merge: [{ from: 'name', to: 'source' }], height: heightOfLines(REMARK_LINES) },
  );
  return [line, words];
}

/** The columns of what was reached, from the base year on; those of the plan's years stand below their targets. */
const ACTUAL_COLUMNS: readonly (readonly [year: number, column: string])[] = [
  [BASE_YEAR, 'upper'],
  [BASE_YEAR + 1, 'base'],
  ...PLAN_YEARS.map((year) => [year, `y${year}`] as const),
];

/** 実績の推移: a line an indicator, from 実績の記録. */
function actualRows(facts: PlanFacts): FormRow[] {
  const recordedIds = new Map(WITH_BASE.map((indicator) => [`indicator.${indicator.id}`, indicator]));
  return INDICATORS.flatMap(({ key, name, kind }): FormRow[] => {
    const indicator = recordedIds.get(key);
    if (indicator === undefined) return [];
    return [
      row(key.replace('indicator.', 'actual.'), {
        number: text(numberOf({ key })),
        name: text(name),
        kind: text(kind),
        now: text(''),
        lower: text(''),
        ...Object.fromEntries(ACTUAL_COLUMNS.map(([year, column]) => [column, recordedValue(facts, year, indicator)])),
        source: text(`シート「${RECORD_SHEET}」`),
      }),
    ];
  });
}

/** indicator.OC2.lowNutrition → OC2. */
const numberOf = ({ key }: Pick<Indicator, 'key'>): string => key.split('.')[1]!;

export function wholeSheet(facts: PlanFacts): FormSheet {
  const head = {
    number: '番号',
    name: '評価指標',
    kind: '区分',
    now: `現状値\n${fiscalYearName(facts.fiscalYear)}`,
    lower: '下限',
    upper: '上限',
    base: `策定時実績\n${fiscalYearName(BASE_YEAR)}`,
    ...Object.fromEntries(PLAN_YEARS.map((year) => [`y${year}`, `目標\n${fiscalYearName(year)}`])),
    source: 'データ出典',
  };
  const programme = (key: string, number: string, name: Cells[string], more = ''): FormRow =>
    row(
      key,
      {
        number: text(number),
        name,
        kind: written('', { options: ['○', '◎'], hint: '重点とする事業に ○ または ◎' }),
        now: written('', { hint: '対応する課題の記号（Ⅱ の A, B, C …）' }),
        base: written('', { hint: '事業の概要' }),
        source: text(more),
      },
      {
        height: 26,
        merge: [
          { from: 'now', to: 'upper' },
          { from: 'base', to: LAST_YEAR },
        ],
      },
    );
  const at = { at: 'kind', height: 34 };
  const rows: FormRow[] = [
    title('Ⅲ 計画全体'),
    note(
      'note.status',
      '総合的な評価指標は、公表されている共通評価指標（第3期データヘルス計画）です。番号（OP・OC・D）と行の並び、目標の年度の列は本ツールの提案です。現状値は関数で計算し、下限・上限は95%信頼区間です。策定時実績と目標値は書き入れてください。',
    ),
    note('note.data', `${writtenWith(facts.stamp)}`),
    heading('head.purpose', '1 計画全体の目的・目標'),
    entry(
      'purpose.whole',
      '計画全体の目的',
      draft(
        '被保険者が、できるだけ長く自立した日常生活を送ることができるよう、生活習慣病等の重症化予防と、心身機能の低下の防止を図ります。',
      ),
      at,
    ),
    ...['1', '2', '3'].map((number) =>
      entry(
        `purpose.goal${number}`,
        `目標 ${number}`,
        number === '1' ? draft('ハイリスク者を把握し、必要な支援につながる人を増やします。') : '',
        { ...at, hint: 'いつまでに、何を、どのくらい' },
      ),
    ),
    gap('gap.indicators'),
    heading('head.indicators', '2 総合的な評価指標（共通評価指標）'),
    header('indicators.head', head, { repeat: true }),
    ...INDICATORS.flatMap((indicator) => indicatorRows(facts, indicator, numberOf(indicator))),
    ...Array.from({ length: OWN_INDICATORS }, (_, index) =>
      row(`indicator.own.${index + 1}`, {
        number: text('独自'),
        name: written('', { hint: '広域連合・市町村で決めた指標' }),
        kind: written('', { options: ['アウトプット', 'アウトカム', '確認データ'] }),
        now: goal('General'),
        lower: text(''),
        upper: text(''),
        base: goal('General'),
        ...goals(facts, `own.${index + 1}`, 'General'),
        source: written(''),
      }),
    ),
    gap('gap.actuals'),
    heading('head.actuals', '実績の推移（年度ごと）'),
    header('actuals.head', {
      number: '番号',
      name: '評価指標',
      kind: '区分',
      now: '',
      lower: '',
      ...Object.fromEntries(ACTUAL_COLUMNS.map(([year, column]) => [column, `実績\n${fiscalYearName(year)}`])),
      source: 'データ出典',
    }),
    ...actualRows(facts),
    gap('gap.programmes'),
    heading('head.programmes', '3 個別事業'),
    header(
      PROGRAMMES_HEAD,
      {
        number: '事業番号',
        name: '事業名称',
        kind: '重点',
        now: '対応する課題',
        base: '事業の概要',
        source: 'シート',
      },
      {
        merge: [
          { from: 'now', to: 'upper' },
          { from: 'base', to: LAST_YEAR },
        ],
      },
    ),
    ...PROGRAMMES.map(({ id, name }, index) =>
      programme(`programme.${id}`, `Ⅳ-${index + 1}`, text(name), `Ⅳ-${index + 1} ${name}`),
    ),
    ...Array.from({ length: OWN_PROGRAMMES }, (_, index) =>
      programme(`programme.own${index + 1}`, '独自', written('', { hint: '独自の個別事業の名称' })),
    ),
    across(PROGRAMMES_END, {
      text: '独自の事業は、事業名称を書く（行を挿入してもよい）と、次に計画シートを作るときに Ⅳ のシートが増えます。',
      style: 'note',
    }),
  ];
  return { name: WHOLE_SHEET, columns: COLUMNS, rows, orientation: 'landscape' };
}
