import { err, ok, type Result } from '../../shared/result';
import { LONGEST_MS } from './ending';

export interface CliOptions {
  readonly source: { readonly kind: 'config'; readonly file: string } | { readonly kind: 'demo' };
  /** Undefined: until interrupted. */
  readonly forMs?: number;
  readonly pretty: boolean;
}

export const USAGE = 'usage: engine -- (--config FILE | --demo) [--for SECONDS] [--pretty]';

/** Reads the command line; an error is one line for the user. */
export function parseOptions(args: readonly string[]): Result<CliOptions, string> {
  let file: string | undefined;
  let demo = false;
  let pretty = false;
  let forMs: number | undefined;
  for (let index = 0; index < args.length; index += 1) {
    const [name, inline] = splitOption(args[index] ?? '');
    const value = () => {
      if (inline !== undefined) return inline;
      index += 1;
      return args[index];
    };
    switch (name) {
      case '--config': {
        file = value();
        if (file === undefined || file === '') return err(`--config needs a file; ${USAGE}`);
        break;
      }
      case '--for': {
        const text = value();
        const seconds = Number(text);
        if (text === undefined || text === '' || !Number.isFinite(seconds) || seconds <= 0) {
          return err(`--for needs a positive number of seconds; ${USAGE}`);
        }
        if (seconds * 1000 > LONGEST_MS) {
          const most = Math.floor(LONGEST_MS / 1000);
          return err(
            `--for takes at most ${most} seconds; without it the engine runs on; ${USAGE}`,
          );
        }
        forMs = seconds * 1000;
        break;
      }
      case '--demo':
        demo = true;
        break;
      case '--pretty':
        pretty = true;
        break;
      default:
        return err(`unknown option ${JSON.stringify(name)}; ${USAGE}`);
    }
  }
  if (demo === (file !== undefined)) return err(`give either --config FILE or --demo; ${USAGE}`);
  return ok({
    source: file === undefined ? { kind: 'demo' } : { kind: 'config', file },
    pretty,
    ...(forMs === undefined ? {} : { forMs }),
  });
}

function splitOption(text: string): readonly [string, string | undefined] {
  const at = text.indexOf('=');
  return text.startsWith('--') && at > 0
    ? [text.slice(0, at), text.slice(at + 1)]
    : [text, undefined];
}
