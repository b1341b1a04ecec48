/** Golden cases: the result tables that three cities published, out of synthetic logs, through the workbook's own report. */
import { roundHalfAway, type Cell } from '../../../src/kdb';
import { plainName } from '../../../src/indicators';
import { isHeadingAgain } from '../../../src/plan/forms/marks';
import { buildAddin, removeAddin, start, type Running } from '../../excel/addin';
import { everyAnswer } from '../../excel/until';
import {
  CHECKUP_ROWS,
  gatheringRows,
  logRows,
  placeOf,
  readCase,
  registerRows,
  typeIn,
  type PrintedLine,
} from './city';

const REPORT = '実績報告書';
const PLAN = '計画書';
const GATHERINGS = '通いの場記録';

/** Milliseconds: the sheets of the report are written twice over a register of a city. */
const LONG = 600_000;

let addinDir: string;
let running: Running | null = null;
beforeAll(async () => {
  addinDir = await buildAddin();
}, LONG);
afterAll(() => removeAddin(addinDir));
afterEach(() => {
  running?.stop();
  running = null;
});

async function write(run: Running): Promise<void> {
  const { writeForms } = run.addin.window as unknown as Pick<Window, 'writeForms'>;
  const { kept } = await writeForms(['報告']);
  expect(kept).toEqual([]);
  await everyAnswer(run);
}

/** Cells of a line of the report by their keys. */
function lineOf(cells: readonly (readonly Cell[])[], { label, indicator }: PrintedLine) {
  const column = (key: string): number => cells[0]!.findIndex((cell) => String(cell).startsWith(`${key}@`));
  let category = '';
  for (const line of cells) {
    if (isHeadingAgain(String(line[0]))) continue;
    const first = String(line[column('category')] ?? '').split('\n')[0]!;
    if (first !== '') category = first;
    if (plainName(category) !== plainName(label) || line[column('indicator')] !== indicator) continue;
    return (key: string): Cell => line[column(key)] ?? null;
  }
  throw new Error(`no line ${label} ${indicator}`);
}

/** A share as the table prints it. */
function percent(share: Cell, printed: string): string {
  const digits = printed.split('.')[1]?.length ?? 0;
  return roundHalfAway(Number(share) * 100, digits).toFixed(digits);
}

test.each(['kakamigahara', 'takahashi', 'nankoku'])(
  'the published table of %s comes out of its log, line by line and digit by digit',
  async (name) => {
    const city = readCase(name);
    running = await start(addinDir, { 台帳: registerRows(city), 健診: CHECKUP_ROWS, 支援記録: logRows(city) });
    await write(running);
    const { workbook } = running;

    const gatherings = workbook.valuesOf(GATHERINGS);
    await typeIn(running, GATHERINGS, [{ ...placeOf(gatherings, 'line.1', 'date'), values: gatheringRows(city) }]);
    const contents = [...new Map(city.gatherings.map((each) => [`${each.category} ${each.content}`, each])).values()];
    await typeIn(
      running,
      GATHERINGS,
      contents.flatMap(({ category, content }, index) => [
        { ...placeOf(gatherings, `content.${index + 1}`, 'category'), values: [[category]] },
        { ...placeOf(gatherings, `content.${index + 1}`, 'content'), values: [[content]] },
      ]),
    );
    const report = workbook.valuesOf(REPORT);
    await typeIn(
      running,
      REPORT,
      city.typed.map(({ row, column, value }) => ({ ...placeOf(report, row, column), values: [[value]] })),
    );
    const plan = workbook.valuesOf(PLAN);
    await typeIn(
      running,
      PLAN,
      Object.entries(city.overview).map(([row, value]) => ({ ...placeOf(plan, row, 'criterion'), values: [[value]] })),
    );
    // Written again: everything typed is still there, and the figures with it.
    await write(running);

    const cells = workbook.valuesOf(REPORT);
    for (const printed of city.printed) {
      const at = lineOf(cells, printed);
      const where = `${printed.label} ${printed.indicator}`;
      if (printed.targeted !== undefined) expect([where, at('targeted')]).toEqual([where, printed.targeted]);
      if (printed.supported !== undefined) expect([where, at('supported')]).toEqual([where, printed.supported]);
      if (printed.places !== undefined) expect([where, at('targeted')]).toEqual([where, printed.places]);
      if (printed.count !== undefined) expect([where, at('count')]).toEqual([where, printed.count]);
      if (printed.percent !== undefined)
        expect([where, percent(at('rate'), printed.percent)]).toEqual([where, printed.percent]);
      for (const text of printed.result ?? [])
        expect([where, at('result')]).toEqual([where, expect.stringContaining(text)]);
    }
    for (const { key, ...counts } of city.cases ?? []) {
      for (const [column, count] of Object.entries(counts)) {
        const place = placeOf(cells, `cases.${key}`, column);
        expect([key, column, cells[place.row]![place.column]]).toEqual([key, column, count]);
      }
    }
    if (city.breakdown !== undefined) {
      expect(cells.flat().some((cell) => String(cell).includes(city.breakdown!.says))).toBe(true);
    }
    const overview = cells[placeOf(cells, 'overview', 'indicator').row]!;
    expect(percent(overview[placeOf(cells, 'overview', 'supported').column]!, city.ageing)).toBe(city.ageing);
  },
  LONG,
);
