/** The synthetic model of health: frailty, habits and diseases of one person, and the check-ups and receipts that follow. */
import { ageOn } from './calendar';
import type { Checkup, ReceiptCounts, Receipts } from './person';
import { probabilityOf, rounded, type Random } from './random';

/** What is true of a person behind the records. Nothing here is written to a file. */
export interface Condition {
  readonly sex: 1 | 2;
  readonly birthDate: number;
  /** 年度末年齢 */
  readonly age: number;
  /** Standardised frailty: 0 at 82 years on average, higher is frailer. */
  readonly frailty: number;
  /** cm, kg/m² */
  readonly stature: number;
  readonly bodyMass: number;
  /** Standardised: what of blood pressure, sugar and kidney function is the person's own and stays from year to year. */
  readonly pressure: number;
  readonly sugar: number;
  readonly filtration: number;
  readonly diabetes: boolean;
  readonly hypertension: boolean;
  readonly heartFailure: boolean;
  readonly stroke: boolean;
  readonly treated: { readonly dm: readonly Year[]; readonly ht: readonly Year[] };
  /** How often the person goes for a check-up. */
  readonly checkupHabit: number;
  readonly dentistHabit: number;
  /** No contact with any service for years. */
  readonly hidden: boolean;
  /** Goes for check-ups but to no doctor. */
  readonly avoidsDoctors: boolean;
}

/** Treated with a drug in FY, FY-1, FY-2, FY-3. */
type Year = boolean;
type History = [Year, Year, Year, Year];

/** Share of the ever treated who have no drug at all in FY. */
const STOPPED = 0.025;
const HIDDEN = 0.014;
const AVOIDS_DOCTORS = 0.038;

function history(random: Random, diseased: boolean, treatedShare: number): History {
  if (!diseased || !random.chance(treatedShare)) return [false, false, false, false];
  const started = random.chance(0.1) ? random.integer(0, 3) : 3;
  return [true, started >= 1, started >= 2, started >= 3];
}

function withoutCurrent(years: History): History {
  return [false, years[1], years[2], years[3]];
}

/** Draws what is true of one person. `age` is 年度末年齢. */
export function conditionOf(random: Random, sex: 1 | 2, birthDate: number, age: number): Condition {
  const frailty = random.normal(0.075 * (age - 82), 1);
  const hidden = frailty < 1 && random.chance(HIDDEN);
  const avoidsDoctors = !hidden && frailty < 1.2 && random.chance(AVOIDS_DOCTORS);
  const unseen = hidden || avoidsDoctors;
  const diabetes = random.chance(0.24);
  const hypertension = random.chance(0.68);
  let dm = history(random, diabetes, 0.72);
  let ht = history(random, hypertension, 0.8);
  if (unseen) {
    // Most were never treated; a few were, years ago, and are both 治療中断 and out of sight.
    const once = random.chance(0.04);
    dm = [false, false, false, false];
    ht = [false, false, false, once && hypertension];
  } else if (random.chance(STOPPED)) {
    dm = withoutCurrent(dm);
    ht = withoutCurrent(ht);
  }
  const habit = random.weighted([0.24, 0.3, 0.46]);
  return {
    sex,
    birthDate,
    age,
    frailty,
    stature: random.normal((sex === 1 ? 162.5 : 149.5) - 0.22 * (age - 80), 5.8),
    bodyMass: Math.min(38, Math.max(14, random.normal(22.55 - 0.35 * frailty + (diabetes ? 0.9 : 0), 3.1))),
    pressure: random.normal(0, 1),
    sugar: random.normal(0, 1),
    filtration: random.normal(0, 1),
    diabetes,
    hypertension,
    heartFailure: random.chance(probabilityOf(-1.9 + 0.45 * frailty)),
    stroke: random.chance(probabilityOf(-2.3 + 0.35 * frailty)),
    treated: { dm, ht },
    checkupHabit: hidden ? 0 : avoidsDoctors ? 0.3 : [0.87, 0.36, 0.035][habit]! * probabilityOf(2.7 - 1.0 * frailty),
    dentistHabit: unseen ? 0 : probabilityOf(1.0 - 0.45 * frailty),
    hidden,
    avoidsDoctors,
  };
}

/** 血清クレアチニン [mg/dL] at which the Japanese equation gives this eGFR (日本腎臓学会 CKD診療ガイド: 194 × Cr^-1.094 × 年齢^-0.287, × 0.739 女). */
function creatinineFor(egfr: number, age: number, sex: 1 | 2): number {
  const base = 194 * age ** -0.287 * (sex === 2 ? 0.739 : 1);
  return (egfr / base) ** (-1 / 1.094);
}

/** eGFR [mL/min/1.73m²] of the same equation, one decimal. */
export function egfrOf(creatinine: number, age: number, sex: 1 | 2): number {
  return rounded(194 * creatinine ** -1.094 * age ** -0.287 * (sex === 2 ? 0.739 : 1), 1);
}

function proteinuriaOf(random: Random, person: Condition, egfr: number): number {
  const risk = (person.diabetes ? 0.8 : 0) + (egfr < 45 ? 0.9 : 0);
  if (!random.chance(probabilityOf(-1.7 + risk))) return 1;
  return 2 + random.weighted([0.5, 0.32, 0.13, 0.05]);
}

/** The fifteen answers of the 後期高齢者の質問票. */
function answersOf(random: Random, person: Condition, bmi: number): (number | null)[] {
  const f = person.frailty;
  const yes = (logOdds: number): number => (random.chance(probabilityOf(logOdds)) ? 1 : 2);
  const no = (logOdds: number): number => (random.chance(probabilityOf(logOdds)) ? 2 : 1);
  const wellbeing = random.normal(0.55 * f, 0.85);
  const health = [-0.85, -0.1, 1.35, 2.35].filter((limit) => wellbeing > limit).length + 1;
  const satisfaction = [0.1, 1.35, 2.5].filter((limit) => random.normal(0.4 * wellbeing, 0.9) > limit).length + 1;
  const slow = yes(0.45 + 1.0 * f);
  const answers: (number | null)[] = [
    health,
    satisfaction,
    no(-3.2 + 0.3 * f),
    yes(-0.9 + 0.45 * f),
    yes(-1.35 + 0.4 * f),
    yes(-2.15 + 0.45 * f + (bmi <= 20 ? 0.85 : 0)),
    slow,
    yes(-1.75 + 0.5 * f + (slow === 1 ? 0.15 : 0)),
    no(-0.4 + 0.6 * f),
    yes(-1.6 + 0.5 * f),
    yes(-1.25 + 0.55 * f),
    random.chance(0.04) ? 1 : random.chance(0.25) ? 3 : 2,
    no(-2.4 + 0.8 * f),
    no(-3.0 + 0.5 * f),
    no(-3.1 + 0.3 * f),
  ];
  if (random.chance(0.006)) return answers.map(() => null);
  return answers.map((answer) => (random.chance(0.004) ? null : answer));
}

/** One check-up of the person on the day, with what laboratories and forms leave out. */
export function checkupOf(random: Random, person: Condition, date: number): Checkup {
  const age = ageOn(person.birthDate, date);
  const height = rounded(Math.max(125, person.stature), 1);
  const weight = rounded(Math.max(28, (person.bodyMass * height * height) / 10000 + random.normal(0, 0.6)), 1);
  const bmi = rounded(weight / (height / 100) ** 2, 1);
  const treatedHt = person.treated.ht[0];
  const treatedDm = person.treated.dm[0];
  // The person's own part and the year's part together have the standard deviation 1.
  const yearly = (own: number): number => 0.8 * own + random.normal(0, 0.6);
  const sbp = Math.round(
    (person.hypertension ? (treatedHt ? 135 : 142) : 127) + (treatedHt ? 13 : 15) * yearly(person.pressure),
  );
  const dbp = Math.round(random.normal(44 + 0.23 * sbp, 8.5));
  const hba1c = rounded(
    (person.diabetes ? (treatedDm ? 7.0 : 6.6) : 5.7) +
      (person.diabetes ? (treatedDm ? 0.75 : 0.6) : 0.3) * yearly(person.sugar),
    1,
  );
  const filtration = Math.max(9, 65 - 0.75 * (age - 80) - (person.diabetes ? 3 : 0) + 14 * yearly(person.filtration));
  const creatinine = rounded(creatinineFor(filtration, age, person.sex), 2);
  const egfr = egfrOf(creatinine, age, person.sex);
  const proteinuria = proteinuriaOf(random, person, egfr);
  const answers = answersOf(random, person, bmi);
  const drawn = !random.chance(0.03);
  return {
    date,
    height: random.chance(0.004) ? null : height,
    weight,
    bmi: random.chance(0.04) ? null : bmi,
    sbp: Math.min(230, Math.max(85, sbp)),
    dbp: Math.min(125, Math.max(40, dbp)),
    hba1c: drawn ? hba1c : null,
    creatinine: drawn ? creatinine : null,
    egfr: drawn && !random.chance(0.06) ? egfr : null,
    proteinuria: random.chance(0.012) ? null : proteinuria,
    answers,
  };
}

const NO_RECEIPTS: ReceiptCounts = { inpatient: 0, outpatient: 0, dental: 0, pharmacy: 0 };

function countsOf(random: Random, person: Condition): ReceiptCounts {
  const inpatient = random.chance(probabilityOf(-1.75 + 0.55 * person.frailty)) ? random.integer(1, 5) : 0;
  const outpatient = Math.max(1, Math.round(random.normal(14 + 2 * person.frailty, 6)));
  const dental = random.chance(person.dentistHabit) ? random.integer(1, 9) : 0;
  const pharmacy = Math.max(0, outpatient - random.integer(1, 5));
  return { inpatient, outpatient, dental, pharmacy };
}

/** The receipts of FY and of the years before. */
export function receiptsOf(random: Random, person: Condition): Receipts {
  const unseen = person.hidden || person.avoidsDoctors;
  const current = unseen ? NO_RECEIPTS : countsOf(random, person);
  const previous = unseen && !random.chance(person.hidden ? 0.06 : 0.4) ? NO_RECEIPTS : countsOf(random, person);
  const { dm, ht } = person.treated;
  const burden =
    1.455 + 0.1 * person.frailty + (dm[0] ? 0.24 : 0) + (ht[0] ? 0.18 : 0) + (person.heartFailure ? 0.28 : 0) + (person.stroke ? 0.14 : 0);
  const drugCount = unseen ? 0 : Math.min(34, Math.floor(Math.exp(random.normal(burden, 0.56))));
  const points = (receipts: number, each: number): number =>
    receipts === 0 ? 0 : Math.round(receipts * each * Math.exp(random.normal(0, 0.45)));
  return {
    current,
    previous,
    drugCount,
    hypnotic: drugCount > 0 && random.chance(probabilityOf(-1.4 + 0.25 * person.frailty + (person.sex === 2 ? 0.3 : 0))),
    dmDrug: [dm[0]!, dm[1]!, dm[2]!, dm[3]!],
    htDrug: [ht[0]!, ht[1]!, ht[2]!, ht[3]!],
    dmDiagnosis: !unseen && person.diabetes && random.chance(0.93),
    heartFailure: !unseen && person.heartFailure,
    stroke: !unseen && person.stroke,
    inpatientPoints: points(current.inpatient, 52000),
    outpatientPoints: points(current.outpatient, 1450),
    dentalPoints: points(current.dental, 1250),
    pharmacyPoints: points(current.pharmacy, 980),
  };
}
