/** The questionnaire of all persons: nobody is lost or counted twice, and groups sum to their whole. */
import fc from 'fast-check';
import { QUESTIONS } from '../../src/kdb';
import { answerDistribution, frailtyDistribution, frailtyOfPerson, type AnswerGroup } from '../../src/indicators';
import { BitSet } from '../../src/criteria';
import { tableOf, type Person } from '../criteria/tables';

const person: fc.Arbitrary<Person> = fc
  .tuple(
    fc.constantFrom(0, 1, 2),
    fc.constantFrom(null, 64, 65, 74, 75, 84, 85, 99),
    fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 15, maxLength: 15 }),
  )
  .map(([sex, age, answers]) => ({
    sex,
    age,
    ...Object.fromEntries(QUESTIONS.map(({ id }, i) => [id, answers[i]!])),
  }));

const isWhole = ({ sex, ageClass }: AnswerGroup): boolean => sex === '計' && ageClass === '計';

test('every person stands once in the total of every question, answered or not', () => {
  fc.assert(
    fc.property(fc.array(person, { minLength: 1, maxLength: 40 }), (persons) => {
      const table = tableOf(persons);
      const whole = answerDistribution(table).filter(isWhole);
      expect(whole).toHaveLength(15);
      for (const { answers, unanswered } of whole)
        expect(answers.reduce((sum, count) => sum + count, unanswered)).toBe(persons.length);
      const { counts, unanswered } = frailtyDistribution(table).find(isWhole)!;
      expect(Object.values(counts).reduce((sum, count) => sum + count, unanswered)).toBe(persons.length);
    }),
    { numRuns: 40 },
  );
});

test('groups count by sex and age at the end of the fiscal year, unknown ones in the total alone', () => {
  const table = tableOf([
    { sex: 1, age: 74, q7: 1 },
    { sex: 2, age: 75, q7: 1 },
    { sex: 2, age: 84, q7: 2 },
    { sex: 2, age: 85, q7: null },
    { sex: 0, age: null, q7: 1 },
  ]);
  const rows = answerDistribution(table);
  const group = (sex: string, ageClass: string) => rows.find((row) => row.sex === sex && row.ageClass === ageClass)!;
  expect(rows.every((row) => row.question.id === 'q7')).toBe(true);
  expect(group('計', '計')).toMatchObject({ answers: [3, 1], unanswered: 1 });
  expect(group('女', '75-84')).toMatchObject({ answers: [1, 1], unanswered: 0 });
  expect(group('女', '85以上')).toMatchObject({ answers: [0, 0], unanswered: 1, risk: null });
  expect(group('男', '65-74').risk!.value).toBe(1);
  expect(group('計', '計').risk!.value).toBe(0.75);
});

test('a selection of persons is counted alone', () => {
  const table = tableOf([{ q1: 4 }, { q1: 1 }, { q1: 5 }]);
  const [whole] = answerDistribution(table, BitSet.of(3, [0, 1]));
  expect(whole!.answers).toEqual([1, 0, 0, 1, 0]);
  expect(whole!.risk!.value).toBe(0.5);
});

test('a person without any answer has no score', () => {
  const table = tableOf([{ q1: null }, { q1: 4 }]);
  expect(frailtyOfPerson(table, 0)).toBeNull();
  expect(frailtyOfPerson(table, 1)).toMatchObject({ value: 1, answered: 1, class: '判定不能' });
});

test('the classes of all persons are those of each person', () => {
  fc.assert(
    fc.property(fc.array(person, { minLength: 1, maxLength: 30 }), (persons) => {
      const table = tableOf(persons);
      const { counts } = frailtyDistribution(table).find(isWhole)!;
      const each = persons.map((_, row) => frailtyOfPerson(table, row)?.class);
      for (const [name, count] of Object.entries(counts))
        expect(each.filter((found) => found === name)).toHaveLength(count);
    }),
    { numRuns: 40 },
  );
});
