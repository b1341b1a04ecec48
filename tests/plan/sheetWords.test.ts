/** Tests of the words on all sheets that are written: Japanese for readers, no names of the sources and no dates of machines. */
import fs from 'node:fs';
import { NATIONAL_CRITERIA } from '../../src/criteria';
import { readFile } from '../../src/kdb';
import type { SheetSpec } from '../../src/plan';
import { FORM_GROUPS, formSheet } from '../../src/plan/forms';
import { formSheetsOf } from '../../src/plan/forms/registry';
import { factsOf } from './reports/facts';
import { extractionOf, extractionSheetsOf, sampleIntake } from './support';

const intake = sampleIntake();
const LOG = readFile('支援記録.csv', new Uint8Array(fs.readFileSync('samples/評価/支援記録.csv'))).flatMap((input) => [
  ...input.rows(),
]);
const ids = NATIONAL_CRITERIA.map(({ id }) => id);
const { plain, common, lists } = extractionSheetsOf(extractionOf(intake), `${intake.table.stamp}-0000`);
const sheets: readonly SheetSpec[] = [
  ...plain,
  common,
  ...lists,
  ...formSheetsOf(FORM_GROUPS, factsOf(LOG, intake)).map(formSheet),
];

interface Text {
  readonly place: string;
  readonly text: string;
}

/** The texts that a reader can see: no formulas, and nothing of hidden rows and columns. */
const texts: readonly Text[] = sheets.flatMap(({ name, blocks, hiddenRows = [], hiddenColumns = [] }) =>
  blocks.flatMap(({ row, column, cells, formulas }) =>
    cells.flatMap((line, down) =>
      line.flatMap((text, across) =>
        typeof text !== 'string' ||
        (formulas === true && text.startsWith('=')) ||
        hiddenRows.includes(row + down) ||
        hiddenColumns.includes(column + across)
          ? []
          : [{ place: `${name} ${row + down + 1}:${column + across + 1}`, text }],
      ),
    ),
  ),
);

/** The texts in the quotes of formulas that are shown, such as the dash and words beside figures. */
const quoted: readonly Text[] = sheets.flatMap(({ name, blocks }) =>
  blocks.flatMap(({ row, column, cells, formulas }) =>
    formulas !== true
      ? []
      : cells.flatMap((line, down) =>
          line.flatMap((text, across) =>
            [...String(text).matchAll(/"((?:[^"]|"")*)"/gu)].map(([, words]) => ({
              place: `${name} ${row + down + 1}:${column + across + 1}`,
              text: words!,
            })),
          ),
        ),
  ),
);

const found = (all: readonly Text[], pattern: RegExp): Text[] =>
  all.filter(({ text }) => pattern.test(text)).slice(0, 8);

/** An example of a formula that a person may type, and a name that the workbook has for a cell. */
const EXAMPLE = /IKKATSU[._]/u;

test('the sheets have texts to look at', () => {
  expect(texts.length).toBeGreaterThan(5000);
  expect(quoted.length).toBeGreaterThan(1000);
});

test('no value of the language of the sources stands on a sheet', () => {
  expect(found([...texts, ...quoted], /\b(undefined|NaN|null|Infinity|\[object|function|=>)\b|\[object/u)).toEqual([]);
});

/** Names of measurements and units as laboratories write them, an indicator in the words of the ministry, addresses of sources. */
const MEASURED = /eGFR|mmHg|HbA1c|kcal|SBP≧160orDBP≧100|[a-z-]+\.(?:com|jp)\/[\w/]*/gu;

test('no name of the sources stands on a sheet: lowNutrition, half_width, criterion.id', () => {
  const named = texts
    .filter(({ text }) => !EXAMPLE.test(text))
    .map(({ place, text }) => ({ place, text: text.replace(MEASURED, '') }));
  const NAME = /(?<![A-Za-z])[a-z]+[A-Z][A-Za-z]+|[a-z]+_[a-z]+|(?<![A-Za-z])[a-z]{3,}\.[a-z]{3,}(?![A-Za-z])/u;
  expect(found(named, NAME)).toEqual([]);
  for (const id of ids) expect(found(texts, new RegExp(`(?<![A-Za-z])${id}(?![A-Za-z])`, 'u'))).toEqual([]);
});

test('dates are not written as machines write them', () => {
  const MACHINE = /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)|\d{2}:\d{2}:\d{2}(?:\.\d|Z)|T\d{2}:\d{2}/u;
  expect(found(texts, MACHINE)).toEqual([]);
  // 健診受診日 and 生年月日 of the lists.
  expect(texts.filter(({ text }) => /^(?:令和|昭和|大正)(?:元|\d+)年\d+月\d+日$/u.test(text)).length).toBeGreaterThan(
    500,
  );
});

test('the stamp of the data stands only out of sight', () => {
  expect(found(texts, /[0-9a-f]{8}-[0-9a-f]{4}/u)).toEqual([]);
});

test('years are fiscal years of the era wherever a text names one', () => {
  // 令和7年度, or 令和7年度（2025年度） where the year is asked for in the other way.
  expect(
    found(texts, /(?<!（)(?<!\d)20\d\d年度(?!）)/u).map(({ place, text }) => `${place} ${text.slice(0, 80)}`),
  ).toEqual([]);
});
