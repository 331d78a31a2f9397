import { useCallback, useRef, useSyncExternalStore } from 'react';
import { useProvided } from './context';

/** Epoch ms, moving on every `intervalMs` (at least 1000), so that a component with ages renders no more often. */
export function useNow(intervalMs: number): number {
  const { ticker } = useProvided();
  const kept = useRef(ticker.now());
  const read = useCallback(() => {
    const now = ticker.now();
    const same = Math.floor(now / intervalMs) === Math.floor(kept.current / intervalMs);
    if (!same) kept.current = now;
    return kept.current;
  }, [ticker, intervalMs]);
  return useSyncExternalStore(ticker.subscribe, read);
}
