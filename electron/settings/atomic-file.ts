import { mkdir, open, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** The two steps that can be interrupted; tests interrupt them. */
export interface AtomicIo {
  /** Creates or truncates the file, readable by its owner only, and has the disk confirm it. */
  writeThrough(file: string, text: string): Promise<void>;
  replace(from: string, to: string): Promise<void>;
}

export const diskIo: AtomicIo = {
  async writeThrough(file, text) {
    const handle = await open(file, 'w', 0o600);
    try {
      await handle.writeFile(text, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  replace: (from, to) => replaceStubborn(from, to, 4),
};

/**
 * Writes a whole file so that a reader, or the next start after a crash, finds either the old text or the new one.
 * A symbolic link is followed, so that settings kept elsewhere stay there. Throws what the file system throws.
 */
export async function writeAtomically(
  file: string,
  text: string,
  io: AtomicIo = diskIo,
): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const target = await realpath(file).catch(() => file);
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    await io.writeThrough(temporary, text);
    await io.replace(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** On Windows a virus scanner may hold the old file for a moment. */
async function replaceStubborn(from: string, to: string, tries: number): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (tries <= 1 || !['EPERM', 'EBUSY', 'EACCES'].includes(codeOf(error))) throw error;
    if (process.platform !== 'win32') throw error;
    await new Promise((resolve) => setTimeout(resolve, 60));
    await replaceStubborn(from, to, tries - 1);
  }
}

/** `ENOENT` and the like; empty for anything that is no system error. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
}
