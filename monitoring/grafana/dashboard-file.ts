import { continuousBatchingDashboard } from './dashboard';

/** The dashboard as Grafana is given it; the path is from the project's folder. */
export function dashboardFile(): { readonly path: string; readonly text: string } {
  return {
    path: 'monitoring/grafana/dashboards/continuous-batching.json',
    text: formatted(continuousBatchingDashboard()),
  };
}

/** As Biome formats it: a list of plain values stands on one line. */
function formatted(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  return `${text.replace(/\[\n\s+([^[\]{}]+?)\n\s+\]/g, (_all, items: string) => `[${items.replace(/\n\s+/g, ' ')}]`)}\n`;
}
