import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cache } from '../../electron/scripts/bundle.mjs';
import { findChromium } from '../../electron/stand-in/find-chromium.mjs';
import { onPath } from './display.mjs';
import { root } from './running.mjs';

const execute = promisify(execFile);
const INSTALL_MS = 10 * 60_000;
const NEWER_MS = 3 * 60_000;

/** What the tests need that npm does not bring, and Debian's packages of it. */
export const NEEDS = [
  { what: 'Chromium', packages: ['chromium'], have: () => findChromium(process.env) !== undefined },
  { what: 'Xvfb', packages: ['xvfb', 'xauth'], have: () => onPath('Xvfb') },
  { what: 'Prometheus', packages: ['prometheus'], have: () => onPath('prometheus') },
  {
    what: 'Alertmanager',
    packages: ['prometheus-alertmanager'],
    have: () => onPath('prometheus-alertmanager') || onPath('alertmanager'),
  },
  {
    what: 'a font with Chinese characters',
    packages: ['fonts-noto-cjk'],
    // macOS and Windows bring theirs.
    have: () => process.platform !== 'linux' || hasChineseFont(),
    without: 'Chinese pages are measured with boxes in place of text',
  },
];

/** Installs what is missing where that is ours to do (root on a Debian-like machine); says by name what stays missing. */
export async function prepare(say) {
  const missing = () => NEEDS.filter(({ have }) => !have());
  if (process.platform === 'linux' && process.getuid?.() === 0 && onPath('apt-get')) {
    const packages = missing().flatMap((need) => need.packages);
    if (packages.length > 0) await install(packages, say);
  }
  for (const { what, without = 'the tests that need it are skipped' } of missing()) {
    say(`MISSING: ${what}: ${without}`);
  }
}

function hasChineseFont() {
  const { stdout } = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' });
  return (stdout ?? '') !== '';
}

async function install(packages, say) {
  say(`installing ${packages.join(', ')} with apt-get`);
  // Debian would start the servers at once; ours come up on ports of their own when a test wants them.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  try {
    await execute('apt-get', ['-qq', 'update'], { env, timeout: INSTALL_MS });
    await execute('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', ...packages], {
      env,
      timeout: INSTALL_MS,
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    say(`apt-get could not install them: ${lastLine(error)}`);
  }
}

/** A Prometheus and an Alertmanager newer than the machine's, where something beside the project unpacks them. A bonus. */
export async function newerServers(say) {
  const given = process.env.BATCHWATCH_NEWER_SERVERS;
  if (given !== undefined) return given;
  const tool = join(root, '..', 'shared', 'tools', 'newer-servers.sh');
  if (!existsSync(tool)) return undefined;
  const folder = join(cache, 'newer-servers');
  try {
    await execute('bash', [tool, folder], { timeout: NEWER_MS });
    return folder;
  } catch (error) {
    say(`newer servers cannot be had: ${lastLine(error)}`);
    return undefined;
  }
}

function lastLine(error) {
  return (error.stderr || error.message).trim().split('\n').at(-1);
}
