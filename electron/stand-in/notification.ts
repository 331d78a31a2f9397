import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { imageName, type NativeImage } from './image';
import { Preventable } from './preventable';

export type NotificationOptions = Omit<Electron.NotificationConstructorOptions, 'icon'> & {
  readonly icon?: string | NativeImage;
};

/** A popup as a test sees it. */
export interface NotificationModel {
  readonly title: string;
  readonly body: string;
  readonly urgency: 'normal' | 'critical' | 'low';
  readonly timeoutType: 'default' | 'never';
  readonly silent: boolean;
  readonly icon: string;
  readonly actions: readonly string[];
  readonly open: boolean;
}

export interface NotificationHost {
  shown(notification: Notification): void;
  say(what: string, detail?: unknown): void;
  /** Shows it on the desktop too, where the desktop has a way. */
  showOnDesktop(notification: NotificationModel): void;
}

export class Notification extends EventEmitter {
  title: string;
  body: string;
  subtitle: string;
  silent: boolean;
  urgency: 'normal' | 'critical' | 'low';
  timeoutType: 'default' | 'never';
  actions: Electron.NotificationAction[];
  closeButtonText: string;
  hasReply: boolean;
  readonly id: string;
  readonly groupId: string;
  readonly #host: NotificationHost;
  readonly #icon: string;
  #open = false;

  constructor(host: NotificationHost, options: NotificationOptions = {}) {
    super();
    this.#host = host;
    this.title = options.title ?? '';
    this.body = options.body ?? '';
    this.subtitle = options.subtitle ?? '';
    this.silent = options.silent ?? false;
    this.urgency = options.urgency ?? 'normal';
    this.timeoutType = options.timeoutType ?? 'default';
    this.actions = options.actions ?? [];
    this.closeButtonText = options.closeButtonText ?? '';
    this.hasReply = options.hasReply ?? false;
    this.id = options.id ?? '';
    this.groupId = options.groupId ?? '';
    this.#icon = options.icon === undefined ? '' : imageName(options.icon);
  }

  show(): void {
    this.#open = true;
    this.#host.shown(this);
    this.#host.say('popup', { title: this.title, body: this.body, urgency: this.urgency });
    this.#host.showOnDesktop(this.$model());
    queueMicrotask(() => this.emit('show', new Preventable()));
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    const details = Object.assign(new Preventable(), { reason: 'applicationHidden' });
    queueMicrotask(() => this.emit('close', details));
  }

  /** As in the system's centre, a click closes it. */
  $click(): void {
    this.#open = false;
    this.emit('click', new Preventable());
  }

  $action(index: number): void {
    const details = Object.assign(new Preventable(), { actionIndex: index, selectionIndex: -1 });
    this.emit('action', details, index, -1);
  }

  $dismiss(): void {
    this.#open = false;
    this.emit('close', Object.assign(new Preventable(), { reason: 'userCanceled' }));
  }

  $model(): NotificationModel {
    return {
      title: this.title,
      body: this.body,
      urgency: this.urgency,
      timeoutType: this.timeoutType,
      silent: this.silent,
      icon: this.#icon,
      actions: this.actions.map((action) => action.text ?? ''),
      open: this.#open,
    };
  }
}
