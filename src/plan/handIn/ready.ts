/** Whether sheets are ready to be handed in: no draft, no error value, nothing left blank; and which words stay in the workbook. */
import { cellAddress } from '../../formula';
import { AnalystError, type Cell } from '../../kdb';
import { withoutWrittenWith } from '../dataStamp';
import { readStanding, type FormStanding } from '../forms';
import { hashOfText } from '../forms/marks';
import { isPrinted, type PictureValue, type SheetPicture } from './picture';

/** What a text of ours begins with until a person has made it their own. */
const DRAFT = '【下書き】';
const MOST_NAMED = 8;

const cellOf = (value: PictureValue): Cell => (value instanceof Date ? null : value);

/** What kind of ours an unchanged constant is: our words or our draft; null when a person wrote it. */
export function whoseWords(
  sheet: SheetPicture,
): (row: number, column: number, value: string) => 'text' | 'input' | null {
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

interface Place {
  readonly sheet: string;
  readonly cell: string;
}

/** The cells that go into the copy. */
function* printedCells(picture: SheetPicture) {
  for (let row = 0; row < picture.rows; row += 1)
    for (let column = 0; column < picture.columns; column += 1)
      if (isPrinted(picture, row, column)) yield { row, column, cell: picture.at(row, column) };
}

function placesWhere(
  pictures: readonly SheetPicture[],
  holds: (cell: ReturnType<SheetPicture['at']>) => boolean,
): Place[] {
  return pictures.flatMap((picture) =>
    [...printedCells(picture)]
      .filter(({ cell }) => holds(cell))
      .map(({ row, column }) => ({ sheet: picture.name, cell: cellAddress(row, column) })),
  );
}

/** "計画書 の C5、C7、ほか 3 か所" sheet by sheet. */
export function placeWords(places: readonly Place[]): string {
  const bySheet = new Map<string, string[]>();
  for (const { sheet, cell } of places) bySheet.set(sheet, [...(bySheet.get(sheet) ?? []), cell]);
  return [...bySheet]
    .map(([sheet, cells]) => {
      const more = cells.length - MOST_NAMED;
      return `${sheet} の ${cells.slice(0, MOST_NAMED).join('、')}${more > 0 ? `、ほか ${more} か所` : ''}`;
    })
    .join('、');
}

const isDraft = (value: PictureValue): boolean => typeof value === 'string' && value.includes(DRAFT);

/** Refuses drafts and error values, naming the cells. Throws AnalystError handIn.drafts, handIn.errors. */
export function assertReady(
  pictures: readonly SheetPicture[],
  { mayHoldDrafts }: { readonly mayHoldDrafts: boolean },
): void {
  const errors = placesWhere(pictures, ({ isError }) => isError);
  if (errors.length > 0) throw new AnalystError('handIn.errors', { cells: placeWords(errors), count: errors.length });
  const drafts = mayHoldDrafts ? [] : placesWhere(pictures, ({ value }) => isDraft(value));
  if (drafts.length > 0) throw new AnalystError('handIn.drafts', { cells: placeWords(drafts), count: drafts.length });
}

/** Whether a form holds nothing that a person wrote and no figure but 0. */
export function isBlankForm(picture: SheetPicture): boolean {
  const whose = whoseWords(picture);
  let isForm = false;
  for (const { row, column, cell } of printedCells(picture)) {
    const { value, formula } = cell;
    if (value === null || value === '') continue;
    if (formula !== null) {
      if (typeof value === 'number' && value !== 0) return false;
    } else if (
      typeof value === 'string' ? whose(row, column, value) !== null : whose(row, column, String(value)) !== null
    )
      isForm = true;
    else if (typeof value !== 'number' || value !== 0) return false;
  }
  return isForm;
}

/** Words for those who work in the workbook: of when it was written, of functions, of cells to fill in. */
const WRITTEN_AT = /[ \u3000]*(?:書いた日時|作成日時)[:：].*?(?= {2}|\u3000|（|。|\n|$)/gu;
const WORKING = /(?<!機)関数|数式|IKKATSU|本ツール|色のついた|書きかえると|書き直す|印刷されません/u;

/** What headings say of texts that are drafts in the workbook: outside they are none any more. */
const DRAFT_MARK = /（下書き(?:。([^）]*))?）/gu;

/** A text of ours for its reader outside; a draft is left out. */
export function outsideWords(text: string): string {
  if (isDraft(text)) return '';
  const sentences =
    withoutWrittenWith(text)
      .replace(WRITTEN_AT, '')
      .replace(DRAFT_MARK, (_, rest?: string) => (rest === undefined ? '' : `（${rest}）`))
      .match(/[^。\n]*(?:。|\n|$)/gu) ?? [];
  return (
    sentences
      // A 。 alone closed what is left out.
      .filter((sentence) => !WORKING.test(sentence) && !/^[ \u3000]*。$/u.test(sentence))
      .join('')
      .trim()
  );
}
