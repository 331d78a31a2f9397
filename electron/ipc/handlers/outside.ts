import type { BrowserWindow, Dialog, Shell } from 'electron';
import type { Messages } from '../../../shared/i18n/messages';
import { err, ok } from '../../../shared/result';
import { pickPemFile } from '../../shell/files';
import { openLink } from '../../shell/links';
import { type Handlers, refusal } from '../answer';

/** What leads out of the program: links and the file dialog. */
export function outsideHandlers(parts: {
  readonly shell: Pick<Shell, 'openExternal'>;
  readonly dialog: Pick<Dialog, 'showOpenDialog'>;
  readonly window: () => BrowserWindow | undefined;
  readonly messages: () => Messages;
}): Pick<Handlers, 'link.open' | 'file.pick'> {
  return {
    'link.open': async ({ url }) => {
      const opened = await openLink(parts.shell, url);
      return opened.ok ? opened : err(refusal('failed', parts.messages().shell.link.refused));
    },
    'file.pick': async ({ purpose }) => {
      const window = parts.window();
      if (window === undefined) return ok(null);
      return ok(await pickPemFile(parts.dialog, window, purpose, parts.messages()));
    },
  };
}
