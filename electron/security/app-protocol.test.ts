import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appPath } from './app-path';
import { createAppProtocol } from './app-protocol';
import { contentSecurityPolicy } from './csp';

let dir: string;
let handler: (request: Request) => Promise<Response>;
const refused: string[] = [];

beforeAll(async () => {
  dir = await realpath(await mkdtemp(join(tmpdir(), 'app-')));
  const root = join(dir, 'renderer');
  await mkdir(join(root, 'assets'), { recursive: true });
  await writeFile(join(root, 'index.html'), '<!doctype html>index');
  await writeFile(join(root, 'assets', 'index-a1_B2.js'), 'script');
  await writeFile(join(root, '.hidden'), 'hidden');
  await writeFile(join(dir, 'secret.txt'), 'outside');
  await mkdir(join(dir, 'renderer-sibling'));
  await writeFile(join(dir, 'renderer-sibling', 'a.js'), 'sibling');
  await symlink(join(dir, 'secret.txt'), join(root, 'link.txt'));
  await symlink(dir, join(root, 'up'));
  handler = createAppProtocol({
    root,
    csp: contentSecurityPolicy({ kind: 'app' }),
    onRefused: (_address, reason) => refused.push(reason),
  });
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const get = (address: string, init?: RequestInit) => handler(new Request(address, init));

describe('app://batchwatch', () => {
  it('serves the page with its type, the policy and nosniff', async () => {
    for (const [address, type, text] of [
      ['app://batchwatch/', 'text/html; charset=utf-8', '<!doctype html>index'],
      ['app://batchwatch/index.html?x=1', 'text/html; charset=utf-8', '<!doctype html>index'],
      ['app://batchwatch/assets/index-a1_B2.js', 'text/javascript; charset=utf-8', 'script'],
    ] as const) {
      const response = await get(address);
      expect(response.status).toBe(200);
      expect(await response.text()).toBe(text);
      expect(response.headers.get('content-type')).toBe(type);
    }
  });

  it('sends the policy and nosniff with every answer, refusals included', async () => {
    for (const address of ['app://batchwatch/', 'app://batchwatch/nothing.js', 'app://evil/']) {
      const { headers } = await get(address);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  const attacks = [
    'app://batchwatch/../secret.txt',
    'app://batchwatch/%2e%2e/secret.txt',
    'app://batchwatch/%2e%2e%2fsecret.txt',
    'app://batchwatch/..%2fsecret.txt',
    'app://batchwatch/..%5csecret.txt',
    'app://batchwatch/..\\secret.txt',
    'app://batchwatch/assets/..\\..\\..\\secret.txt',
    'app://batchwatch/%252e%252e%252fsecret.txt',
    'app://batchwatch/assets/%2e%2e/%2e%2e/secret.txt',
    'app://batchwatch//etc/passwd',
    'app://batchwatch/%2fetc/passwd',
    'app://batchwatch/etc%00/passwd',
    'app://batchwatch/index.html%00.js',
    'app://batchwatch/C:/Windows/win.ini',
    'app://batchwatch/index.html::$DATA',
    'app://batchwatch/..renderer-sibling/a.js',
    'app://batchwatch/../renderer-sibling/a.js',
    'app://batchwatch/.hidden',
    'app://batchwatch/link.txt',
    'app://batchwatch/up/secret.txt',
    'app://batchwatch/%ff',
    'app://batchwatch/%',
    'app://batchwatch/assets',
    'app://batchwatch/assets/',
    'app://batchwatch./secret.txt',
    'app://user@batchwatch/index.html',
    'app://evil/index.html',
    'http://batchwatch/index.html',
    'file:///etc/passwd',
  ];
  for (const address of attacks) {
    it(`gives nothing for ${address}`, async () => {
      const before = refused.length;
      // `Request` refuses credentials in a URL; Electron's own request may not.
      const response = await handler(requestFor(address));
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(await response.text()).not.toMatch(/outside|hidden|sibling|root:|index/);
      expect(refused.length).toBe(before + 1);
    });
  }

  it('answers only reads that the page itself made', async () => {
    expect((await get('app://batchwatch/', { method: 'POST', body: 'x' })).status).toBe(405);
    const foreign = Object.assign(new Request('app://batchwatch/'), {
      initiatorOrigin: 'https://evil.example',
    });
    expect((await handler(foreign)).status).toBe(403);
    const own = Object.assign(new Request('app://batchwatch/'), {
      initiatorOrigin: 'app://batchwatch',
    });
    expect((await handler(own)).status).toBe(200);
  });
});

function requestFor(address: string): Request {
  const request = new Request('app://batchwatch/');
  Object.defineProperty(request, 'url', { value: address });
  return request;
}

describe('containment', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '..',
      '.',
      '/',
      '\\',
      '%2e',
      '%2E%2e',
      '%2f',
      '%5c',
      '%00',
      '%25',
      '%c0%ae',
      ':',
      '~',
      ' ',
      'index.html',
      'assets',
    ),
    fc.string({ maxLength: 6 }),
    fc.string({ unit: 'binary', maxLength: 4 }),
  );

  it('no address leads out of the folder, on any platform', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const path = appPath(`app://batchwatch/${pieces.join('')}`);
        if (!path.ok) return;
        const root = resolve('/srv/renderer');
        expect(resolve(root, ...path.value).startsWith(root + sep)).toBe(true);
        for (const segment of path.value) expect(segment).toMatch(/^[\w-][\w.@-]*$/);
      }),
      { numRuns: 3000 },
    );
  });

  it('every name the build gives its files is served', () => {
    for (const name of ['index.html', 'assets/react-Ab_3-x.js', 'assets/index-D-zE9.css']) {
      expect(appPath(`app://batchwatch/${name}`)).toEqual({ ok: true, value: name.split('/') });
    }
  });
});
