/** The text that a cell shows: its value under its number format. */
import { numfmt } from '@univerjs/core';

/** `value` as shown under `format`. Errors and text are shown as they stand. */
export function displayText(value: string | number | boolean, format: string): string {
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'string') return value;
  if (format === '' || format === 'General' || format === '@') return generalText(value);
  try {
    return numfmt.format(format, value, { locale: 'ja', throws: false });
  } catch {
    return generalText(value);
  }
}

function generalText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e11) return String(value);
  return numfmt.format('General', value);
}
