import type { EngineShape, InstancePlan } from './scenario';

/** An 8-billion-parameter model: 32 layers × 8 KV heads × 128 × 2 (keys, values) × 2 bytes. */
const BYTES_PER_TOKEN = 131_072;
const GIB = 1024 ** 3;

const ENGINE: EngineShape = {
  cache: {
    blockTokens: 32,
    totalBlocks: (12 * GIB) / (32 * BYTES_PER_TOKEN),
    bytesPerToken: BYTES_PER_TOKEN,
  },
  maxBatchTokens: 1024,
  maxActive: 256,
  stepMs: 20,
  decodeMs: 0.16,
  prefillMs: 0.02,
};

/** What an instance has in common with every other: engine and lengths of requests. */
export const STANDARD: Pick<InstancePlan, 'engine' | 'prompt' | 'output'> = {
  engine: ENGINE,
  prompt: { median: 640, sigma: 0.5, max: 3000 },
  output: { median: 64, sigma: 0.55, max: 400 },
};
