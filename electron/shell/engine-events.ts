import type { Popup } from '../../shared/domain/popups';
import type { TrayModel } from '../../shared/domain/tray';
import { assertNever } from '../../shared/result';
import type { ToldLedger } from '../engine/alerting/ledger';
import type { EngineEvent } from '../engine/engine';
import type { Page } from '../ipc/page';
import type { Log } from './log';

/** Where what the engine says goes: to the page, to the desktop, to the disk. */
export interface EngineAudience {
  readonly page: Pick<Page, 'push'>;
  readonly desktop: { popup(popup: Popup): void; render(model: TrayModel): void };
  readonly keep: (ledger: ToldLedger) => void;
  readonly log: Log;
}

export function passOn(event: EngineEvent, to: EngineAudience): void {
  switch (event.type) {
    case 'patch':
      to.page.push('engine.patch', event.patch);
      break;
    case 'reset':
      to.page.push('engine.reset', null);
      break;
    case 'popup':
      to.log.info(`Popup ${event.popup.kind} in ${event.popup.env}: ${event.popup.reason}`);
      to.desktop.popup(event.popup);
      break;
    case 'tray':
      to.desktop.render(event.tray);
      break;
    case 'ledger':
      to.keep(event.ledger);
      break;
    case 'source':
      to.log.info(`${event.env} ${event.name}: ${event.state} ${event.reason ?? ''}`);
      break;
    // The page learns of both through patches; the events are the command line's and do not leave the worker.
    case 'alert':
    case 'panels':
      break;
    default:
      assertNever(event);
  }
}
