import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { dashboardFile } from './dashboard-file';

it('is what Grafana is given; `npm run generate` writes the file anew', () => {
  const { path, text } = dashboardFile();
  expect(readFileSync(join(import.meta.dirname, '..', '..', path), 'utf8')).toBe(text);
});
