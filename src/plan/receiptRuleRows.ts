/** The rows of レセプトの数え方 behind the criteria of 抽出条件. */
import { cellAddress } from '../formula';
import { defaultReceiptRules, type ReceiptRules } from '../kdb';
import { CENTRED, CONDITIONS_COLUMNS, HEADINGS, toTheEdge } from './conditionsColumns';
import { RECEIPT_RULE_ROWS } from './receiptRulesBlock';
import { line, type Block, type SpecValue, type ValidationSpec } from './sheetSpec';

const RECEIPT_RULES_SENTENCE =
  '1 行が 1 つの薬や病名のレセプト（長い形）を読んだとき、処方薬剤数・睡眠薬・糖尿病薬・高血圧薬・病名・重複投薬をこの数え方で作ります。';
const RECEIPT_RULES_STATUS =
  '位置づけ: 慣行・未確認。薬剤の数え方、期間、薬効分類や病名の公式の一覧は公開されていません。1 人 1 行の集計表（処方薬剤数 などの列）を読んだときは、その列の値を使います。';

/** レセプトの数え方, behind the criteria: the sentence what it is for, then a row a rule. */
export function receiptRuleBlocks(first: number, rules: ReceiptRules) {
  const over = new Array<SpecValue>(HEADINGS.length - CONDITIONS_COLUMNS.label - 1).fill('');
  const blocks: Block[] = [
    line(first, ['', 'レセプトの数え方', RECEIPT_RULES_SENTENCE, ...over], { style: 'sentence' }),
    line(first + 1, ['', '', RECEIPT_RULES_STATUS], { style: 'note' }),
  ];
  const validations: ValidationSpec[] = [];
  const defaults = defaultReceiptRules();
  RECEIPT_RULE_ROWS.forEach(({ key, label, possible: may, choices, status, note, write }, index) => {
    const row = first + 2 + index;
    const [value, standard] = [write(rules), write(defaults)];
    const [typed, usual] = [cellAddress(row, CONDITIONS_COLUMNS.value), cellAddress(row, CONDITIONS_COLUMNS.standard)];
    const format = typeof standard === 'string' ? '@' : undefined;
    blocks.push(
      line(row, [key, 'レセプトの数え方', label], { style: 'readOnly' }),
      { row, column: CONDITIONS_COLUMNS.value, cells: [[value]], style: 'input', formats: [format] },
      {
        row,
        column: CONDITIONS_COLUMNS.unit,
        cells: [['', standard]],
        formats: [undefined, format],
        style: 'readOnly',
        columns: [CENTRED, CENTRED],
      },
      {
        row,
        column: CONDITIONS_COLUMNS.difference,
        cells: [[`=IF(${typed}=${usual},"","既定と違います")`]],
        formulas: true,
        style: 'difference',
        columns: [CENTRED],
      },
      { row, column: CONDITIONS_COLUMNS.possible, cells: [[may, status, note]], style: 'readOnly', columns: [CENTRED] },
    );
    if (choices !== undefined)
      validations.push({
        row,
        column: CONDITIONS_COLUMNS.value,
        rows: 1,
        columns: 1,
        rule: { kind: 'list', of: choices },
        message: `「${label}」に入れられるのは ${may} です。`,
      });
  });
  const merges = [toTheEdge(first, CONDITIONS_COLUMNS.label), toTheEdge(first + 1, CONDITIONS_COLUMNS.label)];
  return { blocks, merges, validations, rows: RECEIPT_RULE_ROWS.length + 2 };
}
