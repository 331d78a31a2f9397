import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');
const results = join(root, 'test-results', 'reports');

/** Programs, and the packages they belong to. */
const PACKAGES = {
  biome: '@biomejs/biome',
  playwright: 'playwright',
  tsc: 'typescript',
  vitest: 'vitest',
};

/**
 * The command line of an installed package's program. Node runs its own entry point: what lies in node_modules/.bin
 * needs a shell on Windows, which takes a path with a space in it for two words.
 */
export function commandOf(name, args, folder = root) {
  const place = join(folder, 'node_modules', PACKAGES[name]);
  const { bin } = JSON.parse(readFileSync(join(place, 'package.json'), 'utf8'));
  return [process.execPath, [join(place, typeof bin === 'string' ? bin : bin[name]), ...args]];
}

/** Whether the module of that file is the program that was started, also where a link led to it. */
export function isStarted(file) {
  const [, started] = process.argv;
  // Without a script, what stands there may be no path at all.
  if (started === undefined || !existsSync(started)) return false;
  return realpathSync.native(started) === realpathSync.native(file);
}

/** Colours and what moves the cursor belong on a terminal; this goes into logs. */
function plain(text) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is to go
  return text.replace(/\u001b\[[0-9;]*[A-Za-z]/g, '');
}

/** Runs a package's program to its end. Its output is shown as it comes with `live`, else only where it failed. */
export function run(name, program, args, { live = false, env = process.env } = {}) {
  return new Promise((resolve) => {
    const child = spawn(...commandOf(program, args), {
      cwd: root,
      env,
      stdio: ['ignore', live ? 'inherit' : 'pipe', live ? 'inherit' : 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        output += chunk;
      });
    }
    child.once('error', (error) => {
      output += error.message;
      end(-1);
    });
    child.once('close', end);
    function end(code) {
      const good = code === 0;
      process.stdout.write(`${good ? '✓' : '✗'} ${name}\n`);
      if (!good) process.stdout.write(`${plain(output).trimEnd()}\n`);
      const failed = good ? 0 : 1;
      resolve({ good, output, asCount: () => ({ name, passed: 1 - failed, failed, skipped: 0 }) });
    }
  });
}

/** A machine-readable report that a test runner writes, and what it counted. */
export function report(file) {
  const path = join(results, file);
  mkdirSync(results, { recursive: true });
  rmSync(path, { force: true });
  return {
    path,
    /** Prints each failed test with its reason: with the JSON reporter alone nobody else does. */
    printVitestFailures: () => {
      if (!existsSync(path)) return;
      for (const file of JSON.parse(readFileSync(path, 'utf8')).testResults) {
        const failed = file.assertionResults.filter(({ status }) => status === 'failed');
        if (failed.length === 0 && file.status !== 'failed') continue;
        process.stdout.write(`✗ ${file.name} ${plain(file.message ?? '')}\n`);
        for (const test of failed) {
          process.stdout.write(`  ✗ ${test.fullName}\n${plain(test.failureMessages.join('\n'))}\n`);
        }
      }
    },
    vitestCount: (outcome) =>
      read(path, outcome, (json) => ({
        name: file.replace('.json', ''),
        passed: json.numPassedTests,
        failed: json.numFailedTests,
        skipped: json.numPendingTests + json.numTodoTests,
      })),
    playwrightCount: (outcome) =>
      read(path, outcome, (json) => {
        printUnsteady(json.suites, '');
        return {
          name: file.replace('.json', ''),
          passed: json.stats.expected + json.stats.flaky,
          failed: json.stats.unexpected,
          skipped: json.stats.skipped,
        };
      }),
  };
}

/** Prints the window tests that passed at their second attempt only: they count, and are to be mended. */
function printUnsteady(suites, where) {
  for (const { title, specs = [], suites: inner = [] } of suites) {
    for (const spec of specs) {
      if (spec.tests.some(({ status }) => status !== 'flaky')) continue;
      process.stdout.write(
        `UNSTEADY, passed at the second attempt: ${where}${title} › ${spec.title}\n`,
      );
    }
    printUnsteady(inner, `${where}${title} › `);
  }
}

/** A runner that failed without a failed test (a file that does not load, an unhandled error) is one failure. */
function read(path, outcome, count) {
  if (!existsSync(path)) return { ...outcome.asCount(), failed: 1, passed: 0 };
  const counted = count(JSON.parse(readFileSync(path, 'utf8')));
  const hidden = !outcome.good && counted.failed === 0;
  return hidden ? { ...counted, failed: 1 } : counted;
}

/** Prints each part's count and the closing line; returns the exit code. */
export function summary(parts) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const part of parts) {
    process.stdout.write(`${part.name}: ${line(part)}\n`);
    for (const key of Object.keys(total)) total[key] += part[key];
  }
  process.stdout.write(`${line(total)}\n`);
  return total.failed === 0 ? 0 : 1;
}

function line({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
