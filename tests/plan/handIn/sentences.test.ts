/** Tests of sentences in the public copy: ours that tell few persons are replaced, those of people stay and are named. */
import { readXlsx, writeXlsx, type RowDef } from 'hucre';
import { defaultSettings } from '../../../src/criteria';
import { daysOf } from '../../../src/kdb';
import { maskingRule } from '../../../src/indicators';
import { formSheet, type FormSheet } from '../../../src/plan/forms';
import { handInCopy, type HandInFacts } from '../../../src/plan/handIn/handInCopy';
import { personMarks } from '../../../src/plan/handIn/personMarks';
import { HIDDEN_SENTENCE, tellsFewPersons } from '../../../src/plan/handIn/sentences';

const rule = maskingRule();

test.each([
  '死亡 1人、転出 1人',
  '対象者 120人のうち ９名を支援しました。',
  '7.0%（100人）',
  '前 4.0% → 後 30.0%（100人）',
  '支援 1,203人、拒否 3 人',
  '改善 12.5%（n=8）',
])('%s tells a small number', (sentence) => {
  expect(tellsFewPersons(sentence, rule)).toBe(true);
});

test.each([
  '1人当たり医療費は 3 円増えた',
  '少ない人数は 9人以下を伏せます',
  '該当は 10人、割合は 10.0%（100人）',
  '1,003人（12.0%）',
  '0人でした',
  '100人のうち 60人を支援しました。',
  '該当 30人（50.0%、95%信頼区間 38.0〜62.0%）',
])('%s tells none', (sentence) => {
  expect(tellsFewPersons(sentence, rule)).toBe(false);
});

test('what a part leaves of a whole is told only where it is asked strictly', () => {
  const sentence = '対象者 100人のうち 97人を支援しました。';
  expect([tellsFewPersons(sentence, rule), tellsFewPersons(sentence, rule, true)]).toEqual([false, true]);
});

test('a stricter area hides more', () => {
  expect(tellsFewPersons('支援 15人', maskingRule(20_000))).toBe(true);
  expect(tellsFewPersons('支援 15人', rule)).toBe(false);
});

const FORM: FormSheet = {
  name: '実績報告書',
  orientation: 'portrait',
  columns: [
    { key: 'label', width: 20 },
    { key: 'count', width: 10 },
    { key: 'note', width: 40 },
  ],
  rows: [
    { key: 'head', cells: [{ text: '項目' }, { text: '人数' }, { text: '備考' }] },
    {
      key: 'lost',
      cells: [{ text: '追跡できなかった人' }, { text: 2 }, { text: '死亡 1人、転出 1人' }],
    },
    { key: 'draft', cells: [{ text: '所見' }, null, { input: '対象者 40人のうち 3人が改善しました。' }] },
    { key: 'edited', cells: [{ text: '所見' }, null, { input: '下書き 2人' }] },
    { key: 'plain', cells: [{ text: '所見' }, null, { input: '下書きのまま 20人' }] },
    { key: 'live', cells: [{ text: '状況' }, null, { figure: '="5.0%（"&"100人）"' }] },
  ],
};

const facts: HandInFacts = {
  countOf: () => null,
  insured: () => null,
  marks: personMarks({ ids: [], names: [], kana: [], birthDays: [] }),
  provenance: {
    stamp: 'abcd',
    fiscalYear: 2025,
    fiscalYearBasis: '指定',
    referenceDate: daysOf(2026, 3, 31),
    persons: 600,
    sources: [],
    settings: defaultSettings(),
    writtenAt: '2026/4/1 10:00',
  },
};

/** The form as Excel would save it, after a person wrote over one draft, with rows of these heights. */
async function saved(heights: readonly (readonly [row: number, height: number])[] = []): Promise<Uint8Array> {
  const spec = formSheet(FORM);
  const rows: (string | number | null)[][] = Array.from({ length: FORM.rows.length + 1 }, () => [
    null,
    null,
    null,
    null,
  ]);
  for (const block of spec.blocks)
    block.cells.forEach((cells, i) =>
      cells.forEach((cell, j) => {
        rows[block.row + i]![block.column + j] = cell === '' ? null : (cell as string | number | null);
      }),
    );
  rows[4]![3] = '戸別に 2人を訪ねた';
  return writeXlsx({
    sheets: [
      {
        name: FORM.name,
        rows,
        cells: new Map([['6,3', { formula: '"5.0%（"&"100人）"', formulaResult: '5.0%（100人）' }]]),
        columns: [{ hidden: true }, { width: 20 }, { width: 9 }, { width: 60 }],
        rowDefs: new Map<number, RowDef>([
          [0, { hidden: true }],
          ...heights.map(([row, height]) => [row, { height }] as const),
        ]),
      },
    ],
  });
}

test('a row whose sentence is taken out is only as high as what stands for it; others keep their heights', async () => {
  const heights = [
    [2, 120],
    [3, 15],
    [4, 90],
  ] as const;
  const { bytes } = await handInCopy(await saved(heights), facts, { audience: '公表用' });
  const [sheet] = (await readXlsx(bytes)).sheets;
  const heightOf = (row: number): number => sheet!.rowDefs!.get(row)!.height!;
  expect(sheet!.rows[1]![2]).toBe(HIDDEN_SENTENCE);
  // Two lines of 11 points at the most in a column of 60 letters.
  expect(heightOf(1)).toBeLessThan(40);
  expect(heightOf(1)).toBeGreaterThan(15);
  // Never higher than the row was, and what a person wrote keeps its room.
  expect([heightOf(2), heightOf(3)]).toEqual([15, 90]);
});

test('sentences of ours are replaced as a whole, what a person wrote stays and is named', async () => {
  const { bytes, notices } = await handInCopy(await saved(), facts, { audience: '公表用' });
  const [sheet] = (await readXlsx(bytes)).sheets;
  expect(sheet!.rows.map((row) => row[2])).toEqual([
    '備考',
    HIDDEN_SENTENCE,
    HIDDEN_SENTENCE,
    '戸別に 2人を訪ねた',
    '下書きのまま 20人',
    HIDDEN_SENTENCE,
  ]);
  expect(sheet!.rows[1]![1]).toBe('―');
  expect(notices).toEqual([expect.stringContaining('実績報告書 の文章（D5）')]);
});

test('the internal copy leaves every sentence', async () => {
  const { bytes, notices } = await handInCopy(await saved(), facts, { audience: '内部用' });
  const [sheet] = (await readXlsx(bytes)).sheets;
  expect(sheet!.rows[1]!.slice(1, 3)).toEqual([2, '死亡 1人、転出 1人']);
  expect(sheet!.rows.flat()).not.toContain(HIDDEN_SENTENCE);
  expect(notices).toEqual([]);
});
