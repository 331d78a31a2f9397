import { join } from 'node:path';
import { firstLoad } from './first-load';
import { mainStall } from './main-stall';
import { pageStall } from './page-stall';
import { pollCost } from './poll-cost';
import { type Row, ratioOf, table } from './row';

/** `npm run bench`: ratios within one run, as a table on stderr and as JSON on stdout. */
async function main(root: string): Promise<void> {
  const rows: Row[] = [];
  for (const count of [1000, 10_000]) rows.push(...(await pollCost(count)));
  rows.push(...(await mainStall(10_000, join(root, 'dist/main/engine-worker.cjs'))));
  rows.push(...(await pageStall(10_000)));
  rows.push(...firstLoad(join(root, 'dist/renderer')));
  process.stderr.write(`${table(rows)}\n`);
  const json = rows.map((row) => ({ ...row, ratio: ratioOf(row) ?? null }));
  process.stdout.write(`${JSON.stringify({ node: process.version, rows: json }, null, 2)}\n`);
}

await main(process.cwd());
