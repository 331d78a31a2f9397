import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routeOfLink } from '../../electron/shell/deep-link';
import { headerOf, partOf } from '../../monitoring/sinks/mime';
import { describeWithServers } from '../support/describe-with-servers';
import type { ServerVersion } from '../support/server-binaries';
import { tempFolder } from '../support/temp-folder';
import {
  amtool,
  type Delivery,
  type PostedAlert,
  SHIPPED_FOLDER,
  startDelivery,
} from './support/delivery';

const SHIPPED = join(SHIPPED_FOLDER, 'alertmanager.yml');

/** What the header of the shipped file promises. */
const ROUTES = [
  {
    labels: ['alertname=HighMemoryUsage', 'severity=critical'],
    to: 'pagerduty-notifications,email-notifications',
  },
  {
    labels: ['alertname=HighTTFT', 'severity=warning'],
    to: 'slack-notifications,email-notifications',
  },
  { labels: ['alertname=NoActiveRequests', 'severity=info'], to: 'slack-notifications' },
  { labels: ['alertname=Watchdog', 'severity=none'], to: 'watchdog-heartbeat' },
  { labels: ['alertname=Other', 'severity=page'], to: 'email-notifications' },
  { labels: ['alertname=Other'], to: 'email-notifications' },
];

for (const version of ['installed', 'newer'] as const satisfies readonly ServerVersion[]) {
  describeWithServers('the shipped Alertmanager', { servers: ['alertmanager'], version }, () => {
    describe('configuration', () => configuration(version));
    describe('the printed original', () => printedOriginal(version));
    describe('delivery', () => delivery(version));
    describe('hostile text', () => hostileText(version));
    describe('maintenance', () => maintenance(version));
    describe('in Chinese', () => inChinese(version));
    describe('several severities in one message', () => mixedSeverities(version));
  });
}

function configuration(version: ServerVersion): void {
  it('loads with its templates', async () => {
    const said = await amtool(version, ['check-config', SHIPPED]);
    expect(said).toContain('SUCCESS');
    expect(said).toContain('2 templates');
    expect(said).not.toContain('FAILED');
  });

  for (const { labels, to } of ROUTES) {
    it(`routes ${labels.join(' ')} to ${to}`, async () => {
      const args = ['config', 'routes', 'test', `--config.file=${SHIPPED}`];
      const said = await amtool(version, [...args, `--verify.receivers=${to}`, ...labels]);
      expect(said.trim()).toBe(to);
    });
  }
}

/** Why the shipped file differs from the specification's. */
function printedOriginal(version: ServerVersion): void {
  const folder = tempFolder('printed');
  afterAll(() => folder.remove());
  const file = join(folder.path, 'alertmanager.yml');
  const check = async (config: object) => {
    writeFileSync(file, JSON.stringify(config));
    return amtool(version, ['check-config', file]);
  };
  const email = { to: 'a@example.org', from: 'b@example.org', smarthost: 'mail.example.org:587' };
  const receivers = ['email', 'slack', 'pagerduty'].map((name) => ({
    name: `${name}-notifications`,
  }));
  const route = {
    receiver: 'email-notifications',
    routes: [
      { matchers: ['severity="critical"'], receiver: 'pagerduty-notifications', continue: true },
      { matchers: ['severity="warning"'], receiver: 'slack-notifications', continue: true },
      { matchers: ['severity="info"'], receiver: 'slack-notifications' },
    ],
  };

  it.each(['subject', 'body'])('is refused for the e-mail field %s', async (field) => {
    const one = (more: object) => ({
      route: { receiver: 'email' },
      receivers: [{ name: 'email', email_configs: [{ ...email, ...more }] }],
    });
    await expect(check(one({}))).resolves.toContain('SUCCESS');
    await expect(check(one({ [field]: 'text' }))).rejects.toThrow(`field ${field} not found`);
  });

  it('mails neither critical nor warning alerts', async () => {
    await expect(check({ route, receivers })).resolves.toContain('SUCCESS');
    const args = ['config', 'routes', 'test', `--config.file=${file}`];
    for (const [severity, to] of [
      ['critical', 'pagerduty-notifications'],
      ['warning', 'slack-notifications'],
    ]) {
      const said = await amtool(version, [...args, `severity=${severity}`]);
      expect(said.trim()).toBe(to);
    }
  });
}

function alert(alertname: string, severity: string, more: PostedAlert['labels'] = {}): PostedAlert {
  return {
    labels: { alertname, severity, service: 'transformers', ...more },
    annotations: {
      summary: `summary of ${alertname}`,
      description: `description of ${alertname}`,
      summary_zh: `${alertname} 的摘要`,
      description_zh: `${alertname} 的说明`,
      runbook_url: `https://runbooks.example.org/${alertname}`,
    },
  };
}

/** Each test has alert names or services of its own, so that none sees another's messages. */
function delivery(version: ServerVersion): void {
  let out: Delivery;
  beforeAll(async () => {
    out = await startDelivery({ version, environment: 'stack', auth: ['PLAIN', 'LOGIN'] });
  });
  afterAll(() => out.dispose());

  it('sends a critical alert to PagerDuty and by e-mail, and says when it is over', async () => {
    const critical = alert('HighMemoryUsage', 'critical', { instance: 'pod-1' });
    await out.post(critical);
    const mail = await out.mail('HighMemoryUsage');
    const trigger = await out.posted('pagerduty', 'HighMemoryUsage');
    const fingerprint = await out.fingerprintOf('HighMemoryUsage');

    expect(mail).toMatchObject({
      from: 'alertmanager@example.org',
      to: ['operations@example.org'],
      user: 'alertmanager@example.org',
      password: 'not-a-secret',
    });
    expect(mail.mail.subject).toBe(
      '[FIRING] critical: HighMemoryUsage · transformers · pod-1 (1 firing, 0 resolved)',
    );
    expect(headerOf(mail.mail.headers, 'to')).toBe('operations@example.org');
    expect(mail.mail.parts.map((part) => part.type)).toEqual(['text/plain', 'text/html']);
    for (const type of ['text/plain', 'text/html']) {
      const text = partOf(mail.mail, type);
      for (const expected of [
        'summary of HighMemoryUsage',
        'description of HighMemoryUsage',
        'critical',
        'transformers',
        'pod-1',
        'https://runbooks.example.org/HighMemoryUsage',
        `batchwatch://alert/stack/${fingerprint}`,
      ]) {
        expect(text, `${type}: ${expected}`).toContain(expected);
      }
    }
    expect(partOf(mail.mail, 'text/html')).toContain(
      `href="batchwatch://alert/stack/${fingerprint}"`,
    );

    expect(routeOfLink(`batchwatch://alert/stack/${fingerprint}`)).toEqual({
      page: 'alert',
      env: 'stack',
      id: fingerprint,
    });

    expect(trigger.status).toBe(202);
    expect(trigger.body).toMatchObject({
      routing_key: 'local-routing-key-of-the-sink-00',
      dedup_key: expect.stringMatching(/^.{16,}$/),
      event_action: 'trigger',
      client: 'Alertmanager',
      client_url: expect.stringContaining('/#/alerts?receiver=pagerduty-notifications'),
      payload: {
        summary:
          '[FIRING] critical: HighMemoryUsage · transformers · pod-1 · summary of HighMemoryUsage',
        severity: 'critical',
        class: 'HighMemoryUsage',
        component: 'transformers',
        custom_details: {
          console: `batchwatch://alert/stack/${fingerprint}`,
          firing: expect.stringContaining('description of HighMemoryUsage'),
        },
      },
      links: [{ href: 'https://runbooks.example.org/HighMemoryUsage', text: 'Runbook' }],
    });
    expect(out.posts('slack', 'HighMemoryUsage')).toEqual([]);

    await out.resolve(critical);
    const resolved = await out.posted('pagerduty', '"event_action":"resolve"');
    expect(keyOf(resolved.body)).toBe(keyOf(trigger.body));
    const over = await out.mail('[RESOLVED] critical: HighMemoryUsage');
    expect(over.mail.subject).toContain('0 firing, 1 resolved');
    expect(partOf(over.mail, 'text/plain')).toContain('Until: 2');
    expect(out.mails('[FIRING] critical: HighMemoryUsage')).toHaveLength(1);
  });

  it('sends a warning to Slack and by e-mail, and says when it is over', async () => {
    const warning = alert('HighTTFT', 'warning', { instance: 'pod-2' });
    await out.post(warning);
    const slack = await out.posted('slack', 'HighTTFT');
    await out.mail('[FIRING] warning: HighTTFT');
    expect(slack.status).toBe(200);
    expect(slack.body).toMatchObject({
      channel: '#alerts',
      attachments: [
        {
          title: '[FIRING] warning: HighTTFT · transformers · pod-2 (1 firing, 0 resolved)',
          title_link: expect.stringContaining('/#/alerts?receiver=slack-notifications'),
          color: 'warning',
          text: expect.stringContaining(
            `batchwatch://alert/stack/${await out.fingerprintOf('HighTTFT')}`,
          ),
        },
      ],
    });
    expect(JSON.stringify(slack.body)).toContain('https://runbooks.example.org/HighTTFT');

    await out.resolve(warning);
    const over = await out.posted('slack', '[RESOLVED] warning: HighTTFT');
    expect(over.body).toMatchObject({ attachments: [{ color: 'good' }] });
    await out.mail('[RESOLVED] warning: HighTTFT');
    expect(out.posts('pagerduty', 'HighTTFT')).toEqual([]);
  });

  it('gathers the notes of a service in one Slack message and mails none', async () => {
    const notes = ['NoActiveRequests', 'OtherNote'].map((name) =>
      alert(name, 'info', { service: 'calm' }),
    );
    await out.post(...notes);
    const slack = await out.posted('slack', 'NoActiveRequests');
    expect(slack.body).toMatchObject({
      attachments: [{ title: '[FIRING] info: several alerts · calm (2 firing, 0 resolved)' }],
    });
    expect(JSON.stringify(slack.body)).toContain('summary of OtherNote');
    expect(out.posts('slack', 'OtherNote')).toHaveLength(1);
    expect(out.mails('calm')).toEqual([]);
  });

  it('mails an alert of no known severity', async () => {
    await out.post({ labels: { alertname: 'Unlabelled', service: 'lost' } });
    const mail = await out.mail('Unlabelled');
    expect(mail.mail.subject).toBe(
      '[FIRING] no severity: Unlabelled · lost (1 firing, 0 resolved)',
    );
    expect(out.posts('slack', 'Unlabelled')).toEqual([]);
    expect(out.posts('pagerduty', 'Unlabelled')).toEqual([]);
  });

  it('beats the heart with the Watchdog, again and again, and tells nobody else', async () => {
    await out.post(alert('Watchdog', 'none'));
    const beat = await out.posted('webhook', 'Watchdog');
    expect(beat.path).toBe('/heartbeat.example.org/batchwatch');
    await expect
      .poll(() => out.posts('webhook', 'Watchdog').length, { timeout: 20_000 })
      .toBeGreaterThanOrEqual(3);
    const kinds = new Set(
      out.received().flatMap((one) => (JSON.stringify(one).includes('Watchdog') ? one.kind : [])),
    );
    expect([...kinds]).toEqual(['webhook']);
  });

  it('puts alerts of one name and service into one message, and only those', async () => {
    const group = ['pod-1', 'pod-2', 'pod-3'].map((instance) =>
      alert('WaitingQueue', 'warning', { service: 'grouped', instance }),
    );
    await out.post(...group, alert('WaitingQueue', 'warning', { service: 'apart' }));
    const mail = await out.mail('WaitingQueue · grouped');
    await out.mail('WaitingQueue · apart');
    expect(mail.mail.subject).toBe(
      '[FIRING] warning: WaitingQueue · grouped (3 firing, 0 resolved)',
    );
    for (const { labels } of group) {
      expect(partOf(mail.mail, 'text/plain')).toContain(`Instance: ${labels['instance']}`);
    }
    expect(out.mails('WaitingQueue · grouped')).toHaveLength(1);
    expect(out.mails('WaitingQueue · apart')).toHaveLength(1);
  });

  it('holds the warnings of an instance back while a critical alert says more, no longer', async () => {
    const critical = alert('KvCacheNearlyFull', 'critical', { service: 'held', instance: 'a' });
    await out.post(critical);
    await out.mail('KvCacheNearlyFull');
    // Both in one group, so that the message that comes shows what was left out of it.
    const held = alert('HighRequestLatency', 'warning', { service: 'held', instance: 'a' });
    const free = alert('HighRequestLatency', 'warning', { service: 'held', instance: 'b' });
    await out.post(held, free);
    const mail = await out.mail('HighRequestLatency');
    const slack = await out.posted('slack', 'HighRequestLatency');
    expect(mail.mail.subject).toContain('· held · b (1 firing');
    expect(partOf(mail.mail, 'text/plain')).not.toContain('Instance: a');
    expect(JSON.stringify(slack.body)).toContain('· b (1 firing');

    await out.resolve(critical);
    const both = await out.mail('HighRequestLatency · held (2 firing');
    expect(partOf(both.mail, 'text/plain')).toContain('Instance: a');
  });

  it('says nothing of one missing instance once all are missing', async () => {
    const job = { service: 'gone', job: 'gone' };
    await out.post(alert('TelemetryLost', 'critical', job));
    await out.mail('[FIRING] critical: TelemetryLost · gone');
    await out.post(
      alert('TelemetryLost', 'warning', { ...job, instance: 'a' }),
      alert('TelemetryLost', 'warning', { service: 'gone', job: 'another', instance: 'b' }),
    );
    const slack = await out.posted('slack', 'TelemetryLost · gone');
    expect(JSON.stringify(slack.body)).toContain('· b (1 firing');
  });

  it('says nothing of missing traffic where the engine hangs', async () => {
    await out.post(alert('EngineStalled', 'critical', { service: 'hung', instance: 'a' }));
    await out.mail('EngineStalled · hung');
    await out.post(
      ...['a', 'b'].map((instance) =>
        alert('NoActiveRequests', 'info', { service: 'hung', instance }),
      ),
    );
    const slack = await out.posted('slack', 'NoActiveRequests · hung');
    expect(JSON.stringify(slack.body)).toContain('· b (1 firing');
  });

  it('says nothing about requests while the telemetry is lost', async () => {
    const lost = alert('TelemetryLost', 'critical', { service: 'dark' });
    await out.post(lost);
    await out.mail('TelemetryLost · dark');
    await out.post(
      alert('NoActiveRequests', 'info', { service: 'dark', instance: 'a' }),
      alert('Control', 'info', { service: 'dark', instance: 'a' }),
    );
    const slack = await out.posted('slack', 'Control');
    expect(JSON.stringify(slack.body)).not.toContain('NoActiveRequests');
    const state = await fetch(`${out.alertmanagerUrl}/api/v2/alerts?inhibited=true&active=false`);
    expect(await state.text()).toContain('NoActiveRequests');
  });
}

const COLORS = { critical: '#b3261e', warning: '#8a5a00', resolved: '#1f7a3f' };

/** HighTTFT and TelemetryLost come as critical and as warning, in one group by name and service. */
function mixedSeverities(version: ServerVersion): void {
  const critical = alert('HighTTFT', 'critical', { instance: 'a' });
  const warning = alert('HighTTFT', 'warning', { instance: 'b' });
  // an operator whose routes split nothing
  const everywhere = (config: string) =>
    config.replace(/matchers:\n\s+- severity="(?:critical|warning)"/g, 'matchers: []');
  const headColor = (html = '') => /<td style="[^"]*background:(#\w+)"/.exec(html)?.[1];

  it.each([
    { language: 'en', critical: '[FIRING] critical', warning: '[FIRING] warning' },
    { language: 'zh', critical: '[告警中] 严重', warning: '[告警中] 警告' },
  ] as const)('are told as the worst that still fires ($language)', async (words) => {
    const out = await startDelivery({ version, language: words.language, edit: everywhere });
    try {
      await out.post(warning, critical);
      const { mail } = await out.mail(`${words.critical}: HighTTFT · transformers (`);
      expect(headColor(partOf(mail, 'text/html'))).toBe(COLORS.critical);
      expect(partOf(mail, 'text/plain')).toContain(`${words.critical}: HighTTFT`);
      const slack = await out.posted('slack', words.critical);
      expect(slack.body).toMatchObject({
        attachments: [{ color: 'danger', title: expect.stringContaining(words.critical) }],
      });
      const page = await out.posted('pagerduty', words.critical);
      expect(page.body).toMatchObject({ payload: { severity: 'critical' } });

      await out.resolve(critical);
      const { mail: less } = await out.mail(`${words.warning}: HighTTFT · transformers (`);
      expect(headColor(partOf(less, 'text/html'))).toBe(COLORS.warning);
      const calmer = await out.posted('slack', words.warning);
      expect(calmer.body).toMatchObject({ attachments: [{ color: 'warning' }] });
      const page2 = await out.posted('pagerduty', words.warning);
      expect(page2.body).toMatchObject({ payload: { severity: 'warning' } });
    } finally {
      await out.dispose();
    }
  });

  it('are told as the worst there was when nothing fires any more', async () => {
    const out = await startDelivery({ version });
    try {
      await out.post(warning, critical);
      await out.mail('[FIRING] critical: HighTTFT · transformers (2 firing');
      await out.resolve(warning, critical);
      const { mail } = await out.mail('[RESOLVED] critical: HighTTFT · transformers (0 firing, 2');
      expect(headColor(partOf(mail, 'text/html'))).toBe(COLORS.resolved);
    } finally {
      await out.dispose();
    }
  });
}

function keyOf(body: unknown): string | undefined {
  return /"dedup_key":"([^"]+)"/.exec(JSON.stringify(body))?.[1];
}

function hostileText(version: ServerVersion): void {
  const BREAK = 'pod\r\nBcc: victim@example.org\r\n\r\nSeverity: fine';
  const SCRIPT = '<script>alert(1)</script>"\'&<!channel>\u202egnorw';
  let out: Delivery;
  beforeAll(async () => {
    out = await startDelivery({ version });
    const annotations = {
      summary: SCRIPT,
      description: `${SCRIPT}\n{{ .ExternalURL }}`,
      runbook_url: 'javascript:alert(1)',
    };
    const labels = { service: SCRIPT, instance: BREAK };
    await out.post(
      { labels: { ...labels, alertname: 'Hostile', severity: 'critical' }, annotations },
      {
        labels: { ...labels, alertname: 'Nasty', severity: 'warning', instance: 'b' },
        annotations,
      },
    );
  });
  afterAll(() => out.dispose());

  it('adds no header, recipient or line to a mail', async () => {
    const { to, mail } = await out.mail('Hostile');
    expect(to).toEqual(['operations@example.org']);
    expect(mail.subject).not.toMatch(/[\r\n\u202e]/);
    expect(mail.subject).toContain('pod Bcc: victim@example.org Severity: fine');
    expect(mail.headers.map((header) => header.name.toLowerCase())).not.toContain('bcc');
    expect(mail.parts.map((part) => part.type)).toEqual(['text/plain', 'text/html']);
    expect(partOf(mail, 'text/plain')).not.toMatch(/^\s*(Bcc|Severity: fine)/m);
  });

  it('is text in the HTML of a mail, and no link', async () => {
    const html = partOf((await out.mail('Hostile')).mail, 'text/html') ?? '';
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).not.toContain('<script');
    expect(html).not.toContain('<!channel');
    expect(html).not.toContain('javascript:');
    expect(html).not.toContain('\u202e');
    expect(html).toContain('{{ .ExternalURL }}');
  });

  it('calls nobody in Slack', async () => {
    const text = JSON.stringify((await out.posted('slack', 'Nasty')).body);
    expect(text).toContain('&lt;script&gt;');
    expect(text).toContain('&lt;!channel&gt;');
    expect(text).not.toMatch(/<script|<!channel|javascript:|\u202e/);
  });

  it('stays one line at PagerDuty, without the link', async () => {
    const { body, status } = await out.posted('pagerduty', 'Hostile');
    expect(status).toBe(202);
    expect(body).toMatchObject({
      payload: { summary: expect.stringMatching(/^[^\r\n]*pod Bcc: victim[^\r\n]*$/) },
    });
    expect(JSON.stringify(body)).not.toContain('"href"');
  });
}

/** What the comments in the shipped file tell an operator to do. */
function maintenance(version: ServerVersion): void {
  const COMMENT = /# (mute_time_intervals: \[planned-maintenance\])$/gm;
  const folder = tempFolder('maintenance');
  let out: Delivery | undefined;
  afterAll(async () => {
    await out?.dispose();
    folder.remove();
  });

  it('loads with the comment signs taken off', async () => {
    const shipped = readFileSync(SHIPPED, 'utf8');
    expect(shipped.match(COMMENT)).toHaveLength(2);
    const file = join(folder.path, 'alertmanager.yml');
    writeFileSync(file, shipped.replace(COMMENT, '$1').replace(/^templates:(\n {2}.*)+/m, ''));
    expect(await amtool(version, ['check-config', file])).toContain('SUCCESS');
  });

  it('mutes Slack in the interval and nothing else', async () => {
    // The interval of the shipped file made to last the whole week, and named by the route of the warnings.
    const edit = (config: string) =>
      config
        .replace('- sunday', '- sunday:saturday')
        .replace(/ +times:\n( +- start_time.*\n +end_time.*\n)/, '')
        .replace(
          '- receiver: slack-notifications',
          '$&\n      mute_time_intervals: [planned-maintenance]',
        );
    out = await startDelivery({ version, edit });
    const muted = alert('HighTTFT', 'warning');
    // The note waits ten times as long in its group as the warning: when it is there, the warning would be.
    const note = alert('Note', 'info');
    await out.post(muted, note, alert('HighMemoryUsage', 'critical', { service: 'other' }));
    await out.mail('HighTTFT');
    await out.mail('HighMemoryUsage');
    await out.posted('pagerduty', 'HighMemoryUsage');
    await out.posted('slack', 'Note');
    expect(out.posts('slack', 'HighTTFT')).toEqual([]);
  });
}

function inChinese(version: ServerVersion): void {
  let out: Delivery;
  beforeAll(async () => {
    out = await startDelivery({ version, language: 'zh' });
  });
  afterAll(() => out.dispose());

  it('writes to all channels in Chinese by one switch', async () => {
    const critical = alert('HighErrorRate', 'critical');
    const warning = alert('LowBatchFillRate', 'warning', { instance: 'pod-1' });
    await out.post(critical, warning);
    const { mail } = await out.mail('HighErrorRate');
    expect(mail.subject).toBe('[告警中] 严重: HighErrorRate · transformers (告警中 1，已恢复 0)');
    for (const type of ['text/plain', 'text/html']) {
      const text = partOf(mail, type);
      expect(text).toContain('HighErrorRate 的摘要');
      expect(text).toContain('HighErrorRate 的说明');
      expect(text).toContain('处理手册');
      expect(text).not.toContain('summary of');
    }
    expect(partOf(mail, 'text/html')).toContain('<html lang="zh-CN">');
    expect((await out.posted('slack', 'LowBatchFillRate')).body).toMatchObject({
      attachments: [
        {
          title: '[告警中] 警告: LowBatchFillRate · transformers · pod-1 (告警中 1，已恢复 0)',
          text: expect.stringContaining('LowBatchFillRate 的说明'),
        },
      ],
    });
    expect((await out.posted('pagerduty', 'HighErrorRate')).body).toMatchObject({
      payload: { summary: expect.stringContaining('HighErrorRate 的摘要'), severity: 'critical' },
      links: [{ text: '处理手册' }],
    });

    await out.resolve(critical);
    await out.mail('[已恢复] 严重: HighErrorRate');
  });

  it('falls back to what a rule has, and sends nobody to an address that never resolves', async () => {
    const runbook_url = 'https://batchwatch.invalid/runbooks/Foreign';
    await out.post({
      labels: { alertname: 'Foreign', severity: 'warning', service: 'other' },
      annotations: { summary: 'only in English', runbook_url },
    });
    const { mail } = await out.mail('Foreign');
    expect(partOf(mail, 'text/plain')).toContain('告警中: only in English');
    expect(partOf(mail, 'text/plain')).toContain('处理手册: 见 Batchwatch');
    await out.posted('slack', 'Foreign');
    expect(JSON.stringify(out.received())).not.toContain('.invalid');
  });
}
