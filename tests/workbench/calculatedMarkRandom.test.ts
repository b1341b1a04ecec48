/**
 * Random workbooks that another program changes without calculating anew: wherever the mark still holds, the sheets to hand in show
 * what the grid would calculate.
 */
import { unzipSync, zipSync } from 'fflate';
import { readXlsx } from 'hucre';
import { cellAddress } from '../../src/formula';
import { createEmbeddedWorkbook } from '../../src/workbench/workbook';
import { isMarkedCalculated } from '../../src/workbench/xlsx/calculatedMark';
import { breadth } from '../breadth';
import { putCell, savedByAnother, type Parts } from '../savedByAnother';

const SHEETS = ['計画書', '中間評価', '自己点検', 'メモ', '実績報告書'] as const;
const HANDED_IN = ['計画書', '実績報告書'] as const;
const [ROWS, COLUMNS] = [5, 4];
const [WORKBOOKS, CHANGES] = breadth([4, 16], [12, 30]);

/** Numbers from 0 to 1 that a seed decides (Park and Miller). */
function random(seed: number): () => number {
  let state = seed * 7919 + 17;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

type Next = () => number;
const oneOf = <T>(next: Next, all: readonly T[]): T => all[Math.floor(next() * all.length)]!;
const below = (next: Next, limit: number): number => Math.floor(next() * limit);

/** A cell above a row, on any sheet: so no formula ever reads itself. */
function reference(next: Next, row: number, isRange = false): string {
  const sheet = oneOf(next, SHEETS);
  const [top, left] = [below(next, row), below(next, COLUMNS)];
  const from = cellAddress(top, left);
  const to = cellAddress(top + below(next, row - top), left + below(next, COLUMNS - left));
  return `${sheet}!${isRange ? `${from}:${to}` : from}`;
}

function formula(next: Next, row: number): string {
  const one = (): string => reference(next, row);
  return oneOf(next, [
    () => `=N(${one()})+N(${one()})`,
    () => `=SUM(${reference(next, row, true)})`,
    () => `=COUNTA(${reference(next, row, true)})`,
    () => `=IF(ISTEXT(${one()}),LEN(${one()}),1)`,
    () => `="計"&${one()}&"。"`,
    () => `=IF(${one()}="",0,1)&"件"`,
    () => `=${one()}`,
    () => `=IF(N(${one()})>3,${one()},"－")`,
  ])();
}

async function workbookOf(next: Next): Promise<Parts> {
  const workbook = createEmbeddedWorkbook();
  try {
    for (const name of SHEETS) workbook.book.addSheet(name);
    for (const sheet of SHEETS)
      for (let row = 0; row < ROWS; row += 1)
        for (let column = 0; column < COLUMNS; column += 1) {
          const kind = next();
          const value =
            kind < 0.25
              ? null
              : kind < 0.45
                ? below(next, 9)
                : kind < 0.6
                  ? `語${below(next, 9)}`
                  : row > 0
                    ? formula(next, row)
                    : 1;
          if (value !== null) await workbook.typeInto(`${sheet}!${cellAddress(row, column)}`, value);
        }
    return unzipSync(await workbook.saveXlsx({ isCalculated: true }));
  } finally {
    workbook.dispose();
  }
}

/** What a sheet to hand in shows, as it stands in the file. */
async function shown(bytes: Uint8Array): Promise<Record<string, unknown>> {
  const { sheets } = await readXlsx(bytes, { readStyles: true });
  return Object.fromEntries(
    HANDED_IN.map((name) => {
      const file = sheets.find((sheet) => sheet.name === name)!;
      const cells = Array.from({ length: ROWS }, (_, row) =>
        Array.from({ length: COLUMNS }, (__, column) => {
          const cell = file.cells?.get(`${row},${column}`);
          return (
            (cell?.formula === undefined
              ? (cell?.value ?? file.rows[row]?.[column])
              : (cell.formulaResult ?? cell.value)) || null
          );
        }),
      );
      return [name, cells];
    }),
  );
}

async function calculatedAnew(bytes: Uint8Array): Promise<Record<string, unknown>> {
  const workbook = createEmbeddedWorkbook();
  try {
    await workbook.openXlsx('changed.xlsx', bytes);
    workbook.calculateAnew();
    return await shown(await workbook.saveXlsx());
  } finally {
    workbook.dispose();
  }
}

function change(parts: Parts, next: Next): void {
  for (let left = 1 + below(next, 3); left > 0; left -= 1) {
    const address = cellAddress(below(next, ROWS), below(next, COLUMNS));
    const [type, content] = oneOf(next, [
      ['', `<v>${below(next, 9)}</v>`],
      ['str', `<v>文${below(next, 9)}</v>`],
      ['', ''],
      ['', '<f>2+3</f><v>5</v>'],
    ] as const);
    putCell(parts, oneOf(next, SHEETS), address, type, content);
  }
}

test('where the mark holds, nothing that is handed in is old', async () => {
  let [held, refused, oldOnes] = [0, 0, 0];
  for (let seed = 1; seed <= WORKBOOKS; seed += 1) {
    const next = random(seed);
    const parts = await workbookOf(next);
    expect([seed, isMarkedCalculated(parts), isMarkedCalculated(savedByAnother(parts))]).toEqual([seed, true, true]);
    for (let time = 0; time < CHANGES; time += 1) {
      const changed = { ...parts };
      change(changed, next);
      const bytes = zipSync(changed);
      const holds = isMarkedCalculated(changed);
      // Not all of the refused ones: they only show that there was something to find.
      if (!holds && (refused += 1) % 2 > 0) continue;
      const [now, anew] = [await shown(bytes), await calculatedAnew(bytes)];
      if (holds) {
        held += 1;
        expect([seed, time, now]).toEqual([seed, time, anew]);
      } else if (JSON.stringify(now) !== JSON.stringify(anew)) oldOnes += 1;
    }
  }
  process.stdout.write(`${held} held, ${refused} refused, ${oldOnes} of those looked at were old\n`);
  expect([held, refused, oldOnes].map(Math.sign)).toEqual([1, 1, 1]);
}, 300_000);
