import { freePort } from './free-port';
import type { Guard } from './guard';
import { type ManagedProcess, type ProcessCommand, startProcess } from './managed-process';
import { findServer, SERVERS, type ServerName } from './servers';
import type { Component } from './table';

export interface ServerPlan {
  readonly name: ServerName;
  readonly given: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  /** Its usual port. */
  readonly wantedPort: number;
  /** Where another one was chosen for it before. */
  readonly firstPort?: number;
  /** Writes what the server needs to run on this port, and says how to run it; a note for the table with it. */
  readonly prepare: (path: string, port: number) => { command: ProcessCommand; note: string };
  readonly signal: AbortSignal;
  readonly guard: Pick<Guard, 'watch' | 'forget'>;
}

export interface StartedServer {
  readonly component: Component;
  readonly process: ManagedProcess | null;
}

const ATTEMPTS = 3;

/** Starts one server on its usual port, or on a free one where that is taken. */
export async function startServer(plan: ServerPlan): Promise<StartedServer> {
  const name = SERVERS[plan.name].title;
  const found = findServer(plan.name, plan.given, plan.env);
  if (found.kind === 'missing') {
    return { component: { kind: 'missing', name, note: found.why }, process: null };
  }
  let why = '';
  for (let attempt = 1; attempt <= ATTEMPTS && !plan.signal.aborted; attempt++) {
    const port = await freePort(attempt === 1 ? (plan.firstPort ?? plan.wantedPort) : 0);
    const { command, note } = plan.prepare(found.path, port);
    const outcome = await startProcess(command, plan.signal, plan.guard);
    if (outcome.kind === 'ready') {
      const { process } = outcome;
      const taken = port === plan.wantedPort ? '' : `port ${plan.wantedPort} is taken; `;
      return {
        component: {
          kind: 'running',
          name,
          where: command.url,
          pid: process.pid,
          note: `${taken}${note}`,
        },
        process,
      };
    }
    ({ why } = outcome);
    // Another program may have taken the port since it was seen free.
    if (!/address already in use/i.test(why)) break;
  }
  return { component: { kind: 'failed', name, note: why }, process: null };
}
