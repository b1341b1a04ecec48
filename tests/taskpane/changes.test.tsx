/** @jest-environment jsdom */
/** What the pane does when somebody edits the cells beside it, and what colleagues hand each other as layout files. */
import { datasetOf, FakeDoor, RESULT, VIEW } from './fakeDoor';
import { axeViolations, button, click, labelled, pageText, render, settle, step, unmount } from './render';

afterEach(() => {
  jest.useRealTimers();
  unmount();
});

describe('a cell of the data is edited in the workbook', () => {
  test('the figures are marked as old at once and counted anew when the typing rests', async () => {
    jest.useFakeTimers();
    const door = new FakeDoor();
    await render(door);
    const looks = () => door.calls.filter((call) => call === 'inspect').length;
    await settle(() => door.changed!());
    expect(step('抽出').textContent).toContain('シートの値が変わりました');
    expect(step('抽出').textContent).toContain('ブックが変わりました');
    await settle(() => jest.advanceTimersByTime(800));
    await settle(() => door.changed!());
    await settle(() => jest.advanceTimersByTime(800));
    expect(looks()).toBe(1);
    await settle(() => jest.advanceTimersByTime(800));
    expect(looks()).toBe(2);
    expect(step('抽出').textContent).not.toContain('シートの値が変わりました');
  });

  test('a change during the look makes another look', async () => {
    jest.useFakeTimers();
    const door = new FakeDoor();
    await render(door);
    let go!: () => void;
    door.looking = new Promise((resolve) => (go = resolve));
    await settle(() => door.changed!());
    await settle(() => jest.advanceTimersByTime(1500));
    await settle(() => door.changed!());
    await settle(() => jest.advanceTimersByTime(1500));
    await settle(() => go());
    await settle();
    expect(door.calls.filter((call) => call === 'inspect')).toHaveLength(3);
    expect(pageText()).not.toContain('シートの値が変わりました');
  });

  test('with very many persons the analyst says when to count anew', async () => {
    jest.useFakeTimers();
    const door = new FakeDoor({ ...VIEW, persons: 150_000 });
    await render(door);
    await click('抽出を実行');
    await settle(() => door.extraction.resolve({ ...RESULT, stamp: VIEW.stamp }));
    await settle(() => door.changed!());
    await settle(() => jest.advanceTimersByTime(60_000));
    expect(step('抽出').textContent).toContain('下の人数は、変わる前のものです');
    expect(await axeViolationsWithRealTimers()).toEqual([]);
    await click('数え直す');
    expect(step('抽出').textContent).not.toContain('下の人数は、変わる前のものです');
  });

  test('an empty workbook has no figures that could be old', async () => {
    const door = new FakeDoor();
    door.inspectError = new Error('not yet');
    await render(door);
    await settle(() => door.changed!());
    expect(pageText()).not.toContain('シートの値が変わりました');
  });
});

/** axe waits with timers of its own. */
function axeViolationsWithRealTimers(): Promise<string[]> {
  jest.useRealTimers();
  return axeViolations();
}

describe('a layout file', () => {
  const saved: { readonly name: string; readonly text: Promise<string> }[] = [];

  async function openDialog(): Promise<void> {
    const door = new FakeDoor();
    door.data = datasetOf(VIEW);
    await render(door);
    await click('メモ の列を対応づける');
    await settle();
  }

  async function choose(name: string, text: string): Promise<void> {
    const input = document.querySelector<HTMLInputElement>('[aria-label="レイアウトのファイル"]')!;
    const file = { name, text: () => Promise.resolve(text) };
    await settle(() => {
      Object.defineProperty(input, 'files', { configurable: true, value: [file] });
      input.dispatchEvent(new Event('change', { bubbles: true }));
    });
  }

  beforeEach(() => {
    saved.length = 0;
    // jsdom has neither; what is kept is what a browser would write into the file.
    const blobs: Blob[] = [];
    URL.createObjectURL = (blob) => `blob:${blobs.push(blob as Blob) - 1}`;
    URL.revokeObjectURL = () => undefined;
    jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      const reader = new FileReader();
      const text = new Promise<string>((resolve) => {
        reader.onload = () => resolve(String(reader.result));
      });
      reader.readAsText(blobs.at(-1)!);
      saved.push({ name: this.download, text });
    });
  });
  afterEach(() => jest.restoreAllMocks());

  test('holds the headings and their fields, no data, and can be read again', async () => {
    await openDialog();
    const select = labelled('体格の値') as HTMLSelectElement;
    await settle(() => {
      select.value = 'weight';
      select.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await click('レイアウトを保存');
    const text = await saved[0]!.text;
    expect(saved[0]!.name).toBe('レイアウト_メモ.json');
    expect(text).toContain('"heading": "体格の値"');
    expect(text).toContain('"field": "weight"');
    expect(text).not.toContain('18.5');
    await click('やめる');
    await openDialog();
    await choose('同僚.json', text);
    expect((labelled('体格の値') as HTMLSelectElement).value).toBe('weight');
    expect(pageText()).toContain('同僚.json から 3 列の対応を読みました');
    expect(button('この対応で使う')).toBeTruthy();
  });

  test('that is none is refused in a sentence, and nothing changes', async () => {
    await openDialog();
    const before = (labelled('体格の値') as HTMLSelectElement).value;
    await choose('写真.json', '{"a":1}');
    expect(pageText()).toContain('写真.json');
    expect(pageText()).toContain('レイアウトのファイルではありません');
    expect((labelled('体格の値') as HTMLSelectElement).value).toBe(before);
  });
});
