/** Texts of attributes, as they stand in the person table. */
import { cellText, plain, plainNumberText } from './cellText';
import type { Cell } from './cellText';
import type { FieldId } from './fieldIds';

/** Kana and numbers in one width and usual writing, names as they are written. */
export function readText(field: FieldId, cell: Cell): string {
  if (cell === null || typeof cell === 'boolean') return '';
  const text = cellText(cell);
  return field === 'name' || text === '' ? text : plainNumberText(text.normalize('NFKC').trim());
}

const NOT_EXCLUDED = /^(0|無|無し|なし|いいえ|×|対象|対象内|該当なし|非該当)$/;
const EXCLUDED = /^(1|有|有り|あり|はい|○|〇|◯|●|該当|対象外)$/;

/** Why somebody leaves the denominator of 健診受診率: the text of the cell, or the heading when the cell only says yes. */
export function readExclusion(cell: Cell, heading: string): string {
  const text = plain(cell);
  if (text === '' || /^[-―−ー]+$/.test(text) || NOT_EXCLUDED.test(text)) return '';
  if (!EXCLUDED.test(text)) return readText('excluded', cell);
  return heading.includes('対象外') ? '対象外' : plain(heading);
}
