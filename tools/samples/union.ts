/** samples/二市町村: R6, R7 and R8 of two fictitious municipalities of one 広域連合 whose 被保険者番号 overlap, with 支援記録. */
import { dayOf, slashDate } from './calendar';
import { CARE_WORDS, CHECKUP_COLUMNS, type CheckupRow, type Column, type CsvStyle, type Value } from './columns';
import { eraYear, SYNTHETIC_NOTICE, type SampleFile } from './files';
import { personAt } from './generate';
import type { Checkup, SyntheticPerson } from './person';
import { Random, rounded } from './random';

export const UNION_SEED = 7;
/** 抽出年度 of the set, between a year before and a year after. */
export const UNION_YEARS = [2024, 2025, 2026] as const;
const BASE_YEAR = 2025;

/** The two insurers. Their numbers are the same up to `shared`; both have a 圏域「北部」. */
export const UNION_INSURERS = [
  { insurer: '39990011', municipality: '甲市（架空）', size: 170, areas: ['北部', '中部', '南部'] },
  { insurer: '39990029', municipality: '乙町（架空）', size: 120, areas: ['北部', '第2、第3地区'] },
] as const;
const SHARED_NUMBERS = 90;

const SALT = { life: 51, checkup: 52, receipts: 53, care: 54, support: 55 } as const;
const STYLE: CsvStyle = { date: slashDate };

/** What the receipts of one year say of a person; null without any. */
export interface UnionReceipts {
  readonly inpatient: number;
  readonly outpatient: number;
  readonly dental: number;
  readonly pharmacy: number;
  readonly drugCount: number;
  readonly hypnotic: boolean;
  readonly dmDrug: boolean;
  readonly htDrug: boolean;
}

export interface UnionPerson {
  readonly insurer: string;
  readonly municipality: string;
  readonly base: SyntheticPerson;
  readonly left: number | null;
  readonly checkupIn: (fiscalYear: number) => Checkup | null;
  readonly receiptsIn: (fiscalYear: number) => UnionReceipts | null;
  readonly careLevelIn: (fiscalYear: number) => number | null;
}

const around = (random: Random, value: number | null, deviation: number): number | null =>
  value === null ? null : Math.round(value + random.normal(0, deviation));

function checkupOfYear(base: SyntheticPerson, left: number | null, seed: number, fiscalYear: number): Checkup | null {
  const known = base.checkup ?? base.checkupPrevious;
  const random = new Random(seed, base.index, SALT.checkup, fiscalYear);
  const goes = random.chance(known === null ? 0 : 0.72);
  const date = dayOf(fiscalYear, 6, 1) + random.integer(0, 230);
  if (!goes || known === null || date < base.enrolled || (left !== null && date >= left)) return null;
  const weight = known.weight === null ? null : rounded(known.weight + random.normal(-0.3, 1.2), 1);
  const bmi = weight === null || known.height === null ? null : rounded(weight / (known.height / 100) ** 2, 1);
  return {
    ...known,
    date,
    weight,
    bmi,
    sbp: around(random, known.sbp, 7),
    dbp: around(random, known.dbp, 5),
    answers: known.answers.map((answer, at) =>
      answer === null || at < 3 || at > 10 || !random.chance(0.12) ? answer : 3 - answer,
    ),
  };
}

function receiptsOfYear(base: SyntheticPerson, left: number | null, seed: number, fiscalYear: number): UnionReceipts | null {
  const { receipts } = base;
  const random = new Random(seed, base.index, SALT.receipts, fiscalYear);
  const gone = left !== null && left <= dayOf(fiscalYear, 4, 1);
  if (receipts === null || gone || base.enrolled > dayOf(fiscalYear + 1, 3, 31)) return null;
  const { current, drugCount, hypnotic, dmDrug, htDrug } = receipts;
  const count = (value: number): number => Math.max(0, value + random.integer(-2, 2));
  return {
    inpatient: current.inpatient,
    outpatient: count(current.outpatient),
    dental: random.chance(0.3) ? count(current.dental) : current.dental,
    pharmacy: count(current.pharmacy),
    drugCount: Math.max(0, drugCount + (drugCount > 8 ? random.integer(-3, 3) : random.integer(0, 1))),
    hypnotic: random.chance(0.05) ? !hypnotic : hypnotic,
    dmDrug: dmDrug[0],
    htDrug: htDrug[0],
  };
}

/** The persons of both insurers, those of the first one first. */
export function unionPersons(): UnionPerson[] {
  return UNION_INSURERS.flatMap(({ insurer, municipality, size, areas }, place) =>
    Array.from({ length: size }, (_, index): UnionPerson => {
      const seed = UNION_SEED + 100 * place;
      const given = personAt(index, seed, BASE_YEAR);
      const life = new Random(seed, index, SALT.life);
      const number = index < SHARED_NUMBERS ? 20_000 + index * 2 : 30_000 + 20_000 * place + index * 2;
      const area = areas[life.integer(0, areas.length - 1)]!;
      const base = { ...given, personId: String(number).padStart(8, '0'), area };
      // Some leave in each of the years, so that the register tells who was insured when.
      const leaves = life.chance(0.1);
      const day = dayOf(UNION_YEARS[0], 5, 1) + life.integer(0, 3 * 365 - 40);
      const left = leaves && day > base.enrolled ? day : null;
      return {
        insurer,
        municipality,
        base,
        left,
        checkupIn: (fiscalYear) => checkupOfYear(base, left, seed, fiscalYear),
        receiptsIn: (fiscalYear) => receiptsOfYear(base, left, seed, fiscalYear),
        careLevelIn: (fiscalYear) => {
          const random = new Random(seed, index, SALT.care, fiscalYear);
          const level = base.careLevel ?? base.careLevelPrevious;
          return level === null || left !== null || random.chance(0.1) ? null : level;
        },
      };
    }),
  );
}

type Heading = readonly [heading: string, width?: number];
const NUMBERS: readonly Heading[] = [['保険者番号', 12], ['被保険者番号', 12]];
const headings = (list: readonly Heading[]) =>
  list.map(([heading, width]) => ({ heading, ...(width === undefined ? {} : { width }) }));

const titles = (form: string, fiscalYear: number | null): Value[][] => [
  [`帳票名：${form}`],
  ['広域連合名：見本広域連合（架空）', ...(fiscalYear === null ? [] : [`対象年度：${eraYear(fiscalYear)}`])],
  [SYNTHETIC_NOTICE],
];

const yesNo = (value: boolean): string => (value ? '有' : '無');
const numbersOf = ({ insurer, base }: UnionPerson): Value[] => [insurer, base.personId];
const checkupCells: readonly Column<CheckupRow>[] = CHECKUP_COLUMNS.slice(1);

function yearFiles(persons: readonly UnionPerson[], fiscalYear: number): SampleFile[] {
  const year = eraYear(fiscalYear);
  const file = (
    form: string,
    more: readonly Heading[],
    rowOf: (person: UnionPerson) => readonly Value[] | null,
  ): SampleFile => ({
    name: `${form}_${year}`,
    titles: titles(form, fiscalYear),
    columns: headings([...NUMBERS, ...more]),
    rows: () =>
      persons.flatMap((person) => {
        const cells = rowOf(person);
        return cells === null ? [] : [[...numbersOf(person), ...cells]];
      }),
    style: STYLE,
  });
  return [
    file('健診', checkupCells.map(({ heading, width }): Heading => [heading, width]), (person) => {
      const checkup = person.checkupIn(fiscalYear);
      return checkup === null
        ? null
        : checkupCells.map(({ value }) => value({ personId: person.base.personId, checkup }));
    }),
    file(
      'レセプト集計',
      [
        ['医科入院レセ件数', 10],
        ['医科外来レセ件数', 10],
        ['歯科レセ件数', 10],
        ['調剤レセ件数', 10],
        ['処方薬剤数', 10],
        ['睡眠薬'],
        ['糖尿病薬'],
        ['高血圧薬'],
      ],
      (person) => {
        const receipts = person.receiptsIn(fiscalYear);
        if (receipts === null) return null;
        const { inpatient, outpatient, dental, pharmacy, drugCount, hypnotic, dmDrug, htDrug } = receipts;
        return [inpatient, outpatient, dental, pharmacy, drugCount, yesNo(hypnotic), yesNo(dmDrug), yesNo(htDrug)];
      },
    ),
    file('要介護認定', [['要介護度', 10]], (person) => {
      const level = person.careLevelIn(fiscalYear);
      return level === null ? null : [CARE_WORDS[level]!];
    }),
  ];
}

/** 支援記録 of R8: who had 15 medicines or more in R7, of either insurer. */
function supportFile(persons: readonly UnionPerson[]): SampleFile {
  const rows = persons.flatMap((person): Value[][] => {
    const random = new Random(UNION_SEED, Number(person.insurer), person.base.index, SALT.support);
    const isInsured = person.base.enrolled <= dayOf(2026, 3, 31) && (person.left === null || person.left > dayOf(2026, 3, 31));
    if (!isInsured || (person.receiptsIn(BASE_YEAR)?.drugCount ?? 0) < 15) return [];
    const supported = random.chance(0.75);
    const started = dayOf(2026, 6, 1) + random.integer(0, 60);
    const cells: Value[] = supported
      ? ['有', { day: started }, { day: started + random.integer(80, 150) }, '終了']
      : ['無', null, null, '拒否'];
    return [[...numbersOf(person), person.municipality, '服薬（多剤）', { day: dayOf(2026, 5, 20) }, ...cells]];
  });
  return {
    name: '支援記録',
    titles: titles('支援記録', null),
    columns: headings([
      ...NUMBERS,
      ['市町村名', 14],
      ['目的', 20],
      ['対象とした日', 12],
      ['支援の有無', 10],
      ['支援開始日', 12],
      ['支援終了日', 12],
      ['状況', 10],
    ]),
    rows: () => rows,
    style: STYLE,
  };
}

/** The exports of the set: one register that names no year, three tables for each year, and 支援記録. */
export function unionFiles(): SampleFile[] {
  const persons = unionPersons();
  return [
    {
      name: '被保険者台帳',
      titles: titles('後期高齢者医療 被保険者台帳', null),
      columns: headings([
        ...NUMBERS,
        ['市町村名', 14],
        ['氏名', 16],
        ['性別'],
        ['生年月日', 12],
        ['圏域', 14],
        ['資格取得日', 12],
        ['資格喪失日', 12],
      ]),
      rows: () =>
        persons.map((person) => [
          ...numbersOf(person),
          person.municipality,
          person.base.name,
          person.base.sex === 1 ? '男' : '女',
          { day: person.base.birthDate },
          person.base.area,
          { day: person.base.enrolled },
          person.left === null ? null : { day: person.left },
        ]),
      style: STYLE,
    },
    ...UNION_YEARS.flatMap((fiscalYear) => yearFiles(persons, fiscalYear)),
    supportFile(persons),
  ];
}
