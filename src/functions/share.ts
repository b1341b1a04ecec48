/** Shares between 0 and 1 on their way to a cell: with the format of a percentage, where Excel takes numbers with formats. */

/** A share between 0 and 1. */
export class Share {
  constructor(readonly value: number) {}
}

const FORMAT = '0.0%';

/**
 * Whether functions may answer data types: requirement set CustomFunctionsRuntime 1.4. Volume-licensed and other perpetual
 * versions have 1.3 at most. Source: Microsoft Learn, "Custom Functions requirement sets"; the metadata allow it
 * (allowCustomDataForDataTypeAny).
 */
function takesFormats(): boolean {
  return typeof Office !== 'undefined' && Office.context?.requirements?.isSetSupported('CustomFunctionsRuntime', '1.4');
}

/** A number with a format as Excel takes it: Double since ExcelApi 1.19, before that the type of its own, 1.16. */
function formatted(value: number): object {
  const type = Office.context.requirements.isSetSupported('ExcelApi', '1.19') ? 'Double' : 'FormattedNumber';
  return { type, basicValue: value, numberFormat: FORMAT };
}

/** The share for Excel: a plain number where it knows no formats, or where the share stands among other cells. */
export function shareForExcel({ value }: Share, isAlone: boolean): number | object {
  return isAlone && takesFormats() ? formatted(value) : value;
}

/** The value behind an argument of Excel's data types; anything else as it is. */
export function basicOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return 'basicValue' in value ? value.basicValue : value;
}
