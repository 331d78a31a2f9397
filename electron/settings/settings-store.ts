import { err, ok, type Result } from '../../shared/result';
import type { Settings, SettingsProblem } from '../../shared/settings/settings';
import { type AtomicIo, codeOf, diskIo, writeAtomically } from './atomic-file';
import type { Migration } from './migrations';
import { readSettings, type SettingsTrouble } from './read-settings';
import { createSerial } from './serial';

export type SaveFailure =
  /** The file on disk could not be used and could not be moved aside: saving would destroy it. */
  { readonly kind: 'protected' } | { readonly kind: 'unwritable'; readonly detail: string };

export interface SettingsStore {
  current(): Settings;
  readonly file: string;
  readonly trouble: SettingsTrouble | undefined;
  /** The settings are in force once the disk has them; on failure nothing changes. */
  save(settings: Settings): Promise<Result<Settings, SaveFailure>>;
  /**
   * For what the program remembers by itself (selection, range, author): in force at once, and for this run even when
   * the disk refuses.
   */
  remember(change: (settings: Settings) => Settings): Promise<Result<Settings, SaveFailure>>;
  /** Called after every change. Returns the unsubscribe. */
  subscribe(listener: (settings: Settings) => void): () => void;
  /** Resolves when everything asked for so far is on disk or has failed. */
  settled(): Promise<void>;
}

export interface SettingsStoreOptions {
  readonly file: string;
  readonly given: boolean;
  readonly now: number;
  readonly io?: AtomicIo;
  readonly migrations?: readonly Migration[];
}

/** Never rejects; see `trouble`. */
export async function openSettingsStore(options: SettingsStoreOptions): Promise<SettingsStore> {
  const io = options.io ?? diskIo;
  const read = await readSettings(options);
  const serial = createSerial();
  const listeners = new Set<(settings: Settings) => void>();
  let current = read.settings;

  const adopt = (settings: Settings) => {
    current = settings;
    for (const listener of listeners) listener(settings);
  };
  const write = async (settings: Settings): Promise<Result<Settings, SaveFailure>> => {
    if (mustNotOverwrite(read.trouble)) return err({ kind: 'protected' });
    try {
      await writeAtomically(options.file, `${JSON.stringify(settings, null, 2)}\n`, io);
      return ok(settings);
    } catch (error) {
      return err({ kind: 'unwritable', detail: codeOf(error) || 'unknown error' });
    }
  };

  return {
    current: () => current,
    file: options.file,
    trouble: read.trouble,
    save: (settings) =>
      serial(async () => {
        const written = await write(settings);
        if (written.ok) adopt(settings);
        return written;
      }),
    remember: (change) =>
      serial(() => {
        const next = change(current);
        adopt(next);
        return write(next);
      }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    settled: () => serial(async () => undefined),
  };
}

function mustNotOverwrite(trouble: SettingsTrouble | undefined): boolean {
  if (trouble === undefined || trouble.kind === 'missing') return false;
  return trouble.kind === 'unreadable' || trouble.keptAs === undefined;
}

/** How a failure is told where problems of fields are listed. */
export function asProblem(message: string): readonly SettingsProblem[] {
  return [{ field: '(the whole file)', message }];
}
