import { mkdirSync } from 'node:fs';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  Notification,
  nativeImage,
  nativeTheme,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
} from 'electron';
import { resolveLanguage } from '../shared/i18n/language';
import { messagesFor } from '../shared/i18n/messages';
import { compose, type Program } from './compose';
import { APP_SCHEME } from './security/origin';
import { createKnownSecrets } from './security/redact';
import { parseCommandLine } from './shell/command-line';
import { routeOfLink } from './shell/deep-link';
import { fileLogLine, redactingLog } from './shell/log';

/** Past this the program ends even if a part hangs. */
const STOP_DEADLINE_MS = 5_000;

const commandLine = parseCommandLine(process.argv.slice(1), process.cwd());
if (commandLine.userDataDir !== undefined) {
  // Electron throws for a folder that is not there.
  mkdirSync(commandLine.userDataDir, { recursive: true });
  app.setPath('userData', commandLine.userDataDir);
}
app.setAppUserModelId('io.github.batchwatch');
if (app.isPackaged && process.platform === 'win32') {
  // The installers of the other systems register the links.
  app.setAsDefaultProtocolClient('batchwatch');
  // By this id Windows starts the program for a click on a popup of an earlier run. Unset, each run has its own.
  app.setToastActivatorCLSID('{552175D0-F127-4C3E-B9F1-1D067F8465AB}');
}

const known = createKnownSecrets();
const log = redactingLog(fileLogLine(app.getPath('logs')), () => known.list());
let starting: Promise<Program> | undefined;
let program: Program | undefined;
let stopped = false;
// With the event only comes what started the program; `whenReady()` does not tell.
const launched = new Promise<unknown>((resolve) => {
  app.once('ready', (_event, launchInfo) => resolve(launchInfo));
});

// Standard and secure, so that origin, CSP and storage work as for https.
protocol.registerSchemesAsPrivileged([
  {
    scheme: APP_SCHEME,
    privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
  },
]);

const texts = () => messagesFor(resolveLanguage('system', app.getLocale())).shell;

process.on('uncaughtException', (error) => {
  log.error('Uncaught', error);
  program?.tell(texts().troubleTitle, texts().troubleBody);
});
process.on('unhandledRejection', (reason) => {
  log.error('Unhandled rejection', reason);
  program?.tell(texts().troubleTitle, texts().troubleBody);
});

function show(link?: string): void {
  const route = link === undefined ? undefined : routeOfLink(link);
  starting?.then(
    (running) => running.show(route),
    () => undefined,
  );
}

async function start(): Promise<Program> {
  const launchInfo = await launched;
  for (const name of commandLine.problems) log.warn(`${name} needs a value and was ignored`);
  const running = await compose({
    electron: {
      app,
      BrowserWindow,
      dialog,
      ipcMain,
      Menu,
      nativeImage,
      nativeTheme,
      Notification,
      powerMonitor,
      protocol,
      safeStorage,
      screen,
      session,
      shell,
      Tray,
    },
    commandLine,
    log,
    known,
    launchInfo,
    folder: __dirname,
    env: process.env,
    now: Date.now,
  });
  program = running;
  return running;
}

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', (_event, argv, cwd) => show(parseCommandLine(argv, cwd).link));
  app.on('open-url', (event, link) => {
    event.preventDefault();
    show(link);
  });
  app.on('activate', () => show());
  // The tray keeps the program; without this listener Electron would quit.
  app.on('window-all-closed', () => undefined);
  app.on('before-quit', () => program?.startQuitting());
  app.on('will-quit', (event) => {
    if (stopped || program === undefined) return;
    event.preventDefault();
    stopped = true;
    const deadline = new Promise<void>((resolve) => setTimeout(resolve, STOP_DEADLINE_MS));
    void Promise.race([program.stop(), deadline]).finally(() => app.exit(0));
  });
  starting = start();
  starting.then(
    () => commandLine.link !== undefined && show(commandLine.link),
    (error: unknown) => {
      log.error('The program could not start', error);
      dialog.showErrorBox(texts().troubleTitle, texts().troubleBody);
      app.exit(1);
    },
  );
} else {
  app.quit();
}
