/** Tests of 実績の記録: one figure once, two different ones both, whatever the order; what is typed and what stood stays. */
import fc from 'fast-check';
import { formSheet, keepWritten, type FormStanding, type PlanFacts } from '../../../src/plan/forms';
import { MIDTERM } from '../../../src/plan/midterm';
import type { RecordEntry } from '../../../src/plan/record/entry';
import { mergeEntries } from '../../../src/plan/record/merge';
import { recordOf } from '../../../src/plan/record/ofFacts';
import { recordSheetAddedTo } from '../../../src/plan/record/recordSheet';
import { standingChoices, standingRecord } from '../../../src/plan/record/standing';
import { olderRecordFrom, olderRecordOf, together } from '../../../src/plan/record/older';
import { wholeSheet } from '../../../src/plan/forms/framework/whole';
import { RECORD_SHEET } from '../../../src/plan/sheetNames';
import type { FormSheet } from '../../../src/plan/forms';
import type { Cell, SourceInput } from '../../../src/kdb';
import { factsOf } from '../reports/facts';
import { gridOf, intakeOf } from '../support';

const entry = (more: Partial<RecordEntry>): RecordEntry => ({
  fiscalYear: 2025,
  indicator: '健診受診率',
  area: '全体',
  numerator: 27,
  denominator: 100,
  value: 0.27,
  lower: 0.19,
  upper: 0.36,
  source: '取り込んだデータ',
  recordedAt: '2026-04-01 09:00:00',
  condition: '対象外者を除く',
  remark: '',
  ...more,
});

const anyEntry = fc
  .record({
    fiscalYear: fc.integer({ min: 2022, max: 2026 }),
    indicator: fc.constantFrom('健診受診率', 'ハイリスク者割合：低栄養', '独自の指標'),
    area: fc.constantFrom('全体', '圏域 北部'),
    numerator: fc.integer({ min: 0, max: 3 }),
    recordedAt: fc.constantFrom('', '2025-04-01 09:00:00', '2026-04-01 09:00:00'),
    source: fc.constantFrom('取り込んだデータ', '入力'),
  })
  .map((part) => entry({ ...part, value: part.numerator / 100 }));

test('the record is the same in whatever order the entries come', () => {
  fc.assert(
    fc.property(fc.array(anyEntry, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (entries, keys) => {
      const shuffled = entries
        .map((each) => ({ each, place: keys.next().value as number }))
        .sort((a, b) => a.place - b.place)
        .map(({ each }) => each);
      expect(mergeEntries(shuffled)).toEqual(mergeEntries(entries));
    }),
  );
});

test('recording entries again adds nothing, and recording them year by year gives what recording them together gives', () => {
  fc.assert(
    fc.property(fc.array(anyEntry, { maxLength: 12 }), (entries) => {
      const once = mergeEntries(entries);
      const all = once.flatMap(({ candidates }) => candidates);
      expect(mergeEntries([...all, ...entries])).toEqual(once);
      const years = [2026, 2022, 2024, 2023, 2025];
      const step = years.reduce<readonly RecordEntry[]>(
        (kept, year) =>
          mergeEntries([...kept, ...entries.filter(({ fiscalYear }) => fiscalYear === year)]).flatMap(
            ({ candidates }) => candidates,
          ),
        [],
      );
      expect(mergeEntries(step)).toEqual(once);
    }),
  );
});

test('the same figure is recorded once with its first date, another figure stands beside it, the newest first', () => {
  const again = entry({ recordedAt: '2026-10-01 09:00:00' });
  const other = entry({ numerator: 28, value: 0.28, recordedAt: '2026-10-01 09:00:00' });
  expect(mergeEntries([again, entry({})])).toEqual([{ key: '2025|健診受診率|全体', candidates: [entry({})] }]);
  expect(mergeEntries([entry({}), other])[0]!.candidates).toEqual([other, entry({})]);
});

const TABLE: readonly (readonly Cell[])[] = [
  ['被保険者番号', '性別', '生年月日', '資格取得日', '資格喪失日', '健診受診日', 'BMI'],
  ['00000001', '女', '1940/1/1', '2015/1/1', '', '2025/6/1', 19],
  ['00000002', '男', '1941/1/1', '2016/1/1', '', '', ''],
];

function factsWith(loaded: readonly RecordEntry[], more: Partial<PlanFacts> = {}): PlanFacts {
  return {
    ...factsOf(null, intakeOf(TABLE)),
    record: { loaded, older: [], recordedAt: '2026-10-01 09:00:00' },
    ...more,
  };
}
const sheetOf = (facts: PlanFacts): FormSheet => MIDTERM.sheets(facts).find(({ name }) => name === RECORD_SHEET)!;
const standingOf = (form: FormSheet): FormStanding => {
  const cells = gridOf(formSheet(form));
  const isFormula = (cell: Cell): boolean => typeof cell === 'string' && cell.startsWith('=');
  return { values: cells.map((line) => line.map((cell) => (isFormula(cell) ? '' : cell))), formulas: cells };
};
const columnOf = (form: FormSheet, key: string): number => form.columns.findIndex((column) => column.key === key) + 1;

test('a later writing keeps what was recorded although the data no longer answer it', () => {
  const first = sheetOf(factsWith([entry({ fiscalYear: 2024 })]));
  const standing = new Map([[RECORD_SHEET, standingOf(first)]]);
  const { figures, notices } = recordOf(
    factsWith([entry({ fiscalYear: 2025, numerator: 30, value: 0.3 })], { standing }),
  );
  expect(figures.map(({ key }) => key)).toEqual(['2024|健診受診率|全体', '2025|健診受診率|全体']);
  expect(figures[0]!.candidates[0]).toMatchObject({ numerator: 27, denominator: 100, lower: 0.19, upper: 0.36 });
  expect(notices).toEqual([]);
});

test('記録日 stands as a day of the era, and the moment behind it is read again to the second', () => {
  const first = sheetOf(factsWith([entry({ recordedAt: '2026-04-01 09:00:07' })]));
  const line = first.rows.find(({ key }) => key.startsWith('rec.'))!;
  expect(line.cells[columnOf(first, 'recordedAt') - 1]).toMatchObject({ text: '令和8年4月1日' });
  const read = (change: (values: Cell[][]) => void): unknown => {
    const standing = standingOf(first);
    const values = standing.values.map((cells) => [...cells]);
    change(values);
    const facts = factsWith([], { standing: new Map([[RECORD_SHEET, { ...standing, values }]]) });
    return recordOf(facts).figures[0]!.candidates[0]!.recordedAt;
  };
  const row = first.rows.indexOf(line) + 1;
  expect(read(() => undefined)).toBe('2026-04-01 09:00:07');
  // A day that somebody wrote over, and a workbook of before without the moment.
  expect(read((values) => (values[row]![columnOf(first, 'recordedAt')] = '令和8年4月2日'))).toBe('令和8年4月2日');
  expect(
    read((values) => {
      values[row]![columnOf(first, 'recordedAt')] = '2026-04-01 09:00:00';
      values[row]![columnOf(first, 'moment')] = null;
    }),
  ).toBe('2026-04-01 09:00:00');
});

test('two values of one year stand both, are asked about, and the chosen one stays chosen', () => {
  const first = sheetOf(factsWith([entry({})]));
  const standing = new Map([[RECORD_SHEET, standingOf(first)]]);
  const facts = factsWith([entry({ numerator: 30, value: 0.3, recordedAt: '2026-10-01 09:00:00' })], { standing });
  expect(recordOf(facts).notices.join()).toContain('令和7年度 健診受診率（全体）30／100 と 27／100');
  const second = sheetOf(facts);
  const lines = second.rows.filter(({ key }) => key.startsWith('rec.'));
  expect(lines).toHaveLength(2);
  const written = standingOf(second);
  const row = second.rows.findIndex(({ key }) => key === lines[1]!.key) + 1;
  const chosen = written.values.map((cells, at) => {
    const copy = [...cells];
    if (at === row) copy[columnOf(second, 'adopted')] = '○';
    return copy;
  });
  const { form } = keepWritten(second, { values: chosen, formulas: chosen });
  const kept = form.rows.find(({ key }) => key === lines[1]!.key)!;
  expect(kept.cells[columnOf(second, 'adopted') - 1]).toMatchObject({ written: '○' });
});

test('a value that a person wrote over is the figure from then on, and is marked as typed', () => {
  const first = sheetOf(factsWith([entry({})]));
  const written = standingOf(first);
  const row = first.rows.findIndex(({ key }) => key.startsWith('rec.')) + 1;
  const values = written.values.map((cells, at) => {
    const copy = [...cells];
    if (at === row) copy[columnOf(first, 'numerator')] = 33;
    return copy;
  });
  const [found] = standingRecord({ values, formulas: values }).entries;
  expect(found).toMatchObject({ numerator: 33, source: '入力（書きかえ）' });
  const again = sheetOf(factsWith([], { standing: new Map([[RECORD_SHEET, { values, formulas: values }]]) }));
  expect(again.rows.filter(({ key }) => key.startsWith('rec.'))).toHaveLength(1);
});

test('a figure that was made under other conditions is kept and marked 比較注意', () => {
  const condition = 'BMI: 既定 20 → 21';
  const indicator = 'ハイリスク者割合：低栄養';
  const facts = factsWith([entry({ indicator, condition })]);
  const form = sheetOf(facts);
  const line = form.rows.find(({ key }) => key.startsWith('rec.'))!;
  expect(line.cells[columnOf(form, 'remark') - 1]).toMatchObject({ text: expect.stringContaining('比較注意') });
});

test('a workbook that is none of ours brings nothing, and says so', () => {
  expect(() => olderRecordOf('売上.xlsx', [{ file: '売上.xlsx', sheet: 'Sheet1', rows: () => [['a', 1]] }])).toThrow(
    '売上.xlsx に、引き継げる実績がありません',
  );
  expect(olderRecordFrom('{"entries":[{"fiscalYear":"x"}],"notices":[]}')).toEqual({
    entries: [],
    targets: [],
    notices: [],
  });
  expect(olderRecordFrom('not json')).toEqual({ entries: [], targets: [], notices: [] });
});

test('an older workbook brings its record, and what was typed there as typed', () => {
  const form = sheetOf(factsWith([entry({ fiscalYear: 2024 })]));
  const cells = standingOf(form).values.map((line) => [...line]);
  const row = form.rows.findIndex(({ key }) => key === 'typed.1') + 1;
  cells[row]![columnOf(form, 'year')] = 2022;
  cells[row]![columnOf(form, 'indicator')] = '健診受診率';
  cells[row]![columnOf(form, 'numerator')] = 25;
  cells[row]![columnOf(form, 'denominator')] = 100;
  const { entries, notices } = olderRecordOf('前.xlsx', [{ file: '前.xlsx', sheet: RECORD_SHEET, rows: () => cells }]);
  expect(entries).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ fiscalYear: 2024, numerator: 27 }),
      expect.objectContaining({ fiscalYear: 2022, value: 0.25, source: '入力（前.xlsx）' }),
    ]),
  );
  expect(notices).toEqual(['前.xlsx から、令和4年度・令和6年度の実績 2 件を引き継ぎました。']);
});

/** As a workbook holds the form: the keys where they stand, and what the formulas of 採用 and the like show is not needed here. */
const addedTo = (facts: PlanFacts): FormSheet => {
  const standing = facts.standing?.get(RECORD_SHEET) ?? { values: [], formulas: [] };
  return keepWritten(recordSheetAddedTo(facts), standing).form;
};

test('an extraction before there is a plan writes the record, with lines for the base values that say nothing yet', () => {
  const form = addedTo(factsWith([entry({})]));
  const base = form.rows.find(({ key }) => key === 'base.OP1')!;
  expect(base.cells.some((cell) => cell !== null && 'figure' in cell)).toBe(false);
  expect(form.rows.filter(({ key }) => key.startsWith('rec.'))).toHaveLength(1);
});

test('what an extraction adds stands below everything, so that no line moves that the plan names', () => {
  const first = sheetOf(factsWith([entry({ fiscalYear: 2024 }), entry({ fiscalYear: 2026 })]));
  const standing = new Map([[RECORD_SHEET, standingOf(first)]]);
  const added = addedTo(factsWith([entry({ numerator: 30, value: 0.3 })], { standing }));
  const keys = (form: FormSheet): string[] => form.rows.map(({ key }) => key);
  expect(keys(added).slice(0, first.rows.length)).toEqual(keys(first));
  expect(keys(added).slice(first.rows.length)).toEqual([expect.stringContaining('rec.2025.')]);
  const base = (form: FormSheet) =>
    form.rows.find(({ key }) => key === 'base.OP1')!.cells[columnOf(form, 'value') - 1] as { figure: string };
  expect(base(added).figure).toBe(base(first).figure);
  // The plan puts the line where it belongs.
  const again = sheetOf(factsWith([], { standing: new Map([[RECORD_SHEET, standingOf(added)]]) }));
  expect(again.rows.filter(({ key }) => key.startsWith('rec.')).map(({ key }) => key.split('.')[1])).toEqual([
    '2024',
    '2025',
    '2026',
  ]);
});

test('a year that an extraction writes a second time with another value is asked about, and nothing is chosen by itself', () => {
  const first = addedTo(factsWith([entry({ recordedAt: '2026-04-01 09:00:00' })]));
  const same = factsWith([entry({})], { standing: new Map([[RECORD_SHEET, standingOf(first)]]) });
  expect(recordOf(same).notices).toEqual([]);
  expect(addedTo(same).rows.map(({ key }) => key)).toEqual(first.rows.map(({ key }) => key));
  expect(standingChoices(standingOf(addedTo(same))).figures).toEqual([]);

  const other = factsWith([entry({ numerator: 30, value: 0.3, recordedAt: '2026-10-01 09:00:00' })], {
    standing: new Map([[RECORD_SHEET, standingOf(first)]]),
  });
  expect(recordOf(other).notices.join()).toContain('令和7年度 健診受診率（全体）30／100 と 27／100');
  const form = addedTo(other);
  const { column, figures } = standingChoices(standingOf(form));
  expect(figures).toHaveLength(1);
  expect(figures[0]!.map(({ numerator, isChosen }) => [numerator, isChosen])).toEqual([
    [27, false],
    [30, false],
  ]);
  // 照合 of the newer line names the figure until one is chosen.
  const lookups = figures[0]!.map(({ row }) => standingOf(form).formulas[row]![columnOf(form, 'lookup')] as string);
  expect(lookups[1]).toMatch(/,"2025\|健診受診率\|全体",IF\(OR\(.*\),"","2025\|健診受診率\|全体"\)\)$/u);
  expect(lookups[0]).toMatch(/,"2025\|健診受診率\|全体",""\)$/u);
  // The older one chosen: it stays chosen when the plan is written.
  const values = standingOf(form).values.map((line) => [...line]);
  values[figures[0]![0]!.row]![column] = '○';
  const chosen = { values, formulas: values };
  expect(standingChoices(chosen).figures[0]!.map(({ isChosen }) => isChosen)).toEqual([true, false]);
  const plan = keepWritten(sheetOf(factsWith([], { standing: new Map([[RECORD_SHEET, chosen]]) })), chosen).form;
  const lines = standingChoices(standingOf(plan)).figures[0]!;
  expect(lines.find(({ isChosen }) => isChosen)).toMatchObject({ numerator: 27 });
  expect(lines.filter(({ isChosen }) => isChosen)).toHaveLength(1);
});

test('a typed figure goes before both values, and leaves nothing to choose', () => {
  const facts = factsWith([entry({}), entry({ numerator: 30, value: 0.3, recordedAt: '2026-10-01 09:00:00' })]);
  const form = sheetOf(facts);
  const values = standingOf(form).values.map((line) => [...line]);
  expect(standingChoices({ values, formulas: values }).figures).toHaveLength(1);
  const row = form.rows.findIndex(({ key }) => key === 'typed.1') + 1;
  for (const [column, value] of [
    ['year', 2025],
    ['indicator', '健診受診率'],
    ['value', 0.28],
  ] as const)
    values[row]![columnOf(form, column)] = value;
  expect(standingChoices({ values, formulas: values }).figures).toEqual([]);
});

test('years recorded in any order, one extraction after the other, give the same record', () => {
  const years = [2022, 2024, 2025, 2026];
  const ofYear = (year: number): RecordEntry[] => [
    entry({ fiscalYear: year, numerator: year - 2000, value: (year - 2000) / 100, recordedAt: '2026-04-01 09:00:00' }),
    entry({ fiscalYear: year, area: '圏域 北部', recordedAt: '2026-04-01 09:00:00' }),
  ];
  const recorded = (order: readonly number[]) => {
    let standing: ReadonlyMap<string, FormStanding> = new Map();
    for (const year of order) {
      const form = addedTo(factsWith(ofYear(year), { standing }));
      standing = new Map([[RECORD_SHEET, standingOf(form)]]);
    }
    const plan = sheetOf(factsWith([], { standing }));
    return plan.rows.map(({ key, cells }) => [key, cells]);
  };
  const sorted = recorded(years);
  fc.assert(
    fc.property(fc.shuffledSubarray(years, { minLength: years.length }), (order) => {
      expect(recorded(order)).toEqual(sorted);
    }),
    { numRuns: 12 },
  );
});

test('what a form prints gives way to the persons of that year, whichever was recorded first, and is remarked beside them', () => {
  const printed = entry({
    numerator: null, denominator: null, value: 0.281, lower: null, upper: null, source: 'KDB 地域の全体像の把握',
    condition: '帳票の表示どおり', recordedAt: '2026-03-01 09:00:00',
  }); // prettier-ignore
  const after = (first: RecordEntry, then: RecordEntry) => {
    const standing = new Map([[RECORD_SHEET, standingOf(addedTo(factsWith([first])))]]);
    return recordOf(factsWith([then], { standing }));
  };
  for (const { figures, notices } of [after(printed, entry({})), after(entry({}), printed)]) {
    expect(notices).toEqual([]);
    expect(figures).toHaveLength(1);
    expect(figures[0]!.candidates).toHaveLength(1);
    expect(figures[0]!.candidates[0]).toMatchObject({
      numerator: 27,
      remark: '帳票の値: KDB 地域の全体像の把握 は 0.281',
    });
  }
  // Said once, however often it is written.
  const twice = recordOf(factsWith([printed, entry({ remark: '帳票の値: KDB 地域の全体像の把握 は 0.281' })]));
  expect(twice.figures[0]!.candidates[0]!.remark).toBe('帳票の値: KDB 地域の全体像の把握 は 0.281');
  // Two years' forms without persons are still kept.
  expect(recordOf(factsWith([printed])).figures[0]!.candidates[0]!.value).toBe(0.281);
});

test('an older workbook brings the targets of its plan, words as well; of two workbooks the first has its way, and what is typed stays', () => {
  const typed = (targets: Readonly<Record<string, Cell>>): SourceInput => {
    const form = wholeSheet(factsWith([]));
    const cells = standingOf(form).values.map((line) => [...line]);
    const row = form.rows.findIndex(({ key }) => key === 'indicator.OP1') + 1;
    for (const [column, value] of Object.entries(targets)) cells[row]![columnOf(form, column)] = value;
    return { file: '前.xlsx', sheet: form.name, rows: () => cells };
  };
  const first = olderRecordOf('前.xlsx', [typed({ base: 0.24, y2026: 0.28, y2029: '3割' })]);
  expect(first.targets).toEqual([
    { id: 'OP1', fiscalYear: 2026, target: 0.28 },
    { id: 'OP1', fiscalYear: 2029, target: '3割' },
  ]);
  expect(first.notices).toEqual(['前.xlsx から、令和4年度の実績 1 件と、Ⅲ・Ⅳ の目標 2 件を引き継ぎました。']);
  const second = olderRecordOf('前々.xlsx', [typed({ base: 0.24, y2025: 0.27, y2026: 0.26 })]);
  const both = together([first, second]);
  expect(olderRecordFrom(JSON.stringify(both))).toEqual(both);
  // A setting of before there were targets, and one that somebody else wrote.
  expect(olderRecordFrom('{"entries":[],"notices":["a"]}').targets).toEqual([]);
  expect(olderRecordFrom('{"entries":[],"targets":[{"id":1}],"notices":[]}').targets).toEqual([]);
  const facts = factsWith([]);
  const with_ = { ...facts, record: { ...facts.record!, targets: both.targets } };
  const line = (form: FormSheet, column: string) =>
    form.rows.find(({ key }) => key === 'indicator.OP1')!.cells[columnOf(form, column) - 1];
  const made = wholeSheet(with_);
  expect(['y2025', 'y2026', 'y2029', 'y2028'].map((column) => line(made, column))).toEqual(
    [0.27, 0.28, '3割', ''].map((input) => expect.objectContaining({ input })),
  );
  const standing = typed({ y2026: 0.35 }).rows() as Cell[][];
  const kept = keepWritten(made, { values: standing, formulas: standing }).form;
  expect(line(kept, 'y2026')).toMatchObject({ written: 0.35 });
  expect(line(kept, 'y2029')).toMatchObject({ input: '3割' });
});
