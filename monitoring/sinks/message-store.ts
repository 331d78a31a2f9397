import type { Received } from './received';

export interface StoreLimits {
  readonly messages: number;
  /** Bytes of the messages as they came; decoded ones take a small multiple. */
  readonly bytes: number;
}

export const STORE_LIMITS: StoreLimits = { messages: 1000, bytes: 32 * 1024 * 1024 };

export interface MessageStore {
  add(message: Received): void;
  /** Oldest first. */
  list(): readonly Received[];
  clear(): void;
}

/** Keeps the newest messages: a sink that runs for weeks must not grow. */
export function createMessageStore(limits: StoreLimits = STORE_LIMITS): MessageStore {
  let messages: readonly Received[] = [];
  return {
    add: (message) => {
      messages = withinLimits([...messages, message], limits);
    },
    list: () => messages,
    clear: () => {
      messages = [];
    },
  };
}

function withinLimits(messages: readonly Received[], limits: StoreLimits): readonly Received[] {
  let bytes = 0;
  let first = messages.length;
  while (first > 0 && messages.length - first < limits.messages) {
    bytes += messages[first - 1]?.size ?? 0;
    if (bytes > limits.bytes) break;
    first -= 1;
  }
  return first === 0 ? messages : messages.slice(first);
}
