import { err, ok, type Result } from '../../shared/result';
import { SCENARIO_NAMES } from '../../shared/simulation/scenarios';
import { PORTS } from '../layout/ports';
import { isScenarioName, LOAD_RANGE, MAX_INSTANCES, SPEED_RANGE } from './control';
import type { SimulatorOptions } from './simulator';

export const USAGE =
  'usage: simulator [--port N] [--host ADDRESS] [--scenario NAME] [--instances N] [--speed X] [--load X] ' +
  '[--seed N] [--interval SECONDS] [--otlp-metrics URL] [--otlp-traces URL]';

type Values = { -readonly [Key in keyof SimulatorOptions]: SimulatorOptions[Key] };

/** Reads the command line; an error is one line for the user. */
export function parseOptions(args: readonly string[]): Result<SimulatorOptions, string> {
  const values: Values = { port: PORTS.simulator };
  const rest = args.flatMap((arg) => {
    const at = arg.startsWith('--') ? arg.indexOf('=') : -1;
    return at > 0 ? [arg.slice(0, at), arg.slice(at + 1)] : [arg];
  });
  for (let index = 0; index < rest.length; index += 2) {
    const name = rest[index] ?? '';
    const problem = setOption(values, name, rest[index + 1]);
    if (problem !== null) return err(`${problem}; ${USAGE}`);
  }
  return ok(values);
}

function setOption(values: Values, name: string, text: string | undefined): string | null {
  const numeric = (min: number, max: number, set: (value: number) => void, whole = false) => {
    const value = text === undefined || text === '' ? Number.NaN : Number(text);
    if (!(value >= min && value <= max) || (whole && !Number.isInteger(value))) {
      return `${name} needs a ${whole ? 'whole ' : ''}number from ${min} to ${max}`;
    }
    set(value);
    return null;
  };
  switch (name) {
    case '--port':
      return numeric(0, 65_535, (value) => (values.port = value), true);
    case '--instances':
      return numeric(1, MAX_INSTANCES, (value) => (values.instances = value), true);
    case '--seed':
      return numeric(0, 2 ** 31, (value) => (values.seed = value), true);
    case '--speed':
      return numeric(SPEED_RANGE.min, SPEED_RANGE.max, (value) => (values.speed = value));
    case '--load':
      return numeric(LOAD_RANGE.min, LOAD_RANGE.max, (value) => (values.load = value));
    case '--interval':
      return numeric(0.2, 300, (value) => (values.intervalSeconds = value));
    case '--scenario':
      if (text === undefined || !isScenarioName(text)) {
        return `--scenario must be one of ${SCENARIO_NAMES.join(', ')}`;
      }
      values.scenario = text;
      return null;
    case '--host':
      if (text === undefined || text === '') return '--host needs an address to listen on';
      values.host = text;
      return null;
    case '--otlp-metrics':
    case '--otlp-traces': {
      if (text === undefined || !URL.canParse(text) || !/^https?:\/\//.test(text)) {
        return `${name} needs an http or https URL`;
      }
      values[name === '--otlp-metrics' ? 'otlpMetrics' : 'otlpTraces'] = text;
      return null;
    }
    default:
      return `unknown option ${JSON.stringify(name)}`;
  }
}
