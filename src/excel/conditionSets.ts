/** Named sets of conditions that the workbook keeps, e.g. 広域連合の基準. */
import { PARAMETERS, type CriteriaSettings } from '../criteria';
import { runExcel } from './work';

const SETTINGS_KEY = 'IKKATSU.conditionSets';

export interface ConditionSet {
  readonly name: string;
  readonly settings: CriteriaSettings;
}

/** Only what is known and possible is taken from a set: another version may have written it. */
function usable(settings: unknown): CriteriaSettings {
  const kept = (settings ?? {}) as Readonly<Record<string, unknown>>;
  const entries = PARAMETERS.map(({ key, parameter }): [string, number | boolean] => {
    const value = kept[key];
    const [low, high] = parameter.range ?? [-Infinity, Infinity];
    if (parameter.kind === 'switch') return [key, typeof value === 'boolean' ? value : parameter.default];
    return [key, typeof value === 'number' && value >= low && value <= high ? value : parameter.default];
  });
  return Object.fromEntries(entries);
}

/** The sets in the order they were saved; none in a workbook without. */
export function readConditionSets(): Promise<ConditionSet[]> {
  return runExcel(async (context) => {
    const setting = context.workbook.settings.getItemOrNullObject(SETTINGS_KEY);
    setting.load('value');
    await context.sync();
    if (setting.isNullObject) return [];
    try {
      const sets = JSON.parse(String(setting.value)) as { name: unknown; settings: unknown }[];
      return sets.map(({ name, settings }) => ({ name: String(name), settings: usable(settings) }));
    } catch {
      return [];
    }
  });
}

/** Keeps these sets in place of all others. */
export function keepConditionSets(sets: readonly ConditionSet[]): Promise<void> {
  return runExcel(async (context) => {
    context.workbook.settings.add(SETTINGS_KEY, JSON.stringify(sets));
    await context.sync();
  });
}
