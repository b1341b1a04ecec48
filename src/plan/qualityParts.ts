/** The parts of 取込結果 that let a wrong column leap to the eye: rates against published ones, how the values lie, what gaps mean. */
import { criterionById, type CriteriaSettings, type CriterionCount } from '../criteria';
import { compareWithPublished, PUBLISHED_SOURCE } from '../indicators';
import { FIELDS, type Distribution, type FieldId, type Intake } from '../kdb';
import { fieldsOf } from './fieldsOf';
import type { SpecValue } from './sheetSpec';

/** A part of the sheet: heading, column headings, rows; a sentence stands instead of no rows. */
export interface Part {
  readonly heading: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SpecValue[])[];
  readonly none: string;
}

const percent = (value: number, decimals = 2): string => `${(value * 100).toFixed(decimals)}%`;

/** The ten rates beside the range that unions published, with what to look at where they differ. */
export function publishedPart(counts: readonly CriterionCount[]): Part {
  return {
    heading: `割合を公表値と比べる（公表値: ${PUBLISHED_SOURCE}）`,
    columns: [
      '抽出目的',
      '公表された範囲（最小〜最大）',
      '公表値との比較',
      '割合（該当 ÷ 被保険者数）',
      '該当',
      '被保険者',
      '判定不能',
      '確かめること（範囲の外でも誤りとは限りません）',
    ],
    rows: [
      ...counts.map(({ id, name, hits, denominator, judged, undetermined }): SpecValue[] => {
        const { range, verdict, advice } = compareWithPublished(id, hits, denominator, judged);
        return [
          name,
          range === null ? '公表の範囲なし' : `${percent(range[0])}〜${percent(range[1])}`,
          verdict,
          denominator === 0 ? '－' : percent(hits / denominator),
          hits,
          denominator,
          undetermined,
          advice === '' ? '－' : advice,
        ];
      }),
    ],
    none: '割合はまだありません。',
  };
}

/** Eight heights of a column of a text picture. */
const BARS = '▁▂▃▄▅▆▇█';

/** The shape of a distribution as a row of bars; an empty bin stays a thin line. */
export function barsOf(bins: readonly { readonly persons: number }[]): string {
  const most = Math.max(...bins.map(({ persons }) => persons));
  if (most <= 0) return '';
  return bins
    .map(({ persons }) => (persons === 0 ? '_' : BARS[Math.min(7, Math.floor((persons / most) * 7.999))]!))
    .join('');
}

/** Most classes in words that are written out. */
const MOST_CLASSES = 6;

function pictureOf({ bins, persons }: Distribution): string {
  if (persons === 0) return '値がありません';
  if (bins.some(({ from, to }) => from !== null || to !== null)) {
    const [first, last] = [bins[0]!, bins.at(-1)!];
    return `${first.label} 〜 ${last.label}\n${barsOf(bins)}`;
  }
  const told = bins.filter((bin) => bin.persons > 0);
  const shown = [...told].sort((a, b) => b.persons - a.persons).slice(0, MOST_CLASSES);
  return (
    told
      .filter((bin) => shown.includes(bin))
      .map((bin) => `${bin.label} ${percent(bin.persons / persons, 0)}`)
      .join('・') + (told.length > shown.length ? ' ほか' : '')
  );
}

/** How the values of every field lie: a picture in one cell, and the smallest, median and largest value. */
export function distributionsPart(distributions: readonly Distribution[]): Part {
  return {
    heading: '値の分布（列の取り違えは、ここで形や中央値が変わって見えます）',
    columns: ['項目', '最小〜中央値〜最大', '単位', '分布', '値あり', '値なし'],
    rows: distributions.map(({ label, unit, smallest, median, largest, persons, missing, ...rest }): SpecValue[] => [
      label,
      smallest === null ? '－' : `${smallest} 〜 ${median} 〜 ${largest}`,
      unit === '' ? '－' : unit,
      pictureOf({ label, unit, smallest, median, largest, persons, missing, ...rest }),
      persons,
      missing,
    ]),
    none: '値の列がありません。',
  };
}

/** At least this share of the insured without a value is worth a line. */
const GAP = 0.05;
/** Most columns that a line names. */
const MOST_COLUMNS = 4;

/** What each gap means: persons who cannot be judged, and the columns whose values are missing most. */
export function gapsPart(intake: Intake, settings: CriteriaSettings, counts: readonly CriterionCount[]): Part {
  const missing = new Map<FieldId, number>((intake.distributions ?? []).map((each) => [each.field, each.missing]));
  const { size } = intake.table;
  return {
    heading: '値のない人が多く、判定不能の出る抽出目的',
    columns: ['抽出目的', '判定できた人', '判定不能', '値のない人の多い列'],
    rows: counts
      .filter(({ undetermined }) => undetermined > 0)
      .map(({ id, name, judged, undetermined }): SpecValue[] => {
        const columns = fieldsOf(criterionById(id), settings)
          .map((field) => ({ label: FIELDS[field].label, missing: missing.get(field) ?? 0 }))
          .filter((each) => each.missing > size * GAP)
          .sort((a, b) => b.missing - a.missing)
          .slice(0, MOST_COLUMNS);
        const words = columns.map((each) => `${each.label} ${each.missing.toLocaleString('ja-JP')} 人`).join('、');
        return [name, judged, undetermined, words === '' ? '－' : words];
      }),
    none: '判定できない人はいません。',
  };
}
