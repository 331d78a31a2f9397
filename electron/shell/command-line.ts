import { resolve } from 'node:path';

export interface CommandLine {
  /** The settings file of this run, absolute. */
  readonly config?: string;
  readonly userDataDir?: string;
  readonly demo: boolean;
  /** Start in the tray. */
  readonly hidden: boolean;
  /** A `batchwatch://` link that started the program. */
  readonly link?: string;
  /** Switches that lack their value. */
  readonly problems: readonly string[];
}

const LINK = /^batchwatch:/i;

/**
 * Reads the program's own switches; all others belong to Chromium. Whatever follows a link is ignored: a link comes
 * from outside, and on some systems it can bring switches along.
 */
export function parseCommandLine(argv: readonly string[], cwd: string): CommandLine {
  const values: { config?: string; userDataDir?: string; link?: string } = {};
  const problems: string[] = [];
  let demo = false;
  let hidden = false;
  for (let index = 0; index < argv.length; index += 1) {
    const argument = argv[index] ?? '';
    if (LINK.test(argument)) {
      values.link = argument;
      break;
    }
    const [name, inline] = splitSwitch(argument);
    if (name === '--demo') demo = true;
    else if (name === '--hidden') hidden = true;
    else if (name === '--config' || name === '--user-data-dir') {
      const value = inline ?? argv[index + 1];
      if (value === undefined || value === '' || (inline === undefined && isSwitch(value))) {
        problems.push(name);
        continue;
      }
      if (inline === undefined) index += 1;
      values[name === '--config' ? 'config' : 'userDataDir'] = resolve(cwd, value);
    }
  }
  return { ...values, demo, hidden, problems };
}

function splitSwitch(argument: string): readonly [string, string | undefined] {
  const at = argument.indexOf('=');
  return at < 0 ? [argument, undefined] : [argument.slice(0, at), argument.slice(at + 1)];
}

function isSwitch(value: string): boolean {
  return value.startsWith('--') || LINK.test(value);
}
