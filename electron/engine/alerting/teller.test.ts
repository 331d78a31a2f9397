import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../shared/domain/alerts';
import { messagesFor } from '../../../shared/i18n/messages';
import type { AmAlert } from '../../../shared/wire/alertmanager';
import { mergeAlerts, type PeerAlerts } from './merge';
import { beginTelling, type TellInput, tell, toldEpisodes } from './teller';

const NOW = 1_795_000_000_000;
const HOUR = 3_600_000;

interface AlertWorld {
  readonly here: boolean;
  readonly startsAt: number;
  /** Per peer: what it says. */
  readonly says: readonly ('active' | 'suppressed' | 'absent')[];
}

interface Step {
  readonly alerts: readonly AlertWorld[];
  readonly answers: readonly boolean[];
  readonly paused: boolean;
}

const PEERS = 2;
const IDS = ['a1', 'b2', 'c3', 'd4', 'e5', 'f6', '07', '18'];

const stepArbitrary: fc.Arbitrary<Step> = fc.record({
  alerts: fc.array(
    fc.record({
      here: fc.boolean(),
      startsAt: fc.constantFrom(1, 2, 3),
      says: fc.array(fc.constantFrom('active', 'active', 'suppressed', 'absent'), {
        minLength: PEERS,
        maxLength: PEERS,
      }),
    }),
    { minLength: IDS.length, maxLength: IDS.length },
  ),
  answers: fc.array(
    fc.boolean().map((b) => b),
    { minLength: PEERS, maxLength: PEERS },
  ),
  paused: fc.nat(9).map((n) => n === 0),
});

function amAlert(id: string, startsAt: number, state: 'active' | 'suppressed'): AmAlert {
  return {
    fingerprint: id,
    labels: { alertname: `Alert-${id}`, severity: 'warning' },
    annotations: { summary: `about ${id}` },
    startsAt,
    // Never runs out in these sequences; that rule has tests of its own.
    endsAt: NOW + HOUR,
    updatedAt: startsAt,
    receivers: [],
    state,
    silencedBy: state === 'suppressed' ? ['s'] : [],
    inhibitedBy: [],
    mutedBy: [],
  };
}

function input(alerts: Readonly<Record<string, Alert>>, part: Partial<TellInput>): TellInput {
  return {
    env: 'prod',
    environmentName: 'prod',
    alerts,
    known: true,
    complete: true,
    paused: false,
    popups: { enabled: true, severities: ['critical', 'warning', 'info', 'none'] },
    messages: messagesFor('en'),
    now: NOW,
    id: () => 'p',
    ...part,
  };
}

/** Runs a sequence of polls and reports what was merged and told at each step. */
function run(steps: readonly Step[]) {
  let peers: PeerAlerts[] = Array.from({ length: PEERS }, (_, index) => ({
    source: `alertmanager:${index}`,
    healthy: false,
    alerts: [],
  }));
  const everAnswered = new Set<number>();
  let merged: Readonly<Record<string, Alert>> = {};
  let telling = beginTelling([]);
  return steps.map((step) => {
    peers = peers.map((peer, index) => {
      if (!step.answers[index]) return { ...peer, healthy: false };
      everAnswered.add(index);
      const alerts = step.alerts.flatMap((world, at) => {
        const says = world.says[index] ?? 'absent';
        const id = IDS[at] ?? '';
        return world.here && says !== 'absent' ? [amAlert(id, world.startsAt, says)] : [];
      });
      return { ...peer, healthy: true, alerts };
    });
    merged = mergeAlerts(merged, peers, { healthy: true, alerts: [] }, NOW);
    const told = tell(
      telling,
      input(merged, {
        known: everAnswered.size > 0,
        complete: peers.every(({ healthy }) => healthy),
        paused: step.paused,
      }),
    );
    telling = told.telling;
    return {
      merged,
      popups: told.popups,
      telling,
      known: everAnswered.size > 0,
      paused: step.paused,
    };
  });
}

describe('telling over random sequences of polls', () => {
  it('tells every firing episode exactly once and nothing of a suppressed alert', () => {
    fc.assert(
      fc.property(fc.array(stepArbitrary, { minLength: 1, maxLength: 25 }), (steps) => {
        /** Last start of each told episode, by id: it goes on, or comes back, under that start. */
        const told = new Map<string, number>();
        const there = new Set<string>();
        let toldSomething = false;
        for (const { merged, popups, known, paused } of run(steps)) {
          for (const alert of Object.values(merged)) {
            const goesOn = there.has(alert.id) || told.get(alert.id) === alert.startsAt;
            if (!goesOn) told.delete(alert.id);
            else if (told.has(alert.id)) told.set(alert.id, alert.startsAt);
          }
          for (const popup of popups) {
            if (popup.kind === 'baseline') expect(toldSomething).toBe(false);
            for (const id of popup.alerts) {
              expect(merged[id]?.state).toBe('firing');
              expect(told.has(id)).toBe(false);
              told.set(id, merged[id]?.startsAt ?? 0);
            }
          }
          there.clear();
          for (const id of Object.keys(merged)) there.add(id);
          if (popups.length > 0) toldSomething = true;
          if (known && !paused) {
            for (const alert of Object.values(merged)) {
              if (alert.state === 'firing') expect(told.has(alert.id)).toBe(true);
            }
          }
          if (paused) expect(popups).toEqual([]);
          expect(popups.filter(({ kind }) => kind === 'alert').length).toBeLessThan(6);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('does not tell again after a restart what the ledger remembers', () => {
    fc.assert(
      fc.property(fc.array(stepArbitrary, { minLength: 1, maxLength: 10 }), (steps) => {
        const last = run(steps).at(-1);
        if (last === undefined || !last.known || last.paused) return;
        const again = tell(
          beginTelling(toldEpisodes('prod', last.telling)),
          input(last.merged, {}),
        );
        expect(again.popups).toEqual([]);
      }),
    );
  });
});

describe('single decisions', () => {
  const firing = (...ids: readonly string[]) =>
    mergeAlerts(
      {},
      [
        {
          source: 'alertmanager:0',
          healthy: true,
          alerts: ids.map((id) => amAlert(id, 1, 'active')),
        },
      ],
      { healthy: true, alerts: [] },
      NOW,
    );

  it('sums up what already fires at the first poll', () => {
    const { popups } = tell(beginTelling([]), input(firing('a1', 'b2', 'c3'), {}));
    expect(popups).toHaveLength(1);
    expect(popups[0]).toMatchObject({ kind: 'baseline', title: 'prod: 3 firing' });
  });

  it('says nothing of a Watchdog, which always fires and by convention tells nobody', () => {
    const watchdog = { alertname: 'Watchdog', severity: 'none' };
    const alerts = mergeAlerts(
      {},
      [
        {
          source: 'alertmanager:0',
          healthy: true,
          alerts: [{ ...amAlert('a1', 1, 'active'), labels: watchdog }],
        },
      ],
      { healthy: true, alerts: [] },
      NOW,
    );
    const first = tell(beginTelling([]), input(alerts, {}));
    expect(first.popups).toEqual([]);
    expect(tell(first.telling, input({ ...alerts, ...firing('b2') }, {})).popups).toMatchObject([
      { kind: 'alert', alerts: ['b2'] },
    ]);
  });

  it('waits with the first decision until every Alertmanager has answered or failed', () => {
    const waiting = tell(beginTelling([]), input(firing('a1'), { known: false }));
    expect(waiting.popups).toEqual([]);
    expect(tell(waiting.telling, input(firing('a1', 'b2'), {})).popups).toMatchObject([
      { kind: 'baseline', alerts: ['a1', 'b2'] },
    ]);
  });

  it('tells five new ones each, and six as one', () => {
    const quiet = tell(beginTelling([]), input({}, {})).telling;
    const five = tell(quiet, input(firing('a1', 'b2', 'c3', 'd4', 'e5'), {}));
    expect(five.popups.map(({ kind }) => kind)).toEqual(Array(5).fill('alert'));
    const six = tell(quiet, input(firing('a1', 'b2', 'c3', 'd4', 'e5', 'f6'), {}));
    expect(six.popups).toMatchObject([{ kind: 'storm', alerts: { length: 6 } }]);
  });

  it('names an alert without a severity before information, and after a warning', () => {
    const named = (severities: readonly (readonly [id: string, severity?: string])[]) => {
      const alerts = severities.map(([id, severity]) => ({
        ...amAlert(id, 1, 'active'),
        labels: { alertname: `Alert-${id}`, ...(severity === undefined ? {} : { severity }) },
      }));
      const merged = mergeAlerts(
        {},
        [{ source: 'alertmanager:0', healthy: true, alerts }],
        { healthy: true, alerts: [] },
        NOW,
      );
      return tell(beginTelling([]), input(merged, {})).popups[0];
    };
    expect(named([['a1', 'info'], ['b2']])).toMatchObject({
      severity: 'none',
      body: 'Already firing when watching began. Worst: Alert-b2',
      alerts: ['b2', 'a1'],
    });
    expect(named([['a1'], ['b2', 'warning']])).toMatchObject({ alerts: ['b2', 'a1'] });
  });

  it('tells once what began during a pause and still fires', () => {
    const quiet = tell(beginTelling([]), input({}, {})).telling;
    const during = tell(quiet, input(firing('a1', 'b2'), { paused: true }));
    expect(during.popups).toEqual([]);
    const after = tell(during.telling, input(firing('a1', 'b2'), {}));
    expect(after.popups).toMatchObject([{ kind: 'resumed', alerts: ['a1', 'b2'] }]);
    expect(tell(after.telling, input(firing('a1', 'b2'), {})).popups).toEqual([]);
  });

  it('knows what comes back with its old start, as after a restart of Alertmanager, and tells a new start', () => {
    const at = (startsAt: number) =>
      mergeAlerts(
        {},
        [{ source: 'alertmanager:0', healthy: true, alerts: [amAlert('a1', startsAt, 'active')] }],
        { healthy: true, alerts: [] },
        NOW,
      );
    const quiet = tell(beginTelling([]), input({}, {})).telling;
    const first = tell(quiet, input(at(1), {}));
    expect(first.popups).toHaveLength(1);
    const gone = tell(first.telling, input({}, {}));
    const back = tell(gone.telling, input(at(1), { now: NOW + 60_000 }));
    expect(back.popups).toEqual([]);
    const goneAgain = tell(back.telling, input({}, { now: NOW + 70_000 }));
    expect(tell(goneAgain.telling, input(at(2), { now: NOW + 80_000 })).popups).toHaveLength(1);
    const muchLater = { now: NOW + 70_000 + 2 * HOUR };
    const forgotten = tell(goneAgain.telling, input({}, muchLater));
    expect(toldEpisodes('prod', forgotten.telling)).toEqual([]);
  });

  it('settles in silence what the user does not want to be told', () => {
    const popups = { enabled: false, severities: [] };
    const off = tell(beginTelling([]), input(firing('a1'), { popups }));
    expect(off.popups).toEqual([]);
    expect(tell(off.telling, input(firing('a1'), {})).popups).toEqual([]);
  });
});
