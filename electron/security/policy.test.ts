import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from './csp';
import { isAllowedNavigation } from './navigation';
import { isAllowedRequest } from './network';
import { indexOf, isOfPage, type PageOrigin, pageOrigin } from './origin';
import { isTrustedSender } from './sender';
import { webPreferences } from './web-preferences';

const APP: PageOrigin = { kind: 'app' };
const DEV: PageOrigin = { kind: 'dev', origin: 'http://localhost:5173' };

const directives = (csp: string) =>
  new Map(
    csp.split('; ').map((directive) => {
      const [name = '', ...values] = directive.split(' ');
      return [name, values] as const;
    }),
  );

describe('content security policy', () => {
  it('denies by default and allows only own files', () => {
    const policy = directives(contentSecurityPolicy(APP));
    expect(policy.get('default-src')).toEqual(["'none'"]);
    expect(policy.get('script-src')).toEqual(["'self'"]);
    for (const name of [
      'connect-src',
      'object-src',
      'base-uri',
      'form-action',
      'frame-ancestors',
    ]) {
      expect(policy.get(name), name).toEqual(["'none'"]);
    }
  });

  it('has no eval, no inline script, no wildcard and no foreign host', () => {
    const csp = contentSecurityPolicy(APP);
    expect(csp).not.toMatch(/unsafe-eval|wasm|\*|https?:|ws:|blob:/);
    expect(csp.match(/'unsafe-inline'/g)).toHaveLength(1);
    expect(directives(csp).get('style-src')).toContain("'unsafe-inline'");
  });

  it('is relaxed for the development server only', () => {
    const policy = directives(contentSecurityPolicy(DEV));
    expect(policy.get('connect-src')).toEqual(['http://localhost:5173', 'ws://localhost:5173']);
    expect(policy.get('default-src')).toEqual(["'none'"]);
  });
});

describe('page origin', () => {
  it('is the development server only on loopback and never in a packaged program', () => {
    expect(pageOrigin('http://localhost:5173', false)).toEqual(DEV);
    expect(pageOrigin('http://localhost:5173/x?y', false)).toEqual(DEV);
    for (const server of [
      undefined,
      '',
      'http://evil.example:5173',
      'http://localhost.evil.example:5173',
      'https://localhost:5173',
      'http://localhost',
      'file:///tmp',
      'javascript:1',
    ]) {
      expect(pageOrigin(server, false), server).toEqual(APP);
    }
    expect(pageOrigin('http://localhost:5173', true)).toEqual(APP);
  });

  it('is compared whole', () => {
    expect(isOfPage(indexOf(APP), APP)).toBe(true);
    expect(isOfPage('app://batchwatch/#/alerts', APP)).toBe(true);
    for (const address of [
      'app://batchwatch.evil/',
      'app://evil/batchwatch',
      'app://user@batchwatch/',
      'app://batchwatch:80/',
      'http://batchwatch/',
      'file:///index.html',
      'http://localhost:5173/',
      'not a url',
      '',
    ]) {
      expect(isOfPage(address, APP), address).toBe(false);
    }
    expect(isOfPage('http://localhost:5174/', DEV)).toBe(false);
    expect(isOfPage('http://localhost:5173/src/main.tsx', DEV)).toBe(true);
  });
});

describe('requests and navigation', () => {
  it('stay within the page', () => {
    expect(isAllowedRequest('app://batchwatch/assets/a.js', APP)).toBe(true);
    expect(isAllowedRequest('data:image/png;base64,AAAA', APP)).toBe(true);
    for (const address of [
      'https://example.org/x',
      'http://localhost:9090/api/v1/query',
      'ws://localhost:1/',
      'data:text/html,<script>1</script>',
      'blob:app://batchwatch/1',
      'file:///etc/passwd',
      'devtools://devtools/bundled/x.js',
      'chrome-extension://x/y',
    ]) {
      expect(isAllowedRequest(address, APP), address).toBe(false);
      expect(isAllowedNavigation(address, APP), address).toBe(false);
    }
  });

  it('let development reach its own server and the developer tools', () => {
    expect(isAllowedRequest('ws://localhost:5173/', DEV)).toBe(true);
    expect(isAllowedRequest('devtools://devtools/bundled/x.js', DEV)).toBe(true);
    expect(isAllowedRequest('https://example.org/', DEV)).toBe(false);
    expect(isAllowedNavigation('http://localhost:5173/', DEV)).toBe(true);
    expect(isAllowedNavigation('app://batchwatch/', DEV)).toBe(false);
  });
});

describe('sender', () => {
  const expected = { contentsId: 7, origin: 'app://batchwatch' };
  const frame = { origin: 'app://batchwatch', parent: null };
  const good = { sender: { id: 7 }, senderFrame: frame };

  it('is the main frame of our window on our page', () => {
    expect(isTrustedSender(good, expected)).toBe(true);
  });

  it('is nobody else', () => {
    expect(isTrustedSender({ ...good, senderFrame: null }, expected)).toBe(false);
    expect(isTrustedSender({ ...good, sender: { id: 8 } }, expected)).toBe(false);
    expect(isTrustedSender(good, { ...expected, contentsId: undefined })).toBe(false);
    for (const origin of ['https://evil.example', 'null', '', 'app://batchwatch.evil']) {
      expect(isTrustedSender({ ...good, senderFrame: { ...frame, origin } }, expected)).toBe(false);
    }
    expect(isTrustedSender({ ...good, senderFrame: { ...frame, parent: frame } }, expected)).toBe(
      false,
    );
  });
});

describe('web preferences', () => {
  it('isolate the page', () => {
    expect(webPreferences('/preload.cjs', false)).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: false,
    });
  });
});
