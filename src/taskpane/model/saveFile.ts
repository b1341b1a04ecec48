/** Saving a file from the pane: the browser's own download, nothing leaves the machine. */

/** Hands bytes to the browser as a file. */
export function saveFile(name: string, bytes: Uint8Array<ArrayBuffer>, type: string): void {
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has begun to read by then; the address would hold the memory until the page closes.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
