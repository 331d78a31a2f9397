import type { Pushes, PushName, Route } from '../../shared/ipc/api';
import { pushChannel } from '../../shared/ipc/channels';

/** The part of `WebContents` that pushes need. */
export interface PageContents {
  isDestroyed(): boolean;
  getURL(): string;
  send(channel: string, payload: unknown): void;
}

export interface Page {
  /** Lost while no page listens: the page asks for a bootstrap when it comes (back). */
  push<N extends PushName>(name: N, payload: Pushes[N]): void;
  /** Kept until a page listens: a click on a popup may have started the program. */
  navigate(route: Route): void;
  /** The page asks for its bootstrap: from now on it listens. Gives the route that waited. */
  attach(): Route | undefined;
  /** A new page loads or the old one died. */
  detach(): void;
}

export function createPage(contents: () => PageContents | undefined): Page {
  let listening = false;
  let waiting: Route | undefined;

  const target = (): PageContents | undefined => {
    const found = listening ? contents() : undefined;
    return found === undefined || found.isDestroyed() || found.getURL() === '' ? undefined : found;
  };
  return {
    push(name, payload) {
      target()?.send(pushChannel(name), payload);
    },
    navigate(route) {
      const page = target();
      if (page === undefined) waiting = route;
      else page.send(pushChannel('app.navigate'), route);
    },
    attach() {
      listening = true;
      const route = waiting;
      waiting = undefined;
      return route;
    },
    detach() {
      listening = false;
    },
  };
}
