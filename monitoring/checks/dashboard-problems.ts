import { at, everyMapping, list, type Mapping, mapping, texts } from './values';

export interface DashboardQuery {
  readonly where: string;
  /** PromQL with Grafana's variables in it. */
  readonly expr: string;
}

/** Panels with their children; a collapsed row keeps its panels inside itself. */
function panelsOf(dashboard: unknown): readonly Mapping[] {
  return list(at(dashboard, 'panels'))
    .map(mapping)
    .flatMap((panel) => [panel, ...list(panel['panels']).map(mapping)]);
}

export function panelTitles(dashboard: unknown): readonly string[] {
  return panelsOf(dashboard)
    .filter(({ type }) => type !== 'row')
    .map(({ title }) => String(title));
}

/** Every PromQL expression: of panels, annotations and variables. */
export function queriesOf(dashboard: unknown): readonly DashboardQuery[] {
  return [
    ...panelsOf(dashboard).flatMap((panel) =>
      list(panel['targets'])
        .map(mapping)
        .filter((target) => at(target, 'datasource', 'type') === 'prometheus')
        .map((target) => ({
          where: `${panel['title']} ${target['refId']}`,
          expr: String(target['expr'] ?? ''),
        })),
    ),
    ...list(at(dashboard, 'annotations', 'list'))
      .map(mapping)
      .map((one) => ({ where: `annotation ${one['name']}`, expr: String(one['expr'] ?? '') })),
    ...list(at(dashboard, 'templating', 'list'))
      .map(mapping)
      .map((one) => ({
        where: `variable ${one['name']}`,
        expr: labelValuesSelector(String(one['definition'] ?? '')),
      })),
  ];
}

/** `label_values(SELECTOR, LABEL)` is Grafana's, not PromQL's: what is left is the selector. */
function labelValuesSelector(definition: string): string {
  return /^label_values\((.+), \w+\)$/.exec(definition)?.[1] ?? definition;
}

/** With values in place of the variables that PromQL could not read; `$job` inside a label's quotes it can. */
export function withoutVariables(expr: string): string {
  return expr.replaceAll('$__rate_interval', '1m').replaceAll('$__range', '1h');
}

/** What is wrong with a dashboard by itself and against the datasources that are provisioned. */
export function dashboardProblems(dashboard: unknown, datasources: unknown): readonly string[] {
  const provisioned = list(at(datasources, 'datasources')).map(mapping);
  const named = everyMapping(dashboard)
    .map((one) => mapping(one['datasource']))
    .filter((one) => Object.keys(one).length > 0);
  const variables = list(at(dashboard, 'templating', 'list')).map((one) => String(at(one, 'name')));
  const ids = panelsOf(dashboard).map(({ id }) => Number(id));
  return [
    ...named
      .filter(
        ({ uid, type }) => !provisioned.some((one) => one['uid'] === uid && one['type'] === type),
      )
      .map(({ uid, type }) => `no ${type} datasource has the uid ${uid}`),
    ...panelsOf(dashboard)
      .filter((panel) => panel['type'] !== 'row' && list(panel['targets']).length === 0)
      .map(({ title }) => `${title}: asks nothing`),
    ...queriesOf(dashboard).flatMap(({ where, expr }) =>
      variablesIn(expr)
        .filter((name) => !variables.includes(name))
        .map((name) => `${where}: $${name} is no variable of the dashboard`),
    ),
    ...ids
      .filter((id, index) => ids.indexOf(id) !== index)
      .map((id) => `two panels have the id ${id}`),
    ...overlaps(panelsOf(dashboard)),
  ];
}

function variablesIn(expr: string): readonly string[] {
  return [...expr.matchAll(/\$\{?(?!__)([a-z]\w*)/g)].map(([, name = '']) => name);
}

function overlaps(panels: readonly Mapping[]): readonly string[] {
  const boxes = panels.map((panel) => {
    const [x = 0, y = 0, w = 0, h = 0] = ['x', 'y', 'w', 'h'].map((key) =>
      Number(at(panel, 'gridPos', key)),
    );
    return { title: String(panel['title']), x, y, w, h };
  });
  return boxes.flatMap((a, index) => [
    ...(a.x + a.w > 24 ? [`${a.title} is wider than the grid`] : []),
    ...boxes
      .slice(index + 1)
      .filter((b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h)
      .map((b) => `${a.title} lies over ${b.title}`),
  ]);
}

/** Uids by which datasources refer to each other: exemplars to traces, traces to metrics, the service map. */
export function datasourceProblems(datasources: unknown): readonly string[] {
  const all = list(at(datasources, 'datasources')).map(mapping);
  const uids = all.map(({ uid }) => String(uid));
  const asked = all.flatMap((one) =>
    everyMapping(one['jsonData'])
      .filter((inner) => inner['datasourceUid'] !== undefined)
      .map((inner) => ({ from: String(one['name']), to: String(inner['datasourceUid']) })),
  );
  return [
    ...asked
      .filter(({ to }) => !uids.includes(to))
      .map(({ from, to }) => `${from} refers to ${to}, which is no datasource`),
    ...uids
      .filter((uid, index) => uids.indexOf(uid) !== index)
      .map((uid) => `two have the uid ${uid}`),
    ...all
      .filter((one) => texts(Object.keys(one)).some((key) => /password|secure/i.test(key)))
      .map(({ name }) => `${name} holds a secret`),
  ];
}
