import type { InstrumentKey } from '../../shared/simulation/instruments';

export const DESCRIPTIONS: Readonly<Record<InstrumentKey, string>> = {
  ttft: 'From the arrival of a request to its first token',
  latency: 'From the arrival of a request to its end, failed ones too',
  batchFill: "Share of a step's token budget that was used",
  active: 'Requests in the batch',
  waiting: 'Requests in the queue',
  decodePrefillRatio: 'Decoded over prefilled tokens of the last step with a prefill',
  kvUsed: 'KV cache in use',
  kvFree: 'KV cache that is free',
  prefillTokens: 'Prompt tokens processed',
  decodeTokens: 'Tokens generated',
};
