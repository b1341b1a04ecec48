/** samples/二市町村: every figure of three years and two insurers with overlapping numbers, recomputed from the CSV texts alone. */
import fs from 'node:fs';
import path from 'node:path';
import { countOf, createEvaluator, NATIONAL_CRITERIA, defaultSettings, parseFilter, type CriterionId } from '../../src/criteria';
import { inYear } from '../../src/functions/trend';
import { insured } from '../../src/functions/insured';
import { evaluateProgramme, PROGRAMMES } from '../../src/indicators';
import { readFile, readYears, type Intake, type SourceInput } from '../../src/kdb';
import { placeRecords, readSupport } from '../../src/plan/support';
import { collection } from '../../src/plan/unions/collection';
import { csvBytes, SYNTHETIC_NOTICE } from '../../tools/samples';
import { UNION_INSURERS, UNION_YEARS, unionFiles } from '../../tools/samples/union';
import { factsOf } from '../plan/reports/facts';
import { datasetOfTables, sessionOf } from '../functions/sessionOf';

const FOLDER = path.resolve(__dirname, '../../samples/二市町村');
const YEAR = 2025;
const NAMES = UNION_INSURERS.map(({ municipality }) => municipality);

/* The independent program: texts of the files, tables of words, persons by insurer and number. Nothing of src/ is asked. */

type Row = Readonly<Record<string, string>>;

function tableOf(name: string): Row[] {
  const text = new TextDecoder('shift_jis', { fatal: true }).decode(fs.readFileSync(path.join(FOLDER, `${name}.csv`)));
  const lines = text.split('\r\n').map((line) => line.split('","').map((cell) => cell.replace(/^"|"$/g, '')));
  const head = lines.findIndex((cells) => cells.includes('被保険者番号'));
  const headings = lines[head]!;
  return lines
    .slice(head + 1)
    .filter((cells) => cells.length === headings.length)
    .map((cells) => Object.fromEntries(headings.map((heading, at) => [heading, cells[at]!])));
}
const era = (year: number): string => `令和${year - 2018}年度`;
const whoOf = (row: Row): string => `${row['保険者番号']}/${row['被保険者番号']}`;
const dayOf = (text: string): number => {
  const [year, month, day] = text.split('/').map(Number);
  return Date.UTC(year!, month! - 1, day!);
};
const byPerson = (rows: readonly Row[]): ReadonlyMap<string, Row> => new Map(rows.map((row) => [whoOf(row), row]));

const REGISTER = tableOf('被保険者台帳');

/** Those insured on 31 March at the end of a fiscal year. */
function insuredIn(year: number): Row[] {
  const end = Date.UTC(year + 1, 2, 31);
  return REGISTER.filter(
    (row) => dayOf(row['資格取得日']!) <= end && (row['資格喪失日'] === '' || dayOf(row['資格喪失日']!) > end),
  );
}

/** Yes, no, or not known; the logic of definitions in which something may be missing (Kleene). */
type Answer = boolean | null;
const and = (...all: readonly Answer[]): Answer => (all.includes(false) ? false : all.includes(null) ? null : true);
const or = (...all: readonly Answer[]): Answer => (all.includes(true) ? true : all.includes(null) ? null : false);
const not = (answer: Answer): Answer => (answer === null ? null : !answer);

const PROTEINURIA = ['－', '±', '＋', '２＋', '３＋'];
const NOT_CERTIFIED = [undefined, '', '非該当', '事業対象者'];

/** eGFR of adults by the equation of the Japanese Society of Nephrology, in completed years at the check-up, to one decimal. */
function filtration(creatinine: number, person: Row, checkup: Row): number {
  const [birth, day] = [person['生年月日']!, checkup['健診受診日']!].map((text) => text.split('/').map(Number));
  const hadBirthday = day![1]! * 100 + day![2]! >= birth![1]! * 100 + birth![2]!;
  const age = day![0]! - birth![0]! - (hadBirthday ? 0 : 1);
  const value = 194 * creatinine ** -1.094 * age ** -0.287 * (person['性別'] === '女' ? 0.739 : 1);
  return Math.round(value * 10) / 10;
}

/**
 * The four purposes that look at more than one year, or at certifications. The exports have one year each, and neither medicines
 * nor receipts of the years before, nor diagnoses: these are not known. Of the check-up of the year before it is known who had
 * one, where its table is there.
 */
function overYears(
  person: Row,
  checkup: Row | undefined,
  receipt: Row | undefined,
  certification: Row | undefined,
  examinedBefore: Answer,
): Readonly<Partial<Record<CriterionId, Answer>>> {
  const value = (heading: string): string | null => checkup?.[heading] || null;
  const says = (question: number, ...answers: readonly string[]): Answer => {
    const answer = value(`質問票${question}`);
    return answer === null ? null : answers.includes(answer);
  };
  const compared = (heading: string, holds: (value: number) => boolean): Answer => {
    const text = value(heading);
    return text === null ? null : holds(Number(text));
  };
  // Who has no row in receipts has none: 0, and no medicine.
  const count = (heading: string): number => Number(receipt?.[heading] || 0);
  const takes = (heading: string): boolean => receipt?.[heading] === '有';
  const untreated = ['医科入院レセ件数', '医科外来レセ件数', '歯科レセ件数'].every((heading) => count(heading) === 0);
  const protein = value('尿蛋白');
  const level = protein === null ? -1 : PROTEINURIA.indexOf(protein.replace('2+', '２＋').replace('3+', '３＋'));
  if (protein !== null && level < 0) throw new Error(`unknown 尿蛋白 ${protein}`);
  const given = compared('eGFR', (egfr) => egfr < 45);
  const creatinine = value('クレアチニン');
  const lowFiltration = given ?? (creatinine === null ? null : filtration(Number(creatinine), person, checkup!) < 45);
  return {
    discontinued: and(not(checkup !== undefined), null, not(takes('糖尿病薬')), not(takes('高血圧薬'))),
    comorbidFrailty: and(
      or(takes('糖尿病薬'), null, compared('HbA1c', (hba1c) => hba1c >= 7)),
      or(says(1, '4', '5'), says(6, '1'), says(8, '1'), says(13, '2')),
    ),
    kidney: and(
      or(lowFiltration, protein === null ? null : level >= 2),
      untreated,
    ),
    unknownStatus: and(
      not(checkup !== undefined),
      not(examinedBefore),
      untreated,
      null,
      NOT_CERTIFIED.includes(certification?.['要介護度']),
    ),
  };
} // prettier-ignore

interface Recomputed {
  readonly persons: number;
  readonly examined: number;
  readonly hits: Readonly<Partial<Record<CriterionId, number>>>;
  /** Persons for whom the answer is known, of the purposes that look at more than one year. */
  readonly judged: Readonly<Partial<Record<CriterionId, number>>>;
}

/** The definitions of 十の抽出目的, as they are printed: hits of all ten, and who could be judged of the four that look at more than one year. */
function recompute(year: number, municipality: string | null): Recomputed {
  const checkups = byPerson(tableOf(`健診_${era(year)}`));
  const receipts = byPerson(tableOf(`レセプト集計_${era(year)}`));
  const certifications = byPerson(tableOf(`要介護認定_${era(year)}`));
  const before = UNION_YEARS.some((each) => each === year - 1) ? byPerson(tableOf(`健診_${era(year - 1)}`)) : null;
  const persons = insuredIn(year).filter((row) => municipality === null || row['市町村名'] === municipality);
  const count = (holds: (checkup: Row | undefined, receipt: Row | undefined) => boolean): number =>
    persons.filter((row) => holds(checkups.get(whoOf(row)), receipts.get(whoOf(row)))).length;
  const answers = persons.map((row) => {
    const who = whoOf(row);
    return overYears(row, checkups.get(who), receipts.get(who), certifications.get(who), before === null ? null : before.has(who));
  });
  const answered = (is: (answer: Answer) => boolean) =>
    Object.fromEntries(
      Object.keys(answers[0]!).map((id) => [id, answers.filter((each) => is(each[id as CriterionId]!)).length]),
    ) as Readonly<Partial<Record<CriterionId, number>>>;
  const yes = (checkup: Row | undefined, question: number): boolean => checkup?.[`質問票${question}`] === '1';
  const numberIn = (row: Row | undefined, heading: string): number =>
    row === undefined || row[heading] === '' ? NaN : Number(row[heading]);
  return {
    persons: persons.length,
    examined: count((checkup) => checkup !== undefined),
    hits: {
      lowNutrition: count((checkup) => numberIn(checkup, 'BMI') <= 20 && yes(checkup, 6)),
      oral: count((checkup, receipt) => (yes(checkup, 4) || yes(checkup, 5)) && !(numberIn(receipt, '歯科レセ件数') > 0)),
      polypharmacy: count((_, receipt) => numberIn(receipt, '処方薬剤数') >= 15),
      hypnotics: count(
        (checkup, receipt) =>
          receipt?.['睡眠薬'] === '有' && (yes(checkup, 8) || (yes(checkup, 10) && yes(checkup, 11))),
      ),
      physicalFrailty: count(
        (checkup) => yes(checkup, 7) && (['4', '5'].includes(checkup!['質問票1']!) || yes(checkup, 8)),
      ),
      uncontrolled: count(
        (checkup, receipt) =>
          (numberIn(checkup, 'HbA1c') >= 8 && receipt?.['糖尿病薬'] !== '有') ||
          ((numberIn(checkup, '収縮期血圧') >= 160 || numberIn(checkup, '拡張期血圧') >= 100) &&
            receipt?.['高血圧薬'] !== '有'),
      ),
      ...answered((answer) => answer === true),
    },
    judged: answered((answer) => answer !== null),
  };
}

/* The product on the same files. */

const files = unionFiles();
const inputsOf = (some = files): SourceInput[] =>
  some.flatMap((file) => readFile(`${file.name}.csv`, csvBytes(file)));
const tables = files.filter(({ name }) => name !== '支援記録');
const years = readYears(inputsOf(tables), { fiscalYear: YEAR });

/** Hits and persons of every purpose, by municipality. */
function figuresOf({ table }: Intake): Record<string, Record<string, number>> {
  const results = createEvaluator(table).evaluateAll(defaultSettings());
  return Object.fromEntries(
    NAMES.map((name) => {
      const rows = parseFilter(table, `市町村=${name}`);
      return [
        name,
        { persons: rows.count(), ...Object.fromEntries(results.map(({ id, hits }) => [id, hits.countAnd(rows)])) },
      ];
    }),
  );
}

it.each(files.map((file) => [file.name, file] as const))('%s is what the generator makes, and synthetic', (name, file) => {
  const committed = fs.readFileSync(path.join(FOLDER, `${name}.csv`));
  expect(committed.equals(Buffer.from(csvBytes(file)))).toBe(true);
  expect(new TextDecoder('shift_jis', { fatal: true }).decode(committed)).toContain(SYNTHETIC_NOTICE);
});

it('has numbers that both insurers gave out, and some that one has alone', () => {
  const numbers = UNION_INSURERS.map(
    ({ insurer }) => new Set(REGISTER.filter((row) => row['保険者番号'] === insurer).map((row) => row['被保険者番号'])),
  );
  const shared = [...numbers[0]!].filter((number) => numbers[1]!.has(number));
  expect(shared.length).toBe(90);
  expect(numbers.map(({ size }) => size)).toEqual(UNION_INSURERS.map(({ size }) => size));
});

describe.each(UNION_YEARS)('%d', (year) => {
  it.each([null, ...NAMES])('of %s: persons, check-ups and hits as recomputed', async (municipality) => {
    sessionOf(datasetOfTables(inputsOf(tables), YEAR));
    const filter = municipality === null ? undefined : ([[`市町村=${municipality}`]] as unknown[][]);
    const expected = recompute(year, municipality);
    expect(expected.persons).toBeGreaterThan(80);
    const asked = async (name: string, wanted?: string) => (await inYear(year, name, wanted, filter))[0]![0];
    expect(await asked('被保険者数')).toBe(expected.persons);
    expect(await asked('健診受診者数')).toBe(expected.examined);
    expect(await asked('健診受診率')).toBeCloseTo(expected.examined / expected.persons, 12);
    for (const [id, hits] of Object.entries(expected.hits)) {
      if (id in expected.judged) continue;
      const { name } = NATIONAL_CRITERIA.find((criterion) => criterion.id === id)!;
      expect([name, await asked(name, '人数'), await asked(name, '分母')]).toEqual([name, hits, expected.persons]);
    }
    expect(Object.keys(expected.hits).sort()).toEqual(NATIONAL_CRITERIA.map(({ id }) => id).sort());
    // INYEAR refuses those of which a column is absent; the evaluator says of how many persons the answer is known all the same.
    const { table } = years.year(year);
    const within = municipality === null ? undefined : parseFilter(table, `市町村=${municipality}`);
    const evaluator = createEvaluator(table);
    for (const [id, judged] of Object.entries(expected.judged)) {
      const counts = countOf(table, evaluator.evaluate(id as CriterionId, defaultSettings()), within);
      const hits = expected.hits[id as CriterionId];
      expect([id, counts.hits, counts.judged, counts.denominator]).toEqual([id, hits, judged, expected.persons]);
    }
  });
});

it('some figure of every purpose differs between the years and the municipalities, so that none can stand for another', () => {
  const all = UNION_YEARS.flatMap((year) => NAMES.map((name) => JSON.stringify(recompute(year, name))));
  expect(new Set(all).size).toBe(all.length);
});

describe('union and runs', () => {
  /** The same file with the rows of one insurer only. */
  const ofInsurer = (insurer: string) =>
    tables.map((file) => ({ ...file, rows: () => [...file.rows()].filter(([number]) => number === insurer) }));

  it.each(UNION_YEARS)('the run of each insurer gives what the run of both gives for it, in %d', (year) => {
    const both = figuresOf(years.year(year));
    for (const { insurer, municipality } of UNION_INSURERS) {
      const alone = readYears(inputsOf(ofInsurer(insurer)), { fiscalYear: YEAR }).year(year);
      const results = createEvaluator(alone.table).evaluateAll(defaultSettings());
      expect({ persons: alone.table.size, ...Object.fromEntries(results.map(({ id, hits }) => [id, hits.count()])) }).toEqual(
        both[municipality],
      );
    }
  });

  it.each([1, 2, 3])('another order of files and rows changes no figure of any year (%d)', (turn) => {
    const shuffled = <T>(items: readonly T[]): T[] =>
      items
        .map((item, at) => ({ item, by: Math.imul(at + 1, 2_654_435_761 * turn) >>> 7 }))
        .sort((a, b) => a.by - b.by)
        .map(({ item }) => item);
    const other = readYears(
      inputsOf(shuffled(tables).map((file) => ({ ...file, rows: () => shuffled([...file.rows()]) }))),
      { fiscalYear: YEAR },
    );
    for (const year of UNION_YEARS) expect(figuresOf(other.year(year))).toEqual(figuresOf(years.year(year)));
  });
});

describe('支援記録', () => {
  const rows = tableOf('支援記録');
  const [input] = inputsOf(files.filter(({ name }) => name === '支援記録'));
  const before = years.year(2025).table;
  const after = years.year(2026).table;
  const log = placeRecords(readSupport([...input!.rows()]), [before, after]);

  it('gives every row to the insurer that it names', () => {
    expect(log.notices).toEqual([]);
    expect(log.records.map(({ insurer, personId }) => `${insurer}/${personId}`)).toEqual(rows.map(whoOf));
    // Numbers of both insurers are among them: a look-up by the number alone would mistake one for the other.
    const numbers = new Map<string, Set<string>>();
    for (const row of REGISTER)
      numbers.set(row['被保険者番号']!, (numbers.get(row['被保険者番号']!) ?? new Set()).add(row['保険者番号']!));
    expect(rows.filter((row) => numbers.get(row['被保険者番号']!)!.size === 2).length).toBeGreaterThan(3);
  });

  it('without 保険者番号 the rows whose number both have are set aside, the others join', () => {
    const all = [...input!.rows()];
    const head = all.find((cells) => cells.includes('保険者番号'))!;
    const dropped = (...headings: readonly string[]) =>
      all.map((cells) => cells.filter((_, index) => !headings.includes(String(head[index]))));
    const placed = placeRecords(readSupport(dropped('保険者番号', '市町村名')), [before, after]);
    const registers = UNION_YEARS.slice(1).map(insuredIn);
    const insurersOf = (number: string): Set<string> =>
      new Set(
        registers.flat().flatMap((row) => (row['被保険者番号'] === number ? [row['保険者番号']!] : [])),
      );
    const open = rows.filter((row) => insurersOf(row['被保険者番号']!).size > 1);
    expect(open.length).toBeGreaterThan(3);
    expect(placed.setAside['保険者を特定できない']).toHaveLength(open.length);
    expect(placed.records.map(({ insurer, personId }) => `${insurer}/${personId}`)).toEqual(
      rows.filter((row) => !open.includes(row)).map(whoOf),
    );
    // 市町村名 alone tells all of them.
    const named = placeRecords(readSupport(dropped('保険者番号')), [before, after]);
    expect(named.setAside['保険者を特定できない']).toEqual([]);
    expect(named.records.map(({ insurer, personId }) => `${insurer}/${personId}`)).toEqual(rows.map(whoOf));
  });

  it('the medicines before and after, and those with 15 and more, are those of the same person', () => {
    const programme = PROGRAMMES.find(({ id }) => id === 'polypharmacy')!;
    const evaluation = evaluateProgramme(programme, log, before, after);
    const receipts = [2025, 2026].map((year) => byPerson(tableOf(`レセプト集計_${era(year)}`)));
    const insuredLater = byPerson(insuredIn(2026));
    const insuredBefore = byPerson(insuredIn(2025));
    const supported = rows.filter((row) => row['支援の有無'] === '有');
    expect(evaluation.targeted).toBe(rows.length);
    const drugs = (row: Row, at: 0 | 1): number => Number(receipts[at]!.get(whoOf(row))?.['処方薬剤数'] ?? 0);
    const followed = supported.filter((row) => insuredLater.has(whoOf(row)) && insuredBefore.has(whoOf(row)));
    const many = evaluation.outcome.find(({ name }) => name.includes('15'))!;
    expect(many.name).toContain('15');
    expect(many.followUp.followed).toBe(followed.length);
    expect(many.followUp.followed + many.followUp.lost).toBe(supported.length);
    expect(many.after!.count).toBe(followed.filter((row) => drugs(row, 1) >= 15).length);
    const share = (at: 0 | 1): number => followed.filter((row) => drugs(row, at) >= 15).length / followed.length;
    expect(many.before!.estimate!.value).toBeCloseTo(share(0), 12);
    expect(many.after!.estimate!.value).toBeCloseTo(share(1), 12);
  });

  it('集約 counts the supported persons and the insured of each municipality as recomputed', async () => {
    sessionOf(datasetOfTables(inputsOf(tables), YEAR));
    const form = collection({ ...factsOf(null, years.year(YEAR)), support: log });
    const rowOf = (name: string) => form.rows.find(({ key }) => key === `overview.${name.normalize('NFKC')}`)!;
    for (const name of NAMES) {
      const supported = rows.filter((row) => row['支援の有無'] === '有' && row['市町村名'] === name);
      expect(rowOf(name).cells[6]).toMatchObject({ text: supported.length });
      const call = (rowOf(name).cells[1] as { figure: string }).figure;
      expect(call).toContain(`"市町村=${name.normalize('NFKC')}"`);
      expect((await insured('被保険者数', [[`市町村=${name}`]]))[0]![0]).toBe(recompute(YEAR, name).persons);
    }
  });
});
