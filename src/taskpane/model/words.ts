/** Figures, years and durations as the Japanese words that the pane shows. */
import { inJapaneseYear, type EvidenceStatus, type SourceKind } from '../../kdb';

const WHOLE = new Intl.NumberFormat('ja-JP');
const ONE_DECIMAL = new Intl.NumberFormat('ja-JP', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** A whole number with thousands separators. */
export function countText(value: number): string {
  return WHOLE.format(value);
}

/** Part of a whole in percent with one decimal, without the sign; `－` over nobody. */
export function percentText(part: number, whole: number): string {
  return whole === 0 ? '－' : ONE_DECIMAL.format((part / whole) * 100);
}

/** A fiscal year as every sheet writes it: 令和7年度. */
export const yearText = inJapaneseYear;

/** A fiscal year where it is chosen: cells and commands take the western one. */
export function bothYears(fiscalYear: number): string {
  return `${yearText(fiscalYear)}（${fiscalYear}年度）`;
}

/** Years to choose from, each once, the newest first. */
export function yearChoices(years: readonly number[]): readonly number[] {
  return [...new Set(years)].sort((a, b) => b - a);
}

/** Remaining seconds in words, rounded so that the text does not flicker. */
export function remainingText(seconds: number): string {
  if (seconds < 5) return '残り わずか';
  if (seconds < 60) return `残り 約 ${Math.ceil(seconds / 5) * 5} 秒`;
  return `残り 約 ${Math.ceil(seconds / 60)} 分`;
}

/** What a source brings, as a short label. */
export const KIND_LABELS: Readonly<Record<SourceKind, string>> = {
  register: '被保険者台帳',
  checkup: '健診',
  receipt: 'レセプト',
  certification: '要介護認定',
};

/** How sure it is that the layout is what the data source really writes. */
export const STATUS_LABELS: Readonly<Record<EvidenceStatus, string>> = {
  sourced: '公的資料の様式',
  inferred: '様式は推定',
  common: '一般的な様式',
  proposed: '様式は本ツールの提案',
  unverified: '様式は未確認',
};

/** How sure it is that a criterion or threshold is what the public documents say. */
export const EVIDENCE_LABELS: Readonly<Record<EvidenceStatus, string>> = {
  sourced: '公表資料で確認',
  inferred: '公表資料からの推定',
  common: '一般的な慣行',
  proposed: '本ツールの提案',
  unverified: '未確認',
};

/** A change of a count with its sign, e.g. ＋12. */
export function signedText(value: number): string {
  return `${value > 0 ? '＋' : '－'}${countText(Math.abs(value))}`;
}

/** Where a source stands, as the analyst knows it. */
export function placeText(source: { readonly file: string; readonly sheet?: string }): string {
  return source.sheet && source.sheet !== source.file ? `${source.file}［${source.sheet}］` : source.file;
}

/** Lower case, half width, katakana, no spaces: 「ごうせい」 finds ゴウセイ. */
export function searchable(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ぁ-ゖ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60))
    .replace(/\s/g, '');
}
