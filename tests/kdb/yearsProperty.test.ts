/** Property: in whatever order files, sheets and rows come, every figure of every fiscal year is the same. */
import fc from 'fast-check';
import { countOf, createEvaluator, defaultSettings } from '../../src/criteria';
import { AnalystError, readFile, readYears, type Cell, type SourceInput } from '../../src/kdb';
import { xlsxOf } from './support';

const YEARS = [2023, 2024, 2025] as const;
const INSURERS = ['39990011', '39990029'] as const;

interface Person {
  readonly insurer: string;
  readonly id: string;
  readonly left: string;
  readonly facts: Readonly<Record<number, { readonly drugs: number; readonly bmi: number; readonly care: string }>>;
}

const facts = fc.record({
  drugs: fc.integer({ min: 0, max: 20 }),
  bmi: fc.integer({ min: 16, max: 26 }),
  care: fc.constantFrom('', '要支援1', '要介護2'),
});
const persons = fc.uniqueArray(
  fc.record({
    insurer: fc.constantFrom(...INSURERS),
    // Numbers of the two insurers overlap.
    id: fc.integer({ min: 1, max: 6 }).map((number) => String(number).padStart(8, '0')),
    left: fc.constantFrom('', '2024-05-01', '2025-06-30', '2026-05-01'),
    facts: fc.record({ 2023: facts, 2024: facts, 2025: facts }),
  }),
  { minLength: 1, maxLength: 8, selector: ({ insurer, id }) => `${insurer}-${id}` },
);

type Table = {
  readonly file: string;
  readonly title: readonly Cell[][];
  readonly head: Cell[];
  readonly rows: Cell[][];
};

/** One table a kind and year; the year stands above the header, in the sheet's or the file's name, in a column, or in the dates. */
function tablesOf(all: readonly Person[]): Table[] {
  const key = ({ insurer, id }: Person): Cell[] => [insurer, id];
  const head: Cell[] = ['保険者番号', '被保険者番号'];
  return [
    {
      file: '台帳.csv',
      title: [],
      head: [...head, '資格取得日', '資格喪失日'],
      rows: all.map((person) => [...key(person), '2016-04-01', person.left]),
    },
    ...YEARS.map((year, index): Table => ({
      file: index === 0 ? `レセプト_R${year - 2018}.csv` : `レセプト${index}.csv`,
      title: index === 0 ? [] : [[`対象年度：令和${year - 2018}年度`]],
      head: [...head, '処方薬剤数'],
      rows: all.map((person) => [...key(person), person.facts[year]!.drugs]),
    })),
    {
      file: '健診.csv',
      title: [],
      head: [...head, '健診受診日', 'BMI', '質問票6'],
      rows: YEARS.flatMap((year) => all.map((person) => [...key(person), `${year}-07-01`, person.facts[year]!.bmi, 1])),
    },
    {
      file: '認定.csv',
      title: [],
      head: ['年度', ...head, '要介護度'],
      rows: YEARS.flatMap((year) => all.map((person) => [year, ...key(person), person.facts[year]!.care])),
    },
  ];
}

const inputOf = ({ file, title, head, rows }: Table): SourceInput => ({ file, rows: () => [...title, head, ...rows] });

/** All figures of a year: who is insured, the ten purposes, the certified, and the ledger of every file. */
function figuresOf(inputs: readonly SourceInput[]): unknown {
  const years = readYears(inputs, { fiscalYear: 2025 });
  return YEARS.map((year) => {
    try {
      const { table, sources } = years.year(year);
      const results = createEvaluator(table).evaluateAll(defaultSettings());
      const { certified, drugCount } = table.columns;
      return {
        size: table.size,
        purposes: results.map((result) => countOf(table, result)),
        certified: certified ? [...certified.codes].sort() : null,
        drugs: drugCount ? [...drugCount.values].sort() : null,
        ledgers: sources.map(({ file, used, setAside }) => [file, used, Object.entries(setAside).sort()]).sort(),
      };
    } catch (error) {
      if (!(error instanceof AnalystError)) throw error;
      return error.code;
    }
  });
}

test('shuffling files and rows changes no figure of any year', () => {
  fc.assert(
    fc.property(persons, fc.infiniteStream(fc.integer({ min: 0, max: 1000 })), (all, numbers) => {
      const shuffled = <T>(items: readonly T[]): T[] =>
        items
          .map((item) => ({ item, at: numbers.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ item }) => item);
      const tables = tablesOf(all);
      const others = shuffled(tables).map((table) => ({ ...table, rows: shuffled(table.rows) }));
      expect(figuresOf(others.map(inputOf))).toEqual(figuresOf(tables.map(inputOf)));
    }),
    { numRuns: 100 },
  );
});

/** A workbook whose sheets are tables, named like them. */
const bookOf = (tables: readonly Table[]): SourceInput[] =>
  readFile(
    '一式.xlsx',
    xlsxOf(
      tables.map(({ file, title, head, rows }) => ({
        name: file.replace('.csv', ''),
        rows: [...title, head, ...rows],
      })),
    ),
  );

/** The figures without the ledgers: those of a workbook name its sheets otherwise than files are named. */
const withoutLedgers = (figures: unknown): unknown =>
  (figures as readonly (string | { readonly ledgers: unknown })[]).map((year) =>
    typeof year === 'string' ? year : { ...year, ledgers: null },
  );

test('shuffling the sheets of a workbook changes no figure of any year, and none differs from those of the files', () => {
  fc.assert(
    fc.property(persons, fc.infiniteStream(fc.integer({ min: 0, max: 1000 })), (all, numbers) => {
      const shuffled = <T>(items: readonly T[]): T[] =>
        items
          .map((item) => ({ item, at: numbers.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ item }) => item);
      const tables = tablesOf(all);
      const asGiven = figuresOf(bookOf(tables));
      const others = shuffled(tables).map((table) => ({ ...table, rows: shuffled(table.rows) }));
      expect(figuresOf(bookOf(others))).toEqual(asGiven);
      expect(withoutLedgers(asGiven)).toEqual(withoutLedgers(figuresOf(tables.map(inputOf))));
    }),
    { numRuns: 40 },
  );
});

test('every year has the values that its own tables say', () => {
  fc.assert(
    fc.property(persons, (all) => {
      const years = readYears(tablesOf(all).map(inputOf), { fiscalYear: 2025 });
      for (const year of YEARS) {
        const insured = all.filter(({ left }) => left === '' || left > `${year + 1}-03-31`);
        if (insured.length === 0) continue;
        const { table } = years.year(year);
        expect(table.size).toBe(insured.length);
        const drugs = insured.map((person) => person.facts[year]!.drugs).sort((a, b) => a - b);
        expect([...table.columns.drugCount!.values].sort((a, b) => a - b)).toEqual(drugs);
        const certified = insured.filter((person) => person.facts[year]!.care !== '').length;
        expect(table.columns.certified!.codes.filter((code) => code === 1)).toHaveLength(certified);
      }
    }),
    { numRuns: 100 },
  );
});
