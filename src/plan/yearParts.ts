/** The parts of 取込結果 about fiscal years: which tables are of which year, and what each year has for the purposes. */
import { criterionById, lackingPurposes, type CriteriaSettings } from '../criteria';
import { inJapaneseYear, type SourceKind, type SourceReport, type YearOverview, type YearRows } from '../kdb';
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
  const cellsOf = ({ rows, fields }: YearRows): SpecValue[] => [
    ...KINDS.map((kind) => rows[kind]),
    lackingPurposes(fields, settings)
      .map((id) => criterionById(id).name)
      .join('、'),
  ];
  const hasInsurers = years.some(({ insurers }) => insurers.length > 0);
  const insurer = (words: string): SpecValue[] => (hasInsurers ? [words] : []);
  return {
    heading: '年度ごとのデータ（行数。年度の記載のない台帳はどの年度にも数える）',
    columns: ['年度', ...insurer('保険者'), ...KINDS.map((kind) => KIND_WORDS[kind]), '列の足りない目的'] as string[],
    rows: years.flatMap(({ fiscalYear, insurers, ...year }): SpecValue[][] => [
      [inJapaneseYear(fiscalYear), ...insurer('すべて'), ...cellsOf(year)],
      ...insurers.map((each) => [inJapaneseYear(fiscalYear), each.insurer, ...cellsOf(each)]),
    ]),
    none: 'ありません。',
  };
}
