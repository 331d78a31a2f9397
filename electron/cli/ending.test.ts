import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { interruption, LONGEST_MS, whenOver } from './ending';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

async function isOver(over: Promise<void>): Promise<boolean> {
  return Promise.race([over.then(() => true), Promise.resolve().then(() => false)]);
}

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('ends by %s and is deaf to a second one', async (name) => {
  const signals = new EventEmitter();
  const over = whenOver(undefined, interruption(signals, new EventEmitter()));
  expect(signals.emit(name)).toBe(true);
  await over;
  // Without a handler, Node would let the second one kill the process while it ends.
  expect(signals.emit(name)).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});

it('knows of an interruption that came before anybody waited', async () => {
  const signals = new EventEmitter();
  const interrupted = interruption(signals, new EventEmitter());
  signals.emit('SIGINT');
  await whenOver(undefined, interrupted);
  expect(vi.getTimerCount()).toBe(0);
});

it('ends when nobody reads the output any more', async () => {
  const output = new EventEmitter();
  const over = whenOver(undefined, interruption(new EventEmitter(), output));
  output.emit('error', new Error('EPIPE'));
  await over;
});

it('ends after its time and leaves no timer behind', async () => {
  const over = whenOver(LONGEST_MS, new AbortController().signal);
  await vi.advanceTimersByTimeAsync(LONGEST_MS - 1);
  expect(await isOver(over)).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  await over;
  expect(vi.getTimerCount()).toBe(0);
});

it('without a time it goes on for longer than a timer can count', async () => {
  const interrupted = new AbortController();
  const over = whenOver(undefined, interrupted.signal);
  await vi.advanceTimersByTimeAsync(3 * LONGEST_MS);
  expect(await isOver(over)).toBe(false);
  expect(vi.getTimerCount()).toBe(1);
  interrupted.abort();
  await over;
});
