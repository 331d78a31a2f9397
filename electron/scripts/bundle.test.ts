import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { newestIn } from './bundle.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'batchwatch-bundle-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Each file's modification, epoch s; folders are as old as can be. */
function tree(files: Readonly<Record<string, number>>): void {
  for (const [name, seconds] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '');
    utimesSync(path, seconds, seconds);
  }
  for (const name of ['rules/deep', 'rules', 'secrets', '.cache', '.']) {
    mkdirSync(join(folder, name), { recursive: true });
    utimesSync(join(folder, name), 1, 1);
  }
}

it('finds the newest file that something is built from', () => {
  tree({ 'compose.yaml': 10, 'rules/deep/rule.ts': 30, 'rules/rule.test.ts': 40 });
  expect(newestIn(folder)).toBe(30_000);
  expect(newestIn(join(folder, 'nothing'))).toBe(0);
});

it('does not look at settings and secrets, which nothing is built from', () => {
  tree({ 'compose.yaml': 10, '.env': 50, '.cache/x': 60, 'secrets/grafana_admin_password': 70 });
  expect(newestIn(folder)).toBe(10_000);
});

it('does not even open a folder of secrets, which may not be allowed', () => {
  tree({ 'compose.yaml': 10 });
  rmSync(join(folder, 'secrets'), { recursive: true });
  // Nobody can look behind this one, not even root, for whom a mode of 000 is no obstacle.
  symlinkSync('secrets', join(folder, 'secrets'));
  utimesSync(folder, 1, 1);
  expect(newestIn(folder)).toBe(10_000);
});
