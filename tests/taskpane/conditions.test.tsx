/** @jest-environment jsdom */
/** Step ② from the analyst's side: thresholds to try, live counts, findings, named sets, and the way into the sheet. */
import { defaultSettings, PARAMETERS } from '../../src/criteria';
import { changed, changesTo, stepped, typedNumber } from '../../src/taskpane/model/draft';
import { datasetOf, FakeDoor, VIEW } from './fakeDoor';
import {
  announcements,
  axeViolations,
  button,
  buttons,
  click,
  labelled,
  pageText,
  render,
  settle,
  step,
  type,
  unmount,
} from './render';

afterEach(() => {
  unmount();
  jest.useRealTimers();
});

const bmi = PARAMETERS.find(({ key }) => key === 'lowNutrition.bmiAtMost')!.parameter;
const drugs = PARAMETERS.find(({ key }) => key === 'polypharmacy.drugCountAtLeast')!.parameter;

async function open(): Promise<FakeDoor> {
  const door = new FakeDoor();
  door.data = datasetOf(VIEW);
  await render(door);
  await settle(() => step('条件').querySelector('button')!.click());
  return door;
}

function item(name: string): HTMLElement {
  return [...step('条件').querySelectorAll('li')].find((each) => each.querySelector('h3')?.textContent === name)!;
}

function hitsOf(name: string): number {
  return Number(/(\d+) 人/.exec(item(name).textContent!.replaceAll(',', ''))![1]);
}

describe('what is typed', () => {
  test.each(['18.5', '１８．５', ' 18.5 ', '18.50'])('"%s" means 18.5', (text) => {
    expect(typedNumber(text, bmi)).toEqual({ value: 18.5 });
  });

  test.each(['', 'abc', '1e3', '7.9', '60.1', '1,8'])('"%s" is refused with what is possible', (text) => {
    expect(typedNumber(text, bmi)).toEqual({ why: '8〜60 の数を入れてください' });
  });

  test('counts must be whole', () => {
    expect(typedNumber('15.5', drugs)).toEqual({ why: '1〜100 の整数を入れてください' });
  });

  test('a step stays on the scale and within the limits', () => {
    expect(stepped(20, bmi, 1)).toBe(20.1);
    expect(stepped(20.1, bmi, -1)).toBe(20);
    expect(stepped(60, bmi, 1)).toBe(60);
    expect(stepped(1, drugs, -1)).toBe(1);
  });

  test('a value that stands in the sheet is no change', () => {
    const settings = defaultSettings();
    const one = changed({}, settings, 'lowNutrition.bmiAtMost', 19);
    expect(one).toEqual({ 'lowNutrition.bmiAtMost': 19 });
    expect(changed(one, settings, 'lowNutrition.bmiAtMost', 20)).toEqual({});
    expect(changesTo(settings, { ...settings, 'kidney.egfrBelow': 50 })).toEqual({ 'kidney.egfrBelow': 50 });
  });
});

describe('a threshold in the pane', () => {
  test('changes sentence and count while it is typed, and writes nothing', async () => {
    jest.useFakeTimers();
    const door = await open();
    const before = hitsOf('低栄養');
    await type(labelled('BMI（以下）'), '２４');
    expect(item('低栄養').textContent).toContain('BMI 24 以下');
    expect(hitsOf('低栄養')).toBeGreaterThan(before);
    expect(item('低栄養').textContent).toContain(`＋${hitsOf('低栄養') - before}`);
    expect(item('低栄養').textContent).toContain('未反映');
    expect(pageText()).toContain('1 か所の変更は、まだシートに反映していません。');
    expect(step('抽出').textContent).toContain('抽出は、いまシートにある条件で行います');
    expect(door.applied).toBeNull();
    await settle(() => jest.advanceTimersByTime(1000));
    expect(announcements()).toContain(`低栄養 ${hitsOf('低栄養')} 人`);
  });

  test('is written to the sheet on demand, as a whole set', async () => {
    const door = await open();
    await type(labelled('BMI（以下）'), '18.5');
    await click('シートに反映');
    expect(door.applied).toEqual({ ...defaultSettings(), 'lowNutrition.bmiAtMost': 18.5 });
    expect(item('低栄養').textContent).not.toContain('未反映');
    expect(item('低栄養').textContent).toContain('変更あり');
    expect(buttons('シートに反映')).toHaveLength(0);
    expect(pageText()).toContain('シート「抽出条件」に反映しました');
  });

  test('can be dropped again', async () => {
    const door = await open();
    await type(labelled('BMI（以下）'), '18.5');
    await click('取り消す');
    expect((labelled('BMI（以下）') as HTMLInputElement).value).toBe('20');
    expect(buttons('シートに反映')).toHaveLength(0);
    expect(door.applied).toBeNull();
  });

  test('that is impossible says so at the field and keeps the last one', async () => {
    await open();
    await type(labelled('BMI（以下）'), '200');
    expect(labelled('BMI（以下）').getAttribute('aria-invalid')).toBe('true');
    expect(item('低栄養').textContent).toContain('8〜60 の数を入れてください');
    expect(buttons('シートに反映')).toHaveLength(0);
  });

  test('follows the arrow keys and the buttons', async () => {
    await open();
    const field = labelled('BMI（以下）');
    await settle(() => field.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true })));
    expect((field as HTMLInputElement).value).toBe('19.9');
    await settle(() => item('低栄養').querySelector<HTMLElement>('[aria-label="BMI（以下）を上げる"]')!.click());
    expect((field as HTMLInputElement).value).toBe('20');
  });

  test('outside what is usual, or against another, is told with its severity', async () => {
    await open();
    await type(labelled('BMI（以下）'), '30');
    expect(item('低栄養').querySelector('[aria-label=注意]')).not.toBeNull();
    expect(item('低栄養').textContent).toContain('通常の範囲');
    await type(labelled('拡張期血圧（以上）'), '160');
    expect(item('重症化予防（コントロール不良者）').querySelector('[aria-label=誤り]')).not.toBeNull();
  });

  test('that nobody meets is told', async () => {
    await open();
    await type(labelled('処方薬剤数（以上）'), '100');
    expect(hitsOf('服薬（多剤）')).toBe(0);
    expect(item('服薬（多剤）').textContent).toContain('当たる人が 1 人もいません');
  });
});

test('a switch takes part in the live counts', async () => {
  await open();
  const field = item('健康状態不明者').querySelector<HTMLInputElement>('input[type=checkbox]')!;
  await settle(() => field.click());
  expect(item('健康状態不明者').textContent).toContain('未反映');
});

describe('named sets', () => {
  test('keep what is typed under a name, and bring it back', async () => {
    const door = await open();
    await type(labelled('BMI（以下）'), '18.5');
    await click('保存');
    expect(step('条件').textContent).toContain('セットの名前を入れてください');
    await type(labelled('いまの条件に名前を付けて保存'), '広域連合の基準');
    await click('保存');
    expect(door.sets).toEqual([
      { name: '広域連合の基準', settings: { ...defaultSettings(), 'lowNutrition.bmiAtMost': 18.5 } },
    ]);
    await click('取り消す');
    await click('読み込む');
    expect((labelled('BMI（以下）') as HTMLInputElement).value).toBe('18.5');
    await click('削除');
    expect(door.sets).toEqual([]);
  });
});

test('axe finds nothing to object to while thresholds are typed, wrong ones too', async () => {
  await open();
  await type(labelled('BMI（以下）'), '30');
  await type(labelled('処方薬剤数（以上）'), 'x');
  expect(button('シートに反映')).toBeTruthy();
  expect(await axeViolations()).toEqual([]);
});
