import { expect, test } from 'playwright/test';
import type { FileProblem } from '../../shared/ipc/api';
import { axe } from '../support/axe';
import { FROZEN_NOW } from '../support/fake-bridge/open';
import { pageSuite } from '../support/fake-bridge/page-suite';
import { scenario } from '../support/fake-bridge/scenarios';

const pages = pageSuite();

function open(language: 'en' | 'zh', problems: Readonly<Record<string, FileProblem>>) {
  const base = scenario('quiet', FROZEN_NOW);
  return pages.open(
    {
      ...base,
      settings: { ...base.settings, language },
      info: { ...base.info, ...problems },
    },
    '/overview',
  );
}

const keptAs = '/home/ops/.config/batchwatch/secrets.broken.json';
const secretsProblem: FileProblem = { message: 'secrets.json is damaged.', keptAs };
const TITLES = {
  en: ['The stored passwords and tokens could not be read.', 'Open settings', 'Dismiss'],
  zh: ['无法读取已保存的密码和令牌。', '打开设置', '不再显示'],
} as const;

for (const language of ['en', 'zh'] as const) {
  test(`stored secrets that were not read are told of on every page, ${language}`, async () => {
    const page = await open(language, { secretsProblem });
    const [title, settings] = TITLES[language];
    const banner = page.getByRole('complementary', { name: title });
    await expect(banner).toContainText('secrets.json is damaged.');
    await expect(banner).toContainText(keptAs);
    expect(await axe(page)).toEqual([]);
    await banner.getByRole('button', { name: settings }).click();
    await expect(page).toHaveURL(/settings/);
    await expect(banner).toBeVisible();
  });
}

test('each problem is dismissed by itself', async () => {
  const [title, , dismiss] = TITLES.en;
  const page = await open('en', { secretsProblem, settingsProblem: { message: 'theme is wrong' } });
  const banner = page.getByRole('complementary', { name: title });
  await banner.getByRole('button', { name: dismiss }).click();
  await expect(banner).toBeHidden();
  await expect(page.getByText('theme is wrong')).toBeVisible();
});
