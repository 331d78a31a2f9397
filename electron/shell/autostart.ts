import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { App } from 'electron';
import { writeAtomically } from '../settings/atomic-file';

export interface AutostartOptions {
  readonly app: Pick<App, 'isPackaged' | 'setLoginItemSettings'>;
  readonly platform: string;
  /** The program as the user starts it; for an AppImage the image, not what is mounted from it. */
  readonly executable: string;
  /** `~/.config` or `XDG_CONFIG_HOME`. */
  readonly configHome: string;
}

/**
 * Makes the OS start the program at login, in the tray, or stops that. Only for an installed program: from a working
 * copy the entry would point into it. Gives `not-installed` then. Throws what the file system throws.
 */
export async function setAutostart(
  enabled: boolean,
  options: AutostartOptions,
): Promise<'done' | 'not-installed'> {
  if (!options.app.isPackaged) return 'not-installed';
  if (options.platform !== 'linux') {
    options.app.setLoginItemSettings({ openAtLogin: enabled, args: ['--hidden'] });
    return 'done';
  }
  const file = join(options.configHome, 'autostart', 'batchwatch.desktop');
  if (enabled) {
    await mkdir(dirname(file), { recursive: true });
    await writeAtomically(file, desktopEntry(options.executable));
  } else {
    await rm(file, { force: true });
  }
  return 'done';
}

/** Quoting as in the Desktop Entry Specification, "The Exec key"; the value itself is escaped once more as a string. */
export function desktopEntry(executable: string): string {
  const quoted = `"${executable.replace(/["`$\\]/g, '\\$&')}"`.replaceAll('%', '%%');
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.0',
    'Name=Batchwatch',
    `Exec=${quoted.replaceAll('\\', '\\\\')} --hidden`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}
