/** レセプトの数え方 on the sheet 抽出条件: each rule a cell to type into, with its status; what stands there runs. */
import {
  AnalystError,
  defaultReceiptRules,
  RECEIPT_RULES,
  type Cell,
  type DiseaseList,
  type ReceiptRules,
  type ReceiptType,
} from '../kdb';
import type { SpecValue } from './sheetSpec';
import { STATUS_WORDS } from './words';

/** Keys of the rows begin with this; the rest names the rule. */
const PREFIX = 'receiptRule:';

const UNITS = { 医薬品コードの種類: 'drug', 薬効分類の種類: 'effect' } as const;
const PERIODS = { 最も多い月: 'busiestMonth', 最も新しい月: 'latestMonth', 年度全体: 'year' } as const;
const TYPES: Readonly<Record<string, ReceiptType>> = {
  入院: 'inpatient',
  外来: 'outpatient',
  歯科: 'dental',
  調剤: 'pharmacy',
};
const LEAST_DAYS = { low: 1, high: 366 } as const;
const DUPLICATE = /^(\d{1,2})(?:医療)?機関(?:以上)?[・×,]?(\d{1,2})(?:薬効|つ|種類)?(?:以上)?$/;

const nameOf = <T>(words: Readonly<Record<string, T>>, value: T): string =>
  Object.keys(words).find((word) => words[word] === value) ?? '';

/** One spelling of width; parts of a list are separated by 、 or a comma. */
const plain = (cell: Cell): string =>
  String(cell ?? '')
    .normalize('NFKC')
    .trim();
const partsOf = (text: string): string[] =>
  text
    .split(/[、,;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** One row of the block: how its value is written and read. `read` answers undefined for what it does not understand. */
interface RuleRow {
  readonly key: string;
  readonly label: string;
  /** What may stand there, in words. */
  readonly possible: string;
  /** Chosen from a list. */
  readonly choices?: readonly string[];
  readonly status: string;
  readonly note: string;
  readonly write: (rules: ReceiptRules) => SpecValue;
  readonly read: (text: string, before: ReceiptRules) => Partial<ReceiptRules> | undefined;
}

type ListKey = 'hypnoticEffects' | 'dmEffects' | 'htEffects' | 'suspicions';
type DiseaseKey = 'dmDiseases' | 'cvdDiseases';

const rowOf = (key: keyof ReceiptRules) => {
  const found = RECEIPT_RULES.find((rule) => rule.key === key)!;
  return { key: `${PREFIX}${key}`, label: found.label, status: STATUS_WORDS[found.status], note: found.note };
};

function chosen<K extends 'drugUnit' | 'drugPeriod'>(
  key: K,
  words: Readonly<Record<string, ReceiptRules[K]>>,
): RuleRow {
  const choices = Object.keys(words);
  return {
    ...rowOf(key),
    possible: choices.join('・'),
    choices,
    write: (rules) => nameOf(words, rules[key]),
    read: (text) => (text in words ? ({ [key]: words[text] } as Partial<ReceiptRules>) : undefined),
  };
}

/** A list of texts; of codes where `code` is given. */
function list(key: ListKey, possible: string, code?: RegExp): RuleRow {
  return {
    ...rowOf(key),
    possible,
    write: (rules) => rules[key].join('、'),
    read: (text) => {
      const parts = partsOf(text);
      const fits = code === undefined || parts.every((part) => code.test(part));
      return fits && parts.length > 0 ? { [key]: parts } : undefined;
    },
  };
}

function disease(key: DiseaseKey): RuleRow[] {
  const { key: base, label, status, note } = rowOf(key);
  const part = (field: keyof DiseaseList, name: string, possible: string, remark: string, code?: RegExp): RuleRow => ({
    key: `${base}.${field}`,
    label: `${label}（${name}）`,
    status,
    note: remark,
    possible,
    write: (rules) => rules[key][field].join('、'),
    read: (text, before) => {
      const parts = partsOf(text);
      return code === undefined || parts.every((each) => code.test(each))
        ? { [key]: { ...before[key], [field]: parts } }
        : undefined;
    },
  });
  return [
    part('codes', 'ICD-10', 'ICD-10 の始まり（例 E11）。「、」で並べる', note, /^[A-Za-z]\d{1,4}(\.\d)?$/),
    part('words', '病名の語', '病名に含まれる語。「、」で並べる', ''),
    part('butNot', '除く病名', 'この語を含む病名は数えない', ''),
  ];
}

const EFFECT = /^\d{2,6}$/;

/** All rows, in the order in which they stand. */
export const RECEIPT_RULE_ROWS: readonly RuleRow[] = [
  chosen('drugUnit', UNITS),
  chosen('drugPeriod', PERIODS),
  {
    ...rowOf('minimumDays'),
    possible: `${LEAST_DAYS.low}〜${LEAST_DAYS.high}（日）`,
    write: (rules) => rules.minimumDays,
    read: (text) => {
      const days = Number(text.replace(/日$/, ''));
      return Number.isInteger(days) && days >= LEAST_DAYS.low && days <= LEAST_DAYS.high
        ? { minimumDays: days }
        : undefined;
    },
  },
  {
    ...rowOf('drugReceipts'),
    possible: `${Object.keys(TYPES).join('・')} を「、」で並べる`,
    write: (rules) => rules.drugReceipts.map((type) => nameOf(TYPES, type)).join('、'),
    read: (text) => {
      const parts = partsOf(text.replace(/・/g, '、'));
      return parts.length > 0 && parts.every((part) => part in TYPES)
        ? { drugReceipts: parts.map((part) => TYPES[part]!) }
        : undefined;
    },
  },
  list('hypnoticEffects', '薬効分類の始まりの数字。「、」で並べる', EFFECT),
  list('dmEffects', '薬効分類の始まりの数字。「、」で並べる', EFFECT),
  list('htEffects', '薬効分類の始まりの数字。「、」で並べる', EFFECT),
  ...disease('dmDiseases'),
  ...disease('cvdDiseases'),
  list('suspicions', '病名に含まれる語。「、」で並べる'),
  {
    ...rowOf('duplicates'),
    possible: '「3機関以上・1薬効以上」の形。「、」で並べる',
    write: (rules) =>
      rules.duplicates.map(({ institutions, effects }) => `${institutions}機関以上・${effects}薬効以上`).join('、'),
    read: (text) => {
      const found = partsOf(text).map((part) => DUPLICATE.exec(part.replace(/\s/g, '')));
      return found.length > 0 && found.every((match) => match !== null)
        ? { duplicates: found.map((match) => ({ institutions: Number(match![1]), effects: Number(match![2]) })) }
        : undefined;
    },
  },
];

/** Whether a row of 抽出条件 is one of the block. */
export const isReceiptRule = (key: string): boolean => key.startsWith(PREFIX);

/**
 * The rules that the rows say; a row that is gone, or blank, keeps its default. Throws settings.receiptRule naming the cell.
 */
export function receiptRulesFrom(
  rows: readonly { readonly key: string; readonly value: Cell; readonly cell: string }[],
): ReceiptRules {
  let rules = defaultReceiptRules();
  for (const { key, value, cell } of rows) {
    const row = RECEIPT_RULE_ROWS.find((each) => each.key === key);
    const text = plain(value);
    const mayBeEmpty = key.endsWith('.butNot');
    if (row === undefined || (text === '' && !mayBeEmpty)) continue;
    const said = row.read(text, rules);
    if (said === undefined)
      throw new AnalystError('settings.receiptRule', {
        cell,
        label: row.label,
        value: String(value),
        possible: row.possible,
      });
    rules = { ...rules, ...said };
  }
  return rules;
}
