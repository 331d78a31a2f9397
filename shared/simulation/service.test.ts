import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { DEMO_SCENARIO } from './demo-scenario';
import type { FinishedRequest } from './request';
import type { Fault, InstancePlan, Scenario } from './scenario';
import { createService } from './service';
import type { InstanceReading } from './telemetry';

// thousands of simulated seconds: long on a busy machine
vi.setConfig({ testTimeout: 60_000 });

const GIB = 1024 ** 3;

const engine = fc.record({
  cache: fc.record({
    blockTokens: fc.integer({ min: 1, max: 64 }),
    totalBlocks: fc.integer({ min: 1, max: 400 }),
    bytesPerToken: fc.constant(1024),
  }),
  maxBatchTokens: fc.integer({ min: 8, max: 512 }),
  maxActive: fc.integer({ min: 1, max: 64 }),
  stepMs: fc.integer({ min: 5, max: 60 }),
  decodeMs: fc.constant(0.2),
  prefillMs: fc.constant(0.05),
});

const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({
    kind: fc.constant('errors' as const),
    from: fc.integer({ min: 0, max: 20 }),
    to: fc.integer({ min: 20, max: 40 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  fc.record({
    kind: fc.constantFrom('down' as const, 'mixed-clock' as const),
    from: fc.integer({ min: 0, max: 20 }),
    to: fc.integer({ min: 20, max: 40 }),
  }),
);

const plan: fc.Arbitrary<InstancePlan> = fc.record({
  instance: fc.constant('a'),
  engine,
  prompt: fc.record({
    median: fc.integer({ min: 1, max: 400 }),
    sigma: fc.constant(0.8),
    max: fc.constant(4000),
  }),
  output: fc.record({
    median: fc.integer({ min: 1, max: 60 }),
    sigma: fc.constant(0.6),
    max: fc.constant(400),
  }),
  load: fc
    .array(
      fc.record({
        at: fc.integer({ min: 0, max: 40 }),
        perSecond: fc.double({ min: 0, max: 40, noNaN: true }),
      }),
      { maxLength: 4 },
    )
    .map((points) => points.sort((a, b) => a.at - b.at)),
  faults: fc.array(fault, { maxLength: 2 }),
});

const scenario: fc.Arbitrary<Scenario> = fc.record({
  name: fc.constant('random'),
  periodSeconds: fc.constant(40),
  instances: plan.map((one) => [one, { ...one, instance: 'b' }]),
});

describe('simulated service', () => {
  it('never gives out more blocks than there are, nor more tokens a step than the budget, and loses no request', () => {
    fc.assert(
      fc.property(scenario, fc.integer(), (random, seed) => {
        const service = createService(random, seed);
        const ended = new Set<string>();
        const wrong: string[] = [];
        for (let second = 1; second <= 45; second++) {
          service.advanceTo(second);
          for (const request of service.takeFinished()) {
            if (ended.has(request.id)) wrong.push(`${request.id} ended twice`);
            ended.add(request.id);
            if (!isOrdered(request)) wrong.push(`disorder in ${JSON.stringify(request)}`);
          }
          let over = 0;
          for (const [index, instance] of service.instances.entries()) {
            const { status } = instance.engine;
            const shape = random.instances[index]?.engine;
            if (!shape) throw new Error('no plan');
            const { usedBlocks, freeBlocks } = status.cache;
            over += status.finished + status.failed;
            const holds = {
              blocks:
                usedBlocks >= 0 &&
                freeBlocks >= 0 &&
                usedBlocks + freeBlocks === shape.cache.totalBlocks,
              givenBack: status.active > 0 || usedBlocks === 0,
              batch: status.active <= shape.maxActive,
              budget: status.lastBatchTokens <= shape.maxBatchTokens,
              conserved:
                status.waiting + status.active + status.finished + status.failed ===
                status.submitted,
            };
            for (const [name, held] of Object.entries(holds)) {
              if (!held) wrong.push(`${name} at ${second} s: ${JSON.stringify(status)}`);
            }
          }
          if (ended.size !== over) wrong.push(`${over} ended, ${ended.size} were told`);
        }
        expect(wrong).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('runs the same for the same seed, however the caller cuts time', () => {
    fc.assert(
      fc.property(
        scenario,
        fc.integer(),
        fc.array(fc.double({ min: 0, max: 45, noNaN: true }), { maxLength: 30 }),
        (random, seed, cuts) => {
          const whole = createService(random, seed);
          whole.advanceTo(45);
          const cut = createService(random, seed);
          for (const at of cuts.sort((a, b) => a - b)) cut.advanceTo(at);
          cut.advanceTo(45);
          expect(cut.takeFinished()).toEqual(whole.takeFinished());
          expect(cut.collect()).toEqual(whole.collect());
        },
      ),
      { numRuns: 60 },
    );
  });

  it('differs for another seed', () => {
    const run = (seed: number) => {
      const service = createService(DEMO_SCENARIO, seed);
      service.advanceTo(30);
      return service.collect();
    };
    expect(run(1)).not.toEqual(run(2));
    expect(run(1)).toEqual(run(1));
  });

  it('only ever counts up, and exports no gauge of an instance that did nothing since the last export', () => {
    const service = createService(DEMO_SCENARIO, 3);
    let before: readonly InstanceReading[] = [];
    let idle = 0;
    for (let second = 5; second <= 720; second += 5) {
      service.advanceTo(second);
      const readings = service.collect();
      for (const [index, reading] of readings.entries()) {
        const last = before[index];
        if (reading.kind !== 'up') throw new Error('the demo has no crash');
        if (last?.kind === 'up') {
          expect(reading.counters.decodeTokens).toBeGreaterThanOrEqual(last.counters.decodeTokens);
          const { cumulative } = reading.histograms.ttft;
          for (const [bucket, count] of cumulative.entries()) {
            expect(count).toBeGreaterThanOrEqual(last.histograms.ttft.cumulative[bucket] ?? 0);
            expect(count).toBeGreaterThanOrEqual(cumulative[bucket - 1] ?? 0);
          }
          const moved = reading.counters.decodeTokens + reading.counters.prefillTokens;
          if (moved === last.counters.decodeTokens + last.counters.prefillTokens) {
            expect(reading.gauges).toEqual({});
            idle++;
          }
        }
      }
      before = readings;
    }
    expect(idle).toBeGreaterThan(10);
  });

  it('drives one instance of the demo past 5 GiB, past 8 GiB and into a queue, and drains it, while another stays well', () => {
    const service = createService(DEMO_SCENARIO, 1);
    const hot: { second: number; used: number; waiting: number; ttftOver2s: number }[] = [];
    let healthyPeak = 0;
    for (let second = 5; second <= 715; second += 5) {
      service.advanceTo(second);
      for (const reading of service.collect()) {
        if (reading.kind !== 'up') continue;
        const used = reading.gauges.kvUsed ?? 0;
        if (reading.instance === 'gpu-a-0:8000') healthyPeak = Math.max(healthyPeak, used);
        if (reading.instance !== 'gpu-a-1:8000') continue;
        const { cumulative, bounds } = reading.histograms.ttft;
        const upTo2s = cumulative[bounds.indexOf(2000)] ?? 0;
        hot.push({
          second,
          used,
          waiting: reading.gauges.waiting ?? 0,
          ttftOver2s: (cumulative.at(-1) ?? 0) - upTo2s,
        });
      }
    }
    const passes = (bytes: number) => hot.find((row) => row.used > bytes)?.second ?? Number.NaN;
    expect(hot[0]?.used).toBeLessThan(2 * GIB);
    expect(passes(5 * GIB)).toBeLessThan(passes(8 * GIB));
    expect(Math.max(...hot.map((row) => row.used))).toBeLessThanOrEqual(12 * GIB);
    expect(Math.max(...hot.map((row) => row.waiting))).toBeGreaterThan(20);
    expect(hot.at(-1)?.ttftOver2s).toBeGreaterThan(20);
    for (const row of hot.filter(({ second }) => second > 600)) {
      expect(row.used).toBeLessThan(5 * GIB);
      expect(row.waiting).toBe(0);
    }
    expect(healthyPeak).toBeLessThan(5 * GIB);
  });

  it('starts its counters from zero after a crash and fails what it held', () => {
    const [plan] = DEMO_SCENARIO.instances;
    if (!plan) throw new Error('no plan');
    const service = createService(
      {
        ...DEMO_SCENARIO,
        instances: [{ ...plan, faults: [{ kind: 'down', from: 60, to: 90 }] }],
      },
      5,
    );
    const collectAt = (seconds: number) => {
      service.advanceTo(seconds);
      return service.collect()[0];
    };
    const before = collectAt(59);
    expect(collectAt(75)?.kind).toBe('down');
    expect(service.takeFinished().some((request) => request.state === 'FAILED')).toBe(true);
    const after = collectAt(95);
    if (before?.kind !== 'up' || after?.kind !== 'up') throw new Error('should be up');
    expect(after.counters.decodeTokens).toBeGreaterThan(0);
    expect(after.counters.decodeTokens).toBeLessThan(before.counters.decodeTokens);
  });

  it('takes another scenario while it runs', () => {
    const service = createService(DEMO_SCENARIO, 1);
    service.advanceTo(60);
    service.setScenario({ name: 'quiet', periodSeconds: 60, instances: [] });
    service.advanceTo(120);
    service.collect();
    service.advanceTo(180);
    expect(service.collect().map((reading) => reading.kind === 'up' && reading.gauges)).toEqual([
      {},
      {},
      {},
    ]);
  });
});

function isOrdered(request: FinishedRequest): boolean {
  const times = [request.arrivedAt, request.admittedAt, request.firstTokenAt, request.endedAt];
  const known = times.filter((time) => time !== undefined);
  return (
    known.every((time, index) => time >= (known[index - 1] ?? 0)) &&
    (request.state === 'FAILED' || request.outputTokens > 0)
  );
}
