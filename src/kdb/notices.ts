/** What the analyst is told about the sources of a run, in Japanese sentences. */
import { fiscalYearOf, formatDate } from './calendar';
import type { Filled } from './fill';
import { reasonCode, USED, type Source } from './scan';
import { NO_DATE, type PersonTable } from './types';

/** Why this fiscal year. */
export function yearBasis(fiscalYear: number, from: 'given' | 'checkups' | 'named'): string {
  if (from === 'given') return `${fiscalYear} 年度の指定によります。`;
  if (from === 'checkups') return `最新の健診受診日から ${fiscalYear} 年度としました。`;
  return `健診受診日がないため、抽出年度の列または見出しの年度から ${fiscalYear} 年度としました。`;
}

/** Notices about one source. */
export function sourceNotices(source: Source, { rows, used, setAside, quality }: Filled): readonly string[] {
  const notices: string[] = [];
  if (rows === 0) notices.push('見出しだけで、データの行がありません。');
  else if (used === 0) notices.push(`${rows} 行のうち使えた行がありません（理由は内訳を見てください）。`);
  if (setAside['読めない番号']) {
    notices.push(
      `番号を読めない行が ${setAside['読めない番号']} 行あります。1.23E+11 のような番号は Excel で開いたときに桁が失われています。番号の列を文字列として書き出し直してください。`,
    );
  }
  for (const { heading, becameDates, examples } of quality) {
    if (becameDates === undefined) continue;
    notices.push(
      `列「${heading}」の ${becameDates} 件は、「1-2」のような値が Excel で日付に変わったものと見られ、読めません（${examples.join('、')} 行目など）。文字列として書き出し直してください。`,
    );
  }
  if (setAside['番号の種類が違う']) {
    notices.push(
      '番号が介護保険の被保険者番号（10 桁）のため、そのままでは結び付きません。シート「抽出条件」の「生年月日で結合」を「使う」にすると（コマンドでは --join-by-birth）、生年月日・性別（・カナ）で結び付けます。',
    );
  }
  if (setAside['保険者番号が必要']) {
    notices.push('同じ被保険者番号の人が複数の保険者にいるため、保険者番号のない行は結び付けられません。');
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
