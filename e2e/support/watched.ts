import type { Page } from 'playwright';
import { expect } from 'playwright/test';
import type { EnvironmentState } from '../../shared/domain/snapshot';
import type { Answer } from '../../shared/ipc/api';

/** What the program knows of its first environment, as the page itself would ask for it. */
export async function watched(page: Page): Promise<EnvironmentState> {
  const answer = await page.evaluate<Answer<'engine.snapshot'>>('window.batchwatch.snapshot()');
  const [environment] = answer.ok ? answer.value.environments : [];
  if (environment === undefined) throw new Error(`nothing is watched: ${JSON.stringify(answer)}`);
  return environment;
}

/** Waits until so many further answers with alerts have been read: what was not told by then is not told. */
export async function furtherPolls(page: Page, count: number): Promise<void> {
  const at = async () => {
    const { alertsFreshness } = await watched(page);
    return 'at' in alertsFreshness ? alertsFreshness.at : undefined;
  };
  let last = await at();
  for (let seen = 0; seen < count; seen += 1) {
    const before = last;
    await expect
      .poll(async () => {
        last = await at();
        return last !== undefined && last !== before;
      }, `${count} further polls`)
      .toBe(true);
  }
}
