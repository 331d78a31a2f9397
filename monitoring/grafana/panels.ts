import { type InstrumentKey, prometheusName } from '../../shared/simulation/instruments';

/** Grafana's dashboard schema of version 39 (Grafana 11.0); later versions migrate it when they load it. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export const PROMETHEUS: JsonObject = { type: 'prometheus', uid: 'prometheus' };
export const TEMPO: JsonObject = { type: 'tempo', uid: 'tempo' };

/** Series of the chosen jobs and instances. `=~` also where one is chosen: an "All" of `.*` must match a missing label. */
export const SELECTED = 'job=~"$job", instance=~"$instance"';

export function series(key: InstrumentKey, suffix = ''): string {
  return `${prometheusName(key)}${suffix}{${SELECTED}}`;
}

export function rate(key: InstrumentKey, suffix = ''): string {
  return `rate(${series(key, suffix)}[$__rate_interval])`;
}

export interface Place {
  readonly x: number;
  readonly w: number;
  readonly h: number;
}

export interface Target {
  readonly expr: string;
  readonly legend: string;
  /** One value over the whole range instead of a line. */
  readonly instant?: boolean;
  /** Cumulative buckets, one series for each `le`, to be drawn as counts between bounds. */
  readonly buckets?: boolean;
  readonly exemplars?: boolean;
}

export function targets(list: readonly Target[]): readonly JsonObject[] {
  return list.map(({ expr, legend, instant, buckets, exemplars }, index) => ({
    refId: String.fromCharCode(65 + index),
    datasource: PROMETHEUS,
    expr,
    legendFormat: legend,
    editorMode: 'code',
    format: buckets === true ? 'heatmap' : 'time_series',
    range: instant !== true,
    instant: instant === true,
    exemplar: exemplars === true,
  }));
}

/** Colour from each value on; the first, without a value, is the colour below them all. */
export function thresholds(...steps: readonly (readonly [number | null, string])[]): JsonObject {
  return { mode: 'absolute', steps: steps.map(([value, color]) => ({ value, color })) };
}

export const PLAIN = thresholds([null, 'green']);

export interface PanelText {
  readonly title: string;
  readonly description: string;
}

export interface Panel extends PanelText {
  readonly place: Place;
  readonly type: string;
  readonly datasource?: JsonObject;
  readonly targets: readonly JsonObject[];
  readonly defaults: JsonObject;
  readonly options: JsonObject;
}

/** What is absent is neither 0 nor fine: an idle transformers process exports no gauges at all. */
const ABSENT: JsonObject = { noValue: 'no data: idle, or telemetry lost' };

const ONE_VALUE: JsonObject = { calcs: ['lastNotNull'], fields: '', values: false };

export function gauge(
  text: PanelText,
  place: Place,
  unit: string,
  list: readonly Target[],
  defaults: JsonObject,
): Panel {
  return {
    ...text,
    place,
    type: 'gauge',
    targets: targets(list.map((target) => ({ ...target, instant: true }))),
    defaults: { unit, min: 0, ...ABSENT, ...defaults },
    options: { reduceOptions: ONE_VALUE, showThresholdLabels: false, showThresholdMarkers: true },
  };
}

export function stat(
  text: PanelText,
  place: Place,
  unit: string,
  list: readonly Target[],
  defaults: JsonObject = { thresholds: PLAIN },
): Panel {
  return {
    ...text,
    place,
    type: 'stat',
    targets: targets(list.map((target) => ({ ...target, instant: true }))),
    defaults: { unit, ...ABSENT, ...defaults },
    options: {
      reduceOptions: ONE_VALUE,
      colorMode: 'value',
      graphMode: 'none',
      textMode: 'value_and_name',
    },
  };
}

export function lines(
  text: PanelText,
  place: Place,
  unit: string,
  list: readonly Target[],
  defaults: JsonObject = {},
): Panel {
  return {
    ...text,
    place,
    type: 'timeseries',
    targets: targets(list),
    defaults: {
      unit,
      min: 0,
      custom: {
        drawStyle: 'line',
        lineWidth: 1,
        fillOpacity: 8,
        showPoints: 'never',
        // A gap is a gap: an idle process exports nothing.
        spanNulls: false,
        thresholdsStyle: { mode: defaults['thresholds'] === undefined ? 'off' : 'line' },
      },
      thresholds: PLAIN,
      ...defaults,
    },
    options: {
      legend: { displayMode: 'table', placement: 'bottom', calcs: ['lastNotNull', 'max'] },
      tooltip: { mode: 'multi', sort: 'desc' },
    },
  };
}

export function heatmap(
  text: PanelText,
  place: Place,
  unit: string,
  list: readonly Target[],
): Panel {
  return {
    ...text,
    place,
    type: 'heatmap',
    targets: targets(list.map((target) => ({ ...target, buckets: true }))),
    defaults: { custom: { scaleDistribution: { type: 'linear' } } },
    options: {
      calculate: false,
      cellGap: 1,
      color: { mode: 'scheme', scheme: 'Spectral', exponent: 0.5, steps: 64, reverse: false },
      exemplars: { color: 'rgba(255,0,255,0.8)' },
      filterValues: { le: 1e-9 },
      legend: { show: true },
      rowsFrame: { layout: 'auto' },
      tooltip: { mode: 'single', yHistogram: true },
      yAxis: { axisPlacement: 'left', unit },
    },
  };
}
