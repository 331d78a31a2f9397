import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export function onPath(command) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .some((folder) => folder !== '' && existsSync(join(folder, command)));
}

/**
 * A display for the window tests: the one there is, else an Xvfb of our own, else none (Chromium then runs headless,
 * Electron cannot). Resolves with the environment to use and how to end what was started.
 */
export async function openDisplay(env) {
  const nothing = { env, how: 'the display there is', close: () => {} };
  if (process.platform !== 'linux' || env.DISPLAY || env.WAYLAND_DISPLAY) return nothing;
  if (!onPath('Xvfb')) return { ...nothing, how: 'no display (Xvfb is missing): headless' };
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const close = () => server.kill();
  process.once('exit', close);
  const number = await new Promise((resolve) => {
    let text = '';
    server.stdio[3].on('data', (chunk) => {
      text += chunk;
      if (text.endsWith('\n')) resolve(text.trim());
    });
    server.once('error', () => resolve(''));
    server.once('exit', () => resolve(''));
  });
  if (number === '') return { ...nothing, how: 'no display (Xvfb did not start): headless' };
  return { env: { ...env, DISPLAY: `:${number}` }, how: `Xvfb on :${number}`, close };
}
