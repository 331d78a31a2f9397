import type { Page } from 'playwright';
import { expect, test } from 'playwright/test';
import type { EnvironmentState } from '../../shared/domain/snapshot';
import type { Bootstrap } from '../../shared/ipc/api';
import type { Settings } from '../../shared/settings/settings';
import { axe } from '../support/axe';
import { FROZEN_NOW } from '../support/fake-bridge/open';
import { pageSuite } from '../support/fake-bridge/page-suite';
import { type ScenarioName, scenario } from '../support/fake-bridge/scenarios';
import { SIZES, screenshots } from '../support/screens';

const pages = pageSuite();

const MINUTE = 60_000;

function changed(
  change: (environment: EnvironmentState) => Partial<EnvironmentState>,
  { name = 'normal', ...settings }: Partial<Settings> & { readonly name?: ScenarioName } = {},
): Bootstrap {
  const base = scenario(name, FROZEN_NOW);
  const environments = base.snapshot.environments.map((environment) => ({
    ...environment,
    ...change(environment),
  }));
  return {
    ...base,
    settings: { ...base.settings, ...settings },
    snapshot: { ...base.snapshot, environments },
  };
}

/** Every kind of server fails, some with a long word for it. */
function failing(settings: Partial<Settings>): Bootstrap {
  return changed(
    ({ sources }) => ({
      name: 'production · gpu-a · europe',
      sources: sources.map((source) => ({
        ...source,
        state: source.kind === 'tempo' ? 'unauthorized' : 'unreachable',
        since: FROZEN_NOW - 83 * MINUTE,
        insecure: source.kind === 'alertmanager',
      })),
    }),
    { name: 'many', ...settings },
  );
}

/** Whether this element is seen from its one end to the other: nothing cuts it off or lies over it. */
function isWhole(element: HTMLElement | SVGElement): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const seen = [left + 2, (left + right) / 2, right - 2].every((x) => {
    const there = document.elementFromPoint(x, (top + bottom) / 2);
    return there !== null && (element.contains(there) || there.contains(element));
  });
  if (!seen) return false;
  for (let parent = element.parentElement; parent; parent = parent.parentElement) {
    if (getComputedStyle(parent).overflow === 'visible') continue;
    const frame = parent.getBoundingClientRect();
    if (left < frame.left - 1 || right > frame.right + 1) return false;
    if (top < frame.top - 1 || bottom > frame.bottom + 1) return false;
  }
  return right > left;
}

const banner = (page: Page) => page.getByRole('banner');

test.describe('the header', () => {
  for (const language of ['en', 'zh'] as const) {
    for (const theme of ['dark', 'light'] as const) {
      test(`cuts off no state of a server: ${language}, ${theme}`, async () => {
        const page = await pages.open(failing({ language, theme }), '/overview');
        const words =
          language === 'en'
            ? ['unreachable', 'unreachable', 'not authorised']
            : ['无法连接', '无法连接', '未授权'];
        for (const size of [SIZES.wide, { width: 1250, height: 800 }, SIZES.small]) {
          await page.setViewportSize(size);
          const states = banner(page).locator('button[data-state] b > span:first-child');
          await expect(states).toHaveText(words);
          for (const state of await states.all()) expect(await state.evaluate(isWhole)).toBe(true);
          for (const button of await banner(page).getByRole('button').all()) {
            expect(await button.evaluate(isWhole)).toBe(true);
          }
          await expect(page.getByRole('button', { name: /^Alertmanager 0\/3/ })).toBeVisible();
        }
        expect(await axe(page)).toEqual([]);
        await screenshots(page, `header-failing-${theme}-${language}`);
      });
    }
  }
});

test.describe('the other environments', () => {
  const environmentButton = (page: Page) => page.getByRole('button', { name: /^Environment:/ });
  const [prod] = scenario('normal', FROZEN_NOW).snapshot.environments;
  /** Calm here; staging as `other` makes it. */
  const beside = (other: Partial<EnvironmentState>, settings: Partial<Settings> = {}) =>
    changed(
      ({ id }) =>
        id === 'prod'
          ? {}
          : {
              alertsFreshness: prod?.alertsFreshness ?? { kind: 'off' },
              rulesFreshness: prod?.rulesFreshness ?? { kind: 'off' },
              ...other,
            },
      { name: 'quiet', ...settings },
    );

  test('burn where the page tells of calm in its own', async () => {
    const page = await pages.open(beside({ alerts: prod?.alerts ?? {} }), '/overview');
    const rail = page.getByRole('complementary', { name: 'Active alerts' });
    await expect(rail).toContainText('by every Alertmanager of prod · gpu-a that answers');
    await expect(environmentButton(page)).toHaveAccessibleName(/staging · gpu-b: 5 firing/);
    await screenshots(page, 'elsewhere-burning');
    await environmentButton(page).click();
    await expect(page.getByRole('menuitem', { name: /^prod/ })).toContainText('nothing fires');
    await expect(page.getByRole('menuitem', { name: /^staging/ })).toContainText('5 firing');
    expect(await axe(page)).toEqual([]);
    await screenshots(page, 'elsewhere-menu');
  });

  test('cannot be seen', async () => {
    const failure = { kind: 'timeout', message: '' } as const;
    const since = FROZEN_NOW - 9 * MINUTE;
    const blind = { alertsFreshness: { kind: 'failed', since, failure } } as const;
    const page = await pages.open(beside(blind, { language: 'zh', theme: 'light' }), '/overview');
    const pill = page.getByRole('button', { name: /^环境/ });
    await expect(pill).toHaveAccessibleName(/staging · gpu-b：告警情况未知/);
    await pill.click();
    await expect(page.getByRole('menuitem', { name: /^staging/ })).toContainText('告警情况未知');
    expect(await axe(page)).toEqual([]);
    await screenshots(page, 'elsewhere-menu-light-zh');
  });

  test('are not marked while they are calm', async () => {
    const page = await pages.open(beside({}), '/overview');
    await expect(environmentButton(page)).toHaveAccessibleName('Environment: prod · gpu-a');
  });
});

test.describe('a pause of the popups', () => {
  const pause = (page: Page) => page.getByRole('button', { name: /^Popups/ });

  test('names the day it ends on', async () => {
    const page = await pages.open(
      changed(() => ({})),
      '/overview',
    );
    await pause(page).click();
    await expect(page.getByRole('menuitem', { name: 'Pause until 9:00 today' })).toHaveCount(0);
    await page.getByRole('menuitem', { name: 'Pause until tomorrow 9:00' }).click();
    await expect(pause(page)).toHaveAccessibleName('Popups paused until Mon 09:00');
    await screenshots(page, 'paused-tomorrow');
  });

  test('may end this morning for those who are up before nine', async () => {
    const page = await pages.open(
      changed(() => ({})),
      '/overview',
    );
    const night = FROZEN_NOW - (11 * 60 + 54) * MINUTE;
    await page.clock.setFixedTime(night);
    await pause(page).click();
    await page.getByRole('menuitem', { name: 'Pause until 9:00 today' }).click();
    await expect(pause(page)).toHaveAccessibleName('Popups paused until 09:00');
  });
});
