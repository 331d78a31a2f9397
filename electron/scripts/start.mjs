import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { bundleStale, root } from './bundle.mjs';
import { passSignals } from './passing.mjs';
import { chooseRuntime } from './runtime.mjs';

const WITHOUT_WINDOW = 'npm run engine -- --demo --pretty';

function say(line) {
  process.stderr.write(`batchwatch: ${line}\n`);
}

// First of all: without a display, 120 MB of Electron would be fetched for nothing.
process.exitCode = hasDisplay(process.platform, process.env) ? await start() : refuseUnseen();

function hasDisplay(platform, env) {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

async function start() {
  const runtime = await chooseRuntime(process.env, say);
  if (runtime.kind === 'none') {
    say(`no window can be opened: ${runtime.why}`);
    say('remedy: run "npx install-electron", or install Chromium, Chrome or Edge');
    say(`meanwhile, in a terminal: ${WITHOUT_WINDOW}`);
    return 1;
  }
  const parts = ['main', 'preload', 'renderer'];
  await bundleStale(runtime.kind === 'chromium' ? [...parts, 'stand-in'] : parts);
  say(
    runtime.kind === 'electron'
      ? `window by Electron (${runtime.path})`
      : `window by ${runtime.path} in Electron's stead: ${runtime.why}`,
  );
  return passSignals(launch(runtime, process.argv.slice(2)));
}

function refuseUnseen() {
  say('no window can be opened: there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)');
  say('remedy: start it from a desktop session, or "xvfb-run npm start" to let it run unseen');
  say(`meanwhile, in a terminal: ${WITHOUT_WINDOW}`);
  return 1;
}

function launch(chosen, args) {
  if (chosen.kind === 'electron') {
    // Electron refuses to start as root with its sandbox.
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    return spawn(chosen.path, [...asRoot, root, ...args], { stdio: 'inherit' });
  }
  const standIn = join(root, 'dist', 'stand-in', 'stand-in.cjs');
  return spawn(process.execPath, ['--enable-source-maps', standIn, root, ...args], {
    stdio: 'inherit',
    env: { ...process.env, BATCHWATCH_CHROMIUM: chosen.path },
  });
}
