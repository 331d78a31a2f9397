import type { InstancePlan, Scenario } from './scenario';
import { STANDARD } from './standard-engine';

const HOT: InstancePlan = {
  ...STANDARD,
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
  ...STANDARD,
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
  ...STANDARD,
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
