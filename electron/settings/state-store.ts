import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { type AtomicIo, codeOf, diskIo, writeAtomically } from './atomic-file';
import { createSerial } from './serial';

const pixels = v.pipe(v.number(), v.integer(), v.minValue(-100_000), v.maxValue(100_000));

/** A popup that told of one alert, and which: what a click on it leads to, in a later run too. */
export const popupPlace = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  env: v.pipe(v.string(), v.minLength(1), v.maxLength(60)),
  alert: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
});

export type PopupPlace = v.InferOutput<typeof popupPlace>;

/** As many popups as the program holds on to itself; notification centres keep few more. */
export const MAX_POPUP_PLACES = 100;

const stateSchema = v.object({
  window: v.optional(
    v.object({
      x: pixels,
      y: pixels,
      width: pixels,
      height: pixels,
      maximized: v.boolean(),
    }),
  ),
  /** The hint that closing the window does not end the program was given. */
  trayHintGiven: v.optional(v.boolean(), false),
  /** A pause of the popups outlives a restart. Epoch ms. */
  pausedUntil: v.optional(v.nullable(v.pipe(v.number(), v.finite())), null),
  /** The latest popups, oldest first. An unusable list costs itself only, not the pause. */
  popups: v.optional(
    v.fallback(v.pipe(v.array(popupPlace), v.maxLength(MAX_POPUP_PLACES)), []),
    [],
  ),
});

/** What the program remembers of itself and no user edits. Losing it costs a window position and the way back from old popups. */
export type AppState = v.InferOutput<typeof stateSchema>;
export type SavedWindow = NonNullable<AppState['window']>;

export interface StateStore {
  current(): AppState;
  /** In force at once; on disk as soon as it can be. */
  update(change: Partial<AppState>): void;
  settled(): Promise<void>;
}

export async function openStateStore(options: {
  readonly file: string;
  readonly io?: AtomicIo;
  readonly onError: (detail: string) => void;
}): Promise<StateStore> {
  let current = await readState(options.file);
  const serial = createSerial();
  return {
    current: () => current,
    update(change) {
      current = { ...current, ...change };
      const text = `${JSON.stringify(current)}\n`;
      void serial(() =>
        writeAtomically(options.file, text, options.io ?? diskIo).catch((error: unknown) =>
          options.onError(codeOf(error) || 'unknown error'),
        ),
      );
    },
    settled: () => serial(async () => undefined),
  };
}

async function readState(file: string): Promise<AppState> {
  try {
    const parsed = v.safeParse(stateSchema, JSON.parse(await readFile(file, 'utf8')));
    if (parsed.success) return parsed.output;
  } catch {
    // Missing or broken alike: the defaults do.
  }
  return v.parse(stateSchema, {});
}
