import type { EngineShape, InstancePlan, Scenario } from './scenario';

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

const COMMON = {
  engine: ENGINE,
  prompt: { median: 640, sigma: 0.5, max: 3000 },
  output: { median: 64, sigma: 0.55, max: 400 },
} as const;

const HOT: InstancePlan = {
  ...COMMON,
  instance: 'gpu-a-1:8000',
  load: [
    { at: 0, perSecond: 4 },
    { at: 60, perSecond: 6 },
    { at: 120, perSecond: 16 },
    { at: 150, perSecond: 23 },
    { at: 190, perSecond: 28 },
    { at: 230, perSecond: 26 },
    { at: 400, perSecond: 25 },
    { at: 420, perSecond: 3 },
    { at: 720, perSecond: 4 },
  ],
  faults: [{ kind: 'errors', from: 210, to: 350, share: 0.35 }],
};

const HEALTHY: InstancePlan = {
  ...COMMON,
  instance: 'gpu-a-0:8000',
  load: [
    { at: 0, perSecond: 4 },
    { at: 200, perSecond: 7 },
    { at: 500, perSecond: 5 },
    { at: 720, perSecond: 4 },
  ],
  faults: [],
};

const IDLE_AT_TIMES: InstancePlan = {
  ...COMMON,
  instance: 'gpu-a-2:8000',
  load: [
    { at: 0, perSecond: 0 },
    { at: 130, perSecond: 0 },
    { at: 150, perSecond: 4 },
    { at: 280, perSecond: 5 },
    { at: 310, perSecond: 0 },
    { at: 720, perSecond: 0 },
  ],
  faults: [],
};

/**
 * Twelve minutes in which one instance is driven into a full cache and a growing queue and drains again, with a burst of
 * errors on the way, while another stays healthy and a third has nothing to do for half of the time.
 */
export const DEMO_SCENARIO: Scenario = {
  name: 'demo',
  periodSeconds: 720,
  instances: [HEALTHY, HOT, IDLE_AT_TIMES],
};
