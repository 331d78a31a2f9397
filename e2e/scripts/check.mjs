import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isStarted, report, root, run, summary } from './running.mjs';

/** Types, lint, the lock and everything that needs no display and no servers. */
export async function check() {
  const vitestReport = report('check.json');
  const started = Date.now();
  const [types, lint, lock, tests] = await Promise.all([
    run('types', 'tsc', ['-b']),
    run('lint', 'biome', ['check', '--error-on-warnings', '.']),
    checkLock(),
    run('tests', 'vitest', [
      'run',
      '--config=e2e/vitest.config.ts',
      '--project=check',
      '--reporter=json',
      `--outputFile.json=${vitestReport.path}`,
    ]),
  ]);
  if (!tests.good) vitestReport.printVitestFailures();
  const parts = [types.asCount(), lint.asCount(), lock, vitestReport.vitestCount(tests)];
  process.stdout.write(`check took ${((Date.now() - started) / 1000).toFixed(0)} s\n`);
  return parts;
}

/** The registry may lack a platform's package: the lock is then written without it and `npm ci` fails elsewhere. */
function checkLock() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const missing = Object.entries(packages).flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {}).filter(
      (name) => !packages[`${path}/node_modules/${name}`] && !packages[`node_modules/${name}`],
    ),
  );
  if (missing.length > 0) {
    process.stdout.write(`✗ lock: package-lock.json lacks ${missing.join(', ')}\n`);
  }
  const failed = missing.length > 0 ? 1 : 0;
  return { name: 'lock', passed: 1 - failed, failed, skipped: 0 };
}

if (isStarted(import.meta.filename)) {
  process.exitCode = summary(await check());
}
