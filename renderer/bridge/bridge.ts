import type { BatchwatchApi } from '../../shared/ipc/api';

declare global {
  interface Window {
    /** Put there by the preload before any script of the page runs. */
    readonly batchwatch?: BatchwatchApi;
  }
}

/** The only door to the main process. Throws where the page was opened outside the program. */
export function getBridge(): BatchwatchApi {
  const bridge = window.batchwatch;
  if (!bridge) throw new Error('window.batchwatch is missing: this page belongs into Batchwatch');
  return bridge;
}
