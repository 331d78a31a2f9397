import { NOTHING_SEEN } from '../../../shared/domain/watching';
import type { AppInfo } from '../../../shared/ipc/api';
import { ok } from '../../../shared/result';
import type { SettingsStore } from '../../settings/settings-store';
import type { SecretStore } from '../../shell/secrets';
import type { Watcher } from '../../shell/watcher';
import type { Handlers } from '../answer';
import type { Page } from '../page';

export function appHandlers(parts: {
  readonly watcher: Pick<Watcher, 'snapshot' | 'watching'>;
  readonly settings: Pick<SettingsStore, 'current'>;
  readonly secrets: Pick<SecretStore, 'state'>;
  readonly page: Pick<Page, 'attach'>;
  readonly info: () => AppInfo;
  /** Resolves when the engine knows what to watch. */
  readonly ready: Promise<void>;
}): Pick<Handlers, 'app.bootstrap'> {
  return {
    'app.bootstrap': async () => {
      await parts.ready;
      // Listening begins before the snapshot is taken, so that no patch falls between the two.
      const route = parts.page.attach();
      const { watcher } = parts;
      const snapshot = await watcher.snapshot().catch((error: unknown) => {
        if (watcher.watching().kind === 'watching') throw error;
        return NOTHING_SEEN;
      });
      return ok({
        snapshot,
        watching: watcher.watching(),
        settings: parts.settings.current(),
        info: parts.info(),
        secrets: parts.secrets.state(),
        ...(route === undefined ? {} : { route }),
      });
    },
  };
}
