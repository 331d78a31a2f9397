import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Guard } from './guard';

/** A server that runs as a child; it never outlives `stop()`. */
export interface ManagedProcess {
  readonly pid: number;
  readonly url: string;
  /** Resolves with a line for the user when it ends, whoever ended it. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

export interface ProcessCommand {
  readonly path: string;
  readonly args: readonly string[];
  readonly url: string;
  readonly readyPath: string;
  /** How long it may take to end before it is killed. */
  readonly termMs?: number;
}

export type StartOutcome =
  | { readonly kind: 'ready'; readonly process: ManagedProcess }
  | { readonly kind: 'failed'; readonly why: string };

const READY_MS = 30_000;
const POLL_MS = 40;
/** Prometheus and Alertmanager write their data within this after a SIGTERM. */
export const TERM_MS = 5000;
const LOG_LINES = 20;

/** Starts it and waits until it says that it is ready. `guard` knows it as long as it runs. */
export async function startProcess(
  command: ProcessCommand,
  signal: AbortSignal,
  guard: Pick<Guard, 'watch' | 'forget'>,
): Promise<StartOutcome> {
  const child = spawn(command.path, [...command.args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const log = keepLog(child);
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, by) =>
      resolve(by === null ? `it ended with ${code}. ${lastWords(log)}` : `it was ended by ${by}`),
    );
  });
  const { termMs = TERM_MS } = command;
  const { pid } = child;
  if (pid === undefined) return { kind: 'failed', why: await ended };
  guard.watch(pid);
  child.once('exit', () => guard.forget(pid));
  const process = { pid, url: command.url, ended, stop: () => stop(child, termMs) };
  const outcome = await Promise.race([
    ended.then((why) => ({ kind: 'failed', why }) as const),
    untilReady(command, signal),
  ]);
  if (outcome.kind === 'ready') return { kind: 'ready', process };
  await stop(child, termMs);
  return outcome;
}

async function untilReady(
  { url, readyPath }: ProcessCommand,
  signal: AbortSignal,
): Promise<{ kind: 'ready' } | { kind: 'failed'; why: string }> {
  const giveUp = AbortSignal.any([signal, AbortSignal.timeout(READY_MS)]);
  while (!giveUp.aborted) {
    const answer = await fetch(url + readyPath, { signal: giveUp }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok === true) return { kind: 'ready' };
    await sleep(POLL_MS, undefined, { signal: giveUp }).catch(() => undefined);
  }
  return {
    kind: 'failed',
    why: signal.aborted ? 'interrupted' : `it was not ready within ${READY_MS / 1000} s`,
  };
}

async function stop(child: ChildProcess, termMs: number): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), termMs);
  await gone;
  clearTimeout(timer);
}

function keepLog(child: ChildProcess): string[] {
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8');
    stream?.on('data', (text: string) => {
      lines.push(...text.split('\n').filter((line) => line !== ''));
      lines.splice(0, lines.length - LOG_LINES);
    });
  }
  return lines;
}

function lastWords(log: readonly string[]): string {
  const error = log.findLast((line) => /level=error|err=/i.test(line)) ?? log.at(-1) ?? '';
  return error.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').slice(0, 300);
}
