import { describe, expect, it } from 'vitest';
import { fakeConnections, fakePeer } from '../../e2e/support/fake-connections';
import { createManualClock } from '../../e2e/support/manual-clock';
import { EMPTY_LEDGER } from './alerting/ledger';
import { createEngine } from './create-engine';
import type { FromWorker, ToWorker } from './worker-protocol';
import { serveEngine } from './worker-server';

describe('the worker', () => {
  it('answers a ping at once, also before it is configured, and calls by their id', async () => {
    const clock = createManualClock(1_795_000_000_000);
    const engine = createEngine({
      clock,
      random: () => 0.5,
      connect: () => fakeConnections([fakePeer()]),
      ledger: EMPTY_LEDGER,
      onDefect: (where, error) => {
        throw new Error(`defect at ${where}: ${String(error)}`);
      },
    });
    const said: FromWorker[] = [];
    let hear: (message: ToWorker) => void = () => {};
    serveEngine(
      {
        postMessage: (message) => said.push(message),
        on: (_event, listener) => {
          hear = listener;
        },
      },
      engine,
    );
    hear({ type: 'ping' });
    expect(said).toEqual([{ type: 'alive' }]);
    hear({ type: 'call', id: 7, method: 'setVisible', args: [true] });
    hear({ type: 'call', id: 8, method: 'snapshot', args: [] });
    await clock.settle();
    expect(said.slice(1)).toEqual([
      { type: 'reply', id: 7, value: undefined },
      { type: 'threw', id: 8, message: 'the engine is not configured yet' },
    ]);
  });
});
