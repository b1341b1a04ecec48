/** The examples in the doc comments of src/indicators are executed: each must give what stands behind its arrow. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import * as indicators from '../../src/indicators';
import { fisherExact } from '../../src/indicators/fisherExact';
import * as outcomes from '../../src/indicators/outcomes';
import * as programmes from '../../src/indicators/programmes';

const ROOM = join(__dirname, '../../src/indicators');

interface Example {
  readonly file: string;
  readonly call: string;
  readonly printed: string;
}

const FILES = readdirSync(ROOM, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const EXAMPLES: Example[] = FILES.flatMap((file) =>
  [...readFileSync(join(ROOM, file), 'utf8').matchAll(/@example (.+) \/\/ (.+)$/gm)].map((match) => ({
    file,
    call: match[1]!,
    printed: match[2]!.trim(),
  })),
);

/** Verbs that are shown by another file's example, or only list what another one gives. */
const WITHOUT_OWN_EXAMPLE = new Set([
  'confidenceLevel',
  'displayText',
  'bandLowerEnds',
  'clopperPearsonLimits',
  'wilsonLimits',
  'costPart',
  'costShares',
  'countPairs',
  'mcnemar',
  'funnelPlaceOfProportion',
  'funnelPlaceOfEvents',
  'exactFunnelPlace',
  'stratumCounts',
  'healthyLifeExpectancy',
  'isDuplicatePrescription',
  'isRiskAnswer',
  'isSmall',
  'lifeTable',
  'maskingRule',
  'standardPopulation',
  'standardWeights',
  'trend',
  'answerDistribution',
  'frailtyClass',
  'frailtyDistribution',
  'frailtyOfPerson',
  'kdbFigure',
  // Verbs over support records and tables of persons: their tests show them.
  ...Object.keys(outcomes),
  ...Object.keys(programmes),
]);

function evaluate(call: string): unknown {
  return runInNewContext(call, { ...indicators, fisherExact });
}

function printed(value: unknown): string {
  if (typeof value === 'number') return value.toFixed(4);
  if (typeof value === 'string') return value;
  return indicators.displayText(value as indicators.Estimate, 4);
}

describe('examples in the doc comments', () => {
  test.each(EXAMPLES)('$file: $call gives $printed', ({ call, printed: expected }) => {
    expect(printed(evaluate(call))).toBe(/^-?\d+$/.test(expected) ? `${expected}.0000` : expected);
  });

  test('every verb has an example', () => {
    const verbs = Object.entries(indicators).flatMap(([name, value]) => (typeof value === 'function' ? [name] : []));
    const shown = (verb: string): boolean => EXAMPLES.some(({ call }) => new RegExp(`\\b${verb}\\(`).test(call));
    expect(verbs.filter((verb) => !shown(verb) && !WITHOUT_OWN_EXAMPLE.has(verb))).toEqual([]);
  });
});
