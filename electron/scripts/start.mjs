import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { bundleStale, root } from './bundle.mjs';
import { passSignals } from './passing.mjs';
import { chooseRuntime } from './runtime.mjs';

const WITHOUT_WINDOW = 'npm run engine -- --demo --pretty';

function say(line) {
  process.stderr.write(`batchwatch: ${line}\n`);
}

const runtime = await chooseRuntime(process.env, say);
const noDisplay =
  process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;

if (runtime.kind === 'none') {
  say(`no window can be opened: ${runtime.why}`);
  say('remedy: run "npx install-electron", or install Chromium, Chrome or Edge');
  say(`meanwhile, in a terminal: ${WITHOUT_WINDOW}`);
  process.exitCode = 1;
} else if (noDisplay) {
  say('no window can be opened: there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)');
  say('remedy: start it from a desktop session, or "xvfb-run npm start" to let it run unseen');
  say(`meanwhile, in a terminal: ${WITHOUT_WINDOW}`);
  process.exitCode = 1;
} else {
  const parts = ['main', 'preload', 'renderer'];
  await bundleStale(runtime.kind === 'chromium' ? [...parts, 'stand-in'] : parts);
  say(
    runtime.kind === 'electron'
      ? `window by Electron (${runtime.path})`
      : `window by ${runtime.path} in Electron's stead: ${runtime.why}`,
  );
  process.exitCode = await passSignals(launch(runtime, process.argv.slice(2)));
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
