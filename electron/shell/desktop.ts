import type * as Electron from 'electron';
import type { Popup } from '../../shared/domain/popups';
import type { TrayModel } from '../../shared/domain/tray';
import type { Language } from '../../shared/i18n/language';
import type { Messages } from '../../shared/i18n/messages';
import type { Route } from '../../shared/ipc/api';
import { assertNever } from '../../shared/result';
import type { StateStore } from '../settings/state-store';
import { createBadge } from './badge';
import { overlayIconFile, trayIconFile } from './icons';
import type { Log } from './log';
import { applicationMenu } from './menu';
import { recoverPopupClicks } from './popup-recovery';
import { createPopupRoutes } from './popup-routes';
import { createPopups } from './popups';
import { createTrayView, type TrayView } from './tray';
import { pauseEnd, type TrayAction } from './tray-menu';

export interface DesktopOptions {
  readonly electron: Pick<
    typeof Electron,
    'app' | 'Menu' | 'nativeImage' | 'Notification' | 'Tray'
  >;
  readonly assets: string;
  readonly platform: string;
  /** What came with Electron's `ready`. */
  readonly launchInfo: unknown;
  readonly development: boolean;
  readonly messages: () => Messages;
  readonly language: () => Language;
  readonly now: () => number;
  readonly log: Log;
  readonly state: StateStore;
  readonly window: () => Electron.BrowserWindow | undefined;
  readonly show: (route?: Route) => void;
  /** Epoch ms; `null` ends the pause. */
  readonly pause: (until: number | null) => void;
  readonly quit: () => void;
}

/** Everything native outside the window: tray, badge, popups, menu. */
export interface Desktop {
  render(model: TrayModel): void;
  popup(popup: Popup): void;
  tell(title: string, body: string): void;
  /** Says once in the life of this profile that closing the window does not end the watching. */
  hintOnce(): void;
  /** The watcher died: whatever was shown last, nothing can be vouched for now. */
  blind(outcome: 'restarted' | 'gone'): void;
  windowOpened(): void;
  languageChanged(): void;
  destroy(): void;
}

export function createDesktop(options: DesktopOptions): Desktop {
  const { electron, messages, platform } = options;
  const { nativeImage } = electron;
  let model = unknownModel(messages());
  let menuLanguage: Language | undefined;

  const routes = createPopupRoutes(options.state);
  const popups = createPopups({
    isSupported: () => electron.Notification.isSupported(),
    create: (texts) => new electron.Notification(texts),
    platform,
    onClick: (route) => options.show(route),
    keep: (popup) => routes.keep(popup),
    log: options.log,
    now: options.now,
  });
  recoverPopupClicks({
    Notification: electron.Notification,
    platform,
    onClick: (route) => options.show(route),
    launchInfo: options.launchInfo,
    popups,
    routes,
    now: options.now,
    later: (ms, task) => {
      setTimeout(task, ms);
    },
    log: options.log,
  });
  const badge = createBadge({
    app: electron.app,
    platform,
    window: options.window,
    icon: (state) => nativeImage.createFromPath(overlayIconFile(options.assets, state)),
  });
  const tray = openTray();

  function openTray(): TrayView | undefined {
    try {
      return createTrayView(model, {
        createTray: (icon) => new electron.Tray(icon),
        buildMenu: (template) => electron.Menu.buildFromTemplate(template),
        icon: (state) => nativeImage.createFromPath(trayIconFile(options.assets, state, platform)),
        messages,
        now: options.now,
        timeOf: (at) => clockTime(at, options.language()),
        act,
      });
    } catch (error) {
      options.log.error('This desktop has no tray; start the program again to see it', error);
      return undefined;
    }
  }

  function act(action: TrayAction): void {
    switch (action.kind) {
      case 'open':
        options.show();
        break;
      case 'go':
        options.show(action.route);
        break;
      case 'pause':
        options.pause(pauseEnd(action.choice, options.now()));
        break;
      case 'quit':
        options.quit();
        break;
      default:
        assertNever(action);
    }
  }

  const render = (next: TrayModel) => {
    model = next;
    tray?.render(next);
    badge.render(next);
  };

  return {
    render,
    popup: (popup) => popups.show(popup),
    tell: (title, body) => popups.notice(title, body),
    hintOnce() {
      if (options.state.current().trayHintGiven) return;
      options.state.update({ trayHintGiven: true });
      const { hintTitle, hintBody } = messages().shell;
      popups.notice(hintTitle, hintBody);
    },
    blind(outcome) {
      const texts = messages().shell;
      const body = outcome === 'gone' ? texts.watcherGone : texts.watcherRestarts;
      render({ ...unknownModel(messages()), tooltip: `Batchwatch: ${body}` });
      popups.notice(texts.watcherStoppedTitle, body);
    },
    windowOpened() {
      badge.forget();
      badge.render(model);
    },
    languageChanged() {
      const language = options.language();
      if (language === menuLanguage) return;
      menuLanguage = language;
      electron.Menu.setApplicationMenu(
        electron.Menu.buildFromTemplate(applicationMenu(messages(), platform, options.development)),
      );
      tray?.render(model);
    },
    destroy: () => tray?.destroy(),
  };
}

/** Before the first poll, and after the watcher died, nothing is known: never a false green. */
function unknownModel(messages: Messages): TrayModel {
  const { tray } = messages;
  return {
    state: 'unknown',
    firing: 0,
    critical: 0,
    tooltip: tray.tooltip(tray.state.unknown, 0),
    worst: [],
  };
}

/** Hours and minutes, with the weekday: a pause may end tomorrow. */
function clockTime(at: number, language: Language): string {
  return new Intl.DateTimeFormat(language, {
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);
}
