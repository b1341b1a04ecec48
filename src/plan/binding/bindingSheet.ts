/** The sheet 様式の対応 as a form: figures ready to be bound, and empty rows for the analyst, one a cell of the template. */
import { declared } from '../figures/formula';
import type { FormColumn, FormRow, FormSheet } from '../forms';
import { BINDING_SHEET } from '../sheetNames';
import { BINDING_HEADINGS } from './bindings';
import { READY_FIGURES, type ReadyFigure } from './readyFigures';

const COLUMNS: readonly FormColumn[] = [
  { key: 'sheet', width: 22 },
  { key: 'target', width: 20 },
  { key: 'figure', width: 36 },
  { key: 'format', width: 14 },
  { key: 'remark', width: 46 },
];
const ROWS = 40;

const NOTES = [
  '様式（国・県・広域連合から来たブック）のどのセルに、どの数字を入れるかを書きます。1 行が 1 つのセルです。',
  'よく使う数字は、下の行に用意してあります。使う行の「シート」と「セルまたは名前」を書くだけで、そのセルに入ります。書かない行は使いません。作業ウィンドウの「ほかの様式に書く」からも、数字を選んで、様式のセルにつなげます。',
  '「指標」には数式（例: =IKKATSU.LOWNUTRITION("人数")、=共通評価指標!D8）か、書きたい文字・数を入れます。数式は、いまの値が見えます。',
  '「セルまたは名前」は B5 のような番地か、様式にある名前です。結合されたセルは左上を書きます。数式のあるセルには書きません。',
  '「書式」は同じブックの様式に書くときだけ使います（例: 0.0%）。別のファイルの様式では、様式の書式がそのまま残ります。',
];

const merge = [{ from: 'sheet', to: 'remark' }];
const place = [
  { input: '', style: 'entry', format: '@', hint: '様式のシートの名前' },
  { input: '', style: 'entry', format: '@', hint: 'B5 のような番地か、名前' },
] as const;

const ready = ({ id, name, figure, format }: ReadyFigure): FormRow => ({
  key: `ready.${id}`,
  cells: [
    ...place,
    { ...declared(figure), style: 'figure', format },
    { input: format, style: 'entry', format: '@' },
    { input: name, style: 'entry', format: '@' },
  ],
});

const blank = (key: string): FormRow => ({
  key,
  cells: [
    ...place,
    { input: '', style: 'entry', hint: '数式か、文字・数' },
    { input: '', style: 'entry', format: '@', hint: '例: 0.0%' },
    { input: '', style: 'entry', format: '@' },
  ],
});

export function bindingSheet(): FormSheet {
  return {
    name: BINDING_SHEET,
    columns: COLUMNS,
    rows: [
      { key: 'title', cells: [{ text: '様式の対応', style: 'title' }], merge },
      ...NOTES.map((text, index): FormRow => ({ key: `note.${index + 1}`, cells: [{ text, style: 'note' }], merge })),
      { key: 'head', cells: BINDING_HEADINGS.map((text) => ({ text, style: 'header' as const })), repeat: true },
      ...READY_FIGURES.map(ready),
      ...Array.from({ length: ROWS }, (_, index) => blank(`binding.${index + 1}`)),
    ],
    orientation: 'landscape',
  };
}
