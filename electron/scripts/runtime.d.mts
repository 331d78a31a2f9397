import type { Machine } from './electron-binary.mjs';

/** What can show the window here, and why. */
export type Runtime =
  | { readonly kind: 'electron'; readonly path: string; readonly why: string }
  | { readonly kind: 'chromium'; readonly path: string; readonly why: string }
  | { readonly kind: 'none'; readonly why: string };

export function chooseRuntime(
  env: Readonly<Record<string, string | undefined>>,
  log: (line: string) => void,
  machine?: Machine,
): Promise<Runtime>;
/** Why a program failed: the first line it said, else how it ended. */
export function reasonOf(said: string, end: number | NodeJS.Signals): string;
