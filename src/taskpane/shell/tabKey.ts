/**
 * The Tab key inside the pane. Office.js on the web takes it over: it knows no disclosures, and from a place that a script
 * has focused (a message, the progress of a step) it leaves the pane. Here the browser's own order stays in force; only at
 * either end Office.js has its turn, and takes the analyst back to Excel.
 */

const STOPS = 'a[href], button, input, select, textarea, summary, [tabindex], [contenteditable]';

function isReachable(element: HTMLElement): boolean {
  return (
    element.tabIndex >= 0 &&
    !element.matches(':disabled, [inert] *, [data-tabster-dummy]') &&
    (element.checkVisibility?.({ checkVisibilityCSS: true }) ?? true)
  );
}

/** Whether the page has another stop after `from`, or before it. */
function hasMore(from: Element, backward: boolean): boolean {
  const { DOCUMENT_POSITION_FOLLOWING, DOCUMENT_POSITION_PRECEDING, DOCUMENT_POSITION_CONTAINS } = Node;
  return [...document.querySelectorAll<HTMLElement>(STOPS)].some((stop) => {
    const where = from.compareDocumentPosition(stop);
    const isThere = backward
      ? where & DOCUMENT_POSITION_PRECEDING && !(where & DOCUMENT_POSITION_CONTAINS)
      : where & DOCUMENT_POSITION_FOLLOWING;
    return isThere && isReachable(stop);
  });
}

/** Keeps Tab with the browser while there is another stop in the pane. Office.js listens at the window, after this. */
export function keepTabInPane(): void {
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Tab' || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target instanceof Element && hasMore(event.target, event.shiftKey)) event.stopPropagation();
  });
}
