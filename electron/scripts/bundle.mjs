import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const cache = join(root, 'node_modules', '.cache', 'batchwatch');

/** What can be built, by name: its Vite configurations, what it is made from, and where it comes out. */
const PARTS = {
  main: {
    configs: ['electron/vite.main.config.ts'],
    sources: ['electron', 'shared'],
    out: 'dist/main',
  },
  preload: {
    configs: ['electron/vite.preload.config.ts'],
    sources: ['electron/preload', 'shared'],
    out: 'dist/preload',
  },
  renderer: {
    configs: ['renderer/vite.config.ts'],
    sources: ['renderer', 'shared', 'assets', 'monitoring/runbooks'],
    out: 'dist/renderer',
  },
  monitoring: {
    configs: ['monitoring/vite.config.ts'],
    sources: ['monitoring', 'shared'],
    out: 'dist/monitoring',
  },
  'stand-in': {
    configs: ['electron/stand-in/vite.page.config.ts', 'electron/stand-in/vite.config.ts'],
    sources: ['electron/stand-in'],
    out: 'dist/stand-in',
  },
};

const EVERY_PART = Object.keys(PARTS);

/** Builds the named parts into dist/. Prints nothing on stdout: the engine's output owns it. */
export async function bundle(parts = EVERY_PART) {
  await alone(() => buildAll(parts));
}

/** Builds those of the named parts that are older than what they are made from. */
export async function bundleStale(parts = EVERY_PART) {
  if (parts.every(isFresh)) return;
  await alone(() => buildAll(parts.filter((part) => !isFresh(part))));
}

/** One part that fails must not cut the others off half-way. */
async function buildAll(parts) {
  const outcomes = await Promise.allSettled(parts.map(buildPart));
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

async function buildPart(part) {
  const { configs, out } = PARTS[part];
  const startedAt = Date.now();
  // Loaded only where something is built: a start of what is fresh should not wait for it.
  const { build } = await import('vite');
  for (const config of configs) {
    await build({ configFile: join(root, config), logLevel: 'error' });
  }
  // Written last: a build that failed half-way never looks fresh. It emptied the old stamp away.
  writeFileSync(join(root, out, '.built'), String(startedAt));
}

function isFresh(part) {
  const { configs, sources, out } = PARTS[part];
  const stamp = join(root, out, '.built');
  if (!existsSync(stamp)) return false;
  const builtAt = Number(readFileSync(stamp, 'utf8'));
  const inputs = [...configs, ...sources, 'package-lock.json'].map((path) => join(root, path));
  return inputs.every((path) => newestIn(path) < builtAt);
}

/** Newest modification of what is built from in a tree, epoch ms. Folders count too, so that a deleted file is noticed. */
export function newestIn(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  return readdirSync(path)
    .filter((name) => !name.includes('.test.') && !isTheUsers(name))
    .reduce((newest, name) => Math.max(newest, newestIn(join(path, name))), stats.mtimeMs);
}

/** `.env` and `secrets/` beside the sources: nothing is built from them, and reading `secrets` may not be allowed. */
function isTheUsers(name) {
  return name.startsWith('.') || name === 'secrets';
}

/** Two builds at once would empty each other's output: the second waits for the first. */
async function alone(work) {
  const lock = join(cache, 'build.lock');
  mkdirSync(cache, { recursive: true });
  const owner = join(lock, 'pid');
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (isAbandoned(lock, owner)) rmSync(lock, { recursive: true, force: true });
      else await sleep(100);
    }
  }
  writeFileSync(owner, String(process.pid));
  const release = () => rmSync(lock, { recursive: true, force: true });
  process.once('exit', release);
  try {
    await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

function isAbandoned(lock, owner) {
  if (!existsSync(owner)) {
    const stats = statSync(lock, { throwIfNoEntry: false });
    return stats !== undefined && Date.now() - stats.mtimeMs > 5_000;
  }
  try {
    process.kill(Number(readFileSync(owner, 'utf8')), 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}
