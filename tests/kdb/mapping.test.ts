/** Tests of never-seen exports: suggestions by name and content, mappings, layout files, and distribution pictures. */
import {
  AnalystError,
  buildIntake,
  mappingFromJson,
  mappingOf,
  mappingToJson,
  withMapping,
  type FieldId,
  type SourceInput,
} from '../../src/kdb';
import { suggestColumns } from '../../src/kdb/unknownColumns';
import { generatePersons } from '../../tools/samples';
import { csv, expectBalanced, people, valueOf } from './support';

const PERSONS = [...generatePersons({ seed: 2, size: 400 })].filter((person) => person.checkup !== null);
const wareki = (days: number): string => new Date(days * 86_400_000).toISOString().slice(0, 10);

/** An export whose headings say nothing. */
function strange(headings: readonly string[]): SourceInput {
  const lines = PERSONS.map(({ personId, sex, birthDate, checkup }) =>
    [
      personId, sex === 1 ? '男' : '女', wareki(birthDate), wareki(checkup!.date), checkup!.height ?? '', checkup!.weight ?? '',
      checkup!.bmi?.toFixed(1) ?? '', checkup!.sbp ?? '', checkup!.dbp ?? '', checkup!.hba1c?.toFixed(1) ?? '', checkup!.egfr?.toFixed(1) ?? '',
    ].join(','),
  ); // prettier-ignore
  return csv('謎.csv', ['謎の書き出し,,,', headings.join(','), ...lines].join('\n'));
}
const STRANGE = ['K01', 'K02', 'K03', 'K04', 'K05', 'K06', 'K07', 'K08', 'K09', 'K10', 'K11'];
const TRUTH: readonly FieldId[] = [
  'personId', 'sex', 'birthDate', 'checkupDate', 'height', 'weight', 'bmi', 'sbp', 'dbp', 'hba1c', 'egfr',
]; // prettier-ignore

test('columns without a telling name are suggested by what stands in them', () => {
  const { headerRow, columns } = suggestColumns(strange(STRANGE));
  expect(headerRow).toBe(2);
  for (const [index, field] of TRUTH.entries())
    expect([field, columns[index]!.suggestions.map((suggestion) => suggestion.field)]).toEqual([
      field,
      expect.arrayContaining([field]),
    ]);
  const best = (index: number): FieldId | undefined => columns[index]!.suggestions[0]?.field;
  expect([0, 1, 2, 3, 6, 9].map(best)).toEqual(['personId', 'sex', 'birthDate', 'checkupDate', 'bmi', 'hba1c']);
  expect(columns[6]!.suggestions[0]!.because.join()).toContain('15.0〜35.0');
});

test('a like name counts for more than content alone', () => {
  const headings = [...STRANGE];
  headings[5] = '体重測定値';
  headings[7] = '最高血圧値１';
  const { columns } = suggestColumns(strange(headings));
  expect(columns[5]!.suggestions[0]).toMatchObject({ field: 'weight' });
  expect(columns[7]!.suggestions[0]).toMatchObject({ field: 'sbp' });
  expect(columns[5]!.suggestions[0]!.because.join()).toContain('似ている');
});

test('columns that are known are not suggested again', () => {
  const headings = [
    '被保険者番号',
    '性別',
    '生年月日',
    '健診受診日',
    '身長',
    '体重',
    'BMI',
    '収縮期血圧',
    '拡張期血圧',
    'HbA1c',
    'eGFR',
  ];
  const { columns } = suggestColumns(strange(headings));
  expect(columns.map((column) => column.recognised)).toEqual(TRUTH);
  expect(columns.every((column) => column.suggestions.length === 0)).toBe(true);
});

test('a confirmed mapping makes a strange export a source, and travels as a file', () => {
  const input = strange(STRANGE);
  const fields = new Map(TRUTH.map((field, index): [number, FieldId | null] => [index, field]));
  const mapping = mappingOf('K 社の書き出し', STRANGE, fields);
  const again = mappingFromJson('layout.json', mappingToJson(mapping));
  expect(again).toEqual(mapping);
  expect(() => buildIntake([input])).toThrow(AnalystError);
  const intake = buildIntake([withMapping(input, again)]);
  expectBalanced(intake.sources);
  expect(intake.sources[0]).toMatchObject({
    layout: { id: 'mapped', name: 'K 社の書き出し', status: 'unverified' },
    headerRow: 2,
  });
  const named = buildIntake([
    strange([
      '被保険者番号',
      '性別',
      '生年月日',
      '健診受診日',
      '身長',
      '体重',
      'BMI',
      '収縮期血圧',
      '拡張期血圧',
      'HbA1c',
      'eGFR',
    ]),
  ]);
  expect(people(intake)).toEqual(people(named));
  expect(intake.table.stamp).toBe(named.table.stamp);
});

test('a mapping tells columns of one name apart, and may forbid a column', () => {
  const input = csv('a.csv', '被保険者番号,測定,測定,体重\n1,150,45,99');
  const fields = new Map<number, FieldId | null>([
    [1, 'height'],
    [2, 'weight'],
    [3, null],
  ]);
  const intake = buildIntake([withMapping(input, mappingOf('x', ['被保険者番号', '測定', '測定', '体重'], fields))], {
    fiscalYear: 2025,
  });
  expect([valueOf(intake, '1', 'height'), valueOf(intake, '1', 'weight'), valueOf(intake, '1', 'bmi')]).toEqual([
    '150',
    '45',
    '20',
  ]);
});

test.each([
  '',
  '{}',
  '[]',
  'null',
  '{"format":"ikkatsu-layout","version":1,"name":"x","columns":[{"heading":"a","occurrence":1,"field":"nothing"}]}',
])('a file that is no layout is refused: %p', (text) => {
  expect(() => mappingFromJson('x.json', text)).toThrow(expect.objectContaining({ code: 'layout.unreadable' }));
});

test('distribution pictures count everybody once', () => {
  const headings = [
    '被保険者番号',
    '性別',
    '生年月日',
    '健診受診日',
    '身長',
    '体重',
    'BMI',
    '収縮期血圧',
    '拡張期血圧',
    'HbA1c',
    'eGFR',
  ];
  const intake = buildIntake([strange(headings)]);
  const pictures = intake.distributions!;
  expect(pictures.map(({ field }) => field)).toEqual(
    expect.arrayContaining(['sex', 'bmi', 'sbp', 'hba1c', 'egfr', 'age']),
  );
  for (const { persons, missing, bins } of pictures) {
    expect(persons + missing).toBe(intake.table.size);
    expect(bins.reduce((sum, bin) => sum + bin.persons, 0)).toBe(persons);
  }
  const bmi = pictures.find(({ field }) => field === 'bmi')!;
  expect(bmi.median).toBeGreaterThan(15);
  expect(bmi.bins[0]!.label).toBe('14 未満');
  expect(intake.distributions).toBe(pictures);
});
