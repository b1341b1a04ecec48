/** The sheets of persons: 抽出_<名> of one purpose and 対象者一覧 of all; below the list what was asked, of which data. */
import { writtenWith } from '../dataStamp';
import { fiscalYearName } from '../years';
import {
  countOf,
  criterionById,
  PRIORITY_RULE,
  titleOf,
  wording,
  type CriterionId,
  type Division,
} from '../../criteria';
import { atOnce, type Steps } from '../../kdb';
import { EVERYBODY_SHEET, extractionSheetName, extractionTableName } from '../sheetNames';
import { line, type Block, type SheetSpec } from '../sheetSpec';
import { withRowHeights } from '../textSize';
import { PRIVACY, STATUS_WORDS } from '../words';
import { everybodyRowsSteps, extractionRowsSteps, type Extraction, type ExtractionList } from './extractionRows';
import { listBlocks, listWidths, namesFrozen, printedColumns } from './listLayout';
import { ABOUT_LIST, LEFT_THE_LIST, workKey, type ListWork, type WorkEntry } from './work';

/** Rows a sheet of Excel has. */
export const SHEET_ROWS = 1048576;

/** A sentence below a list. */
interface Said {
  readonly text: string;
  readonly style: NonNullable<Block['style']>;
}

const ABOUT_WORK =
  '担当・連絡日・結果・次回は自由に書けます。抽出し直しても、同じ人の欄に残ります。印刷されるのは読みやすい大きさで 1 枚の幅に入る欄までで、右側の欄は画面で見るためのものです。';

/** What the list of a purpose was made of. */
function aboutPurpose(extraction: Extraction, id: CriterionId, stamp: string): Said[] {
  const { intake, settings, results } = extraction;
  const criterion = criterionById(id);
  const result = results.find((each) => each.id === id);
  if (result === undefined) throw new Error(`no result for ${id}`);
  const count = countOf(intake.table, result);
  const people = (value: number): string => `${value.toLocaleString('ja-JP')} 人`;
  return [
    { text: `${ABOUT_LIST}: ${titleOf(criterion)}  対象者一覧`, style: 'heading' },
    ...(count.hits === 0 ? [{ text: emptySentence(count.undetermined), style: 'warning' as const }] : []),
    { text: `抽出条件: ${wording(criterion, settings)}`, style: 'label' },
    {
      text: `抽出年度: ${fiscalYearName(intake.fiscalYear)}  該当 ${people(count.hits)}  被保険者数 ${people(count.denominator)}  判定可能者数 ${people(count.judged)}  判定不能 ${people(count.undetermined)}`,
      style: 'label',
    },
    {
      text: `出典: ${criterion.source}  版: ${criterion.version}  位置づけ: ${STATUS_WORDS[criterion.status]}`,
      style: 'note',
    },
    ...(criterion.remarks.length === 0
      ? []
      : [{ text: `読み方: ${criterion.remarks.join(' ')}`, style: 'note' as const }]),
    {
      text:
        ABOUT_WORK +
        (extraction.yearBefore === undefined
          ? ''
          : '前年度も該当: ○＝前年度の同じ条件にも該当、－＝前年度は判定できない人・いなかった人。'),
      style: 'note',
    },
    ...(criterion.divisions ?? []).map(saidOf),
    ...(criterion.ranking === undefined
      ? [{ text: PRIORITY_RULE, style: 'note' as const }]
      : [saidOf(criterion.ranking), { text: ADDED_IS_APART, style: 'note' as const }]),
    { text: writtenWith(stamp), style: 'note' },
  ];
}

/** 該当目的数 of a list whose purpose is none of the ten. */
const ADDED_IS_APART = '該当目的数は国の十の目的のうち該当する数で、追加の目的は数えません。';

/** What a column of classes means, and how sure that is. */
const saidOf = ({ heading, note, status }: Division): Said => ({
  text: `${heading}（${STATUS_WORDS[status]}）: ${note}`,
  style: 'note',
});

/** Nobody met it: said in words, with those who could not be judged. */
function emptySentence(undetermined: number): string {
  const open = undetermined === 0 ? '' : `（判定できない人が ${undetermined.toLocaleString('ja-JP')} 人います）`;
  return `この条件に当たる人はいませんでした${open}。`;
}

/** What 対象者一覧 was made of. */
function aboutEverybody({ intake, results }: Extraction, persons: number, stamp: string): Said[] {
  const added = results.map(({ id }) => criterionById(id)).filter(({ standing }) => standing === 'added');
  const visits = results.reduce((sum, { hits }) => sum + hits.count(), 0);
  const people = (value: number): string => value.toLocaleString('ja-JP');
  return [
    {
      text: `${ABOUT_LIST}: 十の目的${added.length === 0 ? '' : `と${added.map(({ name }) => name).join('・')}（追加）`}のどれかに該当する人（1 人 1 行）`,
      style: 'heading',
    },
    ...(persons === 0 ? [{ text: 'どの目的にも、当たる人はいませんでした。', style: 'warning' as const }] : []),
    {
      text: `抽出年度: ${fiscalYearName(intake.fiscalYear)}  対象者 ${people(persons)} 人（目的ごとの該当を合わせると 延べ ${people(visits)} 人）`,
      style: 'label',
    },
    { text: `${ABOUT_WORK}目的の欄: ○＝該当、－＝判定できない、空欄＝該当しない。`, style: 'note' },
    { text: PRIORITY_RULE, style: 'note' },
    ...(added.length === 0 ? [] : [{ text: ADDED_IS_APART, style: 'note' as const }]),
    { text: writtenWith(stamp), style: 'note' },
  ];
}

/** Who has entries but is on the list no more. */
function leftTheList(entries: ListWork | undefined, list: ExtractionList): WorkEntry[] {
  if (entries === undefined) return [];
  const insurer = list.columns.findIndex(({ heading }) => heading === '保険者番号');
  const present = new Set(
    list.rows.flatMap((cells) => {
      const number = String(cells[0]);
      return [workKey('', number), workKey(insurer < 0 ? '' : String(cells[insurer]), number)];
    }),
  );
  return [...entries].filter(([key]) => !present.has(key)).map(([, entry]) => entry);
}

/** Their entries, each in the column that it stood in. */
function leftBlocks(left: readonly WorkEntry[], { columns }: ExtractionList, row: number): Block[] {
  if (left.length === 0) return [];
  const cells = left.map(({ insurer, number, name, cells: written }) => {
    let next = 0;
    return columns.map(({ heading, part }) => {
      if (part === 'work') return written[next++] ?? '';
      return { 被保険者番号: number, 保険者番号: insurer, 氏名: name }[heading] ?? '';
    });
  });
  return [
    line(row, [LEFT_THE_LIST], { style: 'label' }),
    { row: row + 1, column: 0, cells, formats: columns.map(() => '@'), style: 'list' },
  ];
}

interface ListSheet {
  readonly name: string;
  readonly table: string;
  readonly list: ExtractionList;
  readonly said: readonly Said[];
  readonly entries: ListWork | undefined;
}

/** The heading in the first row, the persons, what is said of them, and who left the list with something written. */
function* sheetOf({ name, table, list, said, entries }: ListSheet): Steps<SheetSpec> {
  yield;
  const columnWidths = yield* listWidths(list);
  const printed = printedColumns(list, columnWidths);
  const rows = Math.max(list.rows.length, 1) + 1;
  const first = rows + 1;
  const blocks = [
    ...(yield* listBlocks(list, columnWidths)),
    ...said.map(({ text, style }, index) => line(first + index, [text], { style })),
    ...leftBlocks(leftTheList(entries, list), list, first + said.length + 1),
  ];
  yield;
  const end = blocks.reduce((last, { row, cells }) => Math.max(last, row + cells.length), 0);
  return withRowHeights({
    name,
    blocks,
    columnWidths,
    merges: said.map((_, index) => ({ row: first + index, column: 0, rows: 1, columns: printed })),
    tables: [{ name: table, row: 0, column: 0, rows, columns: list.columns.length }],
    frozenRows: 1,
    frozenColumns: namesFrozen(list),
    print: {
      orientation: 'landscape',
      notice: PRIVACY,
      area: { row: 0, column: 0, rows: end, columns: printed },
    },
  });
}

/** The sheet of one purpose. `stamp` says which data and conditions the list came from. */
export const extractionSheet = (extraction: Extraction, id: CriterionId, stamp: string): SheetSpec =>
  atOnce(extractionSheetSteps(extraction, id, stamp));

/** The same in steps. */
export function* extractionSheetSteps(extraction: Extraction, id: CriterionId, stamp: string): Steps<SheetSpec> {
  return yield* sheetOf({
    name: extractionSheetName(id),
    table: extractionTableName(id),
    list: yield* extractionRowsSteps(extraction, id),
    said: aboutPurpose(extraction, id, stamp),
    entries: extraction.work?.get(id),
  });
}

/** 対象者一覧: everybody who meets a purpose, each in one row, so that one person is one visit. */
export const everybodySheet = (extraction: Extraction, stamp: string): SheetSpec =>
  atOnce(everybodySheetSteps(extraction, stamp));

/** The same in steps. */
export function* everybodySheetSteps(extraction: Extraction, stamp: string): Steps<SheetSpec> {
  const list = yield* everybodyRowsSteps(extraction);
  return yield* sheetOf({
    name: EVERYBODY_SHEET,
    table: 'IKKATSU_everybody',
    list,
    said: aboutEverybody(extraction, list.rows.length, stamp),
    entries: extraction.work?.get('everybody'),
  });
}
