/** The form 共通評価指標_一覧: every common indicator of the third plan with its figures, intervals, comparisons and source. */
import { writtenWith } from '../dataStamp';
import { fiscalYearName } from '../years';
import { NATIONAL_CRITERIA } from '../../criteria';
import type { Aggregate } from '../../kdb';
import { ask, formula, sumFormula, type Formula } from '../figures/formula';
import { DASH, orDash, purposeCall } from '../formulaCalls';
import { ref, type FormCell, type FormSheet, type PlanFacts } from '../forms';
import { BASE_YEAR, PLAN_YEARS } from '../forms/framework/common';
import { isAtHand } from '../forms/roles';
import { recordedValue, WITH_BASE } from '../record/lookup';
import { heightOfLines } from '../textSize';
import {
  composed,
  entry,
  figure,
  gap,
  liveText,
  number,
  plain,
  text,
  wide,
  type At,
  type DraftRow,
} from '../reports/compose';
import { ACTIVITY_SHEET, INDICATOR_LIST_SHEET, RECORD_SHEET } from '../sheetNames';
import { DONE } from '../unions/activityMatrix';
import { COUNT, ONE_DECIMAL, type Quantity, SHARE, SMALL_SHARE, YEN } from '../figures/quantity';

const COLUMNS = [
  { key: 'id', width: 8 },
  { key: 'indicator', width: 42 },
  { key: 'numerator', width: 12 },
  { key: 'denominator', width: 12 },
  { key: 'value', width: 12 },
  { key: 'lower', width: 10 },
  { key: 'upper', width: 10 },
  { key: 'judged', width: 13 },
  { key: 'pref', width: 11 },
  { key: 'peer', width: 11 },
  { key: 'nation', width: 11 },
  { key: 'source', width: 36 },
] as const;
const HEADINGS = [
  'ID（案）',
  '指標',
  '分子',
  '分母',
  '割合・値',
  '95%下限',
  '95%上限',
  '発生割合（判定可能者）',
  '県',
  '同規模',
  '国',
  '出どころ・注意',
];

/** Lines of what 健診受診率 says of its denominator, over the width of the page. */
const REMARK_LINES = 2;

const kdb = (indicator: string, comparator = '当地域', percent = false): Formula => {
  const call = ask('KDBFIGURE', indicator, comparator);
  return percent ? formula`${call}/100` : call;
};
const insured = (wanted: string): Formula => ask('INSURED', wanted);

/** What 県, 同規模 and 国 have of an indicator of the aggregate forms. */
function compared(indicator: string | null, quantity: Quantity): FormCell[] {
  const percent = quantity === SHARE;
  return ['県', '同規模', '国'].map((comparator) =>
    indicator === null ? text('', 'body') : figure(orDash(kdb(indicator, comparator, percent)), quantity),
  );
}

/** Share of a counted row with its limits; a blank gives a blank, and a dash or a denominator of 0 a dash. */
function shareOf(at: At, key: string, quantity: Quantity): FormCell[] {
  const [x, n] = [at(key, 'numerator'), at(key, 'denominator')];
  const share = (refused: string, formula: string): string =>
    `=IF(OR(${x}="",${n}=""),"",IF(OR(${refused}),"${DASH}",${formula}))`;
  const noShare = `ISTEXT(${x}),ISTEXT(${n}),${n}=0`;
  return [
    figure(share(noShare, `${x}/${n}`), quantity),
    ...['下限', '上限'].map((limit) =>
      figure(share(`${noShare},${x}>${n}`, `IKKATSU.PROPORTION(${x},${n},"${limit}")`), quantity),
    ),
  ];
}

interface Counted {
  readonly key: string;
  readonly id: string;
  readonly name: string;
  readonly numerator: FormCell | ((at: At) => FormCell);
  readonly denominator: FormCell | ((at: At) => FormCell);
  readonly judged?: FormCell;
  readonly comparable?: string;
  readonly quantity?: Quantity;
  readonly source: string;
}

const blank = (): FormCell => text('', 'body');
const called = (cell: FormCell | ((at: At) => FormCell), at: At): FormCell =>
  typeof cell === 'function' ? cell(at) : cell;

function counted(row: Counted): DraftRow {
  const { key, id, name, comparable, quantity = SHARE, source } = row;
  return {
    key,
    cells: (at) => [
      text(id),
      text(name),
      called(row.numerator, at),
      called(row.denominator, at),
      ...shareOf(at, key, quantity),
      row.judged ?? blank(),
      ...compared(comparable ?? null, quantity),
      text(source, 'note'),
    ],
  };
}

/** An amount or a number of years: one value without a denominator. */
function valued(
  key: string,
  id: string,
  name: string,
  value: Formula,
  comparable: string | null,
  quantity: Quantity,
  source: string,
): DraftRow {
  return plain(key, [
    text(id),
    text(name),
    blank(),
    blank(),
    figure(orDash(value), quantity),
    blank(),
    blank(),
    blank(),
    ...compared(comparable, quantity),
    text(source, 'note'),
  ]);
}

/**
 * OP2 to OP4: municipalities that do something, with the columns of 取組状況一覧 that tell it. Those without a column there
 * are the analyst's, and so are all where that sheet is missing.
 */
const MUNICIPAL = [
  ['OP2', 'dentalCheckup', '歯科健診を実施している市町村', []],
  ['OP3', 'questionnaire', '質問票を活用したハイリスク者把握に基づく保健事業を実施している市町村', []],
  ['OP4-1', 'lowNutrition', 'ハイリスクアプローチ実施市町村：低栄養', ['lowNutrition']],
  ['OP4-2', 'oral', 'ハイリスクアプローチ実施市町村：口腔', ['oral']],
  ['OP4-3', 'medication', 'ハイリスクアプローチ実施市町村：服薬（重複・多剤等）', ['medication', 'duplicates']],
  ['OP4-4', 'diabeticKidney', 'ハイリスクアプローチ実施市町村：重症化予防（糖尿病性腎症）', ['diabetes']],
  ['OP4-5', 'otherPrevention', 'ハイリスクアプローチ実施市町村：重症化予防（その他 身体的フレイルを含む）', ['other']],
  ['OP4-6', 'unknownStatus', 'ハイリスクアプローチ実施市町村：健康状態不明者対策', ['unknownStatus']],
] as const;
const TOTAL_KEY = 'OP.municipalities';

const ACTIVITIES = `'${ACTIVITY_SHEET}'!`;
const ACTIVITY_ROWS = 300;
/** Where a row of 取組状況一覧 stands now, by its hidden key. */
const activityRow = (key: string): string => `MATCH("${key}@*",${ACTIVITIES}$A$1:$A$${ACTIVITY_ROWS},0)`;
/** A whole column of it, wherever it stands now. */
const activityColumn = (key: string): string =>
  `INDEX(${ACTIVITIES}$A$1:$Z$${ACTIVITY_ROWS},0,MATCH("${key}@*",${ACTIVITIES}$A$1:$Z$1,0))`;

/** Municipalities with a mark in any of one or two columns; a dash while nothing is written of any. */
function carriedOut(columns: readonly string[]): string {
  const cells = columns.map((key) => activityColumn(`approach.${key}`));
  const mark = `"${DONE}*"`;
  const each = cells.map((column) => `COUNTIF(${column},${mark})`).join('+');
  const count = cells.length === 1 ? each : `${each}-COUNTIFS(${cells.map((column) => `${column},${mark}`).join(',')})`;
  // The totals count nothing while nothing is written there.
  const totals = `INDEX(${ACTIVITIES}$A$1:$Z$${ACTIVITY_ROWS},${activityRow('total')},0)`;
  return `IF(COUNT(${totals})=0,"${DASH}",${count})`;
}

/** Named municipalities between the heading and the total, those that the analyst added included. */
function municipalities(): string {
  const first = `INDEX(${activityColumn('municipality')},${activityRow('head')}+1)`;
  const last = `INDEX(${activityColumn('municipality')},${activityRow('total')}-1)`;
  return `COUNTIF(${first}:${last},"?*")`;
}

/** How many diseases of 入院 and of 外来 are shown. */
const MOST_DISEASES = 5;

/** The diseases with the largest share of the costs, as the loaded 医療費分析 names them. */
function diseases(aggregates: readonly Aggregate[]): DraftRow[] {
  const records = aggregates
    .filter(({ form }) => form.id === 'diseaseCosts')
    .flatMap((aggregate) => aggregate.records)
    .filter(({ comparator, unit, value }) => comparator === 'self' && unit === '%' && value !== null);
  return (['入院', '外来'] as const).flatMap((kind, place) =>
    records
      .filter(({ indicator }) => indicator.startsWith(`${kind} /`))
      .sort((a, b) => b.value! - a.value!)
      .slice(0, MOST_DISEASES)
      .map(({ indicator }, index) =>
        valued(
          `D2.${['inpatient', 'outpatient'][place]}.${index + 1}`,
          'D2',
          `疾病分類別の医療費の割合  ${indicator.split(' / ').slice(0, 2).join('  ')}`,
          kdb(indicator, '当地域', true),
          indicator,
          SHARE,
          '集計表（医療費分析 細小分類）。帳票の表示どおり。',
        ),
      ),
  );
}

function costRow(key: string, id: string, part: string): DraftRow {
  const name = part === '' ? '1人当たり医療費' : `1人当たり${part}医療費`;
  const word = part === '' ? '1人当たり医療費' : `1人当たり医療費（${part}）`;
  return valued(
    key,
    id,
    part === '' ? '1人当たり医療費（計、円）' : `  うち ${part}（円）`,
    formula`IFNA(${insured(word)},${kdb(name)})`,
    name,
    YEN,
    'レセプト集計の点数 × 10 円 ÷ 基準日の被保険者数。点数の列がなければ集計表の値。',
  );
}

/** 年度ごとの実績: what was reached from the base year on, from 実績の記録, in the columns of the figures. */
const YEARS_OF_PLAN = [BASE_YEAR, BASE_YEAR + 1, ...PLAN_YEARS];
const YEAR_COLUMNS = COLUMNS.slice(2, 2 + YEARS_OF_PLAN.length);

function actuals(facts: PlanFacts): DraftRow[] {
  return [
    gap('gap.actuals'),
    wide('section.actuals', `年度ごとの実績（シート「${RECORD_SHEET}」から）`, 'heading', COLUMNS),
    plain('header.actuals', [
      text('', 'header'),
      text('指標', 'header'),
      ...YEAR_COLUMNS.map((_, index) => text(fiscalYearName(YEARS_OF_PLAN[index]!), 'header')),
    ]),
    ...WITH_BASE.filter(({ id }) => /^(OP|OC|D)\d/u.test(id)).map((indicator) =>
      plain(`actual.${indicator.id}`, [
        text(indicator.id.split('.')[0]!),
        text(indicator.name),
        ...YEAR_COLUMNS.map((_, index) => recordedValue(facts, YEARS_OF_PLAN[index]!, indicator)),
      ]),
    ),
  ];
}

const MADE = new WeakMap<PlanFacts, FormSheet>();

/** Where the municipalities of OP2 to OP4-6 (OP4.6) are asked or counted, as a formula of another sheet names it. */
export function municipalCell(facts: PlanFacts, number: string, column: 'numerator' | 'denominator' | 'value'): string {
  const [id, key] = MUNICIPAL.find(([each]) => each === number.replace('.', '-'))!;
  const form = MADE.get(facts) ?? indicatorListForm(facts);
  MADE.set(facts, form);
  return `'${INDICATOR_LIST_SHEET}'!${ref(form, `${id}.${key}`, column)}`;
}

/** The form. `facts` say which diseases stand in the aggregate forms; all figures are live. */
export function indicatorListForm(facts: PlanFacts): FormSheet {
  const { fiscalYear, stamp, writtenAt, aggregates } = facts;
  // A formula may name the sheet where it stands or is written together with this; without it the numbers are the analyst's.
  const hasActivities = isAtHand(facts, '広域', ACTIVITY_SHEET);
  const section = (key: string, title: string): DraftRow => wide(key, title, 'heading', COLUMNS);
  const header = (key: string): DraftRow =>
    plain(
      key,
      HEADINGS.map((heading) => text(heading, 'header')),
    );
  const rows: DraftRow[] = [
    wide('title', '共通評価指標 一覧（第3期データヘルス計画）', 'title', COLUMNS),
    wide('written', `${fiscalYearName(fiscalYear)}  ${writtenWith(stamp)}  ${writtenAt}`, 'note', COLUMNS),
    wide(
      'ids',
      'ID は本ツールの案です（公式の番号は確認できていません）。色のついた欄は広域連合・市町村で把握した数を書きます。「－」は、使う列や集計表がまだ読み込まれていないことを表します。',
      'note',
      COLUMNS,
    ),
    wide(
      'denominators',
      '割合の分母は被保険者数（共通評価指標）です。発生割合は判定可能者のうちの割合で、健診受診率の違いに左右されにくい見方です。',
      'note',
      COLUMNS,
    ),
    gap('gap.output'),
    section('section.output', 'アウトプット'),
    header('header.output'),
    counted({
      key: 'OP1',
      id: 'OP1',
      name: '健診受診率（分母: 被保険者数 − 対象外者数）',
      numerator: figure(orDash(insured('健診受診者数'))),
      denominator: figure(orDash(insured('健診対象者数'))),
      comparable: '健診受診率',
      source: '取り込んだ健診と対象外者（長期入院・施設入所）。',
    }),
    {
      key: 'OP1.remark',
      cells: () => [text(''), liveText(ask('INSURED', '健診受診率', null, null, '注意', null, DASH).whole(), 'note')],
      merge: [{ from: 'indicator', to: 'source' }],
      // What a formula says is not known here: it has the width of the page.
      height: heightOfLines(REMARK_LINES),
    },
    plain(TOTAL_KEY, [
      text(''),
      text('構成市町村数（OP2〜OP4 の分母）'),
      blank(),
      hasActivities
        ? figure(`=IFERROR(IF(${municipalities()}=0,"${DASH}",${municipalities()}),"")`)
        : number('', COUNT, '広域連合の構成市町村数。1 市町村なら 1'),
      ...new Array<FormCell>(7).fill(blank()),
      text(
        hasActivities
          ? `シート「${ACTIVITY_SHEET}」の市町村の数。書きかえるとその数が OP2〜OP4 の分母になります。`
          : 'ここに書くと OP2〜OP4 の分母になります。',
        'note',
      ),
    ]),
    ...MUNICIPAL.map(([id, key, name, columns]) => {
      const isCounted = hasActivities && columns.length > 0;
      const counts = isCounted
        ? `シート「${ACTIVITY_SHEET}」の ${DONE} の数。書きかえると、その数のまま残ります。`
        : '広域連合・市町村の把握。';
      return counted({
        key: `${id}.${key}`,
        id,
        name,
        numerator: isCounted
          ? figure(`=IFERROR(${carriedOut(columns)},"")`)
          : number('', COUNT, '実施している市町村の数'),
        denominator: (at) =>
          figure(sumFormula(`=IF(${at(TOTAL_KEY, 'denominator')}="","",${at(TOTAL_KEY, 'denominator')})`, '.+')),
        source: id.startsWith('OP4') ? `${counts}事業対象者の抽出基準は問わない。` : counts,
      });
    }),
    gap('gap.outcome'),
    section('section.outcome', 'アウトカム'),
    header('header.outcome'),
    ...(['男', '女'] as const).map((sex, index) =>
      valued(
        `OC1.${['men', 'women'][index]}`,
        'OC1',
        `平均自立期間（要介護2以上、${sex}、年）`,
        kdb(`平均自立期間;性別=${sex}`),
        `平均自立期間;性別=${sex}`,
        ONE_DECIMAL,
        '集計表（地域の全体像の把握）。自分で計算するときは =IKKATSU.HEALTHYLIFE（Chiang–Sullivan 法の試算。KDB の公表値とは一致しないことがある）。',
      ),
    ),
    ...NATIONAL_CRITERIA.map(({ id, name }, index) => {
      const call = (wanted: string) => purposeCall(id, wanted).whole();
      return counted({
        key: `OC2.${id}`,
        id: `OC2-${index + 1}`,
        name: `ハイリスク者割合：${name}`,
        numerator: figure(call('人数')),
        denominator: figure(call('分母')),
        judged: figure(
          formula`=IF(${purposeCall(id, '判定可能')}=0,"${DASH}",${purposeCall(id, '発生割合')})`,
          SMALL_SHARE,
        ),
        quantity: SMALL_SHARE,
        source: '抽出条件のシートにある条件で抽出した人数。',
      });
    }),
    gap('gap.reference'),
    section('section.reference', '確認データ'),
    header('header.reference'),
    costRow('D1', 'D1-1', ''),
    costRow('D1.inpatient', 'D1-2', '入院'),
    costRow('D1.outpatient', 'D1-3', '外来'),
    costRow('D1.dental', 'D1-4', '歯科'),
    costRow('D1.pharmacy', 'D1-5', '調剤'),
    ...diseases(aggregates),
    valued(
      'D3',
      'D3',
      '1人当たり介護給付費（円）',
      formula`IFNA(${insured('1人当たり介護給付費')},${kdb('1人当たり介護給付費')})`,
      '1人当たり介護給付費',
      YEN,
      '介護給付費の列、なければ集計表（地域の全体像の把握）。',
    ),
    valued(
      'D4',
      'D4',
      '後発医薬品の使用割合（数量）',
      kdb('後発医薬品の使用割合', '当地域', true),
      '後発医薬品の使用割合',
      SHARE,
      '集計表。数量から計算するときは =IKKATSU.GENERICRATE(後発,先発)。',
    ),
    counted({
      key: 'D5',
      id: 'D5',
      name: '重複投薬者の割合',
      numerator: figure(
        orDash(
          formula`IFNA(${insured('重複投薬者数')},${ask('KDBFIGURE', '重複処方を受けた者', '当地域', '', '実数')})`,
        ),
      ),
      denominator: figure(insured('被保険者数').whole()),
      comparable: '重複処方を受けた者',
      source: '数え方は「レセプトの数え方」による。広域連合での「割合」の公式の定義は未確認。',
    }),
    ...actuals(facts),
    gap('gap.note'),
    plain('memo', [text('メモ'), entry('', '気づいたこと')], {
      merge: [{ from: 'indicator', to: 'source' }],
      height: 60,
    }),
    wide(
      'origin',
      '指標の出典: 厚生労働省 高齢者保健事業の実施計画（データヘルス計画）策定の手引き（共通評価指標）。全国の策定時の値の例: 健診受診率 27.2%、歯科健診 85.3%、質問票の活用 57.9%（高齢者の保健事業のあり方検討ワーキンググループ 資料 令和6年9月）。',
      'note',
      COLUMNS,
    ),
  ];
  return composed(
    {
      name: INDICATOR_LIST_SHEET,
      columns: COLUMNS,
      orientation: 'landscape',
      frozenRows: 2,
      repeatedRow: 'header.output',
    },
    rows,
  );
}
