/** Ⅱ健康医療情報等の分析と課題: what was found, beside 県, 同規模 and 国, and what follows from it. */
import { writtenWith } from '../../dataStamp';
import { fiscalYearName } from '../../years';
import { ratesWithIntervals } from '../../charts';
import { formula } from '../../figures/formula';
import type { PlanFacts } from '../facts';
import { rangeOf, type FormColumn, type FormRow, type FormSheet } from '../form';
import { rowsFor } from '../rows';
import { loadedLines, whyEmpty } from './analysisLines';
import { assessmentDrafts } from './assessmentDrafts';
import { ANALYSIS, type AnalysisItem, type AnalysisLine } from './analysisItems';
import { ANALYSIS_SHEET, entry as written, figure, kdbCall, orDash, text } from './common';

const COLUMNS: readonly FormColumn[] = [
  { key: 'item', width: 21 },
  { key: 'name', width: 40 },
  { key: 'own', width: 11 },
  { key: 'lower', width: 9 },
  { key: 'upper', width: 9 },
  { key: 'pref', width: 10 },
  { key: 'peer', width: 10 },
  { key: 'nation', width: 10 },
  { key: 'source', width: 27 },
  { key: 'assessment', width: 28 },
  { key: 'issue', width: 13 },
  { key: 'priority', width: 8 },
];
const { row, title, note, heading, header, gap } = rowsFor(COLUMNS);
const COMPARED = [
  ['pref', '県'],
  ['peer', '同規模'],
  ['nation', '国'],
] as const;
const CHART_ROWS = 16;

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
    { merge: [{ from: 'name', to: 'nation' }], height: 34 },
  );
}

/** Said where a row stays empty because something is not loaded. */
function whyRows(facts: PlanFacts, item: string): FormRow[] {
  const why = whyEmpty(facts, item);
  return why === null
    ? []
    : [row(`why.${item}`, { name: { text: why, style: 'note' } }, { merge: [{ from: 'name', to: 'source' }] })];
}

function lineRow(item: AnalysisItem, line: AnalysisLine): FormRow {
  const { own, lower, upper, compare, others, per, format } = line;
  const limit = (of: AnalysisLine['lower']) => (of === undefined ? text('') : figure(orDash(of), format));
  const compared = COMPARED.map(([column, word]) => {
    if (others !== undefined) return [column, figure(orDash(others[column]), format)] as const;
    if (compare === undefined) return [column, text('')] as const;
    const call = kdbCall(compare, word);
    return [column, figure(orDash(per === undefined ? call : formula`${call}/${per}`), format)] as const;
  });
  return row(`line.${item.key}.${line.key}`, {
    name: text(line.label),
    own: figure(orDash(own), format),
    lower: limit(lower),
    upper: limit(upper),
    ...Object.fromEntries(compared),
    source: { text: line.source, style: 'body' },
  });
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
      '項目と列は「計画様式（案）」（第3回 手引きワーキンググループ 令和5年2月21日 資料2）で公表された範囲によります。◇の行、指標の行、下限・上限（95%信頼区間）の列は本ツールの提案です。県・同規模・国は、取り込んだ KDB の帳票の数字です。',
    ),
    header(
      'head',
      {
        item: '項目',
        name: '健康医療情報等の整理',
        own: '当地域',
        lower: '下限',
        upper: '上限',
        pref: '県',
        peer: '同規模',
        nation: '国',
        source: 'データ出典（図表）',
        assessment: 'アセスメント',
        issue: 'アプローチする課題（記号）',
        priority: '優先する課題',
      },
      { repeat: true },
    ),
    ...ANALYSIS.flatMap(({ key, label, items }) => [
      heading(`group.${key}`, label),
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
  const form = { columns: COLUMNS, rows };
  const [first, last] = ['line.risks.risk.lowNutrition', 'line.risks.risk.unknownStatus'];
  return {
    name: ANALYSIS_SHEET,
    ...form,
    charts: [
      ratesWithIntervals({
        name: 'ハイリスク者割合',
        title: `ハイリスク者割合（${fiscalYearName(facts.fiscalYear)}）`,
        anchor: rangeOf(form, 'chart.risks.1', `chart.risks.${CHART_ROWS}`, 'item', 'source'),
        source: '資料: 取り込んだデータ。該当 ÷ 被保険者数。',
        altText: '十の抽出目的のハイリスク者割合を縦棒で、95%信頼区間の両端を短い線で示す。数値は表と同じ。',
        categories: rangeOf(form, first, last, 'name'),
        rates: {
          name: 'ハイリスク者割合',
          values: rangeOf(form, first, last, 'own'),
          lower: rangeOf(form, first, last, 'lower'),
          upper: rangeOf(form, first, last, 'upper'),
        },
        categoryTitle: '抽出目的',
      }),
    ],
    orientation: 'landscape',
    frozenRows: rows.findIndex(({ key }) => key === 'head') + 1,
  };
}
