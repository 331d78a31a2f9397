import type { Page } from 'playwright';
import { expect } from 'playwright/test';

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
    const left = complaints.filter((text) => !allowed.some((pattern) => pattern.test(text)));
    expect(left).toEqual([]);
  };
}
