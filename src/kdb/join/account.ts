/** Accounts for everything that was handed over: one list of what is to be said, and one line that says whether all was read. */
import { qualityFinding } from './quality';
import type { Intake } from './report';
import type { SetAsideReason } from './dispositions';

/** A sentence for the analyst and the file (and sheet) that it is about; without one it is about all of them, or names it itself. */
export interface IntakeMessage {
  readonly file?: string;
  readonly sheet?: string;
  readonly text: string;
}

/** Rows that were set aside because something in them could not be read; all other reasons are decisions. */
const UNREAD: readonly SetAsideReason[] = [
  '読めない番号',
  '番号なし',
  '受診日なし',
  '診療年月なし',
  '資格喪失日を読めない',
  '資格取得日を読めない',
];

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);
const grouped = (count: number): string => count.toLocaleString('ja-JP');

/**
 * One line: 「全部読めた」 with what was read, or how much of it was not: hidden sheets, sheets and members that are no export, rows,
 * values. Columns that nobody knows are counted apart: whether they matter only the analyst can tell.
 */
export function accountOf({ sources, aggregates = [], unrecognised, quality }: Intake): string {
  const all = [...sources, ...aggregates];
  const files = new Set([...all, ...unrecognised].map(({ file }) => file)).size;
  const sheets = [...all, ...unrecognised].filter(({ sheet }) => sheet !== undefined).length;
  const rows = sumOf(all.map((source) => source.rows));
  const headed = sources.flatMap(({ columns }) => columns.filter(({ heading }) => heading.trim() !== ''));
  const unknown = headed.filter(({ field, remark }) => field === null && remark === undefined).length;
  const unread = sumOf(sources.flatMap(({ setAside }) => UNREAD.map((reason) => setAside[reason] ?? 0)));
  const values = sumOf(quality.map(({ unreadable }) => unreadable));
  const impossible = sumOf(quality.map(({ outOfRange }) => outOfRange));
  const hidden = unrecognised.filter(({ isHidden }) => isHidden).length;
  const others = unrecognised.length - hidden;
  const missing = [
    [hidden, '非表示のシート', '枚'],
    [others, '書き出しと認められない表', '件'],
    [unread, '番号や日付を読めない行', '行'],
    [values, '読めない値', '件'],
    [impossible, 'ありえない値', '件'],
  ] as const;
  const counted = missing
    .filter(([count]) => count > 0)
    .map(([count, what, unit]) => `${what} ${grouped(count)} ${unit}`);
  const scope = `ファイル ${grouped(files)}、${sheets > 0 ? `シート ${grouped(sheets)}、` : ''}行 ${grouped(rows)}、列 ${grouped(headed.length)}${unknown > 0 ? `（うち見出しの分からない列 ${grouped(unknown)}）` : ''}`;
  return counted.length === 0 ? `全部読めた（${scope}）` : `読めなかったもの: ${counted.join('、')}（${scope}）`;
}

/** Everything that is to be said of an intake, in the order of reading: the command line, the JSON and 取込結果 say the same. */
export function messagesOf(intake: Intake): readonly IntakeMessage[] {
  const { sources, aggregates = [], unrecognised, quality } = intake;
  return [
    ...intake.notices.map((text) => ({ text })),
    ...unrecognised.flatMap(({ file, sheet, isHidden }) =>
      isHidden
        ? [
            {
              text: `${file}${sheet === undefined ? '' : `「${sheet}」`}は非表示のシートのため使っていません。${HOW_TO_INCLUDE}`,
            },
          ]
        : [],
    ),
    ...[...sources, ...aggregates].flatMap(({ file, sheet, notices }) =>
      notices.map((text) => ({ file, ...(sheet !== undefined && { sheet }), text })),
    ),
    ...quality.flatMap((column) => {
      const text = qualityFinding(column);
      return text === null ? [] : [{ text }];
    }),
  ];
}

const HOW_TO_INCLUDE =
  '使うときは、シートを表示するか、作業ウィンドウの手順①で「非表示のシートも使う」を入れてください（コマンドでは --hidden）。';

/** Why a hidden sheet is not joined. */
export const HIDDEN_WHY = '非表示のシートのため使っていません。';

/** The setting of a workbook that says whether hidden sheets are joined too. */
export const HIDDEN_SHEETS_SETTING = 'IKKATSU.hiddenSheets';
