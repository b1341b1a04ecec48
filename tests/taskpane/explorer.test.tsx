/** @jest-environment jsdom */
/** Step ③ from the analyst's side: figures before anything is written, overlap, the person list with reasons, files. */
import { unzipSync } from 'fflate';
import { NATIONAL_CRITERIA } from '../../src/criteria';
import {
  byPurposes,
  chosenRows,
  orderedPositions,
  overlaps,
  rankedRows,
  searchedRows,
} from '../../src/taskpane/model/people';
import { datasetOf, FakeDoor, VIEW } from './fakeDoor';
import { axeViolations, click, labelled, pageText, render, settle, step, type, unmount } from './render';

const NATIONAL_IDS = NATIONAL_CRITERIA.map(({ id }) => id);
afterEach(unmount);

const data = datasetOf(VIEW, 400);
const results = data.evaluator.evaluateAll(data.settings);

async function open(tab: string): Promise<void> {
  const door = new FakeDoor();
  door.data = data;
  await render(door);
  const target = [...document.querySelectorAll<HTMLElement>('[role=tab]')].find((each) => each.textContent === tab)!;
  await settle(() => target.click());
}

const options = () => [...document.querySelectorAll<HTMLElement>('[role=option]')];
const list = () => document.querySelector<HTMLElement>('[role=listbox]')!;
const why = () => document.querySelector('[aria-label="なぜ該当?"]')?.textContent ?? '';

async function select(label: string, value: string): Promise<void> {
  const field = labelled(label) as HTMLSelectElement;
  await settle(() => {
    field.value = value;
    field.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

describe('lists as row numbers', () => {
  const rows = chosenRows(data.table, results, { purpose: 'any', answer: 'hits', area: '' });

  test('a choice holds who meets the purpose, in the order of the register', () => {
    const one = chosenRows(data.table, results, { purpose: 'oral', answer: 'hits', area: '' });
    expect([...one]).toEqual(results[1]!.hits.toArray());
    expect(rows.length).toBeGreaterThan(one.length);
  });

  test('kana are found in any spelling', () => {
    const found = searchedRows(data.table, rows, 'ごうせい');
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThan(rows.length);
    expect(searchedRows(data.table, rows, 'ゴウ セイ')).toEqual(found);
    expect(searchedRows(data.table, rows, 'ｺﾞｳｾｲ')).toEqual(found);
    expect(searchedRows(data.table, rows, '')).toBe(rows);
  });

  test('the order goes by priority, then purposes, then the register', async () => {
    const ranks = (await rankedRows(data.table, results, rows, new AbortController().signal))!;
    const keys = [...orderedPositions(data.table, rows, ranks, 'priority')].map((at) => [
      ranks.levels[at]!,
      -ranks.purposes[at]!,
      at,
    ]);
    expect(keys).toEqual([...keys].sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]! || a[2]! - b[2]!));
  });

  test('pairs and sums agree with the sets themselves', () => {
    const matrix = overlaps(results);
    NATIONAL_IDS.forEach((_, index) => expect(matrix[index]![index]).toBe(results[index]!.hits.count()));
    const met = Array.from({ length: data.table.size }, (_, row) => results.filter(({ hits }) => hits.get(row)).length);
    const times = (low: number, high: number) => met.filter((count) => count >= low && count <= high).length;
    expect(byPurposes(results)).toEqual([times(1, 1), times(2, 2), times(3, 10)]);
  });

  test('half a million persons are searched and put in order', async () => {
    const many = Uint32Array.from({ length: 500_000 }, (_, index) => index % data.table.size);
    expect(orderedPositions(data.table, many, null, 'older')).toHaveLength(500_000);
    expect(searchedRows(data.table, many, 'ごうせい').length).toBeGreaterThan(0);
  });
});

test('the figures are there before anything is written', async () => {
  await open('人数と割合');
  expect(step('抽出').textContent).toContain('いまの条件での人数');
  expect(step('抽出').querySelectorAll('tbody tr')).toHaveLength(10);
  expect(step('抽出').textContent).not.toContain('書いたシート');
  expect(step('抽出').textContent).toContain('圏域ごとの割合');
});

test('the overlap stands in a table whose headings are named', async () => {
  await open('重なり');
  expect(step('抽出').querySelectorAll('tbody tr')).toHaveLength(10);
  expect(step('抽出').textContent).toContain('3 つ以上の目的');
  expect(await axeViolations()).toEqual([]);
});

describe('the person list', () => {
  test('makes only the rows that are seen, and says how many there are', async () => {
    await open('名簿');
    const total = Number(options()[0]!.getAttribute('aria-setsize'));
    expect(total).toBeGreaterThan(50);
    expect(options().length).toBeLessThan(20);
    expect(step('抽出').textContent).toContain(`${total} 人`);
  });

  test('tells for the chosen person which conditions were met with which values', async () => {
    await open('名簿');
    await select('抽出目的', 'lowNutrition');
    await settle(() => options()[0]!.click());
    expect(why()).toContain('低栄養');
    expect(why()).toMatch(/BMI 20 以下 ← BMI [\d.]+kg|BMI 20 以下 ← BMI [\d.]+/);
    expect(await axeViolations()).toEqual([]);
  });

  test('is walked through with the keys', async () => {
    await open('名簿');
    const key = (name: string) =>
      settle(() => void list().dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true })));
    await key('ArrowDown');
    expect(options()[0]!.getAttribute('aria-selected')).toBe('true');
    const first = why();
    await key('ArrowDown');
    expect(why()).not.toBe(first);
    await key('Home');
    expect(why()).toBe(first);
    expect(list().getAttribute('aria-activedescendant')).toBe(options()[0]!.id);
  });

  test('says who could not be judged and what is missing', async () => {
    await open('名簿');
    await select('抽出目的', 'kidney');
    await select('判定', 'undetermined');
    await settle(() => options()[0]!.click());
    expect(why()).toContain('重症化予防（腎機能不良未受診者）は判定できません');
  });

  test('a search without a hit says so', async () => {
    await open('名簿');
    await type(labelled('さがす'), '誰もいない');
    expect(pageText()).toContain('当たる人がいません');
  });
});

describe('files', () => {
  const saved: { name: string; bytes: Uint8Array }[] = [];
  beforeEach(() => {
    saved.length = 0;
    let blob: Blob | null = null;
    URL.createObjectURL = (object) => {
      blob = object as Blob;
      return 'blob:file';
    };
    URL.revokeObjectURL = () => undefined;
    jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      const { download } = this;
      const reader = new FileReader();
      reader.onload = () => saved.push({ name: download, bytes: new Uint8Array(reader.result as ArrayBuffer) });
      reader.readAsArrayBuffer(blob!);
    });
  });
  afterEach(() => jest.restoreAllMocks());
  const arrived = async () => {
    while (saved.length === 0) await settle(() => new Promise((resolve) => setTimeout(resolve)) as never);
    return saved[0]!;
  };

  test('one list is a CSV with as many lines as hits', async () => {
    await open('名簿');
    await select('抽出目的', 'oral');
    await click('この目的の一覧を CSV で保存');
    const { name, bytes } = await arrived();
    expect(name).toBe(`抽出_口腔_${data.table.fiscalYear}.csv`);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(Buffer.from(bytes).toString('utf8').trimEnd().split('\r\n')).toHaveLength(results[1]!.hits.count() + 1);
  });

  test('all ten lists are one ZIP', async () => {
    await open('名簿');
    await click('10 の一覧をまとめて保存（ZIP）');
    const { bytes } = await arrived();
    expect(Object.keys(unzipSync(Uint8Array.from(bytes)))).toHaveLength(10);
  });
});
