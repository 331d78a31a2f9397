import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { serveControl } from './control';
import { createStandIn } from './electron';
import { logLine } from './log-line';
import { readOptions } from './options';

/** Usage: node stand-in.cjs APP-FOLDER [the app's own arguments]. */
const [folder = '.', ...args] = process.argv.slice(2);
const root = resolve(folder);
const driven = process.send !== undefined;

const options = readOptions(process.env, driven, process.platform);
if (options.chromium === null) {
  process.stderr.write('[window] BATCHWATCH_CHROMIUM must name a Chromium, Chrome or Edge\n');
  process.exit(1);
}

const standIn = createStandIn({
  options,
  platform: process.platform,
  root,
  args,
  env: process.env,
  pageScript: readFileSync(join(__dirname, 'page.js'), 'utf8'),
  say: (what, detail) => {
    process.stderr.write(`${logLine(what, detail)}\n`);
  },
  exit: (code) => process.exit(code),
});
const { app } = standIn.electron;

replaceElectron(only(standIn.electron));
if (driven) serveControl(standIn);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());

// The app reads its arguments as under `electron .`: two words of the launcher's, then its own.
process.argv.splice(1, process.argv.length, root, ...args);
const appRequire = createRequire(join(root, 'package.json'));
const { main }: { main: string } = appRequire('./package.json');
appRequire(join(root, main));

// Past this line an error in main is told and survived, as in Electron; one while it loads ends the program.
process.on('uncaughtException', (error) => tell('uncaught in main', error));
process.on('unhandledRejection', (reason) => tell('unhandled rejection in main', reason));
setImmediate(() => app.$start());

function tell(what: string, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`[window] ${what}: ${text}\n`);
}

/** Whatever the app asks of Electron that the stand-in lacks is named, not undefined. */
function only<T extends object>(module: T): T {
  return new Proxy(module, {
    get: (target, name, receiver) => {
      if (
        typeof name === 'symbol' ||
        name === '__esModule' ||
        name === 'default' ||
        name in target
      ) {
        return Reflect.get(target, name, receiver);
      }
      throw new Error(`the stand-in has no electron.${name}`);
    },
  });
}

/** Node's loader has no public way to replace a module in CommonJS; this one is old and stable. */
function replaceElectron(module: object): void {
  const load: unknown = Reflect.get(Module, '_load');
  if (typeof load !== 'function') throw new Error('this Node has no Module._load');
  Reflect.set(Module, '_load', function (this: unknown, ...request: unknown[]): unknown {
    if (request[0] === 'electron' || request[0] === 'electron/main') return module;
    return Reflect.apply(load, this, request);
  });
}
