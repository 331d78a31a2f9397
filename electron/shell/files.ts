import type { BrowserWindow, Dialog } from 'electron';
import type { Messages } from '../../shared/i18n/messages';

export type PickPurpose = 'ca' | 'cert' | 'key';

/** Lets the user choose a PEM file; `null` when the dialog was dismissed. Only the path goes to the page. */
export async function pickPemFile(
  dialog: Pick<Dialog, 'showOpenDialog'>,
  window: BrowserWindow,
  purpose: PickPurpose,
  messages: Messages,
): Promise<string | null> {
  const { pick } = messages.shell;
  const chosen = await dialog.showOpenDialog(window, {
    title: pick[purpose],
    properties: ['openFile', 'dontAddToRecent'],
    filters: [
      { name: pick.pem, extensions: ['pem', 'crt', 'cer', 'key'] },
      { name: pick.all, extensions: ['*'] },
    ],
  });
  return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
}
