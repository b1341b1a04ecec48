/** What the analyst is told about the sources of a run, in Japanese sentences. */
import { fiscalYearOf, formatDate } from '../values/calendar';
import { findingAt, type FindingCode } from '../findings';
import type { Filled } from './fill';
import { repeatedHeadings } from '../recognise/recognise';
import { reasonCode, USED, type Source } from './scan';
import { NO_DATE, type FieldId, type PersonTable, type SetAsideReason } from '../types';

/** Why this fiscal year. */
export function yearBasis(fiscalYear: number, from: 'given' | 'checkups' | 'named'): string {
  if (from === 'given') return `${fiscalYear} 年度の指定によります。`;
  if (from === 'checkups') return `最新の健診受診日から ${fiscalYear} 年度としました。`;
  return `健診受診日がないため、抽出年度の列または見出しの年度から ${fiscalYear} 年度としました。`;
}

/** Findings about places in a source: the cells of its numbers, dates and months, and rows that are too long. */
function placeNotices(
  { place, recognition, scan }: Source,
  setAside: Filled['setAside'],
  setAsideRows: Filled['setAsideRows'],
): readonly string[] {
  const { columns, keyIndex, planned, receiptColumns } = recognition;
  const aside = (code: FindingCode, reason: SetAsideReason, index: number | undefined): readonly string[] =>
    findingAt(code, place, columns[index ?? keyIndex]!, {
      count: setAside[reason] ?? 0,
      rows: setAsideRows[reason] ?? [],
    });
  const indexOf = (wanted: FieldId): number | undefined => planned.find(({ field }) => field === wanted)?.index;
  const dateIndex = indexOf('checkupDate');
  return [
    ...aside('number.unreadable', '読めない番号', keyIndex),
    ...aside('number.otherKind', '番号の種類が違う', keyIndex),
    ...aside('number.needsInsurer', '保険者番号が必要', keyIndex),
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
export function sourceNotices(
  source: Source,
  { rows, used, setAside, setAsideRows, quality }: Filled,
): readonly string[] {
  const notices: string[] = [];
  if (rows === 0) notices.push('見出しだけで、データの行がありません。');
  else if (used === 0) notices.push(`${rows} 行のうち使えた行がありません（理由は内訳を見てください）。`);
  notices.push(...repeatedHeadings(source.recognition, source.place), ...placeNotices(source, setAside, setAsideRows));
  for (const column of quality) {
    const { index, heading, becameDates: count, examples } = column;
    if (count !== undefined)
      notices.push(
        ...findingAt('cell.becameDate', source.place, { index: index!, heading }, { count, rows: examples }),
      );
  }
  if (source.recognition.hasQualification || source.recognition.kinds.length > 0) return notices;
  return [...notices, '資格・健診・レセプト・認定の列がないため、氏名などの属性だけを使います。'];
}

function ignoredWideDates(source: Source, fiscalYear: number): number {
  const dates = source.scan.dates.checkupDate;
  if (!source.isPersonTable || !dates) return 0;
  let ignored = 0;
  dates.forEach((days, row) => {
    if (source.scan.fates[row] !== USED || days === NO_DATE) return;
    const year = fiscalYearOf(days);
    if (year !== fiscalYear && year !== fiscalYear - 1) ignored++;
  });
  return ignored;
}

/** Notices about the run as a whole. */
export function intakeNotices(
  table: PersonTable,
  sources: readonly Source[],
  hasRegister: boolean,
  newestYear: number | null,
): readonly string[] {
  const notices: string[] = [`基準日は ${formatDate(table.referenceDate)} です。`];
  if (!hasRegister && sources.length > 1) {
    notices.push('資格の列がある台帳がないため、読み込んだ表のどれかにいる人を被保険者としました。');
  }
  if (newestYear !== null && newestYear !== table.fiscalYear) {
    notices.push(`最新の健診受診日は ${newestYear} 年度ですが、抽出年度は ${table.fiscalYear} 年度です。`);
  }
  const ignored = sources.reduce((sum, source) => sum + ignoredWideDates(source, table.fiscalYear), 0);
  if (ignored > 0) notices.push(`健診受診日が対象年度でない ${ignored} 人の健診値は使いません。`);
  const unknown = reasonCode('台帳にない');
  for (const { place, scan } of sources) {
    if (scan.fates.length > 0 && scan.fates.every((fate) => fate === unknown)) {
      notices.push(`${place} の行は 1 つも台帳の人と結び付きませんでした。番号の種類を確かめてください。`);
    }
  }
  if (!table.columns.checkedUp)
    notices.push(`${table.fiscalYear} 年度の健診の表がないため、健診を受けたかどうかは分かりません。`);
  return notices;
}
