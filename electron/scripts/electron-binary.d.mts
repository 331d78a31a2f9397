/** This computer, as far as it decides whether Electron starts. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  /** Undefined on Windows. */
  readonly uid: number | undefined;
  /** A file's text, or undefined where it cannot be read. */
  read(path: string): string | undefined;
  stat(path: string): { readonly uid: number; readonly mode: number } | undefined;
}

export const thisMachine: Machine;
/** Path of the binary that Electron's package has unpacked, whole and of that version, or undefined. */
export function installedElectron(
  folder: string,
  version: string,
  place: Machine & { readonly env: Readonly<Record<string, string | undefined>> },
): string | undefined;
/** Where a download would unpack it. */
export function fetchedElectron(folder: string, platform: NodeJS.Platform): string;
/** Why the sandbox of the Electron at `path` cannot be built, with the remedy, or undefined. */
export function sandboxObstacle(path: string, machine: Machine): string | undefined;
