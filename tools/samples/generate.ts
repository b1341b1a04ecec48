/** Makes synthetic insured persons one after the other: any number, in the memory of one. */
import { ageOn, dayOf } from './calendar';
import { checkupOf, conditionOf, receiptsOf, type Condition } from './health';
import { AREAS, hasReceipts, type Checkup, type SyntheticPerson } from './person';
import { probabilityOf, Random } from './random';

export interface GenerateOptions {
  /** Same seed, same persons. */
  readonly seed?: number;
  /** Persons of the register, those who left included. */
  readonly size?: number;
  /** 抽出年度 */
  readonly fiscalYear?: number;
}

export const DEFAULTS = { seed: 1, size: 3000, fiscalYear: 2025 } as const;

/** The 後期高齢者医療制度 began on this day; nobody was enrolled earlier. */
const SYSTEM_START = dayOf(2008, 4, 1);

/** 年度末年齢 in classes, weights roughly those of the insured: 障害認定 65–74, then five-year classes. */
const AGE_CLASSES = [
  { from: 66, to: 74, weight: 1.5 },
  { from: 75, to: 79, weight: 35 },
  { from: 80, to: 84, weight: 29 },
  { from: 85, to: 89, weight: 20 },
  { from: 90, to: 94, weight: 11 },
  { from: 95, to: 102, weight: 3.5 },
] as const;
const AGE_WEIGHTS = AGE_CLASSES.map((ageClass) => ageClass.weight);
const AREA_WEIGHTS = [0.28, 0.44, 0.28];

/** Names that nobody can take for a real person's. */
const FAMILY = [
  ['合成', 'ゴウセイ'],
  ['架空', 'カクウ'],
  ['見本', 'ミホン'],
  ['試作', 'シサク'],
  ['模擬', 'モギ'],
] as const;
const GIVEN: Readonly<Record<1 | 2, readonly (readonly [string, string])[]>> = {
  1: [
    ['太郎', 'タロウ'],
    ['一男', 'カズオ'],
    ['三郎', 'サブロウ'],
    ['正', 'タダシ'],
  ],
  2: [
    ['花子', 'ハナコ'],
    ['和子', 'カズコ'],
    ['節子', 'セツコ'],
    ['文', 'フミ'],
  ],
};

/** Degrees of 要介護度 above the point of certification, in steps of frailty, as codes of CARE_LEVEL. */
const CARE_STEPS: readonly (readonly [number, number])[] = [
  [2.75, 10],
  [2.25, 9],
  [1.85, 8],
  [1.45, 7],
  [1.05, 6],
  [0.8, 5],
  [0.57, 4],
  [0.53, 2],
  [0.49, 1],
];

function careLevelOf(need: number): number | null {
  return CARE_STEPS.find(([limit]) => need > limit)?.[1] ?? null;
}

function birthOf(random: Random, age: number, yearEnd: number): number {
  const endYear = new Date(yearEnd * 86_400_000).getUTCFullYear();
  // Born between 1 April and 31 March of the year that gives this age on 31 March.
  return dayOf(endYear - age - 1, 4, 1) + random.integer(0, 364);
}

function enrolmentOf(random: Random, birthDate: number, age: number, yearEnd: number): number {
  if (age < 75) return Math.max(birthDate + Math.ceil(65.3 * 365.25), yearEnd - random.integer(200, 2200));
  const birth = new Date(birthDate * 86_400_000);
  const at75 = dayOf(birth.getUTCFullYear() + 75, birth.getUTCMonth() + 1, birth.getUTCDate());
  const movedIn = random.chance(0.04) ? yearEnd - random.integer(400, 4000) : 0;
  return Math.max(SYSTEM_START, at75, movedIn);
}

function checkupDay(random: Random, fiscalYear: number): number {
  // 健診 runs from June to January, thickest in early autumn.
  const day = Math.round(random.normal(165, 48));
  return dayOf(fiscalYear, 4, 1) + Math.min(300, Math.max(61, day));
}

/** The check-up of a year, or null: not gone, not insured yet, or left before. */
function checkupIn(
  random: Random,
  fiscalYear: number,
  condition: Condition,
  habit: number,
  enrolled: number,
  left: number | null,
): Checkup | null {
  const gone = random.chance(habit);
  const day = checkupDay(random, fiscalYear);
  if (!gone || day < enrolled || (left !== null && day >= left)) return null;
  return checkupOf(random, condition, day);
}

/** One person of the register. Depends on seed and index only, so that registers of different sizes begin alike. */
export function personAt(index: number, seed: number, fiscalYear: number): SyntheticPerson {
  const random = new Random(seed, index);
  const yearEnd = dayOf(fiscalYear + 1, 3, 31);
  const ageClass = AGE_CLASSES[random.weighted(AGE_WEIGHTS)];
  // A few turn 75 just after the end of the year: the register knows them already.
  const soon = random.chance(0.004);
  const age = soon ? 74 : random.integer(ageClass!.from, ageClass!.to);
  const birthDate = soon ? dayOf(fiscalYear + 1 - 75, 4, 1) + random.integer(0, 29) : birthOf(random, age, yearEnd);
  const sex: 1 | 2 = random.chance(probabilityOf(0.2 + 0.05 * (age - 78))) ? 2 : 1;
  const enrolled = soon ? dayOf(fiscalYear + 1, 4, 1) + (birthDate - dayOf(fiscalYear + 1 - 75, 4, 1)) : enrolmentOf(random, birthDate, age, yearEnd);
  const leaves = random.uniform();
  const left =
    leaves < 0.025 ? yearEnd - random.integer(0, 300) : leaves < 0.028 ? yearEnd + random.integer(1, 40) : null;
  const condition = conditionOf(random, sex, birthDate, age);
  const need = condition.hidden || condition.avoidsDoctors ? -1 : condition.frailty + random.normal(0, 0.35);
  const careLevel = careLevelOf(need);
  const careLevelPrevious = random.chance(0.72) ? careLevel : careLevelOf(need - random.normal(0.35, 0.2));
  const inCare = careLevel !== null && careLevel >= 8;
  const excluded = inCare && random.chance(0.42) ? '施設入所' : random.chance(0.006) ? '長期入院' : '';
  const habit = excluded === '' ? condition.checkupHabit : 0.01;
  const checkup = checkupIn(random, fiscalYear, condition, habit, enrolled, left);
  const checkupPrevious = checkupIn(random, fiscalYear - 1, condition, habit, enrolled, left);
  const receipts = receiptsOf(random, condition);
  const [family, familyKana] = random.pick(FAMILY);
  const [given, givenKana] = random.pick(GIVEN[sex]);
  return {
    index,
    personId: String(10_000 + index * 3 + random.integer(0, 2)).padStart(8, '0'),
    name: `${family} ${given}${index + 1}`,
    kana: `${familyKana} ${givenKana}`,
    sex,
    birthDate,
    area: AREAS[random.weighted(AREA_WEIGHTS)]!,
    enrolled,
    left: left !== null && left <= enrolled ? null : left,
    excluded,
    checkup,
    checkupPrevious,
    receipts: hasReceipts(receipts) ? receipts : null,
    careLevel,
    careLevelPrevious,
  };
}

/** The persons of the register, in the order of their numbers. */
export function* generatePersons(options: GenerateOptions = {}): Generator<SyntheticPerson, void, undefined> {
  const { seed, size, fiscalYear } = { ...DEFAULTS, ...options };
  for (let index = 0; index < size; index++) yield personAt(index, seed, fiscalYear);
}

/** 年度末年齢 of a person. */
export function ageAtYearEnd(person: SyntheticPerson, fiscalYear: number): number {
  return ageOn(person.birthDate, dayOf(fiscalYear + 1, 3, 31));
}
