/** Joins a care source that has only the number of 介護保険: by birth date and sex, and kana where several share both. */
import type { StoredTexts } from './columns';
import { PART, type Effects } from './effects';
import type { Target } from './writers';
import { plain, readDate, readerOf } from '../values/readings';
import { eachDataRow, reasonCode, USED, wantedColumns } from './scan';
import { NO_DATE, type CodeColumn, type DateColumn } from '../types';

const OTHER_NUMBER = reasonCode('番号の種類が違う');
const DUPLICATE = reasonCode('重複');

const kanaKey = (text: string): string =>
  plain(text).replace(/[ぁ-ゖ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));

/** Rows of the table by birth date and sex. */
function byBirthAndSex(target: Target): Map<number, number[]> {
  const births = (target.columns.birthDate as DateColumn | undefined)?.days ?? new Int32Array();
  const sexes = (target.columns.sex as CodeColumn | undefined)?.codes ?? new Uint8Array();
  const rows = new Map<number, number[]>();
  for (let row = 0; row < Math.min(births.length, sexes.length); row++) {
    if (births[row] === NO_DATE || sexes[row] === 0) continue;
    const key = births[row]! * 4 + sexes[row]!;
    const others = rows.get(key);
    if (others) others.push(row);
    else rows.set(key, [row]);
  }
  return rows;
}

/**
 * Finds the persons of the rows that were set aside as 番号の種類が違う. A row that fits nobody, or several persons, stays set
 * aside. Returns whether any row was joined. The source needs the columns 生年月日 and 性別.
 */
export function joinByBirth({ source, parts }: Effects, target: Target): boolean {
  const { recognition, scan } = source;
  const indexOf = (field: string): number => recognition.planned.find((column) => column.field === field)?.index ?? -1;
  const [birthIndex, sexIndex, kanaIndex] = [indexOf('birthDate'), indexOf('sex'), indexOf('kana')];
  if (birthIndex < 0 || sexIndex < 0) return false;
  const candidates = byBirthAndSex(target);
  const kana = target.columns.kana as StoredTexts | undefined;
  const personOf = new Int32Array(target.undatedCheckups.length);
  target.rowOf.forEach((row, person) => {
    if (row >= 0) personOf[row] = person;
  });
  const readSex = readerOf('sex');
  const taken = new Set<number>();
  let index = 0;
  let joined = false;
  const wanted = wantedColumns(source, [birthIndex, sexIndex, kanaIndex, recognition.eraIndex]);
  eachDataRow(source, wanted, (cells) => {
    const dataRow = index++;
    if (scan.fates[dataRow] !== OTHER_NUMBER) return;
    const birth = readDate(cells[birthIndex] ?? null, cells[recognition.eraIndex] ?? null);
    const sex = readSex(cells[sexIndex] ?? null);
    if (!Number.isFinite(birth) || !Number.isFinite(sex)) return;
    let rows = candidates.get(birth * 4 + sex) ?? [];
    const name = kanaIndex < 0 ? '' : kanaKey(String(cells[kanaIndex] ?? ''));
    if (kana && name !== '') {
      rows = rows.filter((row) => kana.codes[row] === 0 || kanaKey(kana.at(kana.codes[row]!)) === name);
    }
    if (rows.length !== 1) return;
    const row = rows[0]!;
    if (taken.has(row)) {
      scan.fates[dataRow] = DUPLICATE;
      return;
    }
    taken.add(row);
    scan.persons[dataRow] = personOf[row]!;
    scan.fates[dataRow] = USED;
    parts[dataRow]! |= PART.certification | PART.attributes;
    joined = true;
  });
  return joined;
}
