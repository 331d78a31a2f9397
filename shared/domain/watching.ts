import type { EngineSnapshot } from './snapshot';

/**
 * Whether anybody watches at all.
 * - `restarting`: the watcher died or hung, and another is being started
 * - `gone`: it keeps dying; nothing happens until somebody asks for another
 *
 * `since`: what is known is of before then, epoch ms; one time over all attempts to start again.
 */
export type Watching =
  | { readonly kind: 'watching' }
  | { readonly kind: 'restarting' | 'gone'; readonly since: number };

export const WATCHING: Watching = { kind: 'watching' };

/** In the place of a snapshot while there is none: older than every real one. */
export const NOTHING_SEEN: EngineSnapshot = {
  revision: -1,
  environments: [],
  selected: '',
  range: '1h',
  tray: { state: 'unknown', firing: 0, critical: 0, tooltip: '', worst: [] },
  popups: [],
};
