/** The sheet 抽出条件: every threshold and switch as a cell to type into. What stands there is what runs. */
import { cellAddress } from '../formula';
import {
  CRITERIA,
  defaultSettings,
  titleOf,
  wording,
  type CriteriaSettings,
  type CriterionDefinition,
  type Parameter,
} from '../criteria';
import { defaultReceiptRules, type ReceiptRules } from '../kdb';
import { CENTRED, CONDITIONS_COLUMNS, HEADINGS, LOOKS, toTheEdge } from './conditionsColumns';
import { excludedCell, EXCLUDED_LABEL, EXCLUDED_REMARK, type TypedExclusion } from './excludedCell';
import { listColumnsCell, LIST_COLUMNS_LABEL, LIST_COLUMNS_REMARK } from './listColumnsCell';
import { receiptRuleBlocks } from './receiptRuleRows';
import { CONDITIONS_SHEET, NAMED_CELLS } from './sheetNames';
import { line, type Block, type SheetSpec, type SpecValue, type ValidationSpec } from './sheetSpec';
import { withPaperWidths } from './pageBreaks';
import { withRowHeights } from './textSize';
import { STATUS_WORDS, SWITCH_WORDS } from './words';

/** Keys of the rows above the criteria. */
export const CONDITIONS_KEYS = {
  fiscalYear: 'fiscalYear',
  referenceDate: 'referenceDate',
  joinByBirth: 'joinByBirth',
  withoutLeavers: 'withoutLeavers',
  excludedPersons: 'excludedPersons',
  listColumns: 'listColumns',
} as const;

/** How the switch is called in the sheet and in messages. */
export const JOIN_BY_BIRTH_LABEL = '生年月日で結合';
export const WITHOUT_LEAVERS_LABEL = '資格喪失者を除く';

const FIRST_CRITERION_ROW = 10;
const COLUMN_WIDTHS = [10, 32, 31, 20, 10, 14, 17, 15, 18, 30];
/** The rows above the criteria. */
const TOP_ROWS = {
  legend: 3,
  fiscalYear: 4,
  referenceDate: 5,
  joinByBirth: 6,
  withoutLeavers: 7,
  excludedPersons: 8,
} as const;
const HOW_IT_RUNS =
  '色のついた「値」の欄がそのまま抽出に使われます。書きかえると、セルの関数はすぐに、一覧は「抽出を実行」で新しい条件になります。';
const NUMERIC_YEAR = [1990, 2100] as const;

/** What stands in the sheet; null is automatic. `referenceDate` in days since 1970-01-01. */
export interface ConditionValues {
  readonly fiscalYear: number | null;
  readonly referenceDate: number | null;
  /** Whether rows whose number fits nobody are joined by birth date, sex and kana: 介護保険の番号, a number changed at 75. */
  readonly joinByBirth: boolean;
  /** Whether persons who left on or before the reference date are set aside. */
  readonly withoutLeavers: boolean;
  /** 対象外者数 of 健診受診率 where the export has no such column. */
  readonly excludedPersons: readonly TypedExclusion[];
  readonly settings: CriteriaSettings;
  /** How receipts in long form are counted. */
  readonly receiptRules: ReceiptRules;
  /** 一覧に出す列: headings of the exports. */
  readonly listColumns: readonly string[];
}

export const DEFAULT_CONDITIONS: ConditionValues = {
  fiscalYear: null,
  referenceDate: null,
  joinByBirth: false,
  withoutLeavers: true,
  excludedPersons: [],
  settings: defaultSettings(),
  receiptRules: defaultReceiptRules(),
  listColumns: [],
};

/** Days from Excel's day 0 (1899-12-30) to 1970-01-01. */
export const EXCEL_EPOCH_OFFSET = 25569;

/** How a threshold or switch is written in its cell: a number, 使う/使わない, or the sign of a class. */
export function cellValue(parameter: Parameter, value: number | boolean): SpecValue {
  if (typeof value === 'boolean') return value ? SWITCH_WORDS.on : SWITCH_WORDS.off;
  return parameter.choices?.find((choice) => choice.value === value)?.label ?? value;
}

function possible(parameter: Parameter): string {
  if (parameter.kind === 'switch') return `${SWITCH_WORDS.on}・${SWITCH_WORDS.off}`;
  if (parameter.choices !== undefined) return parameter.choices.map(({ label }) => label).join('・');
  const [low, high] = parameter.range ?? ['', ''];
  return `${low}〜${high}`;
}

function validationOf(parameter: Parameter, row: number): ValidationSpec {
  const cell = { row, column: CONDITIONS_COLUMNS.value, rows: 1, columns: 1 };
  const message = `「${parameter.label}」に入れられるのは ${possible(parameter)} です。`;
  if (parameter.kind === 'switch') {
    return { ...cell, rule: { kind: 'list', of: [SWITCH_WORDS.on, SWITCH_WORDS.off] }, message };
  }
  if (parameter.choices !== undefined) {
    return { ...cell, rule: { kind: 'list', of: parameter.choices.map(({ label }) => label) }, message };
  }
  const [low, high] = parameter.range ?? [-1e15, 1e15];
  return { ...cell, rule: { kind: 'number', between: [low, high] }, message };
}

/** Rows of one criterion: the sentence and where it comes from, with room to run over the columns, then its parameters. */
function criterionBlocks(criterion: CriterionDefinition, first: number, settings: CriteriaSettings) {
  const { id, version, source, status, remarks } = criterion;
  const reading = remarks.length === 0 ? '' : `  読み方: ${remarks.join(' ')}`;
  const origin = `出典: ${source}  版: ${version}  位置づけ: ${STATUS_WORDS[status]}${reading}`;
  // The cells that a sentence runs over wear the same ground and lines.
  const over = new Array<SpecValue>(HEADINGS.length - CONDITIONS_COLUMNS.label - 1).fill('');
  const blocks: Block[] = [
    line(first, [id, titleOf(criterion), wording(criterion, settings), ...over], { style: 'sentence' }),
    line(first + 1, ['', '', origin], { style: 'note' }),
  ];
  const merges = [toTheEdge(first, CONDITIONS_COLUMNS.label), toTheEdge(first + 1, CONDITIONS_COLUMNS.label)];
  const validations: ValidationSpec[] = [];
  criterion.parameters.forEach((parameter, index) => {
    const row = first + 2 + index;
    const key = `${criterion.id}.${parameter.id}`;
    const value = cellValue(parameter, settings[key] ?? parameter.default);
    const standard = cellValue(parameter, parameter.default);
    const isText = typeof standard === 'string';
    const cell = (column: number) => cellAddress(row, column);
    const [typed, usual] = [cell(CONDITIONS_COLUMNS.value), cell(CONDITIONS_COLUMNS.standard)];
    blocks.push(
      line(row, [key, criterion.name, parameter.label], { style: 'readOnly' }),
      { row, column: 3, cells: [[value]], style: 'input', formats: [isText ? '@' : undefined] },
      {
        row,
        column: 4,
        cells: [[parameter.unit ?? '', standard]],
        formats: [undefined, isText ? '@' : undefined],
        style: 'readOnly',
        columns: [CENTRED, CENTRED],
      },
      {
        row,
        column: CONDITIONS_COLUMNS.difference,
        formulas: true,
        style: 'difference',
        columns: [CENTRED],
        cells: [[`=IF(${typed}=${usual},"",${isText ? `"既定は "&${usual}` : `ROUND(${typed}-${usual},2)`})`]],
      },
      {
        row,
        column: CONDITIONS_COLUMNS.possible,
        cells: [[possible(parameter), STATUS_WORDS[parameter.status], parameter.note ?? '']],
        style: 'readOnly',
        columns: [CENTRED],
      },
    );
    validations.push(validationOf(parameter, row));
  });
  return { blocks, merges, validations, next: first + 2 + criterion.parameters.length };
}

/** The whole sheet with the given values. */
export function conditionsSheet(values: ConditionValues = DEFAULT_CONDITIONS): SheetSpec {
  const {
    fiscalYear,
    referenceDate,
    joinByBirth,
    withoutLeavers,
    excludedPersons,
    settings,
    receiptRules,
    listColumns,
  } = values;
  const {
    legend,
    fiscalYear: yearRow,
    referenceDate: dateRow,
    joinByBirth: joinRow,
    withoutLeavers: leaversRow,
    excludedPersons: excludedRow,
  } = TOP_ROWS;
  const general = (row: number, key: string, label: string, unit: string, remark: string): Block[] => [
    line(row, [key, '全体', label], { style: 'readOnly' }),
    {
      row,
      column: CONDITIONS_COLUMNS.unit,
      cells: [[unit, remark, '', '', '', '']],
      style: 'readOnly',
      columns: [CENTRED],
    },
  ];
  const input = (row: number, value: SpecValue, format?: string): Block => ({
    row,
    column: CONDITIONS_COLUMNS.value,
    cells: [[value]],
    style: 'input',
    formats: [format],
  });
  const top: Block[] = [
    line(0, ['', '抽出条件'], { style: 'title' }),
    line(1, ['', HOW_IT_RUNS], { style: 'note' }),
    line(2, ['', '既定値に戻すには、リボンの「既定値に戻す」を使います。'], { style: 'note' }),
    { row: legend, column: CONDITIONS_COLUMNS.value, cells: [['入力する欄']], style: 'input' },
    {
      row: legend,
      column: CONDITIONS_COLUMNS.unit,
      cells: [['この色の欄だけを書きかえます。ほかの欄は説明です。']],
      style: 'note',
    },
    ...general(yearRow, CONDITIONS_KEYS.fiscalYear, '抽出年度', '年度', '空欄なら、最新の健診受診日の年度'),
    input(yearRow, fiscalYear ?? ''),
    ...general(
      dateRow,
      CONDITIONS_KEYS.referenceDate,
      '基準日',
      '',
      '空欄なら、抽出年度の末日（この日までに資格を喪失した人を除く）',
    ),
    input(dateRow, referenceDate === null ? '' : referenceDate + EXCEL_EPOCH_OFFSET, 'yyyy/mm/dd'),
    ...general(
      joinRow,
      CONDITIONS_KEYS.joinByBirth,
      JOIN_BY_BIRTH_LABEL,
      '',
      '番号では台帳の誰にも当たらない行（介護保険の番号しかない認定、75 歳で番号が変わった人）を、生年月日・性別・カナで結び付ける',
    ),
    input(joinRow, joinByBirth ? SWITCH_WORDS.on : SWITCH_WORDS.off, '@'),
    ...general(
      leaversRow,
      CONDITIONS_KEYS.withoutLeavers,
      WITHOUT_LEAVERS_LABEL,
      '',
      '基準日までに資格を喪失した人を除く（被保険者数にも数えない）。使わないと、喪失した人も対象に含める',
    ),
    input(leaversRow, withoutLeavers ? SWITCH_WORDS.on : SWITCH_WORDS.off, '@'),
    ...general(excludedRow, CONDITIONS_KEYS.excludedPersons, EXCLUDED_LABEL, '人', EXCLUDED_REMARK),
    input(excludedRow, excludedCell(excludedPersons)),
    line(FIRST_CRITERION_ROW - 1, HEADINGS, { style: 'header', columns: LOOKS }),
  ];
  const merges = [
    ...[0, 1, 2].map((row) => toTheEdge(row, CONDITIONS_COLUMNS.purpose)),
    toTheEdge(legend, CONDITIONS_COLUMNS.unit),
    ...[yearRow, dateRow, joinRow, leaversRow, excludedRow].map((row) => toTheEdge(row, CONDITIONS_COLUMNS.standard)),
  ];
  const validations: ValidationSpec[] = [
    {
      row: 4,
      column: 3,
      rows: 1,
      columns: 1,
      rule: { kind: 'number', between: NUMERIC_YEAR },
      message: '抽出年度は西暦 4 けたで入れてください（空欄なら自動）。',
    },
    ...[
      { row: joinRow, label: JOIN_BY_BIRTH_LABEL },
      { row: leaversRow, label: WITHOUT_LEAVERS_LABEL },
    ].map(({ row, label }): ValidationSpec => ({
      row,
      column: CONDITIONS_COLUMNS.value,
      rows: 1,
      columns: 1,
      rule: { kind: 'list', of: [SWITCH_WORDS.on, SWITCH_WORDS.off] },
      message: `「${label}」に入れられるのは ${SWITCH_WORDS.on}・${SWITCH_WORDS.off} です。`,
    })),
  ];
  let row = FIRST_CRITERION_ROW;
  for (const criterion of CRITERIA) {
    const part = criterionBlocks(criterion, row, settings);
    top.push(...part.blocks);
    merges.push(...part.merges);
    validations.push(...part.validations);
    row = part.next;
  }
  const receipts = receiptRuleBlocks(row, receiptRules);
  top.push(...receipts.blocks);
  merges.push(...receipts.merges);
  validations.push(...receipts.validations);
  // Behind everything else: the rows above keep their places.
  const listRow = row + receipts.rows;
  top.push(
    ...general(listRow, CONDITIONS_KEYS.listColumns, LIST_COLUMNS_LABEL, '', LIST_COLUMNS_REMARK),
    input(listRow, listColumnsCell(listColumns), '@'),
  );
  merges.push(toTheEdge(listRow, CONDITIONS_COLUMNS.standard));
  return withRowHeights(
    withPaperWidths({
      name: CONDITIONS_SHEET,
      blocks: top,
      columnWidths: COLUMN_WIDTHS,
      merges,
      hiddenColumns: [CONDITIONS_COLUMNS.key],
      names: [
        { name: NAMED_CELLS.fiscalYear, row: 4, column: CONDITIONS_COLUMNS.value },
        { name: NAMED_CELLS.referenceDate, row: 5, column: CONDITIONS_COLUMNS.value },
        { name: NAMED_CELLS.joinByBirth, row: joinRow, column: CONDITIONS_COLUMNS.value },
        { name: NAMED_CELLS.withoutLeavers, row: leaversRow, column: CONDITIONS_COLUMNS.value },
        { name: NAMED_CELLS.excludedPersons, row: excludedRow, column: CONDITIONS_COLUMNS.value },
      ],
      validations,
      frozenRows: FIRST_CRITERION_ROW,
      print: { orientation: 'landscape' },
    }),
  );
}

/** Where the sentences of the criteria stand, so that they can be renewed without touching what the analyst typed. */
export function wordingCells(rows: readonly (readonly unknown[])[], settings: CriteriaSettings) {
  return rows.flatMap((cells, row) => {
    const criterion = CRITERIA.find(({ id }) => id === cells[CONDITIONS_COLUMNS.key]);
    return criterion === undefined
      ? []
      : [{ row, column: CONDITIONS_COLUMNS.label, text: wording(criterion, settings) }];
  });
}
