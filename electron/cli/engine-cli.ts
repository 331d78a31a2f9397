import { join } from 'node:path';
import { defaultSettings, type Settings } from '../../shared/settings/settings';
import { launchDemo } from '../demo/launch';
import { EMPTY_LEDGER } from '../engine/alerting/ledger';
import { createSystemClock } from '../engine/clock';
import { createEngine } from '../engine/create-engine';
import type { Engine, EngineConfig, WatchedEnvironment } from '../engine/engine';
import { connectEnvironment } from '../engine/watch/connections';
import { interruption, whenOver } from './ending';
import { lineFor } from './lines';
import { type CliOptions, parseOptions } from './options';
import { prettyPage } from './pretty';
import { readConfig } from './read-config';

const PRETTY_MS = 1000;

interface Watching {
  readonly settings: Settings;
  readonly environments: readonly WatchedEnvironment[];
  readonly end: () => Promise<void>;
}

/** `npm run engine`: the engine in plain Node. Exit 0 at the end, 2 for a bad command line or config. */
async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2));
  if (!options.ok) return refuse(options.error);
  const interrupted = interruption(process, process.stdout);
  const watching = await prepare(options.value);
  if (typeof watching === 'string') return refuse(watching);
  const clock = createSystemClock();
  const engine = createEngine({
    clock,
    random: Math.random,
    connect: connectEnvironment,
    ledger: EMPTY_LEDGER,
    onDefect: (where, error) => process.stderr.write(`defect in ${where}: ${String(error)}\n`),
  });
  const stopOutput = options.value.pretty ? showPages(engine) : showLines(engine, watching);
  // Somebody reads the output all the time: panels are polled from the start.
  await engine.setVisible(true);
  await engine.configure(configOf(watching));
  await whenOver(options.value.forMs, interrupted);
  stopOutput();
  await engine.stop();
  await watching.end();
  return 0;
}

async function prepare({ source }: CliOptions): Promise<Watching | string> {
  if (source.kind === 'demo') {
    const demo = await launchDemo(join(__dirname, 'demo-worker.cjs'));
    return {
      settings: defaultSettings(),
      environments: [demo.environment],
      end: () => demo.stop(),
    };
  }
  const settings = await readConfig(source.file);
  if (!settings.ok) return settings.error;
  return {
    settings: settings.value,
    environments: settings.value.environments.map((item) => ({ ...item, demo: false })),
    end: async () => {},
  };
}

function configOf({ settings, environments }: Watching): EngineConfig {
  const wanted = environments.find(({ id }) => id === settings.selected) ?? environments[0];
  return {
    environments,
    selected: wanted?.id ?? '',
    range: settings.range,
    polling: settings.polling,
    popups: settings.popups,
    language: settings.language === 'zh' ? 'zh' : 'en',
    secrets: {},
  };
}

function showLines(engine: Engine, { environments }: Watching): () => void {
  const onlyEnv = environments.length === 1 ? (environments[0]?.id ?? null) : null;
  return engine.subscribe((event) => {
    const line = lineFor(event, Date.now(), onlyEnv);
    if (line !== null) process.stdout.write(`${JSON.stringify(line)}\n`);
  });
}

function showPages(engine: Engine): () => void {
  const clear = process.stdout.isTTY ? '\u001b[2J\u001b[H' : '';
  const timer = setInterval(() => {
    engine.snapshot().then(
      (snapshot) => {
        const page = prettyPage(snapshot, Date.now(), process.stdout.columns ?? 120);
        process.stdout.write(`${clear}${page}\n`);
      },
      (error: unknown) => process.stderr.write(`${String(error)}\n`),
    );
  }, PRETTY_MS);
  return () => clearInterval(timer);
}

function refuse(message: string): number {
  process.stderr.write(`${message}\n`);
  return 2;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
