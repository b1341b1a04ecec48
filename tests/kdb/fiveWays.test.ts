/** The same people presented in five ways give the same ten lists, person for person. */
import { createEvaluator, NATIONAL_CRITERIA, defaultSettings } from '../../src/criteria';
import { buildIntake, valueText, type FieldId, type Intake } from '../../src/kdb';
import { present, type Presentation } from './presentations';
import { expectBalanced, people } from './support';

const OPTIONS = { seed: 4, size: 1500, fiscalYear: 2025 };
const WAYS: readonly Presentation[] = ['wide', 'files', 'fkac167', 'damaged', 'longReceipts'];
const intakes = new Map<Presentation, Intake>();

function intakeOf(way: Presentation): Intake {
  let intake = intakes.get(way);
  if (!intake) intakes.set(way, (intake = buildIntake(present(way, OPTIONS))));
  return intake;
}

/** Numbers of the persons by criterion, once for those who meet it and once for those of whom it cannot be said. */
function lists(intake: Intake): Record<string, { hits: string[]; undetermined: string[] }> {
  const numbers = people(intake);
  const results = createEvaluator(intake.table).evaluateAll(defaultSettings());
  return Object.fromEntries(
    results.map((result) => [
      result.id,
      {
        hits: numbers.filter((_, row) => result.hits.get(row)).sort(),
        undetermined: numbers.filter((_, row) => result.undetermined.get(row)).sort(),
      },
    ]),
  );
}

test.each(WAYS)('%s: the ledger balances, and every person is one of the register', (way) => {
  const intake = intakeOf(way);
  expectBalanced(intake.sources);
  expect(intake.fiscalYear).toBe(2025);
  expect(people(intake)).toEqual(people(intakeOf('wide')));
});

test.each(WAYS.slice(1))('%s gives the ten lists of the wide table', (way) => {
  const expected = lists(intakeOf('wide'));
  const found = lists(intakeOf(way));
  for (const { id } of NATIONAL_CRITERIA) expect({ id, ...found[id] }).toEqual({ id, ...expected[id] });
  expect(Object.values(found).every((list) => list.hits.length > 0)).toBe(true);
});

test('long receipts give the counts, medicines and diagnoses of the summed-up ones', () => {
  const summed = intakeOf('files');
  const long = intakeOf('longReceipts');
  const fields: FieldId[] = [
    'inpatient', 'outpatient', 'dental', 'pharmacy', 'inpatientPrevious', 'outpatientPrevious', 'dentalPrevious', 'pharmacyPrevious',
    'hypnotic', 'dmDrug', 'dmDrugPrevious', 'dmDrugTwoYearsAgo', 'dmDrugThreeYearsAgo', 'htDrug', 'htDrugPrevious', 'htDrugTwoYearsAgo',
    'htDrugThreeYearsAgo', 'dmDiagnosis', 'cvdDiagnosis',
  ]; // prettier-ignore
  for (const field of fields) {
    for (let row = 0; row < summed.table.size; row++) {
      const [one, other] = [valueText(summed.table, field, row), valueText(long.table, field, row)];
      if (one !== other) throw new Error(`${field} of row ${row}: ${one} and ${other}`);
    }
  }
});
