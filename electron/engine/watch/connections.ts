import type { WatchedEnvironment } from '../engine';
import { type AlertmanagerSource, createAlertmanagerSource } from '../sources/alertmanager';
import { createPrometheusSource, type PrometheusSource } from '../sources/prometheus';
import { createTempoSource, type TempoSource } from '../sources/tempo';
import { createEndpoint, type Endpoint } from './endpoint';

/** The servers of one environment, as the watcher reaches them. */
export interface Connections {
  readonly prometheus: Endpoint<PrometheusSource>;
  readonly alertmanagers: readonly Endpoint<AlertmanagerSource>[];
  readonly tempo?: Endpoint<TempoSource>;
}

export function connectEnvironment(
  environment: WatchedEnvironment,
  secrets: Readonly<Record<string, string>>,
  clock: { now(): number },
): Connections {
  const common = { secrets, clock };
  return {
    prometheus: createEndpoint({
      ...common,
      id: 'prometheus',
      kind: 'prometheus',
      settings: environment.prometheus,
      make: createPrometheusSource,
    }),
    alertmanagers: environment.alertmanagers.map((settings, index) =>
      createEndpoint({
        ...common,
        id: `alertmanager:${index}`,
        kind: 'alertmanager',
        settings,
        make: createAlertmanagerSource,
      }),
    ),
    ...(environment.tempo === undefined
      ? {}
      : {
          tempo: createEndpoint({
            ...common,
            id: 'tempo',
            kind: 'tempo',
            settings: environment.tempo,
            make: createTempoSource,
          }),
        }),
  };
}
