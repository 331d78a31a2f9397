import { afterAll, beforeAll, expect, it } from 'vitest';
import { EMPTY_LEDGER } from '../../electron/engine/alerting/ledger';
import { type Clock, createSystemClock } from '../../electron/engine/clock';
import { createEngine } from '../../electron/engine/create-engine';
import type { Engine, EngineConfig, EngineEvent } from '../../electron/engine/engine';
import { connectEnvironment } from '../../electron/engine/watch/connections';
import type { EnvironmentState } from '../../shared/domain/snapshot';
import { parseSettings } from '../../shared/settings/settings';
import { describeWithServers } from '../support/describe-with-servers';
import { type Exporter, startExporter } from '../support/exporter';
import { pollUntil } from '../support/poll-until';
import {
  type RealAlertmanager,
  type RealPrometheus,
  startAlertmanager,
  startPrometheus,
} from '../support/real-servers';
import type { ServerVersion } from '../support/server-binaries';
import { countingAlertPolls } from './support/alert-polls';

const POLL_MS = 1000;
const WAIT_MS = 30_000;
const HOUR_MS = 3_600_000;

const RULES = {
  groups: [
    {
      name: 'kv',
      rules: [
        {
          alert: 'HighMemoryUsage',
          expr: 'kv_cache_memory_bytes > 8589934592',
          labels: { severity: 'critical', service: 'transformers' },
          annotations: { summary: 'KV cache above 8 GiB', description: '{{ $value }} bytes' },
        },
        {
          alert: 'MediumMemoryUsage',
          expr: 'kv_cache_memory_bytes > 5368709120',
          labels: { severity: 'warning', service: 'transformers' },
          annotations: { summary: 'KV cache above 5 GiB' },
        },
        {
          alert: 'SlowToFire',
          expr: 'kv_cache_memory_bytes > 1',
          for: '1h',
          labels: { severity: 'info' },
          annotations: {},
        },
      ],
    },
  ],
};

const INHIBIT = {
  route: { receiver: 'nobody', group_wait: '1s' },
  receivers: [{ name: 'nobody' }],
  inhibit_rules: [
    {
      source_matchers: ['severity="critical"'],
      target_matchers: ['severity="warning"'],
      equal: ['service', 'instance'],
    },
  ],
};

for (const version of ['installed', 'newer'] as const satisfies readonly ServerVersion[]) {
  describeWithServers(
    'the engine against real Prometheus and Alertmanager',
    { servers: ['prometheus', 'alertmanager'], version },
    () => watching(version),
  );
}

/** One story, told in order: each test starts where the one before it ended. */
function watching(version: ServerVersion): void {
  let exporter: Exporter;
  let alertmanager: RealAlertmanager;
  let prometheus: RealPrometheus;
  let config: EngineConfig;
  let engine: Engine;
  /**
   * Requests for the alerts so far: what is to happen within so many polls is counted in them. How long a poll may take
   * to come is the matter of the loop's own tests, on a clock of theirs: here a busy machine would decide.
   */
  let polls = 0;
  const events: {
    readonly at: number;
    /** How many polls had begun. */
    readonly polls: number;
    readonly event: EngineEvent;
  }[] = [];
  const defects: string[] = [];

  const popups = () =>
    events.flatMap(({ event, ...when }) =>
      event.type === 'popup' ? [{ ...when, popup: event.popup }] : [],
    );
  const lastTray = () =>
    events.flatMap(({ event }) => (event.type === 'tray' ? [event.tray] : [])).at(-1);
  const environment = async (): Promise<EnvironmentState> =>
    (await engine.snapshot()).environments[0] ?? expect.fail('nothing is watched');
  const alertNamed = async (name: string) =>
    Object.values((await environment()).alerts).find((alert) => alert.name === name);
  const until = <T>(what: string, ask: () => Promise<T | undefined>) =>
    pollUntil(what, ask, WAIT_MS, 100);
  /** One more begins after them: they have been read by then, and all that follows from them is done. */
  const furtherPolls = async (count: number) => {
    const wanted = polls + count + 1;
    await until(`${count} further polls`, async () => (polls >= wanted ? true : undefined));
  };
  const stateOf = async (name: string, state: string) =>
    until(`${name} to be ${state}`, async () => {
      const alert = await alertNamed(name);
      return alert?.state === state ? alert : undefined;
    });
  const inAlertmanager = async (name: string) => {
    const answer = await fetch(`${alertmanager.url}/api/v2/alerts`);
    const alerts = (await answer.json()) as {
      labels: { alertname: string };
      status: { state: string };
    }[];
    return alerts.find(({ labels }) => labels.alertname === name)?.status.state;
  };
  const silencesInAlertmanager = async (): Promise<unknown> =>
    (await fetch(`${alertmanager.url}/api/v2/silences`)).json();
  const engineWith = (clock: Clock, begun: () => void) =>
    createEngine({
      clock,
      random: Math.random,
      connect: (...given) => countingAlertPolls(connectEnvironment(...given), begun),
      ledger: EMPTY_LEDGER,
      onDefect: (where, error) => defects.push(`${where}: ${String(error)}`),
    });
  const draft = (minutes: number) => ({
    matchers: [
      { name: 'alertname', value: 'HighMemoryUsage', isRegex: false, isEqual: true },
      { name: 'instance', value: '.+', isRegex: true, isEqual: true },
    ],
    startsAt: null,
    endsAt: Date.now() + minutes * 60_000,
    createdBy: 'on call',
    comment: 'draining the instance',
  });

  beforeAll(async () => {
    exporter = await startExporter('kv_cache_memory_bytes 1000');
    alertmanager = await startAlertmanager({ version, config: INHIBIT });
    prometheus = await startPrometheus({
      version,
      rules: RULES,
      scrapeTargets: [{ job: 'transformers', url: exporter.url }],
      alertmanagers: [alertmanager.url],
      externalLabels: { cluster: 'gpu-a' },
    });
    const settings = parseSettings({
      version: 1,
      environments: [
        {
          id: 'real',
          name: 'real',
          prometheus: { url: prometheus.url },
          alertmanagers: [{ url: alertmanager.url }],
        },
      ],
      polling: { alertsSeconds: POLL_MS / 1000 },
    });
    if (!settings.ok) throw new Error(JSON.stringify(settings.error));
    config = {
      ...settings.value,
      environments: settings.value.environments.map((item) => ({ ...item, demo: false })),
      selected: 'real',
      language: 'en',
      secrets: {},
    };
    engine = engineWith(createSystemClock(), () => {
      polls += 1;
    });
    engine.subscribe((event) => events.push({ at: Date.now(), polls, event }));
    await engine.configure(config);
  });

  afterAll(async () => {
    await engine?.stop();
    await prometheus?.dispose();
    await alertmanager?.dispose();
    await exporter?.close();
    expect(defects).toEqual([]);
  });

  it('finds all quiet, knows the versions, and lists what is pending', async () => {
    await until('the tray to be green', async () =>
      lastTray()?.state === 'ok' ? true : undefined,
    );
    await stateOf('SlowToFire', 'pending');
    const versions = await until('the versions', async () => {
      const { sources } = await environment();
      return sources.every((source) => source.version !== undefined) ? sources : undefined;
    });
    expect(versions.map(({ state }) => state)).toEqual(['ok', 'ok']);
    expect(popups()).toEqual([]);
    // Prometheus drops what fires before it has found its Alertmanager.
    await until('Prometheus to know its Alertmanager', async () => {
      const answer = await fetch(`${prometheus.url}/api/v1/alertmanagers`);
      return (await answer.text()).includes(`${alertmanager.port}`) ? true : undefined;
    });
  });

  it('shows exactly one popup for a rule that fires, within a poll of Alertmanager’s knowing it', async () => {
    exporter.set('kv_cache_memory_bytes 9000000000');
    await until('Alertmanager to have it', () => inAlertmanager('HighMemoryUsage'));
    const known = { at: Date.now(), polls };
    const first = await until('a popup', async () =>
      popups().find(({ popup }) => popup.title.startsWith('HighMemoryUsage')),
    );
    process.stderr.write(
      `popup ${first.at - known.at} ms after Alertmanager listed the alert (poll ${POLL_MS} ms)\n`,
    );
    // The one under way may have been answered before; the next one has it.
    expect(first.polls - known.polls).toBeLessThanOrEqual(1);
    expect(first.popup).toMatchObject({
      kind: 'alert',
      severity: 'critical',
      body: 'KV cache above 8 GiB',
    });
    expect(await alertNamed('HighMemoryUsage')).toMatchObject({ labels: { cluster: 'gpu-a' } });
    expect(lastTray()?.state).toBe('critical');
    await furtherPolls(2);
    expect(popups()).toHaveLength(1);
  });

  it('says nothing of the inhibited warning', async () => {
    const medium = await stateOf('MediumMemoryUsage', 'suppressed');
    expect(medium.inhibitedBy).toHaveLength(1);
    await furtherPolls(2);
    expect(popups().filter(({ popup }) => popup.title.startsWith('MediumMemoryUsage'))).toEqual([]);
  });

  it('sends no draft with a fault it can see itself', async () => {
    expect(await engine.createSilence('real', { ...draft(60), comment: ' ' })).toMatchObject({
      kind: 'rejected',
      problems: [{ field: 'comment', reason: 'empty' }],
    });
    expect(await silencesInAlertmanager()).toEqual([]);
  });

  it('passes on the server’s own words where only the server knows better', async () => {
    // By a clock that is an hour slow the end is still to come.
    const slow = engineWith({ ...createSystemClock(), now: () => Date.now() - HOUR_MS }, () => {});
    try {
      await slow.configure(config);
      expect(await slow.createSilence('real', draft(-30))).toMatchObject({
        kind: 'refused',
        message: expect.stringContaining("end time can't be in the past"),
      });
    } finally {
      await slow.stop();
    }
    expect(await silencesInAlertmanager()).toEqual([]);
  });

  it('silences: Alertmanager obeys, the list shows it, the tray calms down', async () => {
    const outcome = await engine.createSilence('real', draft(60));
    expect(outcome).toMatchObject({ kind: 'done' });
    expect(await inAlertmanager('HighMemoryUsage')).toBe('suppressed');
    const alert = await stateOf('HighMemoryUsage', 'suppressed');
    expect(alert.silencedBy).toHaveLength(1);
    // The silences are the next request after the alerts.
    const silence = await until('the silence in the list', async () => {
      const [id = ''] = alert.silencedBy;
      return (await environment()).silences[id];
    });
    expect(silence).toMatchObject({
      state: 'active',
      createdBy: 'on call',
      comment: 'draining the instance',
    });
    await until('a calm tray', async () => (lastTray()?.state === 'ok' ? true : undefined));
  });

  it('expires it: it fires again as the same episode, without a second popup', async () => {
    const before = popups().length;
    const id = Object.keys((await environment()).silences)[0] ?? expect.fail('no silence');
    expect(await engine.expireSilence('real', id)).toEqual({ kind: 'done' });
    await stateOf('HighMemoryUsage', 'firing');
    await until('the expired silence in the list', async () =>
      (await environment()).silences[id]?.state === 'expired' ? true : undefined,
    );
    await furtherPolls(3);
    expect(popups().length).toBe(before);
    expect(await engine.expireSilence('real', '00000000-0000-4000-8000-000000000000')).not.toEqual({
      kind: 'done',
    });
  });

  it('is unknown within two polls when Alertmanager is killed, and shows its alerts as stale', async () => {
    const before = events.length;
    await alertmanager.kill();
    const killed = { at: Date.now(), polls };
    const unknown = await until('an unknown tray', async () =>
      events
        .slice(before)
        .find(({ event }) => event.type === 'tray' && event.tray.state === 'unknown'),
    );
    process.stderr.write(
      `tray unknown ${unknown.at - killed.at} ms after the kill (poll ${POLL_MS} ms)\n`,
    );
    expect(unknown.polls - killed.polls).toBeLessThanOrEqual(2);
    const stale = await until('the alert to be stale', async () => {
      const alert = await alertNamed('HighMemoryUsage');
      return alert?.stale === true ? alert : undefined;
    });
    expect(stale.state).toBe('firing');
    const states = events
      .slice(before)
      .flatMap(({ event }) =>
        event.type === 'source' && event.source === 'alertmanager' ? [event.state] : [],
      );
    expect(states.at(-1)).toBe('unreachable');
    expect(states).not.toContain('ok');
    expect((await environment()).alertsFreshness).toMatchObject({
      kind: 'stale',
      failure: { kind: 'network' },
    });
  });

  it('does not lose a silence that cannot be written: it says so', async () => {
    const outcome = await engine.createSilence('real', draft(30));
    expect(outcome).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('recovers by itself when Alertmanager is back, and tells nothing twice', async () => {
    const before = popups().length;
    await alertmanager.restart();
    await until('a tray that knows again', async () =>
      lastTray()?.state === 'critical' ? true : undefined,
    );
    await stateOf('HighMemoryUsage', 'firing');
    await furtherPolls(3);
    expect((await alertNamed('HighMemoryUsage'))?.stale).toBe(false);
    // Of the warning nothing was told so far: it may arrive before the critical one, and fires until then.
    const titles = popups()
      .slice(before)
      .map(({ popup }) => popup.title);
    expect(titles.filter((title) => !title.startsWith('MediumMemoryUsage'))).toEqual([]);
  });

  it('resolves, and a new episode is told again', async () => {
    const before = popups().length;
    exporter.set('kv_cache_memory_bytes 1000');
    await until('it to be gone', async () =>
      (await alertNamed('HighMemoryUsage')) === undefined ? true : undefined,
    );
    exporter.set('kv_cache_memory_bytes 9000000000');
    await until('a second popup', async () =>
      popups()
        .slice(before)
        .some(({ popup }) => popup.title.startsWith('HighMemoryUsage'))
        ? true
        : undefined,
    );
    const about = popups().filter(({ popup }) => popup.title.startsWith('HighMemoryUsage'));
    expect(about).toHaveLength(2);
  });
}
