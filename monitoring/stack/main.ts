import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { guardUntilClosed, startGuard } from './guard';
import { TERM_MS } from './managed-process';
import { parseOptions, type StackOptions, USAGE } from './options';
import { type Stack, startStack } from './stack';
import { table } from './table';

/** Built into dist/monitoring, two folders below the project's. */
const ROOT = join(__dirname, '..', '..');

/** Not for users: this program as the guard of another one of it. */
const GUARD = '--guard';
const PARENT_MS = 500;

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Exit 0 at the end, 1 where a server failed or ended by itself, 2 for a bad command line. */
async function main(): Promise<number> {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    print(USAGE);
    return 0;
  }
  if (args.includes(GUARD)) {
    await guardUntilClosed(process.stdin, TERM_MS);
    return 0;
  }
  const options = parseOptions(args);
  if (!options.ok) {
    process.stderr.write(`stack: ${options.error}\n${USAGE}\n`);
    return 2;
  }
  const interrupted = interruption();
  const startedAt = performance.now();
  const guard = startGuard(process.execPath, [__filename, GUARD]);
  try {
    const stack = await startStack(options.value, {
      root: ROOT,
      env: process.env,
      tell: print,
      signal: interrupted.signal,
      guard,
    });
    try {
      if (interrupted.signal.aborted) return 0;
      return await run(stack, options.value, startedAt, interrupted.signal);
    } finally {
      await stack.stop();
      print('stack: ended, nothing is left running');
    }
  } finally {
    guard.release();
  }
}

async function run(
  stack: Stack,
  options: StackOptions,
  startedAt: number,
  signal: AbortSignal,
): Promise<number> {
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  print(`\n${table(stack.components)}\n`);
  print(`The console's environment, also in ${stack.settingsFile} as long as this runs:`);
  print(`${JSON.stringify(stack.settings, null, 2)}\n`);
  print(`  npm start -- --config ${stack.settingsFile}`);
  print(`  npm run -s engine -- --config ${stack.settingsFile} --pretty\n`);
  print(`stack: ready in ${seconds} s; Ctrl-C ends it. What arrives at the sinks:`);
  const console = options.open ? openConsole(stack.settingsFile) : null;
  const failed = stack.components.some(({ kind }) => kind === 'failed') ? 1 : 0;
  const timer = new AbortController();
  const ends = [
    whenAborted(signal).then(() => failed),
    stack.lost.then((why) => {
      print(`stack: ${why}`);
      return 1;
    }),
    ...(console === null ? [] : [console.ended]),
    ...(options.forMs === undefined
      ? []
      : [whenTimeIsOver(options.forMs, timer.signal).then(() => failed)]),
  ];
  const code = await Promise.race(ends);
  timer.abort();
  await console?.close();
  return code;
}

/** The console's own start script: the stack ends when the console does, and the console when the stack does. */
function openConsole(settingsFile: string): {
  readonly ended: Promise<number>;
  close(): Promise<void>;
} {
  const script = join(ROOT, 'electron', 'scripts', 'start.mjs');
  const child = spawn(process.execPath, [script, '--config', settingsFile], { stdio: 'inherit' });
  const ended = new Promise<number>((resolve) => {
    child.once('error', (error) => {
      print(`stack: the console did not start: ${error.message}`);
      resolve(1);
    });
    child.once('exit', (code) => resolve(code ?? 0));
  });
  return {
    ended,
    close: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Ctrl-C reaches the children too, and may come twice through npm: once is enough, and more change nothing. */
function interruption(): AbortController {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => controller.abort());
  }
  // Whoever started it was killed, and passes no signal on any more.
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) controller.abort();
  }, PARENT_MS).unref();
  // Nobody reads any more, as after `| head`.
  process.stdout.on('error', () => controller.abort());
  return controller;
}

function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function whenTimeIsOver(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  });
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`stack: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
