/**
 * Tests of 前のブックの実績 in the pane: files are taken, what came of it is told, and of two values one is chosen.
 * @jest-environment jsdom
 */
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { AnalystError } from '../../src/kdb/errors';
import OlderRecord, { type RecordDoor } from '../../src/taskpane/plan/OlderRecord';
import type { LaterStepProps } from '../../src/taskpane/model/steps';
import type { StandingChoice } from '../../src/plan/record/standing';
import { axeViolations, buttons, click, pageText, settle } from './render';

type Job = Parameters<LaterStepProps['actions']['work']>[0];

const told: string[] = [];
const actions = {
  work: (job: Job) =>
    void job.run({ confirmReplace: async () => true }).then(
      (notice) => told.push(notice ? notice.text : ''),
      (error: Error) => told.push(error.message),
    ),
} as unknown as LaterStepProps['actions'];

let takeDown: () => void = () => undefined;
async function show(door: RecordDoor): Promise<void> {
  document.documentElement.lang = 'ja';
  document.title = 'IKKATSU';
  document.body.innerHTML = '<main><h2>④</h2><div id="root"></div></main>';
  await settle(() => {
    const root = createRoot(document.getElementById('root')!);
    root.render(
      <FluentProvider theme={webLightTheme}>
        <OlderRecord actions={actions} busy={false} written={null} door={door} />
      </FluentProvider>,
    );
    takeDown = () => root.unmount();
  });
}
beforeEach(() => void (told.length = 0));
afterEach(() => act(() => takeDown()));

const line = (more: Partial<StandingChoice>): StandingChoice => ({
  fiscalYear: 2024,
  indicator: '健診受診率',
  area: '全体',
  numerator: 27,
  denominator: 100,
  value: 0.27,
  lower: 0.2,
  upper: 0.35,
  source: '取り込んだデータ',
  recordedAt: '2026-04-01 09:00:00',
  condition: '対象外者を除く',
  remark: '',
  lineKey: 'rec.a',
  row: 90,
  isChosen: false,
  ...more,
});

function doorWith(more: Partial<RecordDoor>): RecordDoor {
  return {
    take: async () => ({ written: true, notices: [] }),
    choices: async () => [],
    choose: async () => undefined,
    ...more,
  };
}

async function pick(...names: string[]): Promise<void> {
  const input = document.querySelector<HTMLInputElement>('input[aria-label="前のブック"]')!;
  const files = names.map((name) =>
    Object.assign(new File(['x'], name), { arrayBuffer: async () => new ArrayBuffer(1) }),
  );
  Object.defineProperty(input, 'files', { configurable: true, get: () => files });
  Object.defineProperty(input, 'value', { configurable: true, set: () => undefined });
  await settle(() => input.dispatchEvent(new Event('change', { bubbles: true })));
}

test('what older workbooks brought is told, and that it waits where no data are loaded', async () => {
  const taken: string[] = [];
  const notices = ['前.xlsx から、令和6年度の実績 21 件を引き継ぎました。'];
  await show(
    doorWith({
      take: async (files) => {
        taken.push(...files.map(({ name }) => name));
        return { written: taken.length > 1, notices };
      },
    }),
  );
  await pick('前.xlsx');
  expect(told.at(-1)).toBe(`${notices[0]}シート「実績の記録」には、次に抽出するときに書きます。`);
  await pick('前.xlsx', '前の前.xlsx');
  expect(taken).toEqual(['前.xlsx', '前.xlsx', '前の前.xlsx']);
  expect(told.at(-1)).toBe(notices[0]);
  expect(await axeViolations()).toEqual([]);
});

test('a workbook that is none of ours is refused with its sentence', async () => {
  await show(
    doorWith({
      take: async () => {
        throw new AnalystError('history.none', { file: '売上.xlsx' });
      },
    }),
  );
  await pick('売上.xlsx');
  expect(told.at(-1)).toContain('売上.xlsx に、引き継げる実績がありません');
});

test('two values of one figure are both shown with where they are from, and the chosen one is told to the workbook', async () => {
  const chosen: string[] = [];
  await show(
    doorWith({
      choices: async () => [
        [
          line({ isChosen: chosen.includes('rec.a') }),
          line({ numerator: 30, value: 0.3, lineKey: 'rec.b', source: '前.xlsx', recordedAt: '' }),
        ],
      ],
      choose: async (key) => void chosen.push(key),
    }),
  );
  expect(pageText()).toContain('違う値が 1 件');
  expect(pageText()).toContain('27／100（27.00%） 取り込んだデータ・記録 令和8年4月1日・対象外者を除く');
  expect(pageText()).toContain('30／100（30.00%） 前.xlsx・対象外者を除く');
  await click('令和6年度 健診受診率（全体） は 27／100（27.00%） を使う');
  expect(chosen).toEqual(['rec.a']);
  expect(pageText()).toContain('使用中');
  expect(buttons('令和6年度 健診受診率（全体） は 27／100（27.00%） を使う')[0]!.getAttribute('aria-pressed')).toBe(
    'true',
  );
  expect(await axeViolations()).toEqual([]);
});
