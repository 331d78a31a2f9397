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

  test('of a good server names it; notes make it a warning', () => {
    const report = { kind: 'ok', version: '3.5.0', latencyMs: 12, notes: [] } as const;
    expect(reportText(en, 'prometheus', endpoint(), report)).toMatchObject({
      tone: 'ok',
      title: 'Prometheus 3.5.0 answers',
    });
    const noted = { ...report, notes: ['no rules are loaded'] };
    expect(reportText(en, 'prometheus', endpoint(), noted)).toMatchObject({
      tone: 'warning',
      notes: ['no rules are loaded'],
    });
  });

  test('of another server says which', () => {
    const found = (name: string) =>
      reportText(en, 'prometheus', endpoint(), {
        kind: 'wrong-server',
        found: name,
        latencyMs: 3,
      }).title;
    expect(found('alertmanager')).toBe('This is an Alertmanager, not a Prometheus.');
    expect(found('Loki')).toBe('This is Loki, not a Prometheus.');
    expect(found('constructor')).toBe('This is constructor, not a Prometheus.');
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
});
