import type { Frame } from 'playwright';
import type { SchemeServers } from './scheme-servers';

/** A frame as the app's IPC handlers and guards see it. */
export interface StandInFrame {
  readonly url: string;
  readonly origin: string;
  readonly name: string;
  readonly parent: StandInFrame | null;
  readonly top: StandInFrame | null;
  readonly frameTreeNodeId: number;
  readonly processId: number;
  readonly routingId: number;
  isDestroyed(): boolean;
}

export function frameOf(frame: Frame, schemes: SchemeServers): StandInFrame {
  const parent = frame.parentFrame();
  return describeFrame({
    url: schemes.toApp(frame.url()),
    origin: schemes.originOf(frame.url()),
    name: frame.name(),
    parent: parent === null ? null : frameOf(parent, schemes),
    destroyed: () => frame.isDetached(),
  });
}

export function describeFrame(frame: {
  readonly url: string;
  readonly origin: string;
  readonly name: string;
  readonly parent: StandInFrame | null;
  destroyed(): boolean;
}): StandInFrame {
  const described: StandInFrame = {
    url: frame.url,
    origin: frame.origin,
    name: frame.name,
    parent: frame.parent,
    get top() {
      return frame.parent === null ? described : frame.parent.top;
    },
    frameTreeNodeId: frame.parent === null ? 1 : 2,
    processId: 1,
    routingId: frame.parent === null ? 1 : 2,
    isDestroyed: () => frame.destroyed(),
  };
  return described;
}
