import type { WatchedEnvironment } from '../engine/engine';

/** From the demo's worker thread to whoever launched it. */
export type DemoMessage =
  | { readonly type: 'started'; readonly environment: WatchedEnvironment }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'stopped' };

export type DemoRequest = { readonly type: 'stop' };
