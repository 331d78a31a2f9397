import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { findChromium } from '../stand-in/find-chromium.mjs';
import { cache } from './bundle.mjs';
import {
  fetchedElectron,
  installedElectron,
  sandboxObstacle,
  thisMachine,
} from './electron-binary.mjs';

const electronFolder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
const version = JSON.parse(readFileSync(join(electronFolder, 'package.json'), 'utf8')).version;
const memory = join(cache, 'electron-download.json');

/** How long a failed download is remembered, so that an offline machine waits once a day and not at every start. */
const REMEMBER_MS = 24 * 3600_000;
const PROBE_MS = 4_000;
const DOWNLOAD_MS = 10 * 60_000;

/**
 * What can show the window here, and why: Electron where its binary is or can be fetched, else an installed Chromium.
 * `BATCHWATCH_RUNTIME` = `electron` or `chromium` decides by hand.
 */
export async function chooseRuntime(env, log, machine = thisMachine) {
  const wish = env.BATCHWATCH_RUNTIME ?? '';
  if (wish !== '' && wish !== 'electron' && wish !== 'chromium') {
    return { kind: 'none', why: `BATCHWATCH_RUNTIME is "${wish}"; it may be electron or chromium` };
  }
  const electron =
    wish === 'chromium'
      ? { kind: 'missing', why: 'BATCHWATCH_RUNTIME asks for Chromium' }
      : await haveElectron(env, log, machine, wish === 'electron');
  if (electron.kind === 'there') {
    return { kind: 'electron', path: electron.path, why: `Electron ${version} is installed` };
  }
  if (wish === 'electron') return { kind: 'none', why: electron.why };
  const chromium = findChromium(env);
  if (chromium !== undefined) return { kind: 'chromium', path: chromium, why: electron.why };
  return {
    kind: 'none',
    why: `${electron.why}, and no Chromium, Chrome or Edge was found (BATCHWATCH_CHROMIUM may name one)`,
  };
}

async function haveElectron(env, log, machine, insist) {
  const place = { ...machine, env };
  const installed = installedElectron(electronFolder, version, place);
  const obstacle = sandboxObstacle(
    installed ?? fetchedElectron(electronFolder, machine.platform),
    machine,
  );
  // Who asks for it by hand may know better: a profile of AppArmor's own for this path allows it as well.
  if (obstacle !== undefined && insist) log(`Electron may not start: ${obstacle}`);
  if (obstacle !== undefined && !insist) {
    const where = installed === undefined ? 'is not here, and would not start' : 'would not start';
    return { kind: 'missing', why: `Electron's binary ${where}: ${obstacle}` };
  }
  if (installed !== undefined) return { kind: 'there', path: installed };
  const failed = insist ? undefined : rememberedFailure();
  if (failed !== undefined) {
    return { kind: 'missing', why: `Electron's binary is not here (${failed})` };
  }
  const failure = (await probe(env)) ?? (await download(log));
  const path = installedElectron(electronFolder, version, place);
  if (failure === undefined && path !== undefined) return { kind: 'there', path };
  const why = failure ?? 'the download left no binary';
  mkdirSync(cache, { recursive: true });
  writeFileSync(memory, JSON.stringify({ version, at: Date.now(), why }));
  return { kind: 'missing', why: `Electron's binary is not here and cannot be fetched (${why})` };
}

function rememberedFailure() {
  if (!existsSync(memory)) return undefined;
  try {
    const note = JSON.parse(readFileSync(memory, 'utf8'));
    if (note.version !== version || Date.now() - note.at > REMEMBER_MS) return undefined;
    return `${note.why}; tried ${new Date(note.at).toISOString()}, "npx install-electron" tries again`;
  } catch {
    return undefined;
  }
}

/** One quick look whether the download's server answers at all. Behind a proxy only the downloader knows the way. */
async function probe(env) {
  if (env.HTTPS_PROXY || env.https_proxy || env.ELECTRON_GET_USE_PROXY) return undefined;
  const mirror = env.ELECTRON_MIRROR || env.npm_config_electron_mirror || 'https://github.com/';
  try {
    await fetch(mirror, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(PROBE_MS),
    });
    return undefined;
  } catch (error) {
    const reason = error.cause?.code ?? error.name;
    return `${new URL(mirror).host} does not answer: ${reason}`;
  }
}

function download(log) {
  log(`fetching Electron ${version} (about 120 MB, once)`);
  const child = spawn(process.execPath, [join(electronFolder, 'install.js')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: DOWNLOAD_MS,
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said = (said + chunk).slice(-2_000);
  });
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => {
      resolve(code === 0 ? undefined : reasonOf(said, code ?? signal));
    });
  });
}

/** The first line a failed program said, else how it ended: the name of a signal or its exit code. */
export function reasonOf(said, end) {
  const [first] = said.split('\n').filter((line) => line.trim() !== '');
  return first?.trim() ?? (typeof end === 'number' ? `exit code ${end}` : `ended by ${end}`);
}
