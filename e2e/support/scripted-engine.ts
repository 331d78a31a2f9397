import { EMPTY_LEDGER, type ToldLedger } from '../../electron/engine/alerting/ledger';
import { createEngine } from '../../electron/engine/create-engine';
import type { EngineConfig, EngineEvent } from '../../electron/engine/engine';
import { defaultSettings, suggestedEnvironment } from '../../shared/settings/settings';
import type { AmAlert } from '../../shared/wire/alertmanager';
import { type FakePeer, fakeConnections, fakePeer, fakePrometheus } from './fake-connections';
import { createManualClock } from './manual-clock';

export const START = 1_795_000_000_000;

export function am(fingerprint: string, part: Partial<AmAlert> = {}): AmAlert {
  return {
    fingerprint,
    labels: { alertname: 'HighMemoryUsage', severity: 'critical', instance: fingerprint },
    annotations: { summary: 'KV cache is nearly full' },
    startsAt: START,
    endsAt: START + 240_000,
    updatedAt: START,
    receivers: [],
    state: 'active',
    silencedBy: [],
    inhibitedBy: [],
    mutedBy: [],
    ...part,
  };
}

/** One environment, `prod`, polled every ten seconds. */
export function engineConfig(part: Partial<EngineConfig> = {}): EngineConfig {
  const settings = defaultSettings();
  return {
    environments: [{ ...suggestedEnvironment('prod', 'prod'), demo: false }],
    selected: 'prod',
    range: '1h',
    polling: settings.polling,
    popups: settings.popups,
    language: 'en',
    secrets: {},
    ...part,
  };
}

/** An engine over scripted servers on a clock of the test's own, not configured yet. */
export function scriptedEngine(
  options: { readonly peers?: readonly FakePeer[]; readonly ledger?: ToldLedger } = {},
) {
  const clock = createManualClock(START);
  const peers = options.peers ?? [fakePeer()];
  const prometheus = fakePrometheus();
  const events: EngineEvent[] = [];
  const defects: string[] = [];
  const engine = createEngine({
    clock,
    random: () => 0.5,
    connect: () => fakeConnections(peers, prometheus),
    ledger: options.ledger ?? EMPTY_LEDGER,
    onDefect: (where, error) => defects.push(`${where}: ${String(error)}`),
  });
  engine.subscribe((event) => events.push(event));
  const of = <T extends EngineEvent['type']>(type: T) =>
    events.filter((event): event is Extract<EngineEvent, { type: T }> => event.type === type);
  return { clock, peers, peer: peers[0] ?? fakePeer(), prometheus, engine, events, defects, of };
}
