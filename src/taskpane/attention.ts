/** Whether somebody is at the pane: the ribbon's commands may ask a question only of a person who can answer it. */

let attended = false;

/** Listens for the first touch of the pane. Without a person (the command line) there is never one. */
export function watchAttention(): void {
  const notice = () => {
    attended = true;
  };
  for (const event of ['pointerdown', 'keydown']) window.addEventListener(event, notice, { capture: true });
}

/** True while the pane is on the screen and was used before. */
export function isAttended(): boolean {
  return attended && document.visibilityState === 'visible';
}
