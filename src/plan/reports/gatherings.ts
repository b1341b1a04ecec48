/** The form 通いの場記録: every gathering as a line that the analyst types, with sums by 取組区分 and by content. */
import { ask, personsFormula, sumFormula, type Formula } from '../figures/formula';
import type { Area } from '../../criteria';
import { ref, type FormCell, type FormSheet } from '../forms';
import { POPULATION_CATEGORIES } from './categories';
import { quoted, sumOrDash } from './formulas';
import { DASH } from '../formulaCalls';
import {
  choice,
  composed,
  entry,
  figure,
  gap,
  liveText,
  number,
  plain,
  text,
  wide,
  type At,
  type DraftRow,
} from './compose';
import { GATHERINGS_SHEET } from '../sheetNames';
import { COUNT, SHARE } from '../figures/quantity';

export { GATHERINGS_SHEET };

const COLUMNS = [
  { key: 'date', width: 13 },
  { key: 'category', width: 26 },
  { key: 'place', width: 24 },
  { key: 'area', width: 12 },
  { key: 'content', width: 34 },
  { key: 'participants', width: 12 },
  { key: 'newcomers', width: 12 },
  { key: 'referred', width: 13 },
  { key: 'memo', width: 34 },
] as const;

const HEADINGS = [
  '実施日',
  '取組区分',
  '場所（通いの場の名）',
  '圏域',
  '内容',
  '参加者数（人）',
  'うち今年度初めて（人）',
  'ハイリスクへつないだ人',
  'メモ',
];

/** Empty lines to begin with; more may be inserted or written below. */
const LINES = 40;
/** Lines of the table are counted down to this row of the sheet. */
const LAST_ROW = 1000;
const CONTENT_LINES = 12;
const CONTENTS = Array.from({ length: CONTENT_LINES }, (_, index) => `content.${index + 1}`);
const NAMES = POPULATION_CATEGORIES.map(({ name }) => name);

const DAY: FormCell = { input: '', style: 'entry', format: 'yyyy/mm/dd' };

/** The cells of a column of the table, down to where nobody writes. */
function columnOf(at: At, column: (typeof COLUMNS)[number]['key']): string {
  const first = at('line.1', column);
  return `${first}:${first.replace(/\d+$/, String(LAST_ROW))}`;
}

const categories = (at: At): string => columnOf(at, 'category');

/** Nothing written is 「－」: 0 is said only where somebody wrote it. */
function sumOf(at: At, row: string, column: 'participants' | 'newcomers' | 'referred'): Formula {
  const [range, category] = [columnOf(at, column), at(row, 'category')];
  const written = `SUMPRODUCT((${categories(at)}=${category})*(${range}<>""))`;
  return personsFormula(`=IF(${written}=0,"${DASH}",SUMIFS(${range},${categories(at)},${category}))`);
}

/** Lines of a 取組区分; 「－」 without any. */
function timesOf(at: At, row: string): string {
  const count = `COUNTIFS(${categories(at)},${at(row, 'category')})`;
  return `=IF(${count}=0,"${DASH}",${count})`;
}

/** Different places among the lines of a 取組区分. */
function placesOf(at: At, row: string): string {
  const [category, place] = [categories(at), columnOf(at, 'place')];
  const same = `COUNTIFS(${category},${category}&"",${place},${place}&"")`;
  const written = `SUMPRODUCT((${category}=${at(row, 'category')})*(${place}<>""))`;
  return `=IF(${written}=0,"${DASH}",SUMPRODUCT((${category}=${at(row, 'category')})*(${place}<>"")/(${same}+(${place}=""))))`;
}

/** 「内容：延べn人」 of the contents of a 取組区分, one below the other. */
function contentsOf(at: At, row: string): string {
  const parts = CONTENTS.map(
    (key) =>
      `IF(AND(${at(key, 'content')}<>"",${at(key, 'category')}=${at(row, 'category')}),` +
      `CHAR(10)&${at(key, 'content')}&"：延べ"&TEXT(${at(key, 'participants')},"#,##0")&"人","")`,
  );
  return `=MID(${parts.join('&')},2,2000)`;
}

const SUM_HEADINGS = ['', '取組区分', '箇所数', '実施回数', '内容別', '参加者数（延べ）', '実人数', 'つないだ人', ''];

function sums(): DraftRow[] {
  return [
    wide('sums.title', '集計（この表の数字が 計画書・実績報告書 に入ります）', 'heading', COLUMNS),
    plain(
      'sums.header',
      SUM_HEADINGS.map((heading) => (heading === '' ? null : text(heading, 'header'))),
    ),
    ...POPULATION_CATEGORIES.map(({ id, name }): DraftRow => ({
      key: `sum.${id}`,
      height: 38,
      cells: (at) => {
        const row = `sum.${id}`;
        return [
          null,
          text(name),
          figure(placesOf(at, row)),
          figure(timesOf(at, row)),
          liveText(contentsOf(at, row)),
          figure(sumOf(at, row, 'participants')),
          figure(sumOf(at, row, 'newcomers')),
          figure(sumOf(at, row, 'referred')),
        ];
      },
    })),
    {
      key: 'sum.all',
      cells: (at) => {
        const of = (column: (typeof COLUMNS)[number]['key']): string => {
          const [first, last] = [POPULATION_CATEGORIES[0]!.id, POPULATION_CATEGORIES.at(-1)!.id];
          return sumOrDash(`${at(`sum.${first}`, column)}:${at(`sum.${last}`, column)}`);
        };
        return [
          null,
          text('計', 'total'),
          text('', 'total'),
          figure(of('area'), COUNT, 'total'),
          text('', 'total'),
          ...(['participants', 'newcomers', 'referred'] as const).map((column) =>
            figure(sumFormula(of(column), '.+'), COUNT, 'total'),
          ),
        ];
      },
    },
  ];
}

function contents(): DraftRow[] {
  return [
    wide(
      'contents.title',
      '内容別の集計（内容を下の表と同じ言葉で書くと、回数と参加者数を数えます）',
      'heading',
      COLUMNS,
    ),
    plain('contents.header', [
      null,
      text('取組区分', 'header'),
      text('', 'header'),
      text('実施回数', 'header'),
      text('内容', 'header'),
      text('参加者数（延べ）', 'header'),
    ]),
    ...CONTENTS.map((key): DraftRow => ({
      key,
      cells: (at) => {
        const both = `${categories(at)},${at(key, 'category')},${columnOf(at, 'content')},${at(key, 'content')}`;
        const unlessEmpty = (expression: string) => `=IF(${at(key, 'content')}="","",${expression})`;
        return [
          null,
          choice(NAMES),
          text(''),
          figure(unlessEmpty(`IF(COUNTIFS(${both})=0,"${DASH}",COUNTIFS(${both}))`)),
          entry(),
          figure(unlessEmpty(`IF(COUNTIFS(${both})=0,"${DASH}",SUMIFS(${columnOf(at, 'participants')},${both}))`)),
        ];
      },
    })),
  ];
}

/** The 取組区分 whose participation is asked by 圏域: フレイル状態の把握. */
const BY_AREA = POPULATION_CATEGORIES.find(({ id }) => id === 'frailtyCheck')!;

/** Excel parts the words of a drop-down at commas and takes 255 characters of them. */
function canBeOffered(names: readonly string[]): boolean {
  return names.every((name) => !name.includes(',')) && names.join(',').length <= 255;
}

const areaKey = (index: number): string => `area.${index + 1}`;

/** Persons who came for the first time, of a 圏域; 「－」 where nothing is written. */
function newcomersOf(at: At, area: string): Formula {
  const [range, own] = [
    columnOf(at, 'newcomers'),
    `(${categories(at)}=${quoted(BY_AREA.name)})*(${columnOf(at, 'area')}=${area})`,
  ];
  return personsFormula(`=IF(SUMPRODUCT(${own}*(${range}<>""))=0,"${DASH}",SUMPRODUCT(${own},${range}))`);
}

/** Of so many 圏域 the report tells each rate; of more the lowest and the highest. */
const MOST_TOLD = 12;

const eachRate = (at: At, areas: readonly Area[]): string => {
  const parts = areas.map((_, index) => {
    const key = areaKey(index);
    return `${quoted(index === 0 ? '' : '、')}&${at(key, 'category')}&"："&TEXT(${at(key, 'content')},"0.0%")`;
  });
  return `=${parts.join('&')}`;
};

function rangeOfRates(at: At, areas: readonly Area[]): string {
  const rates = `${at(areaKey(0), 'content')}:${at(areaKey(areas.length - 1), 'content')}`;
  return `=IF(COUNT(${rates})=0,"","圏域別 "&TEXT(MIN(${rates}),"0.0%")&"～"&TEXT(MAX(${rates}),"0.0%")&"（"&COUNT(${rates})&"圏域）")`;
}

/** Participation in フレイル状態の把握 by 圏域: persons who came for the first time this year, of the insured there. */
function byArea(areas: readonly Area[]): DraftRow[] {
  if (areas.length === 0) return [];
  return [
    wide('areas.title', `圏域別の参加率（${BY_AREA.name}。今年度の実人数 ÷ 圏域の被保険者数）`, 'heading', COLUMNS),
    plain('areas.header', [
      null,
      text('圏域', 'header'),
      text('参加した実人数', 'header'),
      text('被保険者数', 'header'),
      text('参加率', 'header'),
    ]),
    ...areas.map((area, index): DraftRow => {
      const key = areaKey(index);
      return {
        key,
        cells: (at) => [
          null,
          text(area.name),
          figure(newcomersOf(at, at(key, 'category'))),
          figure(ask('INSURED', '被保険者数', area.filter).whole()),
          figure(
            `=IF(OR(ISTEXT(${at(key, 'place')}),${at(key, 'area')}=0),"${DASH}",${at(key, 'place')}/${at(key, 'area')})`,
            SHARE,
          ),
        ],
      };
    }),
    {
      key: 'areas.words',
      height: 38,
      merge: [{ from: 'place', to: 'memo' }],
      cells: (at) => [
        null,
        text('報告書の文'),
        liveText(areas.length > MOST_TOLD ? rangeOfRates(at, areas) : eachRate(at, areas)),
      ],
    },
    gap('gap.areas'),
  ];
}

/** The words of 圏域別の参加率 as other forms name them; null where no source names 圏域. */
export function areaRatesCell(form: FormSheet): string | null {
  if (!form.rows.some(({ key }) => key === 'areas.words')) return null;
  return `'${GATHERINGS_SHEET}'!${ref(form, 'areas.words', 'place')}`;
}

/** The form. `areas` are offered for 圏域 where the data name some. */
export function gatheringsForm({ areas }: { readonly areas: readonly Area[] }): FormSheet {
  const names = areas.map(({ name }) => name);
  const area = areas.length > 0 && canBeOffered(names) ? choice(names) : entry();
  return composed(
    {
      name: GATHERINGS_SHEET,
      columns: COLUMNS,
      orientation: 'landscape',
    },
    [
      wide('title', '通いの場・健康教育等の記録（ポピュレーションアプローチ）', 'title', COLUMNS),
      wide(
        'note',
        '1 回の実施を 1 行に書きます。人数だけを書き、氏名や被保険者番号は書きません。行はどこに足してもかまいません。',
        'note',
        COLUMNS,
      ),
      gap('gap.1'),
      ...sums(),
      gap('gap.2'),
      ...contents(),
      gap('gap.3'),
      ...byArea(areas),
      plain(
        'header',
        HEADINGS.map((heading) => text(heading, 'header')),
        { repeat: true },
      ),
      ...Array.from({ length: LINES }, (_, index) =>
        plain(`line.${index + 1}`, [DAY, choice(NAMES), entry(), area, entry(), number(), number(), number(), entry()]),
      ),
    ],
  );
}

/** A sum of the form 通いの場記録 as other forms name it. */
export function gatheringCell(
  form: FormSheet,
  category: string,
  column: 'place' | 'area' | 'content' | 'participants' | 'newcomers' | 'referred',
): string {
  return `'${GATHERINGS_SHEET}'!${ref(form, `sum.${category}`, column)}`;
}
