import { type DemoServers, startDemo } from '../../electron/demo/start-demo';
import { EMPTY_LEDGER } from '../../electron/engine/alerting/ledger';
import { createSystemClock } from '../../electron/engine/clock';
import { createEngine } from '../../electron/engine/create-engine';
import type { Engine, EngineEvent } from '../../electron/engine/engine';
import { connectEnvironment } from '../../electron/engine/watch/connections';
import type { EnvironmentState } from '../../shared/domain/snapshot';
import { defaultSettings } from '../../shared/settings/settings';
import { pollUntil } from './poll-until';

export interface WatchedDemo {
  readonly demo: DemoServers;
  readonly engine: Engine;
  readonly events: readonly EngineEvent[];
  state(): Promise<EnvironmentState>;
  /** Polls everything until the state is as wanted. */
  until(what: string, wanted: (state: EnvironmentState) => boolean): Promise<EnvironmentState>;
  stop(): Promise<void>;
}

/** The whole engine over HTTP against scripted servers; each request has `timeoutMs`. */
export async function watchDemo(timeoutMs = 4000): Promise<WatchedDemo> {
  const demo = await startDemo({ now: Date.now, mode: 'scripted' });
  const settings = defaultSettings();
  const events: EngineEvent[] = [];
  const engine = createEngine({
    clock: createSystemClock(),
    random: Math.random,
    connect: connectEnvironment,
    ledger: EMPTY_LEDGER,
    onDefect: (where, error) => {
      throw new Error(`defect in ${where}: ${String(error)}`);
    },
  });
  engine.subscribe((event) => events.push(event));
  const short = <T extends { timeoutMs: number }>(endpoint: T): T => ({
    ...endpoint,
    timeoutMs,
  });
  const { environment } = demo;
  await engine.setVisible(true);
  await engine.configure({
    environments: [
      {
        ...environment,
        prometheus: short(environment.prometheus),
        alertmanagers: environment.alertmanagers.map(short),
        ...(environment.tempo === undefined ? {} : { tempo: short(environment.tempo) }),
      },
    ],
    selected: environment.id,
    range: '15m',
    polling: { ...settings.polling, alertsSeconds: 1, panelsSeconds: 1 },
    popups: settings.popups,
    language: 'en',
    secrets: {},
  });
  const state = async () => {
    const [first] = (await engine.snapshot()).environments;
    if (first === undefined) throw new Error('nothing is watched');
    return first;
  };
  return {
    demo,
    engine,
    events,
    state,
    until: (what, wanted) =>
      pollUntil(
        what,
        async () => {
          await engine.refresh();
          const now = await state();
          return wanted(now) ? now : undefined;
        },
        45_000,
        150,
      ),
    async stop() {
      await engine.stop();
      await demo.stop();
    },
  };
}
