/** The insured persons of the samples in a fiscal year, of the raw files, and the ten purposes in three-valued logic. */
import { ageOn, day, fiscalYear, half, number, table, within, type Known, type Line } from './files';

export const YEAR = 2025;

export interface Checkup {
  readonly date: number;
  readonly height: number | null;
  readonly weight: number | null;
  readonly bmi: number | null;
  readonly sbp: number | null;
  readonly dbp: number | null;
  readonly hba1c: number | null;
  readonly egfr: number | null;
  readonly protein: Known;
  readonly answers: readonly (number | null)[];
}
export interface Person {
  readonly sex: 1 | 2;
  readonly age: number;
  readonly area: string;
  readonly excluded: boolean;
  readonly now: Checkup | null;
  readonly before: Checkup | null;
  /** Medicines by years back from the year asked about: [0] this year. */
  readonly dm: readonly Known[];
  readonly ht: readonly Known[];
  readonly visits: readonly (readonly [inpatient: number, outpatient: number, dental: number])[];
  readonly drugs: number;
  readonly hypnotic: boolean;
  readonly dmDiagnosis: boolean;
  readonly cvd: boolean;
  readonly certified: readonly boolean[];
  readonly birth: number;
  readonly left: number | null;
  /** 1 not certified, 2 事業対象者, 4 要支援1 … 10 要介護5. */
  readonly careLevel: number;
  /** 要介護2 and over a year before the extraction. */
  readonly wasDependent: boolean;
  /** On the list of those who take part in 通いの場. */
  readonly takesPart: boolean;
}

export const marks = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮';
const CARE_LEVELS = [
  '非該当',
  '事業対象者',
  '経過的要介護',
  '要支援1',
  '要支援2',
  '要介護1',
  '要介護2',
  '要介護3',
  '要介護4',
  '要介護5',
];
export const ANSWERS = [5, 4, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 2, 2];
function checkupOf(line: Line, sex: 1 | 2, birth: number): Checkup {
  const date = day(line['健診受診日'])!;
  const [height, weight] = [within(number(line['身長']), 100, 210), within(number(line['体重']), 20, 200)];
  const derived = height === null || weight === null ? null : within(half(weight / (height / 100) ** 2), 8, 60);
  const creatinine = within(number(line['クレアチニン']), 0.1, 20);
  const formula =
    creatinine === null ? null : 194 * creatinine ** -1.094 * ageOn(birth, date) ** -0.287 * (sex === 2 ? 0.739 : 1);
  const protein = line['尿蛋白'] ?? '';
  return {
    date,
    height,
    weight,
    bmi: within(number(line['BMI']), 8, 60) ?? derived,
    sbp: within(number(line['収縮期血圧']), 60, 260),
    dbp: within(number(line['拡張期血圧']), 30, 160),
    hba1c: within(number(line['HbA1c']), 3, 20),
    egfr: within(number(line['eGFR']), 1, 200) ?? (formula === null ? null : within(half(formula), 1, 200)),
    protein: protein === '' ? null : /\+/u.test(protein.replace('±', '')) || Number(protein) >= 3,
    answers: ANSWERS.map((most, i) => {
      const code = number(line[`質問票${i + 1}`] ?? line[`質問票${marks[i]}`]);
      return code !== null && code >= 1 && code <= most ? code : null;
    }),
  };
}

/** The insured persons on the last day of a fiscal year, in the order of the register, by their numbers; 2026 of the data of the evaluation. */
export function personsOf(year: number): Map<string, Person> {
  const end = (year + 1) * 10000 + 331;
  const isLater = year > YEAR;
  const byNumber = (file: string): Map<string, Line> =>
    new Map(table(file).map((line) => [line['被保険者番号']!, line]));
  const receipts = byNumber(isLater ? '評価/レセプト集計_令和8年度.csv' : 'レセプト集計_令和7年度.csv');
  const care = byNumber(isLater ? '評価/要介護認定_令和8年度.csv' : '要介護認定.csv');
  const checkups = new Map<string, Line[]>();
  for (const file of ['健診_令和7年度.csv', '健診_令和6年度.csv', '評価/健診_令和8年度.csv'])
    for (const line of table(file)) {
      const key = line['被保険者番号']!;
      if (day(line['健診受診日']) !== null) checkups.set(key, [...(checkups.get(key) ?? []), line]);
    }
  const participants = new Set(table('通いの場参加者_令和7年度.csv').map((line) => line['被保険者番号']!));
  const back = Math.max(0, YEAR - year);
  const persons = new Map<string, Person>();
  for (const line of table(isLater ? '評価/被保険者台帳_令和8年度.csv' : '被保険者台帳.csv')) {
    const key = line['被保険者番号']!;
    const [enrolled, left, birth] = [day(line['資格取得日']), day(line['資格喪失日']), day(line['生年月日'])!];
    if (persons.has(key) || (enrolled ?? 0) > end || (left ?? Infinity) <= end) continue;
    const sex = line['性別'] === '男' ? 1 : 2;
    const inYear = (wanted: number): Checkup | null => {
      const own = (checkups.get(key) ?? []).filter((each) => fiscalYear(day(each['健診受診日'])!) === wanted);
      const newest = own.reduce<Line | null>(
        (best, each) => (best === null || day(each['健診受診日'])! > day(best['健診受診日'])! ? each : best),
        null,
      );
      return newest === null ? null : checkupOf(newest, sex, birth);
    };
    const receipt = receipts.get(key);
    const SUFFIX = ['', '(前年度)', '(2年前)', '(3年前)'].slice(back);
    const yes = (name: string): boolean => ['1', '有', 'あり', 'はい', '○'].includes(receipt?.[name] ?? '');
    persons.set(key, {
      sex,
      age: ageOn(birth, end),
      area: line['圏域']!,
      excluded: line['対象外区分'] !== '',
      now: inYear(year),
      before: inYear(year - 1),
      dm: SUFFIX.map((suffix) => yes(`糖尿病薬${suffix}`)),
      ht: SUFFIX.map((suffix) => yes(`高血圧薬${suffix}`)),
      visits: SUFFIX.slice(0, 2).map((suffix) => {
        const of = (name: string): number => number(receipt?.[`${name}レセ件数${suffix}`]) ?? 0;
        return [of('医科入院'), of('医科外来'), of('歯科')] as const;
      }),
      drugs: number(receipt?.['処方薬剤数']) ?? 0,
      hypnotic: yes('睡眠薬'),
      dmDiagnosis: yes('糖尿病'),
      cvd: yes('心不全') || yes('脳卒中'),
      certified: ['要介護度', '要介護度(前年度)'].map((name) =>
        /^要(支援|介護)[1-5]$/u.test(care.get(key)?.[name] ?? ''),
      ),
      birth,
      left,
      careLevel: CARE_LEVELS.indexOf(care.get(key)?.['要介護度'] || '非該当') + 1,
      wasDependent: /^要介護[2-5]$/u.test(care.get(key)?.['要介護度(前年度)'] ?? ''),
      takesPart: year === YEAR && participants.has(key),
    });
  }
  return persons;
}

// --- The ten purposes ----------------------------------------------------------------------------------------------------

export const all = (...parts: Known[]): Known => (parts.includes(false) ? false : parts.includes(null) ? null : true);
export const any = (...parts: Known[]): Known => (parts.includes(true) ? true : parts.includes(null) ? null : false);
export const not = (part: Known): Known => (part === null ? null : !part);
export const compare = (value: number | null | undefined, test: (value: number) => boolean): Known =>
  value === null || value === undefined ? null : test(value);
export const said = ({ now }: Person, item: number, ...codes: number[]): Known =>
  compare(now?.answers[item - 1], (code) => codes.includes(code));
export const noVisit = (visits: readonly number[]): boolean => visits.every((count) => count === 0);

export const PURPOSES: Readonly<Record<string, (person: Person) => Known>> = {
  lowNutrition: (p) =>
    all(
      compare(p.now?.bmi, (bmi) => bmi <= 20),
      said(p, 6, 1),
    ),
  oral: (p) => all(any(said(p, 4, 1), said(p, 5, 1)), p.visits[0]![2] === 0),
  polypharmacy: (p) => p.drugs >= 15,
  hypnotics: (p) => all(p.hypnotic, any(said(p, 8, 1), all(said(p, 10, 1), said(p, 11, 1)))),
  physicalFrailty: (p) => all(said(p, 7, 1), any(said(p, 1, 4, 5), said(p, 8, 1))),
  uncontrolled: (p) =>
    any(
      all(
        compare(p.now?.hba1c, (value) => value >= 8),
        not(p.dm[0]!),
      ),
      all(
        any(
          compare(p.now?.sbp, (value) => value >= 160),
          compare(p.now?.dbp, (value) => value >= 100),
        ),
        not(p.ht[0]!),
      ),
    ),
  discontinued: (p) => all(p.now === null, any(...p.dm.slice(1), ...p.ht.slice(1)), not(p.dm[0]!), not(p.ht[0]!)),
  comorbidFrailty: (p) =>
    all(
      any(
        ...p.dm,
        p.dmDiagnosis,
        p.cvd,
        compare(p.now?.hba1c, (value) => value >= 7),
      ),
      any(said(p, 1, 4, 5), said(p, 6, 1), said(p, 8, 1), said(p, 13, 2)),
    ),
  kidney: (p) =>
    all(
      any(
        compare(p.now?.egfr, (value) => value < 45),
        p.now === null ? null : p.now.protein,
      ),
      noVisit(p.visits[0]!),
    ),
  unknownStatus: (p) =>
    all(p.now === null, p.before === null, ...p.visits.map(noVisit), !p.certified[0]!, !p.certified[1]!),
};
/** Purposes whose columns the year before has too. */
export const EARLIER = ['lowNutrition', 'oral', 'physicalFrailty', 'uncontrolled', 'kidney'];

// --- Counts -------------------------------------------------------------------------------------------------------------

export interface Counts {
  hits: number;
  judged: number;
}
export function countOf(persons: readonly Person[], purpose: (person: Person) => Known): Counts {
  const answers = persons.map(purpose);
  return {
    hits: answers.filter((each) => each === true).length,
    judged: answers.filter((each) => each !== null).length,
  };
}
export const STRATA = [1, 2].flatMap((sex) =>
  [0, 70, 75, 80, 85, 90].map((low, i, lows) => ({ sex, low, high: lows[i + 1] ?? 999 })),
);
export const strataOf = (persons: readonly Person[], purpose: (person: Person) => Known): Counts[] =>
  STRATA.map(({ sex, low, high }) =>
    countOf(
      persons.filter((p) => p.sex === sex && p.age >= low && p.age < high),
      purpose,
    ),
  );
