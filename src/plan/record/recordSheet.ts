/** The sheet 実績の記録: a line a year, indicator and area, kept from writing to writing, with lines for what is typed. */
import { writtenWith } from '../dataStamp';
import type { Cell } from '../../kdb';
import {
  ref,
  type FormCell,
  type FormInput,
  type FormRow,
  type FormSheet,
  type FormText,
  type PlanFacts,
} from '../forms';
import { rowsFor } from '../forms/rows';
import { keyOfName } from '../forms/nameKey';
import { isHeadingAgain } from '../forms/marks';
import { readStanding } from '../forms/standing';
import { RECORD_SHEET } from '../sheetNames';
import { dayOfMoment, fiscalYearFormat } from '../years';
import { BASE_YEAR } from '../forms/framework/common';
import { declarationsOf, typedDeclaration } from './declared';
import { EVERYBODY, figureText, TYPED_SOURCE, type RecordEntry } from './entry';
import { findRecorded, RECORDED_INDICATORS, shownQuantity, type RecordedIndicator } from './indicators';
import { remarkOf, type RecordedFigure } from './merge';
import { ADOPTED, END_ROW, RECORD_COLUMNS, typedKeys, WITH_BASE, type RecordColumn } from './lookup';
import { recordOf } from './ofFacts';
import { COUNT, SHARE, formatFor } from '../figures/quantity';
import { numberOf } from '../figures/meaning';

const HEADINGS: Readonly<Record<RecordColumn, string>> = {
  year: '年度',
  indicator: '指標',
  area: '区分',
  numerator: '分子',
  denominator: '分母',
  value: '値',
  lower: '下限',
  upper: '上限',
  source: '源',
  recordedAt: '記録日',
  adopted: '採用',
  remark: '注意',
  condition: '条件',
  lookup: '照合',
  used: '使う値',
  moment: '記録した時刻',
};

const { row, title, note, header } = rowsFor(RECORD_COLUMNS);

const NUMBER = formatFor(COUNT)!;
const text = (value: string | number | null, format?: string): FormCell => ({
  text: value ?? '',
  style: 'body',
  ...(format === undefined ? {} : { format }),
});
const number = (value: number | null, format: string): FormText => ({ text: value ?? '', style: 'figure', format });
const choice = (): FormCell => ({ input: '', style: 'input', options: [ADOPTED], hint: 'この値を使うときは ○' });
const typedNumber = (format: string, hint: string): FormInput => ({ input: '', style: 'entryNumber', format, hint });

const formatOf = (name: string): string => {
  const indicator = findRecorded(name);
  return indicator === null ? 'General' : formatFor(shownQuantity(indicator))!;
};

/** A short text of a figure that is part of a key: its digits, with signs that keys take. */
const digits = (entry: RecordEntry): string => figureText(entry).replace('/', '_');
/** A line that stood keeps its key; a new one never takes the key of another. */
function keysOf(candidates: readonly RecordEntry[]): string[] {
  const taken = new Set(candidates.flatMap(({ lineKey }) => lineKey ?? []));
  return candidates.map((entry) => {
    if (entry.lineKey !== undefined) return entry.lineKey;
    const stem = `rec.${entry.fiscalYear}.${keyOfName(entry.indicator)}.${keyOfName(entry.area)}.${digits(entry)}`;
    const key = taken.has(stem) ? `${stem}.new` : stem;
    taken.add(key);
    return key;
  });
}

const SEVERAL = '値が複数あります';

/** The lines of one figure; where there are several, the analyst chooses, and until then the newest counts. */
function linesOf({ key, candidates }: RecordedFigure, current: ReadonlyMap<string, string>): FormRow[] {
  const keys = keysOf(candidates);
  const isOne = candidates.length === 1;
  return candidates.map((entry, index): FormRow => {
    const { fiscalYear, indicator, area, numerator, denominator, value, lower, upper } = entry;
    const format = formatOf(indicator);
    const counted = declarationsOf(entry);
    const remarks = [
      ...(isOne
        ? []
        : [
            `${SEVERAL}（${candidates.length} つ）。使う行の「採用」に ${ADOPTED} を付けてください。付けるまでは新しい記録を使います`,
          ]),
      remarkOf(entry, current),
    ];
    return row(keys[index]!, {
      year: text(fiscalYear, fiscalYearFormat(fiscalYear)),
      indicator: text(indicator),
      area: text(area),
      numerator: { ...number(numerator, NUMBER), declares: counted.numerator },
      denominator: { ...number(denominator, NUMBER), declares: counted.denominator },
      value: { ...number(value, format), declares: counted.value },
      lower: { ...number(lower, format), declares: counted.value },
      upper: { ...number(upper, format), declares: counted.value },
      source: text(entry.source),
      recordedAt: text(dayOfMoment(entry.recordedAt), '@'),
      adopted: isOne ? text(ADOPTED) : choice(),
      remark: text(remarks.filter((each) => each !== '').join('。')),
      condition: text(entry.condition),
      lookup: isOne ? text(key) : null,
      moment: text(entry.recordedAt, '@'),
    });
  });
}

/** The formulas of 照合 of figures with several lines: a chosen one goes before the others. */
function withChoices(form: FormSheet, figures: readonly RecordedFigure[]): FormSheet {
  const formulas = new Map<string, string>();
  for (const { key, candidates } of figures) {
    if (candidates.length === 1) continue;
    const keys = keysOf(candidates);
    // Lines of one figure may stand apart: a range would not hold them.
    const chosen = keys.map((each) => `${ref(form, each, 'adopted')}="${ADOPTED}"`);
    chosen.forEach((isChosen, index) => {
      const otherwise = index === 0 ? `IF(OR(${chosen.join()}),"","${key}")` : '""';
      formulas.set(keys[index]!, `=IF(${isChosen},"${key}",${otherwise})`);
    });
  }
  const place = form.columns.findIndex(({ key }) => key === 'lookup');
  return {
    ...form,
    rows: form.rows.map((each) => {
      const formula = formulas.get(each.key);
      if (formula === undefined) return each;
      const cells = [...each.cells];
      cells[place] = { figure: formula, style: 'note' };
      return { ...each, cells };
    }),
  };
}

/** A line to type into. Its limits follow from the counts; with counts alone the share is the value. What is typed goes before all. */
function typedLine(form: Parameters<typeof ref>[0], key: string): FormRow {
  const at = (column: RecordColumn): string => ref(form, key, column);
  const [x, n] = [at('numerator'), at('denominator')];
  const isShare = `AND(ISNUMBER(${x}),ISNUMBER(${n}),N(${n})>0,N(${x})>=0,N(${x})<=N(${n}))`;
  const limit = (output: string): FormCell => ({
    ...numberOf(`=IF(${isShare},IKKATSU.PROPORTION(${x},${n},"${output}"),"")`, SHARE),
    style: 'figure',
  });
  const isNamed = `AND(ISNUMBER(${at('year')}),${at('indicator')}<>"")`;
  const isUsed = `AND(${isNamed},OR(ISNUMBER(${at('value')}),${isShare}))`;
  return row(key, {
    year: typedNumber(fiscalYearFormat(BASE_YEAR, BASE_YEAR + 1), '西暦の 4 けた。例 2022（令和4年度）'),
    indicator: { input: '', style: 'entry', hint: '下の「指標の名前」から' },
    area: { input: '', style: 'entry', hint: `空欄は${EVERYBODY}。「圏域 北部」「市町村 甲市」のように書きます` },
    numerator: { ...typedNumber(NUMBER, '分子'), declares: typedDeclaration(key, '人数') },
    denominator: { ...typedNumber(NUMBER, '分母'), declares: typedDeclaration(key, '分母') },
    value: typedNumber('General', '割合は 0.25 か 25%。分子と分母を書けば空欄でよい'),
    lower: limit('下限'),
    upper: limit('上限'),
    source: { figure: `=IF(${isUsed},"${TYPED_SOURCE}","")`, style: 'body' },
    recordedAt: text(''),
    adopted: { figure: `=IF(${isUsed},"${ADOPTED}","")`, style: 'body' },
    remark: {
      figure: `=IF(COUNTA(${at('year')}:${n},${at('value')})=0,"",IF(${isUsed},"","書きかけの行です"))`,
      style: 'body',
    },
    condition: text(''),
    lookup: {
      figure: `=IF(${isUsed},${at('year')}&"|"&${at('indicator')}&"|"&IF(${at('area')}="","${EVERYBODY}",${at('area')}),"")`,
      style: 'note',
    },
    used: {
      figure: `=IF(${isUsed},IF(ISNUMBER(${at('value')}),${at('value')},${x}/${n}),"")`,
      style: 'note',
    },
  });
}

const baseKey = ({ id }: Pick<RecordedIndicator, 'id'>): string => `base.${id}`;

/** 策定時実績 as it stands on Ⅲ and Ⅳ: a live line, so that it is typed once. Without a plan the line says nothing. */
function baseLine(
  indicator: RecordedIndicator,
  { cell, sheet }: BaseCell,
): (form: Parameters<typeof ref>[0]) => FormRow {
  const { name } = indicator;
  const key = baseKey(indicator);
  return (form) =>
    row(key, {
      year: text(BASE_YEAR, fiscalYearFormat(BASE_YEAR)),
      indicator: text(name),
      area: text(EVERYBODY),
      numerator: text(''),
      denominator: text(''),
      value: { ...numberOf(`=IF(ISNUMBER(${cell}),${cell},"")`, shownQuantity(indicator)), style: 'figure' },
      lower: text(''),
      upper: text(''),
      source: text(`${TYPED_SOURCE}（${sheet} 策定時実績）`),
      recordedAt: text(''),
      adopted: { figure: `=IF(ISNUMBER(${ref(form, key, 'value')}),"${ADOPTED}","")`, style: 'body' },
      remark: { figure: `=IF(AND(NOT(ISNUMBER(${cell})),${cell}<>""),"数ではないため使えません","")`, style: 'body' },
      condition: text(''),
      lookup: {
        figure: `=IF(ISNUMBER(${ref(form, key, 'value')}),"${BASE_YEAR}|${name}|${EVERYBODY}","")`,
        style: 'note',
      },
    });
}

/** A cell of 策定時実績. */
export interface BaseCell {
  readonly sheet: string;
  /** The cell as a formula of another sheet names it. */
  readonly cell: string;
}

const SENTENCES = [
  '1 行に、年度・指標・区分（全体・市町村・圏域）ごとの実績を 1 つ記録します。抽出・報告のたびに、取り込んだ年度の数が加わり、前の記録は消えません。Ⅲ・Ⅳ・共通評価指標_一覧・中間評価は、この表の「照合」で数を引きます。',
  `上の色のついた行は入力する行です（源は「${TYPED_SOURCE}」）。年度・指標・値（または分子と分母）を数で書きます。入力した値は、次に計画シートを作るときから、同じ年度・指標の記録より先に使われます。分子と分母を書くと、95% 信頼区間（Wilson 法）も出て、変化の判定に使えます。`,
  '同じ年度・指標に違う値が記録されたときは、両方を残します。使う行の「採用」に ○ を付けてください（付けるまでは、記録日の新しい値を使います）。抽出や前のブックから加わった行は表の下に付き、次に計画シートを作るときに年度順に並びます。',
  '「残存のみ」は、その年度の台帳に資格を失った人がいない（いまの台帳に残っている人だけの）数です。「比較注意」は、抽出条件などがいまと違う数です。どちらも変化の判定には使いません。',
] as const;

/** The lines of the sheet by their keys, and the order in which a new sheet has them. */
interface Lines {
  readonly head: readonly FormRow[];
  readonly typed: readonly string[];
  readonly bases: readonly RecordedIndicator[];
  readonly figures: readonly FormRow[];
  readonly tail: readonly FormRow[];
}

function linesOfSheet(facts: PlanFacts): Lines {
  const { figures, current } = recordOf(facts);
  return {
    head: [
      title('実績の記録'),
      note('note.data', `${writtenWith(facts.stamp)}  ${facts.writtenAt}`),
      ...SENTENCES.map((sentence, index) => note(`note.${index + 1}`, sentence)),
      header('head', HEADINGS, { repeat: true }),
    ],
    typed: typedKeys(facts),
    bases: WITH_BASE,
    figures: figures.flatMap((each) => linesOf(each, current)),
    tail: [
      note(END_ROW, '表はここまでです。'),
      note('names', `指標の名前: ${RECORDED_INDICATORS.map(({ name }) => name).join('、')}`),
    ],
  };
}

/** The sheet with its lines in the order of these keys. A key of a line that is no more keeps its row, empty. */
function sheetOf(
  facts: PlanFacts,
  lines: Lines,
  keys: readonly string[],
  baseOf: (indicator: RecordedIndicator, form: Parameters<typeof ref>[0]) => FormRow,
): FormSheet {
  const keyed = { columns: RECORD_COLUMNS, rows: keys.map((key) => ({ key })) };
  const made = new Map<string, FormRow>([
    ...[...lines.head, ...lines.figures, ...lines.tail].map((each) => [each.key, each] as const),
    ...keys.filter((key) => key.startsWith('typed.')).map((key) => [key, typedLine(keyed, key)] as const),
    ...lines.bases.map((indicator) => [baseKey(indicator), baseOf(indicator, keyed)] as const),
  ]);
  const form: FormSheet = {
    name: RECORD_SHEET,
    columns: RECORD_COLUMNS,
    rows: keys.map((key) => made.get(key) ?? { key, cells: [] }),
    orientation: 'landscape',
    frozenRows: keys.indexOf('head') + 1,
  };
  return withChoices(form, recordOf(facts).figures);
}

const sortedKeys = ({ head, typed, bases, figures, tail }: Lines): string[] => [
  ...head.map(({ key }) => key),
  ...typed,
  ...bases.map(baseKey),
  ...figures.map(({ key }) => key),
  ...tail.map(({ key }) => key),
];

/** The sheet, its lines in their order; `cellOf` names the cell of 策定時実績 of an indicator and its sheet; null: there is none. */
export function recordSheet(facts: PlanFacts, cellOf: (indicator: RecordedIndicator) => BaseCell | null): FormSheet {
  const lines = linesOfSheet(facts);
  return sheetOf(facts, lines, sortedKeys(lines), (indicator, keyed) => {
    const cell = cellOf(indicator);
    return cell === null ? baseWithoutPlan(indicator) : baseLine(indicator, cell)(keyed);
  });
}

/** The line of 策定時実績 before there is a plan. */
const baseWithoutPlan = (indicator: RecordedIndicator): FormRow =>
  row(baseKey(indicator), {
    year: text(BASE_YEAR, fiscalYearFormat(BASE_YEAR)),
    indicator: text(indicator.name),
    area: text(EVERYBODY),
    source: text('計画シートを作ると、Ⅲ・Ⅳ の策定時実績が入ります'),
  });

/**
 * The sheet when it is added to without the plan being written: what stands keeps its row, because the sheets of the plan name the
 * rows, and new lines stand below everything. Without a standing sheet the lines are in their order.
 */
export function recordSheetAddedTo(facts: PlanFacts): FormSheet {
  const lines = linesOfSheet(facts);
  const cells = facts.standing?.get(RECORD_SHEET);
  const form = cells === undefined ? null : readStanding(cells);
  if (cells === undefined || form === null) return sheetOf(facts, lines, sortedKeys(lines), baseWithoutPlan);
  const standing = [...form.rows.values()].map(({ key }) => key).filter((key) => !isHeadingAgain(key));
  const known = new Set(standing);
  const columns = new Map([...form.columns].map(([place, { key }]) => [key, place]));
  const places = new Map([...form.rows].map(([place, { key }]) => [key, place]));
  const formulaAt = (key: string, column: RecordColumn): Cell =>
    cells.formulas[places.get(key) ?? -1]?.[columns.get(column) ?? -1] ?? null;
  const baseAsItStands = (indicator: RecordedIndicator, keyed: Parameters<typeof ref>[0]): FormRow => {
    const key = baseKey(indicator);
    const [value, source] = (['value', 'source'] as const).map((column) => formulaAt(key, column));
    const cell = /^=IF\(ISNUMBER\((.+)\),\1,""\)$/u.exec(String(value))?.[1];
    const sheet = /^入力（(.+) 策定時実績）$/u.exec(String(source))?.[1];
    if (cell === undefined || sheet === undefined) return baseWithoutPlan(indicator);
    return baseLine(indicator, { cell, sheet })(keyed);
  };
  return sheetOf(
    facts,
    lines,
    [...standing, ...sortedKeys(lines).filter((key) => !known.has(key) && !key.startsWith('typed.'))],
    baseAsItStands,
  );
}
