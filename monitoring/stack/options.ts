import { err, ok, type Result } from '../../shared/result';
import { SCENARIO_NAMES, type ScenarioName } from '../../shared/simulation/scenarios';
import { isScenarioName, MAX_INSTANCES, SPEED_RANGE } from '../simulator/control';
import { isServerName, type ServerName } from './servers';

export interface StackOptions {
  readonly scenario: ScenarioName;
  readonly instances: number;
  /** Of the scenario's course. */
  readonly speed: number;
  /** Shortens what rules and routes wait for; see `fast.ts`. */
  readonly fast: boolean;
  /** Language of the messages. */
  readonly language: 'en' | 'zh';
  /** Opens the console on it, and ends with it. */
  readonly open: boolean;
  /** Undefined: until interrupted. */
  readonly forMs?: number;
  /** Binaries given by path, in place of those on PATH. */
  readonly paths: Readonly<Partial<Record<ServerName, string>>>;
}

export const USAGE = `usage: npm run stack -- [options]
  --scenario NAME      ${SCENARIO_NAMES.join(', ')}; ramp if left out
  --instances N        of the simulated service; 3 if left out
  --speed X            the scenario's course X times as fast
  --fast               short waits in rules, routes and scrapes, for a demonstration
  --language en|zh     of the messages that Alertmanager sends
  --open               open the console on it
  --for SECONDS        end by itself
  --prometheus PATH, --alertmanager PATH, --tempo PATH
                       binaries that are not on PATH; also by $BATCHWATCH_PROMETHEUS and so on`;

type Values = { -readonly [Key in keyof StackOptions]: StackOptions[Key] };

/** Reads the command line; an error is one line for the user. */
export function parseOptions(args: readonly string[]): Result<StackOptions, string> {
  const paths: Partial<Record<ServerName, string>> = {};
  const values: Values = {
    scenario: 'ramp',
    instances: 3,
    speed: 1,
    fast: false,
    language: 'en',
    open: false,
    paths,
  };
  const words = args.flatMap((arg) => {
    const at = arg.startsWith('--') ? arg.indexOf('=') : -1;
    return at > 0 ? [arg.slice(0, at), arg.slice(at + 1)] : [arg];
  });
  for (let index = 0; index < words.length; index++) {
    const name = words[index] ?? '';
    if (name === '--fast') values.fast = true;
    else if (name === '--open') values.open = true;
    else {
      index++;
      const problem = setValue(values, paths, name, words[index]);
      if (problem !== null) return err(problem);
    }
  }
  return ok(values);
}

function setValue(
  values: Values,
  paths: Partial<Record<ServerName, string>>,
  name: string,
  text: string | undefined,
): string | null {
  const number = text === undefined || text === '' ? Number.NaN : Number(text);
  switch (name) {
    case '--scenario':
      if (text === undefined || !isScenarioName(text)) {
        return `--scenario must be one of ${SCENARIO_NAMES.join(', ')}`;
      }
      values.scenario = text;
      return null;
    case '--instances':
      if (!Number.isInteger(number) || number < 1 || number > MAX_INSTANCES) {
        return `--instances needs a whole number from 1 to ${MAX_INSTANCES}`;
      }
      values.instances = number;
      return null;
    case '--speed':
      if (!(number >= SPEED_RANGE.min && number <= SPEED_RANGE.max)) {
        return `--speed needs a number from ${SPEED_RANGE.min} to ${SPEED_RANGE.max}`;
      }
      values.speed = number;
      return null;
    case '--for':
      if (!(number > 0 && number <= 1_000_000)) return '--for needs a positive number of seconds';
      values.forMs = number * 1000;
      return null;
    case '--language':
      if (text !== 'en' && text !== 'zh') return '--language must be en or zh';
      values.language = text;
      return null;
    default: {
      const server = name.replace(/^--/, '');
      if (!isServerName(server)) return `unknown option ${JSON.stringify(name)}`;
      if (text === undefined || text === '') return `${name} needs a path`;
      paths[server] = text;
      return null;
    }
  }
}
