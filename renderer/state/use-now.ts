import { useSyncExternalStore } from 'react';
import { useProvided } from './context';

/** Epoch ms, moving on every `intervalMs` (at least 1000), so that a component with ages renders no more often. */
export function useNow(intervalMs: number): number {
  const { ticker } = useProvided();
  return useSyncExternalStore(
    ticker.subscribe,
    () => Math.floor(ticker.now() / intervalMs) * intervalMs,
  );
}
