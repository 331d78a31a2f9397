import { ok } from '../../../shared/result';
import type { Handlers } from '../answer';

export function popupHandlers(parts: {
  /** Epoch ms; `null` ends the pause. */
  readonly pause: (until: number | null) => Promise<void>;
}): Pick<Handlers, 'popups.pause'> {
  return {
    'popups.pause': async ({ until }) => {
      await parts.pause(until);
      return ok(null);
    },
  };
}
