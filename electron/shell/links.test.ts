import { describe, expect, it } from 'vitest';
import { checkLink, openLink } from './links';

describe('link filter', () => {
  it('lets http and https through, as the URL parser reads them', () => {
    expect(checkLink('https://example.org/runbook?x=1#kv')).toEqual({
      ok: true,
      value: 'https://example.org/runbook?x=1#kv',
    });
    expect(checkLink('HTTP://EXAMPLE.org')).toEqual({ ok: true, value: 'http://example.org/' });
    expect(checkLink('http:example.org\\@evil.example')).toEqual({
      ok: true,
      value: 'http://example.org/@evil.example',
    });
  });

  it('refuses everything else with a reason', () => {
    for (const [address, reason] of [
      ['', 'malformed'],
      ['example.org', 'malformed'],
      ['file:///etc/passwd', 'scheme'],
      ['javascript:alert(1)', 'scheme'],
      ['data:text/html,x', 'scheme'],
      ['ms-msdt:/id', 'scheme'],
      ['smb://host/share', 'scheme'],
      ['vbscript:x', 'scheme'],
      ['app://batchwatch/', 'scheme'],
      ['https://user@example.org', 'credentials'],
      ['https://user:pw@example.org', 'credentials'],
      ['https://example.org@evil.example', 'credentials'],
      ['https://example.org/\n--flag', 'control-character'],
      ['java\tscript:alert(1)', 'control-character'],
      ['https://example.org/\u202Egpj.exe', 'control-character'],
      [`https://example.org/${'x'.repeat(2048)}`, 'too-long'],
    ]) {
      expect(checkLink(String(address)), address).toEqual({ ok: false, error: reason });
    }
  });

  it('opens nothing it refused', async () => {
    const opened: string[] = [];
    const shell = { openExternal: async (url: string) => void opened.push(url) };
    expect(await openLink(shell, 'file:///etc/passwd')).toEqual({ ok: false, error: 'scheme' });
    expect(await openLink(shell, 'https://example.org')).toEqual({ ok: true, value: null });
    expect(opened).toEqual(['https://example.org/']);
  });
});
