/** Property: the run of a union gives for each municipality what its own run gives, whichever exports each of them has. */
import fc from 'fast-check';
import { countOf, createEvaluator, defaultSettings, parseFilter } from '../../src/criteria';
import { INSURED_FIGURES, insuredFigure } from '../../src/indicators';
import { AnalystError, readYears, YES, type Cell, type PersonTable, type SourceInput } from '../../src/kdb';
import { breadth } from '../breadth';

const YEARS = [2024, 2025] as const;
const TOWNS = [
  { insurer: '39990011', name: '甲市', width: 8 },
  // Shorter numbers: in the union they are padded to the longer ones.
  { insurer: '39990029', name: '乙町', width: 6 },
] as const;
const KINDS = ['健診', 'レセプト', '認定'] as const;
type Kind = (typeof KINDS)[number];

const facts = fc.record({
  drugs: fc.integer({ min: 12, max: 18 }),
  dental: fc.integer({ min: 0, max: 1 }),
  bmi: fc.integer({ min: 18, max: 22 }),
  q4: fc.integer({ min: 1, max: 2 }),
  care: fc.constantFrom('', '要支援1', '要介護2'),
  isExamined: fc.boolean(),
  hasReceipt: fc.boolean(),
});
const person = fc.record({
  // Numbers of both overlap.
  number: fc.integer({ min: 1, max: 9 }),
  left: fc.constantFrom('', '2025-06-30', '2026-05-01'),
  facts: fc.record({ 2024: facts, 2025: facts }),
});
const town = fc.record({
  persons: fc.uniqueArray(person, { minLength: 1, maxLength: 6, selector: ({ number }) => number }),
  has: fc.record({ 2024: fc.subarray([...KINDS]), 2025: fc.subarray([...KINDS]) }),
  /** Receipts summed up, one row a person, or each line of them. */
  isLong: fc.boolean(),
});
type Town = typeof town extends fc.Arbitrary<infer T> ? T : never;

function inputsOf({ persons, has, isLong }: Town, { insurer, name, width }: (typeof TOWNS)[number]): SourceInput[] {
  const key = ({ number }: Town['persons'][number]): Cell[] => [insurer, String(number).padStart(width, '0')];
  const table = (file: string, head: readonly string[], rows: readonly Cell[][]): SourceInput => ({
    file: `${name}_${file}.csv`,
    rows: () => [['保険者番号', '被保険者番号', ...head], ...rows],
  });
  const ofYear = (year: (typeof YEARS)[number]): SourceInput[] => {
    const told = (kind: Kind): boolean => has[year].includes(kind);
    const era = `令和${year - 2018}年度`;
    const examined = persons.filter((each) => each.facts[year].isExamined);
    const treated = persons.filter((each) => each.facts[year].hasReceipt);
    return [
      ...(told('健診') && examined.length > 0
        ? [
            table(
              `健診_${era}`,
              ['健診受診日', 'BMI', '質問票6', '質問票4', '質問票5'],
              examined.map((each) => [...key(each), `${year}-07-01`, each.facts[year].bmi, 1, each.facts[year].q4, 2]),
            ),
          ]
        : []),
      ...(told('レセプト') && treated.length > 0 && isLong
        ? [
            table(
              `レセプト明細_${era}`,
              ['診療年月', 'レセプト種別', '医薬品コード'],
              treated.flatMap((each) => [
                ...Array.from({ length: each.facts[year].drugs }, (_, drug): Cell[] => [...key(each), `${year}07`, '医科外来', `D${drug}`]),
                ...(each.facts[year].dental > 0 ? [[...key(each), `${year}08`, '歯科', '']] : []),
              ]),
            ),
          ]
        : []),
      ...(told('レセプト') && treated.length > 0 && !isLong
        ? [
            table(
              `レセプト_${era}`,
              ['処方薬剤数', '歯科レセ件数', '医科外来レセ件数', '医科入院レセ件数'],
              treated.map((each) => [...key(each), each.facts[year].drugs, each.facts[year].dental, 1, 0]),
            ),
          ]
        : []),
      ...(told('認定')
        ? [table(`認定_${era}`, ['要介護度'], persons.map((each) => [...key(each), each.facts[year].care]))]
        : []),
    ];
  };
  return [
    table('台帳', ['市町村名', '資格取得日', '資格喪失日'], persons.map((each) => [...key(each), name, '2016-04-01', each.left])),
    ...YEARS.flatMap(ofYear),
  ];
} // prettier-ignore

/** All figures of a municipality in each year: hits and judged of the ten purposes, and what INSURED answers. */
function figuresOf(inputs: readonly SourceInput[], name: string): unknown {
  const years = readYears(inputs, { fiscalYear: 2025 });
  return YEARS.map((year) => {
    try {
      const { table } = years.year(year);
      const within = parseFilter(table, `市町村=${name}`);
      const isExamined = ({ columns: { checkedUp } }: PersonTable): boolean => {
        let some = false;
        within.forEach((row) => (some ||= checkedUp?.codes[row] === YES));
        return some;
      };
      const results = createEvaluator(table).evaluateAll(defaultSettings());
      return {
        size: within.count(),
        // 0 and 「わからない」 are two answers: what a municipality has not loaded is none of them.
        // Where those examined have all left, a run of its own has no column of answers, and nobody who answered is 0 in the union.
        insured: INSURED_FIGURES.filter(({ name: of }) => isExamined(table) || !of.startsWith('質問票')).map(
          (figure) => {
            try {
              return [figure.name, insuredFigure(table, figure, within).value];
            } catch (error) {
              if (!(error instanceof AnalystError)) throw error;
              return [figure.name, error.code];
            }
          },
        ),
        purposes: results.map((result) => {
          const { hits, judged, denominator } = countOf(table, result, within);
          return [result.id, hits, judged, denominator];
        }),
      };
    } catch (error) {
      if (!(error instanceof AnalystError)) throw error;
      // Nobody is insured in that year.
      return { size: 0 };
    }
  });
}
const sizeOnly = (figures: unknown): unknown =>
  (figures as readonly { readonly size: number }[]).map((year) => (year.size === 0 ? { size: 0 } : year));

test('each municipality of a union has the figures of its own run, in both years, whatever each has loaded', () => {
  fc.assert(
    fc.property(town, town, (first, second) => {
      const towns = [first, second];
      const each = TOWNS.map((of, index) => inputsOf(towns[index]!, of));
      const union = each.flat();
      TOWNS.forEach(({ name }, index) => {
        expect(sizeOnly(figuresOf(union, name))).toEqual(sizeOnly(figuresOf(each[index]!, name)));
      });
    }),
    { numRuns: breadth(40, 400) },
  );
});

test('whose rows stand in no export of a kind is said, and whose do is not', () => {
  const fact = { drugs: 16, dental: 0, bmi: 19, q4: 1, care: '要支援1', isExamined: true, hasReceipt: true } as const;
  const persons: Town['persons'] = [{ number: 1, left: '', facts: { 2024: fact, 2025: fact } }];
  const of = (kinds: readonly Kind[]): Town => ({ persons, isLong: false, has: { 2024: [], 2025: [...kinds] } });
  const noticesOf = (...towns: readonly Town[]): readonly string[] =>
    readYears(
      towns.flatMap((each, index) => inputsOf(each, TOWNS[index]!)),
      { fiscalYear: 2025 },
    )
      .year(2025)
      .notices.filter((notice) => notice.includes('ほかの保険者にはある'));
  expect(noticesOf(of(KINDS), of(['健診']))).toEqual([
    '保険者番号 39990029 の人は、ほかの保険者にはあるレセプト・要介護認定の表に行がないため、0 や「なし」とせず判定不能とします。',
  ]);
  expect(noticesOf(of(['レセプト']), of(['健診', 'レセプト']))).toEqual([
    expect.stringMatching(/^保険者番号 39990011 .*ほかの保険者にはある健診の表に行がない/u),
  ]);
  expect(noticesOf(of(KINDS), of(KINDS))).toEqual([]);
  // What nobody has is absent, not a matter of one insurer; a single one has no others.
  expect(noticesOf(of([]), of([]))).toEqual([]);
  expect(noticesOf(of(['健診']))).toEqual([]);
});
