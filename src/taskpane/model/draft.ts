/** Thresholds as the analyst types them in the pane, before they stand in the sheet. */
import { PARAMETERS, type CriteriaSettings, type Parameter } from '../../criteria';

/** What was changed in the pane, by full key; nothing of it runs before it stands in the sheet. */
export type Changes = CriteriaSettings;

export const NO_CHANGES: Changes = {};

/** The changes with one more value; a value that stands in the sheet anyway is no change. */
export function changed(changes: Changes, settings: CriteriaSettings, key: string, value: number | boolean): Changes {
  const { [key]: _, ...others } = changes;
  return settings[key] === value ? others : { ...others, [key]: value };
}

/** The changes that lead from what stands in the sheet to a whole set of conditions. */
export function changesTo(settings: CriteriaSettings, wanted: CriteriaSettings): Changes {
  const entries = PARAMETERS.flatMap(({ key, parameter }): [string, number | boolean][] => {
    const value = wanted[key] ?? parameter.default;
    return settings[key] === value ? [] : [[key, value]];
  });
  return Object.fromEntries(entries);
}

/** Changes that still differ from the sheet after it was read again. */
export function remaining(changes: Changes, settings: CriteriaSettings): Changes {
  return Object.fromEntries(Object.entries(changes).filter(([key, value]) => settings[key] !== value));
}

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)$/;

/** The number that a typed text means (full-width digits too), or why it means none. */
export function typedNumber(text: string, parameter: Parameter): { readonly value: number } | { readonly why: string } {
  const plain = text.normalize('NFKC').replace(/\s/g, '').replace(/^−/, '-');
  const [low, high] = parameter.range ?? [-Number.MAX_VALUE, Number.MAX_VALUE];
  const kind = parameter.whole === true ? '整数' : '数';
  const value = Number(plain);
  if (!NUMBER.test(plain) || value < low || value > high || (parameter.whole === true && !Number.isInteger(value))) {
    return { why: `${low}〜${high} の${kind}を入れてください` };
  }
  return { value };
}

/** One step up or down, within what is possible, without the dust of binary decimals. */
export function stepped(value: number, parameter: Parameter, direction: 1 | -1): number {
  const { step = 1, range: [low, high] = [-Number.MAX_VALUE, Number.MAX_VALUE] } = parameter;
  const next = Math.round((value + direction * step) / step) * step;
  return Math.min(high, Math.max(low, Number(next.toFixed(6))));
}
