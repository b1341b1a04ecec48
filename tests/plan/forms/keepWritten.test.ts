/** Tests of writing a form again: what a person wrote stays, once, whatever was done to the sheet in between. */
import fc from 'fast-check';
import { formSheet, keepWritten, ref, type FormRow, type FormSheet } from '../../../src/plan/forms';
import { moveReferences } from '../../../src/formula';
import type { SheetSpec } from '../../../src/plan';
import { Paper } from './paper';

const COLUMNS = [
  { key: 'label', width: 20 },
  { key: 'count', width: 10 },
  { key: 'share', width: 10 },
  { key: 'goal', width: 20 },
  { key: 'remark', width: 20 },
];

/** A form like ours: a title, a header, one row an area, a total, an essay. `version` changes texts of ours. */
function form(areas: readonly string[], version = 1): FormSheet {
  const rowKeys = ['title', 'head', ...areas.map((area) => `area.${area}`), 'total', 'gap', 'essay'];
  const at = { columns: COLUMNS, rows: rowKeys.map((key) => ({ key })) };
  const rows: FormRow[] = [
    { key: 'title', cells: [{ text: `題名 ${version}`, style: 'title' }], merge: [{ from: 'label', to: 'remark' }] },
    {
      key: 'head',
      cells: COLUMNS.map(({ key }) => ({ text: `見出し ${key}`, style: 'header' as const })),
      repeat: true,
    },
    ...areas.map((area, index): FormRow => {
      const key = `area.${area}`;
      return {
        key,
        cells: [
          { text: area },
          { figure: `=IKKATSU.LOWNUTRITION("人数","圏域=${area}")`, format: '#,##0' },
          { figure: `=IF(${ref(at, 'total', 'count')}=0,"－",${ref(at, key, 'count')}/${ref(at, 'total', 'count')})` },
          { input: index === 0 ? '下書き' : '', hint: '目標' },
          { input: '' },
        ],
      };
    }),
    {
      key: 'total',
      cells: [
        { text: '=合計' },
        { figure: `=SUM(${ref(at, `area.${areas[0]}`, 'count')}:${ref(at, `area.${areas.at(-1)}`, 'count')})` },
      ],
    },
    { key: 'gap', cells: [] },
    { key: 'essay', cells: [{ text: '考察' }, { input: '' }], merge: [{ from: 'count', to: 'remark' }] },
  ];
  return { name: 'Ⅲ計画全体', columns: COLUMNS, rows, orientation: 'landscape', frozenRows: 2 };
}

const AREAS = ['北部', '中部', '南部'];
const again = (paper: Paper, built: FormSheet) => keepWritten(built, paper.standing());
const written = (built: FormSheet, paper?: Paper): SheetSpec =>
  formSheet(paper === undefined ? built : again(paper, built).form);

/** Where a key stands on the paper. */
function rowOf(paper: Paper, key: string): number {
  return paper.cells.findIndex((line) => line.some((cell) => String(cell).startsWith(`${key}@`)));
}
function columnOf(paper: Paper, key: string): number {
  const head = paper.cells.find((line) => line.some((cell) => String(cell).startsWith('IKKATSU:form')))!;
  return head.findIndex((cell) => String(cell).startsWith(`${key}@`));
}
const cellAt = (paper: Paper, row: string, column: string) =>
  paper.cells[rowOf(paper, row)]![columnOf(paper, column)] ?? null;

test('writing again without edits gives the identical sheet', () => {
  const first = written(form(AREAS));
  expect(written(form(AREAS), new Paper(first))).toEqual(first);
});

test('an input that a person filled stays, also when rows before it come and go', () => {
  const paper = new Paper(written(form(AREAS)));
  paper.put(rowOf(paper, 'area.南部'), columnOf(paper, 'goal'), '減らす');
  paper.put(rowOf(paper, 'essay'), columnOf(paper, 'count'), 'よくなった');
  const { form: kept, kept: over } = again(paper, form(['西部', '南部', '東部'], 2));
  const next = new Paper(formSheet(kept));
  expect(over).toEqual([]);
  expect(cellAt(next, 'area.南部', 'goal')).toBe('減らす');
  expect(cellAt(next, 'essay', 'count')).toBe('よくなった');
  expect(cellAt(next, 'title', 'label')).toBe('題名 2');
  expect(next.texts().filter((text) => text === '北部')).toEqual([]);
});

test('a draft that the person emptied stays empty, and one that was left alone stays', () => {
  const paper = new Paper(written(form(AREAS)));
  expect(cellAt(new Paper(written(form(AREAS), paper)), 'area.北部', 'goal')).toBe('下書き');
  paper.put(rowOf(paper, 'area.北部'), columnOf(paper, 'goal'), null);
  const next = new Paper(written(form(AREAS), paper));
  expect(cellAt(next, 'area.北部', 'goal')).toBeNull();
  expect(cellAt(new Paper(written(form(AREAS), next)), 'area.北部', 'goal')).toBeNull();
});

test('our text or figure that was written over stays written over, and is named', () => {
  const paper = new Paper(written(form(AREAS)));
  paper.put(rowOf(paper, 'area.中部'), columnOf(paper, 'count'), 12);
  paper.put(rowOf(paper, 'head'), columnOf(paper, 'goal'), '私の目標');
  const { form: kept, kept: over } = again(paper, form(AREAS, 2));
  const next = new Paper(formSheet(kept));
  expect(over).toEqual(['E3「私の目標」', 'C5「12」']);
  expect(cellAt(next, 'area.中部', 'count')).toBe(12);
  expect(again(next, form(AREAS, 3)).kept).toEqual(over);
});

test('a figure whose reference the person changed is theirs; one that Excel moved is ours', () => {
  const paper = new Paper(written(form(AREAS)));
  paper.insertRow(4);
  expect(again(paper, form(AREAS)).kept).toEqual([]);
  const share = columnOf(paper, 'share');
  const row = rowOf(paper, 'area.南部');
  paper.put(row, share, String(paper.cells[row]![share]).replace(/\/.*/, '/$C$4)'));
  expect(again(paper, form(AREAS)).kept).toHaveLength(1);
});

test('rows of a deleted key come back, and figures name the right cells again', () => {
  const paper = new Paper(written(form(AREAS)));
  paper.deleteRow(rowOf(paper, 'area.南部'));
  expect(written(form(AREAS), paper)).toEqual(written(form(AREAS)));
});

test('a row of a person stays behind the row it stood behind, with formulas that follow their cells', () => {
  const paper = new Paper(written(form(AREAS)));
  const at = rowOf(paper, 'area.中部') + 1;
  paper.insertRow(at);
  paper.put(at, columnOf(paper, 'label'), '再掲');
  paper.put(at, columnOf(paper, 'count'), `=C${at}*2`);
  const next = new Paper(written(form(['新', '北部', '中部', '南部']), paper));
  const row = rowOf(next, 'area.中部');
  expect(next.cells[row + 1]![columnOf(next, 'label')]).toBe('再掲');
  expect(next.cells[row + 1]![columnOf(next, 'count')]).toBe(`=C${row + 1}*2`);
});

test('a sheet that is no form of ours leaves the form as it is', () => {
  const built = form(AREAS);
  const standing = { values: [['私の表', 1]], formulas: [['私の表', 1]] };
  expect(keepWritten(built, standing)).toMatchObject({ form: built, kept: [] });
});

const KINDS = [
  'input',
  'over',
  'clear',
  'row',
  'column',
  'deleteRow',
  'deleteColumn',
  'move',
  'beside',
  'below',
] as const;
/** Something that a person does to a sheet, somewhere; rows and columns that are hidden are out of reach. */
const edit = fc.record({ kind: fc.constantFrom(...KINDS), a: fc.nat(40), b: fc.nat(40) });
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;
const nth = (number: number, count: number) => number % Math.max(1, count);

function perform(paper: Paper, { kind, a, b }: Edit, text: string): void {
  const rows = paper.cells.length - 1;
  const columns = paper.width - 1;
  const [row, column] = [1 + nth(a, rows), 1 + nth(b, columns)];
  if (kind === 'input') {
    const key = b % 2 ? 'goal' : 'remark';
    paper.put(Math.max(1, rowOf(paper, `area.${AREAS[a % 3]}`)), Math.max(1, columnOf(paper, key)), text);
  } else if (kind === 'over') paper.put(row, column, b % 3 === 0 ? `=C5&"${text}"` : text);
  else if (kind === 'clear') paper.put(row, column, null);
  else if (kind === 'row') {
    paper.insertRow(row);
    if (a % 2) paper.put(row, column, text);
  } else if (kind === 'column') {
    paper.insertColumn(column);
    if (a % 2) paper.put(row, column, text);
  } else if (kind === 'deleteRow' && rows > 2) paper.deleteRow(row);
  else if (kind === 'deleteColumn' && columns > 2) paper.deleteColumn(column);
  else if (kind === 'move') paper.moveRow(row, 1 + nth(b, rows));
  else if (kind === 'beside') paper.put(row, paper.width + nth(b, 3), text);
  else if (kind === 'below') paper.put(paper.cells.length + nth(a, 3), column, text);
}

/** The names that people gave to what they wrote. */
const mine = (paper: Paper) =>
  paper
    .texts()
    .flatMap((text) => text.match(/書いた\d+。/g) ?? [])
    .sort();

test('whatever a person does, all they wrote still stands once after writing again with other facts', () => {
  fc.assert(
    fc.property(
      fc.array(edit, { minLength: 1, maxLength: 12 }),
      fc.uniqueArray(fc.constantFrom('北部', '中部', '南部', '東部', '西部'), { minLength: 1 }),
      fc.integer({ min: 1, max: 2 }),
      (edits, areas, version) => {
        const paper = new Paper(written(form(AREAS)));
        edits.forEach((each, index) => perform(paper, each, `書いた${index}。`));
        const built = form(areas, version);
        const sheet = written(built, paper);
        const next = new Paper(sheet);
        expect(mine(next)).toEqual(mine(paper));
        // Nothing of ours twice, nothing of ours lost.
        const keys = next.cells.map((line) => String(line[0] ?? '')).filter((text) => text.includes('@'));
        expect(keys.map((text) => text.split('@')[0])).toEqual(built.rows.map(({ key }) => key));
        expect(
          next.cells[0]!.slice(1)
            .filter((cell) => cell !== null)
            .map((cell) => String(cell).split('@')[0]),
        ).toEqual(COLUMNS.map(({ key }) => key));
        // Writing once more changes nothing.
        expect(written(built, next)).toEqual(sheet);
      },
    ),
    { numRuns: 500 },
  );
});

test('figures that nobody touched name the cells of their keys, wherever those went', () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 8 }), (edits) => {
      const paper = new Paper(written(form(AREAS)));
      edits.forEach((each, index) => perform(paper, each, `書いた${index}。`));
      const kept = again(paper, form(AREAS)).form;
      for (const row of kept.rows.filter(({ key }) => key.startsWith('area.'))) {
        const cell = row.cells[kept.columns.findIndex(({ key }) => key === 'share')];
        if (cell && 'figure' in cell) {
          const total = ref(kept, 'total', 'count');
          expect(cell.figure).toBe(`=IF(${total}=0,"－",${ref(kept, row.key, 'count')}/${total})`);
        }
      }
    }),
    { numRuns: 200 },
  );
});

test('references are found in formulas, not in texts, names and functions', () => {
  const move = (formula: string) =>
    moveReferences(formula, ({ sheet, row, column }) =>
      sheet === 'Ⅱ分析と課題' || sheet === null ? { row: row! + 1, column } : null,
    );
  expect(move('=SUM($C$4:C6)+LOG10(A1)&"B2"')).toBe('=SUM($C$5:C7)+LOG10(A2)&"B2"');
  expect(move("='Ⅱ分析と課題'!B2+Ⅱ分析と課題!B2+その他!B2")).toBe("='Ⅱ分析と課題'!B3+Ⅱ分析と課題!B3+その他!B2");
  expect(move('=IKKATSU.CRITERIA("低栄養")+A1B+Q1_x')).toBe('=IKKATSU.CRITERIA("低栄養")+A1B+Q1_x');
});

test.each([
  ['=抽出_服薬（多剤）!B6', '=抽出_服薬（多剤）!B6'],
  ["='抽出_服薬（多剤）'!B6", "='抽出_服薬（多剤）'!B6"],
  ['=1年!B6+[1]Ⅲ計画全体!B6+SUM(Ⅲ計画全体:集約!B6)', '=1年!B6+[1]Ⅲ計画全体!B6+SUM(Ⅲ計画全体:集約!B6)'],
  ['="B6"&名簿[B6]&#REF!B6', '="B6"&名簿[B6]&#REF!B6'],
  ['=B6+$C$6+Ⅲ計画全体!B6', '=B7+$C$7+Ⅲ計画全体!B7'],
  ["=SUM(B5:B6)+'Ⅲ計画全体'!$B6+6:6+B:B+B6#", "=SUM(B5:B7)+'Ⅲ計画全体'!$B7+7:7+B:B+B7#"],
])('of the formula %s that a person wrote only what names the form moves with its rows', (typed, after) => {
  const paper = new Paper(written(form(['北部', '南部', '東部'])));
  expect(rowOf(paper, 'area.東部')).toBe(5);
  paper.put(rowOf(paper, 'area.南部'), columnOf(paper, 'goal'), typed);
  const next = new Paper(written(form(['北部', '南部', '中部', '東部']), paper));
  expect(rowOf(next, 'area.東部')).toBe(6);
  expect(cellAt(next, 'area.南部', 'goal')).toBe(after);
});
