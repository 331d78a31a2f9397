import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again until an answer is there; says what it waited for where none comes. */
export async function pollUntil<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  timeoutMs: number,
  everyMs = 50,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) throw new Error(`waited ${timeoutMs} ms for ${what}`);
    await sleep(everyMs);
  }
}
