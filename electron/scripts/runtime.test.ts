import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root } from './bundle.mjs';
import { type Machine, thisMachine } from './electron-binary.mjs';
import { chooseRuntime, reasonOf } from './runtime.mjs';

let folder: string;
let log: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'batchwatch-runtime-'));
  log = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function program(name: string): string {
  const path = join(folder, name);
  writeFileSync(path, '');
  chmodSync(path, 0o755);
  return path;
}

describe('an Electron that cannot build its sandbox', () => {
  const ubuntu: Machine = {
    ...thisMachine,
    platform: 'linux',
    uid: 1000,
    read: (path) => (path.endsWith('restrict_unprivileged_userns') ? '1\n' : undefined),
  };
  const choose = (env: Readonly<Record<string, string>>) =>
    chooseRuntime(
      { ELECTRON_OVERRIDE_DIST_PATH: folder, ...env },
      (line) => log.push(line),
      ubuntu,
    );

  it('gives way to an installed Chromium, and says why', async () => {
    program('electron');
    const chromium = program('chromium');
    expect(await choose({ BATCHWATCH_CHROMIUM: chromium })).toEqual({
      kind: 'chromium',
      path: chromium,
      why: expect.stringContaining('sudo chmod 4755'),
    });
  });

  it('is not fetched at all', async () => {
    const chromium = program('chromium');
    expect(await choose({ BATCHWATCH_CHROMIUM: chromium })).toMatchObject({
      kind: 'chromium',
      why: expect.stringContaining('is not here, and would not start'),
    });
    expect(log).toEqual([]);
  });

  it('names the remedy where there is no Chromium', async () => {
    program('electron');
    const none = join(folder, 'none');
    expect(await choose({ BATCHWATCH_CHROMIUM: none })).toMatchObject({
      kind: 'none',
      why: expect.stringContaining('sudo chmod 4755'),
    });
  });

  it('is tried all the same when asked for by hand', async () => {
    const path = program('electron');
    expect(await choose({ BATCHWATCH_RUNTIME: 'electron' })).toMatchObject({
      kind: 'electron',
      path,
    });
    expect(log).toEqual([expect.stringContaining('Electron may not start: ')]);
  });
});

describe('a download that failed', () => {
  it.each([
    ['\nError: no space left\n    at x', 1, 'Error: no space left'],
    ['', 1, 'exit code 1'],
    ['', 'SIGTERM', 'ended by SIGTERM'],
  ] as const)('after %j has a reason', (said, end, reason) => {
    expect(reasonOf(said, end)).toBe(reason);
  });
});

it.skipIf(process.platform !== 'linux')('a start without a display fetches nothing', async () => {
  let asked = 0;
  const mirror = createServer((_, response) => {
    asked += 1;
    response.destroy();
  });
  await new Promise<void>((resolve) => mirror.listen(0, '127.0.0.1', resolve));
  const address = mirror.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  try {
    const said = await new Promise<string>((resolve) => {
      execFile(
        process.execPath,
        [join(root, 'electron', 'scripts', 'start.mjs')],
        {
          env: {
            BATCHWATCH_RUNTIME: 'electron',
            ELECTRON_MIRROR: `http://127.0.0.1:${port}/`,
            // Nothing is installed there, wherever this runs.
            ELECTRON_OVERRIDE_DIST_PATH: folder,
          },
        },
        (_, stdout, stderr) => resolve(stdout + stderr),
      );
    });
    expect(said).toContain('there is no display');
    expect(asked).toBe(0);
  } finally {
    mirror.close();
  }
});
