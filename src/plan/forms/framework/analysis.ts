/** Ⅱ健康医療情報等の分析と課題: what was found, beside 県, 同規模 and 国, and what follows from it. */
import { writtenWith } from '../../dataStamp';
import { fiscalYearName } from '../../years';
import { dotsWithWhiskers } from '../../charts';
import { declared, formula, NOTHING_ASKED } from '../../figures/formula';
import type { PlanFacts } from '../facts';
import { rangeOf, ref, type FormCell, type FormColumn, type FormRow, type FormSheet } from '../form';
import { rowsFor } from '../rows';
import { intervalLength } from '../../formulaCalls';
import { areNumbers, over } from './appendix/table';
import { loadedLines, whyEmpty } from './analysisLines';
import { assessmentDrafts } from './assessmentDrafts';
import { ANALYSIS, type AnalysisItem, type AnalysisLine } from './analysisItems';
import { ANALYSIS_SHEET, DASH, entry as written, figure, kdbCall, orDash, text } from './common';
import { COUNT, SMALL_SHARE, changeOf } from '../../figures/quantity';
import { quantityOf } from '../../figures/meaning';

/** As wide as a landscape page of A4 holds at 8 points. */
const COLUMNS: readonly FormColumn[] = [
  { key: 'item', width: 14 },
  { key: 'name', width: 20 },
  { key: 'own', width: 9.5 },
  // 12.34%* is the longest of them, or 100.0%*.
  { key: 'lower', width: 8.8 },
  { key: 'upper', width: 8.8 },
  { key: 'pref', width: 9.3 },
  { key: 'peer', width: 9.3 },
  { key: 'nation', width: 9.3 },
  { key: 'gapPref', width: 9.3 },
  { key: 'gapPeer', width: 9.3 },
  { key: 'gapNation', width: 9.3 },
  { key: 'mark', width: 12.5 },
  { key: 'source', width: 8 },
  { key: 'assessment', width: 16.4 },
  { key: 'issue', width: 5.4 },
  { key: 'priority', width: 5.4 },
  { key: 'whisker', width: 11, helper: true },
  { key: 'axis', width: 11, helper: true },
];
const { row, title, note, heading, header, gap } = rowsFor(COLUMNS);
const COMPARED = [
  ['pref', '県', 'gapPref'],
  ['peer', '同規模', 'gapPeer'],
  ['nation', '国', 'gapNation'],
] as const;
const CHART_ROWS = 16;
const HEADINGS = {
  item: '項目',
  name: '健康医療情報等の整理',
  own: '当地域',
  lower: '下限',
  upper: '上限',
  pref: '県',
  peer: '同規模',
  nation: '国',
  gapPref: '県との差',
  gapPeer: '同規模との差',
  gapNation: '国との差',
  mark: '印',
  source: '出典（図表）',
  assessment: 'アセスメント',
  issue: '課題（記号）',
  priority: '優先',
};

/** The wish of an item: what stands in 整理, アセスメント, 課題 and 優先. */
function itemRow({ key, label, hint, isSourced }: AnalysisItem, assessment: string): FormRow {
  return row(
    `item.${key}`,
    {
      item: { text: isSourced ? label : `${label} ◇`, style: 'formLabel' },
      name: written('', { hint: `${label} の整理: ${hint}` }),
      source: written('', { hint: '図表の番号・出典' }),
      assessment: written(assessment, { hint: `${label} のアセスメント` }),
      issue: written('', { hint: 'アプローチする課題の記号（A, B, C …）' }),
      priority: written('', { options: ['○', '◎'], hint: '優先する課題に ○ または ◎' }),
    },
    { merge: [{ from: 'name', to: 'mark' }], height: 34 },
  );
}

/** Said where a row stays empty because something is not loaded. */
function whyRows(facts: PlanFacts, item: string): FormRow[] {
  const why = whyEmpty(facts, item);
  return why === null
    ? []
    : [row(`why.${item}`, { name: { text: why, style: 'note' } }, { merge: [{ from: 'name', to: 'source' }] })];
}

const MARKS = { above: '国より高い', below: '国より低い', open: '区別できない' } as const;

/** By the ratio at the same sex and age, as アセスメント reads it: one figure has one verdict. */
function standardisedMark({ lower, upper }: NonNullable<AnalysisLine['standardised']>): FormCell {
  const words = formula`IF(${lower}>100,"${MARKS.above}",IF(${upper}<100,"${MARKS.below}","${MARKS.open}"))`;
  return { ...declared(orDash(words)), style: 'body' };
}

function lineRow(item: AnalysisItem, line: AnalysisLine): FormRow {
  const { own, lower, upper, compare, others, per, quantity } = line;
  const limit = (of: AnalysisLine['lower']) => (of === undefined ? text('') : figure(orDash(of), quantity));
  const compared = COMPARED.map(([column, word]) => {
    if (others !== undefined) return [column, figure(orDash(others[column]), quantity)] as const;
    if (compare === undefined) return [column, text('')] as const;
    const call = kdbCall(compare, word);
    return [column, figure(orDash(per === undefined ? call : formula`${call}/${per}`), quantity)] as const;
  });
  const mark: Record<string, FormCell> =
    line.standardised === undefined ? {} : { mark: standardisedMark(line.standardised) };
  return row(
    `line.${item.key}.${line.key}`,
    {
      ...mark,
      item: text(line.label),
      own: figure(orDash(own), quantity),
      lower: limit(lower),
      upper: limit(upper),
      ...Object.fromEntries(compared),
      source: { text: line.source, style: 'note' },
      ...(line.axis === undefined ? {} : { axis: { text: line.axis, style: 'chartOnly' } }),
    },
    {
      merge: [
        { from: 'item', to: 'name' },
        { from: 'source', to: 'priority' },
      ],
    },
  );
}

/** The differences of a line to 県, 同規模 and 国, and a mark where its interval lies on one side of 国. */
function withDifferences(form: Pick<FormSheet, 'columns' | 'rows'>, line: FormRow): FormRow {
  const place = (column: string): number => COLUMNS.findIndex(({ key }) => key === column);
  const cellAt = (column: string): FormCell => line.cells[place(column)] ?? null;
  const isFigure = (column: string): boolean => {
    const cell = cellAt(column);
    return cell !== null && 'figure' in cell;
  };
  const at = (column: string): string => ref(form, line.key, column).replaceAll('$', '');
  const cells = [...line.cells];
  for (const [column, , gapColumn] of COMPARED) {
    const own = cellAt('own');
    if (!isFigure(column) || own === null || !('figure' in own)) continue;
    cells[place(gapColumn)] = over(
      [at('own'), at(column)],
      `${at('own')}-${at(column)}`,
      changeOf(quantityOf(own.declares ?? NOTHING_ASKED) ?? COUNT),
    );
  }
  if (!isFigure('mark') && isFigure('nation') && isFigure('lower') && isFigure('upper')) {
    const [lower, upper, nation] = ['lower', 'upper', 'nation'].map(at) as [string, string, string];
    cells[place('mark')] = {
      figure: `=IF(${areNumbers([lower, upper, nation])},IF(${lower}>${nation},"${MARKS.above}",IF(${upper}<${nation},"${MARKS.below}","${MARKS.open}")),"${DASH}")`,
      style: 'body',
    };
  }
  if (isFigure('lower') && isFigure('upper'))
    cells[place('whisker')] = figure(intervalLength(at('lower'), at('upper')), SMALL_SHARE);
  return { ...line, cells };
}

export function analysisSheet(facts: PlanFacts): FormSheet {
  const chart = (name: string): FormRow[] =>
    Array.from({ length: CHART_ROWS }, (_, index) => row(`chart.${name}.${index + 1}`, {}, { height: 20 }));
  const drafts = assessmentDrafts(facts);
  const rows: FormRow[] = [
    title('Ⅱ 健康医療情報等の分析と課題'),
    note(
      'note.view',
      `整理の視点: ①全国平均との比較 ②構成市町村の比較 ③経年変化。${writtenWith(facts.stamp)}。数値は関数で計算し、「－」は、もとになる列や帳票を取り込んでいないことを示します。`,
    ),
    note(
      'note.status',
      '項目と列は「計画様式（案）」（第3回 手引きワーキンググループ 令和5年2月21日 資料2）で公表された範囲によります。◇の行、指標の行、下限・上限（95%信頼区間）の列は本ツールの提案です。県・同規模・国は、取り込んだ KDB の帳票の数字です。「課題（記号）」には、下の一覧のアプローチする課題の記号を書きます。差は当地域−相手。印は、質問票の項目では性・年齢をそろえた標準化比（国 = 100）の 95%信頼区間が 100 をまたがないとき、ほかの行では95%信頼区間が国の値をまたがないときだけ「国より高い」「国より低い」とします（ほかの行は性・年齢をそろえていません。国の値には区間がないものとします。そろえた比較は「Ⅱ資料」「質問票の分析」にあります）。',
    ),
    ...ANALYSIS.flatMap(({ key, label, items }, index) => [
      heading(`group.${key}`, label),
      header(index === 0 ? 'head' : `head.${key}`, HEADINGS),
      ...items.flatMap((item) => [
        itemRow(item, drafts.get(item.key) ?? ''),
        ...whyRows(facts, item.key),
        ...[...item.lines, ...loadedLines(facts, item.key)].map((line) => lineRow(item, line)),
      ]),
    ]),
    ...chart('risks'),
    gap('gap.charts'),
    heading('head.issues', '広域連合・市町村がアプローチする課題の一覧'),
    header(
      'issues.head',
      { item: '記号', name: '課題', assessment: '対応する個別事業', priority: '優先' },
      {
        merge: [
          { from: 'name', to: 'source' },
          { from: 'assessment', to: 'issue' },
        ],
      },
    ),
    ...['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((letter) =>
      row(
        `issue.${letter}`,
        {
          item: { text: letter, style: 'formLabel' },
          name: written('', { hint: `課題 ${letter} を一文で` }),
          assessment: written('', { hint: '個別事業の番号（Ⅳ-1 など）' }),
          priority: written('', { options: ['○', '◎'] }),
        },
        {
          height: 24,
          merge: [
            { from: 'name', to: 'source' },
            { from: 'assessment', to: 'issue' },
          ],
        },
      ),
    ),
  ];
  const keyed = { columns: COLUMNS, rows };
  const form = {
    columns: COLUMNS,
    rows: rows.map((each) => (each.key.startsWith('line.') ? withDifferences(keyed, each) : each)),
  };
  const [first, last] = ['line.risks.risk.lowNutrition', 'line.risks.risk.unknownStatus'];
  return {
    name: ANALYSIS_SHEET,
    ...form,
    charts: [
      dotsWithWhiskers({
        name: 'ハイリスク者割合',
        title: `ハイリスク者割合（${fiscalYearName(facts.fiscalYear)}）`,
        anchor: rangeOf(form, 'chart.risks.1', `chart.risks.${CHART_ROWS}`, 'item', 'source'),
        source: '資料: 取り込んだデータ。該当 ÷ 被保険者数。',
        altText: '十の抽出目的のハイリスク者割合を点で、95%信頼区間を縦の帯で示す。数値は表と同じ。',
        categories: rangeOf(form, first, last, 'axis'),
        dots: { name: 'ハイリスク者割合', values: rangeOf(form, first, last, 'own') },
        lower: rangeOf(form, first, last, 'lower'),
        length: rangeOf(form, first, last, 'whisker'),
        categoryTitle: '抽出目的',
      }),
    ],
    orientation: 'landscape',
  };
}
