/** 質問票の分析: the fifteen items and ten 類型 with their shares of risk, held against 県・同規模・国, changes, answers, 圏域. */
import { writtenWith } from '../../dataStamp';
import { fiscalYearName } from '../../years';
import { ask, formulaOf, NOTHING_ASKED } from '../../figures/formula';
import { AGE_CLASSES } from '../../../criteria';
import { FRAILTY_REFERENCE, RISK_ANSWERS } from '../../../indicators';
import { QUESTION_TYPES } from '../../../indicators/questionTypes';
import { QUESTIONS, type Question } from '../../../kdb';
import { dotsWithWhiskers } from '../../charts';
import type { ChartSpec } from '../../chartSpec';
import type { PlanFacts } from '../facts';
import { FUNNEL_FROM } from '../areaVerdict';
import { keyOfName } from '../nameKey';
import { rangeOf, ref, type FormCell, type FormColumn, type FormFigure, type FormRow, type FormSheet } from '../form';
import { rowsFor, type Cells } from '../rows';
import { intervalLength, whereNumber } from '../../formulaCalls';
import { textInLines } from '../../textSize';
import { COUNT, DASH, figure, insuredCall, ONE_DECIMAL, orDash, QUESTIONNAIRE_SHEET, SHARE, text } from './common';
import { P_VALUE, type Quantity, TWO_DECIMALS, changeOf } from '../../figures/quantity';

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

const COLUMNS: readonly FormColumn[] = [
  { key: 'item', width: 24 },
  { key: 'answer', width: 24 },
  { key: 'n', width: 9 },
  { key: 'count', width: 9 },
  { key: 'share', width: 9 },
  { key: 'lower', width: 9 },
  { key: 'upper', width: 9 },
  ...GROUPS.flatMap(([key]) => [
    { key: `${key}N`, width: 9 },
    { key, width: 9 },
  ]),
  { key: 'whisker', width: 11, helper: true },
  { key: 'axis', width: 11, helper: true },
];
const { row, title, heading, note, gap, header } = rowsFor(COLUMNS);

const GROUP_HEADS = Object.fromEntries(
  GROUPS.flatMap(([key, name]) => [
    [`${key}N`, `${name}の人数`],
    [key, name],
  ]),
);

const POINTS = changeOf(SHARE);
const SCORE_POINTS = changeOf(TWO_DECIMALS);
/** p values: never 0.000. */
const CHART_ROWS = 24;

/** An item (4) or a research class (フレイル) as the first argument. */
type Subject = number | string;

/** A dash where nobody answered, or where the data hold no such question or year. */
function asked(subject: Subject, wanted: string, quantity: Quantity, filter = '', output = ''): FormFigure {
  const first = typeof subject === 'number' ? { as: String(subject) } : subject;
  const more = [filter, output].map((part) => (part === '' ? null : part));
  return figure(ask('QUESTIONNAIRE', first, wanted, ...more, null, DASH).whole(), quantity);
}

const nameOf = ({ mark, title: words }: Question): string => `${mark} ${words}`;
const RISK = 'リスク該当割合';

/** How many answered: for everybody and for each group; a group of fewer than ten shows no number. */
const PUBLISHABLE = '公表できる回答者数';
type At = (rowKey: string, column: string) => string;

/** A figure that is shown only where the cell with its persons shows a number. */
function shownWith(persons: string, cell: FormFigure): FormFigure {
  const [before, after] = whereNumber(persons);
  const { quantity } = cell.declares ?? NOTHING_ASKED;
  return figure(formulaOf(cell).within(`=${before}`, after), quantity);
}

/** Persons and figures of the groups; `first` is the row in which the persons stand. */
function inGroups(at: At, key: string, subject: Subject, wanted: string, quantity: Quantity, first = key): Cells {
  return Object.fromEntries(
    GROUPS.flatMap(([group, , filter]) => [
      ...(first === key ? [[`${group}N`, asked(subject, PUBLISHABLE, COUNT, filter)] as const] : []),
      [group, shownWith(at(first, `${group}N`), asked(subject, wanted, quantity, filter))] as const,
    ]),
  );
}

const withLimits = (at: At, key: string, subject: Subject, wanted: string, quantity: Quantity, first = key): Cells => ({
  ...(first === key ? { n: asked(subject, PUBLISHABLE, COUNT) } : {}),
  share: shownWith(at(first, 'n'), asked(subject, wanted, quantity)),
  lower: shownWith(at(first, 'n'), asked(subject, wanted, quantity, '', '下限')),
  upper: shownWith(at(first, 'n'), asked(subject, wanted, quantity, '', '上限')),
});

/** The words of the risk answers, with a mark where no public document gives them. */
function riskWords({ number, answers }: Question): string {
  const { codes, status } = RISK_ANSWERS[number - 1]!;
  return `${codes.map((code) => answers[code - 1]!).join('・')}${status === 'assumed' ? '（仮定）' : ''}`;
}

/** A row is made once the addresses of all rows are known. */
interface Draft {
  readonly key: string;
  readonly make: (at: At) => FormRow;
}
const fixed = (made: FormRow): Draft => ({ key: made.key, make: () => made });

const riskDraft = (key: string, name: string, words: string, subject: Subject, axis = ''): Draft => ({
  key,
  make: (at) =>
    row(key, {
      item: text(name),
      answer: text(words),
      count: shownWith(at(key, 'n'), asked(subject, 'リスク人数', COUNT)),
      ...withLimits(at, key, subject, RISK, SHARE),
      ...inGroups(at, key, subject, RISK, SHARE),
      whisker: figure(intervalLength(at(key, 'lower'), at(key, 'upper')), SHARE),
      ...(axis === '' ? {} : { axis: { text: axis, style: 'chartOnly' as const } }),
    }),
});

/** Letters of a line at the axis, in half-width ones. */
const AXIS_LINE = 8;
/** How the axis names a question: its mark, and below it what it asks, the words in brackets alone where there are such. */
function axisLines({ mark, title }: Question): string {
  const asked = /（(.+)）$/u.exec(title)?.[1] ?? title;
  return [mark, ...textInLines(asked, AXIS_LINE)].join('\n');
}

const itemRows = (): Draft[] =>
  QUESTIONS.map((question) =>
    riskDraft(`risk.${question.id}`, nameOf(question), riskWords(question), question.number, axisLines(question)),
  );

const marksOf = (items: readonly number[]): string => items.map((item) => QUESTIONS[item - 1]!.mark).join('');

const typeRows = (): Draft[] =>
  QUESTION_TYPES.map(({ name, items }, index) =>
    riskDraft(`type.${index + 1}`, name, `${marksOf(items)}のどれかがリスク`, `類型:${name}`),
  );

const CLASSES = ['フレイル', 'プレフレイル', '健常'] as const;
const CLASS_KEYS: Readonly<Record<(typeof CLASSES)[number], string>> = {
  フレイル: 'frail',
  プレフレイル: 'prefrail',
  健常: 'robust',
};

const classRows = (): Draft[] => [
  ...CLASSES.map((name) =>
    riskDraft(
      `class.${CLASS_KEYS[name]}`,
      name,
      { フレイル: '4点以上', プレフレイル: '3点', 健常: '2点以下' }[name],
      name,
    ),
  ),
  {
    key: 'class.points',
    make: (at) =>
      row('class.points', {
        item: text('得点の平均（点）'),
        answer: text('全項目に答えた人'),
        ...withLimits(at, 'class.points', '得点', '平均', ONE_DECIMAL),
        ...inGroups(at, 'class.points', '得点', '平均', ONE_DECIMAL),
      }),
  },
];

/** A new item begins with its name and its persons; its other answers stand below. */
const answerRows = (): Draft[] =>
  QUESTIONS.flatMap((question) =>
    question.answers.map((answer, index): Draft => {
      const wanted = `回答割合:${index + 1}`;
      const key = `answer.${question.id}.${index + 1}`;
      const first = `answer.${question.id}.1`;
      return {
        key,
        make: (at) =>
          row(
            key,
            {
              item: { text: index === 0 ? nameOf(question) : '', style: 'body' },
              answer: text(answer),
              count: shownWith(at(first, 'n'), asked(question.number, `回答人数:${index + 1}`, COUNT)),
              ...withLimits(at, key, question.number, wanted, SHARE, first),
              ...inGroups(at, key, question.number, wanted, SHARE, first),
            },
            index === 0 ? { keep: question.answers.length - 1 } : {},
          ),
      };
    }),
  );

const CHANGES: readonly {
  readonly key: string;
  readonly name: string;
  readonly subject: Subject;
  readonly quantity: Quantity;
}[] = [
  ...QUESTIONS.map((question) => ({
    key: question.id as string,
    name: nameOf(question),
    subject: question.number,
    quantity: POINTS,
  })),
  { key: 'frail', name: 'フレイル（参考判定）', subject: 'フレイル', quantity: POINTS },
  { key: 'points', name: '得点（点、参考）', subject: '得点', quantity: SCORE_POINTS },
];
const changeKey = (key: string): string => `change.${key}`;

/** The same persons a year before; with more than five tests on the page the p values are adjusted beside. */
const changeRows = (): Draft[] =>
  CHANGES.map(({ key, name, subject, quantity }, index) => ({
    key: changeKey(key),
    make: (at) => {
      const p = at(changeKey(key), 'men');
      const tests = `${at(changeKey(CHANGES[0]!.key), 'men')}:${at(changeKey(CHANGES.at(-1)!.key), 'men')}`;
      const shown = (wanted: string, as: Quantity, output = ''): FormCell =>
        shownWith(at(changeKey(key), 'answer'), asked(subject, wanted, as, '', output));
      return row(changeKey(key), {
        item: text(name),
        answer: asked(subject, '公表できる比較人数', COUNT),
        n: shown('改善者数', COUNT),
        count: shown('維持者数', COUNT),
        share: shown('悪化者数', COUNT),
        lower: shown('変化', quantity),
        upper: shown('変化', quantity, '下限'),
        menN: shown('変化', quantity, '上限'),
        men: shown('変化', P_VALUE, 'p'),
        womenN: figure(`=${whereNumber(p).join(`IKKATSU.ADJUSTP(${tests},${index + 1})`)}`, P_VALUE),
      });
    },
  }));

/** 県, 同規模 and 国 of the form 質問票調査の状況, with the ratio to each at the same sex and age. */
const COMPARED = [
  ['県', 'menN', 'men', 'womenN'],
  ['同規模', 'women', 'age0N', 'age0'],
  ['国', 'age1N', 'age1', 'age2N'],
] as const;

const comparedRows = (): Draft[] =>
  QUESTIONS.map((question) => {
    const key = `compared.${question.id}`;
    return {
      key,
      make: (at) =>
        row(key, {
          item: text(nameOf(question)),
          answer: text(riskWords(question)),
          n: figure(`=${at(`risk.${question.id}`, 'n')}`),
          count: figure(`=${at(`risk.${question.id}`, 'share')}`, SHARE),
          share: asked(question.number, '県の割合', SHARE),
          lower: asked(question.number, '同規模の割合', SHARE),
          upper: asked(question.number, '国の割合', SHARE),
          ...Object.fromEntries(
            COMPARED.flatMap(([name, ...columns]) =>
              (['', '下限', '上限'] as const).map(
                (output, index) =>
                  [columns[index]!, asked(question.number, `${name}との標準化比`, ONE_DECIMAL, '', output)] as const,
              ),
            ),
          ),
        }),
    };
  });

/** An item by 圏域: how many answered, and the share with its interval, without a word of comparison. */
const AREA_HEADINGS = {
  n: '回答者数（人）',
  count: 'リスクの人数',
  share: '割合',
  lower: '95%下限',
  upper: '95%上限',
};
/** With so many areas an item takes more than a page: each has its own heading, which stands again on every page. */
const hasOwnHeading = ({ areas }: PlanFacts): boolean => areas.length >= FUNNEL_FROM;
const ACROSS = { merge: [{ from: 'item', to: 'answer' }] } as const;

const areaRows = (facts: PlanFacts): Draft[] => {
  const { areas } = facts;
  const isOwn = hasOwnHeading(facts);
  const headingOf = (question: Question): Draft[] =>
    isOwn ? [fixed(header(`area.head.${question.id}`, { item: nameOf(question), ...AREA_HEADINGS }, ACROSS))] : [];
  return QUESTIONS.flatMap((question) => [
    ...headingOf(question),
    ...areas.map(({ name, filter }, index): Draft => {
      const key = `area.${question.id}.${keyOfName(name)}`;
      const shown =
        (wanted: string, quantity: Quantity, output = ''): ((at: At) => FormCell) =>
        (at) =>
          shownWith(at(key, 'n'), asked(question.number, wanted, quantity, filter, output));
      return {
        key,
        make: (at) =>
          row(
            key,
            {
              ...(isOwn
                ? { item: text(name) }
                : { item: { text: index === 0 ? nameOf(question) : '', style: 'body' }, answer: text(name) }),
              n: asked(question.number, PUBLISHABLE, COUNT, filter),
              count: shown('リスク人数', COUNT)(at),
              share: shown(RISK, SHARE)(at),
              lower: shown(RISK, SHARE, '下限')(at),
              upper: shown(RISK, SHARE, '上限')(at),
            },
            isOwn ? ACROSS : index === 0 ? { keep: Math.min(areas.length - 1, 12) } : {},
          ),
      };
    }),
  ]);
};

const PARTICIPANTS = '通いの場=参加';
const OTHERS = '通いの場=不参加';
const gatheringKey = (question: Question): string => `gathering.${question.id}`;

/** Those who take part in 通いの場 beside everybody else: shares with intervals, their difference, p and the adjusted p. */
const gatheringRows = (): Draft[] =>
  QUESTIONS.map((question, index) => {
    const key = gatheringKey(question);
    return {
      key,
      make: (at) => {
        const cell = (column: string): string => at(key, column);
        const group = (persons: string, filter: string) => (wanted: string, quantity: Quantity, output?: string) =>
          shownWith(cell(persons), asked(question.number, wanted, quantity, filter, output));
        const [ours, others] = [group('n', PARTICIPANTS), group('menN', OTHERS)];
        const both = whereNumber(cell('n'), cell('menN'));
        const compared = (output: string, quantity: Quantity): FormCell =>
          figure(
            `=${both.join(`IKKATSU.COMPARE(${cell('count')},${cell('n')},${cell('men')},${cell('menN')},"${output}")`)}`,
            quantity,
          );
        const column = `${at(gatheringKey(QUESTIONS[0]!), 'age2N')}:${at(gatheringKey(QUESTIONS.at(-1)!), 'age2N')}`;
        return row(
          key,
          {
            item: text(nameOf(question)),
            answer: text(riskWords(question)),
            n: asked(question.number, PUBLISHABLE, COUNT, PARTICIPANTS),
            count: ours('リスク人数', COUNT),
            share: ours(RISK, SHARE),
            lower: ours(RISK, SHARE, '下限'),
            upper: ours(RISK, SHARE, '上限'),
            menN: asked(question.number, PUBLISHABLE, COUNT, OTHERS),
            men: others('リスク人数', COUNT),
            womenN: others(RISK, SHARE),
            women: others(RISK, SHARE, '下限'),
            age0N: others(RISK, SHARE, '上限'),
            age0: compared('値', POINTS),
            age1N: compared('下限', POINTS),
            age1: compared('上限', POINTS),
            age2N: compared('p', P_VALUE),
            age2: figure(`=${whereNumber(cell('age2N')).join(`IKKATSU.ADJUSTP(${column},${index + 1})`)}`, P_VALUE),
          },
          // The adjusted p reads all rows together: the table is not divided.
          index === 0 ? { keep: QUESTIONS.length } : {},
        );
      },
    };
  });

/** The part about 通いの場; without a list of who takes part one sentence says what to load. */
function gatheringPart({ areas, intake }: PlanFacts): Draft[] {
  const title = heading('gathering', `${areas.length > 1 ? 8 : 7} 通いの場の参加者と、ほかの人`);
  if (intake.table.columns.gathering === undefined)
    return [
      fixed(title),
      fixed(
        note(
          'gathering.note',
          '被保険者番号と「通いの場参加」の 2 列（参加する人に「有」や「○」）の表を、シート「通いの場参加者」や CSV として取り込むと、参加者とほかの人の回答を比べます。',
        ),
      ),
    ];
  return [
    fixed(title),
    fixed(
      note(
        'gathering.note',
        '参加者は、取り込んだ表の「通いの場参加」に記入のある人（「無」などを除く）、ほかの人はそれ以外の被保険者です。差は 参加者 − ほかの人 で、性・年齢の構成はそろえていません。元気な人ほど通いやすいため、差があっても、通いの場の効果であるとはいえません。検定が 15 個あるため、調整した p（Benjamini–Hochberg）を並べます。' +
          (intake.table.withoutGatherings ? '「通いの場参加」の表に行のない保険者の人は、どちらにも数えません。' : ''),
      ),
    ),
    fixed(
      header('gathering.head', {
        item: '項目',
        answer: 'リスクとする回答',
        n: '参加者の回答者数',
        count: 'リスクの人数',
        share: '割合',
        lower: '95%下限',
        upper: '95%上限',
        menN: 'ほかの人の回答者数',
        men: 'リスクの人数',
        womenN: '割合',
        women: '95%下限',
        age0N: '95%上限',
        age0: '差',
        age1N: '95%下限',
        age1: '95%上限',
        age2N: 'p',
        age2: '調整した p',
      }),
    ),
    ...gatheringRows(),
    fixed(
      row('gathering.insured', {
        item: text('被保険者数（人）'),
        answer: text('回答していない人を含む'),
        n: figure(orDash(insuredCall('被保険者数', PARTICIPANTS))),
        menN: figure(orDash(insuredCall('被保険者数', OTHERS))),
      }),
    ),
  ];
}

function chartOf(form: Pick<FormSheet, 'columns' | 'rows'>, { fiscalYear }: PlanFacts): ChartSpec {
  const range = (column: string) => rangeOf(form, `risk.${QUESTIONS[0]!.id}`, `risk.${QUESTIONS.at(-1)!.id}`, column);
  return dotsWithWhiskers({
    name: '質問票 リスク該当割合',
    title: `質問票15項目のリスク該当割合（${fiscalYearName(fiscalYear)}）`,
    anchor: rangeOf(form, 'chart.1', `chart.${CHART_ROWS}`, 'item', 'age2'),
    categories: range('axis'),
    dots: { name: 'リスク該当割合', values: range('share') },
    lower: range('lower'),
    length: range('whisker'),
    categoryTitle: '項目',
    source: '資料: 取り込んだデータの質問票。リスクとする回答をした人 ÷ 答えた人。',
    altText:
      '質問票の15項目について、リスクとする回答をした人の割合を点で、95%信頼区間を縦の帯で示す。数値は表と同じ。',
  });
}

export function questionnaireSheet(facts: PlanFacts): FormSheet {
  const shares = {
    n: '回答者数（人）',
    count: '人数',
    share: '割合',
    lower: '95%下限',
    upper: '95%上限',
    ...GROUP_HEADS,
  };
  const hasForm = facts.aggregates.some(({ form }) => form.id === 'questionnaire');
  const drafts: Draft[] = [
    fixed(title('後期高齢者の質問票の分析')),
    fixed(
      note(
        'note.method',
        `割合の分母は、その項目に答えた人です（男・女・年齢の列も、それぞれの答えた人数を左に示します）。答えた人が 10 人未満の群は人数も割合も示しません。区間は95%信頼区間（Wilson 法）。年齢は年度末年齢です。「（仮定）」の付いた項目は、リスクとする回答を公的な資料で確かめられないため、本ツールの仮定です。${DASH} は、答えた人がいないか、列のあるデータがないことを示します。`,
      ),
    ),
    fixed(note('note.data', `${writtenWith(facts.stamp)}。少ない人数の公表には注意してください。`)),
    fixed(heading('risk', '1 項目別のリスク該当割合')),
    fixed(header('risk.head', { item: '項目', answer: 'リスクとする回答', ...shares, count: 'リスクの人数' })),
    ...itemRows(),
    fixed(gap('gap.chart')),
    ...Array.from({ length: CHART_ROWS }, (_, index) =>
      fixed(
        row(`chart.${index + 1}`, {}, { height: 20, ...(index === 0 ? { keep: CHART_ROWS - 1, newPage: true } : {}) }),
      ),
    ),
    fixed(heading('type', '2 類型別（その類型のどれかの項目がリスクの人）', { newPage: true })),
    fixed(header('type.head', { item: '類型', answer: '項目', ...shares, count: 'リスクの人数' })),
    ...typeRows(),
    fixed(heading('class', '3 フレイル・プレフレイル・健常（研究に基づく参考判定）')),
    fixed(
      note(
        'class.note',
        `国の質問票の判定ではありません（国のツールに総合得点はありません）。リスクとする回答の数を得点とした研究の区分です。未回答があって区分が決まらない人は除きます。出典: ${FRAILTY_REFERENCE}`,
      ),
    ),
    fixed(header('class.head', { item: '区分', answer: '得点', ...shares })),
    ...classRows(),
    fixed(heading('compared', '4 県・同規模・国との比較', { newPage: true })),
    fixed(
      note(
        'compared.note',
        hasForm
          ? '県・同規模・国は、取り込んだ「質問票調査の状況」の回答者数から求めた割合です。標準化比は、同じ帳票の当地域の回答者を性・年齢階級ごとに比べた値（それぞれ = 100、間接法、区間は 95%）で、区間が 100 を含まないときに違いがあると読みます。15 項目を比べるので、違いがまったくなくても偶然だけで 1 つ近くが外れます。健診を受けて答えた人どうしの比較で、地域の人全体の比較ではありません。'
          : `「質問票調査の状況」を取り込むと、県・同規模・国の値が入ります（いまは ${DASH}）。`,
      ),
    ),
    fixed(
      header('compared.head', {
        item: '項目',
        answer: 'リスクとする回答',
        n: '回答者数（人）',
        count: '当地域',
        share: '県',
        lower: '同規模',
        upper: '国',
        menN: '県=100の標準化比',
        men: '下限',
        womenN: '上限',
        women: '同規模=100の標準化比',
        age0N: '下限',
        age0: '上限',
        age1N: '国=100の標準化比',
        age1: '下限',
        age2N: '上限',
      }),
    ),
    ...comparedRows(),
    fixed(heading('change', '5 前年度からの変化（同じ人）', { newPage: true })),
    fixed(
      note(
        'change.note',
        `${fiscalYearName(facts.fiscalYear - 1)}と${fiscalYearName(facts.fiscalYear)}の両方に答えた人の比較です。改善は、リスクとする回答でなくなった人（区分は健常に近づいた人、得点は下がった人）。差は 後 − 前 で、マイナスは減ったことを示します（McNemar 検定の正確法、区間は Newcombe の対応あり、得点は対応のある t 検定）。検定が ${CHANGES.length} 個あるため、調整した p（Benjamini–Hochberg）を並べます。比べられた人が 10 人未満のときは示しません。前年度の質問票がなければ ${DASH} です。対照群のない比較なので、支援の効果とは言えません。`,
      ),
    ),
    fixed(
      header('change.head', {
        item: '項目',
        answer: '比較できた人数',
        n: '改善',
        count: '維持',
        share: '悪化',
        lower: '差',
        upper: '95%下限',
        menN: '95%上限',
        men: 'p',
        womenN: '調整した p',
      }),
    ),
    ...changeRows(),
    fixed(heading('answer', '6 回答の分布', { newPage: true })),
    fixed(header('answer.head', { item: '項目', answer: '回答', ...shares })),
    ...answerRows(),
    ...(facts.areas.length > 1
      ? [
          fixed(heading('area', '7 圏域別のリスク該当割合', { newPage: true })),
          fixed(
            note(
              'area.note',
              '割合の分母は、その項目に答えた人です。区間が重なる圏域どうしの差は偶然の範囲のことがあります。性・年齢の構成はそろえていません。',
            ),
          ),
          ...(hasOwnHeading(facts)
            ? []
            : [fixed(header('area.head', { item: '項目', answer: '圏域', ...AREA_HEADINGS }))]),
          ...areaRows(facts),
          fixed(
            note(
              'area.chance',
              `項目 × 圏域は ${QUESTIONS.length * facts.areas.length} 通りあります。差がまったくなくても、20 通りに 1 つほどは、圏域の区間が全体の値から外れます。`,
            ),
          ),
        ]
      : []),
    ...gatheringPart(facts),
  ];
  const at: At = (rowKey, column) => ref({ columns: COLUMNS, rows: drafts }, rowKey, column);
  const form = { columns: COLUMNS, rows: drafts.map(({ make }) => make(at)) };
  return {
    name: QUESTIONNAIRE_SHEET,
    ...form,
    charts: [chartOf(form, facts)],
    orientation: 'landscape',
  };
}
