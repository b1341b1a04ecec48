/** The sheet 取込結果: what was read, what was set aside and why, how well the columns could be read. */
import { fiscalYearName } from './years';
import { dataWords } from './dataStamp';
import { criterionById, type CriteriaSettings, type CriterionCount, type Readiness } from '../criteria';
import {
  accountOf,
  columnWords,
  COMPARATOR_WORDS,
  FIELDS,
  messagesOf,
  type Intake,
  type SetAsideReason,
  type SourceReport,
  type YearOverview,
} from '../kdb';
import { distributionsPart, gapsPart, publishedPart, type Part } from './qualityParts';
import { INTAKE_SHEET, NAMED_CELLS, SUPPORT_SHEET } from './sheetNames';
import { line, type Block, type CellLook, type MergeSpec, type SheetSpec, type SpecValue } from './sheetSpec';
import { withPaperWidths } from './pageBreaks';
import { withRowHeights } from './textSize';
import { KIND_WORDS, sourceName, STATUS_WORDS } from './words';
import { placedPart, yearsPart } from './yearParts';

export interface IntakeFacts {
  readonly intake: Intake;
  readonly readiness: readonly Readiness[];
  /** What each fiscal year has; absent: the sheet says nothing of other years. */
  readonly years?: readonly YearOverview[];
  /** The ten purposes and the conditions they were counted under; absent: the sheet says nothing of rates and gaps. */
  readonly counted?: { readonly counts: readonly CriterionCount[]; readonly settings: CriteriaSettings };
  /** What is to be said of the rows of 支援記録; absent: there is none. */
  readonly support?: readonly string[];
  /** Which data and conditions the figures of this extraction came from. */
  readonly stamp: string;
  /** When the sheets were written, in words. */
  readonly writtenAt: string;
}

/** Columns of the sheet; a part with fewer columns lets its last one run to the right edge. */
const COLUMN_WIDTHS = [36, 28, 26, 30, 12, 12, 12, 32] as const;

const TOTAL = '合計';
/** Words that stand in the middle of their column. */
const SHORT_WORDS: ReadonlySet<string> = new Set(['一致', '不一致', 'そろっている', '足りない']);

function setAsideOf(source: SourceReport): [SetAsideReason, number][] {
  return Object.entries(source.setAside) as [SetAsideReason, number][];
}

function ledger(sources: readonly SourceReport[]): Part {
  const rows = sources.map((source): SpecValue[] => {
    const aside = setAsideOf(source).reduce((sum, [, count]) => sum + count, 0);
    return [
      sourceName(source),
      source.layout.name,
      source.kinds.map((kind) => KIND_WORDS[kind]).join('・'),
      STATUS_WORDS[source.layout.status],
      source.rows,
      source.used,
      aside,
      source.rows === source.used + aside ? '一致' : '不一致',
    ];
  });
  const sum = (index: number): number => rows.reduce((total, cells) => total + Number(cells[index]), 0);
  return {
    heading: '読み込んだ書き出し（読んだ行 = 使った行 + 除いた行）',
    columns: [
      '書き出し',
      'レイアウト',
      '種類',
      'レイアウトの位置づけ',
      '読んだ行',
      '使った行',
      '除いた行',
      '行数の確認',
    ],
    rows: [...rows, [TOTAL, '', '', '', sum(4), sum(5), sum(6), sum(4) === sum(5) + sum(6) ? '一致' : '不一致']],
    none: '読み込んだ書き出しはありません。',
  };
}

function setAside(sources: readonly SourceReport[]): Part {
  return {
    heading: '除いた行とその理由',
    columns: ['書き出し', '理由', '行数', '行番号（はじめの 20 行まで）'],
    rows: sources.flatMap((source) =>
      setAsideOf(source).map(([reason, count]): SpecValue[] => [
        sourceName(source),
        reason,
        count,
        (source.setAsideRows[reason] ?? []).join(', '),
      ]),
    ),
    none: '除いた行はありません。',
  };
}

function columnsRead(sources: readonly SourceReport[]): Part {
  return {
    heading: '使わなかった列で、理由のあるもの',
    columns: ['書き出し', '列の見出し', '理由'],
    rows: sources.flatMap((source) =>
      source.columns
        .filter(({ remark }) => remark !== undefined)
        .map((column): SpecValue[] => [sourceName(source), columnWords(column), column.remark ?? '']),
    ),
    none: 'ありません。',
  };
}

function quality({ quality: columns }: Intake): Part {
  return {
    heading: '列ごとの読み取り',
    columns: [
      '書き出し',
      '列の見出し',
      '項目',
      '値あり',
      '空欄',
      '読めない',
      '範囲外',
      '読めない・範囲外の行（はじめの 5 行まで）',
    ],
    rows: columns.map((column) => [
      sourceName(column),
      column.index === undefined ? column.heading : columnWords({ index: column.index, heading: column.heading }),
      FIELDS[column.field].label,
      column.filled,
      column.blank,
      column.unreadable,
      column.outOfRange,
      column.examples.join(', '),
    ]),
    none: 'ありません。',
  };
}

/** The aggregate forms: no persons, but figures that cells ask for by KDBFIGURE. */
function aggregatesPart({ aggregates = [] }: Intake): Part {
  const rows = aggregates.map((aggregate): SpecValue[] => {
    const aside = Object.values(aggregate.setAside).reduce((sum, count) => sum + count, 0);
    return [
      sourceName(aggregate),
      aggregate.form.name,
      [...new Set(aggregate.records.map(({ comparator }) => COMPARATOR_WORDS[comparator][0]))].join('・'),
      STATUS_WORDS[aggregate.form.status],
      aggregate.rows,
      aggregate.used,
      aside,
      aggregate.rows === aggregate.used + aside ? '一致' : '不一致',
    ];
  });
  return {
    heading: '集計表（KDB の帳票）',
    columns: ['集計表', '帳票', '比較できる相手', '帳票の位置づけ', '読んだ行', '使った行', '除いた行', '行数の確認'],
    rows,
    none: '集計表はありません。',
  };
}

function unrecognised({ unrecognised: inputs }: Intake): Part {
  return {
    heading: '書き出しと認められなかったシート',
    columns: ['シート', '理由'],
    rows: inputs.map((input) => [sourceName(input), input.why]),
    none: 'ありません。',
  };
}

function readinessPart(readiness: readonly Readiness[]): Part {
  return {
    heading: '抽出目的ごとの準備',
    columns: ['抽出目的', '列', '足りない列', '説明'],
    rows: readiness.map(({ id, ready, absent, notice, remarks }) => [
      criterionById(id).name,
      ready ? 'そろっている' : '足りない',
      absent.map(({ label }) => label).join('、'),
      [notice, ...remarks].filter((text) => text !== '').join(' '),
    ]),
    none: '',
  };
}

/** So many notices of 支援記録 stand here; its own column 行の確認 names every row. */
const TOLD_OF_SUPPORT = 50;

function noticesPart(intake: Intake, support: readonly string[] = []): Part {
  const more = support.length - TOLD_OF_SUPPORT;
  const ofSupport = [
    ...support.slice(0, TOLD_OF_SUPPORT),
    ...(more > 0 ? [`ほか ${more} 件は、様式を書くと支援記録の「行の確認」の列に入ります。`] : []),
  ];
  const texts = [
    ['全体', accountOf(intake)],
    ...messagesOf(intake).map(({ file, sheet, text }): SpecValue[] => [
      file === undefined ? '全体' : sourceName({ file, ...(sheet !== undefined && { sheet }) }),
      text,
    ]),
    ...ofSupport.map((words): SpecValue[] => [SUPPORT_SHEET, words]),
  ];
  return { heading: '注意', columns: ['対象', '内容'], rows: texts, none: 'ありません。' };
}

/** The cells of a part; texts are kept as text, whatever a file or a heading is called. */
function blocksOf(part: Part, first: number): { blocks: Block[]; merges: MergeSpec[]; next: number } {
  const heading = line(first, [part.heading], { style: 'heading' });
  const across = (row: number, column: number, rows: number): MergeSpec[] =>
    column >= COLUMN_WIDTHS.length - 1 ? [] : [{ row, column, rows, columns: COLUMN_WIDTHS.length - column }];
  if (part.rows.length === 0) {
    return {
      blocks: [heading, line(first + 1, [part.none], { style: 'note' })],
      merges: across(first + 1, 0, 1),
      next: first + 3,
    };
  }
  const isNumber = part.columns.map((_, index) => {
    const values = part.rows.map((cells) => cells[index]).filter((value) => value !== '');
    return values.length > 0 && values.every((value) => typeof value === 'number');
  });
  const columns = isNumber.map((each, index): CellLook => {
    const words = part.rows.every((cells) => SHORT_WORDS.has(String(cells[index])));
    return each ? { align: 'right', indent: 1 } : { align: words ? 'center' : 'left' };
  });
  // The cells that the last column runs over wear the same lines.
  const empty = new Array<SpecValue>(COLUMN_WIDTHS.length - part.columns.length).fill('');
  const widened = (cells: readonly SpecValue[]): SpecValue[] => [...cells, ...empty];
  const rows = part.rows.map(widened);
  const total = part.rows.at(-1)?.[0] === TOTAL ? [rows.pop()!] : [];
  const formats = isNumber.map((each) => (each ? '#,##0' : '@'));
  const body = first + 2;
  return {
    blocks: [
      heading,
      line(first + 1, widened(part.columns), { style: 'header', columns }),
      { row: body, column: 0, cells: rows, formats, style: 'body', columns },
      ...total.map((cells) => line(body + rows.length, cells, { formats, style: 'total', columns })),
    ],
    merges: across(first + 1, part.columns.length - 1, part.rows.length + 1),
    next: body + part.rows.length + 1,
  };
}

/** Rows that have room on a page below their heading. */
const PIECE_ROWS = 18;

/** A part in pieces that stand on one page each: the heading is said again over every further one. */
function piecesOf(part: Part): Part[] {
  if (part.rows.length <= PIECE_ROWS) return [part];
  // Equal pieces: none is left with a row or two.
  const count = Math.ceil(part.rows.length / PIECE_ROWS);
  const size = Math.ceil(part.rows.length / count);
  return Array.from({ length: count }, (_, index) => ({
    ...part,
    heading: index === 0 ? part.heading : `${part.heading}（続き）`,
    rows: part.rows.slice(index * size, (index + 1) * size),
  }));
}

/** The whole sheet. */
export function intakeSheet({ intake, readiness, years, counted, stamp, writtenAt, support }: IntakeFacts): SheetSpec {
  const fact = (row: number, label: string, value: SpecValue, format = '@'): Block[] => [
    line(row, [label], { style: 'label' }),
    { row, column: 1, cells: [[value]], formats: [format], columns: [{ align: 'left' }] },
  ];
  const last = COLUMN_WIDTHS.length;
  const blocks: Block[] = [
    line(0, ['取込結果'], { style: 'title' }),
    ...fact(1, 'データ', dataWords(stamp)),
    // Functions and the comparison of sheets ask for the stamp itself: it stands out of sight.
    { row: 1, column: last, cells: [[stamp]], formats: ['@'] },
    ...fact(2, '抽出年度', fiscalYearName(intake.fiscalYear)),
    { row: 2, column: 2, cells: [[intake.fiscalYearBasis]], style: 'note' },
    ...fact(3, '被保険者数', intake.table.size, '#,##0"人"'),
    ...fact(4, '作成日時', writtenAt),
  ];
  const merges: MergeSpec[] = [
    { row: 1, column: 1, rows: 1, columns: 2 },
    { row: 2, column: 2, rows: 1, columns: last - 2 },
  ];
  let row = 6;
  const parts = [
    ledger(intake.sources),
    setAside(intake.sources),
    placedPart(intake.sources),
    ...(years === undefined || counted === undefined ? [] : [yearsPart(years, counted.settings)]),
    readinessPart(readiness),
    ...(counted === undefined
      ? []
      : [gapsPart(intake, counted.settings, counted.counts), publishedPart(counted.counts)]),
    noticesPart(intake, support),
    aggregatesPart(intake),
    unrecognised(intake),
    columnsRead(intake.sources),
    distributionsPart(intake.distributions ?? []),
    quality(intake),
  ];
  let lastHeader = row;
  const together: { row: number; rows: number }[] = [];
  for (const part of parts.flatMap((each, index) => (index === parts.length - 1 ? [each] : piecesOf(each)))) {
    const placed = blocksOf(part, row);
    together.push({ row, rows: Math.min(placed.next - row, PIECE_ROWS + 2) });
    blocks.push(...placed.blocks);
    merges.push(...placed.merges);
    lastHeader = row + 1;
    row = placed.next;
  }
  return withRowHeights(
    withPaperWidths({
      name: INTAKE_SHEET,
      blocks,
      columnWidths: [...COLUMN_WIDTHS, 8],
      hiddenColumns: [last],
      merges,
      names: [{ name: NAMED_CELLS.stamp, row: 1, column: last }],
      frozenRows: 1,
      // The last part is the long one: its headings stand on every further page.
      print: { orientation: 'landscape', repeatedRow: lastHeader, together },
    }),
  );
}
