import { expect, it, vi } from 'vitest';

it.fails('unexpected output fails the test that made it', () => {
  console.warn('nobody expected this');
});

it('output that the test looks at is its own affair', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  console.warn('%s', 'provoked');
  expect(warn).toHaveBeenCalledExactlyOnceWith('%s', 'provoked');
  warn.mockRestore();
});
