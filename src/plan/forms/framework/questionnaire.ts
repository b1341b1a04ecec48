/** 質問票の分析: the fifteen items with their shares of risk, all answers, the research classes, the change of a year. */
import { AGE_CLASSES } from '../../../criteria';
import { FRAILTY_REFERENCE, RISK_ANSWERS } from '../../../indicators';
import { QUESTIONS, type Question } from '../../../kdb';
import { SHARE_FORMAT } from '../../charts';
import type { ChartSpec } from '../../chartSpec';
import { TAB_COLOURS } from '../../styles';
import type { PlanFacts } from '../facts';
import { rangeOf, type FormCell, type FormColumn, type FormRow, type FormSheet } from '../form';
import { rowsFor, type Cells } from '../rows';
import { COUNT, DASH, eraYear, figure, ONE_DECIMAL, QUESTIONNAIRE_SHEET, quoted, SHARE, text } from './common';

const COLUMNS: readonly FormColumn[] = [
  { key: 'item', width: 27 },
  { key: 'answer', width: 29 },
  { key: 'count', width: 11 },
  { key: 'share', width: 10 },
  { key: 'lower', width: 10 },
  { key: 'upper', width: 10 },
  { key: 'men', width: 10 },
  { key: 'women', width: 10 },
  { key: 'age0', width: 11 },
  { key: 'age1', width: 11 },
  { key: 'age2', width: 11 },
];
const { row, title, heading, note, gap, header } = rowsFor(COLUMNS);

/** The groups beside the whole. */
const GROUPS = [
  ['men', '男', '性別=男'],
  ['women', '女', '性別=女'],
  ...AGE_CLASSES.map(
    (name, index) =>
      [
        `age${index}`,
        name.endsWith('以上') ? name.replace('以上', '歳以上') : `${name.replace('-', '〜')}歳`,
        `年齢区分=${name}`,
      ] as const,
  ),
] as const;
const GROUP_HEADS = Object.fromEntries(GROUPS.map(([key, name]) => [key, name]));

const POINTS = '+0.0%;-0.0%;0.0%';
const SCORE_POINTS = '+0.00;-0.00;0.00';
const P_FORMAT = '0.000';
const CHART_ROWS = 24;

/** An item (4) or a research class (フレイル) as the first argument. */
type Subject = number | string;

/** A dash where nobody answered, or where the data hold no such question or year. */
function asked(subject: Subject, wanted: string, format: string, filter = '', output = ''): FormCell {
  const first = typeof subject === 'number' ? String(subject) : quoted(subject);
  const more = [filter, output].map((part) => (part === '' ? '' : quoted(part)));
  return figure(`=IKKATSU.QUESTIONNAIRE(${[first, quoted(wanted), ...more, '', quoted(DASH)].join(',')})`, format);
}

const nameOf = ({ mark, title: words }: Question): string => `${mark} ${words}`;
const RISK = 'リスク該当割合';

const inGroups = (subject: Subject, wanted: string, format: string): Cells =>
  Object.fromEntries(GROUPS.map(([key, , filter]) => [key, asked(subject, wanted, format, filter)]));

const withLimits = (subject: Subject, wanted: string, format: string): Cells => ({
  share: asked(subject, wanted, format),
  lower: asked(subject, wanted, format, '', '下限'),
  upper: asked(subject, wanted, format, '', '上限'),
});

/** The words of the risk answers, with a mark where no public document gives them. */
function riskWords({ number, answers }: Question): string {
  const { codes, status } = RISK_ANSWERS[number - 1]!;
  return `${codes.map((code) => answers[code - 1]!).join('・')}${status === 'assumed' ? '（仮定）' : ''}`;
}

const itemRows = (): FormRow[] =>
  QUESTIONS.map((question) =>
    row(`risk.${question.id}`, {
      item: text(nameOf(question)),
      answer: text(riskWords(question)),
      count: asked(question.number, '回答者数', COUNT),
      ...withLimits(question.number, RISK, SHARE),
      ...inGroups(question.number, RISK, SHARE),
    }),
  );

const CLASSES = ['フレイル', 'プレフレイル', '健常'] as const;
const CLASS_KEYS: Readonly<Record<(typeof CLASSES)[number], string>> = {
  フレイル: 'frail',
  プレフレイル: 'prefrail',
  健常: 'robust',
};

const classRows = (): FormRow[] => [
  ...CLASSES.map((name) =>
    row(`class.${CLASS_KEYS[name]}`, {
      item: text(name),
      answer: text({ フレイル: '4点以上', プレフレイル: '3点', 健常: '2点以下' }[name]),
      count: asked(name, 'リスク人数', COUNT),
      ...withLimits(name, RISK, SHARE),
      ...inGroups(name, RISK, SHARE),
    }),
  ),
  row('class.points', {
    item: text('得点の平均（点）'),
    answer: text('全項目に答えた人'),
    count: asked('得点', '回答者数', COUNT),
    ...withLimits('得点', '平均', ONE_DECIMAL),
    ...inGroups('得点', '平均', ONE_DECIMAL),
  }),
];

/** A new item begins with its name; its other answers stand below. */
const answerRows = (): FormRow[] =>
  QUESTIONS.flatMap((question) =>
    question.answers.map((answer, index) => {
      const wanted = `回答割合:${index + 1}`;
      return row(
        `answer.${question.id}.${index + 1}`,
        {
          item: { text: index === 0 ? nameOf(question) : '', style: 'body' },
          answer: text(answer),
          count: asked(question.number, `回答人数:${index + 1}`, COUNT),
          ...withLimits(question.number, wanted, SHARE),
          ...inGroups(question.number, wanted, SHARE),
        },
        index === 0 ? { keep: question.answers.length - 1 } : {},
      );
    }),
  );

function changeRow(key: string, name: string, subject: Subject, format: string): FormRow {
  return row(`change.${key}`, {
    item: text(name),
    answer: asked(subject, '比較できた人数', COUNT),
    count: asked(subject, '改善者数', COUNT),
    share: asked(subject, '維持者数', COUNT),
    lower: asked(subject, '悪化者数', COUNT),
    men: asked(subject, '変化', format),
    women: asked(subject, '変化', format, '', '下限'),
    age0: asked(subject, '変化', format, '', '上限'),
    age1: asked(subject, '変化', P_FORMAT, '', 'p'),
  });
}

function chartOf(form: Pick<FormSheet, 'columns' | 'rows'>, { fiscalYear }: PlanFacts): ChartSpec {
  const range = (column: string) => rangeOf(form, `risk.${QUESTIONS[0]!.id}`, `risk.${QUESTIONS.at(-1)!.id}`, column);
  return {
    name: '質問票 リスク該当割合',
    title: `質問票15項目のリスク該当割合（${eraYear(fiscalYear)}年度）`,
    kind: 'bar',
    anchor: rangeOf(form, 'chart.1', `chart.${CHART_ROWS}`, 'item', 'age2'),
    categories: range('item'),
    series: [{ name: 'リスク該当割合', values: range('share') }],
    categoryAxis: { title: '項目', reversed: true },
    valueAxis: { title: '割合', unit: '%', numberFormat: SHARE_FORMAT, minimum: 0 },
    source: '資料: 取り込んだデータの質問票。リスクとする回答をした人 ÷ 答えた人。',
    altText: '質問票の15項目について、リスクとする回答をした人の割合を横棒で示す。数値は表と同じ。',
    legend: 'none',
    gapWidth: 40,
  };
}

export function questionnaireSheet(facts: PlanFacts): FormSheet {
  const shares = { count: '回答者数', share: '割合', lower: '95%下限', upper: '95%上限', ...GROUP_HEADS };
  const rows: FormRow[] = [
    title('後期高齢者の質問票の分析'),
    note(
      'note.method',
      `割合の分母は、その項目に答えた人です。区間は95%信頼区間（Wilson 法）。年齢は年度末年齢です。「（仮定）」の付いた項目は、リスクとする回答を公的な資料で確かめられないため、本ツールの仮定です。${DASH} は、答えた人がいないか、列のあるデータがないことを示します。`,
    ),
    note(
      'note.data',
      `書いたときのデータ: ${facts.stamp}（${eraYear(facts.fiscalYear)}年度）。少ない人数の公表には注意してください。`,
    ),
    heading('risk', '1 項目別のリスク該当割合'),
    header('risk.head', { item: '項目', answer: 'リスクとする回答', ...shares }),
    ...itemRows(),
    gap('gap.chart'),
    ...Array.from({ length: CHART_ROWS }, (_, index) =>
      row(`chart.${index + 1}`, {}, { height: 20, ...(index === 0 ? { keep: CHART_ROWS - 1, newPage: true } : {}) }),
    ),
    heading('class', '2 フレイル・プレフレイル・健常（研究に基づく参考判定）', { newPage: true }),
    note(
      'class.note',
      `国の質問票の判定ではありません（国のツールに総合得点はありません）。リスクとする回答の数を得点とした研究の区分です。未回答があって区分が決まらない人は除きます。出典: ${FRAILTY_REFERENCE}`,
    ),
    header('class.head', { item: '区分', answer: '得点', ...shares, count: '人数' }),
    ...classRows(),
    heading('change', '3 前年度からの変化（同じ人）'),
    note(
      'change.note',
      `${eraYear(facts.fiscalYear - 1)}年度と${eraYear(facts.fiscalYear)}年度の両方に答えた人の比較です。改善は、リスクとする回答でなくなった人（区分は健常に近づいた人、得点は下がった人）。差は 後 − 前 で、マイナスは減ったことを示します（McNemar 検定の正確法、区間は Newcombe の対応あり、得点は対応のある t 検定）。前年度の質問票がなければ ${DASH} です。対照群のない比較なので、支援の効果とは言えません。`,
    ),
    header('change.head', {
      item: '項目',
      answer: '比較できた人数',
      count: '改善',
      share: '維持',
      lower: '悪化',
      men: '差',
      women: '95%下限',
      age0: '95%上限',
      age1: 'p',
    }),
    ...QUESTIONS.map((question) => changeRow(question.id, nameOf(question), question.number, POINTS)),
    changeRow('frail', 'フレイル（参考判定）', 'フレイル', POINTS),
    changeRow('points', '得点（点、参考）', '得点', SCORE_POINTS),
    heading('answer', '4 回答の分布', { newPage: true }),
    header('answer.head', { item: '項目', answer: '回答', ...shares, count: '人数' }, { repeat: true }),
    ...answerRows(),
  ];
  const form = { columns: COLUMNS, rows };
  return {
    name: QUESTIONNAIRE_SHEET,
    ...form,
    charts: [chartOf(form, facts)],
    orientation: 'landscape',
    tabColour: TAB_COLOURS.plans,
  };
}
