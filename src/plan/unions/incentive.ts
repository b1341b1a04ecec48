/** The sheet 保険者インセンティブ: self-score by indicator with evidence of the workbook, and what each further point would bring. */
import { writtenWith } from '../dataStamp';
import { quoteSheetName } from '../../formula';
import { ref, type FormCell, type FormSheet, type PlanFacts } from '../forms';
import { isAtHand } from '../forms/roles';
import { indicatorListForm } from '../indicators/indicatorList';
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
} from '../reports/compose';
import {
  ACTIVITY_SHEET,
  INCENTIVE_SHEET,
  INDICATOR_LIST_SHEET,
  MIDTERM_SHEET,
  MODEL_PROJECTS_SHEET,
} from '../sheetNames';
import { STYLES } from '../styles';
import { heightOfLines, linesOf } from '../textSize';
import { activityMatrix, APPROACHES } from './activityMatrix';
import {
  ITEMS,
  NEWEST_ROUND,
  OWN_ITEMS,
  ROUNDS,
  type Evidence,
  type IncentiveItem,
  type IncentivePart,
} from './incentiveItems';
import { fiscalYearName } from '../years';
import { COUNT, type Quantity } from '../figures/quantity';

const EVIDENCE_WIDTH = 30;
/** As wide as a landscape page of A4 holds at 8 points. */
const COLUMNS = [
  { key: 'part', width: 10.7 },
  { key: 'item', width: 25 },
  { key: 'points2022', width: 8.5 },
  { key: 'points', width: 10 },
  { key: 'used', width: 8.5 },
  { key: 'status', width: 14 },
  { key: 'answer', width: 11 },
  { key: 'score', width: 8 },
  { key: 'rest', width: 8 },
  { key: 'brings', width: 14 },
  { key: 'evidence', width: EVIDENCE_WIDTH },
  { key: 'remark', width: 20 },
] as const;
type Column = (typeof COLUMNS)[number]['key'];
const HEADINGS: Readonly<Record<Column, string>> = {
  part: '区分',
  item: '指標',
  points2022: '配点 令和4年度（公開）',
  points: '今回の配点（記入）',
  used: '使う配点',
  status: '配点の確かさ',
  answer: '自己評価',
  score: '自己採点',
  rest: '残りの点',
  brings: '残りの点が取れたときの増（円）',
  evidence: '根拠（このブックの数）',
  remark: '根拠・次にすること（記入）',
};
const ANSWERS = ['満たす', '一部', '満たさない', '未確認'] as const;
const PARTS: readonly IncentivePart[] = ['事業実施', '評価', 'アウトカム'];
const PART_POINTS: Readonly<Record<IncentivePart, number | null>> = {
  事業実施: NEWEST_ROUND.carriedOut,
  評価: NEWEST_ROUND.evaluated,
  アウトカム: NEWEST_ROUND.outcome,
};
const POINTS: Quantity = { unit: '点', behind: '点' };
const PERSONS: Quantity = { unit: '人', behind: '人' };
/** Means of all unions have decimals. */
const MEAN_POINTS: Quantity = { ...POINTS, decimals: 2 };
const YEN: Quantity = { unit: '円', behind: '円' };
const OKU = 100_000_000;

const itemKey = (id: string): string => `item.${id}`;
const OWN_KEYS = Array.from({ length: OWN_ITEMS }, (_, index) => `own.${index + 1}`);
const ITEM_KEYS = [...ITEMS.map(({ id }) => itemKey(id)), ...OWN_KEYS];
const all = (at: At, column: Column): string => `${at(ITEM_KEYS[0]!, column)}:${at(ITEM_KEYS.at(-1)!, column)}`;

/** What the sheets of the workbook say of an indicator; '' where they are not there. */
function evidenceOf(facts: PlanFacts, evidence: Evidence | undefined): FormCell {
  const stands = (group: '計画' | '広域', sheet: string): boolean => isAtHand(facts, group, sheet);
  const on = (form: FormSheet, row: string, column: string): string =>
    `${quoteSheetName(form.name)}!${ref(form, row, column)}`;
  if (evidence === undefined) return text('このブックに数はありません（記入）', 'note');
  if (evidence.kind === 'midterm') {
    if (!stands('計画', MIDTERM_SHEET)) return text('', 'note');
    return text(`シート「${MIDTERM_SHEET}」のまとめ（A〜E の数と、決定したこと）`, 'note');
  }
  if (evidence.kind === 'list') {
    const list = indicatorListForm(facts);
    if (!stands('計画', list.name)) return text('', 'note');
    const parts = evidence.rows.map((row) => {
      const value = on(list, row, 'value');
      return `IF(ISNUMBER(${value}),TEXT(${value},"0.0%"),"－")`;
    });
    return liveText(`="${list.name}: "&${parts.join('&"、"&')}`, 'note');
  }
  const matrix = activityMatrix(facts);
  if (!stands('広域', matrix.name)) return text('', 'note');
  const counts = columnsOf(evidence).map((column) => `"${labelOf(column)} "&${on(matrix, 'total', column)}`);
  return liveText(`="${matrix.name}（市町村数）: "&${counts.join('&"、"&')}`, 'note');
}

const labelOf = (column: string): string =>
  column === 'since'
    ? '受託'
    : (APPROACHES.find(({ key }) => `approach.${key}` === column)?.heading.replaceAll('\n', '') ?? '');

/** The columns of 取組状況一覧 that an evidence counts. */
const columnsOf = (evidence: Extract<Evidence, { kind: 'since' | 'approaches' }>): string[] =>
  evidence.kind === 'since' ? ['since'] : evidence.keys.map((key) => `approach.${key}`);

const LEAST_HEIGHT = 30;

/** Room for what the formulas of an evidence show, with two digits for each count. */
function evidenceHeight(evidence: Evidence | undefined): number {
  const shown = (): string => {
    switch (evidence?.kind) {
      case 'list':
        return `${INDICATOR_LIST_SHEET}: ${evidence.rows.map(() => '99.9%').join('、')}`;
      case 'since':
      case 'approaches':
        return `${ACTIVITY_SHEET}（市町村数）: ${columnsOf(evidence)
          .map((column) => `${labelOf(column)} 99`)
          .join('、')}`;
      default:
        return '';
    }
  };
  return Math.max(LEAST_HEIGHT, heightOfLines(linesOf(shown(), EVIDENCE_WIDTH, STYLES.note), STYLES.note));
}

/** 交付額 of a number of points more, by the rule: budget × points × insured persons ÷ the sum of all unions. */
function amountOf(at: At, more: string): string {
  const [budget, persons, sum, score] = [
    at('share.budget', 'points'),
    at('share.persons', 'points'),
    at('share.sum', 'points'),
    at('total', 'score'),
  ];
  return `${budget}*(${score}+${more})*${persons}/(${sum}+${more}*${persons})`;
}
const canShare = (at: At): string =>
  `AND(N(${at('share.budget', 'points')})>0,N(${at('share.persons', 'points')})>0,N(${at('share.sum', 'points')})>0)`;

function itemRow(
  facts: PlanFacts,
  key: string,
  item: Pick<IncentiveItem, 'part' | 'name' | 'pointsOf2022' | 'newest' | 'evidence'> | null,
): DraftRow {
  return {
    key,
    height: evidenceHeight(item?.evidence),
    cells: (at) => {
      const its = (column: Column): string => at(key, column);
      const isTyped = `ISNUMBER(${its('points')})`;
      const used = `=IF(${isTyped},${its('points')},IF(ISNUMBER(${its('points2022')}),${its('points2022')},""))`;
      const status = `=IF(${isTyped},${item?.newest === undefined ? '"記入"' : `IF(${its('points')}=${item.newest},"一部を確認","記入")`},IF(ISNUMBER(${its('points2022')}),"令和4年度の値",""))`;
      const rest = `=IF(AND(ISNUMBER(${its('used')}),ISNUMBER(${its('score')})),MAX(0,${its('used')}-${its('score')}),"")`;
      return [
        item === null ? choice([...PARTS]) : text(item.part),
        item === null ? entry('', '公開資料で確かめた指標の名前') : text(item.name),
        text(item?.pointsOf2022 ?? '', 'figure', POINTS),
        number(item?.newest ?? '', POINTS, '今年度の評価指標の通知から書き写す'),
        figure(used, POINTS),
        liveText(status, 'note'),
        choice([...ANSWERS]),
        number('', POINTS, '満たしていると考える点'),
        figure(rest, POINTS),
        figure(
          `=IF(${canShare(at)},IF(N(${its('rest')})>0,${amountOf(at, its('rest'))}-${at('share.amount', 'points')},""),"")`,
          YEN,
        ),
        item === null ? text('', 'note') : evidenceOf(facts, item.evidence),
        entry('', '根拠の場所、次の年度に取りに行くこと'),
      ];
    },
  };
}

/** The points of a part that are written, beside those that are public. */
function checkRow(part: IncentivePart): DraftRow {
  const expected = PART_POINTS[part];
  return {
    key: `check.${part}`,
    merge: [{ from: 'status', to: 'remark' }],
    cells: (at) => {
      const sum = `SUMIF(${all(at, 'part')},"${part}",${all(at, 'used')})`;
      return [
        text(part, 'formLabel'),
        text('配点の合計と、公開されている満点', 'body'),
        text('', 'figure'),
        text(expected ?? '', 'figure', POINTS),
        figure(`=${sum}`, POINTS),
        liveText(
          `=IF(${at(`check.${part}`, 'used')}=${at(`check.${part}`, 'points')},"満点と合っています","満点との差 "&ROUND(${at(`check.${part}`, 'points')}-${at(`check.${part}`, 'used')},2)&" 点。通知の配点を「今回の配点」と下の空いた行に書いてください")`,
          'note',
        ),
      ];
    },
  };
}

function shareRows(): DraftRow[] {
  const merge = [
    { from: 'part', to: 'points2022' },
    { from: 'points', to: 'used' },
    { from: 'status', to: 'remark' },
  ] as const;
  const row = (key: string, label: string, cell: (at: At) => FormCell, words: string): DraftRow => ({
    key,
    merge: [...merge],
    cells: (at) => [text(label, 'formLabel'), null, null, cell(at), null, text(words, 'note')],
  });
  return [
    row(
      'share.budget',
      '予算規模（円）',
      () => number(NEWEST_ROUND.budget * OKU, YEN),
      `${NEWEST_ROUND.budget}億円。その全額を、得点と被保険者数で按分（${NEWEST_ROUND.source}）。`,
    ),
    row(
      'share.persons',
      '被保険者数（人）',
      () => number('', PERSONS, '通知が使う時点の人数'),
      '按分に使われる時点の人数を書いてください（取り込んだデータの人数とは時点が違います）。',
    ),
    row(
      'share.unions',
      '全国の被保険者数（人）',
      () => number('', PERSONS),
      '全国の合計がわからないときは、この欄と次の欄から見積もります。',
    ),
    row('share.average', '全国の平均得点', () => number('', MEAN_POINTS), '公表された平均得点。'),
    row(
      'share.total',
      '全国の（得点 × 被保険者数）の合計',
      () => number('', COUNT),
      'わかるときはここに書くと、見積もりより先に使います（自広域連合の分を含む）。',
    ),
    row(
      'share.sum',
      '使う合計',
      (at) => {
        const [total, unions, average] = ['share.total', 'share.unions', 'share.average'].map((key) =>
          at(key, 'points'),
        ) as [string, string, string];
        return figure(`=IF(N(${total})>0,${total},IF(AND(N(${unions})>0,N(${average})>0),${unions}*${average},""))`);
      },
      '記入した合計、なければ 全国の被保険者数 × 平均得点。',
    ),
    row(
      'share.amount',
      '交付額の見込み（円）',
      (at) => figure(`=IF(${canShare(at)},${amountOf(at, '0')},"")`, YEN),
      '予算規模 × 自己採点 × 被保険者数 ÷ 使う合計。',
    ),
    row(
      'share.point',
      'あと 1 点で増える額（円）',
      (at) => figure(`=IF(${canShare(at)},${amountOf(at, '1')}-${at('share.amount', 'points')},"")`, YEN),
      'ほかの広域連合の得点が変わらないときの額です。1 点増えると使う合計も被保険者数だけ増えます。',
    ),
  ];
}

function roundRow({
  year,
  name,
  budget,
  carriedOut,
  evaluated,
  outcome,
  total,
  status,
  source,
}: (typeof ROUNDS)[number]): DraftRow {
  return plain(
    `round.${year}`,
    [
      text(name === '' ? fiscalYearName(year) : name, 'formLabel'),
      text(`${budget}億円`, 'body'),
      ...[carriedOut, evaluated, outcome].map((part) => text(part ?? '－', 'figure', POINTS)),
      text(status, 'note'),
      text(total, 'figure', POINTS),
      text(source, 'note'),
    ],
    { merge: [{ from: 'score', to: 'remark' }] },
  );
}

export function incentive(facts: PlanFacts): FormSheet {
  const header = (key: string, headings: readonly string[], more = {}): DraftRow =>
    plain(
      key,
      headings.map((heading) => text(heading, 'header')),
      more,
    );
  const drafts: DraftRow[] = [
    wide('title', '保険者インセンティブの自己採点（広域連合）', 'title', COLUMNS),
    wide('note.data', `${writtenWith(facts.stamp)}  ${facts.writtenAt}`, 'note', COLUMNS),
    wide(
      'note.1',
      `指標と配点は年度ごとの通知で決まります。公開資料で読めたのは、令和4年度分の指標と配点（100 点＋評価 20 点）と、${NEWEST_ROUND.name}の満点（事業実施 ${NEWEST_ROUND.carriedOut}・評価 ${NEWEST_ROUND.evaluated}・アウトカム ${NEWEST_ROUND.outcome}、計 ${NEWEST_ROUND.total} 点）です。そのほかは色のついた欄に書いてください。書くまでは令和4年度の配点を仮に使い、そのことを「配点の確かさ」に示します。`,
      'note',
      COLUMNS,
    ),
    wide('head.items', '自己採点', 'heading', COLUMNS),
    header(
      'head',
      COLUMNS.map(({ key }) => HEADINGS[key]),
      { repeat: true },
    ),
    ...ITEMS.map((item) => itemRow(facts, itemKey(item.id), item)),
    ...OWN_KEYS.map((key) => itemRow(facts, key, null)),
    {
      key: 'total',
      cells: (at) => [
        text('合計', 'total'),
        text('', 'total'),
        figure(`=SUM(${all(at, 'points2022')})`, POINTS, 'total'),
        text('', 'total'),
        ...(['used'] as const).map((column) => figure(`=SUM(${all(at, column)})`, POINTS, 'total')),
        text('', 'total'),
        liveText(`="満たす "&COUNTIF(${all(at, 'answer')},"満たす")`, 'total'),
        ...(['score', 'rest'] as const).map((column) => figure(`=SUM(${all(at, column)})`, POINTS, 'total')),
        figure(
          `=IF(${canShare(at)},IF(N(${at('total', 'rest')})>0,${amountOf(at, at('total', 'rest'))}-${at('share.amount', 'points')},""),"")`,
          YEN,
          'total',
        ),
        text('', 'total'),
        text('', 'total'),
      ],
    },
    gap('gap.check'),
    wide('head.check', '配点の確かめ', 'heading', COLUMNS),
    ...PARTS.map(checkRow),
    gap('gap.share'),
    wide('head.share', '1 点でいくら増えるか（得点 × 被保険者数による按分）', 'heading', COLUMNS),
    ...shareRows(),
    gap('gap.rounds'),
    wide('head.rounds', '年度ごとの満点と予算規模', 'heading', COLUMNS),
    header(
      'rounds.head',
      ['交付年度', '予算規模', '事業実施', '評価', 'アウトカム', '確かさ', '満点', '出典', '', '', '', ''],
      { merge: [{ from: 'score', to: 'remark' }] },
    ),
    ...ROUNDS.map(roundRow),
    wide('origin', `得点・順位・交付金額の推移と図は、シート「${MODEL_PROJECTS_SHEET}」にあります。`, 'note', COLUMNS),
  ];
  return composed({ name: INCENTIVE_SHEET, columns: COLUMNS, orientation: 'landscape' }, drafts);
}
