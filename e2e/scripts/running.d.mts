/** The project's folder. */
export const root: string;
/** The command and the arguments that run an installed package's program. */
export function commandOf(
  name: 'biome' | 'playwright' | 'tsc' | 'vitest',
  args: readonly string[],
  folder?: string,
): readonly [command: string, args: readonly string[]];
/** Whether the module of that file is the program that was started, also where a link led to it. */
export function isStarted(file: string): boolean;
