import { describe, expect, it } from 'vitest';
import {
  answered,
  fakeConnections,
  fakePeer,
  fakePrometheus,
  fakeTempo,
} from '../../../e2e/support/fake-connections';
import { createManualClock } from '../../../e2e/support/manual-clock';
import { defaultSettings, suggestedEnvironment } from '../../../shared/settings/settings';
import { EMPTY_LEDGER } from '../alerting/ledger';
import { createEngine } from '../create-engine';

/** What the servers' clocks say at the start. */
const THEIR_START = 1_795_000_000_000;
const HOUR = 3_600_000;

/** A console whose clock is behind by `skewMs`, looked at for a minute by the servers' clocks. */
async function watched(skewMs: number) {
  const { polling, popups } = defaultSettings();
  const clock = createManualClock(THEIR_START - skewMs);
  const theirs = () => clock.ticks() + skewMs;
  const asked = {
    panels: new Set<number | null>(),
    behind: [] as number[],
    traces: [] as number[],
  };
  const counters = ['decode_tokens_processed_total', 'prefill_tokens_processed_total'];
  const prometheus = {
    ...fakePrometheus(),
    skewMs,
    query: async (_: string, atMs: number | null) => {
      asked.panels.add(atMs);
      const samples = counters.map((name) => ({
        labels: { __name__: name, job: 'j' },
        value: 1,
        at: theirs(),
      }));
      return answered({ kind: 'vector' as const, samples, dropped: 0 }, skewMs);
    },
    queryRange: async (_: string, _startMs: number, endMs: number) => {
      asked.behind.push(theirs() - endMs);
      return answered([]);
    },
  };
  const tempo = fakeTempo({
    buildInfo: async () => answered({ version: '2.9.0' }, skewMs),
    ready: async () => answered(null, skewMs),
    search: async ({ endMs }) => {
      asked.traces.push(theirs() - endMs);
      return answered({ traces: [], dropped: 0 }, skewMs);
    },
  });
  const engine = createEngine({
    clock,
    random: () => 0.5,
    connect: () => ({ ...fakeConnections([fakePeer()], prometheus), tempo }),
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
  await engine.setVisible(true);
  await clock.advance(60_000);
  const now = clock.now();
  const { environments } = await engine.snapshot();
  await engine.stop();
  return { asked, now, environment: environments[0] ?? expect.fail('not watched') };
}

describe('a computer whose clock is wrong', () => {
  it.each([HOUR, -HOUR, 0])(
    'asks for the servers’ present (servers ahead by %i ms)',
    async (ms) => {
      const { asked, environment } = await watched(ms);
      expect([...asked.panels]).toEqual([null]);
      expect(asked.behind.length).toBeGreaterThan(5);
      // The grid ends at a whole step.
      expect(Math.min(...asked.behind)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...asked.behind)).toBeLessThan(60_000);
      expect(new Set(asked.traces)).toEqual(new Set([0]));
      expect(environment.panels.freshness.kind).toBe('fresh');
    },
  );

  it('says by how much, from half a minute on, and counts ages of answers by its own', async () => {
    const skews = async (ms: number) =>
      (await watched(ms)).environment.sources.map(({ kind, state, clockSkewMs }) => [
        kind,
        state,
        clockSkewMs,
      ]);
    expect(await skews(HOUR)).toEqual([
      ['prometheus', 'ok', HOUR],
      ['alertmanager', 'ok', undefined],
      ['tempo', 'ok', HOUR],
    ]);
    expect((await skews(-30_000))[0]).toEqual(['prometheus', 'ok', -30_000]);
    expect((await skews(29_000))[0]).toEqual(['prometheus', 'ok', undefined]);
    const { environment, now } = await watched(HOUR);
    const { value } = environment.panels;
    expect(now - (value?.at ?? Number.NaN)).toBeLessThan(60_000);
    expect(now - (value?.at ?? Number.NaN)).toBeGreaterThanOrEqual(0);
  });
});
