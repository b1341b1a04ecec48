/** Tests of the catalogue: functions, their texts, the words that they take and what is known of each answer cannot part. */
import fs from 'node:fs';
import path from 'node:path';
import {
  CASE_WORDS,
  FUNCTIONS,
  measureAsked,
  OUTCOME_WORDS,
  OUTPUTS,
  outcomeAnswerOf,
  OWN_LIFE_WORDS,
  PURPOSE_WORDS,
  QUESTION_WORDS,
  questionOf,
  STANDARDISED_WORDS,
} from '../../src/catalogue';
import { functionsMetadata } from '../../src/catalogue/metadata';
import { INSURED_FIGURES } from '../../src/indicators';
import { SUBJECTS, statedBy } from './asking';
import { functionTable } from '../../tools/readme';

const { functions } = functionsMetadata();
const textsOf = (id: string): string => {
  const { description, parameters } = functions.find((each) => each.id === id)!;
  return [description, ...parameters.map((parameter) => parameter.description)].join('\n');
};

/** Every question that our functions answer, with the words that each takes. */
const CALLS: readonly (readonly [name: string, ...texts: string[]])[] = [
  ...PURPOSE_WORDS.flatMap((word) => [
    ['LOWNUTRITION', word] as const,
    ['EXTRACT', '口腔', word] as const,
    ['INYEAR', '2024', '口腔', word] as const,
  ]),
  ...STANDARDISED_WORDS.flatMap((word) => OUTPUTS.map((output) => ['STANDARDISED', '口腔', word, '', output] as const)),
  ...INSURED_FIGURES.flatMap(({ name }) => [
    ...OUTPUTS.map((output) => ['INSURED', name, '', '', output] as const),
    ['INYEAR', '2024', name] as const,
  ]),
  ...SUBJECTS.flatMap((item) =>
    QUESTION_WORDS.map((word) => ['QUESTIONNAIRE', item, word.replace('〈回答〉', '1')] as const),
  ),
  ...CASE_WORDS.map((word) => ['CASES', word] as const),
  ...OUTCOME_WORDS.map((word) => ['OUTCOME', '低栄養', '体重の維持・改善', word] as const),
  ...OWN_LIFE_WORDS.map((word) => ['OWNHEALTHYLIFE', '男', '', word] as const),
  ...['', '割合', '実数', '分母', '注意'].map((word) => ['KDBFIGURE', '総人口', '県', '', word] as const),
];

test('every word of every function that asks the data is a question with a measure in words', () => {
  expect(CALLS.length).toBeGreaterThan(400);
  const silent = CALLS.filter(([name, ...texts]) => {
    const question = questionOf({ name, texts });
    return question === null || measureAsked(question).measure === '';
  });
  expect(silent).toEqual([]);
});

test('what no function takes is no question, and widths and letters do not matter', () => {
  for (const texts of [['口腔', '標準化比'], ['知らない目的']])
    expect(questionOf({ name: 'EXTRACT', texts })).toBeNull();
  expect(questionOf({ name: 'STANDARDISED', texts: ['口腔', '人数'] })).toBeNull();
  expect(questionOf({ name: 'OUTCOME', texts: ['低栄養', '体重の維持・改善', 'しらない'] })).toBeNull();
  expect(questionOf({ name: 'OUTCOME', texts: ['低栄養', '体重の維持・改善', 'Ｐ'] })).toMatchObject({ word: 'p' });
  expect(questionOf({ name: 'PROPORTION', texts: ['1', '2'] })).toBeNull();
  expect(questionOf({ name: 'INSURED', texts: ['健診受診率の下限'] })).toMatchObject({ output: '下限' });
  expect(questionOf({ name: 'INSURED', texts: ['健診受診率の中央'] })).toBeNull();
});

test('functions that ask the data have questions, and no others', () => {
  const asking = new Set(CALLS.map(([name]) => name));
  for (const { id, basis } of FUNCTIONS)
    if (basis !== 'question') expect([id, questionOf({ name: id, texts: [] })]).toEqual([id, null]);
    else if (!asking.has(id)) expect([id, questionOf({ name: id, texts: [] })?.about]).toEqual([id, 'purpose']);
});

test('publication takes an omitted word and the first word for the same', () => {
  for (const [name, ...texts] of [
    ['LOWNUTRITION', '人数'],
    ['STANDARDISED', '口腔', '標準化比'],
    ['QUESTIONNAIRE', '4', 'リスク該当割合'],
    ['OWNHEALTHYLIFE', '男', '', '平均自立期間'],
    ['INSURED', '被保険者数'],
  ] as const) {
    const omitted = texts.slice(0, -1);
    expect(statedBy(name, omitted)).toEqual(statedBy(name, texts));
    expect(statedBy(name, texts)?.names).not.toEqual([]);
  }
});

test('publication knows the counts of a standardised share, whose words an alias means, and hides what is declared nowhere', () => {
  expect(statedBy('STANDARDISED', ['口腔'])).toEqual({ names: ['now|oral|hits|', 'now|oral|judged|'], count: null });
  expect(statedBy('QUESTIONNAIRE', ['4', '割合'])).toEqual(statedBy('QUESTIONNAIRE', ['4', 'リスク該当割合']));
  expect(statedBy('QUESTIONNAIRE', ['4', '人数'])?.count).toBe('now|質問票 4|リスク人数|');
  expect(statedBy('QUESTIONNAIRE', ['4', '県の割合'])).toEqual({ names: [], count: null });
  for (const word of ['一覧', '判定', '理由']) expect(statedBy('LOWNUTRITION', [word])).toBeNull();
  for (const word of OUTCOME_WORDS.filter((each) => outcomeAnswerOf(each).tells === 'undeclared'))
    expect(statedBy('OUTCOME', ['低栄養', '体重の維持・改善', word])).toBeNull();
});

test('publication judges forms of a year, and figures of a year whose cell is blank, by no figure of 抽出年度', () => {
  expect(statedBy('KDBFIGURE', ['総人口', '県', '2024', '割合'])).toEqual({ names: [], count: null });
  expect(statedBy('KDBFIGURE', ['総人口', '', '2024', '実数'])?.count).toBe('kdb|総人口||2024|実数');
  expect(statedBy('INYEAR', ['2025', '口腔', '人数'])?.count).toBe('now|oral|hits|');
  expect(statedBy('INYEAR', ['2020', '口腔', '人数'])?.count).toBe('year|2020|口腔||人数');
  expect(statedBy('INYEAR', ['', '口腔', '人数'])?.count).toBe('year||口腔||人数');
  expect(statedBy('INYEAR', ['2020', '口腔', '注意'])).toEqual({ names: [], count: null });
});

test('the texts that Excel shows name every word that is taken', () => {
  const named: readonly (readonly [id: string, words: readonly string[]])[] = [
    ['EXTRACT', PURPOSE_WORDS],
    ['STANDARDISED', STANDARDISED_WORDS],
    ['QUESTIONNAIRE', QUESTION_WORDS],
    ['OUTCOME', OUTCOME_WORDS],
    ['CASES', CASE_WORDS.filter((word) => word !== '一覧')],
    ['OWNHEALTHYLIFE', OWN_LIFE_WORDS],
  ];
  for (const [id, words] of named)
    for (const word of words) expect([id, textsOf(id)]).toEqual([id, expect.stringContaining(word)]);
});

test('the README lists the functions as Excel shows them', () => {
  const readme = fs.readFileSync(path.resolve(__dirname, '../../README.md'), 'utf8');
  expect(readme).toContain(functionTable(functionsMetadata()));
});

test('the words of functions stand in the catalogue alone', () => {
  const src = path.resolve(__dirname, '../../src');
  const lists = [PURPOSE_WORDS, OUTPUTS, OWN_LIFE_WORDS, QUESTION_WORDS, OUTCOME_WORDS.slice(OUTPUTS.length)];
  const again = fs
    .readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('catalogue') && !file.startsWith('indicators'))
    .flatMap((file) => {
      const text = fs.readFileSync(path.join(src, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
      // Five neighbours of a list in a row, as a list writes them.
      return lists.flatMap((words) =>
        words
          .slice(4)
          .map((_, at) => words.slice(at, at + 5))
          .filter((row) =>
            new RegExp(row.map((word) => `'?${word}'?`).join('\\s*(?:[,・]|: [^,\\n]*,)\\s*'), 'u').test(text),
          )
          .map((row) => `${file}: ${row.join('・')}`),
      );
    });
  expect(again).toEqual([]);
});
