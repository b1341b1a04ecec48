/** Data validation between Office.js rules and xlsx files. */
import type { DataValidation, ValidationOperator, ValidationType } from 'hucre';
import { parseRect, rectAddress } from '../../formula';
import type { ValidationRule } from '../book/layout';

const TYPES: Record<string, ValidationType> = {
  list: 'list',
  wholeNumber: 'whole',
  decimal: 'decimal',
  date: 'date',
  time: 'time',
  textLength: 'textLength',
  custom: 'custom',
};
const OPERATORS: Record<string, ValidationOperator> = {
  Between: 'between',
  NotBetween: 'notBetween',
  EqualTo: 'equal',
  NotEqualTo: 'notEqual',
  GreaterThan: 'greaterThan',
  LessThan: 'lessThan',
  GreaterThanOrEqualTo: 'greaterThanOrEqual',
  LessThanOrEqualTo: 'lessThanOrEqual',
};

function text(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value).replace(/^=/, '') : undefined;
}

/** Rules without a kind that files know are left out. */
export function toFileValidation({
  rect,
  rule,
  prompt,
  errorAlert,
  ignoreBlanks,
}: ValidationRule): DataValidation | null {
  const [kind] = Object.keys(rule);
  const type = TYPES[kind ?? ''];
  const detail = rule[kind ?? ''];
  if (!type || !detail) return null;
  const shared: DataValidation = {
    type,
    range: rectAddress(rect),
    allowBlank: ignoreBlanks ?? true,
    ...(prompt?.showPrompt === false
      ? {}
      : prompt && { showInputMessage: true, inputTitle: text(prompt.title), inputMessage: text(prompt.message) }),
    showErrorMessage: errorAlert?.showAlert !== false,
    ...(errorAlert && { errorTitle: text(errorAlert.title), errorMessage: text(errorAlert.message) }),
    errorStyle: ({ Warning: 'warning', Information: 'information' } as const)[String(errorAlert?.style)] ?? 'stop',
  };
  if (type === 'list') {
    const source = String(detail.source ?? '');
    return source.startsWith('=')
      ? { ...shared, formula1: source.slice(1) }
      : { ...shared, values: source.split(',').map((item) => item.trim()) };
  }
  if (type === 'custom') return { ...shared, formula1: text(detail.formula) };
  return {
    ...shared,
    operator: OPERATORS[String(detail.operator)] ?? 'between',
    formula1: text(detail.formula1),
    formula2: text(detail.formula2),
  };
}

export function fromFileValidation(file: DataValidation): ValidationRule | null {
  const rect = parseRect(file.range);
  const kind = Object.keys(TYPES).find((name) => TYPES[name] === file.type);
  if (!rect || !kind) return null;
  const operator = Object.keys(OPERATORS).find((name) => OPERATORS[name] === (file.operator ?? 'between'));
  const number = (value: string | undefined): unknown =>
    value !== undefined && value !== '' && Number.isFinite(Number(value)) ? Number(value) : value && `=${value}`;
  const detail: Record<string, unknown> =
    kind === 'list'
      ? { inCellDropDown: true, source: file.values?.join(',') ?? `=${file.formula1 ?? ''}` }
      : kind === 'custom'
        ? { formula: `=${file.formula1 ?? ''}` }
        : { operator, formula1: number(file.formula1), formula2: number(file.formula2) };
  return {
    rect,
    rule: { [kind]: detail },
    ignoreBlanks: file.allowBlank,
    prompt: file.inputMessage
      ? { showPrompt: true, title: file.inputTitle ?? '', message: file.inputMessage }
      : undefined,
    errorAlert: {
      showAlert: file.showErrorMessage ?? true,
      title: file.errorTitle ?? '',
      message: file.errorMessage ?? '',
    },
  };
}
