/** What the numbers of a line of 実績の記録 count: the same persons as the figures of that year on the other sheets. */
import { NATIONAL_CRITERIA, filterText } from '../../criteria';
import { NOTHING_ASKED, type Asked, type Declaration } from '../figures/formula';
import { EVERYBODY, type RecordEntry } from './entry';
import { CHECKUP_RATE, findRecorded, occurrenceId, rateId } from './indicators';

/** Stands in the place of a function where no function answers for that year: a count that is only recorded. */
export const RECORDED = 'RECORDED';

/** What INYEAR calls numerator and denominator of an indicator, by its id: its figure, and what is asked of it. */
const COUNTS_OF: ReadonlyMap<string, readonly [figure: string, wanted: string][]> = new Map([
  [
    CHECKUP_RATE.id,
    [
      ['健診受診者数', ''],
      ['健診対象者数', ''],
    ],
  ],
  [
    'D5',
    [
      ['重複投薬者数', ''],
      ['被保険者数', ''],
    ],
  ],
  ...NATIONAL_CRITERIA.flatMap(({ id, name }): [string, [string, string][]][] => [
    [
      rateId(id),
      [
        [name, '人数'],
        [name, '分母'],
      ],
    ],
    [
      occurrenceId(id),
      [
        [name, '人数'],
        [name, '判定可能'],
      ],
    ],
  ]),
]);

/** 圏域 北部 as a filter; '' for everybody. */
function filterOf(area: string): string {
  const cut = area.indexOf(' ');
  return area === EVERYBODY || cut < 0 ? '' : filterText([[area.slice(0, cut), area.slice(cut + 1)]]);
}

function askedOf({ fiscalYear, indicator, area }: RecordEntry, place: 0 | 1): Asked {
  const counts = COUNTS_OF.get(findRecorded(indicator)?.id ?? '');
  if (counts === undefined)
    return { name: RECORDED, texts: [[fiscalYear, indicator, area].join('|'), place === 0 ? '人数' : '分母'] };
  return { name: 'INYEAR', texts: [String(fiscalYear), ...counts[place]!, filterOf(area)] };
}

/** What numerator, denominator, and the value with its limits declare. Numbers that are not known declare nothing. */
export function declarationsOf(entry: RecordEntry): {
  readonly numerator: Declaration;
  readonly denominator: Declaration;
  readonly value: Declaration;
} {
  const [numerator, denominator] = ([0, 1] as const).map((place) => askedOf(entry, place)) as [Asked, Asked];
  const count = (asked: Asked, number: number | null): Declaration =>
    number === null ? NOTHING_ASKED : { asks: [asked], shows: 0 };
  return {
    numerator: count(numerator, entry.numerator),
    denominator: count(denominator, entry.denominator),
    value: {
      asks: [...(entry.numerator === null ? [] : [numerator]), ...(entry.denominator === null ? [] : [denominator])],
    },
  };
}

/** What a line that a person types into counts. */
export const typedDeclaration = (line: string, place: '人数' | '分母'): Declaration => ({
  asks: [{ name: RECORDED, texts: [line, place] }],
  shows: 0,
});
