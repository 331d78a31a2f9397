import type { PushName, RequestName } from './api';

/** One channel a request and one a push; the prefix keeps them apart from Electron's own. */
export function requestChannel(name: RequestName): string {
  return `batchwatch:ask:${name}`;
}

export function pushChannel(name: PushName): string {
  return `batchwatch:tell:${name}`;
}
