/** The extraction purposes written by hand over synthetic persons: an answer independent of the product's own. */
import type { Checkup, ReceiptCounts, SyntheticPerson } from '../../tools/samples';

type Predicate = (person: SyntheticPerson) => boolean;

const answer = (person: SyntheticPerson, question: number): number | null =>
  person.checkup?.answers[question - 1] ?? null;
const yes = (person: SyntheticPerson, question: number): boolean => answer(person, question) === 1;
const feelsPoor = (person: SyntheticPerson): boolean => (answer(person, 1) ?? 0) >= 4;
const atLeast = (value: number | null | undefined, limit: number): boolean => (value ?? -Infinity) >= limit;

function bmi(checkup: Checkup | null): number | null {
  if (checkup === null) return null;
  if (checkup.bmi !== null) return checkup.bmi;
  if (checkup.height === null || checkup.weight === null) return null;
  return Math.round((checkup.weight / (checkup.height / 100) ** 2) * 10) / 10;
}

/** Japanese eGFR equation (日本腎臓学会), age in completed years on the day of the check-up. */
function egfr(person: SyntheticPerson): number | null {
  const { checkup } = person;
  if (checkup === null) return null;
  if (checkup.egfr !== null || checkup.creatinine === null) return checkup.egfr;
  const birth = new Date(person.birthDate * 86_400_000);
  const day = new Date(checkup.date * 86_400_000);
  const hadBirthday =
    day.getUTCMonth() > birth.getUTCMonth() ||
    (day.getUTCMonth() === birth.getUTCMonth() && day.getUTCDate() >= birth.getUTCDate());
  const age = day.getUTCFullYear() - birth.getUTCFullYear() - (hadBirthday ? 0 : 1);
  const value = 194 * checkup.creatinine ** -1.094 * age ** -0.287 * (person.sex === 2 ? 0.739 : 1);
  return Math.round(value * 10) / 10;
}

function seesNobody(counts: ReceiptCounts | undefined): boolean {
  return counts === undefined || (counts.inpatient === 0 && counts.outpatient === 0 && counts.dental === 0);
}

function treated(person: SyntheticPerson, yearsAgo: number): boolean {
  return person.receipts !== null && (person.receipts.dmDrug[yearsAgo]! || person.receipts.htDrug[yearsAgo]!);
}

/** 要支援 or 要介護 (or 経過的要介護); 事業対象者 is no certification. */
const certified = (level: number | null): boolean => level !== null && level >= 3;

/** 抽出目的 by id → whether the person is certainly a target (該当). */
export const PREDICATES: Readonly<Record<string, Predicate>> = {
  lowNutrition: (p) => {
    const value = bmi(p.checkup);
    return value !== null && value <= 20 && yes(p, 6);
  },
  oral: (p) => (yes(p, 4) || yes(p, 5)) && (p.receipts?.current.dental ?? 0) === 0,
  polypharmacy: (p) => (p.receipts?.drugCount ?? 0) >= 15,
  hypnotics: (p) => p.receipts !== null && p.receipts.hypnotic && (yes(p, 8) || (yes(p, 10) && yes(p, 11))),
  physicalFrailty: (p) => yes(p, 7) && (feelsPoor(p) || yes(p, 8)),
  uncontrolled: (p) => {
    const sugar = atLeast(p.checkup?.hba1c, 8.0) && !p.receipts?.dmDrug[0];
    const pressure = (atLeast(p.checkup?.sbp, 160) || atLeast(p.checkup?.dbp, 100)) && !p.receipts?.htDrug[0];
    return sugar || pressure;
  },
  discontinued: (p) => p.checkup === null && [1, 2, 3].some((year) => treated(p, year)) && !treated(p, 0),
  comorbidFrailty: (p) => {
    const { receipts } = p;
    const diabetes = receipts !== null && (receipts.dmDrug.includes(true) || receipts.dmDiagnosis);
    const vessels = receipts !== null && (receipts.heartFailure || receipts.stroke);
    const disease = diabetes || vessels || atLeast(p.checkup?.hba1c, 7.0);
    return disease && (feelsPoor(p) || yes(p, 6) || yes(p, 8) || answer(p, 13) === 2);
  },
  kidney: (p) => {
    const filtration = egfr(p);
    const poor = (filtration !== null && filtration < 45) || atLeast(p.checkup?.proteinuria, 3);
    return poor && seesNobody(p.receipts?.current);
  },
  diabeticNephropathy: (p) => {
    const { checkup, receipts } = p;
    const inTreatment = receipts !== null && (receipts.dmDrug[0]! || receipts.dmDiagnosis);
    const before = receipts !== null && receipts.dmDrug.slice(1).includes(true);
    const high = atLeast(checkup?.hba1c, 6.5);
    const filtration = egfr(p);
    const damaged = (filtration !== null && filtration < 30) || atLeast(checkup?.proteinuria, 3);
    const diabetes = high || inTreatment || (checkup === null && before);
    return (diabetes && damaged) || (high && !inTreatment);
  },
  unknownStatus: (p) =>
    p.checkup === null &&
    p.checkupPrevious === null &&
    seesNobody(p.receipts?.current) &&
    seesNobody(p.receipts?.previous) &&
    !certified(p.careLevel) &&
    !certified(p.careLevelPrevious),
};
