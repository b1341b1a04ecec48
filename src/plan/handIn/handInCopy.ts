/** 値で確定: a copy of the sheets to hand in, with values only, masked for publication, without any person of the inputs. */
import { cellAddress } from '../../formula';
import type { Workbook } from 'hucre';
import { AnalystError, type MessageCode } from '../../kdb';

import { carryCharts } from './charts';
import { copySheet } from './copySheet';
import { assertCurrent } from './outdated';
import { maskingOf, type MaskingFacts } from './masking';
import { assertNobody } from './lastLook';
import { isBirthDay, personIn, type PersonMark, type PersonMarks } from './personMarks';
import { pictureOfSheet, type SheetPicture } from './picture';
import { provenanceSheet, type ProvenanceFacts } from './provenance';
import { sentencesOf, type Sentences } from './sentences';
import { isHandInSheet } from './sheets';

export interface HandInFacts extends MaskingFacts {
  readonly marks: PersonMarks;
  /** Sheet → "row,column" → formula that a value stands for; absent where the file holds the formulas. */
  readonly formulas?: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** The stamp that a sheet of this name would be written with now. Absent: the sheets are as good as they are. */
  readonly stampNow?: (sheet: string) => string;
  readonly provenance: Omit<ProvenanceFacts, 'masking' | 'sheets'>;
}

export interface HandInOptions {
  /** 公表用 masks small numbers; 内部用 leaves them. */
  readonly audience: '公表用' | '内部用';
}

export interface HandInFile {
  readonly bytes: Uint8Array;
  readonly sheets: readonly string[];
  /** Number of masked cells, all sheets together. */
  readonly masked: number;
  readonly notices: readonly string[];
}

const BUSY = /^#(BUSY!|GETTING_DATA|CONNECT!)$/u;
const MOST_NAMED = 5;
const MILLISECONDS_A_DAY = 86_400_000;
const EXCEL_EPOCH_OFFSET = 25_569;
/** Formats under which a number is an amount and no number of a person. */
const AMOUNT = /[,%人円点件¥]|0\.0/u;

interface Found {
  readonly sheet: string;
  readonly cell: string;
  readonly what: PersonMark;
}

function markOf(value: unknown, format: string, isFormula: boolean, marks: PersonMarks): PersonMark | null {
  if (typeof value === 'string') return personIn(value, marks);
  if (value instanceof Date) return isBirthDay(value.getTime() / MILLISECONDS_A_DAY, marks) ? '生年月日' : null;
  if (typeof value !== 'number' || !Number.isInteger(value) || AMOUNT.test(format)) return null;
  if (/[ymdge年月日]/iu.test(format)) return isBirthDay(value - EXCEL_EPOCH_OFFSET, marks) ? '生年月日' : null;
  // A count that a formula gives may have any digits; only typed numbers are looked at.
  return isFormula || value < 1e5 ? null : personIn(String(value), marks);
}

/** Every cell that names a person of the inputs, hidden rows and columns left out because they stay behind. */
function personsOn(picture: SheetPicture, marks: PersonMarks): Found[] {
  const found: Found[] = [];
  for (let row = 0; row < picture.rows; row += 1) {
    if (picture.file.rowDefs?.get(row)?.hidden === true) continue;
    for (let column = 0; column < picture.columns; column += 1) {
      if (picture.file.columns?.[column]?.hidden === true) continue;
      const { value, formula, style } = picture.at(row, column);
      if (value === null || typeof value === 'boolean') continue;
      const what = markOf(value, style?.numFmt ?? '', formula !== null, marks);
      if (what !== null) found.push({ sheet: picture.name, cell: cellAddress(row, column), what });
    }
  }
  return found;
}

function refusePersons(pictures: readonly SheetPicture[], marks: PersonMarks): void {
  pictures.forEach(({ name }, index) => {
    const what = personIn(name, marks);
    if (what !== null) throw new AnalystError('handIn.personInName', { position: index + 1, what });
  });
  const found = pictures.flatMap((picture) => personsOn(picture, marks));
  const [first, ...others] = found;
  if (first === undefined) return;
  const listed = others.slice(0, MOST_NAMED).map(({ sheet, cell, what }) => `${sheet} ${cell}（${what}）`);
  const more =
    others.length === 0
      ? ''
      : `ほかにも ${listed.join('、')}${others.length > MOST_NAMED ? ` など ${others.length} か所` : ''} にあります。`;
  throw new AnalystError('handIn.person' satisfies MessageCode, { ...first, more });
}

function noticesOf(pictures: readonly SheetPicture[], sentences: Sentences | null): string[] {
  const notices: string[] = [];
  for (const picture of pictures) {
    const few = (sentences?.told.get(picture.name) ?? []).map(({ row, column }) => cellAddress(row, column));
    const errors: string[] = [];
    for (let row = 0; row < picture.rows; row += 1)
      for (let column = 0; column < picture.columns; column += 1) {
        const { value, isError } = picture.at(row, column);
        const place = cellAddress(row, column);
        if (isError && BUSY.test(String(value)))
          throw new AnalystError('handIn.busy', { sheet: picture.name, cell: place });
        if (isError) errors.push(place);
      }
    if (few.length > 0)
      notices.push(
        `${picture.name} の文章（${few.slice(0, 10).join('、')}${few.length > 10 ? ` など ${few.length} か所` : ''}）に、少ない人数か、それが分かる割合があります。人が書いた文章は伏せていません。公表してよいか確かめてください。`,
      );
    if (errors.length > 0)
      notices.push(`${picture.name} の ${errors.slice(0, 10).join('、')} はエラー値のまま写しました。`);
    if ((picture.file.images ?? []).length > 0) notices.push(`${picture.name} の画像は写していません。`);
  }
  return notices;
}

/** Names of sources may themselves name a person: then only the layout is told. */
function withoutPersons(facts: HandInFacts): HandInFacts['provenance'] {
  const { provenance, marks } = facts;
  return {
    ...provenance,
    sources: provenance.sources.map((source, index) => {
      const clean = personIn(source.file, marks) === null && personIn(source.sheet ?? '', marks) === null;
      if (clean) return source;
      const { sheet: _sheet, ...rest } = source;
      return { ...rest, file: `（名前に個人が特定できる文字のある表 ${index + 1}）` };
    }),
  };
}

async function read(bytes: Uint8Array): Promise<Workbook> {
  const { readXlsx } = await import('hucre');
  return readXlsx(bytes, { readStyles: true, sheets: ({ name }) => isHandInSheet(name) });
}

/**
 * The copy of a saved workbook. Throws AnalystError handIn.*: no sheet to hand in, a cell still being calculated, a text in
 * which a person of the inputs is named (with the cell, never the value).
 */
export async function handInCopy(
  bytes: Uint8Array,
  facts: HandInFacts,
  { audience }: HandInOptions,
): Promise<HandInFile> {
  const { writeXlsx } = await import('hucre');
  const book = await read(bytes);
  const visible = book.sheets.filter(({ name, hidden, veryHidden }) => isHandInSheet(name) && !hidden && !veryHidden);
  if (visible.length === 0) throw new AnalystError('handIn.none');
  const pictures = visible.map((file) => pictureOfSheet(file, facts.formulas?.get(file.name)));
  if (facts.stampNow !== undefined) assertCurrent(pictures, facts.stampNow);
  refusePersons(pictures, facts.marks);
  const masking = audience === '公表用' ? maskingOf(pictures, facts) : null;
  const sentences = masking === null ? null : sentencesOf(pictures, masking.hidden, masking.rule);
  const hidden = new Set([...(masking?.hidden ?? []), ...(sentences?.hidden ?? [])]);
  const notices = noticesOf(pictures, sentences);
  const sheets = pictures.map(({ name }) => name);
  const cells = new Map(
    sheets.map((name) => [name, [...hidden].filter((key) => key.startsWith(`${name}!`)).length] as const),
  );
  const provenance = provenanceSheet({
    ...withoutPersons(facts),
    sheets,
    masking: masking === null ? null : { rule: masking.rule.words, cells },
  });
  const plain = await writeXlsx({
    sheets: [...pictures.map((picture) => copySheet(picture, hidden, sentences?.hidden)), provenance],
    defaultFont: { name: '游ゴシック', size: 11 },
  });
  const withCharts = carryCharts(bytes, plain, { pictures, hidden });
  notices.push(...withCharts.notices);
  assertNobody(withCharts.bytes, facts.marks);
  return { bytes: withCharts.bytes, sheets, masked: hidden.size, notices };
}
