import type { Page } from 'playwright';
import { expect } from 'playwright/test';

/** Chromium's word on the policy by which the stand-in for Electron keeps windows from opening. The page has no frames. */
const OF_THE_STAND_IN = /^warning: An iframe which has both allow-scripts and allow-same-origin/;

/** Listens from now on; the returned function fails where the page complained. `allowed` are complaints a test provokes. */
export function expectNoConsoleErrors(page: Page): (allowed?: readonly RegExp[]) => void {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      complaints.push(`${message.type()}: ${message.text()}`);
    }
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  return (allowed = []) => {
    const known = [OF_THE_STAND_IN, ...allowed];
    const left = complaints.filter((text) => !known.some((pattern) => pattern.test(text)));
    expect(left).toEqual([]);
  };
}
