import type { SimulatedInstance } from '../../shared/simulation/instance';
import { SCENARIO_NAMES } from '../../shared/simulation/scenarios';
import type { Control, ControlState, TraceExportState } from './control';
import type { ExportState } from './exporter';

/** The state as the control tells it. */
export function controlState(parts: {
  readonly control: Control;
  readonly seconds: number;
  readonly instances: readonly SimulatedInstance[];
  readonly isUp: (instance: string) => boolean;
  readonly metrics: ExportState | null;
  readonly traces: TraceExportState | null;
}): ControlState {
  return {
    ...parts.control,
    scenarios: SCENARIO_NAMES,
    seconds: Math.round(parts.seconds * 10) / 10,
    instances: parts.instances.map(({ instance, engine: { status } }) => {
      const { usedBlocks, freeBlocks } = status.cache;
      return {
        instance,
        up: parts.isUp(instance),
        requests: status.states,
        kvUsed: usedBlocks / (usedBlocks + freeBlocks),
      };
    }),
    exports: { metrics: parts.metrics, traces: parts.traces },
  };
}
