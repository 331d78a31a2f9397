export type Part = 'main' | 'preload' | 'renderer' | 'stand-in';

/** The project's folder. */
export const root: string;
export const cache: string;
export function bundle(parts?: readonly Part[]): Promise<void>;
/** Builds those of the named parts that are older than what they are made from. */
export function bundleStale(parts?: readonly Part[]): Promise<void>;
/** Newest modification of what is built from in a tree, epoch ms; 0 where there is none. */
export function newestIn(path: string): number;
