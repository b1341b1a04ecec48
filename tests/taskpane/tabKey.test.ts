/** @jest-environment jsdom */
/** The Tab key: the browser's while the pane has another stop, Office.js's at the ends. */
import { keepTabInPane } from '../../src/taskpane/shell/tabKey';

const reached: string[] = [];
beforeAll(() => {
  keepTabInPane();
  // Where Office.js listens.
  window.addEventListener('keydown', ({ key, shiftKey }) => reached.push(`${shiftKey ? 'Shift+' : ''}${key}`));
});

function press(from: string, key: string, shiftKey = false): string[] {
  reached.length = 0;
  document.querySelector(from)!.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true }));
  return [...reached];
}

test('Tab stays with the browser inside of the pane, also from a place that a script focused', () => {
  document.body.innerHTML = `
    <main tabindex="-1"><button id="first">一</button>
    <details><summary>二</summary></details>
    <button disabled>三</button><div tabindex="-1" id="message"></div><select id="last"></select><i tabindex="-1"></i></main>`;
  expect(press('main', 'Tab')).toEqual([]);
  expect(press('#first', 'Tab')).toEqual([]);
  expect(press('#message', 'Tab')).toEqual([]);
  expect(press('#last', 'Tab', true)).toEqual([]);
});

test('at either end, and with any other key, Office.js has its turn', () => {
  expect(press('#last', 'Tab')).toEqual(['Tab']);
  expect(press('#first', 'Tab', true)).toEqual(['Shift+Tab']);
  expect(press('main', 'Tab', true)).toEqual(['Shift+Tab']);
  expect(press('#first', 'Escape')).toEqual(['Escape']);
});
