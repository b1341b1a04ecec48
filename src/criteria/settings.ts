/** The values of all thresholds and switches: the defaults, what the analyst wrote in the sheet, and how they differ. */
import { AnalystError } from '../kdb';
import { CRITERIA } from './definitions';
import { settingKey } from './resolve';
import type { CriteriaSettings, CriterionId, Parameter } from './types';

/** A parameter with its criterion and its full key in the settings. */
export interface KeyedParameter {
  readonly key: string;
  readonly id: CriterionId;
  readonly parameter: Parameter;
}

/** All parameters of the criteria, in the order of the definitions. */
export const PARAMETERS: readonly KeyedParameter[] = CRITERIA.flatMap(({ id, parameters }) =>
  parameters.map((parameter) => ({ key: settingKey(id, parameter.id), id, parameter })),
);

/** The settings that give the public definitions. */
export function defaultSettings(): CriteriaSettings {
  return Object.fromEntries(PARAMETERS.map(({ key, parameter }) => [key, parameter.default]));
}

/** One row of the sheet 抽出条件: the key of a parameter, what stands in its cell, and where that cell is. */
export interface SettingRow {
  readonly key: string;
  readonly value: unknown;
  /** Address of the cell, for the message, e.g. C5. */
  readonly cell: string;
}

const ON: readonly string[] = ['使う', 'true', 'はい', '1', 'on'];
const OFF: readonly string[] = ['使わない', 'false', 'いいえ', '0', 'off'];

/** How a switch is written in the sheet. */
export function switchText(on: boolean): string {
  return on ? '使う' : '使わない';
}

function plain(value: unknown): string {
  return String(value ?? '')
    .normalize('NFKC')
    .replace(/\s/g, '');
}

function readSwitch({ parameter }: KeyedParameter, { value, cell }: SettingRow): boolean {
  const text = plain(value).toLowerCase();
  if (ON.includes(text)) return true;
  if (OFF.includes(text)) return false;
  throw new AnalystError('settings.notSwitch', { cell, label: parameter.label, value: shown(value) });
}

/** How a refused value is quoted. */
function shown(value: unknown): string {
  const text = String(value ?? '').trim();
  return text === '' ? '空欄' : text;
}

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)$/;

function readNumber({ parameter }: KeyedParameter, { value, cell }: SettingRow): number {
  const [low, high] = parameter.range ?? [-Number.MAX_VALUE, Number.MAX_VALUE];
  const where = { cell, label: parameter.label, value: shown(value), low, high };
  const text = plain(value);
  const choice = parameter.choices?.find(({ label, also = [] }) =>
    [label, ...also].some((sign) => plain(sign) === text),
  );
  if (choice !== undefined) return choice.value;
  if (typeof value !== 'number' && !NUMBER.test(text)) throw new AnalystError('settings.notNumber', where);
  const number = typeof value === 'number' ? value : Number(text);
  if (!Number.isFinite(number)) throw new AnalystError('settings.notNumber', where);
  if (number < low || number > high) throw new AnalystError('settings.outOfRange', where);
  if (parameter.whole === true && !Number.isInteger(number)) throw new AnalystError('settings.notWhole', where);
  return number;
}

/**
 * The settings that stand in the sheet: numbers (full-width digits too), 使う/使わない or TRUE/FALSE, signs of a class
 * (＋). A parameter without a row keeps its default; rows with other keys are none of ours. An empty or impossible value
 * throws AnalystError settings.*, naming the cell.
 */
export function settingsFromRows(rows: readonly SettingRow[]): CriteriaSettings {
  const settings: Record<string, number | boolean> = { ...defaultSettings() };
  const known = new Map(PARAMETERS.map((keyed) => [keyed.key, keyed]));
  for (const row of rows) {
    const keyed = known.get(row.key);
    if (keyed === undefined) continue;
    settings[row.key] = keyed.parameter.kind === 'switch' ? readSwitch(keyed, row) : readNumber(keyed, row);
  }
  return settings;
}

/** How a value is written for the analyst: 使う/使わない, the sign of a class, or the number with its unit. */
export function settingText(parameter: Parameter, value: number | boolean): string {
  if (typeof value === 'boolean') return switchText(value);
  const choice = parameter.choices?.find((candidate) => candidate.value === value);
  if (choice !== undefined) return choice.label;
  const { unit = '' } = parameter;
  return unit === '' || unit === '%' ? `${value}${unit}` : `${value} ${unit}`;
}

/** A parameter that does not stand at its default. */
export interface Difference extends KeyedParameter {
  readonly value: number | boolean;
  /** e.g. "BMI（以下）: 既定 20 kg/m² → 18.5 kg/m²". */
  readonly text: string;
}

/** What the analyst changed, in the order of the definitions. A key that is not in the settings counts as its default. */
export function differencesFromDefault(settings: CriteriaSettings): Difference[] {
  return PARAMETERS.flatMap((keyed) => {
    const { key, parameter } = keyed;
    const value = settings[key] ?? parameter.default;
    if (value === parameter.default) return [];
    const text = `${parameter.label}: 既定 ${settingText(parameter, parameter.default)} → ${settingText(parameter, value)}`;
    return [{ ...keyed, value, text }];
  });
}
