import { decode, encode } from '../codec';
import { type Listener, pageModules } from './modules';

/** What travels from the page to main, as text of the codec. */
export type FromPage =
  | {
      readonly kind: 'invoke';
      readonly id: number;
      readonly channel: string;
      readonly args: string;
    }
  | { readonly kind: 'send'; readonly channel: string; readonly args: string };

/** What travels from main to the page. Answers and pushes share one path, so that their order holds. */
export type ToPage =
  | { readonly kind: 'push'; readonly channel: string; readonly args: string }
  | { readonly kind: 'answer'; readonly id: number; readonly value: string }
  | { readonly kind: 'refusal'; readonly id: number; readonly message: string };

type Preload = (
  require: (name: string) => unknown,
  module: { exports: object },
  exports: object,
  process: object,
) => void;

/** Names that main chose at random: the binding it offers, and where it finds the receiver. */
export interface BridgeNames {
  readonly binding: string;
  readonly receiver: string;
  readonly platform: string;
}

/** Runs the preload before the page's own scripts, with a `require` that knows `electron` and nothing else. */
export function run(preload: Preload, names: BridgeNames): void {
  const world: Record<string, unknown> = globalThis;
  // As in Electron, frames inside the page get no preload and no way to main.
  if (world['top'] !== world['self']) return;
  const send = world[names.binding];
  delete world[names.binding];
  if (typeof send !== 'function') return;

  const listeners = new Map<string, Set<Listener>>();
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let lastId = 0;

  const post = (message: FromPage) => {
    send(JSON.stringify(message));
  };
  const modules = pageModules(world, {
    invoke: (channel, args) => {
      const encoded = encode(args);
      lastId += 1;
      const id = lastId;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        post({ kind: 'invoke', id, channel, args: encoded });
      });
    },
    send: (channel, args) => post({ kind: 'send', channel, args: encode(args) }),
    listeners,
  });

  const receive = (text: string) => {
    const message: ToPage = JSON.parse(text);
    if (message.kind === 'push') {
      const args = decode(message.args);
      for (const listener of [...(listeners.get(message.channel) ?? [])]) {
        // A listener that throws must not keep the message from the others.
        queueMicrotask(() => listener({ sender: null, ports: [] }, ...listOf(args)));
      }
      return;
    }
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.kind === 'answer') call?.resolve(decode(message.value));
    else call?.reject(new Error(message.message));
  };
  Object.defineProperty(world, names.receiver, { value: receive });

  const module = { exports: {} };
  const require = (name: string) => {
    if (name === 'electron' || name === 'electron/renderer') return modules;
    throw new Error(`module not found: ${name}`);
  };
  const process = Object.freeze({
    platform: names.platform,
    sandboxed: true,
    env: {},
    versions: {},
  });
  preload(require, module, module.exports, process);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
