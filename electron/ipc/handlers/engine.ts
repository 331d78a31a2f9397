import { err, ok } from '../../../shared/result';
import type { Settings } from '../../../shared/settings/settings';
import type { Watcher } from '../../shell/watcher';
import { type Handlers, refusal } from '../answer';

export function engineHandlers(parts: {
  readonly watcher: Pick<Watcher, 'snapshot' | 'refresh' | 'reconfigure' | 'restart'>;
  /** `false`: no such environment is watched. */
  readonly select: (env: string) => boolean;
  readonly remember: (change: (settings: Settings) => Settings) => Promise<unknown>;
}): Pick<
  Handlers,
  'engine.restart' | 'engine.snapshot' | 'engine.refresh' | 'engine.select' | 'engine.range'
> {
  const { watcher } = parts;
  return {
    'engine.snapshot': async () => ok(await watcher.snapshot()),
    'engine.refresh': async () => {
      await watcher.refresh();
      return ok(null);
    },
    'engine.restart': async () => {
      watcher.restart();
      return ok(null);
    },
    'engine.select': async ({ env }) => {
      if (!parts.select(env)) return err(refusal('failed', 'There is no such environment.'));
      await watcher.reconfigure();
      return ok(null);
    },
    'engine.range': async ({ range }) => {
      await parts.remember((settings) => ({ ...settings, range }));
      return ok(null);
    },
  };
}
