import { existsSync, readFileSync } from 'node:fs';
import type * as Electron from 'electron';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** An image as far as main handles one: where it is from, whether it could be read, its size. */
export class NativeImage {
  isMacTemplateImage = false;
  readonly #path: string;
  readonly #bytes: Buffer;

  constructor(path: string, bytes: Buffer) {
    this.#path = path;
    this.#bytes = bytes;
  }

  /** As in Electron, what is no image gives an empty one: a wrong path shows up as an empty tray icon. */
  isEmpty(): boolean {
    return !this.#bytes.subarray(0, PNG.length).equals(PNG);
  }

  /** Width and height stand at bytes 16 and 20 of every PNG. */
  getSize(): Electron.Size {
    if (this.isEmpty() || this.#bytes.length < 24) return { width: 0, height: 0 };
    return { width: this.#bytes.readUInt32BE(16), height: this.#bytes.readUInt32BE(20) };
  }

  getAspectRatio(): number {
    const { width, height } = this.getSize();
    return height === 0 ? 1 : width / height;
  }

  getScaleFactors(): number[] {
    return [1];
  }

  toPNG(): Buffer {
    return Buffer.from(this.#bytes);
  }

  toDataURL(): string {
    return `data:image/png;base64,${this.#bytes.toString('base64')}`;
  }

  addRepresentation(_options: Electron.AddRepresentationOptions): void {}

  setTemplateImage(option: boolean): void {
    this.isMacTemplateImage = option;
  }

  isTemplateImage(): boolean {
    return this.isMacTemplateImage;
  }

  $path(): string {
    return this.#path;
  }
}

export const nativeImage = {
  createEmpty: () => new NativeImage('', Buffer.alloc(0)),
  createFromPath: (path: string) =>
    new NativeImage(path, existsSync(path) ? readFileSync(path) : Buffer.alloc(0)),
  createFromBuffer: (buffer: Buffer, _options?: Electron.CreateFromBufferOptions) =>
    new NativeImage('(bytes)', buffer),
  createFromDataURL: (url: string) =>
    new NativeImage('(data)', Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')),
};

/** What a test may know of an image: its path, and whether a picture was really there. */
export function imageName(image: NativeImage | string): string {
  const known = typeof image === 'string' ? nativeImage.createFromPath(image) : image;
  return known.isEmpty() ? `(empty) ${known.$path()}` : known.$path();
}
