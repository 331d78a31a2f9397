import type { App, NativeTheme } from 'electron';
import type { Messages } from '../../shared/i18n/messages';
import type { Settings } from '../../shared/settings/settings';
import type { Page } from '../ipc/page';
import { createSerial } from '../settings/serial';
import type { SettingsStore } from '../settings/settings-store';
import { type AutostartOptions, setAutostart } from './autostart';
import { type DemoKeeper, wantsDemo } from './demo-keeper';
import type { Desktop } from './desktop';
import type { Log } from './log';
import { applyTheme } from './theme';
import type { Watcher } from './watcher';

export interface FollowSettingsOptions {
  readonly settings: SettingsStore;
  readonly demoAsked: boolean;
  readonly demo: DemoKeeper;
  readonly watcher: Pick<Watcher, 'reconfigure'>;
  readonly desktop: Pick<Desktop, 'languageChanged' | 'tell'>;
  readonly page: Pick<Page, 'push'>;
  readonly nativeTheme: Pick<NativeTheme, 'themeSource'>;
  readonly autostart: AutostartOptions & { readonly app: Pick<App, 'setLoginItemSettings'> };
  readonly messages: () => Messages;
  readonly log: Log;
}

/**
 * Makes the program follow the settings from now on; one change after another, because starting the demo takes a while.
 * The promise resolves, and never rejects, when the present settings are in force.
 */
export function followSettings(options: FollowSettingsOptions): Promise<void> {
  const { settings, demo, desktop, log } = options;
  const serial = createSerial();
  // What the OS has been told; at the start only a wish to be started at login needs telling.
  let startsAtLogin = false;

  const follow = async (next: Settings) => {
    applyTheme(options.nativeTheme, next.theme);
    desktop.languageChanged();
    options.page.push('settings.changed', next);
    const ensured = await demo.ensure(wantsDemo(options.demoAsked, next, settings.trouble));
    if (ensured === 'failed') {
      const { troubleTitle, demoFailed } = options.messages().shell;
      desktop.tell(troubleTitle, demoFailed);
    }
    await options.watcher.reconfigure();
    if (next.startAtLogin === startsAtLogin) return;
    startsAtLogin = next.startAtLogin;
    const outcome = await setAutostart(next.startAtLogin, options.autostart);
    if (outcome === 'not-installed') {
      log.info('Start at login takes effect in the installed program only');
    }
  };
  const inOrder = (next: Settings) =>
    serial(() => follow(next)).catch((error: unknown) =>
      log.error('The settings are not fully in force', error),
    );

  settings.subscribe((next) => void inOrder(next));
  return inOrder(settings.current());
}
