/** The added purpose: classes of a person, its own ranking, and that it changes nothing of the ten. */
import {
  CRITERIA,
  createEvaluator,
  criterionById,
  CRITERION_IDS,
  defaultSettings,
  divisionAt,
  explain,
  NATIONAL_CRITERIA,
  priority,
  purposesInUse,
  titleOf,
  type Division,
} from '../../src/criteria';
import { tableOf, type Person } from './tables';

const ID = 'diabeticNephropathy';
const { divisions = [], ranking } = criterionById(ID);
const [stage, group, treatment] = divisions as readonly [Division, Division, Division];

const PERSON: Person = {
  age: 80,
  hba1c: 6.5,
  egfr: 60,
  proteinuria: 1,
  dmDrug: false,
  dmDiagnosis: false,
  dmDrugPrevious: false,
  dmDrugTwoYearsAgo: false,
  dmDrugThreeYearsAgo: false,
  checkedUp: true,
};

function classesOf(change: Person, settings = defaultSettings()): readonly string[] {
  const table = tableOf([{ ...PERSON, ...change }], [...Object.keys(PERSON)] as never);
  return [stage, group, treatment, ranking!].map((division) =>
    divisionAt(table, division, { id: ID, settings, row: 0 }),
  );
}

it.each<[string, Person, readonly string[]]>([
  ['untreated, mild, 75 or older', {}, ['第2期以前', 'C 糖尿病・未治療', '未治療', 'C']],
  ['the same under 75', { age: 74 }, ['第2期以前', 'C 糖尿病・未治療', '未治療', 'B']],
  ['HbA1c just below the limit of the ranking', { hba1c: 7.9 }, ['第2期以前', 'C 糖尿病・未治療', '未治療', 'C']],
  ['HbA1c on the limit of the ranking', { hba1c: 8 }, ['第2期以前', 'C 糖尿病・未治療', '未治療', 'A']],
  ['stage 4 untreated', { egfr: 29.9 }, ['第4期', 'A 腎症・未治療', '未治療', 'A']],
  ['stage 3 on the limit of stage 4', { egfr: 30, proteinuria: 3 }, ['第3期', 'A 腎症・未治療', '未治療', 'A']],
  [
    'stage 4 goes before stage 3',
    { egfr: 20, proteinuria: 5, dmDrug: true },
    ['第4期', 'B 腎症・治療中', '服薬中', 'B'],
  ],
  ['stage 3 treated, well controlled', { proteinuria: 3, dmDrug: true }, ['第3期', 'B 腎症・治療中', '服薬中', 'C']],
  [
    'stage 3 treated, HbA1c high',
    { hba1c: 8, proteinuria: 3, dmDrug: true },
    ['第3期', 'B 腎症・治療中', '服薬中', 'B'],
  ],
  [
    'in treatment without a drug',
    { egfr: 20, dmDiagnosis: true },
    ['第4期', 'B 腎症・治療中', '受診中（薬なし）', 'B'],
  ],
  ['interrupted', { dmDrugTwoYearsAgo: true }, ['第2期以前', 'C 糖尿病・未治療', '治療中断', 'C']],
  ['eGFR missing', { egfr: null }, ['第4期か第2期以前', 'A 腎症・未治療かC 糖尿病・未治療', '未治療', 'AかC']],
  ['eGFR missing with proteinuria', { egfr: null, proteinuria: 3 }, ['第4期か第3期', 'A 腎症・未治療', '未治療', 'A']],
  [
    'not examined, treated',
    { hba1c: null, egfr: null, proteinuria: null, checkedUp: false, dmDrug: true },
    ['第4期か第3期か第2期以前', 'D 健診未受診・治療中', '服薬中', 'BかC'],
  ],
  [
    'not examined, interrupted',
    { hba1c: null, egfr: null, proteinuria: null, checkedUp: false, dmDrugPrevious: true },
    ['第4期か第3期か第2期以前', 'E 健診未受診・治療中断', '治療中断', 'AかC'],
  ],
])('%s', (_, change, expected) => {
  expect(classesOf(change)).toEqual(expected);
});

it('says the classes behind the reason, with the status of each in the definition', () => {
  const table = tableOf([PERSON]);
  expect(explain(table, ID, defaultSettings(), 0).sentence).toBe(
    '重症化予防（糖尿病性腎症R6版）に該当します：HbA1c 6.5%（基準 6.5%以上）、糖尿病薬 なし、糖尿病 なし。病期は第2期以前、区分はC 糖尿病・未治療、治療は未治療、優先度はC。',
  );
  expect([stage, group, treatment, ranking!].map(({ status }) => status)).toEqual([
    'sourced',
    'inferred',
    'inferred',
    'proposed',
  ]);
});

it('is none of the ten, takes part only when it is switched on, and is shown as 追加', () => {
  const on = { ...defaultSettings(), [`${ID}.use`]: true };
  expect(NATIONAL_CRITERIA.map(({ id }) => id)).toEqual(CRITERION_IDS.slice(0, 10));
  expect(purposesInUse(defaultSettings())).toEqual(NATIONAL_CRITERIA);
  expect(purposesInUse(on)).toEqual(CRITERIA);
  expect(titleOf(criterionById(ID))).toBe('重症化予防（糖尿病性腎症R6版）（追加）');
  expect(titleOf(criterionById('oral'))).toBe('口腔');
});

it('changes neither the answers nor the 優先度 of the ten when it is switched on', () => {
  const persons: Person[] = [
    { ...PERSON, hba1c: 9.5, bmi: 18, q6: 1, drugCount: 16 },
    { ...PERSON, drugCount: 15 },
    { ...PERSON, drugCount: 3 },
  ];
  const table = tableOf(persons);
  const evaluator = createEvaluator(table);
  const off = evaluator.evaluateAll(defaultSettings());
  const on = evaluator.evaluateAll({ ...defaultSettings(), [`${ID}.use`]: true });
  expect(on).toHaveLength(11);
  expect(on[10]!.hits.count()).toBe(3);
  for (const [index, { hits, undetermined }] of off.entries()) {
    expect([...on[index]!.hits.words]).toEqual([...hits.words]);
    expect([...on[index]!.undetermined.words]).toEqual([...undetermined.words]);
  }
  for (const row of persons.keys()) expect(priority(table, on, row)).toEqual(priority(table, off, row));
  expect(priority(table, on, 2).text).toBe('');
});
