import { spawn } from 'node:child_process';
import type { NotificationModel } from './notification';

/** What opens an address, by platform; `xdg-open` elsewhere. None of them is a shell. */
const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/** A popup by the desktop's own means, where there are any. Its text goes in as arguments, never through a shell. */
export function showOnDesktop(platform: NodeJS.Platform, popup: NotificationModel): void {
  // The other systems have no such command that takes a text as an argument and nothing else.
  if (platform !== 'linux') return;
  const urgency = popup.urgency === 'critical' ? 'critical' : 'normal';
  // Notification servers read the body as markup.
  const body = popup.body.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  start('notify-send', ['--app-name=Batchwatch', `--urgency=${urgency}`, '--', popup.title, body]);
}

/** Hands an address to the desktop. The app has checked it; http and https are checked once more here. */
export function openOnDesktop(platform: NodeJS.Platform, address: string): void {
  if (!/^https?:\/\//i.test(address)) return;
  const [command, ...args] = OPENERS[platform] ?? ['xdg-open'];
  start(command, [...args, address]);
}

/** A command that is missing is no error: the line on stderr told it already. */
function start(command: string, args: readonly string[]): void {
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
