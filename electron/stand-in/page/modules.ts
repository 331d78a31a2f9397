/** A preload's listener: the event object first, as Electron gives it. */
export type Listener = (event: object, ...args: readonly unknown[]) => void;

interface Wire {
  invoke(channel: string, args: readonly unknown[]): Promise<unknown>;
  send(channel: string, args: readonly unknown[]): void;
  readonly listeners: Map<string, Set<Listener>>;
}

/** The two of Electron's modules that a sandboxed preload uses. */
export function pageModules(world: Record<string, unknown>, wire: Wire) {
  const on = (channel: string, listener: Listener) => {
    const set = wire.listeners.get(channel) ?? new Set();
    wire.listeners.set(channel, set.add(listener));
  };
  const off = (channel: string, listener: Listener) => {
    wire.listeners.get(channel)?.delete(listener);
  };
  const ipcRenderer = {
    invoke: (channel: string, ...args: unknown[]) => wire.invoke(channel, args),
    send: (channel: string, ...args: unknown[]) => wire.send(channel, args),
    on,
    addListener: on,
    off,
    removeListener: off,
    once(channel: string, listener: Listener) {
      const once: Listener = (event, ...args) => {
        off(channel, once);
        listener(event, ...args);
      };
      on(channel, once);
    },
    removeAllListeners: (channel: string) => wire.listeners.delete(channel),
  };
  const contextBridge = {
    exposeInMainWorld(key: string, api: unknown) {
      if (key in world)
        throw new Error(`Cannot bind an API on top of an existing property: ${key}`);
      Object.defineProperty(world, key, { value: across(api, true), enumerable: true });
    },
  };
  return { ipcRenderer, contextBridge };
}

/**
 * What Electron's bridge does to a value that crosses between the preload and the page: data is copied, functions are
 * wrapped, prototypes are lost. What is exposed is frozen besides.
 */
function across(value: unknown, freeze: boolean): unknown {
  if (typeof value === 'function') return wrapped(value, freeze);
  if (typeof value === 'symbol') throw new TypeError('a symbol cannot cross the bridge');
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Promise) {
    return value.then(
      (result) => across(result, false),
      (error: unknown) => Promise.reject(plainError(error)),
    );
  }
  if (Array.isArray(value))
    return frozen(
      value.map((item) => across(item, freeze)),
      freeze,
    );
  if (value instanceof Error) return plainError(value);
  if (value instanceof Map || value instanceof Set || value instanceof Date) {
    return structuredClone(value);
  }
  if (ArrayBuffer.isView(value)) return structuredClone(value);
  const copy: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) copy[key] = across(item, freeze);
  return frozen(copy, freeze);
}

function wrapped(target: CallableFunction, freeze: boolean): unknown {
  const wrapper = (...args: unknown[]) => {
    try {
      return across(
        Reflect.apply(
          target,
          undefined,
          args.map((argument) => across(argument, false)),
        ),
        false,
      );
    } catch (error) {
      throw plainError(error);
    }
  };
  return frozen(wrapper, freeze);
}

function frozen<T>(value: T, freeze: boolean): T {
  return freeze ? Object.freeze(value) : value;
}

/** Only the text of an error crosses. */
function plainError(error: unknown): Error {
  return new Error(error instanceof Error ? error.message : String(error));
}
