/** The attack on the public copy: of small municipalities and of the samples no hidden count can be computed. */
import fs from 'node:fs';
import path from 'node:path';
import { breadth } from '../breadth';
import { useAddin, type Running } from './addin';
import { readCopy, type Reading } from './handInAttack/reader';
import { town } from './handInAttack/town';

const start = useAddin();
const YEAR = 2025;
/** Ten municipalities of 150 to 2,000 persons. */
const TOWNS = [150, 180, 260, 340, 480, 650, 900, 1200, 1600, 2000].map((persons, seed) => ({
  seed: seed + 1,
  persons,
}));
let running: Running | null = null;
afterEach(() => {
  running?.stop();
  running = null;
});

async function attacked(): Promise<Reading> {
  const { addin, workbook, room } = running!;
  workbook.book.settings.set('IKKATSU.handIn.options', 'without-drafts');
  await room.extract();
  await room.changeFiscalYear(YEAR);
  await room.extract();
  const written = await addin.invoke('IKKATSU.PLAN');
  expect([written.ok, written.message ?? '']).toEqual([true, '']);
  await workbook.settle();
  const detail = (await addin.invoke('IKKATSU.HANDIN')) as unknown as {
    ok: boolean;
    message?: string;
    handIn: { bytes: Uint8Array };
  };
  expect([detail.ok, detail.message ?? '']).toEqual([true, '']);
  return readCopy(await workbook.saveXlsx(), Uint8Array.from(detail.handIn.bytes), YEAR);
}

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

/** The table of the attack: how much was hidden in each copy, and how much of it could be computed. */
const table: string[][] = [
  ['copy', 'cells', 'masked', 'share', 'counts', 'hidden', 'of them small', 'computed', 'sentences lost'],
];
afterAll(() => {
  const widths = table[0]!.map((_, column) => Math.max(...table.map((line) => line[column]!.length)));
  for (const line of table)
    process.stdout.write(`${line.map((cell, column) => cell.padStart(widths[column]!)).join('  ')}\n`);
});

function judge(
  name: string,
  { computed, both, numbers, masked, bySheet, known, hidden, small, lostSentences }: Reading,
): void {
  table.push([
    name,
    String(numbers),
    String(masked),
    percent(masked, numbers),
    ...[known, hidden, small, computed.length, lostSentences.length].map(String),
  ]);
  const sheets = bySheet.filter(([, hiddenCells]) => hiddenCells > 0);
  process.stdout.write(
    `${name}: ${sheets.map(([sheet, hiddenCells, all]) => `${sheet} ${hiddenCells}/${all}`).join(', ')}\n`,
  );
  expect(known).toBeGreaterThan(100);
  expect(hidden).toBeGreaterThan(5);
  expect({ computed, both, lostSentences }).toEqual({ computed: [], both: [], lostSentences: [] });
}

test.each(breadth([TOWNS[0]!, TOWNS[4]!], TOWNS))(
  'no hidden count of a municipality of $persons persons can be computed',
  async ({ seed, persons }) => {
    running = await start(town(seed, persons));
    judge(`${persons} persons`, await attacked());
  },
  480_000,
);

/** From ten 圏域 on 圏域別 has a row each; the widest data take as long as all others together. */
const MANY = [
  { areas: 12, persons: 900 },
  { areas: 30, persons: 3000 },
];
test.each(breadth(MANY.slice(0, 1), MANY))(
  'no hidden count of $areas 圏域 with long names, of $persons persons, can be computed',
  async ({ areas, persons }) => {
    const names = Array.from({ length: areas }, (_, index) => `第${index + 1}日常生活圏域（旧町村部・包括担当地区）`);
    running = await start(town(areas, persons, names));
    judge(`${areas} 圏域`, await attacked());
  },
  900_000,
);

test('no hidden count of the samples can be computed', async () => {
  running = await start({});
  for (const folder of ['samples', 'samples/評価', 'samples/集計'])
    for (const name of fs.readdirSync(folder).filter((each) => each.endsWith('.csv')))
      await running.workbook.open(name, fs.readFileSync(path.join(folder, name)));
  judge('samples', await attacked());
}, 480_000);
