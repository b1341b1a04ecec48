/** The way of a case: who of the persons in 支援記録 was left out and why, and how many came to each step after that. */
import { AnalystError } from '../../kdb';
import { personKey } from './persons';
import type { Exclusion, SupportLog, SupportRecord } from './supportLog';

/** The steps in their order. 対象者 = 除外 + 絞り込み後; the others are persons of 絞り込み後. */
export const CASE_STEPS = [
  '対象者',
  '除外',
  '絞り込み後',
  '担当',
  '案内',
  '返信なし',
  '訪問',
  '支援',
  'つなぎ',
  '終了',
] as const;
export type CaseStep = (typeof CASE_STEPS)[number];

/** Shown for persons whom 状況 leaves out without a reason. */
export const NO_REASON = '理由の記載なし';
export type ExclusionWord = Exclusion | typeof NO_REASON;

/** What of 支援記録 is asked for. */
export interface CaseScope {
  /** Whether a record belongs to what is asked for; absent: all. */
  readonly of?: (record: SupportRecord) => boolean;
  /** 担当 as written; absent or '': everybody's. */
  readonly staff?: string;
}

/** Counts of persons, each once in whatever number of purposes. null: nobody has written anything of it. */
export interface CaseCounts {
  readonly steps: Readonly<Record<CaseStep, number | null>>;
  /** 除外 by reason, in the order of the choices; their sum is 除外. */
  readonly reasons: ReadonlyMap<ExclusionWord, number>;
  /** Visits: a person on a day is one, whatever number of purposes it was for; null where none is written. */
  readonly visits: number | null;
}

const GONE: Readonly<Record<string, Exclusion>> = { 死亡: '死亡', 転出: '転出', 資格喪失: 'その他' };

/**
 * Why a record is left out; null where it is not. Who was supported all the same is not left out. 状況 死亡, 転出 and 資格喪失 leave
 * out only who was not yet written to and not visited: after that somebody is lost, not left out.
 */
export function exclusionOf(record: SupportRecord): ExclusionWord | null {
  const { supported, excludedFor, status, invitedOn, visitedOn } = record;
  if (supported) return null;
  if (excludedFor !== null) return excludedFor;
  if (status === '対象外') return NO_REASON;
  const isContacted = invitedOn !== null || visitedOn.length > 0;
  return isContacted ? null : (GONE[status ?? ''] ?? null);
}

/** What a record must say to have come to a step, and whether it says anything of the step at all. */
const STEPS: Readonly<
  Record<
    Exclude<CaseStep, '対象者' | '除外' | '絞り込み後'>,
    { readonly came: (record: SupportRecord) => boolean; readonly isWritten?: (record: SupportRecord) => boolean }
  >
> = {
  担当: { came: ({ staff }) => staff !== '' },
  案内: { came: ({ invitedOn }) => invitedOn !== null },
  返信なし: { came: ({ replied }) => replied === false, isWritten: ({ replied }) => replied !== null },
  訪問: { came: ({ visitedOn }) => visitedOn.length > 0 },
  支援: { came: ({ supported }) => supported, isWritten: () => true },
  つなぎ: { came: ({ referrals }) => referrals.length > 0 },
  終了: { came: ({ endedOn, status }) => endedOn !== null || status === '終了' },
};

const sameWords = (a: string, b: string): boolean => a.normalize('NFKC').trim() === b.normalize('NFKC').trim();

/** The steps of the records in scope. A person is left out where every record of the person in scope is. */
export function caseCounts({ records }: Pick<SupportLog, 'records'>, { of, staff = '' }: CaseScope = {}): CaseCounts {
  const asked = records.filter((record) => (of?.(record) ?? true) && (staff === '' || sameWords(record.staff, staff)));
  const persons = new Map<string, SupportRecord[]>();
  for (const record of asked) {
    const key = personKey(record);
    const own = persons.get(key);
    if (own === undefined) persons.set(key, [record]);
    else own.push(record);
  }
  const reasons = new Map<ExclusionWord, number>();
  const kept: SupportRecord[][] = [];
  for (const own of persons.values()) {
    const open = own.filter((record) => exclusionOf(record) === null);
    if (open.length > 0) {
      kept.push(open);
      continue;
    }
    const reason = exclusionOf(own.find(({ excludedFor }) => excludedFor !== null) ?? own[0]!)!;
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const excluded = persons.size - kept.length;
  const all = kept.flat();
  const step = (name: keyof typeof STEPS): number | null => {
    const { came, isWritten = came } = STEPS[name];
    return all.some(isWritten) ? kept.filter((own) => own.some(came)).length : null;
  };
  const days = new Set(all.flatMap((record) => record.visitedOn.map((day) => `${personKey(record)} ${day}`)));
  return {
    steps: {
      対象者: persons.size,
      除外: excluded,
      絞り込み後: kept.length,
      担当: step('担当'),
      案内: step('案内'),
      返信なし: step('返信なし'),
      訪問: step('訪問'),
      支援: step('支援'),
      つなぎ: step('つなぎ'),
      終了: step('終了'),
    },
    reasons,
    visits: days.size === 0 ? null : days.size,
  };
}

const people = (count: number): string => `${count.toLocaleString('ja-JP')}人`;

/** 対象者 138人 → 除外 52人 → 絞り込み後 86人 → …; steps of which nothing is written are left out. */
export function caseSentence({ steps }: CaseCounts): string {
  return CASE_STEPS.flatMap((name) => {
    const count = steps[name];
    return count === null ? [] : [`${name} ${people(count)}`];
  }).join(' → ');
}

/** 死亡 3人、転出 2人; なし for nobody. */
export function exclusionSentence({ reasons }: CaseCounts, order: readonly ExclusionWord[]): string {
  const said = order.flatMap((reason) => {
    const count = reasons.get(reason) ?? 0;
    return count === 0 ? [] : [`${reason} ${people(count)}`];
  });
  return said.length === 0 ? 'なし' : said.join('、');
}

/** One count of the way; throws answer.undetermined where nothing is written of it. */
export function caseCount(counts: CaseCounts, name: CaseStep): number {
  const count = counts.steps[name];
  if (count === null) {
    throw new AnalystError('answer.undetermined', {
      indicator: name,
      reason: '支援記録のその列がまだ書かれていません',
    });
  }
  return count;
}
