import { ok } from '../../../shared/result';
import type { Settings } from '../../../shared/settings/settings';
import type { Watcher } from '../../shell/watcher';
import type { Handlers } from '../answer';

export function silenceHandlers(parts: {
  readonly watcher: Pick<Watcher, 'createSilence' | 'expireSilence'>;
  readonly remember: (change: (settings: Settings) => Settings) => Promise<unknown>;
}): Pick<Handlers, 'silence.create' | 'silence.expire'> {
  return {
    'silence.create': async ({ env, draft }) => {
      const outcome = await parts.watcher.createSilence(env, draft);
      if (outcome.kind === 'done') {
        const author = draft.createdBy.slice(0, 200);
        await parts.remember((settings) =>
          settings.author === author ? settings : { ...settings, author },
        );
      }
      return ok(outcome);
    },
    'silence.expire': async ({ env, id }) => ok(await parts.watcher.expireSilence(env, id)),
  };
}
