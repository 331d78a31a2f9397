/** One episode that was told: by popup, or as part of a summary. */
export interface ToldEpisode {
  readonly env: string;
  /** Alert id (fingerprint). */
  readonly id: string;
  /** Epoch ms, as last seen; it may move within one episode. */
  readonly startsAt: number;
  readonly toldAt: number;
  /** Since when it is not there any more; absent while it is. */
  readonly goneAt?: number;
}

/** Which episodes were told, so that neither our restart nor a server's tells them again. */
export interface ToldLedger {
  readonly version: 1;
  readonly told: readonly ToldEpisode[];
}

export const EMPTY_LEDGER: ToldLedger = { version: 1, told: [] };
