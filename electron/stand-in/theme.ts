import { EventEmitter } from 'node:events';
import type { Page } from 'playwright';

type Scheme = 'dark' | 'light';

/** Electron's `nativeTheme`: the system's scheme (unknown until a page or a test tells it) and the app's wish. */
export class NativeTheme extends EventEmitter {
  readonly inForcedColorsMode = false;
  readonly prefersReducedTransparency = false;
  readonly shouldUseHighContrastColors = false;
  readonly shouldUseInvertedColorScheme = false;
  readonly shouldDifferentiateWithoutColor = false;
  readonly #pages: () => readonly Page[];
  #forced: Scheme | null;
  #system: Scheme;
  #source: 'system' | Scheme = 'system';

  /** `forced`: what a test plays the system to be; `null` follows the browser. */
  constructor(forced: Scheme | null, pages: () => readonly Page[]) {
    super();
    this.#forced = forced;
    this.#system = forced ?? 'light';
    this.#pages = pages;
  }

  get shouldUseDarkColors(): boolean {
    return (this.#source === 'system' ? this.#system : this.#source) === 'dark';
  }

  get shouldUseDarkColorsForSystemIntegratedUI(): boolean {
    return this.#system === 'dark';
  }

  get themeSource(): 'system' | Scheme {
    return this.#source;
  }

  set themeSource(source: 'system' | Scheme) {
    if (source === this.#source) return;
    this.#change(() => {
      this.#source = source;
    });
  }

  /** The system changes its scheme. */
  $setSystem(scheme: Scheme): void {
    this.#change(() => {
      this.#forced = scheme;
      this.#system = scheme;
    });
  }

  async $prepare(page: Page): Promise<void> {
    await this.#apply(page);
    if (this.#forced !== null || this.#source !== 'system') return;
    const dark = await page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches");
    this.#system = dark === true ? 'dark' : 'light';
  }

  #change(change: () => void): void {
    const before = this.shouldUseDarkColors;
    change();
    for (const page of this.#pages()) void this.#apply(page).catch(() => undefined);
    if (this.shouldUseDarkColors !== before) this.emit('updated');
  }

  async #apply(page: Page): Promise<void> {
    const scheme = this.#source === 'system' ? this.#forced : this.#source;
    await page.emulateMedia({ colorScheme: scheme });
  }
}
