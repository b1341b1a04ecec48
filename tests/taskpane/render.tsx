/** Puts the pane on a jsdom page, finds things as an analyst would, and asks axe about it. */
import { act } from 'react';
import axe from 'axe-core';
import { mount } from '../../src/taskpane/mount';
import type { ExcelDoor } from '../../src/taskpane/door';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
const told: string[] = [];
// The browser's own way of telling screen readers; Fluent uses it where it is there.
Object.assign(document, { ariaNotify: (message: string) => void told.push(message) });

// jsdom draws nothing; axe asks whether letters are pictures, and takes null for no.
HTMLCanvasElement.prototype.getContext = () => null;

let takeDown: (() => void) | null = null;

/** Lets promises and effects of the pane come to rest. */
export async function settle(step: () => void = () => {}): Promise<void> {
  await act(async () => {
    step();
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  });
}

export async function render(door: ExcelDoor): Promise<void> {
  document.documentElement.lang = 'ja';
  document.title = 'IKKATSU';
  told.length = 0;
  document.body.innerHTML = '<div id="root"></div>';
  await settle(() => {
    const root = mount(document.getElementById('root')!, door);
    takeDown = () => root.unmount();
  });
}

export function unmount(): void {
  act(() => takeDown?.());
  takeDown = null;
}

/** Everything that can be read on the page, dialogs included. */
export function pageText(): string {
  return document.body.textContent ?? '';
}

function nameOf(element: Element): string {
  return (element.getAttribute('aria-label') ?? element.textContent ?? '').trim();
}

export function buttons(name: string): HTMLButtonElement[] {
  return [...document.querySelectorAll('button')].filter((button) => nameOf(button) === name);
}

/** The one button with this name. In a dialog it is the last one on the page. */
export function button(name: string): HTMLButtonElement {
  const found = buttons(name).at(-1);
  if (!found)
    throw new Error(`no button "${name}" among: ${[...document.querySelectorAll('button')].map(nameOf).join(' | ')}`);
  return found;
}

export async function click(name: string): Promise<void> {
  const target = button(name);
  await settle(() => target.click());
}

/** The field whose label begins with this text. */
export function labelled(text: string): HTMLElement {
  const label = [...document.querySelectorAll('label')].find((each) => each.textContent!.startsWith(text));
  const field = label && document.getElementById(label.htmlFor);
  if (!field) throw new Error(`no field "${text}"`);
  return field;
}

/** Puts a text into a field as typing would. */
export async function type(field: HTMLElement, text: string): Promise<void> {
  const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!;
  await settle(() => {
    setter.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

/** Chooses an option of a select by its value, as a person would. */
export async function selectOption(field: HTMLElement, value: string): Promise<void> {
  const setter = Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value')!.set!;
  await settle(() => {
    setter.call(field, value);
    field.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

/** The step whose title is given. */
export function step(title: string): HTMLElement {
  const found = [...document.querySelectorAll('section')].find((section) => {
    const label = document.getElementById(section.getAttribute('aria-labelledby') ?? '');
    return label?.textContent === title;
  });
  if (!found) throw new Error(`no step "${title}"`);
  return found;
}

/** What screen readers were told. */
export function announcements(): string {
  return told.join('\n');
}

/** What a rule says of whether an element is there to be seen; the rest is for a page with a layout. */
const OF_VISIBILITY = /[{;\s](?:display|visibility|content-visibility|overflow|position|clip|opacity)\s*:/;

/** Takes the other rules off the page: jsdom tries each of them at each element whose styles are asked for. */
function dropLayoutRules(): void {
  for (const { cssRules } of document.styleSheets) {
    const sheet = cssRules[0]?.parentStyleSheet;
    for (let at = cssRules.length - 1; at >= 0; at--)
      if (!OF_VISIBILITY.test(cssRules[at]!.cssText)) sheet?.deleteRule(at);
  }
}

/** Ids of the axe rules that the page breaks, with the places. Colours are looked at in a browser: jsdom has no layout. */
export async function axeViolations(): Promise<string[]> {
  dropLayoutRules();
  const { violations } = await axe.run(document, { rules: { 'color-contrast': { enabled: false } } });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ; ')}`);
}
