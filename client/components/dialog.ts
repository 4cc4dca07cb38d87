/** Opens a dialog once it is in the page; a click outside closes it, and so does Escape. */
export function openDialog(dialog: HTMLDialogElement): void {
  dialog.setAttribute('closedby', 'any');
  queueMicrotask(() => dialog.isConnected && dialog.showModal());
}
