/** The year after 抽出年度 of the synthetic persons: who is examined again, how values move, who died or moved away. */
import { ageOn, dayOf } from './calendar';
import { checkupOf, conditionOf } from './health';
import { isInsuredOn, type Checkup, type ReceiptCounts, type SyntheticPerson } from './person';
import { Random, rounded } from './random';

/** Salt of the random numbers of the following year. */
const SALT = 31;

export type Fate = 'stays' | 'died' | 'moved';

/** What becomes of one person in the following year. */
export interface FollowingYear {
  readonly person: SyntheticPerson;
  readonly fate: Fate;
  /** 資格喪失日 as the register of the year knows it. */
  readonly left: number | null;
  readonly checkup: Checkup | null;
  /** null: no row in the export of receipts. */
  readonly receipts: FollowingReceipts | null;
  readonly careLevel: number | null;
}

export interface FollowingReceipts extends ReceiptCounts {
  readonly drugCount: number;
  readonly dmDrug: boolean;
  readonly htDrug: boolean;
  readonly dmDiagnosis: boolean;
}

/** What the log says of the support, as far as it bears on the year's data. */
export interface Influence {
  readonly supported: boolean;
  /** Was brought to a doctor, a dentist, a check-up. */
  readonly doctor: boolean;
  readonly dentist: boolean;
  readonly examined: boolean;
  readonly fate: Fate;
}

export const NO_INFLUENCE: Influence = { supported: false, doctor: false, dentist: false, examined: false, fate: 'stays' };

function examinedOn(random: Random, fiscalYear: number, supported: boolean): number {
  // Supported persons are invited after the support has begun.
  const day = supported ? random.integer(190, 320) : Math.min(300, Math.max(61, Math.round(random.normal(165, 48))));
  return dayOf(fiscalYear, 4, 1) + day;
}

const moved = (random: Random, value: number | null, drift: number, spread: number, decimals: number): number | null =>
  value === null ? null : rounded(value + random.normal(drift, spread), decimals);

/** Answers of は い / いいえ: most stay; supported persons lose a risk a little more often. */
function answersAfter(random: Random, answers: Checkup['answers'], supported: boolean): (number | null)[] {
  return answers.map((answer, item) => {
    if (answer === null || item === 11) return answer;
    const isFine = item === 0 ? answer <= 3 : [2, 8, 12, 13, 14].includes(item) ? answer === 1 : answer >= 2;
    const changes = random.chance(isFine ? 0.07 : supported ? 0.36 : 0.28);
    if (!changes) return answer;
    if (item === 0) return isFine ? 4 : 3;
    if (item === 1) return isFine ? 3 : 2;
    return answer === 1 ? 2 : 1;
  });
}

/** The next check-up of somebody who has one: values drift and regress, the height stays. */
function checkupAfter(random: Random, before: Checkup, date: number, supported: boolean): Checkup {
  const weight = moved(random, before.weight, supported ? 0.25 : -0.25, 1.3, 1);
  const bmi =
    weight === null || before.height === null ? null : rounded(weight / (before.height / 100) ** 2, 1);
  const towards = (value: number | null, usual: number): number =>
    value === null ? 0 : (usual - value) * 0.25;
  return {
    ...before,
    date,
    weight,
    bmi,
    sbp: moved(random, before.sbp, towards(before.sbp, 134) - (supported ? 2 : 0), 11, 0),
    dbp: moved(random, before.dbp, towards(before.dbp, 75), 8, 0),
    hba1c: moved(random, before.hba1c, towards(before.hba1c, 5.9) - (supported ? 0.1 : 0), 0.35, 1),
    creatinine: moved(random, before.creatinine, 0.02, 0.05, 2),
    egfr: null,
    answers: answersAfter(random, before.answers, supported),
  };
}

function checkupIn(random: Random, person: SyntheticPerson, influence: Influence, fiscalYear: number): Checkup | null {
  const before = person.checkup ?? person.checkupPrevious;
  const habit = person.checkup !== null ? 0.76 : person.checkupPrevious !== null ? 0.3 : 0.02;
  const goes = random.chance(influence.supported ? Math.min(0.9, habit + 0.08) : habit) || influence.examined;
  const date = examinedOn(random, fiscalYear, influence.supported || influence.examined);
  if (!goes) return null;
  if (before !== null) return checkupAfter(random, before, date, influence.supported);
  const { sex, birthDate } = person;
  return checkupOf(random, conditionOf(random, sex, birthDate, ageOn(birthDate, date)), date);
}

function receiptsIn(random: Random, person: SyntheticPerson, influence: Influence): FollowingReceipts | null {
  const before = person.receipts;
  const seen = before !== null && before.current.outpatient > 0;
  const outpatient = seen ? Math.max(1, before.current.outpatient + random.integer(-4, 4)) : influence.doctor ? random.integer(2, 9) : 0;
  const dental = influence.dentist || random.chance((before?.current.dental ?? 0) > 0 ? 0.8 : 0.12) ? random.integer(1, 6) : 0;
  const receipts = {
    inpatient: seen && random.chance(0.14) ? random.integer(1, 4) : 0,
    outpatient,
    dental,
    pharmacy: Math.max(0, outpatient - random.integer(0, 4)),
    drugCount: seen ? Math.max(0, before.drugCount + Math.round(random.normal(before.drugCount >= 15 ? -2 : 0.2, 1.8))) : influence.doctor ? random.integer(1, 5) : 0,
    dmDrug: (before?.dmDrug[0] ?? false) || (influence.doctor && random.chance(0.4)),
    htDrug: (before?.htDrug[0] ?? false) || (influence.doctor && random.chance(0.6)),
    dmDiagnosis: before?.dmDiagnosis ?? false,
  };
  return outpatient + dental + receipts.inpatient === 0 ? null : receipts;
}

/** 要介護度 one year on: most stay, some rise, a few come down. */
function careAfter(random: Random, level: number | null): number | null {
  const rises = random.chance(level === null ? 0.025 : 0.14);
  if (level === null) return rises ? random.integer(4, 7) : null;
  if (rises) return Math.min(10, level + 1);
  return level >= 4 && random.chance(0.04) ? level - 1 : level;
}

/** The following year of one person; depends on the seed, the person and the influence only. */
export function followingYear(
  person: SyntheticPerson,
  influence: Influence,
  { seed, fiscalYear }: { readonly seed: number; readonly fiscalYear: number },
): FollowingYear {
  const random = new Random(seed, person.index, SALT);
  const leaves = random.uniform();
  const fate = influence.fate !== 'stays' ? influence.fate : !influence.supported && leaves < 0.035 ? 'died' : !influence.supported && leaves < 0.045 ? 'moved' : 'stays';
  const here = fate === 'stays' && isInsuredOn(person, dayOf(fiscalYear, 4, 1));
  const checkup = checkupIn(random, person, influence, fiscalYear);
  const receipts = receiptsIn(random, person, influence);
  const careLevel = careAfter(random, person.careLevel);
  // The dead and the moved left the insurance in the course of the year, after the support had begun.
  const left = fate === 'stays' ? person.left : (person.left ?? dayOf(fiscalYear, 4, 1) + random.integer(150, 330));
  return {
    person,
    fate,
    left,
    checkup: here ? checkup : null,
    receipts: here ? receipts : null,
    careLevel: here ? careLevel : null,
  };
}
