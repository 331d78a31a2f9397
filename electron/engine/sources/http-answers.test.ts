import { describe, expect, it } from 'vitest';
import { badInput } from '../../../e2e/fixtures/bad-input/bad-input';
import { cleanUpAfterEach, clientFor, failureOf, get } from '../../../e2e/fixtures/loopback-client';
import { answer } from '../../../e2e/fixtures/scripted-server';
import type { Failure } from '../../../shared/domain/sources';

cleanUpAfterEach();

describe('statuses', () => {
  const failing = async (
    status: number,
    contentType: string,
    body: string,
    headers: Record<string, string> = {},
  ): Promise<Failure> => {
    const { client } = await clientFor((_, r) => answer(r, status, contentType, body, headers));
    return failureOf(get(client));
  };

  it.each([
    [401, 'text/plain', 'Unauthorized\n', 'unauthorized', '401 Unauthorized: Unauthorized'],
    [
      403,
      'application/json',
      '{"message":"no access to this tenant"}',
      'unauthorized',
      '403 Forbidden: no access to this tenant',
    ],
    [404, 'text/plain', '404 page not found\n', 'status', '404 Not Found: 404 page not found'],
    [
      410,
      'application/json',
      '{"status":"deprecated","error":"gone for good"}',
      'api-error',
      'gone for good',
    ],
    [
      400,
      'application/json',
      '{"status":"error","errorType":"bad_data","error":"parse error"}',
      'api-error',
      'bad_data: parse error',
    ],
    [400, 'application/json', '"bad matcher"', 'api-error', 'bad matcher'],
    [
      422,
      'application/json',
      '{"code":612,"message":"matchers required"}',
      'api-error',
      'matchers required',
    ],
    [
      429,
      'application/json',
      '{"status":"error","errorType":"x","error":"slow down"}',
      'status',
      '429 Too Many Requests: x: slow down',
    ],
    [
      500,
      'application/json',
      '"cannot list silences"',
      'status',
      '500 Internal Server Error: cannot list silences',
    ],
    [
      502,
      'text/html',
      badInput('nginx-502.html'),
      'status',
      '502 Bad Gateway: an HTML page titled “502 Bad Gateway”',
    ],
    [
      503,
      'text/plain',
      'Limit of concurrent GET requests reached (8), try again later.\n',
      'status',
      '503 Service Unavailable: Limit of concurrent GET requests reached (8), try again later.',
    ],
    [500, 'text/plain', '', 'status', '500 Internal Server Error'],
    [599, 'text/plain', '', 'status', '599 unknown status'],
  ])('%i %s is told with the server’s words', async (status, type, body, kind, message) => {
    expect(await failing(status, type, body)).toEqual({ kind, message, status });
  });

  it('cuts a long error text to one line of 300 characters', async () => {
    const failure = await failing(500, 'text/plain', `a\u0000\n\u001b[31m${'long '.repeat(5000)}`);
    expect(failure.message).toHaveLength(300);
    expect(failure.message).toMatch(/^500 Internal Server Error: a \[31mlong long [^\p{Cc}]*…$/u);
  });

  it.each([
    [{ 'Retry-After': '7' }, 7000],
    [{ 'Retry-After': '999999' }, 3_600_000],
    [
      { 'Retry-After': 'Sun, 22 Nov 2026 16:00:30 GMT', Date: 'Sun, 22 Nov 2026 16:00:00 GMT' },
      30_000,
    ],
    [{ 'Retry-After': 'Sun, 22 Nov 2026 15:00:00 GMT', Date: 'Sun, 22 Nov 2026 16:00:00 GMT' }, 0],
    [{ 'Retry-After': 'soon' }, undefined],
    [{}, undefined],
  ])('reads %j as %s ms', async (headers, ms) => {
    const failure = await failing(429, 'text/plain', 'slow down', headers);
    expect(failure.retryAfterMs).toBe(ms);
    expect(failure.kind).toBe('status');
  });

  it.each([
    [
      302,
      'https://login.example.org/sso?state=s3cr3t',
      'redirects to https://login.example.org, which is not followed',
    ],
    [
      301,
      '/prometheus/graph',
      /^redirects within http:\/\/127\.0\.0\.1:\d+: is the path of the URL right\?$/,
    ],
    [307, 'javascript:alert(1)', 'redirects to a javascript: address, which is not followed'],
    [308, 'http://[', 'redirects, without saying where'],
    [303, undefined, 'redirects, without saying where'],
  ])('does not follow %i to %s', async (status, location, message) => {
    const { server, client } = await clientFor(
      (_, r) =>
        answer(r, status, 'text/plain', '', location === undefined ? {} : { Location: location }),
      { auth: { kind: 'bearer', token: { secret: 'tok' } } },
    );
    const failure = await failureOf(get(client));
    expect(failure).toMatchObject({ kind: 'redirect', status });
    expect(failure.message).toEqual(
      typeof message === 'string' ? message : expect.stringMatching(message),
    );
    expect(failure.message).not.toContain('s3cr3t');
    expect(server.seen).toHaveLength(1);
  });
});

describe('no JSON', () => {
  it.each([
    [badInput('grafana.html'), 'expected JSON, found an HTML page titled “Grafana”'],
    [
      badInput('sign-in.html'),
      'expected JSON, found an HTML page titled “Sign in & continue <script>alert(1)</script>”',
    ],
    [
      badInput('alerts-truncated.json.txt'),
      /^expected JSON, found JSON that ends early, after \d+ characters$/,
    ],
    ['{"a": 1', 'expected JSON, found JSON that ends early, after 7 characters'],
    ['{"a": 1}}', 'expected JSON, found damaged JSON'],
    ['[NaN]', 'expected JSON, found damaged JSON'],
    ['', 'expected JSON, found an empty answer'],
    [
      'Prometheus Server is Ready.\n',
      'expected JSON, found text that begins “Prometheus Server is Ready.”',
    ],
    ['<?xml version="1.0"?><a/>', 'expected JSON, found XML or HTML'],
    ['<html><body>hi</body></html>', 'expected JSON, found an HTML page'],
  ])('%j', async (body, message) => {
    const { client } = await clientFor((_, r) => answer(r, 200, 'application/json', body));
    const failure = await failureOf(get(client));
    expect(failure).toMatchObject({ kind: 'not-json', status: 200 });
    expect(failure.message).toEqual(
      typeof message === 'string' ? message : expect.stringMatching(message),
    );
  });
});
