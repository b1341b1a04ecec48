/** Numbers that a person typed: whether they count persons, by their format and by what stands beside them. */
import type { SheetPicture } from './picture';

const PERSONS =
  /(人数|者数|参加者|該当者|対象者|受診者|利用者|支援者|改善者|維持者|悪化者|延べ人|[（(]人[)）]|[人者]$)/u;
/** Numbers of staff and of municipalities are no numbers of insured persons. */
const OTHERS =
  /(市町村数|市区町村数|市町数|職種|職員|保健師|看護師|栄養士|衛生士|薬剤師|専門職|担当者|スタッフ|人員|配置|広域連合|人口|得点|順位|円|回数|箇所|か所|団体)/u;
/** How far a heading or a label may stand from its number. */
const REACH = 60;

function textAbove(sheet: SheetPicture, row: number, column: number): string {
  for (let at = row - 1; at >= Math.max(0, row - REACH); at -= 1) {
    const { value, formula } = sheet.at(at, column);
    if (typeof value === 'string' && formula === null && !/^[―－\-○]$/u.test(value)) return value;
  }
  return '';
}

function textLeft(sheet: SheetPicture, row: number, column: number): string {
  for (let at = column - 1; at >= 0; at -= 1) {
    const { value } = sheet.at(row, at);
    // The hidden first column holds keys, no words.
    if (typeof value === 'string' && /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(value))
      return value;
  }
  return '';
}

/** Whether a typed whole number counts insured persons. */
export function looksLikePersons(sheet: SheetPicture, row: number, column: number): boolean {
  const format = sheet.at(row, column).style?.numFmt ?? '';
  if (/%/u.test(format) || /円/u.test(format)) return false;
  const [above, left] = [textAbove(sheet, row, column), textLeft(sheet, row, column)];
  if (OTHERS.test(left) || (OTHERS.test(above) && !PERSONS.test(left))) return false;
  return /人/u.test(format) || PERSONS.test(above) || PERSONS.test(left);
}
