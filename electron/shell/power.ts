import type { PowerMonitor } from 'electron';
import type { Log } from './log';

/** Tells the engine when the machine sleeps and wakes, so that nothing old is shown as new after the lid opens. */
export function watchPower(
  monitor: Pick<PowerMonitor, 'on'>,
  engine: { suspend(): Promise<void>; resume(): Promise<void> },
  log: Log,
): void {
  monitor.on('suspend', () => {
    engine.suspend().catch((error: unknown) => log.error('Suspending failed', error));
  });
  monitor.on('resume', () => {
    engine.resume().catch((error: unknown) => log.error('Resuming failed', error));
  });
}
