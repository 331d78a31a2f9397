import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Row } from './row';

/** What the page fetches before it shows anything: the files that index.html names, gzipped, beside everything built. */
export function firstLoad(rendererDir: string): readonly Row[] {
  const html = readFileSync(join(rendererDir, 'index.html'), 'utf8');
  const named = [...html.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].flatMap(([, file]) => file ?? []);
  const all = readdirSync(rendererDir, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(js|css)$/.test(file),
  );
  const size = (file: string) =>
    gzipSync(readFileSync(join(rendererDir, file)), { level: 9 }).length;
  const total = (files: readonly string[]) =>
    files.reduce((sum, file) => sum + size(file), 0) / 1000;
  return [
    {
      name: 'renderer, first load (gzip)',
      value: total(named.filter((file) => /\.(js|css)$/.test(file))),
      unit: 'kB',
      against: { name: 'everything built', value: total(all) },
    },
  ];
}
