import type {
  CertificateReason,
  CommandReason,
  HandshakeHint,
  NetworkReason,
  TimeoutReason,
} from '../domain/failure-reason';
import type { FailureKind, SourceState } from '../domain/sources';
import type { TrayState } from '../domain/tray';
import type { Language } from './language';

const plural = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

export const en = {
  language: 'en' as Language,
  severity: { critical: 'critical', warning: 'warning', info: 'info', none: 'no severity' },
  popup: {
    /** A single alert: name and where. */
    alertTitle: (name: string, instance: string) =>
      instance === '' ? name : `${name} · ${instance}`,
    unnamed: 'Alert without a name',
    noSummary: 'The rule gives no summary.',
    /** `3 firing, 1 critical` */
    counts: (firing: number, critical: number) =>
      critical === 0 ? `${firing} firing` : `${firing} firing, ${critical} critical`,
    baselineTitle: (environment: string, counts: string) => `${environment}: ${counts}`,
    baselineBody: (worst: string) => `Already firing when watching began. Worst: ${worst}`,
    stormTitle: (n: number, environment: string) =>
      `${plural(n, 'new alert', 'new alerts')} in ${environment}`,
    stormBody: (worst: string, critical: number) =>
      critical === 0 ? `Worst: ${worst}` : `Worst: ${worst} · ${critical} critical`,
    resumedTitle: (counts: string) => `While popups were paused: ${counts}`,
    resumedBody: (worst: string) => `Still firing. Worst: ${worst}`,
    lostTitle: (environment: string) => `Cannot watch ${environment}`,
    lostBody: (servers: readonly string[], minutes: number, why: string) =>
      `Nothing readable from ${servers.join(', ')} for ${minutes} min: new alerts would go unseen.${why === '' ? '' : ` ${why}`}`,
    regainedTitle: (environment: string) => `Watching ${environment} again`,
    regainedBody: (minutes: number) => `It could not be watched for ${minutes} min.`,
  },
  tray: {
    state: {
      ok: 'all quiet',
      info: 'information',
      warning: 'warning',
      critical: 'critical',
      unknown: 'unknown',
      paused: 'popups paused',
    } satisfies Record<TrayState, string>,
    tooltip: (state: string, firing: number) =>
      `Batchwatch: ${state} · ${plural(firing, 'alert', 'alerts')} firing`,
    undelivered: (n: number) => `${n} firing in Prometheus but not in Alertmanager`,
    noRules: (environments: string) => `no alerting rule in ${environments}`,
    /** After an alert in the menu. */
    notDelivered: 'not in Alertmanager',
    blind: (sources: string) => `Cannot vouch for: ${sources}`,
    pausedUntil: (time: string) => `popups paused until ${time}`,
    noAlerts: 'No alerts are firing',
    silenceFor1h: 'Silence for 1 h…',
    openAlert: 'Show',
    pause30: 'Pause popups for 30 min',
    pause60: 'Pause popups for 1 h',
    pauseToday: 'Pause popups until 9:00 today',
    pauseTomorrow: 'Pause popups until tomorrow 9:00',
    resume: 'Resume popups',
    open: 'Open Batchwatch',
    quit: 'Quit',
  },
  shell: {
    hintTitle: 'Batchwatch keeps watching',
    hintBody:
      'Only the window is closed; popups go on. Open it from the tray icon or by starting Batchwatch again.',
    settings: {
      missing: (file: string) => `There is no settings file at ${file}. Defaults are used.`,
      unreadable: (file: string, detail: string) =>
        `The settings file ${file} cannot be read (${detail}). Defaults are used.`,
      broken: (file: string, detail: string) =>
        `The settings file ${file} cannot be used: ${detail}. Defaults are used.`,
      newer: (file: string, version: number) =>
        `The settings file ${file} was written by a newer Batchwatch (version ${version}). Defaults are used.`,
      fixFirst: (file: string) =>
        `${file} is left as it is. Correct it and start again; nothing is saved until then.`,
      unwritable: (detail: string) => `The settings cannot be written to disk: ${detail}`,
    },
    secrets: {
      plain:
        'This desktop offers no protected store (only plain text), so secrets are not kept. Start a keyring such as GNOME Keyring or KWallet, or refer to a file.',
      unavailable:
        'The protected store of this system does not answer, so secrets cannot be kept. Refer to a file, or try again later.',
      protected:
        'The file with the stored secrets cannot be used and is left as it is, so nothing in it is changed. Correct it and start again, or refer to a file.',
      unreadable: (file: string, detail: string) =>
        `The file with the stored secrets, ${file}, cannot be read (${detail}). It is left as it is. Correct that and start again; nothing in it is changed until then.`,
      broken: (file: string) =>
        `The file with the stored secrets, ${file}, is damaged or of another version. Enter the secrets again.`,
      brokenInPlace: (file: string) =>
        `The file with the stored secrets, ${file}, is damaged or of another version, and it could not be moved aside. It is left as it is. Correct that and start again; nothing in it is changed until then.`,
      elsewhere: (ids: string) =>
        `A stored secret goes only to the server it was typed for; type it again for this one (${ids}).`,
    },
    link: {
      refused: 'Only http and https links without credentials are opened.',
    },
    watcherStoppedTitle: 'Batchwatch cannot see',
    watcherRestarts: 'The watcher stopped unexpectedly and is being started again.',
    watcherGone: 'The watcher keeps stopping. Nothing is watched now: start Batchwatch again.',
    troubleTitle: 'Something went wrong in Batchwatch',
    troubleBody: 'Batchwatch goes on, but a part of it failed. The log file has the details.',
    demoFailed: 'The demo environment could not be started. The log file has the details.',
    menu: { file: 'File', edit: 'Edit', view: 'View', window: 'Window' },
    pick: {
      ca: 'Certificate authorities (PEM)',
      cert: 'Client certificate (PEM)',
      key: 'Client key (PEM)',
      pem: 'PEM files',
      all: 'All files',
    },
  },
  source: {
    state: {
      never: 'no answer yet',
      ok: 'ok',
      stale: 'stale',
      unreachable: 'unreachable',
      unauthorized: 'not authorised',
      invalid: 'unusable answers',
      unknown: 'unknown',
    } satisfies Record<SourceState, string>,
    failure: {
      network: 'cannot connect',
      tls: 'certificate or TLS problem',
      timeout: 'no answer in time',
      unauthorized: 'credentials refused',
      status: 'HTTP error',
      redirect: 'redirects elsewhere',
      'too-large': 'answer too large',
      'not-json': 'answer is not JSON',
      'api-error': 'the server reports an error',
      'wrong-shape': 'answer has an unexpected shape',
      'no-rules':
        'not one alerting rule is loaded, so nothing here can fire. Load rules, or, where they are evaluated elsewhere, watch an address that lists those too (Thanos Query, Mimir)',
      'rules-failing': 'alerting rules that cannot be evaluated stay quiet',
      unwatched: 'nothing is being watched',
    } satisfies Record<FailureKind, string>,
    /** What was found below HTTP; English is also what logs and the command line say. */
    reason: {
      withCode: (words: string, code: string) => `${words} (${code})`,
      network: {
        refused: (host) => `connection refused by ${host}`,
        'unknown-name': (host) => `the name of ${host} is not known`,
        'name-lookup': (host) => `the name of ${host} cannot be looked up now`,
        'no-way': (host) => `there is no way to ${host}`,
        'not-taken': (host) => `${host} did not take the connection in time`,
        closed: (host) => `${host} closed the connection without an answer`,
        'cut-off': (host) => `${host} closed the connection in the middle of its answer`,
        'not-http': (host) => `${host} does not speak HTTP`,
        damaged: (host) => `the compressed answer of ${host} is damaged`,
        failed: (host) => `the exchange with ${host} failed`,
      } satisfies Record<NetworkReason, (host: string) => string>,
      certificate: {
        'self-signed': 'the server’s certificate is self-signed and not trusted',
        'private-authority':
          'the server’s certificate comes from a private authority that is not trusted; name its CA file',
        'unknown-authority':
          'the authority that issued the server’s certificate is not known; name its CA file',
        expired: 'the server’s certificate has expired',
        'not-yet-valid': 'the server’s certificate is not valid yet',
        'other-name': 'the server’s certificate is for another name',
      } satisfies Record<CertificateReason, string>,
      handshake: (detail: string, hint: string) =>
        `the TLS handshake failed${detail === '' ? '' : `: ${detail}`}${hint}`,
      hint: {
        'plain-http': '; is this a plain http server?',
        'client-certificate': '; does it want a client certificate?',
        none: '',
      } satisfies Record<HandshakeHint, string>,
      timeout: {
        'no-connection': (seconds) => `no connection within ${seconds} s`,
        'no-answer': (seconds) => `no answer within ${seconds} s`,
        'no-end': (seconds) => `the answer did not end within ${seconds} s`,
      } satisfies Record<TimeoutReason, (seconds: number) => string>,
      tooLarge: (mib: number) => `the answer is over ${mib} MiB`,
      command: {
        interrupted: 'interrupted: the machine went to sleep or the settings changed',
        'no-alertmanager': 'no Alertmanager is configured',
        'no-silence-id': 'it answered without a silence id',
        'page-instead': 'a page answered in place of the Alertmanager',
      } satisfies Record<CommandReason, string>,
    },
  },
};
