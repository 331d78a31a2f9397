import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NEEDS } from '../scripts/prepare.mjs';
import { root } from '../scripts/running.mjs';

const read = (name: string) => readFileSync(join(root, name), 'utf8');

/** What a JSON file says of Node at the end of a path of keys. */
function nodeIn(file: string, ...keys: readonly string[]): unknown {
  return [...keys, 'engines', 'node'].reduce<unknown>(
    (value, key) => new Map(Object.entries(value ?? {})).get(key),
    JSON.parse(read(file)),
  );
}

describe('the version of Node', () => {
  it('is the same in the package, the lock and the README', () => {
    const range = nodeIn('package.json');
    expect(range).toBe('^20.19.0 || ^22.12.0 || >=24.0.0');
    expect(nodeIn('package-lock.json', 'packages', '')).toBe(range);
    expect(read('README.md')).toContain('Node 20.19, 22.12 or 24');
  });
});

describe('the continuous run', () => {
  it('installs nothing that `npm test` would not install by itself', () => {
    const [, packages = ''] =
      /--no-install-recommends(.*?)\nnpm ci/s.exec(read('.ci/run').replaceAll('\\\n', '')) ?? [];
    const known = NEEDS.flatMap((need) => need.packages);
    expect(packages.trim().split(/\s+/).sort()).toEqual([...known].sort());
  });
});

const GIT = ['-c', 'safe.directory=*', '-C', root];

// A copy without its history has no attributes to ask for.
const inGit = spawnSync('git', [...GIT, 'rev-parse', '--is-inside-work-tree']).status === 0;
describe.skipIf(!inGit)('a checkout on Windows', () => {
  const attributes = (path: string) =>
    Object.fromEntries(
      execFileSync('git', ['check-attr', 'text', 'eol', '--', path], {
        cwd: root,
        encoding: 'utf8',
      })
        .trim()
        .split('\n')
        .map((line) => line.split(': ').slice(1)),
    );

  it('has the same texts: the generated files and the formatter compare them byte by byte', () => {
    expect(attributes('package.json')).toEqual({ text: 'auto', eol: 'lf' });
    expect(attributes('.ci/run')).toEqual({ text: 'auto', eol: 'lf' });
  });

  it('leaves pictures and what servers sent as they are', () => {
    for (const name of readdirSync(join(root, 'assets')).filter((file) =>
      /\.(png|ic)/.test(file),
    )) {
      expect(attributes(`assets/${name}`)).toMatchObject({ text: 'unset' });
    }
    const page = 'e2e/fixtures/bad-input/nginx-502.html';
    expect(attributes(page)).toMatchObject({ text: 'unset' });
    expect(read(page)).toContain('\r\n');
  });
});
