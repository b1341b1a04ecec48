/** What the test page loads in place of the task pane: the room excel, open to the tests, and the ribbon commands. */
import * as room from '../../src/excel';

declare global {
  interface Window {
    room: typeof room;
    /** How a pane would take part in a command; set by tests. */
    commandOptions?: room.CommandOptions;
  }
}

window.room = room;
void Office.onReady(() => room.registerCommands(() => window.commandOptions ?? {}));
