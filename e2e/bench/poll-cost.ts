import { performance } from 'node:perf_hooks';
import { mergeAlerts } from '../../electron/engine/alerting/merge';
import { createAlertmanagerSource } from '../../electron/engine/sources/alertmanager';
import { createHttpClient } from '../../electron/engine/sources/http';
import { keyedDifference } from '../../electron/engine/state/difference';
import type { Alert } from '../../shared/domain/alerts';
import { parseEndpoint } from '../../shared/settings/settings';
import { decodeAlerts } from '../../shared/wire/alertmanager';
import { alertBytes } from './alert-bytes';
import { startAlertServer } from './alert-server';
import { median, type Row } from './row';

const WARM_UP = 3;
const ROUNDS = 15;
const NO_RULES = { healthy: true, alerts: [] };

/**
 * What a poll of `count` alerts costs beside parsing its bytes: over HTTP as the engine does it, decoded, merged into
 * the last list and compared with it; and the same without the network.
 */
export async function pollCost(count: number): Promise<readonly Row[]> {
  const server = await startAlertServer(count);
  const endpoint = parseEndpoint({ url: server.url });
  if (!endpoint.ok) throw new Error('the bench endpoint is wrong');
  const http = createHttpClient(endpoint.value, { secretTexts: [] }, { now: Date.now });
  const source = createAlertmanagerSource(http);
  const texts = Array.from({ length: 4 }, (_, round) => alertBytes(count, round).toString());
  const parse: number[] = [];
  const compute: number[] = [];
  const poll: number[] = [];
  let polled: Readonly<Record<string, Alert>> = {};
  let computed: Readonly<Record<string, Alert>> = {};
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const text = texts[round % texts.length] ?? '';
    const parsing = timed(() => JSON.parse(text) as unknown);
    const computing = timed(() => {
      const decoded = decodeAlerts(JSON.parse(text));
      if (!decoded.ok) throw new Error(decoded.error.message);
      computed = compare(computed, decoded.value.items, count);
    });
    const start = performance.now();
    const answer = await source.alerts(new AbortController().signal);
    if (!answer.ok) throw new Error(answer.error.message);
    polled = compare(polled, answer.value.value.items, count);
    const polling = performance.now() - start;
    if (round < WARM_UP) continue;
    parse.push(parsing);
    compute.push(computing);
    poll.push(polling);
  }
  http.close();
  await server.close();
  const against = { name: 'JSON.parse', value: median(parse) };
  const name = `${count.toLocaleString('en')} alerts`;
  return [
    { name: `poll + decode + compare, ${name}`, value: median(poll), unit: 'ms', against },
    { name: `parse + decode + compare, ${name}`, value: median(compute), unit: 'ms', against },
  ];
}

type AmAlerts = Parameters<typeof mergeAlerts>[1][number]['alerts'];

function compare(
  before: Readonly<Record<string, Alert>>,
  alerts: AmAlerts,
  count: number,
): Readonly<Record<string, Alert>> {
  const peers = [{ source: 'alertmanager:0', healthy: true, alerts }];
  const after = mergeAlerts(before, peers, NO_RULES, 0);
  keyedDifference(before, after);
  if (Object.keys(after).length !== count) throw new Error('alerts were lost');
  return after;
}

function timed(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}
