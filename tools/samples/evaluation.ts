/** samples/評価: a 支援記録 of the fictitious city and the exports of the year after, for the evaluation of the programmes. */
import { createEvaluator, criterionById, defaultSettings, type CriterionId } from '../../src/criteria';
import { buildIntake, readFile, textAt } from '../../src/kdb';
import { SUPPORT_COLUMNS, type SupportColumn } from '../../src/plan/support/columns';
import { dayOf, slashDate } from './calendar';
import { CARE_WORDS, CHECKUP_COLUMNS, CHECKUP_STYLE, RECEIPT_STYLE, REGISTER_COLUMNS, REGISTER_STYLE, type Column, type Value } from './columns';
import { csvBytes } from './csv';
import { MUNICIPALITY, sampleFiles, SYNTHETIC_NOTICE, type SampleFile } from './files';
import { followingYear, NO_INFLUENCE, type FollowingYear, type Influence } from './followingYear';
import { DEFAULTS, generatePersons, type GenerateOptions } from './generate';
import type { SyntheticPerson } from './person';
import { Random, rounded } from './random';

/** The purposes whose lists the city works with. */
const PURPOSES: readonly CriterionId[] = [
  'lowNutrition',
  'oral',
  'polypharmacy',
  'physicalFrailty',
  'uncontrolled',
  'discontinued',
  'kidney',
  'unknownStatus',
];
const SALT = 37;
/** Persons a purpose that the city takes on at most. */
const MOST = 60;

const STAFF: Readonly<Record<string, string>> = {
  lowNutrition: '管理栄養士B',
  oral: '歯科衛生士C',
  polypharmacy: '薬剤師D',
  physicalFrailty: '理学療法士E',
};

/** One row of the log: what stands in its columns, by heading; and what it means for the year's data. */
interface LogRow {
  readonly person: SyntheticPerson;
  readonly cells: Readonly<Record<string, Value>>;
  readonly influence: Influence;
}

/** Who meets each purpose, by 被保険者番号: the product itself reads the exports. */
function hitsOf(options: Required<GenerateOptions>): Map<CriterionId, Set<string>> {
  const inputs = sampleFiles(options).flatMap((file) => readFile(`${file.name}.csv`, csvBytes(file)));
  const { table } = buildIntake(inputs, { fiscalYear: options.fiscalYear });
  const results = createEvaluator(table).evaluateAll(defaultSettings());
  return new Map(
    results.map(({ id, hits }) => {
      const numbers = new Set<string>();
      hits.forEach((row) => numbers.add(textAt(table, 'personId', row)));
      return [id, numbers];
    }),
  );
}

type Course = 'done' | 'going' | 'broken' | 'died' | 'moved' | 'refused' | 'excluded' | 'open';
const COURSES: readonly (readonly [Course, number])[] = [
  ['done', 0.5],
  ['going', 0.09],
  ['broken', 0.05],
  ['refused', 0.13],
  ['excluded', 0.04],
  ['open', 0.15],
];
const STATUS: Readonly<Record<Course, string>> = {
  done: '終了',
  going: '支援中',
  broken: '中断',
  died: '死亡',
  moved: '転出',
  refused: '拒否',
  excluded: '対象外',
  open: '',
};

const word = (random: Random, yes: number): string => (random.chance(yes) ? '有' : '無');

/** Answers as words; '' where not answered. */
const answer = (code: number | null | undefined): string => (code === 1 ? 'はい' : code === 2 ? 'いいえ' : '');

/** What the staff wrote for one purpose: values before and after, places, confirmations. */
function detailsOf(
  random: Random,
  purpose: CriterionId,
  person: SyntheticPerson,
  course: Course,
): { cells: Record<string, Value>; influence: Partial<Influence> } {
  const done = course === 'done';
  const { checkup } = person;
  switch (purpose) {
    case 'lowNutrition': {
      const weight = checkup?.weight ?? null;
      // Some are weighed at the visit; of the others the check-up of the following year speaks.
      const isWeighed = done && weight !== null && random.chance(0.7);
      const before = isWeighed ? rounded(weight + random.normal(0, 0.3), 1) : null;
      const after = before === null ? null : rounded(before + random.normal(0.3, 1.1), 1);
      const kilograms = (value: number | null): Value => (value === null ? null : { measure: value, decimals: 1 });
      return { cells: { 支援前体重: kilograms(before), 支援後体重: kilograms(after) }, influence: {} };
    }
    case 'oral': {
      const refers = done && random.chance(0.55);
      const visited = refers && random.chance(0.7);
      const hadPneumonia = random.chance(0.15);
      const [q4, q5] = [checkup?.answers[3], checkup?.answers[4]];
      const later = (code: number | null | undefined): string =>
        answer(code === 1 ? (random.chance(0.4) ? 2 : 1) : code === 2 ? (random.chance(0.07) ? 1 : 2) : null);
      return {
        cells: {
          つないだ先: refers ? '歯科' : '',
          受診確認: refers ? (visited ? '有' : '無') : '',
          '支援前質問票④': done ? answer(q4) : '',
          '支援後質問票④': done ? later(q4) : '',
          '支援前質問票⑤': done ? answer(q5) : '',
          '支援後質問票⑤': done ? later(q5) : '',
          誤嚥性肺炎の既往: done ? (hadPneumonia ? '有' : '無') : '',
          '誤嚥性肺炎（1年後）': done && hadPneumonia ? word(random, 0.15) : '',
        },
        influence: { dentist: visited },
      };
    }
    case 'polypharmacy': {
      const drugs = person.receipts?.drugCount ?? 15;
      const after = Math.max(4, drugs + Math.round(random.normal(-1.4, 1.9)));
      const institutions = random.integer(2, 6);
      const visits = random.integer(5, 16);
      return {
        cells: done
          ? {
              支援前処方薬剤数: drugs,
              支援後処方薬剤数: after,
              支援前受診医療機関数: institutions,
              支援後受診医療機関数: Math.max(1, institutions + random.integer(-1, 0)),
              支援前受診回数: visits,
              支援後受診回数: Math.max(1, visits + random.integer(-3, 2)),
            }
          : {},
        influence: {},
      };
    }
    case 'physicalFrailty': {
      const place = random.weighted([0.35, 0.2, 0.15, 0.3]);
      const where = ['通いの場', '地域包括支援センター', '地域支援事業・専門職', ''][place] ?? '';
      return { cells: { つないだ先: done ? where : '' }, influence: {} };
    }
    case 'unknownStatus': {
      const met = done || course === 'going' || course === 'broken';
      const needed = met && random.chance(0.3);
      const linked = needed && random.chance(0.65);
      const examined = done && random.chance(0.1);
      return {
        cells: {
          現状把握: met ? 'できた' : 'できない',
          必要と判断: met ? (needed ? '必要' : '不要') : '',
          つないだ先: linked ? (random.chance(0.6) ? '医科' : '介護サービス') : '',
          受診確認: linked ? '有' : '',
          健診受診: examined ? '有' : '',
        },
        influence: { doctor: linked, examined },
      };
    }
    default: {
      const visited = done && random.chance(0.45);
      return {
        cells: { つないだ先: done && random.chance(0.7) ? '医科' : '', 受診確認: done ? (visited ? '有' : '無') : '' },
        influence: { doctor: visited },
      };
    }
  }
}

function logRow(person: SyntheticPerson, purpose: CriterionId, { seed, fiscalYear }: Required<GenerateOptions>): LogRow {
  // A person dies or moves away in all lists at once.
  const leaves = new Random(seed, person.index, SALT).uniform();
  const random = new Random(seed, person.index, SALT, PURPOSES.indexOf(purpose));
  const [drawn] = COURSES[random.weighted(COURSES.map(([, weight]) => weight))]!;
  const course: Course = leaves < 0.025 ? 'died' : leaves < 0.04 ? 'moved' : drawn;
  const supported = ['done', 'going', 'broken', 'died', 'moved'].includes(course);
  const targeted = dayOf(fiscalYear + 1, 5, 25);
  const started = targeted + random.integer(14, 90);
  const invited = course === 'open' ? null : targeted + random.integer(3, 12);
  const day = (value: number | null): Value => (value === null ? null : { day: value });
  const { cells, influence } = detailsOf(random, purpose, person, course);
  return {
    person,
    cells: {
      被保険者番号: person.personId,
      氏名: person.name,
      目的: criterionById(purpose).name,
      対象とした日: day(targeted),
      案内した日: day(invited),
      支援の有無: supported ? '有' : course === 'open' ? '' : '無',
      支援開始日: supported ? day(started) : null,
      支援終了日: course === 'done' ? day(started + random.integer(80, 190)) : null,
      状況: STATUS[course],
      担当: supported ? (STAFF[purpose] ?? '保健師A') : '',
      メモ: course === 'refused' ? '電話で辞退' : course === 'excluded' ? '施設入所のため' : '',
      ...cells,
      ...(cells['つないだ先'] ? { つないだ日: day(started + random.integer(7, 60)) } : {}),
    },
    influence: {
      ...NO_INFLUENCE,
      ...influence,
      supported,
      fate: course === 'died' ? 'died' : course === 'moved' ? 'moved' : 'stays',
    },
  };
}

/** The log of the year after 抽出年度, in the order of the purposes and the register. */
function logRows(options: Required<GenerateOptions>): LogRow[] {
  const hits = hitsOf(options);
  const persons = [...generatePersons(options)];
  
  return PURPOSES.flatMap((purpose) =>
    persons
      .filter(({ personId }) => hits.get(purpose)?.has(personId))
      .slice(0, MOST)
      .map((person) => logRow(person, purpose, options)),
  );
}

/** What all rows of a person do to the year's data. */
function influences(rows: readonly LogRow[]): Map<number, Influence> {
  const all = new Map<number, Influence>();
  for (const { person, influence } of rows) {
    const before = all.get(person.index) ?? NO_INFLUENCE;
    all.set(person.index, {
      supported: before.supported || influence.supported,
      doctor: before.doctor || influence.doctor,
      dentist: before.dentist || influence.dentist,
      examined: before.examined || influence.examined,
      fate: before.fate === 'stays' ? influence.fate : before.fate,
    });
  }
  return all;
}

const yearWords = (fiscalYear: number): string => `令和${fiscalYear - 2018}年度`;

function fileOf<Row>(
  name: string,
  form: string,
  fiscalYear: number,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  style: SampleFile['style'],
): SampleFile {
  return {
    name,
    titles: [
      [`帳票名：${form}`],
      [`保険者名：${MUNICIPALITY}`, `対象年度：${yearWords(fiscalYear)}`],
      [`作成年月日：令和${fiscalYear - 2017}年5月20日`, SYNTHETIC_NOTICE],
    ],
    columns,
    rows: () => rows.map((row) => columns.map((column) => column.value(row))),
    style,
  };
}

/** A column 抽出年度 keeps the year's tables apart from those of the year before. */
const ofYear = <Row>(fiscalYear: number): Column<Row> => ({ heading: '抽出年度', value: () => yearWords(fiscalYear), width: 10 });

function receiptColumns(fiscalYear: number): Column<FollowingYear>[] {
  const flag = (value: boolean | undefined): Value => (value ? 1 : 0);
  return [
    { heading: '被保険者番号', value: ({ person }) => person.personId, width: 12 },
    ofYear(fiscalYear),
    { heading: '医科入院レセ件数', value: ({ receipts }) => receipts!.inpatient },
    { heading: '医科外来レセ件数', value: ({ receipts }) => receipts!.outpatient },
    { heading: '歯科レセ件数', value: ({ receipts }) => receipts!.dental },
    { heading: '調剤レセ件数', value: ({ receipts }) => receipts!.pharmacy },
    { heading: '処方薬剤数', value: ({ receipts }) => receipts!.drugCount },
    { heading: '糖尿病薬', value: ({ receipts }) => flag(receipts!.dmDrug) },
    { heading: '高血圧薬', value: ({ receipts }) => flag(receipts!.htDrug) },
    { heading: '糖尿病', value: ({ receipts }) => (receipts!.dmDiagnosis ? '有' : '無') },
  ];
}

/** The columns of the log that somebody wrote into. */
function logColumns(rows: readonly LogRow[]): Column<LogRow>[] {
  const isUsed = ({ heading, id }: SupportColumn): boolean =>
    id !== 'insurer' && rows.some(({ cells }) => cells[heading] !== undefined);
  return SUPPORT_COLUMNS.filter(isUsed).map(({ heading, width }) => ({
    heading,
    width,
    value: ({ cells }) => cells[heading] ?? '',
  }));
}

/** The files of samples/評価: the log, and register, check-ups, receipts and certifications of the year after 抽出年度. */
export function evaluationFiles(given: GenerateOptions = {}): SampleFile[] {
  const options: Required<GenerateOptions> = { ...DEFAULTS, ...given };
  const after = options.fiscalYear + 1;
  const log = logRows(options);
  const influence = influences(log);
  const persons = [...generatePersons(options)].map((person) =>
    followingYear(person, influence.get(person.index) ?? NO_INFLUENCE, { seed: options.seed, fiscalYear: after }),
  );
  const year = yearWords(after);
  const checkups = persons.flatMap(({ person, checkup }) =>
    checkup === null ? [] : [{ personId: person.personId, checkup }],
  );
  return [
    fileOf('支援記録', '一体的実施 支援記録', after, logColumns(log), log, { date: slashDate }),
    fileOf(
      `被保険者台帳_${year}`,
      '後期高齢者医療 被保険者台帳',
      after,
      REGISTER_COLUMNS,
      persons.map(({ person, left }) => ({ ...person, left })),
      REGISTER_STYLE,
    ),
    fileOf(`健診_${year}`, '健康診査 結果一覧', after, CHECKUP_COLUMNS, checkups, CHECKUP_STYLE),
    fileOf(
      `レセプト集計_${year}`,
      'レセプト 個人別集計',
      after,
      receiptColumns(after),
      persons.filter(({ receipts }) => receipts !== null),
      RECEIPT_STYLE,
    ),
    fileOf(
      `要介護認定_${year}`,
      '要介護認定 状況',
      after,
      [
        { heading: '被保険者番号', value: ({ person }: FollowingYear) => person.personId, width: 12 },
        ofYear<FollowingYear>(after),
        { heading: '要介護度', value: ({ careLevel }) => CARE_WORDS[careLevel ?? 0]!, width: 10 },
      ],
      persons.filter(({ careLevel }) => careLevel !== null),
      REGISTER_STYLE,
    ),
  ];
}
