/** Tests of the texts under 指標 that name a cell of another sheet. */
import { resolveBindings, sheetsNamedBy, type Binding } from '../../../src/plan/binding';

const binding = (figure: string): Binding => ({
  row: 2,
  sheet: '様式',
  target: 'A1',
  figure,
  isFormula: false,
  format: '',
  figureCell: 'C2',
});

test.each([
  ['抽出_服薬（多剤）!B2', '抽出_服薬（多剤）'],
  ["'抽出_服薬（多剤）'!$B$2", '抽出_服薬（多剤）'],
  ['Ⅳ-1 低栄養!Ｂ２', 'Ⅳ-1 低栄養'],
  ["'it''s'!B2", "it's"],
  ["'a!b'!B2", 'a!b'],
])('%s is a cell of the sheet %s', (figure, sheet) => {
  expect(sheetsNamedBy([binding(figure)])).toEqual([sheet]);
  const values = [
    [1, 2],
    [3, 4],
  ];
  expect(resolveBindings([binding(figure)], new Map([[sheet, values]]))[0]!.value).toBe(4);
});

test('a text whose sheet does not exist, or that names none, is a text', () => {
  for (const figure of ['達成!すごい', '!A1', '達成', '達成!'])
    expect(resolveBindings([binding(figure)], new Map())[0]!.value).toBe(figure);
});
