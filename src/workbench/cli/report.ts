/** What the command line prints: the JSON of contract and the summary for people. */
import path from 'node:path';
import { criterionById, titleOf, type CriterionCount } from '../../criteria';
import { accountOf, inJapaneseYear, messagesOf, type Intake, type SourceReport } from '../../kdb';

/** What is to be said of a run, without the persons of it: a thread can hand it over. */
export interface Report {
  readonly year: number;
  readonly persons: number;
  readonly sources: readonly object[];
  readonly criteria: readonly object[];
  /** The line that says whether all was read. */
  readonly account: string;
  /** What reading has to say of the sources. */
  readonly messages: readonly string[];
  /** The lines of the summary before the notices. */
  readonly lines: readonly string[];
}

/** The report of what was read and answered. */
export function reportOf(intake: Intake, counts: readonly CriterionCount[]): Report {
  const said = messagesOf(intake).map(({ file, sheet, text }) =>
    file === undefined ? text : `${placeOf({ file, ...(sheet !== undefined && { sheet }) })}: ${text}`,
  );
  return {
    year: intake.fiscalYear,
    persons: intake.table.size,
    sources: [
      ...intake.sources.map(({ layout, ...source }) => ({ id: layout.id, ...source })),
      ...(intake.aggregates ?? []).map(({ form, ...source }) => ({ id: form.id, ...source })),
    ].map(({ id, file, sheet, rows, used, setAside }) => ({
      file,
      ...(sheet === undefined ? {} : { sheet }),
      layout: id,
      rows,
      used,
      setAside,
    })),
    criteria: counts.map(({ id, name, hits, denominator, judged, undetermined }) => ({
      id,
      name,
      hits,
      denominator,
      judged,
      undetermined,
    })),
    account: `読み取り: ${accountOf(intake)}`,
    messages: [...new Set(said)],
    lines: summaryLines(intake, counts),
  };
}

/** The object that `run --json` prints. */
export function jsonOf({ year, persons, sources, criteria }: Report, notices: readonly string[] = []) {
  return { year, persons, sources, notices, criteria };
}

/** Columns a text takes in a terminal: full-width characters take two. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text)
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
      character,
    )
      ? 2
      : 1;
  return width;
}
const left = (text: string, width: number) => text + ' '.repeat(Math.max(0, width - widthOf(text)));
const right = (text: string, width: number) => ' '.repeat(Math.max(0, width - widthOf(text))) + text;
const grouped = (value: number) => value.toLocaleString('ja-JP');
const percent = (part: number, whole: number) => (whole === 0 ? '－' : `${((100 * part) / whole).toFixed(2)}%`);

function setAsideText(source: SourceReport): string {
  const parts = Object.entries(source.setAside).map(([reason, count]) => `${reason} ${grouped(count)}`);
  return parts.length === 0 ? '' : `（除いた行: ${parts.join('、')}）`;
}

/** Where a source stands, for a sentence about it. */
const placeOf = ({ file, sheet }: Pick<SourceReport, 'file' | 'sheet'>): string =>
  sheet === undefined ? file : `${file}［${sheet}］`;

/** Everything that is to be said of a run, the line first that says whether all of it was read; `notices` are those of the command. */
export function noticesOf({ account, messages }: Report, notices: readonly string[] = []): readonly string[] {
  return [account, ...notices, ...messages];
}

/** The summary that a person reads in a terminal; `notices` as `noticesOf` gives them. */
export function summaryOf({ lines }: Report, notices: readonly string[] = []): string {
  return [...lines, ...notices.map((notice) => `※ ${notice}`)].join('\n');
}

function summaryLines(intake: Intake, counts: readonly CriterionCount[]): string[] {
  return [
    `抽出年度 ${inJapaneseYear(intake.fiscalYear)}（${intake.fiscalYear}年度。${intake.fiscalYearBasis}）  被保険者数 ${grouped(intake.table.size)} 人`,
    '',
    '読み込んだ書き出し',
    ...intake.sources.map(
      (source) =>
        `  ${left(placeOf(source), 44)} ${right(grouped(source.rows), 9)} 行 → ${right(grouped(source.used), 9)} 行を使用${setAsideText(source)}`,
    ),
    ...(intake.aggregates ?? []).map(
      (form) =>
        `  ${left(placeOf(form), 44)} ${right(grouped(form.rows), 9)} 行 → ${right(grouped(form.used), 9)} 行を使用（集計表: ${form.form.name}）`,
    ),
    ...intake.unrecognised.map(({ file, sheet, why }) => `  ${left(sheet ?? file, 44)} 使いません: ${why}`),
    '',
    `${left('抽出目的', 40)}${right('該当', 8)}${right('割合', 9)}${right('判定可能', 11)}${right('発生割合', 10)}${right('判定不能', 11)}`,
    ...counts.map(
      (count) =>
        left(titleOf(criterionById(count.id)), 40) +
        right(grouped(count.hits), 8) +
        right(percent(count.hits, count.denominator), 9) +
        right(grouped(count.judged), 11) +
        right(percent(count.hits, count.judged), 10) +
        right(grouped(count.undetermined), 11),
    ),
    '',
    '割合 = 該当 ÷ 被保険者数（共通評価指標）、発生割合 = 該当 ÷ 判定可能者数',
  ];
}

/** A path as it is shown to people: relative where that is shorter. */
export function shownPath(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith('..') ? file : relative;
}
