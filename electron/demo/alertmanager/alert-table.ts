import type { Labels } from '../../../shared/domain/alerts';
import { fingerprint } from './fingerprint';

/** An alert as Alertmanager holds it. Times in epoch ms. */
export interface HeldAlert {
  readonly fingerprint: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly updatedAt: number;
  readonly generatorURL: string;
}

/** What a test says Alertmanager holds; what it leaves out is filled in. */
export interface ScriptedAlert {
  readonly labels: Labels;
  readonly annotations?: Labels;
  readonly startsAt?: number;
  readonly endsAt?: number;
  readonly generatorURL?: string;
}

export type IncomingAlert = Omit<HeldAlert, 'fingerprint' | 'updatedAt'>;

export interface AlertTable {
  /** From Prometheus; ignored while scripted or frozen. */
  receive(alerts: readonly IncomingAlert[], at: number): void;
  /** Exactly these from now on; `null`: what Prometheus sends again. */
  script(alerts: readonly ScriptedAlert[] | null, at: number): void;
  /** What fires now goes on firing and nothing else does, until `script(null)`. */
  freeze(at: number): void;
  /** Those that have not ended, by fingerprint. */
  firing(at: number): readonly HeldAlert[];
}

/** As long as a frozen or scripted alert lasts when nothing else is said: ten years. */
const FOR_EVER_MS = 10 * 365 * 86_400_000;

export function createAlertTable(): AlertTable {
  const received = new Map<string, HeldAlert>();
  let scripted: readonly HeldAlert[] | null = null;

  const firingReceived = (at: number) =>
    [...received.values()].filter((alert) => alert.endsAt > at);

  return {
    receive(alerts, at) {
      for (const alert of alerts) {
        const id = fingerprint(alert.labels);
        const known = received.get(id);
        // Alertmanager joins what overlaps into one episode and keeps its earliest start
        const overlaps = known !== undefined && known.endsAt > alert.startsAt;
        received.set(id, {
          ...alert,
          fingerprint: id,
          updatedAt: at,
          startsAt: overlaps ? Math.min(known.startsAt, alert.startsAt) : alert.startsAt,
        });
      }
      for (const [id, alert] of received) if (alert.endsAt < at - 900_000) received.delete(id);
    },
    script(alerts, at) {
      const before = new Map((scripted ?? []).map((alert) => [alert.fingerprint, alert]));
      scripted =
        alerts?.map((alert) => {
          const id = fingerprint(alert.labels);
          return {
            fingerprint: id,
            labels: alert.labels,
            annotations: alert.annotations ?? {},
            // an alert that goes on keeps its start, unless the script gives another
            startsAt: alert.startsAt ?? before.get(id)?.startsAt ?? at,
            endsAt: alert.endsAt ?? at + FOR_EVER_MS,
            updatedAt: at,
            generatorURL: alert.generatorURL ?? '',
          };
        }) ?? null;
    },
    freeze(at) {
      scripted = (scripted ?? firingReceived(at)).map((alert) => ({
        ...alert,
        endsAt: at + FOR_EVER_MS,
      }));
    },
    firing(at) {
      const alerts = scripted?.filter((alert) => alert.endsAt > at) ?? firingReceived(at);
      return [...alerts].sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
    },
  };
}
