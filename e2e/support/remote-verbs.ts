import type { ChildProcess } from 'node:child_process';
import type { ControlAnswer } from '../../electron/stand-in/control';
import type { RemoteVerbs } from './app-handle';

type Waiting = { resolve(value: unknown): void; reject(error: Error): void };

/** Speaks to a driven stand-in over Node's child-process channel. */
export function remoteVerbs(child: ChildProcess): RemoteVerbs {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  child.on('message', (answer: ControlAnswer) => {
    const call = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.ok) call?.resolve(answer.value);
    else call?.reject(new Error(answer.message));
  });
  child.once('exit', (code, signal) => {
    for (const call of waiting.values()) {
      call.reject(new Error(`the program ended (${signal ?? `exit code ${code}`})`));
    }
    waiting.clear();
  });

  const call =
    (verb: string) =>
    (...args: unknown[]) =>
      new Promise<unknown>((resolve, reject) => {
        if (!child.connected) {
          reject(new Error('the program has ended'));
          return;
        }
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        child.send({ id: lastId, verb, args });
      });
  // One shape for all: the answers' types are those of the verbs on the other side.
  return new Proxy({} as RemoteVerbs, {
    get: (_target, verb) => (typeof verb === 'string' && verb !== 'then' ? call(verb) : undefined),
  });
}
