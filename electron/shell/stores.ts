import { join } from 'node:path';
import type { SafeStorage } from 'electron';
import { openSettingsStore, type SettingsStore } from '../settings/settings-store';
import { openStateStore, type StateStore } from '../settings/state-store';
import { openToldStore, type ToldStore } from '../settings/told-store';
import type { Log } from './log';
import { openSecretStore, type SecretFile } from './secrets';

/** Everything the program keeps on disk. */
export interface Stores {
  readonly settings: SettingsStore;
  readonly told: ToldStore;
  readonly state: StateStore;
  readonly secrets: SecretFile;
  /** Resolves when everything is on disk or has failed. */
  settled(): Promise<void>;
}

/** Opens them all; what is broken is reported and replaced by defaults, never a failed start. */
export async function openStores(options: {
  readonly userData: string;
  /** The settings file named on the command line. */
  readonly config: string | undefined;
  readonly safeStorage: SafeStorage;
  readonly platform: string;
  readonly log: Log;
  readonly now: number;
}): Promise<Stores> {
  const { userData, config, log } = options;
  const [settings, told, state, secrets] = await Promise.all([
    openSettingsStore({
      file: config ?? join(userData, 'settings.json'),
      given: config !== undefined,
      now: options.now,
    }),
    openToldStore({
      file: join(userData, 'told.json'),
      onError: (detail) => log.error(`What was told could not be kept: ${detail}`),
    }),
    openStateStore({
      file: join(userData, 'state.json'),
      onError: (detail) => log.warn(`The window's place could not be kept: ${detail}`),
    }),
    openSecretStore({
      file: join(userData, 'secrets.json'),
      safeStorage: options.safeStorage,
      platform: options.platform,
      log,
      now: options.now,
    }),
  ]);
  if (settings.trouble) log.error(`Settings not used: ${settings.trouble.kind} (${settings.file})`);
  if (told.trouble) log.error(`told.json ${told.trouble}; some alerts may be told again`);
  if (secrets.trouble) log.error(`Stored secrets not read: ${secrets.trouble.kind}`);
  return {
    settings,
    told,
    state,
    secrets,
    async settled() {
      await Promise.all([settings.settled(), told.settled(), state.settled(), secrets.settled()]);
    },
  };
}
