import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Child, GRACE_MS, passSignals } from './passing.mjs';

class FakeChild extends EventEmitter implements Child {
  readonly kills: (NodeJS.Signals | undefined)[] = [];

  kill(signal?: NodeJS.Signals): boolean {
    this.kills.push(signal);
    return true;
  }
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function passing(platform: NodeJS.Platform) {
  const child = new FakeChild();
  const from = new EventEmitter();
  return { child, from, code: passSignals(child, { from, platform }) };
}

it.each(['linux', 'darwin'] as const)('hands every signal on (%s)', async (platform) => {
  const { child, from, code } = passing(platform);
  from.emit('SIGINT');
  from.emit('SIGTERM');
  from.emit('SIGHUP');
  expect(child.kills).toEqual(['SIGINT', 'SIGTERM', 'SIGHUP']);
  child.emit('exit', null, 'SIGTERM');
  expect(await code).toBe(143);
  expect(from.eventNames()).toEqual([]);
});

it('lets a child on Windows end by itself, which the console has told already', async () => {
  const { child, from, code } = passing('win32');
  expect(from.emit('SIGINT')).toBe(true);
  await vi.advanceTimersByTimeAsync(GRACE_MS - 1);
  expect(child.kills).toEqual([]);
  child.emit('exit', 0, null);
  expect(await code).toBe(0);
  await vi.advanceTimersByTimeAsync(GRACE_MS);
  expect(child.kills).toEqual([]);
});

it('ends a child on Windows that has heard nothing', async () => {
  const { child, from } = passing('win32');
  from.emit('SIGINT');
  await vi.advanceTimersByTimeAsync(GRACE_MS);
  expect(child.kills).toEqual([undefined]);
});
