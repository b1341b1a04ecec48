/**
 * Tests of the two ways out of the workbook in the pane: the hand-in copy, and templates of others.
 * @jest-environment jsdom
 */
import { act } from 'react';
import { AnalystError } from '../../src/kdb/errors';
import { createRoot } from 'react-dom/client';
import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import FillTemplate, { type FillDoor } from '../../src/taskpane/binding/FillTemplate';
import HandIn, { type HandInDoor } from '../../src/taskpane/handIn/HandIn';
import type { LaterStepProps } from '../../src/taskpane/model/steps';
import { axeViolations, button, click, labelled, pageText, settle, type } from './render';

type Job = Parameters<LaterStepProps['actions']['work']>[0];

const saved: string[] = [];
const told: string[] = [];
/** Runs a job as the pane does, without its looks. */
const actions = {
  work: (job: Job) =>
    void job.run({ confirmReplace: async () => true }).then((notice) => told.push(notice ? notice.text : '')),
} as unknown as LaterStepProps['actions'];
const state = { dataset: {} } as unknown as LaterStepProps['state'];

let takeDown: () => void = () => undefined;
async function show(node: React.ReactNode): Promise<void> {
  document.documentElement.lang = 'ja';
  document.title = 'IKKATSU';
  document.body.innerHTML = '<main><h2>④</h2><div id="root"></div></main>';
  await settle(() => {
    const root = createRoot(document.getElementById('root')!);
    root.render(<FluentProvider theme={webLightTheme}>{node}</FluentProvider>);
    takeDown = () => root.unmount();
  });
}
beforeEach(() => {
  saved.length = 0;
  told.length = 0;
  URL.createObjectURL = () => 'blob:x';
  URL.revokeObjectURL = () => undefined;
  HTMLAnchorElement.prototype.click = function click(this: HTMLAnchorElement) {
    saved.push(this.download);
  };
});
afterEach(() => act(() => takeDown()));

function handInDoor(asked: object[] = []): HandInDoor {
  return {
    copy: async ({ audience, population }) => {
      asked.push({ audience, population });
      return {
        bytes: new Uint8Array([1]),
        sheets: ['計画書', '集約'],
        masked: 12,
        notices: ['計画書 の図は写していません。'],
      };
    },
    population: async () => 24000,
    keepPopulation: async (population) => void asked.push({ kept: population }),
    rewrite: async () => {
      asked.push({ rewritten: true });
      return { sheets: ['計画書', '集約'], notices: [] };
    },
  };
}

test('a copy for publication asks for the population that the workbook keeps, is saved, and tells what was masked', async () => {
  const asked: object[] = [];
  await show(<HandIn state={state} actions={actions} busy={false} door={handInDoor(asked)} />);
  expect((labelled('地域の人口') as HTMLInputElement).value).toBe('24000');
  await type(labelled('地域の人口'), '１，８００');
  await click('値で確定した写しを保存');
  expect(asked).toEqual([{ kept: 1800 }, { audience: '公表用', population: 1800 }]);
  expect(saved).toEqual(['値で確定_公表用.xlsx']);
  expect(told.join()).toContain('12 個のセルを伏せました');
  expect(pageText()).toContain('計画書 の図は写していません');
  expect(await axeViolations()).toEqual([]);
});

test('a population that is no number is told, and no copy is made', async () => {
  const asked: object[] = [];
  await show(<HandIn state={state} actions={actions} busy={false} door={handInDoor(asked)} />);
  await type(labelled('地域の人口'), '三万');
  expect(pageText()).toContain('1 以上の整数を入れてください');
  expect(button('値で確定した写しを保存').getAttribute('aria-disabled')).toBe('true');
});

test('a template file comes back filled under a new name, and this workbook can be filled with live formulas', async () => {
  const asked: unknown[] = [];
  const door: FillDoor = {
    showBindings: async () => void asked.push('show'),
    bindSelected: async (figure) => {
      asked.push(figure);
      return { name: '被保険者数', sheet: '様式', cell: 'B3', row: 8 };
    },
    fillFile: async (name, bytes) => {
      asked.push([name, bytes.length]);
      return { bytes, cells: 3, sheets: ['様式'] };
    },
    fillHere: async ({ live }) => {
      asked.push(live);
      return { cells: 2, sheets: ['様式'] };
    },
  };
  await show(<FillTemplate actions={actions} busy={false} door={door} />);
  await click('選んだセルにつなぐ');
  expect(told).toContain('様式 の B3 に「被保険者数」をつなぎました（様式の対応 8 行目）。');
  await click('「様式の対応」を開く');
  await settle(() => (document.querySelector('input[type=checkbox]') as HTMLInputElement).click());
  await click('このブックの様式に書く');
  const picker = document.querySelector('input[type=file]') as HTMLInputElement;
  const file = Object.assign(new File([new Uint8Array([1, 2])], '様式5.xlsm'), {
    arrayBuffer: async () => new Uint8Array([1, 2]).buffer,
  });
  Object.defineProperty(picker, 'files', { value: [file], configurable: true });
  await settle(() => picker.dispatchEvent(new Event('change', { bubbles: true })));
  await settle();
  expect(asked).toEqual(['insured.被保険者数', 'show', true, ['様式5.xlsm', 2]]);
  expect(saved).toEqual(['様式5_記入済み.xlsm']);
  expect(told).toContain('様式 の 2 個のセルに書きました。');
  expect(await axeViolations()).toEqual([]);
});

test('a copy of sheets that are not of today is refused with the way to write them anew', async () => {
  const asked: object[] = [];
  let isCurrent = false;
  const good = handInDoor(asked);
  const refusal = new AnalystError('handIn.outdated', { sheets: '計画書', sheet: '計画書', written: 'A', now: 'B' });
  const door: HandInDoor = {
    ...good,
    copy: (request) => (isCurrent ? good.copy(request) : Promise.reject(refusal)),
    rewrite: async (options) => {
      isCurrent = true;
      return good.rewrite(options);
    },
  };
  const failed: unknown[] = [];
  const catching = {
    work: (job: Job) =>
      void job.run({ confirmReplace: async () => true }).then(
        (notice) => told.push(notice ? notice.text : ''),
        (error: unknown) => failed.push(error),
      ),
  } as unknown as LaterStepProps['actions'];
  await show(<HandIn state={state} actions={catching} busy={false} door={door} />);
  expect(pageText()).not.toContain('シートを書き直す');
  await click('値で確定した写しを保存');
  expect(failed).toEqual([refusal]);
  expect(saved).toEqual([]);
  expect(await axeViolations()).toEqual([]);
  await click('シートを書き直す');
  expect(asked).toContainEqual({ rewritten: true });
  expect(told.join()).toContain('2 枚のシートを、いまのデータと条件で書き直しました');
  expect(pageText()).not.toContain('シートを書き直す');
  await click('値で確定した写しを保存');
  expect(saved).toEqual(['値で確定_公表用.xlsx']);
});
