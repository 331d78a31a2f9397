/** electron-builder's command line for `args` on this system. */
export function builderArguments(
  args: readonly string[],
  platform: NodeJS.Platform,
): readonly string[];
