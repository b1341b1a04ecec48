/** The sheet 抽出条件: every threshold and switch as a cell to type into. What stands there is what runs. */
import {
  CRITERIA,
  defaultSettings,
  wording,
  type CriteriaSettings,
  type CriterionDefinition,
  type Parameter,
} from '../criteria';
import { CONDITIONS_SHEET, NAMED_CELLS } from './sheetNames';
import { addressOf, line, type Block, type SheetSpec, type SpecValue, type ValidationSpec } from './sheetSpec';
import { STATUS_WORDS, SWITCH_WORDS } from './words';

/** Columns of the sheet, counted from 0. The key column is hidden; it says what a row is when the sheet is read back. */
export const CONDITIONS_COLUMNS = {
  key: 0,
  purpose: 1,
  label: 2,
  value: 3,
  unit: 4,
  standard: 5,
  difference: 6,
} as const;

/** Keys of the two rows above the criteria. */
export const CONDITIONS_KEYS = { fiscalYear: 'fiscalYear', referenceDate: 'referenceDate' } as const;

const FIRST_CRITERION_ROW = 8;
const LAST_COLUMN = 11;
const NUMERIC_YEAR = [1990, 2100] as const;

const HEADINGS = [
  'キー',
  '抽出目的',
  '条件',
  '値',
  '単位',
  '既定値',
  '既定値との違い',
  '入れられる値',
  '位置づけ',
  '版',
  '出典',
  '備考',
];

/** What the two cells above the criteria hold; null is automatic. `referenceDate` in days since 1970-01-01. */
export interface ConditionValues {
  readonly fiscalYear: number | null;
  readonly referenceDate: number | null;
  readonly settings: CriteriaSettings;
}

export const DEFAULT_CONDITIONS: ConditionValues = {
  fiscalYear: null,
  referenceDate: null,
  settings: defaultSettings(),
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
  const { id, name, version, source, status, remarks } = criterion;
  const reading = remarks.length === 0 ? '' : `  読み方: ${remarks.join(' ')}`;
  const origin = `出典: ${source}  版: ${version}  位置づけ: ${STATUS_WORDS[status]}${reading}`;
  const blocks: Block[] = [
    line(first, [id, name, wording(criterion, settings)], { style: 'sentence' }),
    line(first + 1, ['', '', origin], { style: 'note' }),
  ];
  const validations: ValidationSpec[] = [];
  criterion.parameters.forEach((parameter, index) => {
    const row = first + 2 + index;
    const key = `${criterion.id}.${parameter.id}`;
    const value = cellValue(parameter, settings[key] ?? parameter.default);
    const standard = cellValue(parameter, parameter.default);
    const isText = typeof standard === 'string';
    const cell = (column: number) => addressOf(row, column);
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
      },
      {
        row,
        column: CONDITIONS_COLUMNS.difference,
        formulas: true,
        style: 'warning',
        cells: [[`=IF(${typed}=${usual},"",${isText ? `"既定は "&${usual}` : `ROUND(${typed}-${usual},2)`})`]],
      },
      {
        row,
        column: 7,
        cells: [[possible(parameter), STATUS_WORDS[parameter.status], version, source, parameter.note ?? '']],
        style: 'readOnly',
      },
    );
    validations.push(validationOf(parameter, row));
  });
  return { blocks, validations, next: first + 2 + criterion.parameters.length };
}

/** The whole sheet with the given values. */
export function conditionsSheet(values: ConditionValues = DEFAULT_CONDITIONS): SheetSpec {
  const { fiscalYear, referenceDate, settings } = values;
  const top: Block[] = [
    line(0, ['', '抽出条件'], { style: 'title' }),
    line(
      1,
      [
        '',
        '色のついた「値」の欄がそのまま抽出に使われます。書きかえると、セルの関数はすぐに、一覧は「抽出を実行」で新しい条件になります。',
      ],
      { style: 'note' },
    ),
    line(2, ['', '既定値に戻すには、リボンの「既定値に戻す」を使います。'], { style: 'note' }),
    line(4, [CONDITIONS_KEYS.fiscalYear, '全体', '抽出年度'], { style: 'readOnly' }),
    { row: 4, column: 3, cells: [[fiscalYear ?? '']], style: 'input' },
    { row: 4, column: 4, cells: [['年度']], style: 'readOnly' },
    { row: 4, column: 7, cells: [['空欄なら、最新の健診受診日の年度']], style: 'readOnly' },
    line(5, [CONDITIONS_KEYS.referenceDate, '全体', '基準日'], { style: 'readOnly' }),
    {
      row: 5,
      column: 3,
      cells: [[referenceDate === null ? '' : referenceDate + EXCEL_EPOCH_OFFSET]],
      style: 'input',
      formats: ['yyyy/mm/dd'],
    },
    {
      row: 5,
      column: 7,
      cells: [['空欄なら、抽出年度の末日（この日までに資格を喪失した人を除く）']],
      style: 'readOnly',
    },
    line(FIRST_CRITERION_ROW - 1, HEADINGS, { style: 'header' }),
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
  ];
  let row = FIRST_CRITERION_ROW;
  for (const criterion of CRITERIA) {
    const part = criterionBlocks(criterion, row, settings);
    top.push(...part.blocks);
    validations.push(...part.validations);
    row = part.next;
  }
  return {
    name: CONDITIONS_SHEET,
    blocks: top,
    columnWidths: [undefined, 26, 34, 12, 14, 10, 18, 22, 22, 12, 50, 60].slice(0, LAST_COLUMN + 1),
    hiddenColumns: [CONDITIONS_COLUMNS.key],
    names: [
      { name: NAMED_CELLS.fiscalYear, row: 4, column: CONDITIONS_COLUMNS.value },
      { name: NAMED_CELLS.referenceDate, row: 5, column: CONDITIONS_COLUMNS.value },
    ],
    validations,
    frozenRows: FIRST_CRITERION_ROW,
    print: { orientation: 'landscape' },
  };
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
