/** The long tasks of a page's thread, as the frame of the pane is told of them, and what our own ran. */
import type { CDPSession, Frame, Page } from 'playwright-core';

/** A task over 50 ms, the least that the browser tells. */
export interface Task {
  readonly milliseconds: number;
  /** Ours, or that of the frame around the pane: the grid that stands in for Excel, which has a thread of its own. */
  readonly isOurs: boolean;
  /**
   * Milliseconds of collecting garbage: the grid's heap is ours too here, and who fills it is not told. 0 where nothing was asked.
   */
  readonly collecting: number;
  /** Functions with the milliseconds spent in them and in what they called, longest first; none where nothing was asked. */
  readonly frames: readonly string[];
}

interface LongTask {
  readonly name: string;
  readonly start: number;
  readonly milliseconds: number;
}

declare global {
  interface Window {
    /** Tasks over 50 ms, as this frame is told of them. */
    tasksMet: LongTask[];
  }
}

/** Runs in every frame before its own scripts. */
export function watchTasks(): void {
  window.tasksMet = [];
  new PerformanceObserver((list) => {
    for (const { name, startTime, duration } of list.getEntries())
      window.tasksMet.push({ name, start: performance.timeOrigin + startTime, milliseconds: duration });
  }).observe({ type: 'longtask' });
}

/** Names under which the browser tells a frame of its own tasks. */
const OWN = new Set(['self', 'multiple-contexts']);

type Profile = Awaited<ReturnType<typeof stopped>>;
const stopped = async (session: CDPSession) => (await session.send('Profiler.stop')).profile;

const COLLECTOR = /garbage/;

/** What ran between two moments (microseconds of the profile), by the time spent in each function. */
function ranBetween(
  { nodes, samples = [], timeDeltas = [], startTime }: Profile,
  from: number,
  to: number,
): Pick<Task, 'collecting' | 'frames'> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const times = new Map<string, number>();
  let at = startTime;
  samples.forEach((sample, index) => {
    at += timeDeltas[index] ?? 0;
    if (at < from || at >= to) return;
    const met = new Set<string>();
    for (let id: number | undefined = sample; id !== undefined; id = parents.get(id)) {
      const { functionName, url, lineNumber, columnNumber } = byId.get(id)!.callFrame;
      if (url !== '' || COLLECTOR.test(functionName))
        met.add(`${functionName || '(anonymous)'}@${url.split('/').pop()}:${lineNumber + 1}:${columnNumber + 1}`);
    }
    for (const place of met) times.set(place, (times.get(place) ?? 0) + (timeDeltas[index + 1] ?? 0));
  });
  const collecting = [...times]
    .filter(([place]) => COLLECTOR.test(place))
    .reduce((sum, [, time]) => sum + time / 1000, 0);
  const frames = [...times].sort((a, b) => b[1] - a[1]).map(([place, time]) => `${(time / 1000).toFixed(0)} ${place}`);
  return { collecting, frames };
}

/**
 * The long tasks while a job runs.
 * @param profiles says what our own tasks ran; slower
 */
export async function tasksDuring(
  page: Page,
  pane: Frame,
  profiles: boolean,
  job: () => Promise<void>,
): Promise<readonly Task[]> {
  await pane.evaluate(() => window.tasksMet.splice(0));
  const session = await page.context().newCDPSession(page);
  let ahead = 0;
  if (profiles) {
    await session.send('Performance.enable');
    const { metrics } = await session.send('Performance.getMetrics');
    ahead = metrics.find(({ name }) => name === 'Timestamp')!.value * 1e6 - Date.now() * 1000;
    await session.send('Profiler.enable');
    await session.send('Profiler.setSamplingInterval', { interval: 1000 });
    await session.send('Profiler.start');
  }
  await job();
  const profile = profiles ? await stopped(session) : null;
  const met = await pane.evaluate(() => window.tasksMet);
  await session.detach();
  return met.map(({ name, start, milliseconds }) => {
    const isOurs = OWN.has(name);
    const from = start * 1000 + ahead;
    return {
      milliseconds,
      isOurs,
      ...(profile && isOurs ? ranBetween(profile, from, from + milliseconds * 1000) : { collecting: 0, frames: [] }),
    };
  });
}
