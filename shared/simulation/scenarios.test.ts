import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorShare, isDown, loadAt, phaseOf, type Scenario } from './scenario';
import { beginningAt, scaleLoad } from './scenario-change';
import { SCENARIO_NAMES, type ScenarioName, scenarioNamed } from './scenarios';
import { createService } from './service';
import type { InstanceReading } from './telemetry';

type Up = Extract<InstanceReading, { kind: 'up' }>;

/** What the instances export, every ten seconds of the first `seconds`. */
function run(name: ScenarioName, instances: number, seconds: number): (Up | null)[][] {
  const service = createService(scenarioNamed(name, instances), 7);
  const rows: (Up | null)[][] = [];
  for (let second = 10; second <= seconds; second += 10) {
    service.advanceTo(second);
    rows.push(service.collect().map((reading) => (reading.kind === 'up' ? reading : null)));
  }
  return rows;
}

function kvShare(reading: Up | null | undefined): number {
  const { kvUsed = 0, kvFree = 1 } = reading?.gauges ?? {};
  return kvUsed / (kvUsed + kvFree);
}

describe('scenarios', () => {
  it.each(SCENARIO_NAMES)('%s has its points in order and names every instance once', (name) => {
    const { instances, periodSeconds } = scenarioNamed(name, 4);
    expect(new Set(instances.map(({ instance }) => instance)).size).toBe(4);
    for (const { load, faults } of instances) {
      const times = load.map(({ at }) => at);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      for (const fault of faults) {
        expect(fault.from).toBeLessThan(fault.to);
        expect(fault.to).toBeLessThanOrEqual(periodSeconds);
      }
    }
  });

  it('ramp fills the first cache for over five minutes, makes a queue, and drains', () => {
    const rows = run('ramp', 2, 1100);
    // from its second 120 to 720, without a dip that a scrape would see
    expect(rows.slice(11, 71).filter(([first]) => kvShare(first) <= 0.95)).toHaveLength(0);
    const calm = rows[2]?.[0]?.histograms.latency;
    const within5s = calm?.cumulative[calm.bounds.indexOf(5000)] ?? 0;
    expect(within5s / (calm?.cumulative.at(-1) ?? 1)).toBeGreaterThan(0.95);
    expect(Math.max(...rows.map(([first]) => first?.gauges.waiting ?? 0))).toBeGreaterThan(30);
    expect(Math.max(...rows.map(([, second]) => kvShare(second)))).toBeLessThan(0.5);
    expect(kvShare(rows.at(-1)?.[0])).toBeLessThan(0.5);
    expect(rows.at(-1)?.[0]?.gauges.waiting).toBe(0);
  });

  it('steady stays calm', () => {
    const rows = run('steady', 3, 300);
    for (const row of rows) {
      for (const reading of row) expect(kvShare(reading)).toBeLessThan(0.5);
    }
    for (const reading of rows.at(-1) ?? []) {
      const { cumulative = [], bounds = [] } = reading?.histograms.latency ?? {};
      const within5s = cumulative[bounds.indexOf(5000)] ?? 0;
      expect(within5s / (cumulative.at(-1) ?? 0)).toBeGreaterThan(0.995);
    }
  });

  it('errors fails more than a tenth of all requests while it lasts', () => {
    const last = run('errors', 3, 300).at(-1);
    const sum = (key: 'ended' | 'failed') =>
      last?.reduce((total, reading) => total + (reading?.[key] ?? 0), 0) ?? 0;
    expect(sum('failed') / sum('ended')).toBeGreaterThan(0.15);
  });

  it('idle exports no gauge any more and no token', () => {
    const rows = run('idle', 2, 200);
    expect(rows[1]?.[0]?.gauges).not.toEqual({});
    expect(rows.at(-1)?.map((reading) => reading?.gauges)).toEqual([{}, {}]);
    expect(rows.at(-1)?.[0]?.counters).toEqual(rows.at(-6)?.[0]?.counters);
  });

  it('crash takes the first instance away and brings it back with less than it had', () => {
    const rows = run('crash', 2, 130);
    const tokens = rows.map(([first]) => first?.counters.decodeTokens ?? null);
    expect(tokens[6]).toBeNull();
    expect(tokens[12]).toBeGreaterThan(0);
    expect(tokens[12]).toBeLessThan(tokens[4] ?? 0);
    expect(rows.every(([, second]) => second !== null)).toBe(true);
  });

  it('replica-loss loses the last instance and gives its load to the others', () => {
    const rows = run('replica-loss', 3, 300);
    expect(rows.at(-1)?.map((reading) => reading !== null)).toEqual([true, true, false]);
    const ended = (row: number) => rows[row]?.[0]?.ended ?? 0;
    expect(ended(29) - ended(19)).toBeGreaterThan(1.3 * ended(5));
  });

  it('clock-mixup records times to first token of more than a day', () => {
    const ttft = run('clock-mixup', 2, 60).at(-1)?.[0]?.histograms.ttft;
    expect((ttft?.sum ?? 0) / (ttft?.cumulative.at(-1) ?? 1)).toBeGreaterThan(86_400_000);
  });
});

describe('changing a scenario', () => {
  const base: Scenario = {
    ...scenarioNamed('ramp', 1),
    instances: scenarioNamed('ramp', 1).instances.map((plan) => ({
      ...plan,
      faults: [
        { kind: 'down', from: 0, to: 40 },
        { kind: 'errors', from: 900, to: 1200, share: 0.5 },
      ],
    })),
  };

  it('beginningAt moves its second 0 to any second of the simulation', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000 }),
        fc.integer({ min: 0, max: 5000 }),
        (start, later) => {
          const [plan] = base.instances;
          const [turned] = beginningAt(base, start).instances;
          if (!plan || !turned) throw new Error('no plan');
          const before = phaseOf(later, base.periodSeconds);
          const after = phaseOf(start + later, base.periodSeconds);
          expect(loadAt(turned.load, after)).toBeCloseTo(loadAt(plan.load, before), 6);
          expect(isDown(turned.faults, after)).toBe(isDown(plan.faults, before));
          expect(errorShare(turned.faults, after)).toBe(errorShare(plan.faults, before));
        },
      ),
    );
  });

  it('scaleLoad scales every point and leaves faults alone', () => {
    const [plan] = scaleLoad(base, 2).instances;
    expect(loadAt(plan?.load ?? [], 0)).toBe(10);
    expect(plan?.faults).toEqual(base.instances[0]?.faults);
  });
});
