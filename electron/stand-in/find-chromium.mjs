import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'brave-browser',
];

/**
 * Path of an installed Chromium, Chrome or Edge, or undefined. `BATCHWATCH_CHROMIUM` names one by hand.
 * Plain JavaScript, because the start script asks before anything is built.
 */
export function findChromium(env, platform = process.platform, usable = isExecutable) {
  const named = env.BATCHWATCH_CHROMIUM;
  if (named) return usable(named) ? named : undefined;
  return candidates(env, platform).find(usable);
}

function candidates(env, platform) {
  switch (platform) {
    case 'darwin':
      return ['', env.HOME ?? ''].flatMap((home) =>
        ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser'].map(
          (name) => `${home}/Applications/${name}.app/Contents/MacOS/${name}`,
        ),
      );
    case 'win32':
      return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
        .filter((folder) => folder)
        .flatMap((folder) => [
          `${folder}\\Google\\Chrome\\Application\\chrome.exe`,
          `${folder}\\Chromium\\Application\\chrome.exe`,
          `${folder}\\Microsoft\\Edge\\Application\\msedge.exe`,
        ]);
    default:
      return COMMANDS.flatMap((command) =>
        (env.PATH ?? '')
          .split(delimiter)
          .filter((folder) => folder !== '')
          .map((folder) => join(folder, command)),
      );
  }
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
