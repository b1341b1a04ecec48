/** What people write on 中間評価, 保険者インセンティブ, 自己点検 and 実績の記録 stays when the sheets are written again with other data, and so does the record. */
import fc from 'fast-check';
import { formSheet, keepWritten, type FormSheet, type FormStanding, type PlanFacts } from '../../../src/plan/forms';
import { MIDTERM } from '../../../src/plan/midterm';
import type { RecordEntry } from '../../../src/plan/record/entry';
import { recorded } from '../../../src/plan/record/indicators';
import { recordOf } from '../../../src/plan/record/ofFacts';
import { selfCheckSheet } from '../../../src/plan/selfCheck';
import { INCENTIVE_SHEET, MIDTERM_SHEET, RECORD_SHEET, SELF_CHECK_SHEET } from '../../../src/plan/sheetNames';
import { partsOfUnion } from '../../../src/plan/unions/common';
import { incentive } from '../../../src/plan/unions/incentive';
import { breadth } from '../../breadth';
import { Paper } from '../forms/paper';
import { factsOf } from '../reports/facts';
import { intakeOf } from '../support';

const intake = intakeOf([
  ['被保険者番号', '市町村名', '性別', '生年月日', '資格取得日', '資格喪失日', '健診受診日', 'BMI'],
  ['00000001', '甲市', '女', '1940/1/1', '2015/1/1', '', '2025/6/1', 19],
  ['00000002', '乙町', '男', '1941/1/1', '2016/1/1', '', '', ''],
]);

const YEARS = [2022, 2024, 2025, 2026];
const AREAS = ['全体', '市町村 甲市', '市町村 乙町', '圏域 北部'];
const entryOf = (fiscalYear: number, area: string, hits: number): RecordEntry => ({
  fiscalYear,
  indicator: recorded('OP1').name,
  area,
  numerator: hits,
  denominator: 100,
  value: hits / 100,
  lower: hits / 200,
  upper: hits / 50,
  source: '取り込んだデータ',
  recordedAt: '2026-04-01 09:00:00',
  condition: '対象外者を除く',
  remark: '',
});
const entries = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...YEARS), fc.constantFrom(...AREAS)), {
    selector: ([year, area]) => `${year}|${area}`,
    maxLength: 8,
  })
  .chain((places) =>
    fc.tuple(...places.map(([year, area]) => fc.integer({ min: 1, max: 49 }).map((hits) => entryOf(year, area, hits)))),
  );

function factsWith(loaded: readonly RecordEntry[], standing: ReadonlyMap<string, FormStanding> = new Map()): PlanFacts {
  return {
    ...factsOf(null, intake),
    groups: ['計画', '報告', '広域'],
    standing,
    addedChecks: [{ group: '独自', text: '私たちの項目', source: '手元の資料', sheet: '' }],
    record: { loaded, older: [], recordedAt: '2026-10-01 09:00:00' },
  };
}

const BUILDERS: Readonly<Record<string, (facts: PlanFacts) => FormSheet>> = {
  [MIDTERM_SHEET]: (facts) => MIDTERM.sheets(facts).find(({ name }) => name === MIDTERM_SHEET)!,
  [RECORD_SHEET]: (facts) => MIDTERM.sheets(facts).find(({ name }) => name === RECORD_SHEET)!,
  [INCENTIVE_SHEET]: incentive,
  [SELF_CHECK_SHEET]: selfCheckSheet,
};

/** Places that a person may write to, by the keys of row and column. */
const inputsOf = (form: FormSheet): { row: string; column: string }[] =>
  form.rows.flatMap(({ key, cells }) =>
    cells.flatMap((cell, at) =>
      cell !== null && 'input' in cell && key !== '' ? [{ row: key, column: form.columns[at]!.key }] : [],
    ),
  );

test.each(Object.keys(BUILDERS))('%s: all texts stay in their places, once, whatever data come and go', (name) => {
  const build = BUILDERS[name]!;
  fc.assert(
    fc.property(
      entries,
      entries,
      fc.uniqueArray(fc.nat(400), { minLength: 1, maxLength: 10 }),
      (first, second, picks) => {
        const before = build(factsWith(first));
        const inputs = inputsOf(before);
        const places = [...new Set(picks.map((pick) => inputs[pick % inputs.length]!))];
        const paper = new Paper(formSheet(before));
        places.forEach(({ row, column }, index) => {
          const [down, across] = [
            before.rows.findIndex(({ key }) => key === row) + 1,
            before.columns.findIndex(({ key }) => key === column) + 1,
          ];
          // Years and values of 実績の記録 are what is recorded from then on: words are kept there all the same.
          paper.put(down, across, `書いた${index}。`);
        });
        const standing = paper.standing();
        const after = keepWritten(build(factsWith(second, new Map([[name, standing]]))), standing).form;
        const texts = after.rows.flatMap(({ key, cells }) =>
          cells.flatMap((cell, at) =>
            cell !== null && 'written' in cell ? [[key, after.columns[at]!.key, cell.written] as const] : [],
          ),
        );
        const keys = new Set(after.rows.map(({ key }) => key));
        places.forEach(({ row, column }, index) => {
          const text = `書いた${index}。`;
          const found = texts.filter(([, , written]) => written === text);
          // A line that is no more (a place that the record lost) leaves its text behind as a row of the analyst.
          expect(found).toEqual(keys.has(row) ? [[row, column, text]] : [['', column, text]]);
        });
        // Writing once more changes nothing.
        const again = new Paper(formSheet(after)).standing();
        const third = keepWritten(build(factsWith(second, new Map([[name, again]]))), again).form;
        expect(third.rows.map(({ key, cells }) => [key, cells])).toEqual(
          after.rows.map(({ key, cells }) => [key, cells]),
        );
      },
    ),
    { numRuns: breadth(6, 60) },
  );
});

test('the record keeps every figure of every earlier writing, whatever is written afterwards', () => {
  fc.assert(
    fc.property(fc.array(entries, { minLength: 2, maxLength: 4 }), (writings) => {
      let standing: ReadonlyMap<string, FormStanding> = new Map();
      const known = new Map<string, Set<number>>();
      for (const loaded of writings) {
        const facts = factsWith(loaded, standing);
        for (const { fiscalYear, area, numerator } of loaded) {
          const key = `${fiscalYear}|${area}`;
          known.set(key, (known.get(key) ?? new Set()).add(numerator!));
        }
        const { figures } = recordOf(facts);
        expect(
          new Map(
            figures.map(({ candidates }) => [
              `${candidates[0]!.fiscalYear}|${candidates[0]!.area}`,
              new Set(candidates.map(({ numerator }) => numerator)),
            ]),
          ),
        ).toEqual(known);
        const form = BUILDERS[RECORD_SHEET]!(facts);
        const kept = keepWritten(form, standing.get(RECORD_SHEET) ?? { values: [], formulas: [] }).form;
        standing = new Map([[RECORD_SHEET, new Paper(formSheet(kept)).standing()]]);
      }
    }),
    { numRuns: breadth(6, 60) },
  );
});

test('places stand in the order of every other sheet, whatever the record holds first; those that the data lost stand last', () => {
  const titles = (areas: readonly string[]): string[] =>
    BUILDERS[MIDTERM_SHEET]!(factsWith(areas.map((area) => entryOf(2025, area, 7))))
      .rows.filter(({ key }) => key.startsWith('section.place.'))
      .map(({ cells }) => String((cells[0] as { text: unknown }).text));
  const wanted = ['市町村 甲市', '市町村 乙町', '圏域 北部'];
  for (const order of [wanted, [...wanted].reverse(), ['市町村 乙町', '圏域 北部', '市町村 甲市']])
    expect(titles(order)).toEqual(wanted);
  expect(partsOfUnion(intake.table).map(({ name }) => name)).toEqual(['甲市', '乙町']);
});
