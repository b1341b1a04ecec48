/** Sentences of the sheets to hand in: whose they are, and whether they tell a small number of persons. */
import { isSmall, type MaskingRule } from '../../indicators';
import type { Cell } from '../../kdb';
import { readStanding, type FormStanding } from '../forms';
import { hashOfText } from '../forms/marks';
import { cellKey } from './masking';
import type { PictureValue, SheetPicture } from './picture';

/** What stands for publication where a sentence of ours tells a small number. */
export const HIDDEN_SENTENCE = '（少ない人数を含むため、公表用では伏せました）';

export interface Sentences {
  /** Keys of `cellKey`: texts of ours that are replaced as a whole. */
  readonly hidden: ReadonlySet<string>;
  /** By sheet, row and column of texts that a person wrote and that tell a small number: they stay. */
  readonly told: ReadonlyMap<string, readonly { readonly row: number; readonly column: number }[]>;
}

const COUNT =
  /(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d+)\s*(?:人|名)(?!称|産|口|以上|以下|未満|当たり|あたり|につき|ずつ)|(?<![a-z])n\s*=\s*(\d+)/giu;
/** Levels of intervals and the like are no shares of persons. */
const PERCENT = /(?<![\d.,])(\d+)(?:\.(\d+))?\s*%(?!\s*(?:信頼|CI|下限|上限|の?限界|区間))/giu;
const ROUNDING_SLACK = 1e-9;

/** Counts of persons that a sentence names, in their order. */
function countsIn(text: string): number[] {
  return [...text.matchAll(COUNT)].map(([, persons, size]) => Number((persons ?? size)!.replaceAll(',', '')));
}

function percentsIn(text: string): { percent: number; decimals: number }[] {
  return [...text.matchAll(PERCENT)].map(([, whole, places = '']) => ({
    percent: Number(`${whole}.${places}0`),
    decimals: places.length,
  }));
}

/**
 * Whether a sentence tells a number of persons that the rule hides: by itself, as a percentage of persons that it names, or
 * as what is left of a part (100人のうち97人).
 */
export function tellsFewPersons(sentence: string, rule: MaskingRule): boolean {
  const text = sentence.normalize('NFKC');
  const counts = countsIn(text);
  if (counts.some((count) => isSmall(count, rule))) return true;
  const shares = percentsIn(text).some(({ percent, decimals }) => {
    const parts = counts
      .filter((all) => all > 0)
      .map((all) => ({ all, part: Math.round((percent / 100) * all) }))
      .filter(({ all, part }) => Math.abs((100 * part) / all - percent) <= 0.5 * 10 ** -decimals + ROUNDING_SLACK);
    // A share of two numbers that both stand there tells nothing more.
    return !parts.some(({ part }) => counts.includes(part)) && parts.some(({ part }) => isSmall(part, rule));
  });
  return (
    shares ||
    [...text.matchAll(/([\d,]+)\s*人(?:のうち|中)[^。\d]{0,12}([\d,]+)\s*人/gu)].some(([, all, part]) => {
      const rest = Number(all!.replaceAll(',', '')) - Number(part!.replaceAll(',', ''));
      return rest > 0 && isSmall(rest, rule);
    })
  );
}

const cellOf = (value: PictureValue): Cell => (value instanceof Date ? null : value);

/** What kind of ours an unchanged constant is: our words or our draft; null when a person wrote it. */
function whose(sheet: SheetPicture): (row: number, column: number, value: string) => 'text' | 'input' | null {
  const values: FormStanding['values'] = Array.from({ length: sheet.rows }, (_, row) =>
    Array.from({ length: sheet.columns }, (__, column) => cellOf(sheet.at(row, column).value)),
  );
  const form = readStanding({ values, formulas: values });
  return (row, column, value) => {
    const wrote = form?.columns.get(column);
    const mark = wrote === undefined ? undefined : form!.rows.get(row)?.marks[wrote.column - 1];
    if (mark === undefined || (mark.kind !== 'text' && mark.kind !== 'input')) return null;
    return mark.hash === hashOfText(value) ? mark.kind : null;
  };
}

/** Masked shares of a sheet as a draft may quote them. */
function quotedShares(sheet: SheetPicture, masked: ReadonlySet<string>): Set<string> {
  const quoted = new Set<string>();
  for (let row = 0; row < sheet.rows; row += 1)
    for (let column = 0; column < sheet.columns; column += 1) {
      const { value } = sheet.at(row, column);
      if (typeof value !== 'number' || value <= 0 || value >= 1 || !masked.has(cellKey(sheet.name, row, column)))
        continue;
      for (const decimals of [1, 2]) quoted.add(`${(100 * value).toFixed(decimals)}%`);
    }
  return quoted;
}

/** The sentences of all sheets, after `masked` is known: the cells that hide a number or what is computed of it. */
export function sentencesOf(
  sheets: readonly SheetPicture[],
  masked: ReadonlySet<string>,
  rule: MaskingRule,
): Sentences {
  const hidden = new Set<string>();
  const told = new Map<string, { row: number; column: number }[]>();
  for (const sheet of sheets) {
    const kindOf = whose(sheet);
    const shares = quotedShares(sheet, masked);
    for (let row = 0; row < sheet.rows; row += 1) {
      if (sheet.file.rowDefs?.get(row)?.hidden === true) continue;
      for (let column = 0; column < sheet.columns; column += 1) {
        if (sheet.file.columns?.[column]?.hidden === true) continue;
        const { value, formula } = sheet.at(row, column);
        if (typeof value !== 'string') continue;
        const key = cellKey(sheet.name, row, column);
        const kind = formula === null ? kindOf(row, column, value) : 'figure';
        const quotes = kind === 'input' && percentShown(value).some((shown) => shares.has(shown.replace(/\s/gu, '')));
        if (!quotes && !tellsFewPersons(value, rule)) continue;
        if (kind === null) told.set(sheet.name, [...(told.get(sheet.name) ?? []), { row, column }]);
        else hidden.add(key);
      }
    }
  }
  return { hidden, told };
}

function percentShown(text: string): string[] {
  return [...text.normalize('NFKC').matchAll(PERCENT)].map(([shown]) => shown);
}
