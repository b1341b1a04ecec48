/** 案内文: letters to the persons of a list, made of texts that stand as data on a sheet of the workbook. */
import { criterionById, type CriterionResult } from '../../criteria';
import { AnalystError, textAt, valueText, type Cell, type PersonTable } from '../../kdb';
import { LETTER_TEXTS_SHEET, LETTERS_SHEET, MERGE_SHEET } from '../sheetNames';
import { line, type Block, type CellLook, type SheetSpec } from '../sheetSpec';
import { withRowHeights } from '../textSize';
import { contactColumns, nameAt, shortPurpose } from './extractionRows';
import { PRIVACY } from '../words';

/** One letter as the analyst keeps it: its kind, and the text with fields in braces. */
export interface LetterText {
  readonly kind: string;
  readonly text: string;
}

/** What may stand in braces in a letter. */
export const LETTER_FIELDS = ['氏名', '住所', '被保険者番号', '市町村名', '目的', 'かかりつけ医', '今日'] as const;
type LetterField = (typeof LETTER_FIELDS)[number];

/** Drafts of ours, to be changed on the sheet. None of them names a disease or a value: a letter may be opened by others. */
export const DEFAULT_LETTERS: readonly LetterText[] = [
  {
    kind: '受診・健診の案内',
    text: '{氏名} 様\n\n日ごろから保健事業にご協力いただき、ありがとうございます。\n健康状態をお伺いするため、後日、保健師などの専門職がお電話またはご自宅への訪問をさせていただきます。健康診査をまだ受けていない方は、この機会にぜひお受けください。\n\nご都合の悪い日がありましたら、下の連絡先までお知らせください。\n\n{今日}\n（発信者・連絡先を書いてください）',
  },
  {
    kind: 'お薬についてのお知らせ',
    text: '{氏名} 様\n\nお薬の種類や飲み方について、気になることはありませんか。お薬手帳とこのお知らせをお持ちになり、かかりつけの医師または薬剤師にご相談ください。\n自分の判断でお薬をやめたり減らしたりしないでください。\n\n{今日}\n（発信者・連絡先を書いてください）',
  },
  {
    kind: 'かかりつけ医への情報提供',
    text: '{かかりつけ医} 御中\n\n日ごろから高齢者の保健事業にご協力いただき、ありがとうございます。\n次の方に、保健事業（{目的}）の支援を予定しています。支援にあたり留意すべきことがありましたら、お知らせください。\n\n氏名: {氏名}（被保険者番号 {被保険者番号}）\n\n※ 本人の同意を得た方についてお送りしています。\n\n{今日}\n（発信者・連絡先を書いてください）',
  },
  {
    kind: '経過のフィードバック',
    text: '{かかりつけ医} 御中\n\nさきに情報を提供した {氏名} 様の支援の経過をお知らせします。\n\n支援の内容:\n\n現在の様子:\n\n今後の予定:\n\n{今日}\n（発信者・連絡先を書いてください）',
  },
];

const KIND = '種類';
const TEXT = '文面';
const WIDTH = 92;
/** A letter is read by people of 75 and over: larger letters, and lines that fit a page of any font. */
const LETTERS: CellLook = { size: 13, wrap: true, align: 'left' };
const LETTER_WIDTH = 72;

/** The sheet with the texts; the analyst changes them there, and adds kinds of their own below. */
export function letterTextsSheet(texts: readonly LetterText[] = DEFAULT_LETTERS): SheetSpec {
  return withRowHeights({
    name: LETTER_TEXTS_SHEET,
    blocks: [
      line(0, [KIND, TEXT], { style: 'header' }),
      { row: 1, column: 0, cells: texts.map(({ kind, text }) => [kind, text]), style: 'entry', formats: ['@', '@'] },
      line(
        texts.length + 2,
        [`文面の中の ${LETTER_FIELDS.map((field) => `{${field}}`).join(' ')} は、その人のものに置きかわります。`],
        { style: 'note' },
      ),
    ],
    merges: [{ row: texts.length + 2, column: 0, rows: 1, columns: 2 }],
    columnWidths: [28, WIDTH],
    frozenRows: 1,
    print: { orientation: 'portrait' },
  });
}

/** The texts that stand on the sheet; rows without a text are left out. */
export function readLetterTexts(rows: readonly (readonly Cell[])[]): LetterText[] {
  const head = rows.findIndex((cells) => cells.includes(KIND) && cells.includes(TEXT));
  if (head < 0) return [];
  const [kind, text] = [rows[head]!.indexOf(KIND), rows[head]!.indexOf(TEXT)];
  return rows.slice(head + 1).flatMap((cells) => {
    const [name, words] = [String(cells[kind] ?? '').trim(), String(cells[text] ?? '')];
    return name === '' || words.trim() === '' ? [] : [{ kind: name, text: words }];
  });
}

/** Fields of a text that no letter has, each once. */
export function unknownFields(text: string): string[] {
  const known: ReadonlySet<string> = new Set(LETTER_FIELDS);
  const named = [...text.matchAll(/[{｛]([^{}｛｝]*)[}｝]/gu)].map(([, field]) => field!.normalize('NFKC').trim());
  return [...new Set(named.filter((field) => !known.has(field)))];
}

/** Whom letters go to. */
export interface LetterFacts {
  readonly table: PersonTable;
  readonly results: readonly CriterionResult[];
  /** Rows of the table in the order of the letters. */
  readonly rows: readonly number[];
  /** Today in words. */
  readonly today: string;
}

function fieldsOf({ table, results, today }: LetterFacts, row: number): Record<LetterField, string> {
  const address = contactColumns(table).find(({ heading }) => heading === '住所');
  const has = (field: 'municipality' | 'doctor'): string =>
    table.columns[field] === undefined ? '' : valueText(table, field, row);
  return {
    氏名: table.columns.name === undefined ? '' : nameAt(table, row),
    住所: String(address?.at(row) ?? ''),
    被保険者番号: textAt(table, 'personId', row),
    市町村名: has('municipality'),
    目的: results
      .filter(({ hits }) => hits.get(row))
      .map(({ id }) => criterionById(id).name)
      .join('・'),
    かかりつけ医: has('doctor'),
    今日: today,
  };
}

/**
 * A text with the fields of one person. A field without a value leaves a line to write on. Throws AnalystError
 * letters.unknownField.
 */
export function letterFor({ kind, text }: LetterText, fields: Readonly<Record<LetterField, string>>): string {
  const [unknown] = unknownFields(text);
  if (unknown !== undefined) {
    throw new AnalystError('letters.unknownField', { kind, field: unknown, known: LETTER_FIELDS.join('、') });
  }
  return text.replace(/[{｛]([^{}｛｝]*)[}｝]/gu, (_, field: string) => {
    const value = fields[field.normalize('NFKC').trim() as LetterField];
    return value === '' ? '＿＿＿＿＿＿' : value;
  });
}

/** 案内文: one printed page a person. Throws as `letterFor`. */
export function lettersSheet(letter: LetterText, facts: LetterFacts): SheetSpec {
  const blocks: Block[] = [];
  const breaks: number[] = [];
  let row = 0;
  for (const person of new Set(facts.rows)) {
    if (row > 0) breaks.push(row);
    for (const words of letterFor(letter, fieldsOf(facts, person)).split(/\r?\n/u)) {
      blocks.push(line(row, [words], { style: 'own', formats: ['@'], columns: [LETTERS] }));
      row += 1;
    }
  }
  return withRowHeights({
    name: LETTERS_SHEET,
    blocks,
    columnWidths: [LETTER_WIDTH],
    print: { orientation: 'portrait', isPlain: true, pages: breaks },
  });
}

/** 差し込み: the same persons as a table with its headings in the first row, as mail merge takes it. */
export function mergeSheet(letter: LetterText, facts: LetterFacts): SheetSpec {
  const headings = [...LETTER_FIELDS.filter((field) => field !== '今日'), '該当する目的', KIND];
  const cells = [...new Set(facts.rows)].map((row) => {
    const fields = fieldsOf(facts, row);
    const short = facts.results.filter(({ hits }) => hits.get(row)).map(({ id }) => shortPurpose(id));
    return [
      ...LETTER_FIELDS.filter((field) => field !== '今日').map((field) => fields[field]),
      short.join('・'),
      letter.kind,
    ];
  });
  return withRowHeights({
    name: MERGE_SHEET,
    blocks: [
      line(0, headings, { style: 'header' }),
      { row: 1, column: 0, cells, style: 'list', formats: headings.map(() => '@') },
    ],
    columnWidths: headings.map((heading) => (['住所', '目的', '該当する目的'].includes(heading) ? 36 : 18)),
    tables: [{ name: 'IKKATSU_merge', row: 0, column: 0, rows: cells.length + 1, columns: headings.length }],
    frozenRows: 1,
    print: { orientation: 'landscape', notice: PRIVACY },
  });
}
