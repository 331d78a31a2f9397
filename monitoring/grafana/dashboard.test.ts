import { join } from 'node:path';
import { expect, it } from 'vitest';
import { continuousBatchingDashboard } from './dashboard';

/** As Biome formats it: a list of plain values stands on one line. */
function formatted(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  return `${text.replace(/\[\n\s+([^[\]{}]+?)\n\s+\]/g, (_all, items: string) => `[${items.replace(/\n\s+/g, ' ')}]`)}\n`;
}

/** `npx vitest -u --config e2e/vitest.config.ts --project check monitoring/grafana` writes the file anew. */
it('is what Grafana is given', async () => {
  await expect(formatted(continuousBatchingDashboard())).toMatchFileSnapshot(
    join(import.meta.dirname, 'dashboards', 'continuous-batching.json'),
  );
});
