/** The columns of the table 支援記録 as data: heading, other spellings, what may be typed, and which group they stand in. */
import { CRITERIA } from '../../criteria';
import { EXCLUSIONS, REFERRALS, SUPPORT_STATUSES, type SupportMeasure } from '../../indicators';
import { FIELDS, QUESTIONS, unifyHeading, type FieldId } from '../../kdb';

/** How a cell of the column is read. */
export type SupportCellKind = 'number' | 'text' | 'date' | 'yesNo' | 'status' | 'referral' | 'exclusion' | 'measure';

export type SupportColumnId =
  | 'personId'
  | 'insurer'
  | 'municipality'
  | 'name'
  | 'purpose'
  | 'targetedOn'
  | 'excludedFor'
  | 'invitedOn'
  | 'replied'
  | 'visitedOn'
  | 'supported'
  | 'startedOn'
  | 'endedOn'
  | 'status'
  | 'understood'
  | 'needed'
  | 'referral'
  | 'referredOn'
  | 'visitConfirmed'
  | 'checkedUp'
  | 'aspirationBefore'
  | 'aspirationAfter'
  | 'certifiedOn'
  | 'leftOn'
  | 'staff'
  | 'memo'
  | `before.${SupportMeasure}`
  | `after.${SupportMeasure}`;

export interface SupportColumn {
  readonly id: SupportColumnId;
  /** The second つないだ先 and its date are number 2. */
  readonly number?: 2;
  readonly heading: string;
  readonly also: readonly string[];
  readonly kind: SupportCellKind;
  readonly group: string;
  /** Width in characters. */
  readonly width: number;
  /** What the drop-down offers. */
  readonly options?: readonly string[];
  /** Number format of the cells. */
  readonly format?: string;
  /** Read where the analyst added it; a new table does not have it. */
  readonly onlyWhereAdded?: true;
}

/** The two words of a yes/no column. */
export const YES_NO = ['有', '無'] as const;
const DATE = 'yyyy/mm/dd';

const PERSON = '対象者';
const COURSE = '支援の経過';
const LINKS = '把握・つなぎ・受診';
const REMARKS = '担当・メモ';
const VALUES = '測定値（支援前・支援後。空欄なら健診などのデータの値を使います）';

/** Names of the measured values in the headings, and the fields whose spellings and plausible values they share. */
export const MEASURES: readonly {
  readonly id: SupportMeasure;
  readonly name: string;
  readonly field: FieldId;
  readonly also?: readonly string[];
}[] = [
  { id: 'weight', name: '体重', field: 'weight' },
  { id: 'bmi', name: 'BMI', field: 'bmi' },
  { id: 'hba1c', name: 'HbA1c', field: 'hba1c' },
  { id: 'sbp', name: '収縮期血圧', field: 'sbp' },
  { id: 'dbp', name: '拡張期血圧', field: 'dbp' },
  { id: 'drugCount', name: '処方薬剤数', field: 'drugCount' },
  { id: 'institutions', name: '受診医療機関数', field: 'institutions' },
  { id: 'visits', name: '受診回数', field: 'outpatient', also: ['受診日数'] },
  ...(['q1', 'q4', 'q5', 'q7', 'q8'] as const).map((id) => ({
    id,
    name: `質問票${QUESTIONS.find((question) => question.id === id)!.mark}`,
    field: id,
    also: QUESTIONS.find((question) => question.id === id)!.phrases,
  })),
];

function measureColumns(): SupportColumn[] {
  return MEASURES.flatMap(({ id, name, field }) =>
    (['before', 'after'] as const).map((when): SupportColumn => ({
      id: `${when}.${id}`,
      heading: `${when === 'before' ? '支援前' : '支援後'}${name}`,
      also: [],
      kind: 'measure',
      group: VALUES,
      width: 9,
      ...(FIELDS[field].reader === 'answer' && { options: FIELDS[field].words ?? [] }),
    })),
  );
}

/** All columns of a new table, in their order. 保険者番号, 市町村名 and 氏名 are left out where the data do not need or have them. */
export const SUPPORT_COLUMNS: readonly SupportColumn[] = [
  {
    id: 'personId',
    heading: '被保険者番号',
    also: FIELDS.personId.aliases,
    kind: 'number',
    group: PERSON,
    width: 13,
    format: '@',
  },
  { id: 'insurer', heading: '保険者番号', also: [], kind: 'text', group: PERSON, width: 11, format: '@' },
  {
    id: 'municipality',
    heading: '市町村名',
    also: FIELDS.municipality.aliases,
    kind: 'text',
    group: PERSON,
    width: 12,
    format: '@',
  },
  { id: 'name', heading: '氏名', also: FIELDS.name.aliases, kind: 'text', group: PERSON, width: 15, format: '@' },
  {
    id: 'purpose',
    heading: '目的',
    also: ['事業', '目的/事業', '抽出目的', '事業名', '取組', '取組区分', '個別事業'],
    kind: 'text',
    group: PERSON,
    // The longest name on one line: two purposes may begin with the same words. A full-width letter is two digits wide.
    width: 1 + Math.max(...CRITERIA.map(({ name }) => 2 * name.length)),
    format: '@',
    options: CRITERIA.map(({ name }) => name),
  },
  {
    id: 'targetedOn',
    heading: '対象とした日',
    also: ['対象日', '抽出日', '対象者とした日'],
    kind: 'date',
    group: COURSE,
    width: 12,
    format: DATE,
  },
  {
    id: 'excludedFor',
    heading: '除外の理由',
    also: ['除外理由', '除外', '対象外の理由', '絞り込み', '絞り込みの理由'],
    kind: 'exclusion',
    group: COURSE,
    width: 13,
    options: EXCLUSIONS,
  },
  {
    id: 'invitedOn',
    heading: '案内した日',
    also: ['案内日', '勧奨日', '通知日', '案内'],
    kind: 'date',
    group: COURSE,
    width: 12,
    format: DATE,
  },
  {
    id: 'replied',
    heading: '返信',
    also: ['返信の有無', '返信あり', '回答の有無', '返答'],
    kind: 'yesNo',
    group: COURSE,
    width: 7,
    options: YES_NO,
  },
  {
    id: 'visitedOn',
    heading: '訪問した日',
    also: ['訪問日', '訪問実施日', '訪問'],
    kind: 'date',
    group: COURSE,
    width: 12,
    format: DATE,
  },
  {
    id: 'supported',
    heading: '支援の有無',
    also: ['支援有無', '支援', '介入の有無', '介入', '支援できた'],
    kind: 'yesNo',
    group: COURSE,
    width: 9,
    options: YES_NO,
  },
  {
    id: 'startedOn',
    heading: '支援開始日',
    also: ['開始日', '初回支援日', '介入開始日', '支援日'],
    kind: 'date',
    group: COURSE,
    width: 12,
    format: DATE,
  },
  {
    id: 'endedOn',
    heading: '支援終了日',
    also: ['終了日', '介入終了日'],
    kind: 'date',
    group: COURSE,
    width: 12,
    format: DATE,
  },
  {
    id: 'status',
    heading: '状況',
    also: ['支援状況', '支援の状況', '進捗'],
    kind: 'status',
    group: COURSE,
    width: 10,
    options: SUPPORT_STATUSES,
  },
  {
    id: 'understood',
    heading: '現状把握',
    also: ['把握', '現状把握の有無', '健康状態の把握'],
    kind: 'yesNo',
    group: LINKS,
    width: 9,
    options: ['できた', 'できない'],
  },
  {
    id: 'needed',
    heading: '必要と判断',
    also: ['つなぐ必要', '必要性', '必要の有無', '医療・介護等の必要'],
    kind: 'yesNo',
    group: LINKS,
    width: 9,
    options: ['必要', '不要'],
  },
  {
    id: 'referral',
    heading: 'つないだ先',
    also: ['つなぎ先', '連携先', '紹介先', 'つないだ先1'],
    kind: 'referral',
    group: LINKS,
    width: 17,
    options: REFERRALS,
  },
  {
    id: 'referredOn',
    heading: 'つないだ日',
    also: ['つなぎ日', '連携日', '紹介日', 'つないだ日1'],
    kind: 'date',
    group: LINKS,
    width: 12,
    format: DATE,
  },
  {
    id: 'referral',
    number: 2,
    heading: 'つないだ先2',
    also: ['つなぎ先2', '連携先2', '紹介先2'],
    kind: 'referral',
    group: LINKS,
    width: 17,
    options: REFERRALS,
  },
  {
    id: 'referredOn',
    number: 2,
    heading: 'つないだ日2',
    also: ['つなぎ日2', '連携日2', '紹介日2'],
    kind: 'date',
    group: LINKS,
    width: 12,
    format: DATE,
  },
  {
    id: 'visitConfirmed',
    heading: '受診確認',
    also: ['受診', '受診の有無', '受診の確認', '医療機関受診'],
    kind: 'yesNo',
    group: LINKS,
    width: 9,
    options: YES_NO,
  },
  {
    id: 'checkedUp',
    heading: '健診受診',
    also: ['健診', '健診受診の有無', '健診の受診'],
    kind: 'yesNo',
    group: LINKS,
    width: 9,
    options: YES_NO,
  },
  {
    id: 'staff',
    heading: '担当',
    also: ['担当者', '担当者名', '支援者'],
    kind: 'text',
    group: REMARKS,
    width: 11,
    format: '@',
  },
  {
    id: 'memo',
    heading: 'メモ',
    also: ['備考', '記録', '支援内容'],
    kind: 'text',
    group: REMARKS,
    width: 24,
    format: '@',
  },
  ...measureColumns(),
  {
    id: 'aspirationBefore',
    heading: '誤嚥性肺炎の既往',
    also: ['誤嚥性肺炎既往'],
    kind: 'yesNo',
    group: VALUES,
    width: 10,
    options: YES_NO,
  },
  {
    id: 'aspirationAfter',
    heading: '誤嚥性肺炎（1年後）',
    also: ['誤嚥性肺炎', '誤嚥性肺炎の罹患', '1年後の誤嚥性肺炎'],
    kind: 'yesNo',
    group: VALUES,
    width: 10,
    options: YES_NO,
  },
  {
    id: 'certifiedOn',
    heading: '要介護認定日',
    also: ['認定日', '認定年月日', '要介護認定年月日', '新規認定日'],
    kind: 'date',
    group: VALUES,
    width: 12,
    format: DATE,
    onlyWhereAdded: true,
  },
  {
    id: 'leftOn',
    heading: '死亡・転出日',
    also: ['死亡日', '転出日', '死亡年月日', '資格喪失日', '資格喪失年月日'],
    kind: 'date',
    group: VALUES,
    width: 12,
    format: DATE,
    onlyWhereAdded: true,
  },
];

const SPELLINGS = new Map<string, SupportColumn>();
for (const column of SUPPORT_COLUMNS) SPELLINGS.set(unifyHeading(column.heading), column);
for (const column of SUPPORT_COLUMNS)
  for (const spelling of column.also) {
    const name = unifyHeading(spelling);
    if (!SPELLINGS.has(name)) SPELLINGS.set(name, column);
  }

const MEASURE_NAMES = new Map<string, SupportMeasure>();
for (const { id, name, field, also = [] } of MEASURES)
  for (const spelling of [name, ...(id === 'visits' ? [] : FIELDS[field].aliases), ...also])
    MEASURE_NAMES.set(unifyHeading(spelling), id);

const BEFORE = '支援前|介入前|開始時|初回|前';
const AFTER = '支援後|介入後|終了時|最終|後';
const MARK_FIRST = new RegExp(`^(?:(${BEFORE})|(${AFTER}))(?:時)?の?\\(?(.+?)\\)?$`);
const MARK_LAST = new RegExp(`^(.+?)\\(?(?:(${BEFORE})|(${AFTER}))(?:時)?\\)?$`);
/** Units that may stand behind a heading. */
const UNIT = /\((kg|kg\/m2|%|mmhg|剤|種類|機関|回|件)\)$/;

/** The column that a heading means, however it is spelt; null for a column of the analyst's own. */
export function supportColumnOf(heading: string): SupportColumn | null {
  const name = unifyHeading(heading).replace(UNIT, '');
  if (name === '') return null;
  const known = SPELLINGS.get(name);
  if (known !== undefined) return known;
  const first = MARK_FIRST.exec(name);
  const last = MARK_LAST.exec(name);
  for (const [measureName, isBefore] of [
    [first?.[3], first?.[1] !== undefined],
    [last?.[1], last?.[2] !== undefined],
  ] as const) {
    const measure = measureName === undefined ? undefined : MEASURE_NAMES.get(measureName.replace(UNIT, ''));
    if (measure === undefined) continue;
    const id = `${isBefore ? 'before' : 'after'}.${measure}`;
    return SUPPORT_COLUMNS.find((column) => column.id === id) ?? null;
  }
  return null;
}
