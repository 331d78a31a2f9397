import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PORTS } from '../layout/ports';
import { startSimulator } from '../simulator/simulator';
import { lineOf } from '../sinks/message-line';
import { type Sinks, startSinks } from '../sinks/sinks';
import { checkedSettings, consoleSettings } from './console-settings';
import { FAST } from './fast';
import { freePort } from './free-port';
import type { Guard } from './guard';
import type { StackOptions } from './options';
import { alertmanagerPlan, prometheusPlan, tempoPlan } from './plans';
import { type ServerPlan, type StartedServer, startServer } from './started-server';
import type { Component } from './table';

export interface Stack {
  readonly components: readonly Component[];
  readonly settings: object;
  readonly settingsFile: string;
  /** A line for the user when a server ends that should not; never resolves while all run. */
  readonly lost: Promise<string>;
  /** Ends all of it; resolves when nothing is left, neither process nor file. */
  stop(): Promise<void>;
}

export interface StackContext {
  /** The folder of the project. */
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  /** One line for each message that arrives at the sinks, and other news. */
  readonly tell: (line: string) => void;
  /** Ends what is starting. */
  readonly signal: AbortSignal;
  /** Ends it all where this process cannot any more. */
  readonly guard: Guard;
}

interface Running {
  readonly folder: string;
  readonly endings: (() => Promise<void>)[];
  readonly state: { readonly stopping: boolean };
  readonly stop: () => Promise<void>;
}

/** Starts what is installed, on loopback, with the shipped configuration. What is missing is said in `components`. */
export async function startStack(options: StackOptions, context: StackContext): Promise<Stack> {
  const folder = mkdtempSync(join(tmpdir(), 'batchwatch-stack-'));
  context.guard.clean(folder);
  const endings: (() => Promise<void>)[] = [];
  const state = { stopping: false };
  const stop = async () => {
    state.stopping = true;
    await Promise.all(endings.splice(0).map((end) => end()));
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  try {
    return await startAll(options, context, { folder, endings, state, stop });
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startAll(
  options: StackOptions,
  { root, env, tell, signal, guard }: StackContext,
  { folder, endings, state, stop }: Running,
): Promise<Stack> {
  let tellLost: (line: string) => void = () => {};
  const lost = new Promise<string>((resolve) => {
    tellLost = resolve;
  });
  const start = async (plan: Omit<ServerPlan, 'env' | 'signal' | 'given' | 'guard'>) => {
    const given = options.paths[plan.name];
    const started = await startServer({ ...plan, env, signal, guard, given });
    const { process } = started;
    if (process !== null) {
      endings.push(() => process.stop());
      process.ended.then((why) => {
        if (!state.stopping) tellLost(`${started.component.name} is gone: ${why}`);
      });
    }
    return started;
  };
  const shared = { root, folder, fast: options.fast };

  const sinks = await startSinks({
    smtpPort: await freePort(PORTS.smtpSink),
    httpPort: await freePort(PORTS.webhookSink),
    onReceived: (message) => tell(lineOf(message)),
  });
  endings.push(() => sinks.close());

  // Chosen before anybody runs there: Prometheus scrapes Tempo, and Tempo writes to Prometheus.
  const prometheusPort = await freePort(PORTS.prometheus);
  const { plan, otlpUrl } = await tempoPlan({ ...shared, prometheusPort });
  const tempo = await start(plan);
  const tempoUrl = urlOf(tempo);
  const simulatorPort = await freePort(PORTS.simulator);
  const simulator = await startSimulator({
    port: simulatorPort,
    scenario: options.scenario,
    instances: options.instances,
    speed: options.speed,
    say: tell,
    ...(tempoUrl === null ? {} : { otlpTraces: otlpUrl }),
  });
  endings.push(() => simulator.stop());

  const alertmanager = await start(
    alertmanagerPlan({
      ...shared,
      language: options.language,
      smtpPort: sinks.smtpPort,
      httpPort: sinks.httpPort,
    }),
  );
  const alertmanagerUrl = urlOf(alertmanager);
  const prometheus = await start(
    prometheusPlan({
      ...shared,
      port: prometheusPort,
      simulatorPort: simulator.port,
      alertmanagerUrl,
      tempoUrl,
    }),
  );

  const settings = consoleSettings(
    {
      prometheus: urlOf(prometheus) ?? `http://127.0.0.1:${prometheusPort}`,
      alertmanager: alertmanagerUrl ?? `http://127.0.0.1:${PORTS.alertmanager}`,
      tempo: tempoUrl,
    },
    options.fast ? Number.parseInt(FAST.interval, 10) : null,
  );
  checkedSettings(settings);
  const settingsFile = join(folder, 'console.json');
  writeFileSync(settingsFile, `${JSON.stringify(settings, null, 2)}\n`);
  return {
    components: [
      prometheus.component,
      alertmanager.component,
      tempo.component,
      {
        kind: 'running',
        name: 'Simulator',
        where: simulator.url,
        note: `${options.instances} instances, scenario ${options.scenario}; /metrics, /control`,
      },
      sinkComponent(sinks),
      {
        kind: 'missing',
        name: 'Grafana',
        note: 'instead of this stack, with Docker: monitoring/README.md',
      },
    ],
    settings,
    settingsFile,
    lost,
    stop,
  };
}

function urlOf({ component }: StartedServer): string | null {
  return component.kind === 'running' ? component.where : null;
}

function sinkComponent({ smtpPort, httpPort }: Sinks): Component {
  return {
    kind: 'running',
    name: 'Sinks',
    where: `http://127.0.0.1:${httpPort}`,
    note: `stand in for Slack, PagerDuty and, at SMTP port ${smtpPort}, the mail server; /messages`,
  };
}
