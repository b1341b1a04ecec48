/** How each indicator is judged for one person: what was reached, the state or the value before and after. */
import { QUESTIONS, YES } from '../../kdb';
import { frailtyScore } from '../frailtyScore';
import { weightChange } from '../weightChange';
import { ownRuleOf } from './own';
import {
  careLevelOf,
  checkupCounts,
  flagAt,
  hasField,
  isCertified,
  numberAt,
  valueOf,
  type Participant,
  type When,
} from './persons';
import type { Referral, SupportMeasure } from './types';

/** true, false, or null where the record and the data say nothing. */
type Judged = boolean | null;

export interface Rule {
  /** Of whom the indicator is asked at all, and how that is said. */
  readonly within?: { readonly is: (person: Participant) => boolean; readonly words: string };
  /** What the selection of the persons rests on, where it is the indicator itself: regression to the mean lurks. */
  readonly selectedOn?: string;
  /** The value by which persons of a comparison group are matched. */
  readonly baseline?: (person: Participant) => number | null;
  /** Rests on what was written alone: a blank cell is "no" and says nothing about follow-up. */
  readonly writtenOnly?: true;
  /** The data answer for everybody, met again or not: says nothing about follow-up. */
  readonly everybody?: true;
  readonly reached?: (person: Participant) => Judged;
  readonly state?: (person: Participant, when: When) => Judged;
  readonly measure?: (person: Participant, when: When) => number | null;
  /** The class of a person, for the split that stands beside the share. */
  readonly classes?: { readonly labels: readonly string[]; readonly of: (person: Participant) => string | null };
  /** What must be said where values of the data stand in for what the table asks. */
  readonly proxy?: (people: readonly Participant[]) => string | false;
}

const at =
  (measure: SupportMeasure) =>
  (person: Participant, when: When): number | null =>
    valueOf(person, measure, when);
const before =
  (measure: SupportMeasure) =>
  (person: Participant): number | null =>
    valueOf(person, measure, 'before');

const map = (value: number | null, test: (value: number) => boolean): Judged => (value === null ? null : test(value));
const or = (a: Judged, b: Judged): Judged =>
  a === true || b === true ? true : a === null || b === null ? null : false;
const and = (a: Judged, b: Judged): Judged =>
  a === false || b === false ? false : a === null || b === null ? null : true;

const isLost = ({ record }: Participant): boolean =>
  record?.status === '死亡' || record?.status === '転出' || record?.status === '資格喪失' || record?.status === '中断';

/** What a cell says; a blank one is "no" unless the person was lost. */
function written(person: Participant, said: Judged): Judged {
  return said ?? (isLost(person) ? null : false);
}

const refersTo = ({ record }: Participant, ...wanted: readonly Referral[]): boolean =>
  record?.referrals.some(({ to }) => wanted.length === 0 || wanted.includes(to)) ?? false;

const answered =
  (measure: 'q4' | 'q5' | 'q7' | 'q8') =>
  (person: Participant, when: When): Judged =>
    map(valueOf(person, measure, when), (code) => code === YES);

/** 質問票①「4、5」かつ⑦「はい」、または⑦「はい」かつ⑧「はい」. */
function frailAnswers(person: Participant, when: When): Judged {
  const poor = map(valueOf(person, 'q1', when), (code) => code >= 4);
  return and(answered('q7')(person, when), or(poor, answered('q8')(person, when)));
}

function highPressure(person: Participant, when: When): Judged {
  return or(
    map(valueOf(person, 'sbp', when), (value) => value >= 160),
    map(valueOf(person, 'dbp', when), (value) => value >= 100),
  );
}

/** Answers of the questionnaire of a year; null where no item is answered or the check-up lies on the wrong side. */
function answersOf(person: Participant, when: When): readonly (number | null)[] | null {
  if (!checkupCounts(person, when)) return null;
  const answers = QUESTIONS.map(({ id }) => numberAt(person, id, when));
  return answers.every((answer) => answer === null) ? null : answers;
}

function frail(person: Participant, when: When): Judged {
  const answers = answersOf(person, when);
  const found = answers === null ? '判定不能' : frailtyScore(answers).class;
  return found === '判定不能' ? null : found === 'フレイル';
}

const FRAILTY_ORDER = ['健常', 'プレフレイル', 'フレイル'];

function frailtyMove(person: Participant): string | null {
  const [was, is] = (['before', 'after'] as const).map((when) => answersOf(person, when));
  if (!was || !is) return null;
  const from = FRAILTY_ORDER.indexOf(frailtyScore(was).class);
  const to = FRAILTY_ORDER.indexOf(frailtyScore(is).class);
  if (from < 0 || to < 0) return null;
  return to < from ? '改善' : to > from ? '悪化' : '維持';
}

function weightClass(person: Participant): '改善' | '維持' | '悪化' | null {
  const [was, is] = [valueOf(person, 'weight', 'before'), valueOf(person, 'weight', 'after')];
  return was === null || is === null ? null : weightChange(was, is).class;
}

/** 質問票④⑤ together: fewer はい, with no item newly はい, is better. */
function oralMove(person: Participant): '改善' | '維持' | '悪化' | null {
  const moves = (['q4', 'q5'] as const).map((item) => {
    const [was, is] = [answered(item)(person, 'before'), answered(item)(person, 'after')];
    return was === null || is === null ? null : Number(is) - Number(was);
  });
  if (moves.includes(null)) return null;
  const sum = moves.reduce<number>((total, move) => total + (move ?? 0), 0);
  if (moves.some((move) => move! > 0)) return sum > 0 ? '悪化' : '維持';
  return sum < 0 ? '改善' : '維持';
}

function careMove(person: Participant): string | null {
  const [was, is] = [careLevelOf(person, 'before'), careLevelOf(person, 'after')];
  const [certified, later] = [isCertified(person, 'before'), isCertified(person, 'after')];
  if (certified === null || later === null) return null;
  if (!certified) return later ? '新たに認定' : '認定なしのまま';
  if (!later) return '認定なしになった';
  if (was === null || is === null) return '認定のまま（区分不明）';
  return is > was ? '重度化' : is < was ? '軽度化' : '区分の変化なし';
}

/** What receipts of the year after say: medicines for diabetes or hypertension, or the diagnosis with receipts. */
function treatedAfter(person: Participant): Judged {
  if (!hasField(person.years, 'dmDrug', 'after') && !hasField(person.years, 'htDrug', 'after')) return null;
  if (person.after < 0) return null;
  const drug = flagAt(person, 'dmDrug', 'after') === true || flagAt(person, 'htDrug', 'after') === true;
  const receipts = (numberAt(person, 'outpatient', 'after') ?? 0) + (numberAt(person, 'inpatient', 'after') ?? 0);
  return drug || (flagAt(person, 'dmDiagnosis', 'after') === true && receipts > 0);
}

/** A check-up after the support: what is written, else the data of the year. */
function checkedUp(person: Participant): Judged {
  const said = person.record?.checkedUp ?? null;
  if (said !== null) return said;
  const data = flagAt(person, 'checkedUp', 'after');
  if (data === null) return refersTo(person, '健診') ? null : data;
  return data && checkupCounts(person, 'after');
}

const visited = (person: Participant): Judged => person.record?.visitConfirmed ?? treatedAfter(person);

function dentalVisit(person: Participant): Judged {
  const said = person.record?.visitConfirmed ?? null;
  if (said !== null) return said;
  return map(numberAt(person, 'dental', 'after'), (count) => count > 0);
}

/** What stands in for a value of the three months that nobody wrote: receipts of those months, else the figures of the years. */
const receiptProxy =
  (measure: SupportMeasure, ofYears: string) =>
  (people: readonly Participant[]): string | false => {
    const open = people.filter(({ record }) => record?.after[measure] === undefined);
    const counted = open.filter(({ record }) => record?.fromReceipts?.after[measure] !== undefined).length;
    const said = [
      counted > 0 && `${counted}人の値は、支援開始前と支援終了後の3か月のレセプト明細から数えています。`,
      counted < open.length && `${open.length - counted}人の値は介入前後3か月のものがなく、${ofYears}で代えています。`,
    ].filter((sentence) => sentence !== false);
    return said.length > 0 && said.join('');
  };

const DRUG_PROXY = receiptProxy('drugCount', '抽出年度と評価年度の処方薬剤数（抽出と同じ数え方）');

/** Rules by the last part of the indicator's id. */
export const RULES: Readonly<Record<string, Rule>> = {
  supported: { reached: ({ record }) => record?.supported ?? null, writtenOnly: true },
  understood: { reached: ({ record }) => record?.understood ?? null, writtenOnly: true },
  needed: { reached: (person) => written(person, person.record?.needed ?? null), writtenOnly: true },
  weightKept: {
    reached: (person) => {
      const found = weightClass(person);
      return found === null ? null : found !== '悪化';
    },
    baseline: before('weight'),
    classes: { labels: ['改善', '維持', '悪化'], of: weightClass },
  },
  bmiLow: {
    state: (person, when) => map(valueOf(person, 'bmi', when), (value) => value <= 20),
    baseline: before('bmi'),
    selectedOn: 'BMI20以下',
  },
  weightChange: { measure: at('weight'), baseline: before('weight'), selectedOn: 'BMI20以下' },
  careLevel: {
    state: isCertified,
    everybody: true,
    baseline: (person) => careLevelOf(person, 'before'),
    classes: {
      labels: [
        '新たに認定',
        '認定なしのまま',
        '認定なしになった',
        '軽度化',
        '区分の変化なし',
        '重度化',
        '認定のまま（区分不明）',
      ],
      of: careMove,
    },
  },
  frailtyClass: {
    state: frail,
    baseline: (person) => {
      const answers = answersOf(person, 'before');
      return answers === null ? null : frailtyScore(answers).value;
    },
    selectedOn: '質問票の回答',
    classes: { labels: ['改善', '維持', '悪化'], of: frailtyMove },
  },
  dentalVisit: {
    reached: dentalVisit,
    proxy: (people) =>
      people.every(({ record }) => record?.visitConfirmed === null) &&
      '受診確認が支援記録にないため、評価年度の歯科レセプトの有無で代えています（支援の前の受診を含むことがあります）。',
  },
  chewing: { state: answered('q4'), baseline: before('q4'), selectedOn: '質問票④⑤の「はい」' },
  swallowing: { state: answered('q5'), baseline: before('q5'), selectedOn: '質問票④⑤の「はい」' },
  aspiration: {
    within: { is: ({ record }) => record?.aspirationBefore === true, words: '誤嚥性肺炎の既往のある人' },
    reached: ({ record }) => record?.aspirationAfter ?? null,
  },
  oralImproved: {
    reached: (person) => {
      const found = oralMove(person);
      return found === null ? null : found === '改善';
    },
    selectedOn: '質問票④⑤の「はい」',
    classes: { labels: ['改善', '維持', '悪化'], of: oralMove },
  },
  institutions: {
    measure: at('institutions'),
    baseline: before('institutions'),
    proxy: receiptProxy('institutions', '抽出年度と評価年度の受診医療機関数'),
  },
  visits: { measure: at('visits') },
  drugs15: {
    state: (person, when) => map(valueOf(person, 'drugCount', when), (value) => value >= 15),
    baseline: before('drugCount'),
    selectedOn: '処方薬剤数が多いこと',
    proxy: DRUG_PROXY,
  },
  drugCount: {
    measure: at('drugCount'),
    baseline: before('drugCount'),
    selectedOn: '処方薬剤数が多いこと',
    proxy: DRUG_PROXY,
  },
  connected: { reached: (person) => written(person, refersTo(person) ? true : null), writtenOnly: true },
  frailAnswers: {
    state: frailAnswers,
    baseline: (person) => {
      const found = frailAnswers(person, 'before');
      return found === null ? null : Number(found);
    },
    selectedOn: '質問票①⑦⑧の回答',
  },
  visited: {
    reached: visited,
    proxy: (people) =>
      people.every(({ record }) => record?.visitConfirmed === null) &&
      '受診確認が支援記録にないため、評価年度のレセプト（糖尿病薬・高血圧薬、または糖尿病の傷病名と受診）で確かめています。検査や生活習慣病管理料は見ていません。',
  },
  resumed: {
    within: { is: ({ record }) => record?.criterion === 'discontinued', words: '治療中断者' },
    reached: (person) => or(visited(person), checkedUp(person)),
  },
  hba1cHigh: {
    state: (person, when) => map(valueOf(person, 'hba1c', when), (value) => value >= 8),
    baseline: before('hba1c'),
    selectedOn: 'HbA1c または血圧が高いこと',
  },
  bloodPressureHigh: { state: highPressure, baseline: before('sbp'), selectedOn: 'HbA1c または血圧が高いこと' },
  hba1cChange: { measure: at('hba1c'), baseline: before('hba1c'), selectedOn: 'HbA1c または血圧が高いこと' },
  sbpChange: { measure: at('sbp'), baseline: before('sbp'), selectedOn: 'HbA1c または血圧が高いこと' },
  checkedUp: { reached: checkedUp },
  connectedOfNeeded: {
    reached: (person) => written(person, refersTo(person) || person.record?.visitConfirmed === true ? true : null),
    writtenOnly: true,
  },
};

/** The rule of an indicator. */
export function ruleOf(id: string): Rule {
  const rule = ownRuleOf(id) ?? RULES[id.slice(id.indexOf('.') + 1)];
  if (rule === undefined) throw new Error(`no rule for the indicator ${id}`);
  return rule;
}
