import type { Alert } from '../../../shared/domain/alerts';
import { instanceOf, tellsNobody, worstFirst } from '../../../shared/domain/severity';
import type { SourceStatus } from '../../../shared/domain/sources';
import type { TrayAlert, TrayModel, TrayState } from '../../../shared/domain/tray';
import type { Messages } from '../../../shared/i18n/messages';
import { oneLine } from '../../../shared/wire/text';

export interface TrayInput {
  readonly environments: readonly {
    readonly id: string;
    readonly name: string;
    readonly sources: readonly SourceStatus[];
    readonly alerts: Readonly<Record<string, Alert>>;
  }[];
  readonly pausedUntil: number | undefined;
  readonly messages: Messages;
  /** Epoch ms as a clock time in the user's zone. */
  readonly time: (at: number) => string;
}

/** Windows cuts a tooltip at 127 characters. */
const TOOLTIP_LENGTH = 127;
const WORST = 10;

/**
 * `unknown` comes before everything: when a source cannot be vouched for, no colour can. Then the pause, which is the
 * user's own choice and must not be forgotten, then the worst severity that fires, in Alertmanager or, not delivered
 * there, in Prometheus.
 */
export function trayModel(input: TrayInput): TrayModel {
  const { messages, pausedUntil } = input;
  const firing = input.environments.flatMap((environment) =>
    Object.values(environment.alerts)
      .filter((alert) => alert.state === 'firing' && !tellsNobody(alert.labels))
      .map((alert) => ({ env: environment.id, alert })),
  );
  const envOf = new Map(firing.map(({ env, alert }) => [alert, env]));
  const ranked = firing.map(({ alert }) => alert).sort(worstFirst);
  const blind = blindSources(input);
  const noSource = input.environments.every((environment) => environment.sources.length === 0);
  const undelivered = input.environments.flatMap((environment) =>
    Object.values(environment.alerts).filter(
      (alert) => alert.firingInPrometheus === true && !tellsNobody(alert.labels),
    ),
  );
  const burning = [...ranked, ...undelivered].sort(worstFirst);
  const state = stateOf(blind.length > 0 || noSource, pausedUntil !== undefined, burning);
  const parts = [messages.tray.tooltip(messages.tray.state[state], firing.length)];
  if (undelivered.length > 0) parts.push(messages.tray.undelivered(undelivered.length));
  if (blind.length > 0) parts.push(messages.tray.blind(blind.join(', ')));
  if (pausedUntil !== undefined) parts.push(messages.tray.pausedUntil(input.time(pausedUntil)));
  return {
    state,
    firing: firing.length,
    critical: ranked.filter((alert) => alert.severity === 'critical').length,
    tooltip: oneLine(parts.join(' · '), TOOLTIP_LENGTH),
    worst: ranked.slice(0, WORST).map((alert) => trayAlert(envOf.get(alert) ?? '', alert)),
    ...(pausedUntil === undefined ? {} : { pausedUntil }),
  };
}

function blindSources({ environments, messages }: TrayInput): readonly string[] {
  return environments.flatMap((environment) =>
    environment.sources
      .filter((source) => source.state !== 'ok')
      .map(
        (source) => `${environment.name} ${source.name} (${messages.source.state[source.state]})`,
      ),
  );
}

function stateOf(blind: boolean, paused: boolean, burning: readonly Alert[]): TrayState {
  if (blind) return 'unknown';
  if (paused) return 'paused';
  const [worst] = burning;
  if (worst === undefined) return 'ok';
  // A rule without a known severity still fires: it is shown as a warning rather than as nothing much.
  return worst.severity === 'none' ? 'warning' : worst.severity;
}

function trayAlert(env: string, alert: Alert): TrayAlert {
  return {
    env,
    id: alert.id,
    name: oneLine(alert.name, 80),
    instance: oneLine(instanceOf(alert.labels), 80),
    severity: alert.severity,
    startsAt: alert.startsAt,
  };
}
