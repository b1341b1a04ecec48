/** The parts of 取込結果 about fiscal years: which tables are of which year, and what each year has for the purposes. */
import { criterionById, lackingPurposes, type CriteriaSettings } from '../criteria';
import { inJapaneseYear, type SourceKind, type SourceReport, type YearOverview } from '../kdb';
import type { Part } from './qualityParts';
import type { SpecValue } from './sheetSpec';
import { KIND_WORDS, sourceName } from './words';

/** Each table with its years and the place where they were read. */
export function placedPart(sources: readonly SourceReport[]): Part {
  return {
    heading: '表の年度（書き出し × 年度）',
    columns: ['書き出し', '種類', '年度（行数）', '年度を読んだところ'],
    rows: sources.map((source): SpecValue[] => {
      const { years, isOfEveryYear, basis } = source.placed;
      const inWords = years.map(({ year, rows }) => `${inJapaneseYear(year)} ${rows.toLocaleString('ja-JP')} 行`);
      return [
        sourceName(source),
        source.kinds.map((kind) => KIND_WORDS[kind]).join('・'),
        isOfEveryYear && years.length === 0 ? 'どの年度にも' : inWords.join('、'),
        basis,
      ];
    }),
    none: 'ありません。',
  };
}

const KINDS: readonly SourceKind[] = ['register', 'checkup', 'receipt', 'certification'];

/** What each year has, and which purposes lack a column in it. */
export function yearsPart(years: readonly YearOverview[], settings: CriteriaSettings): Part {
  return {
    heading: '年度ごとのデータ（行数。年度の記載のない台帳はどの年度にも数える）',
    columns: ['年度', ...KINDS.map((kind) => KIND_WORDS[kind]), '列の足りない目的'],
    rows: years.map(({ fiscalYear, rows, fields }): SpecValue[] => [
      inJapaneseYear(fiscalYear),
      ...KINDS.map((kind) => rows[kind]),
      lackingPurposes(fields, settings)
        .map((id) => criterionById(id).name)
        .join('、'),
    ]),
    none: 'ありません。',
  };
}
