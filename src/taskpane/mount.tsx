/** Puts the pane on the page with its theme and its voice for screen readers; the door decides which workbook it serves. */
import { createRoot, type Root } from 'react-dom/client';
import { AriaLiveAnnouncer, FluentProvider } from '@fluentui/react-components';
import { App } from './App';
import type { ExcelDoor } from './door';
import { themeOf } from './shell/theme';

/** Renders the pane into `element`. The returned root is for tests, which take it down again. */
export function mount(element: HTMLElement, door: ExcelDoor, isDark?: boolean): Root {
  const root = createRoot(element);
  const theme = themeOf(isDark);
  // What shows beside and behind the pane, e.g. next to the scroll bar, is the browser's own canvas.
  document.body.style.backgroundColor = theme.colorNeutralBackground2;
  document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
  root.render(
    <FluentProvider theme={theme} lang="ja">
      <AriaLiveAnnouncer>
        <App door={door} />
      </AriaLiveAnnouncer>
    </FluentProvider>,
  );
  return root;
}
