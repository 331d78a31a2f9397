import { DEMO_SCENARIO } from '../../shared/simulation/demo-scenario';
import { type Scenario, speedUp } from '../../shared/simulation/scenario';
import { createService } from '../../shared/simulation/service';
import type { AlertTable } from './alertmanager/alert-table';
import { createRuleEngine, type RuleEngine, type SentAlert } from './prometheus/rule-engine';
import { DEMO_RULES } from './prometheus/rules';
import type { SampleStore } from './store/sample-store';
import { createScraper } from './store/scraper';
import { type TraceStore, traceOfRequest } from './tempo/trace-store';

/** The simulated service with its Prometheus rules, wired to the stores the servers answer from. */
export interface World {
  readonly rules: RuleEngine;
  /** Does everything that is due by `at`, epoch ms; it never goes back. */
  advance(at: number): void;
}

export interface WorldOptions {
  /** Epoch ms of "now" at the start. */
  readonly at: number;
  readonly seed: number;
  /** The course of events runs so many times as fast; requests and intervals keep their lengths. */
  readonly speed: number;
  readonly historyMinutes: number;
  readonly store: SampleStore;
  readonly traces: TraceStore;
  readonly alerts: AlertTable;
  /** Of generator links. */
  readonly prometheusUrl: () => string;
}

export const INTERVAL_MS = 5000;
const SERVICE = 'transformers';
/** Where in the scenario a demo begins: the hot instance's load is about to rise. */
const FIRST_PHASE_SECONDS = 100;
/** The service begins empty: so long before its first export. */
const WARM_UP_SECONDS = 30;
/** After a longer gap (the machine slept) time is not made up for. */
const GAP_MS = 15 * 60_000;
/** Rules look back at most five minutes; alerts older than this are not needed at the start. */
const RULES_HISTORY_MS = 20 * 60_000;
/** Before the start the rules are evaluated at every third export only. */
const HISTORY_RULES_MS = 15_000;
/** One trace in so many is kept, and every failed one. */
const TRACE_SHARE = 4;

export function createWorld(options: WorldOptions): World {
  const { store, traces, alerts, seed, speed } = options;
  const scenario = speedUp(DEMO_SCENARIO, speed);
  const scraper = createScraper(store, SERVICE);
  const rules = createRuleEngine(fasterRules(speed), store);
  const historyMs = options.historyMinutes * 60_000;
  const firstTick = floorToTick(options.at - historyMs);
  const firstSecond = startSecond(scenario, historyMs / 1000, speed);
  const service = createService(scenario, seed, firstSecond - WARM_UP_SECONDS);
  let epochMs = firstTick - firstSecond * 1000;
  let lastTick = firstTick;
  let requests = 0;

  service.advanceTo(firstSecond);
  service.takeFinished();

  const tick = (at: number, withRules: boolean) => {
    service.advanceTo((at - epochMs) / 1000);
    scraper.scrape(service.collect(), at);
    for (const request of service.takeFinished()) {
      requests++;
      if (requests % TRACE_SHARE !== 0 && request.state === 'FINISHED') continue;
      traces.add(traceOfRequest(request, SERVICE, epochMs, seed));
    }
    if (withRules) alerts.receive(rules.evaluate(at).map(delivered), at);
  };

  const delivered = ({ expr, labels, ...alert }: SentAlert) => ({
    ...alert,
    // Prometheus adds its external labels on the way out
    labels: { ...labels, cluster: 'gpu-a' },
    generatorURL: `${options.prometheusUrl()}/graph?${new URLSearchParams({ 'g0.expr': expr, 'g0.tab': '1' })}`,
  });

  const advance = (at: number) => {
    if (at - lastTick > GAP_MS) {
      const skipped = floorToTick(at) - INTERVAL_MS - lastTick;
      epochMs += skipped;
      lastTick += skipped;
    }
    for (let next = lastTick + INTERVAL_MS; next <= at; next += INTERVAL_MS) {
      tick(next, true);
      lastTick = next;
    }
  };

  for (let next = firstTick + INTERVAL_MS; next <= options.at; next += INTERVAL_MS) {
    tick(next, next > options.at - RULES_HISTORY_MS && next % HISTORY_RULES_MS === 0);
    lastTick = next;
  }
  return { rules, advance };
}

function floorToTick(at: number): number {
  return Math.floor(at / INTERVAL_MS) * INTERVAL_MS;
}

/** The simulation's second at which the history begins, so that its end falls on the phase wanted. */
function startSecond({ periodSeconds }: Scenario, historySeconds: number, speed: number): number {
  const second = FIRST_PHASE_SECONDS / speed - historySeconds;
  return second + Math.ceil((WARM_UP_SECONDS - second) / periodSeconds) * periodSeconds;
}

function fasterRules(speed: number) {
  return DEMO_RULES.map((group) => ({
    ...group,
    rules: group.rules.map((rule) => ({ ...rule, forSeconds: rule.forSeconds / speed })),
  }));
}
