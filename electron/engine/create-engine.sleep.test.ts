import { describe, expect, it } from 'vitest';
import { fakePeer, REFUSED } from '../../e2e/support/fake-connections';
import { am, engineConfig, START, scriptedEngine } from '../../e2e/support/scripted-engine';
import { suggestedEnvironment } from '../../shared/settings/settings';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** An engine whose popups are paused for an hour, in which alerts began to fire. */
async function pausedWhileFiring(...ids: readonly string[]) {
  const scripted = scriptedEngine({ peers: [fakePeer(), fakePeer()] });
  const { clock, engine, peers, of } = scripted;
  await engine.configure(engineConfig());
  await clock.advance(11_000);
  await engine.pausePopups(clock.now() + HOUR);
  for (const peer of peers) peer.alerts = ids.map((id) => am(id));
  await clock.advance(11_000);
  const popups = () => of('popup').map(({ popup }) => [popup.kind, ...popup.alerts]);
  const answer = (alerts: typeof scripted.peer.alerts) => {
    for (const peer of peers) peer.alerts = alerts;
  };
  return { ...scripted, popups, answer };
}

describe('an engine over sleep and pauses', () => {
  it('does not tell on waking what was over while it slept', async () => {
    const { clock, engine, popups, answer } = await pausedWhileFiring('a1');
    await engine.suspend();
    answer([]);
    await clock.advance(10 * HOUR);
    await engine.resume();
    await clock.advance(MINUTE);
    expect(popups()).toEqual([]);
    await engine.stop();
  });

  it('nor where the system does not say that it slept', async () => {
    const { clock, engine, popups, answer } = await pausedWhileFiring('a1');
    answer([]);
    clock.jump(10 * HOUR);
    await clock.advance(MINUTE);
    expect(popups()).toEqual([]);
    await engine.stop();
  });

  it('nor what only a server that does not answer any more still had', async () => {
    const { clock, engine, peers, popups } = await pausedWhileFiring('a1');
    await engine.suspend();
    for (const peer of peers.slice(0, 1)) peer.alerts = [];
    for (const peer of peers.slice(1)) peer.alerts = REFUSED;
    await clock.advance(10 * HOUR);
    await engine.resume();
    await clock.advance(MINUTE);
    expect(popups()).toEqual([]);
    await engine.stop();
  });

  it('sums up what still fires once a server answers again, however late', async () => {
    const { clock, engine, popups, answer } = await pausedWhileFiring('a1', 'b2');
    await engine.suspend();
    answer(REFUSED);
    await clock.advance(10 * HOUR);
    await engine.resume();
    await clock.advance(10 * MINUTE);
    expect(popups()).toEqual([['lost']]);
    answer([am('b2'), am('c3')]);
    await clock.advance(3 * MINUTE);
    expect(popups()).toEqual([['lost'], ['resumed', 'b2', 'c3'], ['regained']]);
    await engine.stop();
  });

  it('reads anew when a pause ends, instead of waiting for the next poll', async () => {
    const { clock, engine, peer, of } = scriptedEngine();
    const config = engineConfig();
    await engine.configure({ ...config, polling: { ...config.polling, alertsSeconds: 600 } });
    await clock.advance(1000);
    await engine.pausePopups(clock.now() + 5 * MINUTE);
    await clock.advance(MINUTE);
    peer.alerts = [am('a1')];
    await engine.pausePopups(null);
    await clock.advance(1000);
    expect(of('popup').map(({ popup }) => popup.alerts)).toEqual([['a1']]);
    await engine.stop();
  });

  it('knows after a long sleep what an Alertmanager that restarted before it had forgotten', async () => {
    const { clock, engine, peer, of } = scriptedEngine();
    await engine.configure(engineConfig());
    await clock.advance(1000);
    peer.alerts = [am('a1')];
    await clock.advance(11_000);
    peer.alerts = [];
    await clock.advance(11_000);
    await engine.suspend();
    peer.alerts = [am('a1', { endsAt: START + 20 * HOUR })];
    await clock.advance(8 * HOUR);
    await engine.resume();
    await clock.advance(11_000);
    expect(of('popup')).toHaveLength(1);
    await engine.stop();
  });
});

describe('an outage and the settings', () => {
  const named = (name: string) =>
    engineConfig({ environments: [{ ...suggestedEnvironment('prod', name), demo: false }] });

  it('is told once though the environment is built anew, and told to be over', async () => {
    const { clock, engine, peer, of } = scriptedEngine();
    const kinds = () => of('popup').map(({ popup }) => popup.kind);
    await engine.configure(named('prod'));
    await clock.advance(11_000);
    peer.alerts = REFUSED;
    await clock.advance(3 * MINUTE);
    expect(kinds()).toEqual(['lost']);
    await engine.configure(named('Production'));
    await clock.advance(5 * MINUTE);
    expect(kinds()).toEqual(['lost']);
    peer.alerts = [];
    await clock.advance(2 * MINUTE);
    expect(kinds()).toEqual(['lost', 'regained']);
    await engine.stop();
  });

  it('is not told to be over by what was read before a sleep', async () => {
    const { clock, engine, peer, of } = scriptedEngine();
    const kinds = () => of('popup').map(({ popup }) => popup.kind);
    await engine.configure(named('prod'));
    await clock.advance(11_000);
    peer.alerts = REFUSED;
    await clock.advance(3 * MINUTE);
    peer.alerts = [];
    await engine.refresh();
    await clock.advance(5000);
    await engine.suspend();
    peer.alerts = REFUSED;
    await clock.advance(HOUR);
    await engine.resume();
    await clock.advance(HOUR);
    expect(kinds()).toEqual(['lost']);
    await engine.stop();
  });

  it('is not told later because settings were saved in it, nor earlier after a sleep', async () => {
    const { clock, engine, peer, of } = scriptedEngine();
    await engine.configure(named('prod'));
    await clock.advance(11_000);
    peer.alerts = REFUSED;
    for (const name of ['one', 'two']) {
      await clock.advance(50_000);
      await engine.configure(named(name));
    }
    await engine.suspend();
    await engine.configure(named('three'));
    await clock.advance(HOUR);
    await engine.resume();
    await clock.advance(100_000);
    expect(of('popup')).toEqual([]);
    await engine.configure(named('four'));
    await clock.advance(25_000);
    expect(of('popup').map(({ popup }) => popup.kind)).toEqual(['lost']);
    await engine.stop();
  });
});
