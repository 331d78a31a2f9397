import { bundle } from '../../electron/scripts/bundle.mjs';
import { check } from './check.mjs';
import { newerServers, prepare } from './prepare.mjs';
import { report, run, summary } from './running.mjs';
import { windows } from './windows.mjs';

/** Everything: the checks, the build, real servers, windows. Ends in one line that counts. */
const say = (text) => process.stdout.write(`${text}\n`);

await prepare(say);
const newer = await newerServers(say);
// Every suite finds them there.
if (newer !== undefined) process.env.BATCHWATCH_NEWER_SERVERS = newer;
const parts = [...(await check()), await buildAll(), await real(), await windows([])];
process.exitCode = summary(parts);

async function buildAll() {
  try {
    await bundle();
    say('✓ build');
    return { name: 'build', passed: 1, failed: 0, skipped: 0 };
  } catch (error) {
    say(`✗ build\n${error.message}`);
    return { name: 'build', passed: 0, failed: 1, skipped: 0 };
  }
}

async function real() {
  const counted = report('real.json');
  const outcome = await run(
    'real servers',
    'vitest',
    [
      'run',
      '--config=e2e/vitest.config.ts',
      '--project=real',
      // They wait more than they work, each on servers and ports of its own.
      '--maxWorkers=2',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${counted.path}`,
    ],
    { live: true },
  );
  return counted.vitestCount(outcome);
}
