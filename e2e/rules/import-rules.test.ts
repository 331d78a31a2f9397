import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { violations } from './import-rules';
import { readSource } from './module-references';

const root = join(import.meta.dirname, '..', '..');
const SOURCES = ['shared', 'renderer', 'electron'];

/** Everything that ships or is built from: no tests, no fixtures, no configuration of tools. */
function sourceFiles(): readonly string[] {
  return SOURCES.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name.split(sep).join('/')}`)
      .filter((path) => /\.(ts|tsx|mts|cts)$/.test(path))
      .filter((path) => !/\.test\.|\.config\.|\.d\.|\/fixtures\//.test(path)),
  );
}

describe('import rules', () => {
  const files = sourceFiles().map(
    (path) => [path, readSource(path, readFileSync(join(root, path), 'utf8'))] as const,
  );

  test('there is something to check', () => {
    expect(files.length).toBeGreaterThan(100);
    const references = files.flatMap(([, facts]) => facts.references);
    expect(references.length).toBeGreaterThan(files.length);
  });

  test('hold in every source file', () => {
    expect(files.flatMap(([path, facts]) => violations(path, facts))).toEqual([]);
  });

  test('Node is imported by its own prefix, so that the rules see it', () => {
    const bare = files.flatMap(([path, facts]) =>
      facts.references
        .filter(({ specifier }) => builtinModules.includes(specifier))
        .map(({ specifier }) => `${path}: ${specifier}`),
    );
    expect(bare).toEqual([]);
  });

  test.each<[string, string, string]>([
    ['shared/domain/x.ts', `import { readFile } from 'node:fs'`, 'pure'],
    ['shared/domain/x.ts', `import type { Engine } from '../../electron/engine/engine'`, 'pure'],
    ['shared/domain/x.ts', `export * from 'axios'`, 'pure'],
    ['renderer/state/x.ts', `import axios from 'axios'`, 'no network'],
    ['renderer/app/x.tsx', `const fs = await import('node:fs')`, 'no network'],
    ['renderer/app/x.tsx', `type T = import('../../electron/compose').T`, 'no network'],
    ['renderer/features/alerts/x.tsx', `import { a } from '../silences/a'`, 'each other'],
    [
      'renderer/features/alerts/x.tsx',
      `export { a } from '../../features/silences/a'`,
      'each other',
    ],
    ['renderer/features/alerts/deep/x.tsx', `const a = import('../../silences/a')`, 'each other'],
    ['renderer/ui/x.tsx', `import { a } from '../features/alerts/a'`, 'puts features together'],
    ['renderer/features/overview/x.tsx', `import { Line } from 'recharts'`, 'recharts'],
    ['renderer/features/overview/x.tsx', `import type { P } from 'recharts/types/x'`, 'recharts'],
    ['renderer/features/overview/x.tsx', `window.batchwatch.refresh()`, 'window.batchwatch'],
    ['renderer/state/x.ts', `const { refresh } = globalThis['batchwatch']`, 'window.batchwatch'],
    ['electron/engine/x.ts', `import { app } from 'electron'`, 'plain Node'],
    ['electron/engine/x.ts', `import type { App } from 'electron/main'`, 'plain Node'],
    ['electron/engine/x.ts', `import { a } from '../shell/log'`, 'plain Node'],
    ['electron/engine/x.ts', `new Worker(new URL('../demo/worker.ts', import.meta.url))`, 'plain'],
    ['electron/ipc/x.ts', `import { ipcMain } from 'electron'`, 'electron is loaded'],
    ['electron/compose.ts', `const { app } = require('electron')`, 'electron is loaded'],
    ['electron/demo/x.ts', `import { a } from '../engine/engine'`, 'demo'],
    ['electron/preload/x.ts', `import axios from 'axios'`, 'preload'],
    ['electron/shell/x.ts', `import { a } from '../stand-in/app'`, 'stand-in'],
    ['electron/shell/x.ts', `import { useState } from 'react'`, 'draws nothing'],
    ['electron/shell/x.ts', `import { a } from '../../e2e/support/a'`, 'tests'],
  ])('%s: %s', (path, text, reason) => {
    expect(violations(path, readSource(path, text)).join('\n')).toContain(reason);
  });

  test.each<[string, string]>([
    ['electron/ipc/x.ts', `import type { IpcMain } from 'electron'`],
    ['electron/shell/x.ts', `import { app } from 'electron'`],
    ['electron/preload/x.ts', `import { ipcRenderer } from 'electron'`],
    ['renderer/charts/x.tsx', `import { Line } from 'recharts'`],
    ['renderer/bridge/x.ts', `export const api = window.batchwatch`],
    ['renderer/features/alerts/x.tsx', `import { a } from '../../ui/a'; import './b'`],
    ['renderer/app/x.tsx', `const page = import('../features/alerts/AlertsPage')`],
    ['shared/domain/x.ts', `// window.batchwatch and 'electron' in a comment\nimport '../result'`],
  ])('allow %s: %s', (path, text) => {
    expect(violations(path, readSource(path, text))).toEqual([]);
  });
});
