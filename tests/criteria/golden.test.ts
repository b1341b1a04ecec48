/** Golden cases: one folder a criterion, each case the smallest person and the answer expected of it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createEvaluator,
  CRITERION_IDS,
  defaultSettings,
  explain,
  type Answer,
  type CriteriaSettings,
  type CriterionId,
} from '../../src/criteria';
import type { FieldId } from '../../src/kdb';
import { tableOf, type Person } from './tables';

interface GoldenCase {
  readonly name: string;
  /** What differs from the person of the file; null is a missing value. */
  readonly change: Person;
  readonly settings?: CriteriaSettings;
  /** Columns that no source provides. */
  readonly absent?: readonly FieldId[];
  readonly answer: Answer;
  /** Fields that would have decided, in the order of the definition. */
  readonly missing?: readonly FieldId[];
  /** Values that made the answer, in words. */
  readonly because?: readonly string[];
}

interface GoldenFile {
  readonly criterion: CriterionId;
  readonly person: Person;
  readonly cases: readonly GoldenCase[];
}

const FOLDER = join(__dirname, 'golden');
const files = readdirSync(FOLDER).map(
  (folder) => JSON.parse(readFileSync(join(FOLDER, folder, 'cases.json'), 'utf8')) as GoldenFile,
);

it('every criterion has golden cases', () => {
  expect(files.map(({ criterion }) => criterion).sort()).toEqual([...CRITERION_IDS].sort());
});

describe.each(files)('$criterion', ({ criterion, person, cases }) => {
  it('has a person for each of the three answers', () => {
    expect(new Set(cases.map(({ answer }) => answer))).toEqual(new Set<Answer>(['該当', '非該当', '判定不能']));
  });

  it.each(cases)('$name → $answer', ({ change, settings, absent = [], answer, missing, because }) => {
    const fields = (Object.keys(person) as FieldId[]).filter((field) => !absent.includes(field));
    const table = tableOf([{ ...person, ...change }], fields);
    const chosen = { ...defaultSettings(), ...settings };
    const { hits, undetermined } = createEvaluator(table).evaluate(criterion, chosen);
    const answered: Answer = hits.get(0) ? '該当' : undetermined.get(0) ? '判定不能' : '非該当';
    const explanation = explain(table, criterion, chosen, 0);
    expect(answered).toBe(answer);
    expect(explanation.answer).toBe(answer);
    if (answer === '判定不能') expect(explanation.missing.map(({ field }) => field)).toEqual(missing);
    if (because !== undefined) expect(explanation.because.map(({ value }) => value)).toEqual(because);
  });
});
