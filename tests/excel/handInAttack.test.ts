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
  for (const command of ['IKKATSU.PLAN']) {
    const { ok, message } = await addin.invoke(command);
    expect([ok, message ?? '']).toEqual([true, '']);
  }
  await workbook.settle();
  const detail = (await addin.invoke('IKKATSU.HANDIN')) as unknown as {
    ok: boolean;
    message?: string;
    handIn: { bytes: Uint8Array };
  };
  expect([detail.ok, detail.message ?? '']).toEqual([true, '']);
  return readCopy(await workbook.saveXlsx(), Uint8Array.from(detail.handIn.bytes), YEAR);
}

function judge(
  name: string,
  { computed, both, numbers, masked, bySheet, known, hidden, lostSentences }: Reading,
): void {
  // The table of the attack: how much was hidden, and how much of it could be computed.
  process.stdout.write(
    `${name}: cells ${numbers}, masked ${masked} (${((100 * masked) / numbers).toFixed(1)} %), counts ${known}, hidden ${hidden}, computed ${computed.length}, sentences lost ${lostSentences.length}\n`,
  );
  const sheets = bySheet.filter(([, hiddenCells]) => hiddenCells > 0);
  process.stdout.write(`  ${sheets.map(([sheet, hiddenCells, all]) => `${sheet} ${hiddenCells}/${all}`).join(', ')}\n`);
  expect(known).toBeGreaterThan(100);
  expect(hidden).toBeGreaterThan(5);
  expect({ computed, both, lostSentences }).toEqual({ computed: [], both: [], lostSentences: [] });
}

test.each(breadth([TOWNS[0]!, TOWNS[4]!], TOWNS))(
  'no hidden count of a municipality of $persons persons can be computed',
  async ({ seed, persons }) => {
    running = await start(town(seed, persons), { profile: 'workbench' });
    judge(`${persons} persons`, await attacked());
  },
  480_000,
);

test('no hidden count of the samples can be computed', async () => {
  running = await start({}, { profile: 'workbench' });
  for (const folder of ['samples', 'samples/評価', 'samples/集計'])
    for (const name of fs.readdirSync(folder).filter((each) => each.endsWith('.csv')))
      await running.workbook.open(name, fs.readFileSync(path.join(folder, name)));
  judge('samples', await attacked());
}, 480_000);
