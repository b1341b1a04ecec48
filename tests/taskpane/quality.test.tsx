/** @jest-environment jsdom */
/** Tests of what step ① shows beyond the ledger: aggregate forms, pictures of values, comparison with published rates. */
import { act } from 'react';
import '../../src/taskpane/data/QualityReport';
import { distributionsOf, readAggregate } from '../../src/kdb';
import { datasetOf, FakeDoor, VIEW } from './fakeDoor';
import { pageText, render, settle, unmount } from './render';

afterEach(unmount);

const FORM = {
  file: '全体像',
  rows: () => [
    ['帳票名：地域の全体像の把握'],
    ['大項目', '項目', '保険者', '', '国', ''],
    ['', '', '実数', '割合', '実数', '割合'],
    ['人口構成', '総人口', '12,345', '', '123,800,000', ''],
    ['介護', '1号認定率', '', '18.5', '', '19.4'],
  ],
};
const aggregates = [readAggregate(FORM)!];

test('aggregate forms stand as 集計表, with their rows, and not among the sheets that are not used', async () => {
  const view = { ...VIEW, aggregates };
  await render(new FakeDoor(view));
  await settle();
  const text = pageText();
  expect(text).toContain('集計表');
  expect(text).toContain('全体像');
  expect(text).toContain('地域の全体像の把握（一般的な様式）');
  expect(text).toContain('2 行 ＝ 使用 2 ＋ 除外 0（値 4）');
  expect(text).toContain('=IKKATSU.KDBFIGURE(指標,比較)');
  const unused = [...document.querySelectorAll('h3')].find((heading) => heading.textContent === '使わないシート');
  expect(unused?.parentElement?.textContent).not.toContain('全体像');
});

test('the quality report opens on demand: a picture of every field, the rates beside the published ones', async () => {
  const door = new FakeDoor(VIEW);
  door.data = datasetOf(VIEW);
  await render(door);
  await settle();
  await settle();
  const summary = [...document.querySelectorAll('summary')].find((each) => each.textContent?.includes('値の分布'))!;
  expect(document.querySelector('details svg[role=img]')).toBeNull();
  await act(async () => {
    const details = summary.parentElement as HTMLDetailsElement;
    details.open = true;
    details.dispatchEvent(new Event('toggle'));
    await Promise.resolve();
  });
  const pictures = [...document.querySelectorAll('details svg[role=img]')];
  const distributions = distributionsOf(datasetOf(VIEW).table);
  expect(pictures.map((picture) => picture.getAttribute('aria-label')?.split('：')[0])).toEqual(
    distributions.map(({ label }) => label),
  );
  expect(pageText()).toContain('公表 1.9〜4.8%');
  expect(pageText()).toContain('公表の範囲なし');
});
