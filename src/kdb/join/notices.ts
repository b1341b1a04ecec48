/** What the analyst is told about the sources of a run, in Japanese sentences. */
import { fiscalYearOf, inJapaneseYear, toWareki } from '../values/calendar';
import { findingAt, type FindingCode } from '../findings';
import type { Filled } from './fill';
import { repeatedHeadings } from '../recognise/recognise';
import { dispositionOf, type Ledger } from './dispositions';
import type { RegisterYears } from './registers';
import type { Roster } from './roster';
import { datedParts, type SourceOfYear } from './sourceOfYear';
import { namedYearWords, namesNoYear } from './sourceYears';
import { NO_DATE } from '../values/codes';
import { FIELDS } from '../values/fields';
import type { FieldId } from '../values/fieldIds';
import type { PersonTable } from './personTable';
import type { SetAsideReason } from './dispositions';

const OTHER_YEAR = dispositionOf('対象年度外');

/** Why this fiscal year. */
export function yearBasis(fiscalYear: number, from: 'given' | 'checkups' | 'named'): string {
  if (from === 'given') return `${inJapaneseYear(fiscalYear)}の指定によります。`;
  if (from === 'checkups') return `最新の健診受診日から${inJapaneseYear(fiscalYear)}としました。`;
  return `健診受診日がないため、表が示す最新の年度から${inJapaneseYear(fiscalYear)}としました。`;
}

/** Rows whose number cannot be read, as Excel leaves them that has rounded it. */
export function unreadableNumbers(
  { place, recognition: { columns, keyIndex } }: Pick<SourceOfYear, 'place' | 'recognition'>,
  { setAside, setAsideRows }: Pick<Ledger, 'setAside' | 'setAsideRows'>,
): readonly string[] {
  return findingAt('number.unreadable', place, columns[keyIndex]!, {
    count: setAside['読めない番号'] ?? 0,
    rows: setAsideRows['読めない番号'] ?? [],
  });
}

/** Findings about places in a source: the cells of its numbers, dates and months, and rows that are too long. */
function placeNotices(source: SourceOfYear, filled: Filled): readonly string[] {
  const { place, recognition, scan } = source;
  const { setAside, setAsideRows } = filled;
  const { columns, keyIndex, planned, receiptColumns } = recognition;
  const aside = (code: FindingCode, reason: SetAsideReason, index: number | undefined): readonly string[] =>
    findingAt(code, place, columns[index ?? keyIndex]!, {
      count: setAside[reason] ?? 0,
      rows: setAsideRows[reason] ?? [],
    });
  const indexOf = (wanted: FieldId): number | undefined => planned.find(({ field }) => field === wanted)?.index;
  const dateIndex = indexOf('checkupDate');
  return [
    ...unreadableNumbers(source, filled),
    ...aside('number.otherKind', '番号の種類が違う', keyIndex),
    ...aside('number.needsInsurer', '保険者を特定できない', keyIndex),
    ...(dateIndex === undefined ? [] : aside('date.missing', '受診日なし', dateIndex)),
    ...aside('qualification.unreadable', '資格喪失日を読めない', indexOf('left')),
    ...aside('qualification.unreadable', '資格取得日を読めない', indexOf('enrolled')),
    ...aside('month.unreadable', '診療年月なし', receiptColumns?.month),
    ...[...scan.unreadable].flatMap(([index, cells]) =>
      index < 0
        ? []
        : findingAt(
            index === recognition.exportYearIndex ? 'exportYear.unreadable' : 'validity.unreadable',
            place,
            columns[index]!,
            cells,
          ),
    ),
    ...findingAt('row.tooWide', place, { index: columns.length }, scan.tooWide),
  ];
}

/** Notices about one source. */
export function sourceNotices(source: SourceOfYear, filled: Filled): readonly string[] {
  const { rows, used, quality } = filled;
  const notices: string[] = [];
  if (rows === 0) notices.push('見出しだけで、データの行がありません。');
  else if (used === 0) notices.push(`${rows} 行のうち使えた行がありません（理由は内訳を見てください）。`);
  notices.push(...repeatedHeadings(source.recognition, source.place), ...placeNotices(source, filled));
  for (const column of quality) {
    const { index, heading, becameDates: count, examples } = column;
    if (count !== undefined)
      notices.push(
        ...findingAt('cell.becameDate', source.place, { index: index!, heading }, { count, rows: examples }),
      );
  }
  if (source.recognition.hasQualification || source.source.recognition.kinds.length > 0) return notices;
  return [...notices, '資格・健診・レセプト・認定の列がないため、氏名などの属性だけを使います。'];
}

function ignoredWideDates(source: SourceOfYear, fiscalYear: number): number {
  const dates = source.dates.checkupDate;
  if (!source.isPersonTable || !dates) return 0;
  let ignored = 0;
  dates.forEach((days, row) => {
    if (!source.dispositions.isUsed(row) || days === NO_DATE) return;
    const year = fiscalYearOf(days);
    if (year !== fiscalYear && year !== fiscalYear - 1) ignored++;
  });
  return ignored;
}

/** Who is left in the registers alone, in words; '' for nobody. */
export function onlyRemainingWords(
  insurers: ReadonlySet<number>,
  roster: Pick<Roster, 'insurerName' | 'sharedNumbers'>,
  fiscalYear: number,
  referenceDate: number,
): string {
  if (insurers.size === 0) return '';
  const names = [...insurers].map((code) => roster.insurerName(code)).filter((name) => name !== '');
  const whose = names.length === 0 ? '' : `保険者番号 ${names.sort().join('、')} の`;
  return `${inJapaneseYear(fiscalYear)}は、${whose}いまの台帳に残っている人だけを数えています（${toWareki(referenceDate)}より後の資格喪失日が台帳にないため）。年度の間の向きは示しません。`;
}

/** Tables of persons that answer for a year although they are of another, or of none. */
function placingNotices({ sources, table, extraction }: RunFacts): readonly string[] {
  const { fiscalYear } = table;
  const inWords = inJapaneseYear(fiscalYear);
  return sources.flatMap((source): readonly string[] => {
    const { place, named, dispositions, recognition } = source;
    const { kinds } = source.source.recognition;
    if (fiscalYear === extraction && namesNoYear(source.source))
      return [
        `${place} には年度の記載がないため（列・見出し・表の上・シート名・ファイル名）、抽出年度の${inWords}の表としました。別の年度の表なら、ファイル名などに「令和6年度」のように年度を書いてください。`,
      ];
    const isOther = dispositions.rows > 0 && dispositions.count(OTHER_YEAR) === dispositions.rows;
    if (!isOther || named === null || recognition.hasQualification || kinds.length === 0) return [];
    if (datedParts(source.source).size > 0 || recognition.exportYearIndex >= 0) return [];
    return [
      `${place} は${namedYearWords(named)}から${inJapaneseYear(named.year)}の表です。${inWords}の判定には使いません。`,
    ];
  });
}

/** Registers of another year that stand in for those of the year. */
function registerNotices({ chosen, roster, table }: RunFacts): readonly string[] {
  return [...chosen.substitutes].map(([insurer, year]) => {
    const name = roster.insurerName(insurer);
    const whose = name === '' ? '' : `保険者番号 ${name} は、`;
    const how =
      year > table.fiscalYear
        ? `資格取得日・資格喪失日によって ${toWareki(table.referenceDate)}の被保険者を求めました`
        : `その後に資格を取得した人は含まれません`;
    return `${whose}${inJapaneseYear(table.fiscalYear)}の台帳がないため、${inJapaneseYear(year)}の台帳を使いました（${how}）。`;
  });
}

/** What a run came to. */
export interface RunFacts {
  readonly table: PersonTable;
  readonly sources: readonly SourceOfYear[];
  readonly registers: readonly SourceOfYear[];
  readonly chosen: RegisterYears;
  readonly roster: Pick<Roster, 'insurerName' | 'sharedNumbers'>;
  readonly newestYear: number | null;
  readonly extraction: number;
  readonly onlyRemaining: string;
  /** Insurers of whom some export tells nothing, in sentences. */
  readonly untold: readonly string[];
  /** Columns that were asked for in the lists and stand nowhere. */
  readonly unlisted: readonly string[];
}

/** That the newest check-ups are of another year than the 抽出年度; a newer one never moves it, the analyst does. */
export function newestYearNotice(newestYear: number, fiscalYear: number): string {
  const change =
    newestYear > fiscalYear ? `${inJapaneseYear(newestYear)}で抽出するときは、抽出年度を変えてください。` : '';
  return `最新の健診受診日は${inJapaneseYear(newestYear)}ですが、抽出年度は${inJapaneseYear(fiscalYear)}です。${change}`;
}

/** Texts of a person that a table has twice (住所 and 送付先住所): one is used, and the other is not lost without a word. */
function secondNotices(sources: readonly SourceOfYear[]): readonly string[] {
  return sources.flatMap(({ place, recognition: { planned } }) =>
    (['address', 'phone', 'doctor'] as const).flatMap((field) => {
      const [first, ...others] = planned.filter((column) => column.field === field);
      if (first === undefined || others.length === 0) return [];
      const names = others.map(({ heading }) => `「${heading}」`).join('');
      return [
        `${place} には${FIELDS[field].label}の列が ${others.length + 1} つあります。一覧には「${first.heading}」を使い、空欄の人だけ${names}を使います。${names}も出すときは、「一覧に出す列」に加えてください。`,
      ];
    }),
  );
}

/** Notices about the run as a whole. */
export function intakeNotices(facts: RunFacts): readonly string[] {
  const { table, sources, registers, newestYear, onlyRemaining } = facts;
  const hasRegister = registers.length > 0;
  const notices: string[] = [`基準日は ${toWareki(table.referenceDate)}です。`];
  if (!hasRegister && sources.length > 1) {
    notices.push('資格の列がある台帳がないため、読み込んだ表のどれかにいる人を被保険者としました。');
  }
  if (newestYear !== null && newestYear !== table.fiscalYear)
    notices.push(newestYearNotice(newestYear, table.fiscalYear));
  notices.push(...registerNotices(facts), ...placingNotices(facts));
  if (onlyRemaining !== '') notices.push(onlyRemaining);
  notices.push(...facts.untold);
  const { sharedNumbers } = facts.roster;
  if (sharedNumbers > 0)
    notices.push(
      `被保険者番号 ${sharedNumbers} 件は、複数の保険者に同じ番号の人がいます。保険者番号と合わせて見分け、保険者番号のない行は「保険者を特定できない」とします。`,
    );
  const ignored = sources.reduce((sum, source) => sum + ignoredWideDates(source, table.fiscalYear), 0);
  if (ignored > 0) notices.push(`健診受診日が対象年度でない ${ignored} 人の健診値は使いません。`);
  const unknown = dispositionOf('台帳にない');
  for (const { place, dispositions } of sources) {
    if (dispositions.rows > 0 && dispositions.count(unknown) === dispositions.rows) {
      notices.push(`${place} の行は 1 つも台帳の人と結び付きませんでした。番号の種類を確かめてください。`);
    }
  }
  if (facts.unlisted.length > 0)
    notices.push(
      `一覧に出す列「${facts.unlisted.join('」「')}」は、どの表の見出しにもないか、番号・年度・期間を読む列のため出せません。シート「抽出条件」の「一覧に出す列」を、書き出しの見出しのとおりに直してください。`,
    );
  notices.push(...secondNotices(sources));
  if (!table.columns.checkedUp)
    notices.push(`${inJapaneseYear(table.fiscalYear)}の健診の表がないため、健診を受けたかどうかは分かりません。`);
  return notices;
}
