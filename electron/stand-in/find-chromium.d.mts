export function findChromium(
  env: Readonly<Record<string, string | undefined>>,
  platform?: NodeJS.Platform,
  usable?: (path: string) => boolean,
): string | undefined;
