/** Entry of the task pane: when Office is ready, the ribbon commands are registered and the pane is put on the page. */
import { registerCommands, startWorkbook } from '../excel';
import { isAttended, watchAttention } from './attention';
import { commandOptions } from './commands';
import { mount } from './mount';
import { keepTabInPane } from './shell/tabKey';
import { workbookDoor } from './workbookDoor';

/** Whether Office shows a dark theme; undefined where it does not say. */
function isOfficeDark(): boolean | undefined {
  try {
    return Office.context.officeTheme?.isDarkTheme;
  } catch {
    // Older hosts throw instead of having no theme.
    return undefined;
  }
}

void Office.onReady(() => {
  watchAttention();
  keepTabInPane();
  // A question that nobody sees would hang the command: then edited sheets refuse it instead.
  registerCommands((id) => (isAttended() ? commandOptions(id) : {}));
  const root = document.getElementById('root');
  // The command line opens the page without a pane, and the functions before the formulas: there is nothing to heal.
  void startWorkbook({ heals: root !== null });
  if (root) mount(root, workbookDoor, isOfficeDark());
});
