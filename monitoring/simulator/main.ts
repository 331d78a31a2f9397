import { parseOptions } from './options';
import { startSimulator } from './simulator';

function say(line: string): void {
  process.stderr.write(`simulator: ${line}\n`);
}

/** Exit 0 when interrupted, 1 where it cannot start, 2 for a bad command line. */
async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2));
  if (!options.ok) {
    say(options.error);
    return 2;
  }
  const simulator = await startSimulator({ ...options.value, say });
  const { scenario, instances } = simulator.state();
  say(`${instances.length} instances, scenario ${scenario}: metrics at ${simulator.url}/metrics`);
  say(`control: curl ${simulator.url}/control`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, resolve);
  });
  await simulator.stop();
  return 0;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  },
);
