/** Sentences of the sheets to hand in: whose they are, and whether they tell a small number of persons. */
import { isSmall, type MaskingRule } from '../../indicators';
import { isFormCorner } from '../forms/formMark';
import { cellKey, type Masking, type Secret } from './masking';
import { isPrinted, type SheetPicture } from './picture';
import { outsideWords, whoseWords } from './ready';

/** What stands for publication where a sentence of ours tells a small number. */
export const HIDDEN_SENTENCE = '（少ない人数を含むため、公表用では伏せました）';

export interface Sentences {
  /** By `cellKey`: texts of ours as they may be published, where a sentence of them is taken out. */
  readonly written: ReadonlyMap<string, string>;
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
 * where it is asked strictly as what is left of a part (100人のうち97人).
 */
export function tellsFewPersons(sentence: string, rule: MaskingRule, isStrict = false): boolean {
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
    (isStrict &&
      [...text.matchAll(/([\d,]+)\s*人(?:のうち|中)[^。\d]{0,12}([\d,]+)\s*人/gu)].some(([, all, part]) => {
        const rest = Number(all!.replaceAll(',', '')) - Number(part!.replaceAll(',', ''));
        return rest > 0 && isSmall(rest, rule);
      }))
  );
}

/** Whether a sentence names a hidden number of persons: as 人, or over a stroke (22/23人). */
function tellsSecret(sentence: string, secrets: readonly Secret[]): boolean {
  const text = sentence.normalize('NFKC');
  const told = new Set([
    ...countsIn(text),
    ...[...text.matchAll(/(?<![\d.,])(\d[\d,]*)\s*\/\s*\d[\d,]*\s*[人名]/gu)].map(([, part]) =>
      Number(part!.replaceAll(',', '')),
    ),
  ]);
  return secrets.some(({ value }) => told.has(value));
}

/** A text sentence by sentence; the marks at their ends stay with them. */
const sentencesIn = (text: string): string[] =>
  text.match(/[^。\n]*(?:。|\n|$)/gu)?.filter((part) => part !== '') ?? [];

/** The text without the sentences that may not be published; null when none has to go. */
export function published(text: string, mayStay: (sentence: string) => boolean): string | null {
  const parts = sentencesIn(text).map((sentence) => ({ sentence, stays: mayStay(sentence) }));
  if (parts.every(({ stays }) => stays)) return null;
  const kept = parts.filter(({ stays }) => stays).map(({ sentence }) => sentence);
  return `${kept.join('').trimEnd()}${HIDDEN_SENTENCE}`;
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

/** The sentences of all sheets, after the masking is known. `texts` stand in the place of those of the cells. */
export function sentencesOf(
  sheets: readonly SheetPicture[],
  { hidden, secrets, about, open, rule }: Masking,
  {
    isStrict = false,
    texts = new Map(),
  }: { readonly isStrict?: boolean; readonly texts?: ReadonlyMap<string, string> } = {},
): Sentences {
  const written = new Map<string, string>();
  const told = new Map<string, { row: number; column: number }[]>();
  for (const sheet of sheets) {
    const kindOf = whoseWords(sheet);
    const shares = quotedShares(sheet, hidden);
    const known = secrets.get(sheet.name) ?? [];
    for (let row = 0; row < sheet.rows; row += 1) {
      for (let column = 0; column < sheet.columns; column += 1) {
        if (!isPrinted(sheet, row, column)) continue;
        const { value: whole, formula } = sheet.at(row, column);
        const key = cellKey(sheet.name, row, column);
        if (typeof whole !== 'string' || hidden.has(key)) continue;
        const kind = formula === null ? kindOf(row, column, whole) : 'figure';
        const value = texts.get(key) ?? whole;
        // A text that belongs to a programme, or names some, tells of theirs only.
        const named = known.filter(({ of }) => of !== '' && (of === about.get(key) || value.includes(of)));
        const isOther = formula === null && !about.has(key) && named.length === 0;
        // A formula that asks nothing of 支援記録 tells what its cells show: those are judged.
        const secretsHere = isOther ? known : formula !== null && !about.has(key) ? [] : named;
        const relevant = secretsHere.filter((secret) => !open.get(key)?.includes(secret.value));
        const quotes = (sentence: string): boolean =>
          kind === 'input' && percentShown(sentence).some((shown) => shares.has(shown.replace(/\s/gu, '')));
        const mayStay = (sentence: string): boolean =>
          !tellsFewPersons(sentence, rule, isStrict) &&
          !quotes(sentence) &&
          (kind === null || !tellsSecret(sentence, relevant));
        if (kind !== null) {
          const text = published(value, mayStay);
          if (text !== null) written.set(key, text);
        } else if (tellsFewPersons(value, rule, isStrict))
          told.set(sheet.name, [...(told.get(sheet.name) ?? []), { row, column }]);
      }
    }
  }
  return { written, told };
}

function percentShown(text: string): string[] {
  return [...text.normalize('NFKC').matchAll(PERCENT)].map(([shown]) => shown);
}

/** Texts of ours as they stand outside of the workbook, by `cellKey`: without stamps, drafts and words about functions. */
export function outsideTexts(sheets: readonly SheetPicture[]): Map<string, string> {
  const written = new Map<string, string>();
  for (const sheet of sheets) {
    const kindOf = whoseWords(sheet);
    const isForm = Array.from({ length: sheet.columns }, (_, column) => sheet.at(0, column).value).some(isFormCorner);
    for (let row = 0; row < sheet.rows; row += 1)
      for (let column = 0; column < sheet.columns; column += 1) {
        const { value, formula } = sheet.at(row, column);
        if (typeof value !== 'string' || !isPrinted(sheet, row, column)) continue;
        const isOurs = formula !== null || !isForm || kindOf(row, column, value) !== null;
        const text = isOurs ? outsideWords(value) : value.startsWith('【下書き】') ? '' : value;
        if (text !== value) written.set(cellKey(sheet.name, row, column), text);
      }
  }
  return written;
}
