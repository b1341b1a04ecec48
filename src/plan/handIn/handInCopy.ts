/** 値で確定: a copy of the sheets to hand in, with values only, masked for publication, without any person of the inputs. */
import { cellAddress } from '../../formula';
import type { Workbook } from 'hucre';
import { maskingRule, type MaskingRule } from '../../indicators';
import { AnalystError, type MessageCode } from '../../kdb';

import { carryCharts } from './charts';
import { HEADING_WITHHELD, WITHHELD_WORDS, withheldComplements, type Complements } from './complements';
import { copySheet } from './copySheet';
import { assertCurrent } from './outdated';
import { cellKey, maskingOf, type Masking, type MaskingFacts } from './masking';
import { assertNobody } from './lastLook';
import { isBirthDay, personIn, type PersonMark, type PersonMarks } from './personMarks';
import { isPrinted, pictureOfSheet, type SheetPicture } from './picture';
import { provenanceSheet, type ProvenanceFacts } from './provenance';
import { assertReady, isBlankForm, placeWords } from './ready';
import { outsideTexts, sentencesOf, type Sentences } from './sentences';
import { isHandInSheet, isReadBehind } from './sheets';

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
  /** 厳格: what a printed part leaves of a printed whole is masked like a count. */
  readonly isStrict?: boolean;
  /** Drafts that nobody has made their own are left blank instead of being refused. */
  readonly withoutDrafts?: boolean;
  /** Forms in which nothing stands are left out. */
  readonly withoutBlank?: boolean;
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

function refuseBusy(pictures: readonly SheetPicture[]): void {
  for (const picture of pictures)
    for (let row = 0; row < picture.rows; row += 1)
      for (let column = 0; column < picture.columns; column += 1) {
        const { value, isError } = picture.at(row, column);
        if (isError && BUSY.test(String(value)))
          throw new AnalystError('handIn.busy', { sheet: picture.name, cell: cellAddress(row, column) });
      }
}

/** What is said of formulas that somebody wrote and that the masking cannot judge. */
function unjudgedWords({ unjudged }: Masking): string[] {
  const places = unjudged.map(({ sheet, row, column }) => ({ sheet, cell: cellAddress(row, column) }));
  return places.length === 0
    ? []
    : [
        `${placeWords(places)} の数式は、一覧や元のデータ、名前や表を通した値を使うなど、少ない人数が分かるかどうかを判断できないため、伏せました。`,
      ];
}

function noticesOf(pictures: readonly SheetPicture[], sentences: Sentences | null): string[] {
  const notices: string[] = [];
  for (const picture of pictures) {
    const few = (sentences?.told.get(picture.name) ?? []).map(({ row, column }) => cellAddress(row, column));
    if (few.length > 0)
      notices.push(
        `${picture.name} の文章（${few.slice(0, 10).join('、')}${few.length > 10 ? ` など ${few.length} か所` : ''}）に、少ない人数か、それが分かる割合があります。人が書いた文章は伏せていません。公表してよいか確かめてください。`,
      );
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

/** By sheet: how many of these cells go into the copy. */
function maskedCells(pictures: readonly SheetPicture[], keys: ReadonlySet<string>): Map<string, number> {
  return new Map(
    pictures.map((picture) => {
      let count = 0;
      for (let row = 0; row < picture.rows; row += 1)
        for (let column = 0; column < picture.columns; column += 1)
          if (keys.has(cellKey(picture.name, row, column)) && isPrinted(picture, row, column)) count += 1;
      return [picture.name, count];
    }),
  );
}

const withheldOn = (picture: SheetPicture, rule: MaskingRule): [SheetPicture, Complements][] => {
  const found = withheldComplements(picture, rule);
  return found === null ? [] : [[picture, found]];
};

/** By cell: what the headings say of columns that stay blank. */
const headingsWithheld = (complements: ReadonlyMap<SheetPicture, Complements>): [string, string][] =>
  [...complements].flatMap(([{ name }, { headings }]) =>
    headings.map(({ row, column }): [string, string] => [cellKey(name, row, column), HEADING_WITHHELD]),
  );

async function read(bytes: Uint8Array): Promise<Workbook> {
  const { readXlsx } = await import('hucre');
  return readXlsx(bytes, { readStyles: true, sheets: ({ name }) => isHandInSheet(name) || isReadBehind(name) });
}

/**
 * The copy of a saved workbook. Throws AnalystError handIn.*: no sheet to hand in, sheets of other data, a cell still being
 * calculated, a text in which a person of the inputs is named (with the cell, never the value), error values, drafts.
 */
export async function handInCopy(bytes: Uint8Array, facts: HandInFacts, options: HandInOptions): Promise<HandInFile> {
  const { writeXlsx } = await import('hucre');
  const book = await read(bytes);
  const visible = book.sheets.filter(({ name, hidden, veryHidden }) => isHandInSheet(name) && !hidden && !veryHidden);
  if (visible.length === 0) throw new AnalystError('handIn.none');
  const whole = visible.map((file) => pictureOfSheet(file, facts.formulas?.get(file.name)));
  const isStrict = options.isStrict === true;
  const complements =
    options.audience === '公表用' && !isStrict
      ? new Map(whole.flatMap((picture) => withheldOn(picture, maskingRule(facts.population))))
      : new Map<SheetPicture, Complements>();
  const all = whole.map((picture) => ({ ...picture, withheld: complements.get(picture)?.figures ?? picture.withheld }));
  // Figures of forms that stay in the workbook, or out of sight, stand on those that are handed in.
  const behind = book.sheets
    .filter((file) => !visible.includes(file))
    .map((file) => pictureOfSheet(file, facts.formulas?.get(file.name)));
  const blank = all.filter(isBlankForm);
  const pictures = options.withoutBlank === true ? all.filter((picture) => !blank.includes(picture)) : all;
  if (pictures.length === 0) throw new AnalystError('handIn.none');
  if (facts.stampNow !== undefined) assertCurrent(pictures, facts.stampNow);
  refuseBusy(pictures);
  refusePersons(pictures, facts.marks);
  assertReady(pictures, { mayHoldDrafts: options.withoutDrafts === true });
  const masking = options.audience === '公表用' ? maskingOf(all, { ...facts, isStrict }, behind) : null;
  const texts = outsideTexts(pictures);
  const sentences = masking === null ? null : sentencesOf(pictures, masking, { isStrict, texts });
  const hidden = masking?.hidden ?? new Set<string>();
  const written = new Map([...texts, ...(sentences?.written ?? []), ...headingsWithheld(complements)]);
  const notices = noticesOf(pictures, sentences);
  if (masking !== null) notices.push(...unjudgedWords(masking));
  if (blank.length > 0) {
    const names = blank.map(({ name }) => name).join('、');
    notices.push(
      options.withoutBlank === true
        ? `${names} には何も書かれていないため、写していません。`
        : `${names} には何も書かれていません。作業ウィンドウの「何も書かれていない様式を除く」、コマンドの --without-blank で除けます。`,
    );
  }
  const sheets = pictures.map(({ name }) => name);
  const cells = maskedCells(pictures, new Set([...hidden, ...(sentences?.written.keys() ?? [])]));
  const provenance = provenanceSheet({
    ...withoutPersons(facts),
    sheets,
    masking:
      masking === null
        ? null
        : { rule: [masking.rule.words, ...(complements.size > 0 ? [WITHHELD_WORDS] : [])].join('。'), cells },
  });
  const withCharts = await carryCharts(bytes, { pictures, hidden }, ({ values, emptied }) =>
    writeXlsx({
      sheets: [
        ...pictures.map((picture) => copySheet(picture, { hidden, written, emptied: emptied.get(picture.name) })),
        provenance,
        ...(values === null ? [] : [values]),
      ],
      defaultFont: { name: '游ゴシック', size: 11 },
    }),
  );
  notices.push(...withCharts.notices);
  assertNobody(withCharts.bytes, facts.marks);
  const masked = [...cells.values()].reduce((sum, count) => sum + count, 0);
  return { bytes: withCharts.bytes, sheets, masked, notices };
}
