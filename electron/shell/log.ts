import { join } from 'node:path';
import electronLog from 'electron-log/node';
import { describeError, redact } from '../security/redact';

/** Details are plain facts; errors go in whole and come out as one redacted line. */
export interface Log {
  info(text: string, error?: unknown): void;
  warn(text: string, error?: unknown): void;
  error(text: string, error?: unknown): void;
}

export type LogLine = (level: 'info' | 'warn' | 'error', line: string) => void;

/** Every line passes the redaction: known secrets by value, others by shape. */
export function redactingLog(write: LogLine, secrets: () => readonly string[]): Log {
  const at = (level: 'info' | 'warn' | 'error') => (text: string, error?: unknown) => {
    const known = secrets();
    const detail = error === undefined ? '' : `: ${describeError(error, known)}`;
    write(level, `${redact(text, known)}${detail}`);
  };
  return { info: at('info'), warn: at('warn'), error: at('error') };
}

/** `main.log` in the given folder, 1 MiB and one older file; warnings also go to the terminal. */
export function fileLogLine(folder: string): LogLine {
  const logger = electronLog.create({ logId: 'main' });
  logger.transports.file.resolvePathFn = () => join(folder, 'main.log');
  logger.transports.file.level = 'info';
  logger.transports.file.maxSize = 1024 ** 2;
  logger.transports.file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  logger.transports.console.level = 'warn';
  return (level, line) => logger[level](line);
}
