/** The native charts of our sheets: drawn, replaced where they changed, left alone where not, and brought back. */
import type { ChartSpec, SheetSpec } from '../plan';
import { buildChart, CHART_PREFIX, dressChart, namesOf } from './drawChart';
import { isSupported } from './dressSheet';

const SETTINGS_KEY = 'IKKATSU.charts';
/** Changes when the same spec is drawn differently: charts of an earlier version are then drawn anew. */
const DRAWING = 2;

type Remembered = Readonly<Record<string, readonly ChartSpec[]>>;

/** The charts that stood on our sheets before a job, as far as we drew them. */
export interface ChartsBefore {
  readonly remembered: Remembered;
  /** Sheet → names of our charts that stand on it. */
  readonly standing: ReadonlyMap<string, ReadonlySet<string>>;
}

type Charted = Pick<SheetSpec, 'name' | 'charts'>;

/** What we drew and what of it still stands on these sheets; sheets that do not exist have none. */
export async function chartsBefore(context: Excel.RequestContext, sheets: readonly string[]): Promise<ChartsBefore> {
  const setting = context.workbook.settings.getItemOrNullObject(SETTINGS_KEY).load('value');
  const found = sheets.map((name) => ({
    name,
    sheet: context.workbook.worksheets.getItemOrNullObject(name).load('name'),
  }));
  await context.sync();
  const there = found
    .filter(({ sheet }) => !sheet.isNullObject)
    .map(({ name, sheet }) => ({ name, charts: sheet.charts.load('items/name') }));
  await context.sync();
  return {
    remembered: setting.isNullObject ? {} : rememberedIn(String(setting.value)),
    standing: new Map(
      there.map(({ name, charts }) => [
        name,
        new Set(charts.items.map((chart) => chart.name).filter((each) => each.startsWith(CHART_PREFIX))),
      ]),
    ),
  };
}

function rememberedIn(text: string): Remembered {
  try {
    const { drawing, charts } = JSON.parse(text) as { drawing: number; charts: Remembered };
    return drawing === DRAWING ? charts : {};
  } catch {
    return {};
  }
}

/** Queues what is remembered from now on; the caller syncs. */
function remember(context: Excel.RequestContext, charts: Remembered): void {
  context.workbook.settings.add(SETTINGS_KEY, JSON.stringify({ drawing: DRAWING, charts }));
}

interface Job {
  readonly sheet: string;
  readonly chart: ChartSpec;
}

/**
 * Draws the charts of these sheets, which have to stand with their cells. A chart of an unchanged spec stays as it is,
 * with what the analyst made of its looks and place; charts of ours that no spec names go; all others are not touched.
 * Returns the titles of charts that Excel refused: a sheet without its picture is better than no sheet.
 */
export async function drawCharts(
  context: Excel.RequestContext,
  sheets: readonly Charted[],
  before: ChartsBefore,
): Promise<string[]> {
  const concerned = sheets.some(
    ({ name, charts = [] }) =>
      charts.length > 0 || name in before.remembered || (before.standing.get(name)?.size ?? 0) > 0,
  );
  if (!isSupported('1.8') || !concerned) return [];
  const now = await chartsBefore(
    context,
    sheets.map(({ name }) => name),
  );
  const jobs: Job[] = [];
  for (const { name, charts = [] } of sheets) {
    const unchanged = new Set(
      charts
        .filter((chart) => sameAsBefore(chart, before.remembered[name]))
        .map((chart) => CHART_PREFIX + chart.name)
        .filter((each) => now.standing.get(name)?.has(each)),
    );
    for (const standing of now.standing.get(name) ?? [])
      if (!unchanged.has(standing)) context.workbook.worksheets.getItem(name).charts.getItem(standing).delete();
    for (const chart of charts) if (!unchanged.has(CHART_PREFIX + chart.name)) jobs.push({ sheet: name, chart });
  }
  const refused = await drawAll(context, jobs);
  const kept = { ...before.remembered };
  for (const { name, charts = [] } of sheets) {
    if (charts.length > 0) kept[name] = charts;
    else delete kept[name];
  }
  remember(context, kept);
  await context.sync();
  return refused.map(({ chart }) => chart.title);
}

function sameAsBefore(chart: ChartSpec, before: readonly ChartSpec[] | undefined): boolean {
  const text = JSON.stringify(chart);
  return before?.some((each) => each.name === chart.name && JSON.stringify(each) === text) ?? false;
}

/** All charts in one request; when Excel refuses, one after another. */
async function drawAll(context: Excel.RequestContext, jobs: readonly Job[]): Promise<Job[]> {
  if (jobs.length === 0) return [];
  const sheetOf = ({ sheet }: Job): Excel.Worksheet => context.workbook.worksheets.getItem(sheet);
  const names = jobs.map((job) => namesOf(sheetOf(job), job.chart));
  await context.sync();
  const refused: Job[] = [];
  try {
    jobs.forEach((job, index) => dressChart(buildChart(sheetOf(job), job.chart, names[index]!), job.chart));
    await context.sync();
  } catch {
    for (const [index, job] of jobs.entries()) if (!(await drawOne(job, names[index]!))) refused.push(job);
  }
  await describe(
    context,
    jobs.filter((job) => !refused.includes(job)),
  );
  return refused;

  async function drawOne(job: Job, own: readonly (() => string)[]): Promise<boolean> {
    const sheet = sheetOf(job);
    try {
      await removeCharts(context, sheet, [job.chart.name]);
      const native = buildChart(sheet, job.chart, own);
      await context.sync();
      dressChart(native, job.chart);
      // A chart that cannot be made beautiful still shows its figures.
      await context.sync().catch(() => undefined);
      return true;
    } catch {
      await removeCharts(context, sheet, [job.chart.name]).catch(() => undefined);
      return false;
    }
  }
}

async function removeCharts(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  names: readonly string[],
): Promise<void> {
  const found = names.map((name) => sheet.charts.getItemOrNullObject(CHART_PREFIX + name).load('name'));
  await context.sync();
  for (const chart of found) if (!chart.isNullObject) chart.delete();
  await context.sync();
}

/**
 * Alternative texts. Office.js has none on charts themselves, only on shapes; an Excel that does not count charts among
 * its shapes leaves the title and the axis titles to screen readers.
 */
async function describe(context: Excel.RequestContext, jobs: readonly Job[]): Promise<void> {
  if (!isSupported('1.14')) return;
  try {
    const shapes = jobs.map(({ sheet, chart }) => ({
      chart,
      shape: context.workbook.worksheets
        .getItem(sheet)
        .shapes.getItemOrNullObject(CHART_PREFIX + chart.name)
        .load('name'),
    }));
    await context.sync();
    for (const { chart, shape } of shapes) {
      if (shape.isNullObject) continue;
      shape.altTextTitle = chart.title;
      shape.altTextDescription = chart.altText;
    }
    await context.sync();
  } catch {
    // The chart itself stands.
  }
}

/**
 * Draws the charts again that stood before a job; those that the analyst had removed stay away. `calledNow` says what the
 * sheets are called now, by what they were called; those that are gone are not in it.
 */
export async function bringChartsBack(
  context: Excel.RequestContext,
  before: ChartsBefore,
  calledNow: ReadonlyMap<string, string>,
): Promise<void> {
  if (!isSupported('1.8')) return;
  const sheets = [...before.standing].flatMap(([called, standing]) => {
    const name = calledNow.get(called);
    const charts = (before.remembered[called] ?? []).filter((chart) => standing.has(CHART_PREFIX + chart.name));
    return name === undefined ? [] : [{ name, charts }];
  });
  const now = await chartsBefore(
    context,
    sheets.map(({ name }) => name),
  );
  await drawCharts(context, sheets, now);
  remember(context, before.remembered);
  await context.sync();
}
