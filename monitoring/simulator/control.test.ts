import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadAt, phaseOf } from '../../shared/simulation/scenario';
import { type Course, changeCourse, parseChange, passedSeconds, scenarioOf } from './control';
import { parseOptions } from './options';
import { type Simulator, startSimulator } from './simulator';

describe('a change', () => {
  it.each([
    ['{', 'the body is not JSON'],
    ['"x"', 'the body must be an object'],
    ['{}', 'give scenario, speed or load'],
    ['{"scenario":"storm"}', '"scenario" must be one of steady, ramp'],
    ['{"speed":0}', '"speed" must be a number from 0.1 to 60'],
    ['{"speed":"2"}', '"speed" must be a number'],
    ['{"load":11}', '"load" must be a number from 0 to 10'],
    ['{"load":1e999}', '"load" must be a number'],
    ['{"lode":1}', '"lode" is not known'],
  ])('%s is refused in one line', (text, message) => {
    const parsed = parseChange(text);
    expect(parsed.ok ? '' : parsed.error).toContain(message);
    expect(parsed.ok ? '' : parsed.error).not.toContain('\n');
  });

  it('begins a scenario that is named, and goes on with another speed', () => {
    const start: Course = {
      control: { scenario: 'ramp', speed: 1, load: 1 },
      at: 0,
      seconds: 0,
    };
    const faster = changeCourse(start, { speed: 4 }, 40);
    expect(passedSeconds(faster, 40)).toBe(40);
    expect(passedSeconds(faster, 50)).toBe(80);
    const [plan] = scenarioOf(faster, 1).instances;
    const load = (at: number) => loadAt(plan?.load ?? [], phaseOf(at, 300));
    // the ramp's plateau of 21 a second begins at its second 150, 110 s later, four times as fast
    expect(load(40 + 110 / 4)).toBeCloseTo(21);
    expect(load(40 + 80 / 4)).toBeCloseTo(24);
    const anew = changeCourse(faster, { scenario: 'ramp', load: 2 }, 1000);
    expect(passedSeconds(anew, 1000)).toBe(0);
    const [doubled] = scenarioOf(anew, 1).instances;
    expect(loadAt(doubled?.load ?? [], phaseOf(1000, 300))).toBeCloseTo(10);
  });
});

describe('the control', () => {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startSimulator({ port: 0, instances: 1, now: () => 0 });
  });
  afterAll(() => simulator.stop());

  const JSON_TYPE = { 'content-type': 'application/json' };

  function ask(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>> = {},
    body = '',
  ): Promise<{ status: number; body: unknown }> {
    return new Promise((resolve, reject) => {
      const outgoing = request(simulator.url + path, { method, headers }, (response) => {
        let text = '';
        response.on('data', (chunk) => {
          text += String(chunk);
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) }),
        );
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }

  it('shows what runs, with the requests by state', async () => {
    const { status, body } = await ask('GET', '/control');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      scenario: 'steady',
      speed: 1,
      load: 1,
      seconds: 0,
      instances: [
        {
          instance: 'gpu-a-0:8000',
          requests: { PENDING: 0, PREFILLING: 0, DECODING: 0, FINISHED: 0, FAILED: 0 },
          kvUsed: 0,
        },
      ],
      exports: { metrics: null, traces: null },
    });
  });

  it('changes what runs', async () => {
    const { status, body } = await ask(
      'POST',
      '/control',
      JSON_TYPE,
      '{"scenario":"errors","load":2}',
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({ scenario: 'errors', speed: 1, load: 2 });
    expect(simulator.state()).toMatchObject({ scenario: 'errors', load: 2 });
  });

  it.each([
    ['a page of the web', { ...JSON_TYPE, origin: 'http://example.org' }, '{"load":1}', 403],
    ['a name that is not this machine', { ...JSON_TYPE, host: 'example.org' }, '{"load":1}', 403],
    ['a form', { 'content-type': 'text/plain' }, '{"load":1}', 415],
    ['nonsense', JSON_TYPE, 'load=1', 400],
    ['a flood', JSON_TYPE, `"${'x'.repeat(5000)}"`, 400],
  ])('refuses %s', async (_, headers, body, status) => {
    const before = simulator.state();
    expect((await ask('POST', '/control', headers, body)).status).toBe(status);
    expect(simulator.state()).toEqual(before);
  });

  it('knows no other methods and paths', async () => {
    expect((await ask('DELETE', '/control')).status).toBe(405);
    expect((await ask('POST', '/metrics', JSON_TYPE)).status).toBe(405);
    expect((await ask('GET', '/nothing')).status).toBe(404);
    expect((await ask('GET', '/metrics/gpu-z:1')).status).toBe(503);
  });
});

describe('command line', () => {
  it('takes everything', () => {
    const args =
      '--port 1 --instances=2 --scenario ramp --speed 2 --load 0.5 --seed 3 --interval 10 --host 0.0.0.0 --otlp-metrics http://a/b --otlp-traces=https://c/v1/traces';
    expect(parseOptions(args.split(' '))).toEqual({
      ok: true,
      value: {
        port: 1,
        instances: 2,
        scenario: 'ramp',
        speed: 2,
        load: 0.5,
        seed: 3,
        intervalSeconds: 10,
        host: '0.0.0.0',
        otlpMetrics: 'http://a/b',
        otlpTraces: 'https://c/v1/traces',
      },
    });
    expect(parseOptions([])).toEqual({ ok: true, value: { port: 9600 } });
  });

  it.each([
    [['--port', 'x'], '--port needs a whole number from 0 to 65535'],
    [['--instances', '0'], '--instances needs a whole number from 1 to 16'],
    [['--speed'], '--speed needs a number'],
    [['--scenario', 'storm'], '--scenario must be one of steady'],
    [['--otlp-traces', 'ftp://x'], '--otlp-traces needs an http or https URL'],
    [['--what'], 'unknown option "--what"'],
  ])('refuses %j', (args, message) => {
    const parsed = parseOptions(args);
    expect(parsed.ok ? '' : parsed.error).toContain(message);
  });
});
