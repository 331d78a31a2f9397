/** What one SMTP connection (RFC 5321) knows; advanced line by line, without a socket. Characters are bytes (latin1). */
export interface SmtpSession {
  readonly state: 'command' | 'data' | 'auth-plain' | 'auth-login-user' | 'auth-login-password';
  readonly greeted: boolean;
  readonly from?: string;
  readonly to: readonly string[];
  readonly user?: string;
  readonly password?: string;
  readonly data: string;
  readonly tooBig: boolean;
}

export interface SmtpMessage {
  readonly from: string;
  readonly to: readonly string[];
  readonly user?: string;
  readonly password?: string;
  readonly data: string;
}

export interface SmtpStep {
  readonly session: SmtpSession;
  readonly reply: readonly string[];
  readonly message?: SmtpMessage;
  readonly close?: true;
}

export interface SmtpOptions {
  /** The mechanisms offered, in this order. Go's client (Alertmanager) refuses PLAIN without TLS except to loopback. */
  readonly auth: readonly ('PLAIN' | 'LOGIN')[];
  readonly maxMessageBytes: number;
  readonly maxRecipients: number;
}

export const SMTP_OPTIONS: SmtpOptions = {
  auth: ['LOGIN', 'PLAIN'],
  maxMessageBytes: 10 * 1024 * 1024,
  maxRecipients: 100,
};

export const NEW_SESSION: SmtpSession = {
  state: 'command',
  greeted: false,
  to: [],
  data: '',
  tooBig: false,
};

/** One line without its line break. */
export function advance(session: SmtpSession, line: string, options: SmtpOptions): SmtpStep {
  switch (session.state) {
    case 'data':
      return dataLine(session, line, options);
    case 'auth-plain':
      return signedIn(session, ...plainParts(line));
    case 'auth-login-user':
      return loginUser(session, line);
    case 'auth-login-password':
      return signedIn(session, session.user ?? '', fromBase64(line));
    case 'command':
      return command(session, line, options);
  }
}

function command(session: SmtpSession, line: string, options: SmtpOptions): SmtpStep {
  const [, verb = '', rest = ''] = /^(\S*)\s*(.*)$/.exec(line) ?? [];
  const say = (reply: string, next: SmtpSession = session) => ({ session: next, reply: [reply] });
  switch (verb.toUpperCase()) {
    case 'HELO':
      return say('250 sink', { ...withoutMessage(session), greeted: true });
    case 'EHLO':
      return {
        session: { ...withoutMessage(session), greeted: true },
        reply: [
          '250-sink',
          `250-SIZE ${options.maxMessageBytes}`,
          '250-8BITMIME',
          `250 AUTH ${options.auth.join(' ')}`,
        ],
      };
    case 'AUTH':
      return authenticate(session, rest);
    case 'MAIL': {
      const from = /^FROM:\s*<([^>]*)>/i.exec(rest)?.[1];
      if (!session.greeted) return say('503 say EHLO first');
      if (from === undefined) return say('501 MAIL FROM:<address>');
      return say('250 ok', { ...withoutMessage(session), from });
    }
    case 'RCPT': {
      const to = /^TO:\s*<([^>]+)>/i.exec(rest)?.[1];
      if (session.from === undefined) return say('503 MAIL first');
      if (to === undefined) return say('501 RCPT TO:<address>');
      if (session.to.length >= options.maxRecipients) return say('452 too many recipients');
      return say('250 ok', { ...session, to: [...session.to, to] });
    }
    case 'DATA':
      if (session.to.length === 0) return say('503 RCPT first');
      return say('354 end with a line of one dot', { ...session, state: 'data' });
    case 'RSET':
      return say('250 ok', withoutMessage(session));
    case 'NOOP':
      return say('250 ok');
    case 'QUIT':
      return { session, reply: ['221 bye'], close: true };
    default:
      return say('502 not known here');
  }
}

function authenticate(session: SmtpSession, rest: string): SmtpStep {
  const [mechanism = '', initial] = rest.split(' ');
  switch (mechanism.toUpperCase()) {
    case 'PLAIN':
      if (initial !== undefined) return signedIn(session, ...plainParts(initial));
      return { session: { ...session, state: 'auth-plain' }, reply: ['334 '] };
    case 'LOGIN':
      if (initial !== undefined && initial !== '') {
        return loginUser(session, initial);
      }
      return {
        session: { ...session, state: 'auth-login-user' },
        reply: [`334 ${toBase64('Username:')}`],
      };
    default:
      return { session, reply: ['504 PLAIN or LOGIN'] };
  }
}

function loginUser(session: SmtpSession, line: string): SmtpStep {
  return {
    session: { ...session, user: fromBase64(line), state: 'auth-login-password' },
    reply: [`334 ${toBase64('Password:')}`],
  };
}

function signedIn(session: SmtpSession, user: string, password: string): SmtpStep {
  return { session: { ...session, state: 'command', user, password }, reply: ['235 ok'] };
}

function dataLine(session: SmtpSession, line: string, options: SmtpOptions): SmtpStep {
  if (line !== '.') {
    // A line that starts with a dot was sent with one more (RFC 5321, 4.5.2).
    const data = `${session.data}${line.startsWith('.') ? line.slice(1) : line}\r\n`;
    // What is too big is read on to its end and not kept.
    const tooBig = session.tooBig || data.length > options.maxMessageBytes;
    return { session: { ...session, tooBig, data: tooBig ? '' : data }, reply: [] };
  }
  const next = withoutMessage(session);
  if (session.tooBig) return { session: next, reply: ['552 message too big'] };
  const { from = '', to, user, password, data } = session;
  return {
    session: next,
    reply: ['250 kept'],
    message: {
      from,
      to,
      data,
      ...(user === undefined ? {} : { user }),
      ...(password === undefined ? {} : { password }),
    },
  };
}

/** Ready for the next message of the same connection; who signed in stays signed in. */
function withoutMessage(session: SmtpSession): SmtpSession {
  const { greeted, user, password } = session;
  return {
    ...NEW_SESSION,
    greeted,
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { password }),
  };
}

/** authorisation identity, user, password, between zero bytes (RFC 4616). */
function plainParts(initial: string): [user: string, password: string] {
  const [, user = '', password = ''] = fromBase64(initial).split('\0');
  return [user, password];
}

function toBase64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

function fromBase64(text: string): string {
  return Buffer.from(text, 'base64').toString('utf8');
}
