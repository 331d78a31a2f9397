import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { installedElectron, type Machine, sandboxObstacle } from './electron-binary.mjs';

const FOLDER = join('/', 'electron');
const BINARY = join(FOLDER, 'dist', 'electron');
const RESTRICTED = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns';

function machine(
  files: Readonly<Record<string, string>>,
  modes: Readonly<Record<string, { readonly uid: number; readonly mode: number }>> = {},
  uid = 1000,
): Machine {
  return {
    platform: 'linux',
    uid,
    read: (path) => files[path],
    stat: (path) => modes[path] ?? (path in files ? { uid, mode: 0o100755 } : undefined),
  };
}

describe('the installed Electron', () => {
  const whole = {
    [join(FOLDER, 'path.txt')]: 'electron',
    [join(FOLDER, 'dist', 'version')]: '45.4.1',
    [BINARY]: '',
  };
  const find = (files: Readonly<Record<string, string>>, env = {}) =>
    installedElectron(FOLDER, '45.4.1', { ...machine(files), env });
  const without = (name: string) =>
    Object.fromEntries(Object.entries(whole).filter(([path]) => path !== join(FOLDER, name)));

  it('is there when it is whole', () => {
    expect(find(whole)).toBe(BINARY);
    expect(find({ ...whole, [join(FOLDER, 'dist', 'version')]: 'v45.4.1\n' })).toBe(BINARY);
  });

  it.each(['path.txt', join('dist', 'version'), join('dist', 'electron')])(
    'is not there while %s is missing: somebody ended the download half-way',
    (name) => {
      expect(find(without(name))).toBeUndefined();
    },
  );

  it('is not there in another version', () => {
    expect(find({ ...whole, [join(FOLDER, 'dist', 'version')]: '44.0.0' })).toBeUndefined();
  });

  it('is the one that somebody names, whatever the package has', () => {
    const own = join('/', 'own');
    const env = { ELECTRON_OVERRIDE_DIST_PATH: own };
    expect(find({ [join(own, 'electron')]: '' }, env)).toBe(join(own, 'electron'));
    expect(find(whole, env)).toBeUndefined();
  });
});

describe('the sandbox', () => {
  const helper = join(FOLDER, 'dist', 'chrome-sandbox');
  const setuid = { [helper]: { uid: 0, mode: 0o104755 } };

  it('cannot be built where user namespaces are restricted and the helper is not root`s', () => {
    const obstacle = sandboxObstacle(BINARY, machine({ [RESTRICTED]: '1\n', [helper]: '' }));
    expect(obstacle).toContain(`sudo chmod 4755 "${helper}"`);
    expect(sandboxObstacle(BINARY, machine({ [RESTRICTED]: '1\n' }))).toBe(obstacle);
    const owned = { [helper]: { uid: 0, mode: 0o100755 } };
    expect(sandboxObstacle(BINARY, machine({ [RESTRICTED]: '1\n' }, owned))).toBe(obstacle);
  });

  it.each<[string, Machine]>([
    ['is root`s with mode 4755', machine({ [RESTRICTED]: '1\n' }, setuid)],
    ['is not needed: nothing is restricted', machine({ [RESTRICTED]: '0\n' })],
    ['is not needed: there is no such restriction', machine({})],
    ['is not asked for: root starts without it', machine({ [RESTRICTED]: '1\n' }, {}, 0)],
    ['is another one', { ...machine({ [RESTRICTED]: '1\n' }), platform: 'darwin' }],
  ])('can be built where the helper %s', (_, where) => {
    expect(sandboxObstacle(BINARY, where)).toBeUndefined();
  });
});
