/** The form 計画書: 市の概況, 体制, the 取組区分 with today's counts and the analyst's targets, partners, costs in yen. */
import { writtenWith } from '../dataStamp';
import { fiscalYearName } from '../years';
import { ask, sumFormula } from '../figures/formula';
import { criterionById, wording, type CriterionId } from '../../criteria';
import { PROGRAMMES, type ProgrammeIndicator } from '../../indicators';
import type { FormCell, FormSheet, PlanFacts } from '../forms';
import { STYLES } from '../styles';
import { linesOf, STANDARD_HEIGHT } from '../textSize';
import { FORM_ORIGIN, HIGH_RISK_CATEGORIES, POPULATION_CATEGORIES, type HighRiskCategory } from './categories';
import {
  choice,
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
} from './compose';
import { NOT_YET, purposeCall, quoted, sumOrDash, wordingCall } from './formulas';
import { gatheringCell } from './gatherings';
import { PLAN_DOCUMENT_SHEET, programmeCostKey } from './programmeCosts';
import { targetRows } from './targetSizes';
import { COUNT, ONE_DECIMAL, SHARE } from '../figures/quantity';

const COLUMNS = [
  { key: 'item', width: 19 },
  { key: 'criterion', width: 36 },
  { key: 'hits', width: 11 },
  { key: 'insured', width: 11 },
  { key: 'rate', width: 10 },
  { key: 'planned', width: 11 },
  { key: 'method', width: 30 },
  { key: 'indicator', width: 34 },
  { key: 'target', width: 14 },
] as const;
const LAST = COLUMNS.at(-1)!.key;

const OVERVIEW: readonly {
  readonly key: string;
  readonly label: string;
  readonly cell: (at: At, facts: PlanFacts) => FormCell;
  readonly note: string;
}[] = [
  {
    key: 'overview.population',
    label: '人口（人）',
    cell: () => number('', COUNT, '住民基本台帳の人口'),
    note: '住民基本台帳などの人口と、その時点を書きます。',
  },
  {
    key: 'overview.elderly',
    label: '65歳以上人口（人）',
    cell: () => number('', COUNT, '65歳以上の人口'),
    note: '人口と同じ時点の人数を書きます。',
  },
  {
    key: 'overview.ageing',
    label: '高齢化率',
    cell: (at) => {
      const [all, old] = [at('overview.population', 'criterion'), at('overview.elderly', 'criterion')];
      return figure(`=IF(OR(${all}="",${old}=""),"",${old}/${all})`, SHARE);
    },
    note: '65歳以上人口 ÷ 人口（計算）',
  },
  {
    key: 'overview.insured',
    label: '後期被保険者数（人）',
    cell: () => figure(ask('INSURED', '被保険者数').whole()),
    note: '取り込んだデータの、基準日の被保険者数（計算）',
  },
  {
    key: 'overview.areas',
    label: '日常生活圏域数',
    cell: (_, { areas }) => number(areas.length === 0 ? '' : areas.length),
    note: 'データに圏域があれば、その数を入れています。書き直してかまいません。',
  },
  {
    key: 'overview.areasCarriedOut',
    label: 'うち事業を実施する日常生活圏域数',
    cell: () => number(),
    note: '地域を担当する医療専門職を置いて実施する圏域の数を書きます。',
  },
];

const STAFF = [
  { key: 'staff.coordinator', role: '企画・調整担当', draft: '保健師' },
  { key: 'staff.area1', role: '地域担当', draft: '保健師' },
  { key: 'staff.area2', role: '地域担当', draft: '管理栄養士' },
  { key: 'staff.area3', role: '地域担当', draft: '歯科衛生士' },
  { key: 'staff.area4', role: '地域担当', draft: '' },
];

const PARTNERS = ['医師会', '歯科医師会', '薬剤師会', '栄養士会', '社会福祉協議会', ''];

/** What costs money, as a first list; nothing of it is prescribed. */
const COSTS = [
  '企画・調整担当の人件費',
  '地域担当の人件費',
  '報償費（専門職の謝金）',
  '需用費・役務費（通知・教材・郵送）',
  '委託料',
  '使用料・備品',
  '',
  '',
];

const programmeOf = (id: CriterionId) => PROGRAMMES.find(({ criteria }) => criteria.includes(id));

/** アウトプット and アウトカム of the public table as the first draft of 評価指標. */
function indicatorDraft(id: CriterionId): string {
  const programme = programmeOf(id);
  if (programme === undefined) return '［OP］支援対象者のうち、支援できた者の人数・割合';
  const sourced = programme.indicators.filter(({ status }) => status === 'sourced');
  const line = ({ level, wording }: ProgrammeIndicator): string => `［${level === 'output' ? 'OP' : 'OC'}］${wording}`;
  return sourced.slice(0, 3).map(line).join('\n');
}

/** The room that the criterion needs in words: a formula does not tell how long its text is. */
function heightOfWording(id: CriterionId, settings: PlanFacts['settings']): number {
  const criterion = criterionById(id);
  const words = `【${criterion.name}】\n${wording(criterion, settings)}`;
  // Words of other scripts (HbA1c 8.0%以上) are not divided, and take a line more.
  return (linesOf(words, COLUMNS[1].width, STYLES.note) + 1) * STANDARD_HEIGHT;
}

function purposeRows({ id, name, criteria, method }: HighRiskCategory, { settings }: PlanFacts): DraftRow[] {
  return criteria.map((criterion, index): DraftRow => {
    const key = `risk.${id}.${criterion}`;
    return {
      key,
      height: heightOfWording(criterion, settings),
      cells: (at) => [
        text(index === 0 ? name : '', 'label'),
        liveText(`=${quoted(`【${criterionById(criterion).name}】`)}&CHAR(10)&${wordingCall(criterion)}`, 'note'),
        figure(purposeCall(criterion, '人数').whole()),
        figure(purposeCall(criterion, '分母').whole()),
        figure(purposeCall(criterion, '割合').within(`=IF(${at(key, 'insured')}=0,"－",`, ')')),
        number('', COUNT, '支援予定者数'),
        entry(index === 0 ? method : ''),
        entry(index > 0 && programmeOf(criterion) === programmeOf(criteria[0]!) ? '' : indicatorDraft(criterion)),
        entry('', '目標値（例: 支援できた者 60%）'),
      ],
    };
  });
}

function overview(facts: PlanFacts): DraftRow[] {
  return [
    wide('overview.title', '1 市町村の概況', 'heading', COLUMNS),
    ...OVERVIEW.map(({ key, label, cell, note }): DraftRow => ({
      key,
      cells: (at) => [text(label, 'body'), cell(at, facts), text(note, 'note')],
      merge: [{ from: 'hits', to: LAST }],
    })),
  ];
}

function staff(): DraftRow[] {
  return [
    wide('staff.title', '2 実施体制', 'heading', COLUMNS),
    plain(
      'staff.header',
      ['担当', '職種', '人数', '専従'].map((heading) => text(heading, 'header')).concat(text('所属・役割', 'header')),
      { merge: [{ from: 'rate', to: LAST }] },
    ),
    ...STAFF.map(({ key, role, draft }) =>
      plain(key, [entry(role), entry(draft), number('', ONE_DECIMAL), choice(['専従', '兼務']), entry()], {
        merge: [{ from: 'rate', to: LAST }],
      }),
    ),
    plain('staff.arrangement', [text('庁内の連携', 'label'), entry('', '関係課、会議の持ち方、役割分担')], {
      merge: [{ from: 'criterion', to: LAST }],
      height: 40,
    }),
  ];
}

function highRisk(facts: PlanFacts): DraftRow[] {
  return [
    wide('risk.title', '3 ハイリスクアプローチ', 'heading', COLUMNS),
    wide(
      'risk.note',
      '抽出基準・該当者数・ハイリスク者割合は、いまのデータと抽出条件からの計算です。該当者は取組区分どうしで重なります。',
      'note',
      COLUMNS,
    ),
    plain(
      'risk.header',
      [
        '取組区分',
        '抽出基準',
        'KDBツール該当者数（人）',
        '被保険者数（人）',
        'ハイリスク者割合',
        '支援予定者数（人）',
        '実施方法',
        '評価指標（OP アウトプット・OC アウトカム）',
        '目標値',
      ].map((heading) => text(heading, 'header')),
      { repeat: true },
    ),
    ...HIGH_RISK_CATEGORIES.flatMap((category) => purposeRows(category, facts)),
    {
      key: 'risk.total',
      cells: (at) => {
        const keys = HIGH_RISK_CATEGORIES.flatMap(({ id, criteria }) => criteria.map((each) => `risk.${id}.${each}`));
        const planned = `${at(keys[0]!, 'planned')}:${at(keys.at(-1)!, 'planned')}`;
        return [
          text('支援予定者数 計', 'total'),
          text('（延べ。同じ人が複数の取組区分に入ることがあります）', 'total'),
          text('', 'total'),
          text('', 'total'),
          text('', 'total'),
          figure(sumOrDash(planned), COUNT, 'total'),
        ];
      },
    },
  ];
}

function population(gatherings: FormSheet): DraftRow[] {
  const lines = POPULATION_CATEGORIES.map(({ id, name, method }): DraftRow =>
    plain(
      `population.${id}`,
      [
        text(name, 'label'),
        entry(method),
        figure(`=${gatheringCell(gatherings, id, 'place')}`),
        figure(sumFormula(`=${gatheringCell(gatherings, id, 'participants')}`, '+')),
        number('', COUNT, '通いの場の箇所数（予定）'),
        number('', COUNT, '参加見込（延べ）'),
        entry(),
        entry('参加者数・実施できた箇所数・必要な支援につないだ人数'),
        entry(),
      ],
      { height: 56 },
    ),
  );
  return [
    wide('population.title', '4 ポピュレーションアプローチ', 'heading', COLUMNS),
    plain(
      'population.header',
      [
        '取組区分',
        '実施方法',
        'これまでの通いの場（箇所）',
        'これまでの参加者（延べ）',
        '通いの場の予定（箇所）',
        '参加見込（延べ・人）',
        '内容・担当',
        '評価指標',
        '目標値',
      ].map((heading) => text(heading, 'header')),
    ),
    ...lines,
    {
      key: 'population.total',
      cells: (at) => {
        const [first, last] = [POPULATION_CATEGORIES[0]!, POPULATION_CATEGORIES.at(-1)!];
        const sum = (column: 'insured' | 'rate' | 'planned'): FormCell =>
          figure(
            sumOrDash(`${at(`population.${first.id}`, column)}:${at(`population.${last.id}`, column)}`),
            COUNT,
            'total',
          );
        return [text('計', 'total'), text('', 'total'), text('', 'total'), sum('insured'), sum('rate'), sum('planned')];
      },
    },
  ];
}

function partners(): DraftRow[] {
  return [
    wide('partners.title', '5 連携する団体', 'heading', COLUMNS),
    plain('partners.header', [text('団体', 'header'), text('連携の内容', 'header')], {
      merge: [{ from: 'criterion', to: LAST }],
    }),
    ...PARTNERS.map((name, index) =>
      plain(`partner.${index + 1}`, [entry(name), entry()], { merge: [{ from: 'criterion', to: LAST }] }),
    ),
  ];
}

/** Stands in place of an amount whose price or quantity is text. */
const NO_NUMBER = '数でない';

/** Names the rows whose price or quantity is no number; nothing where all are. */
function costsNotCounted(amounts: readonly string[]): string {
  const named = amounts.map((cell) => `IF(${cell}=${quoted(NO_NUMBER)},ROW(${cell})&"・","")`).join('&');
  const found = amounts.map((cell) => `(${cell}=${quoted(NO_NUMBER)})`).join('+');
  return `IF(${found}=0,"","単価か数量が数ではない行（"&${named}&"行目）は、合計に入っていません。")`;
}

function costs(): DraftRow[] {
  const keys = COSTS.map((_, index) => `cost.${index + 1}`);
  return [
    wide('costs.title', '6 経費（円）', 'heading', COLUMNS),
    plain(
      'costs.header',
      ['費目', '積算の内訳', '単価（円）', '数量', '', '金額（円）', '備考'].map((heading) => text(heading, 'header')),
      { merge: [{ from: 'method', to: LAST }] },
    ),
    ...keys.map((key, index): DraftRow => ({
      key,
      merge: [{ from: 'method', to: LAST }],
      cells: (at) => {
        const [price, amount] = [at(key, 'hits'), at(key, 'insured')];
        return [
          entry(COSTS[index]),
          entry(),
          number(),
          number('', '#,##0.##'),
          entry('', '人・回・式 など'),
          figure(
            `=IF(OR(${price}="",${amount}=""),"${NOT_YET}",IF(COUNT(${price},${amount})<2,${quoted(NO_NUMBER)},${price}*${amount}))`,
          ),
          entry(),
        ];
      },
    })),
    {
      key: 'costs.total',
      cells: (at) => [
        text('合計', 'total'),
        text('', 'total'),
        text('', 'total'),
        text('', 'total'),
        text('', 'total'),
        figure(sumOrDash(`${at(keys[0]!, 'planned')}:${at(keys.at(-1)!, 'planned')}`), COUNT, 'total'),
        liveText(`=${costsNotCounted(keys.map((key) => at(key, 'planned')))}`, 'note'),
      ],
      merge: [{ from: 'method', to: LAST }],
    },
    plain(
      'programmeCost.header',
      ['事業ごとの費用', '内訳・考え方', '', '', '', '費用（円）', '備考'].map((heading) => text(heading, 'header')),
      {
        merge: [
          { from: 'criterion', to: 'rate' },
          { from: 'method', to: LAST },
        ],
      },
    ),
    ...PROGRAMMES.map(({ id, name }) =>
      plain(
        programmeCostKey(id),
        [
          text(name, 'label'),
          entry(),
          null,
          null,
          null,
          number('', COUNT, '事業にかかった費用（円）。事業評価_詳細で、成果 1 件当たりの費用に使います'),
          entry(),
        ],
        {
          merge: [
            { from: 'criterion', to: 'rate' },
            { from: 'method', to: LAST },
          ],
        },
      ),
    ),
  ];
}

const HEAD = [
  { key: 'head.union', label: '広域連合名' },
  { key: 'head.municipality', label: '市町村名' },
  { key: 'head.since', label: '受託を始めた年度' },
  { key: 'head.department', label: '担当課・担当者' },
];

/** The names that the data give for a head line, where there is exactly one. */
function municipalityOf({ intake }: PlanFacts): string {
  const names = (intake.table.columns.municipality?.values ?? []).filter((name) => name !== '');
  return names.length === 1 ? names[0]! : '';
}

/** The form. `gatherings` is 通いの場記録, whose sums stand beside the plan of the ポピュレーションアプローチ. */
export function planDocument(facts: PlanFacts, gatherings: FormSheet): FormSheet {
  return composed(
    {
      name: PLAN_DOCUMENT_SHEET,
      columns: COLUMNS,
      orientation: 'landscape',
    },
    [
      wide('title', '高齢者の保健事業と介護予防の一体的な実施  計画書', 'title', COLUMNS),
      wide('origin', FORM_ORIGIN, 'note', COLUMNS),
      wide(
        'stamp',
        `抽出年度: ${fiscalYearName(facts.fiscalYear)}  ${writtenWith(facts.stamp)}  数字は関数で計算しています。色のついた欄に書いた内容は、書き直しても残ります。`,
        'note',
        COLUMNS,
      ),
      plain('head.year', [text('事業年度', 'label'), entry(fiscalYearName(facts.fiscalYear + 1))]),
      ...HEAD.map(({ key, label }) =>
        plain(key, [text(label, 'label'), entry(key === 'head.municipality' ? municipalityOf(facts) : '')]),
      ),
      gap('gap.1'),
      ...overview(facts),
      gap('gap.2'),
      ...staff(),
      gap('gap.3'),
      ...highRisk(facts),
      gap('gap.sizes'),
      ...targetRows(facts, COLUMNS),
      gap('gap.4'),
      ...population(gatherings),
      gap('gap.5'),
      ...partners(),
      gap('gap.6'),
      ...costs(),
    ],
  );
}
