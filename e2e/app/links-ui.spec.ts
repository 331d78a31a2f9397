import type { Page } from 'playwright';
import { expect, test } from 'playwright/test';
import type { Freshness } from '../../shared/domain/slice';
import type { EnvironmentState } from '../../shared/domain/snapshot';
import type { Bootstrap } from '../../shared/ipc/api';
import { axe } from '../support/axe';
import { FROZEN_NOW, withFakeMain } from '../support/fake-bridge/open';
import { pageSuite } from '../support/fake-bridge/page-suite';
import { scenario } from '../support/fake-bridge/scenarios';
import { screenshots } from '../support/screens';

const pages = pageSuite();

const FAILED: Freshness = {
  kind: 'failed',
  since: FROZEN_NOW - 60_000,
  failure: { kind: 'timeout', message: 'no answer within 10 s' },
};
const FRESH: Freshness = { kind: 'fresh', at: FROZEN_NOW - 4000 };

/** The program as a link to this fingerprint starts it: nothing is read yet but what `change` says. */
function startedBy(
  id: string,
  change: (environment: EnvironmentState) => Partial<EnvironmentState> = () => ({}),
): Bootstrap {
  const base = scenario('loading', FROZEN_NOW);
  const environments = base.snapshot.environments.map((environment) => ({
    ...environment,
    ...change(environment),
  }));
  return {
    ...base,
    snapshot: { ...base.snapshot, environments },
    route: { page: 'fingerprint', id },
  };
}

/** The list of this environment comes in. */
async function read(page: Page, env: string, revision: number, ids: readonly string[] = []) {
  const [prod] = scenario('normal', FROZEN_NOW).snapshot.environments;
  const upsert = ids.flatMap((id) => prod?.alerts[id] ?? []);
  const patch = {
    from: revision,
    to: revision + 1,
    environments: [{ id: env, alerts: { upsert, remove: [] }, set: { alertsFreshness: FRESH } }],
  };
  await page.evaluate((given) => Object.assign(window, { given }), patch);
  await withFakeMain(page, (main) => main.patch(Reflect.get(window, 'given')));
}

const main = (page: Page) => page.getByRole('main');

test.describe('a link that starts the program', () => {
  test('waits for the lists, and opens the alert in whichever environment has it', async () => {
    const page = await pages.open(startedBy('medium-3'), '/overview');
    await expect(main(page)).toContainText('Looking for this alert…');
    await expect(main(page)).toContainText('Still to be read: prod · gpu-a and staging · gpu-b.');
    expect(await axe(page)).toEqual([]);
    await screenshots(page, 'link-looking');
    await read(page, 'prod', 1);
    await expect(main(page)).toContainText('Still to be read: staging · gpu-b.');
    await expect(page.getByText('This alert is gone')).toHaveCount(0);
    await read(page, 'staging', 2, ['medium-3']);
    await expect(page).toHaveURL(/#\/alerts\/staging\/medium-3$/);
    await expect(page.getByRole('dialog')).toHaveAccessibleName(/MediumMemoryUsage/);
  });

  test('says that it is gone only where all were asked', async () => {
    const page = await pages.open(startedBy('medium-3'), '/overview');
    await read(page, 'prod', 1);
    await read(page, 'staging', 2);
    await expect(main(page)).toContainText('This alert is gone');
    await expect(main(page)).toContainText(
      'Not listed (any more) by prod · gpu-a and staging · gpu-b.',
    );
  });

  test('names what cannot be asked, and opens the alert once that can', async () => {
    const page = await pages.open(
      startedBy('medium-3', ({ id }) => ({ alertsFreshness: id === 'prod' ? FRESH : FAILED })),
      '/overview',
    );
    await expect(main(page)).toContainText('This alert was not found');
    await expect(main(page)).toContainText('Cannot be asked now: staging · gpu-b.');
    await expect(page.getByText('This alert is gone')).toHaveCount(0);
    expect(await axe(page)).toEqual([]);
    await screenshots(page, 'link-unasked');
    await read(page, 'staging', 1, ['medium-3']);
    await expect(page).toHaveURL(/#\/alerts\/staging\/medium-3$/);
  });
});
