import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { bundleStale, root } from './bundle.mjs';
import { passSignals } from './passing.mjs';

/** The engine without a window. Its stdout is its own; a build, where one is needed, is silent. */
await bundleStale(['main']);
const child = spawn(
  process.execPath,
  [join(root, 'dist', 'main', 'engine-cli.cjs'), ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
process.exitCode = await passSignals(child);
