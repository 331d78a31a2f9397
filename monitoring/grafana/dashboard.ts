import { prometheusName } from '../../shared/simulation/instruments';
import { type JsonObject, type Panel, PROMETHEUS } from './panels';
import { BATCH, FAILURES, KV_CACHE, LATENCY, REQUESTS, TTFT } from './rows';

interface Row {
  readonly title: string;
  readonly panels: readonly Panel[];
}

const ROWS: readonly Row[] = [KV_CACHE, REQUESTS, BATCH, TTFT, LATENCY, FAILURES];

/** Gauges vanish while a process is idle; its token counter does not, so the lists of jobs and instances come from it. */
const ALIVE = prometheusName('decodeTokens');

/** Grafana's file `dashboards/continuous-batching.json`. */
export function continuousBatchingDashboard(): JsonObject {
  return {
    uid: 'continuous-batching',
    title: 'Continuous batching',
    description:
      'KV cache, queue, batch, time to first token and latency of transformers’ serving.',
    tags: ['batchwatch', 'llm-inference'],
    schemaVersion: 39,
    version: 1,
    editable: true,
    graphTooltip: 1,
    refresh: '15s',
    time: { from: 'now-30m', to: 'now' },
    timezone: 'browser',
    templating: {
      list: [
        variable('job', 'Service', `label_values(${ALIVE}, job)`),
        variable('instance', 'Instance', `label_values(${ALIVE}{job=~"$job"}, instance)`),
      ],
    },
    annotations: { list: [FIRING] },
    links: [],
    panels: placed(ROWS),
  };
}

const FIRING: JsonObject = {
  name: 'Firing alerts',
  datasource: PROMETHEUS,
  enable: true,
  iconColor: 'red',
  // The Watchdog always fires.
  expr: 'ALERTS{alertstate="firing", alertname!="Watchdog"}',
  titleFormat: '{{alertname}}',
  textFormat: '{{severity}} {{instance}}',
  step: '15s',
};

function variable(name: string, label: string, query: string): JsonObject {
  return {
    name,
    label,
    type: 'query',
    datasource: PROMETHEUS,
    query: { query, refId: `variable-${name}` },
    definition: query,
    multi: true,
    includeAll: true,
    // Not the list of what is known: a process that pushes without service.instance.id has no instance at all.
    allValue: '.*',
    current: { selected: true, text: ['All'], value: ['$__all'] },
    // When the time range changes: an instance that is gone is still in the past.
    refresh: 2,
    sort: 1,
    regex: '',
    options: [],
    hide: 0,
    skipUrlSync: false,
  };
}

/** Grafana's grid is 24 wide; panels of a row stand side by side and wrap where they no longer fit. */
function placed(rows: readonly Row[]): readonly JsonObject[] {
  const out: JsonObject[] = [];
  let y = 0;
  for (const { title, panels } of rows) {
    out.push({
      id: out.length + 1,
      type: 'row',
      title,
      collapsed: false,
      gridPos: { x: 0, y, w: 24, h: 1 },
      panels: [],
    });
    y += 1;
    let height = 0;
    let last = -1;
    for (const panel of panels) {
      if (panel.place.x <= last) {
        y += height;
        height = 0;
      }
      last = panel.place.x;
      height = Math.max(height, panel.place.h);
      out.push(panelJson(panel, out.length + 1, y));
    }
    y += height;
  }
  return out;
}

function panelJson(panel: Panel, id: number, y: number): JsonObject {
  const { title, description, type, place } = panel;
  return {
    id,
    type,
    title,
    description,
    datasource: panel.datasource ?? PROMETHEUS,
    gridPos: { x: place.x, y, w: place.w, h: place.h },
    targets: panel.targets,
    fieldConfig: { defaults: panel.defaults, overrides: [] },
    options: panel.options,
  };
}
