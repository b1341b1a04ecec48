/** What a screen of the pane is held to: axe finds nothing, nothing scrolls sideways, at every width and in every theme. */
import axe from 'axe-core';
import type { Bench } from './stage';

/** Widths of the pane in CSS pixels; the last is a window of 1280 × 1024 at a zoom of 400 %. */
const SIZES = [
  { name: '320', width: 320, height: 800 },
  { name: '400', width: 400, height: 800 },
  { name: 'zoom 400 %', width: 320, height: 256 },
] as const;

/** What a theme can break: its colours. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/** What is wrong with the screen as it stands, in words; nothing when all is well. */
async function faults(bench: Bench, words: string, rules?: readonly string[]): Promise<string[]> {
  const frame = await bench.frame();
  if (await frame.evaluate(() => !('axe' in window))) await frame.evaluate(axe.source);
  const found = await frame.evaluate(async (values) => {
    const { axe: here } = window as unknown as { axe: typeof axe };
    const { violations } = await here.run(document, {
      resultTypes: ['violations'],
      preload: false,
      ...(values ? { runOnly: { type: 'rule', values: [...values] } } : {}),
    });
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(' ; ')}`,
    );
  }, rules);
  return found.map((fault) => `${words}: ${fault}`);
}

/** How many pixels the page is wider than its window, and what makes it so. */
async function overhang(bench: Bench, words: string): Promise<string[]> {
  const wide = await (
    await bench.frame()
  ).evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 0.5)
      .slice(0, 5)
      .map((element) => element.outerHTML.slice(0, 200));
  });
  return wide.length === 0 ? [] : [`${words} scrolls sideways: ${wide.join(' ; ')}`];
}

/** What a pass looks at: everything, or only what a theme can break. */
export type Theme = 'light' | 'dark' | 'contrast';

/** Looks at the screen in these themes at every width, with axe where it can differ. */
export async function looksFine(bench: Bench, screen: string, themes: readonly Theme[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const size of SIZES) {
    await bench.page.setViewportSize(size);
    wrong.push(...(await overhang(bench, `${screen} at ${size.name}`)));
    if (size.name === 'zoom 400 %') continue;
    for (const theme of themes) {
      await bench.page.emulateMedia({ forcedColors: theme === 'contrast' ? 'active' : 'none' });
      wrong.push(
        ...(await faults(bench, `${screen}, ${size.name}, ${theme}`, theme === 'light' ? undefined : COLOURS)),
      );
    }
    await bench.page.emulateMedia({ forcedColors: 'none' });
  }
  return wrong;
}
