import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build, createServer } from 'vite';
import { bundleStale, root } from './bundle.mjs';
import { handOn } from './passing.mjs';
import { chooseRuntime } from './runtime.mjs';

/** Hot reload: Vite serves the page; main and preload are built again as they change, and the program starts anew. */
const say = (line) => process.stderr.write(`batchwatch: ${line}\n`);

const runtime = await chooseRuntime(process.env, say);
if (runtime.kind === 'none') {
  say(`no window can be opened: ${runtime.why}`);
  process.exit(1);
}
say(`window by ${runtime.path} (${runtime.why})`);
if (runtime.kind === 'chromium') await bundleStale(['stand-in']);

const server = await createServer({
  configFile: join(root, 'renderer', 'vite.config.ts'),
  // The app trusts loopback only, by its number.
  server: { host: '127.0.0.1' },
});
await server.listen();
const address = `http://127.0.0.1:${server.httpServer.address().port}`;
say(`page at ${address}`);

let child;
let restarting = false;

function start() {
  const [command, first] =
    runtime.kind === 'electron'
      ? [runtime.path, process.getuid?.() === 0 ? ['--no-sandbox'] : []]
      : [process.execPath, ['--enable-source-maps', join(root, 'dist/stand-in/stand-in.cjs')]];
  child = spawn(command, [...first, root, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, BATCHWATCH_DEV_SERVER: address, BATCHWATCH_CHROMIUM: runtime.path },
  });
  child.once('exit', (code) => {
    child = undefined;
    if (restarting) {
      restarting = false;
      start();
    } else end(code ?? 1);
  });
}

function restart() {
  if (child === undefined) {
    start();
    return;
  }
  restarting = true;
  child.kill();
}

/** Both are built once before the first start; after that either one starts the program anew. */
const built = new Set();
const watchers = await Promise.all(
  ['main', 'preload'].map(async (part) => {
    const watcher = await build({
      configFile: join(root, 'electron', `vite.${part}.config.ts`),
      logLevel: 'warn',
      build: { watch: {} },
    });
    watcher.on('event', (event) => {
      if (event.code === 'ERROR') say(`${part}: ${event.error.message}`);
      if (event.code !== 'END') return;
      built.add(part);
      if (built.size === 2) restart();
    });
    return watcher;
  }),
);

async function end(code) {
  await Promise.allSettled([...watchers.map((watcher) => watcher.close()), server.close()]);
  process.exit(code);
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    restarting = false;
    if (child === undefined) void end(0);
    else handOn(child, signal);
  });
}
