import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** How long a child on Windows has to end by itself. A window without a console hears nothing of a Ctrl-C. */
export const GRACE_MS = 5_000;

/**
 * Tells a child to end as this process was told to; returns how to forget it once the child has ended. On Windows the
 * console has told the child itself, and `kill` would be no signal but the end at once, in the middle of its own.
 */
export function handOn(child, signal, platform = process.platform) {
  if (platform !== 'win32') {
    child.kill(signal);
    return () => {};
  }
  const timer = setTimeout(() => child.kill(), GRACE_MS);
  return () => clearTimeout(timer);
}

/** Hands signals on to a child and resolves with the exit code to take over: 128 + n where a signal ended it. */
export function passSignals(child, { from = process, platform = process.platform } = {}) {
  const forget = [];
  const handlers = SIGNALS.map((signal) => [
    signal,
    () => forget.push(handOn(child, signal, platform)),
  ]);
  for (const [signal, handler] of handlers) from.on(signal, handler);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      for (const [name, handler] of handlers) from.off(name, handler);
      for (const done of forget) done();
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}
