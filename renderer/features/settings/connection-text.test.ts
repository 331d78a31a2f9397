import { describe, expect, test } from 'vitest';
import type { Failure } from '../../../shared/domain/sources';
import { draftOf, type EndpointDraft } from '../../../shared/settings/draft';
import { defaultSettings, suggestedEnvironment } from '../../../shared/settings/settings';
import { textsFor } from '../../i18n/catalogue';
import { remedyOf, reportText } from './connection-text';

function endpoint(change: Partial<EndpointDraft> = {}): EndpointDraft {
  const settings = { ...defaultSettings(), environments: [suggestedEnvironment('p', 'p')] };
  const found = draftOf(settings).environments[0]?.prometheus;
  if (!found) throw new Error('no environment');
  return { ...found, ...change };
}

const failure = (kind: Failure['kind'], rest: Partial<Failure> = {}): Failure => ({
  kind,
  message: 'in its words',
  ...rest,
});

describe('the remedy', () => {
  test.each([
    [failure('network'), 'network'],
    [failure('tls', { message: 'unable to verify the first certificate' }), 'tls'],
    [failure('tls', { message: 'SSL routines::wrong version number' }), 'plainHttp'],
    [failure('timeout'), 'timeout'],
    [failure('unauthorized', { status: 401 }), 'authNeeded'],
    [failure('unauthorized', { status: 401, message: 'no org id' }), 'tenant'],
    [failure('status', { status: 404 }), 'notFound'],
    [failure('status', { status: 503 }), 'busy'],
    [failure('status', { status: 429 }), 'busy'],
    [failure('status', { status: 418 }), 'status'],
    [failure('redirect', { status: 302 }), 'redirect'],
    [failure('too-large'), 'tooLarge'],
    [failure('not-json'), 'notJson'],
    [failure('api-error'), 'apiError'],
    [failure('wrong-shape'), 'wrongShape'],
  ])('of %o is %s', (given, remedy) => {
    expect(remedyOf(given, endpoint())).toBe(remedy);
  });

  test('of refused credentials tells wrong ones from a lack of rights', () => {
    const bearer = endpoint({ authKind: 'bearer' });
    expect(remedyOf(failure('unauthorized', { status: 401 }), bearer)).toBe('authWrong');
    expect(remedyOf(failure('unauthorized', { status: 403 }), bearer)).toBe('forbidden');
  });
});

describe('a report', () => {
  const en = textsFor('en');

  const ok = (...notes: string[]) =>
    reportText(en, 'prometheus', endpoint(), {
      kind: 'ok',
      version: '3.5.0',
      latencyMs: 12,
      notes,
    });

  test('of a good server names it; only notes that matter make it a warning', () => {
    expect(ok('19 alerting rules loaded')).toEqual({
      tone: 'ok',
      title: 'Prometheus 3.5.0 answers',
      notes: ['19 alerting rules loaded.'],
    });
    for (const note of [
      '0 alerting rules loaded',
      'its rules cannot be read: HTTP 500',
      'the certificate is not checked',
      'something new',
    ]) {
      expect([note, ok(note).tone]).toEqual([note, 'warning']);
    }
    expect(ok('its rules cannot be read: HTTP 500: a: b').notes[0]).toContain('HTTP 500: a: b');
    expect(ok('something new').notes).toEqual(['something new']);
  });

  test.each([
    'the certificate is not checked',
    'credentials are sent without encryption',
    'certificates are set, but the URL is plain http',
    'not ready: Ingester not ready',
    'cluster settling, 3 member(s)',
    '2 alerting rules loaded',
  ])('says %j in Chinese', (note) => {
    const report = { kind: 'ok', version: '', latencyMs: 1, notes: [note] } as const;
    expect(reportText(textsFor('zh'), 'tempo', endpoint(), report).notes[0]).toMatch(
      /\p{Script=Han}/u,
    );
  });

  test('of another server says which, and where the right one is', () => {
    const found = (text: string) =>
      reportText(en, 'prometheus', endpoint(), {
        kind: 'wrong-server',
        found: text,
        latencyMs: 3,
      });
    expect(found('Alertmanager 0.28.1').title).toBe('This is Alertmanager 0.28.1, not Prometheus.');
    expect(found('a web page titled “Sign in”').title).toBe(
      'This is a web page titled “Sign in”, not Prometheus.',
    );
    expect(found('the right server at http://p:9090, without /graph')).toMatchObject({
      title: 'Prometheus answers at http://p:9090, without /graph.',
      suggestedUrl: 'http://p:9090',
    });
  });

  test('of a failure carries its words, its place and its status in both languages', () => {
    const report = {
      kind: 'failed',
      failure: failure('wrong-shape', { status: 200, path: 'data.result.3' }),
      latencyMs: 3,
    } as const;
    for (const language of ['en', 'zh'] as const) {
      const text = reportText(textsFor(language), 'tempo', endpoint(), report);
      expect(text.title).toContain('HTTP 200');
      expect(text.words).toContain('in its words');
      expect(text.words).toContain('data.result.3');
      expect(text.remedy).not.toBe('');
    }
  });

  test('of a failure below HTTP says what was found in the user’s language', () => {
    const reason = { code: 'refused', host: 'p:9090', system: 'ECONNREFUSED' } as const;
    const report = {
      kind: 'failed',
      failure: failure('network', { reason }),
      latencyMs: 3,
    } as const;
    const words = (language: 'en' | 'zh') =>
      reportText(textsFor(language), 'prometheus', endpoint(), report).words;
    expect(words('en')).toBe('connection refused by p:9090 (ECONNREFUSED)');
    expect(words('zh')).toBe('p:9090 拒绝连接（ECONNREFUSED）');
  });
});
