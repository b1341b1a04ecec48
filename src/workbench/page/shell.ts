/** The page around workbook and pane: what it says to the analyst, the width of the pane, files dropped on it. */

/** An element of index.html. */
export function element<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`index.html has no #${id}`);
  return found as T;
}

let clearing: ReturnType<typeof setTimeout> | undefined;

function notice(text: string, isTrouble: boolean): void {
  clearTimeout(clearing);
  const box = element('notice');
  box.classList.toggle('trouble', isTrouble);
  box.setAttribute('role', isTrouble ? 'alert' : 'status');
  element('notice-text').textContent = text;
  box.hidden = text === '';
}

/** Says something in passing. */
export function say(text: string): void {
  notice(text, false);
  clearing = setTimeout(() => notice('', false), 5000);
}

/** Says what went wrong; it stays until it is closed. */
export function trouble(text: string): void {
  notice(text, true);
}

/** Says what holds for the page as a whole; with `reload`, a button that loads it anew. */
export function banner(text: string, reload = false): void {
  element('banner-text').textContent = text;
  element('banner-reload').hidden = !reload;
  element('banner').hidden = false;
}

/** What to do with the workbook that is open. */
export type Opening = 'add' | 'replace';

/** Asks whether files are added to the open workbook or replace it; null where neither is wanted. */
export function askOpening(names: readonly string[]): Promise<Opening | null> {
  const dialog = element<HTMLDialogElement>('opening');
  element('opening-files').textContent = `開くファイル: ${names.join('、')}`;
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve((dialog.returnValue || null) as Opening | null), { once: true });
  });
}

const WIDTH_KEY = 'ikkatsu.paneWidth';
const NARROWEST = 280;
const STEP = 24;

/** Lets the pane be made wider, narrower, and be put away. */
export function preparePane(): void {
  const split = element('split');
  const handle = element('handle');
  const toggle = element('toggle-pane');
  const setWidth = (wanted: number): void => {
    const widest = Math.max(NARROWEST, window.innerWidth * 0.7);
    const width = Math.round(Math.min(widest, Math.max(NARROWEST, wanted)));
    document.documentElement.style.setProperty('--pane-width', `${width}px`);
    handle.setAttribute('aria-valuenow', String(width));
    handle.setAttribute('aria-valuemin', String(NARROWEST));
    handle.setAttribute('aria-valuemax', String(Math.round(widest)));
    localStorage.setItem(WIDTH_KEY, String(width));
  };
  const width = (): number => Number(localStorage.getItem(WIDTH_KEY)) || 400;
  setWidth(width());

  handle.addEventListener('pointerdown', (event) => {
    handle.setPointerCapture(event.pointerId);
    split.classList.add('dragging');
  });
  handle.addEventListener('pointermove', (event) => {
    if (handle.hasPointerCapture(event.pointerId)) setWidth(window.innerWidth - event.clientX);
  });
  const stop = (): void => split.classList.remove('dragging');
  handle.addEventListener('pointerup', stop);
  handle.addEventListener('pointercancel', stop);
  handle.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowLeft') setWidth(width() + STEP);
    else if (event.key === 'ArrowRight') setWidth(width() - STEP);
    else return;
    event.preventDefault();
  });
  toggle.addEventListener('click', () => {
    const closed = split.classList.toggle('closed');
    toggle.setAttribute('aria-expanded', String(!closed));
  });
  element('banner-reload').addEventListener('click', () => location.reload());
  element('notice-close').addEventListener('click', () => notice('', false));
}

/** Takes files that are dropped anywhere on the page. */
export function acceptDrops(take: (files: FileList) => void): void {
  const drop = element('drop');
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
  window.addEventListener(
    'dragover',
    (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      drop.hidden = false;
    },
    true,
  );
  window.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) drop.hidden = true;
  });
  window.addEventListener(
    'drop',
    (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      drop.hidden = true;
      if (event.dataTransfer) take(event.dataTransfer.files);
    },
    true,
  );
}
