/** What a test chooses; a person who starts the console gets the defaults. */
export interface StandInOptions {
  /** A test drives this program over Node's child-process channel: nothing reaches the desktop. */
  readonly driven: boolean;
  readonly headless: boolean;
  /** The system's colour scheme, as far as a test says. */
  readonly colorScheme: 'dark' | 'light' | null;
  /** BCP 47; `null` takes the machine's. */
  readonly locale: string | null;
  readonly secretsBackend: SecretsBackend;
  /** Path of the Chromium to show the window with. */
  readonly chromium: string | null;
  /** Extra Chromium switches, for tests. */
  readonly chromiumArgs: readonly string[];
}

/** `basic_text` is what Linux has where no keychain runs, and the truth for the stand-in: it has none. */
export type SecretsBackend = 'basic_text' | 'gnome_libsecret' | 'kwallet6' | 'unavailable';

const BACKENDS: readonly SecretsBackend[] = [
  'basic_text',
  'gnome_libsecret',
  'kwallet6',
  'unavailable',
];

/** Reads the options from the environment: `BATCHWATCH_STAND_IN` holds a test's choices as JSON. */
export function readOptions(
  env: Readonly<Record<string, string | undefined>>,
  driven: boolean,
  platform: string,
): StandInOptions {
  const given = readObject(env['BATCHWATCH_STAND_IN'] ?? '{}');
  const noDisplay = platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY'];
  const scheme = given['colorScheme'];
  const backend = BACKENDS.find((name) => name === given['secretsBackend']);
  const args = given['chromiumArgs'];
  return {
    driven,
    headless: given['headless'] === true || noDisplay,
    colorScheme: scheme === 'dark' || scheme === 'light' ? scheme : null,
    locale: typeof given['locale'] === 'string' ? given['locale'] : null,
    secretsBackend: backend ?? 'basic_text',
    chromium: env['BATCHWATCH_CHROMIUM'] ?? null,
    chromiumArgs: Array.isArray(args) ? args.map(String) : [],
  };
}

function readObject(text: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
