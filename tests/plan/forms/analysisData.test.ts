/** Ⅱ and Ⅱ資料: which rows are answered from what, why the others stay empty, and drafts that follow the intervals. */
import fs from 'node:fs';
import path from 'node:path';
import { createEvaluator, defaultSettings } from '../../../src/criteria';
import { aggregatesIn, readFile, type Cell, type SourceInput } from '../../../src/kdb';
import type { PlanFacts } from '../../../src/plan/forms/facts';
import { FRAMEWORK } from '../../../src/plan/forms/framework';
import { ref } from '../../../src/plan/forms';
import type { FormSheet } from '../../../src/plan/forms/form';
import { growthFrom } from '../../../src/plan/forms/framework/appendix/projection';
import { isHandInSheet } from '../../../src/plan/handIn/sheets';
import { createEmbeddedWorkbook } from '../../../src/workbench/workbook';
import { intakeOf, sampleIntake } from '../support';

const FORMS = path.join(__dirname, '../../../samples/集計');
const inputs = fs
  .readdirSync(FORMS)
  .flatMap((name): SourceInput[] => [...readFile(name, new Uint8Array(fs.readFileSync(path.join(FORMS, name))))]);
const aggregates = aggregatesIn(inputs);

function factsOf(intake: PlanFacts['intake'], given: Partial<PlanFacts> = {}): PlanFacts {
  const settings = defaultSettings();
  return {
    fiscalYear: intake.fiscalYear,
    stamp: 'stamp',
    writtenAt: '',
    intake,
    settings,
    results: createEvaluator(intake.table).evaluateAll(settings),
    areas: [],
    aggregates: [],
    support: null,
    evaluation: null,
    notices: [],
    ...given,
  };
}

const sheets = (facts: PlanFacts): ReadonlyMap<string, FormSheet> =>
  new Map(FRAMEWORK.sheets(facts).map((sheet) => [sheet.name, sheet]));
const keysOf = (sheet: FormSheet): string[] => sheet.rows.map(({ key }) => key);
function cellOf(sheet: FormSheet, row: string, column: string): unknown {
  const cell = sheet.rows.find(({ key }) => key === row)?.cells[sheet.columns.findIndex(({ key }) => key === column)];
  if (cell === null || cell === undefined) return null;
  return 'figure' in cell ? cell.figure : 'text' in cell ? cell.text : 'input' in cell ? cell.input : null;
}

const intake = sampleIntake();
const full = sheets(factsOf(intake, { aggregates, groups: ['計画', '報告'] }));
const bare = sheets(
  factsOf(
    intakeOf([
      ['被保険者番号', '性別', '生年月日'],
      ['1', '男', '19400101'],
    ]),
  ),
);
const [analysis, data] = ['Ⅱ分析と課題', 'Ⅱ資料'].map((name) => full.get(name)!) as [FormSheet, FormSheet];

it('answers every item of Ⅱ by some line when the samples and the forms are loaded', () => {
  const keys = keysOf(analysis);
  const items = keys.filter((key) => key.startsWith('item.')).map((key) => key.slice('item.'.length));
  expect(items.length).toBeGreaterThan(20);
  expect(items.filter((item) => !keys.some((key) => key.startsWith(`line.${item}.`)))).toEqual([]);
  expect(keys.filter((key) => key.startsWith('why.'))).toEqual([]);
});

it('says why a row stays empty where its form or sheet is missing', () => {
  const sheet = bare.get('Ⅱ分析と課題')!;
  expect(cellOf(sheet, 'why.findings', 'name')).toContain('様式5-2');
  expect(cellOf(sheet, 'why.diseaseCost', 'name')).toContain('医療費分析');
  expect(cellOf(sheet, 'why.gatherings', 'name')).toContain('通いの場記録');
  const tables = bare.get('Ⅱ資料')!;
  expect(cellOf(tables, 'findings.none', 'item')).toContain('空欄です');
  expect(cellOf(tables, 'diseases.none', 'item')).toContain('空欄です');
});

it('counts nobody as 0 where the data have no such column: the table says what is missing', () => {
  const tables = bare.get('Ⅱ資料')!;
  for (const key of ['certified.none', 'level.none', 'cross.none'])
    expect(cellOf(tables, key, 'item')).toContain('空欄です');
  expect(keysOf(tables).filter((key) => /^(certified|level|cross)\.(dm|cvd|ht|level|[01]{3})/u.test(key))).toEqual([]);
  expect(keysOf(tables)).not.toContain('medical.costly1');
  const sheet = bare.get('Ⅱ分析と課題')!;
  for (const item of ['prevalence', 'levels', 'joined']) {
    expect(cellOf(sheet, `why.${item}`, 'name')).toContain('空欄のわけ');
    expect(keysOf(sheet).filter((key) => key.startsWith(`line.${item}.c`))).toEqual([]);
  }
});

it('has the findings of the form by sex, each held against 県, 同規模 and 国', () => {
  const names = ['BMI 25以上', 'HbA1c 5.6以上', '収縮期血圧 130以上', '拡張期血圧 85以上', 'eGFR 60未満'];
  expect(names.map((_, index) => cellOf(data, `finding.${index + 1}.s1`, 'item'))).toEqual(names);
  for (const [index] of names.entries())
    for (const part of ['s1', 's2', 'pref', 'peer', 'nation'])
      expect(keysOf(data)).toContain(`finding.${index + 1}.${part}`);
  expect(cellOf(data, 'finding.1.s2', 'a')).toBe(
    '=IFNA(IKKATSU.KDBFIGURE("受診者;性別=女;年齢=75以上",,,"実数"),"－")',
  );
});

it('lists the diseases of each kind by rank', () => {
  const rows = data.rows.filter(({ key }) => /^disease\.\d+$/u.test(key)).map(({ key }) => key);
  expect(
    rows.map((key) => `${String(cellOf(data, key, 'kind'))} ${String(cellOf(data, key, 'item'))}`).slice(0, 7),
  ).toEqual([
    '入院 1 位 骨折',
    '入院 2 位 脳梗塞',
    '入院 3 位 肺炎',
    '入院 4 位 心不全',
    '入院 5 位 関節疾患',
    '入院 6 位 大腸がん',
    '外来 1 位 慢性腎臓病（透析あり）',
  ]);
});

it('drafts say what the interval says, claim no cause, and are marked as drafts', () => {
  for (const item of ['findings', 'answers', 'diseaseCost', 'prevalence', 'joined']) {
    const draft = String(cellOf(analysis, `item.${item}`, 'assessment'));
    expect(draft).toMatch(/^【下書き】.+。$/u);
    expect(draft).not.toMatch(/原因|ため、|により|効果/u);
  }
  expect(cellOf(bare.get('Ⅱ分析と課題')!, 'item.findings', 'assessment')).toBe('');
  expect(String(cellOf(analysis, 'item.diseaseCost', 'assessment'))).toContain('入院は骨折（8.9%）');
});

it('projects with the growth of loaded years only where those who left are in the register', () => {
  const years = [2024, 2025].map((fiscalYear) => ({ fiscalYear })) as unknown as NonNullable<PlanFacts['years']>;
  expect(growthFrom({ fiscalYear: 2025, years, intake: { ...intake, onlyRemaining: '' } })).toBe(2024);
  expect(
    growthFrom({ fiscalYear: 2025, years, intake: { ...intake, onlyRemaining: '資格喪失者がいません' } }),
  ).toBeNull();
  expect(growthFrom({ fiscalYear: 2024, years, intake: { ...intake, onlyRemaining: '' } })).toBeNull();
  expect(cellOf(data, 'projection.1', 'e')).toBe('');
});

it('shows the difference to 県, 同規模 and 国 as points of the figure, and a mark at the edges of the interval', async () => {
  const row = 'line.checkup.checkupRate';
  const places = [
    'own',
    'lower',
    'upper',
    'pref',
    'peer',
    'nation',
    'gapPref',
    'gapPeer',
    'gapNation',
    'mark',
  ] as const;
  const placeOf = (column: string): { row: number; column: number } => {
    const at = (items: readonly { key: string }[], wanted: string): number =>
      items.findIndex(({ key }) => key === wanted);
    return { row: at(analysis.rows, row) + 1, column: at(analysis.columns, column) + 1 };
  };
  const workbook = createEmbeddedWorkbook();
  try {
    const shown = async (figures: readonly (number | string)[]): Promise<readonly Cell[]> => {
      const sheet = workbook.book.addSheet(`${workbook.sheetNames().length}`);
      places.forEach((column, index) => {
        const figure = cellOf(analysis, row, column);
        sheet.write(
          { ...placeOf(column), rows: 1, columns: 1 },
          () => (index < figures.length ? { value: figures[index]! } : { value: null, formula: String(figure) }),
          'user',
        );
      });
      await workbook.settle();
      const cells = workbook.valuesOf(sheet.name);
      return places.slice(figures.length).map((column) => {
        const place = placeOf(column);
        return cells[place.row]?.[place.column] ?? null;
      });
    };
    const near = (value: number): unknown => expect.closeTo(value, 12);
    expect(await shown([0.3, 0.28, 0.32, 0.25, 0.3, 0.28])).toEqual([near(0.05), 0, near(0.02), '区別できない']);
    expect(await shown([0.3, 0.28, 0.32, 0.25, 0.35, 0.2799])).toEqual([
      near(0.05),
      near(-0.05),
      near(0.0201),
      '国より高い',
    ]);
    expect((await shown([0.3, 0.28, 0.32, 0.25, 0.3, 0.32]))[3]).toBe('区別できない');
    expect((await shown([0.3, 0.28, 0.32, 0.25, 0.3, 0.3201]))[3]).toBe('国より低い');
    expect(await shown([0.3, '－', '－', '－', 0, 0.2])).toEqual(['－', near(0.3), near(0.1), '－']);
    expect(await shown(['－', 0.28, 0.32, 0.25, 0.3, '－'])).toEqual(['－', '－', '－', '－']);
  } finally {
    workbook.dispose();
  }
  // What is only printed has no interval, and no mark; a count has no difference.
  expect(cellOf(analysis, 'line.deaths.death1', 'mark')).toBeNull();
  expect(cellOf(analysis, 'line.deaths.death1', 'gapNation')).toContain('=IF(');
  expect(cellOf(analysis, 'line.checkup.examined', 'gapNation')).toBeNull();
});

it('continues the growth of an age class by 5 % a year at most, up and down, and none where the whole grows by more', async () => {
  const figure = String(cellOf(data, 'projection.1', 'f'));
  const cellIn = (row: string, column: string): string => ref(data, row, column).replaceAll('$', '');
  const [own, growth, typedIn, whole] = [
    cellIn('projection.1', 'a'),
    cellIn('projection.1', 'd'),
    cellIn('projection.1', 'e'),
    cellIn('projection.all', 'd'),
  ];
  const workbook = createEmbeddedWorkbook();
  try {
    const shown = async (each: number | string, all: number | string, people: number | null = null): Promise<Cell> => {
      const name = `${workbook.sheetNames().length}`;
      workbook.book.addSheet(name);
      for (const [cell, value] of [
        [own, 1000],
        [growth, each],
        [typedIn, people],
        [whole, all],
      ] as const)
        if (value !== null) await workbook.typeInto(`${name}!${cell}`, value);
      await workbook.typeInto(`${name}!A1`, figure);
      await workbook.settle();
      return workbook.valuesOf(name)[0]![0] ?? null;
    };
    const ahead = 2029 - intake.fiscalYear;
    const later = (rate: number): number => Math.round(1000 * (1 + rate) ** ahead);
    expect(await shown(0.05, 0.01)).toBe(later(0.05));
    expect(await shown(0.19, 0.01)).toBe(later(0.05));
    expect(await shown(0.049, 0.05)).toBe(later(0.049));
    expect(await shown(-0.05, -0.05)).toBe(later(-0.05));
    expect(await shown(-0.1, 0)).toBe(later(-0.05));
    expect(await shown(0.03, 0.0501)).toBe(1000);
    expect(await shown('－', 0.01)).toBe(1000);
    expect(await shown(0.19, 0.01, 1234)).toBe(1234);
  } finally {
    workbook.dispose();
  }
});

it('stays in the house', () => {
  expect(isHandInSheet('Ⅱ資料')).toBe(false);
});
