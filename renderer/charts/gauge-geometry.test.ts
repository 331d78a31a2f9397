import { describe, expect, it } from 'vitest';
import { arcPath, clampShare, tickPath } from './gauge-geometry';

describe('arcs', () => {
  it('run from left over the top to right', () => {
    expect(arcPath(0, 1, 46)).toBe('M14,58A46,46 0 0 1 106,58');
    expect(arcPath(0, 0.5, 46)).toBe('M14,58A46,46 0 0 1 60,12');
  });

  it('never leave the half circle', () => {
    expect(arcPath(-1, 3, 46)).toBe(arcPath(0, 1, 46));
    expect(clampShare(Number.NaN)).toBe(0);
  });

  it('are crossed by ticks', () => {
    expect(tickPath(0.5, 39, 52)).toBe('M60,19L60,6');
  });
});
