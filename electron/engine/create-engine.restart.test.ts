import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fakePeer } from '../../e2e/support/fake-connections';
import { am, engineConfig, START, scriptedEngine } from '../../e2e/support/scripted-engine';
import { EMPTY_LEDGER, type ToldLedger } from './alerting/ledger';

/** Longer than a poll and the publication after it. */
const STEP_MS = 12_000;
const MINUTE = 60_000;

type Here = { readonly id: string; readonly startsAt: number; readonly suppressed: boolean };

/** What Alertmanager holds at one poll. A start that moves while the alert stays is Prometheus restarting. */
const here: fc.Arbitrary<readonly Here[]> = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('a1', 'b2', 'c3'),
    startsAt: fc.constantFrom(START, START + MINUTE, START + 2 * MINUTE),
    suppressed: fc.nat(4).map((n) => n === 0),
  }),
  { selector: ({ id }) => id },
);

const alertsOf = (list: readonly Here[]) =>
  list.map(({ id, startsAt, suppressed }) =>
    am(id, { startsAt, state: suppressed ? 'suppressed' : 'active' }),
  );

describe('an engine started again from the ledger that was emitted last', () => {
  it('tells nothing of what is as it was', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(here, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 3 }),
        async (lives) => {
          let ledger: ToldLedger = EMPTY_LEDGER;
          let last: readonly Here[] = [];
          for (const life of lives) {
            const peer = { ...fakePeer(), alerts: alertsOf(last) };
            const { clock, engine, of } = scriptedEngine({ peers: [peer], ledger });
            await engine.configure(engineConfig());
            await clock.advance(STEP_MS);
            expect(of('popup')).toEqual([]);
            for (const next of life) {
              peer.alerts = alertsOf(next);
              await clock.advance(STEP_MS);
              last = next;
            }
            // Before it is stopped: a process that is killed has emitted no more than this.
            ledger = of('ledger').at(-1)?.ledger ?? ledger;
            await engine.stop();
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('knows an episode whose start moved while it was watched', async () => {
    const first = scriptedEngine();
    await first.engine.configure(engineConfig());
    await first.clock.advance(STEP_MS);
    first.peer.alerts = [am('a1')];
    await first.clock.advance(STEP_MS);
    first.peer.alerts = [am('a1', { startsAt: START + MINUTE })];
    await first.clock.advance(STEP_MS);
    const ledger = first.of('ledger').at(-1)?.ledger;
    expect(ledger?.told).toMatchObject([{ id: 'a1', startsAt: START + MINUTE }]);
    expect(first.of('popup')).toHaveLength(1);
    // And it is not written again while nothing changes.
    const written = first.of('ledger').length;
    await first.clock.advance(10 * STEP_MS);
    expect(first.of('ledger')).toHaveLength(written);
    await first.engine.stop();
  });
});
