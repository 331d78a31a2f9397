import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong with the page as it is, one line a node. Empty is good. */
export async function axe(page: Page, selector?: string): Promise<readonly string[]> {
  // Evaluated by the debugger, not by the page: its policy stays as it is.
  const results = await page.evaluate<AxeResults>(
    `(() => { ${source}; return axe.run(${JSON.stringify(selector ?? 'html')}, { resultTypes: ['violations'] }); })()`,
  );
  return results.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')} — ${violation.help}`),
  );
}
