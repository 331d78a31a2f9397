import { describe, expect, it } from 'vitest';
import { source } from '../../e2e/support/fake-bridge/parts';
import { mostSkewed } from './most-skewed';

const NOW = 1_000_000;

describe('mostSkewed', () => {
  it('is the one that differs most, either way', () => {
    const sources = [
      source(NOW, 'prometheus', { clockSkewMs: 40_000 }),
      source(NOW, 'alertmanager', { clockSkewMs: -3_600_000 }),
      source(NOW, 'tempo'),
    ];
    expect(mostSkewed(sources)?.kind).toBe('alertmanager');
    expect(mostSkewed(sources.slice(0, 1))?.kind).toBe('prometheus');
  });

  it('is nobody while all agree', () => {
    expect(mostSkewed([source(NOW, 'prometheus')])).toBeUndefined();
    expect(mostSkewed([])).toBeUndefined();
  });
});
