import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { bundleStale, root } from '../../electron/scripts/bundle.mjs';

const ENDING = 'has ended what it started';

/** Keeps the program at its last step until its stdin is closed, so that a signal can be sent while it ends. */
const HOLD = `data:text/javascript,process.once('beforeExit',()=>{
  process.stderr.write('${ENDING}');
  process.stdin.resume();
})`.replaceAll('\n', '');

let child: ChildProcess | undefined;
afterEach(() => {
  child?.kill('SIGKILL');
});

// Nothing can send a signal on Windows.
test.skipIf(process.platform === 'win32')(
  'Ctrl-C, which comes from the terminal and again from the script, ends the engine with 0',
  async () => {
    await bundleStale(['main']);
    const program = join(root, 'dist', 'main', 'engine-cli.cjs');
    const engine = spawn(process.execPath, ['--import', HOLD, program, '--demo'], {
      stdio: 'pipe',
    });
    child = engine;
    const ended = once(engine, 'exit');
    // Read to the end: a full pipe would stop it.
    engine.stdout.resume();
    await Promise.race([once(engine.stdout, 'data'), ended]);

    engine.kill('SIGINT');
    const [said] = await Promise.race([once(engine.stderr, 'data'), ended]);
    expect(String(said)).toBe(ENDING);
    engine.kill('SIGINT');
    engine.stdin.end();
    expect(await ended).toEqual([0, null]);
  },
);
