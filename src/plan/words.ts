/** Words that several sheets share: evidence status, kinds of sources, counts in words. */
import type { EvidenceStatus, SourceKind } from '../kdb';

export const STATUS_WORDS: Record<EvidenceStatus, string> = {
  sourced: '公表資料で確認',
  inferred: '公表資料からの推定',
  common: '一般的な慣行（資料未確認）',
  proposed: '本ツールの提案',
  unverified: '未確認',
};

export const KIND_WORDS: Record<SourceKind, string> = {
  register: '被保険者台帳',
  checkup: '健診',
  receipt: 'レセプト',
  certification: '要介護認定',
};

/** Stands at the head of every printed page that names persons. */
export const PRIVACY = '取扱注意：個人の健康に関する情報';

export const SWITCH_WORDS = { on: '使う', off: '使わない' } as const;

/** A source as the analyst knows it: the file, and the sheet where there are several. */
export function sourceName(source: { readonly file: string; readonly sheet?: string }): string {
  return source.sheet === undefined ? source.file : `${source.file}［${source.sheet}］`;
}
