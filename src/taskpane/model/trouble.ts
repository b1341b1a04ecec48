/** An error as the analyst reads it: a heading, the sentence, and the one thing that helps next. */
import { AnalystError } from '../../kdb/errors';

/** What the message offers as a button. */
export type Remedy = 'conditions' | 'files' | 'retry' | 'giveUp' | 'bindings';

export interface Trouble {
  readonly title: string;
  readonly sentence: string;
  /** Null where the sentence itself says all that can be done. */
  readonly remedy: Remedy | null;
}

/** Heading and remedy by the first part of the code; the sentence itself comes from the table of messages. */
const BY_GROUP: Readonly<Record<string, Pick<Trouble, 'title' | 'remedy'>>> = {
  file: { title: 'ファイルを読めません', remedy: 'files' },
  csv: { title: 'ファイルを読めません', remedy: 'files' },
  source: { title: 'データを確かめてください', remedy: 'files' },
  data: { title: 'データがありません', remedy: 'files' },
  sheet: { title: 'シートに書けませんでした', remedy: null },
  excel: { title: 'Excel が受けつけませんでした', remedy: 'retry' },
  binding: { title: '様式の対応を確かめてください', remedy: 'bindings' },
  list: { title: '一覧を確かめてください', remedy: null },
  pages: { title: '一覧で人を選んでください', remedy: null },
  letters: { title: '案内文を確かめてください', remedy: null },
  settings: { title: '抽出条件を確かめてください', remedy: 'conditions' },
};
/** What helps with one code of a group. */
const REMEDIES: Readonly<Record<string, Remedy>> = { 'excel.unfinished': 'giveUp' };
const OTHERWISE = { title: '処理できませんでした', remedy: 'retry' } as const;

/** A trouble from a code and its sentence, e.g. of a ribbon command. */
export function troubleFrom(code: string, sentence: string): Trouble {
  const { title, remedy } = BY_GROUP[code.split('.')[0] ?? ''] ?? OTHERWISE;
  return { title, sentence, remedy: REMEDIES[code] ?? remedy };
}

/** A trouble from whatever was thrown. An unforeseen error says that the workbook is as before, and shows its own words. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof AnalystError) return troubleFrom(error.code, error.message);
  const words = error instanceof Error ? error.message : String(error);
  return {
    ...OTHERWISE,
    sentence: `Excel とのやり取りが途中で止まりました。ブックは変わっていません。セルの編集を終えてから、もう一度お試しください。（${words}）`,
  };
}

/** Files are taken in all or none: with several the analyst is told that one of them keeps the others out. */
export function ofSeveralFiles(error: unknown, files: number): unknown {
  if (!(error instanceof AnalystError) || files < 2 || !/^(file|csv)\./.test(error.code)) return error;
  const told = new AnalystError(error.code, error.values);
  told.message += `一緒に選んだほかの ${files - 1} 個のファイルも取り込んでいません。このファイルを除くか、直してから、もう一度お選びください。`;
  return told;
}
