import type { EngineSnapshot } from '../../../shared/domain/snapshot';
import type { Clock } from '../clock';
import type { EngineEvent } from '../engine';
import { difference, type Unrevised } from './difference';

/** Patches leave at most this often. */
const PUBLISH_MS = 200;

export interface Publisher {
  /** The last published snapshot; its tray is kept by reference while it says the same. */
  last(): EngineSnapshot | undefined;
  /** Something may have changed. */
  schedule(): void;
  /** Publishes what changed now. */
  flush(): void;
  /** The environments themselves changed: whoever mirrors them must ask anew. */
  reset(): void;
  stop(): void;
}

export interface PublisherOptions {
  readonly clock: Clock;
  /** `undefined` while there is nothing to publish yet. */
  readonly current: () => Unrevised | undefined;
  readonly emit: (event: EngineEvent) => void;
  /** Called before each publication. */
  readonly beforeFlush: () => void;
}

/** Turns what is known into numbered snapshots and the differences between them. */
export function createPublisher({
  clock,
  current,
  emit,
  beforeFlush,
}: PublisherOptions): Publisher {
  let published: EngineSnapshot | undefined;
  let cancel: (() => void) | undefined;
  let stopped = false;

  function publishReset(next: Unrevised): void {
    const before = published;
    published = { ...next, revision: (before?.revision ?? 0) + 1 };
    emit({ type: 'reset' });
    if (before?.tray !== next.tray) emit({ type: 'tray', tray: next.tray });
  }

  function flush(): void {
    cancel?.();
    cancel = undefined;
    if (stopped) return;
    beforeFlush();
    const next = current();
    if (next === undefined) return;
    const before = published;
    const patch = before === undefined ? 'reset' : difference(before, next);
    if (patch === null) return;
    if (before === undefined || patch === 'reset') {
      publishReset(next);
      return;
    }
    published = { ...next, revision: patch.to };
    emit({ type: 'patch', patch });
    if (before.tray !== next.tray) emit({ type: 'tray', tray: next.tray });
  }

  return {
    last: () => published,
    schedule() {
      if (cancel === undefined && !stopped) cancel = clock.after(PUBLISH_MS, flush);
    },
    flush,
    reset() {
      const next = current();
      if (next !== undefined && !stopped) publishReset(next);
    },
    stop() {
      stopped = true;
      cancel?.();
    },
  };
}
