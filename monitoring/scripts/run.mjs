import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { bundleStale, root } from '../../electron/scripts/bundle.mjs';
import { passSignals } from '../../electron/scripts/passing.mjs';

/** `node monitoring/scripts/run.mjs PROGRAM [ARG …]`: builds what is stale and runs it, signals and exit code passed on. */
const [program = '', ...args] = process.argv.slice(2);
await bundleStale(['monitoring']);
const child = spawn(
  process.execPath,
  [join(root, 'dist', 'monitoring', `${program}.cjs`), ...args],
  {
    stdio: 'inherit',
  },
);
process.exitCode = await passSignals(child);
