import type { Alert } from '../../../shared/domain/alerts';
import { instanceOf, tellsNobody } from '../../../shared/domain/severity';
import { isRemark, type SourceStatus } from '../../../shared/domain/sources';
import type { TrayAlert, TrayModel, TrayState } from '../../../shared/domain/tray';
import type { Messages } from '../../../shared/i18n/messages';
import { oneLine } from '../../../shared/wire/text';
import { mostUrgentFirst, urgencyOf } from './urgency';

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
  const burning = input.environments
    .flatMap(({ id, alerts }) => Object.values(alerts).map((alert) => ({ env: id, alert })))
    .filter(({ alert }) => isBurning(alert) && !tellsNobody(alert.labels))
    .sort((a, b) => mostUrgentFirst(a.alert, b.alert));
  const delivered = burning.filter(({ alert }) => alert.state === 'firing');
  const undelivered = burning.length - delivered.length;
  const blind = blindSources(input);
  const noSource = input.environments.every((environment) => environment.sources.length === 0);
  const state = stateOf(blind.length > 0 || noSource, pausedUntil !== undefined, burning[0]?.alert);
  const parts = [messages.tray.tooltip(messages.tray.state[state], delivered.length)];
  if (undelivered > 0) parts.push(messages.tray.undelivered(undelivered));
  if (blind.length > 0) parts.push(messages.tray.blind(blind.join(', ')));
  const ruleless = rulelessNames(input);
  if (ruleless.length > 0) parts.push(messages.tray.noRules(ruleless.join(', ')));
  if (pausedUntil !== undefined) parts.push(messages.tray.pausedUntil(input.time(pausedUntil)));
  return {
    state,
    firing: delivered.length,
    critical: delivered.filter(({ alert }) => alert.severity === 'critical').length,
    tooltip: oneLine(parts.join(' · '), TOOLTIP_LENGTH),
    worst: burning.slice(0, WORST).map(({ env, alert }) => trayAlert(env, alert)),
    ...(pausedUntil === undefined ? {} : { pausedUntil }),
  };
}

/** Their quiet means little: Prometheus has not one alerting rule there. */
function rulelessNames({ environments }: TrayInput): readonly string[] {
  return environments
    .filter(({ sources }) =>
      sources.some(({ failing }) => failing.some(({ failure }) => isRemark(failure))),
    )
    .map(({ name }) => name);
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

function isBurning(alert: Alert): boolean {
  return alert.state === 'firing' || alert.firingInPrometheus === true;
}

function stateOf(blind: boolean, paused: boolean, worst: Alert | undefined): TrayState {
  if (blind) return 'unknown';
  if (paused) return 'paused';
  return worst === undefined ? 'ok' : urgencyOf(worst.severity);
}

function trayAlert(env: string, alert: Alert): TrayAlert {
  return {
    env,
    id: alert.id,
    name: oneLine(alert.name, 80),
    instance: oneLine(instanceOf(alert.labels), 80),
    severity: alert.severity,
    startsAt: alert.startsAt,
    ...(alert.state === 'firing' ? {} : { undelivered: true as const }),
  };
}
