/** Reading of the CSVs of the samples for figures reckoned again: rows, numbers, dates; nothing of src/ is asked. */
import fs from 'node:fs';
import path from 'node:path';
import { SAMPLES } from '../../e2e/built';

export type Known = boolean | null;
export type Line = Readonly<Record<string, string>>;

const decoder = new TextDecoder('shift_jis');
export function rowsOf(file: string): string[][] {
  const text = decoder.decode(fs.readFileSync(file));
  return text
    .split(/\r?\n/u)
    .filter((line) => line.trim() !== '')
    .map((line) => [...line.matchAll(/"((?:[^"]|"")*)"|([^,]+)|(?<=,)(?=,|$)/gu)].map((m) => m[1] ?? m[2] ?? ''));
}
export const unified = (text: string): string => text.normalize('NFKC').replace(/\s/gu, '');
export function table(file: string): Line[] {
  const rows = rowsOf(path.join(SAMPLES, file));
  const head = rows.findIndex((row) => row[0] === '被保険者番号');
  const names = rows[head]!.map((name) => unified(name).replace(/^HbA1c.*$/u, 'HbA1c'));
  return rows
    .slice(head + 1)
    .filter((row) => /^\d+$/u.test(unified(row[0]!)))
    .map((row) => Object.fromEntries(names.map((name, i) => [name, unified(row[i] ?? '')])));
}
export const number = (text: string | undefined): number | null => {
  const plain = (text ?? '').replace(/,/gu, '');
  return /^-?\d+(\.\d+)?$/u.test(plain) ? Number(plain) : null;
};
export const within = (value: number | null, low: number, high: number): number | null =>
  value === null || value < low || value > high ? null : value;
/** A date as a number 20250401. */
export function day(text: string | undefined): number | null {
  const era = /^R(\d+)\.(\d+)\.(\d+)$/u.exec(text ?? '');
  if (era) return (2018 + Number(era[1])) * 10000 + Number(era[2]) * 100 + Number(era[3]);
  const parts = /^(\d{4})[/-]?(\d{1,2})[/-]?(\d{1,2})$/u.exec(text ?? '');
  return parts ? Number(parts[1]) * 10000 + Number(parts[2]) * 100 + Number(parts[3]) : null;
}
export const fiscalYear = (date: number): number => Math.floor(date / 10000) - (date % 10000 < 401 ? 1 : 0);
export const ageOn = (birth: number, at: number): number =>
  Math.floor(at / 10000) - Math.floor(birth / 10000) - (at % 10000 < birth % 10000 ? 1 : 0);
export const half = (value: number): number => Math.round(value * 10 + 1e-9) / 10;
