import type { LabelSet } from '../promql/labels';
import type { Series } from '../promql/series';

/** One series in typed arrays that grow up to a capacity and then turn round. 17 bytes a sample. */
export interface Ring extends Series {
  push(time: number, value: number, stale: boolean): void;
}

const FIRST_CAPACITY = 64;

export function createRing(labels: LabelSet, capacity: number): Ring {
  let room = Math.min(FIRST_CAPACITY, capacity);
  let times = new Float64Array(room);
  let values = new Float64Array(room);
  let stale = new Uint8Array(room);
  let start = 0;
  let size = 0;
  let lastTime = Number.NEGATIVE_INFINITY;

  const at = (index: number) => (start + index) % room;

  /** Only before the ring has turned, so the samples lie in order. */
  const grow = () => {
    room = Math.min(capacity, room * 2);
    const [oldTimes, oldValues, oldStale] = [times, values, stale];
    times = new Float64Array(room);
    values = new Float64Array(room);
    stale = new Uint8Array(room);
    times.set(oldTimes);
    values.set(oldValues);
    stale.set(oldStale);
  };

  return {
    labels,
    get size() {
      return size;
    },
    timeAt: (index) => times[at(index)] ?? Number.NaN,
    valueAt: (index) => values[at(index)] ?? Number.NaN,
    isStaleAt: (index) => stale[at(index)] === 1,
    push(time, value, isStale) {
      if (time <= lastTime) return;
      lastTime = time;
      if (size === room && room < capacity) grow();
      const position = at(size % room);
      if (size === room) start = (start + 1) % room;
      else size++;
      times[position] = time;
      values[position] = value;
      stale[position] = isStale ? 1 : 0;
    },
  };
}
