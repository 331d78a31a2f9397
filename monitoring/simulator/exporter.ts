import { type SendOutcome, send } from './sender';

/** How an export goes, for the control's state. */
export interface ExportState {
  readonly url: string;
  readonly sent: number;
  readonly failed: number;
  /** Times when the export before was still under way; what was due then goes with the next one. */
  readonly skipped: number;
  /** Of the last export, where it failed. */
  readonly error?: string;
}

export interface Exporter {
  /** Sends what is due; never throws and never waits for an export that is under way. */
  exportNow(): void;
  readonly state: ExportState;
  /** Resolves when nothing is under way any more. */
  stop(): Promise<void>;
}

export interface ExporterOptions {
  readonly url: string;
  /** Called when exports begin to fail and when they work again. */
  readonly say: (line: string) => void;
}

/** Exports what `take` gives, one at a time. `take` is not asked while one is under way; null: nothing to send. */
export function createExporter(take: () => unknown, { url, say }: ExporterOptions): Exporter {
  const stopping = new AbortController();
  let state: ExportState = { url, sent: 0, failed: 0, skipped: 0 };
  let underWay: Promise<void> | null = null;

  const settle = (outcome: SendOutcome) => {
    const wasFailing = state.error !== undefined;
    const { error: _, ...counts } = state;
    switch (outcome.kind) {
      case 'sent':
        state = { ...counts, sent: counts.sent + 1 };
        if (wasFailing) say(`exports to ${url} work again`);
        return;
      case 'refused':
      case 'gave-up':
        state = { ...counts, failed: counts.failed + 1, error: outcome.message };
        if (!wasFailing) say(`exports to ${url} fail: ${outcome.message}`);
        return;
      case 'stopped':
        return;
    }
  };

  return {
    exportNow() {
      if (stopping.signal.aborted) return;
      if (underWay !== null) {
        state = { ...state, skipped: state.skipped + 1 };
        return;
      }
      const body = take();
      if (body === null) return;
      underWay = send(body, { url, signal: stopping.signal })
        .then(settle)
        .finally(() => {
          underWay = null;
        });
    },
    get state() {
      return state;
    },
    async stop() {
      stopping.abort();
      await underWay;
    },
  };
}
