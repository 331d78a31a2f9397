import { format } from 'node:util';
import { afterAll, afterEach, expect } from 'vitest';

/**
 * Output that no test expected fails the test that made it; what comes outside of tests fails the next one or the file.
 * A test that provokes output replaces the method (`vi.spyOn`) and looks at it.
 */
const METHODS = ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const;
const said: string[] = [];

// Files may share a process: each puts back what it found.
const before = METHODS.map((method) => [method, console[method]] as const);
for (const method of METHODS) {
  console[method] = (...args: unknown[]) => {
    said.push(`console.${method}: ${format(...args)}`);
  };
}

function expectQuiet(): void {
  expect(said.splice(0)).toEqual([]);
}

afterEach(expectQuiet);

afterAll(() => {
  for (const [method, original] of before) console[method] = original;
  expectQuiet();
});
