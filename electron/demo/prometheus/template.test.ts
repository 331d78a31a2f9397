import { describe, expect, it } from 'vitest';
import { expandTemplate, goExponent } from './template';

describe('annotation templates', () => {
  it.each([
    ['{{ $labels.instance }}', 'gpu-a-1:8000'],
    ['{{$labels.nothing}}', ''],
    ['{{ $value }}', '9.12048128e+09'],
    ['{{ $value | humanize1024 }}B', '8.494GiB'],
    ['{{ $value | humanize }}', '9.12G'],
    ['{{ $value | humanizePercentage }}', '912000000000%'],
    ['{{ unknown }}', '{{ unknown }}'],
  ])('%s', (template, text) => {
    expect(expandTemplate(template, { instance: 'gpu-a-1:8000' }, 9_120_481_280)).toBe(text);
  });

  it('writes values as Prometheus does', () => {
    expect(goExponent(9_120_481_280)).toBe('9.12048128e+09');
    expect(goExponent(60_000)).toBe('6e+04');
    expect(goExponent(0)).toBe('0e+00');
    expect(goExponent(Number.NaN)).toBe('NaN');
  });
});
