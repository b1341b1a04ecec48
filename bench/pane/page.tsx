/** The pane on a page of its own for the benchmark: its real code over synthetic persons, and a record of long tasks. */
import { createEvaluator, CRITERIA_VERSION, defaultSettings } from '../../src/criteria';
import { describeConditions } from '../../src/taskpane/model/conditions';
import type { ExcelDoor, WorkbookView } from '../../src/taskpane/door';
import { mount } from '../../src/taskpane/mount';
import { generatePersonTable } from '../../tools/samples/table';
import { datasetOfOneYear } from '../../tests/oneYear';

declare global {
  interface Window {
    /** Milliseconds of every task over 50. */
    longTasks: number[];
  }
}

window.longTasks = [];
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) window.longTasks.push(duration);
}).observe({ type: 'longtask' });

const size = Number(new URLSearchParams(location.search).get('persons'));
const table = generatePersonTable({ size });
const settings = defaultSettings();
const view: WorkbookView = {
  fiscalYear: table.fiscalYear,
  fiscalYearBasis: '',
  persons: table.size,
  stamp: table.stamp,
  sources: [
    {
      file: '合成',
      layout: { id: 'synthetic', name: '合成', status: 'proposed' },
      kinds: ['register'],
      placed: { years: [], isOfEveryYear: true, basis: '' },
      headerRow: 1,
      columns: [],
      rows: size,
      used: size,
      setAside: {},
      setAsideRows: {},
      notices: [],
    },
  ],
  unrecognised: [],
  aggregates: [],
  notices: [],
  why: '',
  settings,
  conditions: describeConditions(settings, []),
  quality: [],
  criteriaVersion: CRITERIA_VERSION,
};
const intake = { ...view, fiscalYear: table.fiscalYear, table, onlyRemaining: '' };
const dataset = datasetOfOneYear(intake, createEvaluator(table), settings);

/** Only what looking, typing and scrolling need; anything else is refused. */
const answers: Partial<ExcelDoor> = {
  inspect: () => Promise.resolve(view),
  dataset: () => Promise.resolve(dataset),
  conditionSets: () => Promise.resolve([]),
  onChanged: () => () => undefined,
};
const door = new Proxy(answers, {
  get: (known, name) => known[name as keyof ExcelDoor] ?? (() => Promise.reject(new Error(`no ${String(name)} here`))),
}) as ExcelDoor;

mount(document.getElementById('root')!, door);
