import { EventEmitter } from 'node:events';
import { decode, encode } from './codec';
import type { StandInFrame } from './frames';
import type { FromPage, ToPage } from './page/bridge';
import type { WebContents } from './web-contents';

/** Who calls: the page that the binding belongs to and the frame in it; the frame may be gone by then. */
export interface Sender {
  readonly contents: WebContents;
  readonly frame: StandInFrame | null;
}

export interface InvokeEvent {
  readonly type: 'frame';
  readonly sender: WebContents;
  readonly senderFrame: StandInFrame | null;
  readonly processId: number;
  readonly frameId: number;
}

type Handler = (event: InvokeEvent, ...args: readonly unknown[]) => unknown;

/** Electron's `ipcMain`, fed with the text that pages send. */
export class IpcMain extends EventEmitter {
  readonly #handlers = new Map<string, Handler>();

  handle(channel: string, handler: Handler): void {
    if (this.#handlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    }
    this.#handlers.set(channel, handler);
  }

  handleOnce(channel: string, handler: Handler): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel);
      return handler(event, ...args);
    });
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  /** Takes one message of a page; an answer, if it wants one, goes back through `reply`. */
  async $receive(sender: Sender, text: string, reply: (answer: ToPage) => void): Promise<void> {
    const message: FromPage = JSON.parse(text);
    const args = decode(message.args);
    const list: readonly unknown[] = Array.isArray(args) ? args : [];
    const event = eventOf(sender);
    if (message.kind === 'send') {
      this.emit(message.channel, event, ...list);
      return;
    }
    try {
      const value = await this.$invoke(sender, message.channel, list);
      reply({ kind: 'answer', id: message.id, value: encode(value) });
    } catch (error) {
      const text = `Error invoking remote method '${message.channel}': ${String(error)}`;
      reply({ kind: 'refusal', id: message.id, message: text });
    }
  }

  async $invoke(sender: Sender, channel: string, args: readonly unknown[]): Promise<unknown> {
    const handler = this.#handlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    return handler(eventOf(sender), ...args);
  }

  $channels(): readonly string[] {
    return [...this.#handlers.keys()];
  }
}

function eventOf(sender: Sender): InvokeEvent {
  return {
    type: 'frame',
    sender: sender.contents,
    senderFrame: sender.frame,
    processId: sender.frame?.processId ?? 0,
    frameId: sender.frame?.routingId ?? 0,
  };
}
