/** The list of those who take part in 通いの場, as the city itself keeps it: healthy persons who go out come more often. */
import { CERTIFIED, isIn } from './aggregateParts';
import { REGISTER_STYLE, type Column } from './columns';
import { eraYear, MUNICIPALITY, SYNTHETIC_NOTICE, type SampleFile } from './files';
import { ageAtYearEnd, DEFAULTS, generatePersons, type GenerateOptions } from './generate';
import type { SyntheticPerson } from './person';
import { probabilityOf, Random } from './random';

/** Salt of the random numbers that only this list needs. */
const SALT = 41;
const COLUMNS: readonly Column<SyntheticPerson>[] = [
  { heading: '被保険者番号', value: ({ personId }) => personId, width: 12 },
  { heading: '通いの場参加', value: () => '○', width: 12 },
];
/** Places of ⑧ 転倒 and ⑬ 外出 among the answers. */
const [FELL, GOES_OUT] = [7, 12] as const;

/** Log-odds of taking part: who is examined comes more often; who is certified, old, fell or stays at home less. */
function inclination(person: SyntheticPerson, fiscalYear: number): number {
  const { checkup, careLevel, excluded } = person;
  if (excluded !== '') return -Infinity;
  const answers = checkup?.answers;
  return (
    -2.3 +
    (checkup === null ? 0 : 0.5) -
    ((careLevel ?? 0) < CERTIFIED ? 0 : 1.4) -
    0.05 * (ageAtYearEnd(person, fiscalYear) - 82) -
    (answers?.[FELL] === 1 ? 0.4 : 0) -
    (answers?.[GOES_OUT] === 2 ? 1.1 : 0)
  );
}

/** 通いの場参加者 of the fiscal year, in the order of the register. */
export function participantsFile(given: GenerateOptions = {}): SampleFile {
  const options: Required<GenerateOptions> = { ...DEFAULTS, ...given };
  const { seed, fiscalYear } = options;
  const year = eraYear(fiscalYear);
  const takesPart = (person: SyntheticPerson): boolean =>
    isIn(person, fiscalYear) &&
    new Random(seed, person.index, SALT).chance(probabilityOf(inclination(person, fiscalYear)));
  return {
    name: `通いの場参加者_${year}`,
    titles: [
      ['帳票名：通いの場 参加者名簿'],
      [`保険者名：${MUNICIPALITY}`, `対象年度：${year}`],
      [`作成年月日：令和${fiscalYear - 2017}年5月20日`, SYNTHETIC_NOTICE],
    ],
    columns: COLUMNS,
    *rows() {
      for (const person of generatePersons(options)) {
        if (takesPart(person)) yield COLUMNS.map(({ value }) => value(person));
      }
    },
    style: REGISTER_STYLE,
  };
}
