/** Figures about the insured persons themselves: how many, who was examined, what care and medicine cost. */
import { BitSet } from '../criteria';
import {
  AnalystError,
  CARE_LEVEL,
  FIELDS,
  NO_COUNT,
  QUESTIONS,
  YES,
  type FieldId,
  type PersonColumns,
  type PersonTable,
} from '../kdb';
import { checkupRate } from './checkupRate';
import { noteOf, plainEstimate, type Estimate } from './estimate';
import { excludedAmong, remarkOnExcluded, type Excluded, type ExcludedPersons } from './excludedPersons';
import { partOfWhole } from './guards';
import { perCapita, YEN_PER_POINT } from './perCapita';
import { proportion } from './proportion';

/** Groups of persons that the table can tell apart, with the columns that tell them. */
const GROUPS = {
  insured: { fields: [], holds: () => () => true },
  excluded: { fields: ['excluded'], holds: ({ columns: { excluded } }) => (row) => excluded!.values[excluded!.codes[row]!] !== '' },
  examined: { fields: ['checkedUp'], holds: ({ columns: { checkedUp } }) => (row) => checkedUp!.codes[row] === YES },
  answered: {
    fields: [],
    holds: ({ columns }) => {
      const answers = QUESTIONS.flatMap(({ id }) => columns[id] ?? []);
      if (answers.length === 0) throw lacking('質問票回答者数', ['q1']);
      return (row) => answers.some(({ codes }) => codes[row] !== 0);
    },
  },
  dental: { fields: ['dental'], holds: ({ columns: { dental } }) => (row) => dental!.values[row]! > 0 },
  duplicates: {
    fields: ['duplicatePrescription'],
    holds: ({ columns: { duplicatePrescription } }) => (row) => duplicatePrescription!.codes[row] === YES,
  },
  inpatients: { fields: ['inpatient'], holds: ({ columns: { inpatient } }) => (row) => inpatient!.values[row]! > 0 },
  certified: { fields: ['certified'], holds: ({ columns: { certified } }) => (row) => certified!.codes[row] === YES },
  dependent: {
    fields: ['careLevel'],
    holds: ({ columns: { careLevel } }) => (row) => careLevel!.codes[row]! >= CARE_LEVEL.care2,
  },
} satisfies Readonly<
  Record<string, { readonly fields: readonly FieldId[]; readonly holds: (table: PersonTable) => (row: number) => boolean }>
>; // prettier-ignore

type Group = keyof typeof GROUPS;

/** How a figure is made of the persons. */
type Recipe =
  | { readonly kind: 'count'; readonly of: Group }
  | { readonly kind: 'share'; readonly of: Group; readonly among: Group }
  | { readonly kind: 'checkupRate' | 'excluded' | 'eligible' }
  | { readonly kind: 'sum' | 'perPerson'; readonly fields: readonly FieldId[]; readonly factor: number };

export interface InsuredFigure {
  /** The word that it is asked for by. */
  readonly name: string;
  readonly also: readonly string[];
  readonly unit: '人' | '割合' | '円' | '件';
  readonly recipe: Recipe;
}

const count = (name: string, of: Group, ...also: string[]): InsuredFigure => ({
  name,
  also,
  unit: '人',
  recipe: { kind: 'count', of },
});
const share = (name: string, of: Group, among: Group, ...also: string[]): InsuredFigure => ({
  name,
  also,
  unit: '割合',
  recipe: { kind: 'share', of, among },
});
const MEDICAL = {
  入院: ['inpatientPoints'],
  外来: ['outpatientPoints'],
  歯科: ['dentalPoints'],
  調剤: ['pharmacyPoints'],
} as const satisfies Readonly<Record<string, readonly FieldId[]>>;
const ALL_MEDICAL: readonly FieldId[] = Object.values(MEDICAL).flat();
const money = (
  name: string,
  kind: 'sum' | 'perPerson',
  fields: readonly FieldId[],
  factor: number,
  ...also: string[]
): InsuredFigure => ({ name, also, unit: '円', recipe: { kind, fields, factor } });

/** All figures, in the order in which messages name them. */
export const INSURED_FIGURES: readonly InsuredFigure[] = [
  count('被保険者数', 'insured'),
  { name: '対象外者数', also: ['対象外者', '長期入院・施設入所'], unit: '人', recipe: { kind: 'excluded' } },
  { name: '健診対象者数', also: ['対象者数'], unit: '人', recipe: { kind: 'eligible' } },
  count('健診受診者数', 'examined', '受診者数'),
  { name: '健診受診率', also: ['受診率'], unit: '割合', recipe: { kind: 'checkupRate' } },
  share('健診受診者の割合', 'examined', 'insured', '健診受診率（対象外者を除かない）'),
  count('質問票回答者数', 'answered', '回答者数'),
  share('質問票回答者の割合', 'answered', 'insured', '質問票回答率'),
  count('歯科受診者数', 'dental'),
  share('歯科受診者の割合', 'dental', 'insured', '歯科受診率'),
  count('重複投薬者数', 'duplicates', '重複投薬'),
  share('重複投薬者割合', 'duplicates', 'insured', '重複投薬者の割合', '重複投薬割合'),
  count('入院した人数', 'inpatients', '入院者数'),
  share('入院した人の割合', 'inpatients', 'insured'),
  { name: '入院レセプト件数', also: [], unit: '件', recipe: { kind: 'sum', fields: ['inpatient'], factor: 1 } },
  count('認定者数', 'certified', '要介護認定者数'),
  share('認定率', 'certified', 'insured', '要介護認定率'),
  count('要介護2以上の人数', 'dependent', '要介護2以上'),
  share('要介護2以上の割合', 'dependent', 'insured'),
  money('1人当たり医療費', 'perPerson', ALL_MEDICAL, YEN_PER_POINT, '1人当たり医療費（計）'),
  ...Object.entries(MEDICAL).map(([name, fields]) =>
    money(`1人当たり医療費（${name}）`, 'perPerson', fields, YEN_PER_POINT, `1人当たり${name}医療費`),
  ),
  money('医療費', 'sum', ALL_MEDICAL, YEN_PER_POINT, '医療費（計）'),
  ...Object.entries(MEDICAL).map(([name, fields]) => money(`医療費（${name}）`, 'sum', fields, YEN_PER_POINT)),
  money('1人当たり介護給付費', 'perPerson', ['careBenefit'], 1),
  money('介護給付費', 'sum', ['careBenefit'], 1),
];

/** One spelling: full width unified, no spaces and brackets, 一人 as 1人. */
function unified(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s()・]/g, '')
    .replace(/一人/g, '1人')
    .replace(/あたり/g, '当たり');
}

const BY_NAME = new Map(
  INSURED_FIGURES.flatMap((figure) => [figure.name, ...figure.also].map((name) => [unified(name), figure])),
);

/**
 * The figure of a word; null when unknown. Widths, brackets, 一人 or 1人, 当たり or あたり do not matter.
 * @example findInsuredFigure('一人あたり医療費(入院)').name // 1人当たり医療費（入院）
 */
export function findInsuredFigure(word: string): InsuredFigure | null {
  return BY_NAME.get(unified(word)) ?? null;
}

/**
 * The fields of the table that a figure needs; of 質問票 any one.
 * @example fieldsOfFigure(findInsuredFigure('認定率')).join() // certified
 */
export function fieldsOfFigure({ recipe }: InsuredFigure): readonly FieldId[] {
  switch (recipe.kind) {
    case 'count':
      return GROUPS[recipe.of].fields;
    case 'share':
      return [...GROUPS[recipe.of].fields, ...GROUPS[recipe.among].fields];
    case 'checkupRate':
      return ['checkedUp'];
    case 'excluded':
    case 'eligible':
      return [];
    default:
      return recipe.fields;
  }
}

function lacking(figure: string, fields: readonly FieldId[]): AnalystError {
  const columns = fields.map((field) => (field === 'q1' ? '質問票①〜⑮' : FIELDS[field].label)).join('、');
  return new AnalystError('figure.noColumn', { figure, columns });
}

/** Groups of a table, and the persons of whom a column tells, made once: cells of one sheet ask for the same few again and again. */
const MADE = new WeakMap<PersonTable, Map<string, BitSet>>();

function madeOf(table: PersonTable, key: string, test: () => (row: number) => boolean): BitSet {
  const made = MADE.get(table) ?? new Map<string, BitSet>();
  MADE.set(table, made);
  const known = made.get(key);
  if (known !== undefined) return known;
  const holds = test();
  const words = new Uint32Array((table.size + 31) >>> 5);
  for (let row = 0; row < table.size; row++) if (holds(row)) words[row >>> 5]! |= 1 << (row & 31);
  const rows = new BitSet(table.size, words);
  made.set(key, rows);
  return rows;
}

const groupOf = (table: PersonTable, group: Group): BitSet => madeOf(table, group, () => GROUPS[group].holds(table));

function isTold(column: PersonColumns[FieldId]): (row: number) => boolean {
  if (column?.kind === 'measure') return (row) => !Number.isNaN(column.values[row]);
  if (column?.kind === 'count') return (row) => column.values[row] !== NO_COUNT;
  return column?.kind === 'code' || column?.kind === 'flag' ? (row) => column.codes[row] !== 0 : () => true;
}

/** Whether a column tells of nobody who is asked about, such as the receipts of another municipality. */
function tellsNothing(table: PersonTable, field: FieldId, within: BitSet | undefined): boolean {
  const persons = within === undefined ? table.size : within.count();
  return (
    persons > 0 &&
    countIn(
      madeOf(table, `told ${field}`, () => isTold(table.columns[field])),
      within,
    ) === 0
  );
}

const countIn = (rows: BitSet, within: BitSet | undefined): number =>
  within === undefined ? rows.count() : rows.countAnd(within);

/** The sum of amounts over the persons; a missing amount adds nothing. */
function sumOf(table: PersonTable, fields: readonly FieldId[], within: BitSet | undefined): number {
  let sum = 0;
  for (const field of fields) {
    const column = table.columns[field];
    if (column?.kind !== 'measure' && column?.kind !== 'count') continue;
    const { values } = column;
    const isCount = column.kind === 'count';
    const add = (row: number): void => {
      const value = values[row]!;
      if (isCount ? value !== NO_COUNT : !Number.isNaN(value)) sum += value;
    };
    if (within === undefined) for (let row = 0; row < table.size; row++) add(row);
    else within.forEach(add);
  }
  return sum;
}

const AT_REFERENCE_DATE = '分母は基準日の被保険者数です（年間の平均被保険者数ではありません）。';
/** What must be said of the share of a group. */
const CAUTIONS: Partial<Record<Group, string>> = {
  certified: '分母は後期高齢者医療の被保険者数です（介護保険の第1号被保険者数ではありません）。',
  dependent: '分母は後期高齢者医療の被保険者数です（介護保険の第1号被保険者数ではありません）。',
  duplicates: '重複投薬の数え方は、データの列か「レセプトの数え方」によります（広域連合の公式の定義は未確認）。',
};

/**
 * One figure of the insured persons of a table, or of those within a filter. Counts and sums have no interval; shares have
 * Wilson's.
 *
 * A column that no source provides, or that tells of none of the persons, makes the figure unknown: `figure.noColumn` names it. Nobody in the denominator:
 * `division.byZero`. 健診受診率 takes the unified denominator (被保険者 − 長期入院・施設入所) of `checkupRate`: 対象外者 of the data, else
 * the numbers that were typed, else all insured persons; its note says which.
 * @example insuredFigure({ size: 3, columns: {} }, findInsuredFigure('被保険者数')).value // 3
 */
export function insuredFigure(
  table: PersonTable,
  figure: InsuredFigure,
  within?: BitSet,
  options: { readonly confidence?: number; readonly excluded?: readonly ExcludedPersons[] } = {},
): Estimate {
  const absent = fieldsOfFigure(figure).filter(
    (field) => table.columns[field] === undefined || (field !== 'excluded' && tellsNothing(table, field, within)),
  );
  if (absent.length > 0) throw lacking(figure.name, absent);
  const { name, recipe } = figure;
  const isOfAnswers = (recipe.kind === 'count' || recipe.kind === 'share') && recipe.of === 'answered';
  // Nobody answered, or there is no table of check-ups of these persons in which they could.
  if (isOfAnswers && table.columns.checkedUp !== undefined && tellsNothing(table, 'checkedUp', within))
    throw lacking(name, ['q1']);
  const persons = (group: Group): number => countIn(groupOf(table, group), within);
  const inData = table.columns.excluded === undefined ? null : groupOf(table, 'excluded');
  const excluded = (): Excluded =>
    excludedAmong(table, within ?? BitSet.full(table.size), inData, options.excluded ?? []);
  switch (recipe.kind) {
    case 'count':
      return plainEstimate(persons(recipe.of), '数え上げ', `${name}（人）`);
    case 'share':
      return {
        ...proportion(persons(recipe.of), persons(recipe.among), options),
        statistic: name,
        ...noteOf(CAUTIONS[recipe.of]),
      };
    case 'checkupRate': {
      const out = excluded();
      const isKnown = out.basis !== 'none';
      const rate = checkupRate(persons('examined'), persons('insured'), isKnown ? out.persons : undefined, options);
      const seen = inData === null ? 0 : countIn(groupOf(table, 'examined').and(inData), within);
      return {
        ...rate,
        ...noteOf(
          isKnown && rate.note,
          remarkOnExcluded(out),
          seen > 0 && `受診者には対象外者 ${seen} 人（長期入院・施設入所）が含まれます。`,
        ),
      };
    }
    case 'excluded': {
      const out = excluded();
      if (out.basis === 'none') throw lacking(name, ['excluded']);
      return { ...plainEstimate(out.persons, '数え上げ', `${name}（人）`), ...noteOf(remarkOnExcluded(out)) };
    }
    case 'eligible': {
      const out = excluded();
      partOfWhole(out.persons, persons('insured'), '対象外者数', '被保険者数');
      const left = persons('insured') - out.persons;
      return { ...plainEstimate(left, '数え上げ', `${name}（人）`), ...noteOf(remarkOnExcluded(out)) };
    }
    case 'sum':
      return plainEstimate(sumOf(table, recipe.fields, within) * recipe.factor, '合計', `${name}（${figure.unit}）`);
    case 'perPerson':
      return {
        ...perCapita(sumOf(table, recipe.fields, within) * recipe.factor, persons('insured')),
        statistic: `${name}（円）`,
        ...noteOf(AT_REFERENCE_DATE),
      };
  }
}
