import { describe, expect, it } from 'vitest';
import { fakePeer, REFUSED } from '../../e2e/support/fake-connections';
import { am, engineConfig, START, scriptedEngine } from '../../e2e/support/scripted-engine';
import { applyPatch, type EngineSnapshot } from '../../shared/domain/snapshot';
import { suggestedEnvironment } from '../../shared/settings/settings';
import { EMPTY_LEDGER } from './alerting/ledger';

const firingConfig = engineConfig();

describe('engine', () => {
  it('tells a new episode within one poll, and only once', async () => {
    const { clock, peer, engine, of } = scriptedEngine();
    await engine.configure(firingConfig);
    await clock.advance(15_000);
    expect(of('popup')).toEqual([]);
    peer.alerts = [am('a1')];
    await clock.advance(11_000);
    expect(of('popup').map(({ popup }) => [popup.kind, popup.title, popup.body])).toEqual([
      ['alert', 'HighMemoryUsage · a1', 'KV cache is nearly full'],
    ]);
    await clock.advance(300_000);
    expect(of('popup')).toHaveLength(1);
    expect(of('tray').at(-1)?.tray).toMatchObject({ state: 'critical', firing: 1 });
    await engine.stop();
  });

  it('silenced and fired again is the same episode', async () => {
    const { clock, peer, engine, of } = scriptedEngine();
    await engine.configure(firingConfig);
    await clock.advance(1000);
    peer.alerts = [am('a1')];
    await clock.advance(11_000);
    peer.alerts = [am('a1', { state: 'suppressed', silencedBy: ['s1'] })];
    await clock.advance(11_000);
    expect(of('tray').at(-1)?.tray).toMatchObject({ state: 'ok', firing: 0 });
    peer.alerts = [am('a1')];
    await clock.advance(11_000);
    expect(of('alert').map(({ event }) => event)).toEqual(['fired', 'suppressed', 'unsuppressed']);
    expect(of('popup')).toHaveLength(1);
    await engine.stop();
  });

  it('tells that it cannot watch any more, and that it can again; not what a short sleep caused', async () => {
    const { clock, peer, engine, of } = scriptedEngine();
    const popups = () => of('popup').map(({ popup }) => popup.kind);
    await engine.configure(firingConfig);
    await clock.advance(11_000);
    peer.alerts = REFUSED;
    await clock.advance(100_000);
    await engine.suspend();
    await clock.advance(8 * 3_600_000);
    await engine.resume();
    await clock.advance(60_000);
    expect(popups()).toEqual([]);
    await clock.advance(120_000);
    expect(popups()).toEqual(['lost']);
    expect((await engine.snapshot()).popups).toMatchObject([{ kind: 'lost', env: 'prod' }]);
    peer.alerts = [];
    await clock.advance(120_000);
    expect(popups()).toEqual(['lost', 'regained']);
    await engine.stop();
  });

  it('is not blind while one of two peers answers', async () => {
    const peers = [fakePeer(), fakePeer()];
    const { clock, engine, of } = scriptedEngine({ peers });
    await engine.configure(firingConfig);
    await clock.advance(11_000);
    for (const peer of peers.slice(1)) peer.alerts = REFUSED;
    await clock.advance(600_000);
    expect(of('popup')).toEqual([]);
    expect(of('tray').at(-1)?.tray.state).toBe('unknown');
    await engine.stop();
  });

  it('is unknown within two polls of a dead Alertmanager, keeps its alerts as stale, and recovers', async () => {
    const { clock, peer, engine, of } = scriptedEngine();
    peer.alerts = [am('a1')];
    await engine.configure(firingConfig);
    await clock.advance(11_000);
    peer.alerts = REFUSED;
    peer.silences = REFUSED;
    await clock.advance(21_000);
    expect(of('tray').at(-1)?.tray.state).toBe('unknown');
    const dead = await engine.snapshot();
    expect(dead.environments[0]?.alerts['a1']).toMatchObject({ state: 'firing', stale: true });
    expect(dead.environments[0]?.alertsFreshness.kind).toBe('stale');
    peer.alerts = [am('a1')];
    peer.silences = [];
    await clock.advance(40_000);
    expect(of('tray').at(-1)?.tray.state).toBe('critical');
    expect((await engine.snapshot()).environments[0]?.alerts['a1']?.stale).toBe(false);
    expect(of('popup').map(({ popup }) => popup.kind)).toEqual(['baseline']);
    await engine.stop();
  });

  it('keeps showing alerts while silences answer 500', async () => {
    const { clock, peer, engine } = scriptedEngine();
    peer.alerts = [am('a1')];
    peer.silences = { kind: 'status', status: 500, message: 'boom' };
    await engine.configure(firingConfig);
    await clock.advance(2000);
    const state = (await engine.snapshot()).environments[0];
    expect(state?.alertsFreshness.kind).toBe('fresh');
    expect(state?.silencesFreshness).toMatchObject({
      kind: 'failed',
      failure: { message: 'boom' },
    });
    expect(state?.sources.find(({ kind }) => kind === 'alertmanager')?.state).toBe('stale');
    await engine.stop();
  });

  it('never has two requests in flight to one server, a silence included', async () => {
    const { clock, peer, engine } = scriptedEngine();
    await engine.configure(firingConfig);
    await clock.advance(1000);
    const draft = {
      matchers: [{ name: 'alertname', value: 'x', isRegex: false, isEqual: true }],
      startsAt: null,
      endsAt: START + 3_600_000,
      createdBy: 'ops',
      comment: 'maintenance',
    };
    const outcomes = Promise.all([
      engine.createSilence('prod', draft),
      engine.refresh(),
      engine.createSilence('prod', draft),
    ]);
    await clock.advance(1000);
    expect((await outcomes)[0]).toEqual({
      kind: 'done',
      id: 'silence-1',
      source: 'alertmanager:0',
    });
    expect(peer.mostInFlight).toBe(1);
    await engine.stop();
  });

  it('polls the list at once after a silence, and refuses a bad draft without asking anybody', async () => {
    const { clock, peer, engine } = scriptedEngine();
    await engine.configure(firingConfig);
    await clock.advance(1000);
    peer.seen.length = 0;
    const bad = { matchers: [], startsAt: null, endsAt: START - 1, createdBy: '', comment: '' };
    expect(await engine.createSilence('prod', bad)).toMatchObject({ kind: 'rejected' });
    await clock.advance(500);
    expect(peer.seen).not.toContain('create');
    const draft = {
      matchers: [{ name: 'alertname', value: 'x', isRegex: false, isEqual: true }],
      startsAt: null,
      endsAt: START + 3_600_000,
      createdBy: 'ops',
      comment: 'maintenance',
    };
    peer.seen.length = 0;
    const written = engine.createSilence('prod', draft);
    await clock.advance(500);
    await written;
    expect(peer.seen).toEqual(['create', 'alerts', 'silences']);
    await engine.stop();
  });

  it('tries the next peer only when nothing was written', async () => {
    const peers = [fakePeer(), fakePeer()] as const;
    const { clock, engine } = scriptedEngine({ peers });
    await engine.configure(firingConfig);
    await clock.advance(1000);
    const draft = {
      matchers: [{ name: 'alertname', value: 'x', isRegex: false, isEqual: true }],
      startsAt: null,
      endsAt: START + 3_600_000,
      createdBy: 'ops',
      comment: 'maintenance',
    };
    peers[0].write = { kind: 'not-sent', failure: REFUSED };
    const first = engine.createSilence('prod', draft);
    await clock.advance(500);
    expect(await first).toMatchObject({ kind: 'done', source: 'alertmanager:1' });
    const words = { message: '10 s', reason: { code: 'no-answer', seconds: 10 } } as const;
    peers[0].write = { kind: 'unknown', failure: { kind: 'timeout', ...words } };
    peers[1].seen.length = 0;
    const second = engine.createSilence('prod', draft);
    await clock.advance(500);
    expect(await second).toEqual({ kind: 'unknown', source: 'alertmanager:0', ...words });
    expect(peers[1].seen).not.toContain('create');
    await engine.stop();
  });

  it('mirrors by patches exactly what a snapshot says', async () => {
    const { clock, peer, engine } = scriptedEngine();
    let mirror: EngineSnapshot | undefined;
    let gaps = 0;
    engine.subscribe((event) => {
      if (event.type !== 'patch' || mirror === undefined) return;
      const next = applyPatch(mirror, event.patch);
      if (next === 'gap' || next === 'old') gaps += 1;
      else mirror = next;
    });
    await engine.configure(firingConfig);
    mirror = await engine.snapshot();
    for (const ids of [['a1'], ['a1', 'b2', 'c3'], ['b2'], []]) {
      peer.alerts = ids.map((id) => am(id));
      await clock.advance(12_000);
    }
    const now = await engine.snapshot();
    expect(mirror).toEqual(now);
    expect(gaps).toBe(0);
    await engine.stop();
  });

  it('does not poll while suspended, and at once when resumed', async () => {
    const { clock, peer, engine, of } = scriptedEngine();
    await engine.configure(firingConfig);
    await clock.advance(5000);
    await engine.suspend();
    await clock.settle();
    peer.seen.length = 0;
    peer.alerts = [am('a1')];
    await clock.advance(3_600_000);
    expect(peer.seen).toEqual([]);
    expect(of('tray').at(-1)?.tray.state).toBe('unknown');
    await engine.resume();
    await clock.advance(500);
    expect(of('popup')).toHaveLength(1);
    expect(of('tray').at(-1)?.tray.state).toBe('critical');
    await engine.stop();
  });

  it('shows nothing while popups are paused and sums up at the end of the pause', async () => {
    const { clock, peer, engine, of } = scriptedEngine();
    await engine.configure(firingConfig);
    await clock.advance(5000);
    await engine.pausePopups(START + 65_000);
    peer.alerts = [am('a1'), am('b2')];
    await clock.advance(30_000);
    expect(of('popup')).toEqual([]);
    expect(of('tray').at(-1)?.tray).toMatchObject({ state: 'paused', firing: 2 });
    await clock.advance(40_000);
    expect(of('popup').map(({ popup }) => popup.kind)).toEqual(['resumed']);
    expect(of('tray').at(-1)?.tray.state).toBe('critical');
    await engine.stop();
  });

  it('does not tell again after a restart, but does tell what is new', async () => {
    const first = scriptedEngine();
    await first.engine.configure(firingConfig);
    await first.clock.advance(1000);
    first.peer.alerts = [am('a1')];
    await first.clock.advance(12_000);
    const ledger = first.of('ledger').at(-1)?.ledger ?? EMPTY_LEDGER;
    expect(ledger.told).toMatchObject([{ env: 'prod', id: 'a1' }]);
    await first.engine.stop();

    const second = scriptedEngine({ ledger });
    second.peer.alerts = [am('a1')];
    await second.engine.configure(firingConfig);
    await second.clock.advance(12_000);
    expect(second.of('popup')).toEqual([]);
    second.peer.alerts = [am('a1'), am('b2')];
    await second.clock.advance(12_000);
    expect(second.of('popup').map(({ popup }) => popup.alerts)).toEqual([['b2']]);
    await second.engine.stop();
  });

  it('asks for panels only while somebody can see them', async () => {
    const { clock, prometheus, engine } = scriptedEngine();
    await engine.configure(firingConfig);
    await clock.advance(60_000);
    expect(prometheus.seen.filter((query) => query !== 'rules')).toEqual([]);
    await engine.setVisible(true);
    await clock.advance(1000);
    expect(prometheus.seen.some((query) => query.startsWith('count by (__name__, job)'))).toBe(
      true,
    );
    expect((await engine.snapshot()).environments[0]?.profile).toEqual({ kind: 'none' });
    await engine.stop();
  });

  it('leaves an unchanged environment alone when the configuration changes around it', async () => {
    const { clock, peer, engine, of } = scriptedEngine();
    peer.alerts = [am('a1')];
    await engine.configure(firingConfig);
    await clock.advance(12_000);
    const resets = of('reset').length;
    await engine.configure({ ...firingConfig, language: 'zh' });
    await clock.advance(12_000);
    expect(of('reset')).toHaveLength(resets);
    expect(of('popup')).toHaveLength(1);
    expect(of('tray').at(-1)?.tray.tooltip).toContain('严重');
    const prod = suggestedEnvironment('prod', 'renamed');
    await engine.configure({ ...firingConfig, environments: [{ ...prod, demo: false }] });
    await clock.advance(12_000);
    expect(of('reset').length).toBe(resets + 1);
    expect(of('popup')).toHaveLength(1);
    await engine.stop();
  });

  it('polls at a shorter interval as soon as it is set, and does not call the servers overdue', async () => {
    const { clock, peer, engine, of } = scriptedEngine();
    const { polling } = firingConfig;
    await engine.configure({ ...firingConfig, polling: { ...polling, alertsSeconds: 600 } });
    await clock.advance(300_000);
    peer.seen.length = 0;
    const trays = of('tray').length;
    await engine.configure(firingConfig);
    await clock.advance(31_000);
    expect(peer.seen.filter((name) => name === 'alerts')).toHaveLength(4);
    expect(
      of('tray')
        .slice(trays)
        .map(({ tray }) => tray.state),
    ).toEqual([]);
    await engine.stop();
  });

  it('ends all polling when stopped', async () => {
    const { clock, peer, engine, defects } = scriptedEngine();
    await engine.configure(firingConfig);
    await clock.advance(5000);
    await engine.stop();
    peer.seen.length = 0;
    await clock.advance(120_000);
    expect(peer.seen).toEqual([]);
    expect(defects).toEqual([]);
  });
});
