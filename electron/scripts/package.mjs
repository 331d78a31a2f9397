import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { builderArguments } from './builder-arguments.mjs';
import { bundle, root } from './bundle.mjs';
import { passSignals } from './passing.mjs';

/** Builds, then packages for this machine's system or as the arguments say: `npm run package -- --linux dir`. */
const args = process.argv.slice(2);

const say = (line) => process.stderr.write(`batchwatch: ${line}\n`);

function builderCommand() {
  const packageFile = createRequire(import.meta.url).resolve('electron-builder/package.json');
  return join(dirname(packageFile), 'cli.js');
}

await bundle(['main', 'preload', 'renderer']);
const child = spawn(
  process.execPath,
  [builderCommand(), ...builderArguments(args, process.platform)],
  { cwd: root, stdio: 'inherit' },
);
const code = await passSignals(child);
if (code !== 0) {
  say(`packaging ended with code ${code}; the lines above say where`);
  say('It downloads from github.com: the Electron of the target system, and for AppImage, deb,');
  say('dmg and nsis the tools that make them. Where that cannot be reached:');
  say('  - ELECTRON_MIRROR and ELECTRON_BUILDER_BINARIES_MIRROR name mirrors');
  say('  - "npm run package -- --linux dir" (or --mac, --win) needs Electron only');
  say('  - "-c.electronDist=FOLDER" takes an unpacked Electron from a folder');
}
process.exitCode = code;
