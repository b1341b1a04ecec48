/** Figures that templates often ask for, ready for 様式の対応: in groups, with the formula and the format of each. */
import { NATIONAL_CRITERIA } from '../../criteria';
import { PROGRAMMES } from '../../indicators/programmes';
import { ask, type Formula } from '../figures/formula';
import { orDash, outcomeCall, purposeCall, SUPPORTED_LINE } from '../formulaCalls';

export interface ReadyFigure {
  /** Stable English id, unique. */
  readonly id: string;
  readonly group: string;
  /** As it is chosen and as it stands in 備考. */
  readonly name: string;
  readonly figure: Formula;
  /** A number format of Excel. */
  readonly format: string;
}

const COUNT = '#,##0';
const SHARE = '0.0%';
const SMALL_SHARE = '0.00%';

const insured = (name: string, format = COUNT): ReadyFigure => ({
  id: `insured.${name}`,
  group: '被保険者と健診',
  name,
  figure: orDash(ask('INSURED', name)),
  format,
});

/** What is asked of every purpose: the word of the function, and how it is called. */
const OF_PURPOSES = [
  ['人数', '該当者数', COUNT],
  ['分母', '被保険者数', COUNT],
  ['割合', '割合（÷ 被保険者数）', SMALL_SHARE],
  ['発生割合', '発生割合（÷ 判定可能者数）', SMALL_SHARE],
] as const;

const OF_PROGRAMMES = [
  ['分母', '支援対象者数', COUNT],
  ['人数', '支援できた者の数', COUNT],
  ['値', '支援できた者の割合', SHARE],
  ['追跡', '追跡できた者の数', COUNT],
] as const;

export const READY_FIGURES: readonly ReadyFigure[] = [
  insured('被保険者数'),
  insured('健診対象者数'),
  insured('健診受診者数'),
  insured('健診受診率', SHARE),
  ...NATIONAL_CRITERIA.flatMap(({ id, name }) =>
    OF_PURPOSES.map(([wanted, words, format]): ReadyFigure => ({
      id: `purpose.${id}.${wanted}`,
      group: '抽出目的',
      name: `${name} ${words}`,
      figure: orDash(purposeCall(id, wanted)),
      format,
    })),
  ),
  ...PROGRAMMES.flatMap(({ id, name }) =>
    OF_PROGRAMMES.map(([wanted, words, format]): ReadyFigure => ({
      id: `programme.${id}.${wanted}`,
      group: '個別事業（支援記録）',
      name: `${name} ${words}`,
      figure: orDash(outcomeCall(name, SUPPORTED_LINE, wanted)),
      format,
    })),
  ),
];

/** Throws on an id that is none: a defect of the caller. */
export function readyFigure(id: string): ReadyFigure {
  const found = READY_FIGURES.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no ready figure ${id}`);
  return found;
}
