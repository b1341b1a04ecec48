/** The sheet 協働事業計画書: outline and itemised costs of the project of insurers and family doctors, with its deadlines. */
import { ref, type FormColumn, type FormRow, type FormSheet, type PlanFacts } from '../forms';
import { fiscalYearFormat, fiscalYearFormula } from '../years';
import { COLLABORATION_SHEET } from '../sheetNames';
import { entry, figure, gap, liveText, row, text, typedNumber, wide } from './common';
import { type Quantity, formatFor } from '../figures/quantity';

const SOURCE =
  '令和3年度高齢者医療制度円滑運営事業実施要綱（保険者とかかりつけ医等の協働による加入者の予防健康づくり事業分）';

/** The six kinds of work of the guideline (第3の2), and which of them every project must hold (第3の3(1)). */
export const PROJECT_PARTS = [
  { key: 'doctors', name: '（１）かかりつけ医から医療保険者・地域の連携役への情報連携事業', required: true },
  {
    key: 'feedback',
    name: '（２）医療保険者・地域の連携役からかかりつけ医への経過フィードバック等事業',
    required: true,
  },
  { key: 'community', name: '（３）地域社会への相談援助等へつなげる事業', required: true },
  { key: 'training', name: '（４）かかりつけ医と地域の連携役となる人材育成事業', required: false },
  { key: 'area', name: '（５）地域特性分析等事業', required: false },
  { key: 'analysis', name: '（６）データ分析等事業', required: true },
] as const;

const LINES_A_PART = 3;
const COLUMNS: readonly FormColumn[] = [
  { key: 'part', width: 34 },
  { key: 'item', width: 30 },
  { key: 'quantity', width: 9 },
  { key: 'unit', width: 8 },
  { key: 'price', width: 13 },
  { key: 'amount', width: 15 },
];
const YEN: Quantity = { unit: '円', behind: '円' };
const DAY: Quantity = { unit: '日' };
const WEEKDAYS = '"日曜日","月曜日","火曜日","水曜日","木曜日","金曜日","土曜日"';

/** The deadlines of the guideline: a formula of the year in which the project runs. */
const DEADLINES = [
  {
    key: 'plan',
    name: '事業実施計画書の提出',
    rule: '当該年度5月末日まで（第3の4）',
    day: (year: string) => `DATE(${year},5,31)`,
  },
  {
    key: 'report',
    name: '事業実績報告書・成果物の提出',
    rule: '翌年度4月10日まで（第3の5）',
    day: (year: string) => `DATE(${year}+1,4,10)`,
  },
] as const;

type Keyed = Parameters<typeof ref>[0];

function deadlineRows(form: Keyed): FormRow[] {
  const year = ref(form, 'year', 'item');
  return DEADLINES.map(({ key, name, rule, day }) => {
    const cell = ref(form, `deadline.${key}`, 'item');
    const weekend = `OR(WEEKDAY(${cell})=1,WEEKDAY(${cell})=7)`;
    return row(
      `deadline.${key}`,
      [
        text(`${name}\n${rule}`, 'formLabel'),
        figure(`=${day(year)}`, DAY, 'body'),
        liveText(`=CHOOSE(WEEKDAY(${cell}),${WEEKDAYS})`, 'body'),
        liveText(`=IF(${weekend},"土日です。期限は動かしていません。提出先に確かめてください。","")`, 'difference'),
      ],
      { merge: [{ from: 'unit', to: 'amount' }], height: 40 },
    );
  });
}

function costRows(form: Keyed): FormRow[] {
  return PROJECT_PARTS.flatMap(({ key, name, required }) => {
    const lines = Array.from({ length: LINES_A_PART }, (_, index) => {
      const line = `cost.${key}.${index + 1}`;
      const [quantity, price] = [ref(form, line, 'quantity'), ref(form, line, 'price')];
      return row(line, [
        index === 0 ? text(`${name}${required ? '【必須】' : ''}`, 'formLabel') : text('', 'formLabel'),
        entry('', { hint: '積算の内容（例: 講師謝金、通信運搬費）' }),
        typedNumber('', '#,##0.##'),
        entry('', { hint: '回・人・式など' }),
        typedNumber('', YEN, '単価（円）'),
        figure(`=IF(COUNT(${quantity},${price})=2,ROUND(${quantity}*${price},0),"")`, YEN),
      ]);
    });
    const [first, last] = [`cost.${key}.1`, `cost.${key}.${LINES_A_PART}`];
    return [
      ...lines,
      row(`cost.${key}.sum`, [
        text('小計', 'total'),
        ...['', '', '', ''].map((cell) => text(cell, 'total')),
        figure(`=SUM(${ref(form, first, 'amount')}:${ref(form, last, 'amount')})`, YEN, 'total'),
      ]),
    ];
  });
}

function outlineRows(): FormRow[] {
  const long = (key: string, label: string, hint: string, height: number): FormRow =>
    row(key, [text(label, 'formLabel'), entry('', { hint })], { merge: [{ from: 'item', to: 'amount' }], height });
  return [
    long('outline', '①事業概要', '事業の概要', 90),
    wide('plan.label', text('②事業実施計画及び方針（具体的な計画を詳細に記入）', 'heading'), COLUMNS),
    ...PROJECT_PARTS.map(({ key, name, required }) =>
      long(`plan.${key}`, `${name}${required ? '【必須】' : ''}`, '具体的な計画', 60),
    ),
    row(
      'period',
      [
        text('③事業実施予定期間', 'formLabel'),
        text('内示日 から'),
        entry('', { format: formatFor(DAY)!, hint: '終わりの日' }),
        null,
        text('まで'),
      ],
      { merge: [{ from: 'quantity', to: 'unit' }] },
    ),
  ];
}

function make(facts: PlanFacts, form: Keyed, drawn: boolean): FormRow[] {
  const keysOnly = (rows: () => FormRow[], keys: readonly string[]): FormRow[] =>
    drawn ? rows() : keys.map((key) => row(key, []));
  const year = drawn ? ref(form, 'year', 'item') : '';
  const costKeys = PROJECT_PARTS.flatMap(({ key }) => [
    ...Array.from({ length: LINES_A_PART }, (_, index) => `cost.${key}.${index + 1}`),
    `cost.${key}.sum`,
  ]);
  return [
    wide(
      'title',
      liveText(`=${fiscalYearFormula(String(year || 0))}&"高齢者医療制度円滑運営事業費補助金"`, 'title'),
      COLUMNS,
    ),
    wide(
      'subtitle',
      text('（保険者とかかりつけ医等の協働による加入者の予防健康づくり事業分）事業実施計画書', 'heading'),
      COLUMNS,
    ),
    wide(
      'note',
      text(
        `項目は ${SOURCE}の別紙によります。今の年度の要綱・交付要綱で、様式と期限を必ず確かめてください。国の様式そのものではありません。`,
        'note',
      ),
      COLUMNS,
    ),
    row('applicant', [text('補助事業者名（保険者協議会）', 'formLabel'), entry('')], {
      merge: [{ from: 'item', to: 'amount' }],
    }),
    row('year', [
      text('事業年度', 'formLabel'),
      typedNumber(
        facts.fiscalYear + 1,
        fiscalYearFormat(facts.fiscalYear + 1, facts.fiscalYear),
        '4月から始まる年を西暦の 4 けたで',
      ),
    ]),
    gap('gap.1'),
    wide('deadline', text('期限', 'heading'), COLUMNS),
    row(
      'deadline.head',
      ['提出するもの', '期限', '曜日', '注意', '', ''].map((cell) => text(cell, 'header')),
      { merge: [{ from: 'unit', to: 'amount' }] },
    ),
    ...keysOnly(
      () => deadlineRows(form),
      DEADLINES.map(({ key }) => `deadline.${key}`),
    ),
    wide('deadline.note', text('土日のほかに祝日・年末年始は確かめていません。', 'note'), COLUMNS),
    gap('gap.2'),
    wide('part1', text('１．事業実施計画書（概要）', 'heading'), COLUMNS),
    ...outlineRows(),
    gap('gap.3'),
    wide('part2', text('２．事業計画書（積算内訳）', 'heading'), COLUMNS),
    row(
      'cost.head',
      ['事業区分', '積算内訳', '数量', '単位', '単価（円）', '金額（円）'].map((cell) => text(cell, 'header')),
      { repeat: true },
    ),
    ...keysOnly(() => costRows(form), costKeys),
    row('cost.total', [
      text('合　　計', 'total'),
      ...['', '', '', ''].map((cell) => text(cell, 'total')),
      drawn
        ? figure(`=${PROJECT_PARTS.map(({ key }) => ref(form, `cost.${key}.sum`, 'amount')).join('+')}`, YEN, 'total')
        : null,
    ]),
    wide(
      'cost.note',
      text(
        '金額欄は項目ごとに円単位で記載します。一部を委託するときは、複数の業者から見積書を取り、最低価格を示した業者を選びます。見積書を添えられないときは理由書が要ります（第3の6(3)）。',
        'note',
      ),
      COLUMNS,
    ),
  ];
}

/** The whole form. The year of the project is the year after 抽出年度 until the analyst writes another. */
export function collaboration(facts: PlanFacts): FormSheet {
  const form = { columns: COLUMNS, rows: make(facts, { columns: COLUMNS, rows: [] }, false) };
  return {
    name: COLLABORATION_SHEET,
    columns: COLUMNS,
    rows: make(facts, form, true),
    orientation: 'portrait',
  };
}
