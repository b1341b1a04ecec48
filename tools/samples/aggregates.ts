/** The aggregate forms that KDB prints, for the fictitious city: own figures from the synthetic persons, all others made up. */
import { REGISTER_STYLE, type Value } from './columns';
import { comparing, counted, fixed, isIn, Others, percent, row, SALT, SIZES, titles, WHO, type AggregateFile, type Facts } from './aggregateParts';
import { municipalities, overview } from './aggregateOverview';
import { csvLine, encodedChunks } from './csv';
import { ageAtYearEnd, DEFAULTS, generatePersons, type GenerateOptions } from './generate';
import type { SyntheticPerson } from './person';
import { Random } from './random';

/** 健診有所見者: what counts as a finding, by the values of a check-up. */
const FINDINGS: readonly (readonly [string, (checkup: NonNullable<SyntheticPerson['checkup']>) => boolean])[] = [
  ['BMI 25以上', ({ bmi, height, weight }) => (bmi ?? (height && weight ? weight / (height / 100) ** 2 : 0)) >= 25],
  ['HbA1c 5.6以上', ({ hba1c }) => (hba1c ?? 0) >= 5.6],
  ['収縮期血圧 130以上', ({ sbp }) => (sbp ?? 0) >= 130],
  ['拡張期血圧 85以上', ({ dbp }) => (dbp ?? 0) >= 85],
  ['eGFR 60未満', ({ egfr }) => egfr !== null && egfr < 60],
];

function findings(facts: Facts): AggregateFile {
  const { persons, fiscalYear, others } = facts;
  const rows = (['男', '女'] as const).flatMap((sex, index) => {
    const examined = persons.filter(
      (person) => person.sex === index + 1 && isIn(person, fiscalYear) && person.checkup !== null && ageAtYearEnd(person, fiscalYear) >= 75,
    );
    const hits = FINDINGS.map(([, holds]) => examined.filter(({ checkup }) => checkup !== null && holds(checkup)).length);
    const theirs = hits.map((count) => others.rates(count / Math.max(1, examined.length)));
    return WHO.map((who, at): Value[] => {
      const size = at === 0 ? examined.length : Math.round(SIZES[at]! * 0.27 * (index === 0 ? 0.42 : 0.58));
      const counts = hits.map((count, each) => (at === 0 ? count : Math.round(theirs[each]![at - 1]! * size)));
      return [sex, who, '75歳以上', counted(size), ...counts.flatMap((count) => [counted(count), percent(count, size)])];
    });
  });
  return {
    name: `厚生労働省様式5-2_令和${fiscalYear - 2018}年度`,
    rows: [
      ...titles('厚生労働省様式（様式5-2）健診有所見者状況（男女別・年代別）', fiscalYear),
      ['性別', '区分', '年齢', '受診者', ...FINDINGS.flatMap(([name]) => [name, ''])],
      ['', '', '', '人数', ...FINDINGS.flatMap(() => ['人数', '割合'])],
      ...rows,
    ],
  };
}

/** Questions ①④⑥⑦⑧⑬ and others: name and answers in the order of their codes. */
const QUESTIONS: readonly (readonly [string, readonly string[]])[] = [
  ['①健康状態', ['よい', 'まあよい', 'ふつう', 'あまりよくない', 'よくない']],
  ['②毎日の生活', ['満足', 'やや満足', 'やや不満', '不満']],
  ['③1日3食', ['はい', 'いいえ']],
  ['④固いもの', ['はい', 'いいえ']],
  ['⑤むせ', ['はい', 'いいえ']],
  ['⑥体重減少', ['はい', 'いいえ']],
  ['⑦歩行速度', ['はい', 'いいえ']],
  ['⑧転倒', ['はい', 'いいえ']],
  ['⑨運動', ['はい', 'いいえ']],
  ['⑩物忘れ', ['はい', 'いいえ']],
  ['⑪日付', ['はい', 'いいえ']],
  ['⑫喫煙', ['吸っている', '吸っていない', 'やめた']],
  ['⑬外出', ['はい', 'いいえ']],
  ['⑭付き合い', ['はい', 'いいえ']],
  ['⑮相談', ['はい', 'いいえ']],
];
const BANDS = [
  ['75～79歳', 75, 79],
  ['80～84歳', 80, 84],
  ['85歳以上', 85, 200],
] as const;

/** How far the answers of the made-up nation lean towards the first or the last, by question, in log-odds. */
const LEAN = 0.3;

/** Shares of the answers in the nation: those of the city, leaning, together 1. */
function leaning(shares: readonly number[], lean: number): number[] {
  const weights = shares.map((share, code) => share * Math.exp((lean * code) / (shares.length - 1)));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => (whole === 0 ? 0 : weight / whole));
}

function questionnaire(facts: Facts): AggregateFile {
  const { persons, fiscalYear } = facts;
  const random = new Random(DEFAULTS.seed, fiscalYear, SALT + 3);
  const rows = QUESTIONS.flatMap(([question, answers], item) => {
    const lean = random.normal(0, LEAN);
    return (['男', '女'] as const).flatMap((sex, index) =>
      BANDS.flatMap(([band, from, to]) => {
        const asked = persons.filter((person) => {
          const age = ageAtYearEnd(person, fiscalYear);
          return person.sex === index + 1 && age >= from && age <= to && isIn(person, fiscalYear) && (person.checkup?.answers[item] ?? null) !== null;
        });
        const said = answers.map((_, code) => asked.filter(({ checkup }) => checkup?.answers[item] === code + 1).length);
        const nation = leaning(
          said.map((count) => count / Math.max(1, asked.length)),
          lean,
        );
        return answers.map((answer, code) =>
          row(facts, [question, answer, sex, band], said[code]!, asked.length, 0.04, undefined, nation[code]),
        );
      }),
    );
  });
  return {
    name: `質問票調査の状況_令和${fiscalYear - 2018}年度`,
    rows: [
      ...titles('質問票調査の状況（後期高齢者）', fiscalYear),
      ...comparing(['質問', '回答', '性別', '年齢'], ['回答者数', '割合']),
      ...rows,
    ],
  };
}

/** Diseases of 医療費分析 with their share of the points, in percent, of no real place. */
const COSTS = {
  入院: [['骨折', 8.9], ['脳梗塞', 7.8], ['肺炎', 5.2], ['心不全', 4.9], ['関節疾患', 3.7], ['大腸がん', 2.4]],
  外来: [['慢性腎臓病（透析あり）', 9.7], ['糖尿病', 9.4], ['高血圧症', 8.2], ['不整脈', 6.1], ['関節疾患', 5.3], ['脂質異常症', 4.6], ['骨粗しょう症', 4.1]],
} as const; // prettier-ignore

function diseaseCosts(facts: Facts): AggregateFile {
  const { persons, fiscalYear, others } = facts;
  const insured = persons.filter((person) => isIn(person, fiscalYear));
  const points = {
    入院: insured.reduce((sum, { receipts }) => sum + (receipts?.inpatientPoints ?? 0), 0),
    外来: insured.reduce((sum, { receipts }) => sum + (receipts?.outpatientPoints ?? 0), 0),
  };
  const rows = (['入院', '外来'] as const).flatMap((kind) =>
    COSTS[kind].map(([name, share], rank): Value[] => {
      const shares = [share, ...others.rates(share)];
      const cells = shares.flatMap((each, at): Value[] => {
        const own = (points[kind] * each) / 100;
        const all = at === 0 ? own : (own * SIZES[at]!) / Math.max(1, insured.length);
        return [counted(Math.round(all)), fixed(each), counted(Math.round(all / (kind === '入院' ? 52_000 : 2_900)))];
      });
      return [kind, rank + 1, name, ...cells];
    }),
  );
  return {
    name: `医療費分析（細小分類）_令和${fiscalYear - 2018}年度`,
    rows: [
      ...titles('医療費分析（1）細小分類', fiscalYear),
      ...comparing(['入外', '順位', '疾病名'], ['点数', '割合', '件数']),
      ...rows,
    ],
  };
}

const LEVELS = [
  ['要支援1', 4],
  ['要支援2', 5],
  ['要介護1', 6],
  ['要介護2', 7],
  ['要介護3', 8],
  ['要介護4', 9],
  ['要介護5', 10],
] as const;

function certification(facts: Facts): AggregateFile {
  const { persons, fiscalYear } = facts;
  const insured = persons.filter((person) => isIn(person, fiscalYear));
  const bands = [
    ['65～74歳', 65, 74],
    ['75～84歳', 75, 84],
    ['85歳以上', 85, 200],
  ] as const;
  const rows = LEVELS.flatMap(([level, code]) =>
    bands.map(([band, from, to], index) => {
      const inBand = insured.filter((person) => {
        const age = ageAtYearEnd(person, fiscalYear);
        return age >= from && age <= to;
      });
      const count = inBand.filter(({ careLevel }) => careLevel === code).length;
      return row(facts, [index === 0 ? level : '', band], count, inBand.length, 0.06);
    }),
  );
  return {
    name: `要介護（支援）者認定状況_令和${fiscalYear - 2018}年度`,
    rows: [
      ...titles('要介護（支援）者認定状況', fiscalYear),
      ...comparing(['要介護度', '年齢'], ['人数', '割合']),
      ...rows,
    ],
  };
}

/** The six forms of the fiscal year, and 地域の全体像の把握 of the year before. */
export function aggregateFiles(given: GenerateOptions = {}): AggregateFile[] {
  const { seed, size, fiscalYear } = { ...DEFAULTS, ...given };
  const persons = [...generatePersons({ seed, size, fiscalYear })];
  const facts = { persons, fiscalYear, others: new Others(seed, fiscalYear) };
  return [
    overview(facts),
    overview({ persons, fiscalYear: fiscalYear - 1, others: new Others(seed, fiscalYear - 1) }),
    findings(facts),
    questionnaire(facts),
    diseaseCosts(facts),
    certification(facts),
    municipalities(facts),
  ];
}

/** A form as a csv file in the way of Japanese municipal systems. */
export function aggregateCsv({ rows }: AggregateFile): Uint8Array {
  const lines = rows.map((cells) => (cells.length === 0 ? '\r\n' : csvLine(cells, REGISTER_STYLE)));
  return Buffer.concat([...encodedChunks(lines)]);
}
