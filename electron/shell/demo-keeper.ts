import type { Settings } from '../../shared/settings/settings';
import type { WatchedEnvironment } from '../engine/engine';
import type { SettingsTrouble } from '../settings/read-settings';
import type { Log } from './log';

export interface RunningDemo {
  readonly environment: WatchedEnvironment;
  stop(): Promise<void>;
}

/**
 * The demo runs when it was asked for, or when nothing is configured. Not when settings exist that could not be used:
 * somebody who watched real servers yesterday must not take simulated alerts for theirs.
 */
export function wantsDemo(
  asked: boolean,
  settings: Settings,
  trouble: SettingsTrouble | undefined,
): boolean {
  if (asked) return true;
  return (
    settings.environments.length === 0 && (trouble === undefined || trouble.kind === 'missing')
  );
}

export interface DemoKeeper {
  /** Starts or stops it; calls must not overlap. A demo that does not start is logged and reported as `failed`. */
  ensure(wanted: boolean): Promise<'unchanged' | 'started' | 'stopped' | 'failed'>;
  environment(): WatchedEnvironment | undefined;
}

export function createDemoKeeper(options: {
  readonly launch: () => Promise<RunningDemo>;
  readonly log: Log;
}): DemoKeeper {
  let running: RunningDemo | undefined;
  return {
    async ensure(wanted) {
      if (wanted === (running !== undefined)) return 'unchanged';
      if (running !== undefined) {
        const ending = running;
        running = undefined;
        await ending.stop().catch((error: unknown) => {
          options.log.error('The demo environment did not end cleanly', error);
        });
        return 'stopped';
      }
      try {
        running = await options.launch();
        return 'started';
      } catch (error) {
        options.log.error('The demo environment did not start', error);
        return 'failed';
      }
    },
    environment: () => running?.environment,
  };
}
