import { describe, expect, it } from 'vitest';
import {
  type FakePrometheus,
  fakeConnections,
  fakePeer,
  fakePrometheus,
} from '../../../e2e/support/fake-connections';
import { createManualClock } from '../../../e2e/support/manual-clock';
import { defaultSettings, suggestedEnvironment } from '../../../shared/settings/settings';
import { EMPTY_LEDGER } from '../alerting/ledger';
import { createEngine } from '../create-engine';
import { rulesFailure } from './rules-failure';

/** What the engine shows of a Prometheus after ten minutes of good answers. */
async function watched(part: Partial<FakePrometheus>) {
  const { polling, popups } = defaultSettings();
  const clock = createManualClock(1_795_000_000_000);
  const prometheus = { ...fakePrometheus(), ...part };
  const engine = createEngine({
    clock,
    random: () => 0.5,
    connect: () => fakeConnections([fakePeer()], prometheus),
    ledger: EMPTY_LEDGER,
    onDefect: (where, error) => expect.fail(`${where}: ${String(error)}`),
  });
  await engine.configure({
    environments: [{ ...suggestedEnvironment('prod', 'prod'), demo: false }],
    selected: 'prod',
    range: '1h',
    polling,
    popups,
    language: 'en',
    secrets: {},
  });
  await clock.advance(600_000);
  const { environments, tray, popups: told } = await engine.snapshot();
  await engine.stop();
  const [source] = environments[0]?.sources ?? [];
  return {
    tray: tray.state,
    tooltip: tray.tooltip,
    state: source?.state,
    failing: source?.failing.map(({ part, failure }) => [part, failure.kind, failure.message]),
    rules: environments[0]?.rulesFreshness,
    told: told.map(({ kind }) => kind),
    polls: prometheus.seen.filter((name) => name === 'rules').length,
  };
}

describe('rules that keep quiet', () => {
  it('is fine with rules that are evaluated', async () => {
    expect(await watched({})).toMatchObject({ tray: 'ok', state: 'ok', failing: [], told: [] });
  });

  it('says that there are none, beside what else is told', async () => {
    const seen = await watched({ alertingRules: 0 });
    expect(seen).toMatchObject({
      tray: 'ok',
      tooltip: expect.stringContaining('no alerting rule'),
      state: 'ok',
      failing: [['rules', 'no-rules', '']],
      rules: { kind: 'stale', failure: { kind: 'no-rules' } },
      told: [],
    });
    expect(seen.polls).toBe((await watched({})).polls);
  });

  it('is not fine with rules that fail, and names the first and how many', async () => {
    expect(await watched({ failingRules: ['HighMemoryUsage', 'SlowFirstToken'] })).toMatchObject({
      tray: 'unknown',
      state: 'stale',
      failing: [['rules', 'rules-failing', 'HighMemoryUsage (2/7): many-to-many matching']],
      told: [],
    });
  });

  it('says that rules cannot be read rather than that there are none', () => {
    const read = { alerts: [], alertingRules: 0, failingRules: 0, dropped: 3 };
    expect(rulesFailure(read)).toMatchObject({ kind: 'wrong-shape' });
  });
});
