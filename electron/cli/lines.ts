import type { PanelSnapshot, Quantile, Reading } from '../../shared/domain/metrics';
import { assertNever } from '../../shared/result';
import type { EngineEvent } from '../engine/engine';

/** One line of the engine's output: a JSON object with `t`, `type` and `env` (`null`: of all environments). */
export type Line = Readonly<Record<string, unknown>>;

/** The line for an event, or `null` for events that are about the window only. `at` is epoch ms. */
export function lineFor(event: EngineEvent, at: number, onlyEnv: string | null): Line | null {
  const t = iso(at);
  switch (event.type) {
    case 'source':
      return {
        t,
        type: 'source',
        env: event.env,
        source: event.source,
        name: event.name,
        state: event.state,
        since: iso(event.since),
        ...(event.reason === undefined ? {} : { reason: event.reason }),
      };
    case 'alert':
      return {
        t,
        type: 'alert',
        env: event.env,
        id: event.id,
        event: event.event,
        labels: event.labels,
        startsAt: iso(event.startsAt),
      };
    case 'popup': {
      const { env, kind, title, body, alerts, reason } = event.popup;
      return { t, type: 'popup', env, kind, title, body, alerts, reason };
    }
    case 'tray': {
      const { state, firing, tooltip } = event.tray;
      return { t, type: 'tray', env: onlyEnv, state, firing, tooltip };
    }
    case 'panels':
      return { t, type: 'metrics', env: event.env, ...metrics(event.profile, event.value) };
    case 'patch':
    case 'reset':
    case 'ledger':
      return null;
    default:
      return assertNever(event);
  }
}

function metrics(profile: string | null, value: PanelSnapshot | undefined): Line {
  const instances = (value?.instances ?? []).map((instance) => ({
    instance: instance.instance === '' ? null : instance.instance,
    kvUsedBytes: number(instance.kvUsedBytes),
    kvTotalBytes: total(instance.kvUsedBytes, instance.kvFreeBytes),
    active: number(instance.active),
    waiting: number(instance.waiting),
  }));
  const ttft = value?.ttft;
  return {
    profile,
    instances,
    ttftMs:
      ttft === undefined
        ? null
        : {
            p50: quantile(ttft.p50),
            p95: quantile(ttft.p95),
            p99: quantile(ttft.p99),
            /** Those quantiles are only known to be at least the number given. */
            atLeast: (['p50', 'p95', 'p99'] as const).filter((q) => ttft[q].kind === 'at-least'),
            buckets: ttft.buckets.map(({ upperMs, count }) => ({
              le: Number.isFinite(upperMs) ? upperMs : '+Inf',
              count,
            })),
          },
  };
}

function number(reading: Reading): number | null {
  return reading.kind === 'value' ? reading.value : null;
}

function total(used: Reading, free: Reading): number | null {
  return used.kind === 'value' && free.kind === 'value' ? used.value + free.value : null;
}

function quantile(value: Quantile): number | null {
  return value.kind === 'at-least' ? value.bound : number(value);
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
