import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleStale } from '../../electron/scripts/bundle.mjs';
import { chooseRuntime } from '../../electron/scripts/runtime.mjs';
import type { AppHandle, LaunchOptions } from './app-handle';
import { launchOnChromium } from './chromium-app';
import { launchOnElectron } from './electron-app';
import { tempFolder } from './temp-folder';

/**
 * Builds what is stale and starts the console in a window, on Electron where it is there and over an installed Chromium
 * elsewhere. Call `quit()` when done: it removes the temporary folders.
 */
export async function launchApp(options: LaunchOptions = {}): Promise<AppHandle> {
  const runtime = await chooseRuntime(process.env, () => undefined);
  if (runtime.kind === 'none') throw new Error(`no window can be opened: ${runtime.why}`);
  const app = options.folder === undefined ? (['main', 'preload', 'renderer'] as const) : [];
  await bundleStale([...app, ...(runtime.kind === 'chromium' ? (['stand-in'] as const) : [])]);

  const temp = tempFolder('window');
  const userDataDir = options.userDataDir ?? join(temp.path, 'user-data');
  const args = ['--user-data-dir', userDataDir, ...(options.args ?? [])];
  if (options.demo === true) args.push('--demo');
  if (options.config !== undefined) {
    const file = join(temp.path, 'config.json');
    writeFileSync(file, JSON.stringify(options.config));
    args.push('--config', file);
  }
  const launch = runtime.kind === 'electron' ? launchOnElectron : launchOnChromium;
  const handle = await launch(runtime.path, options, args, userDataDir);
  return {
    ...handle,
    quit: async () => {
      const code = await handle.quit();
      temp.remove();
      return code;
    },
  };
}
